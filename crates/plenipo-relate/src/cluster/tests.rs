use plenipo_gazetteer::{Gazetteer, Tagger};
use plenipo_text::{Document, MetaSource, Moment, Segmentation, Sourced};
use proptest::prelude::*;

use super::*;
use crate::{Codebook, Extractor};

/// The keys of a text published on a day.
fn keys(id: &str, published: &str, text: &str) -> Vec<EventKey> {
    let gazetteer = Gazetteer::stock().unwrap();
    let codebook = Codebook::stock().unwrap();
    let mut doc = Document::plain(id, text).unwrap();
    let moment = Moment::parse_iso(published).unwrap();
    doc.meta.published = Some(Sourced::new(moment, MetaSource::Given));
    let segmentation = Segmentation::new(&doc);
    let mentions = Tagger::new(&gazetteer).tag(&doc, &segmentation);
    let relations = Extractor::new(&codebook).extract(&doc, &segmentation, &mentions);
    assert!(!relations.is_empty(), "no relation in {text:?}");
    relations.iter().map(|r| EventKey::new(&doc, &segmentation, r)).collect()
}

fn clusters_of(parts: &[Vec<EventKey>]) -> Vec<u64> {
    let mut out = cluster(&parts.concat());
    out.sort_unstable();
    out.dedup();
    out
}

const CONDEMNED: &str =
    "Japan condemned North Korea on Monday over the launch of a ballistic missile.";

#[test]
fn a_restatement_in_another_document_joins() {
    let other = "Japan strongly condemned North Korea for Monday's ballistic missile launch.";
    let (a, b) = (keys("a", "2022-10-04", CONDEMNED), keys("b", "2022-10-04", other));
    assert_eq!(clusters_of(&[a, b]).len(), 1);
}

#[test]
fn the_same_words_a_month_later_are_another_event() {
    let (a, b) = (keys("a", "2022-10-04", CONDEMNED), keys("b", "2022-11-08", CONDEMNED));
    assert_eq!(clusters_of(&[a, b]).len(), 2);
}

#[test]
fn other_words_are_another_event() {
    let other =
        "Japan condemned North Korea over its treatment of abducted citizens and their families.";
    let (a, b) = (keys("a", "2022-10-04", CONDEMNED), keys("b", "2022-10-04", other));
    assert_eq!(clusters_of(&[a, b]).len(), 2);
}

#[test]
fn within_a_document_dyad_relation_and_date_suffice() {
    let text = format!("Japan condemned North Korea.\n\n{CONDEMNED}");
    assert_eq!(clusters_of(&[keys("a", "2022-10-04", &text)]).len(), 1);
}

fn any_key() -> impl Strategy<Value = EventKey> {
    let base = keys("a", "2022-10-04", CONDEMNED).remove(0);
    let days = prop::option::of(0..6i32);
    (0..2u64, any::<u64>(), 0..3u64, 0..2u64, days, any::<bool>()).prop_map(
        move |(group, row, document, person, day, is_stated)| EventKey {
            group,
            row,
            document,
            people: (person, 0),
            days: day.map(|d| (d, d)),
            reported: Some((3, 3)),
            is_stated,
            ..base.clone()
        },
    )
}

proptest! {
    #[test]
    fn bytes_hold_the_whole_key(key in any_key()) {
        prop_assert_eq!(EventKey::from_bytes(&key.to_bytes()), key);
    }

    #[test]
    fn the_order_of_rows_makes_no_difference(
        keys in prop::collection::vec(any_key(), 0..30),
        seed in any::<u64>(),
    ) {
        let mut by_row: Vec<(u64, u64)> =
            keys.iter().map(|k| k.row).zip(cluster(&keys)).collect();
        let mut shuffled = keys;
        shuffled.sort_by_key(|k| k.row.wrapping_mul(seed | 1));
        let mut again: Vec<(u64, u64)> =
            shuffled.iter().map(|k| k.row).zip(cluster(&shuffled)).collect();
        by_row.sort_unstable();
        again.sort_unstable();
        prop_assert_eq!(by_row, again);
    }

    #[test]
    fn a_cluster_is_named_after_a_row_of_its_own(keys in prop::collection::vec(any_key(), 0..30)) {
        for (key, id) in keys.iter().zip(cluster(&keys)) {
            prop_assert!(keys.iter().any(|k| k.row == id && k.group == key.group));
        }
    }
}
