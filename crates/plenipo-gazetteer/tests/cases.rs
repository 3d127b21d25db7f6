//! Runs the shared cases under `testdata/gazetteer`.

use plenipo_gazetteer::{Gazetteer, MentionKind, Tagger};
use plenipo_text::{Document, MetaSource, Moment, Segmentation, Sourced};
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    text: String,
    published: String,
    mentions: Vec<String>,
}

#[test]
fn mentions() {
    run(include_str!("../../../testdata/gazetteer/mentions.toml"));
}

#[test]
fn news_of_all_regions_since_1990() {
    run(include_str!("../../../testdata/gazetteer/since_1990.toml"));
}

#[test]
fn more_news_of_all_regions_since_1990() {
    run(include_str!("../../../testdata/gazetteer/since_1990_second.toml"));
}

fn run(cases: &str) {
    let cases: Cases = toml::from_str(cases).unwrap();
    let gazetteer = Gazetteer::stock().unwrap();
    let mut tagger = Tagger::new(&gazetteer);
    let mut wrong = Vec::new();
    for case in &cases.case {
        let mut doc = Document::plain(case.name.as_str(), case.text.as_str()).unwrap();
        let day = Moment::parse_iso(&case.published);
        doc.meta.published = day.map(|d| Sourced::new(d, MetaSource::Given));
        let got: Vec<String> = tagger
            .tag(&doc, &Segmentation::new(&doc))
            .iter()
            .filter(|m| m.kind != MentionKind::Place)
            .map(|m| {
                let country = m.country.as_deref().unwrap_or("");
                let kind = if m.via.is_reference() { "reference" } else { m.kind.as_str() };
                format!("{} = {} ({country}) {kind}", m.span.of(doc.text()), m.name)
            })
            .collect();
        if got != case.mentions {
            wrong.push(format!("{}:\n  want {:#?}\n  got  {got:#?}", case.name, case.mentions));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.case.len(), wrong.join("\n"));
}
