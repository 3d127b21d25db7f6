//! [`sides`]: who stands at a node in no table: a name that is written as one, "the Wikimedia Foundation",
//! or a coalition.
//!
//! Such an actor has its words for a name, no country, and the sector of its last noun. It takes a slot that no
//! known actor fills, and only opposite a known one.

use plenipo_gazetteer::{Mention, MentionKind};
use plenipo_syntax::{DepRel, Upos};
use plenipo_text::Span;

use crate::agents::Agents;
use crate::calendar::{month_of, weekday_of};
use crate::codebook::Pos;
use crate::frames::{Frame, Need, Slot};
use crate::relation::Actor;
use crate::sides::Side;
use crate::tree::Tree;

/// Whether an event of `frame` may have an actor of no table.
pub(crate) fn may_be_open(frame: &Frame) -> bool {
    frame.pos == Pos::Verb && !frame.needs(Need::Weak)
}

/// Whether an actor of no table may do what `frame` says: speak, ask, meet, agree. Of aid, force and sanctions news
/// of business and sport are full: "Toshiba supplied", "Schnyder defeated".
pub(crate) fn may_start(frame: &Frame) -> bool {
    const SPOKEN: [&str; 8] =
        ["AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST"];
    SPOKEN.contains(&frame.plover.as_str())
}

/// Whether what `frame` does may be done to an actor of no table. Force is: to places, whose names these are as well.
pub(crate) fn may_suffer(frame: &Frame) -> bool {
    let place = matches!(frame.plover.as_str(), "ASSAULT" | "COERCE" | "MOBILIZE" | "RETREAT");
    !place && !frame.needs(Need::State) && !frame.needs(Need::Person)
}

/// Slots in which a name of no table acts.
pub(crate) fn may_act(slot: &Slot) -> bool {
    *slot == Slot::Subject
}

/// Slots in which a name of no table is acted on, and is no place or topic.
pub(crate) fn may_be_given(slot: &Slot) -> bool {
    match slot {
        Slot::Object | Slot::Indirect => true,
        Slot::Prep(preposition) => matches!(preposition.as_str(), "to" | "with" | "against"),
        _ => false,
    }
}

/// Whether an actor of no table is but one word of a name that the document gives in full: "the Assembly", "Abiy".
pub(crate) fn is_short_for(actor: &Actor, mentions: &[Mention], text: &str) -> bool {
    let unknown = actor.id.starts_with("X:") && actor.country.is_none() && actor.office.is_none();
    let has_word = |name: &str| name.split(' ').any(|w| w == actor.name);
    unknown
        && !actor.name.contains(' ')
        && mentions
            .iter()
            .any(|m| m.span != actor.span && (has_word(&m.name) || has_word(m.span.of(text))))
}

/// The actors of no table at `node`, and those joined to it.
pub(crate) fn sides(tree: &Tree<'_>, agents: &Agents, node: usize) -> Vec<Side> {
    let joined = tree.by(node, &[DepRel::Conj]);
    core::iter::once(node).chain(joined).filter_map(|n| side(tree, agents, n)).collect()
}

fn side(tree: &Tree<'_>, agents: &Agents, node: usize) -> Option<Side> {
    let span = name_at(tree, agents, node)?;
    let name = span.of(tree.text).to_owned();
    let key = name.to_lowercase().replace([' ', '\n', '\u{a0}'], "_");
    let sector = agents.sector(tree.lower(node)).map(str::to_owned);
    let actor = Actor {
        id: format!("X:{key}|"),
        kind: if sector.is_none() { kind_of(&name) } else { MentionKind::Organisation },
        name,
        office: None,
        country: None,
        sector,
        is_group: false,
        span,
    };
    Some(Side { node, actor, direct: true })
}

/// A name of two or three words without links, endings of plurals or shouting is that of a person.
fn kind_of(name: &str) -> MentionKind {
    let words: Vec<&str> = name.split_whitespace().collect();
    let personal = |w: &&str| {
        let small = w.chars().skip(1).any(char::is_lowercase) || w.ends_with('.');
        w.starts_with(char::is_uppercase) && small && !is_body(w)
    };
    let plural = words.last().is_some_and(|w| w.ends_with('s') && !w.ends_with("ss"));
    let person = matches!(words.len(), 2 | 3) && words.iter().all(personal) && !plural;
    if person { MentionKind::Person } else { MentionKind::Organisation }
}

/// Words that end the name of a body.
fn is_body(word: &str) -> bool {
    const BODIES: [&str; 24] = [
        "Foundation",
        "Centre",
        "Center",
        "Institute",
        "University",
        "Group",
        "Party",
        "Union",
        "Bank",
        "Company",
        "Corporation",
        "Council",
        "Agency",
        "Times",
        "Post",
        "News",
        "Watch",
        "International",
        "Front",
        "Movement",
        "Network",
        "Association",
        "Society",
        "Court",
    ];
    BODIES.contains(&word)
}

/// The words of a name that no table knows, without its article.
fn name_at(tree: &Tree<'_>, agents: &Agents, node: usize) -> Option<Span> {
    if tree.mention(node).is_some() || tree.upos(node) != Upos::Propn {
        return None;
    }
    let before = |n: &usize| {
        *n < node && matches!(tree.rel(*n), DepRel::Compound | DepRel::Amod | DepRel::NmodDesc)
    };
    let words = tree.children(node).filter(before).chain([node]);
    let behind = tree.by(node, &[DepRel::Flat]).filter(|&n| n > node);
    let words: Vec<usize> = words.chain(behind).collect();
    // "Turkish Airlines" is of Turkey: that is for the rules of known actors.
    if words.iter().any(|&n| tree.mention(n).is_some() || !is_capital(tree, n) || is_time(tree, n))
    {
        return None;
    }
    let (first, last) = (*words.first()?, *words.last()?);
    // "Secretary Kerry" is somebody whom the tagger should know; "Storm Pia" is nobody.
    let titled = first != last && agents.sector(tree.lower(first)).is_some();
    if titled || matches!(tree.lower(first), "storm" | "hurricane" | "typhoon" | "cyclone") {
        return None;
    }
    let span = tree.cover(first, extended(tree, last));
    (span.len() > 1).then_some(span)
}

/// The last word of a name that goes on: "European Centre *for Law and Justice*".
fn extended(tree: &Tree<'_>, last: usize) -> usize {
    let mut end = last;
    let mut at = last + 1;
    while at + 1 < tree.len() {
        let links = match tree.lower(at) {
            "of" | "for" => true,
            "and" => end > last,
            _ => is_capital(tree, at) && end > last,
        };
        let next = if is_capital(tree, at) { at } else { at + 1 };
        let named = tree.mention(next).is_some() || is_time(tree, next);
        if !links || named || !is_capital(tree, next) {
            break;
        }
        end = next;
        at = next + 1;
    }
    end
}

fn is_capital(tree: &Tree<'_>, node: usize) -> bool {
    tree.nodes[node].span.of(tree.text).starts_with(char::is_uppercase)
}

fn is_time(tree: &Tree<'_>, node: usize) -> bool {
    let word = tree.lower(node);
    weekday_of(word).is_some() || month_of(word, false).is_some()
}

#[cfg(test)]
mod tests {
    use plenipo_gazetteer::{Gazetteer, Tagger};
    use plenipo_text::{Document, Segmentation};

    use super::*;
    use crate::codebook::Codebook;
    use crate::extractor::Extractor;

    /// "source TYPE target" of each row.
    fn rows(text: &str, open: bool) -> Vec<String> {
        let gazetteer = Gazetteer::stock().unwrap();
        let codebook = Codebook::stock().unwrap();
        let doc = Document::plain("note", text).unwrap();
        let segmentation = Segmentation::new(&doc);
        let mentions = Tagger::new(&gazetteer).tag(&doc, &segmentation);
        let mut extractor = Extractor::new(&codebook).open_actors(open);
        let rows = extractor.extract(&doc, &segmentation, &mentions);
        rows.iter().map(|r| format!("{} {} {}", r.source.name, r.relation, r.target.name)).collect()
    }

    #[test]
    fn a_name_of_no_table_stands_opposite_a_known_actor() {
        let text = "The Wikimedia Foundation accused Turkey of censorship.";
        assert_eq!(rows(text, true), ["Wikimedia Foundation ACCUSE Türkiye"]);
        assert!(rows(text, false).is_empty());
    }

    #[test]
    fn places_and_weather_are_nobody() {
        assert!(rows("Storm Ciaran hit France on Thursday.", true).is_empty());
        assert!(rows("Germany bombed Guernica in 1937.", true).is_empty());
    }

    #[test]
    fn one_word_of_a_full_name_is_not_unknown() {
        let text = "The United Nations General Assembly met. The Assembly condemned Russia.";
        assert!(
            rows(text, true).iter().all(|r| !r.starts_with("Assembly")),
            "{:?}",
            rows(text, true)
        );
    }

    #[test]
    fn names_of_people_have_two_or_three_words() {
        assert_eq!(kind_of("Jay Sekulow"), MentionKind::Person);
        assert_eq!(kind_of("Wikimedia Foundation"), MentionKind::Organisation);
        assert_eq!(kind_of("TikTok"), MentionKind::Organisation);
        assert_eq!(kind_of("Médecins Sans Frontières"), MentionKind::Organisation);
    }
}
