//! One run of the gate.

use core::fmt;
use std::path::Path;
use std::process::Command;

use regex::Regex;
use serde::Deserialize;

use super::fingerprint;

/// A set, the command that reads it, the scorer that judges it, and the floors of its figures.
///
/// In `command` and `scorer`, `{sets}` stands for the folder of the sets, `{testdata}` for that of the
/// gate file, and `{out}` for a new file with the ending `out`.
#[derive(Debug, Deserialize)]
pub struct Gate {
    /// Stage and set, such as `clean/andy_dev.html`.
    pub name: String,
    /// Files and folders of the set, gold and input, below the folder of the sets.
    pub files: Vec<String>,
    /// Fingerprint of these files.
    pub fingerprint: String,
    /// Arguments of the program `plenipo`.
    command: Vec<String>,
    /// Ending of its output file, such as `.csv`.
    out: String,
    /// A Python script and its arguments.
    scorer: Vec<String>,
    /// Figures and their floors.
    figures: Vec<Expected>,
}

/// A figure in the scorer's output that may not drop.
#[derive(Debug, Deserialize)]
struct Expected {
    name: String,
    /// Regular expression on the output; its first group is the figure.
    pattern: String,
    floor: f64,
}

/// A figure that was measured.
#[derive(Debug)]
pub struct Figure {
    name: String,
    measured: f64,
    floor: f64,
}

impl Figure {
    /// Whether it is at or above its floor.
    pub fn holds(&self) -> bool {
        self.measured >= self.floor
    }
}

/// What came of a run.
#[derive(Debug)]
pub enum Verdict {
    /// The set is not here; which file is missing.
    Skipped(String),
    /// The set is not the one that the floors are for; its fingerprint now.
    Changed {
        /// Fingerprint of the files as they are.
        fingerprint: String,
    },
    /// The set was scored.
    Scored(Vec<Figure>),
}

impl Gate {
    /// Runs `program` on the set below `sets` and scores what it wrote; `testdata` is the folder of the
    /// gate file.
    ///
    /// # Errors
    ///
    /// When the program or the scorer cannot be run or fails, or a figure is not in the output.
    pub fn check(
        &self,
        program: &Path,
        sets: &Path,
        testdata: &Path,
    ) -> Result<Verdict, Box<dyn std::error::Error>> {
        if let Some(missing) = self.files.iter().find(|f| !sets.join(f).exists()) {
            return Ok(Verdict::Skipped(format!("no {missing}")));
        }
        let fingerprint = fingerprint::of(sets, &self.files)?;
        if fingerprint != self.fingerprint {
            return Ok(Verdict::Changed { fingerprint });
        }
        let folder = tempfile::tempdir()?;
        let out = folder.path().join(format!("out{}", self.out));
        let fill = |words: &[String]| -> Vec<String> {
            words
                .iter()
                .map(|w| {
                    w.replace("{sets}", &sets.to_string_lossy())
                        .replace("{testdata}", &testdata.to_string_lossy())
                        .replace("{out}", &out.to_string_lossy())
                })
                .collect()
        };
        let status = Command::new(program).args(fill(&self.command)).output()?;
        // 2 is no failure of the run: a set may hold an empty page.
        let ended_well = matches!(status.status.code(), Some(0..=2));
        if !ended_well || !out.exists() {
            let said = String::from_utf8_lossy(&status.stderr).into_owned();
            return Err(format!("{}: plenipo failed: {said}", self.name).into());
        }
        let scored = Command::new("python3").args(fill(&self.scorer)).output()?;
        if !scored.status.success() {
            let said = String::from_utf8_lossy(&scored.stderr).into_owned();
            return Err(format!("{}: the scorer failed: {said}", self.name).into());
        }
        let said = String::from_utf8_lossy(&scored.stdout);
        self.figures.iter().map(|f| f.read(&said)).collect::<Result<_, _>>().map(Verdict::Scored)
    }
}

impl Expected {
    fn read(&self, said: &str) -> Result<Figure, Box<dyn std::error::Error>> {
        let found = Regex::new(&self.pattern)?
            .captures(said)
            .and_then(|c| c.get(1))
            .ok_or_else(|| format!("no figure {} in the scorer's output:\n{said}", self.name))?;
        let measured = found.as_str().parse()?;
        Ok(Figure { name: self.name.clone(), measured, floor: self.floor })
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Skipped(reason) => write!(f, "skipped, {reason}"),
            Self::Changed { fingerprint } => {
                write!(f, "FAILED, the set has changed: its fingerprint is {fingerprint} now")
            }
            Self::Scored(figures) => {
                for (i, figure) in figures.iter().enumerate() {
                    let sign = if figure.holds() { ">=" } else { "BELOW" };
                    let comma = if i > 0 { ", " } else { "" };
                    let Figure { name, measured, floor } = figure;
                    write!(f, "{comma}{name} {measured} {sign} {floor}")?;
                }
                Ok(())
            }
        }
    }
}
