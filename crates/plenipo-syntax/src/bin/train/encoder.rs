//! The encoder: sums of embeddings, a convolution over three words, recurrent layers.

use std::ops::Range;

use plenipo_syntax::training::{ROWS, TABLES};

use crate::matrix::Matrix;
use crate::params::{Linear, Param, Step, Table};
use crate::random::{Random, drop_gradient};
use crate::recurrent::{Recurrent, Trace};

/// Sizes of a network.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// Columns of the embeddings.
    pub(crate) embedding: usize,
    /// Lanes of a recurrent layer in each direction; the convolution gives twice as many values.
    pub(crate) lanes: usize,
    pub(crate) layers: usize,
    /// Values that arcs are scored by.
    pub(crate) arc: usize,
    /// Values that relations are told by.
    pub(crate) label: usize,
}

/// Shares of values that are set to zero in training.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dropout {
    pub(crate) embedding: f32,
    pub(crate) layer: f32,
    pub(crate) head: f32,
}

impl Dropout {
    pub(crate) const NONE: Self = Self { embedding: 0.0, layer: 0.0, head: 0.0 };
}

/// Weights of the encoder.
#[derive(Clone, Debug)]
pub(crate) struct Encoder {
    pub(crate) shape: Shape,
    pub(crate) tables: Vec<Table>,
    pub(crate) conv: Linear,
    pub(crate) layers: Vec<Recurrent>,
}

/// What the way back needs.
pub(crate) struct Encoded {
    windows: Matrix,
    embedding_mask: Vec<f32>,
    /// Output of the convolution after its ramp and dropout, then that of each layer.
    outputs: Vec<Matrix>,
    masks: Vec<Vec<f32>>,
    traces: Vec<Trace>,
}

impl Encoded {
    pub(crate) fn top(&self) -> &Matrix {
        &self.outputs[self.outputs.len() - 1]
    }
}

impl Encoder {
    pub(crate) fn new(shape: Shape, words: usize, random: &mut Random) -> Self {
        let width = 2 * shape.lanes;
        let rows = |table: usize| if table == 0 { words } else { ROWS[table] };
        let tables =
            (0..TABLES).map(|t| Table::new(rows(t), shape.embedding, 0.2, random)).collect();
        let conv = Linear::new(3 * shape.embedding, width, 1.4, random);
        let layers =
            (0..shape.layers).map(|_| Recurrent::new(width, shape.lanes, random)).collect();
        Self { shape, tables, conv, layers }
    }

    pub(crate) fn forward(
        &self,
        tokens: &[[u32; TABLES]],
        sentences: &[Range<usize>],
        dropout: Dropout,
        random: &mut Random,
    ) -> Encoded {
        let size = self.shape.embedding;
        let mut x = Matrix::zeros(tokens.len(), size);
        for (row, token) in x.data.chunks_exact_mut(size).zip(tokens) {
            for (table, &at) in self.tables.iter().zip(token) {
                row.iter_mut().zip(table.row(at)).for_each(|(x, e)| *x += e);
            }
        }
        let embedding_mask = random.dropout(&mut x.data, dropout.embedding);
        let windows = windows(&x, sentences);
        let mut out = self.conv.forward(&windows);
        out.data.iter_mut().for_each(|v| *v = v.max(0.0));
        let mut masks = vec![random.dropout(&mut out.data, dropout.layer)];
        let mut outputs = vec![out];
        let mut traces = Vec::new();
        for layer in &self.layers {
            let (mut out, trace) = layer.forward(&outputs[outputs.len() - 1], sentences);
            masks.push(random.dropout(&mut out.data, dropout.layer));
            outputs.push(out);
            traces.push(trace);
        }
        Encoded { windows, embedding_mask, outputs, masks, traces }
    }

    pub(crate) fn backward(
        &mut self,
        tokens: &[[u32; TABLES]],
        sentences: &[Range<usize>],
        encoded: &Encoded,
        mut dy: Matrix,
    ) {
        for (at, layer) in self.layers.iter_mut().enumerate().rev() {
            drop_gradient(&mut dy.data, &encoded.masks[at + 1]);
            dy = layer.backward(&encoded.outputs[at], &encoded.traces[at], &dy, sentences);
        }
        drop_gradient(&mut dy.data, &encoded.masks[0]);
        for (d, out) in dy.data.iter_mut().zip(&encoded.outputs[0].data) {
            if *out <= 0.0 {
                *d = 0.0;
            }
        }
        let mut dwindows = Matrix::zeros(dy.rows, encoded.windows.cols);
        self.conv.backward(&encoded.windows, &dy, Some(&mut dwindows));
        let mut dx = unwindow(&dwindows, sentences);
        drop_gradient(&mut dx.data, &encoded.embedding_mask);
        for (row, token) in dx.data.chunks_exact(self.shape.embedding).zip(tokens) {
            for (table, &at) in self.tables.iter_mut().zip(token) {
                table.add_gradient(at, row);
            }
        }
    }

    pub(crate) fn each(&mut self, f: &mut impl FnMut(&mut Param)) {
        self.conv.each(f);
        self.layers.iter_mut().for_each(|l| l.input.each(f));
    }

    pub(crate) fn step_tables(&mut self, step: Step) {
        self.tables.iter_mut().for_each(|t| t.step(step));
    }
}

/// Each row with the one before and the one after it, zeros beyond the sentence.
fn windows(x: &Matrix, sentences: &[Range<usize>]) -> Matrix {
    let size = x.cols;
    let mut out = Matrix::zeros(x.rows, 3 * size);
    for sentence in sentences {
        for row in sentence.clone() {
            let from = row.max(sentence.start + 1) - 1;
            let to = (row + 2).min(sentence.end);
            let at = if from == row { size } else { 0 };
            let len = (to - from) * size;
            out.row_mut(row)[at..at + len].copy_from_slice(&x.data[from * size..to * size]);
        }
    }
    out
}

/// The gradient of [`windows`].
fn unwindow(dwindows: &Matrix, sentences: &[Range<usize>]) -> Matrix {
    let size = dwindows.cols / 3;
    let mut dx = Matrix::zeros(dwindows.rows, size);
    for sentence in sentences {
        for row in sentence.clone() {
            let from = row.max(sentence.start + 1) - 1;
            let to = (row + 2).min(sentence.end);
            let at = if from == row { size } else { 0 };
            let len = (to - from) * size;
            let gradient = &dwindows.row(row)[at..at + len];
            let target = &mut dx.data[from * size..to * size];
            target.iter_mut().zip(gradient).for_each(|(d, g)| *d += g);
        }
    }
    dx
}
