//! `plenipo clean`: articles without the furniture of their pages.

use std::io::Write;
use std::path::Path;

use plenipo::{clean, encoding_warning};

use super::run::{Done, cleaner, over_documents};
use crate::args::{CleanArgs, CleanFormatArg};
use crate::output::Output;
use crate::report::Outcome;

pub(super) fn run(args: &CleanArgs) -> anyhow::Result<Outcome> {
    let cleaner = cleaner(&args.input, args.comments);
    let format = format(args);
    let mut output = Output::open(args.output.as_deref())?;
    let outcome = over_documents(
        &args.input,
        || (),
        |(), input| {
            let cleaned = clean(&cleaner, &input)?;
            let text = match format {
                CleanFormatArg::Text => cleaned.to_text() + "\n\x0c\n",
                CleanFormatArg::Jsonl => cleaned.to_json() + "\n",
                CleanFormatArg::Html => cleaned.explain_html(),
            };
            let errors = encoding_warning(&input.id, &cleaned).into_iter().collect();
            Ok(Done { made: text, rows: 1, errors })
        },
        |text| output.write_all(text.as_bytes()),
    )?;
    output.finish()?;
    Ok(outcome)
}

/// The format that was asked for, else that of the file's extension, else text.
fn format(args: &CleanArgs) -> CleanFormatArg {
    let extension = args.output.as_deref().and_then(Path::extension);
    args.format.unwrap_or(match extension.and_then(|e| e.to_str()) {
        Some("jsonl" | "ndjson") => CleanFormatArg::Jsonl,
        Some("html" | "htm") => CleanFormatArg::Html,
        _ => CleanFormatArg::Text,
    })
}
