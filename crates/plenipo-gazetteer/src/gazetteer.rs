//! [`Gazetteer`]: the tables, compiled for search.

use std::collections::{BTreeMap, HashMap, HashSet};

use plenipo_match::{CaseRule, Entry, Matcher, MatcherBuilder};
use plenipo_text::jiff::civil::Date;

use crate::date::Held;
use crate::error::Error;
use crate::mention::Mention;
use crate::names::folded;
use crate::tables::{self, AliasKind, Person, Tables, Target, Term};

/// Countries, organisations, offices and people, ready to tag text with. Shared between threads.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    pub(crate) tables: Tables,
    pub(crate) matcher: Matcher,
    /// Folded surname to the people who have it, in the order of the tables.
    pub(crate) surnames: HashMap<String, Vec<u32>>,
    /// First words of the names of at least two people.
    pub(crate) given_names: HashSet<String>,
    /// Names and demonyms of countries that are one word.
    country_words: HashSet<String>,
    /// Id to the person.
    pub(crate) people: HashMap<String, u32>,
    /// Class of office and country to the people who ever held it.
    holders: BTreeMap<(String, String), Vec<u32>>,
}

impl Gazetteer {
    /// The stock tables under `data/gazetteer`.
    ///
    /// # Errors
    ///
    /// When a table is not as its README says, with file, line and column. The tables of a release are
    /// checked by its tests.
    pub fn stock() -> Result<Self, Error> {
        Self::compile(tables::stock()?)
    }

    fn compile(tables: Tables) -> Result<Self, Error> {
        let mut builder = MatcherBuilder::new();
        for (alias, payload) in tables.aliases.iter().zip(0..) {
            builder
                .add(Entry::new(&alias.text, payload).case(case_rule(&alias.text, alias.target)));
        }
        let matcher = builder.build().map_err(|e| Error::new("aliases", 0, 0, e.to_string()))?;
        let mut surnames: HashMap<String, Vec<u32>> = HashMap::new();
        let mut holders: BTreeMap<(String, String), Vec<u32>> = BTreeMap::new();
        let mut people = HashMap::with_capacity(tables.people.len());
        for (person, index) in tables.people.iter().zip(0u32..) {
            people.insert(person.id.clone(), index);
            for surname in &person.surnames {
                let same = surnames.entry(folded(surname)).or_default();
                if same.last() != Some(&index) {
                    same.push(index);
                }
            }
            for term in &person.terms {
                let holders =
                    holders.entry((term.class.clone(), term.country.clone())).or_default();
                if holders.last() != Some(&index) {
                    holders.push(index);
                }
            }
        }
        let mut firsts: HashMap<&str, usize> = HashMap::new();
        for first in tables.people.iter().filter_map(|p| p.name.split(' ').next()) {
            *firsts.entry(first).or_default() += 1;
        }
        let given_names =
            firsts.into_iter().filter(|(_, n)| *n > 1).map(|(w, _)| w.to_owned()).collect();
        let country_words = tables
            .aliases
            .iter()
            .filter(|a| matches!(a.target, Target::Country(_)) && !a.text.contains(' '))
            .map(|a| a.text.clone())
            .collect();
        Ok(Self { tables, matcher, surnames, given_names, country_words, people, holders })
    }

    /// Name of a country by its ISO 3166 alpha-3 code.
    pub fn country_name(&self, iso3: &str) -> Option<&str> {
        self.tables.countries.iter().find(|c| c.iso3 == iso3).map(|c| c.name.as_str())
    }

    /// Whether `word` alone names a country or its people.
    pub(crate) fn is_country_word(&self, word: &str) -> bool {
        self.country_words.contains(word)
    }

    /// The family names of a person, in their spellings.
    pub(crate) fn surnames_of(&self, person: u32) -> &[String] {
        &self.tables.people[person as usize].surnames
    }

    /// The class of the office that says best who `mention` is.
    pub(crate) fn class_of(&self, mention: &Mention, day: Option<Date>) -> Option<&str> {
        if let Some(&index) = self.people.get(&mention.id) {
            let person = &self.tables.people[index as usize];
            return person.term_on(day).map(|(t, _)| t.class.as_str());
        }
        let office = mention.office.as_deref()?;
        self.tables.offices.iter().find(|o| o.phrase == office).map(|o| o.class.as_str())
    }

    /// Whoever held an office of `class` for `country` on `day`, if it is one person for sure.
    pub(crate) fn holder(&self, class: &str, country: &str, day: Date) -> Option<u32> {
        let all = self.holders.get(&(class.to_owned(), country.to_owned()))?;
        let held = |index: u32| {
            let terms = &self.tables.people[index as usize].terms;
            let matching = terms.iter().filter(|t| t.class == class && t.country == country);
            matching.map(|t| (t.tenure.on(day), t.tenure.start.map(|s| s.first))).max()
        };
        let mut best: Option<((Held, Option<Date>), u32)> = None;
        for &index in all {
            let Some(rank) = held(index) else { continue };
            if rank.0 >= Held::Perhaps && best.as_ref().is_none_or(|(b, _)| rank > *b) {
                best = Some((rank, index));
            }
        }
        best.map(|(_, index)| index)
    }
}

impl Person {
    /// The term that says best who the person is on `day`: held then, of high rank, begun last.
    pub(crate) fn term_on(&self, day: Option<Date>) -> Option<(&Term, Held)> {
        let held = |t: &Term| day.map_or(Held::Perhaps, |d| t.tenure.on(d));
        self.terms
            .iter()
            .map(|t| (t, held(t)))
            .max_by_key(|(t, h)| (*h, rank(&t.class), t.tenure.start.map(|s| s.first)))
    }
}

/// How much an office of this class says about who somebody is.
fn rank(class: &str) -> u8 {
    match class {
        "head_of_state" | "head_of_government" | "igo_head" => 5,
        "foreign_minister" | "defence_minister" | "vice_president" => 4,
        "national_security_adviser" | "finance_minister" | "deputy_head_of_government" => 3,
        "minister_other" | "official" => 1,
        _ => 2,
    }
}

/// Short names are taken only as written; longer ones also in the capitals of headlines.
fn case_rule(text: &str, target: Target) -> CaseRule {
    match target {
        Target::Office(_) if text.len() > 4 => CaseRule::TitleOrCaps,
        // "Cho Tae-yul", "Cho Tae-Yul", "Cho Tae Yul"
        Target::Person(_) if text.contains('-') => CaseRule::TitleOrCaps,
        _ if text.len() > 4 => CaseRule::AsWrittenOrCaps,
        _ => CaseRule::Exact,
    }
}

impl AliasKind {
    /// Whether the alias names its country wherever it stands.
    pub(crate) fn is_plain(self) -> bool {
        matches!(self, Self::Name | Self::Demonym | Self::Part | Self::PartDemonym)
    }
}
