//! What holds for any text, any image and any dictionary.

use plenipo_gazetteer::{Conflict, Gazetteer, Mention, Tagger};
use plenipo_text::{Document, MetaSource, Moment, Segmentation, Sourced};
use proptest::prelude::*;

fn tag(gazetteer: &Gazetteer, text: &str) -> (Document, Vec<Mention>) {
    let mut doc = Document::plain("note", text).unwrap();
    let day = Moment::parse_iso("2021-05-04");
    doc.meta.published = day.map(|d| Sourced::new(d, MetaSource::Given));
    let mentions = Tagger::new(gazetteer).tag(&doc, &Segmentation::new(&doc));
    (doc, mentions)
}

/// Pieces that news is made of, in any order.
fn news() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Antony Blinken"),
        Just("President"),
        Just("South Korean"),
        Just("foreign minister"),
        Just("Seoul"),
        Just("the North"),
        Just("his"),
        Just("counterpart"),
        Just("both ministers"),
        Just("Georgia"),
        Just("Türkiye"),
        Just("He"),
        Just("the alliance"),
        Just("NATO"),
        Just("(Jens) Stoltenberg"),
        Just("Mr. Biden’s"),
        Just("said"),
        Just("and"),
        Just(","),
        Just(". "),
        Just("\n\n"),
        Just("“"),
        Just("U.S."),
        Just("administration"),
        Just("of"),
        Just("the"),
        Just("-"),
        Just("’s"),
        Just("ministry"),
        "\\PC{0,6}",
    ];
    prop::collection::vec((piece, prop_oneof![Just(" "), Just(" "), Just("")]), 0..40)
        .prop_map(|parts| parts.iter().map(|(p, gap)| format!("{p}{gap}")).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn mentions_are_ordered_slices_of_the_text(text in news()) {
        let gazetteer = Gazetteer::stock().unwrap();
        prop_assume!(!text.trim().is_empty());
        let (doc, mentions) = tag(&gazetteer, &text);
        let starts: Vec<u32> = mentions.iter().map(|m| m.span.start()).collect();
        prop_assert!(starts.is_sorted());
        for mention in &mentions {
            prop_assert!(!mention.span.is_empty());
            prop_assert!(mention.outer.contains(mention.span));
            prop_assert!(doc.text().get(mention.outer.range()).is_some());
            prop_assert!(!mention.id.is_empty() && !mention.name.is_empty(), "{mention:?}");
            if let Some(country) = &mention.country {
                prop_assert!(country.len() == 3, "{mention:?}");
            }
        }
    }

    #[test]
    fn the_same_text_has_the_same_mentions(text in news()) {
        let gazetteer = Gazetteer::stock().unwrap();
        prop_assume!(!text.trim().is_empty());
        let mut tagger = Tagger::new(&gazetteer);
        let doc = Document::plain("note", text.as_str()).unwrap();
        let segmentation = Segmentation::new(&doc);
        let first = tagger.tag(&doc, &segmentation);
        prop_assert_eq!(&tagger.tag(&doc, &segmentation), &first);
        prop_assert_eq!(&Tagger::new(&gazetteer).tag(&doc, &segmentation), &first);
    }

    #[test]
    fn a_damaged_image_is_refused_or_harmless(at in 0usize..6_000_000, byte: u8) {
        let mut image = Gazetteer::stock().unwrap().image().to_vec();
        let at = at % image.len();
        image[at] = byte;
        if let Ok(gazetteer) = Gazetteer::from_image(image) {
            tag(&gazetteer, "U.S. Secretary of State Antony Blinken met his Greek counterpart in Seoul.");
        }
    }
}

#[test]
fn an_image_cut_short_is_refused() {
    let image = Gazetteer::stock().unwrap().image().to_vec();
    for len in [0, 7, 8, 15, 100, 191, 4096, image.len() - 1] {
        assert!(Gazetteer::from_image(image[..len].to_vec()).is_err(), "{len}");
    }
}

#[test]
fn the_stock_tables_hold_what_they_should() {
    let gazetteer = Gazetteer::stock().unwrap();
    assert!(gazetteer.people() >= 20_000, "{}", gazetteer.people());
    assert!(gazetteer.countries() >= 190, "{}", gazetteer.countries());
}

#[test]
fn tables_compile_to_the_same_image_again() {
    let stock = Gazetteer::stock().unwrap();
    let again = Gazetteer::builder().unwrap().build().unwrap();
    assert!(stock.image() == again.image());
}

#[test]
fn a_name_of_the_user_is_added_or_takes_the_place_of_ours() {
    let dictionary = "{\"id\": \"USA\", \"alias\": \"Georgia\", \"kind\": \"name\"}\n";
    let text = "Georgia and Armenia signed in Tbilisi.";
    let first = |policy| {
        let mut builder = Gazetteer::builder().unwrap();
        builder.conflict(policy).read("mine.jsonl", dictionary).unwrap();
        let gazetteer = builder.build().unwrap();
        let mentions = tag(&gazetteer, text).1;
        (mentions[0].id.clone(), mentions.len())
    };
    assert_eq!(first(Conflict::Override).0, "USA");
    // With the aliases of all other countries gone, Armenia is not known.
    assert_eq!(first(Conflict::Replace), ("USA".to_owned(), 1));
    assert_eq!(first(Conflict::Add).1, 2);
}

#[test]
fn a_person_of_the_user_is_found_with_office_and_day() {
    let mut builder = Gazetteer::builder().unwrap();
    builder
        .read("people.tsv", "person\talias\tkind\nmine:1\tMogens Lykketoft\tpreferred\n")
        .unwrap()
        .read(
            "terms.tsv",
            "person\tclass\tcountry\toffice\tstart\tend\topen_as_of\nmine:1\tambassador\tDNK\tAmbassador to Peru\t2020\t2024\t\n",
        )
        .unwrap();
    let gazetteer = builder.build().unwrap();
    let (_, mentions) = tag(&gazetteer, "Danish ambassador Mogens Lykketoft left Peru.");
    let person = mentions.iter().find(|m| m.id == "mine:1").unwrap();
    assert_eq!(person.office.as_deref(), Some("Ambassador to Peru"));
}

#[test]
fn errors_say_where() {
    let mut builder = Gazetteer::builder().unwrap();
    let error = builder.read("mine.tsv", "id\talias\tkind\nUSA\t*\tname\n").unwrap_err();
    assert_eq!(error.to_string(), "mine.tsv:2:2: an alias begins with a letter or digit");
    let error = builder.read("mine.tsv", "who\twhat\na\tb\n").unwrap_err();
    assert_eq!((error.line(), error.column()), (1, 1));
    let error = builder.read("mine.jsonl", "{\"id\": \"USA\"\n").unwrap_err();
    assert_eq!(error.line(), 1);
}
