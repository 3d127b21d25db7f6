//! What holds for any sentence of the words that rules look at: an end, spans in the text, the same rows again.

use std::sync::LazyLock;

use plenipo_gazetteer::{Gazetteer, Tagger};
use plenipo_relate::{Codebook, Extractor, Relation};
use plenipo_text::{Document, Segmentation};
use proptest::prelude::*;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::stock().unwrap());
static CODEBOOK: LazyLock<Codebook> = LazyLock::new(|| Codebook::stock().unwrap());

fn rows(text: &str) -> Vec<Relation> {
    let doc = Document::plain("p", text).unwrap();
    let segmentation = Segmentation::new(&doc);
    let mentions = Tagger::new(&GAZETTEER).tag(&doc, &segmentation);
    Extractor::new(&CODEBOOK).extract(&doc, &segmentation, &mentions)
}

/// Names, pronouns, nouns that point back, verbs of speech and of deeds, and what joins them.
const WORDS: &[&str] = &[
    "Japan",
    "France",
    "NATO",
    "Moscow",
    "Russian",
    "Ban Ki-moon",
    "the minister",
    "the two leaders",
    "both sides",
    "the country",
    "the group",
    "their counterpart",
    "he",
    "she",
    "they",
    "we",
    "our",
    "its",
    "their",
    "us",
    "them",
    "ships",
    "troops",
    "talks",
    "the meeting",
    "support",
    "said",
    "told",
    "met",
    "agreed",
    "attacked",
    "urged",
    "accused",
    "visited",
    "returned",
    "to help",
    "to meet",
    "that",
    "which",
    "and",
    "or",
    "with",
    "of",
    "by",
    "over",
    "between",
    "not",
    "would",
    "after",
    "\"",
    ",",
    ".",
    "on Monday",
    "in Geneva",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_row_of_words_comes_to_an_end(words in prop::collection::vec(prop::sample::select(WORDS), 1..40)) {
        let text = words.join(" ");
        let found = rows(&text);
        for row in &found {
            for span in [row.source.span, row.target.span].into_iter().chain(row.trigger) {
                prop_assert!(text.get(span.start() as usize..span.end() as usize).is_some());
            }
        }
        prop_assert_eq!(format!("{found:?}"), format!("{:?}", rows(&text)));
    }
}

#[test]
fn words_that_point_at_each_other_come_to_an_end() {
    // "our" leads to "he", "he" to the subject, and that is "our ships".
    rows(
        "\"All our ships sailed back to harbour and the sailors reported calm seas,\" he said. \
          The ships met no storm, he said.",
    );
}
