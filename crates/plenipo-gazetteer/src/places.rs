//! A capital: the place, or the government in it?

use plenipo_text::Span;

use crate::context::{Context, is_capitalised};

#[rustfmt::skip]
const PLACE_BEFORE: &[&str] = &[
    "in", "at", "from", "to", "near", "outside", "around", "through", "into", "across", "visit",
    "visited", "visiting", "toward", "towards", "central", "downtown", "leave", "left", "reach",
    "arrived", "of", "on",
];

#[rustfmt::skip]
const GOVERNMENT_BEFORE: &[&str] = &[
    "with", "between", "against", "by", "that", "urged", "urge", "urges", "told", "accused",
    "accuses", "accuse", "pressed", "press", "warned", "warns", "counter", "because", "if",
    "whether", "as", "but", "while", "when", "allow", "help", "pressure", "pressuring", "isolate",
    "blamed", "thanked", "condemned", "criticised", "criticized", "praised", "lets", "let",
    "makes", "want", "asked",
];

#[rustfmt::skip]
const GOVERNMENT_AFTER: &[&str] = &[
    "said", "says", "has", "had", "have", "will", "would", "could", "should", "may", "might",
    "must", "can", "is", "was", "agreed", "agrees", "urged", "urges", "warned", "warns",
    "announced", "announces", "rejected", "rejects", "accused", "accuses", "called", "calls",
    "condemned", "condemns", "denied", "denies", "wants", "wanted", "hopes", "hoped", "expressed",
    "expresses", "expects", "insists", "insisted", "imposed", "imposes", "recalled", "expelled",
    "signed", "sent", "sends", "seeks", "sought", "plans", "planned", "considers", "considered",
    "demanded", "demands", "responded", "responds", "maintains", "claims", "claimed", "blamed",
    "blames", "threatened", "threatens", "refused", "refuses", "supports", "backs", "backed",
    "opposes", "vowed", "did",
];

/// Behind "Seoul-": "Seoul-backed" is the government's, "Seoul-based" is not.
#[rustfmt::skip]
const LINKED: &[&str] = &[
    "linked", "backed", "led", "supported", "funded", "sponsored", "controlled", "aligned", "friendly", "imposed",
    "brokered", "mediated", "allied", "appointed", "installed", "proposed", "run", "approved", "ordered",
];

/// Before "to Seoul": "ambassador to Seoul", "loyal to Seoul".
#[rustfmt::skip]
const TO_GOVERNMENT: &[&str] = &[
    "linked", "tied", "ambassador", "ambassadors", "envoy", "envoys", "loyal", "attributed", "aid", "assistance", "close",
    "concessions", "warning", "response", "signal", "message", "sales", "opposed", "hostile", "allied", "answer",
    "accountable", "subservient", "support", "according", "threat", "threats", "belonging", "friendly", "sympathetic",
    "appeal", "appealed", "challenge", "alternative", "ties", "pressure", "gave", "gives", "sold",
];

/// Before "of Seoul": "critics of Seoul".
const OF_GOVERNMENT: &[&str] = &[
    "critic",
    "critics",
    "ally",
    "allies",
    "support",
    "backing",
    "accusations",
    "criticism",
    "victims",
    "approval",
    "government",
    "distrust",
    "suspicious",
    "wary",
    "supportive",
    "critical",
    "behalf",
    "view",
    "condemnation",
    "opponent",
    "opponents",
];

/// Behind "Seoul's": what a government has.
#[rustfmt::skip]
const GOVERNMENT_HAS: &[&str] = &[
    "decision", "decisions", "policy", "policies", "position", "stance", "demand", "demands", "claim", "claims", "attacks",
    "response", "nuclear", "missile", "military", "foreign", "support", "efforts", "allies", "ally", "ambassador", "envoy",
    "government", "interests", "concerns", "proposal", "plan", "plans", "offer", "actions", "threats", "threat", "sanctions",
    "relations", "ties", "intentions", "invasion", "war", "aggression", "troops", "forces", "weapons", "hackers", "hacking",
    "role", "refusal", "willingness", "commitment", "call", "calls", "request", "reaction", "rejection", "accusations",
    "security", "strategy", "diplomacy", "diplomats", "diplomatic", "top", "new", "own", "latest", "recent", "unilateral", "tariffs",
    "trade", "economic", "approach", "treatment", "human", "failure", "attempt", "attempts", "involvement", "influence",
    "ambitions", "annexation", "occupation", "hostile", "objections", "opposition", "leaders", "leadership", "rulers", "regime",
    "closest", "backing", "criticism", "bid", "pledge", "promise", "move", "moves", "territorial", "cyber", "defence", "defense",
];

/// Behind "Seoul's": what a town has.
#[rustfmt::skip]
const TOWN_HAS: &[&str] = &[
    "streets", "airport", "suburbs", "suburb", "residents", "mayor", "skyline", "university", "district", "square", "stadium",
    "port", "subway", "metro", "riot", "police", "city", "old", "main", "central", "museum", "museums", "hotel", "hotels",
    "population", "outskirts", "downtown", "neighborhoods", "neighbourhoods", "historic", "famous", "international", "railway",
];

/// Verbs that take a place.
const TO_PLACES: &[&str] = &[
    "visit", "reach", "leave", "enter", "tour", "bomb", "shell", "attack", "capture", "seize",
    "take", "occupy", "retake", "encircle", "liberate", "defend", "see",
];

/// Whether the capital at `span` stands for its government.
///
/// What is joined to it by a hyphen or a genitive decides first, then a preposition of place before it,
/// then a verb of speech or action behind it or a verb that takes a person before it. Otherwise it is a place.
pub(crate) fn is_government(context: &Context<'_>, span: Span) -> bool {
    let before = context.before(span, 0).to_lowercase();
    let before = before.as_str();
    let third = context.before(span, 1);
    let after = context.after(span, 0);
    let next = context.after(span, 1);
    if after == "-" {
        return LINKED.contains(&next);
    }
    // "Seoul, South Korea", "SEOUL (Reuters)", "Seoul --"
    let opens = before.is_empty();
    if after == "(" || opens && matches!(after, "--" | "–" | "—" | "-" | ",") {
        return false;
    }
    match before {
        "to" if TO_GOVERNMENT.contains(&third) => return true,
        "of" if OF_GOVERNMENT.contains(&third) => return true,
        "on" if matches!(
            third,
            "pressure" | "sanctions" | "tariffs" | "embargo" | "imposed" | "war"
        ) =>
        {
            return true;
        }
        "from" if matches!(after, "'s" | "’s") && GOVERNMENT_HAS.contains(&next) => return true,
        _ => {}
    }
    if matches!(after, "'s" | "’s") {
        if TOWN_HAS.contains(&next) || is_capitalised(next) {
            return false;
        }
        return GOVERNMENT_HAS.contains(&next) || GOVERNMENT_BEFORE.contains(&before);
    }
    if PLACE_BEFORE.contains(&before) {
        return false;
    }
    if GOVERNMENT_AFTER.contains(&after) || GOVERNMENT_BEFORE.contains(&before) {
        return true;
    }
    // "to pigeonhole Seoul", "would punish Seoul"
    if matches!(third, "to" | "would" | "will" | "could" | "may" | "not" | "can" | "must")
        && before.len() > 3
        && before.chars().all(char::is_alphabetic)
    {
        return !TO_PLACES.contains(&before);
    }
    // "Seoul and Washington agreed", "ties between Seoul and Tokyo"
    if after == "and" {
        let verb = context.after(span, 2);
        return GOVERNMENT_AFTER.contains(&verb) || before == "between";
    }
    if before == "and" {
        return matches!(context.before(span, 2), "between" | "with" | "by" | "against");
    }
    false
}
