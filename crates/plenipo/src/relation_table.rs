//! [`RelationTable`]: the rows of all documents, whose restatements are found before they are written.
//!
//! Which rows restate one event is known only when all have been read. Until then the rows wait, in
//! memory while they are few and in temporary files when they are many, so that memory stays the same
//! for any number of documents.

mod groups;
mod rows;

pub use rows::Rows;

use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};

use tempfile::SpooledTempFile;

use crate::table::{Column, TableFormat, TableWriter, Value, cells};
use groups::{Groups, Restated};

/// Bytes of waiting rows that stay in memory.
const IN_MEMORY: usize = 8 << 20;

/// Which rows of a cluster are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Restatements {
    /// All of them, each with the id of its cluster.
    #[default]
    Keep,
    /// One of them: the surest, among equals the one with the smallest id.
    Merge,
}

/// Rows that wait for their clusters.
///
/// ```
/// use plenipo::Pipeline;
/// use plenipo::input::InputDocument;
/// use plenipo::relation_table::{RelationTable, Restatements, Rows};
/// use plenipo::relations::columns;
/// use plenipo::table::TableFormat;
///
/// let pipeline = Pipeline::stock()?;
/// let mut worker = pipeline.worker();
/// let mut table = RelationTable::new();
/// for (id, text) in [("a", "Japan condemned North Korea."), ("b", "China praised Pakistan.")] {
///     let (tagged, relations) = worker.extract(InputDocument::text(id, text))?;
///     table.push(&Rows::new(&columns(), &tagged, &relations))?;
/// }
/// let csv = table.write(&columns(), TableFormat::Csv, Restatements::Keep, Vec::new())?;
/// assert_eq!(String::from_utf8(csv)?.lines().count(), 3);
/// # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
/// ```
pub struct RelationTable {
    rows: BufWriter<SpooledTempFile>,
    groups: Groups,
    count: u64,
}

impl Default for RelationTable {
    fn default() -> Self {
        Self::new()
    }
}

impl RelationTable {
    /// A table without rows.
    pub fn new() -> Self {
        Self {
            rows: BufWriter::new(SpooledTempFile::new(IN_MEMORY)),
            groups: Groups::new(),
            count: 0,
        }
    }

    /// Adds the rows of a document; the table has them in the order in which they are added.
    ///
    /// # Errors
    ///
    /// When a temporary file cannot be written.
    pub fn push(&mut self, rows: &Rows) -> io::Result<()> {
        for (key, confidence, cells) in rows.iter() {
            let group = self.groups.push(key, confidence)?;
            self.rows.write_all(&[group])?;
            self.rows.write_all(&(cells.len() as u32).to_le_bytes())?;
            self.rows.write_all(cells)?;
            self.count += 1;
        }
        Ok(())
    }

    /// Number of rows.
    pub fn len(&self) -> u64 {
        self.count
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Finds the restatements and writes the rows to `out`, with a header where the format has one.
    /// `columns` must be those that the rows were made with.
    ///
    /// # Errors
    ///
    /// When writing fails, or reading back a temporary file.
    pub fn write<R: ?Sized, W: Write + Send>(
        self,
        columns: &[Column<R>],
        format: TableFormat,
        restatements: Restatements,
        out: W,
    ) -> io::Result<W> {
        let writer = TableWriter::new(columns, format, out)?;
        self.write_rows(writer, restatements)
    }

    /// As [`RelationTable::write`], to a writer that has been made already.
    ///
    /// # Errors
    ///
    /// As [`RelationTable::write`].
    pub fn write_rows<R: ?Sized, W: Write + Send>(
        self,
        mut writer: TableWriter<'_, R, W>,
        restatements: Restatements,
    ) -> io::Result<W> {
        let mut spool = self.rows.into_inner().map_err(io::IntoInnerError::into_error)?;
        spool.rewind()?;
        let mut spool = BufReader::new(spool);
        let mut restated = self.groups.resolve()?;
        let mut row = Vec::new();
        while let Some(group) = next_row(&mut spool, &mut row)? {
            let Restated { cluster, count, is_chosen } = restated.next_of(group)?;
            if restatements == Restatements::Merge && !is_chosen {
                continue;
            }
            let cells = cells::decode(&row)?.into_iter().map(|value| match value {
                Value::Cluster(_) => Value::Cluster(cluster),
                Value::Count(_) => Value::Count(count),
                other => other,
            });
            writer.write_cells(cells)?;
        }
        writer.finish()
    }
}

/// Reads the cells of the next row into `row`; its group, or `None` at the end.
fn next_row(spool: &mut impl BufRead, row: &mut Vec<u8>) -> io::Result<Option<u8>> {
    if spool.fill_buf()?.is_empty() {
        return Ok(None);
    }
    let mut group = [0];
    let mut len = [0; 4];
    spool.read_exact(&mut group)?;
    spool.read_exact(&mut len)?;
    row.resize(u32::from_le_bytes(len) as usize, 0);
    spool.read_exact(row)?;
    Ok(Some(group[0]))
}

#[cfg(test)]
mod tests;
