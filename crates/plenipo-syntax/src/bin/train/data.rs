//! Treebanks as the trainer sees them: [`Example`]s, and the inventory of words, tags and relations.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::path::Path;

use plenipo_syntax::conllu::Sentence;
use plenipo_syntax::training::{Features, LONGEST_SENTENCE, TABLES, normalise};
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
    /// Heads that teachers think of, with their shares, in their sentence as it stands.
    pub(crate) shares: Shares,
}

/// Up to three heads and their shares, which add up to 1; none where one head is taken for sure.
pub(crate) type Shares = [(u16, f32); 3];

/// No shares.
pub(crate) const SURE: Shares = [(0, 0.0); 3];

impl Token {
    /// A word of which nothing is known.
    pub(crate) fn unknown(form: &str) -> Self {
        Self {
            form: form.to_owned(),
            is_name: false,
            tag: None,
            upos: String::new(),
            head: 0,
            deprel: String::new(),
            shares: SURE,
        }
    }
}

pub(crate) type Example = Vec<Token>;

/// Reads a treebank, packed with gzip or not. Sentences too long for the parser are left out.
pub(crate) fn read(path: &Path) -> Result<Vec<Example>, Box<dyn std::error::Error>> {
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut text = String::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_string(&mut text)?;
    } else {
        text = String::from_utf8(bytes)?;
    }
    let sentences = Sentence::read_all(&path.display().to_string(), &text)?;
    let short = sentences.iter().filter(|s| s.words().count() <= LONGEST_SENTENCE);
    short.map(example).collect()
}

fn example(sentence: &Sentence) -> Result<Example, Box<dyn std::error::Error>> {
    let count = sentence.words().count();
    sentence
        .words()
        .map(|row| {
            let [_, form, _, upos, xpos, feats, head, deprel, _, misc] = &row.columns;
            let head: usize = head.parse()?;
            Ok(Token {
                form: form.clone(),
                is_name: false,
                tag: tag(upos, xpos, feats),
                upos: upos.clone(),
                head: if head == 0 { count } else { head - 1 },
                deprel: deprel.clone(),
                shares: shares(misc).unwrap_or(SURE),
            })
        })
        .collect()
}

/// Writes examples as a treebank that [`read`] reads.
pub(crate) fn write(path: &Path, examples: &[Example]) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    for example in examples {
        for (at, token) in (1..).zip(example) {
            let xpos = token.tag.map_or("_", |t| t.1.as_str());
            let feats = match token.tag.map(|t| t.2) {
                Some(Variant::Passive) => "Voice=Pass",
                Some(Variant::Gerund) => "VerbForm=Ger",
                Some(Variant::Imperative) => "Mood=Imp",
                _ => "_",
            };
            let head = if token.head < example.len() { token.head + 1 } else { 0 };
            let Token { form, upos, deprel, shares, .. } = token;
            // Shares to the bit.
            let shares = shares.map(|(h, s)| format!("{h}:{}", s.to_bits())).join(",");
            let start = format!("{at}\t{form}\t_\t{upos}\t{xpos}\t{feats}");
            writeln!(out, "{start}\t{head}\t{deprel}\t_\tHeads={shares}")?;
        }
        writeln!(out)?;
    }
    out.flush()
}

/// Shares as [`write()`] writes them into MISC.
fn shares(misc: &str) -> Option<Shares> {
    let mut shares = SURE;
    let pairs = misc.strip_prefix("Heads=")?.split(',');
    for (slot, pair) in shares.iter_mut().zip(pairs) {
        let (head, share) = pair.split_once(':')?;
        *slot = (head.parse().ok()?, f32::from_bits(share.parse().ok()?));
    }
    Some(shares)
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
    /// How often each row of [`Self::words`] is in what is learned from.
    pub(crate) counts: Vec<u32>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) labels: Vec<DepRel>,
}

impl Inventory {
    /// Words seen twice, tags seen five times, relations seen five times in the treebanks; and the most
    /// frequent words of `text`, up to `most` words in all.
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
        let mut words = frequent(words, 2);
        let mut in_text: HashMap<String, u32> = HashMap::new();
        for form in text.iter().flatten() {
            *in_text.entry(normalise(form)).or_default() += 1;
        }
        for (word, count) in &mut words {
            *count += in_text.remove(word).unwrap_or(0);
        }
        let room = most.saturating_sub(words.len());
        words.extend(frequent(in_text, 3).into_iter().take(room));
        let mut counts = vec![0];
        counts.extend(words.iter().map(|w| w.1));
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
                shares: token.shares,
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
