//! The error of one input.

use core::fmt;
use std::io;

/// Why a file, row or record could not be read; the rest of the input is not affected.
#[derive(Debug)]
pub struct InputError {
    name: String,
    line: Option<u64>,
    reason: String,
}

impl InputError {
    /// An error in the input called `name`.
    pub fn new(name: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { name: name.into(), line: None, reason: reason.into() }
    }

    /// An error in line `line` (from 1) of the input called `name`.
    pub fn at_line(name: impl Into<String>, line: u64, reason: impl Into<String>) -> Self {
        Self { name: name.into(), line: Some(line), reason: reason.into() }
    }

    pub(crate) fn io(name: impl Into<String>, error: &io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "no such file or folder".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied: cannot be read".to_owned(),
            _ => error.to_string(),
        };
        Self::new(name, reason)
    }

    /// Name of the input: a path, the id of a document, or `-`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Line in the input, from 1, where it has lines.
    pub fn line(&self) -> Option<u64> {
        self.line
    }

    /// What is wrong, and what to do about it.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.name, self.reason),
            None => write!(f, "{}: {}", self.name, self.reason),
        }
    }
}

impl std::error::Error for InputError {}
