//! What [`Tree::add`] does, with AVX2: eight rows at a time in each of four vectors.
#![allow(unsafe_code)]

use core::arch::x86_64::{
    __m256, __m256i, _CMP_GE_OQ, _mm256_add_epi32, _mm256_add_ps, _mm256_and_si256,
    _mm256_andnot_si256, _mm256_blendv_ps, _mm256_castps_si256, _mm256_castsi256_ps, _mm256_cmp_ps,
    _mm256_cvtepi32_ps, _mm256_loadu_ps, _mm256_or_si256, _mm256_permutevar8x32_ps,
    _mm256_set1_epi32, _mm256_set1_ps, _mm256_setzero_si256, _mm256_slli_epi32, _mm256_srli_epi32,
    _mm256_storeu_ps,
};

use super::{LANES, LEAVES, Tree};

/// Rows in a vector.
const WIDE: usize = 8;
/// Vectors in a group of rows.
const VECTORS: usize = LANES / WIDE;

/// Whether the processor has AVX2.
pub(super) fn is_available() -> bool {
    std::is_x86_feature_detected!("avx2")
}

/// Adds what `trees` say of the rows whose `columns` these are to `sums`; where [`is_available`].
pub(super) fn add(trees: &[Tree], columns: &[[f32; LANES]], sums: &mut [f32; LANES]) {
    assert!(is_available(), "vectors are asked for where they are");
    // SAFETY: the processor has AVX2, as was just asked.
    unsafe { add_avx2(trees, columns, sums) }
}

#[target_feature(enable = "avx2")]
fn add_avx2(trees: &[Tree], columns: &[[f32; LANES]], sums: &mut [f32; LANES]) {
    let mut totals = vectors(sums);
    for tree in trees {
        let out = leaves_out(tree, columns);
        let leaves = vectors(&tree.leaves);
        for (total, out) in totals.iter_mut().zip(out) {
            *total = _mm256_add_ps(*total, first_left(leaves, out));
        }
    }
    for (sums, total) in sums.as_chunks_mut::<WIDE>().0.iter_mut().zip(totals) {
        // SAFETY: the chunk has the eight numbers that are written; no alignment is asked for.
        unsafe { _mm256_storeu_ps(sums.as_mut_ptr(), total) }
    }
}

/// The leaves that are out for each row.
#[inline]
#[target_feature(enable = "avx2")]
fn leaves_out(tree: &Tree, columns: &[[f32; LANES]]) -> [__m256i; VECTORS] {
    let mut out = [_mm256_setzero_si256(); VECTORS];
    for split in &tree.splits {
        let bound = _mm256_set1_ps(split.bound);
        let yes = _mm256_set1_epi32(split.yes.cast_signed());
        let values = vectors(&columns[usize::from(split.column)]);
        for (out, values) in out.iter_mut().zip(values) {
            let is_no = _mm256_castps_si256(_mm256_cmp_ps::<_CMP_GE_OQ>(values, bound));
            *out = _mm256_or_si256(*out, _mm256_and_si256(is_no, yes));
        }
    }
    out
}

/// The value of the first leaf that is not `out`. The last leaf never is: no question can rule it out.
#[inline]
#[target_feature(enable = "avx2")]
fn first_left(leaves: [__m256; LEAVES / WIDE], out: __m256i) -> __m256 {
    // The lowest bit that is zero alone, as a number; its exponent is the place of the bit, less 127.
    let next = _mm256_add_epi32(out, _mm256_set1_epi32(1));
    let alone = _mm256_cvtepi32_ps(_mm256_andnot_si256(out, next));
    let exponent = _mm256_srli_epi32::<23>(_mm256_castps_si256(alone));
    let place = _mm256_add_epi32(exponent, _mm256_set1_epi32(1));
    // Three bits choose in a vector of leaves, two among the vectors.
    let [a, b, c, d] = leaves.map(|leaves| _mm256_permutevar8x32_ps(leaves, place));
    let odd = _mm256_castsi256_ps(_mm256_slli_epi32::<28>(place));
    let late = _mm256_castsi256_ps(_mm256_slli_epi32::<27>(place));
    _mm256_blendv_ps(_mm256_blendv_ps(a, b, odd), _mm256_blendv_ps(c, d, odd), late)
}

#[inline]
#[target_feature(enable = "avx2")]
fn vectors(numbers: &[f32; LANES]) -> [__m256; VECTORS] {
    let (chunks, _) = numbers.as_chunks::<WIDE>();
    // SAFETY: a chunk has the eight numbers that are read; no alignment is asked for.
    core::array::from_fn(|i| unsafe { _mm256_loadu_ps(chunks[i].as_ptr()) })
}
