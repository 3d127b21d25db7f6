//! Compares the matcher with its peers, interleaved in one process, and checks that they find the same.
//!
//! `cargo run --release -p plenipo-benches --bin match-peers -- --names FILE --text FILE [--rounds N]`
//!
//! Files may be gzip. One line for each engine: name, build in ms, bytes for each name, MB/s of the
//! median round, matches, and how many times faster the exact matcher is, all in processor time of one thread.
//! `--ours` leaves the peers out; `--engines` adds the exact matcher on every engine that this processor has.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is the program")]

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use plenipo_benches::match_peers::Mode;
use plenipo_benches::match_peers::clock::{median, memory_kb, timed};
use plenipo_benches::match_peers::engines::{Aho, Daachorse, Engine, Hit, Ours, Yada};
use plenipo_match::{Matcher, Scratch};

const USAGE: &str = "match-peers --names FILE --text FILE [--rounds N] [--ours] [--engines]";

struct Args {
    names: PathBuf,
    text: PathBuf,
    rounds: usize,
    ours_only: bool,
    engines: bool,
}

/// An engine, what building it took, and its rounds.
struct Lane {
    engine: Box<dyn Engine>,
    build_ms: f64,
    rounds: Vec<f64>,
    hits: Vec<Hit>,
}

fn main() -> ExitCode {
    match args().and_then(|args| run(&args)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn args() -> Result<Args, String> {
    let (mut names, mut text, mut rounds) = (None, None, 7);
    let (mut ours_only, mut engines) = (false, false);
    let mut args = std::env::args().skip(1);
    while let Some(flag) = args.next() {
        let mut value = || args.next().ok_or(USAGE);
        match flag.as_str() {
            "--names" => names = Some(PathBuf::from(value()?)),
            "--text" => text = Some(PathBuf::from(value()?)),
            "--rounds" => rounds = value()?.parse().map_err(|e| format!("--rounds: {e}"))?,
            "--ours" => ours_only = true,
            "--engines" => engines = true,
            _ => return Err(USAGE.to_owned()),
        }
    }
    let (names, text) = (names.ok_or(USAGE)?, text.ok_or(USAGE)?);
    Ok(Args { names, text, rounds, ours_only, engines })
}

fn read(path: &Path) -> Result<String, String> {
    let fail = |e: std::io::Error| format!("{}: {e}", path.display());
    let bytes = std::fs::read(path).map_err(fail)?;
    let mut text = String::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_string(&mut text).map_err(fail)?;
    } else {
        text = String::from_utf8(bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(text)
}

fn run(args: &Args) -> Result<(), String> {
    let names: Vec<String> = read(&args.names)?.lines().map(str::to_owned).collect();
    if names.is_empty() {
        return Err(format!("{}: no names", args.names.display()));
    }
    // The first build of the process, for its memory.
    let before = memory_kb("VmRSS");
    let first = Ours::new(&names, Mode::Exact);
    let peak = memory_kb("VmHWM").zip(before).map(|(after, before)| after.saturating_sub(before));
    print_open(first.matcher())?;
    if let Some(kb) = peak {
        println!("peak memory of building: {:.1} MB", kb as f64 / 1024.0);
    }
    let text = read(&args.text)?;
    let mut lanes = vec![
        lane(args.rounds, || Ours::new(&names, Mode::Exact)),
        lane(args.rounds, || Ours::new(&names, Mode::AllRules)),
    ];
    if !args.ours_only {
        // Once: they take seconds to build.
        lanes.push(lane(1, || Aho::new(&names)));
        lanes.push(lane(1, || Daachorse::new(&names)));
        lanes.push(lane(1, || Yada::new(&names)));
    }
    // Untimed: makes the memory that the rounds reuse, and shows that all find the same.
    for lane in &mut lanes {
        lane.engine.search(&text, &mut lane.hits);
        lane.hits.sort_unstable();
    }
    check(&lanes, &text, &names)?;
    let mut hits = Vec::with_capacity(lanes.iter().map(|l| l.hits.len()).max().unwrap_or(0));
    for _ in 0..args.rounds.max(1) {
        for lane in &mut lanes {
            hits.clear();
            let ((), ms) = timed(|| lane.engine.search(&text, &mut hits));
            lane.rounds.push(ms);
        }
    }
    print(&mut lanes, names.len(), text.len());
    if args.engines {
        print_engines(first.matcher(), &text, args.rounds);
    }
    Ok(())
}

/// One line for each engine.
fn print_engines(matcher: &Matcher, text: &str, rounds: usize) {
    for matcher in matcher.engines() {
        let mut scratch = Scratch::new();
        let mut round = || timed(|| matcher.overlapping_iter(text, &mut scratch).len());
        let found = round().0;
        let mut ms: Vec<f64> = (0..rounds.max(1)).map(|_| round().1).collect();
        let speed = text.len() as f64 / 1e3 / median(&mut ms);
        println!("{speed:.1} MB/s, {found} matches: {matcher:?}");
    }
}

fn lane<E: Engine + 'static>(builds: usize, build: impl Fn() -> E) -> Lane {
    let mut times = Vec::new();
    let mut engine = None;
    for _ in 0..builds.max(1) {
        drop(engine.take());
        let (built, ms) = timed(&build);
        times.push(ms);
        engine = Some(built);
    }
    let engine = Box::new(engine.expect("it was built at least once"));
    Lane { engine, build_ms: median(&mut times), rounds: Vec::new(), hits: Vec::new() }
}

/// Every exact engine must have found the same.
fn check(lanes: &[Lane], text: &str, names: &[String]) -> Result<(), String> {
    let (ours, peers) = lanes.split_first().expect("ours is there");
    for peer in peers.iter().filter(|p| p.engine.is_exact()) {
        if ours.hits != peer.hits {
            let at = ours.hits.iter().zip(&peer.hits).position(|(a, b)| a != b);
            let at = at.unwrap_or(ours.hits.len().min(peer.hits.len()));
            let show = |hits: &[Hit]| match hits.get(at) {
                Some(&(start, end, name)) => format!(
                    "{start}..{end} {:?} as {:?}",
                    &text[start as usize..end as usize],
                    names[name as usize]
                ),
                None => "nothing more".to_owned(),
            };
            return Err(format!(
                "match lists differ at number {at}: {} has {}, {} has {}",
                ours.engine.name(),
                show(&ours.hits),
                peer.engine.name(),
                show(&peer.hits)
            ));
        }
    }
    Ok(())
}

fn print(lanes: &mut [Lane], names: usize, text: usize) {
    println!("{names} names, {:.1} MB of text", text as f64 / 1e6);
    println!(
        "{:<24} {:>10} {:>8} {:>9} {:>9} {:>7}",
        "engine", "build ms", "B/name", "MB/s", "matches", "ratio"
    );
    let speeds: Vec<f64> =
        lanes.iter_mut().map(|l| text as f64 / 1e3 / median(&mut l.rounds)).collect();
    for (lane, speed) in lanes.iter().zip(&speeds) {
        println!(
            "{:<24} {:>10.2} {:>8.1} {:>9.1} {:>9} {:>7.2}",
            lane.engine.name(),
            lane.build_ms,
            lane.engine.bytes() as f64 / names as f64,
            speed,
            lane.hits.len(),
            speeds[0] / speed
        );
    }
    let best = speeds.iter().skip(2).copied().fold(0.0, f64::max);
    if best > 0.0 {
        println!(
            "exact {:.2} times, all rules {:.2} times the best peer",
            speeds[0] / best,
            speeds[1] / best
        );
    }
}

/// Writes the image to a file, maps it twice and prints how long the second opening took.
fn print_open(matcher: &Matcher) -> Result<(), String> {
    let file = tempfile::NamedTempFile::new().map_err(|e| e.to_string())?;
    std::fs::write(file.path(), matcher.image()).map_err(|e| e.to_string())?;
    let mut ms = Vec::new();
    for _ in 0..21 {
        let start = Instant::now();
        let opened = open(file.path())?;
        ms.push(start.elapsed().as_secs_f64() * 1e3);
        if opened.len() != matcher.len() || !opened.is_intact() {
            return Err("the image read back is another".to_owned());
        }
    }
    println!("open from a warm map: {:.4} ms", median(&mut ms));
    Ok(())
}

#[allow(unsafe_code)]
fn open(path: &Path) -> Result<Matcher, String> {
    let file = std::fs::File::open(path).map_err(|e| e.to_string())?;
    // SAFETY: the file is a temporary one of this process, and nobody writes to it.
    let map = unsafe { memmap2::Mmap::map(&file) }.map_err(|e| e.to_string())?;
    Matcher::from_shared(Arc::new(map)).map_err(|e| e.to_string())
}
