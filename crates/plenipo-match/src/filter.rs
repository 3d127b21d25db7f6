//! The filters that most words of a text do not pass.
//!
//! 1. [`Grams`]: the first eight bytes of the first word of a name, hashed into a bitmap; for all but very
//!    large dictionaries it stays in the first-level cache.
//! 2. [`Bloom`] of first words: does this word, in this case, make a name alone, or begin a longer one?
//! 3. [`Bloom`] of the first two words of longer names. Most words that begin some name are followed by
//!    a word that does not go on with it; this saves the look-up in the table.
//!
//! The Bloom filters are blocked: all bits of a key lie in one word of 64, so a test is one load.

use crate::hash::K0;

/// Bits of the first-word filter for each key.
const FIRST_BITS: usize = 10;
/// Bits of the filter of first two words for each key.
const PAIR_BITS: usize = 10;

/// A bitmap of hashed grams.
#[derive(Clone, Copy)]
pub(crate) struct Grams<'i> {
    bits: &'i [u8],
    shift: u32,
}

/// Fewest and most bits of a gram bitmap, as powers of two.
const GRAM_LOG: core::ops::RangeInclusive<u32> = 10..=21;

impl<'i> Grams<'i> {
    /// `bits` must be a power of two long, as [`Self::is_valid`] says.
    pub(crate) fn new(bits: &'i [u8]) -> Self {
        Self { bits, shift: 64 - (bits.len() as u32 * 8).ilog2() }
    }

    pub(crate) fn is_valid(len: usize) -> bool {
        len.is_power_of_two() && GRAM_LOG.contains(&(len.ilog2() + 3))
    }

    #[inline(always)]
    fn slot(gram: u64, shift: u32) -> usize {
        ((gram ^ gram >> 31).wrapping_mul(K0) >> shift) as usize
    }

    #[inline(always)]
    pub(crate) fn contains(&self, gram: u64) -> bool {
        let slot = Self::slot(gram, self.shift);
        self.bits[slot >> 3] >> (slot & 7) & 1 != 0
    }

    /// The bits, a power of two of bytes, and by how much the product of [`Self::slot`] is shifted.
    #[inline(always)]
    #[cfg(target_arch = "x86_64")]
    pub(crate) fn parts(&self) -> (&'i [u8], u32) {
        (self.bits, self.shift)
    }

    /// The bitmap of `grams`, which may repeat.
    ///
    /// How many differ is estimated from how full a bitmap for all is, which is then folded to the size
    /// that they need.
    pub(crate) fn build(grams: &[u64]) -> Vec<u8> {
        let log_for = |count: usize| {
            (count * 8).next_power_of_two().ilog2().clamp(*GRAM_LOG.start(), *GRAM_LOG.end())
        };
        let mut log = log_for(grams.len());
        let mut bits = vec![0u8; 1 << (log - 3)];
        for &gram in grams {
            let slot = Self::slot(gram, 64 - log);
            bits[slot >> 3] |= 1 << (slot & 7);
        }
        let ones: usize = bits.iter().map(|byte| byte.count_ones() as usize).sum();
        while log > log_for(ones) {
            // The slot of a gram in half the bitmap is half of that in the whole.
            bits = bits
                .as_chunks()
                .0
                .iter()
                .map(|&[low, high]| halve(low) | halve(high) << 4)
                .collect();
            log -= 1;
        }
        bits
    }
}

/// One bit for each two of `byte`: whether any of them is set.
fn halve(byte: u8) -> u8 {
    let any = byte | byte >> 1;
    (0..4).map(|pair| (any >> (2 * pair) & 1) << pair).fold(0, |out, bit| out | bit)
}

/// A blocked Bloom filter of 64-bit keys.
#[derive(Clone, Copy)]
pub(crate) struct Bloom<'i> {
    words: &'i [[u8; 8]],
}

impl<'i> Bloom<'i> {
    pub(crate) fn new(words: &'i [[u8; 8]]) -> Self {
        Self { words }
    }

    #[inline(always)]
    fn slot(key: u64, len: usize) -> usize {
        ((key & 0xffff_ffff).wrapping_mul(len as u64) >> 32) as usize
    }

    /// The word that holds the bits of `key`.
    #[inline(always)]
    pub(crate) fn word(&self, key: u64) -> u64 {
        u64::from_le_bytes(self.words[Self::slot(key, self.words.len())])
    }

    /// Its words.
    #[inline(always)]
    #[cfg(target_arch = "x86_64")]
    pub(crate) fn words(&self) -> &'i [[u8; 8]] {
        self.words
    }

    /// Words for a filter of `keys` keys of `bits` bits.
    fn empty(keys: usize, bits: usize) -> Vec<u64> {
        vec![0; (keys * bits).div_ceil(64).max(1)]
    }
}

/// What a first word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// It is a name.
    Alone,
    /// It begins one.
    Begins,
}

/// How far the bits of a key are turned for each class of case, and for [`Role::Begins`].
pub(crate) const CLASS_TURN: u32 = 16;
pub(crate) const BEGINS_TURN: u32 = 7;

/// Bits of a first word in a role and a class of case, inside its word of the filter.
#[inline(always)]
pub(crate) fn first_bits(key: u64, role: Role, class: u32) -> u64 {
    let bits = 1u64 << (key >> 58) | 1u64 << (key >> 52 & 63);
    bits.rotate_left(class * CLASS_TURN + if role == Role::Alone { 0 } else { BEGINS_TURN })
}

/// Bits of the first two words of a name.
#[inline(always)]
pub(crate) fn pair_bits(key: u64) -> u64 {
    1u64 << (key >> 58) | 1u64 << (key >> 52 & 63) | 1u64 << (key >> 46 & 63)
}

/// Roles are kept in bits of a key that the filter does not look at.
const ROLE_SHIFT: u32 = 40;

/// A key with its role and class, for [`first_words`].
pub(crate) fn tagged(key: u64, role: Role, class: u32) -> u64 {
    let tag = u64::from(class) << 1 | u64::from(role == Role::Begins);
    key & !(7 << ROLE_SHIFT) | tag << ROLE_SHIFT
}

/// The filter of first words from [`tagged`] keys, of which none repeats.
pub(crate) fn first_words(keys: &[u64]) -> Vec<u64> {
    let mut words = Bloom::empty(keys.len(), FIRST_BITS);
    let len = words.len();
    for &key in keys {
        let tag = (key >> ROLE_SHIFT & 7) as u32;
        let role = if tag & 1 == 0 { Role::Alone } else { Role::Begins };
        words[Bloom::slot(key, len)] |= first_bits(key, role, tag >> 1);
    }
    words
}

/// The filter of the first two words of names.
pub(crate) fn pairs(keys: impl Iterator<Item = u64> + Clone) -> Vec<u64> {
    let mut words = Bloom::empty(keys.clone().count(), PAIR_BITS);
    let len = words.len();
    for key in keys {
        words[Bloom::slot(key, len)] |= pair_bits(key);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bitmap_of_repeated_grams_is_folded_and_holds_them() {
        let spread = |n: u64| n.wrapping_mul(K0) >> 16;
        let few: Vec<u64> = (1..500).map(spread).collect();
        let repeated: Vec<u64> = (0..40).flat_map(|_| few.iter().copied()).collect();
        let (bits, of_repeated) = (Grams::build(&few), Grams::build(&repeated));
        assert_eq!(bits, of_repeated);
        assert!(Grams::is_valid(bits.len()));
        let grams = Grams::new(&bits);
        assert!(few.iter().all(|&gram| grams.contains(gram)));
        let wrong = (500..2500).filter(|&n| grams.contains(spread(n))).count();
        assert!(wrong < 500, "{wrong} of 2000");
    }

    #[test]
    fn a_filter_holds_what_was_put_in_and_little_else() {
        let keys: Vec<u64> = (1..2000u64).map(|n| n.wrapping_mul(0x9E37_79B9_7F4A_7C15)).collect();
        let words: Vec<_> = pairs(keys.iter().copied()).iter().map(|w| w.to_le_bytes()).collect();
        let bloom = Bloom::new(&words);
        let holds = |key: u64| bloom.word(key) & pair_bits(key) == pair_bits(key);
        assert!(keys.iter().all(|&k| holds(k)));
        let wrong = (1..2000u64).filter(|n| holds(n.wrapping_mul(0xD6E8_FEB8_6659_FD93))).count();
        assert!(wrong < 200, "{wrong} of 2000");
    }
}
