//! `plenipo code`: dyads in, codes out, one JSON object a line.

use std::io::{BufRead, Write};
use std::ops::ControlFlow;

use plenipo::dyads::DyadCoder;
use plenipo::gazetteer::Gazetteer;
use plenipo::input::{InputError, Line, Lines, MAX_DOCUMENT_BYTES, Sources, open};
use plenipo::ordered::ordered;

use super::codebook;
use super::run::threads;
use crate::args::CodeArgs;
use crate::output::Output;
use crate::report::{Outcome, Report};

/// A line of an input: its name and number, and its bytes or why there are none.
struct Row {
    name: String,
    number: u64,
    line: Line,
}

pub(super) fn run(args: &CodeArgs) -> anyhow::Result<Outcome> {
    let codebook = codebook::read(&args.codebook)?;
    let gazetteer = Gazetteer::stock()?;
    let mut output = Output::open(args.output.as_deref())?;
    let mut report = Report::new();
    let mut written = Ok(());
    let sources = Sources::list(&args.inputs, &[".jsonl", ".ndjson"]);
    ordered(
        sources.into_iter().flat_map(|s| rows(s.and_then(|s| Ok((s.name(), open(&s)?))))),
        threads(args.threads),
        || DyadCoder::new(&codebook, &gazetteer),
        |coder, row| row.and_then(|row| answer(coder, row)),
        |result| {
            match result {
                Err(error) => report.error(&error),
                Ok(line) => {
                    report.document(1);
                    written = writeln!(output, "{line}");
                }
            }
            if written.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        },
    );
    written?;
    output.finish()?;
    Ok(report.finish())
}

type Opened = Result<(String, Box<dyn BufRead + Send>), InputError>;

/// The lines of one input that are not blank; reading stops at the first failure.
fn rows(opened: Opened) -> Box<dyn Iterator<Item = Result<Row, InputError>> + Send> {
    let (name, reader) = match opened {
        Ok(opened) => opened,
        Err(error) => return Box::new(std::iter::once(Err(error))),
    };
    let mut lines = Some(Lines::new(reader, MAX_DOCUMENT_BYTES));
    Box::new(std::iter::from_fn(move || {
        loop {
            let reader = lines.as_mut()?;
            match reader.next_line() {
                Ok(None) => return None,
                Ok(Some(Line::Bytes(bytes))) if bytes.trim_ascii().is_empty() => {}
                Ok(Some(line)) => {
                    return Some(Ok(Row { name: name.clone(), number: reader.number(), line }));
                }
                Err(error) => {
                    lines = None;
                    return Some(Err(InputError::new(&name, error.to_string())));
                }
            }
        }
    }))
}

fn answer(coder: &mut DyadCoder<'_>, row: Row) -> Result<String, InputError> {
    let coded = match &row.line {
        Line::Bytes(bytes) => coder.code_line(bytes),
        Line::TooLong(len) => Err(format!("a line of {len} bytes is no dyad")),
    };
    coded.map_err(|reason| InputError::at_line(row.name, row.number, reason))
}
