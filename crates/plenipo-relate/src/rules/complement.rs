//! A noun under a preposition that belongs to the head or to its object: "sanctions *on Russia*".

use plenipo_syntax::{DepRel, Upos};

use super::fill;
use crate::frames::Slot;
use crate::tree::Tree;

/// How what names somebody hangs on a noun.
const NAMING: [DepRel; 7] = [
    DepRel::Nmod,
    DepRel::NmodPoss,
    DepRel::NmodDesc,
    DepRel::Compound,
    DepRel::Conj,
    DepRel::Appos,
    DepRel::Flat,
];

/// Nodes under `preposition` on `head`, on its object, or on the verb whose object `head` is.
pub(super) fn find(tree: &Tree<'_>, head: usize, preposition: &str) -> Vec<usize> {
    // "by" under a passive is who acts.
    if preposition == "by" && tree.is_verb(head) && tree.is_passive(head) {
        return Vec::new();
    }
    let on = |n: usize| under(tree, n, preposition);
    let mut out = on(head);
    // "appealed for peace in Mali in a speech": the speech is nobody.
    let named = |n: usize| tree.mention(n).is_some();
    let names = |n: &usize| {
        named(*n)
            || tree.by(*n, &NAMING).any(|c| named(c) || tree.by(c, &NAMING).any(named))
            || !matches!(tree.upos(*n), Upos::Noun | Upos::Propn)
    };
    if out.iter().any(names) {
        return out;
    }
    let shallow = core::mem::take(&mut out);
    // "the expulsion of diplomats from Poland": what belongs to the event may hang on whom it is done to.
    if tree.upos(head) == Upos::Noun && matches!(preposition, "from" | "by" | "in" | "against") {
        for thing in under(tree, head, "of") {
            if tree.mention(thing).is_none() {
                out.extend(on(thing));
            }
        }
        if !out.is_empty() {
            return out;
        }
    }
    // "its rejection and condemnation of the attack": what is behind the last of joined nouns belongs to all.
    if tree.upos(head) == Upos::Noun {
        for next in tree.by(head, &[DepRel::Conj]).filter(|&n| tree.upos(n) == Upos::Noun) {
            out.extend(on(next));
        }
        if out.iter().any(names) {
            return out;
        }
    }
    let inner = [DepRel::Obj, DepRel::NsubjPass];
    for object in tree.by(head, &inner) {
        out.extend(on(object));
        for deeper in tree.by(object, &[DepRel::Nmod, DepRel::Conj]) {
            if out.is_empty() && tree.mention(deeper).is_none() {
                out.extend(on(deeper));
            }
        }
    }
    // "the attack on Israel that Hamas launched".
    if tree.is_verb(head) && tree.rel(head) == DepRel::AclRelcl {
        for thing in fill(tree, head, &Slot::Object).iter().map(|f| f.node) {
            if thing < head && tree.mention(thing).is_none() {
                out.extend(on(thing));
            }
        }
    }
    if !out.is_empty() {
        return out;
    }
    if !shallow.is_empty() && tree.upos(head) != Upos::Verb {
        return shallow;
    }
    // "exported more than a million shells to Russia", "lodged a protest through channels with Beijing".
    if tree.is_verb(head) && matches!(preposition, "to" | "with" | "against" | "on") {
        for thing in tree.by(head, &[DepRel::Obl, DepRel::OblUnmarked]).filter(|&n| n > head) {
            if out.is_empty() && tree.mention(thing).is_none() {
                out.extend(on(thing));
            }
        }
        for object in tree.by(head, &[DepRel::Obj]) {
            for thing in tree.by(object, &[DepRel::Nmod, DepRel::Obl]) {
                if out.is_empty() && tree.mention(thing).is_none() {
                    out.extend(on(thing));
                }
            }
        }
    }
    // "acted on a resolution about Libya".
    let dates = |n: usize| {
        matches!(
            tree.preposition(n).as_str(),
            "after" | "before" | "since" | "until" | "till" | "during" | "than" | "as"
        )
    };
    if tree.is_verb(head) && out.is_empty() {
        for beside in tree.by(head, &[DepRel::Obl]).filter(|&n| n > head && !dates(n)) {
            if out.is_empty() && tree.mention(beside).is_none() {
                out.extend(on(beside));
            }
        }
    }
    if !out.is_empty() {
        return out;
    }
    if !shallow.is_empty() {
        return shallow;
    }
    out.extend(on_verb(tree, head, preposition));
    out
}

/// "held talks on Monday *with*": what belongs to the noun `head` may hang on its verb.
fn on_verb(tree: &Tree<'_>, head: usize, preposition: &str) -> Vec<usize> {
    if tree.upos(head) != Upos::Noun || matches!(preposition, "by" | "in") {
        return Vec::new();
    }
    let Some(verb) = tree.head(head).filter(|&v| tree.is_verb(v)) else { return Vec::new() };
    // "fighting broke out between": the verb only says that it takes place.
    let happens = tree.rel(head) == DepRel::Nsubj
        && matches!(preposition, "between" | "with" | "among" | "against")
        && tree.child(verb, &[DepRel::Obj, DepRel::Ccomp, DepRel::Xcomp]).is_none()
        && HAPPENING.contains(&tree.lemma(verb));
    let object = matches!(tree.rel(head), DepRel::Obj | DepRel::NsubjPass | DepRel::Obl);
    if !happens && !object {
        return Vec::new();
    }
    under(tree, verb, preposition).into_iter().filter(|&n| n > head).collect()
}

/// Verbs that say that an event takes place.
const HAPPENING: [&str; 16] = [
    "break",
    "erupt",
    "begin",
    "start",
    "resume",
    "continue",
    "occur",
    "happen",
    "take",
    "flare",
    "rage",
    "intensify",
    "escalate",
    "proceed",
    "end",
    "collapse",
];

fn under(tree: &Tree<'_>, node: usize, preposition: &str) -> Vec<usize> {
    tree.by(node, &[DepRel::Obl, DepRel::Nmod, DepRel::OblAgent])
        .filter(|&n| {
            let found = tree.preposition(n);
            found == preposition || preposition == "of" && found == "out of"
        })
        .collect()
}
