//! Rows of a dictionary file, TSV or JSONL, with their places.

use std::collections::BTreeMap;

use crate::error::Error;

/// Which table a file of a user is, told by its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Countries,
    Aliases,
    Organisations,
    People,
    Terms,
    Offices,
    Bodies,
    Others,
    Membership,
}

/// One row: its line, from 1, and its cells by column.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) line: usize,
    cells: BTreeMap<String, (usize, String)>,
}

impl Row {
    /// The cell of a column; empty when there is none.
    pub(crate) fn get(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", |(_, cell)| cell)
    }

    /// Number of the column, from 1; 0 when there is none.
    pub(crate) fn column(&self, column: &str) -> usize {
        self.cells.get(column).map_or(0, |(at, _)| *at)
    }

    pub(crate) fn has(&self, column: &str) -> bool {
        self.cells.contains_key(column)
    }

    /// Which table the row belongs to.
    pub(crate) fn kind(&self) -> Option<Kind> {
        let has = |columns: &[&str]| columns.iter().all(|c| self.has(c));
        [
            (Kind::Countries, &["iso3", "name"] as &[&str]),
            (Kind::People, &["person", "alias"]),
            (Kind::Terms, &["person", "class", "country"]),
            (Kind::Aliases, &["id", "alias", "kind"]),
            (Kind::Offices, &["phrase", "class"]),
            (Kind::Others, &["phrase", "reason"]),
            (Kind::Bodies, &["phrase", "kind", "name"]),
            (Kind::Membership, &["organisation", "member"]),
            (Kind::Organisations, &["id", "name"]),
        ]
        .into_iter()
        .find(|(_, columns)| has(columns))
        .map(|(kind, _)| kind)
    }
}

/// Reads all rows of a file: JSON lines when it begins with a brace, else TSV with a header.
pub(crate) fn read(file: &str, text: &str) -> Result<Vec<Row>, Error> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') { json_lines(file, text) } else { tsv(file, text) }
}

fn tsv(file: &str, text: &str) -> Result<Vec<Row>, Error> {
    let mut lines = text.lines().zip(1..);
    let Some((header, _)) = lines.next() else {
        return Err(Error::new(file, 1, 0, "empty: write a header with the names of the columns"));
    };
    let columns: Vec<&str> = header.split('\t').map(str::trim).collect();
    let mut out = Vec::new();
    for (row, line) in lines.filter(|(row, _)| !row.trim().is_empty()) {
        let cells: Vec<&str> = row.split('\t').collect();
        if cells.len() > columns.len() {
            let reason = format!("{} cells under {} columns", cells.len(), columns.len());
            return Err(Error::new(file, line, columns.len() + 1, reason));
        }
        let cell = |i: usize| cells.get(i).map_or("", |c| c.trim()).to_owned();
        let cells = columns.iter().zip(0..).map(|(c, i)| ((*c).to_owned(), (i + 1, cell(i))));
        out.push(Row { line, cells: cells.collect() });
    }
    let known = out.first().is_none_or(|r: &Row| r.kind().is_some());
    if !known {
        let reason = format!(
            "no table has the columns {columns:?}: see `data/gazetteer/README.md` for those of each table"
        );
        return Err(Error::new(file, 1, 1, reason));
    }
    Ok(out)
}

fn json_lines(file: &str, text: &str) -> Result<Vec<Row>, Error> {
    let mut out = Vec::new();
    for (row, line) in text.lines().zip(1..).filter(|(row, _)| !row.trim().is_empty()) {
        let object: BTreeMap<String, serde_json::Value> = serde_json::from_str(row)
            .map_err(|e| Error::new(file, line, e.column(), format!("no JSON object: {e}")))?;
        let text_of = |value: &serde_json::Value| match value {
            serde_json::Value::String(text) => text.clone(),
            serde_json::Value::Null => String::new(),
            other => other.to_string(),
        };
        let cells = object.iter().zip(1..).map(|((k, v), at)| (k.clone(), (at, text_of(v))));
        let row = Row { line, cells: cells.collect() };
        if row.kind().is_none() {
            let reason = "no table has these fields: see `data/gazetteer/README.md`";
            return Err(Error::new(file, line, 1, reason));
        }
        out.push(row);
    }
    Ok(out)
}
