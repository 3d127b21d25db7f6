//! What the words of a block say of it: `data/clean/lexicon.tsv`.
//!
//! Furniture is known by its words ("read more", "was this page helpful") more surely than by its form.
//! The table gives words and pairs of words log-odds of standing in an article, learned from pages; the
//! sum over the edges of a block is one of the numbers by which it is judged.

use std::sync::LazyLock;

use crate::hash::QuickMap;
use crate::stats::{for_words, hash_word};

const TABLE: &str = include_str!("../../../data/clean/lexicon.tsv");

/// Words looked at from the beginning of a block.
const OPENING: usize = 16;

/// Words looked at from its end.
const ENDING: usize = 4;

/// Where a word or pair stands in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LexicalKind {
    /// A word anywhere.
    Word,
    /// Two words in a row.
    Pair,
    /// The first word.
    First,
    /// The first two words.
    Opening,
    /// The last word.
    Last,
}

impl LexicalKind {
    /// The name in the table.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Pair => "pair",
            Self::First => "first",
            Self::Opening => "opening",
            Self::Last => "last",
        }
    }

    const ALL: [Self; 5] = [Self::Word, Self::Pair, Self::First, Self::Opening, Self::Last];
}

/// The sum and the mean of what the words of a block say, as log-odds of standing in an article.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Lexical {
    /// Sum, -8 to 8.
    pub sum: f32,
    /// Sum by number of words and pairs.
    pub mean: f32,
}

/// Adds up weights of words and pairs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Adder {
    sum: f32,
    count: u32,
}

impl Adder {
    pub(crate) fn add(&mut self, weight: f32) {
        self.sum += weight;
        self.count += 1;
    }

    pub(crate) fn lexical(self) -> Lexical {
        let mean = self.sum / (self.count as f32 + 3.0);
        Lexical { sum: self.sum.clamp(-8.0, 8.0), mean }
    }
}

/// What the stock table says of a block.
pub(crate) fn lexical(text: &str) -> Lexical {
    let weights = &*WEIGHTS;
    let mut adder = Adder::default();
    for_lexical(text, |kind, first, second| {
        adder.add(weights.get(&key(kind, hash(first), second.map(hash))).copied().unwrap_or(0.0));
    });
    adder.lexical()
}

/// Calls `each` with the words and pairs of a block that are looked at.
pub(crate) fn for_lexical<'t>(
    text: &'t str,
    mut each: impl FnMut(LexicalKind, &'t [u8], Option<&'t [u8]>),
) {
    let mut before: Option<&'t [u8]> = None;
    let mut seen = 0;
    // A ring of the words at the end, those of the opening left out.
    let mut ending: [&'t [u8]; ENDING] = [b""; ENDING];
    let mut last: &'t [u8] = b"";
    for_words(text, |word| {
        last = word;
        if seen < OPENING {
            each(LexicalKind::Word, word, None);
            match (seen, before) {
                (0, _) => each(LexicalKind::First, word, None),
                (1, Some(first)) => {
                    each(LexicalKind::Opening, first, Some(word));
                    each(LexicalKind::Pair, first, Some(word));
                }
                (_, Some(before)) => each(LexicalKind::Pair, before, Some(word)),
                _ => {}
            }
            before = Some(word);
        } else {
            ending[seen % ENDING] = word;
        }
        seen += 1;
    });
    for at in seen.saturating_sub(ENDING).max(OPENING)..seen {
        each(LexicalKind::Word, ending[at % ENDING], None);
    }
    if seen > 0 {
        each(LexicalKind::Last, last, None);
    }
}

/// All numbers are one word.
fn hash(word: &[u8]) -> u64 {
    if word.iter().all(u8::is_ascii_digit) { hash_word(NUMBER) } else { hash_word(word) }
}

/// What stands for every number in the table.
pub(crate) const NUMBER: &[u8] = b"0";

fn key(kind: LexicalKind, first: u64, second: Option<u64>) -> u64 {
    let pair = first.rotate_left(17) ^ second.unwrap_or(0);
    pair.wrapping_mul(2 * kind as u64 + 3)
}

static WEIGHTS: LazyLock<QuickMap<u64, f32>> = LazyLock::new(|| {
    let kind_of = |name: &str| LexicalKind::ALL.into_iter().find(|k| k.as_str() == name);
    let row = |line: &str| {
        let mut cells = line.split('\t');
        let kind = kind_of(cells.next()?)?;
        let mut words = cells.next()?.split(' ');
        let (first, second) = (words.next()?, words.next());
        let weight = cells.next()?.parse().ok()?;
        let hashed = |word: &str| hash(word.as_bytes());
        Some((key(kind, hashed(first), second.map(hashed)), weight))
    };
    TABLE.lines().skip(1).filter_map(row).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        for_lexical(text, |kind, first, second| {
            let words = [Some(first), second].into_iter().flatten();
            let words: Vec<_> = words.map(String::from_utf8_lossy).collect();
            all.push(format!("{} {}", kind.as_str(), words.join(" ")));
        });
        all
    }

    #[test]
    fn words_pairs_and_edges_are_looked_at() {
        assert_eq!(
            seen("Read more here"),
            [
                "word Read",
                "first Read",
                "word more",
                "opening Read more",
                "pair Read more",
                "word here",
                "pair more here",
                "last here",
            ]
        );
        assert!(seen("").is_empty());
    }

    #[test]
    fn the_middle_of_a_long_block_is_not_looked_at() {
        let words: Vec<String> = (0..30).map(|i| format!("w{i}")).collect();
        let all = seen(&words.join(" "));
        assert!(all.contains(&"word w15".to_owned()) && !all.contains(&"word w16".to_owned()));
        assert!(!all.contains(&"word w25".to_owned()) && all.contains(&"word w26".to_owned()));
        assert!(all.contains(&"last w29".to_owned()));
    }

    #[test]
    fn every_row_of_the_table_is_understood() {
        assert_eq!(WEIGHTS.len(), TABLE.lines().skip(1).count());
    }
}
