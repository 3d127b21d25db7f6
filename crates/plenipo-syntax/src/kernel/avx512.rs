//! The product with AVX-512: two products and their sum in each of sixteen lanes at a time.
#![allow(unsafe_code)]

use core::arch::x86_64::{
    __m512i, _mm512_dpwssd_epi32, _mm512_loadu_si512, _mm512_set1_epi32, _mm512_setzero_si512,
    _mm512_storeu_si512,
};

use super::{PANEL, Rows};
use crate::network::{Buffers, Run};

/// Whether [`run`] may be called.
pub(super) fn is_available() -> bool {
    std::is_x86_feature_detected!("avx512f")
        && std::is_x86_feature_detected!("avx512bw")
        && std::is_x86_feature_detected!("avx512vnni")
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

#[target_feature(enable = "avx2,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
fn run_avx512(run: Run<'_>, buffers: &mut Buffers) {
    run.run(buffers, |x, packed, out| product(x, packed, out));
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
fn product(x: Rows<'_>, packed: &[i16], out: &mut [i32]) {
    const TOGETHER: usize = 8;
    let panels = packed.len() / (x.len * PANEL);
    x.assert_bounds();
    assert!(out.len() >= x.count * panels * PANEL && packed.len() >= panels * x.len * PANEL);
    let mut panel = 0;
    while panel < panels {
        // Two panels together where there are two: more sums at a time hide how long each takes.
        let two = panel + 1 < panels;
        let weights = &packed[panel * x.len * PANEL..];
        let mut row = 0;
        while row < x.count {
            let block = Block { x, first: row, weights, panels, panel };
            let rows = (x.count - row).min(TOGETHER);
            // SAFETY: `assert_bounds` and the assertion on the sizes above hold for `rows` rows and one
            // panel, or two where `two`; `every_engine_gives_the_same_bits` runs each.
            unsafe {
                match (rows, two) {
                    (1, true) => block.run::<1, 2>(out),
                    (2, true) => block.run::<2, 2>(out),
                    (3, true) => block.run::<3, 2>(out),
                    (4, true) => block.run::<4, 2>(out),
                    (5, true) => block.run::<5, 2>(out),
                    (6, true) => block.run::<6, 2>(out),
                    (7, true) => block.run::<7, 2>(out),
                    (_, true) => block.run::<8, 2>(out),
                    (1, false) => block.run::<1, 1>(out),
                    (2, false) => block.run::<2, 1>(out),
                    (3, false) => block.run::<3, 1>(out),
                    (4, false) => block.run::<4, 1>(out),
                    (5, false) => block.run::<5, 1>(out),
                    (6, false) => block.run::<6, 1>(out),
                    (7, false) => block.run::<7, 1>(out),
                    (_, false) => block.run::<8, 1>(out),
                }
            }
            row += rows;
        }
        panel += if two { 2 } else { 1 };
    }
}

/// Some rows and one or two panels.
struct Block<'a> {
    x: Rows<'a>,
    first: usize,
    /// From the first panel on.
    weights: &'a [i16],
    panels: usize,
    panel: usize,
}

impl Block<'_> {
    /// # Safety
    ///
    /// There are `R` rows from the first on, and `P` panels.
    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    unsafe fn run<const R: usize, const P: usize>(self, out: &mut [i32]) {
        let x = self.x;
        // SAFETY: rows and panels lie in their slices, as the caller promises; nothing is aligned.
        unsafe {
            let values = x.values.as_ptr().add(self.first * x.stride);
            let weights = self.weights.as_ptr();
            let mut sums = [[_mm512_setzero_si512(); P]; R];
            for pair in 0..x.len / 2 {
                let weights: [__m512i; P] = core::array::from_fn(|p| {
                    _mm512_loadu_si512(weights.add((p * x.len + 2 * pair) * PANEL).cast())
                });
                for (r, sums) in sums.iter_mut().enumerate() {
                    let both = values.add(r * x.stride + 2 * pair).cast::<i32>().read_unaligned();
                    let both = _mm512_set1_epi32(both);
                    for (sum, weights) in sums.iter_mut().zip(weights) {
                        *sum = _mm512_dpwssd_epi32(*sum, both, weights);
                    }
                }
            }
            for (r, sums) in sums.iter().enumerate() {
                for (p, &sum) in sums.iter().enumerate() {
                    let at = ((self.first + r) * self.panels + self.panel + p) * PANEL;
                    _mm512_storeu_si512(out.as_mut_ptr().add(at).cast(), sum);
                }
            }
        }
    }
}
