//! `plenipo evaluate`: scores against documents that people have coded.

use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::anyhow;
use plenipo::evaluate::{Evaluation, Gold, Scores, reliability};

use super::run::{Done, over_documents, pipeline};
use crate::args::EvaluateArgs;
use crate::output::Output;
use crate::report::Outcome;

pub(super) fn run(args: &EvaluateArgs) -> anyhow::Result<Outcome> {
    let gold = Gold::read(&args.gold).map_err(|e| anyhow!("{e}"))?;
    let mut output = Output::open(args.output.as_deref())?;
    let pipeline = pipeline(&args.input)?;
    let evaluation = Evaluation::new(&gold, &pipeline);
    let mut all = Scores::default();
    let mut documents = 0;
    let outcome = over_documents(
        &args.input,
        || evaluation.worker(),
        |worker, input| {
            let scores = worker.score(input)?;
            Ok(Done { rows: usize::from(scores.is_some()), made: scores, errors: Vec::new() })
        },
        |scores| {
            documents += usize::from(scores.is_some());
            if let Some(scores) = scores {
                all.add(scores);
            }
            Ok(())
        },
    )?;
    let is_page = args.output.as_ref().is_some_and(|p| p.extension().is_some_and(|e| e == "html"));
    let text = if is_page { all.to_html() } else { table(&all, documents, gold.ids().count()) };
    output.write_all(text.as_bytes())?;
    output.finish()?;
    Ok(outcome)
}

/// The scores as a table for a terminal.
fn table(scores: &Scores, documents: usize, wanted: usize) -> String {
    let mut out = format!("{documents} of {wanted} documents of the gold\n");
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{:<26}{:>10}{:>8}{:>8}{:>8}", "", "precision", "recall", "F1", "n");
    for (name, counts) in scores.stages().into_iter().filter(|(_, c)| !c.is_empty()) {
        let (p, r, f) = (counts.precision(), counts.recall(), counts.f1());
        let n = counts.found + counts.missed;
        let _ = writeln!(out, "{name:<26}{p:>10.3}{r:>8.3}{f:>8.3}{n:>8}");
    }
    let bins = reliability(&scores.judged);
    if !bins.is_empty() {
        let _ = writeln!(
            out,
            "{:<26}{:>10}{:>8}{:>8}",
            "confidence from", "predicted", "right", "rows"
        );
    }
    for bin in bins {
        let (from, predicted, right) = (bin.from, bin.predicted, bin.observed);
        let _ = writeln!(out, "{from:<26.1}{predicted:>10.3}{right:>8.3}{:>8}", bin.rows);
    }
    out
}
