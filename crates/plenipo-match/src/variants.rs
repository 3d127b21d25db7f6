//! The ways in which one entry may be written.

use crate::{CaseRule, Entry};

/// One way to write an entry.
pub(crate) struct Variant {
    pub(crate) text: String,
    /// Written in upper case where the entry is not.
    pub(crate) caps: bool,
}

/// What stands between the words of a name, each for all others.
const SEPARATORS: [&str; 4] = [" ", "-", "\u{a0}", "\n"];

/// All variants of `entry` but those of [`CaseRule::AnyCase`], without repetition.
pub(crate) fn variants(entry: &Entry<'_>) -> Vec<Variant> {
    let mut out: Vec<Variant> = Vec::new();
    let mut add = |text: String, caps: bool| {
        if !out.iter().any(|v| v.text == text) {
            out.push(Variant { text, caps });
        }
    };
    for spelling in spellings(entry) {
        let upper = spelling.to_uppercase();
        let title = title_case(&spelling);
        add(spelling, false);
        if entry.case == CaseRule::TitleOrCaps {
            add(title, false);
        }
        if matches!(entry.case, CaseRule::AsWrittenOrCaps | CaseRule::TitleOrCaps) {
            add(upper, true);
        }
    }
    out
}

/// The entry with each separator, with and without diacritics.
fn spellings(entry: &Entry<'_>) -> Vec<String> {
    let mut out = vec![entry.text.to_owned()];
    let parts: Vec<&str> =
        entry.text.split([' ', '-', '\u{a0}']).filter(|p| !p.is_empty()).collect();
    if parts.len() > 1 {
        out.extend(SEPARATORS.iter().map(|s| parts.join(s)));
    }
    if entry.diacritics == crate::Diacritics::Folded {
        let folded: Vec<String> = out.iter().map(|s| fold(s)).collect();
        out.extend(folded);
    }
    out.sort();
    out.dedup();
    out
}

/// Each word capitalised, but for the small ones inside: "Secretary of State".
fn title_case(text: &str) -> String {
    const SMALL: [&str; 7] = ["of", "the", "for", "to", "and", "in", "on"];
    let words = text.split_inclusive(' ').map(|word| {
        if SMALL.contains(&word.trim_end()) { word.to_owned() } else { capitalised(word) }
    });
    words.collect()
}

fn capitalised(word: &str) -> String {
    let mut start = true;
    word.chars()
        .flat_map(|c| {
            let first = start;
            start = !crate::word::is_word(c);
            if first { c.to_uppercase().collect::<Vec<_>>() } else { vec![c] }
        })
        .collect()
}

/// `text` without diacritics, for Latin letters.
fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::with_capacity(text.len());
    for c in text.nfd() {
        match c {
            '\u{300}'..='\u{36f}' => {}
            'ø' => out.push('o'),
            'Ø' => out.push('O'),
            'ł' => out.push('l'),
            'Ł' => out.push('L'),
            'đ' => out.push('d'),
            'Đ' => out.push('D'),
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            c => out.push(c),
        }
    }
    out
}
