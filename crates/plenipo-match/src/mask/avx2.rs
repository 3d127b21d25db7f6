//! Classification with AVX2: two table look-ups by half bytes for 32 bytes at a time.
#![allow(unsafe_code)]

use core::arch::x86_64::{
    __m256i, _mm_loadu_si128, _mm256_and_si256, _mm256_broadcastsi128_si256, _mm256_cmpeq_epi8,
    _mm256_loadu_si256, _mm256_movemask_epi8, _mm256_set1_epi8, _mm256_setzero_si256,
    _mm256_shuffle_epi8, _mm256_srli_epi16,
};

use super::{BLOCK, Classes, FirstBytes, Words, put_positions};

/// ASCII letters, digits and the underscore, as in [`FirstBytes::ascii`].
pub(crate) const WORD_BYTES: [u8; 16] = {
    let mut table = [0; 16];
    let mut byte = 0u8;
    while byte < 0x80 {
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            table[(byte & 15) as usize] |= 1 << (byte >> 4);
        }
        byte += 1;
    }
    table
};

/// Bit of the upper half of a byte; none beyond ASCII.
pub(crate) const HIGH_BITS: [u8; 16] = [1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0];

/// Whether [`fill`] may be called.
pub(super) fn is_available() -> bool {
    std::is_x86_feature_detected!("avx2")
        && std::is_x86_feature_detected!("bmi1")
        && std::is_x86_feature_detected!("bmi2")
        && std::is_x86_feature_detected!("lzcnt")
        && std::is_x86_feature_detected!("popcnt")
}

/// [`Words::fill`] with AVX2.
pub(super) fn fill(words: &mut Words, text: &str, end: usize, first: &FirstBytes) {
    debug_assert!(is_available(), "the engine is made by `Engine::detect` only");
    // SAFETY: `Engine::Avx2` is only made by `Engine::detect`, after `is_available`. On a processor
    // without AVX2, `every_engine_agrees_on_every_ascii_byte` would die of an illegal instruction.
    unsafe { fill_avx2(words, text, end, first) }
}

#[target_feature(enable = "avx2,bmi1,bmi2")]
fn fill_avx2(words: &mut Words, text: &str, end: usize, first: &FirstBytes) {
    let tables = [table(&WORD_BYTES), table(&first.ascii), table(&HIGH_BITS)];
    words.fill_with(text, end, first, |block| classify(block, tables), put_positions);
}

#[target_feature(enable = "avx2")]
fn table(bytes: &[u8; 16]) -> __m256i {
    // SAFETY: 16 bytes are read from an array of 16; no alignment is asked for. Miscounted tables
    // would fail `every_engine_agrees_on_every_ascii_byte`.
    _mm256_broadcastsi128_si256(unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) })
}

#[inline]
#[target_feature(enable = "avx2,bmi1,bmi2")]
fn classify(block: &[u8; BLOCK], tables: [__m256i; 3]) -> Classes {
    let (low, high) = (half(block, 0, tables), half(block, 32, tables));
    let both = |pick: fn(&[u32; 3]) -> u32| u64::from(pick(&low)) | u64::from(pick(&high)) << 32;
    Classes { words: both(|h| h[0]), firsts: both(|h| h[1]), others: both(|h| h[2]) }
}

#[inline]
#[target_feature(enable = "avx2,bmi1,bmi2")]
fn half(block: &[u8; BLOCK], at: usize, [words, firsts, high_bits]: [__m256i; 3]) -> [u32; 3] {
    let part = &block[at..at + 32];
    // SAFETY: `part` has 32 bytes; no alignment is asked for. Other bytes would fail
    // `every_engine_agrees_on_every_ascii_byte`.
    let bytes = unsafe { _mm256_loadu_si256(part.as_ptr().cast()) };
    let nibble = _mm256_set1_epi8(15);
    let low = _mm256_and_si256(bytes, nibble);
    let high = _mm256_and_si256(_mm256_srli_epi16::<4>(bytes), nibble);
    let bit = _mm256_shuffle_epi8(high_bits, high);
    let lacks = |table| {
        let hit = _mm256_and_si256(_mm256_shuffle_epi8(table, low), bit);
        _mm256_movemask_epi8(_mm256_cmpeq_epi8(hit, _mm256_setzero_si256())).cast_unsigned()
    };
    [!lacks(words), !lacks(firsts), _mm256_movemask_epi8(bytes).cast_unsigned()]
}
