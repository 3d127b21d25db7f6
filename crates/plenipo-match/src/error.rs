//! The error of this crate.

use core::fmt;

/// Why a matcher could not be built or opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum ErrorKind {
    NoWord { index: usize, text: String },
    TooLarge { reason: &'static str },
    Image { at: usize, reason: &'static str },
}

impl Error {
    pub(crate) fn no_word(index: usize, text: &str) -> Self {
        Self { kind: ErrorKind::NoWord { index, text: text.to_owned() } }
    }

    pub(crate) fn too_large(reason: &'static str) -> Self {
        Self { kind: ErrorKind::TooLarge { reason } }
    }

    /// `at` is the byte of the image where it was seen.
    pub(crate) fn image(at: usize, reason: &'static str) -> Self {
        Self { kind: ErrorKind::Image { at, reason } }
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
            ErrorKind::Image { at, reason } => {
                write!(f, "byte {at} of the dictionary image: {reason}")
            }
        }
    }
}

impl std::error::Error for Error {}
