//! An independent matcher: a trie over folded words, walked from every word, then compared as strings.
//!
//! It shares no code with the library and is slow.

use std::collections::BTreeMap;

use plenipo_match::{CaseRule, Diacritics, Entry, Match, Matcher, MatcherBuilder, Separators};
use unicode_normalization::UnicodeNormalization;

#[derive(Clone, Debug)]
pub(crate) struct OwnedEntry {
    pub(crate) text: String,
    pub(crate) payload: u32,
    pub(crate) case: CaseRule,
    pub(crate) diacritics: Diacritics,
    pub(crate) separators: Separators,
}

/// Start, end, payload, caps.
pub(crate) type Hit = (usize, usize, u32, bool);

#[derive(Default)]
struct Node {
    next: BTreeMap<String, Node>,
    entries: Vec<usize>,
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || ('\u{300}'..='\u{36f}').contains(&c)
}

/// Byte ranges of the words.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices().filter(|&(_, c)| is_word(c)) {
        match out.last_mut() {
            Some(last) if last.1 == at => last.1 += c.len_utf8(),
            _ => out.push((at, at + c.len_utf8())),
        }
    }
    out
}

fn bare(text: &str) -> String {
    let mut out = String::new();
    for c in text.nfd() {
        match c {
            '\u{300}'..='\u{36f}' => {}
            'ß' => out += "ss",
            'ẞ' => out += "SS",
            'æ' => out += "ae",
            'Æ' => out += "AE",
            'œ' => out += "oe",
            'Œ' => out += "OE",
            'ø' => out.push('o'),
            'Ø' => out.push('O'),
            'ł' => out.push('l'),
            'Ł' => out.push('L'),
            'đ' | 'ð' => out.push('d'),
            'Đ' | 'Ð' => out.push('D'),
            'ħ' => out.push('h'),
            'Ħ' => out.push('H'),
            'ı' => out.push('i'),
            'þ' => out += "th",
            'Þ' => out += "TH",
            c => out.push(c),
        }
    }
    out
}

fn key(word: &str) -> String {
    bare(&bare(&word.to_uppercase()).to_lowercase()).replace('ς', "σ")
}

fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

fn upper(text: &str) -> String {
    text.chars().flat_map(char::to_uppercase).collect()
}

/// The marks of a gap in letters: `s` space, `n` line break, `h` hyphen, `a` apostrophe, `d` dot.
fn shape(gap: &str) -> Option<String> {
    let mut out = String::new();
    for c in gap.chars() {
        out.push(match c {
            ' ' | '\u{a0}' | '\u{202f}' | '\r' => 's',
            '\n' => 'n',
            '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' => 'h',
            '\'' | '\u{2018}' | '\u{2019}' => 'a',
            '.' | '\u{b7}' => 'd',
            '\u{ad}' => continue,
            _ => return None,
        });
    }
    let marks = out.chars().filter(|c| "had".contains(*c)).count();
    let white = |c: Option<char>| matches!(c, Some('s' | 'n'));
    let dash = out.contains('h') && white(out.chars().next()) && white(out.chars().last());
    let joins = (1..=8).contains(&gap.len()) && marks <= 1 && !dash && out.matches('n').count() < 2;
    joins.then_some(out)
}

fn joins(entry: &str, text: &str, before: &str, after: &str) -> bool {
    if entry == text {
        return true;
    }
    let (Some(entry), Some(text)) = (shape(entry), shape(text)) else { return false };
    let both = |mark: char| entry.contains(mark) == text.contains(mark);
    if text.contains('d') && !text.ends_with('d') && before.chars().count() > 3 && !both('d') {
        return false;
    }
    !(text.contains('a') && (after == "s" || after == "S") && !both('a'))
}

/// All word-aligned matches, sorted; of several with one span and payload, the first.
pub(crate) fn search(entries: &[OwnedEntry], text: &str) -> Vec<Hit> {
    let mut root = Node::default();
    for (index, entry) in entries.iter().enumerate() {
        let mut node = &mut root;
        for (start, end) in words(&entry.text) {
            node = node.next.entry(key(&entry.text[start..end])).or_default();
        }
        node.entries.push(index);
    }
    let of_text = words(text);
    let mut hits = Vec::new();
    for first in 0..of_text.len() {
        let mut node = &root;
        for last in first..of_text.len() {
            match node.next.get(&key(&text[of_text[last].0..of_text[last].1])) {
                Some(next) => node = next,
                None => break,
            }
            for &index in &node.entries {
                hits.extend(compare(&entries[index], text, &of_text[first..=last]));
            }
        }
    }
    hits.sort_unstable();
    hits.dedup_by_key(|h| (h.0, h.1, h.2));
    hits
}

fn compare(entry: &OwnedEntry, text: &str, spans: &[(usize, usize)]) -> Option<Hit> {
    let of_entry = words(&entry.text);
    assert_eq!(of_entry.len(), spans.len());
    let view =
        |s: &str| if entry.diacritics == Diacritics::Folded { bare(s) } else { s.to_owned() };
    let word = |at: usize| &text[spans[at].0..spans[at].1];
    let name = |at: usize| &entry.text[of_entry[at].0..of_entry[at].1];
    for at in 1..spans.len() {
        let gap = &text[spans[at - 1].1..spans[at].0];
        let own = &entry.text[of_entry[at - 1].1..of_entry[at].0];
        let fits = match entry.separators {
            Separators::Literal => gap == own,
            Separators::Joined => joins(own, gap, word(at - 1), word(at)),
        };
        if !fits {
            return None;
        }
    }
    let tail = &entry.text[of_entry[of_entry.len() - 1].1..];
    let end = spans[spans.len() - 1].1 + tail.len();
    if !text[spans[spans.len() - 1].1..].starts_with(tail) || text[end..].starts_with(is_word) {
        return None;
    }
    let all =
        |same: &dyn Fn(&str, &str) -> bool| (0..spans.len()).all(|at| same(name(at), word(at)));
    let written = all(&|n, w| view(n) == view(w));
    let capital = |n: &str| {
        let mut chars = n.chars();
        let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
        first + chars.as_str()
    };
    let title = all(&|n, w| view(n) == view(w) || view(&capital(n)) == view(w));
    let caps = all(&|n, w| view(&upper(n)) == view(w));
    let any = all(&|n, w| view(&lower(n)) == view(&lower(w)) || view(n) == view(w));
    let (found, by_caps) = match entry.case {
        CaseRule::Exact => (written, false),
        CaseRule::AsWrittenOrCaps => (written || caps, !written),
        CaseRule::TitleOrCaps => (written || title || caps, !written && !title),
        CaseRule::AnyCase => (written || caps || any, !written && caps),
    };
    found.then_some((spans[0].0, end, entry.payload, by_caps))
}

/// The matcher of the library for these entries.
pub(crate) fn build(entries: &[OwnedEntry]) -> Matcher {
    let mut builder = MatcherBuilder::new();
    for e in entries {
        let entry = Entry::new(&e.text, e.payload).case(e.case).diacritics(e.diacritics);
        builder.add(entry.separators(e.separators));
    }
    builder.build().expect("entries begin with a word")
}

/// What the library found, as the oracle says it.
pub(crate) fn hit(m: Match) -> Hit {
    (m.span.start() as usize, m.span.end() as usize, m.payload, m.caps)
}
