//! [`EventKey`]: what of a row decides which rows restate one event, in a fixed number of bytes.

use plenipo_gazetteer::MentionKind;
use plenipo_text::jiff::civil::Date;
use plenipo_text::{Document, Segmentation, Span};

use crate::hash::stable_id;
use crate::relation::{Actor, DateBasis, Relation, RelationKind};

/// Content words of a sentence that are kept: those with the smallest hashes.
pub(super) const MAX_WORDS: usize = 24;

/// Words of up to this many letters carry no content.
const MAX_SHORT: usize = 3;

/// Longer words without content of their own.
const EMPTY_WORDS: [&str; 48] = [
    "about", "added", "after", "again", "against", "also", "among", "because", "been", "before",
    "being", "between", "both", "could", "during", "from", "have", "however", "into", "later",
    "more", "most", "only", "other", "over", "said", "same", "says", "several", "should", "since",
    "some", "such", "than", "that", "their", "them", "there", "they", "this", "told", "were",
    "when", "which", "while", "will", "with", "would",
];

/// What of a row decides which rows restate one event. Made by [`EventKey::new`], compared by
/// [`cluster`](super::cluster), written to and read from [`EventKey::BYTES`] bytes for tables that do
/// not fit into memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventKey {
    /// Hash of the dyad (states where known, else the actors) and the relation; of the two sides of a
    /// symmetric relation the order does not count.
    pub group: u64,
    /// Id of the row.
    pub row: u64,
    /// Hash of the id of the document.
    pub(super) document: u64,
    /// Hashes of the people on the two sides, 0 where it is no person, in the order of the dyad.
    pub(super) people: (u64, u64),
    /// First and last day of the event, as days of the common era.
    pub(super) days: Option<(i32, i32)>,
    /// The day of the report, twice.
    pub(super) reported: Option<(i32, i32)>,
    /// Whether the text gives the date of the event.
    pub(super) is_stated: bool,
    /// Hash of the trigger.
    pub(super) trigger: u16,
    pub(super) count: u8,
    pub(super) words: [u16; MAX_WORDS],
}

impl EventKey {
    /// Length of a key in bytes.
    pub const BYTES: usize = 8 * 5 + 4 * 4 + 1 + 2 + 1 + 2 * MAX_WORDS;

    /// The key of `relation`, a row of `doc`.
    pub fn new(doc: &Document, segmentation: &Segmentation, relation: &Relation) -> Self {
        let mut sides = [dyad_side(&relation.source), dyad_side(&relation.target)];
        if is_symmetric(relation) {
            sides.sort_unstable();
        }
        let sides_text = sides.map(|(side, _)| side.to_string());
        let group = [relation.kind.as_str(), &relation.relation, &sides_text[0], &sides_text[1]];
        let words = content_words(doc, segmentation, relation);
        let date = relation.date.as_ref();
        let trigger = relation.trigger.map_or("", |t| t.of(doc.text())).to_lowercase();
        Self {
            group: stable_id(group),
            row: relation.id,
            document: stable_id([doc.id()]),
            people: (sides[0].1, sides[1].1),
            days: date.and_then(|d| day_interval(&d.iso)),
            reported: doc.meta.published_day().map(|d| (day_number(d), day_number(d))),
            is_stated: date.is_some_and(|d| d.basis != DateBasis::Published),
            trigger: stable_id([trigger.as_str()]) as u16,
            count: words.len() as u8,
            words: core::array::from_fn(|i| words.get(i).copied().unwrap_or(0)),
        }
    }

    /// Whether the day of the event is not known.
    pub(super) fn is_undated(&self) -> bool {
        self.days.is_none()
    }

    /// Hashes of the content words, sorted.
    pub(super) fn words(&self) -> &[u16] {
        &self.words[..usize::from(self.count)]
    }

    /// The key as bytes, the same on every machine.
    pub fn to_bytes(&self) -> [u8; Self::BYTES] {
        let mut out = [0; Self::BYTES];
        let mut at = 0;
        let mut put = |bytes: &[u8]| {
            out[at..at + bytes.len()].copy_from_slice(bytes);
            at += bytes.len();
        };
        for word in [self.group, self.row, self.document, self.people.0, self.people.1] {
            put(&word.to_le_bytes());
        }
        for days in [self.days, self.reported] {
            let (first, last) = days.unwrap_or((i32::MIN, i32::MIN));
            put(&first.to_le_bytes());
            put(&last.to_le_bytes());
        }
        put(&[u8::from(self.is_stated)]);
        put(&self.trigger.to_le_bytes());
        put(&[self.count]);
        self.words.iter().for_each(|w| put(&w.to_le_bytes()));
        out
    }

    /// The key that [`EventKey::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8; Self::BYTES]) -> Self {
        let mut rest = &bytes[..];
        let group = u64::from_le_bytes(take(&mut rest));
        let row = u64::from_le_bytes(take(&mut rest));
        let document = u64::from_le_bytes(take(&mut rest));
        let people = (u64::from_le_bytes(take(&mut rest)), u64::from_le_bytes(take(&mut rest)));
        let days = take_days(&mut rest);
        let reported = take_days(&mut rest);
        let [stated] = take(&mut rest);
        let trigger = u16::from_le_bytes(take(&mut rest));
        let [count] = take(&mut rest);
        let words = core::array::from_fn(|_| u16::from_le_bytes(take(&mut rest)));
        let count = count.min(MAX_WORDS as u8);
        let is_stated = stated != 0;
        Self { group, row, document, people, days, reported, is_stated, trigger, count, words }
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> [u8; N] {
    match rest.split_first_chunk() {
        Some((head, tail)) => {
            *rest = tail;
            *head
        }
        // The lengths add up to `BYTES`.
        None => [0; N],
    }
}

fn take_days(rest: &mut &[u8]) -> Option<(i32, i32)> {
    let days = (i32::from_le_bytes(take(rest)), i32::from_le_bytes(take(rest)));
    (days.0 != i32::MIN).then_some(days)
}

/// Whether "A met B" and "B met A" tell of one event.
fn is_symmetric(relation: &Relation) -> bool {
    relation.kind == RelationKind::Event
        && matches!(relation.relation.as_str(), "CONSULT" | "AGREE" | "COOPERATE")
}

/// Hash of a side of the dyad, and of the person on it. An official acts for a state: a headline names
/// the state where the lead names the minister.
fn dyad_side(actor: &Actor) -> (u64, u64) {
    let person = if actor.kind == MentionKind::Person { stable_id([&*actor.id]) } else { 0 };
    let side = actor.country.as_deref().unwrap_or(&actor.id);
    (stable_id([side]), person)
}

/// Hashes of the words of the sentence that carry content, without those of actors and trigger: sorted, each
/// once, at most [`MAX_WORDS`].
fn content_words(doc: &Document, segmentation: &Segmentation, relation: &Relation) -> Vec<u16> {
    let Some(sentence) = segmentation.sentences().get(relation.sentence as usize) else {
        return Vec::new();
    };
    let known = [Some(relation.source.span), Some(relation.target.span), relation.trigger];
    let is_known = |span: Span| {
        known.iter().flatten().any(|k| k.start() <= span.start() && span.end() <= k.end())
    };
    let tokens = segmentation.tokens_in(sentence.span);
    let mut words: Vec<u16> = segmentation.tokens()[tokens.range()]
        .iter()
        .filter(|t| !is_known(t.span))
        .map(|t| t.span.of(doc.text()).to_lowercase())
        .filter(|w| w.chars().count() > MAX_SHORT && w.chars().all(char::is_alphanumeric))
        .filter(|w| !EMPTY_WORDS.contains(&w.as_str()))
        .map(|w| stable_id([stem(&w)]) as u16)
        .collect();
    words.sort_unstable();
    words.dedup();
    words.truncate(MAX_WORDS);
    words
}

/// A word without the endings that restatements change: "discussed", "discusses", "discussing".
fn stem(word: &str) -> &str {
    let ending = ["ing", "ed", "es", "s"].iter().find_map(|e| word.strip_suffix(e));
    ending.filter(|stem| stem.len() > MAX_SHORT).unwrap_or(word)
}

/// First and last day of an ISO date or interval.
fn day_interval(iso: &str) -> Option<(i32, i32)> {
    let (first, last) = iso.split_once('/').unwrap_or((iso, iso));
    let day = |text: &str| text.parse::<Date>().ok().map(day_number);
    Some((day(first)?, day(last)?))
}

/// Days since 1970-01-01.
fn day_number(date: Date) -> i32 {
    let epoch = Date::constant(1970, 1, 1);
    (date - epoch).get_days()
}
