//! [`EventModel`]: a linear model of the PLOVER type between two given actors.
//!
//! One hyperplane a type over hashed features of the masked sentence, trained as a support vector machine
//! with squared hinge loss by dual coordinate descent (Hsieh et al., ICML 2008). Weights are kept as
//! signed bytes.

use std::sync::LazyLock;

use crate::error::Error;
use crate::extractor::quad_of;
use crate::features::{BUCKETS, Feature};

/// A dyad whose features are known, with its type: what a model is trained on.
#[derive(Clone, Debug)]
pub struct Example {
    pub(crate) features: Vec<Feature>,
    pub(crate) event: String,
}

/// A linear model of event types.
#[derive(Clone, Debug, PartialEq)]
pub struct EventModel {
    classes: Vec<String>,
    /// Quad class of each hyperplane behind those of the types.
    quads: Vec<String>,
    /// One a hyperplane.
    scales: Vec<f32>,
    biases: Vec<f32>,
    /// `weights[bucket * hyperplanes + hyperplane]`.
    weights: Vec<i8>,
}

/// How much the hyperplane of its quad class counts for a type, chosen in cross-validation: types of a
/// class share what is rare in each of them.
const QUAD_WEIGHT: f64 = 0.3;

/// The quad class of a label; `None` when it is no type.
fn quad_of_label(label: &str) -> Option<&'static str> {
    match label {
        // CONCEDE and RETREAT in one.
        "YIELD" => Some("Q2"),
        "Q1" | "Q2" | "Q3" | "Q4" | "STATEMENT" => None,
        plover => Some(quad_of(plover)),
    }
}

const MAGIC: &[u8; 8] = b"PLNEVT02";

static STOCK: LazyLock<EventModel> =
    LazyLock::new(|| EventModel::read(include_bytes!("../../../data/codebook/event_model.bin")));

static SENTENCES: LazyLock<EventModel> =
    LazyLock::new(|| EventModel::read(include_bytes!("../../../data/codebook/sentence_model.bin")));

impl EventModel {
    /// The stock model; `data/codebook/MODEL_CARD.md` says what it was trained on.
    pub fn stock() -> &'static Self {
        &STOCK
    }

    /// The stock model of sentences whose actors are not known: `Q1` to `Q4`, or `STATEMENT` where nothing
    /// is done to anybody.
    pub fn sentences() -> &'static Self {
        &SENTENCES
    }

    /// A stock model. A test reads them; without classes the coder falls back to the codebook alone.
    fn read(bytes: &[u8]) -> Self {
        Self::from_bytes(bytes).unwrap_or(Self {
            classes: Vec::new(),
            quads: Vec::new(),
            scales: Vec::new(),
            biases: Vec::new(),
            weights: Vec::new(),
        })
    }

    /// Trains a model: one type against all others, for each type of `examples`.
    ///
    /// `cost` is the price of a violated margin; 0.1 to 1 are usual. The same examples in the same order
    /// give the same model.
    pub fn train(examples: &[Example], cost: f32) -> Self {
        let mut classes: Vec<String> = examples.iter().map(|e| e.event.clone()).collect();
        classes.sort_unstable();
        classes.dedup();
        let mut quads: Vec<String> =
            classes.iter().filter_map(|c| quad_of_label(c)).map(str::to_owned).collect();
        quads.sort_unstable();
        quads.dedup();
        let count = classes.len() + quads.len();
        let mut model = Self {
            scales: Vec::with_capacity(count),
            biases: Vec::with_capacity(count),
            weights: vec![0; BUCKETS * count],
            classes,
            quads,
        };
        for class in 0..count {
            let plane = match model.classes.get(class) {
                Some(label) => separate(&split(examples, |e| e.event == *label), cost),
                None => {
                    let quad = &model.quads[class - model.classes.len()];
                    separate(&split(examples, |e| quad_of_label(&e.event) == Some(quad)), cost)
                }
            };
            let largest = plane.weights.iter().fold(0.0_f32, |m, w| m.max(w.abs()));
            let scale = largest.max(f32::MIN_POSITIVE) / 127.0;
            for (bucket, weight) in plane.weights.iter().enumerate() {
                model.weights[bucket * count + class] = (weight / scale).round() as i8;
            }
            model.scales.push(scale);
            model.biases.push(plane.bias);
        }
        model
    }

    /// The types that the model tells apart, sorted.
    pub fn classes(&self) -> &[String] {
        &self.classes
    }

    /// Signed distance from the hyperplane of each type and of its quad class, weighed together, in the
    /// order of [`Self::classes`].
    pub(crate) fn margins(&self, features: &[Feature]) -> Vec<f64> {
        let count = self.scales.len();
        let mut out = vec![0.0_f32; count];
        for &(bucket, value) in features {
            let from = bucket as usize * count;
            for (sum, &weight) in out.iter_mut().zip(&self.weights[from..from + count]) {
                *sum += value * f32::from(weight);
            }
        }
        let scaled = out.iter().zip(&self.scales).zip(&self.biases);
        let planes: Vec<f64> =
            scaled.map(|((sum, scale), bias)| f64::from(sum * scale + bias)).collect();
        let (types, quads) = planes.split_at(self.classes.len());
        let weighed = self.classes.iter().zip(types).map(|(class, margin)| {
            let quad = quad_of_label(class).and_then(|q| self.quads.iter().position(|c| c == q));
            // Together as wide as one margin, so that scores stay comparable.
            quad.map_or(*margin, |q| (margin + QUAD_WEIGHT * quads[q]) / (1.0 + QUAD_WEIGHT / 2.0))
        });
        weighed.collect()
    }

    /// The model as bytes: magic, classes, scales, biases, then runs of weights that are not zero.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.push(self.classes.len() as u8);
        out.push(self.quads.len() as u8);
        let labels = self.classes.iter().chain(&self.quads);
        for ((class, scale), bias) in labels.zip(&self.scales).zip(&self.biases) {
            out.push(class.len() as u8);
            out.extend(class.bytes());
            out.extend(scale.to_le_bytes());
            out.extend(bias.to_le_bytes());
        }
        for (bucket, row) in (0_u32..).zip(self.weights.chunks(self.scales.len().max(1))) {
            if row.iter().any(|&w| w != 0) {
                out.extend(bucket.to_le_bytes());
                out.extend(row.iter().map(|&w| w.to_le_bytes()[0]));
            }
        }
        out
    }

    /// Reads what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    ///
    /// When the bytes are no model of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Self::parse(bytes)
            .ok_or_else(|| Error::new("event model", 1, 1, "no event model of this version"))
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let types = usize::from(*rest.split_off_first()?);
        let count = types + usize::from(*rest.split_off_first()?);
        let mut model = Self {
            classes: Vec::new(),
            quads: Vec::new(),
            scales: Vec::new(),
            biases: Vec::new(),
            weights: vec![0; BUCKETS * count],
        };
        for plane in 0..count {
            let len = usize::from(*rest.split_off_first()?);
            let label = core::str::from_utf8(rest.split_off(..len)?).ok()?.to_owned();
            let labels = if plane < types { &mut model.classes } else { &mut model.quads };
            labels.push(label);
            model.scales.push(f32::from_le_bytes(rest.split_off(..4)?.try_into().ok()?));
            model.biases.push(f32::from_le_bytes(rest.split_off(..4)?.try_into().ok()?));
        }
        while !rest.is_empty() {
            let bucket = u32::from_le_bytes(rest.split_off(..4)?.try_into().ok()?) as usize;
            let row = model.weights.get_mut(bucket * count..(bucket + 1) * count)?;
            for (weight, &byte) in row.iter_mut().zip(rest.split_off(..count)?) {
                *weight = i8::from_le_bytes([byte]);
            }
        }
        Some(model)
    }
}

/// A hyperplane.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Plane {
    /// One a bucket.
    pub(crate) weights: Vec<f32>,
    pub(crate) bias: f32,
}

/// Passes over the examples.
const PASSES: usize = 60;

/// Each example with whether it is inside.
fn split(examples: &[Example], inside: impl Fn(&Example) -> bool) -> Vec<(&[Feature], bool)> {
    examples.iter().map(|e| (e.features.as_slice(), inside(e))).collect()
}

/// The hyperplane between the examples that are inside and the others.
pub(crate) fn separate(examples: &[(&[Feature], bool)], cost: f32) -> Plane {
    let mut plane = Plane { weights: vec![0.0; BUCKETS], bias: 0.0 };
    let mut alphas = vec![0.0_f32; examples.len()];
    let positives = examples.iter().filter(|e| e.1).count();
    // Rare types count for more, by the root of how rare they are: the score is a mean over types.
    let rare = ((examples.len() - positives) as f32 / positives.max(1) as f32).sqrt().min(6.0);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..PASSES {
        for i in (1..order.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            order.swap(i, (state % (i as u64 + 1)) as usize);
        }
        for &at in &order {
            let (features, inside) = examples[at];
            let (sign, price) = if inside { (1.0, cost * rare) } else { (-1.0, cost) };
            let diagonal = 0.5 / price;
            let norm: f32 = features.iter().map(|f| f.1 * f.1).sum::<f32>() + 1.0;
            let dot: f32 = features.iter().map(|&(b, v)| plane.weights[b as usize] * v).sum();
            let gradient = sign * (dot + plane.bias) - 1.0 + diagonal * alphas[at];
            let new = (alphas[at] - gradient / (norm + diagonal)).max(0.0);
            let step = (new - alphas[at]) * sign;
            if step != 0.0 {
                alphas[at] = new;
                plane.bias += step;
                for &(bucket, value) in features {
                    plane.weights[bucket as usize] += step * value;
                }
            }
        }
    }
    plane
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(bucket: u32, event: &str) -> Example {
        Example { features: vec![(bucket, 1.0), (9, 0.5)], event: event.to_owned() }
    }

    #[test]
    fn the_stock_model_is_read() {
        assert_eq!(EventModel::stock().classes().len(), 15);
        assert_eq!(EventModel::sentences().classes(), ["Q1", "Q2", "Q3", "Q4", "STATEMENT"]);
    }

    #[test]
    fn a_model_learns_and_comes_back_from_its_bytes() {
        let model = EventModel::train(&[example(1, "AID"), example(2, "REJECT")], 1.0);
        let margins = model.margins(&[(1, 1.0)]);
        assert!(margins[0] > margins[1], "{margins:?}");
        assert_eq!(EventModel::from_bytes(&model.to_bytes()).unwrap(), model);
        assert!(EventModel::from_bytes(b"PLNEVT01").is_err());
        assert!(EventModel::from_bytes(&model.to_bytes()[..20]).is_err());
    }
}
