//! The subject of an active verb: "*Japan* condemned the launch".

use plenipo_syntax::DepRel;

use super::Rule;
use crate::tree::Tree;

pub(super) const RULE: Rule = Rule {
    name: "subject",
    about: "the subject of an active verb, or of a noun after \"is\"",
    find: |tree, head| {
        if tree.is_verb(head) && tree.is_passive(head) {
            return Vec::new();
        }
        // "old foes *France* and *Germany* agreed": the names say who it is.
        let subjects: Vec<usize> = tree.by(head, &[DepRel::Nsubj]).collect();
        if subjects.len() > 1 {
            let names = |n: &usize| {
                let name_behind =
                    || tree.by(*n, &[DepRel::Flat]).any(|f| tree.mention(f).is_some());
                tree.mention(*n).is_some() || name_behind()
            };
            let named: Vec<usize> = subjects.into_iter().filter(names).collect();
            if !named.is_empty() {
                return named;
            }
        }
        own(tree, head).into_iter().collect()
    },
};

/// The subject that hangs on `head` itself, unless it only points back.
pub(super) fn own(tree: &Tree<'_>, head: usize) -> Option<usize> {
    tree.own_subject(head)
}
