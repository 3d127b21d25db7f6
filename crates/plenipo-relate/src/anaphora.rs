//! Who "it", "their" and "the two sides" are.
//!
//! A pronoun continues the subject of the clause over it, or of the sentence before; a noun such as "the
//! country" the last mention of its kind; "the two ministers" the last two who stood together.

mod context;
mod speakers;

use plenipo_gazetteer::MentionKind;
use plenipo_syntax::{DepRel, Upos};

use self::context::REACH;
pub(crate) use self::context::{Context, Known};
use self::speakers::{speaker, speakers_state, speaking, state_of_first};
use crate::agents::Agents;
use crate::relation::Actor;
use crate::sides::{Reading, Side, is_group_noun, sides};
use crate::tree::Tree;

/// How what says of whom a noun is hangs on it.
const DESCRIBING: [DepRel; 4] = [DepRel::Amod, DepRel::Compound, DepRel::Nmod, DepRel::AclRelcl];

/// Whether the word at `node` may point back.
pub(crate) fn points_back(lower: &str) -> bool {
    let lists = [&PRONOUNS[..], &PAIRS, &COUNTRY, &BODY, &GROUPS, &OFFICE];
    lists.iter().any(|l| l.contains(&lower))
}

const PRONOUNS: [&str; 15] = [
    "we",
    "our",
    "us",
    "it",
    "its",
    "they",
    "their",
    "them",
    "itself",
    "themselves",
    "he",
    "she",
    "his",
    "him",
    "both",
];

const PAIRS: [&str; 20] = [
    "sides",
    "countries",
    "nations",
    "leaders",
    "ministers",
    "presidents",
    "parties",
    "neighbours",
    "neighbors",
    "allies",
    "two",
    "pair",
    "states",
    "governments",
    "diplomats",
    "men",
    "rivals",
    "officials",
    "powers",
    "duo",
];

/// Nouns for groups that are named with their state once.
const GROUPS: [&str; 20] = [
    "rebels",
    "troops",
    "soldiers",
    "forces",
    "fighters",
    "militants",
    "insurgents",
    "police",
    "army",
    "military",
    "navy",
    "lawmakers",
    "protesters",
    "embassy",
    "delegation",
    "envoy",
    "ambassador",
    "ministry",
    "parliament",
    "spokesman",
];

/// Nouns for the country last named.
const COUNTRY: [&str; 7] =
    ["country", "nation", "kingdom", "republic", "government", "regime", "administration"];

/// Nouns for the organisation last named.
const BODY: [&str; 14] = [
    "group",
    "movement",
    "organisation",
    "organization",
    "alliance",
    "bloc",
    "ministry",
    "council",
    "court",
    "agency",
    "militia",
    "commission",
    "union",
    "body",
];

/// Antecedents that lead to further antecedents: "our aircraft … they … he".
const CHAIN: usize = 4;

/// Whom the word at `node` points back to; nobody where the way leads back to where it came from.
pub(crate) fn resolve(tree: &Tree<'_>, agents: &Agents, node: usize) -> Vec<Side> {
    {
        let mut resolving = tree.resolving.borrow_mut();
        if resolving.len() >= CHAIN || resolving.contains(&node) {
            return Vec::new();
        }
        resolving.push(node);
    }
    let found = antecedents(tree, agents, node);
    tree.resolving.borrow_mut().pop();
    found
}

fn antecedents(tree: &Tree<'_>, agents: &Agents, node: usize) -> Vec<Side> {
    let lower = tree.lower(node);
    let found = match lower {
        "his" | "her" | "its" if introduced(tree, agents, node).is_some() => {
            introduced(tree, agents, node).into_iter().collect()
        }
        "it" | "its" | "itself" => bodies(over(tree, agents, node)),
        "they" | "their" | "them" | "themselves" => many(tree, agents, node),
        "we" | "our" | "us" | "ourselves" => speakers_state(tree, agents, node),
        "i" | "my" | "me" | "myself" => speaker(tree, agents, node),
        "he" | "she" | "his" | "him" | "her" => {
            over(tree, agents, node).into_iter().filter(|s| s.kind == MentionKind::Person).collect()
        }
        _ if tree.mention(node).is_some() => country_before(tree, agents, node, lower),
        _ if tree.upos(node) == Upos::Noun || lower == "two" || lower == "both" => {
            noun(tree, agents, node)
        }
        _ => Vec::new(),
    };
    let span = tree.nodes[node].span;
    found
        .into_iter()
        .map(|actor| Side { node, actor: Actor { span, ..actor }, direct: false })
        .collect()
}

fn bodies(found: Vec<Actor>) -> Vec<Actor> {
    if found.len() > 1 {
        return Vec::new();
    }
    found.into_iter().filter(|a| a.kind != MentionKind::Person || a.is_group).collect()
}

/// The subject of the clause over `node`; of the sentence before where the main clause begins with it.
fn over(tree: &Tree<'_>, agents: &Agents, node: usize) -> Vec<Actor> {
    let mut at = node;
    for _ in 0..10 {
        let Some(head) = tree.head(at) else { break };
        let is_own = matches!(tree.rel(at), DepRel::Nsubj | DepRel::NsubjPass | DepRel::NsubjOuter);
        if !is_own && (tree.is_verb(head) || tree.own_subject(head).is_some()) {
            let subject = crate::rules::surface_subject(tree, head);
            let before = |&s: &usize| s < node && !tree.dominates(s, node);
            if let Some(subject) = subject
                .filter(before)
                .filter(|&s| tree.upos(s) != Upos::Pron || tree.mention(s).is_some())
            {
                let found = sides(tree, agents, subject, Reading::Agents);
                if !found.is_empty() {
                    return found.into_iter().map(|s| s.actor).collect();
                }
            }
        }
        at = head;
    }
    let opens = (0..node).all(|n| tree.mention(n).is_none_or(|m| m.kind == MentionKind::Place));
    if !opens {
        return Vec::new();
    }
    let context = tree.context;
    let near = |k: &&Known| tree.sentence.saturating_sub(k.sentence) <= REACH;
    context.subject.iter().filter(near).map(|k| k.actor.clone()).collect()
}

/// "On the margins of *his* visit to Rome, *Sargsyan* said": a possessive in what a clause opens with is the subject
/// behind it, where nobody is named before.
fn introduced(tree: &Tree<'_>, agents: &Agents, node: usize) -> Option<Actor> {
    let named = |n: usize| tree.mention(n).is_some_and(|m| m.kind != MentionKind::Place);
    if tree.rel(node) != DepRel::NmodPoss || (0..node).any(named) {
        return None;
    }
    let mut at = node;
    for _ in 0..6 {
        let over = tree.head(at)?;
        let subject = tree.own_subject(over).filter(|&s| s > node && !tree.dominates(at, s));
        if let Some(subject) = subject {
            let opens = matches!(tree.rel(at), DepRel::Obl | DepRel::Advcl | DepRel::OblUnmarked);
            let comma = (node..subject).any(|n| tree.lower(n) == ",");
            if !opens || !comma || tree.mention(subject).is_none() {
                return None;
            }
            let mut found = sides(tree, agents, subject, Reading::Agents).into_iter();
            let (first, more) = (found.next()?.actor, found.next());
            let person = first.kind == MentionKind::Person && !first.is_group;
            return (more.is_none() && person == (tree.lower(node) != "its")).then_some(first);
        }
        at = over;
    }
    None
}

/// "they", "their": whoever acts, best two of them.
fn many(tree: &Tree<'_>, agents: &Agents, node: usize) -> Vec<Actor> {
    // "Xi told Biden during their summit": both.
    if let Some(event) = tree.head(node).filter(|_| tree.rel(node) == DepRel::NmodPoss) {
        let other = |at: usize| {
            tree.by(at, &[DepRel::Nmod, DepRel::Obl])
                .any(|n| n > event && matches!(tree.preposition(n).as_str(), "with" | "to"))
        };
        let with = other(event) || tree.head(event).is_some_and(other);
        if SHARED.contains(&tree.lemma(event)) && !with {
            match pair_before(tree, agents, node, &[]) {
                Named::Two(pair) => return pair,
                Named::Others => return over(tree, agents, node),
                Named::Nobody => {}
            }
            let near = |k: &&Known| tree.sentence.saturating_sub(k.sentence) <= REACH;
            let group = tree.context.pair.iter().filter(near);
            return group.map(|k| k.actor.clone()).collect();
        }
    }
    over(tree, agents, node)
}

/// Event nouns that two people share.
const SHARED: [&str; 16] = [
    "meeting",
    "summit",
    "talk",
    "call",
    "conversation",
    "discussion",
    "alliance",
    "tie",
    "relation",
    "relationship",
    "cooperation",
    "partnership",
    "agreement",
    "negotiation",
    "session",
    "dispute",
];

/// Who is named before a word.
enum Named {
    Two(Vec<Actor>),
    Others,
    Nobody,
}

fn pair_before(tree: &Tree<'_>, agents: &Agents, node: usize, without: &[Actor]) -> Named {
    let mut named: Vec<Actor> = Vec::new();
    for subject in (0..node).filter(|&n| tree.mention(n).is_some()) {
        let role = tree.rel(subject);
        if matches!(
            role,
            DepRel::Nsubj
                | DepRel::Obj
                | DepRel::Iobj
                | DepRel::Conj
                | DepRel::Obl
                | DepRel::NsubjPass
        ) {
            named
                .extend(sides(tree, agents, subject, Reading::Agents).into_iter().map(|s| s.actor));
        }
    }
    named.dedup_by(|a, b| a.id == b.id);
    let mut apart: Vec<Actor> = Vec::new();
    let same = |a: &Actor, b: &Actor| a.id == b.id || a.country.is_some() && a.country == b.country;
    for actor in named.into_iter().filter(|a| !without.iter().any(|w| same(w, a))) {
        if apart
            .iter()
            .all(|a| a.id != actor.id && (a.country.is_none() || a.country != actor.country))
        {
            apart.push(actor);
        }
    }
    match apart.len() {
        0 => Named::Nobody,
        2 => Named::Two(apart),
        _ => Named::Others,
    }
}

/// "the two ministers", "both sides", "the country", "the group".
fn noun(tree: &Tree<'_>, agents: &Agents, node: usize) -> Vec<Actor> {
    let lemma = tree.lemma(node);
    let determiner = tree
        .by(node, &[DepRel::Det, DepRel::NmodPoss, DepRel::DetPredet])
        .map(|d| tree.lower(d))
        .next();
    let counted = tree.by(node, &[DepRel::Nummod]).find_map(|n| number(tree.lower(n)));
    if let Some(count) = counted.filter(|&c| c > 2 && PAIRS.contains(&tree.lower(node))) {
        return several(tree, count);
    }
    let number = counted == Some(2);
    let lower = tree.lower(node);
    let plain = determiner == Some("the")
        && matches!(lower, "leaders" | "ministers" | "sides" | "presidents");
    let both = determiner == Some("both")
        || number
        || plain
        || matches!(lower, "two" | "both" | "pair" | "duo");
    if both && (PAIRS.contains(&lower) || lower == "both") {
        return two(tree, agents, node, lemma);
    }
    if !matches!(determiner, Some("the" | "this")) {
        return Vec::new();
    }
    if let Some(holder) = office_holder(tree, node) {
        return vec![holder];
    }
    if let Some(group) = named_group(tree, agents, node).or_else(|| own_forces(tree, agents, node))
    {
        return vec![group];
    }
    if COUNTRY.contains(&lemma) && !is_described(tree, node) {
        return country_before(tree, agents, node, lemma);
    }
    let near = |k: &&Known| tree.sentence.saturating_sub(k.sentence) <= 1;
    let before = (0..node).rev().filter_map(|n| tree.mention(n).map(|m| (n, m)));
    let militant = tree
        .by(node, &[DepRel::Amod])
        .all(|a| matches!(tree.lemma(a), "militant" | "armed" | "islamist"));
    if BODY.contains(&lemma)
        && militant
        && tree.child(node, &[DepRel::Compound, DepRel::Nmod]).is_none()
    {
        for (n, mention) in before {
            if mention.kind == MentionKind::Organisation {
                return crate::sides::side_of(mention, n, None)
                    .into_iter()
                    .map(|s| s.actor)
                    .collect();
            }
        }
        let last = tree
            .context
            .recent
            .iter()
            .rev()
            .filter(near)
            .find(|k| k.actor.kind == MentionKind::Organisation);
        return last.map(|k| k.actor.clone()).into_iter().collect();
    }
    Vec::new()
}

/// Whether something says which country the noun at `node` means: "accused the regime *of shelling*" does not.
fn is_described(tree: &Tree<'_>, node: usize) -> bool {
    let verb = tree.head(node).filter(|_| tree.rel(node) == DepRel::Obj);
    let charge = |n: usize| {
        tree.rel(n) == DepRel::Nmod
            && tree.preposition(n) == "of"
            && verb.is_some_and(|v| CHARGING.contains(&tree.lemma(v)))
    };
    tree.by(node, &DESCRIBING).any(|n| !charge(n))
}

/// The country that "the country", "the regime" at `node` means: the last one named that is not who acts on it.
fn country_before(tree: &Tree<'_>, agents: &Agents, node: usize, noun: &str) -> Vec<Actor> {
    let verb = tree.head(node).filter(|_| tree.rel(node) == DepRel::Obj);
    let subject = verb.and_then(|v| crate::rules::surface_subject(tree, v));
    let actors = subject.map(|s| sides(tree, agents, s, Reading::Agents)).unwrap_or_default();
    let acts = |country: Option<&str>| {
        country.is_some() && actors.iter().any(|s| s.actor.country.as_deref() == country)
    };
    // What a regime rules may be named by a town of it.
    let ruled = |kind: MentionKind| {
        kind == MentionKind::Country || noun == "regime" && kind == MentionKind::Place
    };
    for (n, mention) in (0..node).rev().filter_map(|n| tree.mention(n).map(|m| (n, m))) {
        if ruled(mention.kind) && !acts(mention.country.as_deref()) {
            let side = crate::sides::side_of(mention, n, None);
            return side.into_iter().map(|s| s.actor).collect();
        }
    }
    let near = |k: &&Known| tree.sentence.saturating_sub(k.sentence) <= 1;
    let mut recent = tree.context.recent.iter().rev().filter(near);
    let other =
        |k: &&Known| k.actor.kind == MentionKind::Country && !acts(k.actor.country.as_deref());
    recent.find(other).map(|k| k.actor.clone()).into_iter().collect()
}

/// Whether the noun at `node` that points back to a country is the object of a verb with that country as its subject.
pub(crate) fn is_opposite(tree: &Tree<'_>, node: usize) -> bool {
    if !COUNTRY.contains(&tree.lower(node)) || tree.rel(node) != DepRel::Obj {
        return false;
    }
    let country = tree.mention(node).and_then(|m| m.country.as_deref());
    let subject = tree.head(node).and_then(|v| crate::rules::surface_subject(tree, v));
    let acts = subject.and_then(|s| tree.mention(s)).and_then(|m| m.country.as_deref());
    country.is_some() && country == acts
}

/// Verbs with an object and what it is charged with under "of".
const CHARGING: [&str; 8] =
    ["accuse", "suspect", "convict", "warn", "remind", "inform", "assure", "deprive"];

/// "the crown prince", "the president": who was last named with that office.
fn office_holder(tree: &Tree<'_>, node: usize) -> Option<Actor> {
    let lemma = tree.lemma(node);
    if !OFFICE.contains(&lemma)
        || tree.lower(node) != lemma
        || tree.child(node, &[DepRel::Nmod, DepRel::Appos]).is_some()
    {
        return None;
    }
    let holds = |k: &Known| {
        let office = k.actor.office.as_deref().unwrap_or_default().to_lowercase();
        let mut words = office.split_whitespace().chain(k.title.split_whitespace());
        k.actor.kind == MentionKind::Person && words.any(|w| w.trim_matches(',') == lemma)
    };
    let near = |k: &&Known| tree.sentence.saturating_sub(k.sentence) <= HOLDER_REACH;
    let mut recent = tree.context.recent.iter().rev().filter(near);
    recent.find(|k| holds(k)).map(|k| k.actor.clone())
}

/// "the rebels": the group last named by that noun with whose it is.
fn named_group(tree: &Tree<'_>, agents: &Agents, node: usize) -> Option<Actor> {
    let lemma = tree.lemma(node);
    if COUNTRY.contains(&lemma) || BODY.contains(&lemma) || !is_group_noun(tree, agents, node) {
        return None;
    }
    if tree.child(node, &DESCRIBING).is_some() {
        return None;
    }
    let near = |k: &Known| tree.sentence.saturating_sub(k.sentence) <= HOLDER_REACH;
    let mut groups = tree.context.groups.iter().rev();
    groups.find(|g| g.0 == lemma && near(&g.1)).map(|g| g.1.actor.clone())
}

/// "Israel's spokesman said *the air force* struck": the forces of the state that says so.
fn own_forces(tree: &Tree<'_>, agents: &Agents, node: usize) -> Option<Actor> {
    const FORCES: [&str; 8] =
        ["army", "military", "navy", "force", "forces", "troops", "soldiers", "police"];
    const KINDS: [&str; 5] = ["air", "armed", "security", "ground", "naval"];
    let only_kind = tree.by(node, &DESCRIBING).all(|n| KINDS.contains(&tree.lower(n)));
    if !FORCES.contains(&tree.lower(node)) || !only_kind {
        return None;
    }
    let speaker = speaking(tree, node)?;
    let state = state_of_first(tree, agents, speaker).into_iter().next()?;
    let sector = Some("MIL".to_owned());
    (state.kind == MentionKind::Country).then_some(Actor { sector, is_group: true, ..state })
}

/// How many sentences back who holds an office may have been named.
const HOLDER_REACH: u32 = 10;

/// Offices that one person at a time holds.
const OFFICE: [&str; 12] = [
    "president",
    "premier",
    "prince",
    "king",
    "pope",
    "chancellor",
    "emir",
    "sultan",
    "ayatollah",
    "queen",
    "minister",
    "secretary",
];

/// A small number in words.
fn number(word: &str) -> Option<usize> {
    let words = ["two", "three", "four", "five"];
    words.iter().position(|w| *w == word).map(|at| at + 2)
}

/// "the three leaders": those who stood together, if they are as many.
fn several(tree: &Tree<'_>, count: usize) -> Vec<Actor> {
    let near = |k: &&Known| tree.sentence.saturating_sub(k.sentence) <= REACH;
    let group: Vec<&Known> = tree.context.pair.iter().filter(near).collect();
    if group.len() == count {
        return group.into_iter().map(|k| k.actor.clone()).collect();
    }
    Vec::new()
}

fn two(tree: &Tree<'_>, agents: &Agents, node: usize, lemma: &str) -> Vec<Actor> {
    let people = matches!(
        lemma,
        "leader"
            | "minister"
            | "president"
            | "diplomat"
            | "man"
            | "official"
            | "two"
            | "pair"
            | "both"
    );
    // "its two allies" are not its owner.
    let owners: Vec<Actor> = tree
        .by(node, &[DepRel::NmodPoss])
        .flat_map(|o| sides(tree, agents, o, Reading::Agents))
        .map(|s| s.actor)
        .collect();
    match pair_before(tree, agents, node, &owners) {
        Named::Two(pair) => return pair,
        Named::Others => return Vec::new(),
        Named::Nobody => {}
    }
    let near = |k: &&Known| tree.sentence.saturating_sub(k.sentence) <= REACH;
    let pair: Vec<&Known> = tree.context.pair.iter().filter(near).collect();
    if pair.len() != 2 {
        return Vec::new();
    }
    if people
        && pair.iter().any(|k| k.actor.kind != MentionKind::Person)
        && !matches!(lemma, "both" | "two")
    {
        return Vec::new();
    }
    pair.into_iter().map(|k| if people { k.actor.clone() } else { state_of(k) }).collect()
}

/// Whether somebody's office is that of a body, not of the state of origin.
fn speaks_for_a_body(actor: &Actor) -> bool {
    const BODIES: [&str; 8] = [
        "high representative",
        "european",
        "united nations",
        "nato",
        "secretary-general",
        "secretary general",
        "managing director",
        "special envoy of the",
    ];
    let office = actor.office.as_deref().unwrap_or_default().to_lowercase();
    BODIES.iter().any(|b| office.contains(b))
}

/// The state that a person speaks for.
fn state_of(known: &Known) -> Actor {
    let actor = known.actor.clone();
    if speaks_for_a_body(&actor) {
        return actor;
    }
    match (&actor.country, &known.country_name) {
        (Some(code), Some(name))
            if matches!(actor.kind, MentionKind::Person | MentionKind::Office) =>
        {
            Actor {
                id: code.clone(),
                name: name.clone(),
                kind: MentionKind::Country,
                office: None,
                ..actor
            }
        }
        _ => actor,
    }
}
