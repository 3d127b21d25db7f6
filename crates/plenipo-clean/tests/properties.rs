//! Invariants on arbitrary input.

use plenipo_clean::{Cleaned, Cleaner, Format, Input};
use proptest::prelude::*;

fn clean(bytes: &[u8], format: Format) -> Option<Cleaned> {
    let input = Input { format, ..Input::new("d", bytes) };
    Cleaner::builder().comments(true).build().clean(&input).ok()
}

/// Every clean character that has an origin is that character in the decoded input, or stands for
/// a character reference, white space or a tag there.
fn check_alignment(cleaned: &Cleaned) {
    let doc = &cleaned.document;
    let raw = doc.raw().text();
    for (at, c) in doc.text().char_indices() {
        let Some(origin) = doc.alignment().byte_origin(at as u32) else { continue };
        let there = raw[origin as usize..].chars().next().expect("an origin in bounds");
        let derived = if c == ' ' {
            there.is_whitespace() || there.is_control() || there == '&' || there == '<'
        } else {
            there == c || there == '&'
        };
        assert!(derived, "{c:?} at {at} comes from {there:?} at {origin}");
    }
    let mut covered = vec![false; doc.text().len()];
    for block in doc.blocks() {
        assert!(doc.text().get(block.span.range()).is_some_and(|t| !t.trim().is_empty()));
        assert!((0.0..=1.0).contains(&block.score));
        covered[block.span.range()].fill(true);
        if let Some(place) = doc.locate(block.span) {
            assert!(place.bytes.start() < place.bytes.end());
        }
    }
    for (byte, covered) in doc.text().bytes().zip(covered) {
        assert!(covered || byte == b'\n', "text between blocks is only line breaks");
    }
    for block in &cleaned.dropped {
        assert!(raw.get(block.raw.range()).is_some());
        assert!(!cleaned.dropped_text(block).is_empty());
    }
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~]{0,30}",
        "\\PC{0,12}",
        Just("<p>".to_owned()),
        Just("</p>".to_owned()),
        Just("<div class='comment-list'>".to_owned()),
        Just("</div>".to_owned()),
        Just("<a href=x>".to_owned()),
        Just("</a>".to_owned()),
        Just("<br>".to_owned()),
        Just("&amp;&nbsp;&#8217;&hellip;".to_owned()),
        Just("<script>".to_owned()),
        Just("</script>".to_owned()),
        Just("<title>Talks in Seoul | Post</title>".to_owned()),
        Just("<h1>Talks in Seoul</h1>".to_owned()),
        Just("\u{a0}\u{200b}\u{ad}".to_owned()),
        Just("\n".to_owned()),
        Just("date 2021-06-01 The ministers of both countries met on Monday, he said. ".to_owned()),
        Just("They agreed that the talks in the capital would go on. (Yonhap)\n".to_owned()),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn arbitrary_bytes_are_cleaned_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for format in [Format::Auto, Format::Html, Format::Text] {
            if let Some(cleaned) = clean(&bytes, format) {
                let json: serde_json::Value = serde_json::from_str(&cleaned.to_json()).unwrap();
                prop_assert!(json["blocks"].is_array());
                prop_assert!(cleaned.explain_html().starts_with("<!doctype html>"));
            }
        }
    }

    #[test]
    fn every_clean_byte_comes_from_its_raw_byte(page in pieces()) {
        for format in [Format::Html, Format::Text] {
            if let Some(cleaned) = clean(page.as_bytes(), format) {
                check_alignment(&cleaned);
            }
        }
    }

    #[test]
    fn the_same_bytes_give_the_same_result(page in pieces()) {
        let json = |c: Option<Cleaned>| c.map(|c| c.to_json());
        let bytes = page.as_bytes();
        prop_assert_eq!(json(clean(bytes, Format::Html)), json(clean(bytes, Format::Html)));
    }

    #[test]
    fn legacy_encodings_are_aligned(words in "[a-zé]{3,12}( [a-zà]{2,9}){8,20}\\.") {
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&words);
        let given = plenipo_clean::Given { charset: Some("windows-1252"), ..Default::default() };
        let input = Input { given, format: Format::Text, ..Input::new("d", &bytes) };
        if let Ok(cleaned) = Cleaner::default().clean(&input) {
            check_alignment(&cleaned);
            let doc = &cleaned.document;
            for block in doc.blocks() {
                let place = doc.locate(block.span).expect("nothing is made up here");
                let there = &bytes[place.bytes.range()];
                let (text, _, _) = encoding_rs::WINDOWS_1252.decode(there);
                prop_assert_eq!(text, block.span.of(doc.text()));
            }
        }
    }
}
