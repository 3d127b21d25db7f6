//! Reads the stock tables.

use std::collections::{BTreeMap, HashMap};

use crate::date::Tenure;
use crate::error::Error;
use crate::fold::{surname, with_capital_particle};
use crate::tables::{
    Alias, AliasKind, Body, Country, Office, Organisation, Person, Tables, Target, Term, alias_kind,
};

/// A table as it was given: its name, for errors, and its text.
pub(crate) struct Source<'a> {
    pub(crate) file: &'a str,
    pub(crate) text: &'a str,
}

/// The files of the stock tables.
pub(crate) const FILES: &[&str] = &[
    "countries.tsv",
    "bodies.tsv",
    "organisations.tsv",
    "aliases.tsv",
    "aliases_own.tsv",
    "people.tsv",
    "people_own.tsv",
    "terms.tsv",
    "terms_own.tsv",
    "offices.tsv",
    "not_countries.tsv",
];

/// The stock tables, from the texts of [`FILES`].
pub(crate) fn stock(texts: &BTreeMap<String, String>) -> Result<Tables, Error> {
    let table = |file: &'static str| Source { file, text: texts.get(file).map_or("", |t| t) };
    let mut tables = Tables::default();
    tables.read_countries(&table("countries.tsv"))?;
    tables.read_bodies(&table("bodies.tsv"))?;
    let organisations = table("organisations.tsv");
    tables.read_aliases(&[&table("aliases.tsv"), &table("aliases_own.tsv")], &organisations)?;
    tables.read_people(
        &[&table("people.tsv"), &table("people_own.tsv")],
        &[&table("terms.tsv"), &table("terms_own.tsv")],
    )?;
    tables.read_offices(&table("offices.tsv"))?;
    tables.read_others(&table("not_countries.tsv"))?;
    Ok(tables)
}

impl Tables {
    fn read_countries(&mut self, source: &Source<'_>) -> Result<(), Error> {
        for (line, cells) in rows(source) {
            let [iso3, _, _, name, _, _, _, _, _, _, _, _, status] =
                cells_of(source, line, &cells)?;
            self.countries.push(Country {
                iso3: iso3.to_owned(),
                name: name.to_owned(),
                is_state: status != "territory",
                is_past: status == "historical",
            });
        }
        Ok(())
    }

    fn read_aliases(
        &mut self,
        sources: &[&Source<'_>],
        organisations: &Source<'_>,
    ) -> Result<(), Error> {
        let mut names: HashMap<&str, (&str, &str)> = HashMap::new();
        for (line, cells) in rows(organisations) {
            let [id, name, country] = cells_of(organisations, line, &cells)?;
            names.insert(id, (name, country));
        }
        let countries: HashMap<String, u32> =
            self.countries.iter().zip(0..).map(|(c, i)| (c.iso3.clone(), i)).collect();
        let mut known: HashMap<String, u32> = HashMap::new();
        for source in sources {
            for (line, cells) in rows(source) {
                let [id, alias, kind] = cells_of(source, line, &cells)?;
                // "the South" and "Foreign Ministry" need more context than a name.
                let own = cells.get(4) == Some(&"own") && id.contains(':') && kind == "body";
                if alias.starts_with("the ")
                    || !own && self.bodies.iter().any(|b| b.phrase == alias)
                {
                    continue;
                }
                let target = match countries.get(id) {
                    Some(&country) => Target::Country(country),
                    None => {
                        let next = crate::offset(self.organisations.len());
                        let index = *known.entry(id.to_owned()).or_insert(next);
                        if index == next {
                            self.organisations.push(Organisation {
                                id: id.to_owned(),
                                name: names.get(id).map_or_else(
                                    || self.name_of_body(id, alias),
                                    |n| n.0.to_owned(),
                                ),
                                country: names
                                    .get(id)
                                    .map(|n| n.1)
                                    .or(id.split_once(':').map(|(c, _)| c))
                                    .filter(|c| countries.contains_key(*c))
                                    .map(str::to_owned),
                            });
                        }
                        Target::Organisation(index)
                    }
                };
                self.aliases.push(Alias {
                    text: alias.to_owned(),
                    target,
                    kind: alias_kind(kind, alias),
                });
            }
        }
        Ok(())
    }

    /// The name of an organisation that has none: "foreign ministry of Russia", else the alias.
    fn name_of_body(&self, id: &str, alias: &str) -> String {
        let parts = id.split_once(':');
        let name = parts.and_then(|(iso3, kind)| {
            let body = self.bodies.iter().find(|b| b.kind == kind)?;
            let country = self.countries.iter().find(|c| c.iso3 == iso3)?;
            Some(format!("{} of {}", body.name, country.name))
        });
        name.unwrap_or_else(|| alias.to_owned())
    }

    fn read_people(&mut self, names: &[&Source<'_>], terms: &[&Source<'_>]) -> Result<(), Error> {
        let mut people: HashMap<String, u32> = HashMap::new();
        let mut names_of: Vec<Vec<&str>> = Vec::new();
        for source in names {
            for (line, cells) in rows(source) {
                let [id, alias, kind] = cells_of(source, line, &cells)?;
                let next = crate::offset(self.people.len());
                let index = *people.entry(id.to_owned()).or_insert(next);
                if index == next {
                    self.people.push(Person {
                        id: id.to_owned(),
                        name: alias.to_owned(),
                        surnames: Vec::new(),
                        terms: Vec::new(),
                    });
                    names_of.push(Vec::new());
                }
                if !matches!(kind, "order_swap" | "no_initial" | "single_token") {
                    names_of[index as usize].push(alias);
                }
                if kind == "preferred" {
                    alias.clone_into(&mut self.people[index as usize].name);
                }
                // A name of one word needs a title or a full mention: surnames are found apart.
                if kind == "mononym" || kind != "single_token" && alias.contains(' ') {
                    let other = with_capital_particle(alias);
                    for text in core::iter::once(alias.to_owned()).chain(other) {
                        let target = Target::Person(index);
                        self.aliases.push(Alias { text, target, kind: AliasKind::Name });
                    }
                }
            }
        }
        for source in terms {
            self.read_terms(source, &people)?;
        }
        for (person, names) in self.people.iter_mut().zip(&names_of) {
            let country = person.terms.first().map_or("", |t| t.country.as_str());
            for surname in names.iter().filter_map(|n| surname(n, country)) {
                if !person.surnames.iter().any(|s| s == surname) {
                    person.surnames.push(surname.to_owned());
                }
            }
        }
        Ok(())
    }

    fn read_terms(
        &mut self,
        source: &Source<'_>,
        people: &HashMap<String, u32>,
    ) -> Result<(), Error> {
        for (line, cells) in rows(source) {
            let [id, class, country, office, start, end, seen] = cells_of(source, line, &cells)?;
            let Some(&index) = people.get(id) else {
                let reason = format!("{id} is in no table of people");
                return Err(Error::new(source.file, line, 1, reason));
            };
            self.people[index as usize].terms.push(Term {
                class: class.to_owned(),
                country: country.to_owned(),
                office: office.to_owned(),
                tenure: Tenure::parse(start, end, seen),
            });
        }
        Ok(())
    }

    fn read_bodies(&mut self, source: &Source<'_>) -> Result<(), Error> {
        for (line, cells) in rows(source) {
            let [phrase, kind, name] = cells_of(source, line, &cells)?;
            let body = crate::offset(self.bodies.len());
            self.bodies.push(Body {
                phrase: phrase.to_owned(),
                kind: kind.to_owned(),
                name: name.to_owned(),
            });
            self.aliases.push(Alias {
                text: phrase.to_owned(),
                target: Target::Body(body),
                kind: AliasKind::Name,
            });
        }
        Ok(())
    }

    fn read_others(&mut self, source: &Source<'_>) -> Result<(), Error> {
        for (line, cells) in rows(source) {
            let [phrase, _] = cells_of(source, line, &cells)?;
            self.aliases.push(Alias {
                text: phrase.to_owned(),
                target: Target::Other,
                kind: AliasKind::Name,
            });
        }
        Ok(())
    }

    fn read_offices(&mut self, source: &Source<'_>) -> Result<(), Error> {
        for (line, cells) in rows(source) {
            let [phrase, class, country] = cells_of(source, line, &cells)?;
            let office = crate::offset(self.offices.len());
            self.offices.push(Office {
                phrase: phrase.to_owned(),
                class: class.to_owned(),
                country: Some(country.to_owned()).filter(|c| !c.is_empty()),
            });
            self.aliases.push(Alias {
                text: phrase.to_owned(),
                target: Target::Office(office),
                kind: AliasKind::Name,
            });
        }
        Ok(())
    }
}

/// Lines of a table from 2 on, with their numbers and cells.
fn rows<'a>(source: &Source<'a>) -> impl Iterator<Item = (usize, Vec<&'a str>)> {
    source
        .text
        .lines()
        .enumerate()
        .skip(1)
        .filter(|(_, line)| !line.is_empty())
        .map(|(i, line)| (i + 1, line.split('\t').collect()))
}

/// The first `N` cells of a line.
fn cells_of<'a, const N: usize>(
    source: &Source<'_>,
    line: usize,
    cells: &[&'a str],
) -> Result<[&'a str; N], Error> {
    cells.first_chunk::<N>().copied().ok_or_else(|| {
        let reason = format!("{} cells where at least {N} are needed", cells.len());
        Error::new(source.file, line, cells.len(), reason)
    })
}
