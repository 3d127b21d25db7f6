//! Texts to measure speed on: news of all kinds, and diplomatic news.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use flate2::read::GzDecoder;

/// Bytes of text to run.
const GENERAL: usize = 8 << 20;
const DIPLOMATIC: usize = 2 << 20;

/// General news in documents of some thousand bytes.
pub(crate) fn general(sets: &Path) -> Result<Vec<String>, String> {
    let path = &sets.join("bench/news_text.txt.gz");
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
pub(crate) fn diplomatic(sets: &Path) -> Result<Vec<String>, String> {
    let folder = &sets.join("gold/news/clean");
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files: Vec<_> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    files.sort();
    let texts: Vec<String> = files.iter().filter_map(|f| fs::read_to_string(f).ok()).collect();
    let size: usize = texts.iter().map(String::len).sum();
    let times = DIPLOMATIC.div_ceil(size.max(1));
    Ok(texts.iter().cycle().take(texts.len() * times).cloned().collect())
}
