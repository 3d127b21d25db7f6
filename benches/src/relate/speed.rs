//! Sentences a second from clean text to rows, one thread, and the memory of the process.

use std::fs;
use std::path::Path;
use std::time::Instant;

use plenipo::Pipeline;
use plenipo::input::{Given, InputDocument, InputFormat};

use super::Figures;
use crate::texts::{diplomatic, general};

/// Sentences a second on general news and on the diplomatic articles of `gold/news`, and peak memory.
///
/// # Errors
///
/// When no set is there.
pub fn speed(sets: &Path) -> Figures {
    let pipeline = Pipeline::stock().map_err(|e| e.to_string())?.cleaner(None);
    let mut out = Vec::new();
    let general = general(sets)?;
    let diplomatic = diplomatic(sets)?;
    for (name, texts) in [("general", general), ("diplomatic", diplomatic)] {
        let mut worker = pipeline.worker();
        let (mut sentences, mut rows) = (0, 0);
        let start = Instant::now();
        for (index, text) in texts.into_iter().enumerate() {
            let input = InputDocument {
                id: index.to_string(),
                bytes: text.into_bytes(),
                given: Given::default(),
                format: InputFormat::Text,
            };
            let (tagged, relations) = worker.extract(input).map_err(|e| e.to_string())?;
            sentences += tagged.segmentation.sentences().len();
            rows += relations.len();
        }
        let seconds = start.elapsed().as_secs_f64();
        let rate = sentences as f64 / seconds;
        out.push(format!("{name}: {rate:.0} sentences/s ({sentences} sentences, {rows} rows)"));
    }
    if let Some(peak) = peak_memory() {
        out.push(format!("peak memory: {peak} MB"));
    }
    Ok(out)
}

/// Most memory held at once, in MB, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024)
}
