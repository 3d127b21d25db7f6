//! Verbs that are joined share their subject: "*Israel* denied it and accused Hamas".

use plenipo_syntax::{DepRel, Xpos};

use super::Rule;
use crate::tree::Tree;

pub(super) const RULE: Rule = Rule {
    name: "shared-subject",
    about: "the subject of the verb that this one is joined to",
    find: |tree, head| {
        if tree.is_verb(head) && tree.is_passive(head) {
            return passive_agent_of_first(tree, head);
        }
        of(tree, head, 5).into_iter().collect()
    },
};

/// The subject that `head` shares with the verb before it.
pub(super) fn of(tree: &Tree<'_>, head: usize, depth: usize) -> Option<usize> {
    if tree.rel(head) != DepRel::Conj {
        return None;
    }
    let first =
        nearest_joined(tree, head).or_else(|| told_with(tree, head)).or_else(|| tree.head(head))?;
    if !tree.is_verb(head) || !tree.is_verb(first) && tree.own_subject(first).is_none() {
        return None;
    }
    if is_other_form(tree, first, head) {
        return None;
    }
    super::surface(tree, first, depth)
}

/// "said China and Russia welcome the talks and *appreciate* the efforts": a present tense joined to a verb of speech in
/// the past goes on with what is said.
fn told_with(tree: &Tree<'_>, head: usize) -> Option<usize> {
    let present = |n: usize| matches!(tree.xpos(n), Xpos::Vbp | Xpos::Vbz);
    let said = tree.head(head)?;
    let past = tree.xpos(said) == Xpos::Vbd && crate::attribution::is_speech(tree, said);
    if !past || !present(head) {
        return None;
    }
    tree.by(said, &[DepRel::Ccomp]).filter(|&n| n > said && n < head && present(n)).last()
}

/// "said China and Russia *welcome and support*": verbs of one form on both sides of "and" are joined, whatever the parse
/// joins the second to.
fn nearest_joined(tree: &Tree<'_>, head: usize) -> Option<usize> {
    let and = head.checked_sub(1).filter(|&n| matches!(tree.lower(n), "and" | "or"))?;
    let before = and.checked_sub(1)?;
    let same = tree.is_verb(before) && tree.xpos(before) == tree.xpos(head);
    (same && tree.head(head) != Some(before)).then_some(before)
}

/// "which the two rivals lack, and stressing that": a bare participle is joined to another one, not to a finite verb
/// with a comma between, whatever the parse says.
fn is_other_form(tree: &Tree<'_>, first: usize, head: usize) -> bool {
    let aux = |verb: usize| tree.child(verb, &[DepRel::Aux]).is_some();
    let bare = tree.xpos(head) == Xpos::Vbg && !aux(head);
    let finite = matches!(tree.xpos(first), Xpos::Vbz | Xpos::Vbp | Xpos::Vbd)
        || tree.xpos(first) == Xpos::Vb && aux(first);
    bare && finite && (first..head).any(|n| tree.lower(n) == ",")
}

/// "was attacked and bombed by": the agent of the verb behind.
fn passive_agent_of_first(tree: &Tree<'_>, head: usize) -> Vec<usize> {
    let Some(first) = tree.head(head).filter(|_| tree.rel(head) == DepRel::Conj) else {
        return Vec::new();
    };
    tree.by(first, &[DepRel::OblAgent]).collect()
}
