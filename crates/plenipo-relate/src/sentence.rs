//! A sentence as rules look at it: words, actors on them, bounds between clauses.

use plenipo_gazetteer::{Mention, MentionKind};
use plenipo_text::{Document, Segmentation, Sentence, Span};

use crate::relation::Actor;

/// A word of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub(crate) span: Span,
    pub(crate) lower: String,
    /// Index of the actor that the word belongs to.
    pub(crate) actor: Option<usize>,
}

/// An actor in a sentence: a mention, with the title before it.
#[derive(Clone, Debug)]
pub(crate) struct ActorPhrase {
    pub(crate) actor: Actor,
    /// First and one past the last word.
    pub(crate) words: core::ops::Range<usize>,
    /// Whether it only describes the noun behind it: "*Israeli* attacks".
    pub(crate) describes: bool,
}

/// Words and actors of one sentence.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub(crate) words: Vec<Word>,
    pub(crate) actors: Vec<ActorPhrase>,
}

impl Clause {
    pub(crate) fn new(
        doc: &Document,
        segmentation: &Segmentation,
        sentence: &Sentence,
        mentions: &[Mention],
    ) -> Self {
        let tokens = &segmentation.tokens()[sentence.tokens];
        let mut words: Vec<Word> = tokens
            .iter()
            .map(|t| Word {
                span: t.span,
                lower: t.span.of(doc.text()).to_lowercase(),
                actor: None,
            })
            .collect();
        let mut actors = Vec::new();
        for mention in mentions.iter().filter(|m| sentence.span.contains(m.span)) {
            // A country that is part of a title goes with the person.
            let covered =
                mentions.iter().any(|m| m.span != mention.span && m.outer.contains(mention.span));
            if covered || mention.kind == MentionKind::Place {
                continue;
            }
            let first = words.partition_point(|w| w.span.end() <= mention.outer.start());
            let mut end = words.partition_point(|w| w.span.start() < mention.outer.end());
            let mut span = mention.span;
            let mut describes = false;
            if qualifies(&words, end, mention) {
                span = span.cover(words[end].span);
                end += 1;
            } else {
                describes = mention.adjectival && !stands_alone(&words, first, end);
            }
            let index = actors.len();
            // "expelled *Russian* diplomats": an adjective does not break a trigger apart.
            for word in words[first..end].iter_mut().filter(|_| !describes) {
                word.actor = Some(index);
            }
            actors.push(ActorPhrase {
                actor: Actor {
                    id: mention.id.clone(),
                    name: mention.name.clone(),
                    kind: mention.kind,
                    office: mention.office.clone(),
                    country: mention.country.clone(),
                    sector: None,
                    is_group: false,
                    span,
                },
                words: first..end,
                describes,
            });
        }
        Self { words, actors }
    }

    /// The lower-case word at `at`; empty outside the sentence.
    pub(crate) fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| w.lower.as_str())
    }
}

/// Nouns for people who act for the country or organisation before them.
const AGENTS: [&str; 52] = [
    "officials",
    "official",
    "troops",
    "forces",
    "government",
    "authorities",
    "administration",
    "army",
    "military",
    "soldiers",
    "police",
    "leaders",
    "leader",
    "lawmakers",
    "diplomats",
    "diplomat",
    "members",
    "member",
    "ministers",
    "envoys",
    "negotiators",
    "delegation",
    "navy",
    "jets",
    "warplanes",
    "rebels",
    "militants",
    "fighters",
    "side",
    "ministry",
    "regime",
    "states",
    "nations",
    "countries",
    "allies",
    "court",
    "parliament",
    "media",
    "president",
    "mission",
    "embassy",
    "people",
    "citizens",
    "protesters",
    "companies",
    "airstrikes",
    "warships",
    "aircraft",
    "artillery",
    "missiles",
    "drones",
    "presidency",
];

/// Whether the word after the mention is a noun for people who act for it.
fn qualifies(words: &[Word], end: usize, mention: &Mention) -> bool {
    let country_or_group = matches!(
        mention.kind,
        MentionKind::Country | MentionKind::Organisation | MentionKind::Person
    );
    country_or_group && words.get(end).is_some_and(|w| AGENTS.contains(&w.lower.as_str()))
}

/// Whether a demonym is a noun here: "the Japanese", "Russians said".
fn stands_alone(words: &[Word], first: usize, end: usize) -> bool {
    let last = &words[end - 1].lower;
    let plural = last.ends_with('s') && !last.ends_with("ss");
    let article = first.checked_sub(1).is_some_and(|i| words[i].lower == "the");
    plural || article && words.get(end).is_none_or(|w| !w.lower.chars().all(char::is_alphabetic))
}
