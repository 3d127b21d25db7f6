//! Trains the judges of blocks and writes `data/clean/weights-*.tsv`, and for dumps `lexicon.tsv`.
//!
//! `train_clean --gold DIR [--aside FOLDS] html|flat`. DIR has `NAME.html.jsonl.gz`,
//! `NAME.flat*.jsonl.gz` and `NAME.gold.json.gz`. With `--aside`, nothing is written: each of the quarters named
//! (`0`, or `0,1,2,3` for all in turn) is kept out of a training of its own, and the results on the pages kept
//! aside are printed together.
#![allow(clippy::print_stdout, clippy::print_stderr)]

#[path = "train/boost.rs"]
mod boost;
#[path = "train/label.rs"]
mod label;
#[path = "train/lexicon.rs"]
mod lexicon;
#[path = "train/silver.rs"]
mod silver;

use std::fs::File;
use std::io::{BufRead, BufReader, Read};

use boost::{Boosted, Settings};
use flate2::read::GzDecoder;
use label::{Gold, Labels};
use lexicon::Lexicon;
use plenipo_clean::training::{self, Rows};
use plenipo_clean::{Format, Input};

type Failure = Box<dyn std::error::Error>;

/// A page to learn from.
struct Sample {
    set: String,
    rows: Rows,
    labels: Labels,
    fold: u32,
}

const USAGE: &str = "usage: train_clean --gold DIR [--aside FOLDS] html|flat";

const FOLDS: u32 = 4;

fn fold_of(id: &str) -> u32 {
    let hash = id.bytes().fold(0x811C_9DC5u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
    (hash >> 8) % FOLDS
}

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let (mut gold, mut aside, mut kind) = (String::new(), String::new(), String::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--gold" => gold = arguments.next().ok_or("--gold needs a folder")?,
            "--aside" => aside = arguments.next().ok_or("--aside needs numbers")?,
            _ => kind = argument,
        }
    }
    let is_flat = kind == "flat";
    if gold.is_empty() || !(is_flat || kind == "html") {
        return Err(USAGE.into());
    }
    let mut samples = load_all(&gold, is_flat)?;
    eprintln!("{} pages", samples.len());
    if aside.is_empty() {
        return write(&gold, &mut samples, &kind);
    }
    let mut tested: Vec<(usize, Vec<f32>)> = Vec::new();
    for fold in aside.split(',') {
        let fold = fold.parse()?;
        if is_flat {
            learn_words(&gold, &mut samples, Some(fold))?;
        }
        let judges = train(&samples, Some(fold), settings(is_flat));
        for (i, sample) in samples.iter().enumerate().filter(|(_, s)| s.fold == fold) {
            tested.push((i, judge(&judges, sample)));
        }
    }
    report(&samples, &tested);
    Ok(())
}

const FIRST: Settings =
    Settings { trees: 120, leaves: 16, rate: 0.1, bins: 63, columns: 0.4, seed: 1 };
const SECOND: Settings =
    Settings { trees: 200, leaves: 31, rate: 0.07, bins: 63, columns: 0.25, seed: 1 };

/// How both judges are trained; chosen on pages kept aside, see `data/clean/README.md`. Dumps are short beside
/// pages, so that a larger first judge costs little there.
fn settings(is_flat: bool) -> [Settings; 2] {
    if is_flat {
        let first = Settings { trees: 200, leaves: 31, rate: 0.08, ..FIRST };
        [first, Settings { trees: 300, columns: 0.3, ..SECOND }]
    } else {
        [FIRST, SECOND]
    }
}

/// Trains on all pages, prints the result on the same pages, and writes the tables.
fn write(gold: &str, samples: &mut [Sample], kind: &str) -> Result<(), Failure> {
    let is_flat = kind == "flat";
    let words = is_flat.then(|| learn_words(gold, samples, None)).transpose()?;
    let judges = train(samples, None, settings(is_flat));
    let scores = |(i, sample)| (i, judge(&judges, sample));
    report(samples, &samples.iter().enumerate().map(scores).collect::<Vec<_>>());
    if let Some(words) = words {
        std::fs::write("data/clean/lexicon.tsv", words.table())?;
    }
    let (first, second) = training::names();
    std::fs::write(format!("data/clean/weights-{kind}-1.tsv"), judges.0.table(&first))?;
    std::fs::write(format!("data/clean/weights-{kind}-2.tsv"), judges.1.table(&second))?;
    Ok(())
}

fn load_all(gold: &str, is_flat: bool) -> Result<Vec<Sample>, Failure> {
    let sets: &[&str] = if is_flat {
        &[
            "andy_dev.flat",
            "andy_dev.flat_nodes",
            "andy_dev.flat_light",
            "wcxb_dev.flat",
            "wcxb_dev.flat_nodes",
            "wcxb_dev.flat_light",
        ]
    } else {
        &["andy_dev.html", "wcxb_dev.html", "snippets_dev.html"]
    };
    let mut samples = Vec::new();
    for set in sets {
        load(gold, set, &mut samples)?;
    }
    if is_flat {
        for set in SILVER {
            load_silver(gold, set, &mut samples)?;
        }
    }
    Ok(samples)
}

fn load(folder: &str, set: &str, samples: &mut Vec<Sample>) -> Result<(), Failure> {
    let name = set.split('.').next().unwrap_or(set);
    let mut json = String::new();
    GzDecoder::new(File::open(format!("{folder}/{name}.gold.json.gz"))?)
        .read_to_string(&mut json)?;
    let gold: serde_json::Value = serde_json::from_str(&json)?;
    let pages = File::open(format!("{folder}/{set}.jsonl.gz"))?;
    for line in BufReader::new(GzDecoder::new(pages)).lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let id = row["id"].as_str().unwrap_or_default();
        let (text, format) = match row["html"].as_str() {
            Some(html) => (html, Format::Html),
            None => (row["text"].as_str().unwrap_or_default(), Format::Text),
        };
        let input = Input { format, ..Input::new(id, text.as_bytes()) };
        let Ok(rows) = Rows::read(&input) else { continue };
        let labels = Gold::read(&gold[id]).label(&rows.texts);
        samples.push(Sample { set: set.to_owned(), rows, labels, fold: fold_of(id) });
    }
    Ok(())
}

/// Pages without gold bodies, whose dumps are learned from all the same.
const SILVER: [&str; 1] = ["snippets_dev"];

/// Adds the dumps that pages would make, see [`silver`].
fn load_silver(folder: &str, set: &str, samples: &mut Vec<Sample>) -> Result<(), Failure> {
    let pages = File::open(format!("{folder}/{set}.html.jsonl.gz"))?;
    for line in BufReader::new(GzDecoder::new(pages)).lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let id = row["id"].as_str().unwrap_or_default();
        for dump in silver::dumps(id, row["html"].as_str().unwrap_or_default()) {
            let input = Input { format: Format::Text, ..Input::new(id, dump.text.as_bytes()) };
            let Ok(rows) = Rows::read(&input) else { continue };
            let body = serde_json::json!({ "articleBody": dump.body });
            let mut labels = Gold::read(&body).label(&rows.texts);
            labels.weight.iter_mut().for_each(|w| *w *= dump.weight);
            let fold = fold_of(id);
            samples.push(Sample { set: dump.form.to_owned(), rows, labels, fold });
        }
    }
    Ok(())
}

/// Sets from which the weights of words are learned, whatever is judged.
const WORDS: [&str; 5] =
    ["andy_dev.html", "andy_dev.flat", "wcxb_dev.html", "wcxb_dev.flat", "snippets_dev.html"];

/// Learns the weights of words, and gives each page what was learned from other pages, so that the judges
/// learn how far words can be trusted.
fn learn_words(gold: &str, samples: &mut [Sample], aside: Option<u32>) -> Result<Lexicon, Failure> {
    let mut pages = Vec::new();
    for set in WORDS {
        load(gold, set, &mut pages)?;
    }
    let fit = |skip: Option<u32>| {
        let used = pages.iter().filter(|s| Some(s.fold) != skip && Some(s.fold) != aside);
        let used: Vec<_> = used.map(|s| (s.rows.texts.as_slice(), &s.labels)).collect();
        lexicon::fit(&used)
    };
    let whole = fit(None);
    for fold in 0..FOLDS {
        let other = if Some(fold) == aside { &whole } else { &fit(Some(fold)) };
        for sample in samples.iter_mut().filter(|s| s.fold == fold) {
            let said: Vec<_> = sample.rows.texts.iter().map(|t| other.lexical(t)).collect();
            sample.rows.set_lexical(&said);
        }
    }
    Ok(whole)
}

type Judges = (Boosted, Boosted);

/// Trains the first judge, then the second on what first judges said that had not seen the page.
fn train(samples: &[Sample], aside: Option<u32>, settings: [Settings; 2]) -> Judges {
    let used: Vec<&Sample> = samples.iter().filter(|s| Some(s.fold) != aside).collect();
    let fit_first = |skip: Option<u32>| {
        let parts = used.iter().filter(|s| Some(s.fold) != skip);
        let parts =
            parts.map(|s| (s.rows.rows.as_slice(), &s.labels.target[..], &s.labels.weight[..]));
        boost::fit(parts, training::names().0.len(), settings[0])
    };
    let mut seconds: Vec<(Vec<f32>, &[f32], Vec<f32>)> = Vec::new();
    for fold in 0..FOLDS {
        if Some(fold) == aside {
            continue;
        }
        let first = fit_first(Some(fold));
        for Sample { rows, labels, .. } in used.iter().filter(|s| s.fold == fold) {
            let p = first.judge(&rows.rows);
            // The second is not asked of the others.
            let asked = |(w, p): (&f32, &f32)| if training::is_doubtful(*p) { *w } else { 0.0 };
            let weight = labels.weight.iter().zip(&p).map(asked).collect();
            seconds.push((rows.second(&p), &labels.target, weight));
        }
        eprintln!("fold {fold} done");
    }
    let parts = seconds.iter().map(|(rows, target, weight)| (&rows[..], *target, &weight[..]));
    let second = boost::fit(parts, training::names().1.len(), settings[1]);
    (fit_first(None), second)
}

/// What both judges say of a page.
fn judge(judges: &Judges, Sample { rows, .. }: &Sample) -> Vec<f32> {
    let first = judges.0.judge(&rows.rows);
    let second = judges.1.judge(&rows.second(&first));
    first.iter().zip(second).map(|(&p, q)| if training::is_doubtful(p) { q } else { p }).collect()
}

/// Prints the result on each set at several operating points.
fn report(samples: &[Sample], tested: &[(usize, Vec<f32>)]) {
    let mut sets: Vec<&str> = Vec::new();
    for (i, _) in tested {
        let set = samples[*i].set.as_str();
        if !sets.contains(&set) {
            sets.push(set);
        }
    }
    for lean in [-0.3, 0.0, 0.15, 0.3, 0.6] {
        for switch in [0.2, 0.3, 0.6] {
            print!("lean {lean:4} switch {switch:3}");
            for set in &sets {
                let of_set = tested.iter().map(|(i, p)| (&samples[*i], p.as_slice()));
                print_set(of_set.filter(|(s, _)| s.set == *set), lean, switch);
            }
            println!();
        }
    }
    println!("sets: {sets:?}");
}

/// Prints F1 of snippets, or mean precision and recall of 4-grams and their harmonic mean.
fn print_set<'s>(pages: impl Iterator<Item = (&'s Sample, &'s [f32])>, lean: f32, switch: f32) {
    let (mut p, mut r, mut empty, mut n) = (0.0, 0.0, 0.0, 0.0);
    let (mut found, mut missed, mut wrong) = (0, 0, 0);
    let mut has_body = false;
    for (Sample { rows, labels, .. }, scores) in pages {
        let kept = rows.choose(scores, lean, switch);
        let texts: Vec<&str> = rows.texts.iter().map(String::as_str).collect();
        let (precision, recall) = labels.gold.score(&texts, &kept);
        p += precision;
        r += recall;
        n += 1.0;
        empty += f64::from(u8::from(!kept.contains(&true)));
        has_body |= labels.gold.has_body();
        let snippets = labels.gold.snippets(&texts, &kept);
        found += snippets.0;
        missed += snippets.1;
        wrong += snippets.2;
    }
    if has_body {
        // Pages without a body count for recall alone, as in the scorer.
        let (p, r): (f64, f64) = (p / (n - empty), r / n);
        print!("  {p:.3} {r:.3} {:.4}", 2.0 * p * r / (p + r));
    } else {
        print!("  snip {:.4}", f64::from(2 * found) / f64::from(2 * found + missed + wrong));
    }
}
