//! Sentences a second from clean text to rows, one thread, and the memory of the process.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::time::Instant;

use flate2::read::GzDecoder;
use plenipo::Pipeline;
use plenipo::input::{Given, InputDocument, InputFormat};

use super::Figures;

/// Bytes of text to run.
const GENERAL: usize = 8 << 20;
const DIPLOMATIC: usize = 2 << 20;

/// Sentences a second on general news and on the diplomatic articles of `gold/news`, and peak memory.
///
/// # Errors
///
/// When no set is there.
pub fn speed(sets: &Path) -> Figures {
    let pipeline = Pipeline::stock().map_err(|e| e.to_string())?.cleaner(None);
    let mut out = Vec::new();
    let general = general(&sets.join("bench/news_text.txt.gz"))?;
    let diplomatic = diplomatic(&sets.join("gold/news/clean"))?;
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

/// General news in documents of some thousand bytes.
fn general(path: &Path) -> Result<Vec<String>, String> {
    let file = fs::File::open(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut bytes = Vec::new();
    let mut reader = GzDecoder::new(file).take(GENERAL as u64);
    reader.read_to_end(&mut bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    let text = String::from_utf8_lossy(&bytes);
    let mut out = Vec::new();
    let mut part = String::new();
    for line in text.lines() {
        part.push_str(line);
        part.push('\n');
        if part.len() > 4_000 {
            out.push(core::mem::take(&mut part));
        }
    }
    Ok(out)
}

/// The articles of a folder, repeated.
fn diplomatic(folder: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files: Vec<_> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    files.sort();
    let texts: Vec<String> = files.iter().filter_map(|f| fs::read_to_string(f).ok()).collect();
    let size: usize = texts.iter().map(String::len).sum();
    let times = DIPLOMATIC.div_ceil(size.max(1));
    Ok(texts.iter().cycle().take(texts.len() * times).cloned().collect())
}

/// Most memory held at once, in MB, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024)
}
