//! Trains the tagger and parser: from treebanks, and text that teachers parse, to a model file.
//!
//! Teachers, large and several, learn from the treebanks. They parse text without annotation, and the
//! model, small and fast, learns from the treebanks and from that (after Zhang et al. 2005, tri-training,
//! and Kuncoro et al. 2016, distillation). Everything is seeded, and sums are in a fixed order: the same
//! command gives the same bytes, on any number of processors.
// A program that reports what it does; and formulas with the letters and element-wise steps of formulas.
#![allow(clippy::print_stderr)]
#![allow(clippy::many_single_char_names, clippy::needless_for_each)]
#![allow(clippy::cast_sign_loss)]
// Compiled anew inside the functions that turn processor features on.
#![allow(clippy::inline_always)]

mod corpus;
mod data;
mod encoder;
mod ensemble;
mod evaluate;
mod export;
mod headlines;
mod learn;
mod matrix;
mod names;
mod network;
mod options;
mod params;
mod random;
mod recurrent;

use std::path::Path;

use data::{Example, Inventory};
use encoder::{Dropout, Shape};
use learn::{Plan, Sets, learn};
use network::Network;
use options::Options;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let options = Options::read(std::env::args().skip(1))?;
    let folder = options.path("treebanks").ok_or(options::USAGE)?;
    let train = options.get("train").unwrap_or("ewt-train,gum-permissive-train");
    let gold: Vec<Example> =
        named(&folder, train)?.into_iter().flat_map(|(_, examples)| examples).collect();
    let mut devs = named(&folder, options.get("dev").unwrap_or("ewt-dev,gum-dev"))?;
    let headlines = options.get("headline-set").unwrap_or("testdata/syntax/headlines.conllu");
    devs.push(("headlines".to_owned(), data::read(Path::new(headlines))?));
    let text = match options.path("text") {
        Some(path) => corpus::sentences(&path, options.count("text-tokens", 3_000_000))?,
        None => Vec::new(),
    };
    let sets = Sets { gold: &gold, parsed: &[], devs: &devs };
    let parsed = match options.path("parsed") {
        Some(path) if path.exists() => data::read(&path)?,
        path => {
            let parsed = if text.is_empty() { Vec::new() } else { teach(&options, sets, &text) };
            if let Some(path) = path {
                data::write(&path, &parsed)?;
            }
            parsed
        }
    };
    let mut parsed = parsed;
    if options.count("shares", 1) == 0 {
        parsed.iter_mut().flatten().for_each(|t| t.shares = data::SURE);
    }
    let sets = Sets { parsed: &parsed, ..sets };
    let inventory = Inventory::new(&gold, &text, options.count("words", 23_000));
    let mut network = Network::new(student(&options), &inventory, 1);
    learn(&mut network, &inventory, sets, &student_plan(&options, !text.is_empty()));
    let bytes = export::export(&network, &inventory);
    std::fs::write(options.get("out").unwrap_or("data/models/syntax.bin"), &bytes)?;
    let parser = plenipo_syntax::Parser::from_bytes(bytes.leak())?;
    for (name, examples) in &devs {
        eprintln!("rounded {name}: {}", evaluate::evaluate_parser(&parser, examples));
    }
    Ok(())
}

/// Treebanks by name, packed or not.
fn named(folder: &Path, names: &str) -> Result<Vec<(String, Vec<Example>)>> {
    let read = |name: &str| {
        let packed = folder.join(format!("{name}.conllu.gz"));
        let path = if packed.exists() { packed } else { folder.join(format!("{name}.conllu")) };
        Ok((name.to_owned(), data::read(&path)?))
    };
    names.split(',').map(read).collect()
}

/// Trains teachers, as many at a time as there are threads, and lets them parse the text.
fn teach(options: &Options, sets: Sets<'_>, text: &[Vec<String>]) -> Vec<Example> {
    let inventory = &Inventory::new(sets.gold, &[], 0);
    let seeds: Vec<u64> = (0..options.count("teachers", 2) as u64).map(|s| 11 + s).collect();
    let teacher = |seed| {
        let mut network = Network::new(teacher(options), inventory, seed);
        learn(&mut network, inventory, sets, &teacher_plan(options, seed));
        network
    };
    let mut teachers = Vec::new();
    let threads = options.count("threads", 2).max(1);
    for pair in seeds.chunks(threads) {
        std::thread::scope(|scope| {
            let running: Vec<_> = pair.iter().map(|&s| scope.spawn(move || teacher(s))).collect();
            teachers.extend(running.into_iter().filter_map(|r| r.join().ok()));
        });
    }
    let together: Vec<&Network> = teachers.iter().collect();
    for (name, examples) in sets.devs {
        let score = evaluate::evaluate_together(&together, inventory, examples);
        eprintln!("teachers together, {name}: {score}");
    }
    ensemble::parse(&together, inventory, text, threads)
}

/// Sizes of the model.
fn student(options: &Options) -> Shape {
    Shape {
        embedding: options.count("embedding", 96),
        lanes: options.count("lanes", 64),
        layers: options.count("layers", 2),
        arc: options.count("arc", 64),
        label: options.count("label", 64),
    }
}

fn student_plan(options: &Options, with_text: bool) -> Plan {
    let (passes, drop) = if with_text { (2, 0.12) } else { (0, 0.25) };
    Plan {
        epochs: options.count("epochs", 30),
        passes: options.count("passes", passes),
        rate: options.number("rate", 0.002),
        batch: options.count("batch", 300),
        dropout: Dropout {
            embedding: options.number("drop-embedding", 0.12),
            layer: options.number("drop", drop),
            head: options.number("drop-head", drop),
        },
        word_drop: options.number("word-drop", 0.4),
        headlines: options.number("headlines", 0.12),
        capitals: options.number("capitals", 0.02),
        names: options.number("names", 0.2),
        seed: 7,
    }
}

/// Sizes of a teacher.
fn teacher(options: &Options) -> Shape {
    Shape {
        embedding: options.count("teacher-embedding", 128),
        lanes: options.count("teacher-lanes", 160),
        layers: options.count("teacher-layers", 3),
        arc: 64,
        label: 128,
    }
}

fn teacher_plan(options: &Options, seed: u64) -> Plan {
    Plan {
        epochs: options.count("teacher-epochs", 16),
        passes: 0,
        rate: options.number("teacher-rate", 0.002),
        batch: 300,
        dropout: Dropout { embedding: 0.3, layer: 0.33, head: 0.33 },
        word_drop: 0.4,
        headlines: 0.25,
        capitals: 0.0,
        names: 0.25,
        seed,
    }
}
