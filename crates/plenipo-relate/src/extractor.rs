//! [`Extractor`]: from the tagged sentences of a document to its relations.

mod event_date;
mod explain;

use std::collections::HashMap;

use plenipo_gazetteer::{Mention, MentionKind};
use plenipo_syntax::{DepRel, Upos};
use plenipo_text::{Document, Segmentation, Sentence, Span, Token};

use self::event_date::event_date;
pub use self::explain::{Explained, ExplainedWord};
use crate::agents::Agents;
use crate::anaphora::{Context, points_back};
use crate::attribution::attribution;
use crate::changes::change;
use crate::cluster;
use crate::codebook::{Codebook, Pos};
use crate::confidence::{confidence, traits};
use crate::finder::{Finder, Found};
use crate::guess::Guesser;
use crate::hash::stable_id;
use crate::offices;
use crate::open;
use crate::pronouns::with_pronouns;
use crate::relation::{Relation, RelationKind};
use crate::sentence::Clause;
use crate::standing;
use crate::status::status;
use crate::surface::{self, SurfaceEvent};
use crate::trace::Trace;
use crate::tree::{Tree, TreeMemory};

/// Finds relations in one document after the other; keeps the memory of one thread.
#[derive(Debug)]
pub struct Extractor<'c> {
    codebook: &'c Codebook,
    memory: TreeMemory,
    open_actors: bool,
    guesser: Option<Guesser<'c>>,
}

/// One document as its rules see it.
#[derive(Clone, Copy)]
struct Page<'p> {
    doc: &'p Document,
    segmentation: &'p Segmentation,
    mentions: &'p [Mention],
}

impl<'c> Extractor<'c> {
    /// An extractor that codes with `codebook`.
    pub fn new(codebook: &'c Codebook) -> Self {
        Self { codebook, memory: TreeMemory::default(), open_actors: true, guesser: None }
    }

    /// Whether a name of no table may stand opposite a known actor: "the Wikimedia Foundation". On by default.
    #[must_use]
    pub fn open_actors(mut self, yes: bool) -> Self {
        self.open_actors = yes;
        self
    }

    /// Whether models are asked for rows where the rules find none in a sentence with two known actors; off by
    /// default. Such rows have the rule `model:roles` and a low [`Relation::confidence`].
    #[must_use]
    pub fn guess(mut self, yes: bool) -> Self {
        self.guesser = yes.then(|| Guesser::new(self.codebook));
        self
    }

    /// The relations of `doc`, in the order of their sentences, then of their words.
    ///
    /// `segmentation` and `mentions` must be those of `doc`.
    pub fn extract(
        &mut self,
        doc: &Document,
        segmentation: &Segmentation,
        mentions: &[Mention],
    ) -> Vec<Relation> {
        let mut out = offices::relations(doc, segmentation, mentions);
        let mentions = &with_pronouns(doc, segmentation, mentions);
        let page = Page { doc, segmentation, mentions };
        let mut trace = Trace::default();
        let mut context = Context::default();
        for (sentence, index) in segmentation.sentences().iter().zip(0..) {
            self.sentence(page, sentence, index, &mut context, &mut trace, &mut out);
        }
        finish(doc, segmentation, &mut out);
        out
    }

    fn sentence(
        &mut self,
        page: Page<'_>,
        sentence: &Sentence,
        index: u32,
        context: &mut Context,
        trace: &mut Trace,
        out: &mut Vec<Relation>,
    ) {
        let inside = mentions_in(page.mentions, sentence.span);
        let open = self.open_actors;
        let wanted =
            may_relate(page, sentence, inside) || open && has_other_name(page, sentence, inside);
        if !wanted {
            return;
        }
        let before = context.clone();
        let tree = Tree::new(
            page.doc.text(),
            page.segmentation,
            sentence,
            inside,
            index,
            &before,
            &mut self.memory,
        );
        let finder = Finder { frames: self.codebook.frames(), agents: Agents::stock(), open };
        let mut rows = Vec::new();
        for found in finder.find(&tree, trace) {
            let sides = [&found.source.actor, &found.target.actor];
            if sides.iter().any(|a| open::is_short_for(a, page.mentions, page.doc.text())) {
                continue;
            }
            rows.push(event(self.codebook, page.doc, &tree, &found, index));
        }
        let reached = |r: &Relation| r.rule.contains("+reach");
        let taken: Vec<Span> =
            rows.iter().filter(|r| !reached(r)).filter_map(|r| r.trigger).collect();
        let clause = Clause::new(page.doc, page.segmentation, sentence, inside);
        for found in surface::find(&clause, self.codebook, &taken) {
            let row = surface_event(self.codebook, page.doc, &tree, found, index);
            // What stands close by is surer than what had to be looked for.
            let close = |r: &Relation| {
                row.as_ref()
                    .and_then(|n| n.trigger)
                    .zip(r.trigger)
                    .is_some_and(|(a, b)| a.overlaps(b))
            };
            rows.retain(|r| !reached(r) || !close(r));
            rows.extend(row);
        }
        let body = organisation_before(page.mentions, sentence.span);
        out.extend(standing::relations(page.doc, &tree, body, index));
        context.add(&tree, Agents::stock(), index);
        if let Some(guesser) = self.guesser.as_mut().filter(|_| rows.is_empty()) {
            rows = guesser.rows(page.doc, sentence, inside, index);
        }
        out.extend(without_repeats(rows));
    }
}

/// Puts all rows of a document in order, without repeats, in clusters and with their confidence.
fn finish(doc: &Document, segmentation: &Segmentation, relations: &mut Vec<Relation>) {
    relations
        .sort_by_key(|r| (r.sentence, r.trigger.map(Span::start), r.source.span, r.target.span));
    relations.dedup_by_key(|r| r.id);
    cluster::within_document(doc, segmentation, relations);
    set_confidence(segmentation, relations);
}

/// Sets how sure each event is; that it is told again makes it surer.
fn set_confidence(segmentation: &Segmentation, relations: &mut [Relation]) {
    let mut tellings: HashMap<u64, usize> = HashMap::new();
    for relation in relations.iter().filter(|r| r.kind == RelationKind::Event) {
        *tellings.entry(relation.cluster).or_default() += 1;
    }
    for relation in relations.iter_mut().filter(|r| r.kind == RelationKind::Event) {
        let words = words_of(segmentation, relation.sentence);
        let told = tellings.get(&relation.cluster).copied().unwrap_or(1);
        relation.confidence = confidence(&traits(relation, words, told));
    }
}

/// Number of tokens of a sentence.
fn words_of(segmentation: &Segmentation, sentence: u32) -> usize {
    segmentation.sentences().get(sentence as usize).map_or(0, |s| s.tokens.range().len())
}

/// The last organisation named before `span`.
fn organisation_before(mentions: &[Mention], span: Span) -> Option<&Mention> {
    let before = mentions.partition_point(|m| m.span.start() < span.start());
    mentions[..before].iter().rfind(|m| m.kind == MentionKind::Organisation)
}

/// Tokens of the longest sentence that is read: what is longer is a table or a list, and rules that look from each
/// word at all others would take the square of its length.
const LONGEST_SENTENCE: usize = 600;

/// Whether a sentence with these mentions may say something of two actors.
fn may_relate(page: Page<'_>, sentence: &Sentence, mentions: &[Mention]) -> bool {
    if sentence.tokens.range().len() > LONGEST_SENTENCE {
        return false;
    }
    if mentions.len() > 1 {
        return true;
    }
    let tokens = &page.segmentation.tokens()[sentence.tokens.range()];
    let text = page.doc.text();
    tokens.iter().any(|t| {
        let word = t.span.of(text);
        // "Member countries include Japan": the body was named before.
        word.len() < 12 && {
            let lower = word.to_ascii_lowercase();
            points_back(&lower) || matches!(lower.as_str(), "member" | "members" | "host")
        }
    })
}

/// Whether a name of no table may stand beside the mentions of a sentence: a capital within it.
fn has_other_name(page: Page<'_>, sentence: &Sentence, mentions: &[Mention]) -> bool {
    if sentence.tokens.range().len() > LONGEST_SENTENCE {
        return false;
    }
    let text = page.doc.text();
    let tokens = &page.segmentation.tokens()[sentence.tokens.range()];
    let known = |span: Span| mentions.iter().any(|m| m.outer.overlaps(span));
    let name = |t: &Token| t.span.len() > 1 && t.span.of(text).starts_with(char::is_uppercase);
    !mentions.is_empty() && tokens.iter().skip(1).any(|t| name(t) && !known(t.span))
}

/// Of rows of one sentence that say the same of the same actors, the surest.
fn without_repeats(mut rows: Vec<Relation>) -> Vec<Relation> {
    let key = |r: &Relation| (r.source.id.clone(), r.target.id.clone(), r.relation.clone());
    let sure = |r: &Relation| confidence(&traits(r, 0, 1));
    rows.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| sure(b).total_cmp(&sure(a))));
    rows.dedup_by(|b, a| key(a) == key(b));
    rows
}

fn event(
    codebook: &Codebook,
    doc: &Document,
    tree: &Tree<'_>,
    found: &Found<'_>,
    sentence: u32,
) -> Relation {
    let frame = found.frame;
    let mut told = status(tree, found.told_at);
    told.negated ^= found.denied;
    let changed = change(&frame.plover, frame.pos == Pos::Verb, &mut told);
    let plover = changed.map_or(frame.plover.as_str(), |c| c.plover);
    let cameo = changed.map_or(frame.cameo.as_str(), |c| c.cameo);
    let code = codebook.code(cameo);
    let (mode, context) = match changed {
        None => (frame.mode.clone(), frame.context.clone()),
        Some(_) => (code.and_then(|c| c.mode.clone()), code.and_then(|c| c.context.clone())),
    };
    let mut rule = format!("{}:{}+{}", table_of(frame), frame.place.1, found.rule);
    if let Some(changed) = changed {
        rule.push('+');
        rule.push_str(changed.name);
    }
    if let Some(how) = found.indirect(tree) {
        rule.push('+');
        rule.push_str(how);
    }
    let (source, target) = (&found.source.actor, &found.target.actor);
    let spans = [source.span, target.span, found.trigger].map(|s| s.to_string());
    Relation {
        // "They met", "the dispute between the two countries": the same words may stand for several.
        id: stable_id([doc.id(), &spans[0], &spans[1], &spans[2], plover, &source.id, &target.id]),
        sentence,
        kind: RelationKind::Event,
        date: event_date(doc, tree, found.head, told.modality),
        source: source.clone(),
        target: target.clone(),
        relation: plover.to_owned(),
        mode,
        contexts: context.into_iter().collect(),
        cameo: Some(cameo.to_owned()),
        quad: Some(quad_of(plover).to_owned()),
        goldstein: code.map(|c| c.goldstein),
        trigger: Some(found.trigger),
        modality: told.modality,
        negated: told.negated,
        attribution: attribution(tree, Agents::stock(), found.told_at),
        place: place(doc, tree, found.head, &[found.source.node, found.target.node]),
        confidence: 0.0,
        rule,
        cluster: 0,
    }
}

/// The first node that touches `span`.
fn node_at(tree: &Tree<'_>, span: Span) -> Option<usize> {
    (0..tree.len()).find(|&n| tree.nodes[n].span.intersect(span).is_some())
}

/// Whether neither a clause with a subject of its own nor a year stands between `node` and `head` or what both hang on:
/// "signed a treaty in 1979 and *Jordan followed*".
fn is_in_clause(tree: &Tree<'_>, head: usize, node: usize) -> bool {
    let mut at = node;
    while at != head && !tree.dominates(at, head) {
        let year = tree.upos(at) == Upos::Num;
        if at != node && (year || tree.own_subject(at).is_some()) {
            return false;
        }
        let Some(over) = tree.head(at) else { break };
        at = over;
    }
    true
}

/// The row of an event that was read from the order of words.
fn surface_event(
    codebook: &Codebook,
    doc: &Document,
    tree: &Tree<'_>,
    found: SurfaceEvent<'_>,
    sentence: u32,
) -> Option<Relation> {
    let SurfaceEvent { trigger, span, source, target } = found;
    let head = node_at(tree, span)?;
    let target_node = node_at(tree, target.span)?;
    // "helped organise the summit in": another verb has a share in what stands there.
    let stretch = source.span.cover(target.span).cover(span);
    let other_verb = |n: usize| {
        let node = tree.nodes[n].span;
        tree.upos(n) == Upos::Verb && stretch.contains(node) && span.intersect(node).is_none()
    };
    if !is_in_clause(tree, head, target_node) || (0..tree.len()).any(other_verb) {
        return None;
    }
    let mut told = status(tree, head);
    let changed = change(&trigger.plover, trigger.pos == Pos::Verb, &mut told);
    let plover = changed.map_or(trigger.plover.as_str(), |c| c.plover);
    let cameo = changed.map_or(trigger.cameo.as_str(), |c| c.cameo);
    let code = codebook.code(cameo);
    let spans = [source.span, target.span, span].map(|s| s.to_string());
    Some(Relation {
        // "They met": a reference to several gives a row for each.
        id: stable_id([doc.id(), &spans[0], &spans[1], &spans[2], plover, &source.id, &target.id]),
        sentence,
        kind: RelationKind::Event,
        date: event_date(doc, tree, head, told.modality),
        source,
        target,
        relation: plover.to_owned(),
        mode: code.and_then(|c| c.mode.clone()),
        contexts: code.and_then(|c| c.context.clone()).into_iter().collect(),
        cameo: Some(cameo.to_owned()),
        quad: Some(quad_of(plover).to_owned()),
        goldstein: code.map(|c| c.goldstein),
        trigger: Some(span),
        modality: told.modality,
        negated: told.negated,
        attribution: attribution(tree, Agents::stock(), head),
        place: place(doc, tree, head, &[]),
        confidence: 0.0,
        rule: format!("surface:{}", trigger.words.join("_")),
        cluster: 0,
    })
}

fn table_of(frame: &crate::frames::Frame) -> &str {
    let file = frame.place.0.rsplit('/').next().unwrap_or_default();
    file.trim_end_matches(".tsv")
}

/// The mentions inside `span`; mentions are sorted by start.
pub(crate) fn mentions_in(mentions: &[Mention], span: Span) -> &[Mention] {
    let first = mentions.partition_point(|m| m.span.start() < span.start());
    let last = mentions.partition_point(|m| m.span.start() < span.end());
    &mentions[first..last.max(first)]
}

/// Where it took place: a place under "in", "at" or "near" that hangs on the event or over it; else the
/// first such place of the sentence.
fn place(doc: &Document, tree: &Tree<'_>, head: usize, actors: &[usize]) -> Option<String> {
    let stated = |n: usize| {
        let mention = tree.mention(n)?;
        let is_place = mention.kind == MentionKind::Place
            || mention.kind == MentionKind::Territory
            || mention.kind == MentionKind::Country && !mention.adjectival;
        let role = actors.contains(&n);
        let under = matches!(tree.preposition(n).as_str(), "in" | "at" | "near");
        (is_place && !role && under).then(|| mention.span.of(doc.text()).to_owned())
    };
    let hanging = [DepRel::Obl, DepRel::Nmod];
    let near = core::iter::once(head).chain(tree.head(head));
    let mut near = near.flat_map(|n| tree.by(n, &hanging)).collect::<Vec<_>>().into_iter();
    near.find_map(stated).or_else(|| {
        let named = |n: &usize| tree.mention(*n).is_some_and(|m| m.kind == MentionKind::Place);
        (0..tree.len()).filter(named).find_map(stated)
    })
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
