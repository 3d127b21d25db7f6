//! Figures of the relations that the evaluation gate does not take: see `relate-figures`.

mod cases;
mod silence;
mod spans;
mod speed;

pub use cases::cases;
pub use silence::silence;
pub use spans::spans;
pub use speed::speed;

use std::fs;
use std::path::Path;

use plenipo::gazetteer::Mention;
use plenipo::relate::{Codebook, Extractor, Relation, RelationKind};
use plenipo::text::{Document, Segmentation};
use serde::de::DeserializeOwned;

/// What a figure gives: lines of a report, or why it cannot be taken.
pub type Figures = Result<Vec<String>, String>;

/// The rows of a JSONL file.
fn read<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let rows = text.lines().filter(|l| !l.trim().is_empty());
    rows.map(|l| serde_json::from_str(l).map_err(|e| format!("{}: {e}", path.display()))).collect()
}

/// A text that was read without cleaning.
struct Read {
    doc: Document,
    segmentation: Segmentation,
}

impl Read {
    fn new(text: &str) -> Result<Self, String> {
        let doc = Document::plain("text", text).map_err(|e| e.to_string())?;
        let segmentation = Segmentation::new(&doc);
        Ok(Self { doc, segmentation })
    }

    /// The events among `mentions`.
    fn events(&self, codebook: &Codebook, mentions: &[Mention]) -> Vec<Relation> {
        let rows = Extractor::new(codebook).extract(&self.doc, &self.segmentation, mentions);
        rows.into_iter().filter(|r| r.kind == RelationKind::Event).collect()
    }
}

/// A share as "0.812 (13 of 16)".
fn share(part: usize, whole: usize) -> String {
    let value = if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
    format!("{value:.3} ({part} of {whole})")
}
