//! Trains the model of sources and targets.
//!
//! ```text
//! cargo run --release -p plenipo-relate --example train_role_model -- SPANS.jsonl OUT.bin [COST]
//! ```
//!
//! `SPANS.jsonl`: rows `text` and `spans` with `label` (`S` source, `T` target, `R` both), `begin` and `end` in
//! characters. What it is worth in cross-validation: `relate-figures SETS spans` of `plenipo-benches`.

use std::error::Error;
use std::fs;

use plenipo_gazetteer::{Gazetteer, Tagger};
use plenipo_relate::{Codebook, RoleFinder, RoleModel, Roles};
use plenipo_text::{Document, Segmentation, Span};
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    text: String,
    spans: Vec<Marked>,
}

#[derive(Deserialize)]
struct Marked {
    label: String,
    begin: usize,
    end: usize,
}

impl Row {
    fn marked(&self, label: &str) -> Vec<Span> {
        let at = |n| self.text.char_indices().nth(n).map_or(self.text.len(), |(byte, _)| byte);
        let of = self.spans.iter().filter(|s| s.label == label || s.label == "R");
        of.map(|s| Span::from_range(at(s.begin)..at(s.end))).collect()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, input, output, rest @ ..] = args.as_slice() else {
        return Err("usage: train_role_model SPANS.jsonl OUT.bin [COST]".into());
    };
    let cost = rest.first().map_or(Ok(RoleModel::COST), |c| c.parse())?;
    let text = fs::read_to_string(input)?;
    let gazetteer = Gazetteer::stock()?;
    let codebook = Codebook::stock()?;
    let mut tagger = Tagger::new(&gazetteer);
    let mut finder = RoleFinder::with_model(&codebook, RoleModel::stock());
    let mut examples = Vec::new();
    for line in text.lines() {
        let row: Row = serde_json::from_str(line)?;
        let doc = Document::plain("text", &row.text)?;
        let segmentation = Segmentation::new(&doc);
        let mentions = tagger.tag(&doc, &segmentation);
        let marked = Roles { sources: row.marked("S"), targets: row.marked("T") };
        examples.extend(finder.examples(&doc, &segmentation, &mentions, &marked));
    }
    fs::write(output, RoleModel::train(&examples, cost).to_bytes())?;
    Ok(())
}
