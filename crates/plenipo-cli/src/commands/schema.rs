//! `plenipo schema`: what the columns of a table mean.

use std::io::Write;

use plenipo::table::{Column, json_schema, markdown};
use plenipo::{TOOL_VERSION, mentions, relations};

use crate::args::{SchemaArgs, SchemaFormat, TableName};
use crate::output::Output;
use crate::report::Outcome;

pub(super) fn run(args: &SchemaArgs) -> anyhow::Result<Outcome> {
    let text = match args.table {
        TableName::Relations => describe("plenipo relations", &relations::columns(), args.format)?,
        TableName::Mentions => describe("plenipo mentions", &mentions::columns(), args.format)?,
    };
    let mut output = Output::open(None)?;
    output.write_all(text.as_bytes())?;
    output.finish()?;
    Ok(Outcome::Found)
}

fn describe<R>(title: &str, columns: &[Column<R>], format: SchemaFormat) -> anyhow::Result<String> {
    Ok(match format {
        SchemaFormat::Json => {
            serde_json::to_string_pretty(&json_schema(title, TOOL_VERSION, columns))? + "\n"
        }
        SchemaFormat::Markdown => markdown(columns),
    })
}
