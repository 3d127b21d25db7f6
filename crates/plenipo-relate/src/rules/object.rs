//! Whom a verb acts on: its object, which is the subject of a passive: "*North Korea* was condemned".

use plenipo_syntax::DepRel;

use super::Rule;
use crate::tree::Tree;

pub(super) const RULE: Rule = Rule {
    name: "object",
    about: "the object of an active verb",
    find: |tree, head| {
        if tree.is_verb(head) && tree.is_passive(head) {
            return Vec::new();
        }
        let own: Vec<usize> = tree.by(head, &[DepRel::Obj]).collect();
        if !own.is_empty() {
            return own;
        }
        // "supports and wants *Russia*": the object behind the last of joined verbs is that of all.
        let next = tree.by(head, &[DepRel::Conj]).find(|&c| tree.is_verb(c));
        let joined = next.filter(|&c| c <= head + 3 && tree.own_subject(c).is_none());
        joined.map_or_else(Vec::new, |c| tree.by(c, &[DepRel::Obj]).collect())
    },
};

pub(super) const SURFACE: Rule = Rule {
    name: "passive-subject",
    about: "the subject of a passive verb, or what a passive participle describes",
    find: |tree, head| {
        if !tree.is_verb(head) || !tree.is_passive(head) {
            return Vec::new();
        }
        super::surface_subject(tree, head).into_iter().collect()
    },
};

/// The indirect object: "gave *Kyiv* weapons".
pub(super) fn indirect(tree: &Tree<'_>, head: usize) -> Vec<usize> {
    tree.by(head, &[DepRel::Iobj]).collect()
}
