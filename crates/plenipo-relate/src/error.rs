//! The error of this crate.

use core::fmt;

/// Why a table of the codebook could not be read, with its place.
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

    /// The same, this many cells further right.
    pub(crate) fn shifted(mut self, cells: usize) -> Self {
        self.column += cells;
        self
    }

    /// Line in the table, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Cell of the line, from 1.
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
