//! The subject of an active verb: "*Japan* condemned the launch".

use plenipo_gazetteer::MentionKind;
use plenipo_syntax::{DepRel, Upos, Xpos};

use super::Rule;
use crate::tree::Tree;

pub(super) const RULE: Rule = Rule {
    name: "subject",
    about: "the subject of an active verb, or of a noun after \"is\"",
    find: |tree, head| {
        if tree.is_verb(head) && tree.is_passive(head) {
            return Vec::new();
        }
        let Some(first) = own(tree, head) else { return Vec::new() };
        let subjects: Vec<usize> = tree.by(head, &[DepRel::Nsubj]).collect();
        // "old foes *France* and *Germany* agreed": the names say who it is.
        let names = |n: usize| {
            let mut behind = tree.by(n, &[DepRel::Flat]);
            tree.mention(n).is_some() || behind.any(|f| tree.mention(f).is_some())
        };
        if subjects.len() > 1 && !names(first) && subjects.iter().any(|&n| names(n)) {
            return subjects.into_iter().filter(|&n| names(n)).collect();
        }
        let mut out = vec![first];
        // "Egypt, Jordan and the Emirates cut ties": a parse that takes the last of a list for one more subject.
        if names(first) {
            out.extend(subjects.into_iter().filter(|&n| n > first && n < head && names(n)));
        }
        out
    },
};

/// The subject that hangs on `head` itself; else the name right before a finite verb, which a parse may have
/// hung on something else: "after *Blinken* huddled with", "in Geneva, *Xi* expressed".
pub(super) fn own(tree: &Tree<'_>, head: usize) -> Option<usize> {
    tree.own_subject(head)
        .or_else(|| right_before(tree, head))
        .or_else(|| tree.dated_subject(head))
        .or_else(|| tree.stranded_subject(head))
        .map(|subject| first_joined(tree, subject, head))
}

/// The first of names that are joined, where a parse hung only the last before a verb: "said *China* and Russia welcome".
fn first_joined(tree: &Tree<'_>, subject: usize, head: usize) -> usize {
    let mut at = subject;
    while tree.rel(at) == DepRel::Conj {
        match tree.head(at) {
            Some(first) if first < at && tree.mention(first).is_some() && at < head => at = first,
            _ => break,
        }
    }
    at
}

fn right_before(tree: &Tree<'_>, head: usize) -> Option<usize> {
    let mut at = head.checked_sub(1)?;
    let finite = match tree.xpos(head) {
        Xpos::Vbd | Xpos::Vbz | Xpos::Vbp => true,
        // A past tense that looks like a participle.
        Xpos::Vbn => {
            let after =
                matches!(tree.preposition(at).as_str(), "after" | "before" | "since" | "as");
            after && tree.rel(head) == DepRel::Advcl
        }
        _ => false,
    };
    if !finite || !tree.is_verb(head) {
        return None;
    }
    while matches!(tree.upos(at), Upos::Adv | Upos::Aux) && tree.head(at) == Some(head) {
        at = at.checked_sub(1)?;
    }
    let actor = tree.mention(at).is_some_and(|m| !m.adjectival && m.kind != MentionKind::Place);
    let hung = matches!(
        tree.rel(at),
        DepRel::Obl
            | DepRel::Nmod
            | DepRel::Appos
            | DepRel::OblUnmarked
            | DepRel::Aux
            | DepRel::Compound
            | DepRel::Iobj
            | DepRel::Conj
    ) || tree.rel(at) == DepRel::Obj
        && tree.head(at) != Some(head)
        && tree.head(at).is_some_and(|h| h < at);
    // "talks with Iran continued": what the name belongs to is the subject.
    let inside =
        tree.head(at).is_some_and(|h| h < at && tree.is_nominal(h) && tree.rel(at) == DepRel::Nmod);
    (actor && hung && !inside).then_some(at)
}
