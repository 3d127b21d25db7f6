//! Gradient boosting of small trees under logistic loss, on histograms; trees grow at the leaf that gains most.

use std::fmt::Write;
use std::ops::Range;

/// How to train.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) trees: usize,
    /// Leaves of a tree, at most 32.
    pub(crate) leaves: usize,
    /// Share of each tree's advice that is taken.
    pub(crate) rate: f32,
    /// Values told apart per column, at most [`BINS`] less one.
    pub(crate) bins: usize,
    /// Share of the columns that a tree may ask for.
    pub(crate) columns: f64,
    pub(crate) seed: u64,
}

/// A question: is `column` below `bound`? Where it is not, the leaves `yes` are out.
#[derive(Clone, Debug)]
struct Split {
    column: usize,
    bound: f32,
    bin: u8,
    yes: Range<usize>,
}

#[derive(Default)]
struct Tree {
    splits: Vec<Split>,
    leaves: Vec<f32>,
}

impl Tree {
    /// The leaf of a row: the first that no answer rules out.
    fn leaf(&self, is_no: impl Fn(&Split) -> bool) -> usize {
        let mut left = u32::MAX;
        for split in self.splits.iter().filter(|s| is_no(s)) {
            left &= !mask(&split.yes);
        }
        left.trailing_zeros() as usize
    }
}

fn mask(leaves: &Range<usize>) -> u32 {
    leaves.clone().fold(0, |mask, leaf| mask | 1 << leaf)
}

/// A trained judge.
pub(crate) struct Boosted {
    bias: f32,
    width: usize,
    trees: Vec<Tree>,
}

/// Strength of the pull of leaves towards zero.
const SHRINK: f32 = 5.0;

/// Blocks that a leaf has at least.
const LEAST: f32 = 40.0;

/// Slots of the histogram of a column.
const BINS: usize = 64;

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

impl Table {
    fn column(&self, column: usize) -> &[u8] {
        let n = self.target.len();
        &self.bins[column * n..(column + 1) * n]
    }
}

/// The rows of a page, with the target and the weight of each.
type Page<'a> = (&'a [f32], &'a [f32], &'a [f32]);

/// Trains on pages; rows without weight are left out.
pub(crate) fn fit<'a>(
    pages: impl Iterator<Item = Page<'a>>,
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
        let asked = |c: &usize| !table.bounds[*c].is_empty();
        let columns: Vec<usize> =
            (0..width).filter(asked).filter(|_| random.chance(settings.columns)).collect();
        let gradient: Vec<Sum> = (0..n)
            .map(|i| {
                let p = 1.0 / (1.0 + (-score[i]).exp());
                let w = table.weight[i];
                [(table.target[i] - p) * w, (p * (1.0 - p)).max(1e-4) * w, 1.0, 0.0]
            })
            .collect();
        let tree = Grower { table: &table, columns, gradient, rows }.grow(settings);
        for (i, score) in score.iter_mut().enumerate() {
            *score += tree.leaves[tree.leaf(|s| table.column(s.column)[i] > s.bin)];
        }
        out.trees.push(tree);
    }
    out
}

fn table<'a>(pages: impl Iterator<Item = Page<'a>>, width: usize, settings: Settings) -> Table {
    let mut rows: Vec<&[f32]> = Vec::new();
    let (mut target, mut weight) = (Vec::new(), Vec::new());
    for (page, targets, weights) in pages {
        for (i, row) in page.chunks_exact(width).enumerate() {
            if weights[i] > 0.0 {
                rows.push(row);
                target.push(targets[i]);
                weight.push(weights[i]);
            }
        }
    }
    let n = rows.len();
    let mut bins = vec![0u8; n * width];
    let mut bounds = Vec::with_capacity(width);
    for column in 0..width {
        let cuts = cuts(&rows, column, settings.bins);
        for (i, row) in rows.iter().enumerate() {
            bins[column * n + i] = cuts.partition_point(|&c| c <= row[column]) as u8;
        }
        bounds.push(cuts);
    }
    Table { bins, bounds, target, weight }
}

/// Where the values of a column are told apart.
fn cuts(rows: &[&[f32]], column: usize, bins: usize) -> Vec<f32> {
    let step = (rows.len() / 20_000).max(1);
    let mut values: Vec<f32> = rows.iter().step_by(step).map(|r| r[column]).collect();
    values.sort_by(f32::total_cmp);
    let mut cuts: Vec<f32> = (1..bins)
        .map(|b| {
            let at = b * values.len() / bins;
            f32::midpoint(values[at.saturating_sub(1)], values[at])
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
    cuts
}

/// Gradient, curvature and number of blocks; the fourth fills a vector.
type Sum = [f32; 4];

fn add(a: Sum, b: Sum) -> Sum {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2], 0.0]
}

fn less(a: Sum, b: Sum) -> Sum {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2], 0.0]
}

fn worth(sum: Sum) -> f32 {
    sum[0] * sum[0] / (sum[1] + SHRINK)
}

/// A leaf of a growing tree.
struct Leaf {
    /// In the rows of the grower.
    rows: Range<usize>,
    sum: Sum,
    histogram: Vec<Sum>,
    /// What the best split would gain, its column (of those asked) and the last bin of its yes.
    best: Option<(f32, usize, u8)>,
}

/// Grows one tree.
struct Grower<'t> {
    table: &'t Table,
    columns: Vec<usize>,
    gradient: Vec<Sum>,
    rows: Vec<u32>,
}

impl Grower<'_> {
    fn grow(mut self, settings: Settings) -> Tree {
        let root = self.leaf(0..self.rows.len(), None);
        // Leaves from left to right, and splits by the leaves that are out where the answer is no.
        let mut leaves = vec![root];
        let mut tree = Tree::default();
        while leaves.len() < settings.leaves {
            let gain = |leaf: &Leaf| leaf.best.map_or(0.0, |(gain, ..)| gain);
            let best =
                (0..leaves.len()).max_by(|&a, &b| gain(&leaves[a]).total_cmp(&gain(&leaves[b])));
            let Some((at, (_, asked, bin))) = best.and_then(|at| Some((at, leaves[at].best?)))
            else {
                break;
            };
            let column = self.columns[asked];
            let (yes, no) = self.divide(&leaves[at], column, bin);
            leaves.splice(at..=at, [yes, no]);
            for split in &mut tree.splits {
                // One more leaf stands where the divided one stood.
                split.yes.start += usize::from(split.yes.start > at);
                split.yes.end += usize::from(split.yes.end > at);
            }
            let bound = self.table.bounds[column][usize::from(bin)];
            tree.splits.push(Split { column, bound, bin, yes: at..at + 1 });
        }
        let advice = |l: &Leaf| settings.rate * l.sum[0] / (l.sum[1] + SHRINK);
        tree.leaves = leaves.iter().map(advice).collect();
        tree
    }

    fn divide(&mut self, leaf: &Leaf, column: usize, bin: u8) -> (Leaf, Leaf) {
        let table = self.table;
        let bins = table.column(column);
        let rows = &mut self.rows[leaf.rows.clone()];
        let (yes, no): (Vec<u32>, Vec<u32>) =
            rows.iter().partition(|&&row| bins[row as usize] <= bin);
        rows[..yes.len()].copy_from_slice(&yes);
        rows[yes.len()..].copy_from_slice(&no);
        let middle = leaf.rows.start + yes.len();
        let (yes, no) = (leaf.rows.start..middle, middle..leaf.rows.end);
        // Only the smaller one is counted; the other is the difference.
        if yes.len() <= no.len() {
            let yes = self.leaf(yes, None);
            let no = self.leaf(no, Some((leaf, &yes)));
            (yes, no)
        } else {
            let no = self.leaf(no, None);
            (self.leaf(yes, Some((leaf, &no))), no)
        }
    }

    fn leaf(&self, rows: Range<usize>, rest: Option<(&Leaf, &Leaf)>) -> Leaf {
        let histogram: Vec<Sum> = match rest {
            None => self.count(&self.rows[rows.clone()]),
            Some((all, other)) => {
                all.histogram.iter().zip(&other.histogram).map(|(a, b)| less(*a, *b)).collect()
            }
        };
        let sum = self.rows[rows.clone()]
            .iter()
            .fold(Sum::default(), |sum, &row| add(sum, self.gradient[row as usize]));
        let best = self.best(&histogram, sum);
        Leaf { rows, sum, histogram, best }
    }

    fn count(&self, rows: &[u32]) -> Vec<Sum> {
        let mut out = vec![Sum::default(); self.columns.len() * BINS];
        for (sums, &column) in out.chunks_exact_mut(BINS).zip(&self.columns) {
            let bins = self.table.column(column);
            for &row in rows {
                let sum = &mut sums[usize::from(bins[row as usize]) % BINS];
                *sum = add(*sum, self.gradient[row as usize]);
            }
        }
        out
    }

    fn best(&self, histogram: &[Sum], all: Sum) -> Option<(f32, usize, u8)> {
        let mut best: Option<(f32, usize, u8)> = None;
        for (asked, sums) in histogram.chunks_exact(BINS).enumerate() {
            let cuts = self.table.bounds[self.columns[asked]].len();
            let mut yes = Sum::default();
            for (bin, sum) in sums[..cuts].iter().enumerate() {
                yes = add(yes, *sum);
                let no = less(all, yes);
                if yes[2] < LEAST || no[2] < LEAST {
                    continue;
                }
                let gain = worth(yes) + worth(no) - worth(all);
                if gain > best.map_or(1e-3, |(gain, ..)| gain) {
                    best = Some((gain, asked, bin as u8));
                }
            }
        }
        best
    }
}

impl Boosted {
    /// The probability for each row.
    pub(crate) fn judge(&self, rows: &[f32]) -> Vec<f32> {
        rows.chunks_exact(self.width)
            .map(|row| {
                let advice = |t: &Tree| t.leaves[t.leaf(|s| row[s.column] >= s.bound)];
                let sum = self.bias + self.trees.iter().map(advice).sum::<f32>();
                1.0 / (1.0 + (-sum).exp())
            })
            .collect()
    }

    /// The table that the cleaner reads.
    pub(crate) fn table(&self, names: &[String]) -> String {
        let mut out = String::from("kind\tsplits\tleaves\n");
        let _ = writeln!(out, "bias\t{:.4}", self.bias);
        for tree in &self.trees {
            let split = |s: &Split| {
                format!("{}<{}:{}-{}", names[s.column], s.bound, s.yes.start, s.yes.end)
            };
            let splits: Vec<String> = tree.splits.iter().map(split).collect();
            let leaves: Vec<String> = tree.leaves.iter().map(|l| format!("{l:.3}")).collect();
            let _ = writeln!(out, "tree\t{}\t{}", splits.join(" "), leaves.join(" "));
        }
        out
    }
}
