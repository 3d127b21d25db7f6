//! Sentence boundaries in English news: UAX #29, mended.
//!
//! The Unicode rules break after "U.S." and "Feb." and at every line break, and cannot see that a
//! question mark inside a quotation is followed by "he asked". Their bounds are taken as candidates;
//! the lists under `data/text` decide which to keep. Where a space was lost between two sentences
//! (`issues.The`), a bound is added.

use unicode_segmentation::UnicodeSegmentation;

use crate::Span;
use crate::lexicon::{AbbreviationKind, lexicon};
use crate::token::is_dotted;

/// Marks that may stand between the end of a sentence and the space after it.
const CLOSERS: [char; 9] = ['"', '\'', '”', '’', ')', ']', '}', '»', '*'];

/// Appends the sentences inside `within` of `text` to `out`, in order, without the white space around
/// them. A text without a full stop, such as a headline, is one sentence.
///
/// # Panics
///
/// Panics when `within` is out of bounds or cuts a character.
pub fn split_sentences(text: &str, within: Span, out: &mut Vec<Span>) {
    let inside = within.of(text);
    let base = within.start();
    let mut start = 0;
    let mut bounds = inside.split_sentence_bound_indices().map(|(at, s)| at + s.len()).peekable();
    while let Some(end) = bounds.next() {
        if bounds.peek().is_some() && !ends_here(&inside[start..end], &inside[end..]) {
            continue;
        }
        let mut from = start;
        while let Some(glued) = missed_bound(&inside[from..end]) {
            push_trimmed(inside, from, from + glued, base, out);
            from += glued;
        }
        push_trimmed(inside, from, end, base, out);
        start = end;
    }
}

fn push_trimmed(inside: &str, start: usize, end: usize, base: u32, out: &mut Vec<Span>) {
    let part = &inside[start..end];
    let from = start + (part.len() - part.trim_start().len());
    let to = start + part.trim_end().len();
    if from < to {
        out.push(Span::from_range(from..to).shifted(base));
    }
}

/// Whether a candidate bound between `left` and `right` ends a sentence.
fn ends_here(left: &str, right: &str) -> bool {
    let left = tail(left.trim_end());
    let right = head(right.trim_start());
    let bare = left.trim_end_matches(CLOSERS);
    let Some(stop) = bare.chars().next_back() else { return false };
    let closed = bare.len() < left.len();
    match stop {
        '.' | '…' => {}
        '!' | '?' => {
            let goes_on = right.starts_with(char::is_lowercase) || quotes_speech(right);
            return !(in_brackets(left, right) || closed && goes_on);
        }
        '。' | '！' | '？' => return true,
        // A line break of wrapped text.
        _ => return false,
    }
    if right.starts_with(char::is_lowercase) || in_brackets(left, right) {
        return false;
    }
    if closed {
        return true;
    }
    let word = bare.rsplit(|c: char| {
        c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | '-' | '–' | '—')
    });
    dot_ends(word.into_iter().next().unwrap_or(""), bare, right)
}

/// Whether the dot at the end of `word`, the last of `left`, ends a sentence before `right`.
fn dot_ends(word: &str, left: &str, right: &str) -> bool {
    let next = first_word(right);
    let starter = lexicon().starts_sentence(next) || right.starts_with(['“', '"', '‘', '•']);
    let stem = word.strip_suffix('.').unwrap_or(word);
    let digit_next = right.starts_with(|c: char| c.is_ascii_digit());
    match lexicon().abbreviation(word) {
        // No title stands before "His": it was a name, as in "Hun Sen."
        Some(AbbreviationKind::Title) => return starter && !is_initial(right, next),
        Some(AbbreviationKind::Join) => return false,
        Some(AbbreviationKind::Month) if digit_next => return false,
        Some(AbbreviationKind::Number) => return !digit_next,
        Some(AbbreviationKind::Time) => return !continues_time(next, right),
        Some(AbbreviationKind::Month | AbbreviationKind::Either) => return starter,
        None => {}
    }
    // An item number: "1. Withdraw the troops".
    if word.len() == left.len() && !stem.is_empty() && stem.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let mut letters = stem.chars();
    if let (Some(c), None) = (letters.next(), letters.next()) {
        // An initial: "Harry S. Truman". "I." and lower-case letters end sentences.
        return !c.is_uppercase() || c == 'I' || starter && !is_initial_of_name(left, word);
    }
    if is_dotted(stem) {
        return starter;
    }
    true
}

/// Whether the first word of `right` has a dot of its own.
fn is_initial(right: &str, next: &str) -> bool {
    right.split_once(next).is_some_and(|(_, rest)| rest.starts_with('.'))
}

/// Whether the word before an initial is a given name: capitalised, and no sentence starter.
fn is_initial_of_name(left: &str, word: &str) -> bool {
    let before = left[..left.len() - word.len()].trim_end();
    let name = before.rsplit(char::is_whitespace).next().unwrap_or("");
    name.starts_with(char::is_uppercase) && !lexicon().starts_sentence(name) && !before.is_empty()
}

/// Whether `right` opens with a day, a month, a time zone or "Kyiv time".
fn continues_time(next: &str, right: &str) -> bool {
    const NAMES: [&str; 24] = [
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "May", "Jun",
        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "GMT", "UTC", "Eastern", "Pacific", "Central",
    ];
    const ZONES: [&str; 12] =
        ["EST", "EDT", "ET", "PST", "PDT", "CET", "CEST", "BST", "KST", "JST", "IST", "Moscow"];
    let abbreviates = |name: &&str| {
        next.strip_prefix(*name).is_some_and(|rest| rest.chars().all(char::is_lowercase))
    };
    let named_zone = || right.split_whitespace().nth(1).is_some_and(|w| w.starts_with("time"));
    ZONES.contains(&next) || NAMES.iter().any(abbreviates) || named_zone()
}

/// Whether `right` opens with who asked the question that just ended: "Blinken asked", "he said".
fn quotes_speech(right: &str) -> bool {
    let mut words = right.split_whitespace().take(5);
    let Some(first) = words.next() else { return false };
    if first.ends_with(['.', '!', '?', ',']) {
        return false;
    }
    for word in words {
        let bare = word.trim_end_matches([',', '.', ':', ';']);
        if lexicon().is_speech_verb(bare) {
            return true;
        }
        if bare.len() < word.len() || !word.starts_with(char::is_uppercase) {
            return false;
        }
    }
    false
}

/// Whether a bracket that opened shortly before the bound closes shortly after it.
fn in_brackets(left: &str, right: &str) -> bool {
    [('(', ')'), ('[', ']')].into_iter().any(|(open, close)| {
        left.matches(open).count() > left.matches(close).count()
            && right.find([open, close]).is_some_and(|at| right[at..].starts_with(close))
    })
}

/// Length of the first sentence of `text` when the Unicode rules missed its end: before a number
/// ("on March 2. 141 states"), and where the full stop was glued to the next sentence.
fn missed_bound(text: &str) -> Option<usize> {
    // Both sides must be more than one word: file and host names are not.
    let (first_space, last_space) = (text.find(' ')?, text.rfind(' ')?);
    let found = text.match_indices('.').map(|(at, _)| at).find(|&at| {
        let before = tail(&text[..at]).rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let after = head(&text[at + 1..]);
        let plain = before.chars().all(|c| c.is_lowercase() || c.is_ascii_digit());
        first_space < at
            && at < last_space
            && plain
            && (opens_with_number(before, after) || is_glued(before, after))
    });
    found.map(|at| at + 1)
}

/// Whether a number opens the next sentence: `before` is a word or number that no number belongs to.
fn opens_with_number(before: &str, after: &str) -> bool {
    let Some(next) = after.strip_prefix(' ') else { return false };
    let abbreviates = || lexicon().abbreviation(&format!("{before}.")).is_some();
    next.trim_start_matches(['“', '"', '‘']).starts_with(|c: char| c.is_ascii_digit())
        && (before.len() >= 3 || before.ends_with(|c: char| c.is_ascii_digit()))
        && !abbreviates()
}

/// Whether the space after a full stop was lost: `issues.The`.
fn is_glued(before: &str, after: &str) -> bool {
    let word = after.split(char::is_whitespace).next().unwrap_or("");
    before.len() >= 3 && after.starts_with(char::is_uppercase) && !word.contains(['.', '/', '@'])
}

/// How far the rules look to either side of a bound, in bytes: their cost must not depend on the
/// length of a sentence.
const REACH: usize = 240;

/// The first bytes of `text`, up to the reach of the rules.
fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(REACH)]
}

/// The last bytes of `text`, up to the reach of the rules.
fn tail(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(REACH))..]
}

/// The first word of `text`, without marks around it.
fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(text.len());
    &text[..end]
}
