//! The event is the object of a verb that says little: "*Moscow* launched an attack on", "*the two* held talks".

use plenipo_syntax::{DepRel, Upos};

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "light-verb",
    about: "the subject of a verb that only says that the event of its object takes place",
    find: |tree, head| {
        if tree.upos(head) != Upos::Noun {
            return Vec::new();
        }
        // "expressed its rejection and condemnation of": what is joined stands where the first does.
        let mut head = head;
        while tree.rel(head) == DepRel::Conj {
            match tree.head(head).filter(|&h| h < head && tree.upos(h) == Upos::Noun) {
                Some(first) => head = first,
                None => break,
            }
        }
        let Some(verb) = tree.head(head) else { return Vec::new() };
        let as_object = tree.rel(head) == DepRel::Obj && LIGHT.contains(&tree.lemma(verb));
        let under = tree.preposition(head);
        let as_complement = tree.rel(head) == DepRel::Obl
            && (LIGHT_WITH.contains(&(tree.lemma(verb), under.as_str())));
        // "remains the largest donor to".
        let is_it = matches!(tree.rel(head), DepRel::Xcomp | DepRel::Obj)
            && matches!(tree.lemma(verb), "remain" | "become" | "stay" | "be");
        if is_it && !tree.is_passive(verb) {
            return super::surface_subject(tree, verb).into_iter().collect();
        }
        if !as_object && !as_complement || tree.is_passive(verb) && as_object {
            return Vec::new();
        }
        super::surface_subject(tree, verb).into_iter().collect()
    },
};

/// Verbs that carry no event of their own.
const LIGHT: &[&str] = &[
    "approve",
    "authorize",
    "authorise",
    "consider",
    "propose",
    "finalise",
    "finalize",
    "ratify",
    "confirm",
    "hold",
    "have",
    "conduct",
    "launch",
    "make",
    "carry",
    "stage",
    "begin",
    "start",
    "continue",
    "resume",
    "end",
    "hail",
    "give",
    "offer",
    "express",
    "voice",
    "pledge",
    "provide",
    "show",
    "declare",
    "announce",
    "sign",
    "reach",
    "mount",
    "wage",
    "pay",
    "take",
    "impose",
    "issue",
    "lead",
    "open",
    "order",
    "plan",
    "expand",
    "deepen",
    "strengthen",
    "boost",
    "enhance",
    "conclude",
    "complete",
    "commit",
    "perpetrate",
    "attend",
    "host",
    "convene",
    "maintain",
    "establish",
    "build",
    "renew",
    "intensify",
    "step",
    "increase",
    "develop",
    "promote",
    "seek",
    "want",
    "extend",
    "repeat",
    "reiterate",
    "reaffirm",
    "release",
    "publish",
    "unleash",
    "level",
    "direct",
    "deliver",
    "put",
    "exert",
    "apply",
    "suspend",
    "cancel",
    "pose",
    "present",
    "send",
    "submit",
    "file",
    "lodge",
    "convey",
    "register",
    "reverse",
    "lift",
    "ease",
    "halt",
    "grant",
    "undertake",
    "pursue",
    "back",
    "oversee",
    "escalate",
    "restart",
    "attempt",
    "prepare",
    "ink",
    "initiate",
    "kick",
    "do",
    "keep",
    "enter",
    "sustain",
    "remain",
    "become",
    "organise",
];

/// Verbs and prepositions that carry no event of their own.
const LIGHT_WITH: &[(&str, &str)] = &[
    ("be", "in"),
    ("engage", "in"),
    ("meet", "for"),
    ("take", "in"),
    ("participate", "in"),
    ("enter", "into"),
    ("carry", "out"),
    ("vow", "for"),
    ("arrive", "for"),
    ("embark", "on"),
    ("call", "for"),
    ("vote", "for"),
    ("opt", "for"),
];
