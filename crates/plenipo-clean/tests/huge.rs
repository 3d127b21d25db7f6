//! Inputs of tens of megabytes. They take seconds and hundreds of megabytes, so they run on request:
//! `cargo test --release -p plenipo-clean --test huge -- --ignored --test-threads 1 --nocapture`.
//! Time in proportion to the size is tested on smaller ones, in `adversarial.rs`.
#![allow(clippy::print_stdout)]

use std::time::{Duration, Instant};

use plenipo_clean::{Cleaner, Format, Input};

/// A megabyte may take this long, on a slow and busy machine.
const LIMIT: Duration = Duration::from_millis(400);
/// A byte of the input may take this many of memory.
const MEMORY: u64 = 24;

fn clean(name: &str, page: &str, format: Format) {
    let megabytes = (page.len() / 1_000_000).max(1) as u32;
    let before = peak_kib();
    let start = Instant::now();
    let cleaned = Cleaner::default().clean(&Input { format, ..Input::new(name, page.as_bytes()) });
    let spent = start.elapsed();
    assert!(cleaned.is_ok(), "{name}");
    let grown = peak_kib().zip(before).map(|(after, before)| after.saturating_sub(before));
    println!("{name}: {megabytes} MB in {spent:?}, {} KiB more at the peak", grown.unwrap_or(0));
    assert!(spent < LIMIT * megabytes, "{name}: {megabytes} MB took {spent:?}");
    if let Some(kib) = grown {
        assert!(kib * 1024 < MEMORY * page.len() as u64 + (64 << 20), "{name}: {kib} KiB");
    }
}

/// Highest resident size of this process, where the system tells it (Linux).
fn peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

const SENTENCE: &str = "The ministers met in Seoul on Monday and agreed to hold further talks. ";

#[test]
#[ignore = "takes seconds and hundreds of megabytes"]
fn fifty_megabytes_of_paragraphs() {
    let paragraph = format!("<div class=\"story text-12\"><p>{}</p></div>\n", SENTENCE.repeat(4));
    clean("paragraphs", &paragraph.repeat(50_000_000 / paragraph.len()), Format::Html);
}

#[test]
#[ignore = "takes seconds and hundreds of megabytes"]
fn a_million_nested_tags() {
    let n = 1_000_000;
    let page = "<div>".repeat(n) + SENTENCE + &"</div>".repeat(n);
    clean("nested", &page, Format::Html);
    clean("nested and unclosed", &"<div><p><b>a ".repeat(n), Format::Html);
}

#[test]
#[ignore = "takes seconds and hundreds of megabytes"]
fn one_line_of_a_hundred_megabytes() {
    clean("one line", &SENTENCE.repeat(100_000_000 / SENTENCE.len()), Format::Text);
    clean("one word", &"x".repeat(100_000_000), Format::Html);
}

#[test]
#[ignore = "takes seconds and hundreds of megabytes"]
fn many_short_lines() {
    clean("lines", &"a short line of it\n".repeat(2_500_000), Format::Text);
}
