//! Who acts and who is acted on, by position: where the tree shows no event in the trigger phrases of the
//! codebook, the order of words may, if all stand close together.
//!
//! A parser errs where news is terse: headlines, lists, names within names. Only short stretches are read so,
//! in which the order of words leaves little doubt.

use plenipo_text::Span;

use crate::codebook::{Codebook, Pos, Trigger};
use crate::inflect::Form;
use crate::relation::Actor;
use crate::sentence::Clause;
use crate::triggers::{self, Hit};

/// Bytes over which source, trigger and target may spread: about ten words.
const CLOSE: u32 = 60;

/// An event read from the order of words.
#[derive(Clone, Debug)]
pub(crate) struct SurfaceEvent<'c> {
    pub(crate) trigger: &'c Trigger,
    /// The words of the trigger, in bytes of the clean text.
    pub(crate) span: Span,
    pub(crate) source: Actor,
    pub(crate) target: Actor,
}

/// The events of a clause whose words stand close together, but for those on a trigger in `taken`.
pub(crate) fn find<'c>(
    clause: &Clause,
    codebook: &'c Codebook,
    taken: &[Span],
) -> Vec<SurfaceEvent<'c>> {
    let mut out = Vec::new();
    for hit in triggers::find(clause, codebook, false) {
        let trigger = &codebook.triggers()[hit.trigger as usize];
        let span = clause.words[hit.first].span.cover(clause.words[hit.end - 1].span);
        if taken.iter().any(|t| t.intersect(span).is_some()) {
            continue;
        }
        for Roles { source, target } in find_roles(clause, &hit, trigger) {
            let (source, target) = (&clause.actors[source].actor, &clause.actors[target].actor);
            let close = span.cover(source.span).cover(target.span).len() < CLOSE;
            if close && differ(source, target) {
                let (source, target) = (source.clone(), target.clone());
                out.push(SurfaceEvent { trigger, span, source, target });
            }
        }
    }
    out
}

/// Whether two actors are two: not one state and its own official.
fn differ(source: &Actor, target: &Actor) -> bool {
    source.id != target.id && (source.country.is_none() || source.country != target.country)
}

/// Indices of two actors of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Roles {
    source: usize,
    target: usize,
}

const PREPOSITIONS: [&str; 26] = [
    "with",
    "of",
    "in",
    "on",
    "at",
    "from",
    "by",
    "for",
    "against",
    "between",
    "to",
    "during",
    "after",
    "before",
    "among",
    "including",
    "about",
    "over",
    "under",
    "into",
    "amid",
    "near",
    "following",
    "through",
    "toward",
    "as",
];

/// Words that begin a clause of its own, which an object is not looked for behind.
const BOUNDS: [&str; 26] = [
    "that",
    "which",
    "who",
    "while",
    "after",
    "before",
    "because",
    "when",
    "although",
    "but",
    "said",
    "says",
    "where",
    ";",
    ":",
    "until",
    "unless",
    "if",
    "as",
    "since",
    "according",
    "amid",
    "though",
    "whether",
    "during",
    "without",
];

/// Prepositions that lead away from the object of a verb: "received backing *from* Canada".
const ASIDE: [&str; 15] = [
    "in", "from", "with", "to", "for", "at", "on", "about", "against", "into", "over", "near",
    "between", "through", "under",
];

/// How far behind a trigger an object may stand, in words.
const OBJECT_REACH: usize = 10;

/// The pairs of source and target for a trigger.
fn find_roles(clause: &Clause, hit: &Hit, trigger: &Trigger) -> Vec<Roles> {
    let objects = objects(clause, hit.end, reach(trigger));
    let subjects = subjects(clause, hit.first);
    if let Some(by) = agent_of_passive(clause, hit) {
        return every(&by, &subjects);
    }
    if trigger.pos == Pos::Noun {
        let owners = owners(clause, hit.first);
        if !owners.is_empty() {
            // "the ambassador's assassination by": whom it befell stands before it.
            if clause.lower(hit.end) == "by" {
                return every(&self::objects(clause, hit.end + 1, Reach::Phrase), &owners);
            }
            return every(&owners, &objects);
        }
        if let Some(by) = agent_of_noun(clause, &objects) {
            return every(&by, &objects);
        }
    }
    // "the release of hostages, officials said": whose release it is, is not said.
    if trigger.pos == Pos::Noun && trigger.words.last().is_some_and(|w| w == "of") {
        return Vec::new();
    }
    let mut pairs = every(&subjects, &objects);
    let between = matches!(trigger.words.last().map(String::as_str), Some("between" | "among"));
    // "Hezbollah and Israel trade fire over the border": each other, whoever is named behind it.
    let each_other = trigger.symmetric && reach(trigger) == Reach::Loose && subjects.len() > 1;
    if pairs.is_empty() || between || each_other {
        let equals = if between { &objects } else { &subjects };
        if (trigger.symmetric || between) && equals.len() > 1 {
            pairs = all_pairs(equals);
        }
    }
    if trigger.pos == Pos::Noun && pairs.len() > 4 {
        pairs.truncate(4);
    }
    pairs
}

/// Every source with every target.
fn every(sources: &[usize], targets: &[usize]) -> Vec<Roles> {
    let pairs = |&source: &usize| targets.iter().map(move |&target| Roles { source, target });
    sources.iter().flat_map(pairs).collect()
}

/// What may stand between a trigger and its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// The phrase of its preposition: "talks with the new government of ...".
    Phrase,
    /// A phrase of either kind behind an object noun: "held bilateral talks (with)", "expelled envoys (of)".
    Loose,
    /// A direct object, or who is behind it: "condemned the attack by ...".
    Direct,
}

fn reach(trigger: &Trigger) -> Reach {
    let last = trigger.words.last().map_or("", String::as_str);
    if PREPOSITIONS.contains(&last) || trigger.pos == Pos::Noun {
        Reach::Phrase
    } else if trigger.words.len() > 1 {
        Reach::Loose
    } else {
        Reach::Direct
    }
}

/// Who owns the event noun at `at`: "Russia's *invasion* of", "Israeli *attacks* on".
fn owners(clause: &Clause, at: usize) -> Vec<usize> {
    let near = clause.actors.iter().enumerate().rev().find(|(_, a)| a.words.end <= at);
    let Some((index, actor)) = near else { return Vec::new() };
    let mut from = actor.words.end;
    if is_possessor(clause, from) {
        from += 1;
    } else if !actor.describes {
        return Vec::new();
    }
    // Adjectives may stand between, clauses may not.
    let plain = |i: usize| {
        let word = clause.lower(i);
        word.starts_with(char::is_alphabetic)
            && !PREPOSITIONS.contains(&word)
            && !BOUNDS.contains(&word)
    };
    if at - from > 3 || !(from..at).all(plain) {
        return Vec::new();
    }
    let mut out = vec![index];
    while let Some(before) = out[0].checked_sub(1) {
        if !are_joined(clause, before, out[0]) {
            break;
        }
        out.insert(0, before);
    }
    out
}

/// The agents of an event noun behind its objects: "the attack on Israel *by Hamas*".
fn agent_of_noun(clause: &Clause, objects: &[usize]) -> Option<Vec<usize>> {
    let end = clause.actors[*objects.last()?].words.end;
    (clause.lower(end) == "by").then(|| self::objects(clause, end + 1, Reach::Phrase))
}

/// Every pair once.
fn all_pairs(equals: &[usize]) -> Vec<Roles> {
    let mut out = Vec::new();
    for (i, &source) in equals.iter().enumerate() {
        out.extend(equals[i + 1..].iter().map(|&target| Roles { source, target }));
    }
    out
}

/// The nearest actor before `at` that no preposition governs, and those joined to it.
fn subjects(clause: &Clause, at: usize) -> Vec<usize> {
    let acts = |index: &usize| {
        let a = &clause.actors[*index];
        a.words.end <= at
            && !is_governed_or_joined(clause, *index)
            && !is_possessor(clause, a.words.end)
            && (!a.describes || describes_subject(clause, a.words.end, at))
    };
    let subject = match coordinated_from(clause, at) {
        // "Israel denied targeting civilians and accused Hamas": what acts stands before both verbs.
        Some(from) => {
            let starts = |index: &usize| clause.actors[*index].words.start >= from;
            (0..clause.actors.len()).filter(starts).find(acts)
        }
        None => (0..clause.actors.len()).rev().find(acts),
    };
    let Some(index) = subject else { return Vec::new() };
    let mut out = vec![index];
    // "Australia, Japan and New Zealand agreed"
    while let Some(before) = out[0].checked_sub(1) {
        if !are_joined(clause, before, out[0]) {
            break;
        }
        out.insert(0, before);
    }
    out
}

/// For a verb that "and" joins to one before it, where their clause begins.
fn coordinated_from(clause: &Clause, at: usize) -> Option<usize> {
    let skipped = |word: &str| {
        matches!(word, "has" | "have" | "had" | "also" | "then" | "will") || word.ends_with("ly")
    };
    let and = (0..at).rev().find(|&i| !skipped(clause.lower(i)))?;
    if clause.lower(and) != "and" {
        return None;
    }
    let bound = (0..and).rev().find(|&i| {
        matches!(
            clause.lower(i),
            "that" | "said" | "says" | ";" | "who" | "which" | "while" | "after"
        )
    });
    Some(bound.map_or(0, |b| b + 1))
}

/// "Polish *farmers have* ended": one to three nouns and auxiliaries up to the verb.
fn describes_subject(clause: &Clause, end: usize, at: usize) -> bool {
    let gap = end..at;
    (1..=4).contains(&gap.len())
        && gap.clone().all(|i| {
            let word = clause.lower(i);
            word.starts_with(char::is_alphabetic)
                && !PREPOSITIONS.contains(&word)
                && !BOUNDS.contains(&word)
                && clause.words[i].actor.is_none()
        })
}

/// Whether a preposition governs the actor or the first of those that it is joined to.
fn is_governed_or_joined(clause: &Clause, mut index: usize) -> bool {
    loop {
        if is_governed(clause, clause.actors[index].words.start) {
            return true;
        }
        match index.checked_sub(1) {
            Some(before) if are_joined(clause, before, index) => index = before,
            _ => return false,
        }
    }
}

/// The first actor from `at` on within reach, and those joined to it.
fn objects(clause: &Clause, at: usize, reach: Reach) -> Vec<usize> {
    let first = clause.actors.iter().position(|a| a.words.start >= at);
    let Some(first) = first else { return Vec::new() };
    let gap = at..clause.actors[first].words.start;
    // "accused both governments of betraying the Palestinians": the object comes before the gerund.
    let gerund = |i: usize| {
        i > at && clause.lower(i).ends_with("ing") && PREPOSITIONS.contains(&clause.lower(i - 1))
    };
    if gap.len() > OBJECT_REACH
        || gap.clone().any(|i| BOUNDS.contains(&clause.lower(i)) || gerund(i))
    {
        return Vec::new();
    }
    let stops = |i: usize| match reach {
        Reach::Direct => ASIDE.contains(&clause.lower(i)) || matches!(clause.lower(i), "," | "it"),
        Reach::Loose => false,
        Reach::Phrase => matches!(clause.lower(i), "with" | "against" | "into"),
    };
    if gap.clone().any(stops) || reach == Reach::Direct && clause.lower(at) == "of" {
        return Vec::new();
    }
    let mut out = vec![first];
    while let Some(&last) = out.last() {
        if last + 1 >= clause.actors.len()
            || !are_joined(clause, last, last + 1)
            || is_compound(clause, last + 1)
        {
            break;
        }
        out.push(last + 1);
    }
    out
}

/// Whether the actor only qualifies a noun of its own: "the Israel-Hamas conflict".
fn is_compound(clause: &Clause, actor: usize) -> bool {
    matches!(clause.lower(clause.actors[actor].words.end), "-" | "–")
}

/// Whether only "and" or commas stand between two actors.
fn are_joined(clause: &Clause, left: usize, right: usize) -> bool {
    let gap = clause.actors[left].words.end..clause.actors[right].words.start;
    let joined = |w: &str| matches!(w, "," | "and" | "&" | "the" | "or" | "as" | "well" | "-");
    gap.len() <= 3 && !gap.is_empty() && gap.clone().all(|i| joined(clause.lower(i)))
}

/// Whether a preposition governs the phrase that begins at `start`.
fn is_governed(clause: &Clause, start: usize) -> bool {
    let before = |n: usize| start.checked_sub(n).map_or("", |i| clause.lower(i));
    PREPOSITIONS.contains(&before(1))
        || matches!(before(1), "the" | "its" | "their" | "his") && PREPOSITIONS.contains(&before(2))
}

/// Whether the actor that ends at `end` only owns what acts: "Japan's decision".
fn is_possessor(clause: &Clause, end: usize) -> bool {
    matches!(clause.lower(end), "'s" | "’s" | "'" | "’")
}

/// The agents behind "by" when the trigger is a passive: "was condemned by".
fn agent_of_passive(clause: &Clause, hit: &Hit) -> Option<Vec<usize>> {
    const BE: [&str; 8] = ["was", "were", "been", "is", "are", "be", "being", "get"];
    if !matches!(hit.form, Form::Past | Form::Participle) {
        return None;
    }
    let auxiliary = (hit.first.saturating_sub(3)..hit.first).any(|i| BE.contains(&clause.lower(i)));
    if !auxiliary {
        if clause.lower(hit.end) != "by" {
            return None;
        }
        // "Israel, shielded by the United States"; but "a ceremony hosted by Trump" is no actor's.
        let before = hit.first.saturating_sub(usize::from(
            hit.first.checked_sub(1).is_some_and(|i| clause.lower(i) == ","),
        ));
        if !clause.actors.iter().any(|a| a.words.end == before) {
            return Some(Vec::new());
        }
    }
    let by = (hit.end..clause.words.len().min(hit.end + 6)).find(|&i| clause.lower(i) == "by");
    Some(by.map(|at| objects(clause, at + 1, Reach::Phrase)).unwrap_or_default())
}
