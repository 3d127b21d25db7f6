//! [`RoleFinder`]: who acts in a text and whom it is done to, whoever they are.
//!
//! The rules of [`crate::Extractor`] speak of known actors. This finds the phrases for the two sides among all
//! noun phrases, with a linear model over the tree, so that a dyad can be coded whose actors are in no table:
//! "*a group of hackers* attacked *two power plants*".

mod features;
mod model;
mod phrases;

use plenipo_gazetteer::Mention;
use plenipo_text::{Document, Segmentation, Span};

use crate::agents::Agents;
use crate::anaphora::Context;
use crate::codebook::Codebook;
use crate::extractor::mentions_in;
use crate::finder::Finder;
use crate::roles::features::Sight;
pub use crate::roles::model::{RoleExample, RoleModel};
use crate::tree::{Tree, TreeMemory};

/// The parts of a text that name its actors, in bytes, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// Who acts.
    pub sources: Vec<Span>,
    /// Whom it is done to; of an event between equals the same as the sources.
    pub targets: Vec<Span>,
}

/// Finds the phrases that name source and target.
#[derive(Debug)]
pub struct RoleFinder<'c> {
    codebook: &'c Codebook,
    model: &'c RoleModel,
    memory: TreeMemory,
}

/// A phrase with its margins.
struct Scored {
    span: Span,
    head: Span,
    margins: [f32; 2],
}

/// Margins over which a phrase takes the part, and over which the best one does, of source and target; chosen
/// in cross-validation.
const ALWAYS: [f32; 2] = [0.3, 0.35];
const BEST: [f32; 2] = [-1.0, -0.4];

impl<'c> RoleFinder<'c> {
    /// A finder with the stock model.
    pub fn new(codebook: &'c Codebook) -> Self {
        Self::with_model(codebook, RoleModel::stock())
    }

    /// A finder that uses `model`.
    pub fn with_model(codebook: &'c Codebook, model: &'c RoleModel) -> Self {
        Self { codebook, model, memory: TreeMemory::default() }
    }

    /// The phrases for source and target of `doc`; `mentions` are those of the tagger and may be empty.
    pub fn find(
        &mut self,
        doc: &Document,
        segmentation: &Segmentation,
        mentions: &[Mention],
    ) -> Roles {
        let model = self.model;
        let mut scored = Vec::new();
        self.each(doc, segmentation, mentions, |span, head, features| {
            let margins = model.margins(&features);
            scored.push(Scored { span, head, margins });
        });
        Roles { sources: pick(&scored, 0), targets: pick(&scored, 1) }
    }

    /// The phrases of a text whose sources and targets people marked, to train a model on.
    pub fn examples(
        &mut self,
        doc: &Document,
        segmentation: &Segmentation,
        mentions: &[Mention],
        marked: &Roles,
    ) -> Vec<RoleExample> {
        let mut found = Vec::new();
        self.each(doc, segmentation, mentions, |span, head, features| {
            found.push((span, head, features));
        });
        let mut out = Vec::new();
        for (span, head, features) in &found {
            // Of the phrases within a marked one the widest stands for it.
            let part = |spans: &[Span]| {
                let inside = spans.iter().find(|s| s.overlaps(*head))?;
                let wider = |o: &&(Span, Span, Vec<_>)| {
                    o.1 != *head
                        && inside.overlaps(o.1)
                        && o.0.len() > span.len()
                        && o.0.contains(*span)
                };
                Some(found.iter().find(wider).is_none())
            };
            let parts = [part(&marked.sources), part(&marked.targets)];
            if parts.contains(&Some(false)) {
                continue;
            }
            out.push(RoleExample {
                features: features.clone(),
                source: parts[0].is_some(),
                target: parts[1].is_some(),
            });
        }
        out
    }

    /// Gives span, head and features of each noun phrase to `take`.
    fn each(
        &mut self,
        doc: &Document,
        segmentation: &Segmentation,
        mentions: &[Mention],
        mut take: impl FnMut(Span, Span, Vec<crate::features::Feature>),
    ) {
        let context = Context::default();
        let finder =
            Finder { frames: self.codebook.frames(), agents: Agents::stock(), open: false };
        for (sentence, index) in segmentation.sentences().iter().zip(0..) {
            let inside = mentions_in(mentions, sentence.span);
            let text = doc.text();
            let memory = &mut self.memory;
            let tree = Tree::new(text, segmentation, sentence, inside, index, &context, memory);
            let sight = Sight::new(&tree, finder);
            for &node in sight.candidates() {
                take(phrases::span(&tree, node), tree.nodes[node].span, sight.of(node));
            }
        }
    }
}

/// The phrases that take a part: all that are surely it, else the best one if it may be.
fn pick(scored: &[Scored], part: usize) -> Vec<Span> {
    let best = scored.iter().max_by(|a, b| a.margins[part].total_cmp(&b.margins[part]));
    let Some(best) = best.filter(|b| b.margins[part] > BEST[part]) else { return Vec::new() };
    let taken = |s: &&Scored| s.margins[part] > ALWAYS[part] || s.head == best.head;
    let mut out: Vec<Span> = scored.iter().filter(taken).map(|s| s.span).collect();
    out.sort_by_key(|s| (s.start(), core::cmp::Reverse(s.end())));
    // Of phrases within phrases the widest.
    let mut kept: Vec<Span> = Vec::new();
    for span in out {
        if kept.last().is_none_or(|k| !k.contains(span)) {
            kept.push(span);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sources and targets of a text without a tagger.
    fn roles(text: &str) -> (Vec<String>, Vec<String>) {
        let codebook = Codebook::stock().unwrap();
        let doc = Document::plain("note", text).unwrap();
        let segmentation = Segmentation::new(&doc);
        let found = RoleFinder::new(&codebook).find(&doc, &segmentation, &[]);
        let words = |spans: &[Span]| spans.iter().map(|s| s.of(text).to_owned()).collect();
        (words(&found.sources), words(&found.targets))
    }

    fn one(text: &str) -> (String, String) {
        let (sources, targets) = roles(text);
        (sources.join("|"), targets.join("|"))
    }

    #[test]
    fn whoever_acts_is_the_source() {
        let expected = ("A group of hackers".to_owned(), "a German bank".to_owned());
        assert_eq!(one("A group of hackers attacked a German bank."), expected);
        let expected = ("Striking workers".to_owned(), "the port authority".to_owned());
        assert_eq!(
            one("Striking workers accused the port authority of breaking its word."),
            expected
        );
    }

    #[test]
    fn of_a_passive_the_agent_is_the_source() {
        let expected = ("the coast guard".to_owned(), "Two smugglers".to_owned());
        assert_eq!(one("Two smugglers were arrested by the coast guard on Friday."), expected);
    }

    #[test]
    fn a_text_without_words_has_nobody() {
        assert_eq!(roles(""), (Vec::new(), Vec::new()));
        assert_eq!(roles("..."), (Vec::new(), Vec::new()));
    }
}
