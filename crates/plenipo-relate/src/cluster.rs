//! Restatements: which rows tell of one event, within a document and across documents.
//!
//! Rows of one [`EventKey::group`] (dyad and relation) are put in the order of their dates and ids. Each
//! joins the most similar of the clusters begun before it whose first row it may restate: the dates must
//! fit, no side may be two different people, and between documents the words must be similar. The order
//! in which the rows come makes no difference.

mod key;

pub use key::EventKey;

use plenipo_text::{Document, Segmentation};

use crate::relation::Relation;
use key::MAX_WORDS;

/// Clusters looked at for one row, the latest ones. A dyad with more events in a few days keeps its
/// linear time.
const MAX_OPEN: usize = 256;

/// Share of the words of the shorter sentence that restatements in two documents have in common.
const SIMILAR: f64 = 0.34;

/// The same when the trigger is the same word.
const SIMILAR_WITH_TRIGGER: f64 = 0.2;

/// Share of the words of the longer sentence that copies without a date have in common.
const COPY: f64 = 0.8;

/// Days that the dates of two reports of one event may differ when one is only that of the report.
const REPORT_SLACK: i32 = 2;

/// The cluster of each key, by position: the row id of the first row of the cluster in the order of dates.
pub fn cluster(keys: &[EventKey]) -> Vec<u64> {
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    order.sort_by_key(|&i| {
        let key = &keys[i as usize];
        (key.group, key.is_undated(), key.days, key.row)
    });
    let mut clusters = vec![0; keys.len()];
    for group in order.chunk_by(|&a, &b| keys[a as usize].group == keys[b as usize].group) {
        let mut leaders: Vec<&EventKey> = Vec::new();
        for &index in group {
            let key = &keys[index as usize];
            let open = leaders.iter().rev().take(MAX_OPEN);
            let best = open.filter_map(|l| Some((likeness(l, key)?, *l)));
            let best = best.max_by(|(a, x), (b, y)| a.total_cmp(b).then(y.row.cmp(&x.row)));
            clusters[index as usize] = match best {
                Some((_, leader)) => leader.row,
                None => {
                    leaders.push(key);
                    key.row
                }
            };
        }
    }
    clusters
}

/// Sets the cluster of every relation of a document.
pub(crate) fn within_document(
    doc: &Document,
    segmentation: &Segmentation,
    relations: &mut [Relation],
) {
    let keys: Vec<EventKey> =
        relations.iter().map(|r| EventKey::new(doc, segmentation, r)).collect();
    for (relation, id) in relations.iter_mut().zip(cluster(&keys)) {
        relation.cluster = id;
    }
}

/// How alike two rows of one group are; `None` when they cannot tell of one event.
fn likeness(a: &EventKey, b: &EventKey) -> Option<f64> {
    let same_people = |x: u64, y: u64| x == 0 || y == 0 || x == y;
    if !same_people(a.people.0, b.people.0) || !same_people(a.people.1, b.people.1) {
        return None;
    }
    let shared = overlap(a.words(), b.words());
    // The date of a report stands in for one that is not stated, and may be a few days off.
    let slack = if a.is_stated && b.is_stated { 0 } else { REPORT_SLACK };
    if a.document == b.document {
        return days_meet(a.days, b.days, slack).then_some(1.0 + shared);
    }
    let (Some(x), Some(y)) = (a.days.or(a.reported), b.days.or(b.reported)) else {
        // Copies of one report do not need a date.
        let longer = a.words().len().max(b.words().len()) as f64;
        let is_copy = shared * a.words().len().min(b.words().len()) as f64 >= COPY * longer;
        return (is_copy && a.trigger == b.trigger && longer > 0.0).then_some(shared);
    };
    let vague = |days: (i32, i32)| days.1 - days.0 > 7;
    if vague(x) != vague(y) || !days_meet(Some(x), Some(y), slack) {
        return None;
    }
    let enough = if a.trigger == b.trigger { SIMILAR_WITH_TRIGGER } else { SIMILAR };
    (shared >= enough).then_some(shared)
}

/// Whether two intervals of days are at most `slack` days apart; an unknown one meets every other.
fn days_meet(a: Option<(i32, i32)>, b: Option<(i32, i32)>, slack: i32) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    a.0 <= b.1 + slack && b.0 <= a.1 + slack
}

/// Share of the shorter of two sorted sets that the other holds too.
fn overlap(a: &[u16], b: &[u16]) -> f64 {
    debug_assert!(a.len() <= MAX_WORDS && b.len() <= MAX_WORDS);
    let shorter = a.len().min(b.len());
    if shorter == 0 {
        return 0.0;
    }
    let shared = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    shared as f64 / shorter as f64
}

#[cfg(test)]
mod tests;
