//! How sure a row is: a logistic model over a few traits of the row, fitted on coded articles.
//!
//! The weights are data (`data/codebook/confidence.tsv`), fitted by a committed command and tested across
//! documents; `data/codebook/MODEL_CARD.md` says how well the figures hold.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::codebook::{first, rows};
use crate::error::Error;
use crate::relation::{Modality, Relation};

/// Words of a sentence beyond which parsers err more.
const LONG: usize = 38;

/// Bytes between the two sides beyond which they are far apart.
const FAR: u32 = 100;

/// Traits of the row `relation`, whose sentence has `words` tokens and whose event the document tells
/// `tellings` times; names as in `data/codebook/confidence.tsv`. The first is that of every row.
pub fn traits(relation: &Relation, words: usize, tellings: usize) -> Vec<&'static str> {
    let mut out = vec!["bias"];
    let mut parts = relation.rule.split('+');
    let table = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    let has = |name: &str| rest.contains(&name);
    let mut add = |name: &'static str, holds: bool| {
        if holds {
            out.push(name);
        }
    };
    add("noun", table.starts_with("nouns"));
    add("claim", table.starts_with("claims"));
    if table.starts_with("model") {
        return vec!["bias", "model"];
    }
    add("surface", table.starts_with("surface"));
    add("equals", rest.iter().any(|r| r.starts_with("equal")));
    add("reference", has("reference"));
    add("belonging", has("belonging"));
    let plain = ["subject", "passive-agent", "possessor", "speaker", "between", "equals"];
    let by = rest.first().copied().unwrap_or_default();
    add("indirect-source", !table.starts_with("surface") && !plain.contains(&by));
    let to = rest.get(1).copied().unwrap_or_default();
    add("indirect-target", matches!(to, "owner" | "clause" | "inner" | "modifier" | "reach"));
    add("changed", ["refused", "threatened", "announced", "ended"].iter().any(|c| has(c)));
    add("hypothetical", relation.modality == Modality::Hypothetical);
    add("negated", relation.negated);
    add("long", words > LONG);
    let (a, b) = (relation.source.span, relation.target.span);
    let between = a.start().max(b.start()).saturating_sub(a.end().min(b.end()));
    add("far", between > FAR);
    let state = relation.source.country.is_some() && relation.target.country.is_some();
    add("no-state", !state);
    add("told-again", tellings > 1);
    add("material", matches!(relation.quad.as_deref(), Some("Q2" | "Q4")));
    out
}

/// Weights by trait.
static WEIGHTS: LazyLock<HashMap<&'static str, f64>> = LazyLock::new(|| {
    let file = "data/codebook/confidence.tsv";
    let text = include_str!("../../../data/codebook/confidence.tsv");
    read(file, text).expect("the stock table is read by a test")
});

fn read(file: &'static str, text: &'static str) -> Result<HashMap<&'static str, f64>, Error> {
    let mut out = HashMap::new();
    for (line, cells) in rows(text) {
        let [name, weight] = first(file, line, &cells)?;
        let weight = weight
            .parse()
            .map_err(|_| Error::new(file, line, 2, format!("{weight:?} is no number")))?;
        if out.insert(name, weight).is_some() {
            return Err(Error::new(file, line, 1, format!("{name} is there twice")));
        }
    }
    Ok(out)
}

/// Share of rows with these traits that are right, from 0 to 1.
pub(crate) fn confidence(traits: &[&str]) -> f64 {
    let sum: f64 = traits.iter().filter_map(|t| WEIGHTS.get(t)).sum();
    1.0 / (1.0 + (-sum).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stock_table_is_whole() {
        assert!(WEIGHTS.contains_key("bias"));
        let sure = confidence(&["bias"]);
        assert!((0.5..1.0).contains(&sure), "{sure}");
        assert!(confidence(&["bias", "surface", "long"]) < sure);
    }

    #[test]
    fn a_broken_weight_is_named() {
        let error = read("c.tsv", "trait\tweight\nbias\tmuch").unwrap_err();
        assert_eq!(error.to_string(), "c.tsv:2:2: \"much\" is no number");
    }
}
