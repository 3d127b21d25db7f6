//! What to look for.

/// How the letters of a text may differ in case from those of an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CaseRule {
    /// Not at all: `US` is not `us`.
    #[default]
    Exact,
    /// As written, or every letter in upper case: `Seoul`, `SEOUL`.
    AsWrittenOrCaps,
    /// As written, each word capitalised, or every letter in upper case: `foreign minister`, `Foreign
    /// Minister`, `FOREIGN MINISTER`.
    TitleOrCaps,
    /// In any way.
    AnyCase,
}

/// Whether letters with and without diacritics are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Diacritics {
    /// `Türkiye` is not `Turkiye`.
    #[default]
    Strict,
    /// They are.
    Folded,
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
}

impl<'a> Entry<'a> {
    /// `text` as it is written, reported as `payload`.
    pub const fn new(text: &'a str, payload: u32) -> Self {
        Self { text, payload, case: CaseRule::Exact, diacritics: Diacritics::Strict }
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
}
