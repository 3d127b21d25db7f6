//! What hangs on a word, as the frames of the codebook ask for it: objects, particles, complements with their
//! prepositions.

use plenipo_syntax::{DepRel, Upos};

use crate::calendar::is_day_or_month;
use crate::claims::Predicate;
use crate::codebook::Pos;
use crate::frames::{Evidence, Noun, Slot};
use crate::rules::{Filler, fill};
use crate::tree::Tree;

/// What hangs on a head, owned, so that [`Evidence`] can borrow it.
pub(super) struct Hung {
    beside: Vec<String>,
    object: Option<(String, Vec<String>)>,
    complements: Vec<(String, (String, Vec<String>))>,
}

impl Hung {
    pub(super) fn new(tree: &Tree<'_>, head: usize, pos: Pos) -> Self {
        let mut complements = Vec::new();
        // Prepositions that may be part of a verb stand behind it: "called on", but not "on Friday … called".
        let mut behind = Vec::new();
        let mut take = |node: usize| {
            for under in tree.by(node, &[DepRel::Obl, DepRel::Nmod, DepRel::OblAgent]) {
                let preposition = tree.preposition(under);
                // "called Salman on Saturday" is no call on anybody.
                if !preposition.is_empty() && !is_day_or_month(tree.lower(under)) {
                    if under > head {
                        behind.push(complements.len());
                    }
                    complements.push((preposition, noun(tree, under)));
                }
            }
        };
        take(head);
        let object = match pos {
            Pos::Noun => None,
            Pos::Verb => object_of(tree, head),
        };
        // "handed over a batch": a particle that the parse takes for a preposition.
        let object = object.or_else(|| under_particle(tree, head, pos));
        if let Some(object) = object {
            take(object);
        }
        let beside = match pos {
            Pos::Noun => modifiers(tree, head),
            Pos::Verb => {
                let hanging = [DepRel::CompoundPrt, DepRel::Advmod];
                let mut beside: Vec<String> =
                    tree.by(head, &hanging).map(|n| tree.lower(n).to_owned()).collect();
                beside.extend(behind.into_iter().map(|at: usize| complements[at].0.clone()));
                // A particle that the parse hangs elsewhere: "handed over 32 prisoners".
                let next = head + 1;
                if next < tree.len() && tree.upos(next) == Upos::Adv {
                    beside.push(tree.lower(next).to_owned());
                }
                beside.extend(predicates(tree, head, object, &complements));
                beside
            }
        };
        Self { beside, object: object.map(|o| noun(tree, content(tree, o))), complements }
    }

    /// What hangs on the predicate of a claim.
    pub(super) fn of_predicate(tree: &Tree<'_>, claim: Predicate) -> Self {
        let mut complements = Vec::new();
        for under in tree.by(claim.word, &[DepRel::Obl, DepRel::Nmod]) {
            complements.push((tree.preposition(under), noun(tree, under)));
        }
        // "behind the *attack*": what the preposition is of.
        let object = (tree.rel(claim.word) == DepRel::Case).then(|| noun(tree, claim.clause));
        Self { beside: modifiers(tree, claim.word), object, complements }
    }

    pub(super) fn with<R>(&self, ask: impl FnOnce(&Evidence<'_>) -> R) -> R {
        let beside: Vec<&str> = self.beside.iter().map(String::as_str).collect();
        let object_modifiers: Vec<&str> =
            self.object.iter().flat_map(|o| o.1.iter().map(String::as_str)).collect();
        let object =
            self.object.as_ref().map(|o| Noun { lemma: &o.0, modifiers: &object_modifiers });
        let modifiers: Vec<Vec<&str>> =
            self.complements.iter().map(|c| c.1.1.iter().map(String::as_str).collect()).collect();
        let complements: Vec<(&str, Noun<'_>)> = self
            .complements
            .iter()
            .zip(&modifiers)
            .map(|(c, m)| (c.0.as_str(), Noun { lemma: &c.1.0, modifiers: m }))
            .collect();
        ask(&Evidence { beside: &beside, object, complements: &complements })
    }
}

/// The object that says what the verb means: "lent Ghana *money*", where the parse has two objects, is not the name.
fn object_of(tree: &Tree<'_>, head: usize) -> Option<usize> {
    let objects = fill(tree, head, &Slot::Object);
    let named = |f: &Filler| tree.mention(f.node).is_some();
    let first = objects.first()?;
    let second = objects.get(1).filter(|s| named(first) && !named(s));
    Some(second.unwrap_or(first).node)
}

/// What stands under a particle that the parse has taken for a preposition.
fn under_particle(tree: &Tree<'_>, head: usize, pos: Pos) -> Option<usize> {
    let particle = |n: &usize| {
        let word = tree.by(*n, &[DepRel::Case]).next();
        word.is_some_and(|w| {
            w == head + 1
                && matches!(
                    tree.lower(w),
                    "over" | "off" | "out" | "up" | "down" | "in" | "back" | "away"
                )
        })
    };
    if pos == Pos::Noun || tree.mention(head).is_some() {
        return None;
    }
    tree.by(head, &[DepRel::Obl]).find(particle).filter(|&n| tree.mention(n).is_none())
}

/// The noun that says what there is some of: "a flurry of *sanctions*", "billions of *euros*".
pub(super) fn content(tree: &Tree<'_>, node: usize) -> usize {
    const AMOUNTS: [&str; 52] = [
        "flurry",
        "series",
        "round",
        "wave",
        "package",
        "number",
        "set",
        "raft",
        "spate",
        "slew",
        "string",
        "host",
        "lot",
        "part",
        "batch",
        "barrage",
        "volley",
        "dozen",
        "hundred",
        "thousand",
        "million",
        "billion",
        "ton",
        "tonne",
        "range",
        "kind",
        "type",
        "form",
        "variety",
        "bundle",
        "shipment",
        "load",
        "consignment",
        "couple",
        "majority",
        "hail",
        "salvo",
        "more",
        "handful",
        "group",
        "some",
        "all",
        "many",
        "most",
        "several",
        "half",
        "worth",
        "planeload",
        "truckload",
        "tranche",
        "total",
        "amount",
    ];
    if !AMOUNTS.contains(&tree.lemma(node)) || tree.mention(node).is_some() {
        return node;
    }
    let of = tree.by(node, &[DepRel::Nmod]).find(|&n| tree.preposition(n) == "of");
    of.filter(|&n| tree.mention(n).is_none()).unwrap_or(node)
}

/// What the object of a verb is called: "held Russia *responsible*", "called it *a crime*", "described it as
/// *hostile*".
fn predicates(
    tree: &Tree<'_>,
    head: usize,
    object: Option<usize>,
    complements: &[(String, (String, Vec<String>))],
) -> Vec<String> {
    let named = |&n: &usize| matches!(tree.upos(n), Upos::Adj | Upos::Noun | Upos::Verb);
    let mut nodes: Vec<usize> = tree.by(head, &[DepRel::Xcomp]).filter(named).collect();
    if let Some(object) = object.filter(|&o| o > head) {
        let second = |&n: &usize| n > object && tree.mention(n).is_none();
        nodes.extend(tree.by(head, &[DepRel::Obj]).filter(second));
        nodes.extend(
            tree.by(object, &[DepRel::Amod, DepRel::Appos, DepRel::Obj])
                .filter(|&n| n > object && tree.mention(n).is_none()),
        );
    }
    let mut out = Vec::new();
    for node in nodes {
        out.push(tree.lemma(node).to_owned());
        out.extend(modifiers(tree, node));
    }
    for (_, (lemma, modifiers)) in complements.iter().filter(|c| c.0 == "as") {
        out.push(lemma.clone());
        out.extend(modifiers.iter().cloned());
    }
    out
}

fn noun(tree: &Tree<'_>, node: usize) -> (String, Vec<String>) {
    // "took Israel to the World Court": a body is a noun too.
    let body = |m: &plenipo_gazetteer::Mention| {
        m.kind == plenipo_gazetteer::MentionKind::Organisation && !m.metonymy
    };
    if tree.mention(node).is_some_and(body) {
        return (tree.lower(node).to_owned(), Vec::new());
    }
    (tree.lemma(node).to_owned(), modifiers(tree, node))
}

fn modifiers(tree: &Tree<'_>, node: usize) -> Vec<String> {
    let before = [DepRel::Amod, DepRel::Compound, DepRel::NmodDesc];
    let named = |&n: &usize| tree.mention(n).is_none();
    tree.by(node, &before).filter(named).map(|n| tree.lemma(n).to_owned()).collect()
}
