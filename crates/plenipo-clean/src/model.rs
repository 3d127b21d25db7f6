//! Sums of small symmetric trees: the trained judges of blocks, read from readable tables.
//!
//! A tree asks the same question of every row on each level ("`words` below 9.5?"), so a row falls
//! into one leaf by a few comparisons without branches. Tables are `data/clean/weights-*.tsv`; the
//! command that trains them is in `data/clean/README.md`.

/// Levels of a tree at most.
pub(crate) const MAX_LEVELS: usize = 6;

#[derive(Clone, Debug)]
struct Tree {
    splits: Vec<(u16, f32)>,
    /// Offset of its leaves in [`Model::leaves`].
    leaves: usize,
}

/// A trained judge: from a row of numbers to a probability.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    bias: f32,
    trees: Vec<Tree>,
    leaves: Vec<f32>,
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
            let mut tree = Tree { splits: Vec::new(), leaves: model.leaves.len() };
            for split in splits.split(' ') {
                let (name, bound) = split.split_once('<').ok_or_else(|| told("no split"))?;
                let column = names.iter().position(|n| n == name);
                let column = column.ok_or_else(|| told("unknown feature"))?;
                let bound = bound.parse().map_err(|_| told("no number"))?;
                tree.splits.push((column as u16, bound));
            }
            for leaf in leaves.split(' ') {
                model.leaves.push(leaf.parse().map_err(|_| told("no number"))?);
            }
            let size = model.leaves.len() - tree.leaves;
            if tree.splits.len() > MAX_LEVELS || size != 1 << tree.splits.len() {
                return Err(told("as many leaves are needed as the splits make"));
            }
            model.trees.push(tree);
        }
        Ok(model)
    }

    /// The probability for each row of `table`.
    pub(crate) fn judge(&self, table: &Columns) -> Vec<f32> {
        let n = table.rows;
        let mut sums = vec![self.bias; n];
        let mut leaf = vec![0u8; n];
        for tree in &self.trees {
            leaf.fill(0);
            // One comparison of a whole column at a time: the compiler makes these loops wide.
            for (level, &(column, bound)) in tree.splits.iter().enumerate() {
                let values = table.column(usize::from(column));
                for (leaf, &value) in leaf.iter_mut().zip(values) {
                    *leaf |= u8::from(value >= bound) << level;
                }
            }
            let leaves = &self.leaves[tree.leaves..tree.leaves + (1 << tree.splits.len())];
            for (sum, &leaf) in sums.iter_mut().zip(&leaf) {
                *sum += leaves[usize::from(leaf)];
            }
        }
        for sum in &mut sums {
            *sum = sigmoid(*sum);
        }
        sums
    }
}

/// Rows of numbers, stored column by column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    rows: usize,
    values: Vec<f32>,
}

impl Columns {
    /// From rows of `width` numbers, one after the other.
    pub(crate) fn new(rows: &[f32], width: usize) -> Self {
        let n = rows.len() / width;
        let mut values = vec![0.0; rows.len()];
        // In small squares, so that both sides stay in the cache.
        for (block, part) in rows.chunks(width * 16).enumerate() {
            for (i, row) in part.chunks_exact(width).enumerate() {
                for (column, value) in row.iter().enumerate() {
                    values[column * n + block * 16 + i] = *value;
                }
            }
        }
        Self { rows: n, values }
    }

    /// Adds columns from rows of `width` numbers.
    pub(crate) fn extend(&mut self, rows: &[f32], width: usize) {
        let more = Self::new(rows, width);
        debug_assert_eq!(more.rows, self.rows);
        self.values.extend(more.values);
    }

    fn column(&self, index: usize) -> &[f32] {
        &self.values[index * self.rows..(index + 1) * self.rows]
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
