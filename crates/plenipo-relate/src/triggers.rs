//! Where the words of the codebook stand in a sentence.

use crate::codebook::{Codebook, Pos};
use crate::inflect::{Form, plural};
use crate::sentence::Clause;

/// A trigger found in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Index in [`Codebook::triggers`].
    pub(crate) trigger: u32,
    /// Its first word.
    pub(crate) first: usize,
    /// One past its last word.
    pub(crate) end: usize,
    /// Form of its first word.
    pub(crate) form: Form,
}

/// Words that may stand between the words of a trigger: "held *bilateral* talks *on Monday* with".
const GAP: usize = 4;

/// Words and marks that no trigger goes over: "killing *by* members of" is not "killing of".
const ENDS_GAP: [&str; 6] = [",", ";", "that", "and", "said", "by"];

/// The triggers of a sentence from left to right; of those that begin at a word the longest. Those drawn
/// from older dictionaries count only when asked for, and not before our own.
pub(crate) fn find(clause: &Clause, codebook: &Codebook, with_drawn: bool) -> Vec<Hit> {
    let mut out: Vec<Hit> = Vec::new();
    for first in 0..clause.words.len() {
        // "nuclear-armed" arms nobody.
        let joined = first > 0 && clause.lower(first - 1) == "-";
        let taken = out.last().is_some_and(|h| h.end > first);
        if clause.words[first].actor.is_some() || taken || joined {
            continue;
        }
        let found =
            codebook.starting_with(clause.lower(first)).iter().find_map(|&(form, trigger)| {
                let entry = &codebook.triggers()[trigger as usize];
                if entry.drawn && !with_drawn {
                    return None;
                }
                let end = rest(clause, first + 1, &entry.words[1..])?;
                is_of_its_kind(clause, first, entry.pos, form).then_some(Hit {
                    trigger,
                    first,
                    end,
                    form,
                })
            });
        out.extend(found);
    }
    out
}

/// Where the other words of a trigger end, each after a small gap without actors or marks.
fn rest(clause: &Clause, mut at: usize, words: &[String]) -> Option<usize> {
    for word in words {
        let gap = clause.words[at..].iter().take(GAP + 1).take_while(|w| w.actor.is_none());
        let found = gap
            .take_while(|w| w.lower == *word || !ENDS_GAP.contains(&w.lower.as_str()))
            .position(|w| w.lower == *word || w.lower == plural(word))?;
        // A particle stands right after its verb or object; an object may have adjectives.
        at += found + 1;
    }
    Some(at)
}

/// Whether a verb form is a verb here, and a noun a noun.
fn is_of_its_kind(clause: &Clause, first: usize, pos: Pos, form: Form) -> bool {
    let before = first.checked_sub(1).map_or("", |i| clause.lower(i));
    let adverb = before.len() > 4 && before.ends_with("ly");
    let actor = first.checked_sub(1).is_some_and(|i| clause.words[i].actor.is_some());
    let after_mark = matches!(before, "" | "," | "and" | "or" | "but" | "also" | ":" | "\"" | "“");
    match pos {
        // "to deal with" is no deal, "to sternly deal with" neither, "would attack" no attack.
        Pos::Noun => {
            !adverb && !matches!(before, "to" | "will" | "would" | "can" | "could" | "must")
        }
        Pos::Verb => match form {
            Form::Base => actor || adverb || BEFORE_BASE.contains(&before),
            Form::Present => actor || adverb || after_mark || BEFORE_PRESENT.contains(&before),
            Form::Gerund => actor || adverb || after_mark || BEFORE_GERUND.contains(&before),
            Form::Past | Form::Participle | Form::Noun => {
                !matches!(before, "the" | "a" | "an" | "its" | "their" | "his" | "her")
            }
        },
    }
}

/// Words before an infinitive or a present of the plural.
const BEFORE_BASE: [&str; 28] = [
    "to", "will", "would", "can", "could", "may", "might", "must", "should", "shall", "did", "do",
    "does", "not", "n't", "n’t", "and", "or", "also", "we", "they", "i", "you", "who", "which",
    "’ll", "'ll", "jointly",
];

/// Words before a present of the third person.
const BEFORE_PRESENT: [&str; 12] = [
    "who",
    "which",
    "that",
    "it",
    "he",
    "she",
    "now",
    "still",
    "again",
    "officials",
    "government",
    "ministry",
];

/// Words before a gerund that is a verb.
const BEFORE_GERUND: [&str; 29] = [
    "is", "are", "was", "were", "be", "been", "am", "'re", "’re", "'s", "’s", "not", "by", "for",
    "from", "of", "in", "after", "before", "while", "without", "about", "on", "keep", "began",
    "start", "continue", "stop", "consider",
];
