//! What a word is.

/// Whether `c` is part of a word: a letter, a digit, an underscore or a combining mark.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || matches!(c, '\u{300}'..='\u{36f}')
}

/// Whether the bytes `start..end` of `text` begin and end at the edges of words.
pub(crate) fn is_aligned(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    !before.is_some_and(is_word) && !after.is_some_and(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_possessive_ends_a_word_and_a_letter_does_not() {
        let text = "Biden's, Bidens, Biden’s";
        assert!(is_aligned(text, 0, 5));
        assert!(!is_aligned(text, 9, 14));
        assert!(is_aligned(text, 17, 22));
    }
}
