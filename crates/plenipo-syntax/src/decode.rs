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
    chart: Chart,
    open: Vec<(Shape, usize, usize)>,
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

/// Scores of the best part of each shape over each span, and where it was put together. Rows are spans
/// that start together, or that end together, so that what is compared lies side by side.
#[derive(Debug, Default)]
struct Chart {
    /// By start: [`Shape::Left`], [`Shape::Right`], [`Shape::RightArc`].
    left: Vec<i32>,
    right: Vec<i32>,
    right_arc: Vec<i32>,
    /// By end: [`Shape::Left`], [`Shape::Right`], [`Shape::LeftArc`].
    left_by_end: Vec<i32>,
    right_by_end: Vec<i32>,
    left_arc_by_end: Vec<i32>,
    /// By start, in the order of [`Shape`]; the arcs share theirs.
    splits: [Vec<u16>; 3],
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
        let chart = &mut self.chart;
        for part in [
            &mut chart.left,
            &mut chart.right,
            &mut chart.right_arc,
            &mut chart.left_by_end,
            &mut chart.right_by_end,
            &mut chart.left_arc_by_end,
        ] {
            part.clear();
            part.resize(count * count, 0);
        }
        for part in &mut chart.splits {
            part.clear();
            part.resize(count * count, 0);
        }
        for len in 1..count {
            for start in 0..count - len {
                let end = start + len;
                let arc = |d: usize, h: usize| relative(&scores[d * stride..][..=count], h);
                chart.fill(count, start, end, [arc(start, end), arc(end, start)]);
            }
        }
    }

    /// The heads that the chart's best tree is made of.
    fn read(&mut self, scores: &[i32], stride: usize, count: usize, heads: &mut [usize]) {
        let chart = &self.chart;
        let (mut root, mut top) = (0, i32::MIN);
        for at in 0..count {
            let score = chart.left[at]
                + chart.right[at * count + count - 1]
                + relative(&scores[at * stride..][..=count], count);
            if score > top {
                (root, top) = (at, score);
            }
        }
        heads[root] = count;
        self.open.clear();
        self.open.extend([(Shape::Left, 0, root), (Shape::Right, root, count - 1)]);
        while let Some((shape, start, end)) = self.open.pop() {
            if start == end {
                continue;
            }
            let splits = &self.chart.splits[(shape as usize).min(2)];
            let split = usize::from(splits[start * count + end]);
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

impl Chart {
    /// The best parts over one span, given those over shorter ones and the scores of its two arcs.
    fn fill(&mut self, count: usize, start: usize, end: usize, [to_left, to_right]: [i32; 2]) {
        let (by_start, by_end) = (start * count, end * count);
        let here = by_start + end;
        // Two halves back to back, joined by an arc.
        let (split, joined) = best(
            &self.right[by_start + start..by_start + end],
            &self.left_by_end[by_end + start + 1..=by_end + end],
        );
        self.splits[2][here] = (start + split) as u16;
        self.left_arc_by_end[by_end + start] = joined + to_left;
        self.right_arc[here] = joined + to_right;
        // An arc, and what its dependent has beyond it.
        let (split, left) = best(
            &self.left[by_start + start..by_start + end],
            &self.left_arc_by_end[by_end + start..by_end + end],
        );
        self.splits[0][here] = (start + split) as u16;
        self.left[here] = left;
        self.left_by_end[by_end + start] = left;
        let (split, right) = best(
            &self.right_arc[by_start + start + 1..=here],
            &self.right_by_end[by_end + start + 1..=by_end + end],
        );
        self.splits[1][here] = (start + 1 + split) as u16;
        self.right[here] = right;
        self.right_by_end[by_end + start] = right;
    }
}

/// The first place where two numbers have the largest sum, and the sum.
fn best(a: &[i32], b: &[i32]) -> (usize, i32) {
    let sums = || a.iter().zip(b).map(|(a, b)| a + b);
    let top = sums().fold(i32::MIN, i32::max);
    (sums().position(|sum| sum == top).unwrap_or(0), top)
}

/// How much lower the score of head `h` is than the best of its row, which is the same for all trees; cut
/// where no tree would go, so that those of a sentence add up in 32 bits.
fn relative(row: &[i32], h: usize) -> i32 {
    const LOWEST: i64 = -(1 << 22);
    let best = row.iter().fold(i32::MIN, |best, &score| best.max(score));
    (i64::from(row[h]) - i64::from(best)).max(LOWEST) as i32
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
