//! Benchmarks, peer comparisons and the evaluation gate of plenipo.
#![forbid(unsafe_code)]

pub mod gate;
pub mod match_peers;
pub mod relate;
pub mod tagging;
mod texts;

use std::path::{Path, PathBuf};

/// The sample articles, by name.
///
/// # Panics
///
/// Panics when `data/samples` is missing: benchmarks run from a checkout.
pub fn sample_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/samples");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("data/samples is part of the checkout")
        .map(|entry| entry.expect("data/samples can be read").path())
        .filter(|p| p.extension().is_some_and(|e| e == "html" || e == "txt"))
        .collect();
    files.sort();
    files
}

/// The clean text that the samples should give (`testdata/clean`), repeated up to `bytes`.
///
/// # Panics
///
/// As [`sample_files`].
pub fn sample_text(bytes: usize) -> String {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/clean");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(cases)
        .expect("testdata/clean is part of the checkout")
        .map(|entry| entry.expect("testdata/clean can be read").path())
        .collect();
    folders.sort();
    let article = |folder: &PathBuf| std::fs::read_to_string(folder.join("expected.txt"));
    let all: Vec<String> = folders.iter().filter_map(|f| article(f).ok()).collect();
    let all = all.join("\n\n") + "\n\n";
    let mut text = all.repeat(bytes.div_ceil(all.len()));
    text.truncate(text.floor_char_boundary(bytes));
    text
}
