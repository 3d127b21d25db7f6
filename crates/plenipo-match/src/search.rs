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

use crate::cpu::prefetch;
use crate::filter::{Role, first_bits, pair_bits};
use crate::hash::{ANY_CLASS, Gram, hash_word, join};
use crate::image::{Header, View};
use crate::mask::{Engine, Words};
use crate::matcher::Match;
use crate::record::Record;
use crate::table::{Slot, same_slots};
use crate::verify::compare;

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod order;

/// Bytes of text between two stages: masks and candidates stay in the first-level cache, the text in the second.
const STRETCH: usize = 1 << 15;
/// Bytes whose masks are made ahead of the stretch, for names that begin in it.
const AHEAD: usize = 512;
/// Bytes whose masks are kept from the stretch before, for names that are found from a later word.
const BEHIND: usize = 256;
/// Bits of [`Words::window`] that are always there.
const WINDOW: usize = 56;
/// Candidates that vectors may write beyond those they keep.
const SLACK: usize = 16;

/// What the stages hand on; reused from one search to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Buffers {
    words: Words,
    passed: Vec<u32>,
    firsts: Candidates,
    /// Where vectors keep what may be pairs between two steps.
    pairs: Candidates,
    phrases: Candidates,
    /// Phrases longer by a word.
    longer: Candidates,
    /// What the table says of a phrase, and its number.
    found: Vec<(u64, u32)>,
    /// Hits on their way to their place.
    moved: Vec<Match>,
    /// What was found, in order.
    pub(crate) hits: Vec<Match>,
}

/// Words that may be a name or begin one, field by field.
#[derive(Clone, Debug, Default)]
struct Candidates {
    keys: Vec<u64>,
    starts: Vec<u32>,
    ends: Vec<u32>,
    /// [`ALONE`] and [`BEGINS`].
    roles: Vec<u32>,
}

/// A word that may be a name.
const ALONE: u32 = 1;
/// A word that may begin a longer one. Among phrases: two words, of which a longer one may begin.
const BEGINS: u32 = 2;

/// One of [`Candidates`].
#[derive(Clone, Copy, Debug)]
struct Candidate {
    key: u64,
    start: u32,
    end: u32,
    roles: u32,
}

impl Candidates {
    /// Makes room for `len` of them and [`SLACK`] more.
    fn reserve(&mut self, len: usize) {
        room(&mut self.keys, len);
        room(&mut self.starts, len);
        room(&mut self.ends, len);
        room(&mut self.roles, len);
    }

    #[inline(always)]
    fn set(&mut self, at: usize, new: Candidate) {
        self.keys[at] = new.key;
        self.starts[at] = new.start;
        self.ends[at] = new.end;
        self.roles[at] = new.roles;
    }

    #[inline(always)]
    fn get(&self, at: usize) -> Candidate {
        Candidate {
            key: self.keys[at],
            start: self.starts[at],
            end: self.ends[at],
            roles: self.roles[at],
        }
    }
}

/// One search.
pub(crate) struct Search<'s> {
    pub(crate) header: &'s Header,
    pub(crate) view: View<'s>,
    pub(crate) text: &'s str,
    pub(crate) engine: Engine,
}

/// Room for `len` items and [`SLACK`] more; what is there is written over.
fn room<T: Clone + Default>(buffer: &mut Vec<T>, len: usize) -> &mut [T] {
    if buffer.len() < len + SLACK {
        buffer.resize((len + SLACK).next_multiple_of(64), T::default());
    }
    buffer
}

impl Search<'_> {
    /// Collects all word-aligned matches into `buffers.hits`.
    #[inline(always)]
    pub(crate) fn run(&self, buffers: &mut Buffers) {
        buffers.hits.clear();
        buffers.words.reset();
        let mut stop = 0;
        while stop < self.text.len() {
            buffers.words.forget(stop.saturating_sub(BEHIND));
            stop = (stop + STRETCH).min(self.text.len());
            buffers.words.fill(self.text, stop + AHEAD, &self.header.first, self.engine);
            let count = buffers.words.starts().partition_point(|&s| (s as usize) < stop);
            let passed = self.pass_grams(&buffers.words, count, &mut buffers.passed);
            buffers.words.take_starts(count);
            let mut phrases = self.pass_phrases(passed, buffers);
            while phrases > 0 {
                let from = buffers.hits.len();
                let found = self.look_up(&buffers.phrases, phrases, &mut buffers.found);
                phrases = self.resolve(found, buffers);
                order::put_in_order(&mut buffers.hits, from, &mut buffers.moved);
            }
        }
    }

    #[inline(always)]
    fn pass_grams(&self, words: &Words, count: usize, out: &mut Vec<u32>) -> usize {
        let out = room(out, count);
        let starts = &words.starts()[..count];
        #[cfg(target_arch = "x86_64")]
        if self.engine == Engine::Avx512 {
            return avx512::pass_grams(self, words, starts, out);
        }
        let mut kept = 0;
        for &start in starts {
            out[kept] = start;
            kept += usize::from(self.passes_gram(words, start));
        }
        kept
    }

    #[inline(always)]
    fn passes_gram(&self, words: &Words, start: u32) -> bool {
        let at = start as usize;
        let len = (!words.window(at)).trailing_zeros() as usize;
        let gram = Gram::of(self.text.as_bytes(), at, len);
        let key = if self.header.any_case { gram.without_case() } else { gram };
        self.view.grams.contains(key.bytes) | (self.header.others_pass & gram.cut)
    }

    /// Leaves the phrases that go on to the table in `buffers.phrases`, more or less in the order of the text.
    #[inline(always)]
    fn pass_phrases(&self, passed: usize, buffers: &mut Buffers) -> usize {
        let Buffers { words, passed: starts, firsts, pairs, phrases, .. } = buffers;
        let starts = &starts[..passed];
        firsts.reserve(passed);
        phrases.reserve(passed * 2);
        let kept = match self.engine {
            #[cfg(target_arch = "x86_64")]
            Engine::Avx512 => {
                pairs.reserve(passed);
                avx512::pass_phrases(self, words, starts, (firsts, pairs), phrases)
            }
            _ => {
                let firsts_kept = self.pass_first_words(words, starts, firsts);
                self.pass_pairs(words, firsts, firsts_kept, phrases)
            }
        };
        for &key in &phrases.keys[..kept] {
            self.fetch_line(key);
        }
        kept
    }

    #[inline(always)]
    fn pass_first_words(&self, words: &mut Words, starts: &[u32], out: &mut Candidates) -> usize {
        let mut kept = 0;
        for &start in starts {
            let first = self.first_word(words, start);
            out.set(kept, first);
            kept += usize::from(first.roles != 0);
        }
        kept
    }

    /// The word at `start`, and what the filter says of it.
    #[inline(always)]
    fn first_word(&self, words: &mut Words, start: u32) -> Candidate {
        let end = self.word_end(words, start as usize);
        let len = end - start as usize;
        let (key, mut class) =
            hash_word(self.text.as_bytes(), start as usize, len, self.header.seed);
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
        let roles = (u32::from(alone) * ALONE) | (u32::from(begins) * BEGINS);
        Candidate { key, start, end: end as u32, roles }
    }

    #[inline(always)]
    fn fetch_line(&self, key: u64) {
        if let Some(line) = self.view.table.line(key) {
            prefetch(line);
        }
    }

    #[inline(always)]
    fn pass_pairs(
        &self,
        words: &mut Words,
        firsts: &Candidates,
        count: usize,
        out: &mut Candidates,
    ) -> usize {
        let mut kept = 0;
        for at in 0..count {
            let first = firsts.get(at);
            out.set(kept, Candidate { roles: ALONE, ..first });
            kept += usize::from(first.roles & ALONE != 0);
            // Asked of all: whether a first word begins a name is harder to foretell than to do without.
            if let Some(pair) = self.pair(words, first) {
                out.set(kept, pair);
                kept += usize::from(first.roles & BEGINS != 0);
            }
        }
        kept
    }

    /// A first word with the word after it, when the filter knows them.
    #[inline(always)]
    fn pair(&self, words: &mut Words, first: Candidate) -> Option<Candidate> {
        let (key, end) = self.longer(words, first.key, first.end as usize)?;
        let pair = Candidate { key, start: first.start, end: end as u32, roles: BEGINS };
        holds(self.view.pairs.word(key), pair_bits(key)).then_some(pair)
    }

    #[inline(always)]
    fn look_up(&self, phrases: &Candidates, count: usize, out: &mut Vec<(u64, u32)>) -> usize {
        match self.engine {
            Engine::Portable => self.look_up_with(phrases, count, out, same_slots),
            #[cfg(target_arch = "x86_64")]
            Engine::Avx2 => self.look_up_with(phrases, count, out, avx2::same_slots),
            #[cfg(target_arch = "x86_64")]
            Engine::Avx512 => self.look_up_with(phrases, count, out, avx512::same_slots),
        }
    }

    #[inline(always)]
    fn look_up_with(
        &self,
        phrases: &Candidates,
        count: usize,
        out: &mut Vec<(u64, u32)>,
        same: impl Fn(&[u8; 64], u64) -> u32,
    ) -> usize {
        let out = room(out, count);
        let mut kept = 0;
        for (&key, at) in phrases.keys[..count].iter().zip(0..) {
            let slot = self.view.table.find(key, &same);
            out[kept] = (slot.0, at);
            kept += usize::from(!slot.is_empty());
            let records = if slot.ends() { slot.records() } else { 0 };
            if let Some(record) = self.view.records.get(records) {
                prefetch(record);
            }
        }
        kept
    }

    /// Compares what was found, and leaves the phrases longer by a word in `buffers.phrases`.
    #[inline(always)]
    fn resolve(&self, count: usize, buffers: &mut Buffers) -> usize {
        let Buffers { words, phrases, longer, found, hits, .. } = buffers;
        longer.reserve(count);
        let mut kept = 0;
        for &(slot, at) in &found[..count] {
            let (slot, phrase) = (Slot(slot), phrases.get(at as usize));
            if slot.ends() {
                let (start, end) = (phrase.start as usize, phrase.end as usize);
                self.compare_all(words, slot.records(), start, end, hits);
            }
            // Longer phrases than one word are found through the filter of pairs.
            if phrase.roles & BEGINS == 0 || !slot.goes_on() {
                continue;
            }
            if let Some((key, end)) = self.longer(words, phrase.key, phrase.end as usize)
                && slot.may_go_on(key)
            {
                self.fetch_line(key);
                longer.set(kept, Candidate { key, end: end as u32, ..phrase });
                kept += 1;
            }
        }
        core::mem::swap(phrases, longer);
        kept
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
            let start =
                (0..record.back).try_fold(anchor, |at, _| words.start_before(self.text, at));
            if let Some((start, (end, caps))) =
                start.and_then(|s| self.compare(words, &record, s).map(|found| (s, found)))
                && !words.is_word(self.text, end)
            {
                let span = Span::from_range(start..end);
                hits.push(Match { span, payload: record.payload, caps });
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
        if self.text.as_bytes().get(start..end) == Some(record.text)
            && !words.is_word(self.text, end)
        {
            // Only a damaged image has a record that ends inside a character.
            return self.text.is_char_boundary(end).then_some((end, false));
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
    #[inline(always)]
    fn word_end(&self, words: &mut Words, at: usize) -> usize {
        self.ensure(words, at);
        let len = (!words.window(at)).trailing_zeros() as usize;
        if len <= WINDOW { at + len } else { self.word_end_far(words, at) }
    }

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
