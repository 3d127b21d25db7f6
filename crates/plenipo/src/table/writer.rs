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
}

impl TableFormat {
    /// The format for a file called `name`, by its extension; `None` if it says nothing.
    pub fn of_file(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "tsv" | "tab" => Some(Self::Tsv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            _ => None,
        }
    }
}

/// Writes rows of one table.
pub struct TableWriter<'c, R: ?Sized, W: Write> {
    columns: &'c [Column<R>],
    sink: Sink<W>,
}

enum Sink<W: Write> {
    Separated(Box<csv::Writer<W>>),
    Jsonl(W),
}

impl<'c, R: ?Sized, W: Write> TableWriter<'c, R, W> {
    /// Starts a table on `out`; CSV and TSV get their header at once, so that a table without rows is
    /// still a table.
    ///
    /// # Errors
    ///
    /// When writing fails.
    pub fn new(columns: &'c [Column<R>], format: TableFormat, out: W) -> io::Result<Self> {
        let mut table = Self::without_header(columns, format, out);
        if let Sink::Separated(writer) = &mut table.sink {
            writer.write_record(columns.iter().map(|c| c.name))?;
        }
        Ok(table)
    }

    /// As [`TableWriter::new`] without a header: for a part of a table that goes on.
    pub fn without_header(columns: &'c [Column<R>], format: TableFormat, out: W) -> Self {
        let sink = match format {
            TableFormat::Jsonl => Sink::Jsonl(out),
            TableFormat::Csv => Sink::Separated(separated(b',', out)),
            TableFormat::Tsv => Sink::Separated(separated(b'\t', out)),
        };
        Self { columns, sink }
    }

    /// Writes one row.
    ///
    /// # Errors
    ///
    /// When writing fails.
    pub fn write(&mut self, row: &R) -> io::Result<()> {
        match &mut self.sink {
            Sink::Separated(writer) => {
                for column in self.columns {
                    write_field(writer, &(column.value)(row))?;
                }
                writer.write_record(None::<&[u8]>)?;
                Ok(())
            }
            Sink::Jsonl(out) => {
                let mut line = String::from("{");
                for (i, column) in self.columns.iter().enumerate() {
                    line.push_str(if i == 0 { "\"" } else { ",\"" });
                    line.push_str(column.name);
                    line.push_str("\":");
                    push_json(&mut line, &(column.value)(row))?;
                }
                line.push_str("}\n");
                out.write_all(line.as_bytes())
            }
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
        }
    }
}

fn separated<W: Write>(delimiter: u8, out: W) -> Box<csv::Writer<W>> {
    Box::new(csv::WriterBuilder::new().delimiter(delimiter).from_writer(out))
}

fn write_field<W: Write>(writer: &mut csv::Writer<W>, value: &Value<'_>) -> io::Result<()> {
    match value {
        Value::Empty => writer.write_field("")?,
        Value::Text(text) => writer.write_field(text.as_bytes())?,
        Value::Number(n) => writer.write_field(n.to_string())?,
        Value::Decimal(x, decimals) => writer.write_field(decimal(*x, *decimals))?,
        Value::Bool(yes) => writer.write_field(if *yes { "true" } else { "false" })?,
    }
    Ok(())
}

fn push_json(line: &mut String, value: &Value<'_>) -> io::Result<()> {
    match value {
        Value::Empty => line.push_str("null"),
        Value::Text(text) => line.push_str(&serde_json::to_string(text)?),
        Value::Number(n) => line.push_str(&n.to_string()),
        Value::Decimal(x, decimals) => line.push_str(&decimal(*x, *decimals)),
        Value::Bool(yes) => line.push_str(if *yes { "true" } else { "false" }),
    }
    Ok(())
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
