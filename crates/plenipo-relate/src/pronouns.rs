//! Who "he", "she", "him" and an opening "It" are, where the tagger did not say.
//!
//! A subject pronoun continues the subject of its sentence or of the one before, which in news is the
//! first person named there; nothing further back is guessed.

use plenipo_gazetteer::{Mention, MentionKind, Via};
use plenipo_text::{Document, Segmentation, Span};

use crate::extractor::mentions_in;

/// `mentions` with those of pronouns added, by start.
pub(crate) fn with_pronouns(
    doc: &Document,
    segmentation: &Segmentation,
    mentions: &[Mention],
) -> Vec<Mention> {
    let mut out = mentions.to_vec();
    let mut before: Option<&Mention> = None;
    let mut body_before: Option<&Mention> = None;
    for sentence in segmentation.sentences() {
        let inside = mentions_in(mentions, sentence.span);
        let person = |m: &&Mention| m.kind == MentionKind::Person && !m.name.is_empty();
        let first = inside.iter().find(person);
        for (at, token) in segmentation.tokens()[sentence.tokens].iter().enumerate() {
            let earlier = || inside.iter().filter(|m| m.span.end() <= token.span.start());
            let who = match token.span.of(doc.text()) {
                "he" | "she" | "He" | "She" => earlier().find(person).or(before),
                "him" => earlier().rfind(person),
                "It" if at == 0 => body_before,
                _ => continue,
            };
            let taken = inside.iter().any(|m| m.outer.overlaps(token.span));
            out.extend(who.filter(|_| !taken).map(|m| pronoun(m, token.span)));
        }
        before = first.or(before.filter(|_| inside.is_empty()));
        body_before = inside.first().filter(|m| {
            matches!(m.kind, MentionKind::Country | MentionKind::Organisation) && !m.adjectival
        });
    }
    out.sort_by_key(|m| (m.span.start(), m.span.end()));
    out
}

fn pronoun(of: &Mention, span: Span) -> Mention {
    Mention { span, outer: span, metonymy: false, via: Via::Pronoun, ..of.clone() }
}
