//! The clause rules: where in a tree the actors of an event stand.
//!
//! Each file holds one rule with a description, and its cases beside it in `testdata/relate/rules.toml`.
//! A rule answers one question, "what stands in this slot of this head?", and answers only where its own
//! construction is there; [`fill`] asks them in turn, the plainest first.

mod apposition;
mod circumstance;
mod complement;
mod control;
mod light_verb;
mod noun_owner;
mod object;
mod owner;
mod participle;
mod passive_agent;
mod purpose;
mod relative;
mod shared_subject;
mod subject;

use crate::attribution::speakers;
use crate::frames::Slot;
use crate::tree::Tree;

/// A rule: its name in `rule_id`, and what it is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    /// Name as in `rule_id`.
    pub(crate) name: &'static str,
    /// What it looks for, for `plenipo explain`.
    pub(crate) about: &'static str,
    /// The nodes in the slot; empty where the construction is not there.
    find: fn(&Tree<'_>, usize) -> Vec<usize>,
}

/// A node in a slot, and the rule that found it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Filler {
    pub(crate) node: usize,
    pub(crate) rule: &'static str,
}

/// Rules for who acts, the plainest construction first.
const SUBJECT: [Rule; 10] = [
    relative::SUBJECT,
    subject::RULE,
    passive_agent::RULE,
    apposition::RULE,
    control::RULE,
    shared_subject::RULE,
    participle::RULE,
    purpose::RULE,
    light_verb::RULE,
    circumstance::RULE,
];

/// Rules for what is acted on.
const OBJECT: [Rule; 3] = [object::RULE, relative::OBJECT, object::SURFACE];

/// What stands in `slot` of `head`, by the first rule that finds something.
pub(crate) fn fill(tree: &Tree<'_>, head: usize, slot: &Slot) -> Vec<Filler> {
    let first = |rules: &[Rule]| {
        for rule in rules {
            let nodes = (rule.find)(tree, head);
            if !nodes.is_empty() {
                return nodes.into_iter().map(|node| Filler { node, rule: rule.name }).collect();
            }
        }
        Vec::new()
    };
    let named = |nodes: Vec<usize>, rule: &'static str| {
        nodes.into_iter().map(|node| Filler { node, rule }).collect()
    };
    match slot {
        Slot::Subject => first(&SUBJECT),
        Slot::Object => first(&OBJECT),
        Slot::Indirect => named(object::indirect(tree, head), "indirect"),
        Slot::Possessor => named(noun_owner::possessor(tree, head), "possessor"),
        Slot::Modifier => named(noun_owner::modifier(tree, head), "modifier"),
        Slot::Owner => named(owner::find(tree, head), "owner"),
        Slot::Clause => named(control::clause_subject(tree, head), "clause"),
        Slot::Inner => named(control::inner(tree, head), "inner"),
        Slot::Speaker => {
            let nodes = speakers(tree, head).into_iter().map(|s| s.1).collect();
            named(nodes, "speaker")
        }
        Slot::Prep(preposition) => named(complement::find(tree, head, preposition), "complement"),
    }
}

/// Whether "of" behind the noun `lemma` names who suffers: "the invasion of Ukraine".
pub(crate) fn is_suffered(lemma: &str) -> bool {
    owner::is_suffered(lemma)
}

/// The clauses that say what the verb or noun at `head` is about.
pub(crate) fn clauses_of(tree: &Tree<'_>, head: usize) -> Vec<usize> {
    control::clauses_of(tree, head)
}

/// Whose the noun at `node` is, the nearest kind first: "'s", a name before it, "by".
pub(crate) fn owners_of(tree: &Tree<'_>, node: usize) -> Vec<Vec<usize>> {
    let first = noun_owner::modifier(tree, node).into_iter().take(1).collect();
    vec![noun_owner::possessor(tree, node), first, complement::find(tree, node, "by")]
}

/// Names of the rules and what they look for.
pub fn descriptions() -> impl Iterator<Item = (&'static str, &'static str)> {
    SUBJECT.into_iter().chain(OBJECT).map(|r| (r.name, r.about))
}

/// The subject on the surface: of a passive, whom it is done to.
pub(crate) fn surface_subject(tree: &Tree<'_>, head: usize) -> Option<usize> {
    surface(tree, head, 6)
}

fn surface(tree: &Tree<'_>, head: usize, depth: usize) -> Option<usize> {
    let depth = depth.checked_sub(1)?;
    relative::head_of(tree, head)
        .or_else(|| subject::own(tree, head))
        .or_else(|| control::controller(tree, head, depth))
        .or_else(|| shared_subject::of(tree, head, depth))
        .or_else(|| participle::described(tree, head, depth))
        .or_else(|| purpose::owner(tree, head, depth))
}
