//! What a clause is set in is done by its subject: "*Blinken* said in a meeting with Cho that …".

use plenipo_syntax::{DepRel, Upos};

use super::{Rule, noun_owner};

pub(super) const RULE: Rule = Rule {
    name: "circumstance",
    about: "the subject of the clause that an event noun under \"in\", \"during\", \"after\" dates",
    find: |tree, head| {
        let settings = [DepRel::Obl, DepRel::OblUnmarked, DepRel::Nmod];
        if tree.upos(head) != Upos::Noun || !settings.contains(&tree.rel(head)) {
            return Vec::new();
        }
        let Some(over) = tree.head(head) else { return Vec::new() };
        if !SETTING.contains(&tree.preposition(head).as_str()) {
            return Vec::new();
        }
        // "Iraq's prime minister, on a visit to Tehran, said".
        if tree.mention(over).is_some() {
            return vec![over];
        }
        if tree.upos(over) == Upos::Noun {
            return noun_owner::possessor(tree, over);
        }
        if tree.is_verb(over) && tree.is_passive(over) {
            return Vec::new();
        }
        let Some(subject) = super::surface_subject(tree, over) else { return Vec::new() };
        // "Blinken's call came in a meeting": whose the subject is.
        let owner = noun_owner::possessor(tree, subject);
        if tree.mention(subject).is_none() && !owner.is_empty() { owner } else { vec![subject] }
    },
};

/// Prepositions that set a clause in an event.
const SETTING: [&str; 12] = [
    "in",
    "during",
    "after",
    "before",
    "at",
    "following",
    "on",
    "for",
    "ahead of",
    "by",
    "over",
    "through",
];
