//! What commands over documents share: inputs, threads, order, report.

use std::io;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;
use std::thread::available_parallelism;

use anyhow::{anyhow, bail};
use plenipo::Pipeline;
use plenipo::clean::{Cleaner, Mode};
use plenipo::gazetteer::{Conflict, Gazetteer, GazetteerBuilder};
use plenipo::input::{Documents, InputDocument, InputError, Sources};
use plenipo::ordered::ordered;

use crate::args::{ConflictArg, DictionaryArgs, InputArgs};
use crate::report::{Outcome, Report};

/// What came of one document: what was made of it, how many rows that is, and what was wrong.
pub(super) struct Done<T> {
    pub(super) made: T,
    pub(super) rows: usize,
    pub(super) errors: Vec<InputError>,
}

/// The pipeline that the flags ask for.
pub(super) fn pipeline(args: &InputArgs) -> anyhow::Result<Pipeline> {
    let mut pipeline = Pipeline::stock().map_err(|e| anyhow!("{e}"))?;
    if !args.dictionaries.gazetteer.is_empty() {
        pipeline = pipeline.gazetteer(gazetteer(&args.dictionaries)?);
    }
    Ok(pipeline.cleaner((!args.no_clean).then(|| cleaner(args, false))))
}

/// The stock gazetteer with the dictionaries that the flags name.
pub(super) fn gazetteer(args: &DictionaryArgs) -> anyhow::Result<Gazetteer> {
    let is_image = |path: &Path| path.extension().is_some_and(|e| e == "image");
    let (images, dictionaries): (Vec<_>, Vec<_>) =
        args.gazetteer.iter().partition(|path| is_image(path));
    let base = match images[..] {
        [] => Gazetteer::stock()?,
        [image] => Gazetteer::from_image_file(image)?,
        _ => bail!("more than one image of a gazetteer: compile their tables into one"),
    };
    if dictionaries.is_empty() {
        return Ok(base);
    }
    let mut builder = GazetteerBuilder::over(&base);
    builder.conflict(match args.conflict {
        ConflictArg::Add => Conflict::Add,
        ConflictArg::Override => Conflict::Override,
        ConflictArg::Replace => Conflict::Replace,
    });
    for path in dictionaries {
        builder.read_file(path)?;
    }
    Ok(builder.build()?)
}

/// The cleaner that the flags ask for.
pub(super) fn cleaner(args: &InputArgs, comments: bool) -> Cleaner {
    let mode = match (args.precision, args.recall) {
        (true, _) => Mode::Precision,
        (_, true) => Mode::Recall,
        _ => Mode::Balanced,
    };
    Cleaner::builder().mode(mode).comments(comments).build()
}

/// Number of threads: as asked for, else one a core.
pub(super) fn threads(asked: Option<NonZeroUsize>) -> NonZeroUsize {
    asked.or_else(|| available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
}

/// Runs `work` on every document of the inputs and hands what it gives to `sink`, in order.
pub(super) fn over_documents<S, T: Send>(
    args: &InputArgs,
    make_state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, InputDocument) -> Result<Done<T>, InputError> + Sync,
    mut sink: impl FnMut(T) -> io::Result<()>,
) -> anyhow::Result<Outcome> {
    let documents = Documents::new(Sources::list(&args.inputs, &Documents::EXTENSIONS));
    let mut report = Report::new();
    let mut written = Ok(());
    ordered(
        documents,
        threads(args.threads),
        make_state,
        |state, item| item.and_then(|doc| work(state, doc)),
        |result| match result {
            Err(error) => {
                report.error(&error);
                ControlFlow::Continue(())
            }
            Ok(done) => {
                done.errors.iter().for_each(|e| report.error(e));
                report.document(done.rows);
                written = sink(done.made);
                if written.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            }
        },
    );
    written?;
    let read_none = report.has_read_none();
    let outcome = report.finish();
    // An output that is there already is worth more than an empty one.
    anyhow::ensure!(
        outcome != Outcome::SomeFailed || !read_none,
        "no input was read: nothing is written"
    );
    Ok(outcome)
}
