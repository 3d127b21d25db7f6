//! [`Relation`]: who did what to whom, with the words that say so.

use plenipo_gazetteer::MentionKind;
use plenipo_text::Span;

/// Kind of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RelationKind {
    /// Somebody did something to somebody.
    Event,
    /// A person holds an office.
    Office,
    /// A state is a member of an organisation.
    Membership,
    /// A state hosts a meeting or body.
    Host,
}

impl RelationKind {
    /// The name used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Office => "office",
            Self::Membership => "membership",
            Self::Host => "host",
        }
    }
}

/// Whether an event is told as a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// It took place.
    Happened,
    /// It is going on.
    Ongoing,
    /// It is to take place.
    Planned,
    /// It is asked for, possible or conditional.
    Hypothetical,
}

impl Modality {
    /// The name used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Ongoing => "ongoing",
            Self::Planned => "planned",
            Self::Hypothetical => "hypothetical",
        }
    }
}

/// How the date of an event is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateBasis {
    /// The text states it.
    Stated,
    /// The text states it relative to its own date: "on Tuesday".
    Relative,
    /// The date of publication stands in.
    Published,
}

impl DateBasis {
    /// The name used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Relative => "relative",
            Self::Published => "published",
        }
    }
}

/// When an event took place: ISO 8601, a day or an interval `a/b`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventDate {
    /// The day or interval.
    pub iso: String,
    /// How it is known.
    pub basis: DateBasis,
}

/// One side of a relation. Of a group id, name and country are those of whom it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Id of the entity in the gazetteer.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: MentionKind,
    /// Office of a person on the day of the event.
    pub office: Option<String>,
    /// ISO 3166-1 alpha-3 code.
    pub country: Option<String>,
    /// PLOVER sector of a group, `MIL` for "Russian troops"; see `data/codebook/agents.tsv`.
    pub sector: Option<String>,
    /// Whether the words name people or things of it, not itself: "Russian troops".
    pub is_group: bool,
    /// The words, in bytes of the clean text.
    pub span: Span,
}

/// A row of the table, as far as this stage makes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Stable id: hash of document, spans, relation and the ids of both sides.
    pub id: u64,
    /// Index of the sentence in the document.
    pub sentence: u32,
    /// Kind of the row.
    pub kind: RelationKind,
    /// When it took place.
    pub date: Option<EventDate>,
    /// Who acts.
    pub source: Actor,
    /// Whom it is done to.
    pub target: Actor,
    /// PLOVER type, or `HOLDS_OFFICE`, `MEMBER_OF`, `HOSTS`.
    pub relation: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// CAMEO code with a leading `C`.
    pub cameo: Option<String>,
    /// `Q1` verbal cooperation to `Q4` material conflict.
    pub quad: Option<String>,
    /// Goldstein intensity of the CAMEO code, -10 to 10.
    pub goldstein: Option<f64>,
    /// The words that carry the relation, in bytes of the clean text.
    pub trigger: Option<Span>,
    /// Whether it is told as a fact.
    pub modality: Modality,
    /// Whether the text says that it did not take place.
    pub negated: bool,
    /// Who says so, when the sentence reports it.
    pub attribution: Option<String>,
    /// Place of the event where stated.
    pub place: Option<String>,
    /// How sure the row is, 0 to 1.
    pub confidence: f64,
    /// The rule that made the row.
    pub rule: String,
    /// The same for restatements of one event.
    pub cluster: u64,
}
