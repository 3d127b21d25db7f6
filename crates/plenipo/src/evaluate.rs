//! How good the stages are on documents that people have coded: precision, recall and F1, and the errors.
//!
//! A gold folder holds what people found, each file optional:
//!
//! | file | one line or file a | fields |
//! |---|---|---|
//! | `clean/ID.txt` | document | its title and paragraphs, without furniture |
//! | `entities.jsonl` | mention | `article`, `start`, `end` (characters of `clean/ID.txt`), `type` (`country`, `country_adj`, `person`, `organisation`), `canonical`, `country` (ISO 3166-1 alpha-3), `metonymy`, `nested` |
//! | `relations.jsonl` | event | `article`, `source`, `source_country`, `target`, `target_country`, `plover`, `plover_alt`, `symmetric`, `modality`, `modality_alt`, `negated`, `tier`, `sentence_text` |
//! | `docs.jsonl` | document | `id`, `gold_upto_char`: what was annotated when it is not the whole text |
//!
//! `ID` is the name of the input file without its extensions. Cleaning is scored by runs of four words
//! against `clean/ID.txt`; mentions on that text; relations on the whole path from the raw input, by dyad
//! and PLOVER type, where the sides agree by country, or by name where they have none. A row of tier 2
//! need not be found and is not false.

mod calibration;
mod cleaning;
mod counts;
mod gold;
mod html;
mod mentions;
mod names;
mod relations;

pub use calibration::{BINS, Bin, reliability};
pub use counts::Counts;
pub use gold::Gold;

use std::path::Path;

use crate::input::{InputDocument, InputError};
use crate::{Pipeline, Worker};

/// An error of the program, or of the gold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// Id of the document.
    pub document: String,
    /// What was scored: `country`, `person`, `organisation`, `relation`.
    pub stage: &'static str,
    /// Whether the program found what is not there; else it did not find what is.
    pub is_false: bool,
    /// What was found or missed, in words.
    pub what: String,
    /// Where: the sentence, or the words around a mention.
    pub context: String,
}

/// A row of the program that was held against the gold.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Id of the document.
    pub document: String,
    /// What its confidence is made of.
    pub traits: Vec<&'static str>,
    /// Its confidence.
    pub confidence: f64,
    /// Whether the gold has its dyad and type, in either tier.
    pub is_right: bool,
}

/// The scores of one document or of all.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// Runs of four words of the article.
    pub cleaning: Counts,
    /// Countries: exact span and code.
    pub countries: Counts,
    /// People: overlapping span and the same last name.
    pub people: Counts,
    /// Organisations: overlapping span.
    pub organisations: Counts,
    /// Relations: dyad and type.
    pub relations: Counts,
    /// Relations: dyad alone.
    pub dyads: Counts,
    /// Of the relations found: the modality is right.
    pub modality: Counts,
    /// Of the relations found: the negation is right.
    pub negation: Counts,
    /// The rows of events, in the order of documents.
    pub judged: Vec<Judged>,
    /// The errors, in the order of documents and stages.
    pub misses: Vec<Miss>,
}

impl Scores {
    /// Adds the scores of another document.
    pub fn add(&mut self, other: Self) {
        for (mine, theirs) in self.stages_mut().into_iter().zip(other.stages()) {
            mine.add(theirs.1);
        }
        self.judged.extend(other.judged);
        self.misses.extend(other.misses);
    }

    /// Name and counts of each stage, in the order of the path.
    pub fn stages(&self) -> [(&'static str, Counts); 8] {
        [
            ("cleaning, 4 words", self.cleaning),
            ("countries", self.countries),
            ("people", self.people),
            ("organisations", self.organisations),
            ("relations, dyad and type", self.relations),
            ("relations, dyad", self.dyads),
            ("modality of those found", self.modality),
            ("negation of those found", self.negation),
        ]
    }

    fn stages_mut(&mut self) -> [&mut Counts; 8] {
        [
            &mut self.cleaning,
            &mut self.countries,
            &mut self.people,
            &mut self.organisations,
            &mut self.relations,
            &mut self.dyads,
            &mut self.modality,
            &mut self.negation,
        ]
    }

    /// The scores and errors as a page.
    pub fn to_html(&self) -> String {
        html::page(self)
    }
}

/// Scores documents against a gold folder.
#[derive(Debug)]
pub struct Evaluation<'g> {
    gold: &'g Gold,
    whole: Pipeline,
    clean: Pipeline,
}

impl<'g> Evaluation<'g> {
    /// An evaluation of `pipeline`, which should have its cleaner.
    pub fn new(gold: &'g Gold, pipeline: &Pipeline) -> Self {
        Self { gold, whole: pipeline.clone(), clean: pipeline.clone().cleaner(None) }
    }

    /// The memory of one thread.
    pub fn worker(&self) -> EvaluationWorker<'_> {
        EvaluationWorker { gold: self.gold, whole: self.whole.worker(), clean: self.clean.worker() }
    }
}

/// Scores one document after the other.
#[derive(Debug)]
pub struct EvaluationWorker<'e> {
    gold: &'e Gold,
    whole: Worker<'e>,
    clean: Worker<'e>,
}

impl EvaluationWorker<'_> {
    /// The scores of a document; `None` for one that the gold does not have.
    ///
    /// # Errors
    ///
    /// As [`Worker::extract`].
    pub fn score(&mut self, input: InputDocument) -> Result<Option<Scores>, InputError> {
        let id = stem(&input.id).to_owned();
        let Some(gold) = self.gold.document(&id) else { return Ok(None) };
        let mut scores = Scores::default();
        if let Some(text) = &gold.text {
            let tagged = self.clean.tag(InputDocument::text(&id, text))?;
            mentions::score(&id, gold, &tagged, &mut scores);
        }
        let (tagged, relations) = self.whole.extract(input)?;
        if let Some(text) = &gold.text {
            scores.cleaning = cleaning::score(tagged.doc.text(), text);
        }
        relations::score(&id, gold, &tagged, &relations, &mut scores);
        Ok(Some(scores))
    }
}

/// The name of a file without folder and extensions.
fn stem(id: &str) -> &str {
    let name = Path::new(id).file_name().and_then(|n| n.to_str()).unwrap_or(id);
    let known = [".gz", ".zst", ".html", ".htm", ".xhtml", ".txt", ".json"];
    let mut name = name;
    while let Some(shorter) = known.iter().find_map(|e| name.strip_suffix(e)) {
        name = shorter;
    }
    name
}

#[cfg(test)]
mod tests;
