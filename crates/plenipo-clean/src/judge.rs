//! How likely each block is part of the body: two trained judges in a row.
//!
//! The first sees a block, its surroundings and its place. The second sees also what the first
//! said of the blocks around it, of those built alike and of the page as a whole.

use std::sync::LazyLock;

use crate::features::{self, Hints, Rows, Survey};
use crate::hash::QuickMap;
use crate::model::{Columns, Model};
use crate::page::Page;

const HTML_1: &str = include_str!("../../../data/clean/weights-html-1.tsv");
const HTML_2: &str = include_str!("../../../data/clean/weights-html-2.tsv");
const FLAT_1: &str = include_str!("../../../data/clean/weights-flat-1.tsv");
const FLAT_2: &str = include_str!("../../../data/clean/weights-flat-2.tsv");

const CONTEXT: &[&str] = &[
    "p",
    "p_prev1",
    "p_prev2",
    "p_prev3",
    "p_next1",
    "p_next2",
    "p_next3",
    "p_near",
    "p_wide",
    "p_before",
    "p_after",
    "p_page",
    "p_alike",
    "p_parent",
    "p_max_before",
    "p_max_after",
    "p_since",
    "p_until",
    "p_main_run",
];

/// Blocks judged at once: a row is a kilobyte, so that an input of millions of blocks would not fit into memory.
const AT_ONCE: usize = 4096;

/// Both judges for one kind of input.
#[derive(Debug)]
pub(crate) struct Judges {
    first: Model,
    second: Model,
}

impl Judges {
    fn load(first: &str, second: &str) -> Self {
        let read = |table: &str, names: &[String]| {
            Model::parse(table, names).unwrap_or_else(|e| unreachable!("data/clean/weights: {e}"))
        };
        Self { first: read(first, features::names()), second: read(second, &second_names()) }
    }

    /// The judges of pages.
    pub(crate) fn html() -> &'static Self {
        static JUDGES: LazyLock<Judges> = LazyLock::new(|| Judges::load(HTML_1, HTML_2));
        &JUDGES
    }

    /// The judges of flat dumps.
    pub(crate) fn flat() -> &'static Self {
        static JUDGES: LazyLock<Judges> = LazyLock::new(|| Judges::load(FLAT_1, FLAT_2));
        &JUDGES
    }

    /// The probability of each block of `page` to be part of the body.
    pub(crate) fn judge(&self, page: &Page, survey: &Survey, hints: &Hints) -> Vec<f32> {
        let n = page.pieces.len();
        let rows = Rows::new(page, survey, hints);
        let stretches = || (0..n).step_by(AT_ONCE).map(|start| start..(start + AT_ONCE).min(n));
        let table = |blocks| Columns::new(&rows.of(blocks), features::width());
        let mut first = Vec::with_capacity(n);
        // The table of an ordinary page is made once.
        let mut whole = None;
        for blocks in stretches() {
            let table = table(blocks);
            first.extend(self.first.judge(&table));
            whole = (n <= AT_ONCE).then_some(table);
        }
        let said = context(page, survey, &first);
        let mut second = Vec::with_capacity(n);
        for blocks in stretches() {
            let said = &said[blocks.start * CONTEXT.len()..blocks.end * CONTEXT.len()];
            let mut table = whole.take().unwrap_or_else(|| table(blocks));
            table.extend(said, CONTEXT.len());
            second.extend(self.second.judge(&table));
        }
        second
    }
}

/// Names of the second judge's columns.
pub(crate) fn second_names() -> Vec<String> {
    let mut names = features::names().to_vec();
    names.extend(CONTEXT.iter().map(|n| (*n).to_owned()));
    names
}

/// The rows of the second judge: those of the first with what it said.
pub(crate) fn second_rows(page: &Page, survey: &Survey, rows: &[f32], p: &[f32]) -> Vec<f32> {
    let said = context(page, survey, p);
    let (width, more) = (features::width(), CONTEXT.len());
    rows.chunks_exact(width)
        .zip(said.chunks_exact(more))
        .flat_map(|(row, said)| row.iter().chain(said).copied())
        .collect()
}

/// What the first judge said around each block, in rows.
fn context(page: &Page, survey: &Survey, p: &[f32]) -> Vec<f32> {
    let n = p.len();
    let weight = |i: usize| survey.stats[i].words as f32;
    let mut before = vec![0.0f32; n + 1];
    let mut words = vec![0.0f32; n + 1];
    for i in 0..n {
        before[i + 1] = before[i] + p[i] * weight(i);
        words[i + 1] = words[i] + weight(i);
    }
    let alike = group_means(n, p, &weight, |i| page.node_of(i).signature);
    let parents = group_means(n, p, &weight, |i| u64::from(page.node_of(i).parent));
    let max_before = running_max(p, &mut (0..n));
    let max_after = running_max(p, &mut (0..n).rev());
    let since = distance(p, &mut (0..n));
    let until = distance(p, &mut (0..n).rev());
    let run = main_run(p, &weight);
    let mean =
        |from: usize, to: usize| (before[to] - before[from]) / (words[to] - words[from]).max(1.0);
    let at = |i: usize, step: isize| i.checked_add_signed(step).and_then(|j| p.get(j)).copied();
    let mut out = Vec::with_capacity(n * CONTEXT.len());
    for i in 0..n {
        out.push(p[i]);
        for step in [-1, -2, -3, 1, 2, 3] {
            out.push(at(i, step).unwrap_or(-0.1));
        }
        let total = before[n].max(1.0);
        out.extend([
            mean(i.saturating_sub(2), (i + 3).min(n)),
            mean(i.saturating_sub(7), (i + 8).min(n)),
            before[i] / total,
            (before[n] - before[i + 1]) / total,
            before[n] / words[n].max(1.0),
            alike[i],
            parents[i],
            max_before[i],
            max_after[i],
            since[i],
            until[i],
            f32::from(u8::from(run.contains(&i))),
        ]);
    }
    out
}

fn group_means(
    n: usize,
    p: &[f32],
    weight: &dyn Fn(usize) -> f32,
    key: impl Fn(usize) -> u64,
) -> Vec<f32> {
    let mut sums: QuickMap<u64, (f32, f32)> = QuickMap::default();
    for (i, p) in p.iter().enumerate() {
        let sum = sums.entry(key(i)).or_default();
        sum.0 += p * (weight(i) + 1.0);
        sum.1 += weight(i) + 1.0;
    }
    (0..n).map(|i| sums.get(&key(i)).map_or(0.0, |s| s.0 / s.1)).collect()
}

fn running_max(p: &[f32], indices: &mut dyn Iterator<Item = usize>) -> Vec<f32> {
    let mut out = vec![0.0; p.len()];
    let mut max = 0.0f32;
    for i in indices {
        out[i] = max;
        max = max.max(p[i]);
    }
    out
}

fn distance(p: &[f32], indices: &mut dyn Iterator<Item = usize>) -> Vec<f32> {
    let mut out = vec![0.0; p.len()];
    let mut run = 50.0f32;
    for i in indices {
        out[i] = run;
        run = if p[i] > 0.6 { 0.0 } else { (run + 1.0).min(50.0) };
    }
    out
}

/// The run of blocks with the highest sum of `words * (p - 1/2)`.
fn main_run(p: &[f32], weight: &dyn Fn(usize) -> f32) -> core::ops::Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0.0f32);
    let (mut start, mut sum) = (0, 0.0f32);
    for (i, p) in p.iter().enumerate() {
        sum += (weight(i) + 1.0) * (p - 0.4);
        if sum <= 0.0 {
            sum = 0.0;
            start = i + 1;
        } else if sum > best_sum {
            best_sum = sum;
            best = start..i + 1;
        }
    }
    best
}
