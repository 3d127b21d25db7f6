//! A dictionary and a text, searched by every engine of the processor, whole and in chunks. Lines before the first empty one are
//! entries; their first byte says the rules.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plenipo_match::{
    CaseRule, Diacritics, Entry, MatcherBuilder, Scratch, Separators, Stream,
};

fuzz_target!(|input: &str| {
    let (names, text) = input.split_once("\n\n").unwrap_or((input, ""));
    let mut builder = MatcherBuilder::new();
    for (name, index) in names.lines().zip(0..) {
        let Some(rules) = name.chars().next().filter(char::is_ascii) else { continue };
        let bits = rules as u32;
        let case = [
            CaseRule::Exact,
            CaseRule::AsWrittenOrCaps,
            CaseRule::TitleOrCaps,
            CaseRule::AnyCase,
        ][bits as usize & 3];
        let mut entry = Entry::new(&name[1..], index).case(case);
        if bits & 4 != 0 {
            entry = entry.diacritics(Diacritics::Folded);
        }
        if bits & 8 != 0 {
            entry = entry.separators(Separators::Literal);
        }
        builder.add(entry);
    }
    let Ok(matcher) = builder.build() else { return };
    let whole = matcher.overlapping_vec(text, &mut Scratch::new());
    for matcher in matcher.engines() {
        assert_eq!(whole, matcher.overlapping_vec(text, &mut Scratch::new()), "{matcher:?}");
    }
    let mut streamed = Vec::new();
    let mut push = |m: plenipo_match::StreamMatch| streamed.push((m.bytes, m.payload, m.caps));
    let mut stream = Stream::overlapping(&matcher);
    for chunk in text.split_inclusive(' ') {
        stream.push(chunk, &mut push);
    }
    stream.finish(&mut push);
    let span = |m: &plenipo_match::Match| u64::from(m.span.start())..u64::from(m.span.end());
    let whole: Vec<_> = whole.iter().map(|m| (span(m), m.payload, m.caps)).collect();
    assert_eq!(streamed, whole);
});
