//! Invariants of the whole path on arbitrary news-like text.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::OnceLock;

use plenipo::Pipeline;
use plenipo::input::{Given, InputDocument, InputFormat};
use plenipo::mentions::MentionRow;
use plenipo::ordered::ordered;
use plenipo::relations::{self, RelationRow};
use plenipo::table::{TableFormat, TableWriter};
use proptest::prelude::*;

fn pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| Pipeline::stock().unwrap())
}

/// Sentences and furniture, with marks and letters that offsets stumble over.
fn page() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Japanese Prime Minister Yoshihide Suga "),
        Just("President Emmanuel Macron "),
        Just("Türkiye’s foreign minister "),
        Just("Seoul "),
        Just("the North "),
        Just("NATO "),
        Just("met "),
        Just("condemned "),
        Just("called on "),
        Just("and "),
        Just("Côte d’Ivoire "),
        Just("on Monday. "),
        Just("“quote” – "),
        Just("&amp; "),
        Just("<p>"),
        Just("</p>\n"),
        Just("\n\n"),
        Just("조태열 "),
        Just("Read more\n"),
        Just("(AP) — "),
    ];
    proptest::collection::vec(piece, 1..60).prop_map(|parts| parts.concat())
}

fn input(text: &str) -> InputDocument {
    InputDocument {
        id: "page".to_owned(),
        bytes: text.as_bytes().to_vec(),
        format: InputFormat::Auto,
        given: Given { published: Some("2021-06-02".to_owned()), ..Given::default() },
    }
}

fn relations_csv(text: &str) -> Option<Vec<u8>> {
    let (tagged, found) = pipeline().worker().extract(input(text)).ok()?;
    let columns = relations::columns();
    let mut writer = TableWriter::new(&columns, TableFormat::Csv, Vec::new()).unwrap();
    for relation in &found {
        if let Some(row) = RelationRow::new(&tagged.doc, &tagged.segmentation, relation) {
            writer.write(&row).unwrap();
        }
    }
    Some(writer.finish().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn mentions_lie_in_the_input_on_characters(text in page()) {
        let Ok(tagged) = pipeline().worker().tag(input(&text)) else { return Ok(()) };
        for mention in &tagged.mentions {
            let clean = tagged.doc.text().get(mention.span.range());
            prop_assert!(clean.is_some_and(|c| !c.is_empty()));
            let row = MentionRow::new(&tagged.doc, mention).unwrap();
            let raw = text.get(row.place.bytes.range());
            prop_assert!(raw.is_some(), "out of bounds or inside a character");
            let chars: String = text
                .chars()
                .skip(row.place.chars.start() as usize)
                .take(row.place.chars.len() as usize)
                .collect();
            prop_assert_eq!(Some(chars.as_str()), raw);
        }
    }

    #[test]
    fn a_name_without_entities_is_the_slice_of_the_input(text in page()) {
        let Ok(tagged) = pipeline().worker().tag(input(&text)) else { return Ok(()) };
        for mention in &tagged.mentions {
            let row = MentionRow::new(&tagged.doc, mention).unwrap();
            let raw = &text[row.place.bytes.range()];
            let clean = mention.span.of(tagged.doc.text());
            // White space may have been collapsed, and tags lie between the words of a page.
            if !raw.contains(['<', '&', '\n']) && !raw.contains("  ") {
                prop_assert_eq!(raw, clean);
            }
        }
    }

    #[test]
    fn a_table_is_read_back_as_it_was_written(text in page()) {
        let Some(bytes) = relations_csv(&text) else { return Ok(()) };
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let names: Vec<&str> = relations::columns().iter().map(|c| c.name).collect();
        prop_assert_eq!(&header, &names);
        let mut again = csv::Writer::from_writer(Vec::new());
        again.write_record(&header).unwrap();
        for record in reader.records() {
            let record = record.unwrap();
            prop_assert_eq!(record.len(), names.len());
            again.write_record(&record).unwrap();
        }
        prop_assert_eq!(again.into_inner().unwrap(), bytes);
    }

    #[test]
    fn arbitrary_bytes_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let input = InputDocument { bytes, ..input("") };
        let _ = pipeline().worker().extract(input);
    }
}

#[test]
fn one_thread_and_many_give_the_same_rows() {
    let texts: Vec<String> = (0..60)
        .map(|i| format!("Japan condemned North Korea on May {}. Seoul thanked Tokyo.", i % 28 + 1))
        .collect();
    let run = |threads: usize| {
        let mut all = Vec::new();
        ordered(
            texts.iter(),
            NonZeroUsize::new(threads).unwrap(),
            || (),
            |(), text| relations_csv(text).unwrap(),
            |bytes| {
                all.push(bytes);
                ControlFlow::Continue(())
            },
        );
        all
    };
    let one = run(1);
    let accused = |t: &Vec<u8>| String::from_utf8_lossy(t).contains("ACCUSE");
    assert!(one.iter().all(accused), "no rows");
    assert_eq!(run(2), one);
    assert_eq!(run(7), one);
}
