//! The error of this crate.

use core::fmt;

/// Why an input could not be cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: Box<ErrorKind>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum ErrorKind {
    Empty { id: String },
    TooLong { id: String, len: usize },
    Binary { id: String, at: usize },
    Document { id: String, error: plenipo_text::Error },
}

impl Error {
    pub(crate) fn empty(id: &str) -> Self {
        Self { kind: Box::new(ErrorKind::Empty { id: id.to_owned() }) }
    }

    pub(crate) fn too_long(id: &str, len: usize) -> Self {
        Self { kind: Box::new(ErrorKind::TooLong { id: id.to_owned(), len }) }
    }

    pub(crate) fn binary(id: &str, at: usize) -> Self {
        Self { kind: Box::new(ErrorKind::Binary { id: id.to_owned(), at }) }
    }

    pub(crate) fn document(id: &str, error: plenipo_text::Error) -> Self {
        Self { kind: Box::new(ErrorKind::Document { id: id.to_owned(), error }) }
    }

    /// Whether the input had no bytes but white space.
    pub fn is_empty_input(&self) -> bool {
        matches!(*self.kind, ErrorKind::Empty { .. })
    }

    /// Whether the input is no text (it has NUL bytes and is not UTF-16).
    pub fn is_binary_input(&self) -> bool {
        matches!(*self.kind, ErrorKind::Binary { .. })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.kind {
            ErrorKind::Empty { id } => {
                write!(f, "{id}: the input is empty; give a page or a text")
            }
            ErrorKind::TooLong { id, len } => write!(
                f,
                "{id}: {len} bytes are too many: an input may have {}; split it",
                u32::MAX
            ),
            ErrorKind::Binary { id, at } => {
                write!(f, "{id}: byte {at} is NUL, so this is a binary file; give HTML or text")
            }
            ErrorKind::Document { id, error } => write!(f, "{id}: {error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.kind {
            ErrorKind::Document { error, .. } => Some(error),
            _ => None,
        }
    }
}
