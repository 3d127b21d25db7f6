//! Runs the cases of `testdata/relate/standing.toml`: rows of what is so.

use plenipo_gazetteer::{Gazetteer, MentionKind, Tagger};
use plenipo_relate::{Actor, Codebook, Extractor, Modality, RelationKind};
use plenipo_text::{Document, Segmentation};
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    text: String,
    relations: Vec<String>,
}

fn short(actor: &Actor) -> &str {
    if actor.kind == MentionKind::Person { &actor.name } else { &actor.id }
}

#[test]
fn standing() {
    let cases: Cases =
        toml::from_str(include_str!("../../../testdata/relate/standing.toml")).unwrap();
    let gazetteer = Gazetteer::stock().unwrap();
    let codebook = Codebook::stock().unwrap();
    let mut tagger = Tagger::new(&gazetteer);
    let mut extractor = Extractor::new(&codebook);
    let mut wrong = Vec::new();
    for case in &cases.case {
        let doc = Document::plain(case.name.as_str(), case.text.as_str()).unwrap();
        let segmentation = Segmentation::new(&doc);
        let mentions = tagger.tag(&doc, &segmentation);
        let rows = extractor.extract(&doc, &segmentation, &mentions);
        let got: Vec<String> = rows
            .iter()
            .filter(|r| r.kind != RelationKind::Event)
            .map(|r| {
                let mode = r.mode.as_ref().map(|m| format!(" {m}")).unwrap_or_default();
                let modality = match r.modality {
                    Modality::Ongoing => String::new(),
                    other => format!(" {}", other.as_str()),
                };
                format!("{} {} {}{mode}{modality}", short(&r.source), r.relation, short(&r.target))
            })
            .collect();
        if got != case.relations {
            wrong.push(format!("{}:\n  want {:?}\n  got  {got:?}", case.name, case.relations));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.case.len(), wrong.join("\n"));
}
