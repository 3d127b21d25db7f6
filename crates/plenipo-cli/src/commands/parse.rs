//! `plenipo parse`: dependency trees as CoNLL-U.

use std::io::{Read as _, Write};
use std::ops::ControlFlow;

use plenipo::conllu::ConlluWriter;
use plenipo::input::{InputError, Source, Sources, open};
use plenipo::ordered::ordered;

use super::run::{Done, over_documents, pipeline, threads};
use crate::args::ParseArgs;
use crate::output::Output;
use crate::report::{Outcome, Report};

pub(super) fn run(args: &ParseArgs) -> anyhow::Result<Outcome> {
    let mut output = Output::open(args.output.as_deref())?;
    if args.pretokenized {
        return pretokenized(args, output);
    }
    let pipeline = pipeline(&args.input)?;
    let outcome = over_documents(
        &args.input,
        || (pipeline.worker(), ConlluWriter::new()),
        |(worker, writer), input| {
            let read = worker.document(input)?;
            let (text, rows) = writer.document(&read.doc);
            Ok(Done { made: text, rows, errors: read.warning.into_iter().collect() })
        },
        |text| output.write_all(text.as_bytes()),
    )?;
    output.finish()?;
    Ok(outcome)
}

/// Files of CoNLL-U, each parsed whole.
fn pretokenized(args: &ParseArgs, mut output: Output) -> anyhow::Result<Outcome> {
    let mut report = Report::new();
    let mut written = Ok(());
    ordered(
        Sources::list(&args.input.inputs, &[".conllu"]).into_iter(),
        threads(args.input.threads),
        ConlluWriter::new,
        |writer, source| {
            let source = source?;
            writer.pretokenized(&source.name(), &text_of(&source)?)
        },
        |result| {
            match result {
                Err(error) => report.error(&error),
                Ok((text, sentences)) => {
                    report.document(sentences);
                    written = output.write_all(text.as_bytes());
                }
            }
            if written.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        },
    );
    written?;
    output.finish()?;
    Ok(report.finish())
}

fn text_of(source: &Source) -> Result<String, InputError> {
    let mut text = String::new();
    let read = open(source)?.read_to_string(&mut text);
    read.map_err(|e| InputError::new(source.name(), e.to_string()))?;
    Ok(text)
}
