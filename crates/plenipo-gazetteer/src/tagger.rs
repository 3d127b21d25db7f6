//! [`Tagger`]: one pass of the matcher over a document, then resolution.

use plenipo_match::Scratch;
use plenipo_text::{Document, Segmentation, Span};

use crate::context::{Context, is_capitalised, is_name_like};
use crate::coref::Coref;
use crate::gazetteer::{Body, Gazetteer, Organisation};
use crate::homonyms::Signs;
use crate::mention::{Mention, MentionKind, Via};
use crate::names::{is_body_word, may_be_name};
use crate::people::People;
use crate::period::likely_day;
use crate::places::is_government;
use crate::tables::{AliasKind, Target};

/// Finds the mentions of one document after the other; one for each thread.
#[derive(Debug)]
pub struct Tagger<'g> {
    gazetteer: &'g Gazetteer,
    scratch: Scratch,
    /// What the candidates of a document may name, one after the other.
    targets: Vec<(Target, AliasKind)>,
}

/// A stretch of text and what it may name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate<'c> {
    pub(crate) span: Span,
    pub(crate) targets: &'c [(Target, AliasKind)],
}

impl<'g> Tagger<'g> {
    /// A tagger that looks names up in `gazetteer`.
    pub fn new(gazetteer: &'g Gazetteer) -> Self {
        Self { gazetteer, scratch: Scratch::new(), targets: Vec::new() }
    }

    /// The mentions in the clean text of `doc`, by start, then end, resolved as of its date.
    ///
    /// `segmentation` must be that of `doc`.
    pub fn tag(&mut self, doc: &Document, segmentation: &Segmentation) -> Vec<Mention> {
        let context = Context::new(doc.text(), segmentation);
        let mut targets = core::mem::take(&mut self.targets);
        let candidates = self.candidates(doc.text(), &mut targets);
        let mentions = self.resolve(doc, &context, &candidates);
        self.targets = targets;
        mentions
    }

    /// The mentions among the candidates.
    fn resolve(
        &self,
        doc: &Document,
        context: &Context<'_>,
        candidates: &[Candidate<'_>],
    ) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let korean = mentions_korea(self.gazetteer, candidates);
        let signs = Signs::read(self.gazetteer, context, candidates);
        for (candidate, at) in candidates.iter().zip(1..) {
            if signs.is_in_head(candidate.span) {
                continue;
            }
            let found = self
                .body(context, candidate, candidates.get(at), &mentions)
                .or_else(|| self.plain(context, &signs, candidate, &mentions));
            mentions.extend(found);
        }
        if korean {
            mentions.extend(the_two_koreas(context, &mentions));
            mentions.sort_by_key(|m| m.span);
        }
        let day =
            doc.meta.published_day().or_else(|| likely_day(self.gazetteer, context, candidates));
        let people = People::new(self.gazetteer, context, day, &mentions, candidates);
        let found = people.find(candidates);
        let administrations = administrations(self.gazetteer, context, &found.mentions);
        mentions.extend(found.mentions);
        mentions.extend(administrations);
        mentions.sort_by_key(|m| (m.span.start(), core::cmp::Reverse(m.span.end()), m.kind));
        drop_covered(&mut mentions);
        let coref =
            Coref::new(self.gazetteer, context, day, &mentions, &found.strangers, &found.titles);
        let references = coref.resolve();
        mentions.extend(references);
        mentions.sort_by_key(|m| (m.span.start(), core::cmp::Reverse(m.span.end()), m.kind));
        for mention in &mut mentions {
            let country = mention.country.as_deref();
            mention.country_name =
                country.and_then(|c| self.gazetteer.country_name(c)).map(str::to_owned);
            let body = mention.organisation.as_deref();
            mention.organisation_name = body
                .and_then(|id| self.gazetteer.organisation_by_id(id))
                .map(|o| o.name.to_owned());
        }
        mentions
    }

    /// The stretches of `text` that are written like names or offices of the tables, the longest from left to
    /// right, before anything is resolved: a quick look at whether a text may name anybody.
    pub fn names(&mut self, text: &str) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        for hit in self.gazetteer.matcher.leftmost_longest(text, &mut self.scratch) {
            if out.last() != Some(&hit.span) {
                out.push(hit.span);
            }
        }
        out
    }

    /// The longest names from left to right, with all that each may mean.
    fn candidates<'c>(
        &mut self,
        text: &str,
        targets: &'c mut Vec<(Target, AliasKind)>,
    ) -> Vec<Candidate<'c>> {
        targets.clear();
        let mut ends: Vec<(Span, usize)> = Vec::new();
        let hits = self.gazetteer.matcher.leftmost_longest(text, &mut self.scratch);
        for same in hits.chunk_by(|a, b| a.span == b.span) {
            let first = targets.len();
            targets.extend(same.iter().map(|hit| self.gazetteer.alias(hit.payload)));
            targets[first..].sort_by_key(|t| t.0);
            let mut end = first + 1;
            for next in first + 1..targets.len() {
                if targets[next].0 != targets[end - 1].0 {
                    targets[end] = targets[next];
                    end += 1;
                }
            }
            targets.truncate(end);
            ends.push((same[0].span, end));
        }
        let mut first = 0;
        let candidate = |(span, end): (Span, usize)| {
            let targets = &targets[first..end];
            first = end;
            Candidate { span, targets }
        };
        ends.into_iter().map(candidate).collect()
    }

    /// "Russia's Foreign Ministry", "the Constitutional Court of Turkey": a body of the country beside it;
    /// else the body of that kind named before.
    fn body(
        &self,
        context: &Context<'_>,
        candidate: &Candidate<'_>,
        next: Option<&Candidate<'_>>,
        found: &[Mention],
    ) -> Option<Mention> {
        let body = candidate.targets.iter().find_map(|t| match t.0 {
            Target::Body(index) => Some(self.gazetteer.body(index)),
            _ => None,
        })?;
        let text = context.text;
        let country = found.last().filter(|m| {
            let gap = text.get(m.span.end() as usize..candidate.span.start() as usize);
            m.kind == MentionKind::Country && matches!(gap, Some(" " | "'s " | "’s " | "' " | "’ "))
        });
        if let Some(country) = country {
            return Some(self.body_of(
                body,
                &country.id,
                country.span.cover(candidate.span),
                candidate.span,
            ));
        }
        let behind = next.and_then(|n| {
            let gap = text.get(candidate.span.end() as usize..n.span.start() as usize)?;
            let of = matches!(gap, " of " | " of the " | " in ");
            n.targets.iter().filter(|_| of).find_map(|t| match t {
                (Target::Country(index), AliasKind::Name | AliasKind::Part) => {
                    Some(self.gazetteer.country(*index).iso3)
                }
                _ => None,
            })
        });
        if let Some(iso3) = behind {
            return Some(self.body_of(body, iso3, candidate.span, candidate.span));
        }
        let kind = format!(":{}", body.kind);
        let written = candidate.span.of(text);
        let before = found.iter().rev().find(|m| m.id.ends_with(&kind))?;
        is_capitalised(written).then(|| Mention {
            span: candidate.span,
            outer: candidate.span,
            ..before.clone()
        })
    }

    fn body_of(&self, body: Body<'_>, iso3: &str, outer: Span, span: Span) -> Mention {
        let id = format!("{iso3}:{}", body.kind);
        let country = self.gazetteer.country_name(iso3).unwrap_or(iso3);
        let known = self.gazetteer.organisation_by_id(&id);
        let name =
            known.map_or_else(|| format!("{} of {country}", body.name), |o| o.name.to_owned());
        Mention {
            id,
            name,
            country: Some(iso3.to_owned()),
            outer,
            ..Mention::new(span, MentionKind::Organisation, Via::Name)
        }
    }

    /// A country, organisation or place; people and offices are found later.
    fn plain(
        &self,
        context: &Context<'_>,
        signs: &Signs<'_>,
        candidate: &Candidate<'_>,
        found: &[Mention],
    ) -> Option<Mention> {
        let gazetteer = self.gazetteer;
        let span = candidate.span;
        let organisation = candidate.targets.iter().find_map(|t| match t.0 {
            Target::Organisation(index) => Some(gazetteer.organisation(index)),
            _ => None,
        });
        let countries = candidate.targets.iter().filter_map(|t| match t.0 {
            Target::Country(index) => Some((gazetteer.country(index), t.1)),
            _ => None,
        });
        let text = span.of(context.text);
        let congo = signs.brazzaville && text.starts_with("Congo");
        // A name of a state and of its territory ("Dutch") means the state; of a state of today and of one
        // before ("Burma"), that of today.
        let country =
            countries.min_by_key(|c| (c.0.is_past, !c.0.is_state, congo && c.0.iso3 != "COG"));
        let named = country.is_some_and(|c| c.1 == AliasKind::Name);
        // "Santa Marta Self Defense Forces" are not those of Japan.
        let of_town = |o: &Organisation<'_>| {
            let gap = |m: &&Mention| context.text.get(m.span.end() as usize..span.start() as usize);
            let town = found.last().filter(|m| m.kind == MentionKind::Place && gap(m) == Some(" "));
            town.is_some_and(|m| o.country.is_some() && m.country.as_deref() != o.country)
        };
        let organisation = organisation.filter(|o| !of_town(o));
        if let Some(organisation) = organisation.filter(|_| !named) {
            // "Brussels" and "Congress" are also towns and parties: a plain word needs a capital.
            if !text.chars().any(char::is_uppercase) {
                return None;
            }
            return Some(Mention {
                id: organisation.id.to_owned(),
                name: organisation.name.to_owned(),
                country: organisation.country.map(str::to_owned),
                ..Mention::new(span, MentionKind::Organisation, Via::Name)
            });
        }
        let (country, kind) = country?;
        if kind.is_plain() && signs.is_other(context, span, kind) {
            return None;
        }
        if kind == AliasKind::City && is_in_name(gazetteer, context, span) {
            return None;
        }
        if kind == AliasKind::Name && signs.is_team(context, span) {
            return Some(Mention {
                id: format!("{}:national_team", country.iso3),
                name: format!("{} national team", country.name),
                country: Some(country.iso3.to_owned()),
                ..Mention::new(span, MentionKind::Organisation, Via::Name)
            });
        }
        let government = match kind {
            AliasKind::Seat => true,
            AliasKind::Capital => is_government(context, span),
            _ => false,
        };
        // "Birmingham, England" names the state as an address does; elsewhere the part is meant.
        let address = kind == AliasKind::Part
            && country.iso3 == "GBR"
            && context.before(span, 0) == ","
            && is_capitalised(context.before(span, 1));
        let (mention_kind, via) = match (kind, government) {
            (AliasKind::Part, _) if address => (MentionKind::Country, Via::Name),
            (AliasKind::Capital, false) | (AliasKind::City, _) => (MentionKind::Place, Via::Name),
            (AliasKind::Part, _) => (MentionKind::Territory, Via::Name),
            (_, true) => (MentionKind::Country, Via::Metonym),
            _ => (MentionKind::Country, Via::Name),
        };
        Some(Mention {
            id: country.iso3.to_owned(),
            name: country.name.to_owned(),
            country: Some(country.iso3.to_owned()),
            metonymy: government,
            adjectival: matches!(kind, AliasKind::Demonym | AliasKind::PartDemonym),
            ..Mention::new(span, mention_kind, via)
        })
    }
}

/// Whether the name of a town at `span` is part of a longer one: "Milan Kundera", "Jose Medellin", "the Boston
/// Globe", but not "Madras High Court", a body of the town.
fn is_in_name(gazetteer: &Gazetteer, context: &Context<'_>, span: Span) -> bool {
    let before = context.before(span, 0);
    if gazetteer.is_given_name(before) && may_be_name(before) {
        return true;
    }
    let run = (0..4).map(|n| context.after(span, n)).take_while(|w| is_name_like(w));
    let mut run = run.peekable();
    let name = run.peek().is_some_and(|w| may_be_name(w) && !gazetteer.is_country_word(w));
    name && !run.any(is_body_word)
}

fn mentions_korea(gazetteer: &Gazetteer, candidates: &[Candidate<'_>]) -> bool {
    let korean = |target: Target| match target {
        Target::Country(index) => {
            matches!(gazetteer.country(index).iso3, "KOR" | "PRK")
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

/// "the Biden administration": a government by the name of its head.
fn administrations(
    gazetteer: &Gazetteer,
    context: &Context<'_>,
    people: &[Mention],
) -> Vec<Mention> {
    let mut out = Vec::new();
    for person in people.iter().filter(|m| m.kind == MentionKind::Person) {
        let Some(country) = &person.country else { continue };
        let noun = context.after(person.span, 0);
        let fits =
            matches!(noun, "administration" | "Administration" | "government" | "Government");
        let surname = person.span.of(context.text).rsplit(' ').next().unwrap_or_default();
        if !fits || surname.is_empty() {
            continue;
        }
        let end = context.end_token(person.span);
        let name = gazetteer.country_name(country).unwrap_or(country);
        let span = person.span.cover(context.span(end));
        let government = if country == "USA" {
            format!("{name} Government ({surname} administration)")
        } else {
            format!("Government of {name} ({surname})")
        };
        out.push(Mention {
            id: format!("{country}:government"),
            name: government,
            country: Some(country.clone()),
            ..Mention::new(span, MentionKind::Organisation, Via::Name)
        });
    }
    out
}

/// Of overlapping mentions the longest stays; mentions are sorted by start and length.
fn drop_covered(mentions: &mut Vec<Mention>) {
    let mut last = 0;
    mentions.retain(|m| {
        let keep = m.span.start() >= last;
        // The country of an office without a name is a mention of its own, and so is the head of a
        // government that is named after him.
        if keep && m.kind != MentionKind::Office && !m.id.ends_with(":government") {
            last = m.span.end();
        }
        keep
    });
}
