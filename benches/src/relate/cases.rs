//! The mechanism cases of the PETRARCH family, with their fictional actors as mentions.

use std::path::Path;

use plenipo::gazetteer::{Gazetteer, Mention, MentionKind, Tagger, Via};
use plenipo::relate::{Codebook, Relation};
use plenipo::text::Span;
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

/// The fictional states and people of the cases with their codes.
const ACTORS: &str = include_str!("../../data/petrarch_actors.tsv");

/// Share of the events found with source, target (the first three letters: the state) and CAMEO root, and
/// of the cases without an event that give no row, on `petrarch_unittest`. Cases whose codes are no CAMEO
/// codes, which a dictionary of their own gives, count by their actors alone.
///
/// # Errors
///
/// When the set is not there.
pub fn cases(sets: &Path) -> Figures {
    let all: Vec<Case> = read(&sets.join("gold/events/petrarch_unittest.jsonl"))?;
    let gazetteer = Gazetteer::stock().map_err(|e| e.to_string())?;
    let codebook = Codebook::stock().map_err(|e| e.to_string())?;
    let mut tagger = Tagger::new(&gazetteer);
    let (mut events, mut full, mut dyads) = (0, 0, 0);
    let (mut silent, mut kept_silent, mut rows, mut wrong) = (0, 0, 0, 0);
    let mut missed = Vec::new();
    for case in all.iter().filter(|c| c.expect_error.is_none()) {
        let text = Read::new(&case.text)?;
        let mut mentions = tagger.tag(&text.doc, &text.segmentation);
        add_fictional(&case.text, &mut mentions);
        let found = text.events(&codebook, &mentions);
        rows += found.len();
        if case.no_events || case.events.is_empty() {
            silent += 1;
            kept_silent += usize::from(found.is_empty());
            continue;
        }
        wrong += found.iter().filter(|r| !case.events.iter().any(|e| has_dyad(r, e))).count();
        for event in case.events.iter().filter(|e| !e.source.starts_with(['-', '"', '#'])) {
            let same: Vec<&Relation> = found.iter().filter(|r| has_dyad(r, event)).collect();
            events += 1;
            dyads += usize::from(!same.is_empty());
            let right = same.iter().any(|r| has_root(r, &event.cameo));
            full += usize::from(right);
            if !right {
                missed
                    .push(format!("{} {} {} {}", case.id, event.source, event.cameo, event.target));
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

/// Name and code of a row.
fn actor(row: &'static str) -> Option<(&'static str, &'static str)> {
    let mut cells = row.split('\t');
    Some((cells.next()?, cells.next()?))
}

fn add_fictional(text: &str, mentions: &mut Vec<Mention>) {
    let mut actors: Vec<(&str, &str)> = ACTORS.lines().skip(1).filter_map(actor).collect();
    // Of names that begin alike the longest.
    actors.sort_by_key(|a| core::cmp::Reverse(a.0.len()));
    for (name, code) in actors {
        for (at, _) in text.match_indices(name) {
            let span = Span::from_range(at..at + name.len());
            if mentions.iter().any(|m| m.span.overlaps(span)) {
                continue;
            }
            let mut mention = Mention::new(span, MentionKind::Country, Via::Name);
            code.clone_into(&mut mention.id);
            name.clone_into(&mut mention.name);
            mention.country = Some(code.to_owned());
            mention.adjectival = name.ends_with("ian") || name.ends_with('i');
            mentions.push(mention);
        }
    }
    mentions.sort_by_key(|m| (m.span.start(), m.span.end()));
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
