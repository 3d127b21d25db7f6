//! Who a personal name stands for, and offices without a name.

use std::collections::{BTreeMap, BTreeSet};

use plenipo_text::Span;
use plenipo_text::jiff::civil::Date;

use crate::Gazetteer;
use crate::context::{Context, is_capitalised, is_name_like};
use crate::date::Held;
use crate::fold::{fold_into, folded};
use crate::gazetteer::{Person, Term};
use crate::mention::{Mention, MentionKind, Via};
use crate::names::{
    folded_may_be_same, is_body_word, is_plain_word, may_be_name, may_be_same, name_at,
};
use crate::tables::Target;
use crate::tagger::Candidate;
use crate::titles::{Title, titles};
use crate::words::class::PARTICLE;
use crate::words::classes;

/// States that are no more, and the states in them whose people are named with them.
const PARTS: &[(&str, &[&str])] = &[
    ("SUN", &["RUS", "UKR", "BLR", "GEO", "ARM", "AZE", "LTU", "LVA", "EST", "KAZ", "MDA"]),
    ("YUG", &["SRB", "MNE", "HRV", "SVN", "BIH", "MKD"]),
    ("SCG", &["SRB", "MNE"]),
    ("CSK", &["CZE", "SVK"]),
    ("DDR", &["DEU"]),
];

/// A family name of so few people of the tables is that of a head wherever it stands: "Museveni".
const RARE: usize = 2;

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

    /// How well a person fits the date, the countries of the document and the title.
    fn likelihood(&self, index: u32, title: Option<&Title<'a>>) -> u32 {
        let person = self.gazetteer.person(index);
        let Some((term, held)) = person.term_on(self.day) else { return 0 };
        let mut score: u32 = match held {
            Held::Yes => 3,
            Held::Perhaps => 2,
            Held::Before => 1,
            Held::Later => 0,
        };
        let countries = person.terms().map(Term::country);
        if countries.clone().any(|c| self.owners.contains(c)) {
            score += 2;
        }
        if let Some(title) = title {
            if title.former && held == Held::Before {
                score += 2;
            }
            let class = title.office.class;
            if person.terms().any(|t| t.class() == class || is_short_for(title, t)) {
                score += 2;
            }
            if let Some(country) = &title.country {
                let owner = country.split(':').next().unwrap_or_default();
                if countries.clone().any(|c| c == owner) {
                    score += 3;
                } else if self.gazetteer.country_name(owner).is_some() {
                    score = score.saturating_sub(3);
                }
            }
        }
        score + u32::from(matches!(term.class(), "head_of_state" | "head_of_government"))
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

    /// The person of the tables with this surname whom the office fits.
    fn by_surname(&self, word: &str, title: &Title<'a>) -> Option<u32> {
        let surname = folded(word);
        let all = self.gazetteer.by_surname(&surname);
        let country = title.country.as_deref().and_then(|c| c.split(':').next());
        let generic = matches!(title.office.class, "official" | "minister_other");
        let held = |index: u32| {
            let terms = self.gazetteer.person(index).terms();
            terms.filter(move |&t| {
                (generic && country.is_some()
                    || t.class() == title.office.class
                    || is_short_for(title, t))
                    && country.is_none_or(|c| t.country() == c)
                    && self.day.is_none_or(|d| t.tenure().on(d) >= Held::Perhaps || title.former)
            })
        };
        all.filter(|&index| held(index).next().is_some())
            .map(|index| (self.likelihood(index, Some(title)), index))
            .filter(|&(score, _)| score >= 5)
            .max_by_key(|&(score, index)| {
                let whole = held(index).map(|t| rank_of_name(title, t)).max();
                (score, self.is_spelled(index, word), whole, core::cmp::Reverse(index))
            })
            .map(|(_, index)| index)
    }

    /// Whether a family name of the person is spelled `word`, not only alike: "Li" is not "Ly".
    fn is_spelled(&self, index: u32, word: &str) -> bool {
        let word = word.to_lowercase();
        self.gazetteer.person(index).surnames().any(|s| s.to_lowercase() == word)
    }

    /// The person of the tables whom a name of several words fits part by part: another spelling, a
    /// middle name, an initial.
    fn by_parts(&self, span: Span, title: Option<&Title<'a>>) -> Option<u32> {
        let written = span.of(self.context.text);
        let mut words = written.split([' ', '\u{a0}']).filter(|w| !w.is_empty());
        let first = folded(words.next()?);
        let last = words.next_back().map_or_else(|| first.clone(), folded);
        let mut best: Option<((u32, usize), u32)> = None;
        let mut part = String::new();
        for (surname, given) in [(&last, &first), (&first, &last)] {
            for index in self.gazetteer.by_surname(surname) {
                let (mut fits, mut same) = (false, false);
                for word in self.gazetteer.person(index).name().split(' ') {
                    fold_into(word, &mut part);
                    if part != *surname {
                        fits |= folded_may_be_same(&part, given);
                        same |= part == *given;
                    }
                }
                if !fits {
                    continue;
                }
                // The whole name, but for spelling.
                let name = self.gazetteer.person(index).name();
                let shared = if same { shared_words(name, written) } else { 0 };
                let all = |n: &str| n.split([' ', '\u{a0}']).count() == shared;
                // Its first and last word: "Abdullatif Al Zayani" for "Abdullatif bin Rashid Al Zayani".
                let ends = || {
                    name.split(' ').next().is_some_and(|w| folded(w) == *given)
                        && name.split(' ').next_back().is_some_and(|w| folded(w) == *surname)
                };
                let more = match same {
                    true if all(name) && all(written) => 3,
                    true if ends() => 1,
                    _ => 0,
                };
                let score = (self.likelihood(index, title) + more, shared);
                if best.is_none_or(|(b, _)| score > b) {
                    best = Some((score, index));
                }
            }
        }
        let least = if title.is_some_and(|t| t.country.is_some()) { 5 } else { 6 };
        best.filter(|&((score, _), _)| score >= least).map(|(_, index)| index)
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

    /// The head or chief minister of a country in the text, or the head of a state that any text names without
    /// more, whose family name is the word at token `at`.
    fn leader(&self, at: usize, surname: &str) -> Option<u32> {
        const ALWAYS: [&str; 4] = ["ISR", "RUS", "UKR", "USA"];
        let day = self.day?;
        let word = self.context.word(at);
        if is_plain_word(word) {
            return None;
        }
        // "the Sunak government" names the head of any.
        let governs =
            matches!(self.context.word(at + 1), "administration" | "Administration" | "government");
        let mut best: Option<(Held, u32)> = None;
        let all = self.gazetteer.by_surname(surname);
        let rare = all.clone().nth(RARE).is_none() && self.is_distinct(at);
        for index in all {
            for term in self.gazetteer.person(index).terms() {
                let head = matches!(term.class(), "head_of_state" | "head_of_government");
                let chief =
                    matches!(term.class(), "foreign_minister" | "defence_minister" | "igo_head");
                let alone = || rare && self.rules(index, term, word, day);
                let fits = head && (governs || alone() || ALWAYS.contains(&term.country()))
                    || (head || chief) && self.owners.contains(term.country());
                let held = term.tenure().on(day);
                if !fits || held < Held::Perhaps {
                    continue;
                }
                let holds =
                    || self.gazetteer.holder(term.class(), term.country(), day) == Some(index);
                if best.is_none_or(|(b, _)| held > b) && holds() {
                    best = Some((held, index));
                }
            }
        }
        best.map(|(_, index)| index)
    }

    /// Whether the word at token `at` can hardly be anything but a family name: long, inside a sentence, and
    /// no given name.
    fn is_distinct(&self, at: usize) -> bool {
        let word = self.context.word(at);
        word.chars().count() > 4 && !self.gazetteer.is_given_name(word) && classes(word) == 0
    }

    /// Whether somebody whose family name is spelled `word` surely held an office of a state on `day`.
    fn rules(&self, index: u32, term: Term<'_>, word: &str, day: Date) -> bool {
        let spelled = |s: &str| s.to_lowercase() == word.to_lowercase();
        term.tenure().on(day) == Held::Yes
            && self.gazetteer.is_state(term.country())
            && self.gazetteer.person(index).surnames().any(spelled)
    }

    /// Single names of people known from the rest of the document, else of heads of the countries in it.
    fn single_names(&mut self, leaders: bool) {
        let mut surname = String::new();
        for i in 0..self.capitals.len() {
            let at = self.capitals[i];
            let word = self.context.word(at);
            if self.taken[at] || word.len() < 2 {
                continue;
            }
            let caps = word.len() > 3 && word.chars().all(char::is_uppercase);
            if !caps && !may_be_name(word) {
                continue;
            }
            let span = self.context.span(at);
            fold_into(word, &mut surname);
            let known = self.known.get(&surname);
            let before = known.and_then(|known| {
                known.iter().rev().find(|&&k| self.out[k].span.start() < span.start())
            });
            let index = before.or(known.and_then(|k| k.first())).copied();
            let leader = if index.is_none() && leaders { self.leader(at, &surname) } else { None };
            if index.is_none() && leader.is_none() || self.is_in_longer_name(at) {
                continue;
            }
            let title = self.title_of(span).cloned();
            if is_plain_word(word) && at == self.context.sentence_of(at).start && title.is_none() {
                let next = self.context.word(at + 1);
                if !next.starts_with(char::is_lowercase) {
                    continue;
                }
            }
            match (index, leader) {
                (Some(index), _) => {
                    let mut mention = again(&self.out[index], span);
                    mention.outer = self.outer(span, title.as_ref());
                    self.take(span);
                    self.out.push(mention);
                }
                (None, Some(person)) => {
                    let mention = self.mention(span, person, title.as_ref(), Via::Surname);
                    self.push(mention);
                }
                (None, None) => {}
            }
        }
    }

    /// Whether a capitalised word that is no title stands right before or after: "Hunter Biden".
    fn is_in_longer_name(&self, at: usize) -> bool {
        let sentence = self.context.sentence_of(at);
        let span = self.context.span(at);
        let titled = self.title_before(span.start()).is_some();
        let before = at.checked_sub(1).filter(|&b| b >= sentence.start);
        // "Mohammed bin Abdulrahman al-Thani": a particle belongs to the name.
        let hyphens =
            usize::from(self.context.word(at.wrapping_sub(1)) == "-" && self.context.is_glued(at));
        let particle = at.checked_sub(1 + hyphens);
        let in_name = particle.is_some_and(|p| classes(self.context.word(p)) & PARTICLE != 0);
        let earlier = if in_name { particle.and_then(|p| p.checked_sub(1)) } else { before };
        let earlier = earlier.filter(|&b| b >= sentence.start);
        // In a title "Xi Told Biden", every word is in capitals.
        let words =
            || (sentence.start..sentence.end).map(|i| self.context.word(i)).filter(|w| w.len() > 3);
        let capitals = words().filter(|w| is_capitalised(w)).count();
        let title_case = capitals * 10 > words().count() * 7 && words().count() > 3;
        let named = |i: usize| {
            if title_case {
                return false;
            }
            let word = self.context.word(i);
            is_name_like(word) && word.len() > 2 && !self.taken[i] && may_be_name(word)
        };
        let hyphen = at + 1 < sentence.end
            && self.context.word(at + 1) == "-"
            && self.context.is_glued(at + 1)
            && is_capitalised(self.context.word(at + 2));
        let joined_before = before.is_some_and(|b| {
            self.context.word(b) == "-"
                && self.context.is_glued(at)
                && self.context.is_glued(b)
                && !self.context.word(b - 1).starts_with(char::is_lowercase)
        });
        !titled && earlier.is_some_and(|b| named(b) && (in_name || b > sentence.start))
            || at + 1 < sentence.end
                && named(at + 1)
                && !matches!(self.context.word(at + 1), "Administration" | "Government" | "Cabinet")
            || hyphen
            || joined_before
    }

    /// Offices without a name, by country and date.
    fn offices(&mut self) {
        let mut found = Vec::new();
        for title in &self.titles {
            let Some(country) = &title.country else { continue };
            let named = self
                .out
                .iter()
                .any(|m| m.outer.overlaps(title.span) || m.span.start() == title.span.end() + 1);
            let behind = |m: &Mention| {
                let gap =
                    self.context.text.get(m.span.end() as usize..title.whole.start() as usize);
                m.kind == MentionKind::Person && gap == Some(", ")
            };
            if named || title.office.class == "official" || self.out.iter().any(behind) {
                continue;
            }
            let owner = country.split(':').next().unwrap_or_default();
            let unclear = title.former
                || matches!(title.office.class, "minister_other" | "spokesperson" | "ambassador");
            let in_text = || {
                self.out.iter().find(|m| {
                    m.country.as_deref() == Some(owner)
                        && self.gazetteer.class_of(m, self.day) == Some(title.office.class)
                })
            };
            let holder = self
                .day
                .filter(|_| !unclear)
                .and_then(|d| self.gazetteer.holder(title.office.class, owner, d));
            let mut mention = Mention::new(title.span, MentionKind::Office, Via::Title);
            mention.office = Some(title.office.phrase.to_owned());
            mention.country = Some(owner.to_owned()).filter(|c| self.gazetteer.is_country(c));
            mention.organisation = self.organisation(owner);
            mention.former = title.former;
            if let Some(index) = holder {
                let person = self.gazetteer.person(index);
                person.id().clone_into(&mut mention.id);
                person.name().clone_into(&mut mention.name);
            } else if let Some(known) = in_text().filter(|_| !unclear && self.day.is_none()) {
                mention.id.clone_from(&known.id);
                mention.name.clone_from(&known.name);
            } else {
                mention.id = format!("{owner}:{}", title.office.class);
                let name = self.gazetteer.country_name(owner).unwrap_or(owner);
                mention.name = format!("{} of {name}", title.office.phrase);
            }
            found.push(mention);
        }
        self.out.extend(found);
    }
}

/// Whether the title is a general word that begins the office: "Secretary Kerry", the Secretary of State.
fn is_short_for(title: &Title<'_>, term: Term<'_>) -> bool {
    let (phrase, office) = (title.office.phrase, term.office());
    let minister = matches!(term.class(), "foreign_minister" | "defence_minister");
    if phrase.eq_ignore_ascii_case("minister") && minister {
        return true;
    }
    matches!(title.office.class, "official" | "minister_other")
        && office.get(..phrase.len()).is_some_and(|o| o.eq_ignore_ascii_case(phrase))
        && office[phrase.len()..].starts_with(' ')
}

/// How well a title names an office: a foreign minister is "Minister" before a deputy is, and the "Secretary of
/// State" is "Secretary" before one for a department.
fn rank_of_name(title: &Title<'_>, term: Term<'_>) -> (bool, core::cmp::Reverse<usize>) {
    let deputy = |s: &str| s.starts_with("Deputy") || s.starts_with("Vice");
    let lowered = deputy(term.office()) && !deputy(title.office.phrase);
    (!lowered, core::cmp::Reverse(term.office().len()))
}

/// ISO 3166 alpha-3 of the country whose office a term is; for one of an organisation, that of the state whose
/// office the person held last, who is mostly its citizen: NATO's Stoltenberg was Norway's prime minister.
fn country_of<'g>(gazetteer: &Gazetteer, person: Person<'g>, term: Term<'g>) -> Option<&'g str> {
    let of_state = |t: &Term<'g>| gazetteer.is_country(t.country());
    let home = || {
        let held = person.terms().filter(of_state).filter(|t| t.class() != "igo_head");
        held.max_by_key(|t| t.start().map(|s| s.first))
    };
    Some(term).filter(of_state).or_else(home).map(Term::country)
}

/// How many words two names share, but for spelling and order.
fn shared_words(a: &str, b: &str) -> usize {
    let words = |name: &str| -> Vec<String> { name.split([' ', '\u{a0}']).map(folded).collect() };
    let mut left = words(b);
    let shared = |word: &String| {
        let at = left.iter().position(|w| w == word)?;
        Some(left.swap_remove(at))
    };
    words(a).iter().filter_map(shared).count()
}

/// The same person at another place of the document.
pub(crate) fn again(of: &Mention, span: Span) -> Mention {
    Mention { span, outer: span, via: Via::Surname, ..of.clone() }
}
