//! The word lists under `data/text`, read once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// When the dot of an abbreviation can end a sentence as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AbbreviationKind {
    /// Stands before a name: never.
    Title,
    /// Joins what stands around it: never.
    Join,
    /// Not before a digit.
    Month,
    /// An abbreviation only before a digit.
    Number,
    /// Not before a day, a month or a time zone.
    Time,
    /// Only before a word that starts sentences.
    Either,
}

/// All lists of this crate.
pub(crate) struct Lexicon {
    abbreviations: HashMap<&'static str, AbbreviationKind>,
    sentence_starters: HashSet<&'static str>,
    speech_verbs: HashSet<&'static str>,
    prefixes: HashSet<&'static str>,
    suffixes: HashSet<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The lists, read at the first call.
pub(crate) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    fn read() -> Self {
        let affixes = || rows(include_str!("../../../data/text/affixes.tsv"));
        let affixes_of = |side| affixes().filter(move |r| r.1 == side).map(|r| r.0).collect();
        Self {
            abbreviations: rows(include_str!("../../../data/text/abbreviations.tsv"))
                .filter_map(|(form, kind)| Some((form, AbbreviationKind::parse(kind)?)))
                .collect(),
            sentence_starters: rows(include_str!("../../../data/text/sentence_starters.tsv"))
                .map(|r| r.0)
                .collect(),
            speech_verbs: rows(include_str!("../../../data/text/speech_verbs.tsv"))
                .map(|r| r.0)
                .collect(),
            prefixes: affixes_of("prefix"),
            suffixes: affixes_of("suffix"),
        }
    }

    /// The kind of `word` (with its dot), if it is a listed abbreviation.
    pub(crate) fn abbreviation(&self, word: &str) -> Option<AbbreviationKind> {
        self.abbreviations.get(word).copied()
    }

    /// Whether capitalised `word` opens sentences.
    pub(crate) fn starts_sentence(&self, word: &str) -> bool {
        self.sentence_starters.contains(word)
    }

    /// Whether `word` is a past or present form of a verb of speech.
    pub(crate) fn is_speech_verb(&self, word: &str) -> bool {
        self.speech_verbs.contains(word)
    }

    /// Whether `left` and `right`, parted by a hyphen, are one token.
    pub(crate) fn joins_affix(&self, left: &str, right: &str) -> bool {
        let lower = |word: &str| word.to_ascii_lowercase();
        self.prefixes.contains(lower(left).as_str())
            || self.suffixes.contains(lower(right).as_str())
    }
}

impl AbbreviationKind {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Self::Title,
            "join" => Self::Join,
            "month" => Self::Month,
            "number" => Self::Number,
            "time" => Self::Time,
            "weekday" | "place" | "either" => Self::Either,
            _ => return None,
        })
    }
}

/// The first two columns of a table, without its header.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().skip(1).filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_is_read() {
        let table = include_str!("../../../data/text/abbreviations.tsv");
        for (form, kind) in rows(table) {
            assert!(AbbreviationKind::parse(kind).is_some(), "{form}: unknown kind {kind}");
        }
        assert_eq!(lexicon().abbreviations.len(), table.lines().count() - 1, "a form twice");
    }
}
