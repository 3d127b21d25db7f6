//! The error of this crate.

use core::fmt;

use crate::Span;

/// Why a document could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum ErrorKind {
    TooLong { len: usize },
    AlignmentLength { text: usize, alignment: u32 },
    Block { index: usize, span: Span },
}

impl Error {
    pub(crate) fn too_long(len: usize) -> Self {
        Self { kind: ErrorKind::TooLong { len } }
    }

    pub(crate) fn alignment_length(text: usize, alignment: u32) -> Self {
        Self { kind: ErrorKind::AlignmentLength { text, alignment } }
    }

    pub(crate) fn block(index: usize, span: Span) -> Self {
        Self { kind: ErrorKind::Block { index, span } }
    }

    /// Whether a text was longer than offsets can count (4 GiB).
    pub fn is_too_long(&self) -> bool {
        matches!(self.kind, ErrorKind::TooLong { .. })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            ErrorKind::TooLong { len } => {
                write!(
                    f,
                    "a text of {len} bytes is too long: a document may have {} bytes; split it",
                    u32::MAX
                )
            }
            ErrorKind::AlignmentLength { text, alignment } => write!(
                f,
                "the alignment covers {alignment} bytes, the text has {text}: build both together"
            ),
            ErrorKind::Block { index, span } => write!(
                f,
                "block {index} at bytes {span} is out of bounds, cuts a character or overlaps the block before it"
            ),
        }
    }
}

impl std::error::Error for Error {}
