//! Gradient boosting of symmetric trees under logistic loss, on histograms.

use std::fmt::Write;

use crate::label::Labels;

/// How to train.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub trees: usize,
    pub levels: usize,
    /// Share of each tree's advice that is taken.
    pub rate: f32,
    /// Values told apart per column.
    pub bins: usize,
    pub seed: u64,
}

struct Tree {
    splits: Vec<(usize, f32)>,
    leaves: Vec<f32>,
}

/// A trained judge.
pub(crate) struct Boosted {
    bias: f32,
    width: usize,
    trees: Vec<Tree>,
}

/// Strength of the pull of leaves towards zero.
const SHRINK: f32 = 3.0;

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn chance(&mut self, share: f64) -> bool {
        ((self.next() >> 11) as f64) < share * (1u64 << 53) as f64
    }
}

struct Table {
    /// Column by column.
    bins: Vec<u8>,
    bounds: Vec<Vec<f32>>,
    target: Vec<f32>,
    weight: Vec<f32>,
}

/// Trains on pages of rows with their labels.
pub(crate) fn fit<'a>(
    pages: impl Iterator<Item = (&'a [f32], &'a Labels)>,
    width: usize,
    settings: Settings,
) -> Boosted {
    let table = table(pages, width, settings);
    let n = table.target.len();
    let mut random = Random(settings.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let (yes, all) = (0..n).fold((0.0f64, 0.0f64), |(y, a), i| {
        (y + f64::from(table.target[i] * table.weight[i]), a + f64::from(table.weight[i]))
    });
    let share = (yes / all).clamp(0.01, 0.99);
    let bias = (share / (1.0 - share)).ln() as f32;
    let mut score = vec![bias; n];
    let mut out = Boosted { bias, width, trees: Vec::new() };
    for _ in 0..settings.trees {
        let rows: Vec<u32> = (0..n as u32).filter(|_| random.chance(0.6)).collect();
        let columns: Vec<usize> =
            (0..width).filter(|&c| !table.bounds[c].is_empty() && random.chance(0.45)).collect();
        let gradient: Vec<(f32, f32)> = (0..n)
            .map(|i| {
                let p = 1.0 / (1.0 + (-score[i]).exp());
                let w = table.weight[i];
                ((table.target[i] - p) * w, (p * (1.0 - p)).max(1e-4) * w)
            })
            .collect();
        let tree = grow(&table, n, &rows, &columns, &gradient, settings, &mut score);
        out.trees.push(tree);
    }
    out
}

fn table<'a>(
    pages: impl Iterator<Item = (&'a [f32], &'a Labels)>,
    width: usize,
    settings: Settings,
) -> Table {
    let mut rows: Vec<&[f32]> = Vec::new();
    let (mut target, mut weight) = (Vec::new(), Vec::new());
    for (page, labels) in pages {
        for (i, row) in page.chunks_exact(width).enumerate() {
            if labels.weight[i] > 0.0 {
                rows.push(row);
                target.push(labels.target[i]);
                weight.push(labels.weight[i]);
            }
        }
    }
    let n = rows.len();
    let mut bins = vec![0u8; n * width];
    let mut bounds = Vec::with_capacity(width);
    for column in 0..width {
        let step = (n / 20_000).max(1);
        let mut values: Vec<f32> = rows.iter().step_by(step).map(|r| r[column]).collect();
        values.sort_by(f32::total_cmp);
        let mut cuts: Vec<f32> = (1..settings.bins)
            .map(|b| {
                let at = b * values.len() / settings.bins;
                let below = values[at.saturating_sub(1)];
                f32::midpoint(below, values[at])
            })
            .collect();
        // Rare values of flags would fall between the cuts.
        if let (Some(&low), Some(&high)) = (values.first(), values.last()) {
            cuts.push(f32::midpoint(low, high));
            // A column that never changes is never asked.
            if low >= high {
                cuts.clear();
            }
        }
        cuts.sort_by(f32::total_cmp);
        cuts.dedup();
        for (i, row) in rows.iter().enumerate() {
            bins[column * n + i] = cuts.partition_point(|&c| c <= row[column]) as u8;
        }
        bounds.push(cuts);
    }
    Table { bins, bounds, target, weight }
}

fn grow(
    table: &Table,
    n: usize,
    rows: &[u32],
    columns: &[usize],
    gradient: &[(f32, f32)],
    settings: Settings,
    score: &mut [f32],
) -> Tree {
    let mut leaf = vec![0u8; n];
    let mut splits: Vec<(usize, u8)> = Vec::new();
    for level in 0..settings.levels {
        let leaves = 1usize << level;
        let mut best = (0.0f32, usize::MAX, 0u8);
        for &column in columns {
            let cuts = table.bounds[column].len();
            let mut sums = vec![(0.0f32, 0.0f32); leaves * 64];
            let bins = &table.bins[column * n..(column + 1) * n];
            for &i in rows {
                let i = i as usize;
                let sum = &mut sums[usize::from(leaf[i]) * 64 + usize::from(bins[i])];
                sum.0 += gradient[i].0;
                sum.1 += gradient[i].1;
            }
            let totals: Vec<(f32, f32)> = sums
                .chunks(64)
                .map(|c| c.iter().fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1)))
                .collect();
            let mut low = vec![(0.0f32, 0.0f32); leaves];
            for cut in 0..cuts {
                let mut gain = 0.0;
                for l in 0..leaves {
                    let add = sums[l * 64 + cut];
                    low[l] = (low[l].0 + add.0, low[l].1 + add.1);
                    let high = (totals[l].0 - low[l].0, totals[l].1 - low[l].1);
                    gain += low[l].0 * low[l].0 / (low[l].1 + SHRINK)
                        + high.0 * high.0 / (high.1 + SHRINK);
                }
                if gain > best.0 {
                    best = (gain, column, cut as u8);
                }
            }
        }
        let (_, column, cut) = best;
        if column == usize::MAX {
            break;
        }
        splits.push((column, cut));
        for (i, leaf) in leaf.iter_mut().enumerate() {
            *leaf |= u8::from(table.bins[column * n + i] > cut) << level;
        }
    }
    let mut sums = vec![(0.0f32, 0.0f32); 1 << splits.len()];
    for &i in rows {
        let sum = &mut sums[usize::from(leaf[i as usize])];
        sum.0 += gradient[i as usize].0;
        sum.1 += gradient[i as usize].1;
    }
    let leaves: Vec<f32> = sums.iter().map(|s| settings.rate * s.0 / (s.1 + SHRINK)).collect();
    for (score, leaf) in score.iter_mut().zip(&leaf) {
        *score += leaves[usize::from(*leaf)];
    }
    let splits = splits.iter().map(|&(c, b)| (c, table.bounds[c][usize::from(b)])).collect();
    Tree { splits, leaves }
}

impl Boosted {
    /// The probability for each row.
    pub(crate) fn judge(&self, rows: &[f32]) -> Vec<f32> {
        rows.chunks_exact(self.width)
            .map(|row| {
                let sum = self.trees.iter().fold(self.bias, |sum, tree| {
                    let leaf = tree
                        .splits
                        .iter()
                        .enumerate()
                        .fold(0, |leaf, (l, &(c, b))| leaf | usize::from(row[c] >= b) << l);
                    sum + tree.leaves[leaf]
                });
                1.0 / (1.0 + (-sum).exp())
            })
            .collect()
    }

    /// The table that the cleaner reads.
    pub(crate) fn table(&self, names: &[String]) -> String {
        let mut out = String::from("kind\tsplits\tleaves\n");
        let _ = writeln!(out, "bias\t{:.4}", self.bias);
        for tree in &self.trees {
            let splits: Vec<String> =
                tree.splits.iter().map(|(c, b)| format!("{}<{b}", names[*c])).collect();
            let leaves: Vec<String> = tree.leaves.iter().map(|l| format!("{l:.3}")).collect();
            let _ = writeln!(out, "tree\t{}\t{}", splits.join(" "), leaves.join(" "));
        }
        out
    }
}
