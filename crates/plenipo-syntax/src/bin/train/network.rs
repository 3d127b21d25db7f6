//! The whole network: encoder, tagger, arcs and labels, with its loss.

use std::ops::Range;

use plenipo_syntax::training::{DISTANCES, TABLES, distance};

use crate::data::{Inventory, SURE, Shares};
use crate::encoder::{Dropout, Encoded, Encoder, Shape};
use crate::matrix::{Matrix, product, transpose};
use crate::params::{Linear, Param, Step};
use crate::random::{Random, drop_gradient};

/// What is to be learned of one token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gold {
    /// Index of the tag.
    pub(crate) tag: Option<u16>,
    /// Head in the sentence, its length for the root.
    pub(crate) head: Option<u16>,
    pub(crate) label: Option<u16>,
    /// Instead of one head, several with their shares.
    pub(crate) shares: Shares,
}

/// Sentences laid end to end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Batch {
    pub(crate) tokens: Vec<[u32; TABLES]>,
    pub(crate) sentences: Vec<Range<usize>>,
    pub(crate) gold: Vec<Gold>,
}

/// Weights of everything.
#[derive(Clone, Debug)]
pub(crate) struct Network {
    pub(crate) encoder: Encoder,
    pub(crate) tag: Linear,
    /// Of dependents, and what heads they look for.
    pub(crate) dependent: Linear,
    pub(crate) seek: Linear,
    /// How far away a dependent looks for its head, and a head for its dependents.
    pub(crate) seek_distance: Linear,
    pub(crate) head_distance: Linear,
    pub(crate) head: Linear,
    pub(crate) root: Param,
    pub(crate) label_dependent: Linear,
    pub(crate) label_head: Linear,
    pub(crate) label_distance: Param,
    pub(crate) label: Linear,
}

/// Scores of a batch.
pub(crate) struct Scores {
    encoded: Encoded,
    pub(crate) tags: Matrix,
    dependent: Matrix,
    seek: Matrix,
    head: Matrix,
    masks: [Vec<f32>; 4],
    pub(crate) label_dependent: Matrix,
    pub(crate) label_head: Matrix,
    /// One matrix a sentence: dependents × (candidates, root, padding).
    pub(crate) arcs: Vec<Matrix>,
}

/// Sums over a batch.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Losses {
    pub(crate) tag: f64,
    pub(crate) arc: f64,
    pub(crate) label: f64,
    pub(crate) tokens: usize,
}

fn ramp(m: &mut Matrix) {
    m.data.iter_mut().for_each(|v| *v = v.max(0.0));
}

fn ramp_gradient(d: &mut Matrix, out: &Matrix) {
    d.data.iter_mut().zip(&out.data).for_each(|(d, o)| {
        if *o <= 0.0 {
            *d = 0.0;
        }
    });
}

/// Scores become shares; returns the logarithm of their sum of exponentials.
pub(crate) fn softmax(scores: &mut [f32]) -> f32 {
    let max = scores.iter().fold(f32::NEG_INFINITY, |m, &s| m.max(s));
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = exp(*score - max);
        sum += *score;
    }
    scores.iter_mut().for_each(|s| *s /= sum);
    max + sum.ln()
}

/// The exponential of a number that is not positive, to seven digits, of exact operations only: the
/// system's would differ from machine to machine.
#[inline(always)]
fn exp(x: f32) -> f32 {
    let x = x.max(-87.0) * std::f32::consts::LOG2_E;
    let whole = x.round_ties_even();
    let r = x - whole;
    let mut sum = 1.535_337_6e-4;
    for c in
        [1.339_887_5e-3, 9.618_437e-3, 5.550_332_6e-2, 0.240_226_48, std::f32::consts::LN_2, 1.0]
    {
        sum = sum * r + c;
    }
    sum * f32::from_bits(((whole as i32 + 127) << 23) as u32)
}

const NEVER: f32 = -1e9;

impl Network {
    pub(crate) fn new(shape: Shape, inventory: &Inventory, seed: u64) -> Self {
        let (tags, labels) = (inventory.tags.len(), inventory.labels.len());
        let random = &mut Random::new(seed);
        let width = 2 * shape.lanes;
        let pad = |n: usize| n.next_multiple_of(16);
        Self {
            encoder: Encoder::new(shape, inventory.counts.len(), random),
            tag: Linear::new(width, pad(tags), 1.0, random),
            dependent: Linear::new(width, shape.arc, 1.2, random),
            seek: Linear::new(shape.arc, shape.arc, 0.7, random),
            seek_distance: Linear::new(shape.arc, pad(DISTANCES), 0.5, random),
            head_distance: Linear::new(shape.arc, pad(DISTANCES), 0.5, random),
            head: Linear::new(width, shape.arc, 1.2, random),
            root: Param::new(shape.arc, 0.2, random),
            label_dependent: Linear::new(width, shape.label, 1.0, random),
            label_head: Linear::new(width, shape.label, 1.0, random),
            label_distance: Param::new(DISTANCES * shape.label, 0.2, random),
            label: Linear::new(shape.label, pad(labels), 1.0, random),
        }
    }

    pub(crate) fn forward(&self, batch: &Batch, dropout: Dropout, random: &mut Random) -> Scores {
        let encoded = self.encoder.forward(&batch.tokens, &batch.sentences, dropout, random);
        let top = encoded.top();
        let tags = self.tag.forward(top);
        let mut dependent = self.dependent.forward(top);
        ramp(&mut dependent);
        let mut head = self.head.forward(top);
        ramp(&mut head);
        let mut label_dependent = self.label_dependent.forward(top);
        let mut label_head = self.label_head.forward(top);
        let masks = [&mut dependent, &mut head, &mut label_dependent, &mut label_head]
            .map(|m| random.dropout(&mut m.data, dropout.head));
        let seek = self.seek.forward(&dependent);
        let by_dependent = self.seek_distance.forward(&dependent);
        let by_head = self.head_distance.forward(&head);
        let arcs = batch
            .sentences
            .iter()
            .map(|s| self.arcs(s, &seek, &head, &by_dependent, &by_head))
            .collect();
        Scores { encoded, tags, dependent, seek, head, masks, label_dependent, label_head, arcs }
    }

    fn arcs(
        &self,
        sentence: &Range<usize>,
        seek: &Matrix,
        head: &Matrix,
        by_dependent: &Matrix,
        by_head: &Matrix,
    ) -> Matrix {
        let (count, size) = (sentence.len(), self.encoder.shape.arc);
        let cols = (count + 1).next_multiple_of(16);
        let mut candidates = vec![0.0; cols * size];
        candidates[..count * size]
            .copy_from_slice(&head.data[sentence.start * size..][..count * size]);
        candidates[count * size..][..size].copy_from_slice(&self.root.w);
        let mut transposed = vec![0.0; cols * size];
        transpose(&candidates, cols, size, &mut transposed);
        let mut scores = Matrix::zeros(count, cols);
        let seekers = &seek.data[sentence.start * size..][..count * size];
        product(seekers, &transposed, &mut scores.data, count, size, cols);
        for d in 0..count {
            let seeks = by_dependent.row(sentence.start + d);
            let row = scores.row_mut(d);
            for (h, score) in row.iter_mut().enumerate() {
                *score += match h {
                    _ if h < count && h != d => {
                        let bucket = distance(d, h);
                        seeks[bucket] + by_head.row(sentence.start + h)[bucket]
                    }
                    _ if h == count => seeks[DISTANCES - 1],
                    _ => NEVER,
                };
            }
        }
        scores
    }

    /// What labels are told by, for a token and its head in the batch.
    pub(crate) fn label_hidden(&self, scores: &Scores, d: usize, h: usize, out: &mut [f32]) {
        let size = self.encoder.shape.label;
        let by_distance = &self.label_distance.w[distance(d, h) * size..][..size];
        let (a, b) = (scores.label_dependent.row(d), scores.label_head.row(h));
        for (j, out) in out.iter_mut().enumerate() {
            *out = (a[j] + b[j] + by_distance[j]).max(0.0);
        }
    }

    /// One batch of learning, without the step.
    pub(crate) fn learn(&mut self, batch: &Batch, dropout: Dropout, random: &mut Random) -> Losses {
        let mut scores = self.forward(batch, dropout, random);
        let mut losses = Losses { tokens: batch.tokens.len(), ..Losses::default() };
        let width = scores.encoded.top().cols;
        let mut dtop = Matrix::zeros(batch.tokens.len(), width);
        self.learn_tags(batch, &mut scores, &mut dtop, &mut losses);
        self.learn_labels(batch, &scores, &mut dtop, &mut losses);
        self.learn_arcs(batch, &mut scores, &mut dtop, &mut losses);
        self.encoder.backward(&batch.tokens, &batch.sentences, &scores.encoded, dtop);
        losses
    }

    fn learn_tags(&mut self, batch: &Batch, s: &mut Scores, dtop: &mut Matrix, sum: &mut Losses) {
        let mut d = std::mem::take(&mut s.tags);
        for (row, gold) in batch.gold.iter().enumerate() {
            let row = d.row_mut(row);
            let Some(tag) = gold.tag else {
                row.fill(0.0);
                continue;
            };
            let score = row[tag as usize];
            sum.tag += f64::from(softmax(row) - score);
            row[tag as usize] -= 1.0;
            row.iter_mut().for_each(|v| *v *= 0.7);
        }
        self.tag.backward(s.encoded.top(), &d, Some(dtop));
    }

    fn learn_labels(&mut self, batch: &Batch, s: &Scores, dtop: &mut Matrix, sum: &mut Losses) {
        let size = self.encoder.shape.label;
        let mut pairs = Vec::new();
        for sentence in &batch.sentences {
            for d in sentence.clone() {
                if let Gold { head: Some(head), label: Some(label), .. } = batch.gold[d]
                    && (head as usize) < sentence.len()
                {
                    pairs.push((d, sentence.start + head as usize, label as usize));
                }
            }
        }
        let mut hidden = Matrix::zeros(pairs.len(), size);
        for (row, &(d, h, _)) in pairs.iter().enumerate() {
            self.label_hidden(s, d, h, hidden.row_mut(row));
        }
        let mut out = self.label.forward(&hidden);
        for (row, &(_, _, label)) in pairs.iter().enumerate() {
            let row = out.row_mut(row);
            let score = row[label];
            sum.label += f64::from(softmax(row) - score);
            row[label] -= 1.0;
        }
        let mut dhidden = Matrix::zeros(pairs.len(), size);
        self.label.backward(&hidden, &out, Some(&mut dhidden));
        ramp_gradient(&mut dhidden, &hidden);
        let mut ddep = Matrix::zeros(batch.tokens.len(), size);
        let mut dhead = Matrix::zeros(batch.tokens.len(), size);
        for (row, &(d, h, _)) in pairs.iter().enumerate() {
            let g = dhidden.row(row);
            let gd = &mut self.label_distance.g[distance(d, h) * size..][..size];
            for (j, &g) in g.iter().enumerate() {
                ddep.data[d * size + j] += g;
                dhead.data[h * size + j] += g;
                gd[j] += g;
            }
        }
        drop_gradient(&mut ddep.data, &s.masks[2]);
        drop_gradient(&mut dhead.data, &s.masks[3]);
        self.label_dependent.backward(s.encoded.top(), &ddep, Some(dtop));
        self.label_head.backward(s.encoded.top(), &dhead, Some(dtop));
    }

    fn learn_arcs(&mut self, batch: &Batch, s: &mut Scores, dtop: &mut Matrix, sum: &mut Losses) {
        let size = self.encoder.shape.arc;
        let rows = batch.tokens.len();
        let mut dseek = Matrix::zeros(rows, size);
        let mut dhead = Matrix::zeros(rows, size);
        let mut by_dependent = Matrix::zeros(rows, self.seek_distance.outputs);
        let mut by_head = Matrix::zeros(rows, self.head_distance.outputs);
        for (sentence, d) in batch.sentences.iter().zip(&mut s.arcs) {
            let count = sentence.len();
            for at in 0..count {
                let row = d.row_mut(at);
                let Some(head) = batch.gold[sentence.start + at].head else {
                    row.fill(0.0);
                    continue;
                };
                let score = row[head as usize];
                sum.arc += f64::from(softmax(row) - score);
                let shares = batch.gold[sentence.start + at].shares;
                if shares == SURE {
                    row[head as usize] -= 1.0;
                }
                shares.iter().for_each(|&(h, share)| row[h as usize] -= share);
            }
            let range = sentence.start * size..sentence.end * size;
            let mut candidates = s.head.data[range.clone()].to_vec();
            candidates.extend(&self.root.w);
            candidates.resize(d.cols * size, 0.0);
            product(&d.data, &candidates, &mut dseek.data[range.clone()], count, d.cols, size);
            let dt = d.transposed();
            let mut dcandidates = vec![0.0; d.cols * size];
            product(&dt.data, &s.seek.data[range.clone()], &mut dcandidates, d.cols, count, size);
            dhead.data[range].copy_from_slice(&dcandidates[..count * size]);
            let droot = &dcandidates[count * size..][..size];
            self.root.g.iter_mut().zip(droot).for_each(|(g, d)| *g += d);
            for at in 0..count {
                for (h, &g) in d.row(at)[..=count].iter().enumerate() {
                    if h == count {
                        by_dependent.row_mut(sentence.start + at)[DISTANCES - 1] += g;
                    } else if h != at {
                        let bucket = distance(at, h);
                        by_dependent.row_mut(sentence.start + at)[bucket] += g;
                        by_head.row_mut(sentence.start + h)[bucket] += g;
                    }
                }
            }
        }
        let mut ddependent = Matrix::zeros(rows, size);
        self.seek.backward(&s.dependent, &dseek, Some(&mut ddependent));
        self.seek_distance.backward(&s.dependent, &by_dependent, Some(&mut ddependent));
        self.head_distance.backward(&s.head, &by_head, Some(&mut dhead));
        for (d, out, mask, linear) in [
            (&mut ddependent, &s.dependent, &s.masks[0], &mut self.dependent),
            (&mut dhead, &s.head, &s.masks[1], &mut self.head),
        ] {
            drop_gradient(&mut d.data, mask);
            ramp_gradient(d, out);
            linear.backward(s.encoded.top(), d, Some(dtop));
        }
    }

    /// Every weight that is not an embedding.
    pub(crate) fn each(&mut self, f: &mut impl FnMut(&mut Param)) {
        self.encoder.each(f);
        for linear in [
            &mut self.tag,
            &mut self.dependent,
            &mut self.seek,
            &mut self.seek_distance,
            &mut self.head_distance,
            &mut self.head,
            &mut self.label_dependent,
            &mut self.label_head,
            &mut self.label,
        ] {
            linear.each(f);
        }
        f(&mut self.root);
        f(&mut self.label_distance);
    }

    pub(crate) fn step(&mut self, step: Step) {
        self.encoder.step_tables(step);
        self.each(&mut |p| p.step(step));
    }

    /// Moves the running mean of the weights by `share` towards them.
    pub(crate) fn average(&mut self, share: f32) {
        self.encoder.tables.iter_mut().for_each(|t| t.p.average(share));
        self.each(&mut |p| p.average(share));
    }

    /// Swaps the weights with their running mean.
    pub(crate) fn swap(&mut self) {
        self.encoder.tables.iter_mut().for_each(|t| t.p.swap());
        self.each(&mut Param::swap);
    }
}
