//! [`Stream`]: a text in chunks.

use core::ops::Range;

use crate::matcher::{Longest, Match, Matcher, Scratch};
use crate::word::is_word;

/// A name found in a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamMatch {
    /// Its bytes, counted from the start of the first chunk.
    pub bytes: Range<u64>,
    /// Payload of the entry.
    pub payload: u32,
    /// As [`Match::caps`].
    pub caps: bool,
}

/// Which matches a stream reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Overlapping,
    LeftmostLongest,
}

/// Searches a text that comes in chunks. What is found is what a search of the whole would find, wherever
/// the chunks are cut.
///
/// Kept in memory: the last chunk and, before it, as many words as the longest entry has, or up to twice as
/// much. Time grows with the length of the stream, however long its words and short its chunks are.
///
/// ```
/// use plenipo_match::{Entry, MatcherBuilder, Stream};
///
/// let mut builder = MatcherBuilder::new();
/// builder.add(Entry::new("New Zealand", 64));
/// let matcher = builder.build()?;
/// let mut stream = Stream::leftmost_longest(&matcher);
/// let mut found = Vec::new();
/// for chunk in ["in New Zea", "land, and"] {
///     stream.push(chunk, |m| found.push(m.bytes));
/// }
/// stream.finish(|m| found.push(m.bytes));
/// assert_eq!(found, [3..14]);
/// # Ok::<(), plenipo_match::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Stream<'m> {
    matcher: &'m Matcher,
    kind: Kind,
    scratch: Scratch,
    /// What may still be part of a match.
    text: String,
    /// How long it must have grown before it is searched again. Twice what was left the last time, so that each
    /// byte is looked at a few times at most.
    search_at: usize,
    /// Bytes of the stream before it.
    before: u64,
    longest: Longest,
}

impl<'m> Stream<'m> {
    /// A stream that reports what [`Matcher::overlapping`] does.
    pub fn overlapping(matcher: &'m Matcher) -> Self {
        Self::new(matcher, Kind::Overlapping)
    }

    /// A stream that reports what [`Matcher::leftmost_longest`] does.
    pub fn leftmost_longest(matcher: &'m Matcher) -> Self {
        Self::new(matcher, Kind::LeftmostLongest)
    }

    fn new(matcher: &'m Matcher, kind: Kind) -> Self {
        Self {
            matcher,
            kind,
            scratch: Scratch::new(),
            text: String::new(),
            search_at: 0,
            before: 0,
            longest: Longest::default(),
        }
    }

    /// Goes on with `chunk`; visits matches that no later chunk can change. Some are visited later, since the
    /// text is not searched for every word that comes.
    ///
    /// # Panics
    ///
    /// When a chunk, with what is kept before it, has 4 GiB or more.
    pub fn push(&mut self, chunk: &str, visit: impl FnMut(StreamMatch)) {
        self.text.push_str(chunk);
        if self.text.len() < self.search_at {
            return;
        }
        let cut = self.cut();
        if cut > 0 {
            self.report(cut, visit);
            self.text.drain(..cut);
            self.before += cut as u64;
            self.longest.shift(cut as u32);
        }
        self.search_at = 2 * self.text.len();
    }

    /// Ends the text; visits the rest.
    ///
    /// # Panics
    ///
    /// As [`Self::push`].
    pub fn finish(mut self, visit: impl FnMut(StreamMatch)) {
        self.report(self.text.len(), visit);
    }

    /// Where the first word starts at which a name may begin whose end is not known yet: as many words
    /// must follow as the longest entry has.
    fn cut(&self) -> usize {
        let mut at = self.text.len();
        for _ in 0..self.matcher.most_words() {
            let text = &self.text[..at];
            let gap = text.chars().rev().take_while(|&c| !is_word(c));
            let gap: usize = gap.map(char::len_utf8).sum();
            let word = text[..at - gap].chars().rev().take_while(|&c| is_word(c));
            let word: usize = word.map(char::len_utf8).sum();
            if word == 0 {
                return 0;
            }
            at -= gap + word;
        }
        at
    }

    fn report(&mut self, cut: usize, mut visit: impl FnMut(StreamMatch)) {
        let Self { matcher, kind, scratch, text, before, longest, .. } = self;
        matcher.overlapping(text, scratch, |_| ());
        let hits = &scratch.buffers.hits;
        let sure = &hits[..hits.partition_point(|m| (m.span.start() as usize) < cut)];
        let mut report = |m: Match| {
            let at = |offset: u32| *before + u64::from(offset);
            let bytes = at(m.span.start())..at(m.span.end());
            visit(StreamMatch { bytes, payload: m.payload, caps: m.caps });
        };
        match kind {
            Kind::Overlapping => sure.iter().copied().for_each(&mut report),
            Kind::LeftmostLongest => longest.push(sure, &mut report),
        }
    }
}
