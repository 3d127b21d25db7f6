//! `plenipo explain`: how the rows of documents came about, as a page.

use std::io::Write as _;

use plenipo::explain::{Explanation, page_end, page_start};

use super::codebook;
use super::run::{Done, over_documents, pipeline};
use crate::args::ExplainArgs;
use crate::output::Output;
use crate::report::Outcome;

pub(super) fn run(args: &ExplainArgs) -> anyhow::Result<Outcome> {
    let pipeline = pipeline(&args.input)?.with_codebook(codebook::read(&args.codebook)?);
    let mut output = Output::open(args.output.as_deref())?;
    output.write_all(page_start().as_bytes())?;
    let outcome = over_documents(
        &args.input,
        || pipeline.worker(),
        |worker, input| {
            let (tagged, sentences) = worker.explain(input)?;
            let explanation = Explanation {
                doc: &tagged.doc,
                segmentation: &tagged.segmentation,
                mentions: &tagged.mentions,
                sentences: &sentences,
            };
            let rows = sentences.iter().map(|s| s.relations.len()).sum();
            let made = explanation.to_html();
            Ok(Done { made, rows, errors: tagged.warning.into_iter().collect() })
        },
        |part| output.write_all(part.as_bytes()),
    )?;
    output.write_all(page_end().as_bytes())?;
    output.finish()?;
    Ok(outcome)
}
