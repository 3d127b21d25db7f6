//! How sure a row is.

use crate::codebook::Pos;
use crate::finder::Found;
use crate::relation::Modality;
use crate::status::Status;
use crate::tree::Tree;

/// Share of rows like this one that are right, from 0 to 1.
pub(crate) fn confidence(tree: &Tree<'_>, found: &Found<'_>, told: Status) -> f64 {
    let mut out: f64 = if found.frame.pos == Pos::Verb { 0.75 } else { 0.7 };
    if !found.direct {
        out -= 0.1;
    }
    let reference = |node| tree.mention(node).is_some_and(|m| m.via.is_reference());
    if reference(found.source.node) || reference(found.target.node) {
        out -= 0.1;
    }
    if told.modality == Modality::Hypothetical {
        out -= 0.1;
    }
    if tree.len() > 45 {
        out -= 0.05;
    }
    out
}
