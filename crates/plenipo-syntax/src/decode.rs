//! The best projective tree under arc scores: [`Decoder`].
//!
//! Mostly the best head of every token gives such a tree, which is then the best one. Where it does not,
//! the best one is built up from spans, after Eisner (1996). English trees are projective but for one arc
//! in five hundred; of the other arcs that scores alone would give, most are wrong.

/// Score of an arc that must not be: no score gets this low.
pub(crate) const FORBIDDEN: i32 = i32::MIN;

/// Finds trees; keeps its memory.
#[derive(Debug, Default)]
pub struct Decoder {
    state: Vec<u8>,
    path: Vec<usize>,
    chart: Vec<Cell>,
    open: Vec<(Shape, usize, usize)>,
}

/// The best parts of a tree over one span, and where they were put together.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    /// In the order of [`Shape`].
    scores: [i64; 4],
    splits: [u32; 4],
}

/// A part of a tree over a span: which end is the head, and whether it still seeks dependents in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// The last token is the head of all others.
    Left = 0,
    /// The first token is the head of all others.
    Right = 1,
    /// The first token hangs from the last; more may come between.
    LeftArc = 2,
    /// The last token hangs from the first; more may come between.
    RightArc = 3,
}

impl Decoder {
    /// The heads of the best projective tree over `count` tokens with one root.
    ///
    /// `scores[d * stride + h]` is the score of head `h` for token `d`, `h == count` standing for the
    /// root. The arc from a token to itself must not be the best of its row. Of equal scores the first
    /// head wins.
    pub fn decode(&mut self, scores: &[i32], stride: usize, count: usize, heads: &mut Vec<usize>) {
        heads.clear();
        for d in 0..count {
            let row = &scores[d * stride..][..=count];
            let best = row.iter().fold(i32::MIN, |best, &score| best.max(score));
            heads.push(row.iter().position(|&score| score == best).unwrap_or(count));
        }
        let roots = heads.iter().filter(|&&h| h == count).count();
        if count > 0 && (roots != 1 || !is_projective(heads) || self.has_cycle(heads)) {
            self.fill(scores, stride, count);
            self.read(scores, stride, count, heads);
        }
    }

    fn has_cycle(&mut self, heads: &[usize]) -> bool {
        let count = heads.len();
        self.state.clear();
        self.state.resize(count, 0);
        for start in 0..count {
            let mut at = start;
            self.path.clear();
            while at < count && self.state[at] == 0 {
                self.state[at] = 1;
                self.path.push(at);
                at = heads[at];
            }
            if at < count && self.state[at] == 1 {
                return true;
            }
            for &passed in &self.path {
                self.state[passed] = 2;
            }
        }
        false
    }

    /// The best parts over every span, short ones first.
    fn fill(&mut self, scores: &[i32], stride: usize, count: usize) {
        self.chart.clear();
        self.chart.resize(count * count, Cell::default());
        for len in 1..count {
            for start in 0..count - len {
                let end = start + len;
                let cell = self.cell(scores, stride, count, start, end);
                self.chart[start * count + end] = cell;
            }
        }
    }

    fn cell(&self, scores: &[i32], stride: usize, count: usize, start: usize, end: usize) -> Cell {
        let at = |shape: Shape, from: usize, to: usize| {
            self.chart[from * count + to].scores[shape as usize]
        };
        let mut cell = Cell::default();
        // Two halves back to back, joined by an arc.
        let halves = |k: usize| at(Shape::Right, start, k) + at(Shape::Left, k + 1, end);
        let (split, joined) = best(start..end, halves);
        let arc = |d: usize, h: usize| i64::from(scores[d * stride + h]);
        cell.scores[Shape::LeftArc as usize] = joined + arc(start, end);
        cell.scores[Shape::RightArc as usize] = joined + arc(end, start);
        cell.splits[2..].fill(split);
        // An arc, and what its dependent has beyond it.
        let own = cell.scores;
        let left = |k: usize| {
            let inner =
                if k == start { own[Shape::LeftArc as usize] } else { at(Shape::LeftArc, k, end) };
            at(Shape::Left, start, k) + inner
        };
        let right = |k: usize| {
            let inner = if k == end {
                own[Shape::RightArc as usize]
            } else {
                at(Shape::RightArc, start, k)
            };
            inner + at(Shape::Right, k, end)
        };
        (cell.splits[0], cell.scores[0]) = best(start..end, left);
        (cell.splits[1], cell.scores[1]) = best(start + 1..end + 1, right);
        cell
    }

    /// The heads that the chart's best tree is made of.
    fn read(&mut self, scores: &[i32], stride: usize, count: usize, heads: &mut [usize]) {
        let whole = |root: usize| {
            self.chart[root].scores[Shape::Left as usize]
                + self.chart[root * count + count - 1].scores[Shape::Right as usize]
                + i64::from(scores[root * stride + count])
        };
        let root = best(0..count, whole).0 as usize;
        heads[root] = count;
        self.open.clear();
        self.open.extend([(Shape::Left, 0, root), (Shape::Right, root, count - 1)]);
        while let Some((shape, start, end)) = self.open.pop() {
            if start == end {
                continue;
            }
            let split = self.chart[start * count + end].splits[shape as usize] as usize;
            self.open.extend(match shape {
                Shape::Left => [(Shape::Left, start, split), (Shape::LeftArc, split, end)],
                Shape::Right => [(Shape::RightArc, start, split), (Shape::Right, split, end)],
                Shape::LeftArc | Shape::RightArc => {
                    let (d, h) = if shape == Shape::LeftArc { (start, end) } else { (end, start) };
                    heads[d] = h;
                    [(Shape::Right, start, split), (Shape::Left, split + 1, end)]
                }
            });
        }
    }
}

/// The first of the places where `score` is highest, and that score.
fn best(places: core::ops::Range<usize>, score: impl Fn(usize) -> i64) -> (u32, i64) {
    let mut found = (0, i64::MIN);
    for place in places {
        let score = score(place);
        if score > found.1 {
            found = (place as u32, score);
        }
    }
    found
}

/// Whether no arc covers a token that hangs from outside of it.
fn is_projective(heads: &[usize]) -> bool {
    let count = heads.len();
    heads.iter().enumerate().filter(|&(_, &h)| h < count).all(|(d, &h)| {
        let (low, high) = (d.min(h), d.max(h));
        heads[low + 1..high].iter().all(|between| (low..=high).contains(between))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The score of the best projective tree, by trying all.
    fn best_by_force(scores: &[i32], count: usize) -> i64 {
        let mut best = i64::MIN;
        let mut heads = vec![0; count];
        loop {
            if is_tree(&heads) && is_projective(&heads) {
                best = best.max(sum(scores, &heads));
            }
            let Some(at) = heads.iter().position(|&h| h < count) else { return best };
            heads[at] += 1;
            heads[..at].fill(0);
        }
    }

    fn sum(scores: &[i32], heads: &[usize]) -> i64 {
        let count = heads.len();
        (0..count).map(|d| i64::from(scores[d * (count + 1) + heads[d]])).sum()
    }

    fn is_tree(heads: &[usize]) -> bool {
        let count = heads.len();
        let reaches = |start: usize| {
            let mut at = start;
            for _ in 0..=count {
                if at == count {
                    return true;
                }
                at = heads[at];
            }
            false
        };
        heads.iter().filter(|&&h| h == count).count() == 1 && (0..count).all(reaches)
    }

    #[test]
    fn the_tree_found_is_the_best_of_all() {
        let mut state = 7_u32;
        let mut decoder = Decoder::default();
        let mut heads = Vec::new();
        for round in 0..600 {
            let count = 1 + round % 6;
            let scores: Vec<i32> = (0..count * (count + 1))
                .map(|at| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    let itself = at / (count + 1) == at % (count + 1);
                    if itself { FORBIDDEN } else { (state >> 20).cast_signed() - 2000 }
                })
                .collect();
            decoder.decode(&scores, count + 1, count, &mut heads);
            assert!(is_tree(&heads) && is_projective(&heads), "{heads:?}");
            assert_eq!(sum(&scores, &heads), best_by_force(&scores, count), "{scores:?}");
        }
    }

    #[test]
    fn no_tokens_have_no_heads() {
        let mut heads = vec![1];
        Decoder::default().decode(&[], 16, 0, &mut heads);
        assert!(heads.is_empty());
    }
}
