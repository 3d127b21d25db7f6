//! Which blocks are kept: the best row of keep-or-drop over the whole page.

use crate::Mode;
use crate::features::Survey;

/// How a choice weighs a block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Point {
    /// Added to the log-odds of each block.
    pub(crate) lean: f32,
    /// Cost of going from keeping to dropping or back.
    pub(crate) switch: f32,
}

impl Point {
    /// The operating point of a mode, tuned on development pages kept out of the training.
    pub(crate) fn of(mode: Mode, html: bool) -> Self {
        let (lean, switch) = if html { (0.3, 0.2) } else { (0.15, 0.2) };
        let shift = match mode {
            Mode::Precision => -1.5,
            Mode::Balanced => 0.0,
            Mode::Recall => 1.5,
        };
        Self { lean: lean + shift, switch }
    }
}

/// Chooses by dynamic programming: the sum of the log-odds of kept blocks, weighted by length, less
/// what the changes between keeping and dropping cost.
pub(crate) fn choose(p: &[f32], survey: &Survey, point: Point) -> Vec<bool> {
    let n = p.len();
    // Best sums with the last block dropped or kept, and whether it came from a kept one.
    let (mut dropped, mut kept) = (0.0f32, -point.switch);
    let mut from: Vec<(bool, bool)> = Vec::with_capacity(n);
    for (i, &p) in p.iter().enumerate() {
        let p = p.clamp(1e-4, 1.0 - 1e-4);
        let weight = (survey.stats[i].words as f32 / 10.0).clamp(0.3, 2.0);
        let gain = ((p / (1.0 - p)).ln() + point.lean) * weight;
        let (to_drop, drop_kept) = if kept - point.switch > dropped {
            (kept - point.switch, true)
        } else {
            (dropped, false)
        };
        let (to_keep, keep_kept) = if kept >= dropped - point.switch {
            (kept, true)
        } else {
            (dropped - point.switch, false)
        };
        from.push((drop_kept, keep_kept));
        dropped = to_drop;
        kept = to_keep + gain;
    }
    let mut out = vec![false; n];
    let mut state = kept - point.switch > dropped;
    for i in (0..n).rev() {
        out[i] = state;
        state = if state { from[i].1 } else { from[i].0 };
    }
    out
}
