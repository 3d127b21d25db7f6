//! The evaluation gate: scores every development set that is there and fails on a drop.
//!
//! ```text
//! cargo build --release
//! cargo run --release -p plenipo-benches --bin gate
//! ```
//!
//! `testdata/gates.toml` lists the runs: which command reads which set, which scorer judges it, and
//! the floor of each figure. The sets and most scorers are no part of the project; without them the gate
//! says what it skipped and succeeds.
#![forbid(unsafe_code)]

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use plenipo_benches::gate::{Figure, Gates, Verdict};

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(io::stderr(), "gate: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<bool, Box<dyn std::error::Error>> {
    let workspace = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let sets =
        std::env::var_os("PLENIPO_SETS").map_or_else(|| workspace.join("../shared"), PathBuf::from);
    let only: Vec<String> = std::env::args().skip(1).collect();
    let testdata = workspace.join("testdata");
    let gates = Gates::read(&testdata.join("gates.toml"))?;
    let program = std::env::current_exe()?.with_file_name("plenipo");
    if !program.exists() {
        return Err("the program is not built: run `cargo build --release` first".into());
    }
    let mut out = io::stdout().lock();
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for gate in gates.iter().filter(|g| only.is_empty() || only.contains(&g.name)) {
        let verdict = gate.check(&program, &sets, &testdata)?;
        writeln!(out, "{}: {verdict}", gate.name)?;
        out.flush()?;
        match verdict {
            Verdict::Skipped(_) => skipped += 1,
            Verdict::Scored(ref figures) if figures.iter().all(Figure::holds) => passed += 1,
            Verdict::Scored(_) | Verdict::Changed { .. } => failed += 1,
        }
    }
    for set in gates.without_a_gate(&sets)? {
        writeln!(out, "{set}: no gate")?;
    }
    writeln!(out, "gate: {passed} passed, {failed} failed, {skipped} skipped")?;
    Ok(failed == 0)
}
