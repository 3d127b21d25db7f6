//! Learning from text without annotation: words are hidden and guessed from the others (a masked
//! language model, after Devlin et al. 2019), which teaches the encoder and the embeddings what words go
//! together.

use std::time::Instant;

use plenipo_syntax::training::TABLES;

use crate::data::Inventory;
use crate::encoder::{Dropout, Encoder, HIDDEN};
use crate::matrix::Matrix;
use crate::network::softmax;
use crate::params::{Linear, Step};
use crate::random::Random;

/// Words that are guessed: the most frequent ones.
const GUESSED: usize = 8192;
/// Share of words that are hidden.
const SHARE: f32 = 0.2;

/// How long and how fast.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) epochs: usize,
    pub(crate) rate: f32,
    /// Tokens of a batch.
    pub(crate) batch: usize,
}

/// Teaches the encoder.
pub(crate) fn pretrain(
    encoder: &mut Encoder,
    inventory: &Inventory,
    text: &[Vec<String>],
    plan: Plan,
    seed: u64,
) {
    let random = &mut Random::new(seed);
    let width = 2 * encoder.shape.lanes;
    let mut guess = Linear::new(width, GUESSED, 0.5, random);
    let ids: Vec<Vec<[u32; TABLES]>> =
        text.iter().map(|s| s.iter().map(|form| inventory.rows(form, false)).collect()).collect();
    let total: usize = ids.iter().map(Vec::len).sum::<usize>() * plan.epochs;
    let mut order: Vec<usize> = (0..ids.len()).collect();
    let (mut number, mut seen) = (0, 0);
    let start = Instant::now();
    let (mut loss, mut guesses) = (0.0, 0);
    for _ in 0..plan.epochs {
        random.shuffle(&mut order);
        let mut at = 0;
        while at < order.len() {
            let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
            while at < order.len() && tokens.len() < plan.batch {
                let from = tokens.len();
                tokens.extend_from_slice(&ids[order[at]]);
                sentences.push(from..tokens.len());
                at += 1;
            }
            let mut hidden = Vec::new();
            for (row, token) in tokens.iter_mut().enumerate() {
                let word = token[0] as usize;
                if random.chance(SHARE) && word > 0 && word <= GUESSED {
                    hidden.push((row, word - 1));
                    // Of ten, one stays as it is.
                    if random.chance(0.9) {
                        *token = [HIDDEN; TABLES];
                    }
                } else if random.chance(0.1) {
                    // Spelling must do for words that no one has seen.
                    token[0] = 0;
                }
            }
            let dropout = Dropout { embedding: 0.05, layer: 0.05, head: 0.0 };
            let encoded = encoder.forward(&tokens, &sentences, dropout, random);
            let mut x = Matrix::zeros(hidden.len(), width);
            for (row, &(from, _)) in hidden.iter().enumerate() {
                x.row_mut(row).copy_from_slice(encoded.top().row(from));
            }
            let mut d = guess.forward(&x);
            for (row, &(_, word)) in hidden.iter().enumerate() {
                let row = d.row_mut(row);
                let score = row[word];
                loss += f64::from(softmax(row) - score);
                row[word] -= 1.0;
            }
            guesses += hidden.len();
            let mut dx = Matrix::zeros(hidden.len(), width);
            guess.backward(&x, &d, Some(&mut dx));
            let mut dtop = Matrix::zeros(tokens.len(), width);
            for (row, &(to, _)) in hidden.iter().enumerate() {
                dtop.row_mut(to).copy_from_slice(dx.row(row));
            }
            encoder.backward(&tokens, &sentences, &encoded, dtop);
            number += 1;
            seen += tokens.len();
            let left = 1.0 - seen as f32 / total as f32;
            let warm = (number as f32 / 500.0).min(1.0);
            let rate = plan.rate * warm * (0.05 + 0.95 * left);
            let step = Step { rate, number, scale: 1.0 / hidden.len().max(1) as f32 };
            encoder.step_tables(step);
            encoder.each(&mut |p| p.step(step));
            guess.each(&mut |p| p.step(step));
            if number % 1000 == 0 {
                let seconds = start.elapsed().as_secs_f64();
                eprintln!(
                    "  {seen} of {total} tokens, loss {:.3}, {seconds:.0}s",
                    loss / guesses as f64
                );
                (loss, guesses) = (0.0, 0);
            }
        }
    }
}
