//! Who is acted on where no slot of the frame holds a name: the nearest name inside what the event is about.
//!
//! "rejected any military solution to the *North Korean* crisis", "condemned the shelling of a hospital in *Kabul*",
//! "withdrew some of its troops from bases in *Syria*". Only what hangs on the event is looked through, layer by
//! layer of the tree; a clause with a subject of its own, a time or a reason is not entered.

use plenipo_gazetteer::MentionKind;
use plenipo_syntax::DepRel;

use crate::agents::Agents;
use crate::codebook::Pos;
use crate::finder::differ;
use crate::frames::{Frame, Frames, Need, Slot};
use crate::rules::{fill, is_suffered, surface_subject};
use crate::sides::{Reading, Side, is_beyond_apposition, sides};
use crate::tree::Tree;

/// How many steps down the tree a name may stand below the event.
const DEPTH: usize = 5;

/// Whether the target of `frame` may be looked for inside what it is about. Talks and pacts name their other side.
fn may_reach(frame: &Frame) -> bool {
    const NAMED: [Need; 6] =
        [Need::Mutual, Need::Person, Need::State, Need::Weak, Need::Open, Need::Military];
    // "talks between the two, brokered by Turkey".
    if frame.cameo == "C045" {
        return true;
    }
    let talk = matches!(frame.plover.as_str(), "CONSULT" | "AGREE" | "COOPERATE");
    !talk && !NAMED.iter().any(|&n| frame.needs(n))
}

/// Whether what the event does happens at a place, so that "in" names whom it is done to.
fn is_material(frame: &Frame) -> bool {
    matches!(
        frame.plover.as_str(),
        "AID" | "RETREAT" | "MOBILIZE" | "ASSAULT" | "COERCE" | "SANCTION" | "PROTEST"
    )
}

/// The nearest names inside what the event of `frame` at `head` is about, other than its `sources`.
pub(crate) fn targets(
    tree: &Tree<'_>,
    agents: &Agents,
    head: usize,
    frame: &Frame,
    sources: &[Side],
) -> Vec<Side> {
    if !may_reach(frame) || WISHES.contains(&tree.lemma(head)) {
        return Vec::new();
    }
    let mut layer = first_layer(tree, head, frame);
    // "condemned the attack on a school in Kabul": who suffers is not who is condemned.
    if frame.plover == "ACCUSE" && layer.iter().any(|&n| is_suffered(tree.lemma(n))) {
        return Vec::new();
    }
    for _ in 0..DEPTH {
        let mut next = Vec::new();
        for &node in &layer {
            let town = tree.mention(node).is_some_and(|m| m.kind == MentionKind::Place);
            let found = if tree.mention(node).is_some() && (!town || is_material(frame)) {
                sides(tree, agents, node, reading(tree, node))
            } else {
                Vec::new()
            };
            let apart = |t: &Side| sources.iter().all(|s| differ(s, t));
            let found: Vec<Side> = found.into_iter().filter(apart).collect();
            if !found.is_empty() {
                return found.into_iter().map(belonging).collect();
            }
            next.extend(below(tree, agents, node, frame));
        }
        layer = next;
    }
    Vec::new()
}

/// Verbs whose object, or what they answer, is not what somebody is dealt with by.
const WISHES: [&str; 9] =
    ["want", "expect", "look", "try", "respond", "retaliate", "challenge", "thank", "identify"];

/// The name of a town stands for its state where what is there is acted on.
fn reading(tree: &Tree<'_>, node: usize) -> Reading {
    let place = tree.mention(node).is_some_and(|m| m.kind == MentionKind::Place);
    if place { Reading::Belongings } else { Reading::Agents }
}

/// A side that only owns, or is the place of, what is acted on.
fn belonging(mut side: Side) -> Side {
    side.actor.is_group = true;
    side.direct = false;
    side
}

/// What the event is about: its object and what hangs on it by a preposition.
fn first_layer(tree: &Tree<'_>, head: usize, frame: &Frame) -> Vec<usize> {
    if frame.pos == Pos::Verb && tree.is_passive(head) {
        return surface_subject(tree, head).into_iter().filter(|&s| s < head).collect();
    }
    let behind = |n: &usize| *n > head;
    let of_object = |s: &Slot| matches!(s, Slot::Object | Slot::Owner | Slot::Indirect);
    if frame.pos == Pos::Verb && !frame.target.iter().any(of_object) {
        // "called on": who is called is not called on.
        let given = |n: &usize| frame.target.contains(&Slot::Prep(tree.preposition(*n)));
        return tree.by(head, &[DepRel::Obl, DepRel::Nmod]).filter(behind).filter(given).collect();
    }
    let mut out: Vec<usize> = tree.by(head, &[DepRel::Obj, DepRel::Iobj]).filter(behind).collect();
    let beside = tree.by(head, &[DepRel::Obl, DepRel::Nmod]).filter(behind);
    out.extend(beside.filter(|&n| is_about(tree, n, frame)));
    out
}

/// Whether a complement of the event says what it is about, and not when, where, why or by what means.
fn is_about(tree: &Tree<'_>, node: usize, frame: &Frame) -> bool {
    match tree.preposition(node).as_str() {
        "of" | "on" | "against" | "to" | "for" | "about" | "toward" | "towards" => true,
        // "pressed into the enclave" asks nobody.
        "into" => frame.plover != "REQUEST",
        // "destroyed it in response to an attack".
        "in" | "inside" | "across" | "near" => {
            is_material(frame) && !GROUNDS.contains(&tree.lemma(node))
        }
        "from" => matches!(frame.plover.as_str(), "RETREAT" | "SANCTION" | "REJECT" | "AID"),
        _ => false,
    }
}

/// Nouns that say why something is done.
const GROUNDS: [&str; 14] = [
    "response",
    "retaliation",
    "revenge",
    "protest",
    "reaction",
    "return",
    "exchange",
    "support",
    "solidarity",
    "defiance",
    "bid",
    "effort",
    "attempt",
    "connection",
];

/// Nouns for force: who supports or pays it does so against whom it is used on.
const HOSTILE: [&str; 16] = [
    "sanction",
    "embargo",
    "tariff",
    "ban",
    "war",
    "attack",
    "strike",
    "raid",
    "offensive",
    "operation",
    "invasion",
    "campaign",
    "blockade",
    "boycott",
    "fight",
    "munition",
];

/// How a name may hang on what it belongs to.
const INSIDE: [DepRel; 11] = [
    DepRel::Obj,
    DepRel::Obl,
    DepRel::OblAgent,
    DepRel::Nmod,
    DepRel::NmodPoss,
    DepRel::Amod,
    DepRel::Compound,
    DepRel::NmodDesc,
    DepRel::Acl,
    DepRel::Conj,
    DepRel::Appos,
];

/// What hangs on the noun `node` and belongs to it.
fn below(tree: &Tree<'_>, agents: &Agents, node: usize, frame: &Frame) -> Vec<usize> {
    let friendly = matches!(frame.plover.as_str(), "SUPPORT" | "AID");
    let lemma = tree.lemma(node);
    // "68 billion U.S. dollars", "US citizenship".
    let measure = matches!(lemma, "dollar" | "dlr" | "dlrs" | "pound" | "citizenship" | "style");
    if measure || friendly && HOSTILE.contains(&lemma) {
        return Vec::new();
    }
    // "accused the head of the branch in London": where somebody is, says not whose he is.
    let people = agents.sector(lemma).is_some() && !is_material(frame);
    let with = matches!(frame.plover.as_str(), "MOBILIZE" | "ASSAULT" | "COERCE");
    let aside = |n: usize| match tree.preposition(n).as_str() {
        "in" => people,
        "with" => with,
        _ => false,
    };
    let beyond = |n: usize| tree.rel(n) == DepRel::Conj && is_beyond_apposition(tree, node, n);
    let inside = tree.by(node, &INSIDE).filter(|&n| may_enter(tree, n, frame));
    inside.filter(|&n| !aside(n) && !beyond(n)).collect()
}

/// Whether a name below `node` belongs to what stands over it.
fn may_enter(tree: &Tree<'_>, node: usize, frame: &Frame) -> bool {
    const ASIDE: [&str; 22] = [
        "after",
        "before",
        "since",
        "until",
        "till",
        "during",
        "amid",
        "despite",
        "because of",
        "following",
        "than",
        "without",
        "unlike",
        "like",
        "as",
        "under",
        "via",
        "through",
        "except",
        "ahead of",
        "due to",
        "at",
    ];
    let preposition = tree.preposition(node);
    if ASIDE.contains(&preposition.as_str()) || preposition.starts_with("according") {
        return false;
    }
    // Support for a fight against somebody is not for him, nor that of what comes from him.
    if matches!(preposition.as_str(), "against" | "from")
        && matches!(frame.plover.as_str(), "SUPPORT" | "AID")
    {
        return false;
    }
    // A participle goes on about its noun; a clause of its own does not.
    !tree.is_verb(node) || tree.rel(node) == DepRel::Acl && tree.own_subject(node).is_none()
}

/// Who does what a weapon, a deed or a text is said to do: "*Israeli* missiles struck", "a bombing by *IS* killed", "was
/// killed in a raid by *Israel*", "the missiles fired by *Iran* hit", "a report by *Oxfam* accused".
pub(crate) fn sources(
    tree: &Tree<'_>,
    frames: &Frames,
    agents: &Agents,
    head: usize,
    frame: &Frame,
) -> Vec<Side> {
    if frame.pos != Pos::Verb {
        return Vec::new();
    }
    let class = if is_material(frame) { "acting_force" } else { "acting_text" };
    let acts = |n: usize| tree.mention(n).is_none() && frames.is_in_class(class, tree.lemma(n));
    let mut acting: Vec<usize> = fill(tree, head, &Slot::Subject).iter().map(|f| f.node).collect();
    if frame.plover == "ASSAULT" && tree.is_passive(head) && !frame.needs(Need::Mutual) {
        let setting = |&n: &usize| matches!(tree.preposition(n).as_str(), "in" | "during");
        acting.extend(tree.by(head, &[DepRel::Obl]).filter(setting));
    }
    let acting = acting.into_iter().filter(|&n| acts(n));
    acting.flat_map(|n| sides(tree, agents, n, Reading::Deeds)).map(belonging).collect()
}
