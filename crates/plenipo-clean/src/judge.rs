//! How likely each block is part of the body: two trained judges in a row.
//!
//! The first sees a block, its surroundings and its place. The second sees also what the first
//! said of the blocks around it, of those built alike and of the page as a whole.

use std::sync::LazyLock;

use crate::features::{self, Hints, Rows, Survey};
use crate::hash::QuickMap;
use crate::html::tags::Tag;
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
    "p_expected",
    "p_doubt",
    "p_share1",
    "p_up2",
    "p_share2",
    "p_up3",
    "p_share3",
    "p_article",
    "p_article_share",
    "p_article_best",
    "p_tag",
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

    /// The judges of pages, or of dumps.
    pub(crate) fn of(is_html: bool) -> &'static Self {
        if is_html { Self::html() } else { Self::flat() }
    }

    fn html() -> &'static Self {
        static JUDGES: LazyLock<Judges> = LazyLock::new(|| Judges::load(HTML_1, HTML_2));
        &JUDGES
    }

    fn flat() -> &'static Self {
        static JUDGES: LazyLock<Judges> = LazyLock::new(|| Judges::load(FLAT_1, FLAT_2));
        &JUDGES
    }

    /// The probability of each block of `page` to be part of the body.
    pub(crate) fn judge(&self, page: &Page, survey: &Survey, hints: &Hints) -> Vec<f32> {
        let n = page.pieces.len();
        let rows = Rows::new(page, survey, hints);
        let stretches = || (0..n).step_by(AT_ONCE).map(|start| start..(start + AT_ONCE).min(n));
        let mut first = Vec::with_capacity(n);
        // The rows of an ordinary page are made once.
        let mut whole = None;
        for blocks in stretches() {
            let rows = rows.of(blocks);
            first.extend(self.first.judge(&Columns::new(&rows, features::width())));
            whole = (n <= AT_ONCE).then_some(rows);
        }
        let said = context(page, survey, &first);
        let mut judged = first;
        for blocks in stretches() {
            let start = blocks.start;
            let rows = whole.take().unwrap_or_else(|| rows.of(blocks.clone()));
            let doubtful: Vec<usize> = blocks.filter(|&i| is_doubtful(judged[i])).collect();
            let mut second =
                Vec::with_capacity(doubtful.len() * (features::width() + CONTEXT.len()));
            for i in &doubtful {
                second.extend_from_slice(row(&rows, features::width(), i - start));
                second.extend_from_slice(row(&said, CONTEXT.len(), *i));
            }
            let table = Columns::new(&second, features::width() + CONTEXT.len());
            for (i, p) in doubtful.into_iter().zip(self.second.judge(&table)) {
                judged[i] = p;
            }
        }
        judged
    }
}

/// Below this, what the first judge says stands: half of the blocks of a page are links of menus and the like.
const SURE: f32 = 0.01;

/// Whether a block of which the first judge says `p` is judged again.
pub(crate) fn is_doubtful(p: f32) -> bool {
    p >= SURE
}

fn row(rows: &[f32], width: usize, index: usize) -> &[f32] {
    &rows[index * width..(index + 1) * width]
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
    let inside = Inside::new(page, p, &weight);
    let tags = group_means(n, p, &weight, |i| page.node_of(i).tag as u64);
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
        out.extend_from_slice(&[
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
        inside.write(page, i, &mut out);
        out.push(tags[i]);
    }
    out
}

/// What the first judge said of all that is inside each element.
struct Inside {
    /// Words that it expects in the body, and all words.
    sums: Vec<(f32, f32)>,
    /// The `<article>` around each element; 0 where there is none.
    articles: Vec<u32>,
    /// The most words expected of one article.
    most: f32,
    /// The share of the words that may as well be in the body as not.
    doubt: f32,
}

impl Inside {
    fn new(page: &Page, p: &[f32], weight: &dyn Fn(usize) -> f32) -> Self {
        let mut sums = vec![(0.0f32, 0.0f32); page.nodes.len()];
        let mut doubt = 0.0;
        for (i, p) in p.iter().enumerate() {
            let words = weight(i) + 1.0;
            let sum = &mut sums[page.pieces[i].node as usize];
            *sum = (sum.0 + p * words, sum.1 + words);
            doubt += p.min(1.0 - p) * words;
        }
        // Children come after their parents.
        for i in (1..page.nodes.len()).rev() {
            let (expected, words) = sums[i];
            let up = &mut sums[page.nodes[i].parent as usize];
            *up = (up.0 + expected, up.1 + words);
        }
        let mut articles = vec![0u32; page.nodes.len()];
        let mut most = 0.0f32;
        for (i, node) in page.nodes.iter().enumerate().skip(1) {
            let is_article = node.tag == Tag::Article;
            articles[i] = if is_article { i as u32 } else { articles[node.parent as usize] };
            if is_article {
                most = most.max(sums[i].0);
            }
        }
        let doubt = doubt / sums[0].0.max(1.0);
        Self { sums, articles, most, doubt }
    }

    fn write(&self, page: &Page, i: usize, out: &mut Vec<f32>) {
        let total = self.sums[0].0.max(1.0);
        let mean = |node: u32| self.sums[node as usize].0 / self.sums[node as usize].1.max(1.0);
        let share = |node: u32| self.sums[node as usize].0 / total;
        let up = |node: u32| page.nodes[node as usize].parent;
        let node = page.pieces[i].node;
        let (first, second, third) = (up(node), up(up(node)), up(up(up(node))));
        out.extend_from_slice(&[total.ln(), self.doubt, share(first)]);
        out.extend_from_slice(&[mean(second), share(second), mean(third), share(third)]);
        match self.articles[node as usize] {
            0 => out.extend_from_slice(&[-1.0, -1.0, -1.0]),
            article => {
                let best = self.sums[article as usize].0 / self.most.max(1.0);
                out.extend_from_slice(&[mean(article), share(article), best]);
            }
        }
    }
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
