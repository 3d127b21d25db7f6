//! What the training program needs of the inside. No part of the public interface.

use crate::choose::Point;
use crate::cleaner::{Surveyed, decoded, select, survey};
use crate::lexicon::{self, Adder, NUMBER};
use crate::{Error, Input, features, judge};

pub use crate::lexicon::{Lexical, LexicalKind};

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

    /// Puts what another lexicon says of the blocks in the place of what the stock one does.
    pub fn set_lexical(&mut self, all: &[Lexical]) {
        let names = features::names();
        let at = names.iter().position(|n| n == "lexical").unwrap_or(0);
        for (i, row) in self.rows.chunks_exact_mut(features::width()).enumerate() {
            let columns = features::lexical_columns(all, i);
            row[at..at + columns.len()].copy_from_slice(&columns);
        }
    }

    /// Rows of the second judge, given what the first said.
    pub fn second(&self, p: &[f32]) -> Vec<f32> {
        judge::second_rows(&self.inner.0.page, &self.inner.0.survey, &self.rows, p)
    }

    /// The blocks that make the body when the second judge says `p`.
    pub fn choose(&self, p: &[f32], lean: f32, switch: f32) -> Vec<bool> {
        select(&self.inner.0, p, Point { lean, switch }, None).kept
    }
}

/// Whether a block of which the first judge says `p` is judged again.
pub fn is_doubtful(p: f32) -> bool {
    judge::is_doubtful(p)
}

/// Names of the columns of the first and the second judge.
pub fn names() -> (Vec<String>, Vec<String>) {
    (features::names().to_vec(), judge::second_names())
}

/// Calls `each` with the words and pairs of a block that the lexicon looks at, in small letters,
/// numbers as `0`.
pub fn for_lexical(text: &str, mut each: impl FnMut(LexicalKind, &str, Option<&str>)) {
    let plain = |word: &[u8]| {
        let is_number = word.iter().all(u8::is_ascii_digit);
        String::from_utf8_lossy(if is_number { NUMBER } else { word }).to_ascii_lowercase()
    };
    lexicon::for_lexical(text, |kind, first, second| {
        each(kind, &plain(first), second.map(plain).as_deref());
    });
}

/// What words with these weights say together.
pub fn add_up(weights: impl Iterator<Item = f32>) -> Lexical {
    let mut adder = Adder::default();
    weights.for_each(|w| adder.add(w));
    adder.lexical()
}
