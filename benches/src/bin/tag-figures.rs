//! Figures of the gazetteer beside those of the gate: countries of phrases for actors; tokens a second for
//! finding names alone and for tagging, on one thread, and the time to open the stock tables.
//!
//! `tag-figures SETS`, SETS being the folder with `gold` and `bench`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that reports")]

use std::path::PathBuf;
use std::process::ExitCode;

use plenipo_benches::tagging;

fn main() -> ExitCode {
    let Some(sets) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: tag-figures SETS");
        return ExitCode::from(2);
    };
    match tagging::actors(&sets).and_then(|mut lines| {
        lines.extend(tagging::speed(&sets)?);
        Ok(lines)
    }) {
        Ok(lines) => {
            println!("{}", lines.join("\n"));
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}
