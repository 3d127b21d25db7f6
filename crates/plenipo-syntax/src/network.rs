//! The network: from features to tags, heads and relations of one sentence.
//!
//! An encoder (sums of embeddings, a convolution over three words, recurrent layers after the QRNN of
//! Bradbury et al. 2017 and the SRU of Lei et al. 2018), and on it a tagger, a bilinear score for every
//! arc (Dozat and Manning 2017) with the distance as a factor of its own, and a classifier of relations.

// Compiled anew inside the functions that turn processor features on: only what is inlined there uses them.
#![allow(clippy::inline_always)]

use crate::decode::{Decoder, FORBIDDEN};
use crate::features::{DISTANCES, Features, TABLES, classes_from, distance};
use crate::kernel::{PANEL, Rows, packed_index};
use crate::model::{ACTIVATION, ARC, Dense, LARGEST_ARC, LARGEST_PART, Model};

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

/// The nearest whole number, even in the middle, of a number cut to `least` and `most`, which must lie
/// within ±2²¹: there the sum with 1.5 · 2²³ has the whole number in its lowest bits.
#[inline(always)]
fn rounded(value: f32, least: f32, most: f32) -> i32 {
    const SHIFT: f32 = 12_582_912.0;
    // Written so that it is one instruction each, and no more for what is not a number.
    let value = if value < most { value } else { most };
    let value = if value > least { value } else { least };
    (value + SHIFT).to_bits().cast_signed() - SHIFT.to_bits().cast_signed()
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
            let rows: [&[[u8; PANEL]]; TABLES] = core::array::from_fn(|table| {
                self.model.embedding(table, token.rows[table]).as_chunks::<PANEL>().0
            });
            for (at, x) in row.as_chunks_mut::<PANEL>().0.iter_mut().enumerate() {
                let mut sum = [0_i16; PANEL];
                for row in rows {
                    for (sum, &e) in sum.iter_mut().zip(&row[at]) {
                        *sum += i16::from(e.cast_signed());
                    }
                }
                *x = sum;
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
        let next = resized(&mut b.next, count * width);
        let state = resized(&mut b.state, lanes);
        for side in 0..2 {
            state.fill(0.0);
            let part = side * 3 * lanes..(side + 1) * 3 * lanes;
            let step = Step { scale: &dense.scale[part.clone()], bias: &dense.bias[part.clone()] };
            for at in 0..count {
                let row = if side == 0 { at } else { count - 1 - at };
                let sums = &sums[row * dense.outputs..][part.clone()];
                let at = row * width + side * lanes;
                step.step(sums, &b.layer[at..at + lanes], state, &mut next[at..at + lanes]);
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
            let start = packed_index(size, 0, h);
            let pairs = packed[start..].chunks_mut(2 * PANEL);
            for (to, from) in pairs.zip(values.as_chunks::<2>().0) {
                to[..2].copy_from_slice(from);
            }
        }
        let arcs = resized(&mut b.arcs, count * cols);
        let seek = Rows { values: &b.seek, stride: size, len: size, count };
        product(seek, packed, arcs);
        let distances = m.seek_distance.outputs;
        for d in 0..count {
            let seeks = &b.seek_distance[d * distances..][..DISTANCES];
            let row = &mut arcs[d * cols..][..=count];
            let by_head = b.head_distance[..count * distances].chunks_exact(distances);
            for ((score, by_head), &class) in row.iter_mut().zip(by_head).zip(classes_from(d)) {
                let class = usize::from(class);
                *score += seeks[class] + by_head[class];
            }
            row[d] = FORBIDDEN;
            row[count] += seeks[DISTANCES - 1];
        }
    }

    #[inline(always)]
    fn label(self, b: &mut Buffers, product: impl Fn(Rows<'_>, &[i16], &mut [i32]) + Copy) {
        let (m, count, size) = (self.model, self.tokens.len(), self.model.label_size);
        let top = self.top(&b.layer);
        // Three values are added: each may take a third of the range.
        let third = (Ramp::No, ACTIVATION, LARGEST_PART);
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
                *out = a.saturating_add(*b).saturating_add(*c).max(0);
            }
        }
        let hidden = Rows { values: hidden, stride: size, len: size, count };
        best(&m.label, hidden, m.labels.len(), &mut b.sums, &mut b.labels, product);
    }
}

/// Weights of one direction of a recurrent layer beyond its product.
#[derive(Clone, Copy, Debug)]
struct Step<'a> {
    scale: &'a [f32],
    bias: &'a [f32],
}

impl Step<'_> {
    /// From word to word: `sums` holds candidates, forget gates and output gates.
    #[inline(always)]
    fn step(self, sums: &[i32], input: &[i16], state: &mut [f32], out: &mut [i16]) {
        let sums = sums.as_chunks::<PANEL>().0;
        let (scale, bias) = (self.scale.as_chunks::<PANEL>().0, self.bias.as_chunks::<PANEL>().0);
        let input = input.as_chunks::<PANEL>().0;
        let state = state.as_chunks_mut::<PANEL>().0;
        let out = out.as_chunks_mut::<PANEL>().0;
        let chunks = state.len();
        let chunks = (0..chunks).zip(state).zip(input).zip(out);
        let third = sums.len() / 3;
        for (((chunk, state), input), out) in chunks {
            let at = |part: usize, j: usize| {
                let chunk = part * third + chunk;
                sums[chunk][j] as f32 * scale[chunk][j] + bias[chunk][j]
            };
            for j in 0..PANEL {
                let keep = gate(at(1, j));
                let open = gate(at(2, j));
                let new = keep * state[j] + (1.0 - keep) * at(0, j);
                state[j] = new;
                let through = f32::from(input[j]) * (1.0 / ACTIVATION);
                let value = open * new + (1.0 - open) * through;
                out[j] = rounded(value * ACTIVATION, -32767.0, 32767.0) as i16;
            }
        }
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
            *out = rounded(value, lowest, most) as i16;
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
    let sums = resized(sums, x.count * dense.outputs);
    product(x, &dense.packed, sums);
    let out = resized(out, x.count * dense.outputs);
    for (out, sums) in out.chunks_exact_mut(dense.outputs).zip(sums.chunks_exact(dense.outputs)) {
        for (((out, &sum), scale), bias) in
            out.iter_mut().zip(sums).zip(&dense.scale).zip(&dense.bias)
        {
            *out = rounded((sum as f32 * scale + bias) * (ARC * ARC), -MOST, MOST);
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
    for sums in sums.chunks_exact(dense.outputs) {
        // A class in the low bits breaks ties and comes out with the score: a maximum of whole numbers
        // is computed for many lanes at once.
        let mut top = i32::MIN;
        let values = sums.iter().zip(&dense.scale).zip(&dense.bias).take(classes);
        for (((&sum, scale), bias), left) in values.zip((0..=LARGEST_CLASS).rev()) {
            let score = rounded((sum as f32 * scale + bias) * 4096.0, -MOST, MOST);
            top = top.max(score << CLASS_BITS | left);
        }
        out.push((LARGEST_CLASS - (top & LARGEST_CLASS)).cast_unsigned() as usize);
    }
}

/// Bits of a class beside its score.
const CLASS_BITS: u32 = 7;
const LARGEST_CLASS: i32 = (1 << CLASS_BITS) - 1;
/// Largest number of tags, and of relations.
pub(crate) const MOST_CLASSES: usize = 1 << CLASS_BITS;
/// Largest score, in whatever part it is kept.
const MOST: f32 = (1 << 21) as f32;
