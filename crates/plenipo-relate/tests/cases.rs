//! Runs the shared cases under `testdata/relate`.

use plenipo_gazetteer::{Gazetteer, MentionKind, Tagger};
use plenipo_relate::{Actor, Codebook, Extractor, Modality, RelationKind};
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
    relations: Vec<String>,
}

fn short(actor: &Actor) -> &str {
    if actor.kind == MentionKind::Person { &actor.name } else { &actor.id }
}

#[test]
fn relations() {
    let cases: Cases =
        toml::from_str(include_str!("../../../testdata/relate/relations.toml")).unwrap();
    let gazetteer = Gazetteer::stock().unwrap();
    let codebook = Codebook::stock().unwrap();
    let mut tagger = Tagger::new(&gazetteer);
    let mut wrong = Vec::new();
    for case in &cases.case {
        let mut doc = Document::plain(case.name.as_str(), case.text.as_str()).unwrap();
        let day = Moment::parse_iso(&case.published).unwrap();
        doc.meta.published = Some(Sourced::new(day, MetaSource::Given));
        let segmentation = Segmentation::new(&doc);
        let mentions = tagger.tag(&doc, &segmentation);
        let got: Vec<String> = Extractor::new(&codebook)
            .extract(&doc, &segmentation, &mentions)
            .iter()
            .filter(|r| r.kind == RelationKind::Event)
            .map(|r| {
                let negated = if r.negated { " not" } else { "" };
                let modality = match r.modality {
                    Modality::Happened => String::new(),
                    other => format!(" {}", other.as_str()),
                };
                format!(
                    "{} {} {}{negated}{modality}",
                    short(&r.source),
                    r.relation,
                    short(&r.target)
                )
            })
            .collect();
        if got != case.relations {
            wrong.push(format!("{}:\n  want {:?}\n  got  {got:?}", case.name, case.relations));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.case.len(), wrong.join("\n"));
}
