//! Classification with AVX-512: the look-ups of [`super::avx2`] for 64 bytes at a time, and positions by
//! compression.
#![allow(unsafe_code)]

use core::arch::x86_64::{
    __m512i, _mm_loadu_si128, _mm512_add_epi32, _mm512_and_si512, _mm512_broadcast_i32x4,
    _mm512_castsi512_si128, _mm512_cvtepu8_epi32, _mm512_loadu_si512, _mm512_maskz_compress_epi8,
    _mm512_movepi8_mask, _mm512_set1_epi8, _mm512_set1_epi32, _mm512_shuffle_epi8,
    _mm512_srli_epi16, _mm512_storeu_si512, _mm512_test_epi8_mask,
};

use super::avx2::{HIGH_BITS, WORD_BYTES};
use super::{BLOCK, Classes, FirstBytes, Words, put_positions};

/// Positions that are written at once.
const AT_ONCE: usize = 16;

/// The bytes of a block, counted.
const COUNT: [u8; BLOCK] = {
    let mut bytes = [0; BLOCK];
    let mut at = 0;
    while at < BLOCK {
        bytes[at] = at as u8;
        at += 1;
    }
    bytes
};

/// Whether [`fill`] and the kernels of a search may be called.
pub(super) fn is_available() -> bool {
    std::is_x86_feature_detected!("avx512f")
        && std::is_x86_feature_detected!("avx512bw")
        && std::is_x86_feature_detected!("avx512dq")
        && std::is_x86_feature_detected!("avx512vl")
        && std::is_x86_feature_detected!("avx512vbmi")
        && std::is_x86_feature_detected!("avx512vbmi2")
        && std::is_x86_feature_detected!("avx512vpopcntdq")
}

/// [`Words::fill`] with AVX-512.
pub(super) fn fill(words: &mut Words, text: &str, end: usize, first: &FirstBytes) {
    debug_assert!(is_available(), "the engine is made by `Engine::detect` only");
    // SAFETY: `Engine::Avx512` is only made by `Engine::detect` and `Engine::all`, after `is_available`
    // here and of AVX2. On a processor without it, `every_engine_agrees_on_every_ascii_byte` would die of
    // an illegal instruction.
    unsafe { fill_avx512(words, text, end, first) }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi2,bmi1,bmi2,lzcnt,popcnt")]
fn fill_avx512(words: &mut Words, text: &str, end: usize, first: &FirstBytes) {
    let tables = [table(&WORD_BYTES), table(&first.ascii), table(&HIGH_BITS)];
    let count = load(&COUNT);
    words.fill_with(
        text,
        end,
        first,
        |block| classify(block, tables),
        |starts, base, out| put(starts, base, out, count),
    );
}

#[target_feature(enable = "avx512f")]
fn table(bytes: &[u8; 16]) -> __m512i {
    // SAFETY: 16 bytes are read from an array of 16; no alignment is asked for. Miscounted tables
    // would fail `every_engine_agrees_on_every_ascii_byte`.
    _mm512_broadcast_i32x4(unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) })
}

#[inline]
#[target_feature(enable = "avx512f")]
fn load(block: &[u8; BLOCK]) -> __m512i {
    // SAFETY: 64 bytes are read from an array of 64; no alignment is asked for. Other bytes would fail
    // `every_engine_agrees_on_every_ascii_byte`.
    unsafe { _mm512_loadu_si512(block.as_ptr().cast()) }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn classify(block: &[u8; BLOCK], [words, firsts, high_bits]: [__m512i; 3]) -> Classes {
    let bytes = load(block);
    let nibble = _mm512_set1_epi8(15);
    let low = _mm512_and_si512(bytes, nibble);
    let bit =
        _mm512_shuffle_epi8(high_bits, _mm512_and_si512(_mm512_srli_epi16::<4>(bytes), nibble));
    let has = |table| _mm512_test_epi8_mask(_mm512_shuffle_epi8(table, low), bit);
    Classes { words: has(words), firsts: has(firsts), others: _mm512_movepi8_mask(bytes) }
}

/// [`put_positions`], sixteen at once.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,bmi1,popcnt")]
fn put(starts: u64, base: u32, out: &mut [u32; BLOCK], count: __m512i) -> usize {
    let found = starts.count_ones() as usize;
    if found > AT_ONCE {
        return put_positions(starts, base, out);
    }
    let places = _mm512_castsi512_si128(_mm512_maskz_compress_epi8(starts, count));
    let places =
        _mm512_add_epi32(_mm512_cvtepu8_epi32(places), _mm512_set1_epi32(base.cast_signed()));
    // SAFETY: 64 bytes are written into an array of 256; no alignment is asked for. A wrong place
    // would fail `every_engine_agrees_with_the_definition_at_every_offset`.
    unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), places) };
    found
}
