//! [`Mention`]: a name in a text and who it stands for.

use plenipo_text::Span;

/// What a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MentionKind {
    /// A state or territory, by name, demonym, or a capital that stands for its government.
    Country,
    /// A person.
    Person,
    /// An international organisation, a ministry or another body.
    Organisation,
    /// An office without a name whose holder is not known: "the South Korean foreign minister".
    Office,
    /// A part of a state, or a land that is none: "Scotland", "Gaza", "Crimea".
    Territory,
    /// A capital as a place.
    Place,
}

impl MentionKind {
    /// The name used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Office => "office",
            Self::Territory => "territory",
            Self::Place => "place",
        }
    }
}

/// How a mention was resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Via {
    /// By a full name of the tables.
    Name,
    /// By a surname, after a full name or with a title.
    Surname,
    /// By an office, its country and the date.
    Title,
    /// By a pronoun: "he", "it", "they". One that stands for several is as many mentions with one span.
    Pronoun,
    /// By a common noun that stands for somebody or something named before: "the minister", "both sides",
    /// "his counterpart", "the alliance". One that stands for several is as many mentions with one span.
    Nominal,
    /// By a capital or building that stands for a government.
    Metonym,
    /// Introduced in the text with country, office and name; in no table.
    Introduced,
}

impl Via {
    /// Whether the words only refer back to what is named elsewhere in the document.
    pub const fn is_reference(self) -> bool {
        matches!(self, Self::Pronoun | Self::Nominal)
    }

    /// The name used in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Surname => "surname",
            Self::Title => "title",
            Self::Pronoun => "pronoun",
            Self::Nominal => "nominal",
            Self::Metonym => "metonym",
            Self::Introduced => "introduced",
        }
    }
}

/// A stretch of clean text and the entity it names, as of the date of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name itself, in bytes of the clean text.
    pub span: Span,
    /// The name with the country and office before it: "Japanese Prime Minister Yoshihide Suga".
    pub outer: Span,
    /// What it names.
    pub kind: MentionKind,
    /// Wikidata id or other id of a person, ISO 3166 alpha-3 of a country, code of an organisation.
    pub id: String,
    /// Preferred name of the entity.
    pub name: String,
    /// Office of a person on the date, as the tables or the text word it.
    pub office: Option<String>,
    /// ISO 3166 alpha-3 of the country, of the person's office or of the body.
    pub country: Option<String>,
    /// Name of that country.
    pub country_name: Option<String>,
    /// Code of the organisation whose office a person holds: `NATO` for its secretary general, whose
    /// `country` is that of his citizenship. None for an office of a state.
    pub organisation: Option<String>,
    /// Name of that organisation.
    pub organisation_name: Option<String>,
    /// Whether a capital or building stands for a government.
    pub metonymy: bool,
    /// Whether it is an adjective or a people: "Japanese", "the Japanese".
    pub adjectival: bool,
    /// Whether the office is a former one.
    pub former: bool,
    /// How it was resolved.
    pub via: Via,
}

impl Mention {
    /// A mention of which nothing is known but where it is, what it names and how that is known.
    pub fn new(span: Span, kind: MentionKind, via: Via) -> Self {
        Self {
            span,
            outer: span,
            kind,
            id: String::new(),
            name: String::new(),
            office: None,
            country: None,
            country_name: None,
            organisation: None,
            organisation_name: None,
            metonymy: false,
            adjectival: false,
            former: false,
            via,
        }
    }
}
