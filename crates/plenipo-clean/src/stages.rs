//! The stages one by one, for benchmarks. No part of the public interface.

use plenipo_text::RawText;

use crate::choose::Point;
use crate::cleaner::{Selection, Surveyed, count, decoded, read, select, survey};
use crate::judge::Judges;
use crate::meta::resolve::resolve;
use crate::{Error, Input, Mode, features};

/// An input with what every stage makes of it, so that each can be run alone.
pub struct Stages<'i> {
    input: Input<'i>,
    raw: RawText,
    surveyed: Surveyed,
    scores: Vec<f32>,
    selection: Selection,
}

impl core::fmt::Debug for Stages<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} in {} blocks", self.input.id, self.blocks())
    }
}

impl<'i> Stages<'i> {
    /// Runs all stages once.
    ///
    /// # Errors
    ///
    /// As for [`Cleaner::clean`](crate::Cleaner::clean).
    pub fn new(input: Input<'i>) -> Result<Self, Error> {
        let raw = decoded(&input)?;
        let surveyed = survey(raw.text(), &input);
        let Surveyed { page, survey, hints, .. } = &surveyed;
        let scores = Judges::of(page.html).judge(page, survey, hints);
        let selection = select(&surveyed, &scores, Point::of(Mode::Balanced, page.html), None);
        Ok(Self { input, raw, surveyed, scores, selection })
    }

    /// Blocks of the input.
    pub fn blocks(&self) -> usize {
        self.surveyed.page.pieces.len()
    }

    /// From bytes to text; its length in bytes.
    ///
    /// # Errors
    ///
    /// As for [`new`](Self::new).
    pub fn decode(&self) -> Result<usize, Error> {
        Ok(decoded(&self.input)?.text().len())
    }

    /// From text to blocks: the parser of pages, or the lines of a dump; how many.
    pub fn read(&self) -> usize {
        read(self.raw.text(), self.input.format).0.pieces.len()
    }

    /// Counts over blocks; the words of all.
    pub fn survey(&self) -> u32 {
        let Surveyed { page, head, .. } = &self.surveyed;
        count(page, head, self.raw.text(), &self.input).0.words()
    }

    /// The rows by which blocks are judged; numbers in all.
    pub fn features(&self) -> usize {
        let Surveyed { page, survey, hints, .. } = &self.surveyed;
        features::rows(page, survey, hints).len()
    }

    /// The chances of all blocks, their rows included; how many are more likely in the body than not.
    pub fn judge(&self) -> usize {
        let Surveyed { page, survey, hints, .. } = &self.surveyed;
        let scores = Judges::of(page.html).judge(page, survey, hints);
        scores.into_iter().filter(|&p| p > 0.5).count()
    }

    /// The choice and its corrections; how many blocks are kept.
    pub fn select(&self) -> usize {
        let point = Point::of(Mode::Balanced, self.surveyed.page.html);
        let selection = select(&self.surveyed, &self.scores, point, None);
        selection.kept.iter().filter(|&&kept| kept).count()
    }

    /// Dates, by-line, agency, site and language; how many of them were found.
    pub fn describe(&self) -> usize {
        let Surveyed { page, head, .. } = &self.surveyed;
        let Selection { kept, title_at, .. } = &self.selection;
        let meta = resolve(&self.input.given, head, self.raw.text(), page, kept, *title_at);
        let found = [
            meta.published.is_some(),
            meta.byline.is_some(),
            meta.agency.is_some(),
            meta.site.is_some(),
            meta.language.is_some(),
        ];
        found.into_iter().filter(|&yes| yes).count()
    }
}
