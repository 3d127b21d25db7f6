//! Who "I", "we" and "our" are: who speaks.

use plenipo_gazetteer::MentionKind;
use plenipo_syntax::DepRel;

use super::{Known, REACH, state_of};
use crate::agents::Agents;
use crate::relation::Actor;
use crate::sides::{Reading, sides};
use crate::tree::Tree;

/// "we": the state of who speaks, in a quotation or in a statement of a government.
pub(super) fn speakers_state(tree: &Tree<'_>, agents: &Agents, node: usize) -> Vec<Actor> {
    if let Some(subject) = speaking(tree, node) {
        return state_of_first(tree, agents, subject);
    }
    let context = tree.context;
    if is_quoted(tree) {
        // The quotation goes on from the sentence before.
        return context.speaker.iter().filter(|k| is_near(tree, k)).map(state_of).collect();
    }
    // A statement: "The United States condemns … We call on …".
    let state = |k: &&Known| k.actor.kind == MentionKind::Country && is_near(tree, k);
    let said = context.subject.iter().find(state).map(|k| k.actor.clone());
    said.or_else(|| author(tree).map(state_of)).into_iter().collect()
}

/// "I": who speaks, in a quotation or in a statement.
pub(super) fn speaker(tree: &Tree<'_>, agents: &Agents, node: usize) -> Vec<Actor> {
    let found = match speaking(tree, node) {
        Some(subject) if !says_of_self(tree, subject) => {
            sides(tree, agents, subject, Reading::Agents).into_iter().map(|s| s.actor).next()
        }
        Some(_) => None,
        None if is_quoted(tree) => {
            tree.context.speaker.as_ref().filter(|k| is_near(tree, k)).map(|k| k.actor.clone())
        }
        None => author(tree).map(|k| k.actor.clone()),
    };
    found.into_iter().filter(|a| a.kind == MentionKind::Person && !a.is_group).collect()
}

/// Whose statement the document is; what somebody said behind a colon ends after a while.
pub(super) fn author<'c>(tree: &Tree<'c>) -> Option<&'c Known> {
    const SAID: u32 = 12;
    let near = |k: &&Known| k.sentence < 2 || tree.sentence.saturating_sub(k.sentence) <= SAID;
    tree.context.author.as_ref().filter(near)
}

pub(super) fn is_near(tree: &Tree<'_>, known: &Known) -> bool {
    tree.sentence.saturating_sub(known.sentence) <= REACH
}

pub(super) fn is_quoted(tree: &Tree<'_>) -> bool {
    tree.nodes.iter().any(|n| matches!(n.lower.as_str(), "\"" | "“" | "”" | "''" | "``"))
}

/// The subject of the verb of speech that `node` is said with.
pub(super) fn speaking(tree: &Tree<'_>, node: usize) -> Option<usize> {
    let mut at = node;
    for _ in 0..12 {
        for child in tree.by(at, &[DepRel::Parataxis]) {
            let subject = tree.own_subject(child);
            if let Some(subject) = subject.filter(|_| crate::attribution::is_speech(tree, child)) {
                return Some(subject);
            }
        }
        let over = tree.head(at)?;
        let subject = tree.own_subject(over).filter(|&s| !tree.dominates(s, node) && s != node);
        if crate::attribution::is_speech(tree, over) && subject.is_some() {
            return subject;
        }
        at = over;
    }
    None
}

/// "We said", "Japan and we": that leads back to where it came from.
pub(super) fn says_of_self(tree: &Tree<'_>, subject: usize) -> bool {
    let first_person = |n: usize| {
        matches!(tree.lower(n), "i" | "we" | "our" | "us" | "my" | "me")
            && tree.mention(n).is_none()
    };
    (0..tree.len()).any(|n| first_person(n) && tree.dominates(subject, n))
}

pub(super) fn state_of_first(tree: &Tree<'_>, agents: &Agents, subject: usize) -> Vec<Actor> {
    if says_of_self(tree, subject) {
        return Vec::new();
    }
    let found = sides(tree, agents, subject, Reading::Agents);
    let Some(side) = found.into_iter().next() else { return Vec::new() };
    let known = tree.context.known(side.actor, tree.sentence);
    let mention = tree.mention(side.node);
    let country_name = mention.and_then(|m| m.country_name.clone()).or(known.country_name);
    vec![state_of(&Known { country_name, ..known })]
}
