//! Cleans every row of a `.jsonl.gz` of `{id, html}` or `{id, text}` and writes one JSON object a
//! page, for scoring: `clean_jsonl PAGES.jsonl.gz > OUT.jsonl`. Time on the
//! processor and the number of pages go to standard error.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;
use plenipo_clean::{Cleaner, Format, Input};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: clean_jsonl PAGES.jsonl.gz")?;
    let reader = BufReader::new(GzDecoder::new(File::open(&path)?));
    let mut out = BufWriter::new(std::io::stdout().lock());
    let cleaner = Cleaner::default();
    let (mut pages, mut spent) = (0u32, Duration::ZERO);
    for line in reader.lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let id = row["id"].as_str().unwrap_or_default();
        let (bytes, format) = match row["html"].as_str() {
            Some(html) => (html, Format::Html),
            None => (row["text"].as_str().unwrap_or_default(), Format::Text),
        };
        let input = Input { format, ..Input::new(id, bytes.as_bytes()) };
        let start = cpu_time();
        let cleaned = cleaner.clean(&input);
        spent += cpu_time().checked_sub(start).unwrap();
        pages += 1;
        match cleaned {
            Ok(cleaned) => writeln!(out, "{}", cleaned.to_json())?,
            Err(error) => eprintln!("{error}"),
        }
    }
    let each = spent.as_secs_f64() * 1e3 / f64::from(pages.max(1));
    eprintln!("{pages} pages, {each:.3} ms a page");
    Ok(())
}

/// Time on the processor where the system tells it (Linux), else time on the clock.
fn cpu_time() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|t| t.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| START.elapsed(), Duration::from_nanos)
}
