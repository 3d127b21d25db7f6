//! Cleaning: how many runs of four words are those of the article.

use std::collections::HashMap;

use super::Counts;

/// Words in a run.
const RUN: usize = 4;

/// Counts the runs of words that both texts have.
pub(super) fn score(text: &str, gold: &str) -> Counts {
    let (mut ours, theirs) = (runs(text), runs(gold));
    let (total, wanted) = (ours.values().sum::<u64>(), theirs.values().sum::<u64>());
    let mut shared = 0;
    // A sum does not depend on the order.
    #[expect(clippy::iter_over_hash_type, reason = "only summed")]
    for (run, count) in &theirs {
        shared += ours.remove(run).unwrap_or(0).min(*count);
    }
    Counts { right: shared, wrong: total - shared, found: shared, missed: wanted - shared }
}

/// Runs of words with how often they occur; a shorter text is one run.
fn runs(text: &str) -> HashMap<Vec<&str>, u64> {
    let is_mark = |c: char| !c.is_alphanumeric() && c != '_';
    let words: Vec<&str> = text.split(is_mark).filter(|w| !w.is_empty()).collect();
    let mut runs = HashMap::new();
    for run in words.windows(RUN.min(words.len()).max(1)) {
        *runs.entry(run.to_vec()).or_insert(0) += 1;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_counted_as_often_as_both_have_them() {
        let counts = score("Share: one two three four five", "one two three four. Five, six.");
        assert_eq!((counts.right, counts.wrong, counts.missed), (1, 2, 2));
        assert_eq!((score("", "one").found, score("", "one").missed), (0, 1));
        assert_eq!((score("one", "one").found, score("one", "one").wrong), (1, 0));
    }
}
