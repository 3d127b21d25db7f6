//! Scores of a network on a treebank, before its weights are rounded.

use plenipo_syntax::{DepRel, Parser, Scratch, TokenInput};

use crate::data::{Example, Inventory};
use crate::ensemble::answer;
use crate::network::{Batch, Network};

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

/// Scores of one network.
pub(crate) fn evaluate(network: &Network, inventory: &Inventory, examples: &[Example]) -> Score {
    evaluate_together(&[network], inventory, examples)
}

/// Scores of networks whose scores are averaged.
pub(crate) fn evaluate_together(
    networks: &[&Network],
    inventory: &Inventory,
    examples: &[Example],
) -> Score {
    let mut score = Score::default();
    let mut total = 0.0;
    for chunk in examples.chunks(32) {
        let mut batch = Batch::default();
        chunk.iter().for_each(|e| inventory.add(e, &mut batch));
        for (example, answer) in chunk.iter().zip(answer(networks, inventory, &batch)) {
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
