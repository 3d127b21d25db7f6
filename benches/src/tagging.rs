//! Tokens a second of the gazetteer, one thread: see `tag-figures`.

use std::path::Path;
use std::time::{Duration, Instant};

use plenipo::gazetteer::{Gazetteer, Tagger};
use plenipo::text::{Document, Segmentation};

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

fn fastest(mut run: impl FnMut()) -> Duration {
    let times = (0..PASSES).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}
