//! Who a personal name stands for, and offices without a name.

mod offices;
mod single;
mod who;

use std::collections::{BTreeMap, BTreeSet};

use plenipo_text::Span;
use plenipo_text::jiff::civil::Date;

use self::who::country_of;
use crate::Gazetteer;
use crate::context::{Context, is_capitalised};
use crate::date::Held;
use crate::fold::folded;
use crate::mention::{Mention, MentionKind, Via};
use crate::names::{is_body_word, may_be_name, may_be_same, name_at};
use crate::tables::Target;
use crate::tagger::Candidate;
use crate::titles::{Title, titles};

/// States that are no more, and the states in them whose people are named with them.
const PARTS: &[(&str, &[&str])] = &[
    ("SUN", &["RUS", "UKR", "BLR", "GEO", "ARM", "AZE", "LTU", "LVA", "EST", "KAZ", "MDA"]),
    ("YUG", &["SRB", "MNE", "HRV", "SVN", "BIH", "MKD"]),
    ("SCG", &["SRB", "MNE"]),
    ("CSK", &["CZE", "SVK"]),
    ("DDR", &["DEU"]),
];

/// What was found in a document.
pub(crate) struct Found<'a> {
    /// People and offices.
    pub(crate) mentions: Vec<Mention>,
    /// Names that are written like those of people whom nothing else is known of.
    pub(crate) strangers: Vec<Span>,
    /// Offices with and without names.
    pub(crate) titles: Vec<Title<'a>>,
}

/// Finds people among the candidates of one document.
pub(crate) struct People<'a, 'd, 'p> {
    gazetteer: &'a Gazetteer,
    context: &'a Context<'d>,
    day: Option<Date>,
    /// Countries and organisations of the document: codes.
    owners: BTreeSet<&'p str>,
    /// Tokens that a mention holds.
    taken: Vec<bool>,
    /// Tokens that begin with a capital letter.
    capitals: Vec<usize>,
    titles: Vec<Title<'a>>,
    out: Vec<Mention>,
    /// Folded parts of names to the mentions, as indices into `out`, that they may stand for.
    known: BTreeMap<String, Vec<usize>>,
}

impl<'a, 'd, 'p> People<'a, 'd, 'p> {
    pub(crate) fn new(
        gazetteer: &'a Gazetteer,
        context: &'a Context<'d>,
        day: Option<Date>,
        places: &'p [Mention],
        candidates: &[Candidate<'_>],
    ) -> Self {
        let named = places.iter().flat_map(|m| [Some(m.id.as_str()), m.country.as_deref()]);
        let mut owners: BTreeSet<&'p str> = named.flatten().collect();
        for (past, parts) in PARTS {
            if owners.contains(past) {
                owners.extend(*parts);
            }
        }
        let mut people = Self {
            gazetteer,
            context,
            day,
            owners,
            taken: vec![false; context.len()],
            capitals: (0..context.len()).filter(|&i| is_capitalised(context.word(i))).collect(),
            titles: titles(gazetteer, context, candidates, places),
            out: Vec::new(),
            known: BTreeMap::new(),
        };
        for place in places {
            people.take(place.span);
        }
        people
    }

    fn take(&mut self, span: Span) {
        let (first, end) = (self.context.first_token(span), self.context.end_token(span));
        self.taken[first..end].fill(true);
    }

    fn is_taken(&self, span: Span) -> bool {
        let (first, end) = (self.context.first_token(span), self.context.end_token(span));
        self.taken[first..end].contains(&true)
    }

    /// All people and offices of the document.
    pub(crate) fn find(mut self, candidates: &[Candidate<'_>]) -> Found<'a> {
        for candidate in candidates {
            self.full_name(candidate);
        }
        self.after_titles();
        self.before_titles();
        let strangers = self.other_names();
        self.single_names(false);
        self.single_names(true);
        self.offices();
        Found { mentions: self.out, strangers, titles: self.titles }
    }

    fn push(&mut self, mention: Mention) {
        self.take(mention.span);
        let at = self.out.len();
        for part in self.parts(&mention) {
            let known = self.known.entry(part).or_default();
            if known.iter().all(|&k| self.out[k].id != mention.id) {
                known.push(at);
            }
        }
        self.out.push(mention);
    }

    /// The parts of a name, folded, that later stand for all of it.
    fn parts(&self, mention: &Mention) -> Vec<String> {
        let mut out = Vec::new();
        let table = self.gazetteer.person_by_id(&mention.id);
        for surname in table.into_iter().flat_map(|i| self.gazetteer.person(i).surnames()) {
            out.push(folded(surname));
        }
        let written = mention.span.of(self.context.text);
        for name in [written, mention.name.as_str()] {
            let words: Vec<&str> = name.split([' ', '\u{a0}']).filter(|w| w.len() > 1).collect();
            if words.len() < 2 {
                continue;
            }
            let last = words[words.len() - 1];
            out.push(folded(last));
            // "Linda Thomas-Greenfield", later "Greenfield"
            out.extend(last.rsplit('-').next().filter(|w| is_capitalised(w)).map(folded));
            // "Mohammed bin Salman", "Saddam Hussein", "Ngo Xuan Lich": known by the first or last name
            if words.len() > 2 && words[1].starts_with(char::is_lowercase) {
                out.push(folded(words[0]));
            }
        }
        out.sort();
        out.dedup();
        out.retain(|p| p.len() > 1);
        out
    }

    /// The title that ends right before `start`.
    fn title_before(&self, start: u32) -> Option<&Title<'a>> {
        let at = self.titles.partition_point(|t| t.span.end() <= start);
        let title = &self.titles[at.checked_sub(1)?];
        let end = title.whole.end().max(title.span.end());
        let gap = self.context.text.get(title.span.end() as usize..start as usize)?;
        let behind = self.context.text.get(end as usize..start as usize);
        let near = |g: &str| matches!(g, " " | " (" | ", " | " \u{a0}" | "\u{a0}" | "\n" | " - ");
        (near(gap) || behind.is_some_and(near)).then_some(title)
    }

    /// The title that stands behind a name: "Peter Cook, the Pentagon press secretary,"
    fn title_behind(&self, end: u32) -> Option<&Title<'a>> {
        let at = self.titles.partition_point(|t| t.whole.start() < end);
        let title = self.titles.get(at)?;
        let gap = &self.context.text[end as usize..title.whole.start() as usize];
        let behind = self.context.end_token(title.whole);
        let named = may_be_name(self.context.word(behind))
            && !self.taken.get(behind).copied().unwrap_or(true);
        (gap == ", " && !named).then_some(title)
    }

    fn title_of(&self, span: Span) -> Option<&Title<'a>> {
        self.title_before(span.start()).or_else(|| self.title_behind(span.end()))
    }

    fn full_name(&mut self, candidate: &Candidate<'_>) {
        if self.is_taken(candidate.span) {
            return;
        }
        let title = self.title_of(candidate.span).cloned();
        let people = candidate.targets.iter().filter_map(|t| match t.0 {
            Target::Person(index) => Some(index),
            _ => None,
        });
        let best = people
            .map(|index| (self.likelihood(index, title.as_ref()), index))
            .max_by_key(|&(score, index)| (score, core::cmp::Reverse(index)));
        // Somebody out of office for long, of a country that is not in the text, is a namesake.
        let single = !candidate.span.of(self.context.text).contains(' ');
        if let Some((score, index)) = best
            && score >= if single { 4 } else { 2 }
        {
            let mention = self.mention(candidate.span, index, title.as_ref(), Via::Name);
            self.push(mention);
        }
    }

    /// A mention of the person `index`, with the office of the title or else of the tables.
    fn mention(&self, span: Span, index: u32, title: Option<&Title<'a>>, via: Via) -> Mention {
        let person = self.gazetteer.person(index);
        let term = person.term_on(self.day);
        let of_class = title.and_then(|t| {
            let same = person.terms().filter(|p| p.class() == t.office.class);
            same.max_by_key(|p| self.day.map(|d| p.tenure().on(d)))
        });
        let chosen = of_class.or(term.map(|(t, _)| t));
        let stated = title.map(|t| t.span.of(self.context.text));
        let written = span.of(self.context.text);
        // As the document spells it, if only marks on letters differ.
        let spelled = written.chars().count() == person.name().chars().count()
            && folded(written) == folded(person.name())
            && written
                .chars()
                .zip(person.name().chars())
                .all(|(a, b)| a == b || !a.is_ascii() || !b.is_ascii());
        Mention {
            id: person.id().to_owned(),
            name: if spelled { written.to_owned() } else { person.name().to_owned() },
            office: chosen.map(|t| t.office().to_owned()).or(stated.map(str::to_owned)),
            country: chosen.and_then(|t| country_of(self.gazetteer, person, t)).map(str::to_owned),
            organisation: chosen.and_then(|t| self.organisation(t.country())),
            outer: self.outer(span, title),
            former: title.is_some_and(|t| t.former)
                || title.is_none() && term.is_some_and(|(_, h)| h == Held::Before),
            ..Mention::new(span, MentionKind::Person, via)
        }
    }

    /// The code of the owner of an office, if it is an organisation and no state.
    fn organisation(&self, owner: &str) -> Option<String> {
        self.gazetteer.organisation_by_id(owner).map(|_| owner.to_owned())
    }

    /// The name with the title before it.
    fn outer(&self, span: Span, title: Option<&Title<'a>>) -> Span {
        match title {
            Some(title) if title.span.end() <= span.start() => {
                let comma = &self.context.text[title.span.end() as usize..span.start() as usize];
                if comma.starts_with(',') { span } else { title.span.cover(span) }
            }
            _ => span,
        }
    }

    /// "Secretary Blinken", "Foreign Minister Cho", and names that no table has: names behind an office.
    fn after_titles(&mut self) {
        for at in 0..self.titles.len() {
            let title = self.titles[at].clone();
            let mut first = self.context.end_token(title.span);
            if self.context.word(first) == "(" {
                self.bracketed(first, &title);
                continue;
            }
            let behind = self.context.end_token(title.whole);
            if behind > first && matches!(self.context.word(behind), ",") {
                first = behind;
            }
            let comma = self.context.word(first) == ",";
            first += usize::from(comma);
            self.name_with(first, &title, if comma { 2 } else { 1 });
        }
    }

    /// "Peter Cook, the Pentagon press secretary": names before an office.
    fn before_titles(&mut self) {
        for at in 0..self.titles.len() {
            let title = self.titles[at].clone();
            let first = self.context.first_token(title.whole);
            if first == 0 || self.context.word(first - 1) != "," {
                continue;
            }
            let after = self.context.end_token(title.whole);
            if may_be_name(self.context.word(after)) && title.whole.end() == title.span.end() {
                continue;
            }
            let sentence = self.context.sentence_of(first - 1).start;
            let taken = |i: usize| self.taken[i];
            let starts = (sentence.max((first - 1).saturating_sub(7))..first - 1).find(|&s| {
                let fits = name_at(self.context, s, &taken).is_some_and(|(e, _)| e == first - 1);
                fits && !taken(s)
            });
            if let Some(start) = starts {
                self.name_with(start, &title, 2);
            }
        }
    }

    /// The name of at least `least` words at token `first`, which `title` goes with.
    fn name_with(&mut self, first: usize, title: &Title<'a>, least: usize) {
        let found = name_at(self.context, first, &|i| self.taken.get(i).copied().unwrap_or(true));
        let Some((end, words)) = found.filter(|&(_, words)| words >= least) else { return };
        let span = self.context.cover(first, end);
        if (first..end).any(|i| is_body_word(self.context.word(i))) {
            return;
        }
        let mention = if words == 1 {
            self.by_surname(self.context.word(first), title)
                .map(|index| self.mention(span, index, Some(title), Via::Surname))
                .or_else(|| self.known_again(span))
        } else {
            self.by_parts(span, Some(title))
                .map(|index| self.mention(span, index, Some(title), Via::Name))
                .or_else(|| self.introduced(span, title))
        };
        if let Some(mut mention) = mention {
            mention.outer = self.outer(span, Some(title));
            self.push(mention);
        }
    }

    /// "Secretary General (Jens) Stoltenberg"
    fn bracketed(&mut self, open: usize, title: &Title<'a>) {
        let word = |i: usize| self.context.word(open + i);
        if word(2) != ")" || !may_be_name(word(1)) || !may_be_name(word(3)) {
            return;
        }
        let span = self.context.cover(open, open + 4);
        if self.is_taken(span) {
            return;
        }
        if let Some(index) = self.by_surname(word(3), title) {
            let name = self.gazetteer.person(index).name();
            let given = name.split(' ').any(|part| may_be_same(part, word(1)));
            let via = if given { Via::Name } else { Via::Surname };
            let mention = self.mention(span, index, Some(title), via);
            self.push(mention);
        }
    }

    /// Somebody whom no table has, introduced by an office and a name.
    fn introduced(&self, span: Span, title: &Title<'a>) -> Option<Mention> {
        let owner = title.country.as_deref().and_then(|c| c.split(':').next());
        if owner.is_none() && title.office.class == "official" {
            return None;
        }
        let name = span.of(self.context.text).to_owned();
        let key = name.to_lowercase().replace([' ', '\n', '\u{a0}'], "_");
        Some(Mention {
            id: format!("X:{key}|{}", owner.unwrap_or_default()),
            name,
            office: Some(title.office.phrase.to_owned()),
            country: owner.filter(|c| self.gazetteer.is_country(c)).map(str::to_owned),
            organisation: owner.and_then(|o| self.organisation(o)),
            outer: self.outer(span, Some(title)),
            former: title.former,
            ..Mention::new(span, MentionKind::Person, Via::Introduced)
        })
    }

    /// Names of several words without an office: other spellings of people in the tables; what is left
    /// are strangers.
    fn other_names(&mut self) -> Vec<Span> {
        let mut strangers = Vec::new();
        let mut after = 0;
        for i in 0..self.capitals.len() {
            let at = self.capitals[i];
            if at < after || self.taken[at] {
                continue;
            }
            let found = name_at(self.context, at, &|i| self.taken[i]);
            let Some((end, words)) = found else { continue };
            after = end;
            if words < 2 || (at..end).any(|i| is_body_word(self.context.word(i))) {
                continue;
            }
            let span = self.context.cover(at, end);
            match self.by_parts(span, None) {
                Some(index) => {
                    let mention = self.mention(span, index, None, Via::Name);
                    self.push(mention);
                }
                None => match self.known_again(span) {
                    Some(mention) => self.push(mention),
                    None => strangers.push(span),
                },
            }
        }
        strangers
    }

    /// Somebody known from elsewhere in the document, under the same name.
    fn known_again(&self, span: Span) -> Option<Mention> {
        let written = span.of(self.context.text);
        let (first, last) = written.rsplit_once(' ').unwrap_or((written, written));
        let known = self.known.get(&folded(last))?;
        let first = first.split(' ').next()?;
        let same = known.iter().rev().map(|&k| &self.out[k]).find(|m| {
            !written.contains(' ') || m.name.split(' ').any(|part| may_be_same(part, first))
        })?;
        Some(again(same, span))
    }
}

/// The same person at another place of the document.
pub(crate) fn again(of: &Mention, span: Span) -> Mention {
    Mention { span, outer: span, via: Via::Surname, ..of.clone() }
}
