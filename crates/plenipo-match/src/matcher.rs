//! [`Matcher`]: a compiled dictionary and its searches.

use core::fmt;
use std::sync::Arc;

use plenipo_text::Span;

use crate::Error;
use crate::image::Image;
use crate::mask::Engine;
use crate::search::{Buffers, Search};

/// A name found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Match {
    /// Its bytes in the text.
    pub span: Span,
    /// Payload of the entry.
    pub payload: u32,
    /// Whether it is written in upper case and the entry is not.
    pub caps: bool,
}

/// Memory reused from one search to the next; one for each thread.
///
/// It grows with the number of matches of the longest text; what else there is stays below a megabyte.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    pub(crate) buffers: Buffers,
}

impl Scratch {
    /// Empty memory.
    pub fn new() -> Self {
        Self::default()
    }
}

/// A compiled dictionary; cheap to clone and shared between threads.
#[derive(Clone)]
pub struct Matcher {
    image: Image,
    engine: Engine,
}

impl fmt::Debug for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Matcher")
            .field("entries", &self.len())
            .field("image_bytes", &self.image().len())
            .field("engine", &self.engine)
            .finish_non_exhaustive()
    }
}

impl Matcher {
    pub(crate) fn from_image(image: Image) -> Self {
        Self { image, engine: Engine::detect() }
    }

    /// Opens an image embedded with `include_bytes!`, without a copy.
    ///
    /// # Errors
    ///
    /// When the bytes are no image of this version, with the byte that tells. As for
    /// [`Self::from_shared`], what the sections hold is not read.
    pub fn from_static(image: &'static [u8]) -> Result<Self, Error> {
        Image::from_static(image).map(Self::from_image)
    }

    /// Opens an image that `owner` keeps, such as a memory map or a `Vec<u8>`, without a copy.
    ///
    /// Takes a few microseconds at any size: the header is checked, the sections are not read. The bytes
    /// need not be trusted. Whatever they hold, a search stays inside them and inside the text; what it
    /// finds in a damaged image is wrong. [`Self::is_intact`] tells.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use plenipo_match::{Entry, Matcher, MatcherBuilder};
    ///
    /// let mut builder = MatcherBuilder::new();
    /// builder.add(Entry::new("Sergio Mattarella", 7));
    /// let image = builder.build()?.image().to_vec();
    /// let matcher = Matcher::from_shared(Arc::new(image))?;
    /// assert_eq!(matcher.len(), 1);
    /// # Ok::<(), plenipo_match::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the bytes are no image of this version, with the byte that tells.
    pub fn from_shared(owner: Arc<dyn AsRef<[u8]> + Send + Sync>) -> Result<Self, Error> {
        Image::from_shared(owner).map(Self::from_image)
    }

    /// The image, to be written to a file.
    pub fn image(&self) -> &[u8] {
        self.image.bytes()
    }

    /// Whether the whole image is as it was built, by its checksum. Reads all of it.
    pub fn is_intact(&self) -> bool {
        self.image.is_intact()
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.image.header.entries as usize
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Most words of an entry.
    pub(crate) fn most_words(&self) -> usize {
        self.image.header.most_words as usize
    }

    /// The same without instructions that not every processor of its kind has. Finds the same; for tests
    /// and comparisons.
    pub fn portable(mut self) -> Self {
        self.engine = Engine::Portable;
        self
    }

    /// The same matcher for every engine that runs on this processor, the portable one first. All find the
    /// same; for tests and comparisons.
    pub fn engines(&self) -> Vec<Self> {
        let with = |engine| Self { engine, ..self.clone() };
        Engine::all().into_iter().map(with).collect()
    }

    /// Visits every word-aligned match, also those inside or across others, ordered by start, then end,
    /// then payload. Several entries with one payload that match the same bytes are one match.
    ///
    /// # Panics
    ///
    /// When `text` has 4 GiB or more; [`Stream`](crate::Stream) has no such limit.
    pub fn overlapping(&self, text: &str, scratch: &mut Scratch, visit: impl FnMut(Match)) {
        self.search(text, scratch);
        scratch.buffers.hits.iter().copied().for_each(visit);
    }

    /// [`Self::overlapping`], collected.
    pub fn overlapping_vec(&self, text: &str, scratch: &mut Scratch) -> Vec<Match> {
        self.search(text, scratch).to_vec()
    }

    /// [`Self::overlapping`] as an iterator.
    pub fn overlapping_iter<'s>(
        &self,
        text: &str,
        scratch: &'s mut Scratch,
    ) -> impl ExactSizeIterator<Item = Match> + use<'s> {
        self.search(text, scratch).iter().copied()
    }

    /// The matches that remain when, from left to right, the longest is taken and what overlaps it is
    /// dropped. A name with several payloads is reported once for each.
    ///
    /// # Panics
    ///
    /// As [`Self::overlapping`].
    pub fn leftmost_longest(&self, text: &str, scratch: &mut Scratch) -> Vec<Match> {
        let mut kept = Vec::new();
        let mut longest = Longest::default();
        longest.push(self.search(text, scratch), &mut |m| kept.push(m));
        kept
    }

    fn search<'s>(&self, text: &str, scratch: &'s mut Scratch) -> &'s [Match] {
        assert!(u32::try_from(text.len()).is_ok(), "the text has 4 GiB or more: use `Stream`");
        let Image { header, .. } = &self.image;
        let search = Search { header, view: self.image.view(), text, engine: self.engine };
        crate::cpu::run(&search, &mut scratch.buffers);
        let hits = &mut scratch.buffers.hits;
        debug_assert!(hits.is_sorted());
        hits.dedup_by_key(|m| (m.span, m.payload));
        hits
    }
}

/// Picks the longest matches from left to right.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Longest {
    /// End of the last one taken.
    end: u32,
}

impl Longest {
    /// Visits what remains of `hits`, which are ordered and follow those of the calls before.
    pub(crate) fn push(&mut self, hits: &[Match], visit: &mut impl FnMut(Match)) {
        for same_start in hits.chunk_by(|a, b| a.span.start() == b.span.start()) {
            let Some(longest) = same_start.last().map(|m| m.span) else { continue };
            if longest.start() < self.end {
                continue;
            }
            self.end = longest.end();
            same_start.iter().filter(|m| m.span == longest).copied().for_each(&mut *visit);
        }
    }

    /// Counts from byte `by` of what was counted from before.
    pub(crate) fn shift(&mut self, by: u32) {
        self.end = self.end.saturating_sub(by);
    }
}
