//! [`Extractor`]: from the tagged sentences of a document to its relations.

use plenipo_gazetteer::{Mention, MentionKind};
use plenipo_text::{Document, Segmentation, Sentence, Span};

use crate::cluster;
use crate::codebook::{Codebook, Pos, Trigger};
use crate::dates;
use crate::hash::stable_id;
use crate::inflect::Form;
use crate::offices;
use crate::operators::{is_future, is_negated, modality};
use crate::pronouns::with_pronouns;
use crate::relation::{Actor, DateBasis, EventDate, Modality, Relation, RelationKind};
use crate::roles::{Roles, find_roles};
use crate::sentence::Clause;
use crate::triggers::{self, Hit};

/// Finds relations in one document after the other.
#[derive(Clone, Copy, Debug)]
pub struct Extractor<'c> {
    codebook: &'c Codebook,
}

impl<'c> Extractor<'c> {
    /// An extractor that codes with `codebook`.
    pub fn new(codebook: &'c Codebook) -> Self {
        Self { codebook }
    }

    /// The relations of `doc`, in the order of their sentences, then of their words.
    ///
    /// `segmentation` and `mentions` must be those of `doc`.
    pub fn extract(
        &self,
        doc: &Document,
        segmentation: &Segmentation,
        mentions: &[Mention],
    ) -> Vec<Relation> {
        let mut out = offices::relations(doc, segmentation, mentions);
        let mentions = &with_pronouns(doc, segmentation, mentions);
        for (sentence, index) in segmentation.sentences().iter().zip(0..) {
            let inside = mentions_in(mentions, sentence.span);
            // Without two actors there is nobody to relate.
            if inside.len() > 1 {
                self.sentence(doc, segmentation, sentence, index, inside, &mut out);
            }
        }
        out.sort_by_key(|r| (r.sentence, r.trigger.map(Span::start), r.source.span, r.target.span));
        out.dedup_by_key(|r| r.id);
        cluster::within_document(doc, segmentation, &mut out);
        out
    }

    fn sentence(
        self,
        doc: &Document,
        segmentation: &Segmentation,
        sentence: &Sentence,
        index: u32,
        mentions: &[Mention],
        out: &mut Vec<Relation>,
    ) {
        let clause = Clause::new(doc, segmentation, sentence, mentions);
        if clause.actors.len() < 2 {
            return;
        }
        for hit in triggers::find(&clause, self.codebook, false) {
            let trigger = &self.codebook.triggers()[hit.trigger as usize];
            for Roles { source, target } in find_roles(&clause, &hit, trigger) {
                let (source, target) = (&clause.actors[source].actor, &clause.actors[target].actor);
                if source.id == target.id || same_side(source, target) {
                    continue;
                }
                let row = self.event(doc, &clause, mentions, &hit, trigger, source, target, index);
                out.push(self.under_operators(row, trigger));
            }
        }
    }

    /// What an operator makes of the event: an attack that is announced is a threat.
    fn under_operators(self, mut row: Relation, trigger: &Trigger) -> Relation {
        let announced = row.modality == Modality::Planned && trigger.pos == Pos::Verb;
        if announced && !row.negated && row.relation == "ASSAULT" {
            let code = "C138";
            "THREATEN".clone_into(&mut row.relation);
            row.cameo = Some(code.to_owned());
            row.quad = Some(quad_of("THREATEN").to_owned());
            row.goldstein = self.codebook.code(code).map(|c| c.goldstein);
            row.mode = self.codebook.code(code).and_then(|c| c.mode.clone());
            row.modality = Modality::Happened;
            row.rule.push_str("+announced");
        }
        row
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one row")]
    fn event(
        self,
        doc: &Document,
        clause: &Clause,
        mentions: &[Mention],
        hit: &Hit,
        trigger: &Trigger,
        source: &Actor,
        target: &Actor,
        sentence: u32,
    ) -> Relation {
        let code = self.codebook.code(&trigger.cameo);
        let negated = is_negated(clause, hit.first);
        let modality = match trigger.pos {
            Pos::Noun => noun_modality(clause, hit),
            Pos::Verb => modality(clause, hit.first, hit.form),
        };
        let span =
            Span::new(clause.words[hit.first].span.start(), clause.words[hit.end - 1].span.end());
        let id = stable_id([
            doc.id(),
            &source.span.to_string(),
            &target.span.to_string(),
            &span.to_string(),
            &trigger.plover,
        ]);
        Relation {
            id,
            sentence,
            kind: RelationKind::Event,
            date: event_date(doc, clause, hit, modality),
            source: source.clone(),
            target: target.clone(),
            relation: trigger.plover.clone(),
            mode: code.and_then(|c| c.mode.clone()),
            contexts: code.and_then(|c| c.context.clone()).into_iter().collect(),
            cameo: Some(trigger.cameo.clone()),
            quad: Some(quad_of(&trigger.plover).to_owned()),
            goldstein: code.map(|c| c.goldstein),
            trigger: Some(span),
            modality,
            negated,
            attribution: attribution(clause, hit),
            place: place(doc, clause, mentions),
            confidence: if trigger.pos == Pos::Verb { 0.6 } else { 0.5 },
            rule: format!("trigger:{}", trigger.words.join("_")),
            cluster: 0,
        }
    }
}

/// The mentions inside `span`; mentions are sorted by start.
pub(crate) fn mentions_in(mentions: &[Mention], span: Span) -> &[Mention] {
    let first = mentions.partition_point(|m| m.span.start() < span.start());
    let last = mentions.partition_point(|m| m.span.start() < span.end());
    &mentions[first..last.max(first)]
}

/// Where it took place: the first capital of the sentence that stands behind "in", "at" or "near".
fn place(doc: &Document, clause: &Clause, mentions: &[Mention]) -> Option<String> {
    let named = mentions.iter().filter(|m| m.kind == MentionKind::Place).find(|m| {
        let word = clause.words.partition_point(|w| w.span.end() <= m.span.start());
        let before = word.checked_sub(1).map_or("", |i| clause.lower(i));
        matches!(before, "in" | "at" | "near")
    })?;
    Some(named.span.of(doc.text()).to_owned())
}

/// Whether a state and its own official would act on each other.
fn same_side(source: &Actor, target: &Actor) -> bool {
    source.country.is_some() && source.country == target.country
}

fn noun_modality(clause: &Clause, hit: &Hit) -> Modality {
    match modality(clause, hit.first, Form::Noun) {
        Modality::Planned => Modality::Planned,
        Modality::Hypothetical => Modality::Hypothetical,
        _ => Modality::Happened,
    }
}

/// The quad class of a PLOVER type. SANCTION is material conflict, whatever an old README says.
pub(crate) fn quad_of(plover: &str) -> &'static str {
    match plover {
        "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" => "Q1",
        "COOPERATE" | "AID" | "RETREAT" => "Q2",
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => "Q3",
        _ => "Q4",
    }
}

/// The date nearest to the trigger; else the day of publication for what happened in the report itself.
fn event_date(doc: &Document, clause: &Clause, hit: &Hit, modality: Modality) -> Option<EventDate> {
    let words: Vec<String> = clause.words.iter().map(|w| w.lower.clone()).collect();
    let published = doc.meta.published_day();
    let found = dates::find(&words, published, is_future(modality));
    let near = found.into_iter().min_by_key(|d| d.word.abs_diff(hit.end));
    near.map(|d| d.date).or_else(|| {
        let day = published.filter(|_| modality == Modality::Happened)?;
        Some(EventDate { iso: day.to_string(), basis: DateBasis::Published })
    })
}

/// Who says so: the actor right before a verb of speech outside the event itself.
fn attribution(clause: &Clause, hit: &Hit) -> Option<String> {
    const SPEECH: [&str; 8] =
        ["said", "says", "announced", "reported", "stated", "according", "told", "added"];
    let said = clause.words.iter().position(|w| SPEECH.contains(&w.lower.as_str()))?;
    if (hit.first..hit.end).contains(&said) {
        return None;
    }
    let after = said + if clause.lower(said) == "according" { 2 } else { 1 };
    let near = |range: core::ops::Range<usize>| {
        clause
            .actors
            .iter()
            .find(|a| range.contains(&a.words.start) || range.contains(&(a.words.end - 1)))
    };
    let speaker = near(said.saturating_sub(3)..said).or_else(|| near(after..after + 3))?;
    Some(speaker.actor.name.clone())
}
