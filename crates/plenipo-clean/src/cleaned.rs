//! [`Cleaned`]: what cleaning gives.

use plenipo_text::{Document, Span};

use crate::Charset;

/// Why a block was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// By readers, or about their comments.
    Comment,
    /// Its words stood on the page before.
    Repeated,
    /// The by-line; see the metadata.
    Byline,
    /// A date; see the metadata.
    Date,
    /// The name of an agency; see the metadata.
    Agency,
    /// A copyright line.
    Copyright,
    /// A cookie or login prompt.
    Prompt,
    /// Share buttons, subscriptions.
    Share,
    /// Other articles.
    Related,
    /// Scraps of scripts.
    Script,
    /// Menus, headers, footers.
    Navigation,
    /// Mostly links.
    Links,
    /// Unlike the body by its words, its place and what surrounds it.
    Score,
}

impl Reason {
    /// The name used in output, in lower case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Repeated => "repeated",
            Self::Byline => "byline",
            Self::Date => "date",
            Self::Agency => "agency",
            Self::Copyright => "copyright",
            Self::Prompt => "prompt",
            Self::Share => "share",
            Self::Related => "related",
            Self::Script => "script",
            Self::Navigation => "navigation",
            Self::Links => "links",
            Self::Score => "score",
        }
    }
}

/// A block that was left out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dropped {
    /// Where it stands in the decoded input ([`Document::raw`]), in bytes.
    pub raw: Span,
    /// How likely it was part of the body, 0 to 1.
    pub score: f32,
    /// Why it was left out.
    pub reason: Reason,
    text: Span,
}

impl Dropped {
    pub(crate) fn new(raw: Span, text: Span, score: f32, reason: Reason) -> Self {
        Self { raw, score, reason, text }
    }
}

/// An article, and what was left out of it.
#[derive(Clone, Debug)]
pub struct Cleaned {
    /// Title, blocks, metadata and alignment.
    pub document: Document,
    /// The blocks that were left out, in order.
    pub dropped: Vec<Dropped>,
    /// How the bytes were read.
    pub charset: Charset,
    text: String,
}

impl Cleaned {
    pub(crate) fn new(
        document: Document,
        dropped: Vec<Dropped>,
        text: String,
        charset: Charset,
    ) -> Self {
        Self { document, dropped, charset, text }
    }

    /// The visible text of a block of [`Cleaned::dropped`].
    ///
    /// # Panics
    ///
    /// May panic on a block that another call of the cleaner gave.
    pub fn dropped_text(&self, block: &Dropped) -> &str {
        block.text.of(&self.text)
    }
}
