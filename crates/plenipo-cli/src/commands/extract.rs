//! `plenipo extract`: the table of relations.

use plenipo::relations::{RelationRow, columns};

use super::run::{Done, over_documents, pipeline};
use super::table;
use crate::args::ExtractArgs;
use crate::report::Outcome;

pub(super) fn run(args: &ExtractArgs) -> anyhow::Result<Outcome> {
    let pipeline = pipeline(&args.input)?;
    let format = table::format(&args.table);
    let output = table::open(&args.table, &columns())?;
    over_documents(
        &args.input,
        output,
        || pipeline.worker(),
        |worker, input| {
            let (tagged, relations) = worker.extract(input)?;
            let row = |r| RelationRow::new(&tagged.doc, &tagged.segmentation, r);
            let (bytes, rows) = table::rows(&columns(), format, relations.iter().filter_map(row));
            Ok(Done { bytes, rows, errors: tagged.warning.into_iter().collect() })
        },
    )
}
