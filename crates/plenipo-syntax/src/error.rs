//! The error of this crate.

use core::fmt;

/// Why a treebank or a model could not be read, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    file: String,
    line: usize,
    column: usize,
    reason: String,
}

impl Error {
    pub(crate) fn new(file: &str, line: usize, column: usize, reason: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, column, reason: reason.into() }
    }

    /// Line of the file, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// What is wrong.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// Cell of the line, or byte of the model, from 1.
    pub fn column(&self) -> usize {
        self.column
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.reason)
    }
}

impl std::error::Error for Error {}
