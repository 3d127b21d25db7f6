//! [`repair`]: readings of the parser that cannot be meant when it is known which words are names.
//!
//! "Bolivia severed ties with Israel" looks like "Bolivian severed ties" to a parser that meets a participle before a
//! noun, and "Germany lent Ghana money" like a noun where the past tense is rare. Where the whole clause is read as
//! such a noun, with no verb of its own, and a name that is no adjective stands right before the participle, the name
//! is who acts.

use plenipo_gazetteer::{Mention, MentionKind};
use plenipo_syntax::{DepRel, Parse, Upos, Word, Xpos};

use crate::calendar::{is_day_or_month, month_of, weekday_of};
use crate::lemmas;
use crate::tree::Node;

/// Mends `parse` in place; a parse that would be no tree afterwards stays as it is.
pub(crate) fn repair(parse: &mut Parse, nodes: &[Node], mentions: &[Mention]) {
    let mut words = parse.words().to_vec();
    let mut changed = false;
    for at in 0..words.len() {
        changed |= only_a_noun(&mut words, nodes, at)
            || past_tense(&mut words, nodes, at)
            || present_tense(&mut words, nodes, at)
            || verb_before_noun(&mut words, nodes, mentions, at);
        changed |= person_after_country(&mut words, nodes, mentions, at);
        changed |= with_beyond_setting(&mut words, nodes, mentions, at);
    }
    if changed {
        let before = parse.words().to_vec();
        if parse.read(&words).is_err() {
            // The parser gives trees only.
            let _ = parse.read(&before);
        }
    }
}

/// Nouns that the parser takes for infinitives or adjectives where they stand behind a verb.
const NOUNS: [&str; 7] =
    ["refuge", "asylum", "sanctuary", "sterling", "recourse", "redress", "clemency"];

/// "sought *refuge* in", "gave a million *sterling* to": the object, where the parse has a second predicate.
fn only_a_noun(words: &mut [Word], nodes: &[Node], at: usize) -> bool {
    let misread = words[at].deprel == DepRel::Xcomp
        && matches!(words[at].upos, Upos::Verb | Upos::Adj)
        && NOUNS.contains(&nodes[at].lower.as_str());
    if misread {
        words[at].upos = Upos::Noun;
        words[at].xpos = Xpos::Nn;
        words[at].deprel = DepRel::Obj;
    }
    misread
}

/// "Irfaan Ali of Guyana and *Nicolás Maduro* of Venezuela": a person is joined to a person, not to his country.
fn person_after_country(
    words: &mut [Word],
    nodes: &[Node],
    mentions: &[Mention],
    at: usize,
) -> bool {
    let is = |node: usize, kind: MentionKind| {
        nodes[node].mention.is_some_and(|m| mentions[m as usize].kind == kind)
    };
    let over = |node: usize| words[node].head.map(|h| h as usize);
    let Some(country) = over(at).filter(|&c| is(c, MentionKind::Country)) else { return false };
    let Some(first) = over(country).filter(|&p| is(p, MentionKind::Person)) else { return false };
    let joined = words[at].deprel == DepRel::Conj && words[country].deprel == DepRel::Nmod;
    if !joined || !is(at, MentionKind::Person) {
        return false;
    }
    words[at].head = Some(plenipo_text::offset(first));
    true
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

/// A noun with an object is the verb of a headline: "NATO chief *slams* Russian drills".
fn present_tense(words: &mut [Word], nodes: &[Node], at: usize) -> bool {
    let plain = words[at].upos == Upos::Noun && nodes[at].mention.is_none();
    let Some(subject) = at.checked_sub(1).filter(|_| plain) else { return false };
    let verb_at = plenipo_text::offset(at);
    let has_own = [DepRel::Nsubj, DepRel::NsubjPass, DepRel::Cop, DepRel::Case, DepRel::Det];
    if words[subject].head != Some(verb_at)
        || !is_part_of_noun(words[subject].deprel)
        || !is_clause(words[at].deprel)
        || !has_child(words, at, DepRel::Obj)
        || has_own.iter().any(|&r| has_child(words, at, r))
    {
        return false;
    }
    words[at].upos = Upos::Verb;
    words[at].xpos = if nodes[at].lower.ends_with('s') { Xpos::Vbz } else { Xpos::Vbp };
    for (node, word) in words.iter_mut().enumerate().take(subject) {
        if word.head == Some(verb_at) && is_part_of_noun(word.deprel) && node < subject {
            word.head = Some(plenipo_text::offset(subject));
        }
    }
    words[subject].deprel = DepRel::Nsubj;
    if words[subject].upos == Upos::Adj && nodes[subject].mention.is_none() {
        words[subject].upos = Upos::Noun;
    }
    true
}

/// "talks in Tokyo *with Modi*", "a call on Tuesday *with Merkel*": a day or a town has nobody with it; what the town or
/// the day is said of has.
fn with_beyond_setting(
    words: &mut [Word],
    nodes: &[Node],
    mentions: &[Mention],
    at: usize,
) -> bool {
    let Some(setting) = words[at].head.map(|h| h as usize).filter(|&h| h < at) else {
        return false;
    };
    let under = |node: usize, prepositions: &[&str]| {
        let case = |w: usize| {
            words[w].deprel == DepRel::Case && prepositions.contains(&nodes[w].lower.as_str())
        };
        (0..node).any(|w| words[w].head == Some(plenipo_text::offset(node)) && case(w))
    };
    let day = nodes[setting].mention.is_none() && is_day_or_month(&nodes[setting].lower);
    let town = nodes[setting].mention.is_some_and(|m| {
        let mention = &mentions[m as usize];
        mention.metonymy || mention.kind == MentionKind::Place
    }) && under(setting, &["in", "at"]);
    if words[at].deprel != DepRel::Nmod || !(day || town) || !under(at, &["with"]) {
        return false;
    }
    let Some(over) = words[setting].head else { return false };
    words[at].head = Some(over);
    if words[over as usize].upos == Upos::Verb {
        words[at].deprel = DepRel::Obl;
    }
    true
}

/// Whether a clause may hang by this relation.
fn is_clause(relation: DepRel) -> bool {
    matches!(
        relation,
        DepRel::Root | DepRel::Ccomp | DepRel::Parataxis | DepRel::Advcl | DepRel::Conj
    )
}

/// "*Bolivia* severed *ties*", "*Kenya's government* on Friday rejected *claims*": a participle before a noun is the verb
/// where a name, or a noun and a date, stand right before it and the whole is read as one noun.
fn verb_before_noun(words: &mut [Word], nodes: &[Node], mentions: &[Mention], at: usize) -> bool {
    let verb = words[at];
    let Some(noun) = verb.head.map(|h| h as usize).filter(|&h| h > at) else { return false };
    // "Colombia *froze* relations": a past tense that the parser does not know is an adjective to it.
    let past = verb.upos == Upos::Adj && lemmas::is_past_tense(&nodes[at].lower);
    let participle = (verb.upos == Upos::Verb && matches!(verb.xpos, Xpos::Vbd | Xpos::Vbn)
        || past)
        && verb.deprel == DepRel::Amod
        && nodes[at].mention.is_none();
    if !participle || !matches!(words[noun].upos, Upos::Noun | Upos::Propn) {
        return false;
    }
    let Some(last) = subject_before(words, nodes, mentions, at) else { return false };
    let subject = top_before(words, last, at);
    let over = words[subject].head.map(|h| h as usize);
    let (clause, inside) = if over == Some(noun) || over == Some(at) {
        (noun, true)
    } else if words[noun].head == Some(plenipo_text::offset(subject)) {
        (subject, false)
    } else {
        return false;
    };
    let is_free = is_clause(words[clause].deprel)
        && ![DepRel::Cop, DepRel::Case].iter().any(|&r| has_child(words, clause, r))
        && (words[subject].deprel == DepRel::Nsubj || !has_child(words, clause, DepRel::Nsubj));
    if !is_free || inside && !is_part_of_noun(words[subject].deprel) {
        return false;
    }
    let [verb_at, noun_at, subject_at] = [at, noun, subject].map(plenipo_text::offset);
    let (head, relation) = (words[clause].head, words[clause].deprel);
    for (node, word) in words.iter_mut().enumerate() {
        if node == subject || node == at || node == noun {
            continue;
        }
        if word.head == Some(noun_at) && node < at {
            // What stands before the verb belongs to its subject, dates and links to the verb.
            let of_name = node < subject && is_part_of_noun(word.deprel);
            word.head = Some(if of_name { subject_at } else { verb_at });
        } else if inside && word.head == Some(noun_at) && is_of_clause(word.deprel) {
            word.head = Some(verb_at);
        } else if !inside && word.head == Some(subject_at) && (node > last || is_link(word.deprel))
        {
            // "on Friday", and all behind the noun.
            if node < at && word.deprel == DepRel::Nmod {
                word.deprel = DepRel::Obl;
            }
            word.head = Some(verb_at);
        }
    }
    words[subject].head = Some(verb_at);
    words[subject].deprel = DepRel::Nsubj;
    words[at].head = head;
    words[at].deprel = relation;
    words[at].upos = Upos::Verb;
    words[at].xpos = Xpos::Vbd;
    words[noun].head = Some(verb_at);
    words[noun].deprel = DepRel::Obj;
    true
}

/// How a word hangs that is part of a noun.
fn is_part_of_noun(relation: DepRel) -> bool {
    matches!(
        relation,
        DepRel::Compound
            | DepRel::Nmod
            | DepRel::NmodPoss
            | DepRel::NmodDesc
            | DepRel::Nsubj
            | DepRel::Amod
            | DepRel::Det
            | DepRel::Flat
            | DepRel::Nummod
    )
}

/// Marks, conjunctions and the like before a clause.
fn is_link(relation: DepRel) -> bool {
    matches!(relation, DepRel::Mark | DepRel::Cc | DepRel::Advcl | DepRel::Discourse)
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

/// The last word of the subject before `at`, with adverbs and a date between: a name, or with a date any noun.
fn subject_before(
    words: &[Word],
    nodes: &[Node],
    mentions: &[Mention],
    at: usize,
) -> Option<usize> {
    const LONGEST: usize = 6;
    let mut before = at.checked_sub(1)?;
    let mut dated = false;
    for _ in 0..LONGEST {
        let word = nodes[before].lower.as_str();
        let date = weekday_of(word).is_some() || month_of(word, true).is_some();
        let around = matches!(
            word,
            "on" | "last"
                | "late"
                | "earlier"
                | "this"
                | "week"
                | "month"
                | ","
                | "yesterday"
                | "today"
        );
        if nodes[before].mention.is_some()
            || !(date
                || around
                || words[before].upos == Upos::Adv
                || dated_number(words, nodes, before))
        {
            break;
        }
        dated |= date || matches!(word, "yesterday" | "today" | "week" | "month");
        before = before.checked_sub(1)?;
    }
    match nodes[before].mention.map(|m| &mentions[m as usize]) {
        Some(mention) => (!mention.adjectival).then_some(before),
        None => (dated && matches!(words[before].upos, Upos::Noun | Upos::Propn)).then_some(before),
    }
}

/// "June *13*".
fn dated_number(words: &[Word], nodes: &[Node], at: usize) -> bool {
    let month = at.checked_sub(1).is_some_and(|n| month_of(&nodes[n].lower, true).is_some());
    month && words[at].upos == Upos::Num
}

/// The head of the noun that ends at `last`, all before `at`.
fn top_before(words: &[Word], last: usize, at: usize) -> usize {
    let mut top = last;
    for _ in 0..words.len() {
        let over = words[top].head.map(|h| h as usize);
        match over.filter(|&h| h < at && is_part_of_noun(words[top].deprel)) {
            Some(h) if matches!(words[h].upos, Upos::Noun | Upos::Propn | Upos::Num) => top = h,
            _ => break,
        }
    }
    top
}
