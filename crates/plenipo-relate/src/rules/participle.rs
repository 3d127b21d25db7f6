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
            // "adopted a resolution condemning": who makes a text says what it says.
            if DOCUMENT.contains(&tree.lemma(over)) && tree.mention(over).is_none() {
                let verb = tree.head(over).filter(|&v| tree.is_verb(v) && !tree.is_passive(v));
                let owner = super::noun_owner::possessor(tree, over).into_iter().next();
                let owner =
                    owner.or_else(|| super::noun_owner::modifier(tree, over).first().copied());
                return owner.or_else(|| verb.and_then(|v| super::surface(tree, v, depth)));
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
