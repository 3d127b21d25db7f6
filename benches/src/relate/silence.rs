//! Rows on sentences for which people wrote no event down.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use plenipo::gazetteer::{Gazetteer, Tagger};
use plenipo::relate::Codebook;
use plenipo::text::Span;
use serde::Deserialize;

use super::{Figures, Read, read, share};

#[derive(Deserialize)]
struct Gold {
    article: String,
    kind: String,
    sentence_text: String,
    #[serde(default)]
    also_text: Vec<String>,
}

#[derive(Deserialize)]
struct GoldDocument {
    id: String,
    clean: String,
    gold_upto_char: Option<usize>,
}

/// Share of the sentences without an event that give a row, on `gold/news`.
///
/// # Errors
///
/// When the set is not there.
pub fn silence(sets: &Path) -> Figures {
    let folder = sets.join("gold/news");
    let documents: Vec<GoldDocument> = read(&folder.join("docs.jsonl"))?;
    let relations: Vec<Gold> = read(&folder.join("relations.jsonl"))?;
    let mut eventful: HashMap<&str, Vec<String>> = HashMap::new();
    for row in relations.iter().filter(|r| r.kind == "event") {
        let texts = core::iter::once(&row.sentence_text).chain(&row.also_text);
        eventful.entry(&row.article).or_default().extend(texts.map(|t| key(t)));
    }
    let gazetteer = Gazetteer::stock().map_err(|e| e.to_string())?;
    let codebook = Codebook::stock().map_err(|e| e.to_string())?;
    let mut tagger = Tagger::new(&gazetteer);
    let (mut without, mut with_rows) = (0, 0);
    let mut shown = Vec::new();
    for document in &documents {
        let path = folder.join(&document.clean);
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let end = document.gold_upto_char.unwrap_or(usize::MAX);
        let end = text.char_indices().nth(end).map_or(text.len(), |(at, _)| at);
        let read = Read::new(&text)?;
        let mentions = tagger.tag(&read.doc, &read.segmentation);
        let events = read.events(&codebook, &mentions);
        let known = eventful.get(document.id.as_str()).map_or(&[][..], Vec::as_slice);
        for (index, sentence) in (0..).zip(read.segmentation.sentences()) {
            let words = key(sentence.span.of(&text));
            let told = known.iter().any(|k| k.contains(&words) || words.contains(k.as_str()));
            if sentence.span.range().end > end || told {
                continue;
            }
            without += 1;
            if let Some(event) = events.iter().find(|e| e.sentence == index) {
                with_rows += 1;
                let (source, target) = (&event.source.name, &event.target.name);
                let span: Span = sentence.span;
                let sentence = span.of(&text);
                shown.push(format!("{source} {} {target}: {sentence}", event.relation));
            }
        }
    }
    let mut out =
        vec![format!("sentences without an event that give a row {}", share(with_rows, without))];
    if std::env::var_os("PLENIPO_MISSED").is_some() {
        out.extend(shown);
    }
    Ok(out)
}

/// Letters and digits in lower case.
fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
