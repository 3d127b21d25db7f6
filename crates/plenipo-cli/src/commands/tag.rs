//! `plenipo tag`: the table of mentions.

use plenipo::mentions::{MentionRow, columns};

use super::run::{Done, over_documents, pipeline};
use super::table;
use crate::args::TagArgs;
use crate::report::Outcome;

pub(super) fn run(args: &TagArgs) -> anyhow::Result<Outcome> {
    let pipeline = pipeline(&args.input)?;
    let format = table::format(&args.table);
    let output = table::open(&args.table, &columns())?;
    over_documents(
        &args.input,
        output,
        || pipeline.worker(),
        |worker, input| {
            let tagged = worker.tag(input)?;
            let rows = tagged.mentions.iter().filter_map(|m| MentionRow::new(&tagged.doc, m));
            let (bytes, rows) = table::rows(&columns(), format, rows);
            Ok(Done { bytes, rows, errors: tagged.warning.into_iter().collect() })
        },
    )
}
