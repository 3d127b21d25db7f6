//! Compares the cleaner with other Rust crates on the same pages in the same run.
//!
//! `cargo run --release -p plenipo-benches --features peers-clean --bin clean-peers -- DIR SET…`
//! where DIR has `SET.html.jsonl.gz` and `SET.gold.json.gz`. Each engine works in a process of its
//! own, so that peak memory is its own; F1 is of 4-grams of words, from mean precision and recall; the time is
//! that of the processor where the system tells it (Linux), else that of the clock.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::process::Command;
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;

type Failure = Box<dyn std::error::Error>;

const ENGINES: [&str; 5] =
    ["plenipo-clean", "dom_smoothie", "libreadability", "trafilatura", "rs-trafilatura"];

fn extract(engine: &str, html: &str) -> String {
    match engine {
        "plenipo-clean" => {
            let input = plenipo::clean::Input {
                format: plenipo::clean::Format::Html,
                ..plenipo::clean::Input::new("page", html.as_bytes())
            };
            let cleaned = plenipo::clean::Cleaner::default().clean(&input);
            cleaned.map(|c| c.document.body()).unwrap_or_default()
        }
        "dom_smoothie" => dom_smoothie::Readability::new(html, None, None)
            .and_then(|mut r| r.parse())
            .map(|article| article.text_content.to_string())
            .unwrap_or_default(),
        "libreadability" => {
            libreadability::extract(html, None).map(|a| a.text_content).unwrap_or_default()
        }
        "trafilatura" => {
            let options = trafilatura::Options::default().with_fallback(true);
            trafilatura::extract(html, &options).map(|r| r.content_text).unwrap_or_default()
        }
        _ => rs_trafilatura::extract(html).map(|r| r.content_text).unwrap_or_default(),
    }
}

fn grams(text: &str) -> HashMap<u64, u32> {
    let hash = |word: &str| {
        word.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |h, b| {
            (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3)
        })
    };
    let words: Vec<u64> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|w| !w.is_empty())
        .map(hash)
        .collect();
    let mut out = HashMap::new();
    for at in 0..words.len().saturating_sub(3).max(usize::from(!words.is_empty())) {
        let gram = words[at..words.len().min(at + 4)]
            .iter()
            .fold(1u64, |g, w| (g.rotate_left(13) ^ w).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        *out.entry(gram).or_insert(0) += 1;
    }
    out
}

/// Runs one engine over one set and prints its line.
fn run(engine: &str, folder: &str, set: &str) -> Result<(), Failure> {
    let mut json = String::new();
    GzDecoder::new(File::open(format!("{folder}/{set}.gold.json.gz"))?)
        .read_to_string(&mut json)?;
    let gold: serde_json::Value = serde_json::from_str(&json)?;
    let pages = File::open(format!("{folder}/{set}.html.jsonl.gz"))?;
    let (mut precision, mut with_text, mut recall, mut n) = (0.0, 0.0, 0.0, 0.0);
    let mut spent = Duration::ZERO;
    for line in BufReader::new(GzDecoder::new(pages)).lines() {
        // The line goes at once: the peak is to be that of the engine.
        let row: serde_json::Value = {
            let line = line?;
            serde_json::from_str(&line)?
        };
        let html = row["html"].as_str().unwrap_or_default();
        let (start, processor) = (Instant::now(), processor_time());
        let text = extract(engine, html);
        spent += match (processor, processor_time()) {
            (Some(before), Some(after)) => after - before,
            _ => start.elapsed(),
        };
        let wanted = &gold[row["id"].as_str().unwrap_or_default()]["articleBody"];
        let (found, wanted) = (grams(&text), grams(wanted.as_str().unwrap_or_default()));
        let right: u32 = found.iter().map(|(g, n)| *n.min(wanted.get(g).unwrap_or(&0))).sum();
        let (all, gold): (u32, u32) = (found.values().sum(), wanted.values().sum());
        n += 1.0;
        recall += f64::from(right) / f64::from(gold.max(1));
        if all > 0 {
            with_text += 1.0;
            precision += f64::from(right) / f64::from(all);
        }
    }
    let (p, r): (f64, f64) = (precision / with_text, recall / n);
    let f1 = 2.0 * p * r / (p + r);
    let ms = spent.as_secs_f64() * 1e3 / n;
    let memory = peak_memory().map_or("?".to_owned(), |kb| format!("{}", kb / 1024));
    println!(
        "{engine:<16}{set:<12}  P {p:.3}  R {r:.3}  F1 {f1:.3}  {ms:6.2} ms of CPU/page  {memory} MB"
    );
    Ok(())
}

/// Time that this thread has had on a processor, where the system tells it (Linux).
fn processor_time() -> Option<Duration> {
    let status = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    status.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// Highest resident size of this process in KiB, where the system tells it (Linux).
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [flag, engine, folder, set] if flag == "--engine" => run(engine, folder, set),
        [folder, sets @ ..] if !sets.is_empty() => {
            let own = std::env::current_exe()?;
            for set in sets {
                for engine in ENGINES {
                    let done =
                        Command::new(&own).args(["--engine", engine, folder, set]).status()?;
                    if !done.success() {
                        eprintln!("{engine} failed on {set}");
                    }
                }
            }
            Ok(())
        }
        _ => Err("usage: clean-peers DIR SET...".into()),
    }
}
