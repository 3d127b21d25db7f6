//! Scores of a network on a treebank, before its weights are rounded.

use plenipo_syntax::training::Decoder;
use plenipo_syntax::{DepRel, Parser, Scratch, TokenInput};

use crate::data::{Example, Inventory};
use crate::encoder::Dropout;
use crate::network::{Batch, Network};
use crate::random::Random;

/// Shares of tokens, in percent, punctuation counted, relation subtypes ignored.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Score {
    pub(crate) upos: f64,
    pub(crate) uas: f64,
    pub(crate) las: f64,
}

impl core::fmt::Display for Score {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "UPOS {:.2} UAS {:.2} LAS {:.2}", self.upos, self.uas, self.las)
    }
}

/// One sentence as the network reads it.
pub(crate) struct Answer {
    pub(crate) tags: Vec<usize>,
    pub(crate) heads: Vec<usize>,
    /// `None` for the root.
    pub(crate) labels: Vec<Option<usize>>,
}

fn best(row: &[f32]) -> usize {
    (0..row.len()).rev().max_by(|&a, &b| row[a].total_cmp(&row[b])).unwrap_or(0)
}

pub(crate) fn answer(network: &Network, inventory: &Inventory, batch: &Batch) -> Vec<Answer> {
    let scores = network.forward(batch, Dropout::NONE, &mut Random::new(1));
    let mut decoder = Decoder::default();
    let mut answers = Vec::new();
    for (sentence, arcs) in batch.sentences.iter().zip(&scores.arcs) {
        let count = sentence.len();
        let whole: Vec<i32> = arcs.data.iter().map(|&s| (s.max(-1e4) * 4096.0) as i32).collect();
        let mut heads = Vec::new();
        decoder.decode(&whole, arcs.cols, count, &mut heads);
        let mut hidden = vec![0.0; network.encoder.shape.label];
        let labels = (0..count)
            .map(|d| {
                if heads[d] == count {
                    return None;
                }
                network.label_hidden(
                    &scores,
                    sentence.start + d,
                    sentence.start + heads[d],
                    &mut hidden,
                );
                let mut out = network.label.b.w.clone();
                let n = out.len();
                crate::matrix::product(&hidden, &network.label.w.w, &mut out, 1, hidden.len(), n);
                Some(best(&out[..inventory.labels.len()]))
            })
            .collect();
        let tags = sentence.clone();
        let tags = tags.map(|t| best(&scores.tags.row(t)[..inventory.tags.len()])).collect();
        answers.push(Answer { tags, heads, labels });
    }
    answers
}

pub(crate) fn evaluate(network: &Network, inventory: &Inventory, examples: &[Example]) -> Score {
    let mut score = Score::default();
    let mut total = 0.0;
    for chunk in examples.chunks(32) {
        let mut batch = Batch::default();
        chunk.iter().for_each(|e| inventory.add(e, &mut batch));
        for (example, answer) in chunk.iter().zip(answer(network, inventory, &batch)) {
            for (at, token) in example.iter().enumerate() {
                total += 1.0;
                let upos = inventory.tags[answer.tags[at]].0.as_str();
                score.upos += f64::from(u8::from(upos == token.upos));
                if answer.heads[at] == token.head {
                    score.uas += 1.0;
                    let label = answer.labels[at].map_or(DepRel::Root, |l| inventory.labels[l]);
                    let base = token.deprel.split(':').next().unwrap_or("");
                    score.las += f64::from(u8::from(label.base() == base));
                }
            }
        }
    }
    for value in [&mut score.upos, &mut score.uas, &mut score.las] {
        *value *= 100.0 / total;
    }
    score
}

/// Scores of the parser itself.
pub(crate) fn evaluate_parser(parser: &Parser, examples: &[Example]) -> Score {
    let mut score = Score::default();
    let mut total = 0.0;
    let mut scratch = Scratch::new();
    for example in examples {
        let tokens: Vec<TokenInput<'_>> =
            example.iter().map(|t| TokenInput { form: &t.form, is_name: t.is_name }).collect();
        let parse = parser.parse(&tokens, &mut scratch);
        for (word, token) in parse.words().iter().zip(example) {
            total += 1.0;
            score.upos += f64::from(u8::from(word.upos.as_str() == token.upos));
            let head = word.head.map_or(example.len(), |h| h as usize);
            if head == token.head {
                score.uas += 1.0;
                let base = token.deprel.split(':').next().unwrap_or("");
                score.las += f64::from(u8::from(word.deprel.base() == base));
            }
        }
    }
    for value in [&mut score.upos, &mut score.uas, &mut score.las] {
        *value *= 100.0 / total;
    }
    score
}
