//! [`Codebook`]: which words mean which event, and what the codes stand for.

use std::collections::HashMap;

use crate::error::Error;
use crate::frames::{Frames, Policy};
use crate::inflect::{Form, Irregular, forms, plural};

/// A stock table: its name and its text.
macro_rules! table {
    ($name:literal) => {
        (concat!("data/codebook/", $name), include_str!(concat!("../../../data/codebook/", $name)))
    };
}

/// What a CAMEO code stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// The code with a leading `C`.
    pub code: String,
    /// Its official name.
    pub name: String,
    /// PLOVER type; empty for mere statements.
    pub plover: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER context.
    pub context: Option<String>,
    /// Quad class `Q1` to `Q4`.
    pub quad: String,
    /// Goldstein intensity, -10 to 10.
    pub goldstein: f64,
}

/// Whether a trigger is a verb or a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pos {
    /// A verb with its particles and objects: "express support for".
    Verb,
    /// A noun that names an event: "talks with".
    Noun,
}

/// Words that carry an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// Lemmas in order: the verb or noun, then objects and particles.
    pub words: Vec<String>,
    /// Verb or noun.
    pub pos: Pos,
    /// PLOVER type.
    pub plover: String,
    /// CAMEO code with a leading `C`.
    pub cameo: String,
    /// Whether the sides are equals: "met with".
    pub symmetric: bool,
    /// Line in its table, for `rule_id`.
    pub line: usize,
    /// Whether it was drawn from older dictionaries; such a trigger codes dyads that are given, but is
    /// too loose to find events with.
    pub drawn: bool,
}

/// Codes and triggers, ready to look words up. Shared between threads.
#[derive(Clone, Debug)]
pub struct Codebook {
    codes: HashMap<String, Code>,
    triggers: Vec<Trigger>,
    frames: Frames,
    /// Quad class of each PLOVER type.
    types: HashMap<String, String>,
    /// Every form of a first word to the triggers that begin with it, longest first.
    first_words: HashMap<String, Vec<(Form, u32)>>,
}

impl Codebook {
    /// The stock codebook under `data/codebook`.
    ///
    /// # Errors
    ///
    /// When a table is not as its README says, with file, line and column.
    pub fn stock() -> Result<Self, Error> {
        let mut out = Self::read(
            table!("cameo.tsv"),
            table!("triggers.tsv"),
            table!("phrases.tsv"),
            table!("irregular_verbs.tsv"),
        )?;
        let tables = [(table!("verbs.tsv"), Pos::Verb), (table!("nouns.tsv"), Pos::Noun)];
        out.types = read_types(table!("plover.tsv"))?;
        out.frames = Frames::read(table!("classes.tsv"), tables, &out.codes)?;
        out.frames.add_claims(table!("claims.tsv"), &out.codes)?;
        Ok(out)
    }

    /// The same with the frames of a user's table: columns `pos` (verb or noun), then those of `verbs.tsv`.
    ///
    /// # Errors
    ///
    /// When a cell is wrong, with file, line and column; [`crate::check_user_frames`] finds all of them.
    pub fn with_user_frames(
        mut self,
        file: &str,
        text: &str,
        policy: Policy,
    ) -> Result<Self, Error> {
        self.frames.add_user((file, text), policy, &self.codes)?;
        Ok(self)
    }

    pub(crate) fn codes(&self) -> &HashMap<String, Code> {
        &self.codes
    }

    /// Quad class of a PLOVER type; `None` when there is no such type.
    pub(crate) fn quad_of_type(&self, plover: &str) -> Option<&str> {
        self.types.get(plover).map(String::as_str)
    }

    /// Name, text and part of speech of the stock tables of frames.
    pub(crate) fn frame_tables() -> [(&'static str, &'static str, Pos); 2] {
        let ((verbs, verbs_text), (nouns, nouns_text)) = (table!("verbs.tsv"), table!("nouns.tsv"));
        [(verbs, verbs_text, Pos::Verb), (nouns, nouns_text, Pos::Noun)]
    }

    /// Name and text of the stock table of claims.
    pub(crate) fn claim_table() -> (&'static str, &'static str) {
        table!("claims.tsv")
    }

    /// Names and texts of the stock tables of positional patterns.
    pub(crate) fn pattern_tables() -> [(&'static str, &'static str); 2] {
        [table!("triggers.tsv"), table!("phrases.tsv")]
    }

    /// The meanings of verbs and event nouns, for rules over the tree.
    pub fn frames(&self) -> &Frames {
        &self.frames
    }

    fn read(
        codes: (&str, &str),
        triggers: (&str, &str),
        phrases: (&str, &str),
        irregular: (&str, &str),
    ) -> Result<Self, Error> {
        let codes = read_codes(codes)?;
        let irregular = Irregular::read(irregular)?;
        let mut triggers = read_triggers(triggers, &codes, false)?;
        triggers.extend(read_triggers(phrases, &codes, true)?);
        let mut first_words: HashMap<String, Vec<(Form, u32)>> = HashMap::new();
        for (trigger, index) in triggers.iter().zip(0..) {
            let all = match trigger.pos {
                Pos::Verb => forms(&trigger.words[0], &irregular),
                Pos::Noun => vec![
                    (trigger.words[0].clone(), Form::Noun),
                    (plural(&trigger.words[0]), Form::Noun),
                ],
            };
            for (word, form) in all {
                let entry = first_words.entry(word).or_default();
                if !entry.contains(&(form, index)) {
                    entry.push((form, index));
                }
            }
        }
        // Each list is sorted by itself: the order of the map reaches nothing.
        #[expect(clippy::iter_over_hash_type, reason = "the order of the walk has no effect")]
        for list in first_words.values_mut() {
            list.sort_by_key(|&(form, index)| {
                (core::cmp::Reverse(triggers[index as usize].words.len()), form, index)
            });
        }
        Ok(Self { codes, triggers, frames: Frames::default(), types: HashMap::new(), first_words })
    }

    /// What `code` stands for.
    pub fn code(&self, code: &str) -> Option<&Code> {
        self.codes.get(code)
    }

    /// All triggers, in the order of their table.
    pub fn triggers(&self) -> &[Trigger] {
        &self.triggers
    }

    /// The first word of triggers that `word` (lower case) is a form of, and the form.
    pub(crate) fn lemma(&self, word: &str) -> Option<(&str, Form)> {
        let &(form, index) = self.starting_with(word).first()?;
        Some((self.triggers[index as usize].words[0].as_str(), form))
    }

    /// Triggers whose first word has the form `word` (lower case), longest first.
    pub(crate) fn starting_with(&self, word: &str) -> &[(Form, u32)] {
        self.first_words.get(word).map_or(&[], Vec::as_slice)
    }
}

fn read_codes((file, text): (&str, &str)) -> Result<HashMap<String, Code>, Error> {
    let mut out = HashMap::new();
    for (line, cells) in rows(text) {
        let [code, name, plover, mode, context, quad, goldstein] = first(file, line, &cells)?;
        let goldstein = goldstein
            .parse()
            .map_err(|_| Error::new(file, line, 7, format!("{goldstein:?} is no number")))?;
        let some = |cell: &str| Some(cell.to_owned()).filter(|c| !c.is_empty());
        let entry = Code {
            code: code.to_owned(),
            name: name.to_owned(),
            plover: plover.to_owned(),
            mode: some(mode),
            context: some(context),
            quad: quad.to_owned(),
            goldstein,
        };
        if out.insert(code.to_owned(), entry).is_some() {
            return Err(Error::new(file, line, 1, format!("{code} is there twice")));
        }
    }
    Ok(out)
}

/// Quad classes of the types, modes left out.
fn read_types((file, text): (&str, &str)) -> Result<HashMap<String, String>, Error> {
    let mut out = HashMap::new();
    for (line, cells) in rows(text) {
        let [name, mode, quad] = first(file, line, &cells)?;
        if mode.is_empty() {
            out.insert(name.to_owned(), quad.to_owned());
        }
    }
    Ok(out)
}

fn read_triggers(
    (file, text): (&str, &str),
    codes: &HashMap<String, Code>,
    drawn: bool,
) -> Result<Vec<Trigger>, Error> {
    let mut out = Vec::new();
    for (line, cells) in rows(text) {
        let [pattern, pos, plover, cameo, roles] = first(file, line, &cells)?;
        if !codes.contains_key(cameo) {
            return Err(Error::new(file, line, 4, format!("{cameo} is no CAMEO code")));
        }
        let pos = match pos {
            "verb" => Pos::Verb,
            "noun" => Pos::Noun,
            other => return Err(Error::new(file, line, 2, format!("{other:?}: verb or noun"))),
        };
        out.push(Trigger {
            words: pattern.split(' ').map(str::to_owned).collect(),
            pos,
            plover: plover.to_owned(),
            cameo: cameo.to_owned(),
            symmetric: roles == "symmetric",
            line,
            drawn,
        });
    }
    Ok(out)
}

/// Lines of a table from 2 on, with their numbers and cells.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    text.lines().enumerate().skip(1).map(|(i, line)| (i + 1, line.split('\t').collect()))
}

/// The first `N` cells of a line.
pub(crate) fn first<'a, const N: usize>(
    file: &str,
    line: usize,
    cells: &[&'a str],
) -> Result<[&'a str; N], Error> {
    cells.first_chunk::<N>().copied().ok_or_else(|| {
        Error::new(file, line, cells.len(), format!("{} cells of at least {N}", cells.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stock_codebook_is_whole() {
        let book = Codebook::stock().unwrap();
        assert_eq!(book.codes.len(), 312);
        assert!(book.triggers.len() >= 5_000);
        assert_eq!(book.code("C190").unwrap().plover, "ASSAULT");
        assert!(!book.starting_with("met").is_empty());
    }

    #[test]
    fn a_wrong_code_is_named_with_its_place() {
        let error = Codebook::read(
            ("c.tsv", "h\nC01\tx\t\t\t\tQ1\t0.0"),
            ("t.tsv", "h\nmeet with\tverb\tCONSULT\tC99\tsymmetric"),
            ("p.tsv", "h"),
            ("i.tsv", "h"),
        );
        assert_eq!(error.unwrap_err().to_string(), "t.tsv:2:4: C99 is no CAMEO code");
    }
}
