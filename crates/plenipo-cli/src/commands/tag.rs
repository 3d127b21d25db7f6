//! `plenipo tag`: the table of mentions.

use std::io::Write;

use plenipo::Pipeline;
use plenipo::mentions::{MentionRow, columns};
use plenipo::profiles::Profile;
use plenipo::spacy::document;
use plenipo::table::cells::{EncodedRows, decode};

use super::run::{Done, over_documents, pipeline};
use super::table;
use crate::args::TagArgs;
use crate::output::Output;
use crate::report::Outcome;

pub(super) fn run(args: &TagArgs) -> anyhow::Result<Outcome> {
    let pipeline = pipeline(&args.input)?;
    if args.spacy {
        return spacy(args, &pipeline);
    }
    let header = columns();
    let mut writer = table::open(&args.table, &header, Profile::Plenipo)?;
    let outcome = over_documents(
        &args.input,
        || pipeline.worker(),
        |worker, input| {
            let tagged = worker.tag(input)?;
            let mut rows = EncodedRows::default();
            for row in tagged.mentions.iter().filter_map(|m| MentionRow::new(&tagged.doc, m)) {
                rows.push(&columns(), &row);
            }
            Ok(Done { rows: rows.len(), made: rows, errors: tagged.warning.into_iter().collect() })
        },
        |rows| rows.iter().try_for_each(|row| writer.write_cells(decode(row)?)),
    )?;
    writer.finish()?.finish()?;
    Ok(outcome)
}

/// One spaCy document a line.
fn spacy(args: &TagArgs, pipeline: &Pipeline) -> anyhow::Result<Outcome> {
    let mut output = Output::open(args.table.output.as_deref())?;
    let outcome = over_documents(
        &args.input,
        || pipeline.worker(),
        |worker, input| {
            let tagged = worker.tag(input)?;
            let json = document(&tagged.doc, &tagged.segmentation, &tagged.mentions);
            Ok(Done {
                rows: tagged.mentions.len(),
                made: json.to_string(),
                errors: tagged.warning.into_iter().collect(),
            })
        },
        |line| writeln!(output, "{line}"),
    )?;
    output.finish()?;
    Ok(outcome)
}
