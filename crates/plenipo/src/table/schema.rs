//! Tables described: JSON Schema for programs, Markdown for people.

use std::fmt::Write;

use serde_json::{Map, Value as Json, json};

use super::{Column, ColumnType};

/// The JSON Schema (draft 2020-12) of one row of the table, as JSONL writes it.
pub fn json_schema<R: ?Sized>(title: &str, version: &str, columns: &[Column<R>]) -> Json {
    let mut properties = Map::new();
    for column in columns {
        let mut property = match column.kind {
            ColumnType::Text => json!({ "type": ["string", "null"] }),
            ColumnType::OneOf(words) => {
                let mut all: Vec<Json> = words.iter().map(|w| json!(w)).collect();
                all.push(Json::Null);
                json!({ "enum": all })
            }
            ColumnType::Number => json!({ "type": ["integer", "null"], "minimum": 0 }),
            ColumnType::Decimal => json!({ "type": ["number", "null"] }),
            ColumnType::Bool => json!({ "type": ["boolean", "null"] }),
        };
        property["description"] = json!(column.description);
        properties.insert(column.name.to_owned(), property);
    }
    let required: Vec<&str> = columns.iter().map(|c| c.name).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "version": version,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// The codebook of the table as a Markdown table, columns in order.
pub fn markdown<R: ?Sized>(columns: &[Column<R>]) -> String {
    let mut out = String::from("| column | type | meaning |\n|---|---|---|\n");
    for column in columns {
        let kind = match column.kind {
            ColumnType::Text => "text".to_owned(),
            ColumnType::OneOf(words) => {
                words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(" ")
            }
            ColumnType::Number => "whole number".to_owned(),
            ColumnType::Decimal => "number".to_owned(),
            ColumnType::Bool => "`true` or `false`".to_owned(),
        };
        let description = column.description.replace('|', "\\|");
        // Writing to a string cannot fail.
        let _ = writeln!(out, "| {} | {kind} | {description} |", column.name);
    }
    out
}
