//! Tables: which format, and a writer for it.

use plenipo::profiles::Profile;
use plenipo::table::{Column, TableFormat, TableWriter};

use crate::args::{TableArgs, TableFormatArg};
use crate::output::Output;

/// The format that was asked for, else that of the file's extension, else `default`.
pub(super) fn format(args: &TableArgs, default: TableFormat) -> TableFormat {
    match args.format {
        Some(TableFormatArg::Csv) => TableFormat::Csv,
        Some(TableFormatArg::Tsv) => TableFormat::Tsv,
        Some(TableFormatArg::Jsonl) => TableFormat::Jsonl,
        Some(TableFormatArg::Parquet) => TableFormat::Parquet,
        None => {
            let name = args.output.as_deref().map(|p| p.to_string_lossy());
            name.and_then(|n| TableFormat::of_file(&n)).unwrap_or(default)
        }
    }
}

/// A writer on the output that was asked for, its header written.
pub(super) fn open<'c, R>(
    args: &TableArgs,
    columns: &'c [Column<R>],
    profile: Profile,
) -> anyhow::Result<TableWriter<'c, R, Output>> {
    let output = Output::open(args.output.as_deref())?;
    let format = format(args, profile.default_format());
    Ok(if profile.has_header() {
        TableWriter::new(columns, format, output)?
    } else {
        TableWriter::without_header(columns, format, output)?
    })
}
