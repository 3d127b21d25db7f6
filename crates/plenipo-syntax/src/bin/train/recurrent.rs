//! The recurrent layer: light gated recurrences in both directions, after the QRNN (Bradbury et al. 2017)
//! and the SRU (Lei et al. 2018). All products are over the sentence at once; what remains from word to
//! word is a gated mean, lane by lane.

use std::ops::Range;

use crate::matrix::Matrix;
use crate::params::Linear;
use crate::random::Random;

/// A gate: like the sigmoid, but of exact operations only.
pub(crate) fn gate(x: f32) -> f32 {
    0.5 + 0.5 * (x / (1.0 + x.abs()))
}

fn gate_slope(x: f32) -> f32 {
    let d = 1.0 + x.abs();
    0.5 / (d * d)
}

/// `lanes` values forwards and as many backwards.
#[derive(Clone, Debug)]
pub(crate) struct Recurrent {
    pub(crate) lanes: usize,
    /// To candidates, forget gates and output gates, forwards then backwards.
    pub(crate) input: Linear,
}

/// What the way back needs.
#[derive(Clone, Debug)]
pub(crate) struct Trace {
    /// The input's linear image.
    gates: Matrix,
    states: Matrix,
}

impl Recurrent {
    pub(crate) fn new(inputs: usize, lanes: usize, random: &mut Random) -> Self {
        let mut input = Linear::new(inputs, 6 * lanes, 1.0, random);
        // Remember at first.
        for side in 0..2 {
            input.b.w[side * 3 * lanes + lanes..][..lanes].fill(0.5);
        }
        Self { lanes, input }
    }

    /// Whether the input goes on where the output gate is shut.
    fn is_highway(&self) -> bool {
        self.input.inputs == 2 * self.lanes
    }

    pub(crate) fn forward(&self, x: &Matrix, sentences: &[Range<usize>]) -> (Matrix, Trace) {
        let lanes = self.lanes;
        let gates = self.input.forward(x);
        let mut states = Matrix::zeros(x.rows, 2 * lanes);
        let mut y = Matrix::zeros(x.rows, 2 * lanes);
        for sentence in sentences {
            for side in 0..2 {
                let mut state = vec![0.0_f32; lanes];
                for step in 0..sentence.len() {
                    let row =
                        if side == 0 { sentence.start + step } else { sentence.end - 1 - step };
                    let gate_row = &gates.row(row)[side * 3 * lanes..][..3 * lanes];
                    for (j, state) in state.iter_mut().enumerate() {
                        let forget = gate(gate_row[lanes + j]);
                        let output = gate(gate_row[2 * lanes + j]);
                        *state = forget * *state + (1.0 - forget) * gate_row[j];
                        let at = row * 2 * lanes + side * lanes + j;
                        states.data[at] = *state;
                        y.data[at] = output * *state;
                        if self.is_highway() {
                            y.data[at] += (1.0 - output) * x.data[at];
                        }
                    }
                }
            }
        }
        (y, Trace { gates, states })
    }

    pub(crate) fn backward(
        &mut self,
        x: &Matrix,
        trace: &Trace,
        dy: &Matrix,
        sentences: &[Range<usize>],
    ) -> Matrix {
        let lanes = self.lanes;
        let mut dx = Matrix::zeros(x.rows, x.cols);
        let mut dgates = Matrix::zeros(x.rows, 6 * lanes);
        for sentence in sentences {
            for side in 0..2 {
                let mut carry = vec![0.0_f32; lanes];
                for step in (0..sentence.len()).rev() {
                    let row =
                        if side == 0 { sentence.start + step } else { sentence.end - 1 - step };
                    let before = (step > 0).then(|| if side == 0 { row - 1 } else { row + 1 });
                    let gate_row = &trace.gates.row(row)[side * 3 * lanes..][..3 * lanes];
                    let dgate_row = &mut dgates.row_mut(row)[side * 3 * lanes..][..3 * lanes];
                    for (j, carry) in carry.iter_mut().enumerate() {
                        let at = row * 2 * lanes + side * lanes + j;
                        let forget = gate(gate_row[lanes + j]);
                        let output = gate(gate_row[2 * lanes + j]);
                        let d = dy.data[at];
                        let state = trace.states.data[at];
                        let last = before
                            .map_or(0.0, |b| trace.states.data[b * 2 * lanes + side * lanes + j]);
                        let dstate = *carry + d * output;
                        let mut doutput = d * state;
                        if self.is_highway() {
                            doutput -= d * x.data[at];
                            dx.data[at] += d * (1.0 - output);
                        }
                        dgate_row[j] = dstate * (1.0 - forget);
                        dgate_row[lanes + j] =
                            dstate * (last - gate_row[j]) * gate_slope(gate_row[lanes + j]);
                        dgate_row[2 * lanes + j] = doutput * gate_slope(gate_row[2 * lanes + j]);
                        *carry = dstate * forget;
                    }
                }
            }
        }
        self.input.backward(x, &dgates, Some(&mut dx));
        dx
    }
}
