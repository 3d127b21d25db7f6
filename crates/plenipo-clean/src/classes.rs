//! Words of class names and ids, and what they say: `data/clean/classes.tsv`.

use std::sync::LazyLock;

use crate::hash::QuickMap;

const TABLE: &str = include_str!("../../../data/clean/classes.tsv");

/// Names of the categories, in the order of their bits.
pub(crate) static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut names: Vec<&str> = TABLE.lines().skip(1).filter_map(|l| l.split('\t').nth(1)).collect();
    names.sort_unstable();
    names.dedup();
    assert!(names.len() <= 32, "the categories of data/clean/classes.tsv are bits of 32");
    names
});

struct Words {
    whole: QuickMap<&'static [u8], u32>,
    /// How long whole words are, as bits, by first letter: most others need no look.
    lengths: [u32; 26],
    /// Beginnings of words, by their first two letters.
    starts: Vec<Vec<Start>>,
}

/// The place of what begins with the two letters.
fn bucket(first: u8, second: u8) -> usize {
    usize::from(first - b'a') * 26 + usize::from(second - b'a')
}

/// The beginning of a word, and what it says.
struct Start {
    letters: &'static [u8],
    /// Its first letters as a number, and which bits of it they take.
    head: u64,
    mask: u64,
    bit: u32,
}

/// The first letters of a word as a number, zeros where it ends.
fn head(word: &[u8]) -> u64 {
    match word.first_chunk() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => word.iter().rev().fold(0, |head, &b| head << 8 | u64::from(b)),
    }
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { whole: QuickMap::default(), lengths: [0; 26], starts: Vec::new() };
    words.starts.resize_with(26 * 26, Vec::new);
    for line in TABLE.lines().skip(1) {
        let mut fields = line.split('\t');
        let (Some(word), Some(category)) = (fields.next(), fields.next()) else { continue };
        let bit = 1 << NAMES.binary_search(&category).unwrap_or(0);
        match word.strip_suffix('*') {
            None => {
                let word = word.as_bytes();
                *words.whole.entry(word).or_default() |= bit;
                words.lengths[usize::from(word[0] - b'a')] |= 1 << word.len().min(31);
            }
            Some(start) => {
                let letters = start.as_bytes();
                let mask = u64::MAX >> (64 - 8 * letters.len().min(8));
                let start = Start { letters, head: head(letters), mask, bit };
                words.starts[bucket(letters[0], letters[1])].push(start);
            }
        }
    }
    words
});

/// The bit of a category.
pub(crate) fn bit(name: &str) -> u32 {
    NAMES.binary_search(&name).map_or(0, |i| 1 << i)
}

/// Bytes of a class attribute that are read: class lists of generated styles run to kilobytes and say
/// no more after the first names.
const READ: usize = 400;

/// The categories of a class attribute or id, and a hash of its letters: numbers in class names
/// ("post-1234") change from item to item.
pub(crate) fn categories(value: &str) -> (u32, u64) {
    let words = &*WORDS;
    let mut found = 0;
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    // Small letters alone, so that a word and the one before it stand side by side.
    let mut letters = [0u8; READ];
    let (mut last, mut start, mut end) = (0, 0, 0);
    let mut lower = false;
    for b in value.bytes().take(READ).chain([b' ']) {
        let letter = b.is_ascii_alphabetic();
        if letter {
            hash = (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3);
        }
        if !letter || (lower && b.is_ascii_uppercase()) {
            if end > start {
                found |= words.look_up(&letters[start..end]);
                if start > last {
                    found |= words.whole_word(&letters[last..end]);
                }
                (last, start) = (start, end);
            }
            if b == b' ' {
                last = start;
            }
        }
        if letter {
            letters[end] = b.to_ascii_lowercase();
            end += 1;
        }
        lower = b.is_ascii_lowercase();
    }
    (found, hash)
}

impl Words {
    fn whole_word(&self, word: &[u8]) -> u32 {
        if self.lengths[usize::from(word[0] - b'a')] >> word.len().min(31) & 1 == 0 {
            return 0;
        }
        self.whole.get(word).copied().unwrap_or(0)
    }

    fn look_up(&self, word: &[u8]) -> u32 {
        let whole = self.whole_word(word);
        let [first, second, ..] = *word else { return whole };
        let starts = &self.starts[bucket(first, second)];
        if starts.is_empty() {
            return whole;
        }
        let own = head(word);
        starts
            .iter()
            .filter(|s| (own ^ s.head) & s.mask == 0 && word.starts_with(s.letters))
            .fold(whole, |bits, s| bits | s.bit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_all_spellings() {
        assert_ne!(categories("c-articleBody__text").0 & bit("body"), 0);
        assert_ne!(categories("entry-content").0 & bit("body"), 0);
        assert_ne!(categories("commentsList x").0 & bit("comment"), 0);
        assert_eq!(categories("loaded shadow").0 & bit("ad"), 0);
    }

    #[test]
    fn numbers_do_not_change_the_hash() {
        assert_eq!(categories("post-12").1, categories("post-345").1);
        assert_ne!(categories("post").1, categories("nav").1);
    }
}
