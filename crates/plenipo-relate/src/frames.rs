//! [`Frames`]: what a verb or an event noun means when certain words hang on it in the tree.
//!
//! A frame names its head (a verb or an event noun), the object noun and the prepositional complement
//! that it asks for, the code, and where the two actors stand: "impose + sanction" with the target under
//! "on", "against" or "upon". Sets of words have names of their own (`@support` in `classes.tsv`), so one
//! line covers "express, voice, show … support, backing, solidarity … for".
//!
//! A rule over the tree collects what hangs on a head as [`Evidence`] and asks [`Frames::fitting`] for the
//! frames that fit, most specific first. It then looks for the actors in the [`Slot`]s of the frame, in
//! order, and takes the first frame whose target is there. A frame without a type ([`Frame::is_block`])
//! says that these words are no event ("meet a deadline"): the rule stops there.

use std::collections::HashMap;

use crate::codebook::{Code, Pos, rows};
use crate::error::Error;

/// Where an actor stands, seen from the head of its frame.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Slot {
    /// The subject of the verb, the agent ("by") of a passive, or the subject that controls it.
    Subject,
    /// The object, which is the subject of a passive.
    Object,
    /// The indirect object: "gave *Kyiv* weapons".
    Indirect,
    /// Whose the head is: "*Japan's* visit".
    Possessor,
    /// A modifier of the head: "the *Russian* invasion".
    Modifier,
    /// Whose the object is, as possessor, modifier, "of" or "by": "condemned *Russia's* invasion".
    Owner,
    /// The subject of the clause that is the complement, finite or not: "urged *NATO* to act",
    /// "said *Iran* had broken the deal".
    Clause,
    /// Whom the infinitive under the head is about: "threatened to turn *Seoul* into"; of a condition under it the
    /// subject.
    Inner,
    /// Who says it: the subject of the verb of speech over the clause, or beside it.
    Speaker,
    /// A noun under this preposition, which may hang on the head or on its object; "out of" and
    /// "ahead of" are one.
    Prep(String),
}

/// What else must hold for a frame, beside the words in its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Need {
    /// The sides are equals; several subjects without a target act on each other: "Japan and Korea met".
    Mutual,
    /// The target is a person.
    Person,
    /// The target is a state, a people or an organisation, or speaks for one.
    State,
    /// Words that sport, film and business use as well: not with their words around.
    Ambiguous,
    /// The event is in the future of what is told: an intention, a promise, an invitation.
    Intent,
    /// The head alone says little: a row only where nothing else relates the two actors.
    Weak,
    /// A side may be whatever belongs to somebody: "cordoned off roads *into Mali*", "*Mali's* exports rose".
    Belongings,
    /// The source is a force: "*troops* left".
    Military,
    /// Only where actors are looked for: of a dyad that is given it tells too little.
    Open,
    /// Nothing is said of the object: "called *Modi* on Friday", but not "called *Modi* a friend".
    Plain,
}

impl Need {
    const ALL: [(&'static str, Self); 10] = [
        ("mutual", Self::Mutual),
        ("person", Self::Person),
        ("state", Self::State),
        ("ambiguous", Self::Ambiguous),
        ("intent", Self::Intent),
        ("weak", Self::Weak),
        ("belongings", Self::Belongings),
        ("military", Self::Military),
        ("open", Self::Open),
        ("plain", Self::Plain),
    ];

    const fn bit(self) -> u16 {
        1 << self as u8
    }
}

/// Nouns that fit a cell: lemmas, each perhaps with a modifier ("diplomatic tie").
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NounSet {
    /// Head, then modifier or nothing; sorted.
    nouns: Vec<(String, String)>,
}

impl NounSet {
    /// How well `noun` fits: 2 with its modifier, 1 by its lemma alone, `None` when it does not.
    pub fn fit(&self, noun: Noun<'_>) -> Option<u8> {
        let from = self.nouns.partition_point(|n| n.0.as_str() < noun.lemma);
        let heads = self.nouns[from..].iter().take_while(|n| n.0 == noun.lemma);
        heads
            .filter(|n| n.1.is_empty() || noun.modifiers.contains(&n.1.as_str()))
            .map(|n| if n.1.is_empty() { 1 } else { 2 })
            .max()
    }

    /// Number of nouns.
    pub fn len(&self) -> usize {
        self.nouns.len()
    }

    /// Whether no noun is asked for.
    pub fn is_empty(&self) -> bool {
        self.nouns.is_empty()
    }
}

/// A noun of a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub struct Noun<'a> {
    /// Lemma, lower case; of an actor's name an empty string will do.
    pub lemma: &'a str,
    /// Lemmas of its compounds and adjectives.
    pub modifiers: &'a [&'a str],
}

/// What a frame asks of the object.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ObjectNeed {
    /// Anything or nothing.
    Any,
    /// There must be none.
    None,
    /// There must be one, whatever it is.
    Some,
    /// One of these nouns.
    Noun(NounSet),
}

/// A meaning of a verb or event noun.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// Verb or noun.
    pub pos: Pos,
    /// What the object must be; of nouns always [`ObjectNeed::Any`].
    pub object: ObjectNeed,
    /// Prepositions and nouns of which one must hang on the head: "*under sanctions*".
    pub complement: Vec<(String, NounSet)>,
    /// Where the source stands: the first slot that holds an actor.
    pub source: Vec<Slot>,
    /// Where the target stands: the first slot that holds an actor.
    pub target: Vec<Slot>,
    /// PLOVER type; empty when these words are no event.
    pub plover: String,
    /// CAMEO code with a leading `C`; empty when these words are no event.
    pub cameo: String,
    /// PLOVER mode, the code's unless the frame has its own.
    pub mode: Option<String>,
    /// PLOVER context, the code's unless the frame has its own.
    pub context: Option<String>,
    /// Which file of the codebook it stands in, and its line from 1.
    pub place: (String, usize),
    needs: u16,
}

impl Frame {
    /// Whether `need` must hold.
    pub fn needs(&self, need: Need) -> bool {
        self.needs & need.bit() != 0
    }

    /// Whether the object must be one of some nouns.
    pub fn object_is_noun(&self) -> bool {
        matches!(self.object, ObjectNeed::Noun(_))
    }

    /// Whether these words are no event, whatever else the head may mean.
    pub fn is_block(&self) -> bool {
        self.plover.is_empty()
    }
}

/// More than any stock entry can have.
const USER_RANK: u32 = 1_000;

/// A head with the frame that it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    /// Particles of a verb ("back *down*"), modifiers of a noun ("*air* strike"); all must be there.
    beside: Vec<String>,
    frame: u32,
    /// Whether a user added it: such an entry goes before ours.
    user: bool,
}

/// What becomes of our frames when a user brings a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// Both count; where both fit, the user's go first.
    #[default]
    Add,
    /// A head that the user's table has means only what it says there.
    Override,
    /// Only the user's table counts.
    Replace,
}

/// What hangs on a head in a tree.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence<'a> {
    /// Of a verb: particles, adverbs, prepositions and predicates ("held *responsible*") that hang on it,
    /// lower case; of a noun: lemmas of its compounds and adjectives.
    pub beside: &'a [&'a str],
    /// The object, or the subject of a passive.
    pub object: Option<Noun<'a>>,
    /// Prepositions with their nouns, on the head and on its object.
    pub complements: &'a [(&'a str, Noun<'a>)],
}

/// All frames of a codebook, by head.
#[derive(Clone, Debug, Default)]
pub struct Frames {
    all: Vec<Frame>,
    verbs: HashMap<String, Vec<Entry>>,
    nouns: HashMap<String, Vec<Entry>>,
    /// What a speaker says of somebody: "must", "is responsible".
    claims: HashMap<String, Vec<Entry>>,
    classes: Classes,
}

impl Frames {
    /// Frames from `classes` (name, words), `verbs` and `nouns`, each a file name and its text.
    ///
    /// # Errors
    ///
    /// When a cell is not as the README of the codebook says, with file, line and column.
    pub(crate) fn read(
        classes: (&str, &str),
        tables: [((&str, &str), Pos); 2],
        codes: &HashMap<String, Code>,
    ) -> Result<Self, Error> {
        let classes = read_classes(classes)?;
        let mut out = Self::default();
        for ((file, text), pos) in tables {
            for (line, cells) in rows(text) {
                out.add(&Row { file, line, cells, classes: &classes, codes }, pos, false)?;
            }
        }
        out.classes = classes;
        Ok(out)
    }

    /// Adds the table of claims: what it does to say of somebody that they must, or are guilty.
    ///
    /// # Errors
    ///
    /// When a cell is wrong, with its place.
    pub(crate) fn add_claims(
        &mut self,
        (file, text): (&str, &str),
        codes: &HashMap<String, Code>,
    ) -> Result<(), Error> {
        let classes = self.classes.clone();
        for (line, cells) in rows(text) {
            let row = Row { file, line, cells, classes: &classes, codes };
            let frame = row.frame(Pos::Verb)?;
            let index = plenipo_text::offset(self.all.len());
            for head in row.heads()? {
                let (lemma, beside) = lemma_of(&head, Pos::Verb);
                let entry = Entry { beside, frame: index, user: false };
                self.claims.entry(lemma).or_default().push(entry);
            }
            self.all.push(frame);
        }
        Ok(())
    }

    /// Whether the predicate `lemma` (lower case) may make a claim.
    pub(crate) fn has_claim(&self, lemma: &str) -> bool {
        self.claims.contains_key(lemma)
    }

    /// The claims that the predicate `lemma` makes with what hangs on it, most specific first.
    pub(crate) fn claims(&self, lemma: &str, evidence: &Evidence<'_>) -> Vec<&Frame> {
        self.of(&self.claims, lemma, evidence)
    }

    /// Whether `word` (lower case) is of the class of that name in `classes.tsv`.
    pub fn is_in_class(&self, class: &str, word: &str) -> bool {
        self.classes.get(class).is_some_and(|words| words.iter().any(|w| w == word))
    }

    /// Adds the frames of a user's table, whose first column is the part of speech.
    ///
    /// # Errors
    ///
    /// When a cell is wrong, with its place.
    pub(crate) fn add_user(
        &mut self,
        (file, text): (&str, &str),
        policy: Policy,
        codes: &HashMap<String, Code>,
    ) -> Result<(), Error> {
        let classes = self.classes.clone();
        let mut added = Vec::new();
        for (line, cells) in rows(text) {
            added.push(user_row(file, line, cells, &classes, codes)?);
        }
        match policy {
            Policy::Add => {}
            Policy::Override => {
                for (row, pos) in &added {
                    let map = self.map(*pos);
                    for head in row.heads()? {
                        map.remove(&lemma_of(&head, *pos).0);
                    }
                }
            }
            Policy::Replace => {
                self.all.clear();
                self.verbs.clear();
                self.nouns.clear();
                self.claims.clear();
            }
        }
        for (row, pos) in &added {
            self.add(row, *pos, true).map_err(|e| e.shifted(1))?;
        }
        Ok(())
    }

    /// A row of a table of frames.
    pub(crate) fn row<'a>(
        &'a self,
        file: &'a str,
        line: usize,
        cells: Vec<&'a str>,
        codes: &'a HashMap<String, Code>,
    ) -> Row<'a> {
        Row { file, line, cells, classes: &self.classes, codes }
    }

    /// A row of a user's table, and its part of speech.
    pub(crate) fn user_row<'a>(
        &'a self,
        file: &'a str,
        line: usize,
        cells: Vec<&'a str>,
        codes: &'a HashMap<String, Code>,
    ) -> Result<(Row<'a>, Pos), Error> {
        user_row(file, line, cells, &self.classes, codes)
    }

    fn map(&mut self, pos: Pos) -> &mut HashMap<String, Vec<Entry>> {
        match pos {
            Pos::Verb => &mut self.verbs,
            Pos::Noun => &mut self.nouns,
        }
    }

    fn add(&mut self, row: &Row<'_>, pos: Pos, user: bool) -> Result<(), Error> {
        let heads = row.heads()?;
        let frame = row.frame(pos)?;
        let index = plenipo_text::offset(self.all.len());
        for head in heads {
            let (lemma, parts) = lemma_of(&head, pos);
            self.map(pos).entry(lemma).or_default().push(Entry {
                beside: parts,
                frame: index,
                user,
            });
        }
        self.all.push(frame);
        Ok(())
    }

    /// All frames, in the order of their tables.
    pub fn all(&self) -> &[Frame] {
        &self.all
    }

    /// Whether `lemma` (lower case) leads to a frame.
    pub fn has(&self, lemma: &str, pos: Pos) -> bool {
        self.by_pos(pos).contains_key(lemma)
    }

    /// The lemmas that lead to frames, sorted.
    pub fn lemmas(&self, pos: Pos) -> Vec<&str> {
        let mut out: Vec<&str> = self.by_pos(pos).keys().map(String::as_str).collect();
        out.sort_unstable();
        out
    }

    /// The frames of `lemma` (lower case) that fit what hangs on it, most specific first; among equals
    /// in the order of the table.
    pub fn fitting(&self, lemma: &str, pos: Pos, evidence: &Evidence<'_>) -> Vec<&Frame> {
        self.of(self.by_pos(pos), lemma, evidence)
    }

    fn of(
        &self,
        map: &HashMap<String, Vec<Entry>>,
        lemma: &str,
        evidence: &Evidence<'_>,
    ) -> Vec<&Frame> {
        let Some(entries) = map.get(lemma) else { return Vec::new() };
        let mut found: Vec<(u32, u32)> = entries
            .iter()
            .filter_map(|entry| Some((self.fit(entry, evidence)?, entry.frame)))
            .collect();
        found.sort_by_key(|&(fit, frame)| (core::cmp::Reverse(fit), frame));
        found.dedup_by_key(|f| f.1);
        found.into_iter().map(|(_, frame)| &self.all[frame as usize]).collect()
    }

    /// How specific an entry is if it fits.
    fn fit(&self, entry: &Entry, evidence: &Evidence<'_>) -> Option<u32> {
        let frame = &self.all[entry.frame as usize];
        if !entry.beside.iter().all(|w| evidence.beside.contains(&w.as_str())) {
            return None;
        }
        let object = match &frame.object {
            ObjectNeed::Any => 0,
            ObjectNeed::None => u32::from(evidence.object.is_none()).checked_sub(1)?,
            ObjectNeed::Some => u32::from(evidence.object.is_some()).checked_sub(1)?,
            ObjectNeed::Noun(nouns) => 3 + u32::from(nouns.fit(evidence.object?)?),
        };
        let complement = if frame.complement.is_empty() {
            0
        } else {
            let fits = |(prep, nouns): &(String, NounSet)| {
                let under = evidence.complements.iter().filter(|c| c.0 == prep.as_str());
                under.filter_map(|c| nouns.fit(c.1)).max()
            };
            2 + u32::from(frame.complement.iter().filter_map(fits).max()?)
        };
        let user = if entry.user { USER_RANK } else { 0 };
        Some(user + object + complement + 4 * plenipo_text::offset(entry.beside.len()))
    }

    /// How many head, object and preposition patterns the frames stand for, blocks left out.
    pub fn patterns(&self) -> usize {
        let count = |entry: &Entry| {
            let frame = &self.all[entry.frame as usize];
            let objects = match &frame.object {
                ObjectNeed::Noun(nouns) => nouns.len(),
                ObjectNeed::Any | ObjectNeed::None | ObjectNeed::Some => 1,
            };
            let complements = frame.complement.iter().map(|c| c.1.len()).sum::<usize>().max(1);
            if frame.is_block() { 0 } else { objects * complements }
        };
        let both = self.verbs.values().chain(self.nouns.values());
        both.map(|entries| entries.iter().map(count).sum::<usize>()).sum()
    }

    fn by_pos(&self, pos: Pos) -> &HashMap<String, Vec<Entry>> {
        match pos {
            Pos::Verb => &self.verbs,
            Pos::Noun => &self.nouns,
        }
    }
}

/// The lemma of a head, and its particles or modifiers.
fn lemma_of(head: &str, pos: Pos) -> (String, Vec<String>) {
    let mut parts: Vec<String> = head.split(' ').map(str::to_owned).collect();
    let lemma = match pos {
        Pos::Verb => parts.remove(0),
        Pos::Noun => parts.pop().unwrap_or_default(),
    };
    (lemma, parts)
}

fn user_row<'a>(
    file: &'a str,
    line: usize,
    mut cells: Vec<&'a str>,
    classes: &'a Classes,
    codes: &'a HashMap<String, Code>,
) -> Result<(Row<'a>, Pos), Error> {
    let pos = match cells.remove(0) {
        "verb" => Pos::Verb,
        "noun" => Pos::Noun,
        other => return Err(Error::new(file, line, 1, format!("{other:?}: verb or noun"))),
    };
    Ok((Row { file, line, cells, classes, codes }, pos))
}

/// Words by the name of their class.
type Classes = HashMap<String, Vec<String>>;

fn read_classes((file, text): (&str, &str)) -> Result<Classes, Error> {
    let mut out = Classes::new();
    for (line, cells) in rows(text) {
        let [name, words, ..] = cells.as_slice() else {
            return Err(Error::new(file, line, 1, "a class has a name and words"));
        };
        let words = words.split('|').map(|w| w.trim().to_owned()).collect();
        if out.insert((*name).to_owned(), words).is_some() {
            return Err(Error::new(file, line, 1, format!("the class {name} is there twice")));
        }
    }
    Ok(out)
}

/// A line of a table of frames: head, object, complement, source, target, plover, cameo, mode, context,
/// needs, origin, licence.
pub(crate) struct Row<'a> {
    pub(crate) file: &'a str,
    pub(crate) line: usize,
    pub(crate) cells: Vec<&'a str>,
    classes: &'a Classes,
    codes: &'a HashMap<String, Code>,
}

/// Columns of a table of frames.
pub(crate) const FRAME_COLUMNS: [&str; 12] = [
    "head",
    "object",
    "complement",
    "source",
    "target",
    "plover",
    "cameo",
    "mode",
    "context",
    "needs",
    "origin",
    "licence",
];

impl Row<'_> {
    fn error(&self, column: usize, message: impl Into<String>) -> Error {
        Error::new(self.file, self.line, column + 1, message)
    }

    fn cell(&self, column: usize) -> Result<&str, Error> {
        self.cells.get(column).copied().ok_or_else(|| {
            let count = self.cells.len();
            self.error(count, format!("{count} cells of {}", FRAME_COLUMNS.len()))
        })
    }

    /// The words of a cell: `a|b c|@class`.
    fn words(&self, column: usize) -> Result<Vec<String>, Error> {
        self.expand(column, self.cell(column)?)
    }

    fn expand(&self, column: usize, cell: &str) -> Result<Vec<String>, Error> {
        let mut out = Vec::new();
        for word in cell.split('|') {
            match word.strip_prefix('@') {
                Some(name) => out.extend(
                    self.classes
                        .get(name)
                        .ok_or_else(|| self.error(column, format!("no class {name:?}")))?
                        .iter()
                        .cloned(),
                ),
                None if word.trim().is_empty() => {
                    return Err(self.error(column, "an empty word"));
                }
                None => out.push(word.to_owned()),
            }
        }
        Ok(out)
    }

    fn noun_set(&self, column: usize, cell: &str) -> Result<NounSet, Error> {
        let mut nouns: Vec<(String, String)> = self
            .expand(column, cell)?
            .into_iter()
            .map(|noun| match noun.rsplit_once(' ') {
                Some((modifier, head)) => (head.to_owned(), modifier.to_owned()),
                None => (noun, String::new()),
            })
            .collect();
        nouns.sort_unstable();
        nouns.dedup();
        Ok(NounSet { nouns })
    }

    fn slots(&self, column: usize) -> Result<Vec<Slot>, Error> {
        let cell = self.cell(column)?;
        let slots = cell.split('|').filter(|s| !s.is_empty()).map(|name| match name {
            "subj" => Slot::Subject,
            "obj" => Slot::Object,
            "iobj" => Slot::Indirect,
            "poss" => Slot::Possessor,
            "mod" => Slot::Modifier,
            "owner" => Slot::Owner,
            "clause" => Slot::Clause,
            "speaker" => Slot::Speaker,
            "inner" => Slot::Inner,
            preposition => Slot::Prep(preposition.to_owned()),
        });
        Ok(slots.collect())
    }

    fn complement(&self) -> Result<Vec<(String, NounSet)>, Error> {
        let mut out = Vec::new();
        for part in self.cell(2)?.split(';').filter(|p| !p.is_empty()) {
            let (preposition, nouns) = part.trim().split_once(' ').ok_or_else(|| {
                self.error(2, format!("{part:?}: a preposition, a space and nouns are asked for"))
            })?;
            out.push((preposition.to_owned(), self.noun_set(2, nouns)?));
        }
        Ok(out)
    }

    fn needs(&self) -> Result<u16, Error> {
        let mut out = 0;
        for name in self.cell(9)?.split(',').filter(|n| !n.is_empty()) {
            let known = Need::ALL.iter().find(|n| n.0 == name);
            out |= known.ok_or_else(|| self.error(9, format!("no need {name:?}")))?.1.bit();
        }
        Ok(out)
    }

    /// The heads that the row is about.
    pub(crate) fn heads(&self) -> Result<Vec<String>, Error> {
        let mut out = Vec::new();
        for head in self.words(0)? {
            // "call @bad": each word of the class beside the verb.
            match head.split_once(" @") {
                Some((verb, class)) => {
                    let words = self.expand(0, &format!("@{class}"))?;
                    out.extend(words.into_iter().map(|word| format!("{verb} {word}")));
                }
                None => out.push(head),
            }
        }
        Ok(out)
    }

    pub(crate) fn frame(&self, pos: Pos) -> Result<Frame, Error> {
        let object = match self.cell(1)? {
            "" => ObjectNeed::Any,
            "-" => ObjectNeed::None,
            "+" => ObjectNeed::Some,
            nouns => ObjectNeed::Noun(self.noun_set(1, nouns)?),
        };
        let (plover, cameo) = (self.cell(5)?, self.cell(6)?);
        let code = self.codes.get(cameo);
        if code.is_none() && !(plover == "-" && cameo == "-") {
            return Err(self.error(6, format!("{cameo} is no CAMEO code")));
        }
        let own = |column| -> Result<Option<String>, Error> {
            Ok(Some(self.cell(column)?.to_owned()).filter(|c| !c.is_empty()))
        };
        Ok(Frame {
            pos,
            object,
            complement: self.complement()?,
            source: self.slots(3)?,
            target: self.slots(4)?,
            plover: plover.trim_matches('-').to_owned(),
            cameo: cameo.trim_matches('-').to_owned(),
            mode: own(7)?.or_else(|| code.and_then(|c| c.mode.clone())),
            context: own(8)?.or_else(|| code.and_then(|c| c.context.clone())),
            place: (self.file.to_owned(), self.line),
            needs: self.needs()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Codebook;

    fn noun(lemma: &str) -> Noun<'_> {
        Noun { lemma, modifiers: &[] }
    }

    /// Code and first target slot of the best frame.
    fn best(lemma: &str, pos: Pos, evidence: &Evidence<'_>) -> (String, Option<Slot>) {
        let book = Codebook::stock().unwrap();
        let found = book.frames().fitting(lemma, pos, evidence);
        let frame = found.first().expect("a frame");
        (frame.cameo.clone(), frame.target.first().cloned())
    }

    #[test]
    fn the_object_decides() {
        let of = |object| Evidence { object: Some(noun(object)), ..Evidence::default() };
        assert_eq!(best("lift", Pos::Verb, &of("sanction")).0, "C085");
        assert_eq!(best("lift", Pos::Verb, &of("blockade")).0, "C0872");
        let on = Some(Slot::Prep("on".to_owned()));
        assert_eq!(best("impose", Pos::Verb, &of("sanction")), ("C163".to_owned(), on));
        assert_eq!(best("meet", Pos::Verb, &of("deadline")).0, "");
        assert_eq!(best("meet", Pos::Verb, &of("")).0, "C040");
    }

    #[test]
    fn particles_and_modifiers_must_be_there() {
        let book = Codebook::stock().unwrap();
        let bare = Evidence::default();
        assert!(
            book.frames().fitting("back", Pos::Verb, &bare).iter().all(|f| f.plover != "CONCEDE")
        );
        let down = Evidence { beside: &["down"], ..bare };
        assert_eq!(best("back", Pos::Verb, &down).0, "C080");
        let air = Evidence { beside: &["air"], ..bare };
        assert_eq!(best("strike", Pos::Noun, &air).0, "C195");
    }

    #[test]
    fn a_complement_decides() {
        let with_sanctions = [("with", noun("sanction"))];
        let evidence = Evidence { complements: &with_sanctions, ..Evidence::default() };
        assert_eq!(best("hit", Pos::Verb, &evidence).0, "C163");
    }

    #[test]
    fn a_broken_cell_is_named() {
        let codes = HashMap::new();
        let read = |row: &str| {
            let verbs = format!("h\n{row}");
            let tables = [(("v.tsv", verbs.as_str()), Pos::Verb), (("n.tsv", "h"), Pos::Noun)];
            Frames::read(("c.tsv", "h"), tables, &codes).unwrap_err().to_string()
        };
        assert_eq!(
            read("meet\t\t\tsubj\tobj\tCONSULT\tC99\t\t\t"),
            "v.tsv:2:7: C99 is no CAMEO code"
        );
        assert_eq!(read("@x\t"), "v.tsv:2:1: no class \"x\"");
        assert_eq!(read("meet\t\t\tsubj\tobj\t-\t-\t\t\tloud"), "v.tsv:2:10: no need \"loud\"");
        assert_eq!(
            read("meet\t\tat\tsubj\tobj\t-\t-\t\t\t"),
            "v.tsv:2:3: \"at\": a preposition, a space and nouns are asked for"
        );
    }

    #[test]
    fn the_stock_frames_are_many() {
        let book = Codebook::stock().unwrap();
        let heads = book.frames().lemmas(Pos::Verb).len() + book.frames().lemmas(Pos::Noun).len();
        assert!(heads >= 1_500, "{heads} heads");
        assert!(book.frames().patterns() >= 5_000, "{} patterns", book.frames().patterns());
    }
}
