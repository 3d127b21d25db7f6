//! The matcher beside its peers: engines with one interface, clocks, and a corpus for anyone.

pub mod clock;
pub mod corpus;
pub mod engines;

use plenipo_match::{CaseRule, Diacritics, Entry, Matcher, MatcherBuilder, Separators};

/// Which rules the entries have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The bytes of the names only, which is what the peers can do.
    Exact,
    /// Upper case, diacritics and separators as they come.
    AllRules,
}

/// A matcher of `names`, each reported as its index.
///
/// # Panics
///
/// Panics when a name does not begin with a letter or digit.
pub fn build(names: &[String], mode: Mode) -> Matcher {
    let mut builder = MatcherBuilder::new();
    for (name, index) in names.iter().zip(0..) {
        let entry = Entry::new(name, index);
        builder.add(match mode {
            Mode::Exact => entry.separators(Separators::Literal),
            Mode::AllRules => entry.case(CaseRule::AsWrittenOrCaps).diacritics(Diacritics::Folded),
        });
    }
    builder.build().expect("names begin with a letter or digit")
}
