//! The linter: what it finds, and that our own tables are clean.

use std::fs;
use std::path::Path;

use plenipo_gazetteer::{Gazetteer, check};

fn findings(file: &str, text: &str) -> Vec<String> {
    let stock = Gazetteer::stock().unwrap();
    let files = [(file.to_owned(), text.to_owned())];
    check(&stock, &files).iter().map(ToString::to_string).collect()
}

#[test]
fn every_fault_is_told_with_its_place() {
    let terms = "person\tclass\tcountry\toffice\tstart\tend\topen_as_of\tsource\tlicence\n\
        Q22686\tpresident\tUSA\tPresident\t2017\t2021\t\town\tCC0-1.0\n\
        Q22686\thead_of_state\tUSX\tPresident\t2021\t2017\t\town\tCC0-1.0\n\
        Q0\thead_of_state\tUSA\tPresident\tyesterday\t\t\t\tCC0-1.0\n\
        Q22686\thead_of_state\tUSA\tPresident\t2017\t2021\t\town\tCC0-1.0\n\
        Q22686\thead_of_state\tUSA\tPresident\t2017\t2021\t\town\tCC0-1.0\n\
        Q22686\thead_of_state\tUSA\tPresident\t2019\t2020\t\town\tCC0-1.0\n";
    let found = findings("t.tsv", terms);
    for part in [
        "t.tsv:2:2: unknown class \"president\"",
        "t.tsv:3:3: unknown code \"USX\"",
        "t.tsv:3:6: ends (2017) before it starts (2021)",
        "t.tsv:4:1: Q0 is in no table of people",
        "t.tsv:4:5: \"yesterday\" is no date",
        "t.tsv:4:8: no source",
        "t.tsv:6:1: the same as line 5",
        "t.tsv:7:5: overlaps the same office in line",
    ] {
        assert!(found.iter().any(|f| f.starts_with(part)), "{part} is not in {found:#?}");
    }
    assert!(!found.iter().any(|f| f.starts_with("t.tsv:5:")), "{found:#?}");
}

#[test]
fn plain_words_and_marks_are_no_aliases() {
    let aliases = "id\talias\tkind\tsource\tlicence\nUSA\tThe\tname\tme\tCC0-1.0\nUSA\t*US\tname\tme\tCC0-1.0\n";
    let found = findings("a.tsv", aliases);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("a.tsv:2:2: \"The\" is a plain English word"));
    assert!(found[1].starts_with("a.tsv:3:2: \"*US\" does not begin"));
}

#[test]
fn our_own_tables_are_clean() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/gazetteer");
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "tsv") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            files.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    files.sort();
    assert!(files.len() > 10);
    let found = check(&Gazetteer::stock().unwrap(), &files);
    let shown: Vec<String> = found.iter().take(20).map(ToString::to_string).collect();
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), shown.join("\n"));
}
