//! Compiles the stock tables under `data/gazetteer` into the image that the crate embeds.
#![forbid(unsafe_code)]
// Shared with the crate, which uses more of them.
#![allow(dead_code, unreachable_pub)]
// What cargo reads.
#![allow(clippy::print_stdout)]

#[path = "../src/compile.rs"]
mod compile;
#[path = "../src/date.rs"]
mod date;
#[path = "../src/error.rs"]
mod error;
#[path = "../src/fold.rs"]
mod fold;
#[path = "../src/image.rs"]
mod image;
mod stock;
#[path = "../src/tables.rs"]
mod tables;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{env, fs};

use plenipo_text::offset;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let manifest = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let folder = manifest.join("../../data/gazetteer");
    let mut texts = BTreeMap::new();
    for name in stock::FILES {
        let path = folder.join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        texts.insert((*name).to_owned(), text);
    }
    for source in ["compile", "date", "error", "fold", "image", "tables"] {
        println!("cargo::rerun-if-changed=src/{source}.rs");
    }
    println!("cargo::rerun-if-changed=build");
    let image = compile::compile(&stock::stock(&texts)?)?;
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("stock.image"), image)?;
    Ok(())
}
