//! Trains the weights of words: logistic regression on the words and pairs of blocks.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;

use plenipo_clean::training::{Lexical, LexicalKind, add_up, for_lexical};

use crate::label::Labels;

/// Pages on which a word or pair must stand to be learned: fewer are the habit of one site.
const PAGES: u32 = 6;

/// Rounds over all blocks.
const ROUNDS: usize = 12;

/// Length of the first steps.
const RATE: f32 = 0.2;

/// Pull of the weights towards zero, in each step.
const SHRINK: f32 = 2e-4;

/// Weights smaller than this are not kept.
const SMALLEST: f32 = 0.25;

type Entry = (LexicalKind, String);

/// Trained weights.
pub(crate) struct Lexicon {
    weights: HashMap<Entry, f32>,
}

/// The words and pairs of a block, each once.
fn entries(text: &str) -> Vec<Entry> {
    let mut all = Vec::new();
    for_lexical(text, |kind, first, second| {
        let words = match second {
            Some(second) => format!("{first} {second}"),
            None => first.to_owned(),
        };
        all.push((kind, words));
    });
    all
}

/// A block to learn from.
struct Example {
    entries: Vec<u32>,
    target: f32,
    weight: f32,
}

/// Learns from the blocks of pages.
pub(crate) fn fit<'a>(pages: &[(&'a [String], &'a Labels)]) -> Lexicon {
    let mut on_pages: BTreeMap<Entry, u32> = BTreeMap::new();
    for (texts, labels) in pages {
        let blocks = texts.iter().zip(&labels.weight).filter(|(_, w)| **w > 0.0);
        let seen: HashSet<Entry> = blocks.flat_map(|(t, _)| entries(t)).collect();
        #[expect(clippy::iter_over_hash_type, reason = "counts are the same in any order")]
        for entry in seen {
            *on_pages.entry(entry).or_default() += 1;
        }
    }
    let kept = on_pages.into_iter().filter(|(_, n)| *n >= PAGES).map(|(e, _)| e);
    let numbers: HashMap<Entry, u32> = kept.zip(0..).collect();
    let mut examples = Vec::new();
    for (texts, labels) in pages {
        for (i, text) in texts.iter().enumerate() {
            if labels.weight[i] > 0.0 {
                let known = entries(text).into_iter().filter_map(|e| numbers.get(&e).copied());
                // Every block counts alike, but for those of a few letters.
                examples.push(Example {
                    entries: known.collect(),
                    target: labels.target[i],
                    weight: labels.weight[i].min(1.0).sqrt(),
                });
            }
        }
    }
    let weights = descend(&examples, numbers.len());
    let weights = numbers.into_iter().map(|(e, i)| (e, weights[i as usize]));
    Lexicon { weights: weights.filter(|(_, w)| w.abs() >= SMALLEST).collect() }
}

/// Stochastic descent with steps that shorten for each weight as it moves.
fn descend(examples: &[Example], count: usize) -> Vec<f32> {
    let mut weights = vec![0.0f32; count];
    let mut moved = vec![1e-6f32; count];
    let mut bias = 0.0f32;
    // Blocks of a page lie together: a fixed stride mixes them.
    let stride = (examples.len() / 2 + 1) | 1;
    let stride = (stride..).step_by(2).find(|s| coprime(*s, examples.len())).unwrap_or(1);
    for _ in 0..ROUNDS {
        let mut at = 0;
        for _ in 0..examples.len() {
            at = (at + stride) % examples.len();
            let example = &examples[at];
            let score: f32 =
                bias + example.entries.iter().map(|&i| weights[i as usize]).sum::<f32>();
            let error = (example.target - 1.0 / (1.0 + (-score).exp())) * example.weight;
            bias += 0.01 * error;
            for &i in &example.entries {
                let i = i as usize;
                let gradient = error - SHRINK * weights[i];
                moved[i] += gradient * gradient;
                weights[i] += RATE * gradient / moved[i].sqrt();
            }
        }
    }
    weights
}

fn coprime(mut a: usize, mut b: usize) -> bool {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a == 1
}

impl Lexicon {
    /// What the words of a block say.
    pub(crate) fn lexical(&self, text: &str) -> Lexical {
        add_up(entries(text).iter().map(|e| self.weights.get(e).copied().unwrap_or(0.0)))
    }

    /// The table as a file.
    pub(crate) fn table(&self) -> String {
        let sorted: BTreeMap<(&str, &str), f32> =
            self.weights.iter().map(|((k, w), x)| ((k.as_str(), w.as_str()), *x)).collect();
        let mut out = String::from("place\twords\tweight\n");
        for ((kind, words), weight) in sorted {
            let _ = writeln!(out, "{kind}\t{words}\t{weight:.2}");
        }
        out
    }
}
