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
        // "Ethiopia's government rejected accusations": see `Tree::stranded_subject`.
        if tree.rel(head) == DepRel::Amod && tree.stranded_subject(head).is_some() {
            return tree.head(head).filter(|&o| o > head).into_iter().collect();
        }
        // "asked Turkey to increase": the only object, whatever the parse calls it.
        let only: Vec<usize> = tree.by(head, &[DepRel::Iobj]).collect();
        if !only.is_empty() {
            return only;
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
        if super::passive_agent::hyphened(tree, head).is_some() {
            return tree.head(head).into_iter().collect();
        }
        super::surface_subject(tree, head).into_iter().collect()
    },
};

/// The indirect object: "gave *Kyiv* weapons"; a name right behind the verb that hangs on the object is one as well.
pub(super) fn indirect(tree: &Tree<'_>, head: usize) -> Vec<usize> {
    let own: Vec<usize> = tree.by(head, &[DepRel::Iobj]).collect();
    if !own.is_empty() {
        return own;
    }
    let named = |&n: &usize| n == head + 1 && tree.mention(n).is_some_and(|m| !m.adjectival);
    // "sell NATO ally *Germany* drones": a parse that takes both for objects.
    let objects: Vec<usize> = tree.by(head, &[DepRel::Obj]).filter(|&o| o > head).collect();
    if let [before @ .., _] = objects.as_slice()
        && !before.is_empty()
    {
        return before.to_vec();
    }
    let objects = objects.into_iter();
    let before = [DepRel::Compound, DepRel::NmodDesc, DepRel::Nmod];
    // "sell NATO ally Germany drones": the name belongs to what it stands before.
    let alone = |o: &usize| !crate::sides::is_relational(tree, *o);
    objects
        .into_iter()
        .filter(alone)
        .flat_map(|o| tree.by(o, &before))
        .filter(named)
        .take(1)
        .collect()
}
