//! Runs the shared cases: `testdata/clean/NAME/expected.{txt,json}`.
//!
//! The judges are trained, so a page is not demanded word for word: each case has a share of words
//! that must be right, and strings that must not be in the body.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use plenipo_clean::{Cleaned, Cleaner, Format, Input};
use plenipo_text::BlockKind;

/// Mean word F1 over all cases; raise it when the cleaner gets better.
const FLOOR: f64 = 0.90;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

struct Case {
    name: String,
    cleaned: Cleaned,
    text: String,
    expected: serde_json::Value,
}

fn cases() -> Vec<Case> {
    let folder = root().join("testdata/clean");
    let mut names: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("testdata/clean is in the repository")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.join("expected.json").is_file())
        .collect();
    names.sort();
    assert!(!names.is_empty(), "no cases in testdata/clean");
    names.into_iter().map(|path| case(&path)).collect()
}

fn case(path: &Path) -> Case {
    let read = |name: &str| fs::read_to_string(path.join(name)).expect("a case has both files");
    let expected: serde_json::Value = serde_json::from_str(&read("expected.json")).expect("JSON");
    let source = expected["source"].as_str().expect("a source");
    let bytes = fs::read(root().join(source)).expect("the source is there");
    let html = Path::new(source).extension().is_some_and(|e| e == "html");
    let format = if html { Format::Html } else { Format::Text };
    let input = Input { format, ..Input::new(source, &bytes) };
    let cleaned = Cleaner::default().clean(&input).expect("samples can be cleaned");
    let name = path.file_name().expect("a folder").to_string_lossy().into_owned();
    Case { name, cleaned, text: read("expected.txt"), expected }
}

fn f1(got: &str, wanted: &str) -> f64 {
    let count = |text: &str| {
        let mut all: HashMap<String, i64> = HashMap::new();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            *all.entry(word.to_owned()).or_default() += 1;
        }
        all
    };
    let (got, wanted) = (count(got), count(wanted));
    let right: i64 = got.iter().map(|(w, n)| *n.min(wanted.get(w).unwrap_or(&0))).sum();
    let all: i64 = got.values().sum::<i64>() + wanted.values().sum::<i64>();
    2.0 * right as f64 / all as f64
}

#[test]
fn bodies_are_those_of_the_cases() {
    let cases = cases();
    let scores: Vec<(String, f64)> = cases
        .iter()
        .map(|case| (case.name.clone(), f1(&case.cleaned.document.body(), &case.text)))
        .collect();
    let mean = scores.iter().map(|s| s.1).sum::<f64>() / scores.len() as f64;
    assert!(mean >= FLOOR, "mean F1 {mean:.3} is below {FLOOR}: {scores:#?}");
}

#[test]
fn furniture_stays_out_of_the_body() {
    let (mut kept, mut all) = (Vec::new(), 0);
    for case in cases() {
        let body = case.cleaned.document.body();
        for absent in case.expected["absent"].as_array().into_iter().flatten() {
            all += 1;
            let absent = absent.as_str().unwrap_or_default();
            if body.contains(absent) {
                kept.push(format!("{}: {absent}", case.name));
            }
        }
    }
    assert!(kept.len() * 10 <= all, "{} of {all} strings were kept: {kept:#?}", kept.len());
}

#[test]
fn metadata_are_those_of_the_cases() {
    let mut wrong = Vec::new();
    let mut all = 0;
    for case in cases() {
        let meta = &case.cleaned.document.meta;
        let got = [
            ("title", meta.title.as_ref().map(|t| t.value.clone())),
            ("published", meta.published.as_ref().map(|t| t.value.date.to_string())),
            ("byline", meta.byline.as_ref().map(|t| t.value.clone())),
            ("agency", meta.agency.as_ref().map(|t| t.value.clone())),
            ("language", meta.language.as_ref().map(|t| t.value.clone())),
        ];
        for (field, got) in got {
            all += 1;
            let wanted = case.expected[field].as_str().map(str::to_owned);
            let wanted = wanted.map(|w| if field == "published" { w[..10].to_owned() } else { w });
            if got != wanted {
                wrong.push(format!("{}: {field} {got:?}, expected {wanted:?}", case.name));
            }
        }
    }
    assert!(wrong.len() * 5 <= all, "{} of {all} fields are wrong: {wrong:#?}", wrong.len());
}

#[test]
fn every_block_is_in_the_page() {
    for case in cases() {
        let doc = &case.cleaned.document;
        for block in doc.blocks().iter().filter(|b| b.kind != BlockKind::Title) {
            assert!(doc.locate(block.span).is_some(), "{}: {block:?}", case.name);
        }
    }
}
