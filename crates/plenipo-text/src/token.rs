//! Tokens after the conventions of the Universal Dependencies treebank English-EWT.
//!
//! White space parts words; marks of punctuation, clitics (`n't`, `'s`), currency signs and the parts
//! of hyphenated words are tokens of their own; abbreviations keep their dot; web addresses, dates
//! such as `2021-06-01` and numbers such as `10:30` stay whole.

use crate::Span;
use crate::lexicon::{AbbreviationKind, lexicon};

/// A word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// Its bytes in the text.
    pub span: Span,
}

/// Appends the tokens inside `within` of `text` to `out`, in order, without white space.
///
/// Every byte inside `within` that is not white space is in exactly one token. A stretch of more than
/// 512 bytes without white space is no word and stays one token.
///
/// # Panics
///
/// Panics when `within` is out of bounds or cuts a character.
pub fn tokenize(text: &str, within: Span, out: &mut Vec<Token>) {
    let base = within.start() as usize;
    let inside = within.of(text);
    let mut start = 0;
    while start < inside.len() {
        let len = word_len(&inside[start..]);
        if len > 0 {
            word_tokens(text, base + start..base + start + len, within, out);
            start += len;
        }
        let rest = &inside[start..];
        start += rest.len() - rest.trim_start().len();
    }
}

/// Bytes up to the first white space.
fn word_len(text: &str) -> usize {
    let mut at = 0;
    for &byte in text.as_bytes() {
        if matches!(byte, b' ' | b'\t'..=b'\r') {
            break;
        }
        if !byte.is_ascii() {
            // Only beyond ASCII is a byte not enough to tell.
            return text[at..].find(char::is_whitespace).map_or(text.len(), |n| at + n);
        }
        at += 1;
    }
    at
}

type Bytes = core::ops::Range<usize>;

/// Longest stretch taken apart, in bytes: what is longer is no language, and the rules below look at
/// a stretch once for every mark in it.
const LONGEST_WORD: usize = 512;

/// Tokens of one stretch without white space: marks before it, the core, marks after it.
fn word_tokens(text: &str, mut word: Bytes, within: Span, out: &mut Vec<Token>) {
    if word.len() > LONGEST_WORD {
        return push(word, out);
    }
    // Most words are letters alone, or letters and a comma: the rules below would change nothing.
    let form = &text.as_bytes()[word.clone()];
    let letters = form.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    if letters > 0 && (letters == form.len() || letters + 1 == form.len() && form[letters] == b',')
    {
        core_tokens(text, word.start..word.start + letters, out);
        if letters < form.len() {
            push(word.end - 1..word.end, out);
        }
        return;
    }
    while let Some(c) = text[word.clone()].chars().next() {
        let len = leading_mark(&text[word.clone()], c);
        if len == 0 || len == word.len() && !is_mark(c) {
            break;
        }
        push(word.start..word.start + len, out);
        word.start += len;
    }
    // Trailing marks are found back to front and appended front to back.
    let mut tail: Vec<Bytes> = Vec::new();
    while let Some(c) = text[word.clone()].chars().next_back() {
        let len = trailing_mark(text, word.clone(), within, c);
        if len == 0 {
            break;
        }
        tail.push(word.end - len..word.end);
        word.end -= len;
    }
    if !word.is_empty() {
        core_tokens(text, word, out);
    }
    for mark in tail.into_iter().rev() {
        push(mark, out);
    }
}

/// Length of the mark that opens `word`, or 0.
fn leading_mark(word: &str, first: char) -> usize {
    let run = word.len() - word.trim_start_matches(|c| runs_with(first, c)).len();
    if run > 1 {
        return run;
    }
    let next_is_letter = word[first.len_utf8()..].starts_with(char::is_alphabetic);
    let mark = match first {
        // A clitic that stands alone, or a shortened year or word, keeps its apostrophe.
        '\'' | '’' => clitic_len(word) != word.len() && !is_elision(word),
        // A sign belongs to its number, a handle or tag to its word.
        '-' | '+' | '@' | '.' => !word[1..].starts_with(char::is_alphanumeric),
        '_' | '&' | '#' => !next_is_letter,
        c => is_mark(c) || is_currency(c),
    };
    if mark { first.len_utf8() } else { 0 }
}

/// Length of the mark or clitic at the end of `word`, or 0.
fn trailing_mark(text: &str, word: Bytes, within: Span, last: char) -> usize {
    let form = &text[word.clone()];
    let run = form.len() - form.trim_end_matches(|c| runs_with(last, c)).len();
    match last {
        _ if run > 1 => run,
        '.' => usize::from(!keeps_dot(text, word, within)),
        '\'' | '’' | '%' | '°' => last.len_utf8(),
        '-' | '/' | '*' => usize::from(form.len() > 1),
        '+' | '#' | '_' | '@' | '&' | '=' => 0,
        c if is_mark(c) || is_currency(c) && form != "US$" && form.len() > c.len_utf8() => {
            c.len_utf8()
        }
        _ => 0,
    }
}

/// Whether the dot at the end of `word` belongs to it.
fn keeps_dot(text: &str, word: Bytes, within: Span) -> bool {
    let form = &text[word.clone()];
    let stem = &form[..form.len() - 1];
    if stem.is_empty() {
        return false;
    }
    let rest = &text[word.end..within.end() as usize];
    let next = rest.trim_start();
    match lexicon().abbreviation(form) {
        Some(AbbreviationKind::Number) => return next.starts_with(|c: char| c.is_ascii_digit()),
        Some(_) => return true,
        None => {}
    }
    // Initials ("J."), but not "I." or "Plan B." at the end of a sentence.
    let mut letters = stem.chars();
    if let (Some(c), None) = (letters.next(), letters.next()) {
        return c.is_uppercase() && next.starts_with(char::is_alphanumeric);
    }
    is_dotted(stem)
}

/// Letters parted by dots: `U.S`, `a.m`, `Ph.D`.
pub(crate) fn is_dotted(stem: &str) -> bool {
    stem.contains('.')
        && stem.split('.').all(|part| {
            !part.is_empty() && part.len() <= 2 && part.chars().all(char::is_alphabetic)
        })
}

/// Tokens of a word without marks around it.
fn core_tokens(text: &str, word: Bytes, out: &mut Vec<Token>) {
    let form = &text[word.clone()];
    if let Some(first) = contraction_len(form) {
        push(word.start..word.start + first, out);
        return push(word.start + first..word.end, out);
    }
    if form.bytes().all(|b| b.is_ascii_alphabetic()) || is_address(form) || is_one_number(form) {
        return push(word, out);
    }
    let clitic = clitic_len(form);
    if clitic > 0 && clitic < form.len() {
        let at = word.end - clitic;
        core_tokens(text, word.start..at, out);
        return push(at..word.end, out);
    }
    match inner_break(form) {
        Some((at, len)) => {
            let (at, end) = (word.start + at, word.start + at + len);
            if at > word.start {
                core_tokens(text, word.start..at, out);
            }
            if len > 0 {
                push(at..end, out);
            }
            // What follows may open with a mark: `R$`, `(s)`.
            word_tokens(text, end..word.end, Span::from_range(end..word.end), out);
        }
        None => push(word, out),
    }
}

/// Where a word falls apart: offset and length of the mark between its parts (length 0 between a
/// number and its unit).
fn inner_break(form: &str) -> Option<(usize, usize)> {
    for (at, c) in form.char_indices().skip(1) {
        let (left, right) = (&form[..at], &form[at + c.len_utf8()..]);
        if right.is_empty() {
            break;
        }
        let breaks = match c {
            '-' | '‐' | '‑' => !keeps_hyphen(left, right),
            '/' => !(is_digits(left) && is_digits(right)),
            '–' | '—' | '…' | '“' | '”' | '"' | '(' | ')' | '[' | ']' | ';' | '!' | '?' | '~'
            | '•' | '|' | '<' | '>' | '«' | '»' | '©' | '®' | '™' => true,
            ',' | ':' => !(left.ends_with(is_digit) && right.starts_with(is_digit)),
            '.' => glues_sentences(left, right),
            c if is_currency(c) => {
                // `US$4.5`: the letters say whose dollar it is.
                if left.len() <= 2 && left.chars().all(char::is_uppercase) {
                    return Some((at + c.len_utf8(), 0));
                }
                true
            }
            _ => false,
        };
        if breaks {
            let run = form[at..].len() - form[at..].trim_start_matches(|d| runs_with(c, d)).len();
            return Some((at, run.max(c.len_utf8())));
        }
    }
    number_end(form).map(|at| (at, 0))
}

/// Whether a hyphen stays inside its token.
fn keeps_hyphen(left: &str, right: &str) -> bool {
    // The whole of an affixed word is judged at its first hyphen: `co-operation`, `non-aligned`.
    lexicon().joins_affix(left, right)
}

/// Whether a dot between two words ends a sentence whose space was lost: `issues.The`.
fn glues_sentences(left: &str, right: &str) -> bool {
    let before = left.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let mut after = right.chars();
    before.len() >= 3
        && before.chars().all(char::is_lowercase)
        && after.next().is_some_and(char::is_uppercase)
        && after.next().is_none_or(|c| !c.is_uppercase())
}

/// The end of the number in a number with a unit written together, such as `5pm`, `155mm`, `3bn`.
fn number_end(form: &str) -> Option<usize> {
    const UNITS: [&str; 20] = [
        "am", "pm", "a.m.", "p.m.", "km", "cm", "mm", "kg", "mg", "bn", "m", "k", "mn", "mph",
        "kph", "GMT", "MW", "GW", "kW", "tn",
    ];
    let at = form.find(|c: char| !(is_digit(c) || matches!(c, '.' | ',' | ':')))?;
    (at > 0 && UNITS.contains(&&form[at..])).then_some(at)
}

/// Length of the first part of two words written as one.
fn contraction_len(form: &str) -> Option<usize> {
    const JOINED: [(&str, usize); 4] = [("cannot", 3), ("gonna", 3), ("gotta", 3), ("wanna", 3)];
    JOINED.iter().find(|(word, _)| form.eq_ignore_ascii_case(word)).map(|&(_, len)| len)
}

/// Length of the clitic at the end of `form`, or 0.
fn clitic_len(form: &str) -> usize {
    const CLITICS: [&str; 6] = ["s", "re", "ve", "ll", "d", "m"];
    let bytes = form.as_bytes();
    let Some(at) = form.rfind(['\'', '’']) else { return 0 };
    let tail = form[at..].trim_start_matches(['\'', '’']);
    if tail.eq_ignore_ascii_case("t") {
        return match at.checked_sub(1).map(|n| bytes[n]) {
            Some(b'n' | b'N') => form.len() - at + 1,
            _ => 0,
        };
    }
    if CLITICS.iter().any(|c| tail.eq_ignore_ascii_case(c)) { form.len() - at } else { 0 }
}

/// An apostrophe that stands for left-out letters: `'90s`, `'em`.
fn is_elision(word: &str) -> bool {
    let rest = word.trim_start_matches(['\'', '’']);
    rest.starts_with(is_digit) || matches!(rest, "em" | "til" | "n" | "cause")
}

/// A web or mail address, a handle or a file path.
fn is_address(form: &str) -> bool {
    const ENDINGS: [&str; 12] = [
        ".com", ".org", ".net", ".gov", ".edu", ".int", ".io", ".uk", ".eu", ".mil", ".info", ".tv",
    ];
    form.contains("://")
        || form.starts_with("www.")
        || form.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        || ENDINGS.iter().any(|e| form.len() > e.len() && form.to_ascii_lowercase().ends_with(e))
}

/// Digits with the marks that numbers, dates and clocks hold: `1,000`, `10:30`, `2021-06-01`, `2+2`.
fn is_one_number(form: &str) -> bool {
    if form.bytes().filter(|&b| b == b'-').count() == 1 {
        return form.starts_with('-') && is_one_number(&form[1..]);
    }
    form.starts_with(|c: char| is_digit(c) || matches!(c, '.' | '+' | '-'))
        && form.contains(is_digit)
        && form.chars().all(|c| is_digit(c) || matches!(c, '.' | ',' | ':' | '/' | '+' | '-'))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_digit)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₩' | '₹' | '₽' | '₺' | '₪' | '₴' | '¢')
}

/// Marks that are tokens of their own at the edge of a word.
fn is_mark(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation() && !matches!(c, '$' | '%' | '&' | '@' | '#' | '_' | '+');
    }
    !c.is_alphanumeric() && !is_currency(c) && !is_joiner(c)
}

/// Combining marks and joiners belong to the letter before them.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '°')
}

/// Whether `c` continues a run of marks that is one token: `...`, `--`, `?!`, `***`.
fn runs_with(first: char, c: char) -> bool {
    match first {
        '!' | '?' => matches!(c, '!' | '?'),
        '.' | '-' | '*' | '=' | '_' | '~' | '<' | '>' | '$' => c == first,
        _ => false,
    }
}

fn push(bytes: Bytes, out: &mut Vec<Token>) {
    out.push(Token { span: Span::from_range(bytes) });
}
