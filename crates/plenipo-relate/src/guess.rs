//! [`Guesser`]: what the models say where the rules are silent.
//!
//! The role model finds source and target among the phrases of the sentence, the sentence model says whether it
//! tells of an event at all, and the event model names the type. All three must agree, and the actors be known;
//! else there is no row. Such rows are right far less often than those of rules, and their confidence says so.

use plenipo_gazetteer::{Mention, MentionKind};
use plenipo_text::{Document, Segmentation, Sentence, Span};

use crate::codebook::Codebook;
use crate::coder::{Coded, Coder};
use crate::extractor::quad_of;
use crate::hash::stable_id;
use crate::relation::{DateBasis, EventDate, Modality, Relation, RelationKind};
use crate::roles::RoleFinder;
use crate::sides::side_of;

/// Share that the best type must have of all types.
const LEAST_SHARE: f64 = 0.4;

/// Most tokens of a sentence that is asked of: longer ones tell of too much.
const LONGEST: usize = 60;

/// The rule that rows of the models name.
pub(crate) const RULE: &str = "model:roles";

/// Asks the models.
#[derive(Debug)]
pub(crate) struct Guesser<'c> {
    codebook: &'c Codebook,
    coder: Coder<'c>,
    roles: RoleFinder<'c>,
}

impl<'c> Guesser<'c> {
    /// With the stock models.
    pub(crate) fn new(codebook: &'c Codebook) -> Self {
        Self { codebook, coder: Coder::new(codebook), roles: RoleFinder::new(codebook) }
    }

    /// The rows of `sentence`, in which stand `mentions`.
    pub(crate) fn rows(
        &mut self,
        doc: &Document,
        sentence: &Sentence,
        mentions: &[Mention],
        index: u32,
    ) -> Vec<Relation> {
        let named = mentions.iter().filter(|m| m.kind != MentionKind::Place).count();
        if named < 2 || sentence.tokens.range().len() > LONGEST {
            return Vec::new();
        }
        self.try_rows(doc, sentence.span, mentions, index).unwrap_or_default()
    }

    fn try_rows(
        &mut self,
        doc: &Document,
        span: Span,
        mentions: &[Mention],
        index: u32,
    ) -> Option<Vec<Relation>> {
        let text = span.of(doc.text());
        let alone = Document::plain("sentence", text).ok()?;
        let segmentation = Segmentation::new(&alone);
        let inside: Vec<Mention> = mentions.iter().filter_map(|m| moved(m, span)).collect();
        let roles = self.roles.find(&alone, &segmentation, &inside);
        let of = |spans: &[Span]| -> Vec<&Mention> {
            let takes_part = |m: &&Mention| spans.iter().any(|s| s.overlaps(m.span));
            let actor = |m: &&Mention| m.kind != MentionKind::Place && !m.id.is_empty();
            inside.iter().filter(takes_part).filter(actor).collect()
        };
        let (sources, targets) = (of(&roles.sources), of(&roles.targets));
        if sources.is_empty() || targets.is_empty() {
            return None;
        }
        // `None`: the sentence merely states something.
        let quad = self.coder.code(text, None, None).ok()?.quad()?;
        let mut out = Vec::new();
        for source in &sources {
            for target in targets.iter().filter(|t| differ(source, t)) {
                let coded = self.coder.code(text, source.span, Some(target.span)).ok()?;
                let sure = coded.quad() == Some(quad)
                    && coded.scores.first().is_some_and(|s| s.1 >= LEAST_SHARE);
                if sure && let Some(row) = self.row(doc, span, [source, target], &coded, index) {
                    out.push(row);
                }
            }
        }
        Some(out)
    }

    fn row(
        &self,
        doc: &Document,
        sentence: Span,
        sides: [&Mention; 2],
        coded: &Coded,
        index: u32,
    ) -> Option<Relation> {
        let actor = |m: &Mention| {
            let mut actor = side_of(m, 0, None)?.actor;
            actor.span =
                Span::new(m.span.start() + sentence.start(), m.span.end() + sentence.start());
            Some(actor)
        };
        let (source, target) = (actor(sides[0])?, actor(sides[1])?);
        let plover = coded.event.clone()?;
        let code = coded.cameo.as_deref().and_then(|c| self.codebook.code(c));
        let spans = [source.span, target.span].map(|s| s.to_string());
        let day = doc.meta.published_day().filter(|_| coded.modality == Modality::Happened);
        Some(Relation {
            id: stable_id([doc.id(), &spans[0], &spans[1], RULE, &plover]),
            sentence: index,
            kind: RelationKind::Event,
            date: day.map(|d| EventDate { iso: d.to_string(), basis: DateBasis::Published }),
            source,
            target,
            mode: code.and_then(|c| c.mode.clone()),
            contexts: code.and_then(|c| c.context.clone()).into_iter().collect(),
            cameo: coded.cameo.clone(),
            quad: Some(quad_of(&plover).to_owned()),
            goldstein: code.map(|c| c.goldstein),
            relation: plover,
            trigger: None,
            modality: coded.modality,
            negated: coded.negated,
            attribution: None,
            place: None,
            confidence: 0.0,
            rule: RULE.to_owned(),
            cluster: 0,
        })
    }
}

/// The mention as it stands in the text of `sentence` alone.
fn moved(mention: &Mention, sentence: Span) -> Option<Mention> {
    let shifted = |span: Span| {
        let start = span.start().checked_sub(sentence.start())?;
        (span.end() <= sentence.end()).then(|| Span::new(start, span.end() - sentence.start()))
    };
    let span = shifted(mention.span)?;
    Some(Mention { span, outer: shifted(mention.outer).unwrap_or(span), ..mention.clone() })
}

/// Whether two mentions are of different actors and states.
fn differ(a: &Mention, b: &Mention) -> bool {
    a.id != b.id && (a.country.is_none() || a.country != b.country)
}

#[cfg(test)]
mod tests {
    use plenipo_gazetteer::{Gazetteer, Tagger};
    use plenipo_text::{Document, Segmentation};

    use crate::{Codebook, Extractor, Relation};

    fn rows(text: &str, guess: bool) -> Vec<Relation> {
        let (gazetteer, codebook) = (Gazetteer::stock().unwrap(), Codebook::stock().unwrap());
        let doc = Document::plain("note", text).unwrap();
        let segmentation = Segmentation::new(&doc);
        let mentions = Tagger::new(&gazetteer).tag(&doc, &segmentation);
        Extractor::new(&codebook).guess(guess).extract(&doc, &segmentation, &mentions)
    }

    #[test]
    fn models_speak_where_rules_are_silent_and_are_less_sure() {
        let text = "The talks went on. Egypt showered scorn on Ethiopia over the dam.";
        assert!(rows(text, false).is_empty());
        let found = rows(text, true);
        let [row] = found.as_slice() else { panic!("one row: {found:?}") };
        assert_eq!((row.relation.as_str(), row.rule.as_str()), ("ACCUSE", super::RULE));
        assert_eq!((row.source.id.as_str(), row.target.id.as_str()), ("EGY", "ETH"));
        assert_eq!(row.source.span.of(text), "Egypt");
        assert!(row.confidence < 0.6, "{}", row.confidence);
    }

    #[test]
    fn where_a_rule_fires_no_model_is_asked() {
        let text = "Egypt accused Ethiopia of filling the dam.";
        assert_eq!(rows(text, true), rows(text, false));
    }

    #[test]
    fn a_statement_gives_no_row() {
        assert!(rows("Egypt lies north of Sudan and Ethiopia east of it.", true).is_empty());
    }
}
