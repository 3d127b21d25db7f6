//! Noun phrases that may name somebody: the candidates of the role model.

use plenipo_syntax::{DepRel, Upos};
use plenipo_text::Span;

use crate::calendar::{month_of, weekday_of};
use crate::tree::Tree;

/// The nodes that head a noun phrase, in the order of the sentence.
pub(crate) fn heads(tree: &Tree<'_>) -> Vec<usize> {
    (0..tree.len()).filter(|&n| is_head(tree, n)).collect()
}

fn is_head(tree: &Tree<'_>, node: usize) -> bool {
    let named = tree.mention(node).is_some();
    let nominal = matches!(tree.upos(node), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num);
    let inside = matches!(
        tree.rel(node),
        DepRel::Flat | DepRel::Fixed | DepRel::Goeswith | DepRel::Nummod | DepRel::Det
    );
    let word = tree.lower(node).starts_with(char::is_alphanumeric);
    // "a *car* bomb" is part of its head, "*Turkish* officials" a name of its own.
    let describes = matches!(tree.rel(node), DepRel::Compound | DepRel::Amod | DepRel::NmodDesc);
    word && !inside && !is_time(tree, node) && (named || nominal && !describes)
}

/// A day or month is nobody.
fn is_time(tree: &Tree<'_>, node: usize) -> bool {
    let word = tree.lower(node);
    let in_name = tree.mention(node).is_some();
    !in_name && (weekday_of(word).is_some() || month_of(word, false).is_some())
}

/// The words of the phrase that `node` heads: what describes it before and "of …" behind, without clauses,
/// appositions and what is joined to it.
pub(crate) fn span(tree: &Tree<'_>, node: usize) -> Span {
    spread(tree, node, 4)
}

fn spread(tree: &Tree<'_>, node: usize, depth: usize) -> Span {
    let mut out = tree.nodes[node].span;
    if depth == 0 {
        return out;
    }
    for child in tree.children(node) {
        let inner = match tree.rel(child) {
            DepRel::Det
            | DepRel::Amod
            | DepRel::Compound
            | DepRel::Nummod
            | DepRel::NmodPoss
            | DepRel::NmodDesc
            | DepRel::Flat => true,
            DepRel::Nmod => child > node && tree.preposition(child) == "of",
            DepRel::Case => child > node && tree.lower(child).ends_with(['s', '\'', '’']),
            _ => false,
        };
        if inner {
            let from = if child > node { case_of(tree, child) } else { None };
            out = out.cover(spread(tree, child, depth - 1));
            if let Some(from) = from {
                out = out.cover(tree.nodes[from].span);
            }
        }
    }
    out
}

fn case_of(tree: &Tree<'_>, node: usize) -> Option<usize> {
    tree.child(node, &[DepRel::Case])
}
