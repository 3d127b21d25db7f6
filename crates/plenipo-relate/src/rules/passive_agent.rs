//! The agent of a passive: "was condemned *by Japan*"; a passive without one has nobody who acts.

use plenipo_syntax::DepRel;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "passive-agent",
    about: "the agent of a passive verb, behind \"by\"",
    find: |tree, head| {
        if !tree.is_verb(head) || !tree.is_passive(head) {
            return Vec::new();
        }
        tree.by(head, &[DepRel::OblAgent, DepRel::Obl])
            .filter(|&n| tree.preposition(n) == "by")
            .collect()
    },
};
