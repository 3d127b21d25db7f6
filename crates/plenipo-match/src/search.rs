//! The search: a stretch of text at a time, through stages that each leave fewer candidates.
//!
//! Every stage is a loop over an array that does one thing, without a branch that depends on the
//! outcome, so that the processor overlaps the loads of many candidates:
//!
//! 1. word starts that may begin a name ([`crate::mask`]);
//! 2. grams;
//! 3. keys of first words and their filter;
//! 4. keys of two words and their filter; the lines of the table are prefetched;
//! 5. the table; records are prefetched;
//! 6. comparison letter by letter, and longer phrases.

// A branch on what a filter says is mispredicted half of the time; `|` and `&` make none.
#![allow(clippy::needless_bitwise_bool)]

use plenipo_text::Span;

use crate::builder::blind;
use crate::cpu::prefetch;
use crate::filter::{Role, first_bits, pair_bits};
use crate::hash::{ANY_CLASS, gram, hash_word, join};
use crate::image::{Header, View};
use crate::mask::{Engine, Words};
use crate::matcher::Match;
use crate::record::Record;
use crate::table::Slot;
use crate::verify::compare;

/// Bytes of text between two stages: masks, candidates and text stay in the second-level cache.
const STRETCH: usize = 1 << 15;
/// Bytes whose masks are made ahead of the stretch, for names that begin in it.
const AHEAD: usize = 512;
/// Bits of [`Words::window`] that are always there.
const WINDOW: usize = 56;
const NON_ASCII: u64 = 0x8080_8080_8080_8080;

/// What the stages hand on; reused from one search to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Buffers {
    words: Words,
    passed: Vec<(u32, u32)>,
    firsts: Vec<First>,
    phrases: Vec<Phrase>,
    found: Vec<(Phrase, u64)>,
    /// What was found, in order.
    pub(crate) hits: Vec<Match>,
}

/// A word that passed the filter of first words.
#[derive(Clone, Copy, Debug, Default)]
struct First {
    key: u64,
    start: u32,
    end: u32,
    alone: bool,
    begins: bool,
}

/// Words that may be a name or begin one.
#[derive(Clone, Copy, Debug, Default)]
struct Phrase {
    key: u64,
    start: u32,
    end: u32,
    /// One word only: longer phrases are found through the filter of pairs.
    alone: bool,
}

/// One search.
pub(crate) struct Search<'s> {
    pub(crate) header: &'s Header,
    pub(crate) view: View<'s>,
    pub(crate) text: &'s str,
    pub(crate) engine: Engine,
}

/// Room for `len` items; what is there is written over.
fn room<T: Clone + Default>(buffer: &mut Vec<T>, len: usize) -> &mut [T] {
    if buffer.len() < len {
        buffer.resize(len.next_multiple_of(64), T::default());
    }
    buffer
}

impl Search<'_> {
    /// Collects all word-aligned matches into `buffers.hits`.
    #[inline(always)]
    pub(crate) fn run(&self, buffers: &mut Buffers) {
        buffers.hits.clear();
        buffers.words.reset(self.text.len());
        let mut stop = 0;
        while stop < self.text.len() {
            stop = (stop + STRETCH).min(self.text.len());
            buffers.words.fill(self.text, stop + AHEAD, &self.header.first, self.engine);
            let count = buffers.words.starts().partition_point(|&s| (s as usize) < stop);
            let passed = self.pass_grams(&buffers.words, count, &mut buffers.passed);
            buffers.words.take_starts(count);
            let firsts = self.pass_first_words(
                &mut buffers.words,
                &buffers.passed[..passed],
                &mut buffers.firsts,
            );
            let phrases = self.pass_pairs(
                &mut buffers.words,
                &buffers.firsts[..firsts],
                &mut buffers.phrases,
            );
            let found = self.look_up(&buffers.phrases[..phrases], &mut buffers.found);
            for &(phrase, slot) in &buffers.found[..found] {
                self.resolve(&mut buffers.words, phrase, Slot(slot), &mut buffers.hits);
            }
        }
    }

    #[inline(always)]
    fn pass_grams(&self, words: &Words, count: usize, out: &mut Vec<(u32, u32)>) -> usize {
        let (text, view) = (self.text.as_bytes(), &self.view);
        let (any_case, others) = (self.header.any_case, self.header.others_pass);
        let out = room(out, count);
        let mut kept = 0;
        for &start in &words.starts()[..count] {
            let at = start as usize;
            let len = (!words.window(at)).trailing_zeros() as usize;
            let exact = gram(text, at, len);
            let key = if any_case { blind(exact) } else { exact };
            #[expect(clippy::needless_bitwise_bool, reason = "a branch here is taken at random")]
            let passes = view.grams.contains(key) | (others & (exact & NON_ASCII != 0));
            out[kept] = (start, len as u32);
            kept += usize::from(passes);
        }
        kept
    }

    #[inline(always)]
    fn pass_first_words(
        &self,
        words: &mut Words,
        passed: &[(u32, u32)],
        out: &mut Vec<First>,
    ) -> usize {
        let out = room(out, passed.len());
        let mut kept = 0;
        for &(start, len) in passed {
            let (at, len) = (start as usize, len as usize);
            let end = if len <= WINDOW { at + len } else { self.word_end_far(words, at) };
            let (key, mut class) = hash_word(self.text.as_bytes(), at, end - at, self.header.seed);
            let word = self.view.first_words.word(key);
            if self.header.any_case {
                class = 0;
            }
            let (alone, begins) = if class == ANY_CLASS {
                let any = |role| (0..ANY_CLASS).any(|c| holds(word, first_bits(key, role, c)));
                (any(Role::Alone), any(Role::Begins))
            } else {
                let in_class = |role| holds(word, first_bits(key, role, class));
                (in_class(Role::Alone), in_class(Role::Begins))
            };
            out[kept] = First { key, start, end: end as u32, alone, begins };
            kept += usize::from(alone | begins);
        }
        kept
    }

    #[inline(always)]
    fn pass_pairs(&self, words: &mut Words, firsts: &[First], out: &mut Vec<Phrase>) -> usize {
        let out = room(out, firsts.len() * 2);
        let mut kept = 0;
        for first in firsts {
            let First { key, start, end, alone, begins } = *first;
            out[kept] = Phrase { key, start, end, alone: true };
            kept += usize::from(alone);
            // Asked of all: whether a first word begins a name is harder to foretell than to do without.
            if let Some((key, end)) = self.longer(words, key, end as usize) {
                out[kept] = Phrase { key, start, end: end as u32, alone: false };
                kept += usize::from(begins & holds(self.view.pairs.word(key), pair_bits(key)));
            }
        }
        for phrase in &out[..kept] {
            if let Some(line) = self.view.table.line(phrase.key) {
                prefetch(line);
            }
        }
        kept
    }

    #[inline(always)]
    fn look_up(&self, phrases: &[Phrase], out: &mut Vec<(Phrase, u64)>) -> usize {
        let out = room(out, phrases.len());
        let mut kept = 0;
        for &phrase in phrases {
            let slot = self.view.table.find(phrase.key);
            out[kept] = (phrase, slot.0);
            kept += usize::from(!slot.is_empty());
            let records = if slot.ends() { slot.records() } else { 0 };
            if let Some(record) = self.view.records.get(records) {
                prefetch(record);
            }
        }
        kept
    }

    /// Compares what was proposed, and follows longer phrases.
    fn resolve(&self, words: &mut Words, phrase: Phrase, slot: Slot, hits: &mut Vec<Match>) {
        let start = phrase.start as usize;
        if slot.ends() {
            self.compare_all(words, slot.records(), start, phrase.end as usize, hits);
        }
        if phrase.alone {
            return;
        }
        let (mut slot, mut key, mut end) = (slot, phrase.key, phrase.end as usize);
        while let Some((longer, its_end)) = self.longer(words, key, end) {
            if !slot.may_go_on(longer) {
                return;
            }
            (key, end) = (longer, its_end);
            slot = self.view.table.find(key);
            if slot.is_empty() {
                return;
            }
            if slot.ends() {
                self.compare_all(words, slot.records(), start, end, hits);
            }
        }
    }

    /// Compares the records of one phrase with the words that stand at `anchor..end`.
    fn compare_all(
        &self,
        words: &mut Words,
        records: usize,
        anchor: usize,
        end: usize,
        hits: &mut Vec<Match>,
    ) {
        let mut rest = self.view.records.get(records..).unwrap_or_default();
        // Marks after the last word, such as the dot of "U.S.", and what follows them.
        self.ensure(words, end + self.header.longest_gap as usize + 1);
        while let Some((record, last, after)) = Record::read(rest) {
            let start = (0..record.back).try_fold(anchor, |at, _| words.start_before(at));
            if let Some((start, (end, caps))) =
                start.and_then(|s| self.compare(words, &record, s).map(|found| (s, found)))
                && !words.is_word(end)
            {
                let span = Span::from_range(start..end);
                insert(hits, Match { span, payload: record.payload, caps });
            }
            if last {
                return;
            }
            rest = after;
        }
    }

    #[inline(always)]
    fn compare(&self, words: &Words, record: &Record<'_>, start: usize) -> Option<(usize, bool)> {
        let end = start + record.text.len();
        // With a combining mark behind it, the same letters may still be another way to write the name.
        if self.text.as_bytes().get(start..end) == Some(record.text) && !words.is_word(end) {
            return Some((end, false));
        }
        if record.rules.only_as_written() {
            return None;
        }
        compare(core::str::from_utf8(record.text).ok()?, record.rules, self.text, start)
    }

    /// The phrase `key`, which ends at `end`, with the word after it; and where that ends.
    #[inline(always)]
    fn longer(&self, words: &mut Words, key: u64, end: usize) -> Option<(u64, usize)> {
        let (start, end) = self.next_word(words, end)?;
        let (word, _) = hash_word(self.text.as_bytes(), start, end - start, self.header.seed);
        Some((join(key, word), end))
    }

    /// Where the word ends that byte `at` belongs to.
    #[cold]
    fn word_end_far(&self, words: &mut Words, mut at: usize) -> usize {
        loop {
            self.ensure(words, at);
            let len = (!words.window(at)).trailing_zeros() as usize;
            at += len.min(WINDOW);
            if len < WINDOW {
                return at;
            }
        }
    }

    /// The next word, when no more than the longest gap lies before it.
    #[inline(always)]
    fn next_word(&self, words: &mut Words, end: usize) -> Option<(usize, usize)> {
        self.ensure(words, end);
        let window = words.window(end);
        let gap = window.trailing_zeros() as usize;
        let len = (!window.unbounded_shr(gap as u32)).trailing_zeros() as usize;
        if gap + len > WINDOW {
            return self.next_word_far(words, end);
        }
        (gap <= self.header.longest_gap as usize).then_some((end + gap, end + gap + len))
    }

    #[cold]
    fn next_word_far(&self, words: &mut Words, end: usize) -> Option<(usize, usize)> {
        let furthest = (end + self.header.longest_gap as usize).min(self.text.len());
        let mut at = end;
        while at <= furthest {
            self.ensure(words, at);
            let gap = words.window(at).trailing_zeros() as usize;
            if gap <= WINDOW {
                let start = at + gap;
                return (start <= furthest).then(|| (start, self.word_end_far(words, start)));
            }
            at += WINDOW;
        }
        None
    }

    /// Makes sure that the window at byte `at` is there.
    #[inline(always)]
    fn ensure(&self, words: &mut Words, at: usize) {
        if at + 64 > words.filled() && words.filled() < self.text.len() {
            self.fill_ahead(words, at);
        }
    }

    #[cold]
    fn fill_ahead(&self, words: &mut Words, at: usize) {
        words.fill(self.text, at + AHEAD, &self.header.first, self.engine);
    }
}

#[inline(always)]
fn holds(word: u64, bits: u64) -> bool {
    word & bits == bits
}

/// Appends `hit`, or puts it a little further to the front: names found from their second word come after
/// those found from their first.
fn insert(hits: &mut Vec<Match>, hit: Match) {
    hits.push(hit);
    let mut at = hits.len() - 1;
    while at > 0 && hits[at - 1] > hit {
        hits.swap(at - 1, at);
        at -= 1;
    }
}
