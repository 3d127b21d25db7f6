//! Figures of the relations beside those of the gate: spans of actors, mechanism cases, rows on sentences
//! without an event, speed and memory.
//!
//! `relate-figures SETS [spans|cases|silence|speed]...`, SETS being the folder with `gold` and `bench`. A
//! set that is not there is named and skipped.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that reports")]

use std::path::PathBuf;

use plenipo_benches::relate;

fn main() {
    let mut args = std::env::args().skip(1);
    let Some(sets) = args.next().map(PathBuf::from) else {
        eprintln!("usage: relate-figures SETS [spans|cases|silence|speed]...");
        return;
    };
    let mut wanted: Vec<String> = args.collect();
    if wanted.is_empty() {
        wanted = ["spans", "cases", "silence", "speed"].map(str::to_owned).to_vec();
    }
    for name in &wanted {
        let figures = match name.as_str() {
            "spans" => relate::spans(&sets),
            "cases" => relate::cases(&sets),
            "silence" => relate::silence(&sets),
            "speed" => relate::speed(&sets),
            other => Err(format!("no figures {other:?}")),
        };
        match figures {
            Ok(lines) => lines.iter().for_each(|line| println!("{name}: {line}")),
            Err(why) => eprintln!("{name}: skipped, {why}"),
        }
    }
}
