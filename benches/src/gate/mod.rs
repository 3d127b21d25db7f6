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

    /// The sets below `sets/gold` that no run reads, by name, so that none is passed over in silence.
    ///
    /// # Errors
    ///
    /// When the folder is there and cannot be read.
    pub fn without_a_gate(&self, sets: &Path) -> std::io::Result<Vec<String>> {
        let gold = sets.join("gold");
        let mut out = Vec::new();
        if !gold.is_dir() {
            return Ok(out);
        }
        for stage in std::fs::read_dir(gold)? {
            let stage = stage?.path();
            if !stage.is_dir() {
                continue;
            }
            for file in std::fs::read_dir(&stage)? {
                let path = file?.path();
                let name = path.strip_prefix(sets).unwrap_or(&path).to_string_lossy().into_owned();
                let read = |f: &String| name == *f || name.starts_with(&format!("{f}/"));
                let about = path.extension().is_some_and(|e| e == "md");
                if !about && !self.gate.iter().any(|g| g.files.iter().any(read)) {
                    out.push(name);
                }
            }
        }
        out.sort();
        Ok(out)
    }

    /// The runs, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Gate> {
        self.gate.iter()
    }
}
