//! What to look for.

/// How the letters of a text may differ in case from those of an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CaseRule {
    /// Not at all: `US` is not `us`.
    #[default]
    Exact,
    /// As written, or every letter in upper case: `Seoul`, `SEOUL`.
    AsWrittenOrCaps,
    /// Each word as written or with its first letter in upper case, or every letter in upper case:
    /// `secretary of state`, `Secretary of State`, `SECRETARY OF STATE`.
    TitleOrCaps,
    /// In any way. One such entry makes the filters of the whole dictionary blind to case; keep
    /// dictionaries of names and of phrases in matchers of their own.
    AnyCase,
}

/// Whether letters with and without diacritics are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Diacritics {
    /// `Türkiye` is not `Turkiye`.
    #[default]
    Strict,
    /// They are, composed (`ü`) and decomposed (`u` and a mark U+0300 to U+036F) alike, in the scripts
    /// below U+2000. `ß`, `æ`, `œ`, `ø`, `ł`, `đ`, `ð`, `þ`, `ħ` and `ı` are spelled out.
    Folded,
}

/// What may stand between the words of a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Separators {
    /// Whatever joins words, each for all others; see [the crate page](crate#what-matches).
    #[default]
    Joined,
    /// The bytes of the entry only.
    Literal,
}

/// A name, what to report when it is found, and how it may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Entry<'a> {
    /// The name, as it is normally written.
    pub text: &'a str,
    /// Reported with every match.
    pub payload: u32,
    /// How case may differ.
    pub case: CaseRule,
    /// How diacritics may differ.
    pub diacritics: Diacritics,
    /// What may stand between its words.
    pub separators: Separators,
}

impl<'a> Entry<'a> {
    /// `text` as it is written, reported as `payload`.
    pub const fn new(text: &'a str, payload: u32) -> Self {
        Self {
            text,
            payload,
            case: CaseRule::Exact,
            diacritics: Diacritics::Strict,
            separators: Separators::Joined,
        }
    }

    /// The same with another rule of case.
    pub const fn case(mut self, case: CaseRule) -> Self {
        self.case = case;
        self
    }

    /// The same with another rule of diacritics.
    pub const fn diacritics(mut self, diacritics: Diacritics) -> Self {
        self.diacritics = diacritics;
        self
    }

    /// The same with another rule of separators.
    pub const fn separators(mut self, separators: Separators) -> Self {
        self.separators = separators;
        self
    }
}
