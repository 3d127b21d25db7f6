//! The best tree under arc scores: [`Decoder`].
//!
//! Mostly the best head of every token gives a tree, which is then the best one. Where it does not, the
//! maximum spanning arborescence with one root is found after Chu and Liu (1965) and Edmonds (1967).

/// Score of an arc that must not be.
pub const FORBIDDEN: i32 = i32::MIN / 4;

/// Finds trees; keeps its memory.
#[derive(Debug, Default)]
pub struct Decoder {
    state: Vec<u8>,
    path: Vec<usize>,
}

impl Decoder {
    /// The heads of the best tree over `count` tokens with one root.
    ///
    /// `scores[d * stride + h]` is the score of head `h` for token `d`, `h == count` standing for the
    /// root. Arcs from a token to itself are not looked at. Of equal scores the first head wins.
    pub fn decode(&mut self, scores: &[i32], stride: usize, count: usize, heads: &mut Vec<usize>) {
        heads.clear();
        for d in 0..count {
            let row = &scores[d * stride..][..=count];
            let mut best = usize::MAX;
            for (h, &score) in row.iter().enumerate() {
                if h != d && (best == usize::MAX || score > row[best]) {
                    best = h;
                }
            }
            heads.push(best);
        }
        let roots = heads.iter().filter(|&&h| h == count).count();
        if roots != 1 || self.has_cycle(heads) {
            arborescence(scores, stride, count, heads);
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
            self.path.iter().for_each(|&p| self.state[p] = 2);
        }
        false
    }
}

/// Maximum spanning arborescence; arcs from the root are so dear that only one is taken.
fn arborescence(scores: &[i32], stride: usize, count: usize, heads: &mut [usize]) {
    let size = count + 1;
    let mut dense = vec![i64::MIN / 4; size * size];
    let dear = i64::from(i32::MAX) * i64::from(plenipo_text::offset(size));
    for d in 0..count {
        for h in 0..=count {
            if h != d {
                let score = i64::from(scores[d * stride + h]);
                dense[d * size + h] = if h == count { score - dear } else { score };
            }
        }
    }
    let tree = contract(&dense, size, count);
    heads.copy_from_slice(&tree[..count]);
}

/// Heads of the best tree over `size` nodes from `root`; `scores[d * size + h]`.
fn contract(scores: &[i64], size: usize, root: usize) -> Vec<usize> {
    let mut heads = vec![root; size];
    for d in (0..size).filter(|&d| d != root) {
        let candidates = (0..size).filter(|&h| h != d);
        // The first of the best.
        heads[d] = candidates.rev().max_by_key(|&h| scores[d * size + h]).unwrap_or(root);
    }
    let Some(cycle) = find_cycle(&heads, root) else { return heads };
    let mut in_cycle = vec![false; size];
    for &c in &cycle {
        in_cycle[c] = true;
    }
    let kept: Vec<usize> = (0..size).filter(|&i| !in_cycle[i]).collect();
    let small = kept.len() + 1;
    let node = small - 1;
    let inside: i64 = cycle.iter().map(|&c| scores[c * size + heads[c]]).sum();
    let mut next = vec![i64::MIN / 4; small * small];
    // Which token of the cycle an arc into it breaks, and which one an arc out of it leaves.
    let (mut enters, mut leaves) = (vec![0; small], vec![0; small]);
    for (a, &i) in kept.iter().enumerate() {
        for (b, &j) in kept.iter().enumerate() {
            if i != j {
                next[a * small + b] = scores[i * size + j];
            }
        }
        let into = |c: usize| scores[c * size + i] - scores[c * size + heads[c]];
        enters[a] = *cycle.iter().rev().max_by_key(|&&c| into(c)).unwrap_or(&root);
        next[node * small + a] = into(enters[a]) + inside;
        leaves[a] = *cycle.iter().rev().max_by_key(|&&c| scores[i * size + c]).unwrap_or(&root);
        next[a * small + node] = scores[i * size + leaves[a]];
    }
    let small_root = kept.iter().position(|&k| k == root).unwrap_or(0);
    let tree = contract(&next, small, small_root);
    for (a, &i) in kept.iter().enumerate() {
        if i != root {
            heads[i] = if tree[a] == node { leaves[a] } else { kept[tree[a]] };
        }
    }
    heads[enters[tree[node]]] = kept[tree[node]];
    heads
}

fn find_cycle(heads: &[usize], root: usize) -> Option<Vec<usize>> {
    let mut seen = vec![usize::MAX; heads.len()];
    for start in 0..heads.len() {
        let mut at = start;
        while at != root && seen[at] == usize::MAX {
            seen[at] = start;
            at = heads[at];
        }
        if at != root && seen[at] == start {
            let mut cycle = vec![at];
            let mut next = heads[at];
            while next != at {
                cycle.push(next);
                next = heads[next];
            }
            return Some(cycle);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The score of the best tree, by trying all.
    fn best_by_force(scores: &[i32], count: usize) -> i64 {
        let mut best = i64::MIN;
        let mut heads = vec![0; count];
        loop {
            if is_tree(&heads) {
                let sum = (0..count).map(|d| i64::from(scores[d * (count + 1) + heads[d]])).sum();
                best = best.max(sum);
            }
            let Some(at) = heads.iter().position(|&h| h < count) else { return best };
            heads[at] += 1;
            heads[..at].fill(0);
        }
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
        for round in 0..400 {
            let count = 1 + round % 5;
            let scores: Vec<i32> = (0..count * (count + 1))
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 20).cast_signed() - 2000
                })
                .collect();
            decoder.decode(&scores, count + 1, count, &mut heads);
            assert!(is_tree(&heads), "{heads:?}");
            let sum: i64 = (0..count).map(|d| i64::from(scores[d * (count + 1) + heads[d]])).sum();
            assert_eq!(sum, best_by_force(&scores, count), "{scores:?}");
        }
    }
}
