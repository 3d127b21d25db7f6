//! The product with AVX2: two products and their sum in each of eight lanes at a time.
#![allow(unsafe_code)]

use core::arch::x86_64::{
    __m256i, _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_set1_epi32,
    _mm256_setzero_si256, _mm256_storeu_si256,
};

use super::{PANEL, Rows};
use crate::network::{Buffers, Run};

/// Whether [`run`] may be called.
pub(super) fn is_available() -> bool {
    std::is_x86_feature_detected!("avx2")
}

/// Runs the network with AVX2.
pub(super) fn run(run: Run<'_>, buffers: &mut Buffers) {
    debug_assert!(is_available(), "the engine is made by `Engine::available` only");
    // SAFETY: `Engine::Avx2` is only made by `Engine::available`, after `is_available`. On a processor
    // without AVX2, `every_engine_gives_the_same_bits` would die of an illegal instruction.
    unsafe { run_avx2(run, buffers) }
}

#[target_feature(enable = "avx2")]
fn run_avx2(run: Run<'_>, buffers: &mut Buffers) {
    run.run(buffers, |x, packed, out| product(x, packed, out));
}

#[inline]
#[target_feature(enable = "avx2")]
fn product(x: Rows<'_>, packed: &[i16], out: &mut [i32]) {
    const TOGETHER: usize = 4;
    let panels = packed.len() / (x.len * PANEL);
    for panel in 0..panels {
        let weights = packed[panel * x.len * PANEL..][..x.len * PANEL].as_chunks::<32>().0;
        let mut row = 0;
        while row + TOGETHER <= x.count {
            block::<TOGETHER>(x, row, weights, panels, panel, out);
            row += TOGETHER;
        }
        while row < x.count {
            block::<1>(x, row, weights, panels, panel, out);
            row += 1;
        }
    }
}

#[inline]
#[target_feature(enable = "avx2")]
fn block<const R: usize>(
    x: Rows<'_>,
    first: usize,
    weights: &[[i16; 32]],
    panels: usize,
    panel: usize,
    out: &mut [i32],
) {
    let values: [&[[i16; 2]]; R] =
        core::array::from_fn(|r| &x.row(first + r).as_chunks::<2>().0[..weights.len()]);
    let mut sums = [[_mm256_setzero_si256(); 2]; R];
    for (pair, weights) in weights.iter().enumerate() {
        let (low, high) = (load(weights, 0), load(weights, 16));
        for r in 0..R {
            let [a, b] = values[r][pair];
            let both = _mm256_set1_epi32(i32::from(b) << 16 | i32::from(a.cast_unsigned()));
            sums[r][0] = _mm256_add_epi32(sums[r][0], _mm256_madd_epi16(both, low));
            sums[r][1] = _mm256_add_epi32(sums[r][1], _mm256_madd_epi16(both, high));
        }
    }
    for (r, sum) in sums.iter().enumerate() {
        let out = &mut out[((first + r) * panels + panel) * PANEL..][..PANEL];
        for (half, &sum) in out.as_chunks_mut::<8>().0.iter_mut().zip(sum) {
            // SAFETY: `half` is eight 32-bit values, 32 bytes; no alignment is asked for.
            unsafe { _mm256_storeu_si256(half.as_mut_ptr().cast(), sum) };
        }
    }
}

#[inline]
#[target_feature(enable = "avx2")]
fn load(weights: &[i16; 32], at: usize) -> __m256i {
    let half = &weights[at..at + 16];
    // SAFETY: `half` is sixteen 16-bit values, 32 bytes; no alignment is asked for.
    unsafe { _mm256_loadu_si256(half.as_ptr().cast()) }
}
