//! Turns of phrase of page furniture: `data/clean/phrases.tsv`.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::page::Page;

const TABLE: &str = include_str!("../../../data/clean/phrases.tsv");

/// Names of the categories, in the order of their bits.
pub(crate) static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut names: Vec<&str> = TABLE.lines().skip(1).filter_map(|l| l.split('\t').nth(1)).collect();
    names.sort_unstable();
    names.dedup();
    assert!(names.len() <= 16, "the categories of data/clean/phrases.tsv are bits of 16");
    names
});

/// The bit of a category.
pub(crate) fn bit(name: &str) -> u16 {
    NAMES.binary_search(&name).map_or(0, |i| 1 << i)
}

struct Phrases {
    search: AhoCorasick,
    bits: Vec<u16>,
    /// Whether a phrase begins (ends) with a letter, and so must stand at a word's edge.
    edges: Vec<(bool, bool)>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let rows: Vec<(&str, &str)> =
        TABLE.lines().skip(1).filter_map(|l| l.split_once('\t')).collect();
    let search = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .build(rows.iter().map(|r| r.0));
    let letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
    Phrases {
        search: search.expect("a few hundred short phrases fit"),
        bits: rows.iter().map(|r| 1 << NAMES.binary_search(&r.1).unwrap_or(0)).collect(),
        edges: rows
            .iter()
            .map(|r| (letter(r.0.as_bytes().first()), letter(r.0.as_bytes().last())))
            .collect(),
    }
});

/// What the phrases in a block say.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Found {
    /// Categories seen.
    pub(crate) bits: u16,
    /// Bytes of the block that are part of a phrase.
    pub(crate) bytes: u32,
}

/// Finds phrases in all blocks of `page`.
pub(crate) fn find(page: &Page) -> Vec<Found> {
    let phrases = &*PHRASES;
    let mut out = vec![Found::default(); page.pieces.len()];
    let bytes = page.text.as_bytes();
    let mut piece = 0;
    for found in phrases.search.find_iter(bytes) {
        let id = found.pattern().as_usize();
        let (first, last) = phrases.edges[id];
        let inside = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        if (first && found.start() > 0 && inside(found.start() - 1))
            || (last && inside(found.end()))
        {
            continue;
        }
        while piece < page.pieces.len() && (page.pieces[piece].text.end() as usize) < found.end() {
            piece += 1;
        }
        let Some(slot) = out.get_mut(piece) else { break };
        if (page.pieces[piece].text.start() as usize) <= found.start() {
            slot.bits |= phrases.bits[id];
            slot.bytes += (found.end() - found.start()) as u32;
        }
    }
    out
}
