//! What commands over documents share: inputs, threads, order, report.

use std::io::Write;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::thread::available_parallelism;

use anyhow::anyhow;
use plenipo::input::{Documents, InputDocument, InputError, Sources};
use plenipo::ordered::ordered;
use plenipo::{Pipeline, Worker};

use crate::args::InputArgs;
use crate::output::Output;
use crate::report::{Outcome, Report};

/// What came of one document: its part of the output, how many rows that is, and what was wrong.
pub(super) struct Done {
    pub(super) bytes: Vec<u8>,
    pub(super) rows: usize,
    pub(super) errors: Vec<InputError>,
}

/// The pipeline that the flags ask for.
pub(super) fn pipeline(args: &InputArgs) -> anyhow::Result<Pipeline> {
    let stock = Pipeline::stock().map_err(|e| anyhow!("{e}"))?;
    Ok(stock.clean(!args.no_clean))
}

/// Number of threads: as asked for, else one a core.
pub(super) fn threads(asked: Option<NonZeroUsize>) -> NonZeroUsize {
    asked.or_else(|| available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
}

/// Runs `work` on every document of the inputs and writes what it gives to `output`, in order.
pub(super) fn over_documents(
    args: &InputArgs,
    pipeline: &Pipeline,
    mut output: Output,
    work: impl Fn(&mut Worker<'_>, InputDocument) -> Result<Done, InputError> + Sync,
) -> anyhow::Result<Outcome> {
    let documents = Documents::new(Sources::list(&args.inputs, &Documents::EXTENSIONS));
    let mut report = Report::new();
    let mut written = Ok(());
    ordered(
        documents,
        threads(args.threads),
        || pipeline.worker(),
        |worker, item| item.and_then(|doc| work(worker, doc)),
        |result| match result {
            Err(error) => {
                report.error(&error);
                ControlFlow::Continue(())
            }
            Ok(done) => {
                done.errors.iter().for_each(|e| report.error(e));
                report.document(done.rows);
                written = output.write_all(&done.bytes);
                if written.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            }
        },
    );
    written?;
    output.finish()?;
    Ok(report.finish())
}
