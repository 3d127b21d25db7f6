//! A participle is done by what it describes: "*Turkey*, condemning the attack, …", "*officials* visiting
//! Kyiv"; a passive one is done to it. "After meeting Modi, *Putin* left."

use plenipo_syntax::{DepRel, Xpos};

use super::Rule;
use crate::tree::Tree;

pub(super) const RULE: Rule = Rule {
    name: "participle",
    about: "what a participle describes, or the subject of the clause that it hangs on",
    find: |tree, head| {
        if tree.is_passive(head) {
            return Vec::new();
        }
        described(tree, head, 5).into_iter().collect()
    },
};

/// What the participle `head` describes.
pub(super) fn described(tree: &Tree<'_>, head: usize, depth: usize) -> Option<usize> {
    if !tree.is_verb(head) || tree.own_subject(head).is_some() {
        return None;
    }
    let over = tree.head(head)?;
    match tree.rel(head) {
        DepRel::Acl if matches!(tree.xpos(head), Xpos::Vbg | Xpos::Vbn) => {
            if is_document(tree, over) {
                return author(tree, over, depth);
            }
            // "its commitment to supporting Kyiv": by whose commitment it is.
            let named = tree.mention(over).is_some();
            if !named && tree.xpos(head) == Xpos::Vbg && has_preposition(tree, head) {
                return super::purpose::whose(tree, over, depth);
            }
            // "efforts aimed at", "without condemning": by the owner of the noun, not by the noun.
            Some(over)
        }
        // "thanked *Qatar* for mediating", "accused *Iran* of arming".
        DepRel::Advcl if tree.xpos(head) == Xpos::Vbg && is_charge(tree, head) => {
            tree.child(over, &[DepRel::Obj]).or_else(|| super::surface(tree, over, depth))
        }
        DepRel::Advcl if tree.xpos(head) != Xpos::Vbd && tree.xpos(head) != Xpos::Vbz => {
            super::surface(tree, over, depth)
        }
        DepRel::Ccomp if matches!(tree.xpos(head), Xpos::Vbg | Xpos::Vb) => {
            super::surface(tree, over, depth)
        }
        _ => None,
    }
}

/// Whether a gerund stands under a preposition: "support *for* arming", "plans *of* attacking".
fn has_preposition(tree: &Tree<'_>, head: usize) -> bool {
    tree.by(head, &[DepRel::Mark, DepRel::Case])
        .any(|m| matches!(tree.lower(m), "to" | "for" | "of" | "in" | "at" | "towards" | "toward"))
}

/// Whether `noun` is a text that says something.
pub(super) fn is_document(tree: &Tree<'_>, noun: usize) -> bool {
    DOCUMENT.contains(&tree.lemma(noun)) && tree.mention(noun).is_none()
}

/// Who makes a text says what it says: "*parliament* adopted a resolution condemning".
pub(super) fn author(tree: &Tree<'_>, text: usize, depth: usize) -> Option<usize> {
    let verb = tree.head(text).filter(|&v| tree.is_verb(v) && !tree.is_passive(v));
    let owner = super::noun_owner::possessor(tree, text).into_iter().next();
    let owner = owner.or_else(|| super::noun_owner::modifier(tree, text).first().copied());
    owner.or_else(|| verb.and_then(|v| super::surface(tree, v, depth)))
}

/// Nouns for a text that says something.
const DOCUMENT: [&str; 16] = [
    "resolution",
    "statement",
    "letter",
    "law",
    "bill",
    "declaration",
    "motion",
    "speech",
    "report",
    "note",
    "message",
    "tweet",
    "communique",
    "communiqué",
    "post",
    "decree",
];

/// Whether a gerund under "for", "of" or "from" says what the object of the verb over it does.
fn is_charge(tree: &Tree<'_>, head: usize) -> bool {
    tree.by(head, &[DepRel::Mark, DepRel::Case])
        .any(|m| matches!(tree.lower(m), "for" | "of" | "from" | "into" | "against"))
}
