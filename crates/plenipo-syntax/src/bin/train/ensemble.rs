//! Teachers: several networks whose scores are averaged, and the text they parse.

use plenipo_syntax::DepRel;
use plenipo_syntax::training::Decoder;

use crate::data::{Example, Inventory, SURE, Shares, Token};
use crate::encoder::Dropout;
use crate::matrix::{Matrix, product};
use crate::network::{Batch, Network, Scores, softmax};
use crate::random::Random;

/// What networks say together of one sentence.
pub(crate) struct Answer {
    pub(crate) tags: Vec<usize>,
    pub(crate) heads: Vec<usize>,
    /// `None` for the root.
    pub(crate) labels: Vec<Option<usize>>,
    pub(crate) shares: Vec<Shares>,
}

fn best(row: &[f32]) -> usize {
    (0..row.len()).rev().max_by(|&a, &b| row[a].total_cmp(&row[b])).unwrap_or(0)
}

/// The mean of the networks' scores, decoded.
pub(crate) fn answer(networks: &[&Network], inventory: &Inventory, batch: &Batch) -> Vec<Answer> {
    let random = &mut Random::new(1);
    let mut scores: Vec<Scores> =
        networks.iter().map(|n| n.forward(batch, Dropout::NONE, random)).collect();
    let tags = mean(scores.iter_mut().map(|s| std::mem::take(&mut s.tags)));
    let mut decoder = Decoder::default();
    let mut answers = Vec::new();
    for (at, sentence) in batch.sentences.iter().enumerate() {
        let count = sentence.len();
        let arcs = scores.iter_mut().map(|s| std::mem::take(&mut s.arcs[at]));
        let arcs = mean(arcs);
        // In the whole numbers that the decoder adds.
        let whole = |score: &f32| (score.max(-1e4) * 4096.0) as i32;
        let whole: Vec<i32> = arcs.data.iter().map(whole).collect();
        let mut heads = Vec::new();
        decoder.decode(&whole, arcs.cols, count, &mut heads);
        let labels = (0..count).map(|d| {
            let (d, h) = (sentence.start + d, heads[d]);
            (h < count).then(|| {
                let rows = networks.iter().zip(&scores);
                let rows = rows.map(|(n, s)| labels(n, s, d, sentence.start + h));
                best(&mean(rows).data[..inventory.labels.len()])
            })
        });
        let labels = labels.collect();
        let tags = sentence.clone().map(|t| best(&tags.row(t)[..inventory.tags.len()])).collect();
        let shares = (0..count).map(|d| shares(&arcs.row(d)[..=count])).collect();
        answers.push(Answer { tags, heads, labels, shares });
    }
    answers
}

/// The three heads with the largest shares, which are made to add up to 1.
fn shares(scores: &[f32]) -> Shares {
    let mut row = scores.to_vec();
    softmax(&mut row);
    let mut shares = SURE;
    for slot in &mut shares {
        let head = best(&row);
        *slot = (head as u16, row[head]);
        row[head] = 0.0;
    }
    let sum: f32 = shares.iter().map(|s| s.1).sum();
    shares.map(|(head, share)| (head, share / sum))
}

fn labels(network: &Network, scores: &Scores, d: usize, h: usize) -> Matrix {
    let mut hidden = vec![0.0; network.encoder.shape.label];
    network.label_hidden(scores, d, h, &mut hidden);
    let outputs = network.label.outputs;
    let mut out = Matrix { rows: 1, cols: outputs, data: network.label.b.w.clone() };
    product(&hidden, &network.label.w.w, &mut out.data, 1, hidden.len(), outputs);
    out
}

/// The mean of several matrices of scores: up to a constant for each row, the logarithm of the geometric
/// mean of the networks' shares.
fn mean(scores: impl Iterator<Item = Matrix>) -> Matrix {
    let mut sum: Option<Matrix> = None;
    let mut count = 0.0;
    for matrix in scores {
        count += 1.0;
        match &mut sum {
            Some(sum) => sum.data.iter_mut().zip(&matrix.data).for_each(|(s, m)| *s += m),
            None => sum = Some(matrix),
        }
    }
    let mut sum = sum.unwrap_or_default();
    sum.data.iter_mut().for_each(|s| *s /= count);
    sum
}

/// Parses text with the networks, on so many threads: each takes a part of it.
pub(crate) fn parse(
    networks: &[&Network],
    inventory: &Inventory,
    text: &[Vec<String>],
    threads: usize,
) -> Vec<Example> {
    let size = text.len().div_ceil(threads.max(1)).max(1);
    std::thread::scope(|scope| {
        let parts: Vec<_> = text
            .chunks(size)
            .map(|part| scope.spawn(move || parse_part(networks, inventory, part)))
            .collect();
        parts.into_iter().flat_map(|p| p.join().unwrap_or_default()).collect()
    })
}

fn parse_part(networks: &[&Network], inventory: &Inventory, text: &[Vec<String>]) -> Vec<Example> {
    let mut examples = Vec::with_capacity(text.len());
    for chunk in text.chunks(16) {
        let mut batch = Batch::default();
        let tokens = |sentence: &Vec<String>| -> Example {
            sentence.iter().map(|form| Token::unknown(form)).collect()
        };
        let mut bare: Vec<Example> = chunk.iter().map(tokens).collect();
        bare.iter().for_each(|e| inventory.add(e, &mut batch));
        for (example, answer) in bare.iter_mut().zip(answer(networks, inventory, &batch)) {
            for (at, token) in example.iter_mut().enumerate() {
                let tag = inventory.tags[answer.tags[at]];
                token.tag = Some(tag);
                token.upos = tag.0.to_string();
                token.head = answer.heads[at];
                token.shares = answer.shares[at];
                let label = answer.labels[at].map_or(DepRel::Root, |l| inventory.labels[l]);
                token.deprel = label.to_string();
            }
        }
        examples.append(&mut bare);
    }
    examples
}
