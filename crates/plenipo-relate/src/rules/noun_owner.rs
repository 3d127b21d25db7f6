//! Whose an event noun is: "*Japan's* visit", "the *Russian* invasion", "*US-Japan* talks".

use plenipo_syntax::DepRel;

use crate::tree::Tree;

/// Owners with "'s", and possessive pronouns that are known.
pub(super) fn possessor(tree: &Tree<'_>, head: usize) -> Vec<usize> {
    tree.by(head, &[DepRel::NmodPoss]).collect()
}

/// Names and demonyms right before the noun.
pub(super) fn modifier(tree: &Tree<'_>, head: usize) -> Vec<usize> {
    let before = [DepRel::Amod, DepRel::Compound, DepRel::NmodDesc, DepRel::Nmod];
    let named =
        |n: &usize| *n < head && tree.mention(*n).is_some() && tree.preposition(*n).is_empty();
    let mut out: Vec<usize> = tree.by(head, &before).filter(named).collect();
    // "US-Japan": one name may hang on the other.
    let joined = [DepRel::Amod, DepRel::Compound, DepRel::Flat, DepRel::NmodDesc, DepRel::Nmod];
    for name in out.clone() {
        out.extend(tree.by(name, &joined).filter(named));
    }
    out.sort_unstable();
    out
}
