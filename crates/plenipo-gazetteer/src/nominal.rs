//! Common nouns that stand for somebody or something named before: "the minister", "both sides",
//! "the department", "the alliance", "the country".

use plenipo_text::Span;

use crate::coref::{Antecedent, Coref, only};
use crate::mention::{Mention, MentionKind, Via};
use crate::titles::Title;

/// Nouns for states in groups: "both sides".
#[rustfmt::skip]
const STATES: &[&str] = &[
    "sides", "countries", "nations", "allies", "governments", "states", "neighbours", "neighbors",
    "capitals", "parties", "powers", "partners", "rivals", "adversaries", "foes", "superpowers",
    "republics", "economies", "militaries",
];

/// Nouns for people in groups.
#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "ministers", "leaders", "presidents", "diplomats", "officials", "men", "women", "heads", "premiers",
    "envoys", "politicians", "statesmen", "secretaries", "chancellors", "counterparts", "negotiators",
    "foreign", "top", "monarchs", "kings",
];

/// Nouns for one state.
const COUNTRY: &[&str] = &["country", "nation", "kingdom", "republic", "island"];

/// States whose head is a king or queen of their own.
const KINGDOMS: &[&str] = &[
    "BEL", "BHR", "BTN", "DNK", "ESP", "GBR", "JOR", "KHM", "LSO", "MAR", "MYS", "NLD", "NOR",
    "SAU", "SWE", "SWZ", "THA", "TON",
];

/// Nouns for those who act for one state.
const RULERS: &[&str] = &["regime", "authorities", "government", "administration"];

/// Whether a noun phrase ends before `next`: it is a mark, a genitive, a verb or a small word, and not the
/// noun that "the government" describes.
fn ends_phrase(next: &str) -> bool {
    #[rustfmt::skip]
    const SMALL: &[&str] = &[
        "is", "was", "were", "has", "had", "have", "will", "would", "could", "should", "may", "might", "must", "can", "did",
        "does", "and", "or", "but", "to", "as", "at", "on", "by", "from", "with", "after", "before", "because", "since", "while",
        "also", "to", "into", "over", "under", "against", "about", "during", "until", "when", "where", "who", "if", "not", "says",
        "said", "wants", "plans", "hopes", "seeks", "faces", "lies", "now", "again", "itself", "alone", "through", "amid",
    ];
    if matches!(next, "of" | "for" | "that" | "which" | "in" | "-") {
        return false;
    }
    !next.starts_with(char::is_alphabetic)
        || SMALL.contains(&next)
        || next.len() > 4 && next.ends_with("ed")
}

impl<'a> Coref<'a, '_> {
    /// A phrase that begins with the determiner or number at token `at`.
    pub(crate) fn nominal(&mut self, sentence: usize, at: usize) {
        if self.group(sentence, at) || self.office(sentence, at) {
            return;
        }
        let noun = self.context.word(at + 1);
        if noun.is_empty() || !matches!(self.context.word(at), "the" | "The" | "this" | "This") {
            return;
        }
        let span = self.context.cover(at, at + 2);
        let next = self.context.word(at + 2);
        // "the country of", "the government's": whose is said, or it only describes.
        if !ends_phrase(next) || self.is_taken(span) {
            return;
        }
        let lower = noun.to_lowercase();
        let found = if COUNTRY.contains(&lower.as_str()) || RULERS.contains(&lower.as_str()) {
            let strict = RULERS.contains(&lower.as_str());
            self.country_before(sentence, span, &lower, strict)
        } else {
            self.body_before(sentence, span, &lower)
        };
        if let Some(of) = found {
            self.say(of, span, Via::Nominal);
        }
    }

    /// "both sides", "the two ministers", "the three allies"
    fn group(&mut self, sentence: usize, at: usize) -> bool {
        let (mut noun, number) = match (self.context.word(at), self.context.word(at + 1)) {
            ("both" | "Both" | "two" | "Two", _) => (at + 1, 2),
            ("the" | "The", "two") => (at + 2, 2),
            ("the" | "The", "three") => (at + 2, 3),
            ("the" | "The", "four") => (at + 2, 4),
            ("the" | "The", "five") => (at + 2, 5),
            _ => return false,
        };
        let opens = matches!(self.context.word(at), "two" | "Two");
        if opens && !matches!(self.context.word(at.wrapping_sub(1)), "" | "." | "the") {
            return false;
        }
        // "the two neighbouring countries", "both foreign ministers"
        let mut steps = 0;
        while steps < 2
            && !STATES.contains(&self.context.word(noun))
            && !(PEOPLE.contains(&self.context.word(noun))
                && self.context.word(noun).ends_with('s'))
            && self.context.word(noun).starts_with(char::is_lowercase)
        {
            noun += 1;
            steps += 1;
        }
        let word = self.context.word(noun);
        let states = STATES.contains(&word);
        if !(states || PEOPLE.contains(&word) || word == "Koreas") || noun >= self.context.len() {
            return false;
        }
        let span = self.context.cover(at, noun + 1);
        if self.is_taken(span) {
            return true;
        }
        if word == "Koreas" {
            for of in self.koreas() {
                self.say(&of, span, Via::Nominal);
            }
            return true;
        }
        for of in self.members(sentence, span.start(), number, states) {
            self.say(of, span, Via::Nominal);
        }
        true
    }

    fn koreas(&self) -> Vec<Mention> {
        ["KOR", "PRK"]
            .into_iter()
            .map(|code| {
                let mut m = Mention::new(Span::new(0, 0), MentionKind::Country, Via::Nominal);
                code.clone_into(&mut m.id);
                self.gazetteer.country_name(code).unwrap_or(code).clone_into(&mut m.name);
                m.country = Some(code.to_owned());
                m
            })
            .collect()
    }

    /// The `number` entities named last, if the sentences behind hold no more of them.
    fn members(
        &self,
        sentence: usize,
        before: u32,
        number: usize,
        states: bool,
    ) -> Vec<&'a Mention> {
        let mut found: Vec<&'a Mention> = Vec::new();
        for back in 0..=3 {
            let Some(earlier) = sentence.checked_sub(back) else { break };
            let all: Vec<Antecedent<'a>> = if states {
                let here = self.bodies[earlier].iter().filter(|a| a.span.end() <= before);
                here.filter(|a| a.of.is_some_and(|m| m.kind == MentionKind::Country))
                    .copied()
                    .collect()
            } else {
                self.people_in(earlier, before)
            };
            for a in all {
                let Some(of) = a.of else { return Vec::new() };
                if !found.iter().any(|m| m.id == of.id) {
                    found.push(of);
                }
            }
            if found.len() >= number {
                break;
            }
        }
        if found.len() == number { found } else { Vec::new() }
    }

    /// "the minister", "the secretary": an office without a country, behind somebody who holds such one.
    fn office(&mut self, sentence: usize, at: usize) -> bool {
        let start = self.context.span(at).start();
        let from = self.titles.partition_point(|t| t.span.end() <= start);
        let Some(title) = self.titles.get(from).filter(|t| {
            t.country.is_none() && self.context.first_token(t.span) == at + 1 && !t.former
        }) else {
            return false;
        };
        let title: Title<'_> = title.clone();
        let end = self.context.end_token(title.span);
        let next = self.context.word(end);
        let owned =
            matches!(next, "of" | "for" | "to" | "in" | "at" | "-") && !self.is_genitive_at(end);
        if owned || next.starts_with(char::is_uppercase) || self.is_named(&title) {
            return true;
        }
        let span = self.context.span(at).cover(title.span);
        if self.is_taken(span) {
            return true;
        }
        if let Some(of) = self.holder_before(sentence, span, title.office.class) {
            self.say(of, span, Via::Nominal);
        }
        true
    }

    /// The person named last whose office is of `class`.
    fn holder_before(&self, sentence: usize, span: Span, class: &str) -> Option<&'a Mention> {
        let any = class == "official";
        let fits = |m: &Mention| {
            let of = self.gazetteer.class_of(m, self.day).unwrap_or("");
            let minister = class == "minister_other" && of.ends_with("minister");
            let leads = class == "official";
            of == class
                || minister
                || leads
                || class == "head_of_government" && of == "head_of_state"
                || class == "head_of_state" && of == "head_of_government"
                || class == "ambassador" && of == "un_ambassador"
        };
        let reach = if any { 2 } else { 6 };
        let mut found: Option<&'a Mention> = None;
        for back in 0..=reach {
            let earlier = sentence.checked_sub(back)?;
            let here = self.people_in(earlier, span.start());
            if any && here.iter().any(|a| a.of.is_none()) {
                return None;
            }
            let fitting: Vec<Antecedent<'a>> =
                here.into_iter().filter(|a| a.of.is_some_and(fits)).collect();
            if fitting.is_empty() {
                continue;
            }
            found = only(&fitting).and_then(|a| a.of);
            break;
        }
        found
    }

    /// The country that "the country" stands for: the only one named in this sentence, or in the last
    /// one that names any, or the subject there.
    fn country_before(
        &self,
        sentence: usize,
        span: Span,
        noun: &str,
        strict: bool,
    ) -> Option<&'a Mention> {
        let kingdom = noun == "kingdom";
        // A kingdom is farther back than another country may be.
        for back in 0..=if kingdom { 4 } else { 2 } {
            let earlier = sentence.checked_sub(back)?;
            let all = self.bodies[earlier].iter().filter(|a| a.span.end() <= span.start());
            let here: Vec<Antecedent<'a>> = all
                .filter(|a| a.of.is_some_and(|m| m.kind == MentionKind::Country))
                .filter(|a| !kingdom || a.of.is_some_and(|m| KINGDOMS.contains(&m.id.as_str())))
                .copied()
                .collect();
            if here.is_empty() {
                continue;
            }
            if let Some(one) = only(&here) {
                return one.of;
            }
            if strict {
                return None;
            }
            let first = here.first()?;
            let opens = self.context.first_token(first.span)
                <= self.context.sentence_of(self.context.first_token(first.span)).start + 1;
            return first.of.filter(|m| opens && !m.adjectival);
        }
        None
    }

    /// The body that a noun stands for, if it is of that kind: "the department", "the alliance".
    fn body_before(&self, sentence: usize, span: Span, noun: &str) -> Option<&'a Mention> {
        let kind_of = |m: &Mention| -> bool {
            let (id, name) = (m.id.as_str(), m.name.to_lowercase());
            match noun {
                "ministry" => id.contains("ministry") && !id.starts_with("USA"),
                "department" => name.contains("department"),
                "alliance" => matches!(id, "NATO" | "CSTO" | "AUKUS" | "QUAD"),
                "bloc" | "union" => {
                    matches!(
                        id,
                        "EU" | "ASEAN"
                            | "GCC"
                            | "BRICS"
                            | "SCO"
                            | "AU"
                            | "ECOWAS"
                            | "MERCOSUR"
                            | "EAEU"
                            | "LAS"
                            | "CIS"
                    )
                }
                "council" => id == "UNSC" || name.contains("council"),
                "court" => name.contains("court"),
                "commission" => name.contains("commission"),
                "agency" => name.contains("agency"),
                "parliament" | "assembly" | "legislature" => id.contains("legislature"),
                "embassy" => id.contains("embassy"),
                "group" | "movement" | "militia" | "organisation" | "organization" => {
                    m.country.is_none() || !id.contains(':')
                }
                "fund" => name.contains("fund"),
                _ => false,
            }
        };
        for back in 0..=3 {
            let earlier = sentence.checked_sub(back)?;
            let here: Vec<Antecedent<'a>> = self.bodies[earlier]
                .iter()
                .filter(|a| a.span.end() <= span.start())
                .filter(|a| a.of.is_some_and(|m| m.kind == MentionKind::Organisation && kind_of(m)))
                .copied()
                .collect();
            if here.is_empty() {
                continue;
            }
            return only(&here).and_then(|a| a.of);
        }
        None
    }
}
