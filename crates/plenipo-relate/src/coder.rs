//! [`Coder`]: the event between two given actors of a text.

use plenipo_gazetteer::{Mention, MentionKind, Via};
use plenipo_text::{Document, Error, Segmentation, Span};

use crate::codebook::{Codebook, Pos};
use crate::extractor::quad_of;
use crate::operators::{is_negated, modality};
use crate::relation::Modality;
use crate::sentence::Clause;
use crate::triggers::{self, Hit};

/// The code of a dyad.
#[derive(Clone, Debug, PartialEq)]
pub struct Coded {
    /// PLOVER type; `None` when no word of the codebook is there: the coder abstains.
    pub event: Option<String>,
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
        self.event.as_deref().map(quad_of)
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
}

impl<'c> Coder<'c> {
    /// A coder that uses `codebook`.
    pub fn new(codebook: &'c Codebook) -> Self {
        Self { codebook }
    }

    /// The event that `source` does to `target`, both in bytes of `text`; a target may be left open.
    ///
    /// Every trigger of the text votes for its type with a weight that falls with its distance from the
    /// stretch between the actors.
    ///
    /// # Errors
    ///
    /// A text longer than 4 GiB is refused.
    pub fn code(&self, text: &str, source: Span, target: Option<Span>) -> Result<Coded, Error> {
        let doc = Document::plain("dyad", text)?;
        let segmentation = Segmentation::new(&doc);
        let mut mentions = vec![given(text, source, "source")];
        mentions.extend(target.map(|t| given(text, t, "target")));
        let mut votes: Vec<(String, f64)> = Vec::new();
        let mut best: Option<(f64, String, Modality, bool)> = None;
        for sentence in segmentation.sentences() {
            let clause = Clause::new(&doc, &segmentation, sentence, &mentions);
            for hit in triggers::find(&clause, self.codebook) {
                let trigger = &self.codebook.triggers()[hit.trigger as usize];
                let weight = weight(&clause, &hit, trigger.pos);
                match votes.iter_mut().find(|v| v.0 == trigger.plover) {
                    Some(vote) => vote.1 += weight,
                    None => votes.push((trigger.plover.clone(), weight)),
                }
                if best.as_ref().is_none_or(|b| weight > b.0) {
                    let told = modality(&clause, hit.first, hit.form);
                    let negated = is_negated(&clause, hit.first);
                    best = Some((weight, trigger.cameo.clone(), told, negated));
                }
            }
        }
        votes.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let total: f64 = votes.iter().map(|v| v.1).sum();
        for vote in &mut votes {
            vote.1 /= total;
        }
        let (modality, negated, cameo) = match best {
            Some((_, cameo, modality, negated)) => (modality, negated, Some(cameo)),
            None => (Modality::Happened, false, None),
        };
        Ok(Coded {
            event: votes.first().map(|v| v.0.clone()),
            cameo,
            modality,
            negated,
            scores: votes,
        })
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
        metonymy: false,
        adjectival: false,
        former: false,
        via: Via::Name,
    }
}
