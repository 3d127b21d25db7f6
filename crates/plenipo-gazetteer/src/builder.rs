//! [`GazetteerBuilder`]: the stock tables with those of a user.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use crate::compile::compile;
use crate::date::Tenure;
use crate::error::Error;
use crate::fold::{surname, with_capital_particle};
use crate::gazetteer::Gazetteer;
use crate::rows::{Kind, Row, read};
use crate::tables::{
    Alias, AliasKind, Body, Country, Office, Organisation, Person, Tables, Target, Term, alias_kind,
};

/// What happens when a dictionary of a user says something of a name or person that the stock tables know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Conflict {
    /// Both hold: a name may stand for either, a person has the terms of both.
    #[default]
    Add,
    /// The user's holds: a name in the dictionary stands for nothing else, and the terms of a person in it
    /// take the place of ours.
    Override,
    /// Tables of a kind that the dictionary has are emptied first: with a table of people, only its people
    /// are known.
    Replace,
}

/// Adds dictionaries to the stock tables, or takes their place.
///
/// ```
/// use plenipo_gazetteer::{Gazetteer, Tagger};
/// use plenipo_text::{Document, Segmentation};
///
/// let mut builder = Gazetteer::builder()?;
/// builder.read("mine.tsv", "id\talias\tkind\nNATO\tNATO-Rat\tigo\n")?;
/// let gazetteer = builder.build()?;
/// let doc = Document::plain("note", "Der NATO-Rat tagte.")?;
/// let mentions = Tagger::new(&gazetteer).tag(&doc, &Segmentation::new(&doc));
/// assert_eq!(mentions[0].name, "NATO");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct GazetteerBuilder {
    tables: Tables,
    conflict: Conflict,
    /// Kinds of tables that were emptied.
    emptied: BTreeSet<Kind>,
    people: HashMap<String, u32>,
    /// People whose terms were dropped.
    overridden: BTreeSet<u32>,
    /// Names whose other meanings were dropped.
    names: BTreeSet<String>,
    /// All aliases.
    known: HashSet<(String, Target)>,
}

impl Gazetteer {
    /// A builder that begins with the stock tables.
    ///
    /// # Errors
    ///
    /// As [`Gazetteer::stock`].
    pub fn builder() -> Result<GazetteerBuilder, Error> {
        Ok(GazetteerBuilder::over(&Self::stock()?))
    }
}

impl GazetteerBuilder {
    /// A builder that begins with the tables of `base`.
    pub fn over(base: &Gazetteer) -> Self {
        let tables = base.tables();
        let known = tables.aliases.iter().map(|a| (a.text.clone(), a.target)).collect();
        let people = tables.people.iter().zip(0..).map(|(p, i)| (p.id.clone(), i)).collect();
        Self {
            tables,
            conflict: Conflict::default(),
            emptied: BTreeSet::new(),
            people,
            overridden: BTreeSet::new(),
            names: BTreeSet::new(),
            known,
        }
    }

    /// What happens to names and people that are known already, in the dictionaries read after this.
    pub fn conflict(&mut self, policy: Conflict) -> &mut Self {
        self.conflict = policy;
        self
    }

    /// Reads a dictionary file: TSV with a header, or JSON lines, with the columns of a table under
    /// `data/gazetteer`. Columns of source and licence may be left out.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or as [`Self::read`].
    pub fn read_file(&mut self, path: &Path) -> Result<&mut Self, Error> {
        let file = path.display().to_string();
        let text =
            std::fs::read_to_string(path).map_err(|e| Error::new(&file, 0, 0, e.to_string()))?;
        self.read(&file, &text)
    }

    /// Reads a dictionary from its text; `file` names it in errors.
    ///
    /// # Errors
    ///
    /// When the columns are those of no table, or a row refers to what is not there, with file, line and
    /// column.
    pub fn read(&mut self, file: &str, text: &str) -> Result<&mut Self, Error> {
        for row in read(file, text)? {
            let Some(kind) = row.kind() else { continue };
            if self.conflict == Conflict::Replace && self.emptied.insert(kind) {
                self.empty(kind);
            }
            match kind {
                Kind::Countries => self.country(&row),
                Kind::Organisations => self.organisation(&row),
                Kind::Aliases => self.alias(file, &row)?,
                Kind::People => self.person(&row),
                Kind::Terms => self.term(file, &row)?,
                Kind::Offices => self.office(&row),
                Kind::Bodies => self.body(&row),
                Kind::Others => self.add(row.get("phrase"), Target::Other, AliasKind::Name),
                Kind::Membership => {}
            }
        }
        Ok(self)
    }

    /// Compiles what was read.
    ///
    /// # Errors
    ///
    /// When the names are too many or too long for the matcher.
    pub fn build(&self) -> Result<Gazetteer, Error> {
        Gazetteer::from_image(compile(&self.tables)?)
    }

    fn empty(&mut self, kind: Kind) {
        let gone = |target: Target| match kind {
            Kind::Aliases => matches!(target, Target::Country(_) | Target::Organisation(_)),
            Kind::People | Kind::Terms => matches!(target, Target::Person(_)),
            Kind::Offices => matches!(target, Target::Office(_)),
            Kind::Bodies => matches!(target, Target::Body(_)),
            Kind::Others => target == Target::Other,
            _ => false,
        };
        self.tables.aliases.retain(|a| !gone(a.target));
        self.known.retain(|(_, target)| !gone(*target));
        if matches!(kind, Kind::People | Kind::Terms) {
            // Terms without their people, or people without their terms, would be of no use.
            self.tables.people.clear();
            self.people.clear();
            self.emptied.extend([Kind::People, Kind::Terms]);
        }
    }

    fn add(&mut self, text: &str, target: Target, kind: AliasKind) {
        if text.is_empty() {
            return;
        }
        if self.conflict == Conflict::Override && self.names.insert(text.to_owned()) {
            self.tables.aliases.retain(|a| a.text != text);
            self.known.retain(|(known, _)| known != text);
        }
        if self.known.insert((text.to_owned(), target)) {
            self.tables.aliases.push(Alias { text: text.to_owned(), target, kind });
        }
    }

    fn country(&mut self, row: &Row) {
        let country = Country {
            iso3: row.get("iso3").to_owned(),
            name: row.get("name").to_owned(),
            is_state: row.get("status") != "territory",
            is_past: row.get("status") == "historical",
        };
        match self.tables.countries.iter_mut().find(|c| c.iso3 == country.iso3) {
            Some(known) => *known = country,
            None => self.tables.countries.push(country),
        }
    }

    fn organisation(&mut self, row: &Row) {
        let organisation = Organisation {
            id: row.get("id").to_owned(),
            name: row.get("name").to_owned(),
            country: Some(row.get("country").to_owned()).filter(|c| !c.is_empty()),
        };
        match self.tables.organisations.iter_mut().find(|o| o.id == organisation.id) {
            Some(known) => *known = organisation,
            None => self.tables.organisations.push(organisation),
        }
    }

    fn alias(&mut self, file: &str, row: &Row) -> Result<(), Error> {
        let (id, alias) = (row.get("id"), row.get("alias"));
        if alias.is_empty() || !alias.starts_with(char::is_alphanumeric) {
            let reason = "an alias begins with a letter or digit";
            return Err(Error::new(file, row.line, row.column("alias"), reason));
        }
        let country = self.tables.countries.iter().position(|c| c.iso3 == id);
        let target = if let Some(index) = country {
            Target::Country(crate::offset(index))
        } else if let Some(&index) = self.people.get(id) {
            Target::Person(index)
        } else {
            let known = self.tables.organisations.iter().position(|o| o.id == id);
            let index = known.unwrap_or_else(|| {
                self.tables.organisations.push(Organisation {
                    id: id.to_owned(),
                    name: alias.to_owned(),
                    country: None,
                });
                self.tables.organisations.len() - 1
            });
            Target::Organisation(crate::offset(index))
        };
        self.add(alias, target, alias_kind(row.get("kind"), alias));
        Ok(())
    }

    fn person(&mut self, row: &Row) {
        let (id, alias, kind) = (row.get("person"), row.get("alias"), row.get("kind"));
        let index = *self.people.entry(id.to_owned()).or_insert_with(|| {
            self.tables.people.push(Person {
                id: id.to_owned(),
                name: alias.to_owned(),
                surnames: Vec::new(),
                terms: Vec::new(),
            });
            crate::offset(self.tables.people.len() - 1)
        });
        let person = &mut self.tables.people[index as usize];
        if kind == "preferred" {
            alias.clone_into(&mut person.name);
        }
        let country = person.terms.first().map_or("", |t| t.country.as_str());
        if let Some(surname) = surname(alias, country)
            && alias.contains(' ')
            && !person.surnames.iter().any(|s| s == surname)
        {
            person.surnames.push(surname.to_owned());
        }
        if alias.contains(' ') || kind == "mononym" {
            self.add(alias, Target::Person(index), AliasKind::Name);
            if let Some(other) = with_capital_particle(alias) {
                self.add(&other, Target::Person(index), AliasKind::Name);
            }
        }
    }

    fn term(&mut self, file: &str, row: &Row) -> Result<(), Error> {
        let id = row.get("person");
        let Some(&index) = self.people.get(id) else {
            let reason = format!("{id} is in no table of people: name the person before the terms");
            return Err(Error::new(file, row.line, row.column("person"), reason));
        };
        let person = &mut self.tables.people[index as usize];
        if self.conflict == Conflict::Override && self.overridden.insert(index) {
            person.terms.clear();
        }
        person.terms.push(Term {
            class: row.get("class").to_owned(),
            country: row.get("country").to_owned(),
            office: row.get("office").to_owned(),
            tenure: Tenure::parse(row.get("start"), row.get("end"), row.get("open_as_of")),
        });
        Ok(())
    }

    fn office(&mut self, row: &Row) {
        self.tables.offices.push(Office {
            phrase: row.get("phrase").to_owned(),
            class: row.get("class").to_owned(),
            country: Some(row.get("country").to_owned()).filter(|c| !c.is_empty()),
        });
        let index = crate::offset(self.tables.offices.len() - 1);
        self.add(row.get("phrase"), Target::Office(index), AliasKind::Name);
    }

    fn body(&mut self, row: &Row) {
        self.tables.bodies.push(Body {
            phrase: row.get("phrase").to_owned(),
            kind: row.get("kind").to_owned(),
            name: row.get("name").to_owned(),
        });
        let index = crate::offset(self.tables.bodies.len() - 1);
        self.add(row.get("phrase"), Target::Body(index), AliasKind::Name);
    }
}
