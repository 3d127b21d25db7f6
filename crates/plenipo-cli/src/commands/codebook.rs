//! `plenipo codebook`: tables of what words mean which event, checked or read for a run.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, anyhow};
use plenipo::relate::{Codebook, Policy, check_stock, check_user_frames};

use crate::args::{CodebookCommand, PolicyArg, UserCodebookArgs};
use crate::output::Output;
use crate::report::Outcome;

pub(super) fn run(command: &CodebookCommand) -> anyhow::Result<Outcome> {
    let CodebookCommand::Check { files } = command;
    let codebook = Codebook::stock().map_err(|e| anyhow!("{e}"))?;
    let mut findings = if files.is_empty() { check_stock(&codebook) } else { Vec::new() };
    for file in files {
        findings.extend(check_user_frames(&codebook, &file.to_string_lossy(), &text(file)?));
    }
    let mut output = Output::open(None)?;
    for finding in &findings {
        writeln!(output, "{finding}")?;
    }
    output.finish()?;
    Ok(if findings.is_empty() { Outcome::Found } else { Outcome::SomeFailed })
}

/// The stock codebook, with the table that the flags name.
pub(super) fn read(args: &UserCodebookArgs) -> anyhow::Result<Codebook> {
    let stock = Codebook::stock().map_err(|e| anyhow!("{e}"))?;
    let Some(file) = &args.codebook else { return Ok(stock) };
    let policy = match args.codebook_policy {
        PolicyArg::Add => Policy::Add,
        PolicyArg::Override => Policy::Override,
        PolicyArg::Replace => Policy::Replace,
    };
    stock
        .with_user_frames(&file.to_string_lossy(), &text(file)?, policy)
        .map_err(|e| anyhow!("{e}; plenipo codebook check {} tells all", file.display()))
}

fn text(file: &Path) -> anyhow::Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}
