//! Keys of words and phrases: 64-bit hashes by folded multiplication.
//!
//! A word of up to 16 ASCII bytes costs two loads, two masks and one multiplication. The key sees
//! neither case nor diacritics; [`crate::verify`] does.

use crate::fold::hash_any;

const K0: u64 = 0x9E37_79B9_7F4A_7C15;
const K1: u64 = 0xC2B2_AE3D_27D4_EB4F;
const K2: u64 = 0x1656_67B1_9E37_79F9;
const ASCII_LOWER: u64 = 0x2020_2020_2020_2020;
const NON_ASCII: u64 = 0x8080_8080_8080_8080;

/// Longest word, in bytes, that is hashed at once.
const AT_ONCE: usize = 16;

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

#[inline(always)]
fn finish(state: u64, lo: u64, hi: u64, len: usize, seed: u64) -> u64 {
    fold_multiply(lo ^ K0 ^ state ^ seed, hi ^ K1 ^ ((len as u64) << 56))
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
            let key =
                finish(0, (lo | ASCII_LOWER) & mask_lo, (hi | ASCII_LOWER) & mask_hi, len, seed);
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

/// Up to eight first bytes of the word at `at`.
#[inline(always)]
pub(crate) fn gram(text: &[u8], at: usize, len: usize) -> u64 {
    let keep = MASKS[len.min(8)][0];
    match text.get(at..).and_then(|t| t.first_chunk()) {
        Some(bytes) => u64::from_le_bytes(*bytes) & keep,
        None => load_at_end(text, at)[0] & keep,
    }
}

/// Key of a phrase, from that of all its words but the last, and that of the last.
#[inline(always)]
pub(crate) fn join(phrase: u64, word: u64) -> u64 {
    fold_multiply(phrase ^ K2, word.rotate_left(29) ^ K1)
}

/// The same key as [`hash_word`], from the folded bytes of a word one by one.
pub(crate) struct KeyHasher {
    block: u128,
    filled: usize,
    len: usize,
    state: u64,
    seed: u64,
}

impl KeyHasher {
    pub(crate) fn new(seed: u64) -> Self {
        Self { block: 0, filled: 0, len: 0, state: 0, seed }
    }

    pub(crate) fn push(&mut self, byte: u8) {
        if self.filled == AT_ONCE {
            let (lo, hi) = (self.block as u64, (self.block >> 64) as u64);
            self.state = fold_multiply(self.state ^ lo ^ K2, hi ^ K1).wrapping_add(K0);
            (self.block, self.filled) = (0, 0);
        }
        self.block |= u128::from(byte) << (8 * self.filled);
        self.filled += 1;
        self.len += 1;
    }

    pub(crate) fn finish(self) -> u64 {
        finish(self.state, self.block as u64, (self.block >> 64) as u64, self.len, self.seed)
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
