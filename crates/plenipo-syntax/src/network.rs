//! The network: from features to tags, heads and relations of one sentence.
//!
//! An encoder (sums of embeddings, a convolution over three words, recurrent layers after the QRNN of
//! Bradbury et al. 2017 and the SRU of Lei et al. 2018), and on it a tagger, a bilinear score for every
//! arc (Dozat and Manning 2017) with the distance as a factor of its own, and a classifier of relations.

// Compiled anew inside the functions that turn processor features on: only what is inlined there uses them.
#![allow(clippy::inline_always)]

use crate::decode::Decoder;
use crate::features::{DISTANCES, Features, TABLES, distance};
use crate::kernel::{PANEL, Rows, packed_index};
use crate::model::{ACTIVATION, ARC, Dense, LARGEST_ARC, Model};

/// What the network is run on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run<'a> {
    pub(crate) model: &'a Model,
    pub(crate) tokens: &'a [Features],
}

/// Memory reused from sentence to sentence, and the results.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    /// With a row of zeros before and after.
    embedded: Vec<i16>,
    layer: Vec<i16>,
    next: Vec<i16>,
    sums: Vec<i32>,
    gates: Vec<f32>,
    state: Vec<f32>,
    dependent: Vec<i16>,
    seek: Vec<i16>,
    head: Vec<i16>,
    packed_heads: Vec<i16>,
    seek_distance: Vec<i32>,
    head_distance: Vec<i32>,
    arcs: Vec<i32>,
    label_dependent: Vec<i16>,
    label_head: Vec<i16>,
    label_hidden: Vec<i16>,
    decoder: Decoder,
    /// Index of the tag of each token.
    pub(crate) tags: Vec<usize>,
    /// Head of each token, the number of tokens for the root.
    pub(crate) heads: Vec<usize>,
    /// Index of the relation of each token; of no meaning for the root.
    pub(crate) labels: Vec<usize>,
}

/// Rounds to the nearest whole number, within ±`most`.
#[inline(always)]
fn rounded(value: f32, most: f32) -> f32 {
    value.clamp(-most, most).round_ties_even()
}

/// A gate: like the sigmoid, but of exact operations only.
#[inline(always)]
fn gate(x: f32) -> f32 {
    0.5 + 0.5 * (x / (1.0 + x.abs()))
}

#[inline(always)]
fn resized<T: Copy + Default>(buffer: &mut Vec<T>, len: usize) -> &mut [T] {
    if buffer.len() < len {
        buffer.resize(len, T::default());
    }
    &mut buffer[..len]
}

/// What becomes of a sum of products.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ramp {
    /// Negative values become zero.
    Yes,
    No,
}

impl Run<'_> {
    /// Fills the results of `buffers`, with `product` as the way to compute products.
    #[inline(always)]
    pub(crate) fn run(
        self,
        b: &mut Buffers,
        product: impl Fn(Rows<'_>, &[i16], &mut [i32]) + Copy,
    ) {
        let count = self.tokens.len();
        self.embed(b);
        let width = 2 * self.model.lanes;
        let windows = Rows {
            values: &b.embedded,
            stride: self.model.embedding,
            len: 3 * self.model.embedding,
            count,
        };
        let layer = resized(&mut b.layer, count * width);
        dense(
            &self.model.conv,
            windows,
            &mut b.sums,
            layer,
            (Ramp::Yes, ACTIVATION, 32767.0),
            product,
        );
        for dense in &self.model.layers {
            self.recur(dense, b, product);
        }
        self.tag(b, product);
        self.arcs(b, product);
        b.decoder.decode(&b.arcs, (count + 1).next_multiple_of(PANEL), count, &mut b.heads);
        self.label(b, product);
    }

    #[inline(always)]
    fn embed(self, b: &mut Buffers) {
        let size = self.model.embedding;
        let x = resized(&mut b.embedded, (self.tokens.len() + 2) * size);
        x[..size].fill(0);
        x[(self.tokens.len() + 1) * size..].fill(0);
        for (row, token) in x[size..].chunks_exact_mut(size).zip(self.tokens) {
            row.fill(0);
            for table in 0..TABLES {
                let embedding = self.model.embedding(table, token.rows[table]);
                for (x, &e) in row.iter_mut().zip(embedding) {
                    *x += i16::from(e.cast_signed());
                }
            }
        }
    }

    /// One recurrent layer, from `layer` to `layer`.
    #[inline(always)]
    fn recur(
        self,
        dense: &Dense,
        b: &mut Buffers,
        product: impl Fn(Rows<'_>, &[i16], &mut [i32]) + Copy,
    ) {
        let (count, lanes) = (self.tokens.len(), self.model.lanes);
        let width = 2 * lanes;
        let x = Rows { values: &b.layer, stride: width, len: width, count };
        let sums = resized(&mut b.sums, count * dense.outputs);
        product(x, &dense.packed, sums);
        let gates = resized(&mut b.gates, dense.outputs);
        let next = resized(&mut b.next, count * width);
        let state = resized(&mut b.state, lanes);
        for side in 0..2 {
            state.fill(0.0);
            let part = side * 3 * lanes..(side + 1) * 3 * lanes;
            let gates = &mut gates[part.clone()];
            for step in 0..count {
                let row = if side == 0 { step } else { count - 1 - step };
                let sums = &sums[row * dense.outputs..][part.clone()];
                let (scale, bias) = (&dense.scale[part.clone()], &dense.bias[part.clone()]);
                for (((gate, &sum), scale), bias) in gates.iter_mut().zip(sums).zip(scale).zip(bias)
                {
                    *gate = sum as f32 * scale + bias;
                }
                let (candidate, rest) = gates.split_at(lanes);
                let (forget, output) = rest.split_at(lanes);
                let at = row * width + side * lanes;
                let input = &b.layer[at..at + lanes];
                let out = &mut next[at..at + lanes];
                for j in 0..lanes {
                    let keep = gate(forget[j]);
                    let open = gate(output[j]);
                    let new = keep * state[j] + (1.0 - keep) * candidate[j];
                    state[j] = new;
                    let through = f32::from(input[j]) * (1.0 / ACTIVATION);
                    let value = open * new + (1.0 - open) * through;
                    out[j] = rounded(value * ACTIVATION, 32767.0) as i16;
                }
            }
        }
        core::mem::swap(&mut b.layer, &mut b.next);
    }

    #[inline(always)]
    fn top(self, layer: &[i16]) -> Rows<'_> {
        let width = 2 * self.model.lanes;
        Rows { values: layer, stride: width, len: width, count: self.tokens.len() }
    }

    #[inline(always)]
    fn tag(self, b: &mut Buffers, product: impl Fn(Rows<'_>, &[i16], &mut [i32]) + Copy) {
        let top = self.top(&b.layer);
        best(&self.model.tag, top, self.model.tags.len(), &mut b.sums, &mut b.tags, product);
    }

    #[inline(always)]
    fn arcs(self, b: &mut Buffers, product: impl Fn(Rows<'_>, &[i16], &mut [i32]) + Copy) {
        let (m, count, size) = (self.model, self.tokens.len(), self.model.arc);
        let top = self.top(&b.layer);
        let dependent = resized(&mut b.dependent, count * size);
        dense(&m.dependent, top, &mut b.sums, dependent, (Ramp::Yes, ACTIVATION, 32767.0), product);
        let dependent = Rows { values: dependent, stride: size, len: size, count };
        let seek = resized(&mut b.seek, count * size);
        dense(&m.seek, dependent, &mut b.sums, seek, (Ramp::No, ARC, LARGEST_ARC), product);
        let head = resized(&mut b.head, count * size);
        dense(&m.head, top, &mut b.sums, head, (Ramp::Yes, ARC, LARGEST_ARC), product);
        let head = Rows { values: head, stride: size, len: size, count };
        scores(&m.seek_distance, dependent, &mut b.sums, &mut b.seek_distance, product);
        scores(&m.head_distance, head, &mut b.sums, &mut b.head_distance, product);
        let cols = (count + 1).next_multiple_of(PANEL);
        let packed = resized(&mut b.packed_heads, cols * size);
        for h in 0..cols {
            let values = match h {
                _ if h < count => head.row(h),
                _ => &m.root,
            };
            for (i, &value) in values.iter().enumerate() {
                packed[packed_index(size, i, h)] = value;
            }
        }
        let arcs = resized(&mut b.arcs, count * cols);
        let seek = Rows { values: &b.seek, stride: size, len: size, count };
        product(seek, packed, arcs);
        let distances = m.seek_distance.outputs;
        for d in 0..count {
            let seeks = &b.seek_distance[d * distances..][..DISTANCES];
            let row = &mut arcs[d * cols..][..=count];
            for (h, score) in row[..count].iter_mut().enumerate() {
                let class = distance(d, h);
                *score += seeks[class] + b.head_distance[h * distances + class];
            }
            row[count] += seeks[DISTANCES - 1];
        }
    }

    #[inline(always)]
    fn label(self, b: &mut Buffers, product: impl Fn(Rows<'_>, &[i16], &mut [i32]) + Copy) {
        let (m, count, size) = (self.model, self.tokens.len(), self.model.label_size);
        let top = self.top(&b.layer);
        // Three values are added: each may take a third of the range.
        let third = (Ramp::No, ACTIVATION, 10900.0);
        let dependent = resized(&mut b.label_dependent, count * size);
        dense(&m.label_dependent, top, &mut b.sums, dependent, third, product);
        let head = resized(&mut b.label_head, count * size);
        dense(&m.label_head, top, &mut b.sums, head, third, product);
        let hidden = resized(&mut b.label_hidden, count * size);
        for (d, hidden) in hidden.chunks_exact_mut(size).enumerate() {
            // The root's relation is known: what is computed for it is not looked at.
            let h = if b.heads[d] < count { b.heads[d] } else { d };
            let by_distance = &m.label_distance[distance(d, h) * size..][..size];
            let (a, b) = (&dependent[d * size..][..size], &head[h * size..][..size]);
            for (((out, a), b), c) in hidden.iter_mut().zip(a).zip(b).zip(by_distance) {
                *out = (a + b + c).max(0);
            }
        }
        let hidden = Rows { values: hidden, stride: size, len: size, count };
        best(&m.label, hidden, m.labels.len(), &mut b.sums, &mut b.labels, product);
    }
}

/// A layer whose values are kept in parts of `unit`, within ±`most`.
#[inline(always)]
fn dense(
    dense: &Dense,
    x: Rows<'_>,
    sums: &mut Vec<i32>,
    out: &mut [i16],
    (ramp, unit, most): (Ramp, f32, f32),
    product: impl Fn(Rows<'_>, &[i16], &mut [i32]),
) {
    let sums = resized(sums, x.count * dense.outputs);
    product(x, &dense.packed, sums);
    let lowest = if ramp == Ramp::Yes { 0.0 } else { -most };
    for (out, sums) in out.chunks_exact_mut(dense.outputs).zip(sums.chunks_exact(dense.outputs)) {
        for (((out, &sum), scale), bias) in
            out.iter_mut().zip(sums).zip(&dense.scale).zip(&dense.bias)
        {
            let value = (sum as f32 * scale + bias) * unit;
            *out = rounded(value.max(lowest), most) as i16;
        }
    }
}

/// Scores in the unit of arc scores.
#[inline(always)]
fn scores(
    dense: &Dense,
    x: Rows<'_>,
    sums: &mut Vec<i32>,
    out: &mut Vec<i32>,
    product: impl Fn(Rows<'_>, &[i16], &mut [i32]),
) {
    /// So that the sum of three scores fits in 32 bits.
    const MOST: f32 = (1 << 28) as f32;
    let sums = resized(sums, x.count * dense.outputs);
    product(x, &dense.packed, sums);
    let out = resized(out, x.count * dense.outputs);
    for (out, sums) in out.chunks_exact_mut(dense.outputs).zip(sums.chunks_exact(dense.outputs)) {
        for (((out, &sum), scale), bias) in
            out.iter_mut().zip(sums).zip(&dense.scale).zip(&dense.bias)
        {
            *out = rounded((sum as f32 * scale + bias) * (ARC * ARC), MOST) as i32;
        }
    }
}

/// The best of the first `classes` outputs for every row; of equal ones the first.
#[inline(always)]
fn best(
    dense: &Dense,
    x: Rows<'_>,
    classes: usize,
    sums: &mut Vec<i32>,
    out: &mut Vec<usize>,
    product: impl Fn(Rows<'_>, &[i16], &mut [i32]),
) {
    let sums = resized(sums, x.count * dense.outputs);
    product(x, &dense.packed, sums);
    out.clear();
    out.extend(sums.chunks_exact(dense.outputs).map(|sums| {
        let (mut best, mut top) = (0, f32::NEG_INFINITY);
        let values = sums.iter().zip(&dense.scale).zip(&dense.bias).take(classes);
        for (class, ((&sum, scale), bias)) in values.enumerate() {
            let value = sum as f32 * scale + bias;
            if value > top {
                (best, top) = (class, value);
            }
        }
        best
    }));
}
