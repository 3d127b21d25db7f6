//! The product of small integers that the parser spends its time in, and the engines that do it.
//!
//! Sums of `i16` products in `i32` are exact: whatever the order and the width of the vectors, the
//! result has the same bits. Everything else in the network is single operations on `f32` in a fixed
//! order, never fused, which are exact to the bit as well.

// Compiled anew inside the functions that turn processor features on: only what is inlined there uses them.
#![allow(clippy::inline_always)]

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod portable;

use crate::network::{Buffers, Run};

/// Outputs that are computed together; the packed weights come in panels of as many.
pub(crate) const PANEL: usize = 16;

/// Largest number of inputs: so many products of a byte and a 16-bit value fit in 32 bits.
pub(crate) const MOST_INPUTS: usize = 512;

/// How products are computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Any processor.
    Portable,
    /// x86-64 with AVX2.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// x86-64 with AVX-512 for bytes, words and their products.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Engine {
    /// The fastest one here.
    pub(crate) fn detect() -> Self {
        Self::available().last().copied().unwrap_or(Self::Portable)
    }

    /// All that work here, the fastest last.
    pub(crate) fn available() -> Vec<Self> {
        #[cfg_attr(not(target_arch = "x86_64"), allow(unused_mut))]
        let mut engines = vec![Self::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            if avx2::is_available() {
                engines.push(Self::Avx2);
                if avx512::is_available() {
                    engines.push(Self::Avx512);
                }
            }
        }
        engines
    }

    /// Runs the network with this engine.
    pub(crate) fn run(self, run: Run<'_>, buffers: &mut Buffers) {
        match self {
            Self::Portable => run.run(buffers, portable::product),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => avx2::run(run, buffers),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => avx512::run(run, buffers),
        }
    }
}

/// A matrix of values, `stride` apart from row to row, and how many of a row count. The rows may
/// overlap: a window over three words is three rows of one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rows<'a> {
    pub(crate) values: &'a [i16],
    pub(crate) stride: usize,
    pub(crate) len: usize,
    pub(crate) count: usize,
}

impl<'a> Rows<'a> {
    /// Panics unless every row lies in `values`.
    #[cfg(target_arch = "x86_64")]
    #[inline(always)]
    pub(crate) fn assert_bounds(self) {
        assert!(self.count == 0 || self.values.len() >= (self.count - 1) * self.stride + self.len);
    }

    #[inline(always)]
    pub(crate) fn row(self, row: usize) -> &'a [i16] {
        &self.values[row * self.stride..][..self.len]
    }
}

/// Where input `input` of output `output` lies in packed weights: panels of 16 outputs; in a panel,
/// pairs of inputs; in a pair, both weights of the first output, of the second, and so on.
pub(crate) fn packed_index(inputs: usize, input: usize, output: usize) -> usize {
    let (panel, lane) = (output / PANEL, output % PANEL);
    (panel * inputs + (input & !1)) * PANEL + 2 * lane + (input & 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_indices_fill_the_matrix() {
        let mut seen = [false; 6 * 32];
        for input in 0..6 {
            for output in 0..32 {
                let at = packed_index(6, input, output);
                assert!(!std::mem::replace(&mut seen[at], true));
            }
        }
    }
}
