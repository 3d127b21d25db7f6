//! The matcher: all overlapping hits of an automaton, filtered at word edges, then resolved.
//!
//! The order matters: an automaton that keeps only the leftmost longest hit would drop "Korea" for
//! "Korea Times" where the text says "Korea Timeshare", and the filter could not bring it back.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use plenipo_text::Span;

use crate::variants::variants;
use crate::word::{is_aligned, is_word};
use crate::{CaseRule, Entry, Error};

/// A name found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Match {
    /// Its bytes in the text.
    pub span: Span,
    /// Payload of the entry.
    pub payload: u32,
    /// Whether it is written in upper case and the entry is not.
    pub caps: bool,
}

/// Memory reused from one search to the next; one for each thread.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    hits: Vec<Match>,
}

impl Scratch {
    /// Empty memory.
    pub fn new() -> Self {
        Self::default()
    }
}

/// Collects entries.
#[derive(Clone, Debug, Default)]
pub struct MatcherBuilder {
    sensitive: Patterns,
    insensitive: Patterns,
    count: usize,
    error: Option<Error>,
}

#[derive(Clone, Debug, Default)]
struct Patterns {
    texts: Vec<String>,
    reports: Vec<(u32, bool)>,
}

impl MatcherBuilder {
    /// A dictionary without entries.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an entry. A name may be added several times, with other payloads.
    pub fn add(&mut self, entry: Entry<'_>) -> &mut Self {
        if !entry.text.starts_with(is_word) && self.error.is_none() {
            self.error = Some(Error::no_word(self.count, entry.text));
        }
        self.count += 1;
        let patterns = match entry.case {
            CaseRule::AnyCase => &mut self.insensitive,
            _ => &mut self.sensitive,
        };
        for variant in variants(&entry) {
            patterns.texts.push(variant.text);
            patterns.reports.push((entry.payload, variant.caps));
        }
        self
    }

    /// Compiles the entries.
    ///
    /// # Errors
    ///
    /// An entry that does not begin with a letter or digit, or more text than an automaton can hold.
    pub fn build(&self) -> Result<Matcher, Error> {
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
        let compile = |patterns: &Patterns, any_case: bool| -> Result<Automaton, Error> {
            let automaton = AhoCorasick::builder()
                .match_kind(MatchKind::Standard)
                .kind(Some(AhoCorasickKind::ContiguousNFA))
                .ascii_case_insensitive(any_case)
                .build(&patterns.texts)
                .map_err(Error::too_large)?;
            Ok(Automaton { automaton, reports: patterns.reports.clone() })
        };
        Ok(Matcher {
            automata: [compile(&self.sensitive, false)?, compile(&self.insensitive, true)?],
        })
    }
}

/// A compiled dictionary; shared between threads.
#[derive(Clone, Debug)]
pub struct Matcher {
    automata: [Automaton; 2],
}

#[derive(Clone, Debug)]
struct Automaton {
    automaton: AhoCorasick,
    reports: Vec<(u32, bool)>,
}

impl Matcher {
    /// Visits every word-aligned match, also those inside or across others, ordered by start, then end,
    /// then payload; each once.
    pub fn overlapping(&self, text: &str, scratch: &mut Scratch, mut visit: impl FnMut(Match)) {
        self.collect(text, scratch);
        for &hit in &scratch.hits {
            visit(hit);
        }
    }

    /// The matches that remain when, from left to right, the longest is taken and what overlaps it is
    /// dropped. A name with several payloads is reported once for each.
    pub fn leftmost_longest(&self, text: &str, scratch: &mut Scratch) -> Vec<Match> {
        self.collect(text, scratch);
        scratch.hits.sort_by_key(|m| (m.span.start(), core::cmp::Reverse(m.span.end()), m.payload));
        let mut kept: Vec<Match> = Vec::new();
        for &hit in &scratch.hits {
            if kept.last().is_none_or(|k| k.span.end() <= hit.span.start() || k.span == hit.span) {
                kept.push(hit);
            }
        }
        kept
    }

    fn collect(&self, text: &str, scratch: &mut Scratch) {
        scratch.hits.clear();
        for Automaton { automaton, reports } in &self.automata {
            if reports.is_empty() {
                continue;
            }
            for hit in automaton.find_overlapping_iter(text) {
                if is_aligned(text, hit.start(), hit.end()) {
                    let (payload, caps) = reports[hit.pattern().as_usize()];
                    let span = Span::from_range(hit.range());
                    scratch.hits.push(Match { span, payload, caps });
                }
            }
        }
        scratch.hits.sort_unstable();
        scratch.hits.dedup_by_key(|m| (m.span, m.payload));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matcher(entries: &[Entry<'_>]) -> Matcher {
        let mut builder = MatcherBuilder::new();
        for entry in entries {
            builder.add(*entry);
        }
        builder.build().unwrap()
    }

    fn longest<'t>(matcher: &Matcher, text: &'t str) -> Vec<&'t str> {
        matcher
            .leftmost_longest(text, &mut Scratch::new())
            .iter()
            .map(|m| m.span.of(text))
            .collect()
    }

    #[test]
    fn a_longer_name_that_is_not_there_does_not_hide_a_shorter_one() {
        let m = matcher(&[Entry::new("Korea", 1), Entry::new("Korea Times", 2)]);
        assert_eq!(longest(&m, "Korea Timeshare; Korea Times"), ["Korea", "Korea Times"]);
    }

    #[test]
    fn separators_stand_for_each_other() {
        let m = matcher(&[Entry::new("Cho Tae-yul", 1)]);
        let text = "Cho Tae\u{a0}yul, Cho-Tae-yul and Cho Tae-yul";
        assert!(longest(&m, text).contains(&"Cho Tae-yul"));
    }

    #[test]
    fn every_payload_of_a_name_is_reported() {
        let m = matcher(&[Entry::new("Georgia", 1), Entry::new("Georgia", 2)]);
        assert_eq!(m.leftmost_longest("in Georgia.", &mut Scratch::new()).len(), 2);
    }

    #[test]
    fn case_is_as_the_entry_says() {
        let m = matcher(&[
            Entry::new("US", 1),
            Entry::new("Seoul", 2).case(CaseRule::AsWrittenOrCaps),
            Entry::new("foreign minister", 3).case(CaseRule::TitleOrCaps),
            Entry::new("nato", 4).case(CaseRule::AnyCase),
        ]);
        assert_eq!(
            longest(&m, "us US SEOUL seoul Foreign Minister Foreign minister NaTo"),
            ["US", "SEOUL", "Foreign Minister", "NaTo"]
        );
    }

    #[test]
    fn an_entry_without_a_word_is_refused() {
        let mut builder = MatcherBuilder::new();
        builder.add(Entry::new("Seoul", 1)).add(Entry::new("- x", 2));
        assert!(builder.build().unwrap_err().to_string().contains("entry 1"));
    }
}
