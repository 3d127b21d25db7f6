//! Checks the tables of a codebook and finds all that is wrong with them, not only the first.

use std::collections::HashMap;

use crate::codebook::{Codebook, Pos, rows};
use crate::error::Error;
use crate::frames::{FRAME_COLUMNS, Frame, Row};

/// Checks a table of frames of a user: columns `pos`, then those of `verbs.tsv`.
///
/// `codebook` knows the codes and classes. Findings come in the order of the lines.
pub fn check_user_frames(codebook: &Codebook, file: &str, text: &str) -> Vec<Error> {
    let mut out = Vec::new();
    let mut seen = Seen::default();
    if let Some(error) = header_error(file, text, "pos") {
        out.push(error);
    }
    for (line, cells) in rows(text) {
        match codebook.frames().user_row(file, line, cells.clone(), codebook.codes()) {
            Ok((row, pos)) => check_row(&row, pos, 1, codebook, &mut seen, &mut out),
            Err(error) => out.push(error),
        }
    }
    out
}

/// Checks the stock tables.
pub fn check_stock(codebook: &Codebook) -> Vec<Error> {
    let mut out = Vec::new();
    let mut seen = Seen::default();
    for (file, text, pos) in Codebook::frame_tables() {
        out.extend(header_error(file, text, "head"));
        for (line, cells) in rows(text) {
            let row = codebook.frames().row(file, line, cells, codebook.codes());
            check_row(&row, pos, 0, codebook, &mut seen, &mut out);
        }
    }
    let (file, text) = Codebook::claim_table();
    let mut seen = Seen::default();
    for (line, cells) in rows(text) {
        let row = codebook.frames().row(file, line, cells, codebook.codes());
        check_row(&row, Pos::Verb, 0, codebook, &mut seen, &mut out);
    }
    for (file, text) in Codebook::pattern_tables() {
        check_patterns(codebook, file, text, &mut out);
    }
    out
}

/// Head, object, complement and target of each frame, with its code and line.
type Seen = HashMap<(bool, String, String), (String, usize)>;

fn header_error(file: &str, text: &str, first: &str) -> Option<Error> {
    let header: Vec<&str> = text.lines().next().unwrap_or("").split('\t').collect();
    let columns = FRAME_COLUMNS
        .iter()
        .filter(|_| first == "head")
        .chain(core::iter::once(&first).chain(FRAME_COLUMNS.iter()).filter(|_| first != "head"));
    let wrong = columns.enumerate().find(|(i, c)| header.get(*i) != Some(*c))?;
    Some(Error::new(file, 1, wrong.0 + 1, format!("the header must name the column {:?}", wrong.1)))
}

/// `skip` is the number of cells before the head.
fn check_row(
    row: &Row<'_>,
    pos: Pos,
    skip: usize,
    codebook: &Codebook,
    seen: &mut Seen,
    out: &mut Vec<Error>,
) {
    let frame = match row.heads().and_then(|heads| Ok((heads, row.frame(pos)?))) {
        Ok((heads, frame)) => {
            check_heads(row, pos, &heads, seen, out);
            frame
        }
        Err(error) => {
            out.push(error.shifted(skip));
            return;
        }
    };
    let mut error = |column: usize, reason: String| {
        out.push(Error::new(row.file, row.line, column + 1 + skip, reason));
    };
    for (column, name) in [(10, "origin"), (11, "licence")] {
        if row.cells.get(column).is_none_or(|c| c.trim().is_empty()) {
            error(column, format!("no {name}: say where the row is from and how it may be used"));
        }
    }
    if row.cells.len() > FRAME_COLUMNS.len() {
        error(FRAME_COLUMNS.len(), format!("{} cells of {}", row.cells.len(), FRAME_COLUMNS.len()));
    }
    if frame.is_block() {
        return;
    }
    if let Some(reason) = code_error(&frame, codebook) {
        error(5, reason);
    }
    if frame.source.is_empty() {
        error(3, "no slot for the source".to_owned());
    }
    if frame.target.is_empty() {
        error(4, "no slot for the target".to_owned());
    }
}

/// A type must be of the quad class of its code; otherwise one of the two is wrong.
fn code_error(frame: &Frame, codebook: &Codebook) -> Option<String> {
    let quad = codebook.quad_of_type(&frame.plover);
    let Some(quad) = quad else { return Some(format!("{} is no PLOVER type", frame.plover)) };
    let code = codebook.code(&frame.cameo)?;
    // The table of CAMEO has the types of one root in one class; PLOVER parts yielding in two.
    let yields =
        matches!(frame.plover.as_str(), "CONCEDE" | "RETREAT") && frame.cameo.starts_with("C08");
    let codes_support = frame.plover == "AGREE" && frame.cameo == "C057" || frame.cameo == "C087";
    (quad != code.quad && !yields && !codes_support)
        .then(|| format!("{} is {quad}, but {} is {}", frame.plover, frame.cameo, code.quad))
}

fn check_heads(row: &Row<'_>, pos: Pos, heads: &[String], seen: &mut Seen, out: &mut Vec<Error>) {
    let cell = |column: usize| row.cells.get(column).copied().unwrap_or("");
    let cells = [cell(1), cell(2), cell(4)].join("\t");
    for head in heads {
        if head.chars().any(char::is_uppercase) {
            let reason = format!("{head:?}: lemmas are lower case");
            out.push(Error::new(row.file, row.line, 1, reason));
        }
        let key = (pos == Pos::Verb, head.clone(), cells.clone());
        let Some((code, line)) = seen.get(&key) else {
            seen.insert(key, (cell(6).to_owned(), row.line));
            continue;
        };
        let reason = if code == cell(6) {
            format!("{head:?} is in line {line} already")
        } else {
            format!("{head:?} is {code} in line {line}, but {} here", cell(6))
        };
        out.push(Error::new(row.file, row.line, 1, reason));
    }
}

/// Positional patterns: pattern, pos, plover, cameo, roles, source, licence.
fn check_patterns(codebook: &Codebook, file: &str, text: &str, out: &mut Vec<Error>) {
    let mut seen: HashMap<(&str, &str), usize> = HashMap::new();
    for (line, cells) in rows(text) {
        let mut error = |column: usize, reason: String| {
            out.push(Error::new(file, line, column, reason));
        };
        let [pattern, pos, plover, cameo, roles, source, licence] = cells.as_slice() else {
            error(cells.len(), format!("{} cells of 7", cells.len()));
            continue;
        };
        // "appeal to" is a verb and a noun; each has one code.
        if let Some(first) = seen.insert((*pattern, *pos), line) {
            error(1, format!("{pattern:?} is in line {first} already"));
        }
        if !matches!(*pos, "verb" | "noun") {
            error(2, format!("{pos:?}: verb or noun"));
        }
        if codebook.quad_of_type(plover).is_none() {
            error(3, format!("{plover:?} is no PLOVER type"));
        }
        if codebook.code(cameo).is_none() {
            error(4, format!("{cameo} is no CAMEO code"));
        }
        if !matches!(*roles, "directed" | "symmetric") {
            error(5, format!("{roles:?}: directed or symmetric"));
        }
        for (column, cell) in [(6, source), (7, licence)] {
            if cell.trim().is_empty() {
                error(column, "say where the row is from and how it may be used".to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stock_tables_are_clean() {
        let found = check_stock(&Codebook::stock().unwrap());
        let text: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert!(text.is_empty(), "{} findings:\n{}", text.len(), text.join("\n"));
    }

    #[test]
    fn all_that_is_wrong_is_named_with_its_place() {
        let text = "pos\thead\tobject\tcomplement\tsource\ttarget\tplover\tcameo\tmode\tcontext\tneeds\torigin\tlicence\n\
            verb\tsnub\t\t\tsubj\tobj\tREJECT\tC120\t\t\t\town\tCC0-1.0\n\
            verb\tsnub\t\t\tsubj\tobj\tACCUSE\tC111\t\t\t\town\tCC0-1.0\n\
            verb\tcold-call\t\t\tsubj\tobj\tAID\tC190\t\t\t\t\tCC0-1.0\n\
            adverb\tcoldly\t\t\tsubj\tobj\tAID\tC070\t\t\t\town\tCC0-1.0\n\
            noun\t@nothing\t\t\tposs\tof\tAID\tC070\t\t\t\town\tCC0-1.0\n\
            noun\tgift\t\t\tposs\tto\tAID\tC7\t\t\t\town\tCC0-1.0\n";
        let found = check_user_frames(&Codebook::stock().unwrap(), "mine.tsv", text);
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "mine.tsv:3:1: \"snub\" is C120 in line 2, but C111 here",
                "mine.tsv:4:12: no origin: say where the row is from and how it may be used",
                "mine.tsv:4:7: AID is Q2, but C190 is Q4",
                "mine.tsv:5:1: \"adverb\": verb or noun",
                "mine.tsv:6:2: no class \"nothing\"",
                "mine.tsv:7:8: C7 is no CAMEO code",
            ]
        );
    }
}
