//! Rows of who holds which office: "US Secretary of State Antony Blinken".

use std::collections::BTreeSet;

use plenipo_gazetteer::{Mention, MentionKind};
use plenipo_text::{Document, Segmentation};

use crate::hash::stable_id;
use crate::relation::{Actor, DateBasis, EventDate, Modality, Relation, RelationKind};

/// One row for each person whom the text names with an office, at the first such mention.
pub(crate) fn relations(
    doc: &Document,
    segmentation: &Segmentation,
    mentions: &[Mention],
) -> Vec<Relation> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for mention in mentions {
        let titled = mention.kind == MentionKind::Person && mention.outer != mention.span;
        let (Some(office), Some(country), true) = (&mention.office, &mention.country, titled)
        else {
            continue;
        };
        let Some(sentence) = segmentation.sentence_at(mention.span.start()) else { continue };
        if !seen.insert((&mention.id, office)) {
            continue;
        }
        let place = mentions.iter().find(|m| {
            m.kind == MentionKind::Country && m.id == *country && mention.outer.contains(m.span)
        });
        out.push(row(doc, mention, office, country, place, plenipo_text::offset(sentence)));
    }
    out
}

fn row(
    doc: &Document,
    person: &Mention,
    office: &str,
    country: &str,
    place: Option<&Mention>,
    sentence: u32,
) -> Relation {
    let id = stable_id([doc.id(), &person.span.to_string(), "HOLDS_OFFICE", office]);
    let date = doc.meta.published_day().filter(|_| !person.former);
    Relation {
        id,
        sentence,
        kind: RelationKind::Office,
        date: date.map(|d| EventDate { iso: d.to_string(), basis: DateBasis::Published }),
        source: Actor {
            id: person.id.clone(),
            name: person.name.clone(),
            kind: MentionKind::Person,
            office: Some(office.to_owned()),
            country: Some(country.to_owned()),
            span: person.span,
        },
        target: Actor {
            id: country.to_owned(),
            name: person.country_name.clone().unwrap_or_else(|| country.to_owned()),
            kind: MentionKind::Country,
            office: None,
            country: Some(country.to_owned()),
            // Where the country is not named, the title stands for it.
            span: place.map_or(person.outer, |p| p.span),
        },
        relation: "HOLDS_OFFICE".to_owned(),
        mode: person.former.then(|| "former".to_owned()),
        contexts: Vec::new(),
        cameo: None,
        quad: None,
        goldstein: None,
        trigger: Some(person.outer),
        modality: if person.former { Modality::Happened } else { Modality::Ongoing },
        negated: false,
        attribution: None,
        place: None,
        confidence: 0.9,
        rule: "office:title".to_owned(),
        cluster: stable_id([&person.id, office]),
    }
}
