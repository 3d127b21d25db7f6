//! What of a search is written for AVX2: the slots of a line of the table, compared at once.
#![allow(unsafe_code)]

use core::arch::x86_64::{
    _mm256_and_si256, _mm256_castsi256_pd, _mm256_cmpeq_epi64, _mm256_loadu_si256,
    _mm256_movemask_pd, _mm256_set1_epi64x, _mm256_setzero_si256, _mm256_xor_si256,
};

use crate::table::KEY;

/// [`crate::table::same_slots`]; for a search on [`Engine::Avx2`](crate::mask::Engine::Avx2).
#[inline(always)]
pub(super) fn same_slots(line: &[u8; 64], key: u64) -> u32 {
    debug_assert!(
        std::arch::is_x86_feature_detected!("avx2"),
        "a search on AVX2 is made where it is"
    );
    // SAFETY: only called where `Search::engine` is `Engine::Avx2`, which is only made where AVX2 is. On another
    // processor every test of `tests/suite.rs` would die of an illegal instruction.
    unsafe { same_slots_avx2(line, key) }
}

#[inline]
#[target_feature(enable = "avx2")]
fn same_slots_avx2(line: &[u8; 64], key: u64) -> u32 {
    let key = _mm256_set1_epi64x(key.cast_signed());
    let half = |at: usize| {
        let part = &line[at..at + 32];
        // SAFETY: `part` has 32 bytes; no alignment is asked for. Wrong bytes would fail
        // `vectors_find_the_slots_that_plain_code_finds`.
        let slots = unsafe { _mm256_loadu_si256(part.as_ptr().cast()) };
        let differ =
            _mm256_and_si256(_mm256_xor_si256(slots, key), _mm256_set1_epi64x(KEY.cast_signed()));
        let same = _mm256_cmpeq_epi64(differ, _mm256_setzero_si256());
        _mm256_movemask_pd(_mm256_castsi256_pd(same)).cast_unsigned()
    };
    half(0) | half(32) << 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mask::Engine;
    use crate::search::avx512;

    #[test]
    fn vectors_find_the_slots_that_plain_code_finds() {
        for key in [0, 1, KEY, 0x1234_5678_9ABC_DEF0] {
            for mask in 0..256u32 {
                let mut line = [0u8; 64];
                for (slot, bytes) in line.as_chunks_mut::<8>().0.iter_mut().enumerate() {
                    // The bits above those of the key may be any.
                    let other = u64::from(mask >> slot & 1 == 0) << (slot * 3);
                    *bytes =
                        ((key ^ other) & KEY | (slot as u64 * 0xAAAA_AAAA) << 30).to_le_bytes();
                }
                assert_eq!(crate::table::same_slots(&line, key), mask);
                for engine in Engine::all() {
                    let found = match engine {
                        Engine::Portable => crate::table::same_slots(&line, key),
                        Engine::Avx2 => same_slots(&line, key),
                        Engine::Avx512 => avx512::same_slots(&line, key),
                    };
                    assert_eq!(found, mask, "{engine:?}");
                }
            }
        }
    }
}
