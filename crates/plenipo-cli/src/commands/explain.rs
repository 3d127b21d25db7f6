//! `plenipo explain`: trees, rules that fired, rules that were refused.

use std::io::Write as _;

use super::run::{Done, over_documents, pipeline};
use crate::args::ExplainArgs;
use crate::output::Output;
use crate::report::Outcome;

pub(super) fn run(args: &ExplainArgs) -> anyhow::Result<Outcome> {
    let mut output = Output::open(args.output.as_deref())?;
    let pipeline = pipeline(&args.input)?;
    output.write_all(plenipo::explain::head().as_bytes())?;
    let outcome = over_documents(
        &args.input,
        || pipeline.worker(),
        |worker, input| {
            let (page, rows, warning) = worker.explain(input)?;
            Ok(Done { made: page, rows, errors: warning.into_iter().collect() })
        },
        |page| output.write_all(page.as_bytes()),
    )?;
    output.write_all(b"</html>\n")?;
    output.finish()?;
    Ok(outcome)
}
