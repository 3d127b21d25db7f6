//! Trained numbers with their gradients and Adam moments: [`Param`], [`Linear`], [`Table`].

use crate::matrix::{Matrix, product, transpose};
use crate::random::Random;

/// How far and how a step goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    rate: f32,
    /// What gradients are multiplied with.
    scale: f32,
    /// What the moments are multiplied with, as they begin at zero.
    corrections: [f32; 2],
}

const BETA1: f32 = 0.9;
const BETA2: f32 = 0.98;
/// Largest absolute value of a weight: what is larger would cost precision when weights are rounded.
const LARGEST: f32 = 2.0;

impl Step {
    /// Step `number`, counted from 1, at `rate`, with gradients multiplied by `scale`.
    pub(crate) fn new(number: usize, rate: f32, scale: f32) -> Self {
        // Multiplied out: the system's power would differ from machine to machine.
        let power = |base: f32, most: usize| (0..number.min(most)).fold(1.0, |p, _| p * base);
        let corrections = [1.0 / (1.0 - power(BETA1, 200)), 1.0 / (1.0 - power(BETA2, 1000))];
        Self { rate, scale, corrections }
    }

    fn apply(self, w: &mut [f32], g: &mut [f32], m: &mut [f32], v: &mut [f32]) {
        let [c1, c2] = self.corrections;
        for (((w, g), m), v) in w.iter_mut().zip(g).zip(m).zip(v) {
            let gradient = *g * self.scale;
            *m = BETA1 * *m + (1.0 - BETA1) * gradient;
            *v = BETA2 * *v + (1.0 - BETA2) * gradient * gradient;
            *w -= self.rate * (*m * c1) / ((*v * c2).sqrt() + 1e-6);
            *w = w.clamp(-LARGEST, LARGEST);
            *g = 0.0;
        }
    }
}

/// Weights that are all used in every step.
#[derive(Clone, Debug)]
pub(crate) struct Param {
    pub(crate) w: Vec<f32>,
    pub(crate) g: Vec<f32>,
    m: Vec<f32>,
    v: Vec<f32>,
    /// Running mean of the weights.
    mean: Vec<f32>,
}

impl Param {
    pub(crate) fn new(len: usize, range: f32, random: &mut Random) -> Self {
        let w: Vec<f32> = (0..len).map(|_| random.between(-range, range)).collect();
        let zeros = vec![0.0; len];
        Self { mean: w.clone(), w, g: zeros.clone(), m: zeros.clone(), v: zeros }
    }

    pub(crate) fn step(&mut self, step: Step) {
        step.apply(&mut self.w, &mut self.g, &mut self.m, &mut self.v);
    }

    pub(crate) fn average(&mut self, share: f32) {
        self.mean.iter_mut().zip(&self.w).for_each(|(m, w)| *m += share * (w - *m));
    }

    /// Swaps the weights with their running mean.
    pub(crate) fn swap(&mut self) {
        std::mem::swap(&mut self.w, &mut self.mean);
    }
}

/// `y = x w + b`
#[derive(Clone, Debug)]
pub(crate) struct Linear {
    pub(crate) inputs: usize,
    pub(crate) outputs: usize,
    pub(crate) w: Param,
    pub(crate) b: Param,
}

impl Linear {
    pub(crate) fn new(inputs: usize, outputs: usize, gain: f32, random: &mut Random) -> Self {
        let range = gain * (3.0 / inputs as f32).sqrt();
        let w = Param::new(inputs * outputs, range, random);
        Self { inputs, outputs, w, b: Param::new(outputs, 0.0, random) }
    }

    pub(crate) fn forward(&self, x: &Matrix) -> Matrix {
        let mut y = Matrix::zeros(x.rows, self.outputs);
        y.data.chunks_exact_mut(self.outputs).for_each(|r| r.copy_from_slice(&self.b.w));
        product(&x.data, &self.w.w, &mut y.data, x.rows, self.inputs, self.outputs);
        y
    }

    /// Adds to the gradients of the weights, and to `dx`.
    pub(crate) fn backward(&mut self, x: &Matrix, dy: &Matrix, dx: Option<&mut Matrix>) {
        for row in dy.data.chunks_exact(self.outputs) {
            self.b.g.iter_mut().zip(row).for_each(|(g, d)| *g += d);
        }
        let xt = x.transposed();
        product(&xt.data, &dy.data, &mut self.w.g, self.inputs, x.rows, self.outputs);
        if let Some(dx) = dx {
            let mut wt = vec![0.0; self.w.w.len()];
            transpose(&self.w.w, self.inputs, self.outputs, &mut wt);
            product(&dy.data, &wt, &mut dx.data, x.rows, self.outputs, self.inputs);
        }
    }

    pub(crate) fn each(&mut self, f: &mut impl FnMut(&mut Param)) {
        f(&mut self.w);
        f(&mut self.b);
    }
}

/// Embeddings: a step changes only the rows that were used.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) cols: usize,
    pub(crate) p: Param,
    used: Vec<u32>,
    is_used: Vec<bool>,
}

impl Table {
    pub(crate) fn new(rows: usize, cols: usize, range: f32, random: &mut Random) -> Self {
        let p = Param::new(rows * cols, range, random);
        Self { cols, p, used: Vec::new(), is_used: vec![false; rows] }
    }

    pub(crate) fn row(&self, row: u32) -> &[f32] {
        &self.p.w[row as usize * self.cols..][..self.cols]
    }

    pub(crate) fn add_gradient(&mut self, row: u32, gradient: &[f32]) {
        let index = row as usize;
        if !self.is_used[index] {
            self.is_used[index] = true;
            self.used.push(row);
        }
        let g = &mut self.p.g[index * self.cols..][..self.cols];
        g.iter_mut().zip(gradient).for_each(|(g, d)| *g += d);
    }

    pub(crate) fn step(&mut self, step: Step) {
        for row in self.used.drain(..) {
            let at = row as usize * self.cols..(row as usize + 1) * self.cols;
            let Param { w, g, m, v, .. } = &mut self.p;
            step.apply(&mut w[at.clone()], &mut g[at.clone()], &mut m[at.clone()], &mut v[at]);
            self.is_used[row as usize] = false;
        }
    }
}
