//! The engines, each with a search that counts word-aligned, overlapping matches of the same names.
//!
//! No peer knows words: automata find all occurrences and those inside words are dropped; the double
//! array is walked from every start of a word.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use daachorse::DoubleArrayAhoCorasick;
use plenipo_match::{Matcher, Scratch};
use yada::DoubleArray;
use yada::builder::DoubleArrayBuilder;

use super::{Mode, build};

/// A match: start, end, index of the name.
pub type Hit = (u32, u32, u32);

/// An engine with its dictionary.
pub trait Engine {
    /// Its name in the table.
    fn name(&self) -> &'static str;
    /// Bytes that its dictionary takes.
    fn bytes(&self) -> usize;
    /// Whether what it finds must be what the others find.
    fn is_exact(&self) -> bool {
        true
    }
    /// Appends what it finds to `hits`, in any order.
    fn search(&mut self, text: &str, hits: &mut Vec<Hit>);
}

/// This crate's matcher.
#[derive(Debug)]
pub struct Ours {
    matcher: Matcher,
    scratch: Scratch,
    mode: Mode,
}

impl Ours {
    /// Builds the matcher.
    pub fn new(names: &[String], mode: Mode) -> Self {
        Self { matcher: build(names, mode), scratch: Scratch::new(), mode }
    }

    /// The matcher.
    pub fn matcher(&self) -> &Matcher {
        &self.matcher
    }
}

impl Engine for Ours {
    fn name(&self) -> &'static str {
        match self.mode {
            Mode::Exact => "plenipo-match exact",
            Mode::AllRules => "plenipo-match all rules",
        }
    }

    fn bytes(&self) -> usize {
        self.matcher.image().len()
    }

    fn is_exact(&self) -> bool {
        self.mode == Mode::Exact
    }

    fn search(&mut self, text: &str, hits: &mut Vec<Hit>) {
        self.matcher.overlapping(text, &mut self.scratch, |m| {
            hits.push((m.span.start(), m.span.end(), m.payload));
        });
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || matches!(c, '\u{300}'..='\u{36f}')
}

/// Whether a word begins or ends at byte `at`, or none is there.
#[inline]
fn parts(text: &str, at: usize, after: bool) -> bool {
    let byte = if after { text.as_bytes().get(at) } else { text.as_bytes()[..at].last() };
    match byte {
        None => true,
        Some(b) if b.is_ascii() => !(b.is_ascii_alphanumeric() || *b == b'_'),
        Some(_) if after => !text[at..].starts_with(is_word),
        Some(_) => !text[..at].ends_with(is_word),
    }
}

#[inline]
fn is_aligned(text: &str, start: usize, end: usize) -> bool {
    parts(text, start, false) && parts(text, end, true)
}

/// `aho-corasick`, contiguous NFA.
#[derive(Debug)]
pub struct Aho(AhoCorasick);

impl Aho {
    /// Builds the automaton.
    ///
    /// # Panics
    ///
    /// Panics when it would not fit.
    pub fn new(names: &[String]) -> Self {
        let mut builder = AhoCorasick::builder();
        builder.match_kind(MatchKind::Standard).kind(Some(AhoCorasickKind::ContiguousNFA));
        Self(builder.build(names).expect("the names fit into an automaton"))
    }
}

impl Engine for Aho {
    fn name(&self) -> &'static str {
        "aho-corasick"
    }

    fn bytes(&self) -> usize {
        self.0.memory_usage()
    }

    fn search(&mut self, text: &str, hits: &mut Vec<Hit>) {
        for m in self.0.find_overlapping_iter(text) {
            if is_aligned(text, m.start(), m.end()) {
                hits.push((m.start() as u32, m.end() as u32, m.pattern().as_u32()));
            }
        }
    }
}

/// `daachorse`, bytewise.
pub struct Daachorse(DoubleArrayAhoCorasick<u32>);

impl Daachorse {
    /// Builds the automaton.
    ///
    /// # Panics
    ///
    /// Panics when it would not fit.
    pub fn new(names: &[String]) -> Self {
        let automaton = DoubleArrayAhoCorasick::with_values(names.iter().zip(0u32..));
        Self(automaton.expect("the names fit into an automaton"))
    }
}

impl Engine for Daachorse {
    fn name(&self) -> &'static str {
        "daachorse"
    }

    fn bytes(&self) -> usize {
        self.0.heap_bytes()
    }

    fn search(&mut self, text: &str, hits: &mut Vec<Hit>) {
        for m in self.0.find_overlapping_iter(text) {
            if is_aligned(text, m.start(), m.end()) {
                hits.push((m.start() as u32, m.end() as u32, m.value()));
            }
        }
    }
}

/// `yada`, a double-array trie walked from every start of a word.
pub struct Yada {
    trie: DoubleArray<Vec<u8>>,
    bytes: usize,
}

impl Yada {
    /// Builds the trie.
    ///
    /// # Panics
    ///
    /// Panics when it would not fit.
    pub fn new(names: &[String]) -> Self {
        let mut keys: Vec<(&[u8], u32)> = names.iter().map(String::as_bytes).zip(0..).collect();
        keys.sort_unstable();
        let bytes = DoubleArrayBuilder::build(&keys).expect("the names fit into a double array");
        let len = bytes.len();
        Self { trie: DoubleArray::new(bytes).expect("it was just built"), bytes: len }
    }
}

impl Engine for Yada {
    fn name(&self) -> &'static str {
        "yada"
    }

    fn bytes(&self) -> usize {
        self.bytes
    }

    fn search(&mut self, text: &str, hits: &mut Vec<Hit>) {
        let bytes = text.as_bytes();
        let mut in_word = false;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let (word, len) = if byte.is_ascii() {
                (byte.is_ascii_alphanumeric() || byte == b'_', 1)
            } else {
                let c = text[at..].chars().next();
                c.map_or((false, 1), |c| (is_word(c), c.len_utf8()))
            };
            if word && !in_word {
                for (index, len) in self.trie.common_prefix_search(&bytes[at..]) {
                    if parts(text, at + len, true) {
                        hits.push((at as u32, (at + len) as u32, index));
                    }
                }
            }
            (in_word, at) = (word, at + len);
        }
    }
}
