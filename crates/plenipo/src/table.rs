//! Tables: columns defined once, written as CSV, TSV or JSONL, described by a schema.
//!
//! A [`Column`] has a name, a type, a description and the function that fills it, so that the header,
//! the cells, the JSON Schema and the codebook cannot differ.

pub mod cells;
#[cfg(feature = "parquet")]
mod parquet;
mod schema;
mod writer;

pub use schema::{json_schema, markdown};
pub use writer::{TableFormat, TableWriter};

use std::borrow::Cow;

/// The value of one cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Unknown or not applicable: an empty cell, `null` in JSON.
    Empty,
    /// Text.
    Text(Cow<'a, str>),
    /// A whole number.
    Number(u64),
    /// A number written with this many decimals.
    Decimal(f64, u8),
    /// `true` or `false`.
    Bool(bool),
    /// Id of the cluster of a row: 16 hexadecimal digits. That within the document, until a
    /// [`RelationTable`](crate::relation_table::RelationTable) puts that of all documents in its place.
    Cluster(u64),
    /// Number of rows in the cluster of a row, 1 until such a table counts them.
    Count(u64),
}

impl<'a> Value<'a> {
    /// Text, or empty when there is none.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// Text if there is any.
    pub fn maybe(text: Option<impl Into<Cow<'a, str>>>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }
}

/// Type of a column, as the schema states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Text.
    Text,
    /// One of these words, or empty.
    OneOf(&'static [&'static str]),
    /// A whole number from 0.
    Number,
    /// A number with decimals.
    Decimal,
    /// `true` or `false`.
    Bool,
}

/// A column of a table whose rows are made from an `R`.
pub struct Column<R: ?Sized> {
    /// Name in the header.
    pub name: &'static str,
    /// Type of its cells.
    pub kind: ColumnType,
    /// What it holds: units, codes, what empty means.
    pub description: &'static str,
    /// Fills the cell of a row.
    pub value: fn(&R) -> Value<'_>,
}

impl<R: ?Sized> Column<R> {
    /// A column from its parts.
    pub const fn new(
        name: &'static str,
        kind: ColumnType,
        description: &'static str,
        value: fn(&R) -> Value<'_>,
    ) -> Self {
        Self { name, kind, description, value }
    }
}
