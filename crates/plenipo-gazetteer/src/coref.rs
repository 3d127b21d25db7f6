//! Coreference inside the document: pronouns, and common nouns that stand for somebody named before.
//!
//! The rules ask for one reading: when number, gender, office and nearness leave two, nothing is said.
//! Names that nobody is known by ([`Found::strangers`](crate::people::Found)) count as readings, so that
//! "he" behind the name of a private person is not given to the last official.

use core::cell::OnceCell;

use plenipo_text::Span;
use plenipo_text::jiff::civil::Date;

use crate::Gazetteer;
use crate::context::{Context, is_genitive};
use crate::gender::{Gender, gender_of, pronoun_gender};
use crate::mention::{Mention, MentionKind, Via};
use crate::titles::Title;

/// Somebody or something that later words may stand for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Antecedent<'a> {
    pub(crate) span: Span,
    /// The mention that names it; none for a stranger.
    pub(crate) of: Option<&'a Mention>,
    /// Distinguishes entities.
    pub(crate) key: &'a str,
    /// Place of the mention among those of the document.
    index: usize,
}

/// Resolves references of one document.
pub(crate) struct Coref<'a, 'd> {
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) context: &'a Context<'d>,
    pub(crate) day: Option<Date>,
    pub(crate) titles: &'a [Title<'a>],
    /// Mentions of the document, by start.
    mentions: &'a [Mention],
    /// Their genders, looked up when a pronoun asks.
    genders: Vec<OnceCell<Gender>>,
    /// People by sentence, those that pronouns stand for included.
    people: Vec<Vec<Antecedent<'a>>>,
    /// Countries and bodies by sentence.
    pub(crate) bodies: Vec<Vec<Antecedent<'a>>>,
    pub(crate) out: Vec<Mention>,
}

impl<'a, 'd> Coref<'a, 'd> {
    pub(crate) fn new(
        gazetteer: &'a Gazetteer,
        context: &'a Context<'d>,
        day: Option<Date>,
        mentions: &'a [Mention],
        strangers: &[Span],
        titles: &'a [Title<'a>],
    ) -> Self {
        let sentences = context.segmentation.sentences().len();
        let mut coref = Self {
            gazetteer,
            context,
            day,
            titles,
            mentions,
            genders: vec![OnceCell::new(); mentions.len()],
            people: vec![Vec::new(); sentences],
            bodies: vec![Vec::new(); sentences],
            out: Vec::new(),
        };
        for (mention, index) in mentions.iter().zip(0..) {
            let Some(at) = context.sentence_at(mention.span) else { continue };
            let antecedent =
                Antecedent { span: mention.span, of: Some(mention), key: &mention.id, index };
            match mention.kind {
                MentionKind::Person => coref.people[at].push(antecedent),
                MentionKind::Office if mention.id.starts_with('Q') => {
                    coref.people[at].push(antecedent);
                }
                MentionKind::Country | MentionKind::Organisation => {
                    coref.bodies[at].push(antecedent);
                }
                _ => {}
            }
        }
        for &span in strangers {
            let Some(at) = context.sentence_at(span) else { continue };
            let key = span.of(context.text).rsplit(' ').next().unwrap_or_default();
            coref.people[at].push(Antecedent { span, of: None, key, index: 0 });
        }
        for people in &mut coref.people {
            people.sort_by_key(|a| a.span);
        }
        coref
    }

    /// All references that leave one reading, by start.
    pub(crate) fn resolve(mut self) -> Vec<Mention> {
        for sentence in 0..self.people.len() {
            let tokens = self.context.segmentation.sentences()[sentence].tokens;
            for at in tokens.start() as usize..tokens.end() as usize {
                self.token(sentence, at);
            }
        }
        self.out.sort_by_key(|m| (m.span.start(), m.span.end()));
        self.out
    }

    fn token(&mut self, sentence: usize, at: usize) {
        let word = self.context.word(at);
        match word {
            "he" | "she" | "He" | "She" | "him" | "her" | "his" | "His" | "Her" | "himself"
            | "herself" => {
                self.personal(sentence, at, word);
                if matches!(self.context.word(at + 1), "two" | "three") {
                    self.nominal(sentence, at + 1);
                }
            }
            "they" | "They" => self.plural(sentence, at),
            "It" | "it" => self.neuter(sentence, at),
            "the" | "The" | "both" | "Both" | "two" | "Two" | "this" | "This" | "all" | "All" => {
                self.nominal(sentence, at);
            }
            _ if word.starts_with("counterpart") => self.counterpart(sentence, at),
            _ => {}
        }
    }

    /// Whether a mention, or a name before which a title stands, holds token `at`.
    pub(crate) fn is_taken(&self, span: Span) -> bool {
        let from =
            self.mentions.partition_point(|m| m.span.end() <= span.start().saturating_sub(60));
        let near = self.mentions[from..].iter().take_while(|m| m.outer.start() < span.end());
        near.clone().any(|m| m.outer.overlaps(span))
            || self.out.iter().rev().take(4).any(|m| m.span.overlaps(span))
    }

    /// "he", "she", "him", "his"
    fn personal(&mut self, sentence: usize, at: usize, word: &str) {
        let span = self.context.span(at);
        let gender = pronoun_gender(word);
        let object = matches!(word, "him") || word == "her" && !self.is_noun_next(at);
        let Some(found) = self.person_before(sentence, span, gender, object) else { return };
        self.people[sentence].push(Antecedent { span, ..found });
        self.people[sentence].sort_by_key(|a| a.span);
        let taken = self.is_taken(span);
        if let Some(of) = found.of.filter(|_| !taken) {
            self.say(of, span, Via::Pronoun);
        }
    }

    fn is_noun_next(&self, at: usize) -> bool {
        let next = self.context.word(at + 1);
        next.starts_with(char::is_alphabetic)
            && !matches!(
                next,
                "to" | "in" | "on" | "at" | "for" | "with" | "and" | "as" | "that" | "by"
            )
    }

    /// The only person that a pronoun at `span` can stand for.
    fn person_before(
        &self,
        sentence: usize,
        span: Span,
        gender: Gender,
        object: bool,
    ) -> Option<Antecedent<'a>> {
        let fits = |a: &Antecedent<'a>| {
            let of = |m| *self.genders[a.index].get_or_init(|| gender_of(m, self.context));
            a.of.is_none_or(|m| of(m).agrees(gender))
        };
        let mut here: Vec<Antecedent<'a>> = self.people[sentence]
            .iter()
            .filter(|a| a.span.end() <= span.start())
            .filter(|a| fits(a))
            .copied()
            .collect();
        if object && let Some(subject) = here.last().copied() {
            // "Biden told him": not the subject of the same clause.
            let between = Span::new(subject.span.end(), span.start()).of(self.context.text);
            let clause = !between.contains([',', ';', '"', '“', '”'])
                && ![" that ", " and ", " who ", " when ", " after "]
                    .iter()
                    .any(|w| between.contains(w));
            if clause {
                here.retain(|a| a.key != subject.key);
            }
        }
        if let Some(one) = only(&here) {
            return Some(one);
        }
        if !here.is_empty() {
            return here.first().filter(|a| self.is_subject(a)).copied();
        }
        for back in 1..=2 {
            let earlier = sentence.checked_sub(back)?;
            let there: Vec<Antecedent<'a>> =
                self.people[earlier].iter().filter(|a| fits(a)).copied().collect();
            if there.is_empty() {
                continue;
            }
            if let Some(one) = only(&there) {
                return Some(one);
            }
            let subjects: Vec<Antecedent<'a>> =
                there.iter().copied().filter(|a| self.is_subject(a)).collect();
            return only(&subjects).or(there.first().copied().filter(|a| self.is_subject(a)));
        }
        None
    }

    /// Whether what is named stands before a verb, as a subject does, and not behind a preposition.
    fn is_subject(&self, a: &Antecedent<'_>) -> bool {
        let outer = a.of.map_or(a.span, |m| m.outer.cover(m.span));
        let (first, end) = (self.context.first_token(outer), self.context.end_token(outer));
        let sentence = self.context.sentence_of(first);
        let before = if first > sentence.start { self.context.word(first - 1) } else { "" };
        let after = if end < sentence.end { self.context.word(end) } else { "" };
        let governed = matches!(
            before,
            "of" | "with"
                | "to"
                | "by"
                | "for"
                | "from"
                | "in"
                | "at"
                | "on"
                | "against"
                | "and"
                | "about"
                | "between"
        );
        let verb = after.starts_with(char::is_lowercase)
            && !matches!(
                after,
                "and"
                    | "of"
                    | "in"
                    | "on"
                    | "at"
                    | "to"
                    | "for"
                    | "with"
                    | "from"
                    | "by"
                    | "as"
                    | "or"
            );
        !governed && (verb || after == "," || matches!(before, "said" | "says" | "added"))
    }

    /// "they" behind "the ministers X and Y"
    fn plural(&mut self, sentence: usize, at: usize) {
        let span = self.context.span(at);
        if self.is_taken(span) {
            return;
        }
        let found = (0..=1).find_map(|back| {
            let earlier = sentence.checked_sub(back)?;
            let mut lists = self.lists(earlier, span.start());
            // "on the margins of the G20 and", "at the White House and the Pentagon": where, not who.
            lists.retain(|list| {
                let first = list.first().map(|m| self.context.first_token(m.outer));
                let before =
                    first.and_then(|f| f.checked_sub(1)).map_or("", |b| self.context.word(b));
                !matches!(before, "at" | "in" | "on" | "during")
            });
            (!lists.is_empty()).then_some(lists)
        });
        if let Some(lists) = found
            && let [list] = &lists[..]
        {
            for of in list {
                self.say(of, span, Via::Pronoun);
            }
        }
    }

    /// People or countries joined by "and" or commas in a sentence, before byte `before`.
    pub(crate) fn lists(&self, sentence: usize, before: u32) -> Vec<Vec<&'a Mention>> {
        let mut out: Vec<Vec<&'a Mention>> = Vec::new();
        for group in [&self.people[sentence], &self.bodies[sentence]] {
            let mut run: Vec<&'a Mention> = Vec::new();
            let mut joined = false;
            for a in group.iter().filter(|a| a.span.end() <= before) {
                let Some(of) = a.of else {
                    run.clear();
                    continue;
                };
                if of.adjectival || of.via == Via::Pronoun {
                    continue;
                }
                let gap = run.last().map(|last| {
                    let end = last.span.end();
                    let start = of.outer.start().min(a.span.start()).max(end);
                    Span::new(end, start).of(self.context.text)
                });
                let and = |g: &str| {
                    matches!(g.trim(), "and" | ", and" | "and the")
                        || g.ends_with(" and ") && g.len() < 40
                };
                match gap {
                    Some(g) if matches!(g, ", " | ", the ") || and(g) => {
                        joined |= and(g);
                        run.push(of);
                    }
                    _ => {
                        if joined && run.len() > 1 {
                            out.push(core::mem::take(&mut run));
                        }
                        joined = false;
                        run = vec![of];
                    }
                }
            }
            if joined && run.len() > 1 {
                out.push(run);
            }
        }
        out
    }

    /// "It" that opens a sentence or a clause of speech, behind a country or body as subject.
    fn neuter(&mut self, sentence: usize, at: usize) {
        let span = self.context.span(at);
        let next = self.context.word(at + 1);
        let active = matches!(
            next,
            "said"
                | "says"
                | "added"
                | "also"
                | "has"
                | "had"
                | "will"
                | "would"
                | "did"
                | "does"
                | "wants"
                | "called"
                | "urged"
                | "accused"
                | "condemned"
                | "rejected"
                | "plans"
                | "planned"
                | "warned"
        );
        if !active || self.is_taken(span) {
            return;
        }
        let opens = at == self.context.sentence_of(at).start;
        let noun = |a: &&Antecedent<'_>| a.of.is_some_and(|m| !m.adjectival);
        let found = if opens {
            let Some(earlier) = sentence.checked_sub(1) else { return };
            let first = self.bodies[earlier].iter().find(noun);
            let person = self.people[earlier].first();
            first
                .filter(|f| {
                    self.is_subject(f) && person.is_none_or(|p| p.span.start() > f.span.start())
                })
                .copied()
        } else {
            let here: Vec<Antecedent<'a>> = self.bodies[sentence]
                .iter()
                .filter(|a| a.span.end() <= span.start())
                .filter(noun)
                .copied()
                .collect();
            only(&here).filter(|a| self.is_subject(a))
        };
        if let Some(of) = found.and_then(|a| a.of) {
            self.say(of, span, Via::Pronoun);
        }
    }

    /// "his South Korean counterpart", "Lavrov's counterpart in Ankara"
    fn counterpart(&mut self, sentence: usize, at: usize) {
        let plural = self.context.word(at).ends_with('s');
        let span = self.context.span(at);
        let Some(title) = self.titles.iter().find(|t| t.span.overlaps(span)).cloned() else {
            return;
        };
        let owner = title.country.as_deref().and_then(|c| c.split(':').next());
        let Some(owner) = owner.map(str::to_owned) else { return };
        if self.is_named(&title) {
            return;
        }
        let first = self.context.first_token(title.span);
        let whose: Vec<&'a Mention> = match self.context.word(first.saturating_sub(1)) {
            "his" | "her" | "His" | "Her" => {
                let at = self.context.span(first - 1);
                self.people[sentence].iter().filter(|a| a.span == at).filter_map(|a| a.of).collect()
            }
            "their" if plural => {
                let lists = self.lists(sentence, title.span.start());
                let people = lists.into_iter().flatten().filter(|m| m.kind == MentionKind::Person);
                people.collect()
            }
            _ => {
                let before =
                    self.people[sentence].iter().filter(|a| a.span.end() <= title.span.start());
                let near: Vec<Antecedent<'a>> = before.copied().collect();
                only(&near).and_then(|a| a.of).into_iter().collect()
            }
        };
        let span = if self.context.first_token(title.span) > 0
            && matches!(
                self.context.word(first - 1),
                "his" | "her" | "His" | "Her" | "their" | "Their"
            ) {
            self.context.span(first - 1).cover(title.span)
        } else {
            title.span
        };
        // What "his" stood for is said by the whole phrase.
        self.out.retain(|m| !span.contains(m.span));
        for of in whose {
            let Some(class) = self.gazetteer.class_of(of, self.day) else { continue };
            if of.country.as_deref() == Some(owner.as_str()) {
                continue;
            }
            let holder = self.day.and_then(|d| self.gazetteer.holder(class, &owner, d));
            let mut mention = Mention::new(span, MentionKind::Person, Via::Nominal);
            mention.country = Some(owner.clone()).filter(|c| self.gazetteer.is_country(c));
            match holder {
                Some(index) => {
                    let person = self.gazetteer.person(index);
                    person.id().clone_into(&mut mention.id);
                    person.name().clone_into(&mut mention.name);
                    mention.office = person.term_on(self.day).map(|(t, _)| t.office().to_owned());
                }
                None => {
                    mention.kind = MentionKind::Office;
                    mention.id = format!("{owner}:{class}");
                    let name = self.gazetteer.country_name(&owner).unwrap_or(&owner);
                    let words = class.replace('_', " ");
                    mention.name = format!("{words} of {name}");
                    mention.office = Some(words);
                }
            }
            self.out.push(mention);
        }
    }

    /// Whether a person is named right behind or before the title.
    pub(crate) fn is_named(&self, title: &Title<'_>) -> bool {
        let end = title.span.end();
        self.mentions.iter().any(|m| {
            m.kind == MentionKind::Person
                && (m.outer.overlaps(title.span)
                    || m.span.start() >= end && m.span.start() <= end + 2)
        })
    }

    /// People of a sentence before a byte.
    pub(crate) fn people_in(&self, sentence: usize, before: u32) -> Vec<Antecedent<'a>> {
        self.people[sentence].iter().filter(|a| a.span.end() <= before).copied().collect()
    }

    /// Adds a reference to what `of` names.
    pub(crate) fn say(&mut self, of: &Mention, span: Span, via: Via) {
        let kind = if of.kind == MentionKind::Office { MentionKind::Person } else { of.kind };
        self.out.push(Mention {
            span,
            outer: span,
            kind,
            via,
            metonymy: false,
            adjectival: false,
            ..of.clone()
        });
    }

    pub(crate) fn is_genitive_at(&self, at: usize) -> bool {
        is_genitive(self.context.word(at))
    }
}

/// The only entity among `all`, at its last place.
pub(crate) fn only<'a>(all: &[Antecedent<'a>]) -> Option<Antecedent<'a>> {
    let last = all.last()?;
    all.iter().all(|a| a.key == last.key).then_some(*last)
}
