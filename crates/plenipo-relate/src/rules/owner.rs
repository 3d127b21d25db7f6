//! Whose the object is: "condemned *Russia's* invasion", "denounced the attack *by Hamas*".

use plenipo_gazetteer::MentionKind;
use plenipo_syntax::DepRel;

use super::{fill, noun_owner};
use crate::frames::Slot;
use crate::tree::Tree;

/// Nouns whose "of" names who suffers: "the invasion of Ukraine".
const SUFFERED: [&str; 30] = [
    "attack",
    "invasion",
    "killing",
    "murder",
    "assassination",
    "bombing",
    "shelling",
    "massacre",
    "occupation",
    "annexation",
    "poisoning",
    "blockade",
    "siege",
    "seizure",
    "abduction",
    "kidnapping",
    "targeting",
    "bombardment",
    "destruction",
    "slaughter",
    "genocide",
    "execution",
    "arrest",
    "detention",
    "imprisonment",
    "expulsion",
    "deportation",
    "treatment",
    "takeover",
    "denial",
];

/// Whether "of" behind the noun `lemma` names who suffers.
pub(super) fn is_suffered(lemma: &str) -> bool {
    SUFFERED.contains(&lemma)
}

/// Whether a name before a noun says what that is about, not whose it is: "the *Iran* deal", but "the *Iranian*
/// offer", "the *UK* decision".
fn is_topic(tree: &Tree<'_>, node: usize) -> bool {
    tree.mention(node).is_some_and(|m| {
        m.kind == MentionKind::Country
            && !m.adjectival
            && !m.metonymy
            && m.span.of(tree.text).contains(char::is_lowercase)
    })
}

/// The owners of the object of `head`, or of what stands under its preposition.
pub(super) fn find(tree: &Tree<'_>, head: usize) -> Vec<usize> {
    let mut objects: Vec<usize> = fill(tree, head, &Slot::Object).iter().map(|f| f.node).collect();
    if objects.is_empty() {
        objects.extend(tree.by(head, &[DepRel::Obl, DepRel::Nmod]).filter(|&n| n > head));
    }
    let mut out = Vec::new();
    for object in objects {
        out.extend(noun_owner::possessor(tree, object));
        // "EU Syria sanctions": the first is the owner.
        out.extend(noun_owner::modifier(tree, object).first().filter(|&&n| !is_topic(tree, n)));
        // "an Israeli truce deal": the name may hang on the noun before.
        if out.is_empty() {
            for compound in tree.by(object, &[DepRel::Compound]) {
                out.extend(noun_owner::modifier(tree, compound).first());
            }
        }
        out.extend(tree.by(object, &[DepRel::Nmod, DepRel::OblAgent]).filter(|&n| {
            match tree.preposition(n).as_str() {
                "by" | "from" => true,
                "of" => !is_suffered(tree.lemma(object)),
                _ => false,
            }
        }));
        // "memos sent by Germany".
        for clause in tree.by(object, &[DepRel::Acl]).filter(|&c| c != head && tree.is_passive(c)) {
            out.extend(tree.by(clause, &[DepRel::OblAgent]));
        }
        if !out.is_empty() {
            break;
        }
    }
    out
}
