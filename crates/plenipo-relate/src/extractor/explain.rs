//! [`Extractor::explain`]: sentences with their trees, and the rules that fired or were refused.

use plenipo_gazetteer::Mention;
use plenipo_text::{Document, Segmentation, Span};

use super::{Extractor, Page, finish, has_other_name, may_relate, mentions_in};
use crate::anaphora::Context;
use crate::pronouns::with_pronouns;
use crate::relation::Relation;
use crate::trace::{Step, Trace};
use crate::tree::Tree;

/// What the rules did with one sentence.
#[derive(Clone, Debug)]
pub struct Explained {
    /// Index of the sentence in the document.
    pub sentence: u32,
    /// Its words or mentions: bytes of the clean text, part of speech, lemma, head, relation.
    pub words: Vec<ExplainedWord>,
    /// What fired and what was refused, in the order of the words.
    pub steps: Vec<Step>,
    /// Its rows.
    pub relations: Vec<Relation>,
}

/// A node of the tree of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedWord {
    /// Bytes of the clean text; those of a name with its title are one.
    pub span: Span,
    /// Universal part of speech.
    pub upos: &'static str,
    /// Dictionary form; empty for a mention.
    pub lemma: String,
    /// Index of the head in the sentence.
    pub head: Option<usize>,
    /// Relation to the head.
    pub deprel: &'static str,
    /// Whether it is a mention.
    pub is_mention: bool,
}

impl Extractor<'_> {
    /// As [`Extractor::extract`], with the tree of each sentence that was parsed and what the rules did.
    pub fn explain(
        &mut self,
        doc: &Document,
        segmentation: &Segmentation,
        mentions: &[Mention],
    ) -> Vec<Explained> {
        let mentions = &with_pronouns(doc, segmentation, mentions);
        let page = Page { doc, segmentation, mentions };
        let mut out = Vec::new();
        let mut context = Context::default();
        for (sentence, index) in segmentation.sentences().iter().zip(0..) {
            let inside = mentions_in(mentions, sentence.span);
            let open = self.open_actors && has_other_name(page, sentence, inside);
            if !may_relate(page, sentence, inside) && !open {
                continue;
            }
            let mut trace = Trace::on();
            let mut relations = Vec::new();
            self.sentence(page, sentence, index, &mut context, &mut trace, &mut relations);
            let none = Context::default();
            let tree = Tree::new(
                doc.text(),
                segmentation,
                sentence,
                inside,
                index,
                &none,
                &mut self.memory,
            );
            let words = (0..tree.len()).map(|n| word(&tree, n)).collect();
            out.push(Explained { sentence: index, words, steps: trace.take(), relations });
        }
        // The rows as they leave the extractor: told apart, joined to clusters, with their confidence.
        let mut all: Vec<Relation> =
            out.iter_mut().flat_map(|e| core::mem::take(&mut e.relations)).collect();
        finish(doc, segmentation, &mut all);
        for relation in all {
            let of = |e: &&mut Explained| e.sentence == relation.sentence;
            if let Some(explained) = out.iter_mut().find(of) {
                explained.relations.push(relation);
            }
        }
        out
    }
}

fn word(tree: &Tree<'_>, node: usize) -> ExplainedWord {
    ExplainedWord {
        span: tree.nodes[node].span,
        upos: tree.upos(node).as_str(),
        lemma: tree.lemma(node).to_owned(),
        head: tree.head(node),
        deprel: tree.rel(node).as_str(),
        is_mention: tree.mention(node).is_some(),
    }
}
