//! Dictionaries of the sizes that are measured against a token trie that shares no code with the library, in every
//! mode and on every engine of the processor.
//!
//! The two largest take half a minute together:
//! `cargo test --release -p plenipo-benches --test match_oracle -- --ignored`

#[path = "../../crates/plenipo-match/tests/oracle/mod.rs"]
mod oracle;

use oracle::{Hit, OwnedEntry, build, hit, search};
use plenipo_benches::match_peers::corpus;
use plenipo_match::{CaseRule, Diacritics, Scratch, Separators, Stream, StreamMatch};

/// Bytes of text, and of the chunks of a stream.
const TEXT: usize = 300_000;
const CHUNK: usize = 4099;

/// Which rules the entries of a dictionary have.
#[derive(Clone, Copy, Debug)]
enum Rules {
    Exact,
    All,
    /// Each combination of two cases, diacritics and separators in turn.
    Mixed,
    /// Each of all four cases: the filters do not see case.
    MixedAnyCase,
}

fn entry(text: &str, index: u32, rules: Rules) -> OwnedEntry {
    use CaseRule::{AnyCase, AsWrittenOrCaps, Exact, TitleOrCaps};
    let cases = [AsWrittenOrCaps, Exact, TitleOrCaps, AnyCase];
    let (case, folded, literal) = match rules {
        Rules::Exact => (Exact, false, true),
        Rules::All => (AsWrittenOrCaps, true, false),
        Rules::Mixed => (cases[index as usize / 4 % 3], index & 1 != 0, index & 2 != 0),
        Rules::MixedAnyCase => (cases[index as usize / 4 % 4], index & 1 != 0, index & 2 != 0),
    };
    OwnedEntry {
        text: text.to_owned(),
        payload: index,
        case,
        diacritics: if folded { Diacritics::Folded } else { Diacritics::Strict },
        separators: if literal { Separators::Literal } else { Separators::Joined },
    }
}

/// From left to right the longest, and all of one span.
fn leftmost_longest(all: &[Hit]) -> Vec<Hit> {
    let mut sorted = all.to_vec();
    sorted.sort_by_key(|h| (h.0, core::cmp::Reverse(h.1), h.2));
    let mut kept: Vec<Hit> = Vec::new();
    for h in sorted {
        if kept.last().is_none_or(|k| k.1 <= h.0 || (k.0, k.1) == (h.0, h.1)) {
            kept.push(h);
        }
    }
    kept
}

fn streamed(mut stream: Stream<'_>, text: &str) -> Vec<Hit> {
    let mut out = Vec::new();
    let mut push = |m: StreamMatch| {
        out.push((m.bytes.start as usize, m.bytes.end as usize, m.payload, m.caps));
    };
    let mut rest = text;
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(rest.floor_char_boundary(CHUNK.min(rest.len())));
        stream.push(chunk, &mut push);
        rest = after;
    }
    stream.finish(&mut push);
    out
}

fn compare(count: usize) {
    let names = corpus::names(count);
    let text = corpus::text(&names, TEXT);
    for rules in [Rules::Exact, Rules::All, Rules::Mixed, Rules::MixedAnyCase] {
        let entries: Vec<OwnedEntry> =
            names.iter().zip(0..).map(|(name, index)| entry(name, index, rules)).collect();
        let expected = search(&entries, &text);
        let longest = leftmost_longest(&expected);
        assert!(expected.len() > TEXT / 1000, "{} matches are few", expected.len());
        let mut scratch = Scratch::new();
        for matcher in build(&entries).engines() {
            let label = format!("{rules:?}, {matcher:?}");
            let found: Vec<Hit> = matcher.overlapping_iter(&text, &mut scratch).map(hit).collect();
            assert!(found == expected, "overlapping, {label}");
            let found: Vec<Hit> =
                matcher.leftmost_longest(&text, &mut scratch).into_iter().map(hit).collect();
            assert!(found == longest, "leftmost-longest, {label}");
            let found = streamed(Stream::overlapping(&matcher), &text);
            assert!(found == expected, "overlapping stream, {label}");
            let found = streamed(Stream::leftmost_longest(&matcher), &text);
            assert!(found == longest, "leftmost-longest stream, {label}");
        }
    }
}

#[test]
fn a_thousand_names() {
    compare(1_000);
}

#[test]
fn ten_thousand_names() {
    compare(10_000);
}

#[test]
#[ignore = "takes seconds without optimisation"]
fn a_hundred_thousand_names() {
    compare(100_000);
}

#[test]
#[ignore = "takes minutes without optimisation"]
fn a_million_names() {
    compare(1_000_000);
}
