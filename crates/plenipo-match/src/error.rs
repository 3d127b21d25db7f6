//! The error of this crate.

use core::fmt;

/// Why a matcher could not be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum ErrorKind {
    NoWord { index: usize, text: String },
    TooLarge { reason: String },
}

impl Error {
    pub(crate) fn no_word(index: usize, text: &str) -> Self {
        Self { kind: ErrorKind::NoWord { index, text: text.to_owned() } }
    }

    pub(crate) fn too_large(reason: impl fmt::Display) -> Self {
        Self { kind: ErrorKind::TooLarge { reason: reason.to_string() } }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::NoWord { index, text } => {
                write!(
                    f,
                    "entry {index}, {text:?}, does not begin with a letter or digit: remove it"
                )
            }
            ErrorKind::TooLarge { reason } => {
                write!(f, "the dictionary is too large for one matcher ({reason}): split it")
            }
        }
    }
}

impl std::error::Error for Error {}
