//! A relative clause is about the noun before it: "*Russia*, which invaded Ukraine", "the deal that Iran signed".

use plenipo_syntax::{DepRel, Xpos};

use super::Rule;
use crate::tree::Tree;

pub(super) const SUBJECT: Rule = Rule {
    name: "relative",
    about: "the noun before a relative clause, as its subject",
    find: |tree, head| {
        if tree.is_verb(head) && tree.is_passive(head) {
            return Vec::new();
        }
        let noun = head_of(tree, head);
        // "a resolution that condemns": by who adopted it.
        let text = noun.filter(|&n| super::participle::is_document(tree, n));
        let author = text.and_then(|n| super::participle::author(tree, n, 5));
        author.or(noun).into_iter().collect()
    },
};

pub(super) const OBJECT: Rule = Rule {
    name: "relative-object",
    about: "the noun before a relative clause that has a subject of its own and no object",
    find: |tree, head| {
        if tree.rel(head) != DepRel::AclRelcl
            || tree.child(head, &[DepRel::Ccomp, DepRel::Xcomp]).is_some()
        {
            return Vec::new();
        }
        let own = tree.own_subject(head).filter(|&s| !is_relative(tree, s));
        let open = own.is_some() && tree.by(head, &[DepRel::Obj]).all(|o| is_relative(tree, o));
        tree.head(head).filter(|_| open).into_iter().collect()
    },
};

/// The noun that the relative pronoun, subject of `head`, stands for.
pub(super) fn head_of(tree: &Tree<'_>, head: usize) -> Option<usize> {
    let pronoun = tree.own_subject(head).filter(|&s| is_relative(tree, s))?;
    let mut clause = head;
    while tree.rel(clause) == DepRel::Conj {
        clause = tree.head(clause)?;
    }
    if tree.rel(clause) == DepRel::AclRelcl {
        return tree.head(clause);
    }
    // A parse that takes the clause for something else: the noun right before.
    let before = pronoun.checked_sub(1)?;
    let before = if tree.lower(before) == "," { before.checked_sub(1)? } else { before };
    (tree.mention(before).is_some() && tree.lower(pronoun) != "that").then_some(before)
}

fn is_relative(tree: &Tree<'_>, node: usize) -> bool {
    matches!(tree.xpos(node), Xpos::Wdt | Xpos::Wp) || tree.lower(node) == "that"
}
