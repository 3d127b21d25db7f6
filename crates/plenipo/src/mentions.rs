//! The table of mentions: what `plenipo tag` writes.

use plenipo_gazetteer::Mention;
use plenipo_text::{Document, Place};

use crate::table::{Column, ColumnType, Value};

/// A mention, its document and its place in the input.
pub struct MentionRow<'d> {
    /// The document.
    pub doc: &'d Document,
    /// The mention.
    pub mention: &'d Mention,
    /// Where it stands in the input.
    pub place: Place,
}

impl<'d> MentionRow<'d> {
    /// The row of `mention`; `None` for one that stands on text made up by the cleaner.
    pub fn new(doc: &'d Document, mention: &'d Mention) -> Option<Self> {
        Some(Self { doc, mention, place: doc.locate(mention.span)? })
    }
}

const KINDS: &[&str] =
    &["country", "person", "organisation", "office", "territory", "place", "reference"];
const VIAS: &[&str] = &["name", "surname", "title", "pronoun", "metonym", "introduced", "nominal"];

/// The type of a mention as the table has it: words that only refer back to what is named elsewhere are
/// references, whatever they stand for.
pub fn type_of(mention: &Mention) -> &'static str {
    if mention.via.is_reference() { "reference" } else { mention.kind.as_str() }
}

/// Columns of the table, in order. A column added at the end is a minor change, any other a major one.
pub fn columns<'d>() -> Vec<Column<MentionRow<'d>>> {
    use ColumnType::{Bool, Number, OneOf, Text};
    vec![
        Column::new(
            "doc_id",
            Text,
            "Id given with the input: the id of its row, or the path.",
            |r| Value::text(r.doc.id()),
        ),
        Column::new("start_byte", Number, "First byte of the mention in the input, from 0.", |r| {
            Value::Number(u64::from(r.place.bytes.start()))
        }),
        Column::new("end_byte", Number, "One past its last byte.", |r| {
            Value::Number(u64::from(r.place.bytes.end()))
        }),
        Column::new(
            "start_char",
            Number,
            "First character (Unicode scalar value) of the mention in the input, from 0.",
            |r| Value::Number(u64::from(r.place.chars.start())),
        ),
        Column::new("end_char", Number, "One past its last character.", |r| {
            Value::Number(u64::from(r.place.chars.end()))
        }),
        Column::new("text", Text, "The words of the mention.", |r| {
            Value::text(r.mention.span.of(r.doc.text()))
        }),
        Column::new(
            "type",
            OneOf(KINDS),
            "What it names; `reference` for a pronoun or a noun that stands for what `id` says, one row for each member of a group.",
            |r| Value::text(type_of(r.mention)),
        ),
        Column::new(
            "id",
            Text,
            "Wikidata id or other id of a person, ISO 3166-1 alpha-3 code of a country, code of an organisation.",
            |r| Value::text(r.mention.id.as_str()),
        ),
        Column::new("name", Text, "Preferred name of the entity.", |r| {
            Value::text(r.mention.name.as_str())
        }),
        Column::new("office", Text, "Office of a person on the day of the document.", |r| {
            Value::maybe(r.mention.office.as_deref())
        }),
        Column::new(
            "country",
            Text,
            "ISO 3166-1 alpha-3 code of the country, or of the country of the person or body.",
            |r| Value::maybe(r.mention.country.as_deref()),
        ),
        Column::new(
            "metonymy",
            Bool,
            "Whether a capital or building stands for its government.",
            |r| Value::Bool(r.mention.metonymy),
        ),
        Column::new("via", OneOf(VIAS), "How it was resolved.", |r| {
            Value::text(r.mention.via.as_str())
        }),
    ]
}
