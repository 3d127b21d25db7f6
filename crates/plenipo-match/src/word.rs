//! What a word is, and what stands between words.

use std::sync::LazyLock;

/// One bit for each character below: whether it is part of a word. The ranges of the standard library
/// are searched, which takes long where a text is not in English.
static WORD_CHARS: LazyLock<[u64; LIMIT / 64]> = LazyLock::new(|| {
    let mut bits = [0; LIMIT / 64];
    for c in (0..LIMIT as u32).filter_map(char::from_u32).filter(|&c| by_definition(c)) {
        bits[c as usize / 64] |= 1 << (c as u32 % 64);
    }
    bits
});

/// First character that is not in the table.
const LIMIT: usize = 0x2000;

fn by_definition(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || matches!(c, '\u{300}'..='\u{36f}')
}

/// Whether `c` is part of a word: a letter, a digit, an underscore or a combining mark.
pub(crate) fn is_word(c: char) -> bool {
    match WORD_CHARS.get(c as usize / 64) {
        Some(bits) => bits >> (c as u32 % 64) & 1 != 0,
        None => by_definition(c),
    }
}

/// Bytes of the word that `text` begins with; 0 when it begins with none.
pub(crate) fn word_len(text: &str) -> usize {
    text.find(|c| !is_word(c)).unwrap_or(text.len())
}

/// Bytes up to the first word of `text`.
pub(crate) fn gap_len(text: &str) -> usize {
    text.find(is_word).unwrap_or(text.len())
}

/// Longest gap, in bytes, that joins the words of a name.
pub(crate) const JOINING_GAP: usize = 8;

/// Letters of the longest word after which a dot and white space do not end a sentence.
const SHORT_WORD: usize = 3;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Hyphen,
    Apostrophe,
    Dot,
}

/// The marks and breaks of a gap, or `None` when it parts words.
struct Gap {
    mark: Option<Mark>,
    space_after: bool,
}

impl Gap {
    fn read(gap: &str) -> Option<Self> {
        let (mut mark, mut before, mut after, mut lines) = (None, false, false, 0);
        if gap.len() > JOINING_GAP || gap.is_empty() {
            return None;
        }
        for c in gap.chars() {
            let new = match c {
                ' ' | '\u{a0}' | '\u{202f}' | '\r' | '\n' => {
                    lines += u32::from(c == '\n');
                    *(if mark.is_none() { &mut before } else { &mut after }) = true;
                    continue;
                }
                '\u{ad}' => continue,
                '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' => Mark::Hyphen,
                '\'' | '\u{2018}' | '\u{2019}' => Mark::Apostrophe,
                '.' | '\u{b7}' => Mark::Dot,
                _ => return None,
            };
            if mark.replace(new).is_some() {
                return None;
            }
        }
        // A hyphen between spaces is a dash, two line breaks are a blank line.
        let dash = mark == Some(Mark::Hyphen) && before && after;
        (lines <= 1 && !dash).then_some(Self { mark, space_after: after })
    }
}

/// Whether the gap `found` in a text stands for the gap `entry` of a name, after the word `last` of the
/// text and before its word `next`.
pub(crate) fn joins(entry: &str, found: &str, last: &str, next: &str) -> bool {
    if entry == found {
        return true;
    }
    let (Some(of_entry), Some(of_text)) = (Gap::read(entry), Gap::read(found)) else {
        return false;
    };
    let same_mark = of_entry.mark == of_text.mark;
    match of_text.mark {
        // A sentence may end here.
        Some(Mark::Dot) if of_text.space_after => same_mark || last.chars().count() <= SHORT_WORD,
        // A possessive ends its name.
        Some(Mark::Apostrophe) if next.eq_ignore_ascii_case("s") => same_mark,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg_attr(miri, ignore = "asks for a million characters")]
    fn the_table_of_characters_agrees_with_the_definition() {
        assert!(('\0'..=char::MAX).all(|c| is_word(c) == by_definition(c)));
    }

    #[test]
    fn joining_marks_stand_for_each_other() {
        for gap in [" ", "\u{a0}", "-", "\u{2011}", "\n", "\r\n", "'", "’", ".", "-\n", "  "] {
            assert!(joins(" ", gap, "Tae", "yul"), "{gap:?}");
            assert!(joins("-", gap, "Tae", "yul"), "{gap:?}");
        }
    }

    #[test]
    fn other_marks_part_words() {
        for gap in
            [", ", ",", " - ", " – ", "—", "\n\n", ": ", "; ", "/", "\"", "", "--", "(", "! "]
        {
            assert!(!joins(" ", gap, "Tae", "yul"), "{gap:?}");
        }
    }

    #[test]
    fn a_dot_and_space_join_after_a_short_word_or_where_the_name_has_them() {
        assert!(joins(" ", ". ", "St", "Petersburg"));
        assert!(!joins(" ", ". ", "Korea", "North"));
        assert!(joins(". ", ". ", "Messrs", "Smith"));
    }

    #[test]
    fn a_possessive_does_not_join_unless_the_name_has_it() {
        assert!(!joins(" ", "’", "Biden", "s"));
        assert!(joins("'", "’", "McDonald", "s"));
    }
}
