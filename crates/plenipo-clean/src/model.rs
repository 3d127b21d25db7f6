//! Sums of small symmetric trees: the trained judges of blocks, read from readable tables.
//!
//! A tree asks the same question of every row on each level ("`words` below 9.5?"), so a row falls
//! into one leaf by a few comparisons without branches. Tables are `data/clean/weights-*.tsv`; the
//! command that trains them is in `data/clean/README.md`.

/// Levels of a tree at most.
pub(crate) const MAX_LEVELS: usize = 6;

/// Leaves of a tree; one with fewer levels uses the first of them.
const LEAVES: usize = 1 << MAX_LEVELS;
/// Rows judged at a time: a few vectors full.
const LANES: usize = 16;

#[derive(Clone, Debug)]
struct Tree {
    /// Column and bound of each level; what a level is missing is no row beyond.
    splits: [(u16, f32); MAX_LEVELS],
    leaves: [f32; LEAVES],
}

impl Tree {
    /// The leaf that each row of `table` falls into. Apart from the sums, or the compiler would take the
    /// vectors to pieces again.
    #[inline(never)]
    fn find_leaves(&self, table: &Columns, leaves: &mut [[u32; LANES]]) {
        let columns = self.splits.map(|(column, _)| table.column(usize::from(column)));
        let bounds = self.splits.map(|(_, bound)| bound);
        for (group, leaves) in leaves.iter_mut().enumerate() {
            let values = columns.map(|column| &column[group]);
            for (lane, leaf) in leaves.iter_mut().enumerate() {
                let bit = |level: usize| u32::from(values[level][lane] >= bounds[level]) << level;
                *leaf = bit(0) | bit(1) | bit(2) | bit(3) | bit(4) | bit(5);
            }
        }
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
        for (i, line) in table.lines().enumerate().skip(1) {
            let told = |what: &str| format!("line {}: {what}", i + 1);
            let (kind, rest) = line.split_once('\t').ok_or_else(|| told("no tab"))?;
            if kind == "bias" {
                model.bias = rest.trim().parse().map_err(|_| told("no number"))?;
                continue;
            }
            let (splits, leaves) = rest.split_once('\t').ok_or_else(|| told("no leaves"))?;
            let mut tree = Tree { splits: [(0, f32::INFINITY); MAX_LEVELS], leaves: [0.0; LEAVES] };
            let mut levels = 0;
            for split in splits.split(' ') {
                let (name, bound) = split.split_once('<').ok_or_else(|| told("no split"))?;
                let column = names.iter().position(|n| n == name);
                let column = column.ok_or_else(|| told("unknown feature"))?;
                let bound = bound.parse().map_err(|_| told("no number"))?;
                let slot = tree.splits.get_mut(levels).ok_or_else(|| told("too many splits"))?;
                *slot = (column as u16, bound);
                levels += 1;
            }
            let mut size = 0;
            for leaf in leaves.split(' ') {
                let slot = tree.leaves.get_mut(size).ok_or_else(|| told("too many leaves"))?;
                *slot = leaf.parse().map_err(|_| told("no number"))?;
                size += 1;
            }
            if size != 1 << levels {
                return Err(told("as many leaves are needed as the splits make"));
            }
            model.trees.push(tree);
        }
        Ok(model)
    }

    /// The probability for each row of `table`.
    pub(crate) fn judge(&self, table: &Columns) -> Vec<f32> {
        let mut sums = vec![[self.bias; LANES]; table.groups];
        let mut leaves = vec![[0u32; LANES]; table.groups];
        for tree in &self.trees {
            tree.find_leaves(table, &mut leaves);
            for (sum, leaf) in sums.as_flattened_mut().iter_mut().zip(leaves.as_flattened()) {
                *sum += tree.leaves[*leaf as usize % LEAVES];
            }
        }
        let sums = sums.as_flattened();
        sums[..table.rows].iter().map(|&sum| sigmoid(sum)).collect()
    }
}

/// Rows of numbers, stored column by column in groups of [`LANES`]; the last is filled with zeros.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    rows: usize,
    /// Groups of each column.
    groups: usize,
    values: Vec<[f32; LANES]>,
}

impl Columns {
    /// From rows of `width` numbers, one after the other.
    pub(crate) fn new(rows: &[f32], width: usize) -> Self {
        let n = rows.len() / width;
        let groups = n.div_ceil(LANES);
        let mut values = vec![[0.0; LANES]; groups * width];
        for (group, part) in rows.chunks(width * LANES).enumerate() {
            for (column, slots) in values.iter_mut().skip(group).step_by(groups).enumerate() {
                let column = part[column..].iter().step_by(width);
                slots.iter_mut().zip(column).for_each(|(slot, value)| *slot = *value);
            }
        }
        Self { rows: n, groups, values }
    }

    /// Adds columns from rows of `width` numbers.
    pub(crate) fn extend(&mut self, rows: &[f32], width: usize) {
        let more = Self::new(rows, width);
        debug_assert_eq!(more.rows, self.rows);
        self.values.extend(more.values);
    }

    fn column(&self, index: usize) -> &[[f32; LANES]] {
        &self.values[index * self.groups..(index + 1) * self.groups]
    }
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
        let table = "kind\tsplits\tleaves\nbias\t-1\ntree\ta<0.5 b<2\t0 1 2 3\n";
        let model = Model::parse(table, &names).unwrap();
        let p = model.judge(&Columns::new(&[0.0, 0.0, 1.0, 0.0, 0.0, 2.0, 1.0, 5.0], 2));
        let logits: Vec<f32> = p.iter().map(|p| (p / (1.0 - p)).ln().round()).collect();
        assert_eq!(logits, [-1.0, 0.0, 1.0, 2.0]);
    }

    #[test]
    fn broken_tables_are_told_by_line() {
        let names = ["a".to_owned()];
        let table = "kind\tsplits\tleaves\ntree\tc<0.5\t0 1\n";
        assert_eq!(Model::parse(table, &names).unwrap_err(), "line 2: unknown feature");
        let table = "kind\tsplits\tleaves\ntree\ta<0.5\t0 1 2\n";
        assert!(Model::parse(table, &names).unwrap_err().contains("leaves are needed"));
    }
}
