//! Fits the confidence of rows to coded articles and says how well it holds on articles left out.
//!
//! ```text
//! cargo run --release -p plenipo --example fit_confidence -- OUT.tsv REPORT.md GOLD INPUT [GOLD INPUT]...
//! ```
//!
//! Each `GOLD` is a folder as `plenipo evaluate` reads it, `INPUT` the folder of its raw articles. A logistic
//! model over the traits of a row, with a penalty on the weights; the reliability table is of rows whose
//! document was left out when their confidence was fitted (one fold a document).

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use plenipo::Pipeline;
use plenipo::evaluate::{Evaluation, Gold, Judged, reliability};
use plenipo::input::{Documents, Sources};

/// Weight of the squares of the weights, of rows; the bias is free.
const PENALTY: f64 = 2.0;

/// Rounds of Newton's method; it settles in a few.
const ROUNDS: usize = 40;

type Failure = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [out, page, sets @ ..] = args.as_slice() else {
        return Err("OUT.tsv REPORT.md GOLD INPUT …".into());
    };
    // Rows of the models too, so that their confidence is fitted.
    let pipeline = Pipeline::stock()?.guess(true);
    let mut rows = Vec::new();
    for pair in sets.chunks(2) {
        let [gold, input] = pair else { return Err("each GOLD needs its INPUT".into()) };
        rows.extend(judged(&pipeline, gold, input)?);
    }
    let names = names(&rows);
    let mut held_out = rows.clone();
    let mut documents: Vec<&str> = rows.iter().map(|r| r.document.as_str()).collect();
    documents.dedup();
    for document in documents {
        let others: Vec<&Judged> = rows.iter().filter(|r| r.document != document).collect();
        let weights = fit(&others, &names);
        for row in held_out.iter_mut().filter(|r| r.document == document) {
            row.confidence = predict(&weights, &encode(row, &names));
        }
    }
    fs::write(page, report(&held_out)?)?;
    let weights = fit(&rows.iter().collect::<Vec<_>>(), &names);
    fs::write(out, table(&names, &weights))?;
    Ok(())
}

/// The rows of the articles in a folder, held against their gold.
fn judged(pipeline: &Pipeline, gold: &str, input: &str) -> Result<Vec<Judged>, Failure> {
    let gold = Gold::read(Path::new(gold)).map_err(|e| e.to_string())?;
    let evaluation = Evaluation::new(&gold, pipeline);
    let mut worker = evaluation.worker();
    let mut out = Vec::new();
    let sources = Sources::list(&[Path::new(input).to_owned()], &Documents::EXTENSIONS);
    for document in Documents::new(sources) {
        let document = document.map_err(|e| e.to_string())?;
        if let Some(scores) = worker.score(document).map_err(|e| e.to_string())? {
            out.extend(scores.judged);
        }
    }
    Ok(out)
}

/// The traits of all rows, sorted; the one of every row first.
fn names(rows: &[Judged]) -> Vec<&'static str> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for name in rows.iter().flat_map(|r| r.traits.iter().copied()) {
        *counts.entry(name).or_default() += 1;
    }
    let mut out = vec!["bias"];
    out.extend(counts.into_keys().filter(|n| *n != "bias"));
    out
}

fn encode(row: &Judged, names: &[&str]) -> Vec<f64> {
    names.iter().map(|n| if row.traits.contains(n) { 1.0 } else { 0.0 }).collect()
}

fn predict(weights: &[f64], x: &[f64]) -> f64 {
    let sum: f64 = weights.iter().zip(x).map(|(w, x)| w * x).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// Weights by Newton's method.
fn fit(rows: &[&Judged], names: &[&str]) -> Vec<f64> {
    let size = names.len();
    let mut weights = vec![0.0; size];
    let data: Vec<(Vec<f64>, f64)> =
        rows.iter().map(|r| (encode(r, names), f64::from(u8::from(r.is_right)))).collect();
    for _ in 0..ROUNDS {
        let mut gradient = vec![0.0; size];
        let mut curvature = vec![vec![0.0; size]; size];
        for (x, y) in &data {
            let p = predict(&weights, x);
            for i in (0..size).filter(|&i| x[i] > 0.0) {
                gradient[i] += (y - p) * x[i];
                for (j, cell) in curvature[i].iter_mut().enumerate() {
                    *cell += p * (1.0 - p) * x[i] * x[j];
                }
            }
        }
        for i in 0..size {
            let penalty = if i == 0 { 1e-6 } else { PENALTY };
            gradient[i] -= penalty * weights[i];
            curvature[i][i] += penalty;
        }
        for (weight, step) in weights.iter_mut().zip(solve(curvature, gradient)) {
            *weight += step;
        }
    }
    weights
}

/// Solves a system of equations whose matrix is positive definite, by elimination.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for pivot in 0..size {
        let above = matrix[pivot].clone();
        for row in pivot + 1..size {
            let factor = matrix[row][pivot] / above[pivot];
            for (cell, over) in matrix[row].iter_mut().zip(&above) {
                *cell -= factor * over;
            }
            right[row] -= factor * right[pivot];
        }
    }
    for row in (0..size).rev() {
        for column in row + 1..size {
            right[row] -= matrix[row][column] * right[column];
        }
        right[row] /= matrix[row][row];
    }
    right
}

/// How well the confidence of rows holds whose document was left out.
fn report(rows: &[Judged]) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    let right = rows.iter().filter(|r| r.is_right).count();
    writeln!(out, "{} rows, {right} right\n", rows.len())?;
    writeln!(out, "| from | predicted | observed | rows |\n|---|---|---|---|")?;
    for bin in reliability(rows) {
        let (from, predicted, observed) = (bin.from, bin.predicted, bin.observed);
        writeln!(out, "| {from:.1} | {predicted:.3} | {observed:.3} | {} |", bin.rows)?;
    }
    let off = |r: &Judged| (r.confidence - f64::from(u8::from(r.is_right))).powi(2);
    let brier = rows.iter().map(off).sum::<f64>() / rows.len() as f64;
    writeln!(out, "\nBrier score {brier:.4}\n")?;
    writeln!(out, "| rows from | rows | right | kept of the right ones |\n|---|---|---|---|")?;
    for threshold in [0.0, 0.5, 0.6, 0.7, 0.8, 0.9] {
        let kept: Vec<&Judged> = rows.iter().filter(|r| r.confidence >= threshold).collect();
        let good = kept.iter().filter(|r| r.is_right).count();
        let (precision, share) =
            (good as f64 / kept.len().max(1) as f64, good as f64 / right.max(1) as f64);
        writeln!(out, "| {threshold:.1} | {} | {precision:.3} | {share:.3} |", kept.len())?;
    }
    Ok(out)
}

/// The table of weights.
fn table(names: &[&str], weights: &[f64]) -> String {
    let mut out = String::from("trait\tweight\torigin\tlicence\n");
    let mut lines: Vec<String> = names
        .iter()
        .zip(weights)
        .map(|(name, weight)| format!("{name}\t{weight:.3}\town\tCC0-1.0\n"))
        .collect();
    lines.sort();
    out.extend(lines);
    out
}
