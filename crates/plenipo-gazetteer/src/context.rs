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
        let first = self.first_token(span);
        let Some(index) = first.checked_sub(n + 1) else { return "" };
        self.token_in_sentence(index, span)
    }

    /// The `n`-th token after `span` in its sentence, from 0; empty when there is none.
    pub(crate) fn after(&self, span: Span, n: usize) -> &'d str {
        self.token_in_sentence(self.end_token(span) + n, span)
    }

    fn token_in_sentence(&self, index: usize, span: Span) -> &'d str {
        let Some(token) = self.segmentation.tokens().get(index) else { return "" };
        let same = self.segmentation.sentence_at(span.start())
            == self.segmentation.sentence_at(token.span.start());
        if same { token.span.of(self.text) } else { "" }
    }

    /// Number of tokens of the document.
    pub(crate) fn len(&self) -> usize {
        self.segmentation.tokens().len()
    }

    /// The words of token `index`; empty when there is no such token.
    pub(crate) fn word(&self, index: usize) -> &'d str {
        self.segmentation.tokens().get(index).map_or("", |t| t.span.of(self.text))
    }

    /// The bytes of token `index`.
    pub(crate) fn span(&self, index: usize) -> Span {
        self.segmentation.tokens()[index].span
    }

    /// The bytes from token `first` to the one before `end`.
    pub(crate) fn cover(&self, first: usize, end: usize) -> Span {
        self.span(first).cover(self.span(end - 1))
    }

    /// The first token that touches `span`.
    pub(crate) fn first_token(&self, span: Span) -> usize {
        self.segmentation.tokens_in(span).start() as usize
    }

    /// One past the last token that touches `span`.
    pub(crate) fn end_token(&self, span: Span) -> usize {
        self.segmentation.tokens_in(span).end() as usize
    }

    /// Whether token `index` touches the one before it.
    pub(crate) fn is_glued(&self, index: usize) -> bool {
        let tokens = self.segmentation.tokens();
        index > 0
            && index < tokens.len()
            && tokens[index - 1].span.end() == tokens[index].span.start()
    }

    /// The tokens of the sentence of token `index`, from the first to one past the last.
    pub(crate) fn sentence_of(&self, index: usize) -> core::ops::Range<usize> {
        let Some(token) = self.segmentation.tokens().get(index) else { return index..index };
        match self.segmentation.sentence_at(token.span.start()) {
            Some(at) => {
                let tokens = self.segmentation.sentences()[at].tokens;
                tokens.start() as usize..tokens.end() as usize
            }
            None => index..index + 1,
        }
    }
}

/// Whether `word` begins with a capital letter.
pub(crate) fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether `word` is written like a name: a capital letter, then a small one somewhere.
pub(crate) fn is_name_like(word: &str) -> bool {
    is_capitalised(word) && word.chars().skip(1).any(char::is_lowercase)
}

/// Whether `word` ends a name in the genitive.
pub(crate) fn is_genitive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'" | "’")
}
