//! What a speaker says of somebody: "*Kenya* must open its border, *Abiy* said", "*Merkel* said that *Russia* was
//! responsible", "*Tehran* said the *U.S.* move was illegal".
//!
//! To say that somebody must do something asks them to; to say that they are guilty accuses them. The verb of
//! speech carries the event, so that its tense and its negation count; what the clause says is denied where
//! the clause is.

use plenipo_syntax::{DepRel, Upos};

use crate::tree::Tree;

/// A predicate that may make a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Predicate {
    /// The word that the table of claims knows: an auxiliary, an adjective, a noun.
    pub(crate) word: usize,
    /// The head of its clause.
    pub(crate) clause: usize,
    /// Whether it says what is to be done.
    pub(crate) is_duty: bool,
}

/// The claim whose word is at `node`, if it is built as one.
pub(crate) fn predicate(tree: &Tree<'_>, node: usize) -> Option<Predicate> {
    let duty = |clause| Predicate { word: node, clause, is_duty: true };
    match tree.rel(node) {
        // "must withdraw"; "must have known" only guesses.
        DepRel::Aux => {
            let clause = tree.head(node)?;
            let guessed = tree.by(clause, &[DepRel::Aux]).any(|a| tree.lemma(a) == "have");
            let open = tree.child(clause, &[DepRel::Cop, DepRel::AuxPass]).is_none();
            (tree.is_verb(clause) && open && !guessed && !is_question(tree)).then(|| duty(clause))
        }
        // "was involved in the attack".
        _ if tree.is_verb(node) && tree.child(node, &[DepRel::AuxPass]).is_some() => {
            (!is_question(tree)).then_some(Predicate { word: node, clause: node, is_duty: false })
        }
        // "has to withdraw", "needs to withdraw"; "had a right to strike" is no duty.
        _ if tree.is_verb(node) => {
            if is_question(tree) {
                return None;
            }
            let done = tree.by(node, &[DepRel::Xcomp]).any(|c| tree.is_to_infinitive(c));
            let owns = tree.child(node, &[DepRel::Obj]).is_some();
            (done && !owns).then(|| duty(node))
        }
        // "was behind the attack".
        DepRel::Case => {
            let clause = tree.head(node)?;
            let said = tree.child(clause, &[DepRel::Cop]).is_some() && !is_question(tree);
            said.then_some(Predicate { word: node, clause, is_duty: false })
        }
        _ => {
            let said = matches!(tree.upos(node), Upos::Adj | Upos::Noun)
                && tree.child(node, &[DepRel::Cop]).is_some()
                && !is_question(tree);
            said.then_some(Predicate { word: node, clause: node, is_duty: false })
        }
    }
}

/// The words of the predicate at `node` that may make the claim: itself, or what it is called: "is a *dangerous* step".
pub(crate) fn words<'a>(tree: &'a Tree<'_>, node: usize) -> Vec<&'a str> {
    let mut out = vec![tree.lemma(node)];
    if tree.upos(node) == Upos::Noun {
        let before = tree.by(node, &[DepRel::Amod]).filter(|&n| tree.mention(n).is_none());
        out.extend(before.map(|n| tree.lemma(n)));
    }
    if tree.upos(node) == Upos::Adj {
        // "selfish and irresponsible".
        let joined = tree.by(node, &[DepRel::Conj]).filter(|&n| tree.upos(n) == Upos::Adj);
        out.extend(joined.map(|n| tree.lemma(n)));
    }
    out
}

fn is_question(tree: &Tree<'_>) -> bool {
    tree.len()
        .checked_sub(1)
        .is_some_and(|last| tree.lower(last) == "?" || last > 0 && tree.lower(last - 1) == "?")
}

/// Nodes of whom the claim is: the subject, else whose it is: "the *U.S.* policy is hostile", "the strike by *Iran*".
pub(crate) fn about(tree: &Tree<'_>, claim: Predicate) -> Vec<Vec<usize>> {
    let Some(subject) = crate::rules::surface_subject(tree, claim.clause) else {
        return Vec::new();
    };
    let mut out = vec![vec![subject]];
    if !claim.is_duty && tree.mention(subject).is_none() {
        out.extend(crate::rules::owners_of(tree, subject));
        // "the continuation of the Israeli war is unconscionable".
        for of in tree.by(subject, &[DepRel::Nmod]).filter(|&n| tree.preposition(n) == "of") {
            out.extend(crate::rules::owners_of(tree, of));
        }
    }
    out
}

/// Whether the clause at `clause` denies what it says.
pub(crate) fn is_denied(tree: &Tree<'_>, clause: usize) -> bool {
    tree.by(clause, &[DepRel::Advmod, DepRel::Det])
        .any(|n| matches!(tree.lower(n), "not" | "n't" | "n’t" | "never" | "no" | "hardly"))
}
