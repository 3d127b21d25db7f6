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
    let shallow = under(tree, head, preposition);
    if shallow.iter().any(|&n| names_somebody(tree, n)) {
        return shallow;
    }
    let noun = tree.upos(head) == Upos::Noun;
    let mut out = if noun { on_noun(tree, head, preposition) } else { Vec::new() };
    if out.is_empty() {
        out = on_object(tree, head, preposition);
    }
    if !out.is_empty() {
        return out;
    }
    if !shallow.is_empty() && tree.upos(head) != Upos::Verb {
        return shallow;
    }
    if tree.is_verb(head) {
        out = on_beside(tree, head, preposition);
    }
    if !out.is_empty() {
        return out;
    }
    if tree.is_verb(head) && shallow.is_empty() {
        out = deep(tree, head, preposition);
        if !out.is_empty() {
            return out;
        }
    }
    if !shallow.is_empty() {
        return shallow;
    }
    out.extend(on_verb(tree, head, preposition));
    out
}

/// Participles that only say whose the noun before them is.
pub(super) const MADE: [&str; 12] = [
    "made",
    "issued",
    "voiced",
    "levelled",
    "leveled",
    "raised",
    "launched",
    "imposed",
    "conducted",
    "staged",
    "carried",
    "led",
];

/// Whether the words at `node` name somebody, themselves or in what hangs on them: "appealed for peace in Mali in a
/// speech": the speech is nobody.
fn names_somebody(tree: &Tree<'_>, node: usize) -> bool {
    let named = |n: usize| tree.mention(n).is_some();
    named(node)
        || tree.by(node, &NAMING).any(|c| named(c) || tree.by(c, &NAMING).any(named))
        || !matches!(tree.upos(node), Upos::Noun | Upos::Propn)
}

/// What hangs on something about the event noun `head`.
fn on_noun(tree: &Tree<'_>, head: usize, preposition: &str) -> Vec<usize> {
    let on = |n: usize| under(tree, n, preposition);
    // "claims made *by Russia*".
    if preposition == "by" {
        let made = tree.by(head, &[DepRel::Acl]).filter(|&c| MADE.contains(&tree.lower(c)));
        let out: Vec<usize> = made.flat_map(on).collect();
        if !out.is_empty() {
            return out;
        }
    }
    // "the expulsion of diplomats from Poland": what belongs to the event may hang on whom it is done to.
    if matches!(preposition, "from" | "by" | "in" | "against" | "to" | "on" | "with") {
        let things = under(tree, head, "of").into_iter().filter(|&t| tree.mention(t).is_none());
        let out: Vec<usize> = things.flat_map(on).collect();
        if !out.is_empty() {
            return out;
        }
    }
    // "its rejection and condemnation of the attack": what is behind the last of joined nouns belongs to all.
    let joined = tree.by(head, &[DepRel::Conj]).filter(|&n| tree.upos(n) == Upos::Noun);
    let out: Vec<usize> = joined.flat_map(on).collect();
    if out.iter().any(|&n| names_somebody(tree, n)) { out } else { Vec::new() }
}

/// What hangs on the object of `head`, on who does it, or on what a relative clause is about.
fn on_object(tree: &Tree<'_>, head: usize, preposition: &str) -> Vec<usize> {
    let on = |n: usize| under(tree, n, preposition);
    let mut out = Vec::new();
    for object in tree.by(head, &[DepRel::Obj, DepRel::NsubjPass]) {
        out.extend(on(object));
        for deeper in tree.by(object, &[DepRel::Nmod, DepRel::Conj]) {
            if out.is_empty() && tree.mention(deeper).is_none() {
                out.extend(on(deeper));
            }
        }
    }
    // "carried out by Hamas *on Israel*": what the parse hangs on the agent.
    if tree.is_verb(head)
        && tree.is_passive(head)
        && matches!(preposition, "on" | "against" | "to" | "with" | "into" | "at")
    {
        let agents = tree.by(head, &[DepRel::OblAgent]).filter(|&n| tree.mention(n).is_some());
        out.extend(agents.flat_map(on));
    }
    // "the attack on Israel that Hamas launched".
    if tree.is_verb(head) && tree.rel(head) == DepRel::AclRelcl {
        for thing in fill(tree, head, &Slot::Object).iter().map(|f| f.node) {
            if thing < head && tree.mention(thing).is_none() {
                out.extend(on(thing));
            }
        }
    }
    out
}

/// What hangs on things that stand beside the object of the verb `head`: "acted on a resolution *about Libya*".
fn on_beside(tree: &Tree<'_>, head: usize, preposition: &str) -> Vec<usize> {
    if matches!(preposition, "to" | "with" | "against" | "on") {
        let out = on_things_beside(tree, head, preposition);
        if !out.is_empty() {
            return out;
        }
    }
    let dates = |n: usize| {
        matches!(
            tree.preposition(n).as_str(),
            "after" | "before" | "since" | "until" | "till" | "during" | "than" | "as"
        )
    };
    let beside = tree.by(head, &[DepRel::Obl]).filter(|&n| n > head && !dates(n));
    let unnamed = beside.filter(|&n| tree.mention(n).is_none());
    unnamed.map(|n| under(tree, n, preposition)).find(|f| !f.is_empty()).unwrap_or_default()
}

/// "held talks on Monday *with*": what belongs to the noun `head` may hang on its verb.
fn on_verb(tree: &Tree<'_>, head: usize, preposition: &str) -> Vec<usize> {
    if tree.upos(head) != Upos::Noun || matches!(preposition, "by" | "in") {
        return Vec::new();
    }
    let Some(first) = first_of_joined(tree, head) else { return Vec::new() };
    let Some(verb) = tree.head(first).filter(|&v| tree.is_verb(v)) else { return Vec::new() };
    // "fighting broke out between": the verb only says that it takes place.
    let happens = tree.rel(first) == DepRel::Nsubj
        && matches!(preposition, "between" | "with" | "among" | "against")
        && tree.child(verb, &[DepRel::Obj, DepRel::Ccomp, DepRel::Xcomp]).is_none()
        && HAPPENING.contains(&tree.lemma(verb));
    let object = matches!(tree.rel(first), DepRel::Obj | DepRel::NsubjPass | DepRel::Obl);
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

/// The first of the nouns that `noun` is joined to; itself where it is joined to none.
fn first_of_joined(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    match tree.rel(noun) {
        DepRel::Conj => tree.head(noun).filter(|&n| tree.upos(n) == Upos::Noun),
        _ => Some(noun),
    }
}

/// "exported more than a million shells to Russia", "lodged a protest through channels with Beijing", "handed over a
/// batch of vaccines to Nepal" with a particle read as a preposition: what hangs on the things beside the verb.
fn on_things_beside(tree: &Tree<'_>, head: usize, preposition: &str) -> Vec<usize> {
    let unnamed = |n: &usize| tree.mention(*n).is_none();
    let mut things = Vec::new();
    let beside = [DepRel::Obl, DepRel::OblUnmarked];
    for thing in tree.by(head, &beside).filter(|n| *n > head && unnamed(n)) {
        things.push(thing);
        things.extend(tree.by(thing, &[DepRel::Nmod]).filter(unnamed));
    }
    for object in tree.by(head, &[DepRel::Obj]) {
        things.extend(tree.by(object, &[DepRel::Nmod, DepRel::Obl]).filter(unnamed));
    }
    let found = things.into_iter().map(|n| under(tree, n, preposition));
    found.into_iter().find(|f| !f.is_empty()).unwrap_or_default()
}

/// "returned a statue, including its base, *to Italy*", "lifted the sanctions imposed *on Mali*": a name under the
/// preposition that hangs deeper on the object, with nouns and passive participles between.
fn deep(tree: &Tree<'_>, head: usize, preposition: &str) -> Vec<usize> {
    if !matches!(preposition, "to" | "on" | "against" | "upon") {
        return Vec::new();
    }
    let is_link = |n: usize| match tree.rel(n) {
        DepRel::Nmod | DepRel::Obl | DepRel::Conj | DepRel::Appos => true,
        DepRel::Acl => tree.is_verb(n) && tree.is_passive(n),
        _ => false,
    };
    let on_object = |name: usize| {
        let mut at = name;
        for _ in 0..6 {
            if matches!(tree.rel(at), DepRel::Obj | DepRel::NsubjPass) {
                return tree.head(at) == Some(head);
            }
            match tree.head(at).filter(|_| is_link(at)) {
                Some(over) if tree.mention(over).is_none() => at = over,
                _ => return false,
            }
        }
        false
    };
    let named = |n: usize| {
        tree.mention(n).is_some() || tree.by(n, &NAMING).any(|c| tree.mention(c).is_some())
    };
    (head + 1..tree.len())
        .find(|&n| named(n) && tree.preposition(n) == preposition && on_object(n))
        .into_iter()
        .collect()
}

fn under(tree: &Tree<'_>, node: usize, preposition: &str) -> Vec<usize> {
    tree.by(node, &[DepRel::Obl, DepRel::Nmod, DepRel::OblAgent])
        .filter(|&n| {
            let found = tree.preposition(n);
            match preposition {
                "of" => matches!(found.as_str(), "of" | "out of"),
                "in" => matches!(found.as_str(), "in" | "inside"),
                _ => found == preposition,
            }
        })
        .collect()
}
