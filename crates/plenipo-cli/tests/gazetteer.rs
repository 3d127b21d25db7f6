//! `plenipo gazetteer`, and dictionaries of users given to other commands.

mod work;

use work::{Work, rows};

const TERMS: &str = "person\tclass\tcountry\toffice\tstart\tend\topen_as_of\n";

#[test]
fn lookup_says_who_held_what_on_a_day() {
    let work = Work::new();
    let run = work.run_args(&["gazetteer", "lookup", "Cho Tae-yul", "--on", "2024-03-01"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("\tperson\tCho Tae-yul\tKOR\n"), "{}", run.stdout);
    assert!(run.stdout.contains("(foreign_minister, KOR)"), "{}", run.stdout);
    let nobody = work.run_args(&["gazetteer", "lookup", "Qqq Zzz"]);
    assert_eq!((nobody.code, nobody.stdout.as_str()), (1, ""));
    let wrong = work.run_args(&["gazetteer", "lookup", "NATO", "--on", "March"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("YYYY-MM-DD"), "{}", wrong.stderr);
}

#[test]
fn check_tells_the_place_of_every_fault() {
    let work = Work::new();
    work.write("t.tsv", format!("{TERMS}Q22686\thead_of_state\tUSA\tPresident\t2021\t2017\t\n"));
    let run = work.run("gazetteer check t.tsv");
    assert_eq!(run.code, 2);
    assert_eq!(run.stdout, "t.tsv:2:6: ends (2017) before it starts (2021)\n");
    work.write("t.tsv", format!("{TERMS}Q22686\thead_of_state\tUSA\tPresident\t2017\t2021\t\n"));
    assert_eq!(work.run("gazetteer check t.tsv").code, 0);
}

#[test]
fn a_compiled_dictionary_tags_as_the_dictionary_does() {
    let work = Work::new();
    work.write("mine.tsv", "id\talias\tkind\nPER\tLand of the Incas\tname\n");
    work.write("a.txt", "Peru, the Land of the Incas, thanked Chile.");
    let plain = work.run("tag --no-clean a.txt");
    let ours = work.run("tag --no-clean a.txt --gazetteer mine.tsv");
    assert_eq!(rows(&plain.stdout).len() + 1, rows(&ours.stdout).len());
    assert!(ours.stdout.contains("Land of the Incas,country,PER"), "{}", ours.stdout);
    assert_eq!(work.run("gazetteer compile --gazetteer mine.tsv -o mine.image").code, 0);
    let compiled = work.run("tag --no-clean a.txt --gazetteer mine.image");
    assert_eq!(compiled.stdout, ours.stdout);
    let broken = work.run("tag --no-clean a.txt --gazetteer a.txt");
    assert_eq!(broken.code, 2);
    assert!(broken.stderr.contains("a.txt:1:1"), "{}", broken.stderr);
}

#[test]
fn a_dictionary_may_override_ours() {
    let work = Work::new();
    work.write("mine.jsonl", "{\"id\": \"USA\", \"alias\": \"Georgia\", \"kind\": \"name\"}\n");
    work.write("a.txt", "Georgia and Armenia signed in Tbilisi.");
    let run = work.run("tag --no-clean a.txt --gazetteer mine.jsonl --conflict override");
    let first = &rows(&run.stdout)[0];
    assert_eq!((first["text"].as_str(), first["id"].as_str()), ("Georgia", "USA"));
}

#[test]
fn tag_writes_documents_for_spacy() {
    let work = Work::new();
    work.write("a.txt", "Türkiye thanked Japan.");
    let run = work.run("tag --no-clean --spacy a.txt");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let doc: serde_json::Value = serde_json::from_str(run.stdout.trim()).unwrap();
    assert_eq!(doc["text"], "Türkiye thanked Japan.");
    assert_eq!(doc["ents"][1]["start"], 16);
    assert_eq!(doc["ents"][1]["label"], "COUNTRY");
    assert_eq!(doc["tokens"].as_array().unwrap().len(), 4);
}
