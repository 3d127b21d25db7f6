//! [`Gazetteer`]: the tables, compiled for search.

use core::fmt;
use std::path::Path;
use std::sync::Arc;

use plenipo_match::Matcher;
use plenipo_text::jiff::civil::Date;

use crate::date::{Held, PartialDate, Tenure};
use crate::error::Error;
use crate::image::{Image, Section};
use crate::mention::Mention;
use crate::tables::{self, AliasKind, Tables, Target};

/// Countries, organisations, offices and people, ready to tag text with. Cheap to clone and shared between
/// threads.
#[derive(Clone)]
pub struct Gazetteer {
    image: Image,
    pub(crate) matcher: Matcher,
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gazetteer")
            .field("aliases", &self.matcher.len())
            .field("people", &self.people())
            .field("image_bytes", &self.image().len())
            .finish_non_exhaustive()
    }
}

static STOCK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/stock.image"));

impl Gazetteer {
    /// The stock tables under `data/gazetteer`, compiled into the program; opens in microseconds.
    ///
    /// # Errors
    ///
    /// When the image in the program is damaged, which the tests of a release rule out.
    pub fn stock() -> Result<Self, Error> {
        let image = Image::from_static(STOCK)?;
        let matcher = Matcher::from_static(&STOCK[image.range(Section::Matcher)]);
        Ok(Self { matcher: matcher.map_err(|e| damaged(&e))?, image })
    }

    /// Opens an image that [`Self::image`] or `plenipo gazetteer compile` wrote.
    ///
    /// Only the header is read, at any size. The bytes need not be trusted: what is found with a damaged
    /// image is wrong, and nothing worse.
    ///
    /// # Errors
    ///
    /// When the bytes are no image, or one of another version.
    pub fn from_image(bytes: Vec<u8>) -> Result<Self, Error> {
        let bytes: Arc<[u8]> = bytes.into();
        let image = Image::from_shared(Arc::clone(&bytes))?;
        let part = Part { range: image.range(Section::Matcher), bytes };
        let matcher = Matcher::from_shared(Arc::new(part)).map_err(|e| damaged(&e))?;
        Ok(Self { image, matcher })
    }

    /// Reads an image from a file.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or is no image.
    pub fn from_image_file(path: &Path) -> Result<Self, Error> {
        let bytes = std::fs::read(path)
            .map_err(|e| Error::new(&path.display().to_string(), 0, 0, e.to_string()))?;
        Self::from_image(bytes)
    }

    /// The image, to be written to a file.
    pub fn image(&self) -> &[u8] {
        self.image.bytes()
    }

    /// Number of people.
    pub fn people(&self) -> u32 {
        (self.image.numbers(Section::People) / 4).saturating_sub(1)
    }

    /// Number of countries, with territories and historical states.
    pub fn countries(&self) -> u32 {
        self.image.numbers(Section::Countries) / 3
    }

    /// Number of aliases.
    pub fn aliases(&self) -> u32 {
        self.image.numbers(Section::Aliases) / 3
    }

    /// Name of a country by its ISO 3166 alpha-3 code.
    pub fn country_name(&self, iso3: &str) -> Option<&str> {
        let (index, kind) = self.image.look_up(Section::ById, iso3)?;
        (kind == 1).then(|| self.country(index).name)
    }

    /// Whether `code` is that of a country or territory, not of an organisation: `WHO` is none.
    pub(crate) fn is_country(&self, code: &str) -> bool {
        code.len() == 3 && self.country_name(code).is_some()
    }

    /// Whether `iso3` is the code of a state, not of a territory.
    pub(crate) fn is_state(&self, iso3: &str) -> bool {
        matches!(self.image.look_up(Section::ById, iso3), Some((i, 1)) if self.country(i).is_state)
    }

    fn cell(&self, section: Section, width: u32, row: u32, column: u32) -> &str {
        self.image.string(self.image.number(section, row * width + column))
    }

    pub(crate) fn country(&self, index: u32) -> Country<'_> {
        let flags = self.image.number(Section::Countries, index * 3 + 2);
        Country {
            iso3: self.cell(Section::Countries, 3, index, 0),
            name: self.cell(Section::Countries, 3, index, 1),
            is_state: flags & 1 != 0,
            is_past: flags & 2 != 0,
        }
    }

    pub(crate) fn organisation(&self, index: u32) -> Organisation<'_> {
        let country = self.cell(Section::Organisations, 3, index, 2);
        Organisation {
            id: self.cell(Section::Organisations, 3, index, 0),
            name: self.cell(Section::Organisations, 3, index, 1),
            country: Some(country).filter(|c| !c.is_empty()),
        }
    }

    pub(crate) fn organisation_by_id(&self, id: &str) -> Option<Organisation<'_>> {
        let (index, kind) = self.image.look_up(Section::ById, id)?;
        (kind == 2).then(|| self.organisation(index))
    }

    pub(crate) fn office(&self, index: u32) -> Office<'_> {
        let country = self.cell(Section::Offices, 3, index, 2);
        Office {
            phrase: self.cell(Section::Offices, 3, index, 0),
            class: self.cell(Section::Offices, 3, index, 1),
            country: Some(country).filter(|c| !c.is_empty()),
        }
    }

    pub(crate) fn body(&self, index: u32) -> Body<'_> {
        Body {
            kind: self.cell(Section::Bodies, 3, index, 1),
            name: self.cell(Section::Bodies, 3, index, 2),
        }
    }

    pub(crate) fn person(&self, index: u32) -> Person<'_> {
        Person { gazetteer: self, index }
    }

    pub(crate) fn person_by_id(&self, id: &str) -> Option<u32> {
        let (index, kind) = self.image.look_up(Section::ById, id)?;
        (kind == 0).then_some(index)
    }

    /// What an alias names, and how.
    pub(crate) fn alias(&self, payload: u32) -> (Target, AliasKind) {
        let code = self.image.number(Section::Aliases, payload * 3 + 1);
        let index = self.image.number(Section::Aliases, payload * 3 + 2);
        let target = match code >> 8 {
            0 => Target::Country(index),
            1 => Target::Organisation(index),
            2 => Target::Person(index),
            3 => Target::Office(index),
            4 => Target::Body(index),
            _ => Target::Other,
        };
        let kind = match code & 0xff {
            1 => AliasKind::Demonym,
            2 => AliasKind::Part,
            3 => AliasKind::PartDemonym,
            4 => AliasKind::Capital,
            5 => AliasKind::Seat,
            6 => AliasKind::City,
            _ => AliasKind::Name,
        };
        (target, kind)
    }

    /// The words of an alias.
    pub(crate) fn alias_text(&self, payload: u32) -> &str {
        self.cell(Section::Aliases, 3, payload, 0)
    }

    /// The people whose family name is `folded`, in the order of the tables.
    pub(crate) fn by_surname<'g>(
        &'g self,
        folded: &str,
    ) -> impl Iterator<Item = u32> + Clone + use<'g> {
        self.list(Section::BySurname, folded)
    }

    fn list<'g>(
        &'g self,
        section: Section,
        key: &str,
    ) -> impl Iterator<Item = u32> + Clone + use<'g> {
        let (start, len) = self.image.look_up(section, key).unwrap_or((0, 0));
        (start..start.saturating_add(len)).map(move |i| self.image.number(Section::Lists, i))
    }

    /// Whether at least two people have `word` as the first word of their name.
    pub(crate) fn is_given_name(&self, word: &str) -> bool {
        self.image.look_up(Section::GivenNames, word).is_some()
    }

    /// Whether `word` alone names a country or its people.
    pub(crate) fn is_country_word(&self, word: &str) -> bool {
        self.image.look_up(Section::CountryWords, word).is_some()
    }

    /// The tables that the image was compiled from.
    pub(crate) fn tables(&self) -> Tables {
        let rows = |section, width| 0..self.image.numbers(section) / width;
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let aliases = rows(Section::Aliases, 3).map(|i| {
            let (target, kind) = self.alias(i);
            tables::Alias { text: self.alias_text(i).to_owned(), target, kind }
        });
        let countries =
            rows(Section::Countries, 3).map(|i| self.country(i)).map(|c| tables::Country {
                iso3: c.iso3.to_owned(),
                name: c.name.to_owned(),
                is_state: c.is_state,
                is_past: c.is_past,
            });
        let organisations = rows(Section::Organisations, 3).map(|i| self.organisation(i));
        let organisations = organisations.map(|o| tables::Organisation {
            id: o.id.to_owned(),
            name: o.name.to_owned(),
            country: owned(o.country),
        });
        let offices = rows(Section::Offices, 3).map(|i| self.office(i)).map(|o| tables::Office {
            phrase: o.phrase.to_owned(),
            class: o.class.to_owned(),
            country: owned(o.country),
        });
        let bodies = rows(Section::Bodies, 3).map(|i| tables::Body {
            phrase: self.cell(Section::Bodies, 3, i, 0).to_owned(),
            kind: self.cell(Section::Bodies, 3, i, 1).to_owned(),
            name: self.cell(Section::Bodies, 3, i, 2).to_owned(),
        });
        let term = |t: Term<'_>| tables::Term {
            class: t.class().to_owned(),
            country: t.country().to_owned(),
            office: t.office().to_owned(),
            tenure: t.tenure(),
        };
        let people = (0..self.people()).map(|i| self.person(i)).map(|p| tables::Person {
            id: p.id().to_owned(),
            name: p.name().to_owned(),
            surnames: p.surnames().map(str::to_owned).collect(),
            terms: p.terms().map(term).collect(),
        });
        Tables {
            people: people.collect(),
            countries: countries.collect(),
            organisations: organisations.collect(),
            offices: offices.collect(),
            bodies: bodies.collect(),
            aliases: aliases.collect(),
        }
    }

    /// The class of the office that says best who `mention` is.
    pub(crate) fn class_of(&self, mention: &Mention, day: Option<Date>) -> Option<&str> {
        if let Some(index) = self.person_by_id(&mention.id) {
            return self.person(index).term_on(day).map(|(t, _)| t.class());
        }
        let office = mention.office.as_deref()?;
        let (index, _) = self.image.look_up(Section::ByPhrase, office)?;
        Some(self.office(index).class)
    }

    /// Whoever held an office of `class` for `country` on `day`, if it is one person for sure.
    pub(crate) fn holder(&self, class: &str, country: &str, day: Date) -> Option<u32> {
        let all = self.list(Section::Holders, &format!("{class}|{country}"));
        let held = |index: u32| {
            let terms = self.person(index).terms();
            let matching = terms.filter(|t| t.class() == class && t.country() == country);
            matching.map(|t| (t.tenure().on(day), t.start().map(|s| s.first))).max()
        };
        let mut best: Option<((Held, Option<Date>), u32)> = None;
        for index in all {
            let Some(rank) = held(index) else { continue };
            if rank.0 >= Held::Perhaps && best.as_ref().is_none_or(|(b, _)| rank > *b) {
                best = Some((rank, index));
            }
        }
        best.map(|(_, index)| index)
    }
}

fn damaged(error: &plenipo_match::Error) -> Error {
    Error::new("gazetteer image", 0, 0, error.to_string())
}

/// A part of shared bytes.
struct Part {
    bytes: Arc<[u8]>,
    range: core::ops::Range<usize>,
}

impl AsRef<[u8]> for Part {
    fn as_ref(&self) -> &[u8] {
        &self.bytes[self.range.clone()]
    }
}

/// A state or territory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Country<'g> {
    pub(crate) iso3: &'g str,
    pub(crate) name: &'g str,
    pub(crate) is_state: bool,
    pub(crate) is_past: bool,
}

/// An organisation, a ministry or another body.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Organisation<'g> {
    pub(crate) id: &'g str,
    pub(crate) name: &'g str,
    pub(crate) country: Option<&'g str>,
}

/// A word for an office.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Office<'g> {
    pub(crate) phrase: &'g str,
    pub(crate) class: &'g str,
    pub(crate) country: Option<&'g str>,
}

/// A body that many countries have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Body<'g> {
    pub(crate) kind: &'g str,
    pub(crate) name: &'g str,
}

/// When somebody held which office.
#[derive(Clone, Copy)]
pub(crate) struct Term<'g> {
    gazetteer: &'g Gazetteer,
    row: u32,
}

impl<'g> Term<'g> {
    pub(crate) fn class(self) -> &'g str {
        self.gazetteer.cell(Section::Terms, TERM, self.row, 0)
    }

    pub(crate) fn country(self) -> &'g str {
        self.gazetteer.cell(Section::Terms, TERM, self.row, 1)
    }

    pub(crate) fn office(self) -> &'g str {
        self.gazetteer.cell(Section::Terms, TERM, self.row, 2)
    }

    pub(crate) fn start(self) -> Option<PartialDate> {
        self.date(3)
    }

    pub(crate) fn tenure(self) -> Tenure {
        Tenure {
            start: self.start(),
            end: self.date(5),
            seen: self.date(7),
            start_is_bound: self.number(9) != 0,
        }
    }

    fn number(self, column: u32) -> u32 {
        self.gazetteer.image.number(Section::Terms, self.row * TERM + column)
    }

    fn date(self, column: u32) -> Option<PartialDate> {
        let first = day(self.number(column))?;
        Some(PartialDate { first, last: day(self.number(column + 1))? })
    }
}

/// Somebody of the tables.
#[derive(Clone, Copy)]
pub(crate) struct Person<'g> {
    gazetteer: &'g Gazetteer,
    index: u32,
}

impl<'g> Person<'g> {
    pub(crate) fn id(self) -> &'g str {
        self.gazetteer.cell(Section::People, 4, self.index, 0)
    }

    pub(crate) fn name(self) -> &'g str {
        self.gazetteer.cell(Section::People, 4, self.index, 1)
    }

    /// The family names, in their spellings.
    pub(crate) fn surnames(self) -> impl Iterator<Item = &'g str> {
        let image = &self.gazetteer.image;
        let start = image.number(Section::People, self.index * 4 + 2);
        let end = image.number(Section::People, self.index * 4 + 6);
        (start..end).map(move |i| image.string(image.number(Section::Surnames, i)))
    }

    pub(crate) fn terms(self) -> impl Iterator<Item = Term<'g>> + Clone {
        let gazetteer = self.gazetteer;
        let start = gazetteer.image.number(Section::People, self.index * 4 + 3);
        let end = gazetteer.image.number(Section::People, self.index * 4 + 7);
        (start..end).map(move |row| Term { gazetteer, row })
    }

    /// The term that says best who the person is on `day`: held then, of high rank, begun last.
    pub(crate) fn term_on(self, day: Option<Date>) -> Option<(Term<'g>, Held)> {
        let held = |t: Term<'_>| day.map_or(Held::Perhaps, |d| t.tenure().on(d));
        self.terms()
            .filter(|t| t.class() != CITIZEN)
            .map(|t| (t, held(t)))
            .max_by_key(|(t, h)| (*h, rank(t.class()), t.start().map(|s| s.first)))
    }
}

/// Class of the rows that say only which country somebody is a citizen of.
pub(crate) const CITIZEN: &str = "citizen";

/// Numbers of a term.
const TERM: u32 = 10;

fn day(code: u32) -> Option<Date> {
    let year = i16::try_from(code >> 9).ok().filter(|_| code != 0)?;
    let month = i8::try_from(code >> 5 & 15).ok()?;
    Date::new(year, month, i8::try_from(code & 31).ok()?).ok()
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

impl AliasKind {
    /// Whether the alias names its country wherever it stands.
    pub(crate) fn is_plain(self) -> bool {
        matches!(self, Self::Name | Self::Demonym | Self::Part | Self::PartDemonym)
    }
}
