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
        let (Some(office), true) = (&mention.office, titled) else { continue };
        let Some(of) = held_for(mention, mentions) else { continue };
        let Some(sentence) = segmentation.sentence_at(mention.span.start()) else { continue };
        if !seen.insert((&mention.id, office)) {
            continue;
        }
        out.push(row(doc, mention, office, of, plenipo_text::offset(sentence)));
    }
    out
}

/// Whether an office is held on the day of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    Now,
    Formerly,
    /// The holder is elected or named, and not yet in office.
    Soon,
}

impl Held {
    /// As the words of the title say: "*former* President", "Secretary-*designate*".
    fn of(doc: &Document, person: &Mention) -> Self {
        const SOON: [&str; 6] =
            ["elect", "designate", "nominee", "incoming", "nominated", "designated"];
        let text = doc.text();
        let title = person.outer.of(text).to_lowercase();
        let before = text[..person.outer.range().start].split_whitespace().next_back();
        let mut words = title.split(|c: char| !c.is_alphabetic());
        if person.former {
            Self::Formerly
        } else if words.any(|w| SOON.contains(&w))
            || before.is_some_and(|w| SOON.contains(&w.to_lowercase().as_str()))
        {
            Self::Soon
        } else {
            Self::Now
        }
    }

    const fn mode(self) -> Option<&'static str> {
        match self {
            Self::Now => None,
            Self::Formerly => Some("former"),
            Self::Soon => Some("designate"),
        }
    }

    const fn modality(self) -> Modality {
        match self {
            Self::Now => Modality::Ongoing,
            Self::Formerly => Modality::Happened,
            Self::Soon => Modality::Planned,
        }
    }
}

/// What the office is held for: an organisation, else the person's country.
fn held_for(person: &Mention, mentions: &[Mention]) -> Option<Actor> {
    let named = |id: Option<&str>, kind| {
        mentions.iter().find(|m| {
            m.kind == kind && id.is_none_or(|id| m.id == id) && person.outer.contains(m.span)
        })
    };
    let actor = |id: &str, name: &str, kind, country: Option<&str>, span| Actor {
        id: id.to_owned(),
        name: name.to_owned(),
        kind,
        office: None,
        country: country.map(str::to_owned),
        sector: None,
        is_group: false,
        span,
    };
    if let Some(id) = person.organisation.as_deref() {
        let name = person.organisation_name.as_deref().unwrap_or(id);
        let span = named(Some(id), MentionKind::Organisation).map_or(person.outer, |m| m.span);
        return Some(actor(id, name, MentionKind::Organisation, None, span));
    }
    let Some(country) = person.country.as_deref() else {
        let body = named(None, MentionKind::Organisation)?;
        return Some(actor(&body.id, &body.name, body.kind, body.country.as_deref(), body.span));
    };
    // Where the country is not named, the title stands for it.
    let span = named(Some(country), MentionKind::Country).map_or(person.outer, |m| m.span);
    let name = person.country_name.as_deref().unwrap_or(country);
    Some(actor(country, name, MentionKind::Country, Some(country), span))
}

fn row(doc: &Document, person: &Mention, office: &str, of: Actor, sentence: u32) -> Relation {
    let id = stable_id([doc.id(), &person.span.to_string(), "HOLDS_OFFICE", office]);
    let standing = Held::of(doc, person);
    let date = doc.meta.published_day().filter(|_| standing == Held::Now);
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
            country: person.country.clone(),
            sector: None,
            is_group: false,
            span: person.span,
        },
        target: of,
        relation: "HOLDS_OFFICE".to_owned(),
        mode: standing.mode().map(str::to_owned),
        contexts: Vec::new(),
        cameo: None,
        quad: None,
        goldstein: None,
        trigger: Some(person.outer),
        modality: standing.modality(),
        negated: false,
        attribution: None,
        place: None,
        confidence: 0.9,
        rule: "office:title".to_owned(),
        cluster: 0,
    }
}
