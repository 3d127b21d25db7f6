//! Words around a name.

use plenipo_text::{Segmentation, Span};

/// The tokens of a document, looked at from a position.
pub(crate) struct Context<'d> {
    pub(crate) text: &'d str,
    pub(crate) segmentation: &'d Segmentation,
}

impl<'d> Context<'d> {
    /// The `n`-th token before `span` in its sentence, from 0; empty when there is none.
    pub(crate) fn before(&self, span: Span, n: usize) -> &'d str {
        let first = self.segmentation.tokens_in(span).start() as usize;
        let Some(index) = first.checked_sub(n + 1) else { return "" };
        self.token_in_sentence(index, span)
    }

    /// The `n`-th token after `span` in its sentence, from 0; empty when there is none.
    pub(crate) fn after(&self, span: Span, n: usize) -> &'d str {
        let next = self.segmentation.tokens_in(span).end() as usize;
        self.token_in_sentence(next + n, span)
    }

    fn token_in_sentence(&self, index: usize, span: Span) -> &'d str {
        let Some(token) = self.segmentation.tokens().get(index) else { return "" };
        let same = self.segmentation.sentence_at(span.start())
            == self.segmentation.sentence_at(token.span.start());
        if same { token.span.of(self.text) } else { "" }
    }
}

/// Whether `word` begins with a capital letter.
pub(crate) fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
