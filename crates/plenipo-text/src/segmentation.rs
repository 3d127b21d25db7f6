//! [`Segmentation`]: the tokens and sentences of one document.

use crate::{Document, Span, Token, TokenSpan, split_sentences, tokenize};

/// A sentence of the clean text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes in the clean text, without the white space around it.
    pub span: Span,
    /// Its tokens, as indices into [`Segmentation::tokens`].
    pub tokens: TokenSpan,
    /// Index of its block in [`Document::blocks`].
    pub block: u32,
}

/// Tokens and sentences of a document, in order. Sentences do not cross blocks, tokens do not cross
/// sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segmentation {
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
}

impl Segmentation {
    /// Reads the blocks of `doc`, all kinds of them.
    pub fn new(doc: &Document) -> Self {
        let mut segmentation = Self::default();
        segmentation.read(doc);
        segmentation
    }

    /// As [`Segmentation::new`], reusing the memory of what was read before.
    pub fn read(&mut self, doc: &Document) {
        self.tokens.clear();
        self.sentences.clear();
        let mut spans = Vec::new();
        for (block, index) in doc.blocks().iter().zip(0..) {
            spans.clear();
            split_sentences(doc.text(), block.span, &mut spans);
            for &span in &spans {
                let first = crate::offset(self.tokens.len());
                tokenize(doc.text(), span, &mut self.tokens);
                let tokens = TokenSpan::new(first, crate::offset(self.tokens.len()));
                self.sentences.push(Sentence { span, tokens, block: index });
            }
        }
    }

    /// All tokens, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// All sentences, in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Index of the sentence at byte `at` of the clean text, if one is there.
    pub fn sentence_at(&self, at: u32) -> Option<usize> {
        let next = self.sentences.partition_point(|s| s.span.start() <= at);
        let index = next.checked_sub(1)?;
        self.sentences[index].span.contains_at(at).then_some(index)
    }

    /// The tokens that touch `span` of the clean text; empty when none does.
    pub fn tokens_in(&self, span: Span) -> TokenSpan {
        let first = self.tokens.partition_point(|t| t.span.end() <= span.start());
        let last = self.tokens.partition_point(|t| t.span.start() < span.end());
        TokenSpan::from_range(first..last.max(first))
    }
}
