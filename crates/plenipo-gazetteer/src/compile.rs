//! Compiles the tables into an [`Image`](crate::image::Image). The build script of this crate does so for
//! the stock tables, [`GazetteerBuilder`](crate::GazetteerBuilder) for those of users.

use std::collections::{BTreeMap, BTreeSet};

use plenipo_match::{CaseRule, Entry, MatcherBuilder};
use plenipo_text::jiff::civil::Date;

use crate::date::PartialDate;
use crate::error::Error;
use crate::fold::folded;
use crate::image::{ImageBuilder, Section};
use crate::tables::{AliasKind, Tables, Target};

/// The image of the tables.
pub(crate) fn compile(tables: &Tables) -> Result<Vec<u8>, Error> {
    let mut matcher = MatcherBuilder::new();
    let mut image = ImageBuilder::default();
    image.string("");
    for (alias, payload) in tables.aliases.iter().zip(0..) {
        matcher.add(Entry::new(&alias.text, payload).case(case_rule(&alias.text, alias.target)));
        let (target, index) = target_code(alias.target);
        let text = image.string(&alias.text);
        for number in [text, target << 8 | kind_code(alias.kind), index] {
            image.push(Section::Aliases, number);
        }
    }
    small_tables(tables, &mut image);
    people(tables, &mut image);
    look_ups(tables, &mut image);
    let matcher = matcher.build().map_err(|e| Error::new("aliases", 0, 0, e.to_string()))?;
    Ok(image.finish(matcher.image()))
}

fn small_tables(tables: &Tables, image: &mut ImageBuilder) {
    for country in &tables.countries {
        let flags = u32::from(country.is_state) | u32::from(country.is_past) << 1;
        row(image, Section::Countries, [&country.iso3, &country.name]);
        image.push(Section::Countries, flags);
    }
    for organisation in &tables.organisations {
        let country = organisation.country.as_deref().unwrap_or_default();
        row(image, Section::Organisations, [&organisation.id, &organisation.name, country]);
    }
    for office in &tables.offices {
        let country = office.country.as_deref().unwrap_or_default();
        row(image, Section::Offices, [&office.phrase, &office.class, country]);
    }
    for body in &tables.bodies {
        row(image, Section::Bodies, [&body.phrase, &body.kind, &body.name]);
    }
}

fn row<const N: usize>(image: &mut ImageBuilder, section: Section, cells: [&str; N]) {
    for cell in cells {
        let at = image.string(cell);
        image.push(section, at);
    }
}

fn people(tables: &Tables, image: &mut ImageBuilder) {
    let mut terms = 0;
    for person in &tables.people {
        row(image, Section::People, [&person.id, &person.name]);
        let surnames = image.numbers(Section::Surnames);
        image.push(Section::People, surnames);
        image.push(Section::People, terms);
        for surname in &person.surnames {
            row(image, Section::Surnames, [surname]);
        }
        for term in &person.terms {
            row(image, Section::Terms, [&term.class, &term.country, &term.office]);
            let tenure = term.tenure;
            for date in [tenure.start, tenure.end, tenure.seen] {
                image.push(Section::Terms, date.map_or(0, |d: PartialDate| date_code(d.first)));
                image.push(Section::Terms, date.map_or(0, |d: PartialDate| date_code(d.last)));
            }
            image.push(Section::Terms, u32::from(tenure.start_is_bound));
            terms += 1;
        }
    }
    // Where the lists of the last person end.
    let surnames = image.numbers(Section::Surnames);
    for number in [0, 0, surnames, terms] {
        image.push(Section::People, number);
    }
}

fn look_ups(tables: &Tables, image: &mut ImageBuilder) {
    let mut by_surname: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut holders: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut firsts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ids: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for (person, index) in tables.people.iter().zip(0u32..) {
        ids.insert(person.id.clone(), (index, 0));
        *firsts.entry(person.name.split(' ').next().unwrap_or_default()).or_default() += 1;
        for surname in &person.surnames {
            add(by_surname.entry(folded(surname)).or_default(), index);
        }
        for term in &person.terms {
            add(holders.entry(format!("{}|{}", term.class, term.country)).or_default(), index);
        }
    }
    ids.extend(tables.countries.iter().zip(0..).map(|(c, i)| (c.iso3.clone(), (i, 1))));
    ids.extend(tables.organisations.iter().zip(0..).map(|(o, i)| (o.id.clone(), (i, 2))));
    let ids: Vec<_> = ids.into_iter().map(|(k, (a, b))| (k, a, b)).collect();
    image.table(Section::ById, &ids);
    lists(image, Section::BySurname, &by_surname);
    lists(image, Section::Holders, &holders);
    let mut phrases: BTreeMap<&str, u32> = BTreeMap::new();
    for (office, index) in tables.offices.iter().zip(0..) {
        phrases.entry(&office.phrase).or_insert(index);
    }
    let phrases: Vec<_> = phrases.into_iter().map(|(p, i)| (p.to_owned(), i, 0)).collect();
    image.table(Section::ByPhrase, &phrases);
    let given: Vec<_> =
        firsts.into_iter().filter(|(_, n)| *n > 1).map(|(w, _)| (w.to_owned(), 0, 0)).collect();
    image.table(Section::GivenNames, &given);
    let words: BTreeSet<&str> = tables
        .aliases
        .iter()
        .filter(|a| matches!(a.target, Target::Country(_)) && !a.text.contains(' '))
        .map(|a| a.text.as_str())
        .collect();
    let words: Vec<_> = words.into_iter().map(|w| (w.to_owned(), 0, 0)).collect();
    image.table(Section::CountryWords, &words);
}

fn add(list: &mut Vec<u32>, index: u32) {
    if list.last() != Some(&index) {
        list.push(index);
    }
}

fn lists(image: &mut ImageBuilder, section: Section, lists: &BTreeMap<String, Vec<u32>>) {
    let mut rows = Vec::with_capacity(lists.len());
    for (key, list) in lists {
        let start = image.numbers(Section::Lists);
        for &index in list {
            image.push(Section::Lists, index);
        }
        rows.push((key.clone(), start, image.numbers(Section::Lists) - start));
    }
    image.table(section, &rows);
}

/// A day as a number: 0 is none.
pub(crate) fn date_code(date: Date) -> u32 {
    let number = |n: i32| u32::try_from(n).unwrap_or(0);
    number(date.year().into()) << 9 | number(date.month().into()) << 5 | number(date.day().into())
}

fn target_code(target: Target) -> (u32, u32) {
    match target {
        Target::Country(index) => (0, index),
        Target::Organisation(index) => (1, index),
        Target::Person(index) => (2, index),
        Target::Office(index) => (3, index),
        Target::Body(index) => (4, index),
        Target::Other => (5, 0),
    }
}

fn kind_code(kind: AliasKind) -> u32 {
    match kind {
        AliasKind::Name => 0,
        AliasKind::Demonym => 1,
        AliasKind::Part => 2,
        AliasKind::PartDemonym => 3,
        AliasKind::Capital => 4,
        AliasKind::Seat => 5,
        AliasKind::City => 6,
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
