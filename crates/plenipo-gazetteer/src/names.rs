//! Stretches of a text that are written like the name of a person, and the parts of such names.

use plenipo_text::Span;

use crate::context::{Context, is_capitalised, is_name_like};
use crate::fold::folded;
use crate::words::{class, classes};

pub(crate) fn is_body_word(word: &str) -> bool {
    classes(word) & class::BODY != 0
}

/// Whether a personal name may begin or end with `word`.
pub(crate) fn may_be_name(word: &str) -> bool {
    let initial = word.len() == 2 && word.ends_with('.') && is_capitalised(word);
    (is_name_like(word) || initial) && classes(word) & class::NO_NAME == 0
}

/// The personal name that begins at token `first`: one past its last token, and how many words it has.
///
/// Words in capital letters joined by spaces, hyphens or apostrophes, with small particles between
/// them, at most six; it ends before a token that `taken` says is spoken for.
pub(crate) fn name_at(
    context: &Context<'_>,
    first: usize,
    taken: &impl Fn(usize) -> bool,
) -> Option<(usize, usize)> {
    if !is_capitalised(context.word(first)) || taken(first) {
        return None;
    }
    let sentence_end = context.sentence_of(first).end;
    let (mut end, mut words, mut at) = (first, 0, first);
    while at < sentence_end && words < 6 && !taken(at) {
        let word = context.word(at);
        if at > first && !is_joined(context, at) {
            break;
        }
        if may_be_name(word) && !(words == 0 && is_body_word(word)) {
            // "Nawaf al-Ahmad" has two words, "Tae-yul" has one.
            let article = at > first + 2 && classes(context.word(at - 2)) & class::PARTICLE != 0;
            words += usize::from(!context.is_glued(at) || at == first || article);
            at += 1;
            end = at;
        } else if words > 0
            && (matches!(word, "-" | "‑" | "’" | "'") && context.is_glued(at)
                || classes(word) & class::PARTICLE != 0)
        {
            at += 1;
        } else {
            break;
        }
    }
    (words > 0).then_some((end, words))
}

/// Whether at most one space, and no line break, stands before token `at`.
fn is_joined(context: &Context<'_>, at: usize) -> bool {
    let gap = Span::new(context.span(at - 1).end(), context.span(at).start());
    matches!(gap.of(context.text), "" | " " | "\u{a0}")
}

/// Whether two given names may be one: the same when folded, one the initial or the short form of the
/// other, or apart by a letter.
pub(crate) fn may_be_same(a: &str, b: &str) -> bool {
    folded_may_be_same(&folded(a), &folded(b))
}

/// As [`may_be_same`], for names that are folded already.
pub(crate) fn folded_may_be_same(a: &str, b: &str) -> bool {
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let begins = long.starts_with(short);
    begins && (short.len() == long.len() || matches!(short.chars().take(3).count(), 1 | 3))
        || long.len() > 4 && one_letter_apart(short, long)
}

/// Whether one letter is another, or is missing in `short`.
fn one_letter_apart(short: &str, long: &str) -> bool {
    let same: usize = short
        .chars()
        .zip(long.chars())
        .take_while(|(x, y)| x == y)
        .map(|(x, _)| x.len_utf8())
        .sum();
    let (a, mut b) = (&short[same..], long[same..].chars());
    if b.next().is_none() {
        return false;
    }
    let mut without = a.chars();
    a == b.as_str() || without.next().is_some() && without.as_str() == b.as_str()
}

/// Words that are also surnames, which therefore need a title or a full name nearby.
pub(crate) fn is_plain_word(word: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "May", "March", "Major", "Bush", "Brown", "King", "Park", "Lee", "Li", "An", "Do", "Ho",
        "Price", "Green", "White", "Black", "Young", "Long", "Short", "Bishop", "Pope", "Day",
        "Rice", "Power", "Powers", "West", "North", "South", "East", "Law", "Justice", "Cook",
        "Hill", "Wood", "Stone", "Fox", "Rose", "Gold", "Bank", "Field", "Church", "Best", "Good",
        "Win", "Sun", "Moon", "Son", "Min", "Man", "Song", "Will", "Mark", "Grant", "Union",
        "Baker", "Page", "Bill", "Miller", "Ban", "Than",
    ];
    WORDS.contains(&word)
}
