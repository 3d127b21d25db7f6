//! Tables written piece by piece: the header once, the rows of each document by its thread.

use std::io::Write;
use std::path::Path;

use plenipo::table::{Column, TableFormat, TableWriter};

use crate::args::{TableArgs, TableFormatArg};
use crate::output::Output;

/// The format that was asked for, else that of the file's extension, else CSV.
pub(super) fn format(args: &TableArgs) -> TableFormat {
    match args.format {
        Some(TableFormatArg::Csv) => TableFormat::Csv,
        Some(TableFormatArg::Tsv) => TableFormat::Tsv,
        Some(TableFormatArg::Jsonl) => TableFormat::Jsonl,
        None => by_name(args.output.as_deref()).unwrap_or_default(),
    }
}

fn by_name(path: Option<&Path>) -> Option<TableFormat> {
    TableFormat::of_file(&path?.to_string_lossy())
}

/// Opens the output and writes the header.
pub(super) fn open<R>(args: &TableArgs, columns: &[Column<R>]) -> anyhow::Result<Output> {
    let mut output = Output::open(args.output.as_deref())?;
    let header = TableWriter::new(columns, format(args), Vec::new())?.finish()?;
    output.write_all(&header)?;
    Ok(output)
}

/// The rows as bytes, without a header, and how many there are.
pub(super) fn rows<R>(
    columns: &[Column<R>],
    format: TableFormat,
    rows: impl Iterator<Item = R>,
) -> (Vec<u8>, usize) {
    let mut count = 0;
    let bytes = TableWriter::without_header(columns, format, Vec::new());
    let mut writer = bytes;
    for row in rows {
        count += 1;
        // Writing to memory cannot fail.
        let _ = writer.write(&row);
    }
    (writer.finish().unwrap_or_default(), count)
}
