//! What stands over an event: negation, time, wish, report.

use crate::inflect::Form;
use crate::relation::Modality;
use crate::sentence::Clause;

const NEGATIONS: [&str; 10] =
    ["not", "n't", "n’t", "never", "no", "without", "neither", "nor", "hardly", "yet"];

const FUTURE: [&str; 12] = [
    "will",
    "'ll",
    "would",
    "plans",
    "plan",
    "expected",
    "set",
    "scheduled",
    "due",
    "intends",
    "shall",
    "going",
];

const WISH: [&str; 34] = [
    "urged",
    "urges",
    "urge",
    "asked",
    "asks",
    "called",
    "calls",
    "encouraged",
    "encourages",
    "encourage",
    "encouraging",
    "want",
    "wants",
    "wanted",
    "could",
    "should",
    "may",
    "might",
    "if",
    "hope",
    "hopes",
    "hoped",
    "must",
    "whether",
    "possible",
    "possibility",
    "willing",
    "ready",
    "pressed",
    "calling",
    "urging",
    "appealed",
    "demanded",
    "efforts",
];

/// How far before a trigger an operator may stand, in words.
const REACH: usize = 7;

/// Whether the event at word `at` is denied.
pub(crate) fn is_negated(clause: &Clause, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|i| NEGATIONS.contains(&clause.lower(i)))
}

/// How the event at word `at` is told.
pub(crate) fn modality(clause: &Clause, at: usize, form: Form) -> Modality {
    let before: Vec<&str> = (at.saturating_sub(REACH)..at)
        .rev()
        .map(|i| clause.lower(i))
        .take_while(|w| !matches!(*w, "," | ";" | "said" | "that" | "while" | "after"))
        .collect();
    let infinitive =
        before.first() == Some(&"to") || form == Form::Base && before.get(1) == Some(&"to");
    if before.iter().any(|w| WISH.contains(w)) && (infinitive || form == Form::Base) {
        return Modality::Hypothetical;
    }
    if before.iter().any(|w| FUTURE.contains(w)) {
        return Modality::Planned;
    }
    if infinitive {
        return Modality::Planned;
    }
    match form {
        Form::Gerund => Modality::Ongoing,
        _ => Modality::Happened,
    }
}
