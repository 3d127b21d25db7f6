//! Runs of the evaluation gate: what to run, how to score it, which floors hold.

mod fingerprint;
mod run;

pub use run::{Figure, Gate, Verdict};

use std::path::Path;

use serde::Deserialize;

/// All runs of a gate file, in its order.
#[derive(Debug, Deserialize)]
pub struct Gates {
    gate: Vec<Gate>,
}

impl Gates {
    /// Reads a gate file.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or is not as [`Gate`] says; with line and column.
    pub fn read(path: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?)
    }

    /// The runs, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Gate> {
        self.gate.iter()
    }
}
