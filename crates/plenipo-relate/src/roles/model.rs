//! [`RoleModel`]: two hyperplanes over the noun phrases of a sentence, one for who acts and one for whom it
//! is done to.

use std::sync::LazyLock;

use crate::error::Error;
use crate::features::{BUCKETS, Feature};
use crate::model::{Plane, separate};

/// A noun phrase whose part is known: what a model is trained on.
#[derive(Clone, Debug)]
pub struct RoleExample {
    pub(crate) features: Vec<Feature>,
    pub(crate) source: bool,
    pub(crate) target: bool,
}

/// A linear model of the parts that noun phrases play.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleModel {
    planes: [Plane; 2],
}

const MAGIC: &[u8; 8] = b"PLNROL01";

static STOCK: LazyLock<RoleModel> =
    LazyLock::new(|| RoleModel::read(include_bytes!("../../../../data/codebook/role_model.bin")));

impl RoleModel {
    /// Price of a violated margin that did best in cross-validation.
    pub const COST: f32 = 0.3;

    /// The stock model; `data/codebook/MODEL_CARD.md` says what it was trained on.
    pub fn stock() -> &'static Self {
        &STOCK
    }

    /// The stock model. A test reads it; without weights nobody plays a part.
    fn read(bytes: &[u8]) -> Self {
        let silent = || Plane { weights: vec![0.0; BUCKETS], bias: -1.0 };
        Self::from_bytes(bytes).unwrap_or_else(|_| Self { planes: [silent(), silent()] })
    }

    /// Trains a model; `cost` is the price of a violated margin. The same examples in the same order give
    /// the same model.
    pub fn train(examples: &[RoleExample], cost: f32) -> Self {
        let of = |inside: fn(&RoleExample) -> bool| {
            let rows: Vec<(&[Feature], bool)> =
                examples.iter().map(|e| (e.features.as_slice(), inside(e))).collect();
            quantised(separate(&rows, cost))
        };
        Self { planes: [of(|e| e.source), of(|e| e.target)] }
    }

    /// Signed distance from the hyperplanes of source and target.
    pub(crate) fn margins(&self, features: &[Feature]) -> [f32; 2] {
        [0, 1].map(|i| {
            let plane = &self.planes[i];
            let sum: f32 = features.iter().map(|&(b, v)| plane.weights[b as usize] * v).sum();
            sum + plane.bias
        })
    }

    /// The model as bytes: magic, then of each hyperplane bias, scale and the weights that are not zero.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        for plane in &self.planes {
            let scale = scale(plane);
            let kept: Vec<(u32, i8)> = (0..)
                .zip(&plane.weights)
                .map(|(bucket, w)| (bucket, (w / scale).round() as i8))
                .filter(|k| k.1 != 0)
                .collect();
            out.extend(plane.bias.to_le_bytes());
            out.extend(scale.to_le_bytes());
            out.extend(plenipo_text::offset(kept.len()).to_le_bytes());
            for (bucket, weight) in kept {
                out.extend(bucket.to_le_bytes());
                out.extend(weight.to_le_bytes());
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
        let parse = || {
            let mut rest = bytes.strip_prefix(MAGIC)?;
            let planes = [plane(&mut rest)?, plane(&mut rest)?];
            rest.is_empty().then_some(Self { planes })
        };
        parse().ok_or_else(|| Error::new("role model", 1, 1, "no role model of this version"))
    }
}

fn plane(rest: &mut &[u8]) -> Option<Plane> {
    let bias = f32::from_le_bytes(rest.split_off(..4)?.try_into().ok()?);
    let scale = f32::from_le_bytes(rest.split_off(..4)?.try_into().ok()?);
    let count = u32::from_le_bytes(rest.split_off(..4)?.try_into().ok()?);
    let mut weights = vec![0.0; BUCKETS];
    for _ in 0..count {
        let bucket = u32::from_le_bytes(rest.split_off(..4)?.try_into().ok()?);
        let &weight = rest.split_off_first()?;
        let weight = f32::from(i8::from_le_bytes([weight])) * scale;
        *weights.get_mut(bucket as usize)? = weight;
    }
    Some(Plane { weights, bias })
}

fn scale(plane: &Plane) -> f32 {
    let largest = plane.weights.iter().fold(0.0_f32, |m, w| m.max(w.abs()));
    largest.max(f32::MIN_POSITIVE) / 127.0
}

/// The plane with its weights as signed bytes, as it is kept.
fn quantised(mut plane: Plane) -> Plane {
    let scale = scale(&plane);
    for weight in &mut plane.weights {
        *weight = (*weight / scale).round() * scale;
    }
    plane
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stock_model_is_read() {
        let bytes = include_bytes!("../../../../data/codebook/role_model.bin");
        let model = RoleModel::from_bytes(bytes).unwrap();
        assert_eq!(&model, RoleModel::stock());
        assert_eq!(model.to_bytes(), bytes);
    }

    #[test]
    fn a_model_learns_and_comes_back_from_its_bytes() {
        let example = |bucket, source| RoleExample {
            features: vec![(bucket, 1.0), (9, 0.5)],
            source,
            target: !source,
        };
        let model = RoleModel::train(&[example(1, true), example(2, false)], 1.0);
        let [source, target] = model.margins(&[(1, 1.0)]);
        assert!(source > target, "{source} {target}");
        let bytes = model.to_bytes();
        assert_eq!(RoleModel::from_bytes(&bytes).unwrap().to_bytes(), bytes);
        assert!(RoleModel::from_bytes(&bytes[..bytes.len() - 1]).is_err());
        assert!(RoleModel::from_bytes(b"PLNROL00").is_err());
    }
}
