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
    whose(tree, tree.head(head)?, depth)
}

/// Whose the noun `noun` is that an infinitive or a gerund belongs to; of one that is part of another ("*aid* of 60 million
/// euros *to help*", "ventilators and *kits to help*") whose the other is.
pub(super) fn whose(tree: &Tree<'_>, noun: usize, depth: usize) -> Option<usize> {
    let depth = depth.checked_sub(1)?;
    if tree.mention(noun).is_some()
        || !matches!(tree.upos(noun), Upos::Noun | Upos::Num | Upos::Sym | Upos::Propn)
    {
        return None;
    }
    let owned = noun_owner::possessor(tree, noun).into_iter().next();
    let owned = owned.or_else(|| noun_owner::modifier(tree, noun).into_iter().next());
    owned.or_else(|| {
        let verb = tree.head(noun)?;
        match tree.rel(noun) {
            DepRel::Obj | DepRel::Obl => super::surface(tree, verb, depth),
            DepRel::Conj | DepRel::Nmod if tree.mention(verb).is_none() => whose(tree, verb, depth),
            _ => None,
        }
    })
}
