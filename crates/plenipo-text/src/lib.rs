//! Spans, aligned documents, tokens and sentences: the vocabulary that the crates of `plenipo` share.
//!
//! **For you** if you write a stage (a cleaner, a tagger, an extractor) that must lead every result
//! back to the bytes it came from. **Not for you** if you only want to split sentences in many
//! languages: `icu_segmenter` does; the splitter here knows English news.
//!
//! - [`Span`] and [`TokenSpan`] are half-open ranges of bytes and of tokens.
//! - [`Document`] holds the input, the clean text, its blocks, and the [`Alignment`] between them.
//! - [`CharMap`] turns byte offsets into character offsets in one pass.
//! - [`Segmentation`] holds the tokens and sentences of a document.
//!
//! Bytes inside, both outside: every offset in these types is a byte offset unless its name says
//! characters; conversion happens once, on export.
//!
//! ```
//! use plenipo_text::{Document, Segmentation};
//!
//! let doc = Document::plain("note", "U.S. Secretary of State Blinken met Cho. They agreed.")?;
//! let segmentation = Segmentation::new(&doc);
//! assert_eq!(segmentation.sentences().len(), 2);
//! # Ok::<(), plenipo_text::Error>(())
//! ```
#![forbid(unsafe_code)]

mod alignment;
mod chars;
mod document;
mod error;
mod ids;
mod lexicon;
mod metadata;
mod paragraphs;
mod segmentation;
mod sentence;
mod span;
mod token;

pub use jiff;

pub use crate::alignment::{Alignment, AlignmentBuilder};
pub use crate::chars::CharMap;
pub use crate::document::{Block, BlockKind, Document, Place, RawText};
pub use crate::error::Error;
pub use crate::ids::{DocId, EntityId, PatternId, RuleId, SentenceId};
pub use crate::metadata::{MetaSource, Metadata, Moment, Sourced};
pub use crate::segmentation::{Segmentation, Sentence};
pub use crate::sentence::split_sentences;
pub use crate::span::{Span, TokenSpan};
pub use crate::token::{Token, tokenize};

/// A position or length as the 32-bit number that spans count in.
///
/// # Panics
///
/// Panics past `u32::MAX`. Documents check their length when they are made, so positions inside one
/// always fit.
#[inline]
pub fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("positions inside a document fit in 32 bits")
}
