//! Keys of words and phrases: 64-bit hashes by multiplication.
//!
//! A word of up to 16 ASCII bytes costs two loads, two masks and three multiplications, all of which
//! vector units have: [`crate::search`] computes eight keys at once where it can. The key sees neither case
//! nor diacritics; [`crate::verify`] does.

use crate::fold::hash_any;

pub(crate) const K0: u64 = 0x9E37_79B9_7F4A_7C15;
pub(crate) const K1: u64 = 0xC2B2_AE3D_27D4_EB4F;
pub(crate) const K2: u64 = 0x1656_67B1_9E37_79F9;
/// The bit that tells lower case from upper, in each byte.
pub(crate) const ASCII_LOWER: u64 = 0x2020_2020_2020_2020;
/// The bit that tells others from ASCII, in each byte.
pub(crate) const NON_ASCII: u64 = 0x8080_8080_8080_8080;

/// Longest word, in bytes, that is hashed at once.
pub(crate) const AT_ONCE: usize = 16;

/// Class of case that stands for all.
pub(crate) const ANY_CLASS: u32 = 4;

/// `MASKS[n]` keeps the first `n` bytes of 16.
const MASKS: [[u64; 2]; AT_ONCE + 1] = {
    let mut masks = [[0; 2]; AT_ONCE + 1];
    let mut n = 0;
    while n <= AT_ONCE {
        let bits = if n == AT_ONCE { u128::MAX } else { (1u128 << (8 * n)) - 1 };
        masks[n] = [bits as u64, (bits >> 64) as u64];
        n += 1;
    }
    masks
};

#[inline(always)]
fn fold_multiply(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// Words hold no zero bytes, so that what fills a block up tells their length. For one block of eight bytes
/// every step can be undone: no two such words have one key.
#[inline(always)]
fn finish(state: u64, lo: u64, hi: u64) -> u64 {
    let mixed = (lo ^ state).wrapping_mul(K0).wrapping_add(hi.wrapping_mul(K1));
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(K2);
    mixed ^ mixed >> 29
}

/// The first bytes of `text` at `at`, zeros where it ends.
#[inline(always)]
fn load(text: &[u8], at: usize) -> [u64; 2] {
    if let Some(bytes) = text.get(at..at + AT_ONCE) {
        let (lo, hi) = bytes.split_at(8);
        let word = |b: &[u8]| u64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]]);
        return [word(lo), word(hi)];
    }
    load_at_end(text, at)
}

#[cold]
fn load_at_end(text: &[u8], at: usize) -> [u64; 2] {
    let mut bytes = [0; AT_ONCE];
    let rest = text.get(at..).unwrap_or_default();
    let len = rest.len().min(AT_ONCE);
    bytes[..len].copy_from_slice(&rest[..len]);
    let all = u128::from_le_bytes(bytes);
    [all as u64, (all >> 64) as u64]
}

/// Key of the word `text[at..at + len]`, and the case of its first two letters (0 to 3), or
/// [`ANY_CLASS`] when the word is long or not all ASCII.
#[inline(always)]
pub(crate) fn hash_word(text: &[u8], at: usize, len: usize, seed: u64) -> (u64, u32) {
    if len <= AT_ONCE {
        let [mut lo, mut hi] = load(text, at);
        let [mask_lo, mask_hi] = MASKS[len];
        (lo, hi) = (lo & mask_lo, hi & mask_hi);
        if (lo | hi) & NON_ASCII == 0 {
            let key = finish(seed, (lo | ASCII_LOWER) & mask_lo, (hi | ASCII_LOWER) & mask_hi);
            return (key, class(lo));
        }
    }
    (hash_any(&text[at..at + len], seed), ANY_CLASS)
}

/// The bits that tell upper from lower case in the first two bytes.
#[inline(always)]
fn class(lo: u64) -> u32 {
    (lo as u32 >> 5 & 1) | (lo as u32 >> 12 & 2)
}

/// [`class`] of a word of which the case is known.
pub(crate) fn class_of(word: &[u8]) -> u32 {
    class(load(&word[..word.len().min(2)], 0)[0])
}

/// A gram, and whether a byte beyond ASCII ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Gram {
    /// The ASCII bytes that the word begins with, eight at most.
    pub(crate) bytes: u64,
    /// `0xff` for each of them.
    pub(crate) mask: u64,
    /// What comes after them is beyond ASCII.
    pub(crate) cut: bool,
}

impl Gram {
    /// That of the word `text[at..at + len]`.
    #[inline(always)]
    pub(crate) fn of(text: &[u8], at: usize, len: usize) -> Self {
        let word = match text.get(at..).and_then(|t| t.first_chunk()) {
            Some(bytes) => u64::from_le_bytes(*bytes),
            None => load_at_end(text, at)[0],
        };
        let mask = MASKS[len.min(8)][0];
        let others = word & mask & NON_ASCII;
        // The lowest bit of the first byte beyond ASCII, less one, keeps what is before it.
        let mask = mask & ((others & others.wrapping_neg()) >> 7).wrapping_sub(1);
        Self { bytes: word & mask, mask, cut: others != 0 }
    }

    /// The same without case.
    #[inline(always)]
    pub(crate) fn without_case(self) -> Self {
        Self { bytes: self.bytes | ASCII_LOWER & self.mask, ..self }
    }
}

/// Key of a phrase, from that of all its words but the last, and that of the last.
///
/// Both are spread over all bits, so that a sum is too; the product tells which came first.
#[inline(always)]
pub(crate) fn join(phrase: u64, word: u64) -> u64 {
    phrase.wrapping_mul(K1).wrapping_add(word)
}

/// The same key as [`hash_word`], from the folded bytes of a word one by one.
pub(crate) struct KeyHasher {
    block: u128,
    filled: usize,
    state: u64,
}

impl KeyHasher {
    pub(crate) fn new(seed: u64) -> Self {
        Self { block: 0, filled: 0, state: seed }
    }

    pub(crate) fn push(&mut self, byte: u8) {
        if self.filled == AT_ONCE {
            let (lo, hi) = (self.block as u64, (self.block >> 64) as u64);
            self.state = fold_multiply(self.state ^ lo ^ K2, hi ^ K1).wrapping_add(K0);
            (self.block, self.filled) = (0, 0);
        }
        self.block |= u128::from(byte) << (8 * self.filled);
        self.filled += 1;
    }

    pub(crate) fn finish(self) -> u64 {
        finish(self.state, self.block as u64, (self.block >> 64) as u64)
    }
}

/// Checksum of the bytes of an image: eight lanes, so that it runs at the speed of memory.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    let mut lanes = [K0, K1, K2, !K0, !K1, !K2, K0 ^ K1, K1 ^ K2];
    let (blocks, rest) = bytes.as_chunks::<64>();
    let mut mix = |block: &[u8; 64]| {
        for (lane, word) in lanes.iter_mut().zip(block.as_chunks::<8>().0) {
            *lane = (*lane ^ u64::from_le_bytes(*word)).wrapping_mul(K0).rotate_left(31);
        }
    };
    blocks.iter().for_each(&mut mix);
    let mut last = [0; 64];
    last[..rest.len()].copy_from_slice(rest);
    mix(&last);
    lanes
        .iter()
        .fold(bytes.len() as u64, |h, &lane| fold_multiply(h ^ K2, lane ^ K1) ^ h.rotate_left(7))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_ways_agree() {
        for word in ["a", "Blinken", "sixteen_letters_", "_", "2024"] {
            let padded = format!("{word} and more text behind it");
            let (key, _) = hash_word(padded.as_bytes(), 0, word.len(), 7);
            assert_eq!(key, hash_any(word.as_bytes(), 7), "{word}");
            assert_eq!(key, hash_word(word.as_bytes(), 0, word.len(), 7).0, "{word}");
        }
    }

    #[test]
    fn a_gram_ends_where_ascii_does() {
        let gram = |word: &str| {
            let with_more = format!("{word} and more");
            let gram = Gram::of(word.as_bytes(), 0, word.len());
            assert_eq!(gram, Gram::of(with_more.as_bytes(), 0, word.len()), "{word}");
            let kept = gram.mask.count_ones() as usize / 8;
            assert_eq!(&gram.bytes.to_le_bytes()[..kept], &word.as_bytes()[..kept]);
            (kept, gram.cut)
        };
        assert_eq!(gram("Kyiv"), (4, false));
        assert_eq!(gram("Washington"), (8, false));
        assert_eq!(gram("Çağrı"), (0, true));
        assert_eq!(gram("Müller"), (1, true));
        assert_eq!(gram("Solidarność"), (8, false));
    }

    #[test]
    fn checksum_sees_each_byte() {
        let bytes: Vec<u8> = (0..200).collect();
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 0x40;
            assert_ne!(checksum(&bytes), checksum(&other), "byte {at}");
        }
        assert_ne!(checksum(&bytes), checksum(&bytes[..199]));
    }
}
