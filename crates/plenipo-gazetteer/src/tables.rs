//! The tables under `data/gazetteer`, in memory.

use crate::date::Tenure;

/// What an alias names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Target {
    Country(u32),
    Organisation(u32),
    Person(u32),
    Office(u32),
    /// A body that many countries have under the same name.
    Body(u32),
    /// A name that holds a country's name but is none: "Latin America".
    Other,
}

/// How a country is named by an alias.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AliasKind {
    Name,
    Demonym,
    /// A part of the country, or a land that it claims.
    Part,
    /// An adjective or people of a part of the country: "Scottish".
    PartDemonym,
    /// A capital: a place, or the government in it.
    Capital,
    /// A building or office that stands for a government.
    Seat,
    /// Another town: a place in the country.
    City,
}

#[derive(Clone, Debug)]
pub(crate) struct Alias {
    pub(crate) text: String,
    pub(crate) target: Target,
    pub(crate) kind: AliasKind,
}

#[derive(Clone, Debug)]
pub(crate) struct Country {
    pub(crate) iso3: String,
    pub(crate) name: String,
    /// Whether it is a state, not a territory of one.
    pub(crate) is_state: bool,
    /// Whether it is a state no more.
    pub(crate) is_past: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Organisation {
    pub(crate) id: String,
    pub(crate) name: String,
    /// The country that it is a body of.
    pub(crate) country: Option<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) name: String,
    /// Spellings of the family name.
    pub(crate) surnames: Vec<String>,
    pub(crate) terms: Vec<Term>,
}

#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub(crate) class: String,
    pub(crate) country: String,
    pub(crate) office: String,
    pub(crate) tenure: Tenure,
}

#[derive(Clone, Debug)]
pub(crate) struct Office {
    pub(crate) phrase: String,
    pub(crate) class: String,
    /// The only country that has it under this name.
    pub(crate) country: Option<String>,
}

/// A body that many countries have: "Foreign Ministry".
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) phrase: String,
    pub(crate) kind: String,
    pub(crate) name: String,
}

/// All tables.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tables {
    pub(crate) countries: Vec<Country>,
    pub(crate) organisations: Vec<Organisation>,
    pub(crate) people: Vec<Person>,
    pub(crate) offices: Vec<Office>,
    pub(crate) bodies: Vec<Body>,
    pub(crate) aliases: Vec<Alias>,
}

pub(crate) fn alias_kind(kind: &str, alias: &str) -> AliasKind {
    #[rustfmt::skip]
    const SEATS: &[&str] = &[
        "Kremlin", "the Kremlin", "Downing Street", "10 Downing Street", "No 10", "Number 10",
        "Whitehall", "Blue House", "Cheong Wa Dae", "Foreign Office", "FCDO", "White House",
        "Pentagon", "Foggy Bottom", "Elysee", "Élysée", "Kantei", "Zhongnanhai", "Westminster",
        "Capitol Hill", "Quai d'Orsay", "Yongsan", "Bundestag", "Capitol", "Hermit Kingdom",
    ];
    match kind {
        "constituent" | "territory" => AliasKind::Part,
        "constituent_demonym" => AliasKind::PartDemonym,
        "city" => AliasKind::City,
        "demonym" | "adjective" => AliasKind::Demonym,
        "metonym" if SEATS.contains(&alias) => AliasKind::Seat,
        "capital" | "metonym" => AliasKind::Capital,
        _ => AliasKind::Name,
    }
}
