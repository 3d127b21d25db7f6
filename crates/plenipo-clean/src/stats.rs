//! Counts over the words of a block.

use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../data/clean/stopwords.tsv");

/// Slots of the table of stopwords: enough that few share one.
const SLOTS: usize = 4096;

/// Hashes of the stopwords, each in the slot that its low bits name, or in one after it.
static STOPWORDS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut slots = vec![0; SLOTS];
    for word in TABLE.lines().skip(1) {
        let hash = hash_word(word.as_bytes());
        let mut slot = hash as usize % SLOTS;
        while slots[slot] != 0 {
            slot = (slot + 1) % SLOTS;
        }
        slots[slot] = hash;
    }
    slots
});

fn is_stopword(hash: u64, slots: &[u64]) -> bool {
    let mut slot = hash as usize % SLOTS;
    while slots[slot] != 0 {
        if slots[slot] == hash {
            return true;
        }
        slot = (slot + 1) % SLOTS;
    }
    false
}

/// What the text of a block is made of.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Stats {
    pub(crate) words: u32,
    /// Words that carry grammar: many in sentences, few in menus.
    pub(crate) stopwords: u32,
    pub(crate) capitalised: u32,
    pub(crate) upper: u32,
    pub(crate) numbers: u32,
    pub(crate) letters: u32,
    pub(crate) commas: u32,
    /// Full stops and the like followed by a blank or the end.
    pub(crate) sentences: u32,
    pub(crate) quotes: u32,
    pub(crate) separators: u32,
    pub(crate) first_person: u32,
    pub(crate) ends_sentence: bool,
    pub(crate) ends_colon: bool,
    pub(crate) starts_lower: bool,
    pub(crate) starts_digit: bool,
    /// Hash of the words, the same for the same words.
    pub(crate) hash: u64,
}

const SEED: u64 = 0xCBF2_9CE4_8422_2325;
const PRIME: u64 = 0x0100_0000_01B3;

pub(crate) fn hash_word(word: &[u8]) -> u64 {
    word.iter().fold(SEED, |h, b| (h ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(PRIME))
}

/// For each byte that is part of a word, the byte in lower case; zero for others. Parts of words are letters,
/// digits, and everything beyond ASCII but the punctuation of General Punctuation (which begins with E2).
static LOWER: [u8; 256] = {
    let mut table = [0; 256];
    let mut b = 0u8;
    loop {
        if b.is_ascii_alphanumeric() || (b >= 0x80 && b != 0xE2) {
            table[b as usize] = b.to_ascii_lowercase();
        }
        if b == u8::MAX {
            break table;
        }
        b += 1;
    }
};

fn lower(b: u8) -> u8 {
    LOWER[usize::from(b)]
}

/// Calls `each` with the bytes of every word.
pub(crate) fn for_words<'t>(text: &'t str, mut each: impl FnMut(&'t [u8])) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if lower(bytes[at]) == 0 {
            at += if bytes[at] == 0xE2 { 3 } else { 1 };
            continue;
        }
        let start = at;
        while at < bytes.len() && lower(bytes[at]) != 0 {
            at += 1;
        }
        each(&bytes[start..at]);
    }
}

/// Counts over `text`; the hashes of its words, as by [`hash_word`], are added to `hashes`.
pub(crate) fn stats(text: &str, hashes: &mut Vec<u64>) -> Stats {
    let mut out = Stats { hash: SEED, ..Stats::default() };
    let slots = STOPWORDS.as_slice();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        let mut next = lower(b);
        if next == 0 {
            out.mark(b, bytes.get(at + 1));
            at += if b == 0xE2 { 3 } else { 1 };
            continue;
        }
        let start = at;
        let mut hash = SEED;
        while next != 0 {
            hash = (hash ^ u64::from(next)).wrapping_mul(PRIME);
            at += 1;
            next = bytes.get(at).map_or(0, |&b| lower(b));
        }
        hashes.push(hash);
        out.word(&bytes[start..at], hash, slots);
    }
    out.edges(text);
    out
}

impl Stats {
    /// Counts a word.
    #[inline]
    fn word(&mut self, word: &[u8], hash: u64, slots: &[u64]) {
        self.words += 1;
        self.hash = (self.hash.rotate_left(7) ^ hash).wrapping_mul(PRIME);
        let first = word[0];
        if first.is_ascii_digit() {
            self.numbers += 1;
            return;
        }
        self.letters += word.len() as u32;
        let upper = first.is_ascii_uppercase();
        self.capitalised += u32::from(upper);
        if upper && word.len() > 1 && word.iter().all(|b| !b.is_ascii_lowercase()) {
            self.upper += 1;
        }
        if word.len() <= 8 && is_stopword(hash, slots) {
            self.stopwords += 1;
        }
        if matches!(word, b"I" | b"my" | b"My" | b"your" | b"You" | b"you" | b"Your" | b"me") {
            self.first_person += 1;
        }
    }

    /// Counts a mark between words.
    #[inline]
    fn mark(&mut self, mark: u8, next: Option<&u8>) {
        match mark {
            b',' | b';' => self.commas += 1,
            b'.' | b'!' | b'?' if next.is_none_or(|&n| n == b' ' || n == b'"' || n == 0xE2) => {
                self.sentences += 1;
            }
            b'"' => self.quotes += 1,
            b'|' | b'>' | b'/' | b'#' | b'@' | b'*' => self.separators += 1,
            _ => {}
        }
    }

    /// Looks at the first and the last characters.
    fn edges(&mut self, text: &str) {
        let end = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '“']);
        self.ends_sentence = end.ends_with(['.', '!', '?', '…', '。', '！', '？']);
        self.ends_colon = text.ends_with(':');
        let first = text.chars().find(|c| c.is_alphanumeric());
        self.starts_lower = first.is_some_and(char::is_lowercase);
        self.starts_digit = first.is_some_and(|c| c.is_ascii_digit());
    }

    /// Whether the block reads like a paragraph: long enough, and made of sentences.
    pub(crate) fn is_prose(&self) -> bool {
        self.words >= 10 && self.sentences > 0 && self.stopwords * 6 >= self.words
    }
}

/// Hashes of three words in a row, in a table, to ask how much of a block stands in another text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shingles {
    /// Zero marks an empty slot; the length is a power of two.
    slots: Vec<u64>,
}

/// The hashes of three words in a row, from those of the words.
fn shingles(words: &[u64]) -> impl Iterator<Item = u64> {
    words.windows(3).map(|w| (w[0].rotate_left(22) ^ w[1].rotate_left(11) ^ w[2]).max(1))
}

impl Shingles {
    pub(crate) fn of(text: &str) -> Self {
        let mut words = Vec::new();
        for_words(text, |word| words.push(hash_word(word)));
        let count = words.len().saturating_sub(2);
        if count == 0 {
            return Self::default();
        }
        let mut made = Self { slots: vec![0; (count * 2).next_power_of_two()] };
        for hash in shingles(&words) {
            let slot = made.slot(hash);
            made.slots[slot] = hash;
        }
        made
    }

    /// Where `hash` is, or the empty slot where it would be.
    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (hash ^ (hash >> 31)) as usize & mask;
        while self.slots[slot] != 0 && self.slots[slot] != hash {
            slot = (slot + 1) & mask;
        }
        slot
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The share of the shingles of `text` that are here, 0 to 1.
    #[cfg(test)]
    pub(crate) fn share(&self, text: &str) -> f32 {
        let mut words = Vec::new();
        stats(text, &mut words);
        shares(&words, [self])[0]
    }

    fn has(&self, hash: u64) -> bool {
        !self.slots.is_empty() && self.slots[self.slot(hash)] == hash
    }
}

/// The share of the shingles of a text, given the hashes of its words, that are in each of `others`, 0 to 1.
pub(crate) fn shares<const N: usize>(words: &[u64], others: [&Shingles; N]) -> [f32; N] {
    let all = words.len().saturating_sub(2);
    others.map(|other| {
        if other.is_empty() || all == 0 {
            return 0.0;
        }
        let found = shingles(words).filter(|&hash| other.has(hash)).count();
        found as f32 / all as f32
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_sentence_are_counted() {
        let mut hashes = Vec::new();
        let s = stats("“We agreed,” Blinken said in Seoul on May 4.", &mut hashes);
        assert_eq!((hashes.len(), hashes[2]), (9, hash_word(b"blinken")));
        assert_eq!((s.words, s.numbers, s.commas, s.sentences), (9, 1, 1, 1));
        assert!(s.ends_sentence && !s.starts_lower);
        assert_eq!(s.stopwords, 5);
    }

    #[test]
    fn shingles_tell_what_is_in_another_text() {
        let body = Shingles::of("The ministers met in Seoul on Monday.");
        assert!(body.share("ministers met in Seoul") > 0.99);
        assert!(body.share("subscribe to our letter now") < 0.01);
    }
}
