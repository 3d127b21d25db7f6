//! Who or what a name stands for, with offices and days: what `plenipo gazetteer lookup` prints.

use plenipo_match::Scratch;
use plenipo_text::jiff::civil::Date;

use crate::date::{Held, Tenure};
use crate::fold::folded;
use crate::gazetteer::Gazetteer;
use crate::mention::MentionKind;
use crate::names::may_be_same;
use crate::tables::{AliasKind, Target};

/// An entity that a name may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: MentionKind,
    /// Id, as in [`Mention::id`](crate::Mention::id).
    pub id: String,
    /// Preferred name.
    pub name: String,
    /// ISO 3166 alpha-3 of its country, if it has one.
    pub country: Option<String>,
    /// Offices of a person, those held on the day first, then the latest.
    pub offices: Vec<Tenancy>,
}

/// An office of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenancy {
    /// Class of the office, as in `terms.tsv`.
    pub class: String,
    /// The office, in the words of the source.
    pub office: String,
    /// ISO 3166 alpha-3 of the country, or code of the organisation.
    pub country: String,
    /// From when to when, as far as is known.
    pub tenure: Tenure,
    /// Whether it was held on the day that was asked for; `None` without a day.
    pub held: Option<Held>,
}

/// Adds an entity that is not there yet.
fn add(out: &mut Vec<Entity>, entity: Option<Entity>) {
    if let Some(entity) = entity
        && !out.iter().any(|known| known.id == entity.id)
    {
        out.push(entity);
    }
}

impl Gazetteer {
    /// All entities that `name` may stand for: whole names first; if there is none, people with that family
    /// name whose given name may be that of `name`.
    ///
    /// People who held an office on `day` come first.
    pub fn look_up(&self, name: &str, day: Option<Date>) -> Vec<Entity> {
        let name = name.trim();
        let mut out: Vec<Entity> = Vec::new();
        for hit in self.matcher.overlapping_vec(name, &mut Scratch::new()) {
            if hit.span.len() as usize != name.len() {
                continue;
            }
            let (target, kind) = self.alias(hit.payload);
            let entity = self.entity(target, kind, day);
            add(&mut out, entity);
        }
        if out.is_empty() {
            let words: Vec<&str> = name.split_whitespace().collect();
            for (at, word) in words.iter().enumerate() {
                for index in self.by_surname(&folded(word)) {
                    let person = self.person(index);
                    let given =
                        words.iter().zip(0..).filter(|(_, i)| *i != at).all(|(w, _)| {
                            person.name().split(' ').any(|part| may_be_same(part, w))
                        });
                    let entity = self.entity(Target::Person(index), AliasKind::Name, day);
                    add(&mut out, entity.filter(|_| given));
                }
            }
        }
        let held = |e: &Entity| e.offices.first().and_then(|o| o.held);
        out.sort_by(|a, b| held(b).cmp(&held(a)).then_with(|| a.id.cmp(&b.id)));
        out
    }

    fn entity(&self, target: Target, kind: AliasKind, day: Option<Date>) -> Option<Entity> {
        let entity = |kind, id: &str, name: &str, country: Option<&str>| Entity {
            kind,
            id: id.to_owned(),
            name: name.to_owned(),
            country: country.map(str::to_owned),
            offices: Vec::new(),
        };
        Some(match target {
            Target::Country(index) => {
                let country = self.country(index);
                let kind = match kind {
                    AliasKind::Part => MentionKind::Territory,
                    AliasKind::Capital | AliasKind::City => MentionKind::Place,
                    _ => MentionKind::Country,
                };
                entity(kind, country.iso3, country.name, Some(country.iso3))
            }
            Target::Organisation(index) => {
                let body = self.organisation(index);
                entity(MentionKind::Organisation, body.id, body.name, body.country)
            }
            Target::Person(index) => {
                let person = self.person(index);
                let mut offices: Vec<Tenancy> = person
                    .terms()
                    .map(|t| Tenancy {
                        class: t.class().to_owned(),
                        office: t.office().to_owned(),
                        country: t.country().to_owned(),
                        tenure: t.tenure(),
                        held: day.map(|d| t.tenure().on(d)),
                    })
                    .collect();
                offices
                    .sort_by_key(|o| core::cmp::Reverse((o.held, o.tenure.start.map(|s| s.first))));
                let country =
                    person.term_on(day).map(|(t, _)| t.country()).filter(|c| self.is_country(c));
                Entity {
                    offices,
                    ..entity(MentionKind::Person, person.id(), person.name(), country)
                }
            }
            Target::Office(_) | Target::Body(_) | Target::Other => return None,
        })
    }
}
