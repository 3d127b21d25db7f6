//! Writes names and a text to compare matchers on.
//!
//! `cargo run --release -p plenipo-benches --bin match-corpus -- --count N --names FILE --text FILE`

use std::path::PathBuf;
use std::process::ExitCode;

use plenipo_benches::match_peers::corpus;

const USAGE: &str = "match-corpus --count N --names FILE --text FILE [--megabytes N]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            #[allow(clippy::print_stderr, reason = "this is the program")]
            {
                eprintln!("{message}");
            }
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let (mut count, mut megabytes) = (10_000, 64);
    let (mut names, mut text) = (None, None);
    let mut args = std::env::args().skip(1);
    while let Some(flag) = args.next() {
        let value = args.next().ok_or(USAGE)?;
        let number = || value.parse::<usize>().map_err(|e| format!("{flag} {value}: {e}"));
        match flag.as_str() {
            "--count" => count = number()?,
            "--megabytes" => megabytes = number()?,
            "--names" => names = Some(PathBuf::from(&value)),
            "--text" => text = Some(PathBuf::from(&value)),
            _ => return Err(USAGE.to_owned()),
        }
    }
    let list = corpus::names(count.max(1));
    let write = |path: PathBuf, content: String| {
        std::fs::write(&path, content).map_err(|e| format!("{}: {e}", path.display()))
    };
    write(names.ok_or(USAGE)?, list.join("\n") + "\n")?;
    write(text.ok_or(USAGE)?, corpus::text(&list, megabytes << 20))
}
