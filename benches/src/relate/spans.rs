//! Spans of source and target against those that people marked.

use std::path::Path;

use plenipo::gazetteer::{Gazetteer, Mention, Tagger};
use plenipo::relate::{Codebook, RoleExample, RoleFinder, RoleModel, Roles};
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

/// A row as it is read, with what people marked.
struct Case {
    text: Read,
    mentions: Vec<Mention>,
    marked: Roles,
}

/// Parts of the cross-validation; every fifth row is held out.
const FOLDS: usize = 5;

/// F1 of spans that overlap one of the same role, on `cameo_ner_train_clean`, in 5-fold cross-validation; and of the
/// actors of the rows that the extractor gives.
///
/// # Errors
///
/// When the set is not there.
pub fn spans(sets: &Path) -> Figures {
    let rows: Vec<Row> = read(&sets.join("gold/events/cameo_ner_train_clean.jsonl"))?;
    let gazetteer = Gazetteer::stock().map_err(|e| e.to_string())?;
    let codebook = Codebook::stock().map_err(|e| e.to_string())?;
    let mut tagger = Tagger::new(&gazetteer);
    let mut reader = RoleFinder::new(&codebook);
    let mut cases = Vec::with_capacity(rows.len());
    let mut examples = Vec::with_capacity(rows.len());
    for row in &rows {
        let text = Read::new(&row.text)?;
        let mentions = tagger.tag(&text.doc, &text.segmentation);
        let marked = row.marked();
        examples.push(reader.examples(&text.doc, &text.segmentation, &mentions, &marked));
        cases.push(Case { text, mentions, marked });
    }
    let (mut sources, mut targets) = (Counts::default(), Counts::default());
    let (mut row_sources, mut row_targets) = (Counts::default(), Counts::default());
    for fold in 0..FOLDS {
        let others = (0..cases.len()).filter(|i| i % FOLDS != fold);
        let others: Vec<RoleExample> = others.flat_map(|i| examples[i].iter().cloned()).collect();
        let model = RoleModel::train(&others, RoleModel::COST);
        let mut finder = RoleFinder::with_model(&codebook, &model);
        for case in cases.iter().skip(fold).step_by(FOLDS) {
            let Case { text, mentions, marked } = case;
            let found = finder.find(&text.doc, &text.segmentation, mentions);
            sources.add(&found.sources, &marked.sources);
            targets.add(&found.targets, &marked.targets);
            let events = text.events(&codebook, mentions);
            row_sources.add(&unique(events.iter().map(|e| e.source.span)), &marked.sources);
            row_targets.add(&unique(events.iter().map(|e| e.target.span)), &marked.targets);
        }
    }
    Ok(vec![
        sources.line("source"),
        targets.line("target"),
        row_sources.line("source of a row"),
        row_targets.line("target of a row"),
    ])
}

fn unique(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

impl Row {
    fn marked(&self) -> Roles {
        let of = |label: &str| -> Vec<Span> {
            let spans = self.spans.iter().filter(|s| s.label == label || s.label == "R");
            spans.map(|s| bytes(&self.text, s.begin, s.end)).collect()
        };
        Roles { sources: of("S"), targets: of("T") }
    }
}

/// The bytes of a stretch of characters.
fn bytes(text: &str, begin: usize, end: usize) -> Span {
    let at = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(i, _)| i);
    Span::from_range(at(begin)..at(end))
}
