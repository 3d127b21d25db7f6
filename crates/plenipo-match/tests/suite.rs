//! The cases of `testdata/match`, on every engine, opened and as built, whole and in chunks.

use std::path::Path;
use std::sync::Arc;

use plenipo_match::{
    CaseRule, Diacritics, Entry, Matcher, MatcherBuilder, Scratch, Separators, Stream,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Suite {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    entries: Vec<CaseEntry>,
    text: String,
    /// Bytes of the text and index of the entry.
    overlapping: Vec<(String, u32)>,
    /// The same, where it differs.
    leftmost_longest: Option<Vec<(String, u32)>>,
    #[serde(default)]
    caps: Vec<String>,
}

#[derive(Deserialize)]
struct CaseEntry {
    text: String,
    #[serde(default)]
    rules: Vec<String>,
}

fn build(entries: &[CaseEntry]) -> Matcher {
    let mut builder = MatcherBuilder::new();
    for (e, index) in entries.iter().zip(0..) {
        let mut entry = Entry::new(&e.text, index);
        for rule in &e.rules {
            entry = match rule.as_str() {
                "caps" => entry.case(CaseRule::AsWrittenOrCaps),
                "title" => entry.case(CaseRule::TitleOrCaps),
                "any" => entry.case(CaseRule::AnyCase),
                "folded" => entry.diacritics(Diacritics::Folded),
                "literal" => entry.separators(Separators::Literal),
                other => panic!("unknown rule {other:?}"),
            };
        }
        builder.add(entry);
    }
    builder.build().unwrap()
}

type Found = Vec<(String, u32)>;

fn streamed(mut stream: Stream<'_>, text: &str, size: usize) -> Found {
    let mut out = Vec::new();
    let mut push = |m: plenipo_match::StreamMatch| {
        out.push((m.bytes.start as usize..m.bytes.end as usize, m.payload));
    };
    let mut at = 0;
    while at < text.len() {
        let end = text.ceil_char_boundary((at + size).min(text.len()));
        stream.push(&text[at..end], &mut push);
        at = end;
    }
    stream.finish(&mut push);
    out.into_iter().map(|(range, payload)| (text[range].to_owned(), payload)).collect()
}

#[test]
fn every_case_on_every_engine_and_mode() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/match");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "toml"));
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let suite: Suite = toml::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        for case in suite.case {
            let built = build(&case.entries);
            let opened = Matcher::from_shared(Arc::new(built.image().to_vec())).unwrap();
            run(&case, "opened", &opened);
            for matcher in built.engines() {
                run(&case, &format!("{matcher:?}"), &matcher);
            }
        }
    }
}

fn run(case: &Case, engine: &str, matcher: &Matcher) {
    let label = format!("{} ({engine})", case.name);
    let text = case.text.as_str();
    let mut scratch = Scratch::new();
    let all = matcher.overlapping_vec(text, &mut scratch);
    let found: Found = all.iter().map(|m| (m.span.of(text).to_owned(), m.payload)).collect();
    assert_eq!(found, case.overlapping, "{label}");
    let caps: Vec<&str> = all.iter().filter(|m| m.caps).map(|m| m.span.of(text)).collect();
    assert_eq!(caps, case.caps, "caps of {label}");
    let longest = case.leftmost_longest.as_ref().unwrap_or(&case.overlapping);
    let found: Found = matcher
        .leftmost_longest(text, &mut scratch)
        .iter()
        .map(|m| (m.span.of(text).to_owned(), m.payload))
        .collect();
    assert_eq!(&found, longest, "leftmost-longest of {label}");
    let sizes = 1..=text.len().max(1);
    for size in sizes.step_by(if cfg!(miri) { 17 } else { 1 }) {
        assert_eq!(streamed(Stream::overlapping(matcher), text, size), case.overlapping, "{label}");
        assert_eq!(&streamed(Stream::leftmost_longest(matcher), text, size), longest, "{label}");
    }
}
