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
    whole: QuickMap<&'static str, u32>,
    /// Beginnings of words, by first letter.
    starts: Vec<Vec<(&'static str, u32)>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { whole: QuickMap::default(), starts: vec![Vec::new(); 26] };
    for line in TABLE.lines().skip(1) {
        let mut fields = line.split('\t');
        let (Some(word), Some(category)) = (fields.next(), fields.next()) else { continue };
        let bit = 1 << NAMES.binary_search(&category).unwrap_or(0);
        match word.strip_suffix('*') {
            None => *words.whole.entry(word).or_default() |= bit,
            Some(start) => {
                let letter = usize::from(start.as_bytes()[0] - b'a');
                words.starts[letter].push((start, bit));
            }
        }
    }
    words
});

/// The bit of a category.
pub(crate) fn bit(name: &str) -> u32 {
    NAMES.binary_search(&name).map_or(0, |i| 1 << i)
}

/// The categories of a class attribute or id, and a hash of its letters: numbers in class names
/// ("post-1234") change from item to item.
pub(crate) fn categories(value: &str) -> (u32, u64) {
    let mut found = 0;
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    let mut last = String::new();
    let mut word = String::new();
    let mut lower = false;
    // Class lists of generated styles run to kilobytes and say no more after the first names.
    for b in value.bytes().take(400).chain([b' ']) {
        let letter = b.is_ascii_alphabetic();
        if letter {
            hash = (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3);
        }
        if !letter || (lower && b.is_ascii_uppercase()) {
            if !word.is_empty() {
                found |= look_up(&word);
                if !last.is_empty() {
                    last.push_str(&word);
                    found |= WORDS.whole.get(last.as_str()).copied().unwrap_or(0);
                }
                core::mem::swap(&mut last, &mut word);
                word.clear();
            }
            if b == b' ' {
                last.clear();
            }
        }
        if letter {
            word.push(char::from(b.to_ascii_lowercase()));
        }
        lower = b.is_ascii_lowercase();
    }
    (found, hash)
}

fn look_up(word: &str) -> u32 {
    let whole = WORDS.whole.get(word).copied().unwrap_or(0);
    let letter = usize::from(word.as_bytes()[0] - b'a');
    WORDS.starts[letter]
        .iter()
        .filter(|(start, _)| word.starts_with(start))
        .fold(whole, |bits, (_, bit)| bits | bit)
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
