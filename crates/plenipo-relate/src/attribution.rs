//! Who says so: the subject of the verb of speech over an event, or behind "according to".

use plenipo_syntax::DepRel;

use crate::agents::Agents;
use crate::sides::{Reading, sides};
use crate::tree::Tree;

/// Verbs that report.
const SPEECH: [&str; 38] = [
    "say",
    "tell",
    "announce",
    "report",
    "state",
    "add",
    "write",
    "note",
    "claim",
    "declare",
    "explain",
    "stress",
    "believe",
    "think",
    "argue",
    "insist",
    "confirm",
    "reveal",
    "tweet",
    "assert",
    "maintain",
    "quote",
    "affirm",
    "emphasize",
    "emphasise",
    "reiterate",
    "underline",
    "underscore",
    "acknowledge",
    "allege",
    "suggest",
    "warn",
    "continue",
    "recall",
    "indicate",
    "estimate",
    "disclose",
    "post",
];

/// The speakers of the event at `head`, the nearest first, parted by `; `.
pub(crate) fn attribution(tree: &Tree<'_>, agents: &Agents, head: usize) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for (_, speaker) in speakers(tree, head) {
        add(tree, agents, speaker, &mut names);
    }
    (!names.is_empty()).then(|| names.join("; "))
}

/// The nodes of the verbs of speech over or beside the clause of `head` with those of their speakers, the nearest
/// first; for "according to" the node of who says so stands for both.
pub(crate) fn speakers(tree: &Tree<'_>, head: usize) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> =
        headline_speaker(tree, head).map(|s| (s, s)).into_iter().collect();
    let mut at = head;
    for _ in 0..12 {
        out.extend(speakers_beside(tree, at, head));
        let Some(over) = tree.head(at) else { break };
        let told = matches!(
            tree.rel(at),
            DepRel::Ccomp | DepRel::Parataxis | DepRel::Xcomp | DepRel::Advcl
        );
        if told
            && over != head
            && is_speech(tree, over)
            && let Some(speaker) = crate::rules::surface_subject(tree, over)
        {
            out.push((over, speaker));
        }
        at = over;
    }
    out
}

/// "Blinken: Iran must return to talks", "Iran must return to talks: Blinken".
fn headline_speaker(tree: &Tree<'_>, head: usize) -> Option<usize> {
    let named = |n: usize| tree.mention(n).is_some_and(|m| !m.adjectival);
    let last = tree.len().checked_sub(1)?;
    if last > 2 && tree.lower(1) == ":" && named(0) && head > 1 {
        return Some(0);
    }
    let colon = last > 2 && tree.lower(last - 1) == ":";
    (colon && named(last) && head < last - 1).then_some(last)
}

/// Speakers in a clause beside `at`: "…, the ministry said", "according to the ministry".
fn speakers_beside(tree: &Tree<'_>, at: usize, head: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for child in tree.children(at) {
        match tree.rel(child) {
            DepRel::Parataxis | DepRel::Ccomp
                if child != head
                    && is_speech(tree, child)
                    && (tree.rel(child) == DepRel::Parataxis || is_tag(tree, child)) =>
            {
                out.extend(tree.own_subject(child).map(|s| (child, s)));
            }
            DepRel::Obl | DepRel::Nmod | DepRel::Advcl
                if tree.preposition(child).starts_with("according") =>
            {
                out.push((child, child));
            }
            _ => {}
        }
    }
    out
}

/// Whether a clause of speech only says who speaks, behind what is said: "…," *Cerar said* during a debate.
fn is_tag(tree: &Tree<'_>, verb: usize) -> bool {
    let Some(subject) = tree.own_subject(verb).filter(|&s| s < verb) else { return false };
    let first = tree.children(subject).chain([subject]).min().unwrap_or(subject);
    let before = first.checked_sub(1).map_or("", |n| tree.lower(n));
    matches!(before, "," | "\"" | "”" | "''")
        && tree.child(verb, &[DepRel::Ccomp, DepRel::Xcomp]).is_none()
}

pub(crate) fn is_speech(tree: &Tree<'_>, node: usize) -> bool {
    SPEECH.contains(&tree.lemma(node))
}

fn add(tree: &Tree<'_>, agents: &Agents, speaker: usize, names: &mut Vec<String>) {
    let found = sides(tree, agents, speaker, Reading::Agents);
    let name = match found.first() {
        Some(side) if !side.actor.is_group => side.actor.name.clone(),
        Some(side) => side.actor.span.of(tree.text).to_owned(),
        None if tree.is_nominal(speaker) && agents.sector(tree.lemma(speaker)).is_some() => {
            tree.nodes[speaker].span.of(tree.text).to_owned()
        }
        None => return,
    };
    if !names.contains(&name) {
        names.push(name);
    }
}
