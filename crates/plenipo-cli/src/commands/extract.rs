//! `plenipo extract`: the table of relations.

use plenipo::profiles::Profile;
use plenipo::relation_table::{RelationTable, Restatements, Rows};

use super::codebook;
use super::run::{Done, over_documents, pipeline};
use super::table;
use crate::args::{ExtractArgs, ProfileArg};
use crate::report::Outcome;

/// The confidence below which rows are left out: few are, and most of them wrong (`data/codebook/MODEL_CARD.md`).
const SURE: f64 = 0.5;

/// The same where models guess, whose rows are right in one case of three.
const GUESSED: f64 = 0.3;

pub(super) fn run(args: &ExtractArgs) -> anyhow::Result<Outcome> {
    let pipeline = pipeline(&args.input)?.with_codebook(codebook::read(&args.codebook)?);
    let pipeline = pipeline.open_actors(!args.known_actors).guess(args.guess);
    let least = args.min_confidence.unwrap_or(if args.guess { GUESSED } else { SURE });
    let profile = profile(args.profile);
    let restatements = if args.one_a_day { Restatements::Merge } else { Restatements::Keep };
    let columns = profile.columns(restatements);
    // Made at once: a place that cannot be written should not cost the run.
    let writer = table::open(&args.table, &columns, profile)?;
    let mut waiting = RelationTable::new();
    let outcome = over_documents(
        &args.input,
        || pipeline.worker(),
        |worker, input| {
            let (tagged, mut relations) = worker.extract(input)?;
            relations.retain(|r| profile.has(r) && r.confidence >= least);
            let rows = Rows::new(&profile.columns(restatements), &tagged, &relations);
            Ok(Done { rows: rows.len(), made: rows, errors: tagged.warning.into_iter().collect() })
        },
        |rows| waiting.push(&rows),
    )?;
    waiting.write_rows(writer, restatements)?.finish()?;
    Ok(outcome)
}

fn profile(arg: ProfileArg) -> Profile {
    match arg {
        ProfileArg::Plenipo => Profile::Plenipo,
        ProfileArg::Icews => Profile::Icews,
        ProfileArg::Gdelt => Profile::Gdelt,
        ProfileArg::Polecat => Profile::Polecat,
        ProfileArg::Phoenix => Profile::Phoenix,
    }
}
