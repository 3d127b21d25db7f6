//! The matcher against an independent oracle, over alphabets made to collide.

mod oracle;

use aho_corasick::AhoCorasick;
use oracle::{Hit, OwnedEntry, build, hit, search};
use plenipo_match::{
    CaseRule, Diacritics, Entry, Matcher, MatcherBuilder, Scratch, Separators, Stream,
};
use proptest::prelude::*;
use proptest::sample::select;

fn found(matcher: &Matcher, text: &str) -> Vec<Hit> {
    matcher.overlapping_iter(text, &mut Scratch::new()).map(hit).collect()
}

fn streamed(mut stream: Stream<'_>, text: &str, cuts: &[usize]) -> Vec<Hit> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut push = |m: plenipo_match::StreamMatch| {
        out.push((m.bytes.start as usize, m.bytes.end as usize, m.payload, m.caps));
    };
    for cut in cuts {
        let cut = text.floor_char_boundary(cut % (text.len() + 1));
        if cut > at {
            stream.push(&text[at..cut], &mut push);
            at = cut;
        }
    }
    stream.push(&text[at..], &mut push);
    stream.finish(&mut push);
    out
}

/// An interpreter that checks every access takes seconds for each.
const CASES: u32 = if cfg!(miri) { 4 } else { 1500 };

/// Few words, in many ways to write them.
fn word() -> impl Strategy<Value = String> {
    const WORDS: [&str; 34] = [
        "a",
        "A",
        "s",
        "S",
        "ab",
        "AB",
        "Ab",
        "abc",
        "ABC",
        "de",
        "De",
        "Gaulle",
        "GAULLE",
        "gaulle",
        "é",
        "É",
        "e\u{301}",
        "E",
        "straße",
        "STRASSE",
        "Strasse",
        "İ",
        "i",
        "ı",
        "I",
        "ÆØ",
        "aeo",
        "AEO",
        "北京",
        "Ж",
        "ж",
        "a_1",
        "Abcdefghijklmnopq",
        "ABCDEFGHIJKLMNOPQ",
    ];
    prop_oneof![
        8 => select(&WORDS[..]).prop_map(str::to_owned),
        1 => "[a-cA-C]{1,4}",
        1 => (15usize..70).prop_map(|n| "xY".repeat(n)),
        1 => "[\u{300}\u{301}ab]{1,3}",
    ]
}

fn gap() -> impl Strategy<Value = String> {
    const GAPS: [&str; 24] = [
        " ",
        " ",
        " ",
        " ",
        "-",
        "'",
        "’",
        ".",
        ". ",
        ", ",
        "\n",
        "\n\n",
        "\r\n",
        "\u{a0}",
        " - ",
        "–",
        "—",
        "/",
        "\u{ad}",
        "-\n",
        "  ",
        "' ",
        "؛ ",
        "          ",
    ];
    select(&GAPS[..]).prop_map(str::to_owned)
}

fn phrase(most: usize) -> impl Strategy<Value = String> {
    (word(), prop::collection::vec((gap(), word()), 0..most))
        .prop_map(|(first, rest)| rest.iter().fold(first, |out, (gap, word)| out + gap + word))
}

fn entry() -> impl Strategy<Value = OwnedEntry> {
    use CaseRule::{AnyCase, AsWrittenOrCaps, Exact, TitleOrCaps};
    let case = select(&[Exact, AsWrittenOrCaps, TitleOrCaps, AnyCase][..]);
    let tail = select(&["", "", "", "", ".", "!", ".,"][..]);
    let flags = (any::<bool>(), any::<bool>(), 0u32..4);
    (phrase(4), tail, case, flags).prop_map(|(text, tail, case, (folded, literal, payload))| {
        OwnedEntry {
            text: text + tail,
            payload,
            case,
            diacritics: if folded { Diacritics::Folded } else { Diacritics::Strict },
            separators: if literal { Separators::Literal } else { Separators::Joined },
        }
    })
}

fn entries() -> impl Strategy<Value = Vec<OwnedEntry>> {
    // Without the rule that blinds the filters in half of the cases.
    (prop::collection::vec(entry(), 0..12), any::<bool>()).prop_map(|(mut entries, any_case)| {
        for entry in &mut entries {
            if !any_case && entry.case == CaseRule::AnyCase {
                entry.case = CaseRule::AsWrittenOrCaps;
            }
        }
        entries
    })
}

/// Text that is likely to hold some of `entries`.
fn text_with(entries: Vec<OwnedEntry>) -> impl Strategy<Value = (Vec<OwnedEntry>, String)> {
    let names: Vec<String> = entries
        .iter()
        .flat_map(|e| [e.text.clone(), e.text.to_uppercase()])
        .chain(["x".to_owned()])
        .collect();
    let piece = prop_oneof![2 => select(names), 1 => phrase(3)];
    (Just(entries), prop::collection::vec((gap(), piece), 0..25)).prop_map(|(entries, pieces)| {
        let text = pieces.iter().fold(String::new(), |out, (gap, piece)| out + gap + piece);
        (entries, text)
    })
}

fn longest(all: &[Hit]) -> Vec<Hit> {
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) })]

    #[test]
    fn every_engine_and_mode_finds_what_the_oracle_finds(
        (entries, text) in entries().prop_flat_map(text_with),
        cuts in prop::collection::vec(0usize..400, 0..6).prop_map(|mut c| { c.sort_unstable(); c }),
    ) {
        let expected = search(&entries, &text);
        let matcher = build(&entries);
        for matcher in matcher.engines() {
            prop_assert_eq!(&found(&matcher, &text), &expected, "{:?}", matcher);
        }
        let opened = Matcher::from_shared(std::sync::Arc::new(matcher.image().to_vec())).unwrap();
        prop_assert!(opened.is_intact());
        prop_assert_eq!(&found(&opened, &text), &expected);
        prop_assert_eq!(&streamed(Stream::overlapping(&matcher), &text, &cuts), &expected);
        let left: Vec<Hit> =
            matcher.leftmost_longest(&text, &mut Scratch::new()).into_iter().map(hit).collect();
        prop_assert_eq!(&left, &longest(&expected));
        prop_assert_eq!(&streamed(Stream::leftmost_longest(&matcher), &text, &cuts), &left);
    }

    #[test]
    fn exact_names_are_those_of_an_automaton_at_word_edges(
        names in prop::collection::vec(phrase(4), 1..12),
        pieces in prop::collection::vec((phrase(3), gap()), 0..30),
        shift in 0usize..70,
    ) {
        let text = pieces.iter().fold("x".repeat(shift), |out, (p, g)| out + g + p);
        let mut builder = MatcherBuilder::new();
        for (name, index) in names.iter().zip(0..) {
            builder.add(Entry::new(name, index).separators(Separators::Literal));
        }
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || ('\u{300}'..='\u{36f}').contains(&c);
        let automaton = AhoCorasick::new(&names).unwrap();
        let mut expected: Vec<Hit> = automaton
            .find_overlapping_iter(&text)
            .filter(|m| !text[..m.start()].ends_with(is_word) && !text[m.end()..].starts_with(is_word))
            .map(|m| (m.start(), m.end(), m.pattern().as_u32(), false))
            .collect();
        expected.sort_unstable();
        for matcher in builder.build().unwrap().engines() {
            prop_assert_eq!(&found(&matcher, &text), &expected, "{:?}", matcher);
        }
    }

    #[test]
    fn damaged_images_do_no_harm(
        (entries, text) in entries().prop_flat_map(text_with),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut image = build(&entries).image().to_vec();
        for (at, byte) in damage {
            // Past the header, which has a checksum of its own.
            let at = 128 + at.index(image.len() - 128);
            image[at] = byte;
        }
        let short = image[..cut.index(image.len())].to_vec();
        prop_assert!(Matcher::from_shared(std::sync::Arc::new(short)).is_err());
        let damaged = Matcher::from_shared(std::sync::Arc::new(image)).unwrap();
        for damaged in damaged.engines() {
            for (start, end, ..) in found(&damaged, &text) {
                prop_assert!(text.get(start..end).is_some());
            }
        }
    }
}

#[test]
fn names_across_the_edges_of_stretches_are_found() {
    let entries: Vec<OwnedEntry> =
        ["Antony Blinken", "al-Qaeda", "United Nations Security Council"]
            .iter()
            .zip(0..)
            .map(|(text, payload)| OwnedEntry {
                text: (*text).to_owned(),
                payload,
                case: CaseRule::AsWrittenOrCaps,
                diacritics: Diacritics::Folded,
                separators: Separators::Joined,
            })
            .collect();
    let matcher = build(&entries);
    for shift in 0..if cfg!(miri) { 1 } else { 80 } {
        // One long line: no place to cut but inside.
        let unit = "United Nations Security Council al-Qaeda ANTONY BLINKEN é ";
        let text = "y".repeat(shift) + " " + &unit.repeat(if cfg!(miri) { 600 } else { 1500 });
        let expected = search(&entries, &text);
        for matcher in matcher.engines() {
            assert_eq!(found(&matcher, &text), expected, "shift {shift}, {matcher:?}");
        }
    }
}

#[test]
fn names_at_the_end_of_a_text() {
    let mut builder = MatcherBuilder::new();
    let names = ["Oslo", "Oslo Accords", "A", "Zé", "Hammarskjöld", "Internationalisation X"];
    for (name, index) in names.iter().zip(0..) {
        builder.add(Entry::new(name, index));
    }
    for matcher in builder.build().unwrap().engines() {
        for (name, index) in names.iter().zip(0..) {
            for shift in 0..if cfg!(miri) { 20 } else { 140 } {
                // Boxed to its length: what is read behind it belongs to others.
                let text = (" ".repeat(shift) + name).into_boxed_str();
                let hits = found(&matcher, &text);
                let hit = (shift, text.len(), index, false);
                assert!(hits.contains(&hit), "{matcher:?} {text:?} {hits:?}");
            }
        }
    }
}

#[test]
fn long_words_and_long_gaps_go_the_slow_way_and_are_found() {
    let long = "Donaudampfschifffahrtsgesellschaft".repeat(60);
    let spaced = format!("Oslo{}Accords", " ".repeat(40));
    let names = [long.as_str(), "Oslo Accords", &spaced, "Sixteen_Letters_", "Seventeen_Letters"];
    let mut builder = MatcherBuilder::new();
    for (name, index) in names.iter().zip(0..) {
        builder.add(Entry::new(name, index).separators(Separators::Literal));
    }
    let text = names.join(" and ") + " " + &long + "s";
    let expected: Vec<Hit> = names
        .iter()
        .zip(0..)
        .map(|(name, index)| (text.find(name).unwrap(), name, index))
        .map(|(at, name, index)| (at, at + name.len(), index, false))
        .collect();
    for matcher in builder.build().unwrap().engines() {
        assert_eq!(found(&matcher, &text), expected, "{matcher:?}");
    }
}

#[test]
fn an_image_of_another_kind_is_refused_with_its_place() {
    let image = build(&[]).image().to_vec();
    for at in 0..128 {
        let mut other = image.clone();
        other[at] ^= 1;
        let error = Matcher::from_shared(std::sync::Arc::new(other)).unwrap_err().to_string();
        assert!(error.starts_with("byte "), "{error}");
    }
}

/// Would take hours if each chunk cost as much as what is kept before it.
#[test]
fn long_words_in_small_chunks_take_time_by_their_length() {
    let long = "Ab".repeat(if cfg!(miri) { 100 } else { 1 << 20 });
    let many = ["x"; 200].join(" ");
    let matcher = build(&[&long, "Oslo", &many].map(|text| OwnedEntry {
        text: text.to_owned(),
        payload: 7,
        case: CaseRule::Exact,
        diacritics: Diacritics::Strict,
        separators: Separators::Joined,
    }));
    // The long word stays among the last 200 for as many words.
    let text = format!("{long} Oslo {} {long}s {many}", "Oslo ".repeat(300));
    let cuts: Vec<usize> = (0..text.len()).step_by(8).collect();
    let all = found(&matcher, &text);
    assert_eq!(all.len(), 303);
    for (stream, expected) in [
        (Stream::overlapping(&matcher), &all),
        (Stream::leftmost_longest(&matcher), &longest(&all)),
    ] {
        assert_eq!(&streamed(stream, &text, &cuts), expected);
    }
}
