//! Tables: which format, and a writer for it.

use std::ffi::OsStr;
use std::path::Path;

use plenipo::profiles::Profile;
use plenipo::table::{Column, TableFormat, TableWriter};

use crate::args::{TableArgs, TableFormatArg};
use crate::output::Output;

/// The format that was asked for, else that of the file's extension, else `default` for a file without one.
fn format(args: &TableArgs, default: TableFormat) -> anyhow::Result<TableFormat> {
    Ok(match args.format {
        Some(TableFormatArg::Csv) => TableFormat::Csv,
        Some(TableFormatArg::Tsv) => TableFormat::Tsv,
        Some(TableFormatArg::Jsonl) => TableFormat::Jsonl,
        Some(TableFormatArg::Parquet) => TableFormat::Parquet,
        None => {
            let output = args.output.as_deref();
            match output.and_then(Path::extension) {
                Some(extension) => TableFormat::of_file(&format!("x.{}", extension.display()))
                    .ok_or_else(|| unknown(extension))?,
                None => default,
            }
        }
    })
}

fn unknown(extension: &OsStr) -> anyhow::Error {
    anyhow::anyhow!(
        "cannot tell the format of the table from \".{}\": name the output .csv, .tsv, .jsonl or .parquet, or give --format",
        extension.display()
    )
}

/// A writer on the output that was asked for, its header written.
pub(super) fn open<'c, R>(
    args: &TableArgs,
    columns: &'c [Column<R>],
    profile: Profile,
) -> anyhow::Result<TableWriter<'c, R, Output>> {
    let format = format(args, profile.default_format())?;
    let output = Output::open(args.output.as_deref())?;
    Ok(if profile.has_header() {
        TableWriter::new(columns, format, output)?
    } else {
        TableWriter::without_header(columns, format, output)?
    })
}
