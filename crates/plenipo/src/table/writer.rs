//! Rows to CSV, TSV and JSONL.

use std::io::{self, Write};

use super::{Column, Value};

/// How a table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableFormat {
    /// RFC 4180 with a header, a comma, quotes where needed and LF.
    #[default]
    Csv,
    /// The same with a tab.
    Tsv,
    /// One JSON object a line, keys in column order.
    Jsonl,
    /// Apache Parquet, compressed with Snappy; needs the feature `parquet`.
    Parquet,
}

impl TableFormat {
    /// The format for a file called `name`, by its extension; `None` if it says nothing.
    pub fn of_file(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "tsv" | "tab" => Some(Self::Tsv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }

    /// Whether a table can be written piece by piece, by any number of writers.
    pub fn is_text(self) -> bool {
        self != Self::Parquet
    }
}

/// Writes rows of one table.
pub struct TableWriter<'c, R: ?Sized, W: Write + Send> {
    columns: &'c [Column<R>],
    sink: Sink<W>,
}

enum Sink<W: Write + Send> {
    Separated(Box<csv::Writer<W>>),
    Jsonl(W),
    #[cfg(feature = "parquet")]
    Parquet(Box<super::parquet::ParquetWriter<W>>),
}

impl<'c, R: ?Sized, W: Write + Send> TableWriter<'c, R, W> {
    /// Starts a table on `out`; CSV and TSV get their header at once, so that a table without rows is
    /// still a table.
    ///
    /// # Errors
    ///
    /// When writing fails, and for Parquet without the feature `parquet`.
    pub fn new(columns: &'c [Column<R>], format: TableFormat, out: W) -> io::Result<Self> {
        let mut table = Self::without_header(columns, format, out)?;
        if let Sink::Separated(writer) = &mut table.sink {
            writer.write_record(columns.iter().map(|c| c.name)).map_err(io_error)?;
        }
        Ok(table)
    }

    /// As [`TableWriter::new`] without a header, for readers that expect none.
    ///
    /// # Errors
    ///
    /// For Parquet without the feature `parquet`.
    pub fn without_header(
        columns: &'c [Column<R>],
        format: TableFormat,
        out: W,
    ) -> io::Result<Self> {
        let sink = match format {
            TableFormat::Jsonl => Sink::Jsonl(out),
            TableFormat::Csv => Sink::Separated(separated(b',', out)),
            TableFormat::Tsv => Sink::Separated(separated(b'\t', out)),
            #[cfg(feature = "parquet")]
            TableFormat::Parquet => {
                let typed = columns.iter().map(|c| (c.name, c.kind));
                Sink::Parquet(Box::new(super::parquet::ParquetWriter::new(typed, out)?))
            }
            #[cfg(not(feature = "parquet"))]
            TableFormat::Parquet => {
                return Err(io::Error::new(io::ErrorKind::Unsupported, "built without Parquet"));
            }
        };
        Ok(Self { columns, sink })
    }

    /// Writes one row.
    ///
    /// # Errors
    ///
    /// When writing fails.
    pub fn write(&mut self, row: &R) -> io::Result<()> {
        let columns = self.columns;
        self.write_cells(columns.iter().map(|c| (c.value)(row)))
    }

    /// Writes the cells of one row, in the order of the columns.
    ///
    /// # Errors
    ///
    /// When writing fails.
    pub fn write_cells<'v>(
        &mut self,
        cells: impl IntoIterator<Item = Value<'v>>,
    ) -> io::Result<()> {
        match &mut self.sink {
            Sink::Separated(writer) => {
                for value in cells {
                    write_field(writer, &value)?;
                }
                writer.write_record(None::<&[u8]>).map_err(io_error)?;
                Ok(())
            }
            Sink::Jsonl(out) => {
                let mut line = String::from("{");
                for (i, (column, value)) in self.columns.iter().zip(cells).enumerate() {
                    line.push_str(if i == 0 { "\"" } else { ",\"" });
                    line.push_str(column.name);
                    line.push_str("\":");
                    push_json(&mut line, &value)?;
                }
                line.push_str("}\n");
                out.write_all(line.as_bytes())
            }
            #[cfg(feature = "parquet")]
            Sink::Parquet(writer) => writer.write(cells),
        }
    }

    /// Flushes and gives back what was written to.
    ///
    /// # Errors
    ///
    /// When writing fails.
    pub fn finish(self) -> io::Result<W> {
        match self.sink {
            Sink::Separated(writer) => writer.into_inner().map_err(csv::IntoInnerError::into_error),
            Sink::Jsonl(mut out) => {
                out.flush()?;
                Ok(out)
            }
            #[cfg(feature = "parquet")]
            Sink::Parquet(writer) => writer.finish(),
        }
    }
}

fn separated<W: Write>(delimiter: u8, out: W) -> Box<csv::Writer<W>> {
    Box::new(csv::WriterBuilder::new().delimiter(delimiter).from_writer(out))
}

fn write_field<W: Write>(writer: &mut csv::Writer<W>, value: &Value<'_>) -> io::Result<()> {
    let mut write = |field: &[u8]| writer.write_field(field).map_err(io_error);
    match value {
        Value::Empty => write(b""),
        Value::Text(text) => write(text.as_bytes()),
        Value::Number(n) | Value::Count(n) => write(n.to_string().as_bytes()),
        Value::Cluster(id) => write(hex(*id).as_bytes()),
        Value::Decimal(x, decimals) => write(decimal(*x, *decimals).as_bytes()),
        Value::Bool(yes) => write(if *yes { b"true" } else { b"false" }),
    }
}

/// The error of the file itself, so that a closed pipe can be told from others.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn push_json(line: &mut String, value: &Value<'_>) -> io::Result<()> {
    match value {
        Value::Empty => line.push_str("null"),
        Value::Text(text) => line.push_str(&serde_json::to_string(text)?),
        Value::Number(n) | Value::Count(n) => line.push_str(&n.to_string()),
        Value::Cluster(id) => line.push_str(&serde_json::to_string(&hex(*id))?),
        Value::Decimal(x, decimals) => line.push_str(&decimal(*x, *decimals)),
        Value::Bool(yes) => line.push_str(if *yes { "true" } else { "false" }),
    }
    Ok(())
}

/// An id of 64 bits as tables write it.
pub(super) fn hex(id: u64) -> String {
    format!("{id:016x}")
}

/// `x` with so many decimals; never a negative zero, so that equal values are equal bytes.
fn decimal(x: f64, decimals: u8) -> String {
    let text = format!("{x:.*}", usize::from(decimals));
    if text.bytes().all(|b| matches!(b, b'-' | b'0' | b'.')) {
        text.trim_start_matches('-').to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::super::ColumnType;
    use super::*;

    struct Row(&'static str, f64);

    const COLUMNS: [Column<Row>; 2] = [
        Column { name: "a", kind: ColumnType::Text, description: "", value: |r| Value::text(r.0) },
        Column {
            name: "b",
            kind: ColumnType::Decimal,
            description: "",
            value: |r| Value::Decimal(r.1, 1),
        },
    ];

    fn write(format: TableFormat) -> String {
        let mut writer = TableWriter::new(&COLUMNS, format, Vec::new()).unwrap();
        writer.write(&Row("x, \"y\"\nz", -0.04)).unwrap();
        writer.write(&Row("", 2.5)).unwrap();
        String::from_utf8(writer.finish().unwrap()).unwrap()
    }

    #[test]
    fn csv_quotes_as_rfc_4180_says() {
        assert_eq!(write(TableFormat::Csv), "a,b\n\"x, \"\"y\"\"\nz\",0.0\n,2.5\n");
    }

    #[test]
    fn jsonl_keeps_types_and_nulls() {
        assert_eq!(
            write(TableFormat::Jsonl),
            "{\"a\":\"x, \\\"y\\\"\\nz\",\"b\":0.0}\n{\"a\":null,\"b\":2.5}\n"
        );
    }

    #[test]
    fn formats_follow_the_extension() {
        assert_eq!(TableFormat::of_file("out/x.CSV"), Some(TableFormat::Csv));
        assert_eq!(TableFormat::of_file("x.tab"), Some(TableFormat::Tsv));
        assert_eq!(TableFormat::of_file("x"), None);
    }
}
