//! The agent of a passive: "was condemned *by Japan*"; a passive without one has nobody who acts.

use plenipo_syntax::DepRel;

use super::Rule;
use crate::tree::Tree;

pub(super) const RULE: Rule = Rule {
    name: "passive-agent",
    about: "the agent of a passive verb, behind \"by\"",
    find: |tree, head| {
        if !tree.is_verb(head) || !tree.is_passive(head) {
            return Vec::new();
        }
        let by: Vec<usize> = tree
            .by(head, &[DepRel::OblAgent, DepRel::Obl])
            .filter(|&n| tree.preposition(n) == "by")
            .collect();
        if by.is_empty() { hyphened(tree, head).into_iter().collect() } else { by }
    },
};

/// "*Iran*-backed rebels": the name that a hyphen joins to a participle before its noun.
pub(super) fn hyphened(tree: &Tree<'_>, head: usize) -> Option<usize> {
    let name = head.checked_sub(2)?;
    let joined = tree.rel(head) == DepRel::Amod && tree.lower(head - 1) == "-";
    let own = tree.head(name) == Some(head) && tree.mention(name).is_some();
    (joined && own).then_some(name)
}
