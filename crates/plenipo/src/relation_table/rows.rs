//! [`Rows`]: the rows of one document, ready to be added to the table.

use plenipo_relate::Relation;
use plenipo_relate::cluster::EventKey;

use crate::Tagged;
use crate::relations::RelationRow;
use crate::table::Column;
use crate::table::cells::EncodedRows;

/// The rows of one document as cells, with what their restatements are found by. Made by the thread
/// that read the document.
#[derive(Debug, Default)]
pub struct Rows {
    keys: Vec<(EventKey, f64)>,
    cells: EncodedRows,
}

impl Rows {
    /// The rows of `relations` in these columns.
    pub fn new<'d>(
        columns: &[Column<RelationRow<'d>>],
        tagged: &'d Tagged,
        relations: &'d [Relation],
    ) -> Self {
        let mut rows = Self::default();
        for relation in relations {
            let Some(row) = RelationRow::new(&tagged.doc, &tagged.segmentation, relation) else {
                continue;
            };
            rows.cells.push(columns, &row);
            let key = EventKey::new(&tagged.doc, &tagged.segmentation, relation);
            rows.keys.push((key, relation.confidence));
        }
        rows
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Key, confidence and cells of each row.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&EventKey, f64, &[u8])> {
        self.keys.iter().zip(self.cells.iter()).map(|((key, sure), cells)| (key, *sure, cells))
    }
}
