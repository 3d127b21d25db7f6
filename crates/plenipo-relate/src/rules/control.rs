//! An infinitive without a subject of its own takes it from the verb over it: "*Japan* agreed to help",
//! "urged *NATO* to help", "called on *NATO* to help".

use plenipo_syntax::{DepRel, Upos};

use super::Rule;
use crate::tree::Tree;

pub(super) const RULE: Rule = Rule {
    name: "control",
    about: "the subject or object of the verb over an infinitive",
    find: |tree, head| {
        if tree.is_verb(head) && tree.is_passive(head) {
            return Vec::new();
        }
        controller(tree, head, 5).into_iter().collect()
    },
};

/// Verbs whose infinitive is done by their subject although they have an object.
const SUBJECT_CONTROL: [&str; 8] =
    ["promise", "use", "take", "threaten", "vow", "pledge", "visit", "meet"];

/// Verbs that ask somebody under a preposition: "call on X to".
const ASKING: [(&str, &[&str]); 8] = [
    ("call", &["on", "upon", "for"]),
    ("appeal", &["to"]),
    ("plead", &["with"]),
    ("wait", &["for"]),
    ("press", &["for"]),
    ("push", &["for"]),
    ("rely", &["on"]),
    ("prevail", &["on", "upon"]),
];

/// Who does the infinitive `head`, as the verb over it says.
pub(super) fn controller(tree: &Tree<'_>, head: usize, depth: usize) -> Option<usize> {
    let over = tree.head(head)?;
    let infinitive = tree.is_to_infinitive(head);
    let controlled = match tree.rel(head) {
        DepRel::Xcomp => true,
        DepRel::Advcl | DepRel::Ccomp => infinitive && asked(tree, over).is_some(),
        _ => false,
    };
    if !controlled {
        return None;
    }
    if let Some(asked) = asked(tree, over) {
        return Some(asked);
    }
    let object = tree.child(over, &[DepRel::Obj, DepRel::Iobj]).filter(|&o| o < head);
    let by_subject = SUBJECT_CONTROL.contains(&tree.lemma(over));
    match object {
        Some(object) if !by_subject => Some(object),
        _ => super::surface(tree, over, depth),
    }
}

/// Whom `verb` asks, under a preposition.
fn asked(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let (_, prepositions) = ASKING.iter().find(|a| a.0 == tree.lemma(verb))?;
    let mut under = tree.by(verb, &[DepRel::Obl, DepRel::Nmod]);
    under.find(|&n| prepositions.contains(&tree.preposition(n).as_str()))
}

/// The subject of the clause that is the complement of `head`.
pub(super) fn clause_subject(tree: &Tree<'_>, head: usize) -> Vec<usize> {
    clauses_of(tree, head).into_iter().filter_map(|c| tree.own_subject(c)).collect()
}

/// The clauses that say what the verb or noun at `head` is about.
pub(super) fn clauses_of(tree: &Tree<'_>, head: usize) -> Vec<usize> {
    let noun = tree.upos(head) == Upos::Noun;
    let marked = |c: usize| tree.by(c, &[DepRel::Mark]).any(|m| tree.lower(m) == "that");
    // "its demand *that Mali leave*" hangs on the noun as a clause of it.
    let said =
        |&c: &usize| noun && matches!(tree.rel(c), DepRel::Acl | DepRel::AclRelcl) && marked(c);
    let own = |&c: &usize| matches!(tree.rel(c), DepRel::Ccomp | DepRel::Xcomp) || said(&c);
    let mut out: Vec<usize> = tree.children(head).filter(own).collect();
    // "claims made by Russia *that Ukraine bombed*": on the participle that says whose they are.
    if noun {
        for made in tree.by(head, &[DepRel::Acl]) {
            if super::complement::MADE.contains(&tree.lower(made)) {
                out.extend(tree.children(made).filter(|&c| c > made && marked(c)));
            }
        }
    }
    out.retain(|&c| matches!(tree.upos(c), Upos::Verb | Upos::Adj | Upos::Noun | Upos::Aux));
    out
}

/// Whom the infinitive under `head` is about: "threatened to turn *Seoul* into"; of a condition its subject: "warned of
/// consequences if *Finland* joined".
pub(super) fn inner(tree: &Tree<'_>, head: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut clauses: Vec<usize> =
        tree.by(head, &[DepRel::Xcomp, DepRel::Ccomp, DepRel::Advcl]).collect();
    // "donated kits *to help Mali*": the infinitive may hang on the object.
    for object in tree.by(head, &[DepRel::Obj]) {
        clauses.extend(tree.by(object, &[DepRel::Acl]));
        for part in tree.by(object, &[DepRel::Nmod, DepRel::Conj]) {
            clauses.extend(tree.by(part, &[DepRel::Acl]));
        }
    }
    for clause in clauses {
        if tree.is_to_infinitive(clause) {
            let acted_on: Vec<usize> = tree.by(clause, &[DepRel::Obj, DepRel::Iobj]).collect();
            // "to help *Kyiv* against Moscow".
            if acted_on.is_empty() {
                out.extend(tree.by(clause, &[DepRel::Obl]).filter(|&n| {
                    matches!(
                        tree.preposition(n).as_str(),
                        "with" | "to" | "on" | "against" | "from"
                    )
                }));
            }
            out.extend(acted_on);
        } else if tree.by(clause, &[DepRel::Mark]).any(|m| matches!(tree.lower(m), "if" | "unless"))
        {
            out.extend(tree.own_subject(clause));
        }
    }
    out
}
