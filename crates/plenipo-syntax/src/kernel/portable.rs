//! The product for any processor.

use super::{PANEL, Rows};

/// `out[row * outputs + output] = Σ x[row][input] · w[input][output]`, `w` packed.
#[inline(always)]
pub(crate) fn product(x: Rows<'_>, packed: &[i16], out: &mut [i32]) {
    let panels = packed.len() / (x.len * PANEL);
    for row in 0..x.count {
        let values = x.row(row).as_chunks::<2>().0;
        for panel in 0..panels {
            let weights = packed[panel * x.len * PANEL..][..x.len * PANEL].as_chunks::<32>().0;
            let mut sums = [0_i32; PANEL];
            for (value, weights) in values.iter().zip(weights) {
                let (a, b) = (i32::from(value[0]), i32::from(value[1]));
                for (sum, w) in sums.iter_mut().zip(weights.as_chunks::<2>().0) {
                    *sum += a * i32::from(w[0]) + b * i32::from(w[1]);
                }
            }
            out[(row * panels + panel) * PANEL..][..PANEL].copy_from_slice(&sums);
        }
    }
}
