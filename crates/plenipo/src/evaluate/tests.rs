use std::fs;

use super::*;

const TEXT: &str = "Japan condemned North Korea.\n\nFrance praised the African Union.\n";

/// The scores of `TEXT` against these files.
fn score(files: &[(&str, &str)]) -> Scores {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("clean")).unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let gold = Gold::read(folder.path()).unwrap();
    let pipeline = Pipeline::stock().unwrap();
    let evaluation = Evaluation::new(&gold, &pipeline);
    let input = InputDocument::text("in/a.txt", TEXT);
    evaluation.worker().score(input).unwrap().unwrap()
}

const RIGHT: &str = r#"{"article":"a","source":"Japan","source_country":"JPN","target":"North Korea","target_country":"PRK","plover":"ACCUSE","modality":"happened","sentence_text":"Japan condemned North Korea."}"#;
const MISSED: &str = r#"{"article":"a","source":"Chad","source_country":"TCD","target":"Mali","target_country":"MLI","plover":"AID"}"#;

#[test]
fn relations_count_as_found_missed_and_false() {
    let scores = score(&[("relations.jsonl", &format!("{RIGHT}\n{MISSED}\n"))]);
    assert_eq!((scores.relations.found, scores.relations.missed), (1, 1));
    // The praise is in the text, not in the gold.
    assert_eq!((scores.relations.right, scores.relations.wrong), (1, 1));
    assert_eq!((scores.modality.found, scores.negation.found), (1, 1));
    assert_eq!(scores.misses.iter().filter(|m| m.is_false).count(), 1);
    assert!(scores.to_html().contains("TCD AID MLI"));
}

#[test]
fn a_row_of_tier_2_is_neither_false_nor_wanted() {
    let praise = r#"{"article":"a","tier":2,"source":"France","source_country":"FRA","target":"African Union","plover":"SUPPORT"}"#;
    let scores = score(&[("relations.jsonl", &format!("{RIGHT}\n{praise}\n"))]);
    assert_eq!((scores.relations.wrong, scores.relations.missed), (0, 0));
}

#[test]
fn mentions_and_cleaning_are_scored_on_the_article() {
    let mention = |start: usize, end: usize, country: &str| {
        format!(
            r#"{{"article":"a","start":{start},"end":{end},"type":"country","country":"{country}"}}"#
        )
    };
    let entities = [mention(0, 5, "JPN"), mention(16, 27, "KOR")].join("\n");
    let scores = score(&[("clean/a.txt", TEXT), ("entities.jsonl", &entities)]);
    assert_eq!((scores.countries.found, scores.countries.missed), (1, 1));
    assert_eq!((scores.countries.right, scores.countries.wrong), (1, 1));
    assert!(scores.cleaning.found > 0);
    assert_eq!((scores.cleaning.missed, scores.cleaning.wrong), (0, 0));
}

#[test]
fn a_broken_row_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("relations.jsonl"), format!("{RIGHT}\n{{\n")).unwrap();
    let error = Gold::read(folder.path()).unwrap_err().to_string();
    assert!(error.contains("relations.jsonl:2"), "{error}");
    let empty = tempfile::tempdir().unwrap();
    assert!(Gold::read(empty.path()).unwrap_err().to_string().contains("no clean/"));
}
