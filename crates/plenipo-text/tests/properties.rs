//! Invariants of spans, alignments, sentences and tokens on arbitrary text.

use plenipo_text::{AlignmentBuilder, CharMap, Document, Segmentation, Span, tokenize};
use proptest::prelude::*;

/// Text with the marks that sentence and token rules look at.
fn news_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("U.S.".to_owned()),
        Just("Mr.".to_owned()),
        Just("Feb.".to_owned()),
        Just("...".to_owned()),
        Just("can't".to_owned()),
        Just("Cho’s".to_owned()),
        Just("\n".to_owned()),
        Just("\u{a0}".to_owned()),
        "[A-Za-z]{1,8}",
        "[0-9]{1,4}",
        "[.,!?\"“”'’()\\[\\]$€£/–—-]",
        "\\PC{1,3}",
        // Any character at all, controls too.
        proptest::char::any().prop_map(String::from),
    ];
    proptest::collection::vec((piece, prop_oneof![Just(" "), Just("")]), 0..40)
        .prop_map(|parts| parts.into_iter().map(|(a, b)| a + b).collect())
}

proptest! {
    #[test]
    fn tokens_cover_all_but_white_space_once(text in news_like()) {
        let mut tokens = Vec::new();
        tokenize(&text, Span::from_range(0..text.len()), &mut tokens);
        let mut last = 0;
        for token in &tokens {
            let span = token.span;
            prop_assert!(span.start() >= last && !span.is_empty());
            prop_assert!(text.get(span.range()).is_some(), "cuts a character");
            prop_assert!(text[last as usize..span.start() as usize].chars().all(char::is_whitespace));
            prop_assert!(!span.of(&text).chars().any(char::is_whitespace));
            last = span.end();
        }
        prop_assert!(text[last as usize..].chars().all(char::is_whitespace));
    }

    #[test]
    fn sentences_lie_in_their_block_in_order(text in news_like()) {
        let doc = Document::plain("d", text.as_str()).unwrap();
        let segmentation = Segmentation::new(&doc);
        let mut last = 0;
        let mut seen = 0;
        for sentence in segmentation.sentences() {
            let block = doc.blocks()[sentence.block as usize];
            prop_assert!(block.span.contains(sentence.span));
            prop_assert!(sentence.span.start() >= last);
            prop_assert_eq!(sentence.tokens.start(), seen);
            last = sentence.span.end();
            seen = sentence.tokens.end();
        }
        prop_assert_eq!(seen as usize, segmentation.tokens().len());
        // Nothing but white space is lost.
        let kept: usize = segmentation.tokens().iter().map(|t| t.span.len() as usize).sum();
        let solid: usize =
            text.chars().filter(|c| !c.is_whitespace()).map(char::len_utf8).sum();
        prop_assert_eq!(kept, solid);
    }

    #[test]
    fn plain_documents_are_located_where_they_are(text in news_like()) {
        let doc = Document::plain("d", text.as_str()).unwrap();
        for sentence in Segmentation::new(&doc).sentences() {
            let place = doc.locate(sentence.span).unwrap();
            prop_assert_eq!(place.bytes, sentence.span);
            let chars: String = text
                .chars()
                .skip(place.chars.start() as usize)
                .take(place.chars.len() as usize)
                .collect();
            prop_assert_eq!(chars.as_str(), sentence.span.of(&text));
        }
    }

    #[test]
    fn char_map_counts_like_the_standard_library(text in "\\PC{0,300}") {
        let map = CharMap::new(&text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            prop_assert_eq!(map.char_of(&text, at as u32) as usize, n);
        }
    }

    #[test]
    fn copied_bytes_lead_back_to_themselves(
        parts in proptest::collection::vec((0u8..3, 1u32..9), 1..30)
    ) {
        // A derived text is built beside its alignment; every copied byte must lead back.
        let original: Vec<u8> = (0u8..=255).cycle().take(512).collect();
        let mut builder = AlignmentBuilder::new();
        let mut derived: Vec<Option<u8>> = Vec::new();
        let mut at = 0u32;
        for (kind, len) in parts {
            match kind {
                0 => {
                    builder.copy(Span::new(at, at + len));
                    derived.extend((at..at + len).map(|i| Some(original[i as usize])));
                    at += len;
                }
                1 => {
                    builder.insert(len);
                    derived.extend(std::iter::repeat_n(None, len as usize));
                }
                _ => at += len,
            }
        }
        let map = builder.build();
        for (i, byte) in derived.iter().enumerate() {
            let origin = map.byte_origin(i as u32).map(|o| original[o as usize]);
            prop_assert_eq!(origin, *byte);
        }
    }
}
