//! [`Tagger`]: one pass of the matcher over a document, then resolution.

use plenipo_match::Scratch;
use plenipo_text::{Document, Segmentation, Span};

use crate::context::{Context, is_capitalised};
use crate::gazetteer::Gazetteer;
use crate::mention::{Mention, MentionKind, Via};
use crate::people::People;
use crate::places::is_government;
use crate::tables::{Alias, AliasKind, Target};

/// Finds the mentions of one document after the other; one for each thread.
#[derive(Debug)]
pub struct Tagger<'g> {
    gazetteer: &'g Gazetteer,
    scratch: Scratch,
}

/// A stretch of text and what it may name.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) span: Span,
    pub(crate) targets: Vec<(Target, AliasKind)>,
}

impl<'g> Tagger<'g> {
    /// A tagger that looks names up in `gazetteer`.
    pub fn new(gazetteer: &'g Gazetteer) -> Self {
        Self { gazetteer, scratch: Scratch::new() }
    }

    /// The mentions in the clean text of `doc`, by start, then end, resolved as of its date.
    ///
    /// `segmentation` must be that of `doc`.
    pub fn tag(&mut self, doc: &Document, segmentation: &Segmentation) -> Vec<Mention> {
        let context = Context { text: doc.text(), segmentation };
        let candidates = self.candidates(doc.text());
        let mut mentions = Vec::new();
        let korean = mentions_korea(self.gazetteer, &candidates);
        let american = georgia_is_american(doc.text());
        for candidate in &candidates {
            if american && candidate.span.of(doc.text()) == "Georgia" {
                continue;
            }
            let found = self
                .body(&context, candidate, mentions.last())
                .or_else(|| self.plain(&context, candidate));
            mentions.extend(found);
        }
        if korean {
            mentions.extend(the_two_koreas(&context, &mentions));
            mentions.sort_by_key(|m| m.span);
        }
        let people = People::new(self.gazetteer, &context, doc.meta.published_day(), &mentions);
        mentions.extend(people.find(&candidates));
        mentions.sort_by_key(|m| (m.span.start(), core::cmp::Reverse(m.span.end()), m.kind));
        drop_covered(&mut mentions);
        for mention in &mut mentions {
            let country = mention.country.as_deref();
            mention.country_name =
                country.and_then(|c| self.gazetteer.country_name(c)).map(str::to_owned);
        }
        mentions
    }

    /// The longest names from left to right, with all that each may mean.
    fn candidates(&mut self, text: &str) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = Vec::new();
        for hit in self.gazetteer.matcher.leftmost_longest(text, &mut self.scratch) {
            let Alias { target, kind, .. } = self.gazetteer.tables.aliases[hit.payload as usize];
            match out.last_mut() {
                Some(last) if last.span == hit.span => last.targets.push((target, kind)),
                _ => out.push(Candidate { span: hit.span, targets: vec![(target, kind)] }),
            }
        }
        for candidate in &mut out {
            candidate.targets.sort_by_key(|t| t.0);
            candidate.targets.dedup_by_key(|t| t.0);
        }
        out
    }

    /// "Russia's Foreign Ministry": a body of the country right before it.
    fn body(
        &self,
        context: &Context<'_>,
        candidate: &Candidate,
        before: Option<&Mention>,
    ) -> Option<Mention> {
        let body = candidate.targets.iter().find_map(|t| match t.0 {
            Target::Body(index) => Some(&self.gazetteer.tables.bodies[index as usize]),
            _ => None,
        })?;
        let country = before.filter(|m| m.kind == MentionKind::Country)?;
        let gap = &context.text[country.span.end() as usize..candidate.span.start() as usize];
        if !matches!(gap, " " | "'s " | "’s " | "' " | "’ ") {
            return None;
        }
        Some(Mention {
            id: format!("{}:{}", country.id, body.kind),
            name: format!("{} of {}", body.name, country.name),
            country: country.country.clone(),
            outer: country.span.cover(candidate.span),
            ..Mention::new(candidate.span, MentionKind::Organisation, Via::Name)
        })
    }

    /// A country, organisation or place; people and offices are found later.
    fn plain(&self, context: &Context<'_>, candidate: &Candidate) -> Option<Mention> {
        let tables = &self.gazetteer.tables;
        let span = candidate.span;
        let organisation = candidate.targets.iter().find_map(|t| match t.0 {
            Target::Organisation(index) => Some(&tables.organisations[index as usize]),
            _ => None,
        });
        let countries = candidate.targets.iter().filter_map(|t| match t.0 {
            Target::Country(index) => Some((&tables.countries[index as usize], t.1)),
            _ => None,
        });
        // A name of a state and of its territory ("Dutch") means the state.
        let country = countries.min_by_key(|c| !c.0.is_state);
        let text = span.of(context.text);
        if let Some(organisation) = organisation {
            // "Brussels" and "Congress" are also towns and parties: a plain word needs a capital.
            if !text.chars().any(char::is_uppercase) {
                return None;
            }
            return Some(Mention {
                id: organisation.id.clone(),
                name: organisation.name.clone(),
                country: organisation.country.clone(),
                ..Mention::new(span, MentionKind::Organisation, Via::Name)
            });
        }
        let (country, kind) = country?;
        if kind.is_plain() && is_other_name(context, span) {
            return None;
        }
        let government = match kind {
            AliasKind::Seat => true,
            AliasKind::Capital => is_government(context, span),
            _ => false,
        };
        let (mention_kind, via) = match (kind, government) {
            (AliasKind::Capital, false) => (MentionKind::Place, Via::Name),
            (AliasKind::Part, _) => (MentionKind::Territory, Via::Name),
            (_, true) => (MentionKind::Country, Via::Metonym),
            _ => (MentionKind::Country, Via::Name),
        };
        Some(Mention {
            id: country.iso3.clone(),
            name: country.name.clone(),
            country: Some(country.iso3.clone()),
            metonymy: government,
            adjectival: kind == AliasKind::Demonym,
            ..Mention::new(span, mention_kind, via)
        })
    }
}

/// Whether a name of a country is part of the name of a person or of a place elsewhere: "Michael
/// Jordan", "New Mexico", "Lebanon, Pa.".
fn is_other_name(context: &Context<'_>, span: Span) -> bool {
    const PERSONAL: [&str; 4] = ["Jordan", "Chad", "Israel", "India"];
    let name = span.of(context.text);
    let (before, after) = (context.before(span, 0), context.after(span, 0));
    if matches!(before, "New" | "Fort" | "Port" | "Lake" | "Mount") {
        return true;
    }
    if after == "," && is_us_state(context.after(span, 1)) {
        return true;
    }
    let person = |word: &str| {
        is_capitalised(word) && word.len() > 2 && word.chars().skip(1).all(char::is_lowercase)
    };
    let opens = context.before(span, 1).is_empty();
    PERSONAL.contains(&name)
        && (person(before) && !opens && !is_title_word(before)
            || person(after) && !is_title_word(after))
}

/// Names and abbreviations of states of the USA that follow a town, but Georgia and its homonyms.
fn is_us_state(word: &str) -> bool {
    const STATES: [&str; 68] = [
        "Alabama",
        "Ala.",
        "Alaska",
        "Arizona",
        "Ariz.",
        "Arkansas",
        "Ark.",
        "California",
        "Calif.",
        "Colorado",
        "Colo.",
        "Connecticut",
        "Conn.",
        "Delaware",
        "Del.",
        "Florida",
        "Fla.",
        "Ga.",
        "Hawaii",
        "Idaho",
        "Illinois",
        "Ill.",
        "Indiana",
        "Ind.",
        "Iowa",
        "Kansas",
        "Kan.",
        "Kentucky",
        "Ky.",
        "Louisiana",
        "La.",
        "Maine",
        "Maryland",
        "Md.",
        "Massachusetts",
        "Mass.",
        "Michigan",
        "Mich.",
        "Minnesota",
        "Minn.",
        "Mississippi",
        "Miss.",
        "Missouri",
        "Mo.",
        "Montana",
        "Nebraska",
        "Neb.",
        "Nevada",
        "Nev.",
        "Ohio",
        "Oklahoma",
        "Okla.",
        "Oregon",
        "Ore.",
        "Pennsylvania",
        "Pa.",
        "Tennessee",
        "Tenn.",
        "Texas",
        "Utah",
        "Vermont",
        "Vt.",
        "Virginia",
        "Va.",
        "Washington",
        "Wis.",
        "Wisconsin",
        "Wyoming",
    ];
    STATES.contains(&word)
}

/// Whether "Georgia" is the state of the USA in this text: its places are named, and nothing of the
/// Caucasus is.
fn georgia_is_american(text: &str) -> bool {
    const AMERICAN: [&str; 8] =
        ["Atlanta", "Ga.", "Savannah", "Augusta", "Georgia Tech", "Macon", "Fulton", "Bulldogs"];
    const CAUCASIAN: [&str; 9] = [
        "Tbilisi",
        "Saakashvili",
        "Georgian",
        "Abkhazia",
        "Ossetia",
        "Shevardnadze",
        "Russia",
        "Armenia",
        "Azerbaijan",
    ];
    AMERICAN.iter().any(|w| text.contains(w)) && !CAUCASIAN.iter().any(|w| text.contains(w))
}

fn is_title_word(word: &str) -> bool {
    const WORDS: [&str; 18] = [
        "President",
        "Prime",
        "Minister",
        "King",
        "Foreign",
        "Defense",
        "Defence",
        "And",
        "With",
        "In",
        "Embassy",
        "Ambassador",
        "Army",
        "Air",
        "Parliament",
        "But",
        "Supreme",
        "National",
    ];
    WORDS.contains(&word)
}

fn mentions_korea(gazetteer: &Gazetteer, candidates: &[Candidate]) -> bool {
    let korean = |target: Target| match target {
        Target::Country(index) => {
            matches!(gazetteer.tables.countries[index as usize].iso3.as_str(), "KOR" | "PRK")
        }
        _ => false,
    };
    candidates.iter().any(|c| c.targets.iter().any(|t| korean(t.0)))
}

/// "South's", "the North", in a text about Korea.
fn the_two_koreas(context: &Context<'_>, found: &[Mention]) -> Vec<Mention> {
    let mut out = Vec::new();
    for token in context.segmentation.tokens() {
        let (iso3, name) = match token.span.of(context.text) {
            "South" => ("KOR", "South Korea"),
            "North" => ("PRK", "North Korea"),
            _ => continue,
        };
        let (before, after) = (context.before(token.span, 0), context.after(token.span, 0));
        let alone = !is_capitalised(after) && !matches!(after, "-");
        let named =
            matches!(before, "the" | "The" | "on" | "with" | "and") || matches!(after, "'s" | "’s");
        if alone && named && !found.iter().any(|m| m.span.overlaps(token.span)) {
            out.push(Mention {
                id: iso3.to_owned(),
                name: name.to_owned(),
                country: Some(iso3.to_owned()),
                ..Mention::new(token.span, MentionKind::Country, Via::Name)
            });
        }
    }
    out
}

/// Of overlapping mentions the longest stays; mentions are sorted by start and length.
fn drop_covered(mentions: &mut Vec<Mention>) {
    let mut last = 0;
    mentions.retain(|m| {
        let keep = m.span.start() >= last;
        if keep {
            last = m.span.end();
        }
        keep
    });
}
