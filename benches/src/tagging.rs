//! Figures of the gazetteer that the evaluation gate does not take: see `tag-figures`.

use std::path::Path;
use std::time::{Duration, Instant};

use plenipo::gazetteer::{Gazetteer, Mention, MentionKind, Tagger};
use plenipo::text::{Document, MetaSource, Moment, Segmentation, Sourced};
use serde::Deserialize;

use crate::texts::{diplomatic, general};

/// Passes over a text, of which the fastest counts: what else the machine does only adds.
const PASSES: usize = 7;

/// Speed of finding names alone, and of tagging, which resolves them; documents and tokens are made before.
///
/// # Errors
///
/// When a set is not there, or the stock tables cannot be opened.
pub fn speed(sets: &Path) -> Result<Vec<String>, String> {
    let gazetteer = Gazetteer::stock().map_err(|e| e.to_string())?;
    let mut tagger = Tagger::new(&gazetteer);
    let mut out = Vec::new();
    for (name, texts) in [("general", general(sets)?), ("diplomatic", diplomatic(sets)?)] {
        let docs: Vec<(Document, Segmentation)> = texts
            .iter()
            .filter_map(|t| Document::plain(name, t.as_str()).ok())
            .map(|d| (Segmentation::new(&d), d))
            .map(|(s, d)| (d, s))
            .collect();
        let tokens: usize = docs.iter().map(|(_, s)| s.tokens().len()).sum();
        let (mut names, mut mentions) = (0, 0);
        let matching =
            fastest(|| names = docs.iter().map(|(d, _)| tagger.names(d.text()).len()).sum());
        let tagging = fastest(|| mentions = docs.iter().map(|(d, s)| tagger.tag(d, s).len()).sum());
        let rate = |time: Duration| tokens as f64 / time.as_secs_f64() / 1e6;
        out.push(format!(
            "{name}: names alone {:.1}M tokens/s ({names} names), tagging {:.1}M tokens/s ({mentions} mentions), {tokens} tokens",
            rate(matching),
            rate(tagging)
        ));
    }
    let opening = fastest(|| drop(Gazetteer::stock()));
    out.push(format!("opening the stock gazetteer: {:.3} ms", opening.as_secs_f64() * 1e3));
    Ok(out)
}

/// A phrase for an actor, and the country it belongs to.
#[derive(Deserialize)]
struct Actor {
    text: String,
    date: Option<String>,
    expect: Expected,
}

#[derive(Deserialize)]
struct Expected {
    /// ISO 3166 alpha-3, empty for none; `UNO`, `EUR` or `IGO` for organisations of states.
    country: Option<String>,
}

/// How many phrases for actors are given their country: that of the first mention that has one.
///
/// # Errors
///
/// When `gold/events/actor_resolution.jsonl` is not there, or the stock tables cannot be opened.
pub fn actors(sets: &Path) -> Result<Vec<String>, String> {
    let path = sets.join("gold/events/actor_resolution.jsonl");
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let gazetteer = Gazetteer::stock().map_err(|e| e.to_string())?;
    let mut tagger = Tagger::new(&gazetteer);
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    for line in text.lines() {
        let actor: Actor = serde_json::from_str(line).map_err(|e| e.to_string())?;
        let Some(want) = actor.expect.country else { continue };
        let mut doc = Document::plain("actor", actor.text.as_str()).map_err(|e| e.to_string())?;
        let day = actor.date.as_deref().and_then(Moment::parse_iso);
        doc.meta.published = day.map(|d| Sourced::new(d, MetaSource::Given));
        let got = country_of(&tagger.tag(&doc, &Segmentation::new(&doc)));
        all += 1;
        if got == want {
            right += 1;
        } else {
            wrong.push(format!("{:?}: want {want:?}, got {got:?}", actor.text));
        }
    }
    wrong.push(format!("{right} of {all} actor phrases have the right country"));
    Ok(wrong)
}

fn country_of(mentions: &[Mention]) -> String {
    let country = mentions.iter().find_map(|m| m.country.clone());
    let organisation = mentions.iter().find(|m| m.kind == MentionKind::Organisation);
    country.unwrap_or_else(|| match organisation.map(|o| o.id.as_str()) {
        None | Some("RED-CRESCENT" | "RED-CROSS") => String::new(),
        Some(id) if id.starts_with("UN") => "UNO".to_owned(),
        Some(id) if id.starts_with("EU") => "EUR".to_owned(),
        Some(_) => "IGO".to_owned(),
    })
}

fn fastest(mut run: impl FnMut()) -> Duration {
    let times = (0..PASSES).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}
