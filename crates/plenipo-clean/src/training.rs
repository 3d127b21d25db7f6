//! What the training program needs of the inside. No part of the public interface.

use crate::cleaner::{Surveyed, decoded, survey};
use crate::{Error, Input, features, judge};

/// A page as rows of numbers.
#[derive(Debug)]
pub struct Rows {
    /// Text of each block.
    pub texts: Vec<String>,
    /// Words of each block.
    pub words: Vec<u32>,
    /// Rows of the first judge, one after the other.
    pub rows: Vec<f32>,
    inner: Box<Inner>,
}

struct Inner(Surveyed);

impl core::fmt::Debug for Inner {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} blocks", self.0.page.pieces.len())
    }
}

impl Rows {
    /// Reads an input.
    ///
    /// # Errors
    ///
    /// As for [`Cleaner::clean`](crate::Cleaner::clean).
    pub fn read(input: &Input<'_>) -> Result<Self, Error> {
        let raw = decoded(input)?;
        let inner = survey(raw.text(), input);
        let rows = features::rows(&inner.page, &inner.survey, &inner.hints);
        Ok(Self {
            texts: (0..inner.page.pieces.len()).map(|i| inner.page.text_of(i).to_owned()).collect(),
            words: inner.survey.stats.iter().map(|s| s.words).collect(),
            rows,
            inner: Box::new(Inner(inner)),
        })
    }

    /// Rows of the second judge, given what the first said.
    pub fn second(&self, p: &[f32]) -> Vec<f32> {
        judge::second_rows(&self.inner.0.page, &self.inner.0.survey, &self.rows, p)
    }

    /// The blocks chosen by the second judge's `p` in balanced mode.
    pub fn choose(&self, p: &[f32], lean: f32, switch: f32) -> Vec<bool> {
        crate::choose::choose(p, &self.inner.0.survey, crate::choose::Point { lean, switch })
    }
}

/// Names of the columns of the first and the second judge.
pub fn names() -> (Vec<String>, Vec<String>) {
    (features::names().to_vec(), judge::second_names())
}
