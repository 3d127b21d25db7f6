//! Spans of source and target against those that people marked.

use std::path::Path;

use plenipo::gazetteer::{Gazetteer, Tagger};
use plenipo::relate::Codebook;
use plenipo::text::Span;
use serde::Deserialize;

use super::{Figures, Read, read};

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

/// Counts of one label.
#[derive(Default)]
struct Counts {
    given: usize,
    right: usize,
    wanted: usize,
    found: usize,
}

impl Counts {
    fn add(&mut self, given: &[Span], wanted: &[Span]) {
        self.given += given.len();
        self.right += given.iter().filter(|g| wanted.iter().any(|w| w.overlaps(**g))).count();
        self.wanted += wanted.len();
        self.found += wanted.iter().filter(|w| given.iter().any(|g| g.overlaps(**w))).count();
    }

    fn line(&self, name: &str) -> String {
        let of = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let (precision, recall) = (of(self.right, self.given), of(self.found, self.wanted));
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        format!(
            "{name}: overlap F1 {f1:.3} (precision {precision:.3}, recall {recall:.3}, {} marked)",
            self.wanted
        )
    }
}

/// F1 of spans that overlap one of the same role, on `cameo_ner_train_clean`.
///
/// # Errors
///
/// When the set is not there.
pub fn spans(sets: &Path) -> Figures {
    let rows: Vec<Row> = read(&sets.join("gold/events/cameo_ner_train_clean.jsonl"))?;
    let gazetteer = Gazetteer::stock().map_err(|e| e.to_string())?;
    let codebook = Codebook::stock().map_err(|e| e.to_string())?;
    let mut tagger = Tagger::new(&gazetteer);
    let (mut sources, mut targets) = (Counts::default(), Counts::default());
    for row in &rows {
        let text = Read::new(&row.text)?;
        let mentions = tagger.tag(&text.doc, &text.segmentation);
        let events = text.events(&codebook, &mentions);
        let unique = |mut spans: Vec<Span>| {
            spans.sort_unstable();
            spans.dedup();
            spans
        };
        let marked = |label: &str| -> Vec<Span> {
            let of = row.spans.iter().filter(|s| s.label == label || s.label == "R");
            of.map(|s| bytes(&row.text, s.begin, s.end)).collect()
        };
        sources.add(&unique(events.iter().map(|e| e.source.span).collect()), &marked("S"));
        targets.add(&unique(events.iter().map(|e| e.target.span).collect()), &marked("T"));
    }
    Ok(vec![sources.line("source"), targets.line("target")])
}

/// The bytes of a stretch of characters.
fn bytes(text: &str, begin: usize, end: usize) -> Span {
    let at = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(i, _)| i);
    Span::from_range(at(begin)..at(end))
}
