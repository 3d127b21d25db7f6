//! Treebanks as the trainer sees them: [`Example`]s, and the inventory of words, tags and relations.

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;

use plenipo_syntax::conllu::Sentence;
use plenipo_syntax::training::{Features, TABLES, normalise};
use plenipo_syntax::{DepRel, TokenInput, Upos, Xpos};

use crate::network::{Batch, Gold};

/// What a tag tells apart beyond its two parts of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Variant {
    Plain,
    Passive,
    Gerund,
    Imperative,
}

/// A class of the tagger.
pub(crate) type Tag = (Upos, Xpos, Variant);

/// A token with its gold.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) form: String,
    pub(crate) is_name: bool,
    pub(crate) tag: Option<Tag>,
    pub(crate) upos: String,
    /// Head in the sentence, its length for the root.
    pub(crate) head: usize,
    pub(crate) deprel: String,
}

pub(crate) type Example = Vec<Token>;

/// Reads a treebank, packed with gzip or not.
pub(crate) fn read(path: &Path) -> Result<Vec<Example>, Box<dyn std::error::Error>> {
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut text = String::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_string(&mut text)?;
    } else {
        text = String::from_utf8(bytes)?;
    }
    let sentences = Sentence::read_all(&path.display().to_string(), &text)?;
    sentences.iter().map(example).collect()
}

fn example(sentence: &Sentence) -> Result<Example, Box<dyn std::error::Error>> {
    let count = sentence.words().count();
    sentence
        .words()
        .map(|row| {
            let [_, form, _, upos, xpos, feats, head, deprel, ..] = &row.columns;
            let head: usize = head.parse()?;
            Ok(Token {
                form: form.clone(),
                is_name: false,
                tag: tag(upos, xpos, feats),
                upos: upos.clone(),
                head: if head == 0 { count } else { head - 1 },
                deprel: deprel.clone(),
            })
        })
        .collect()
}

fn tag(upos: &str, xpos: &str, feats: &str) -> Option<Tag> {
    let variant = if feats.contains("Voice=Pass") {
        Variant::Passive
    } else if feats.contains("VerbForm=Ger") {
        Variant::Gerund
    } else if feats.contains("Mood=Imp") {
        Variant::Imperative
    } else {
        Variant::Plain
    };
    Some((Upos::from_name(upos)?, Xpos::from_name(xpos)?, variant))
}

/// What the network knows by number.
#[derive(Clone, Debug)]
pub(crate) struct Inventory {
    /// Hashes of the words with their row, which is 1 for the most frequent one; 0 is unknown.
    pub(crate) words: HashMap<u32, u32>,
    /// How often each row of [`Self::words`] is in the treebanks.
    pub(crate) counts: Vec<u32>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) labels: Vec<DepRel>,
}

impl Inventory {
    /// Words seen twice, tags seen five times, relations seen five times; and the most frequent words of
    /// `text` up to `most` words in all.
    pub(crate) fn new(examples: &[Example], text: &[Vec<String>], most: usize) -> Self {
        let mut words: HashMap<String, u32> = HashMap::new();
        let mut tags: HashMap<Tag, u32> = HashMap::new();
        let mut labels: HashMap<DepRel, u32> = HashMap::new();
        for token in examples.iter().flatten() {
            *words.entry(normalise(&token.form)).or_default() += 1;
            if let Some(tag) = token.tag {
                *tags.entry(tag).or_default() += 1;
            }
            if let Some(label) = DepRel::from_name(&token.deprel) {
                *labels.entry(label).or_default() += 1;
            }
        }
        let mut in_text: HashMap<String, u32> = HashMap::new();
        for form in text.iter().flatten() {
            *in_text.entry(normalise(form)).or_default() += 1;
        }
        // By how often they are in both, so that the first rows are the most frequent words; how often
        // in the treebanks is kept.
        let known = frequent(words.clone(), 2);
        let room = most.saturating_sub(known.len());
        let mut all: Vec<(String, u32)> = frequent(in_text.clone(), 5)
            .into_iter()
            .filter(|w| words.get(&w.0).is_none_or(|&n| n < 2))
            .take(room)
            .collect();
        for (word, count) in known {
            let more = in_text.get(&word).copied().unwrap_or(0);
            all.push((word, count + more));
        }
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let mut counts = vec![0];
        counts.extend(all.iter().map(|w| words.get(&w.0).copied().unwrap_or(0)));
        let words = all;
        let row = |(word, row): (&(String, u32), u32)| {
            (plenipo_syntax::training::word_hash(&word.0), row)
        };
        Self {
            words: words.iter().zip(1..).map(row).collect(),
            counts,
            tags: frequent(tags, 5).into_iter().map(|t| t.0).collect(),
            labels: frequent(labels, 5).into_iter().map(|t| t.0).collect(),
        }
    }

    /// Rows of the embedding tables.
    pub(crate) fn rows(&self, form: &str, is_name: bool) -> [u32; TABLES] {
        let features = Features::of(TokenInput { form, is_name });
        let mut rows = features.rows;
        rows[0] = self.words.get(&features.word).copied().unwrap_or(0);
        rows
    }

    /// Appends an example to a batch.
    pub(crate) fn add(&self, example: &Example, batch: &mut Batch) {
        let start = batch.tokens.len();
        for token in example {
            batch.tokens.push(self.rows(&token.form, token.is_name));
            let tag = token.tag.and_then(|t| self.tags.iter().position(|&x| x == t));
            let label = DepRel::from_name(&token.deprel)
                .and_then(|l| self.labels.iter().position(|&x| x == l));
            batch.gold.push(Gold {
                tag: tag.map(|t| t as u16),
                head: Some(token.head as u16),
                label: label.map(|l| l as u16),
            });
        }
        batch.sentences.push(start..batch.tokens.len());
    }
}

/// What is there `least` times or more, the most frequent first.
fn frequent<T: Ord + std::hash::Hash>(counts: HashMap<T, u32>, least: u32) -> Vec<(T, u32)> {
    let mut kept: Vec<(T, u32)> = counts.into_iter().filter(|c| c.1 >= least).collect();
    kept.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    kept
}
