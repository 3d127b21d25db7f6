//! [`Reading`]: what the codebook makes of a word of a [`Dyad`], and what stands over it.

use plenipo_syntax::{DepRel, Upos};

use crate::codebook::Pos;
use crate::dyad::{Dyad, Side};
use crate::frames::{Evidence, Frame, Frames, Need, Noun, Slot};

/// Something that stands over an event and changes what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Operator {
    Negated,
    Future,
    Possible,
    Intend,
    Promise,
    Agree,
    Refuse,
    Threaten,
    Request,
    End,
    Begin,
    Accuse,
    Allow,
    Order,
    Attempt,
}

/// Classes of words that are operators, by the name in `classes.tsv`.
const CLASSES: [(&str, Operator); 12] = [
    ("op_intend", Operator::Intend),
    ("op_promise", Operator::Promise),
    ("op_agree", Operator::Agree),
    ("op_refuse", Operator::Refuse),
    ("op_threaten", Operator::Threaten),
    ("op_request", Operator::Request),
    ("op_end", Operator::End),
    ("op_begin", Operator::Begin),
    ("op_accuse", Operator::Accuse),
    ("op_allow", Operator::Allow),
    ("op_order", Operator::Order),
    ("op_attempt", Operator::Attempt),
];

/// A set of operators.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Operators(u16);

impl Operators {
    pub(crate) fn add(&mut self, operator: Operator) {
        self.0 |= 1 << operator as u8;
    }

    pub(crate) fn has(self, operator: Operator) -> bool {
        self.0 & (1 << operator as u8) != 0
    }

    pub(crate) fn any(self, of: &[Operator]) -> bool {
        of.iter().any(|&o| self.has(o))
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = u16> {
        (0..16).filter(move |b| self.0 & (1 << b) != 0)
    }
}

/// A word that may be the event between the actors.
#[derive(Clone, Debug)]
pub(crate) struct Reading<'c> {
    pub(crate) word: usize,
    pub(crate) pos: Pos,
    pub(crate) frame: &'c Frame,
    /// How near each actor is to its slot: see [`Dyad::nearness`]. With equal sides, either order.
    pub(crate) source: u8,
    pub(crate) target: u8,
    /// Whether the actors stand in each other's slots.
    pub(crate) swapped: bool,
    pub(crate) operators: Operators,
    /// Verbs and nouns over the word.
    pub(crate) depth: usize,
}

/// All readings of a dyad, best first.
pub(crate) fn readings<'c>(dyad: &Dyad, frames: &'c Frames) -> Vec<Reading<'c>> {
    let mut out = Vec::new();
    for word in 0..dyad.len() {
        let Some(pos) = dyad.pos(word) else { continue };
        out.extend(reading(dyad, frames, word, pos));
    }
    out.sort_by_key(|r| (core::cmp::Reverse(rank(r)), r.depth, r.word));
    out
}

/// How sure a reading is the one between the actors.
fn rank(reading: &Reading<'_>) -> u32 {
    let both = u32::from(reading.source.min(reading.target) > 0);
    let near = u32::from(reading.source + reading.target);
    let straight = u32::from(!reading.swapped);
    (both * 8 + near * 2 + straight) * 2 + u32::from(reading.pos == Pos::Verb)
}

fn reading<'c>(dyad: &Dyad, frames: &'c Frames, word: usize, pos: Pos) -> Option<Reading<'c>> {
    let lemma = dyad.lemmas[word].as_str();
    if !frames.has(lemma, pos) {
        return None;
    }
    let beside = dyad.beside(word);
    let object = if pos == Pos::Verb { dyad.object(word) } else { None };
    let object_modifiers = object.map(|o| dyad.modifiers(o)).unwrap_or_default();
    let mut found = dyad.complements(word);
    found.extend(object.map(|o| dyad.complements(o)).unwrap_or_default());
    let modifiers: Vec<Vec<&str>> = found.iter().map(|c| dyad.modifiers(c.1)).collect();
    let complements: Vec<(&str, Noun<'_>)> =
        found.iter().zip(&modifiers).map(|(c, m)| (c.0.as_str(), dyad.noun(c.1, m))).collect();
    let evidence = Evidence {
        beside: &beside,
        object: object.map(|o| dyad.noun(o, &object_modifiers)),
        complements: &complements,
    };
    let fitting = frames.fitting(lemma, pos, &evidence);
    if fitting.first().is_some_and(|f| f.is_block()) {
        return None;
    }
    let mut best: Option<(u32, Reading<'c>)> = None;
    for (order, frame) in (0_u32..).zip(fitting) {
        if frame.is_block() {
            break;
        }
        if frame.needs(Need::Open) {
            continue;
        }
        let near = |side: Side, slots: &[Slot]| {
            let words = slots.iter().flat_map(|s| dyad.slot(word, pos, s));
            words.map(|w| dyad.nearness(side, w)).max().unwrap_or(0)
        };
        let straight = (near(Side::Source, &frame.source), near(Side::Target, &frame.target));
        let crossed = (near(Side::Source, &frame.target), near(Side::Target, &frame.source));
        let swapped = crossed.0 + crossed.1 > straight.0 + straight.1;
        let (source, target) = if swapped { crossed } else { straight };
        let reading = Reading {
            word,
            pos,
            frame,
            source,
            target,
            swapped,
            operators: Operators::default(),
            depth: dyad.parse.ancestors(word).count(),
        };
        let worth = rank(&reading) * 16 + 15_u32.saturating_sub(order);
        if best.as_ref().is_none_or(|b| worth > b.0) {
            best = Some((worth, reading));
        }
    }
    let mut reading = best?.1;
    reading.operators = operators(dyad, frames, word);
    Some(reading)
}

/// What stands over `word`: its auxiliaries and negation, and the words that it is a complement of.
pub(crate) fn operators(dyad: &Dyad, frames: &Frames, word: usize) -> Operators {
    let parse = &dyad.parse;
    let mut out = Operators::default();
    let mut at = word;
    for _ in 0..5 {
        for child in parse.children(at) {
            let lower = dyad.lower[child].as_str();
            match parse.deprel(child) {
                DepRel::Aux => {
                    if matches!(lower, "will" | "wo" | "shall" | "'ll" | "’ll") {
                        out.add(Operator::Future);
                    } else if matches!(lower, "would" | "may" | "might" | "could" | "can") {
                        out.add(Operator::Possible);
                    } else if matches!(lower, "must" | "should") {
                        out.add(Operator::Request);
                    }
                }
                DepRel::Advmod | DepRel::Det => {
                    if matches!(
                        lower,
                        "not" | "n't" | "n’t" | "never" | "no" | "neither" | "hardly"
                    ) {
                        out.add(Operator::Negated);
                    }
                }
                DepRel::Mark if matches!(lower, "if" | "unless") => out.add(Operator::Possible),
                DepRel::Xcomp if parse.upos(child) != Upos::Verb => {}
                _ => {}
            }
        }
        let Some(head) = parse.head(at) else { break };
        let relation = parse.deprel(at);
        let noun = !dyad.is_verb(at);
        let complement = matches!(
            relation,
            DepRel::Xcomp | DepRel::Ccomp | DepRel::Acl | DepRel::Obj | DepRel::Csubj
        ) || matches!(relation, DepRel::Advcl) && marked_to(dyad, at)
            || noun && matches!(relation, DepRel::Obl | DepRel::Nmod | DepRel::NsubjPass);
        if relation == DepRel::Conj && dyad.pos(head) == dyad.pos(at) {
            at = head;
            continue;
        }
        if !complement {
            break;
        }
        for (class, operator) in CLASSES {
            if frames.is_in_class(class, &dyad.lemmas[head]) {
                out.add(operator);
            }
        }
        at = head;
    }
    out
}

fn marked_to(dyad: &Dyad, verb: usize) -> bool {
    dyad.parse.children_by(verb, DepRel::Mark).any(|m| dyad.lower[m] == "to")
}

/// The type of an event under its operators, as coders of events see it: promised cooperation is an
/// agreement, announced force a threat, refused aid a rejection.
pub(crate) fn told(plover: &str, operators: Operators) -> &'static str {
    use Operator::{
        Agree, End, Future, Intend, Negated, Order, Promise, Refuse, Request, Threaten,
    };
    let force = matches!(plover, "ASSAULT" | "COERCE" | "SANCTION" | "MOBILIZE" | "PROTEST");
    let ahead = operators.any(&[Future, Intend, Promise, Agree]);
    if operators.has(Threaten) {
        return "THREATEN";
    }
    if operators.any(&[Refuse, Negated]) && !force {
        return "REJECT";
    }
    if operators.has(End) && force {
        return if ahead { "AGREE" } else { "RETREAT" };
    }
    if operators.has(End) && matches!(plover, "AID" | "COOPERATE" | "CONSULT") {
        return "SANCTION";
    }
    if operators.has(Request) && !operators.has(Order) {
        // A call for sanctions on somebody speaks against them, and asks them for nothing.
        return if plover == "SANCTION" { "ACCUSE" } else { "REQUEST" };
    }
    if ahead && force {
        return "THREATEN";
    }
    if ahead && matches!(plover, "AID" | "COOPERATE" | "CONSULT" | "RETREAT" | "CONCEDE") {
        return "AGREE";
    }
    match plover {
        "AGREE" => "AGREE",
        "CONSULT" => "CONSULT",
        "SUPPORT" => "SUPPORT",
        "COOPERATE" => "COOPERATE",
        "AID" => "AID",
        "CONCEDE" => "CONCEDE",
        "RETREAT" => "RETREAT",
        "REQUEST" => "REQUEST",
        "ACCUSE" => "ACCUSE",
        "REJECT" => "REJECT",
        "THREATEN" => "THREATEN",
        "PROTEST" => "PROTEST",
        "SANCTION" => "SANCTION",
        "MOBILIZE" => "MOBILIZE",
        "COERCE" => "COERCE",
        _ => "ASSAULT",
    }
}
