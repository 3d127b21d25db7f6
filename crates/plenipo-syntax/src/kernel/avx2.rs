//! The product with AVX2: two products and their sum in each of eight lanes at a time.
#![allow(unsafe_code)]

use core::arch::x86_64::{
    _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_set1_epi32,
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
    x.assert_bounds();
    assert!(out.len() >= x.count * panels * PANEL && packed.len() >= panels * x.len * PANEL);
    for panel in 0..panels {
        let weights = &packed[panel * x.len * PANEL..];
        let mut row = 0;
        while row < x.count {
            let block = Block { x, first: row, weights, panels, panel };
            let rows = (x.count - row).min(TOGETHER);
            // SAFETY: `assert_bounds` and the assertion on the sizes above hold for `rows` rows and one
            // panel; `every_engine_gives_the_same_bits` runs each.
            unsafe {
                match rows {
                    1 => block.run::<1>(out),
                    2 => block.run::<2>(out),
                    3 => block.run::<3>(out),
                    _ => block.run::<4>(out),
                }
            }
            row += rows;
        }
    }
}

/// Some rows and one panel.
struct Block<'a> {
    x: Rows<'a>,
    first: usize,
    /// From the panel on.
    weights: &'a [i16],
    panels: usize,
    panel: usize,
}

impl Block<'_> {
    /// # Safety
    ///
    /// There are `R` rows from the first on.
    #[inline]
    #[target_feature(enable = "avx2")]
    unsafe fn run<const R: usize>(self, out: &mut [i32]) {
        let x = self.x;
        // SAFETY: rows and the panel lie in their slices, as the caller promises; nothing is aligned.
        unsafe {
            let values = x.values.as_ptr().add(self.first * x.stride);
            let weights = self.weights.as_ptr();
            let mut sums = [[_mm256_setzero_si256(); 2]; R];
            for pair in 0..x.len / 2 {
                let at = weights.add(2 * pair * PANEL);
                let low = _mm256_loadu_si256(at.cast());
                let high = _mm256_loadu_si256(at.add(PANEL).cast());
                for (r, sums) in sums.iter_mut().enumerate() {
                    let both = values.add(r * x.stride + 2 * pair).cast::<i32>().read_unaligned();
                    let both = _mm256_set1_epi32(both);
                    sums[0] = _mm256_add_epi32(sums[0], _mm256_madd_epi16(both, low));
                    sums[1] = _mm256_add_epi32(sums[1], _mm256_madd_epi16(both, high));
                }
            }
            for (r, sums) in sums.iter().enumerate() {
                let at = ((self.first + r) * self.panels + self.panel) * PANEL;
                let out = out.as_mut_ptr().add(at);
                _mm256_storeu_si256(out.cast(), sums[0]);
                _mm256_storeu_si256(out.add(PANEL / 2).cast(), sums[1]);
            }
        }
    }
}
