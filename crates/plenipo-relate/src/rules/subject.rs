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
        let Some(first) = own(tree, head) else { return Vec::new() };
        let mut out = vec![first];
        // "Egypt, Jordan and the Emirates cut ties": a parse that takes the last of a list for one more subject.
        let named = |&n: &usize| n > first && n < head && tree.mention(n).is_some();
        if tree.mention(first).is_some() {
            out.extend(tree.by(head, &[DepRel::Nsubj]).filter(named));
        }
        out
    },
};

/// The subject that hangs on `head` itself, unless it only points back.
pub(super) fn own(tree: &Tree<'_>, head: usize) -> Option<usize> {
    tree.own_subject(head)
}
