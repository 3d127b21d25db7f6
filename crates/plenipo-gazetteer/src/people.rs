//! Who a personal name stands for, and offices without a name.

use std::collections::BTreeMap;

use plenipo_text::Span;
use plenipo_text::jiff::civil::Date;

use crate::context::{Context, is_capitalised};
use crate::date::Held;
use crate::gazetteer::{Gazetteer, surname_of};
use crate::mention::{Mention, MentionKind, Via};
use crate::tables::{Office, Target};
use crate::tagger::Candidate;

/// Finds people among the candidates of one document.
pub(crate) struct People<'a, 'd> {
    gazetteer: &'a Gazetteer,
    context: &'a Context<'d>,
    day: Option<Date>,
    /// Countries and organisations, by start.
    places: &'a [Mention],
}

/// An office before a name, with its country.
struct Title<'a> {
    /// From the country, or the office, to the end of the office.
    span: Span,
    office: &'a Office,
    country: Option<String>,
    former: bool,
}

impl<'a, 'd> People<'a, 'd> {
    pub(crate) fn new(
        gazetteer: &'a Gazetteer,
        context: &'a Context<'d>,
        day: Option<Date>,
        places: &'a [Mention],
    ) -> Self {
        Self { gazetteer, context, day, places }
    }

    /// All people and offices of the document.
    pub(crate) fn find(&self, candidates: &[Candidate]) -> Vec<Mention> {
        let titles = self.titles(candidates);
        let mut out: Vec<Mention> = Vec::new();
        for candidate in candidates {
            out.extend(self.full_name(candidate, &titles));
        }
        let mut known: BTreeMap<&str, u32> = BTreeMap::new();
        for mention in &out {
            if let Some((index, surname)) = self.surname_key(mention) {
                known.entry(surname).or_insert(index);
            }
        }
        self.titled_names(&titles, &mut out, &mut known);
        self.introduced_again(&mut out);
        self.leaders(&mut known);
        self.surnames(&known, &titles, &mut out);
        self.offices(&titles, &mut out);
        out
    }

    /// Offices in the text, each with the country that goes with it.
    fn titles(&self, candidates: &[Candidate]) -> Vec<Title<'a>> {
        let mut out = Vec::new();
        for candidate in candidates {
            let office = candidate.targets.iter().find_map(|t| match t.0 {
                Target::Office(index) => Some(&self.gazetteer.tables.offices[index as usize]),
                _ => None,
            });
            if let Some(office) = office {
                out.push(self.title(office, candidate.span));
            }
        }
        out
    }

    /// "[former] [US | South Korea's] secretary of state [of Japan]"
    fn title(&self, office: &'a Office, span: Span) -> Title<'a> {
        let text = self.context.text;
        let mut whole = span;
        let mut country = None;
        let next = self.places.partition_point(|m| m.span.end() <= span.start());
        if let Some(place) = next.checked_sub(1).map(|i| &self.places[i]) {
            let gap = &text[place.span.end() as usize..span.start() as usize];
            let bare = gap.trim_start_matches("'s").trim_start_matches("’s").trim();
            if matches!(bare, "" | "former" | "then" | "new" | "acting" | "deputy" | "vice")
                && gap.len() < 12
            {
                whole = place.span.cover(span);
                country = place.country.clone().or_else(|| Some(place.id.clone()));
            }
        }
        if country.is_none()
            && let Some(place) = self.places.iter().find(|m| m.span.start() >= span.end())
        {
            let gap = &text[span.end() as usize..place.span.start() as usize];
            if matches!(gap, " of " | " of the " | " for ") {
                country = place.country.clone().or_else(|| Some(place.id.clone()));
            }
        }
        let before = self.context.before(whole, 0);
        let former = matches!(before, "former" | "Former" | "ex" | "then" | "late")
            || before == "-" && self.context.before(whole, 1).eq_ignore_ascii_case("ex");
        Title { span: whole, office, country: country.or_else(|| office.country.clone()), former }
    }

    /// The title that ends right before `start`.
    fn title_before<'t>(&self, titles: &'t [Title<'a>], start: u32) -> Option<&'t Title<'a>> {
        let at = titles.partition_point(|t| t.span.end() <= start);
        let title = &titles[at.checked_sub(1)?];
        let gap = &self.context.text[title.span.end() as usize..start as usize];
        matches!(gap, " " | " (" | ", " | " \u{a0}" | "\u{a0}").then_some(title)
    }

    fn full_name(&self, candidate: &Candidate, titles: &[Title<'a>]) -> Option<Mention> {
        let title = self.title_before(titles, candidate.span.start());
        let people = candidate.targets.iter().filter_map(|t| match t.0 {
            Target::Person(index) => Some(index),
            _ => None,
        });
        let (score, index) = people
            .map(|index| (self.likelihood(index, title), index))
            .max_by_key(|&(score, index)| (score, core::cmp::Reverse(index)))?;
        // Somebody out of office for long, of a country that is not in the text, is a namesake.
        (score >= 2).then(|| self.mention(candidate.span, index, title, Via::Name))
    }

    /// How well a person fits the date, the countries of the document and the title.
    fn likelihood(&self, index: u32, title: Option<&Title<'a>>) -> u32 {
        let person = &self.gazetteer.tables.people[index as usize];
        let Some((term, held)) = person.term_on(self.day) else { return 0 };
        let mut score: u32 = match held {
            Held::Yes => 3,
            Held::Perhaps => 2,
            Held::Before => 1,
            Held::Later => 0,
        };
        let countries = person.terms.iter().map(|t| t.country.as_str());
        if countries.clone().any(|c| self.is_in_text(c)) {
            score += 2;
        }
        if let Some(title) = title {
            if person.terms.iter().any(|t| t.class == title.office.class) {
                score += 2;
            }
            if let Some(country) = &title.country {
                if countries.clone().any(|c| c == country) {
                    score += 3;
                } else if self.gazetteer.country_name(country).is_some() {
                    score = score.saturating_sub(3);
                }
            }
        }
        score + u32::from(matches!(term.class.as_str(), "head_of_state" | "head_of_government"))
    }

    fn is_in_text(&self, country: &str) -> bool {
        self.places.iter().any(|m| m.id == country || m.country.as_deref() == Some(country))
    }

    /// A mention of the person `index`, with the office of the title or else of the tables.
    fn mention(&self, span: Span, index: u32, title: Option<&Title<'a>>, via: Via) -> Mention {
        let person = &self.gazetteer.tables.people[index as usize];
        let term = person.term_on(self.day);
        let of_class = title.and_then(|t| {
            let same = person.terms.iter().filter(|p| p.class == t.office.class);
            same.max_by_key(|p| self.day.map(|d| p.tenure.on(d)))
        });
        let chosen = of_class.or(term.map(|(t, _)| t));
        let stated = title.map(|t| t.span.of(self.context.text));
        Mention {
            id: person.id.clone(),
            name: person.name.clone(),
            office: chosen.map(|t| t.office.clone()).or(stated.map(str::to_owned)),
            country: chosen.map(|t| t.country.clone()).filter(|c| c.len() == 3),
            outer: title.map_or(span, |t| t.span.cover(span)),
            former: title.is_some_and(|t| t.former)
                || title.is_none() && term.is_some_and(|(_, h)| h == Held::Before),
            ..Mention::new(span, MentionKind::Person, via)
        }
    }

    fn surname_key(&self, mention: &Mention) -> Option<(u32, &'a str)> {
        let index = *self.gazetteer.people.get(&mention.id)?;
        Some((index, surname_of(&self.gazetteer.tables.people[index as usize])?))
    }

    /// "Secretary Blinken", "Foreign Minister Cho", and names that no table has.
    fn titled_names(
        &self,
        titles: &[Title<'a>],
        out: &mut Vec<Mention>,
        known: &mut BTreeMap<&'a str, u32>,
    ) {
        for title in titles {
            let words = self.capitalised_after(title.span);
            let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
            let span = first.cover(*last);
            if out.iter().chain(self.places).any(|m| m.span.overlaps(span)) {
                continue;
            }
            let text = self.context.text;
            let by_surname = [last.of(text), first.of(text)]
                .into_iter()
                .find_map(|word| Some((word, self.best_by_surname(word, title)?)));
            match by_surname {
                Some((word, index)) if words.len() == 1 => {
                    if let Some((key, _)) = self.gazetteer.surnames.get_key_value(word) {
                        known.entry(key.as_str()).or_insert(index);
                    }
                    out.push(self.mention(span, index, Some(title), Via::Surname));
                }
                Some((_, index)) if self.is_bracketed(span) => {
                    out.push(self.mention(span, index, Some(title), Via::Surname));
                }
                _ if words.len() > 1 => out.extend(self.introduced(span, title)),
                _ => {}
            }
        }
    }

    /// Capitalised words right after `span`, at most four.
    fn capitalised_after(&self, span: Span) -> Vec<Span> {
        let tokens = self.context.segmentation.tokens();
        let mut next = self.context.segmentation.tokens_in(span).end() as usize;
        let mut out: Vec<Span> = Vec::new();
        let mut end = span.end();
        if let Some(bracketed) = self.bracketed_after(next) {
            return bracketed;
        }
        while let Some(token) = tokens.get(next) {
            let word = token.span.of(self.context.text);
            let gap = &self.context.text[end as usize..token.span.start() as usize];
            let joins = word == "-" && !out.is_empty();
            let goes_on = !out.is_empty() && gap.is_empty();
            if out.len() == 6
                || gap.len() > 1
                || !(joins || goes_on || is_capitalised(word))
                || matches!(word, "'s" | "’s" | "," | ".")
            {
                break;
            }
            end = token.span.end();
            out.push(token.span);
            next += 1;
        }
        out
    }

    /// The tokens of "(Jens) Stoltenberg" from token `next` on.
    fn bracketed_after(&self, next: usize) -> Option<Vec<Span>> {
        let tokens = self.context.segmentation.tokens().get(next..next + 4)?;
        let word = |i: usize| tokens[i].span.of(self.context.text);
        (word(0) == "(" && word(2) == ")" && is_capitalised(word(1)) && is_capitalised(word(3)))
            .then(|| tokens.iter().map(|t| t.span).collect())
    }

    /// Whether the span opens with a first name in brackets: "(Jens) Stoltenberg".
    fn is_bracketed(&self, span: Span) -> bool {
        span.of(self.context.text).starts_with('(')
    }

    fn best_by_surname(&self, word: &str, title: &Title<'a>) -> Option<u32> {
        let all = self.gazetteer.surnames.get(word)?;
        let country = title.country.as_deref();
        all.iter()
            .copied()
            .filter(|&index| {
                let person = &self.gazetteer.tables.people[index as usize];
                person.terms.iter().any(|t| {
                    t.class == title.office.class
                        && country.is_none_or(|c| t.country == c)
                        && self.day.is_none_or(|d| t.tenure.on(d) >= Held::Perhaps || title.former)
                })
            })
            .map(|index| (self.likelihood(index, Some(title)), index))
            .filter(|&(score, _)| score >= 5)
            .max_by_key(|&(score, index)| (score, core::cmp::Reverse(index)))
            .map(|(_, index)| index)
    }

    /// Somebody whom no table has, introduced by country, office and name.
    fn introduced(&self, span: Span, title: &Title<'a>) -> Option<Mention> {
        let country = title.country.clone()?;
        let name = span.of(self.context.text).to_owned();
        Some(Mention {
            id: format!("X:{}|{country}", name.to_lowercase().replace(' ', "_")),
            name,
            office: Some(title.office.phrase.clone()),
            country: Some(country).filter(|c| c.len() == 3),
            outer: title.span.cover(span),
            former: title.former,
            ..Mention::new(span, MentionKind::Person, Via::Introduced)
        })
    }

    /// Later mentions by surname of people whom only the text introduces.
    fn introduced_again(&self, out: &mut Vec<Mention>) {
        let new: Vec<Mention> = out.iter().filter(|m| m.via == Via::Introduced).cloned().collect();
        for person in new {
            let Some(surname) = person.name.rsplit(' ').next().filter(|s| s.len() > 2) else {
                continue;
            };
            for token in self.context.segmentation.tokens() {
                let later = token.span.start() >= person.span.end();
                let taken = || out.iter().chain(self.places).any(|m| m.span.overlaps(token.span));
                if later && token.span.of(self.context.text) == surname && !taken() {
                    let again = Mention {
                        span: token.span,
                        outer: token.span,
                        via: Via::Surname,
                        ..person.clone()
                    };
                    out.push(again);
                }
            }
        }
    }

    /// Heads of state and government of the countries in the text, known by surname alone.
    fn leaders(&self, known: &mut BTreeMap<&'a str, u32>) {
        let Some(day) = self.day else { return };
        for place in self.places {
            let Some(country) = &place.country else { continue };
            for class in ["head_of_state", "head_of_government"] {
                if let Some(index) = self.gazetteer.holder(class, country, day)
                    && let Some(surname) = surname_of(&self.gazetteer.tables.people[index as usize])
                    && surname.chars().count() > 3
                {
                    known.entry(surname).or_insert(index);
                }
            }
        }
    }

    /// Surnames of people known from the rest of the document.
    fn surnames(
        &self,
        known: &BTreeMap<&'a str, u32>,
        titles: &[Title<'a>],
        out: &mut Vec<Mention>,
    ) {
        for token in self.context.segmentation.tokens() {
            let word = token.span.of(self.context.text);
            let Some(&index) = known.get(word) else { continue };
            let taken = out.iter().chain(self.places).any(|m| m.span.overlaps(token.span));
            if taken || self.is_in_longer_name(token.span, titles) {
                continue;
            }
            let title = self.title_before(titles, token.span.start());
            out.push(self.mention(token.span, index, title, Via::Surname));
        }
    }

    /// Whether a capitalised word that is no title stands right before or after: "Hunter Biden".
    fn is_in_longer_name(&self, span: Span, titles: &[Title<'a>]) -> bool {
        let (before, after) = (self.context.before(span, 0), self.context.after(span, 0));
        let name_like =
            |w: &str| is_capitalised(w) && w.len() > 2 && w.chars().skip(1).all(char::is_lowercase);
        let first_word = self.context.before(span, 1).is_empty();
        let titled = titles
            .iter()
            .any(|t| t.span.end() < span.start() + 1 && t.span.end() + 2 > span.start());
        name_like(before) && !first_word && !titled && before != "The"
            || name_like(after) && after != "Administration"
    }

    /// Offices without a name, by country and date.
    fn offices(&self, titles: &[Title<'a>], out: &mut Vec<Mention>) {
        for title in titles {
            let Some(country) = &title.country else { continue };
            let named = out
                .iter()
                .any(|m| m.outer.overlaps(title.span) || m.span.start() == title.span.end() + 1);
            if named || title.office.class == "official" {
                continue;
            }
            let holder =
                self.day.and_then(|d| self.gazetteer.holder(&title.office.class, country, d));
            let holder = holder.filter(|_| {
                !title.former
                    && title.office.class != "minister_other"
                    && title.office.class != "spokesperson"
                    && title.office.class != "ambassador"
            });
            let mut mention = Mention::new(title.span, MentionKind::Office, Via::Title);
            mention.office = Some(title.office.phrase.clone());
            mention.country = Some(country.clone()).filter(|c| c.len() == 3);
            mention.former = title.former;
            match holder {
                Some(index) => {
                    let person = &self.gazetteer.tables.people[index as usize];
                    mention.id.clone_from(&person.id);
                    mention.name.clone_from(&person.name);
                }
                None => {
                    mention.id = format!("{country}:{}", title.office.class);
                    let name = self.gazetteer.country_name(country).unwrap_or(country);
                    mention.name = format!("{} of {name}", title.office.phrase);
                }
            }
            out.push(mention);
        }
    }
}
