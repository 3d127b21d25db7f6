//! The product with AVX-512: two products and their sum in each of sixteen lanes at a time.
#![allow(unsafe_code)]

use core::arch::x86_64::{
    _mm512_add_epi32, _mm512_loadu_si512, _mm512_madd_epi16, _mm512_set1_epi32,
    _mm512_setzero_si512, _mm512_storeu_si512,
};

use super::{PANEL, Rows};
use crate::network::{Buffers, Run};

/// Whether [`run`] may be called.
pub(super) fn is_available() -> bool {
    std::is_x86_feature_detected!("avx512f")
        && std::is_x86_feature_detected!("avx512bw")
        && std::is_x86_feature_detected!("avx512dq")
        && std::is_x86_feature_detected!("avx512vl")
}

/// Runs the network with AVX-512.
pub(super) fn run(run: Run<'_>, buffers: &mut Buffers) {
    debug_assert!(is_available(), "the engine is made by `Engine::available` only");
    // SAFETY: `Engine::Avx512` is only made by `Engine::available`, after `is_available`. On a processor
    // without AVX-512, `every_engine_gives_the_same_bits` would die of an illegal instruction.
    unsafe { run_avx512(run, buffers) }
}

#[target_feature(enable = "avx2,avx512f,avx512bw,avx512dq,avx512vl")]
fn run_avx512(run: Run<'_>, buffers: &mut Buffers) {
    run.run(buffers, |x, packed, out| product(x, packed, out));
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn product(x: Rows<'_>, packed: &[i16], out: &mut [i32]) {
    const TOGETHER: usize = 8;
    let panels = packed.len() / (x.len * PANEL);
    for panel in 0..panels {
        let weights = packed[panel * x.len * PANEL..][..x.len * PANEL].as_chunks::<32>().0;
        let mut row = 0;
        while row + TOGETHER <= x.count {
            block::<TOGETHER>(x, row, weights, panels, panel, out);
            row += TOGETHER;
        }
        while row + 2 <= x.count {
            block::<2>(x, row, weights, panels, panel, out);
            row += 2;
        }
        if row < x.count {
            block::<1>(x, row, weights, panels, panel, out);
        }
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
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
    let mut sums = [_mm512_setzero_si512(); R];
    for (pair, weights) in weights.iter().enumerate() {
        // SAFETY: `weights` is thirty-two 16-bit values, 64 bytes; no alignment is asked for.
        let weights = unsafe { _mm512_loadu_si512(weights.as_ptr().cast()) };
        for r in 0..R {
            let [a, b] = values[r][pair];
            let both = _mm512_set1_epi32(i32::from(b) << 16 | i32::from(a.cast_unsigned()));
            sums[r] = _mm512_add_epi32(sums[r], _mm512_madd_epi16(both, weights));
        }
    }
    for (r, &sum) in sums.iter().enumerate() {
        let out = &mut out[((first + r) * panels + panel) * PANEL..][..PANEL];
        // SAFETY: `out` is sixteen 32-bit values, 64 bytes; no alignment is asked for.
        unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), sum) };
    }
}
