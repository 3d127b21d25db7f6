//! Features of a dyad: what the event-type model sees of a sentence.
//!
//! The actors themselves are masked, so that the model learns the language of events and not who quarrels
//! with whom; of their words only the last, their head, is a feature of its own.

use crate::codebook::{Codebook, Pos};
use crate::dyad::Dyad as Tree;
use crate::operators::{is_negated, modality};
use crate::sentence::Clause;
use crate::triggers::Hit;

/// Number of buckets that features are hashed into.
pub(crate) const BUCKETS: usize = 1 << 16;

/// A feature: its bucket and its value.
pub(crate) type Feature = (u32, f32);

/// Features by group; each group has a norm of its own, so that many characters do not drown few codes.
#[derive(Default)]
pub(crate) struct Groups {
    out: Vec<Feature>,
}

impl Groups {
    pub(crate) fn add(&mut self, group: usize, mut features: Vec<u32>) {
        features.sort_unstable();
        features.dedup();
        let value = WEIGHTS[group] / (features.len().max(1) as f32).sqrt();
        self.out.extend(features.into_iter().map(|f| (f, value)));
    }
}

/// The bucket of a feature: FNV-1a of its parts.
pub(crate) fn bucket<'a>(group: u8, parts: impl IntoIterator<Item = &'a str>) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325 ^ u64::from(group);
    for part in parts {
        for byte in part.bytes().chain([0x1f]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    // The high bits are mixed best.
    plenipo_text::offset(((hash ^ (hash >> 29)) >> 7) as usize & (BUCKETS - 1))
}

/// Where a word stands with regard to the two actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Region {
    Before,
    Between,
    After,
    Inside,
}

impl Region {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Between => "between",
            Self::After => "after",
            Self::Inside => "inside",
        }
    }
}

/// The two actors of a dyad in a sentence, and the words with both masked.
struct Dyad<'c> {
    left: core::ops::Range<usize>,
    right: core::ops::Range<usize>,
    order: &'static str,
    words: Vec<&'c str>,
}

impl<'c> Dyad<'c> {
    fn new(clause: &'c Clause, codebook: &'c Codebook) -> Self {
        let of = |id: &str| clause.actors.iter().find(|a| a.actor.id == id);
        let end = clause.words.len();
        let (source, target) = (of("source"), of("target"));
        let range = |a: Option<&crate::sentence::ActorPhrase>| a.map(|a| a.words.clone());
        let (source, target) = (range(source).unwrap_or(0..0), range(target).unwrap_or(end..end));
        let (left, right, order) = if source.start <= target.start {
            (source, target, "st")
        } else {
            (target, source, "ts")
        };
        let masks = if order == "st" { ("<s>", "<t>") } else { ("<t>", "<s>") };
        let words = clause
            .words
            .iter()
            .enumerate()
            .map(|(i, word)| {
                if left.contains(&i) {
                    masks.0
                } else if right.contains(&i) {
                    masks.1
                } else {
                    lemma(&word.lower, codebook)
                }
            })
            .collect();
        Self { left, right, order, words }
    }

    fn region(&self, at: usize) -> Region {
        if self.left.contains(&at) || self.right.contains(&at) {
            Region::Inside
        } else if at < self.left.start {
            Region::Before
        } else if at < self.right.start {
            Region::Between
        } else {
            Region::After
        }
    }
}

/// The features of the dyad in `clause`, whose actors have the ids `source` and `target`.
pub(crate) fn features(
    clause: &Clause,
    hits: &[Hit],
    tree: &Tree,
    codebook: &Codebook,
) -> Vec<Feature> {
    let dyad = Dyad::new(clause, codebook);
    let mut groups = Groups::default();
    add_words(&mut groups, &dyad);
    add_region_words(&mut groups, &dyad);
    add_characters(&mut groups, clause, &dyad);
    add_heads(&mut groups, clause, &dyad, codebook);
    add_codes(&mut groups, clause, hits, codebook, &dyad);
    crate::treefeatures::add(&mut groups, tree, codebook);
    groups.out
}

/// Words and pairs of words of the masked sentence.
fn add_words(groups: &mut Groups, dyad: &Dyad<'_>) {
    let mut masked: Vec<&str> = dyad.words.clone();
    masked.dedup();
    groups.add(WORDS, masked.iter().map(|w| bucket(1, [*w])).collect());
    let pairs = masked.windows(2).map(|w| bucket(2, w.iter().copied())).collect();
    groups.add(PAIRS, pairs);
}

/// Words by their region, and those right behind each actor.
fn add_region_words(groups: &mut Groups, dyad: &Dyad<'_>) {
    let mut out = Vec::new();
    let mut pairs = Vec::new();
    for (at, word) in dyad.words.iter().enumerate() {
        let region = dyad.region(at);
        if region != Region::Inside {
            out.push(bucket(3, [region.as_str(), dyad.order, word]));
            if let Some(next) = dyad.words.get(at + 1) {
                pairs.push(bucket(4, [region.as_str(), word, next]));
            }
        }
    }
    groups.add(REGION_WORDS, out);
    groups.add(REGION_PAIRS, pairs);
    let mut near = Vec::new();
    for (name, from) in [("left", dyad.left.end), ("right", dyad.right.end)] {
        for distance in 0..4 {
            if let Some(word) = dyad.words.get(from + distance) {
                near.push(bucket(5, [name, dyad.order, word]));
            }
        }
    }
    for distance in 1..4 {
        if let Some(at) = dyad.right.start.checked_sub(distance) {
            near.push(bucket(5, ["to", dyad.order, dyad.words[at]]));
        }
    }
    groups.add(NEAR_WORDS, near);
}

/// Stretches of three to five characters of words outside the actors: forms and compounds not seen.
fn add_characters(groups: &mut Groups, clause: &Clause, dyad: &Dyad<'_>) {
    let mut out = Vec::new();
    for (at, word) in clause.words.iter().enumerate() {
        if dyad.region(at) == Region::Inside || !word.lower.starts_with(char::is_alphabetic) {
            continue;
        }
        let framed: Vec<char> =
            core::iter::once('^').chain(word.lower.chars()).chain(['$']).collect();
        for length in 3..=5 {
            for stretch in framed.windows(length) {
                let text: String = stretch.iter().collect();
                out.push(bucket(6, [text.as_str()]));
            }
        }
    }
    groups.add(CHARACTERS, out);
}

/// The words of the actors: police arrest, rebels attack.
fn add_heads(groups: &mut Groups, clause: &Clause, dyad: &Dyad<'_>, codebook: &Codebook) {
    let mut out = Vec::new();
    for (name, range) in [("left", &dyad.left), ("right", &dyad.right)] {
        for at in range.clone() {
            let word = lemma(&clause.words[at].lower, codebook);
            out.push(bucket(7, [name, dyad.order, word]));
            out.push(bucket(8, [word]));
        }
    }
    groups.add(HEADS, out);
}

/// What the codebook says of the words, where they stand, and what stands over them.
fn add_codes(
    groups: &mut Groups,
    clause: &Clause,
    hits: &[Hit],
    codebook: &Codebook,
    dyad: &Dyad<'_>,
) {
    let mut near: Vec<(usize, u32)> = Vec::new();
    let mut all = Vec::new();
    for hit in hits {
        let trigger = &codebook.triggers()[hit.trigger as usize];
        let told = modality(clause, hit.first, hit.form).as_str();
        let negated = if is_negated(clause, hit.first) { "not" } else { "" };
        let region = dyad.region(hit.first);
        let pos = if trigger.pos == Pos::Verb { "verb" } else { "noun" };
        let plover = trigger.plover.as_str();
        all.push(bucket(9, [plover]));
        all.push(bucket(9, [plover, region.as_str(), dyad.order]));
        all.push(bucket(9, [plover, told, negated]));
        all.push(bucket(10, [trigger.cameo.as_str()]));
        let distance = match region {
            Region::Between => hit.first - dyad.left.end,
            Region::After | Region::Inside => 6 + hit.first.saturating_sub(dyad.right.end),
            Region::Before => 10 + dyad.left.start.saturating_sub(hit.first),
        };
        near.push((distance, bucket(11, [plover, pos, told, negated])));
        near.push((distance, bucket(12, [plover])));
        near.push((distance, bucket(12, [trigger.cameo.as_str()])));
    }
    groups.add(CODES, all);
    near.sort_unstable();
    let first: Vec<u32> = near.iter().take(3).map(|n| n.1).collect();
    let second: Vec<u32> = near.iter().skip(3).take(3).map(|n| n.1.wrapping_add(17)).collect();
    groups.add(NEAREST, first);
    let wrapped = second.into_iter().map(|b| b & plenipo_text::offset(BUCKETS - 1)).collect();
    groups.add(SECOND, wrapped);
}

// The groups of features.
const WORDS: usize = 0;
const PAIRS: usize = 1;
const REGION_WORDS: usize = 2;
const REGION_PAIRS: usize = 3;
const NEAR_WORDS: usize = 4;
const CHARACTERS: usize = 5;
const HEADS: usize = 6;
const CODES: usize = 7;
const NEAREST: usize = 8;
const SECOND: usize = 9;

/// Their weights, chosen in cross-validation.
const WEIGHTS: [f32; 17] =
    [1.0, 0.7, 0.8, 0.5, 1.0, 1.3, 0.5, 0.8, 0.7, 0.3, 1.2, 0.5, 0.3, 0.5, 1.0, 1.0, 0.5];

/// The lemma of a verb of the codebook, else the word without the endings of plurals.
fn lemma<'w>(word: &'w str, codebook: &'w Codebook) -> &'w str {
    if let Some((lemma, _)) = codebook.lemma(word) {
        return lemma;
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return "0";
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 3 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => word,
    }
}
