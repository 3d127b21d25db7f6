//! [`EventModel`]: a linear model of the PLOVER type between two given actors.
//!
//! One hyperplane a type over hashed features of the masked sentence, trained as a support vector machine
//! with squared hinge loss by dual coordinate descent (Hsieh et al., ICML 2008). Weights are kept as
//! signed bytes.

use std::sync::LazyLock;

use crate::error::Error;
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
    /// One a class.
    scales: Vec<f32>,
    biases: Vec<f32>,
    /// `weights[bucket * classes + class]`.
    weights: Vec<i8>,
}

const MAGIC: &[u8; 8] = b"PLNEVT01";

static STOCK: LazyLock<EventModel> = LazyLock::new(|| {
    let bytes = include_bytes!("../../../data/codebook/event_model.bin");
    // A test reads the stock model; without classes the coder falls back to the codebook alone.
    EventModel::from_bytes(bytes).unwrap_or(EventModel {
        classes: Vec::new(),
        scales: Vec::new(),
        biases: Vec::new(),
        weights: Vec::new(),
    })
});

impl EventModel {
    /// The stock model; `data/codebook/MODEL_CARD.md` says what it was trained on.
    pub fn stock() -> &'static Self {
        &STOCK
    }

    /// Trains a model: one type against all others, for each type of `examples`.
    ///
    /// `cost` is the price of a violated margin; 0.1 to 1 are usual. The same examples in the same order
    /// give the same model.
    pub fn train(examples: &[Example], cost: f32) -> Self {
        let mut classes: Vec<String> = examples.iter().map(|e| e.event.clone()).collect();
        classes.sort_unstable();
        classes.dedup();
        let count = classes.len();
        let mut model = Self {
            scales: Vec::with_capacity(count),
            biases: Vec::with_capacity(count),
            weights: vec![0; BUCKETS * count],
            classes,
        };
        for class in 0..count {
            let plane = separate(examples, &model.classes[class], cost);
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

    /// Signed distance from each hyperplane, in the order of [`Self::classes`].
    pub(crate) fn margins(&self, features: &[Feature]) -> Vec<f64> {
        let count = self.classes.len();
        let mut out = vec![0.0_f32; count];
        for &(bucket, value) in features {
            let from = bucket as usize * count;
            for (sum, &weight) in out.iter_mut().zip(&self.weights[from..from + count]) {
                *sum += value * f32::from(weight);
            }
        }
        let scaled = out.iter().zip(&self.scales).zip(&self.biases);
        scaled.map(|((sum, scale), bias)| f64::from(sum * scale + bias)).collect()
    }

    /// The model as bytes: magic, classes, scales, biases, then runs of weights that are not zero.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.push(self.classes.len() as u8);
        for ((class, scale), bias) in self.classes.iter().zip(&self.scales).zip(&self.biases) {
            out.push(class.len() as u8);
            out.extend(class.bytes());
            out.extend(scale.to_le_bytes());
            out.extend(bias.to_le_bytes());
        }
        for (bucket, row) in (0_u32..).zip(self.weights.chunks(self.classes.len().max(1))) {
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
        let count = usize::from(*rest.split_off_first()?);
        let mut model = Self {
            classes: Vec::new(),
            scales: Vec::new(),
            biases: Vec::new(),
            weights: vec![0; BUCKETS * count],
        };
        for _ in 0..count {
            let len = usize::from(*rest.split_off_first()?);
            model.classes.push(core::str::from_utf8(rest.split_off(..len)?).ok()?.to_owned());
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
struct Plane {
    weights: Vec<f32>,
    bias: f32,
}

/// Passes over the examples.
const PASSES: usize = 60;

/// The hyperplane between the examples of `class` and the others.
fn separate(examples: &[Example], class: &str, cost: f32) -> Plane {
    let mut plane = Plane { weights: vec![0.0; BUCKETS], bias: 0.0 };
    let mut alphas = vec![0.0_f32; examples.len()];
    let positives = examples.iter().filter(|e| e.event == class).count();
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
            let example = &examples[at];
            let (sign, price) =
                if example.event == class { (1.0, cost * rare) } else { (-1.0, cost) };
            let diagonal = 0.5 / price;
            let norm: f32 = example.features.iter().map(|f| f.1 * f.1).sum::<f32>() + 1.0;
            let dot: f32 =
                example.features.iter().map(|&(b, v)| plane.weights[b as usize] * v).sum();
            let gradient = sign * (dot + plane.bias) - 1.0 + diagonal * alphas[at];
            let new = (alphas[at] - gradient / (norm + diagonal)).max(0.0);
            let step = (new - alphas[at]) * sign;
            if step != 0.0 {
                alphas[at] = new;
                plane.bias += step;
                for &(bucket, value) in &example.features {
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
