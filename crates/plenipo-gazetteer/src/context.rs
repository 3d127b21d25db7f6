//! Words around a name.

use core::cell::Cell;

use plenipo_text::{Segmentation, Span};

/// The tokens of a document, looked at from a position.
pub(crate) struct Context<'d> {
    pub(crate) text: &'d str,
    pub(crate) segmentation: &'d Segmentation,
    /// The sentence of each token.
    sentences: Vec<u32>,
    /// The token that was looked for last: the next is near.
    hint: Cell<usize>,
}

impl<'d> Context<'d> {
    pub(crate) fn new(text: &'d str, segmentation: &'d Segmentation) -> Self {
        let mut sentences = Vec::with_capacity(segmentation.tokens().len());
        for (sentence, index) in segmentation.sentences().iter().zip(0..) {
            sentences.resize(sentence.tokens.end() as usize, index);
        }
        sentences.resize(segmentation.tokens().len(), u32::MAX);
        Self { text, segmentation, sentences, hint: Cell::new(0) }
    }

    /// The `n`-th token before `span` in its sentence, from 0; empty when there is none.
    pub(crate) fn before(&self, span: Span, n: usize) -> &'d str {
        let first = self.first_token(span);
        let Some(index) = first.checked_sub(n + 1) else { return "" };
        self.token_in_sentence(index, first)
    }

    /// The `n`-th token after `span` in its sentence, from 0; empty when there is none.
    pub(crate) fn after(&self, span: Span, n: usize) -> &'d str {
        let first = self.first_token(span);
        self.token_in_sentence(self.end_token_from(first, span) + n, first)
    }

    fn token_in_sentence(&self, index: usize, of: usize) -> &'d str {
        let same = self.sentences.get(index) == self.sentences.get(of);
        if same { self.word(index) } else { "" }
    }

    /// The sentence that `span` begins in.
    pub(crate) fn sentence_at(&self, span: Span) -> Option<usize> {
        self.sentences.get(self.first_token(span)).map(|&s| s as usize)
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
        let tokens = self.segmentation.tokens();
        let is_before = |at: usize| tokens[at].span.end() <= span.start();
        let (mut low, mut high) = (self.hint.get(), self.hint.get());
        let mut step = 1;
        while low > 0 && !is_before(low - 1) {
            high = low - 1;
            low = low.saturating_sub(step);
            step *= 2;
        }
        while high < tokens.len() && is_before(high) {
            low = high + 1;
            high = (high + step).min(tokens.len());
            step *= 2;
        }
        let first = low + tokens[low..high].partition_point(|t| t.span.end() <= span.start());
        self.hint.set(first);
        first
    }

    /// One past the last token that touches `span`.
    pub(crate) fn end_token(&self, span: Span) -> usize {
        self.end_token_from(self.first_token(span), span)
    }

    fn end_token_from(&self, first: usize, span: Span) -> usize {
        let tokens = &self.segmentation.tokens()[first..];
        first + tokens.iter().take_while(|t| t.span.start() < span.end()).count()
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
        let Some(&at) = self.sentences.get(index) else { return index..index };
        let Some(sentence) = self.segmentation.sentences().get(at as usize) else {
            return index..index + 1;
        };
        sentence.tokens.start() as usize..sentence.tokens.end() as usize
    }
}

/// Whether `word` begins with a capital letter.
pub(crate) fn is_capitalised(word: &str) -> bool {
    match word.as_bytes().first() {
        Some(first) if first.is_ascii() => first.is_ascii_uppercase(),
        _ => word.starts_with(char::is_uppercase),
    }
}

/// Whether `word` is written like a name: a capital letter, then a small one somewhere.
pub(crate) fn is_name_like(word: &str) -> bool {
    is_capitalised(word) && word.chars().skip(1).any(char::is_lowercase)
}

/// Whether `word` ends a name in the genitive.
pub(crate) fn is_genitive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'" | "’")
}
