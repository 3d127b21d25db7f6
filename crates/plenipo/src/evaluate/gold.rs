//! [`Gold`]: the folder of what people found.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::input::InputError;

/// What people found in a set of documents.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    documents: BTreeMap<String, GoldDocument>,
}

/// What people found in one document.
#[derive(Clone, Debug, Default)]
pub(super) struct GoldDocument {
    /// The article.
    pub(super) text: Option<String>,
    /// Number of characters of it that were annotated, when not all.
    pub(super) upto: Option<usize>,
    pub(super) mentions: Vec<GoldMention>,
    pub(super) relations: Vec<GoldRelation>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct GoldMention {
    #[serde(default)]
    article: Option<String>,
    #[serde(default)]
    doc_id: Option<String>,
    pub(super) start: usize,
    pub(super) end: usize,
    #[serde(rename = "type")]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) canonical: String,
    #[serde(default)]
    pub(super) country: Option<String>,
    #[serde(default)]
    pub(super) metonymy: bool,
    #[serde(default)]
    pub(super) nested: bool,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct GoldRelation {
    #[serde(default)]
    article: Option<String>,
    #[serde(default)]
    doc_id: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default = "first_tier")]
    pub(super) tier: u8,
    pub(super) source: String,
    #[serde(default)]
    pub(super) source_country: Option<String>,
    #[serde(default)]
    pub(super) target: Option<String>,
    #[serde(default)]
    pub(super) target_country: Option<String>,
    #[serde(default)]
    pub(super) plover: Option<String>,
    #[serde(default)]
    pub(super) plover_alt: Option<Vec<String>>,
    #[serde(default)]
    pub(super) symmetric: Option<bool>,
    #[serde(default)]
    pub(super) modality: Option<String>,
    #[serde(default)]
    pub(super) modality_alt: Option<Vec<String>>,
    #[serde(default)]
    pub(super) negated: Option<bool>,
    #[serde(default)]
    pub(super) sentence_text: String,
}

fn first_tier() -> u8 {
    1
}

#[derive(Deserialize)]
struct DocumentRow {
    id: String,
    #[serde(default)]
    gold_upto_char: Option<usize>,
    #[serde(default)]
    relations_upto_char: Option<usize>,
}

impl Gold {
    /// Reads a gold folder.
    ///
    /// # Errors
    ///
    /// When the folder holds none of the files, or one that cannot be read, with its line.
    pub fn read(folder: &Path) -> Result<Self, InputError> {
        let mut gold = Self::default();
        gold.read_texts(&folder.join("clean"))?;
        for mention in rows::<GoldMention>(&folder.join("entities.jsonl"))? {
            let id = document_id(mention.article.as_ref(), mention.doc_id.as_ref());
            gold.entry(&id).mentions.push(mention);
        }
        for relation in rows::<GoldRelation>(&folder.join("relations.jsonl"))? {
            let is_event = relation.kind.as_deref().is_none_or(|k| k == "event");
            if is_event && relation.plover.is_some() && relation.target.is_some() {
                let id = document_id(relation.article.as_ref(), relation.doc_id.as_ref());
                gold.entry(&id).relations.push(relation);
            }
        }
        for row in rows::<DocumentRow>(&folder.join("docs.jsonl"))? {
            gold.entry(&row.id).upto = row.relations_upto_char.or(row.gold_upto_char);
        }
        if gold.documents.is_empty() {
            let reason = "no clean/, entities.jsonl or relations.jsonl in this folder";
            return Err(InputError::new(folder.display().to_string(), reason));
        }
        Ok(gold)
    }

    /// What the gold has of a document.
    pub(super) fn document(&self, id: &str) -> Option<&GoldDocument> {
        self.documents.get(id)
    }

    /// Ids of the documents, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.documents.keys().map(String::as_str)
    }

    fn entry(&mut self, id: &str) -> &mut GoldDocument {
        self.documents.entry(id.to_owned()).or_default()
    }

    fn read_texts(&mut self, folder: &Path) -> Result<(), InputError> {
        if !folder.is_dir() {
            return Ok(());
        }
        let failed = |path: &Path, error: std::io::Error| {
            InputError::new(path.display().to_string(), error.to_string())
        };
        for entry in fs::read_dir(folder).map_err(|e| failed(folder, e))? {
            let path = entry.map_err(|e| failed(folder, e))?.path();
            let is_text = path.extension().is_some_and(|e| e == "txt");
            let Some(id) = path.file_stem().and_then(|s| s.to_str()).filter(|_| is_text) else {
                continue;
            };
            let text = fs::read_to_string(&path).map_err(|e| failed(&path, e))?;
            self.entry(id).text = Some(text);
        }
        Ok(())
    }
}

/// The document of a row, by either name of the field.
fn document_id(article: Option<&String>, doc_id: Option<&String>) -> String {
    article.or(doc_id).cloned().unwrap_or_default()
}

/// The rows of a JSONL file; none when there is no such file.
fn rows<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, InputError> {
    let name = path.display().to_string();
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(InputError::new(name, error.to_string())),
    };
    let lines = text.lines().zip(1u64..).filter(|(line, _)| !line.trim().is_empty());
    let row = |(line, number): (&str, u64)| {
        serde_json::from_str(line)
            .map_err(|error| InputError::at_line(name.clone(), number, error.to_string()))
    };
    lines.map(row).collect()
}
