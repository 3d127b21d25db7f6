//! Rows to Apache Parquet.

use std::io::{self, Write};
use std::mem;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use super::writer::hex;
use super::{ColumnType, Value};

/// Rows that are written together: they wait in memory.
const ROW_GROUP: usize = 8192;

/// Writes rows of cells to a Parquet file, every column optional.
pub(super) struct ParquetWriter<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: Vec<Cells>,
    rows: usize,
}

/// The cells of one column of a row group: which rows have one, and their values.
struct Cells {
    present: Vec<i16>,
    values: Values,
}

enum Values {
    Texts(Vec<ByteArray>),
    Numbers(Vec<i64>),
    Decimals(Vec<f64>),
    Bools(Vec<bool>),
}

impl<W: Write + Send> ParquetWriter<W> {
    pub(super) fn new(
        columns: impl Iterator<Item = (&'static str, ColumnType)>,
        out: W,
    ) -> io::Result<Self> {
        let mut fields = Vec::new();
        let mut cells = Vec::new();
        for (name, kind) in columns {
            fields.push(Arc::new(field(name, kind).map_err(failed)?));
            cells.push(Cells { present: Vec::new(), values: Values::empty(kind) });
        }
        let schema =
            Type::group_type_builder("rows").with_fields(fields).build().map_err(failed)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(format!("plenipo {}", crate::TOOL_VERSION))
            .build();
        let file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties));
        Ok(Self { file: file.map_err(failed)?, columns: cells, rows: 0 })
    }

    pub(super) fn write<'v>(
        &mut self,
        cells: impl IntoIterator<Item = Value<'v>>,
    ) -> io::Result<()> {
        for (column, value) in self.columns.iter_mut().zip(cells) {
            let present = column.values.push(value);
            column.present.push(i16::from(present));
        }
        self.rows += 1;
        if self.rows == ROW_GROUP { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        if mem::take(&mut self.rows) == 0 {
            return Ok(());
        }
        let mut group = self.file.next_row_group().map_err(failed)?;
        for column in &mut self.columns {
            column.write_to(&mut group).map_err(failed)?;
        }
        group.close().map_err(failed)?;
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        self.flush()?;
        self.file.into_inner().map_err(failed)
    }
}

impl Cells {
    /// Writes the cells as the next column of `group` and forgets them.
    fn write_to<W: Write + Send>(
        &mut self,
        group: &mut SerializedRowGroupWriter<'_, W>,
    ) -> Result<(), ParquetError> {
        let Some(mut writer) = group.next_column()? else { return Ok(()) };
        let present = Some(self.present.as_slice());
        match (writer.untyped(), &self.values) {
            (ColumnWriter::ByteArrayColumnWriter(w), Values::Texts(v)) => {
                w.write_batch(v, present, None)?;
            }
            (ColumnWriter::Int64ColumnWriter(w), Values::Numbers(v)) => {
                w.write_batch(v, present, None)?;
            }
            (ColumnWriter::DoubleColumnWriter(w), Values::Decimals(v)) => {
                w.write_batch(v, present, None)?;
            }
            (ColumnWriter::BoolColumnWriter(w), Values::Bools(v)) => {
                w.write_batch(v, present, None)?;
            }
            _ => return Err(ParquetError::General("a column of another type".to_owned())),
        }
        writer.close()?;
        self.present.clear();
        self.values.clear();
        Ok(())
    }
}

impl Values {
    fn empty(kind: ColumnType) -> Self {
        match kind {
            ColumnType::Text | ColumnType::OneOf(_) => Self::Texts(Vec::new()),
            ColumnType::Number => Self::Numbers(Vec::new()),
            ColumnType::Decimal => Self::Decimals(Vec::new()),
            ColumnType::Bool => Self::Bools(Vec::new()),
        }
    }

    fn clear(&mut self) {
        match self {
            Self::Texts(v) => v.clear(),
            Self::Numbers(v) => v.clear(),
            Self::Decimals(v) => v.clear(),
            Self::Bools(v) => v.clear(),
        }
    }

    /// Adds a value; false when there is none, or none of this type.
    fn push(&mut self, value: Value<'_>) -> bool {
        match (self, value) {
            (Self::Texts(v), Value::Text(text)) => v.push(ByteArray::from(text.as_ref())),
            (Self::Texts(v), Value::Cluster(id)) => v.push(ByteArray::from(hex(id).as_str())),
            (Self::Numbers(v), Value::Number(n) | Value::Count(n)) => {
                v.push(i64::try_from(n).unwrap_or(i64::MAX));
            }
            (Self::Decimals(v), Value::Decimal(x, decimals)) => v.push(rounded(x, decimals)),
            (Self::Bools(v), Value::Bool(yes)) => v.push(yes),
            _ => return false,
        }
        true
    }
}

/// The number that the text formats write.
fn rounded(x: f64, decimals: u8) -> f64 {
    let scale = 10f64.powi(i32::from(decimals));
    // Adding zero makes a negative zero a positive one.
    (x * scale).round() / scale + 0.0
}

fn field(name: &str, kind: ColumnType) -> Result<Type, ParquetError> {
    let physical = match kind {
        ColumnType::Text | ColumnType::OneOf(_) => PhysicalType::BYTE_ARRAY,
        ColumnType::Number => PhysicalType::INT64,
        ColumnType::Decimal => PhysicalType::DOUBLE,
        ColumnType::Bool => PhysicalType::BOOLEAN,
    };
    let logical = (physical == PhysicalType::BYTE_ARRAY).then_some(LogicalType::String);
    Type::primitive_type_builder(name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}

fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => io::Error::other(inner),
        other => io::Error::other(other),
    }
}
