//! Which person of the tables a name stands for.

use plenipo_text::Span;
use plenipo_text::jiff::civil::Date;

use super::People;
use crate::Gazetteer;
use crate::date::Held;
use crate::fold::{fold_into, folded};
use crate::gazetteer::{Person, Term};
use crate::names::{folded_may_be_same, is_plain_word};
use crate::titles::Title;
use crate::words::classes;

/// A family name of so few people of the tables is that of a head wherever it stands: "Museveni".
const RARE: usize = 2;

impl<'a> People<'a, '_, '_> {
    /// How well a person fits the date, the countries of the document and the title.
    pub(super) fn likelihood(&self, index: u32, title: Option<&Title<'a>>) -> u32 {
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

    /// The person of the tables with this surname whom the office fits.
    pub(super) fn by_surname(&self, word: &str, title: &Title<'a>) -> Option<u32> {
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
    pub(super) fn is_spelled(&self, index: u32, word: &str) -> bool {
        let word = word.to_lowercase();
        self.gazetteer.person(index).surnames().any(|s| s.to_lowercase() == word)
    }

    /// The person of the tables whom a name of several words fits part by part: another spelling, a
    /// middle name, an initial.
    pub(super) fn by_parts(&self, span: Span, title: Option<&Title<'a>>) -> Option<u32> {
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

    /// The head or chief minister of a country in the text, or the head of a state that any text names without
    /// more, whose family name is the word at token `at`.
    pub(super) fn leader(&self, at: usize, surname: &str) -> Option<u32> {
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
    pub(super) fn is_distinct(&self, at: usize) -> bool {
        let word = self.context.word(at);
        word.chars().count() > 4 && !self.gazetteer.is_given_name(word) && classes(word) == 0
    }

    /// Whether somebody whose family name is spelled `word` surely held an office of a state on `day`.
    pub(super) fn rules(&self, index: u32, term: Term<'_>, word: &str, day: Date) -> bool {
        let spelled = |s: &str| s.to_lowercase() == word.to_lowercase();
        term.tenure().on(day) == Held::Yes
            && self.gazetteer.is_state(term.country())
            && self.gazetteer.person(index).surnames().any(spelled)
    }
}

/// Whether the title is a general word that begins the office: "Secretary Kerry", the Secretary of State.
pub(super) fn is_short_for(title: &Title<'_>, term: Term<'_>) -> bool {
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
pub(super) fn rank_of_name(title: &Title<'_>, term: Term<'_>) -> (bool, core::cmp::Reverse<usize>) {
    let deputy = |s: &str| s.starts_with("Deputy") || s.starts_with("Vice");
    let lowered = deputy(term.office()) && !deputy(title.office.phrase);
    (!lowered, core::cmp::Reverse(term.office().len()))
}

/// ISO 3166 alpha-3 of the country whose office a term is; for one of an organisation, that of the state whose
/// office the person held last, who is mostly its citizen: NATO's Stoltenberg was Norway's prime minister.
pub(super) fn country_of<'g>(
    gazetteer: &Gazetteer,
    person: Person<'g>,
    term: Term<'g>,
) -> Option<&'g str> {
    let of_state = |t: &Term<'g>| gazetteer.is_country(t.country());
    let home = || {
        let held = person.terms().filter(of_state).filter(|t| t.class() != "igo_head");
        held.max_by_key(|t| t.start().map(|s| s.first))
    };
    Some(term).filter(of_state).or_else(home).map(Term::country)
}

/// How many words two names share, but for spelling and order.
pub(super) fn shared_words(a: &str, b: &str) -> usize {
    let words = |name: &str| -> Vec<String> { name.split([' ', '\u{a0}']).map(folded).collect() };
    let mut left = words(b);
    let shared = |word: &String| {
        let at = left.iter().position(|w| w == word)?;
        Some(left.swap_remove(at))
    };
    words(a).iter().filter_map(shared).count()
}
