//! Trains the judges of blocks and writes `data/clean/weights-*.tsv`, and for dumps `lexicon.tsv`.
//!
//! `train_clean --gold DIR [--aside FOLD] html|flat`. DIR has `NAME.html.jsonl.gz`,
//! `NAME.flat*.jsonl.gz` and `NAME.gold.json.gz`. With `--aside`, pages of that quarter are kept
//! out of the training, the result on them is printed and nothing is written.
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

const USAGE: &str = "usage: train_clean --gold DIR [--aside FOLD] html|flat";

const FOLDS: u32 = 4;

fn fold_of(id: &str) -> u32 {
    let hash = id.bytes().fold(0x811C_9DC5u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
    (hash >> 8) % FOLDS
}

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let (mut gold, mut aside, mut kind) = (String::new(), None, String::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--gold" => gold = arguments.next().ok_or("--gold needs a folder")?,
            "--aside" => aside = Some(arguments.next().ok_or("--aside needs a number")?.parse()?),
            _ => kind = argument,
        }
    }
    let sets: &[&str] = match kind.as_str() {
        "html" => &["andy_dev.html", "wcxb_dev.html", "snippets_dev.html"],
        "flat" => &[
            "andy_dev.flat",
            "andy_dev.flat_nodes",
            "andy_dev.flat_light",
            "wcxb_dev.flat",
            "wcxb_dev.flat_nodes",
            "wcxb_dev.flat_light",
        ],
        _ => return Err(USAGE.into()),
    };
    if gold.is_empty() {
        return Err(USAGE.into());
    }
    let mut samples = Vec::new();
    for set in sets {
        load(&gold, set, &mut samples)?;
    }
    if kind == "flat" {
        for set in SILVER {
            load_silver(&gold, set, &mut samples)?;
        }
    }
    eprintln!("{} pages", samples.len());
    let words = (kind == "flat").then(|| learn_words(&gold, &mut samples, aside)).transpose()?;
    let trees = if kind == "flat" { 220 } else { 150 };
    let judges = train(&samples, aside, trees);
    report(&samples, &judges, aside);
    if aside.is_none() {
        if let Some(words) = words {
            std::fs::write("data/clean/lexicon.tsv", words.table())?;
        }
        let (first, second) = training::names();
        std::fs::write(format!("data/clean/weights-{kind}-1.tsv"), judges.0.table(&first))?;
        std::fs::write(format!("data/clean/weights-{kind}-2.tsv"), judges.1.table(&second))?;
    }
    Ok(())
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
fn train(samples: &[Sample], aside: Option<u32>, trees: usize) -> Judges {
    let settings = Settings { trees, levels: 6, rate: 0.09, bins: 48, seed: 1 };
    let used: Vec<&Sample> = samples.iter().filter(|s| Some(s.fold) != aside).collect();
    let fit_first = |skip: Option<u32>| {
        let parts = used.iter().filter(|s| Some(s.fold) != skip);
        let width = training::names().0.len();
        boost::fit(parts.map(|s| (s.rows.rows.as_slice(), &s.labels)), width, settings)
    };
    let mut seconds: Vec<(Vec<f32>, &Labels)> = Vec::new();
    for fold in 0..FOLDS {
        if Some(fold) == aside {
            continue;
        }
        let first = fit_first(Some(fold));
        for sample in used.iter().filter(|s| s.fold == fold) {
            let p = first.judge(&sample.rows.rows);
            seconds.push((sample.rows.second(&p), &sample.labels));
        }
        eprintln!("fold {fold} done");
    }
    let width = training::names().1.len();
    let second = boost::fit(seconds.iter().map(|(r, l)| (r.as_slice(), *l)), width, settings);
    (fit_first(None), second)
}

/// Prints the mean 4-gram F1 of each set, on the pages kept aside if there are any.
fn report(samples: &[Sample], judges: &Judges, aside: Option<u32>) {
    let tested: Vec<&Sample> =
        samples.iter().filter(|s| aside.is_none() || Some(s.fold) == aside).collect();
    let scores: Vec<Vec<f32>> = tested
        .iter()
        .map(|s| judges.1.judge(&s.rows.second(&judges.0.judge(&s.rows.rows))))
        .collect();
    let mut sets: Vec<&str> = Vec::new();
    for sample in &tested {
        if !sets.contains(&sample.set.as_str()) {
            sets.push(&sample.set);
        }
    }
    for lean in [-0.6, -0.3, 0.0, 0.3, 0.6] {
        for switch in [0.0, 0.4, 1.0] {
            print!("lean {lean:4} switch {switch:3}");
            for set in &sets {
                let (mut p, mut r, mut n, mut tp, mut fp, mut fal) = (0.0, 0.0, 0.0, 0, 0, 0);
                let of_set = tested.iter().zip(&scores).filter(|(s, _)| s.set == *set);
                for (sample, score) in of_set {
                    let kept = sample.rows.choose(score, lean, switch);
                    let texts: Vec<&str> = sample.rows.texts.iter().map(String::as_str).collect();
                    let (precision, recall) = sample.labels.gold.score(&texts, &kept);
                    p += precision;
                    r += recall;
                    n += 1.0;
                    let snippets = sample.labels.gold.snippets(&texts, &kept);
                    tp += snippets.0;
                    fal += snippets.1;
                    fp += snippets.2;
                }
                let (p, r): (f64, f64) = (p / n, r / n);
                if set.starts_with("snippets") {
                    print!("  snip {:.4}", f64::from(2 * tp) / f64::from(2 * tp + fp + fal));
                } else {
                    print!("  {p:.3} {r:.3} {:.4}", 2.0 * p * r / (p + r));
                }
            }
            println!();
        }
    }
    println!("sets: {sets:?}");
}
