//! `plenipo gazetteer`: check dictionaries, compile them, look names up.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use plenipo::gazetteer::{Entity, Gazetteer, Held, Tenancy, check};
use plenipo::text::jiff::civil::Date;

use super::run::gazetteer;
use crate::args::{DictionaryArgs, GazetteerCommand};
use crate::output::Output;
use crate::report::Outcome;

pub(super) fn run(command: &GazetteerCommand) -> anyhow::Result<Outcome> {
    match command {
        GazetteerCommand::Check { files } => check_files(files),
        GazetteerCommand::Compile { dictionaries, output } => compile(dictionaries, output),
        GazetteerCommand::Lookup { name, on, dictionaries } => {
            look_up(name, on.as_deref(), dictionaries)
        }
    }
}

/// Prints what is wrong, one finding a line.
fn check_files(paths: &[PathBuf]) -> anyhow::Result<Outcome> {
    let mut files = Vec::new();
    for path in paths {
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        files.push((path.display().to_string(), text));
    }
    let findings = check(&Gazetteer::stock()?, &files);
    let mut out = io::stdout().lock();
    for finding in &findings {
        writeln!(out, "{finding}")?;
    }
    Ok(if findings.is_empty() { Outcome::Found } else { Outcome::SomeFailed })
}

fn compile(dictionaries: &DictionaryArgs, output: &Path) -> anyhow::Result<Outcome> {
    let compiled = gazetteer(dictionaries)?;
    let mut out = Output::open(Some(output))?;
    out.write_all(compiled.image())?;
    out.finish()?;
    Ok(Outcome::Found)
}

/// Prints entities and, below each person, the offices.
fn look_up(name: &str, on: Option<&str>, dictionaries: &DictionaryArgs) -> anyhow::Result<Outcome> {
    let day: Option<Date> = on
        .map(|d| d.parse().with_context(|| format!("--on {d}: write the day as YYYY-MM-DD")))
        .transpose()?;
    let gazetteer = gazetteer(dictionaries)?;
    let entities = gazetteer.look_up(name, day);
    let mut out = io::stdout().lock();
    for entity in &entities {
        let Entity { kind, id, name, country, offices } = entity;
        let country = country.as_deref().unwrap_or("-");
        writeln!(out, "{id}\t{}\t{name}\t{country}", kind.as_str())?;
        for office in offices {
            writeln!(out, "\t{}", line(office))?;
        }
    }
    Ok(if entities.is_empty() { Outcome::Nothing } else { Outcome::Found })
}

/// `Minister of Foreign Affairs (foreign_minister, KOR), 2024-01-10 to ?, last seen 2025-06-04: held`
fn line(office: &Tenancy) -> String {
    let Tenancy { class, office, country, tenure, held } = office;
    let about = if tenure.start_is_bound { "by " } else { "" };
    let start = tenure.start.map_or("?".to_owned(), |d| format!("{about}{}", d.first));
    let end = tenure.end.map_or("?".to_owned(), |d| d.last.to_string());
    let seen = tenure.seen.map_or(String::new(), |d| format!(", last seen {}", d.last));
    let held = match held {
        Some(Held::Yes) => ": held",
        Some(Held::Perhaps) => ": perhaps held",
        Some(Held::Before) => ": before that day",
        Some(_) => ": after that day",
        None => "",
    };
    format!("{office} ({class}, {country}), {start} to {end}{seen}{held}")
}
