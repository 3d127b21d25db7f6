//! The infinitive of a noun is done by whose noun it is: "*Japan's* plan to join", "*the US* has a plan to join".

use plenipo_syntax::{DepRel, Upos};

use super::{Rule, noun_owner};
use crate::tree::Tree;

pub(super) const RULE: Rule = Rule {
    name: "purpose",
    about: "whose the noun is that an infinitive belongs to",
    find: |tree, head| {
        if tree.is_passive(head) {
            return Vec::new();
        }
        owner(tree, head, 5).into_iter().collect()
    },
};

/// Whose the noun over the infinitive `head` is.
pub(super) fn owner(tree: &Tree<'_>, head: usize, depth: usize) -> Option<usize> {
    if tree.rel(head) != DepRel::Acl || !tree.is_to_infinitive(head) {
        return None;
    }
    let noun = tree.head(head).filter(|&n| tree.upos(n) == Upos::Noun)?;
    let owned = noun_owner::possessor(tree, noun).into_iter().next();
    let owned = owned.or_else(|| noun_owner::modifier(tree, noun).into_iter().next());
    owned.or_else(|| {
        // "agreed to provide a sum in credits to help Indonesia": the whole of it serves the purpose.
        let mut noun = noun;
        while tree.rel(noun) == DepRel::Nmod && tree.preposition(noun) == "in" {
            noun = tree.head(noun).filter(|&n| tree.upos(n) == Upos::Noun && n < head)?;
        }
        let verb = tree.head(noun)?;
        match tree.rel(noun) {
            DepRel::Obj | DepRel::Obl => super::surface(tree, verb, depth),
            _ => None,
        }
    })
}
