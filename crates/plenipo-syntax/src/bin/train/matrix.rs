//! Matrices of `f32` and the one product that training spends its time in.
//!
//! Every sum is a chain of fused multiply-adds in the order of the inner index, whatever the width of
//! the vectors, so that training gives the same bits on every processor.
#![allow(unsafe_code)]

/// A matrix, row by row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matrix {
    pub(crate) rows: usize,
    pub(crate) cols: usize,
    pub(crate) data: Vec<f32>,
}

impl Matrix {
    pub(crate) fn zeros(rows: usize, cols: usize) -> Self {
        Self { rows, cols, data: vec![0.0; rows * cols] }
    }

    pub(crate) fn row(&self, row: usize) -> &[f32] {
        &self.data[row * self.cols..][..self.cols]
    }

    pub(crate) fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.data[row * self.cols..][..self.cols]
    }

    pub(crate) fn transposed(&self) -> Self {
        let mut out = Self::zeros(self.cols, self.rows);
        transpose(&self.data, self.rows, self.cols, &mut out.data);
        out
    }
}

/// `out[c * rows + r] = from[r * cols + c]`
pub(crate) fn transpose(from: &[f32], rows: usize, cols: usize, out: &mut [f32]) {
    const TILE: usize = 16;
    for r0 in (0..rows).step_by(TILE) {
        for c0 in (0..cols).step_by(TILE) {
            for r in r0..(r0 + TILE).min(rows) {
                for c in c0..(c0 + TILE).min(cols) {
                    out[c * rows + r] = from[r * cols + c];
                }
            }
        }
    }
}

/// `y += x w` for `x` of `m` × `k` and `w` of `k` × `n`; `n` is a multiple of 16.
pub(crate) fn product(x: &[f32], w: &[f32], y: &mut [f32], m: usize, k: usize, n: usize) {
    assert!(n.is_multiple_of(16) && x.len() == m * k && w.len() == k * n && y.len() == m * n);
    #[cfg(target_arch = "x86_64")]
    {
        if std::is_x86_feature_detected!("avx512f") {
            // SAFETY: the feature was asked for on the line above.
            return unsafe { product_avx512(x, w, y, m, k, n) };
        }
        if std::is_x86_feature_detected!("avx2") && std::is_x86_feature_detected!("fma") {
            // SAFETY: the features were asked for on the line above.
            return unsafe { product_avx2(x, w, y, m, k, n) };
        }
    }
    blocks::<4, 16>(x, w, y, m, k, n);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn product_avx512(x: &[f32], w: &[f32], y: &mut [f32], m: usize, k: usize, n: usize) {
    if n.is_multiple_of(32) {
        blocks::<8, 32>(x, w, y, m, k, n);
    } else {
        blocks::<8, 16>(x, w, y, m, k, n);
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn product_avx2(x: &[f32], w: &[f32], y: &mut [f32], m: usize, k: usize, n: usize) {
    blocks::<4, 16>(x, w, y, m, k, n);
}

#[inline(always)]
fn blocks<const R: usize, const C: usize>(
    x: &[f32],
    w: &[f32],
    y: &mut [f32],
    m: usize,
    k: usize,
    n: usize,
) {
    for col in (0..n).step_by(C) {
        let mut row = 0;
        while row + R <= m {
            block::<R, C>(x, w, y, k, n, row, col);
            row += R;
        }
        while row < m {
            block::<1, C>(x, w, y, k, n, row, col);
            row += 1;
        }
    }
}

#[inline(always)]
fn block<const R: usize, const C: usize>(
    x: &[f32],
    w: &[f32],
    y: &mut [f32],
    k: usize,
    n: usize,
    row: usize,
    col: usize,
) {
    let mut sums = [[0.0_f32; C]; R];
    for (r, sum) in sums.iter_mut().enumerate() {
        sum.copy_from_slice(&y[(row + r) * n + col..][..C]);
    }
    let xs: [&[f32]; R] = core::array::from_fn(|r| &x[(row + r) * k..][..k]);
    for i in 0..k {
        let weights = &w[i * n + col..][..C];
        for r in 0..R {
            let value = xs[r][i];
            for c in 0..C {
                sums[r][c] = value.mul_add(weights[c], sums[r][c]);
            }
        }
    }
    for (r, sum) in sums.iter().enumerate() {
        y[(row + r) * n + col..][..C].copy_from_slice(sum);
    }
}
