//! The mechanism cases of the PETRARCH family, with their fictional actors as mentions.

use std::path::Path;

use plenipo::gazetteer::{Conflict, Gazetteer, Tagger};
use plenipo::relate::{Codebook, Policy, Relation};
use serde::Deserialize;

use super::{Figures, Read, read, share};

#[derive(Deserialize)]
struct Case {
    id: String,
    text: String,
    events: Vec<Event>,
    no_events: bool,
    expect_error: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Event {
    source: String,
    target: String,
    cameo: String,
}

/// The fictional states, bodies and people of the cases with their codes: a dictionary as users give it.
const ACTORS: [(&str, &str); 2] = [
    ("countries.tsv", include_str!("../../data/petrarch/countries.tsv")),
    ("aliases.tsv", include_str!("../../data/petrarch/aliases.tsv")),
];

/// What the verbs of the cases mean: a codebook as users give it.
const CODEBOOK: &str = include_str!("../../data/petrarch/codebook.tsv");

/// The stock gazetteer with the actors of the cases.
fn gazetteer() -> Result<Gazetteer, String> {
    let mut builder = Gazetteer::builder().map_err(|e| e.to_string())?;
    builder.conflict(Conflict::Override);
    for (file, text) in ACTORS {
        builder.read(file, text).map_err(|e| e.to_string())?;
    }
    builder.build().map_err(|e| e.to_string())
}

/// Share of the events found with source, target (the first three letters: the state) and CAMEO root, and
/// of the cases without an event that give no row, on `petrarch_unittest`. Cases whose codes are no CAMEO
/// codes, which a dictionary of their own gives, count by their actors alone.
///
/// # Errors
///
/// When the set is not there.
pub fn cases(sets: &Path) -> Figures {
    let all: Vec<Case> = read(&sets.join("gold/events/petrarch_unittest.jsonl"))?;
    let gazetteer = gazetteer()?;
    let codebook = Codebook::stock().map_err(|e| e.to_string())?;
    let codebook = codebook
        .with_user_frames("codebook.tsv", CODEBOOK, Policy::Override)
        .map_err(|e| e.to_string())?;
    let mut tagger = Tagger::new(&gazetteer);
    let (mut events, mut full, mut dyads) = (0, 0, 0);
    let (mut silent, mut kept_silent, mut rows, mut wrong) = (0, 0, 0, 0);
    let mut missed = Vec::new();
    for case in all.iter().filter(|c| c.expect_error.is_none()) {
        let text = Read::new(&case.text)?;
        let mentions = tagger.tag(&text.doc, &text.segmentation);
        let found = text.events(&codebook, &mentions);
        rows += found.len();
        if case.no_events || case.events.is_empty() {
            silent += 1;
            kept_silent += usize::from(found.is_empty());
            continue;
        }
        wrong += found.iter().filter(|r| !case.events.iter().any(|e| has_dyad(r, e))).count();
        for event in case.events.iter().filter(|e| !e.source.starts_with(['-', '"', '#'])) {
            let mirror = case.events.iter().any(|e| is_mirror(e, event));
            let same: Vec<&Relation> = found
                .iter()
                .filter(|r| has_dyad(r, event) || mirror && has_dyad(&turned(r), event))
                .collect();
            events += 1;
            dyads += usize::from(!same.is_empty());
            let right = same.iter().any(|r| has_root(r, &event.cameo));
            full += usize::from(right);
            if !right {
                let rows: Vec<String> = found.iter().map(told).collect();
                let wanted = format!("{} {} {}", event.source, event.cameo, event.target);
                missed.push(format!("{} {wanted}, not {rows:?}: {}", case.id, case.text));
            }
        }
    }
    let mut out = vec![
        format!("source, target and root {}", share(full, events)),
        format!("source and target {}", share(dyads, events)),
        format!("no row where no event is {}", share(kept_silent, silent)),
        format!("rows of a dyad that is not there {}", share(wrong, rows)),
    ];
    if std::env::var_os("PLENIPO_MISSED").is_some() {
        out.extend(missed.into_iter().map(|m| format!("missed {m}")));
    }
    Ok(out)
}

/// A row in a few words.
fn told(row: &Relation) -> String {
    let code = |a: &plenipo::relate::Actor| a.country.clone().unwrap_or_else(|| a.id.clone());
    let cameo = row.cameo.as_deref().unwrap_or_default();
    format!("{} {cameo} {}", code(&row.source), code(&row.target))
}

/// Whether both sides do the same to each other: there each row counts in either order.
fn is_mirror(event: &Event, other: &Event) -> bool {
    event.source == other.target
        && event.target == other.source
        && event.cameo.get(..2) == other.cameo.get(..2)
}

fn turned(row: &Relation) -> Relation {
    Relation { source: row.target.clone(), target: row.source.clone(), ..row.clone() }
}

fn has_dyad(row: &Relation, event: &Event) -> bool {
    let code = |text: &str| text.get(..3).unwrap_or(text).to_owned();
    let of = |actor: &plenipo::relate::Actor| {
        code(actor.country.as_deref().unwrap_or(actor.id.as_str()))
    };
    of(&row.source) == code(&event.source) && of(&row.target) == code(&event.target)
}

/// Whether the CAMEO root is the same; codes outside 01 to 20 are no CAMEO codes.
fn has_root(row: &Relation, cameo: &str) -> bool {
    let root: String = cameo.chars().take(2).collect();
    let known = root.parse::<u8>().is_ok_and(|n| (1..=20).contains(&n));
    !known || row.cameo.as_deref().is_some_and(|c| c.get(1..3) == Some(root.as_str()))
}
