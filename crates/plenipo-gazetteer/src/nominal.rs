//! Common nouns that stand for somebody or something named before: "the minister", "both sides",
//! "the department", "the alliance", "the country".

use std::collections::BTreeMap;

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
    "foreign", "top", "monarchs", "kings", "guests", "hosts", "visitors", "colleagues",
];

/// Nouns that without a number stand for those who were just listed: "the leaders".
const ALONE: &[&str] = &["leaders", "ministers", "presidents", "sides", "premiers"];

/// Capitalised adjectives that may stand between a number and its noun: "both Gulf governments".
const REGIONS: &[&str] = &[
    "Gulf", "Arab", "Asian", "European", "African", "Western", "Nordic", "Baltic", "Balkan",
    "NATO", "EU", "Muslim",
];

/// Sentences back to which a list is looked for: of two, of whom a text names many; and of three and more, who are
/// hardly any others.
const LIST_REACH: usize = 4;
const LONG_LIST_REACH: usize = 24;

/// Sentences back to which words for several stand for what such words stood for before.
const SAID_REACH: usize = 12;

/// Sentences from the start of a document in which the country of "the junta" is looked for.
const OPENING: usize = 40;

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
        "first", "later", "earlier", "then", "still", "already", "never", "met", "meet", "held", "hold", "agree", "voted", "told",
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
        let found = if lower == "junta" {
            self.ruled_by_soldiers(span)
        } else if COUNTRY.contains(&lower.as_str()) || RULERS.contains(&lower.as_str()) {
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
            ("the" | "The" | "all" | "All", "three") => (at + 2, 3),
            ("the" | "The" | "all" | "All", "four") => (at + 2, 4),
            ("the" | "The" | "all" | "All", "five") => (at + 2, 5),
            ("the" | "The", noun) if ALONE.contains(&noun) => return self.list(sentence, at),
            _ => return false,
        };
        let opens = matches!(self.context.word(at), "two" | "Two");
        let before = self.context.word(at.wrapping_sub(1));
        if opens && !matches!(before, "" | "." | "the" | "his" | "her" | "their" | "its") {
            return false;
        }
        // "the two neighbouring countries", "both foreign ministers"
        let mut steps = 0;
        while steps < 2
            && !STATES.contains(&self.context.word(noun))
            && !(PEOPLE.contains(&self.context.word(noun))
                && self.context.word(noun).ends_with('s'))
            && (self.context.word(noun).starts_with(char::is_lowercase)
                || REGIONS.contains(&self.context.word(noun)))
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
        // "Biden praised his two guests": he is none of them.
        let owner =
            self.out.last().filter(|m| m.span.end() + 1 == span.start()).map(|m| m.id.clone());
        let named = self.members(sentence, span.start(), number, states, owner.as_deref());
        let mut members: Vec<Mention> = named.into_iter().cloned().collect();
        if members.is_empty() {
            let exclude = owner.as_deref();
            members = self.last_list(sentence, span.start(), Some(number), states, exclude);
        }
        for of in &members {
            self.say(of, span, Via::Nominal);
        }
        true
    }

    /// "The leaders agreed": those who were listed last, if nothing says of whom they are.
    fn list(&mut self, sentence: usize, at: usize) -> bool {
        let span = self.context.cover(at, at + 2);
        if !ends_phrase(self.context.word(at + 2)) || self.is_taken(span) {
            return false;
        }
        let states = self.context.word(at + 1) == "sides";
        let mut members = self.last_list(sentence, span.start(), None, states, None);
        // "the ministers": no heads of state.
        let office = match self.context.word(at + 1) {
            "ministers" => "minister",
            "presidents" => "president",
            "premiers" => "prem",
            _ => "",
        };
        let holds =
            |m: &Mention| m.office.as_ref().is_some_and(|o| o.to_lowercase().contains(office));
        if !office.is_empty() && !members.iter().all(holds) {
            members.clear();
        }
        for of in &members {
            self.say(of, span, Via::Nominal);
        }
        !members.is_empty()
    }

    /// The last list of `number` entities, or of any number, that stand side by side, "Japan, South Korea and the
    /// United States", or the last that words like these stood for; without `exclude`, whose guests they are.
    fn last_list(
        &self,
        sentence: usize,
        before: u32,
        number: Option<usize>,
        states: bool,
        exclude: Option<&str>,
    ) -> Vec<Mention> {
        let fits = |list: &[&Mention]| {
            let kind = |m: &Mention| {
                if states { m.kind == MentionKind::Country } else { m.kind == MentionKind::Person }
            };
            list.iter().all(|m| kind(m) && exclude != Some(m.id.as_str()))
                && number.map_or(list.len() > 1, |n| list.len() == n)
        };
        let reach = if number.is_some_and(|n| n > 2) { LONG_LIST_REACH } else { LIST_REACH };
        let reach = reach.min(sentence);
        let listed = (sentence - reach..=sentence).rev().find_map(|s| {
            let lists = self.lists(s, before);
            lists.into_iter().rev().find(|l| fits(l) && (number != Some(2) || self.opens(s, l)))
        });
        let first = sentence.saturating_sub(reach.max(SAID_REACH));
        let said = self.last_said(self.context.segmentation.sentences()[first].span.start(), &fits);
        let start = |list: &[&Mention]| list.first().map(|m| m.span.start());
        let listed = listed.unwrap_or_default();
        let chosen = if start(&said) > start(&listed) { said } else { listed };
        chosen.into_iter().cloned().collect()
    }

    /// Whether a list stands at the start of its sentence: two that act, not two of whom something is said.
    fn opens(&self, sentence: usize, list: &[&Mention]) -> bool {
        let start = self.context.segmentation.sentences()[sentence].tokens.start() as usize;
        list.first().is_some_and(|m| self.context.first_token(m.outer) <= start + 1)
    }

    /// The members of the last reference to several from byte `from` on that `fits`.
    fn last_said(&self, from: u32, fits: &dyn Fn(&[&Mention]) -> bool) -> Vec<&Mention> {
        let mut end = self.out.len();
        while end > 0 {
            let span = self.out[end - 1].span;
            if span.start() < from {
                break;
            }
            let first = self.out[..end].iter().rposition(|m| m.span != span).map_or(0, |p| p + 1);
            let group: Vec<&Mention> = self.out[first..end].iter().collect();
            if group.len() > 1 && fits(&group) {
                return group;
            }
            end = first;
        }
        Vec::new()
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
        exclude: Option<&str>,
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
                if exclude == Some(of.id.as_str()) {
                    continue;
                }
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

    /// The country of "the junta": the one most named in the sentences of the opening that speak of soldiers in power.
    fn ruled_by_soldiers(&self, span: Span) -> Option<&'a Mention> {
        const POWER: [&str; 8] = [
            "junta",
            "coup",
            "soldiers",
            "military",
            "putsch",
            "generals",
            "takeover",
            "putschists",
        ];
        let here = self.context.sentence_at(span)?;
        let mut counts: BTreeMap<&str, (usize, &'a Mention)> = BTreeMap::new();
        for sentence in 0..here.min(OPENING) {
            let tokens = self.context.segmentation.sentences()[sentence].tokens;
            let mut words =
                (tokens.start() as usize..tokens.end() as usize).map(|i| self.context.word(i));
            if !words.any(|w| POWER.contains(&w)) {
                continue;
            }
            let countries = self.bodies[sentence].iter().filter_map(|a| a.of);
            for m in countries.filter(|m| m.kind == MentionKind::Country) {
                counts.entry(m.id.as_str()).or_insert((0, m)).0 += 1;
            }
        }
        let most = counts.values().map(|&(n, _)| n).max()?;
        let mut top = counts.into_values().filter(|&(n, _)| n == most);
        let (_, country) = top.next()?;
        top.next().is_none().then_some(country)
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
                "assembly" => {
                    id == "UNGA" || name.contains("assembly") || id.contains("legislature")
                }
                "parliament" | "legislature" => id.contains("legislature"),
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
