//! The mechanism cases of the PETRARCH family, with their fictional actors as mentions.

use std::path::Path;

use plenipo::gazetteer::{Conflict, Gazetteer, Tagger};
use plenipo::relate::{Codebook, Policy, Relation};
use plenipo::text::{MetaSource, Moment, Sourced};
use serde::Deserialize;

use super::{Figures, Read, read, share};

#[derive(Deserialize)]
struct Case {
    id: String,
    /// "19950101".
    date: String,
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
const ACTORS: [(&str, &str); 4] = [
    ("countries.tsv", include_str!("../../data/petrarch/countries.tsv")),
    ("aliases.tsv", include_str!("../../data/petrarch/aliases.tsv")),
    ("people.tsv", include_str!("../../data/petrarch/people.tsv")),
    ("terms.tsv", include_str!("../../data/petrarch/terms.tsv")),
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

/// What was counted over all cases.
#[derive(Default)]
struct Tally {
    events: usize,
    /// Events whose source, target and root were found, and whose source and target were.
    full: usize,
    dyads: usize,
    /// Cases without an event, and those that gave no row.
    silent: usize,
    kept_silent: usize,
    rows: usize,
    /// Rows of a dyad that is not in the case.
    wrong: usize,
    missed: Vec<String>,
}

/// Share of the events found with source, target (the first three letters: the state) and CAMEO root, and
/// of the cases without an event that give no row, on `petrarch_unittest`. The actors are a dictionary of a user's,
/// the codes those of a user's codebook: the set's own, of which many are codes of WEIS, not CAMEO. Events whose code
/// is in neither count by their actors; those without a code of a side are left out. What the stock codebook makes of
/// the cases is told by its dyads alone.
///
/// # Errors
///
/// When the set is not there.
pub fn cases(sets: &Path) -> Figures {
    let all: Vec<Case> = read(&sets.join("gold/events/petrarch_unittest.jsonl"))?;
    let gazetteer = gazetteer()?;
    let stock = Codebook::stock().map_err(|e| e.to_string())?;
    let own = Codebook::stock().map_err(|e| e.to_string())?;
    let own = own.with_user_frames("codebook.tsv", CODEBOOK, Policy::Override);
    let own = tally(&all, &gazetteer, &own.map_err(|e| e.to_string())?)?;
    let stock = tally(&all, &gazetteer, &stock)?;
    let mut out = vec![
        format!("source, target and root {}", share(own.full, own.events)),
        format!("source and target {}", share(own.dyads, own.events)),
        format!("no row where no event is {}", share(own.kept_silent, own.silent)),
        format!("rows of a dyad that is not there {}", share(own.wrong, own.rows)),
        format!("source and target with the stock codebook {}", share(stock.dyads, stock.events)),
    ];
    if std::env::var_os("PLENIPO_MISSED").is_some() {
        out.extend(own.missed.into_iter().map(|m| format!("missed {m}")));
    }
    Ok(out)
}

fn tally(cases: &[Case], gazetteer: &Gazetteer, codebook: &Codebook) -> Result<Tally, String> {
    let mut tagger = Tagger::new(gazetteer);
    let mut out = Tally::default();
    for case in cases.iter().filter(|c| c.expect_error.is_none()) {
        let mut text = Read::new(&case.text)?;
        text.doc.meta.published = published(&case.date);
        let mentions = tagger.tag(&text.doc, &text.segmentation);
        let found = text.events(codebook, &mentions);
        out.rows += found.len();
        if case.no_events || case.events.is_empty() {
            out.silent += 1;
            out.kept_silent += usize::from(found.is_empty());
        } else {
            out.add(case, &found);
        }
    }
    Ok(out)
}

impl Tally {
    fn add(&mut self, case: &Case, found: &[Relation]) {
        let wrong = found.iter().filter(|r| !case.events.iter().any(|e| has_dyad(r, e)));
        self.wrong += wrong.count();
        for event in case.events.iter().filter(|e| is_known(&e.source) && is_known(&e.target)) {
            let mirror = case.events.iter().any(|e| is_mirror(e, event));
            let same: Vec<&Relation> = found
                .iter()
                .filter(|r| has_dyad(r, event) || mirror && has_dyad(&turned(r), event))
                .collect();
            self.events += 1;
            self.dyads += usize::from(!same.is_empty());
            if same.iter().any(|r| has_root(r, &event.cameo)) {
                self.full += 1;
                continue;
            }
            let rows: Vec<String> = found.iter().map(told).collect();
            let wanted = format!("{} {} {}", event.source, event.cameo, event.target);
            self.missed.push(format!("{} {wanted}, not {rows:?}: {}", case.id, case.text));
        }
    }
}

/// The day of a case: who its actors are depends on it.
fn published(date: &str) -> Option<Sourced<Moment>> {
    let iso = format!("{}-{}-{}", date.get(..4)?, date.get(4..6)?, date.get(6..)?);
    Moment::parse_iso(&iso).map(|m| Sourced::new(m, MetaSource::Given))
}

/// Whether a side has a code: not one that is left out or only quoted.
fn is_known(code: &str) -> bool {
    !code.starts_with(['-', '"', '#'])
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
