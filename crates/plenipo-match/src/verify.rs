//! Whether a text holds an entry at a place, by the rules of the entry.
//!
//! Keys propose, this decides: nothing is reported that has not been compared letter by letter.

use crate::fold::plain;
use crate::record::Rules;
use crate::word::{gap_len, joins, word_len};
use crate::{CaseRule, Diacritics, Separators};

/// Ways in which the words so far may have been written.
#[derive(Clone, Copy)]
struct Ways {
    as_written: bool,
    title: bool,
    caps: bool,
    any: bool,
}

/// Whether `text` at byte `at` holds `entry`: the end of it there, and whether it takes the ALL-CAPS rule.
///
/// `at` must begin a word. The end is that of the entry; whether a word goes on there is not asked.
pub(crate) fn compare(entry: &str, rules: Rules, text: &str, at: usize) -> Option<(usize, bool)> {
    let (mut entry, mut rest) = (entry, &text[at..]);
    let mut ways = Ways { as_written: true, title: true, caps: true, any: true };
    loop {
        let (of_entry, of_text) = (word_len(entry), word_len(rest));
        ways = compare_word(&entry[..of_entry], &rest[..of_text], rules, ways)?;
        let last = &rest[..of_text];
        (entry, rest) = (&entry[of_entry..], &rest[of_text..]);
        let (of_entry, of_text) = (gap_len(entry), gap_len(rest));
        if of_entry == entry.len() {
            // The marks at the end of an entry, such as the last dot of "U.S.", are compared as they are.
            let end = text.len() - rest.strip_prefix(entry)?.len();
            return Some((end, !ways.as_written && !ways.title && ways.caps));
        }
        let (gap, found) = (&entry[..of_entry], &rest[..of_text]);
        let next = &rest[of_text..];
        let fits = match rules.separators {
            Separators::Literal => gap == found,
            Separators::Joined => joins(gap, found, last, &next[..word_len(next)]),
        };
        if !fits {
            return None;
        }
        (entry, rest) = (&entry[of_entry..], next);
    }
}

fn compare_word(entry: &str, text: &str, rules: Rules, so_far: Ways) -> Option<Ways> {
    let as_written = so_far.as_written && same(entry.chars(), text, rules);
    if as_written && entry.chars().all(|c| c.to_uppercase().eq([c])) {
        // Digits and capitals are as written in any way.
        return Some(Ways { as_written, ..so_far });
    }
    let title = rules.case == CaseRule::TitleOrCaps
        && so_far.title
        && (same(entry.chars(), text, rules) || same(capitalised(entry), text, rules));
    let caps = rules.case != CaseRule::Exact
        && so_far.caps
        && same(entry.chars().flat_map(char::to_uppercase), text, rules);
    let any = rules.case == CaseRule::AnyCase && so_far.any && same_letters(entry, text, rules);
    (as_written || title || caps || any).then_some(Ways { as_written, title, caps, any })
}

fn capitalised(word: &str) -> impl Iterator<Item = char> + Clone {
    let mut rest = word.chars();
    let first = rest.next();
    first.into_iter().flat_map(char::to_uppercase).chain(rest)
}

fn same(form: impl Iterator<Item = char> + Clone, text: &str, rules: Rules) -> bool {
    match rules.diacritics {
        Diacritics::Strict => form.eq(text.chars()),
        Diacritics::Folded => form.flat_map(plain).eq(text.chars().flat_map(plain)),
    }
}

fn same_letters(entry: &str, text: &str, rules: Rules) -> bool {
    let lower = |s: &'_ str| s.chars().flat_map(char::to_lowercase).collect::<String>();
    same(lower(entry).chars(), &lower(text), rules)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(entry: &str, case: CaseRule, diacritics: Diacritics, text: &str) -> Option<bool> {
        let rules = Rules { case, diacritics, separators: Separators::Joined };
        compare(entry, rules, text, 0).map(|(_, caps)| caps)
    }

    #[test]
    fn case_is_as_the_rule_says() {
        use CaseRule::{AnyCase, AsWrittenOrCaps, Exact, TitleOrCaps};
        let case = |entry, rule, text| found(entry, rule, Diacritics::Strict, text);
        assert_eq!(case("Tae-yul", Exact, "Tae-yul"), Some(false));
        assert_eq!(case("Tae-yul", Exact, "TAE-YUL"), None);
        assert_eq!(case("Tae-yul", AsWrittenOrCaps, "TAE-YUL"), Some(true));
        assert_eq!(case("Tae-yul", AsWrittenOrCaps, "TAE-yul"), None);
        assert_eq!(case("head of state", TitleOrCaps, "Head of State"), Some(false));
        assert_eq!(case("head of state", TitleOrCaps, "HEAD OF STATE"), Some(true));
        assert_eq!(case("head of state", TitleOrCaps, "HEAD of state"), None);
        assert_eq!(case("head of state", AnyCase, "hEAD OF stATe"), Some(false));
        assert_eq!(case("US", AsWrittenOrCaps, "US"), Some(false));
    }

    #[test]
    fn diacritics_are_as_the_rule_says() {
        use CaseRule::{AsWrittenOrCaps, Exact};
        assert_eq!(found("Türkiye", Exact, Diacritics::Folded, "Turkiye"), Some(false));
        assert_eq!(found("Turkiye", Exact, Diacritics::Folded, "Tu\u{308}rkiye"), Some(false));
        assert_eq!(found("Türkiye", Exact, Diacritics::Strict, "Turkiye"), None);
        assert_eq!(found("Straße", AsWrittenOrCaps, Diacritics::Strict, "STRASSE"), Some(true));
        assert_eq!(found("Çağrı", AsWrittenOrCaps, Diacritics::Folded, "CAGRI"), Some(true));
    }

    #[test]
    fn marks_at_the_end_of_an_entry_are_part_of_it() {
        let rules = Rules::from_bits(0);
        assert_eq!(compare("U.S.", rules, "U.S. and", 0), Some((4, false)));
        assert_eq!(compare("U.S.", rules, "U.S", 0), None);
        assert_eq!(compare("U.S", rules, "U.S.", 0), Some((3, false)));
    }
}
