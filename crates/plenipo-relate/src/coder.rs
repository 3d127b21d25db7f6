//! [`Coder`]: the event between two given actors of a text.

use plenipo_gazetteer::{Mention, MentionKind, Via};
use plenipo_text::{Document, Error, Segmentation, Span};

use crate::codebook::{Codebook, Pos};
use crate::dyad::Dyad as Tree;
use crate::extractor::quad_of;
use crate::features::{Feature, features};
use crate::model::{EventModel, Example};
use crate::operators::{is_negated, modality};
use crate::relation::Modality;
use crate::sentence::Clause;
use crate::triggers::{self, Hit};

/// The code of a dyad.
#[derive(Clone, Debug, PartialEq)]
pub struct Coded {
    /// PLOVER type; `None` when no word of the codebook is there, or no actor is given.
    pub event: Option<String>,
    /// Of a sentence without given actors, `Q1` to `Q4`, or `None` when it only states something.
    sentence_quad: Option<&'static str>,
    /// CAMEO code with a leading `C`.
    pub cameo: Option<String>,
    /// Whether it is told as a fact.
    pub modality: Modality,
    /// Whether the text says that it did not take place.
    pub negated: bool,
    /// PLOVER types with scores, best first; scores add up to 1.
    pub scores: Vec<(String, f64)>,
}

impl Coded {
    /// Quad class `Q1` to `Q4` of the event.
    pub fn quad(&self) -> Option<&'static str> {
        self.event.as_deref().map(quad_of).or(self.sentence_quad)
    }

    /// `COOPERATION` or `CONFLICT`.
    pub fn binary(&self) -> Option<&'static str> {
        let quad = self.quad()?;
        Some(if matches!(quad, "Q1" | "Q2") { "COOPERATION" } else { "CONFLICT" })
    }
}

/// Codes dyads whose actors are given.
#[derive(Clone, Copy, Debug)]
pub struct Coder<'c> {
    codebook: &'c Codebook,
    model: &'c EventModel,
    /// For sentences without given actors.
    sentences: &'c EventModel,
}

/// What the codebook says of a dyad.
struct Reading {
    features: Vec<Feature>,
    /// PLOVER types with their weights.
    votes: Vec<(String, f64)>,
    /// Weight, PLOVER type, CAMEO code, modality and negation of each trigger.
    triggers: Vec<(f64, String, String, Modality, bool)>,
}

impl<'c> Coder<'c> {
    /// A coder that uses `codebook` and the stock model.
    pub fn new(codebook: &'c Codebook) -> Self {
        Self { codebook, model: EventModel::stock(), sentences: EventModel::sentences() }
    }

    /// A coder that uses `model`.
    #[must_use]
    pub fn with_model(codebook: &'c Codebook, model: &'c EventModel) -> Self {
        Self { codebook, model, sentences: EventModel::sentences() }
    }

    /// The same with this model of sentences whose actors are not given.
    #[must_use]
    pub fn with_sentence_model(mut self, model: &'c EventModel) -> Self {
        self.sentences = model;
        self
    }

    /// The event that `source` does to `target`, both in bytes of `text`; either may be left open. Without
    /// both, only the quad class of the sentence is told, or that it merely states something.
    ///
    /// The model ranks the types; the codebook gives the code, modality and negation of the trigger that
    /// agrees best.
    ///
    /// # Errors
    ///
    /// A text longer than 4 GiB is refused.
    pub fn code(
        &self,
        text: &str,
        source: impl Into<Option<Span>>,
        target: Option<Span>,
    ) -> Result<Coded, Error> {
        let source = source.into();
        let reading = self.read(text, source, target)?;
        if source.is_none() && target.is_none() {
            return Ok(self.sentence(&reading));
        }
        let scores = self.scores(&reading);
        let event = scores.first().map(|s| s.0.clone());
        let agreeing = reading.triggers.iter().filter(|t| Some(&t.1) == event.as_ref());
        let best = |of: &mut dyn Iterator<Item = &(f64, String, String, Modality, bool)>| {
            of.max_by(|a, b| a.0.total_cmp(&b.0)).cloned()
        };
        let told = best(&mut agreeing.into_iter());
        let cameo = match (&told, &event) {
            (Some(told), _) => Some(told.2.clone()),
            (None, Some(event)) => Some(general_code(event).to_owned()),
            (None, None) => None,
        };
        let told = told.or_else(|| best(&mut reading.triggers.iter()));
        let (modality, negated) = told.map_or((Modality::Happened, false), |t| (t.3, t.4));
        Ok(Coded { event, sentence_quad: None, cameo, modality, negated, scores })
    }

    /// As [`Self::code`] for actors that were not given but found, by [`crate::RoleFinder`]: a sentence that
    /// merely states something has no event, and of the types those of the sentence's quad class are ranked.
    ///
    /// # Errors
    ///
    /// A text longer than 4 GiB is refused.
    pub fn code_found(&self, text: &str, source: Span, target: Span) -> Result<Coded, Error> {
        let mut sentence = self.code(text, None, None)?;
        let Some(quad) = sentence.sentence_quad else { return Ok(sentence) };
        let dyad = self.code(text, source, Some(target))?;
        let Some(event) = dyad.scores.iter().map(|s| &s.0).find(|e| quad_of(e) == quad) else {
            return Ok(sentence);
        };
        let same = dyad.event.as_ref() == Some(event);
        sentence.cameo = if same { dyad.cameo } else { Some(general_code(event).to_owned()) };
        sentence.event = Some(event.clone());
        sentence.modality = dyad.modality;
        sentence.negated = dyad.negated;
        Ok(sentence)
    }

    /// A dyad to train a model on.
    ///
    /// # Errors
    ///
    /// A text longer than 4 GiB is refused.
    pub fn example(
        &self,
        text: &str,
        source: impl Into<Option<Span>>,
        target: Option<Span>,
        event: &str,
    ) -> Result<Example, Error> {
        let features = self.read(text, source.into(), target)?.features;
        Ok(Example { features, event: event.to_owned() })
    }

    fn read(
        &self,
        text: &str,
        source: Option<Span>,
        target: Option<Span>,
    ) -> Result<Reading, Error> {
        let doc = Document::plain("dyad", text)?;
        let segmentation = Segmentation::new(&doc);
        let mut mentions: Vec<Mention> =
            source.map(|s| given(text, s, "source")).into_iter().collect();
        mentions.extend(target.map(|t| given(text, t, "target")));
        mentions.sort_by_key(|m| m.span);
        let mut out = Reading { features: Vec::new(), votes: Vec::new(), triggers: Vec::new() };
        let mut scratch = plenipo_syntax::Scratch::new();
        for sentence in segmentation.sentences() {
            let clause = Clause::new(&doc, &segmentation, sentence, &mentions);
            let hits = triggers::find(&clause, self.codebook, true);
            if out.features.is_empty() || clause.actors.len() > 1 {
                let tree = Tree::new(&doc, &segmentation, sentence, source, target, &mut scratch);
                out.features = features(&clause, &hits, &tree, self.codebook);
            }
            for hit in hits {
                let trigger = &self.codebook.triggers()[hit.trigger as usize];
                let weight = weight(&clause, &hit, trigger.pos);
                match out.votes.iter_mut().find(|v| v.0 == trigger.plover) {
                    Some(vote) => vote.1 += weight,
                    None => out.votes.push((trigger.plover.clone(), weight)),
                }
                out.triggers.push((
                    weight,
                    trigger.plover.clone(),
                    trigger.cameo.clone(),
                    modality(&clause, hit.first, hit.form),
                    is_negated(&clause, hit.first),
                ));
            }
        }
        Ok(out)
    }

    /// The quad class of a sentence whose actors are not given.
    fn sentence(self, reading: &Reading) -> Coded {
        let model = self.sentences;
        let exps = model.margins(&reading.features).into_iter().map(|m| (m * SHARPNESS).exp());
        let mut scores: Vec<(String, f64)> = model.classes().iter().cloned().zip(exps).collect();
        share(&mut scores);
        let quad =
            scores.first().and_then(|s| ["Q1", "Q2", "Q3", "Q4"].into_iter().find(|q| *q == s.0));
        let told = reading.triggers.iter().max_by(|a, b| a.0.total_cmp(&b.0));
        let (modality, negated) = told.map_or((Modality::Happened, false), |t| (t.3, t.4));
        Coded { event: None, sentence_quad: quad, cameo: None, modality, negated, scores }
    }

    /// Types with scores that add up to 1, best first.
    fn scores(&self, reading: &Reading) -> Vec<(String, f64)> {
        let margins = self.model.margins(&reading.features);
        let mut scores: Vec<(String, f64)> = if margins.is_empty() {
            reading.votes.clone()
        } else {
            let exps = margins.iter().map(|m| (m * SHARPNESS).exp());
            self.model.classes().iter().cloned().zip(exps).collect()
        };
        // The model knows one type where PLOVER has two: the codebook parts them.
        for score in &mut scores {
            if score.0 == "YIELD" {
                let vote = |of: &str| reading.votes.iter().find(|v| v.0 == of).map_or(0.0, |v| v.1);
                let retreat = vote("RETREAT") > vote("CONCEDE");
                if retreat { "RETREAT" } else { "CONCEDE" }.clone_into(&mut score.0);
            }
        }
        share(&mut scores);
        scores
    }
}

/// Makes scores add up to 1, best first.
fn share(scores: &mut [(String, f64)]) {
    let total: f64 = scores.iter().map(|s| s.1).sum();
    for score in scores.iter_mut() {
        score.1 /= total;
    }
    scores.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
}

/// How fast a score falls with the margin; fitted so that scores match how often they are right.
const SHARPNESS: f64 = 3.0;

/// The CAMEO code of a type of which no more is known.
fn general_code(plover: &str) -> &'static str {
    match plover {
        "AGREE" => "C030",
        "CONSULT" => "C040",
        "SUPPORT" => "C050",
        "COOPERATE" => "C060",
        "AID" => "C070",
        "CONCEDE" | "RETREAT" => "C080",
        "REQUEST" => "C100",
        "ACCUSE" => "C110",
        "REJECT" => "C120",
        "THREATEN" => "C130",
        "PROTEST" => "C140",
        "MOBILIZE" => "C150",
        "SANCTION" => "C160",
        "COERCE" => "C170",
        _ => "C190",
    }
}

/// How much a trigger says about the two actors: more between them than outside, more the nearer.
fn weight(clause: &Clause, hit: &Hit, pos: Pos) -> f64 {
    let base = if pos == Pos::Verb { 1.0 } else { 0.8 };
    let distance = match clause.actors.as_slice() {
        [a, b] => {
            let (left, right) = if a.words.start < b.words.start { (a, b) } else { (b, a) };
            if hit.first >= left.words.end && hit.first < right.words.start {
                hit.first - left.words.end
            } else if hit.first >= right.words.end {
                6 + hit.first - right.words.end
            } else {
                6 + left.words.start.saturating_sub(hit.first)
            }
        }
        [a] => 4 + hit.first.abs_diff(a.words.start),
        _ => 12,
    };
    base / (1.0 + distance as f64 / 4.0)
}

fn given(text: &str, span: Span, id: &str) -> Mention {
    Mention {
        span,
        outer: span,
        kind: MentionKind::Person,
        id: id.to_owned(),
        name: span.of(text).to_owned(),
        office: None,
        country: None,
        country_name: None,
        organisation: None,
        organisation_name: None,
        metonymy: false,
        adjectival: false,
        former: false,
        via: Via::Name,
    }
}
