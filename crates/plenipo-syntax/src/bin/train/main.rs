//! Trains the tagger and parser.
// A program that reports what it does; and formulas with the letters and element-wise steps of formulas.
#![allow(clippy::print_stderr)]
#![allow(clippy::many_single_char_names, clippy::needless_for_each)]
#![allow(clippy::cast_sign_loss)]
// Compiled anew inside the functions that turn processor features on.
#![allow(clippy::inline_always)]

mod corpus;
mod data;
mod encoder;
mod evaluate;
mod export;
mod headlines;
mod matrix;
mod names;
mod network;
mod params;
mod pretrain;
mod random;
mod recurrent;

use std::path::Path;
use std::time::Instant;

use data::{Example, Inventory};
use encoder::{Dropout, Shape};
use network::{Batch, Network};
use params::Step;
use random::Random;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn arg(name: &str, default: f32) -> f32 {
    let args: Vec<String> = std::env::args().collect();
    let at = args.iter().position(|a| a == name);
    at.and_then(|i| args[i + 1].parse().ok()).unwrap_or(default)
}

fn main() -> Result<()> {
    let dir = Path::new("../shared/gold/treebanks");
    let mut train = data::read(&dir.join("ewt-train.conllu.gz"))?;
    train.extend(data::read(&dir.join("gum-permissive-train.conllu.gz"))?);
    let devs = [
        ("ewt-dev", data::read(&dir.join("ewt-dev.conllu.gz"))?),
        ("gum-dev", data::read(&dir.join("gum-dev.conllu.gz"))?),
        (
            "headlines",
            data::read(Path::new("testdata/syntax/headlines.conllu")).unwrap_or_default(),
        ),
    ];
    let text = match arg("--text", 0.0) as usize {
        0 => Vec::new(),
        tokens => corpus::sentences(Path::new("../shared/bench/news_text.txt.gz"), tokens)?,
    };
    eprintln!(
        "text: {} sentences, {} tokens",
        text.len(),
        text.iter().map(Vec::len).sum::<usize>()
    );
    let inventory = Inventory::new(&train, &text, arg("--words", 24000.0) as usize);
    let shape = Shape {
        embedding: arg("--emb", 96.0) as usize,
        lanes: arg("--lanes", 64.0) as usize,
        layers: arg("--layers", 2.0) as usize,
        arc: arg("--arc", 64.0) as usize,
        label: arg("--label", 64.0) as usize,
    };
    let mut network = Network::new(
        shape,
        inventory.counts.len(),
        inventory.tags.len(),
        inventory.labels.len(),
        1,
    );
    eprintln!(
        "words {} tags {} labels {}",
        inventory.counts.len(),
        inventory.tags.len(),
        inventory.labels.len()
    );
    if !text.is_empty() {
        let plan = pretrain::Plan {
            epochs: arg("--pre-epochs", 1.0) as usize,
            rate: arg("--pre-rate", 0.002),
            batch: 1000,
        };
        pretrain::pretrain(&mut network.encoder, &inventory, &text, plan, 3);
    }
    learn(&mut network, &inventory, &train, &devs);
    network.swap();
    let bytes = export::export(&network, &inventory);
    let args: Vec<String> = std::env::args().collect();
    let out = args
        .iter()
        .position(|a| a == "--out")
        .map_or("/tmp/tgt/syntax/model.bin", |i| &args[i + 1]);
    std::fs::write(out, &bytes)?;
    let parser = plenipo_syntax::Parser::from_bytes(bytes.leak())?;
    for (name, examples) in &devs {
        eprintln!("rounded {name} {}", evaluate::evaluate_parser(&parser, examples));
    }
    Ok(())
}

fn learn(
    network: &mut Network,
    inventory: &Inventory,
    train: &[Example],
    devs: &[(&str, Vec<Example>)],
) {
    let epochs = arg("--epochs", 10.0) as usize;
    let rate = arg("--rate", 0.002);
    let size = arg("--batch", 600.0) as usize;
    let headlines = arg("--headlines", 0.15);
    let joined = arg("--names", 0.25);
    let word_drop = arg("--word-drop", 0.4);
    let dropout = Dropout {
        embedding: arg("--drop-emb", 0.2),
        layer: arg("--drop", 0.25),
        head: arg("--drop-head", 0.25),
    };
    let mut random = Random::new(7);
    let mut order: Vec<usize> = (0..train.len()).collect();
    let tokens: usize = train.iter().map(Vec::len).sum();
    let total = (tokens * epochs) as f32;
    let (mut seen, mut number) = (0, 0);
    let start = Instant::now();
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        let mut sum = network::Losses::default();
        let mut at = 0;
        while at < order.len() {
            let mut batch = Batch::default();
            while at < order.len() && batch.tokens.len() < size {
                let example = &train[order[at]];
                let headline = random
                    .chance(headlines)
                    .then(|| headlines::headline(example, &mut random))
                    .flatten();
                let example = headline.as_ref().unwrap_or(example);
                if random.chance(joined) {
                    inventory.add(&names::join(example, &mut random), &mut batch);
                } else {
                    inventory.add(example, &mut batch);
                }
                at += 1;
            }
            for token in &mut batch.tokens {
                let count = inventory.counts[token[0] as usize] as f32;
                if count > 0.0 && random.chance(word_drop / (word_drop + count)) {
                    token[0] = 0;
                }
            }
            let losses = network.learn(&batch, dropout, &mut random);
            sum.tag += losses.tag;
            sum.arc += losses.arc;
            sum.label += losses.label;
            sum.tokens += losses.tokens;
            number += 1;
            seen += batch.tokens.len();
            let left = 1.0 - seen as f32 / total;
            let warm = (number as f32 / 300.0).min(1.0);
            let step = Step {
                rate: rate * warm * (0.02 + 0.98 * left),
                number,
                scale: 1.0 / batch.tokens.len() as f32,
            };
            network.step(step);
            if number % 10 == 0 {
                network.average((1.0 / (number as f32 / 10.0)).max(0.02));
            }
        }
        let n = sum.tokens as f64;
        eprintln!(
            "epoch {epoch} tag {:.3} arc {:.3} label {:.3} {:.0}s",
            sum.tag / n,
            sum.arc / n,
            sum.label / n,
            start.elapsed().as_secs_f64()
        );
        if epoch % 4 == 3 || epoch + 1 == epochs {
            network.swap();
            for (name, examples) in devs {
                eprintln!("  {name} {}", evaluate::evaluate(network, inventory, examples));
            }
            network.swap();
        }
    }
}
