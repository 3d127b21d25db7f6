//! Weights rounded to bytes and written as a model file.

use plenipo_syntax::training::{ACTIVATION, ARC, LARGEST_ARC, LARGEST_PART, MAGIC, packed_index};
use plenipo_syntax::{DepRel, Upos, Xpos};

use crate::data::Inventory;
use crate::network::Network;
use crate::params::Linear;

/// The model file of a network.
pub(crate) fn export(network: &Network, inventory: &Inventory) -> Vec<u8> {
    let shape = network.encoder.shape;
    let mut words: Vec<(u32, u32)> = inventory.words.iter().map(|(&h, &row)| (h, row)).collect();
    words.sort_unstable();
    let mut out = MAGIC.to_vec();
    for size in [
        shape.embedding,
        shape.lanes,
        shape.layers,
        shape.arc,
        shape.label,
        inventory.tags.len(),
        inventory.labels.len(),
        words.len(),
    ] {
        out.extend((size as u32).to_le_bytes());
    }
    for &(upos, xpos, variant) in &inventory.tags {
        let place = |found: Option<usize>| found.unwrap_or(0) as u8;
        out.push(place(Upos::ALL.iter().position(|&u| u == upos)));
        out.push(place(Xpos::ALL.iter().position(|&x| x == xpos)));
        out.push(variant as u8);
    }
    for label in &inventory.labels {
        out.push(DepRel::ALL.iter().position(|l| l == label).unwrap_or(0) as u8);
    }
    words.iter().for_each(|w| out.extend(w.0.to_le_bytes()));
    let step = embeddings(network, &words, &mut out);
    let activation = 1.0 / ACTIVATION;
    dense(&network.encoder.conv, step, &mut out);
    network.encoder.layers.iter().for_each(|l| dense(&l.input, activation, &mut out));
    dense(&network.tag, activation, &mut out);
    dense(&network.dependent, activation, &mut out);
    dense(&network.seek, activation, &mut out);
    dense(&network.seek_distance, activation, &mut out);
    // The values of heads come in another unit.
    dense(&network.head_distance, 1.0 / ARC, &mut out);
    dense(&network.head, activation, &mut out);
    whole(&network.root.w, ARC, LARGEST_ARC, &mut out);
    dense(&network.label_dependent, activation, &mut out);
    dense(&network.label_head, activation, &mut out);
    whole(&network.label_distance.w, ACTIVATION, LARGEST_PART, &mut out);
    dense(&network.label, activation, &mut out);
    out
}

/// Writes the rows of all tables, the words in the order of their hashes; returns the step between
/// two values of a byte.
fn embeddings(network: &Network, words: &[(u32, u32)], out: &mut Vec<u8>) -> f32 {
    let tables = &network.encoder.tables;
    let values = tables.iter().flat_map(|t| &t.p.w);
    let step = values.fold(0.0_f32, |m, w| m.max(w.abs())).max(1e-6) / 127.0;
    let mut row = |values: &[f32]| {
        out.extend(values.iter().map(|w| ((w / step).round() as i8).cast_unsigned()));
    };
    row(tables[0].row(0));
    words.iter().for_each(|w| row(tables[0].row(w.1)));
    for table in &tables[1..] {
        row(&table.p.w);
    }
    step
}

fn dense(linear: &Linear, input_step: f32, out: &mut Vec<u8>) {
    let (inputs, outputs) = (linear.inputs, linear.outputs);
    let weight = |input: usize, output: usize| linear.w.w[input * outputs + output];
    let mut packed = vec![0_u8; inputs * outputs];
    let mut scales = Vec::new();
    for output in 0..outputs {
        let column = (0..inputs).map(|i| weight(i, output));
        let step = column.fold(0.0_f32, |m, w| m.max(w.abs())).max(1e-6) / 127.0;
        scales.push(step * input_step);
        for input in 0..inputs {
            let byte = (weight(input, output) / step).round() as i8;
            packed[packed_index(inputs, input, output)] = byte.cast_unsigned();
        }
    }
    scales.iter().chain(&linear.b.w).for_each(|v| out.extend(v.to_le_bytes()));
    out.extend(packed);
}

fn whole(values: &[f32], unit: f32, most: f32, out: &mut Vec<u8>) {
    for value in values {
        let value = (value * unit).round().clamp(-most, most) as i16;
        out.extend(value.to_le_bytes());
    }
}
