//! The error of this crate.

use core::fmt;

/// Why a table could not be read, with its place.
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

    /// The file, as it was given.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// What is wrong, and what to do about it.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// Line in the table, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Column (cell) of the line, from 1; 0 when the whole line is meant.
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
