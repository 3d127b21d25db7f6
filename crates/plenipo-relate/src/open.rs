//! [`sides`]: who stands at a node in no table: a name that is written as one, "the Wikimedia Foundation",
//! or a coalition.
//!
//! Such an actor has its words for a name, no country, and the sector of its last noun. It takes a slot that no
//! known actor fills, and only opposite a known one.

use plenipo_gazetteer::MentionKind;
use plenipo_syntax::{DepRel, Upos};
use plenipo_text::Span;

use crate::agents::Agents;
use crate::calendar::{month_of, weekday_of};
use crate::relation::Actor;
use crate::sides::Side;
use crate::tree::Tree;

/// The actors of no table at `node`, and those joined to it.
pub(crate) fn sides(tree: &Tree<'_>, agents: &Agents, node: usize) -> Vec<Side> {
    let joined = tree.by(node, &[DepRel::Conj]);
    core::iter::once(node).chain(joined).filter_map(|n| side(tree, agents, n)).collect()
}

fn side(tree: &Tree<'_>, agents: &Agents, node: usize) -> Option<Side> {
    let span = name_at(tree, node)?;
    let name = span.of(tree.text).to_owned();
    let key = name.to_lowercase().replace([' ', '\n', '\u{a0}'], "_");
    let actor = Actor {
        id: format!("X:{key}|"),
        name,
        kind: MentionKind::Organisation,
        office: None,
        country: None,
        sector: agents.sector(tree.lower(node)).map(str::to_owned),
        is_group: false,
        span,
    };
    Some(Side { node, actor, direct: true })
}

/// The words of a name that no table knows, without its article.
fn name_at(tree: &Tree<'_>, node: usize) -> Option<Span> {
    if tree.mention(node).is_some() || tree.upos(node) != Upos::Propn {
        return None;
    }
    let before = |n: &usize| {
        *n < node && matches!(tree.rel(*n), DepRel::Compound | DepRel::Amod | DepRel::NmodDesc)
    };
    let words = tree.children(node).filter(before).chain([node]);
    let behind = tree.by(node, &[DepRel::Flat]).filter(|&n| n > node);
    let words: Vec<usize> = words.chain(behind).collect();
    // "Turkish Airlines" is of Turkey: that is for the rules of known actors.
    if words.iter().any(|&n| tree.mention(n).is_some() || !is_capital(tree, n) || is_time(tree, n))
    {
        return None;
    }
    let (first, last) = (*words.first()?, *words.last()?);
    let span = tree.cover(first, extended(tree, last));
    (span.len() > 1).then_some(span)
}

/// The last word of a name that goes on: "European Centre *for Law and Justice*".
fn extended(tree: &Tree<'_>, last: usize) -> usize {
    let mut end = last;
    let mut at = last + 1;
    while at + 1 < tree.len() {
        let links = match tree.lower(at) {
            "of" | "for" => true,
            "and" => end > last,
            _ => is_capital(tree, at) && end > last,
        };
        let next = if is_capital(tree, at) { at } else { at + 1 };
        let named = tree.mention(next).is_some() || is_time(tree, next);
        if !links || named || !is_capital(tree, next) {
            break;
        }
        end = next;
        at = next + 1;
    }
    end
}

fn is_capital(tree: &Tree<'_>, node: usize) -> bool {
    tree.nodes[node].span.of(tree.text).starts_with(char::is_uppercase)
}

fn is_time(tree: &Tree<'_>, node: usize) -> bool {
    let word = tree.lower(node);
    weekday_of(word).is_some() || month_of(word, false).is_some()
}
