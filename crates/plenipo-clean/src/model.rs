//! Sums of small trees: the trained judges of blocks, read from readable tables.
//!
//! A tree asks all its questions of a row at once ("`words` below 9.5?"). Where the answer is no, the leaves
//! on the side of yes are out, and the row falls into the first leaf that is left: a walk without branches, for
//! a few vectors of rows at a time (Lucchese et al., `QuickScorer`, 2015). Tables are `data/clean/weights-*.tsv`;
//! the command that trains them is in `data/clean/README.md`.

use crate::hash::QuickMap;

#[cfg(target_arch = "x86_64")]
mod avx2;

/// Leaves of a tree at most: bits of a mask.
const LEAVES: usize = 32;
/// Rows judged at a time: a few vectors full.
const LANES: usize = 32;

/// A question of a tree.
#[derive(Clone, Copy, Debug)]
struct Split {
    column: u16,
    bound: f32,
    /// The leaves that are out where the value is not below the bound.
    yes: u32,
}

#[derive(Clone, Debug)]
struct Tree {
    splits: Vec<Split>,
    leaves: [f32; LEAVES],
}

impl Tree {
    /// Adds the leaves into which the rows of a group fall, whose `columns` these are, to `sums`.
    fn add(&self, columns: &[[f32; LANES]], sums: &mut [f32; LANES]) {
        let mut out = [0u32; LANES];
        for split in &self.splits {
            let values = &columns[usize::from(split.column)];
            for lane in 0..LANES {
                let is_no = u32::from(values[lane] >= split.bound);
                out[lane] |= is_no.wrapping_neg() & split.yes;
            }
        }
        for (sum, out) in sums.iter_mut().zip(out) {
            *sum += self.leaves[out.trailing_ones() as usize % LEAVES];
        }
    }
}

/// Adds what `trees` say of the rows of a group to `sums`, with vectors where the processor has them. The sums
/// are the same to the bit.
fn add(trees: &[Tree], columns: &[[f32; LANES]], sums: &mut [f32; LANES]) {
    #[cfg(target_arch = "x86_64")]
    if avx2::is_available() {
        return avx2::add(trees, columns, sums);
    }
    for tree in trees {
        tree.add(columns, sums);
    }
}

/// A trained judge: from a row of numbers to a probability.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    bias: f32,
    trees: Vec<Tree>,
}

impl Model {
    /// Reads a table; `names` are those of the row's columns. Unknown columns and broken lines
    /// are told with their line.
    pub(crate) fn parse(table: &str, names: &[String]) -> Result<Self, String> {
        let mut model = Self::default();
        let columns: QuickMap<&str, u16> =
            names.iter().enumerate().map(|(i, name)| (name.as_str(), i as u16)).collect();
        if columns.len() != names.len() {
            return Err("two columns have one name".to_owned());
        }
        for (i, line) in table.lines().enumerate().skip(1) {
            let told = |what: &str| format!("line {}: {what}", i + 1);
            let (kind, rest) = line.split_once('\t').ok_or_else(|| told("no tab"))?;
            if kind == "bias" {
                model.bias = rest.trim().parse().map_err(|_| told("no number"))?;
                continue;
            }
            let (splits, leaves) = rest.split_once('\t').ok_or_else(|| told("no leaves"))?;
            let mut tree = Tree { splits: Vec::new(), leaves: [0.0; LEAVES] };
            for split in splits.split(' ').filter(|split| !split.is_empty()) {
                tree.splits.push(parse_split(split, &columns).map_err(told)?);
            }
            let mut size = 0;
            for leaf in leaves.split(' ') {
                let slot = tree.leaves.get_mut(size).ok_or_else(|| told("too many leaves"))?;
                *slot = leaf.parse().map_err(|_| told("no number"))?;
                size += 1;
            }
            if size != tree.splits.len() + 1 {
                return Err(told("one leaf more than splits is needed"));
            }
            model.trees.push(tree);
        }
        Ok(model)
    }

    /// The probability for each row of `table`. All trees go over one group before the next: its columns stay in
    /// the nearest cache.
    pub(crate) fn judge(&self, table: &Columns) -> Vec<f32> {
        let mut out = Vec::with_capacity(table.values.len() / table.width * LANES);
        for columns in table.values.chunks_exact(table.width) {
            let mut sums = [self.bias; LANES];
            add(&self.trees, columns, &mut sums);
            out.extend(sums.map(sigmoid));
        }
        out.truncate(table.rows);
        out
    }
}

/// Rows of numbers in groups of [`LANES`], each stored column by column; the last is filled with zeros.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    rows: usize,
    width: usize,
    values: Vec<[f32; LANES]>,
}

impl Columns {
    /// From rows of `width` numbers, one after the other.
    pub(crate) fn new(rows: &[f32], width: usize) -> Self {
        let n = rows.len() / width;
        let mut values = vec![[0.0; LANES]; n.div_ceil(LANES) * width];
        for (columns, rows) in values.chunks_exact_mut(width).zip(rows.chunks(width * LANES)) {
            for (lane, row) in rows.chunks_exact(width).enumerate() {
                columns.iter_mut().zip(row).for_each(|(column, value)| column[lane] = *value);
            }
        }
        Self { rows: n, width, values }
    }
}

/// Reads `feature<bound:from-to`.
fn parse_split(split: &str, columns: &QuickMap<&str, u16>) -> Result<Split, &'static str> {
    let (name, rest) = split.split_once('<').ok_or("no split")?;
    let column = *columns.get(name).ok_or("unknown feature")?;
    let (bound, leaves) = rest.split_once(':').ok_or("no leaves of yes")?;
    let (from, to) = leaves.split_once('-').ok_or("no leaves of yes")?;
    let bound = bound.parse().map_err(|_| "no number")?;
    let from: u32 = from.parse().map_err(|_| "no number")?;
    let to: u32 = to.parse().map_err(|_| "no number")?;
    if from >= to || to as usize >= LEAVES {
        return Err("the leaves of yes are none, or too many");
    }
    Ok(Split { column, bound, yes: (1 << to) - (1 << from) })
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_fall_into_leaves() {
        let names = ["a".to_owned(), "b".to_owned()];
        // Below 0.5 in a: leaf 0; else below 2 in b: leaf 1, else leaf 2.
        let table = "kind\tsplits\tleaves\nbias\t-1\ntree\ta<0.5:0-1 b<2:1-2\t0 1 2\n";
        let model = Model::parse(table, &names).unwrap();
        let p = model.judge(&Columns::new(&[0.0, 0.0, 1.0, 0.0, 0.0, 2.0, 1.0, 5.0], 2));
        let logits: Vec<f32> = p.iter().map(|p| (p / (1.0 - p)).ln().round()).collect();
        assert_eq!(logits, [-1.0, 0.0, -1.0, 1.0]);
    }

    #[test]
    fn vectors_add_what_plain_code_adds() {
        const WIDTH: usize = 7;
        let mut state = 1u32;
        let mut random = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % below
        };
        let trees: Vec<Tree> = (0..50)
            .map(|size| {
                let split = |random: &mut dyn FnMut(u32) -> u32| {
                    let from = random(31);
                    let to = from + 1 + random(31 - from);
                    let yes = (1 << to) - (1 << from);
                    Split { column: random(WIDTH as u32) as u16, bound: random(9) as f32, yes }
                };
                let splits = (0..size % 32).map(|_| split(&mut random)).collect();
                Tree { splits, leaves: core::array::from_fn(|i| i as f32 + 0.37) }
            })
            .collect();
        let columns: Vec<[f32; LANES]> = (0..WIDTH)
            .map(|_| core::array::from_fn(|i| if i == 5 { f32::NAN } else { random(9) as f32 }))
            .collect();
        let (mut plain, mut sums) = ([0.5; LANES], [0.5; LANES]);
        for tree in &trees {
            tree.add(&columns, &mut plain);
        }
        add(&trees, &columns, &mut sums);
        let (plain, sums) = (plain.map(f32::to_bits), sums.map(f32::to_bits));
        assert_eq!(sums, plain);
        assert!(plain.iter().any(|&sum| sum != plain[0]), "rows fall into different leaves");
    }

    /// Fixed sums, so that the plain code is held to them where there are no vectors to compare it with.
    #[test]
    fn a_row_falls_into_the_first_leaf_left() {
        let first = Split { column: 0, bound: 1.0, yes: 0b01 };
        let second = Split { column: 1, bound: 2.0, yes: 0b10 };
        let mut leaves = [0.0; LEAVES];
        leaves[..3].copy_from_slice(&[0.25, 0.5, 4.0]);
        let tree = Tree { splits: vec![first, second], leaves };
        let mut columns = [[0.0; LANES]; 2];
        columns[0][1..4].copy_from_slice(&[1.0, 1.0, 0.5]);
        columns[1][1..4].copy_from_slice(&[1.5, 2.0, 9.0]);
        let (mut plain, mut sums) = ([1.0; LANES], [1.0; LANES]);
        tree.add(&columns, &mut plain);
        add(core::slice::from_ref(&tree), &columns, &mut sums);
        for found in [plain, sums] {
            assert_eq!(found[..5], [1.25, 1.5, 5.0, 1.25, 1.25]);
        }
    }

    #[test]
    fn broken_tables_are_told_by_line() {
        let names = ["a".to_owned()];
        let table = "kind\tsplits\tleaves\ntree\tc<0.5:0-1\t0 1\n";
        assert_eq!(Model::parse(table, &names).unwrap_err(), "line 2: unknown feature");
        let table = "kind\tsplits\tleaves\ntree\ta<0.5:0-1\t0 1 2\n";
        assert!(Model::parse(table, &names).unwrap_err().contains("one leaf more"));
        let twice = ["a".to_owned(), "a".to_owned()];
        assert_eq!(Model::parse(table, &twice).unwrap_err(), "two columns have one name");
    }
}
