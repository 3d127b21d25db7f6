//! A capital: the place, or the government in it?

use plenipo_text::Span;

use crate::context::Context;

const PLACE_BEFORE: [&str; 22] = [
    "in", "at", "from", "to", "near", "outside", "around", "through", "into", "across", "visit",
    "visited", "visiting", "toward", "towards", "central", "downtown", "leave", "left", "reach",
    "arrived", "of",
];

const GOVERNMENT_BEFORE: [&str; 40] = [
    "with",
    "between",
    "against",
    "by",
    "that",
    "urged",
    "urge",
    "urges",
    "told",
    "accused",
    "accuses",
    "accuse",
    "pressed",
    "press",
    "warned",
    "warns",
    "counter",
    "because",
    "if",
    "whether",
    "as",
    "but",
    "while",
    "when",
    "allow",
    "help",
    "pressure",
    "pressuring",
    "isolate",
    "blamed",
    "thanked",
    "condemned",
    "criticised",
    "criticized",
    "praised",
    "lets",
    "let",
    "makes",
    "want",
    "asked",
];

const GOVERNMENT_AFTER: [&str; 74] = [
    "said",
    "says",
    "has",
    "had",
    "have",
    "will",
    "would",
    "could",
    "should",
    "may",
    "might",
    "must",
    "can",
    "is",
    "was",
    "agreed",
    "agrees",
    "urged",
    "urges",
    "warned",
    "warns",
    "announced",
    "announces",
    "rejected",
    "rejects",
    "accused",
    "accuses",
    "called",
    "calls",
    "condemned",
    "condemns",
    "denied",
    "denies",
    "wants",
    "wanted",
    "hopes",
    "hoped",
    "expressed",
    "expresses",
    "expects",
    "insists",
    "insisted",
    "imposed",
    "imposes",
    "recalled",
    "expelled",
    "signed",
    "sent",
    "sends",
    "seeks",
    "sought",
    "plans",
    "planned",
    "considers",
    "considered",
    "demanded",
    "demands",
    "responded",
    "responds",
    "maintains",
    "claims",
    "claimed",
    "blamed",
    "blames",
    "threatened",
    "threatens",
    "refused",
    "refuses",
    "supports",
    "backs",
    "backed",
    "opposes",
    "vowed",
    "did",
];

/// Whether the capital at `span` stands for its government.
///
/// A preposition of place before it decides for the place; a verb of speech or action after it, a verb
/// that takes a person before it, or a possessive decides for the government. Otherwise it is a place.
pub(crate) fn is_government(context: &Context<'_>, span: Span) -> bool {
    let before = context.before(span, 0).to_lowercase();
    let after = context.after(span, 0);
    if PLACE_BEFORE.contains(&before.as_str()) {
        // "from Seoul's point of view", "in Tokyo's opinion"
        return false;
    }
    // "Seoul, South Korea", "SEOUL (Reuters)", "Seoul --"
    if matches!(after, "(" | "--" | "–" | "—") {
        return false;
    }
    if GOVERNMENT_AFTER.contains(&after) {
        return true;
    }
    if GOVERNMENT_BEFORE.contains(&before.as_str()) {
        return true;
    }
    if matches!(after, "'s" | "’s") {
        return true;
    }
    // "Seoul and Washington agreed", "ties between Seoul and Tokyo"
    if matches!(after, "and") {
        let verb = context.after(span, 2);
        return GOVERNMENT_AFTER.contains(&verb) || before == "between";
    }
    if before == "and" {
        return matches!(context.before(span, 2), "between" | "with" | "by" | "against");
    }
    false
}
