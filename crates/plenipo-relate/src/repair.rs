//! [`repair`]: readings of the parser that cannot be meant when it is known which words are names.
//!
//! "Bolivia severed ties with Israel" looks like "Bolivian severed ties" to a parser that meets a participle before a
//! noun, and "Germany lent Ghana money" like a noun where the past tense is rare. Where the whole clause is read as
//! such a noun, with no verb of its own, and a name that is no adjective stands right before the participle, the name
//! is who acts.

use plenipo_gazetteer::Mention;
use plenipo_syntax::{DepRel, Parse, Upos, Word, Xpos};

use crate::lemmas;
use crate::tree::Node;

/// Mends `parse` in place; a parse that would be no tree afterwards stays as it is.
pub(crate) fn repair(parse: &mut Parse, nodes: &[Node], mentions: &[Mention]) {
    let mut words = parse.words().to_vec();
    let mut changed = false;
    for at in 0..words.len() {
        changed |=
            past_tense(&mut words, nodes, at) || verb_before_noun(&mut words, nodes, mentions, at);
    }
    if changed {
        let before = parse.words().to_vec();
        if parse.read(&words).is_err() {
            // The parser gives trees only.
            let _ = parse.read(&before);
        }
    }
}

fn has_child(words: &[Word], head: usize, relation: DepRel) -> bool {
    words.iter().any(|w| w.deprel == relation && w.head.is_some_and(|h| h as usize == head))
}

/// A noun with a subject and an object is the past tense of an irregular verb: "*lent* Ghana money".
fn past_tense(words: &mut [Word], nodes: &[Node], at: usize) -> bool {
    let plain = nodes[at].mention.is_none() && matches!(words[at].upos, Upos::Noun | Upos::Adj);
    if !plain || lemmas::of_irregular(&nodes[at].lower).is_none() {
        return false;
    }
    let clause = has_child(words, at, DepRel::Nsubj) && has_child(words, at, DepRel::Obj);
    if clause {
        words[at].upos = Upos::Verb;
        words[at].xpos = Xpos::Vbd;
    }
    clause
}

/// Whether a clause may hang by this relation.
fn is_clause(relation: DepRel) -> bool {
    matches!(
        relation,
        DepRel::Root | DepRel::Ccomp | DepRel::Parataxis | DepRel::Advcl | DepRel::Conj
    )
}

/// "*Bolivia* severed *ties*": a participle before the noun that heads a clause, right behind a name, is its verb.
fn verb_before_noun(words: &mut [Word], nodes: &[Node], mentions: &[Mention], at: usize) -> bool {
    let verb = words[at];
    let Some(noun) = verb.head.map(|h| h as usize).filter(|&h| h > at) else { return false };
    let participle = verb.upos == Upos::Verb
        && verb.deprel == DepRel::Amod
        && matches!(verb.xpos, Xpos::Vbd | Xpos::Vbn)
        && nodes[at].mention.is_none();
    let over = words[noun];
    let clause = is_clause(over.deprel)
        && matches!(over.upos, Upos::Noun | Upos::Propn)
        && !has_child(words, noun, DepRel::Cop)
        && !has_child(words, noun, DepRel::Case);
    if !participle || !clause {
        return false;
    }
    let Some(name) = name_before(words, nodes, mentions, at) else { return false };
    // "the government *said Bolivia severed ties*": whatever stands before the name stays with what it hangs on.
    let is_own = words[name].head.is_some_and(|h| h as usize == noun || h as usize == at);
    let inside = matches!(
        words[name].deprel,
        DepRel::Compound
            | DepRel::Nmod
            | DepRel::Nsubj
            | DepRel::Amod
            | DepRel::NmodDesc
            | DepRel::Flat
    );
    if !is_own
        || !inside
        || has_child(words, noun, DepRel::Nsubj) && words[name].deprel != DepRel::Nsubj
    {
        return false;
    }
    let (verb_at, noun_at) = (plenipo_text::offset(at), plenipo_text::offset(noun));
    for (node, word) in words.iter_mut().enumerate() {
        // What stands before the verb belongs to it or to its subject; marks and links of the clause too.
        if word.head == Some(noun_at) && node < at && node != name {
            let of_name = matches!(
                word.deprel,
                DepRel::Det | DepRel::Amod | DepRel::Compound | DepRel::NmodPoss
            );
            word.head = Some(if of_name { plenipo_text::offset(name) } else { verb_at });
        } else if word.head == Some(noun_at) && node > noun && is_of_clause(word.deprel) {
            word.head = Some(verb_at);
        }
    }
    words[name].head = Some(verb_at);
    words[name].deprel = DepRel::Nsubj;
    words[at].head = over.head;
    words[at].deprel = over.deprel;
    words[at].xpos = Xpos::Vbd;
    words[noun].head = Some(verb_at);
    words[noun].deprel = DepRel::Obj;
    true
}

/// What hangs behind the noun and is of the clause.
fn is_of_clause(relation: DepRel) -> bool {
    matches!(
        relation,
        DepRel::Punct
            | DepRel::Advcl
            | DepRel::Conj
            | DepRel::Parataxis
            | DepRel::OblUnmarked
            | DepRel::Advmod
    )
}

/// The name right before `at`; adverbs may stand between.
fn name_before(words: &[Word], nodes: &[Node], mentions: &[Mention], at: usize) -> Option<usize> {
    let mut before = at.checked_sub(1)?;
    while words[before].upos == Upos::Adv {
        before = before.checked_sub(1)?;
    }
    let mention = nodes[before].mention.map(|m| &mentions[m as usize])?;
    (!mention.adjectival).then_some(before)
}
