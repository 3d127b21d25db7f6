//! When an event took place, or is to.

use plenipo_syntax::{DepRel, Xpos};
use plenipo_text::Document;

use crate::dates;
use crate::relation::{DateBasis, EventDate, Modality};
use crate::tree::Tree;

/// The date nearest to the event; else the day of publication for what happened in the report itself.
pub(super) fn event_date(
    doc: &Document,
    tree: &Tree<'_>,
    head: usize,
    modality: Modality,
) -> Option<EventDate> {
    let words: Vec<String> = tree.nodes.iter().map(|n| n.lower.clone()).collect();
    let published = doc.meta.published_day();
    let future = matches!(modality, Modality::Planned | Modality::Hypothetical);
    let found = dates::find(&words, published, future);
    let own = |d: &dates::FoundDate| {
        !(is_of_clause_below(tree, head, d.word) || future && is_of_verb_over(tree, head, d.word))
    };
    let near = found.into_iter().filter(own).min_by_key(|d| d.word.abs_diff(head));
    near.map(|d| d.date).or_else(|| {
        let told_now = modality == Modality::Happened && !in_other_time(tree, head);
        let day = published.filter(|_| told_now)?;
        Some(EventDate { iso: day.to_string(), basis: DateBasis::Published })
    })
}

/// Whether a date belongs to a clause that describes something of the event: "thanked Iraq, which hosted talks *in
/// 2021*", "to revive a pact signed *in 2001*".
fn is_of_clause_below(tree: &Tree<'_>, head: usize, date: usize) -> bool {
    let mut at = date;
    for _ in 0..12 {
        if at == head {
            return false;
        }
        if matches!(tree.rel(at), DepRel::AclRelcl | DepRel::Acl) && tree.dominates(head, at) {
            return true;
        }
        let Some(over) = tree.head(at) else { return false };
        at = over;
    }
    false
}

/// Whether a date says when what is to come was promised: "agreed *on Friday* to meet".
fn is_of_verb_over(tree: &Tree<'_>, head: usize, date: usize) -> bool {
    if tree.dominates(head, date) || date > head {
        return false;
    }
    let mut at = date;
    for _ in 0..6 {
        let Some(over) = tree.head(at) else { return false };
        if tree.is_verb(over) {
            return matches!(tree.xpos(over), Xpos::Vbd | Xpos::Vbn) && tree.dominates(over, head);
        }
        at = over;
    }
    false
}

/// Whether the event at `head` may be of another day than the report: "three months after Russia invaded", "which broke
/// off ties", "in response to the attack". A participle goes with its clause: "met Xi, urging him".
fn in_other_time(tree: &Tree<'_>, head: usize) -> bool {
    const OTHER: [&str; 8] = [
        "after",
        "since",
        "before",
        "following",
        "in response to",
        "despite",
        "because of",
        "amid",
    ];
    let mut at = head;
    for _ in 0..12 {
        let Some(over) = tree.head(at) else { break };
        let apart = match tree.rel(at) {
            DepRel::AclRelcl => true,
            DepRel::Advcl | DepRel::Acl => tree.xpos(at) != Xpos::Vbg && !tree.is_to_infinitive(at),
            DepRel::Obl | DepRel::Nmod => OTHER.contains(&tree.preposition(at).as_str()),
            _ => false,
        };
        if apart {
            return true;
        }
        at = over;
    }
    false
}
