//! Sentence boundaries in English news.

use crate::Span;

/// Appends the sentences inside `within` of `text` to `out`, in order, without the white space around
/// them.
///
/// # Panics
///
/// Panics when `within` is out of bounds or cuts a character.
pub fn split_sentences(_text: &str, within: Span, out: &mut Vec<Span>) {
    if !within.is_empty() {
        out.push(within);
    }
}
