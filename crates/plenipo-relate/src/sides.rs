//! [`sides`]: who stands at a node of the tree: a name, those joined to it, or a group that belongs to one.

use plenipo_gazetteer::{Mention, MentionKind, Via};
use plenipo_syntax::{DepRel, Upos};

use crate::agents::Agents;
use crate::relation::Actor;
use crate::tree::Tree;

/// An actor at a node of a tree.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    /// The node asked for, or one joined to it.
    pub(crate) node: usize,
    pub(crate) actor: Actor,
    /// Found by name or group, not as owner of something.
    pub(crate) direct: bool,
}

/// How freely a noun may stand for its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Only people and bodies: "Russian troops".
    Agents,
    /// What somebody does, but not what is done to them: "Iran's new law", "the strike by Israel".
    Deeds,
    /// Whatever belongs to somebody: "Russian oil", "a town in Ukraine".
    Belongings,
}

/// How deep conjuncts and owners are followed; sentences of news do not go further.
const DEPTH: usize = 4;

/// Who stands at `node`, with those joined to it, in the order of the sentence.
pub(crate) fn sides(tree: &Tree<'_>, agents: &Agents, node: usize, reading: Reading) -> Vec<Side> {
    let mut out = Vec::new();
    collect(tree, agents, node, reading, DEPTH, &mut out);
    out.sort_by_key(|s| s.actor.span);
    out.dedup_by(|a, b| a.actor.span == b.actor.span && a.actor.id == b.actor.id);
    out
}

fn collect(
    tree: &Tree<'_>,
    agents: &Agents,
    node: usize,
    reading: Reading,
    depth: usize,
    out: &mut Vec<Side>,
) {
    if depth == 0 {
        return;
    }
    at_node(tree, agents, node, reading, depth, out);
    // "in 1979 and Jordan followed": a year is joined to no actor.
    if tree.upos(node) == Upos::Num {
        return;
    }
    // "the invasion of Ukraine and the conflict": what is joined to a name is one as well.
    let reading = if tree.mention(node).is_some() { Reading::Agents } else { reading };
    for conjunct in tree.by(node, &[DepRel::Conj]) {
        if is_apposed(tree, conjunct) || is_beyond_apposition(tree, node, conjunct) {
            continue;
        }
        if tree.is_nominal(conjunct) || tree.mention(conjunct).is_some() {
            collect(tree, agents, conjunct, reading, depth - 1, out);
        }
    }
    if let Some(extra) = added(tree, node) {
        collect(tree, agents, extra, Reading::Agents, depth - 1, out);
    }
    // "the US, along with allies like Japan": one more of the same side.
    for extra in tree.by(node, &[DepRel::Nmod]) {
        if JOINING.contains(&tree.preposition(extra).as_str()) {
            collect(tree, agents, extra, Reading::Agents, depth - 1, out);
        }
    }
}

/// "Turkey, a NATO *member*, and the US": a parse that joins what only says what the name is.
fn is_apposed(tree: &Tree<'_>, node: usize) -> bool {
    let says = is_relational(tree, node) || tree.lemma(node) == "member";
    let article = tree.by(node, &[DepRel::Det]).find(|&d| matches!(tree.lower(d), "a" | "an"));
    says && article.is_some_and(|d| d > 0 && tree.lower(d - 1) == ",")
}

/// "Turkey, an opponent of Assad, and *Russia*": the comma ends what is said of Turkey.
pub(crate) fn is_beyond_apposition(tree: &Tree<'_>, node: usize, conjunct: usize) -> bool {
    let Some(and) = tree.child(conjunct, &[DepRel::Cc]).filter(|&c| c > 0) else { return false };
    if tree.lower(and - 1) != "," {
        return false;
    }
    let Some(noun) = tree.head(node).filter(|_| tree.rel(node) == DepRel::Nmod) else {
        return false;
    };
    let begins = tree.by(noun, &[DepRel::Det]).next().unwrap_or(noun);
    let only = tree.by(node, &[DepRel::Conj]).next() == Some(conjunct);
    only && tree.rel(noun) == DepRel::Appos && begins > 0 && tree.lower(begins - 1) == ","
}

/// "Germany, *together with France*": one more of the same side, which the parse hangs on the adverb.
fn added(tree: &Tree<'_>, node: usize) -> Option<usize> {
    let at = |n: usize| if n < tree.len() { tree.lower(n) } else { "" };
    let adverb = if at(node + 1) == "," { node + 2 } else { node + 1 };
    if !matches!(at(adverb), "together" | "along" | "alongside") || at(adverb + 1) != "with" {
        return None;
    }
    let extra = tree.head(adverb + 1)?;
    (extra > adverb && tree.head(extra) == Some(adverb)).then_some(extra)
}

/// A capital with another name before it is a club or a paper, no government: "Real Madrid".
fn is_club(tree: &Tree<'_>, node: usize, mention: &Mention) -> bool {
    let capital = mention.metonymy || mention.kind == MentionKind::Place;
    let before = [DepRel::Compound, DepRel::Flat, DepRel::Amod];
    let written_as_name = |n: usize| {
        n > 0
            && tree.mention(n).is_none()
            && matches!(tree.upos(n), Upos::Propn | Upos::Adj)
            && tree.nodes[n].span.of(tree.text).starts_with(char::is_uppercase)
    };
    capital && tree.by(node, &before).any(written_as_name)
}

/// Whether the name of a place stands where a place stands; as a subject, an object or an owner a capital is its
/// government: "Kyiv thanked Berlin".
fn is_location(tree: &Tree<'_>, node: usize) -> bool {
    let mut at = node;
    while tree.rel(at) == DepRel::Conj {
        let Some(first) = tree.head(at) else { break };
        at = first;
    }
    match tree.rel(at) {
        DepRel::Nsubj | DepRel::Obj | DepRel::Iobj => {
            !tree.head(at).is_some_and(|h| tree.is_verb(h))
        }
        DepRel::NmodPoss => false,
        DepRel::Obl | DepRel::Nmod | DepRel::OblAgent => {
            const GIVEN: [&str; 8] =
                ["with", "between", "against", "by", "to", "for", "on", "among"];
            !GIVEN.contains(&tree.preposition(at).as_str())
        }
        _ => true,
    }
}

/// Prepositions that add to a side.
const JOINING: [&str; 9] = [
    "along with",
    "together with",
    "as well as",
    "including",
    "like",
    "alongside",
    "such as",
    "plus",
    "besides",
];

fn at_node(
    tree: &Tree<'_>,
    agents: &Agents,
    node: usize,
    reading: Reading,
    depth: usize,
    out: &mut Vec<Side>,
) {
    if let Some(mention) = tree.mention(node) {
        // "Turkey accused *the regime*": a noun that the tagger takes for who acts itself is somebody else.
        if mention.via == Via::Nominal && crate::anaphora::is_opposite(tree, node) {
            out.extend(crate::anaphora::resolve(tree, agents, node));
            return;
        }
        let place = mention.kind == MentionKind::Place && reading != Reading::Belongings;
        let located = place && is_location(tree, node);
        if !located && !is_club(tree, node, mention) {
            out.extend(tree.mentions_at(node).iter().filter_map(|m| side_of(m, node, None)));
        }
        return;
    }
    let word = matches!(
        tree.upos(node),
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj | Upos::Num | Upos::Det
    );
    if !word && !is_noun_after_all(tree, agents, node) {
        return;
    }
    let before = out.len();
    // "Deputy Prime Minister *Telemar*": the title says who it is.
    if titled(tree, agents, node, depth, out) {
        return;
    }
    // "Hezbollah, an armed group that attacked": who is said to be what.
    if let Some(name) = apposed_to(tree, node) {
        return at_node(tree, agents, name, reading, depth - 1, out);
    }
    // "the once mighty *Mali*": the parser may hang the name on what describes it.
    if tree.upos(node) == Upos::Adj {
        for name in tree.by(node, &[DepRel::Flat]).filter(|&n| n > node) {
            if tree.mention(name).is_some_and(|m| !m.adjectival) {
                at_node(tree, agents, name, Reading::Agents, depth - 1, out);
            }
        }
        if out.len() > before {
            return;
        }
    }
    let sector = sector_of(tree, agents, node);
    if tree.upos(node) == Upos::Pron || is_bare(tree, node) {
        out.extend(crate::anaphora::resolve(tree, agents, node));
        if out.len() > before {
            return;
        }
    }
    // "its ally, Japan", "NATO ally Germany", "an ally in the Gulf, Qatar": the name says who it is.
    let next = Some(node + 1)
        .filter(|&n| n < tree.len() && is_relational(tree, node) && is_named(tree, n));
    let inside = tree.by(node, &[DepRel::Nmod]).filter(|_| is_relational(tree, node));
    let inside = inside.flat_map(|n| tree.by(n, &[DepRel::Appos])).filter(|&n| is_state(tree, n));
    for name in tree.by(node, &[DepRel::Appos]).chain(next).chain(inside) {
        if tree.mention(name).is_some_and(|m| !m.adjectival) {
            collect(tree, agents, name, Reading::Agents, depth - 1, out);
        }
    }
    if out.len() > before {
        return;
    }
    // "its border with Gaza": who is on the other side.
    if BORDERS.contains(&tree.lemma(node)) {
        let across: Vec<usize> =
            tree.by(node, &[DepRel::Nmod]).filter(|&n| tree.preposition(n) == "with").collect();
        for other in &across {
            collect(tree, agents, *other, Reading::Agents, depth - 1, out);
        }
        if !across.is_empty() {
            return;
        }
    }
    if sector.is_none() && reading == Reading::Agents && !stands_for_members(tree, node) {
        return;
    }
    for owner in owners(tree, node, reading) {
        let mut found = Vec::new();
        let reading = reading_of_owner(tree, node, owner, reading, sector.is_some());
        collect(tree, agents, owner, reading, depth - 1, &mut found);
        for mut side in found {
            side.actor.span =
                if owner == node { side.actor.span } else { group_span(tree, node, owner, &side) };
            side.actor.sector = side.actor.sector.or_else(|| sector.map(str::to_owned));
            side.actor.is_group = true;
            // "EU regulators" are the EU; "the anti-IS coalition", "Hamas supporters" and "the G7 foreign ministers", of
            // a body that has none of its own, are others.
            let others = is_other(tree.lemma(node)) && sector.is_some();
            let of_members = tree.lemma(node) == "minister" || others || of_single(tree, node);
            let named_in_words = of_members && side.actor.country.is_none();
            if named_in_words && side.actor.span.contains(tree.nodes[node].span) {
                side.actor.span.of(tree.text).clone_into(&mut side.actor.name);
            }
            side.actor.office = None;
            side.direct = sector.is_some();
            out.push(side);
        }
        if out.len() > before {
            return;
        }
    }
}

/// "A UN *expert* is calling": a noun for who acts that the parse takes for a verb.
fn is_noun_after_all(tree: &Tree<'_>, agents: &Agents, node: usize) -> bool {
    let role = matches!(tree.rel(node), DepRel::Nsubj | DepRel::Obj | DepRel::OblAgent);
    role && tree.child(node, &[DepRel::Det]).is_some() && agents.sector(tree.lower(node)).is_some()
}

fn is_named(tree: &Tree<'_>, node: usize) -> bool {
    tree.mention(node).is_some_and(|m| !m.adjectival && m.kind != MentionKind::Place)
}

fn is_state(tree: &Tree<'_>, node: usize) -> bool {
    tree.mention(node).is_some_and(|m| !m.adjectival && m.kind == MentionKind::Country)
}

/// Whether the noun at `node` says that who it is stands beside or opposite somebody: "ally", "rival".
pub(crate) fn is_relational(tree: &Tree<'_>, node: usize) -> bool {
    tree.mention(node).is_none() && RELATIONAL.contains(&tree.lemma(node))
}

/// Adds the actor of the office that describes a name of no table: "the Turkish envoy *Kaya*".
fn titled(
    tree: &Tree<'_>,
    agents: &Agents,
    node: usize,
    depth: usize,
    out: &mut Vec<Side>,
) -> bool {
    if tree.upos(node) != Upos::Propn {
        return false;
    }
    let before = out.len();
    // "*Mrs* Clinton": the name hangs on how she is addressed.
    if HONORIFIC.contains(&tree.lower(node)) {
        for name in tree.by(node, &[DepRel::Flat]).filter(|&n| is_named(tree, n)) {
            at_node(tree, agents, name, Reading::Agents, depth - 1, out);
        }
        return out.len() > before;
    }
    for title in tree.by(node, &[DepRel::NmodDesc, DepRel::Compound]).filter(|&t| t < node) {
        let office = tree.mention(title).is_some_and(|m| m.kind == MentionKind::Office);
        if office || is_group_noun(tree, agents, title) {
            at_node(tree, agents, title, Reading::Agents, depth - 1, out);
        }
    }
    // "*Nino Burjanadze*, the chair of the Georgian Parliament".
    if out.len() == before {
        for role in tree.by(node, &[DepRel::Appos]).filter(|&n| is_group_noun(tree, agents, n)) {
            at_node(tree, agents, role, Reading::Agents, depth - 1, out);
            for side in &mut out[before..] {
                side.actor.span = tree.nodes[node].span;
            }
        }
        return out.len() > before;
    }
    for side in &mut out[before..] {
        side.actor.span = side.actor.span.cover(tree.nodes[node].span);
    }
    out.len() > before
}

/// How people are addressed.
const HONORIFIC: [&str; 10] =
    ["mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "madam", "mr."];

/// The name that the noun at `node` stands beside to say what it is, with an article: "*Qatar*, a state that".
fn apposed_to(tree: &Tree<'_>, node: usize) -> Option<usize> {
    let name = tree.head(node).filter(|&h| h < node && tree.rel(node) == DepRel::Appos)?;
    let article = tree.child(node, &[DepRel::Det]).is_some_and(|d| {
        d > 0 && matches!(tree.lower(d), "a" | "an" | "the") && tree.lower(d - 1) == ","
    });
    (article && tree.upos(node) == Upos::Noun && is_named(tree, name)).then_some(name)
}

/// Whether the word at `node` is a noun for people by what they do: "minister", "rebels".
pub(crate) fn is_group_noun(tree: &Tree<'_>, agents: &Agents, node: usize) -> bool {
    tree.mention(node).is_none()
        && tree.upos(node) == Upos::Noun
        && agents.sector(tree.lemma(node)).is_some()
}

/// The sector of a noun that acts; of a name, that of the noun before it: "Mali's *minister* Diop".
fn sector_of<'a>(tree: &Tree<'_>, agents: &'a Agents, node: usize) -> Option<&'a str> {
    let of_title = || {
        let mut titles = tree.by(node, &[DepRel::NmodDesc]).filter(|&t| t < node);
        titles.find_map(|t| agents.sector(tree.lemma(t)).filter(|_| tree.mention(t).is_none()))
    };
    let name = tree.upos(node) == Upos::Propn;
    agents.sector(tree.lemma(node)).or_else(|| if name { of_title() } else { None })
}

/// How the owner of a noun may be read: "*Washington* officials" are those of the state, and of what belongs to
/// what belongs to somebody, the owner is that somebody: "the closure of shops in *Mali*".
fn reading_of_owner(
    tree: &Tree<'_>,
    node: usize,
    owner: usize,
    reading: Reading,
    is_group: bool,
) -> Reading {
    let named = tree.mention(owner).is_some();
    let describes = matches!(tree.rel(owner), DepRel::Compound | DepRel::Amod) && owner < node;
    // "the premier of Canada's *Alberta* province": what an agent is of, is of a state.
    let of_part = is_group && !named && tree.preposition(owner) == "of";
    // "a court in *Istanbul*", "officials in *Seoul*": who rules at a place, while troops and envoys may be strangers there.
    let rules =
        is_group && named && RULERS.contains(&tree.lemma(node)) && tree.preposition(owner) == "in";
    let of_state = is_group && named && describes || of_part || rules;
    let deeper = reading == Reading::Belongings && !named;
    if of_state || deeper { Reading::Belongings } else { Reading::Agents }
}

/// Nouns for who rules where they are.
const RULERS: [&str; 13] = [
    "court",
    "judge",
    "official",
    "authority",
    "police",
    "prosecutor",
    "government",
    "parliament",
    "lawmaker",
    "ministry",
    "leader",
    "leadership",
    "regime",
];

/// Nouns for what two states share an edge of.
const BORDERS: [&str; 4] = ["border", "frontier", "boundary", "borderline"];

/// Whether no name hangs on the noun at `node`, so that it may point back: "the country", "both sides".
fn is_bare(tree: &Tree<'_>, node: usize) -> bool {
    tree.by(node, &[DepRel::Amod, DepRel::Compound, DepRel::NmodPoss, DepRel::Nmod, DepRel::Appos])
        .all(|n| tree.mention(n).is_none())
}

/// The words of a group: from its owner to its head where they are next to each other.
fn group_span(tree: &Tree<'_>, node: usize, owner: usize, side: &Side) -> plenipo_text::Span {
    let one_owner = side.node == owner;
    let near = owner.abs_diff(node) <= 4;
    if one_owner && near { tree.cover(owner, node) } else { side.actor.span }
}

/// "members of NATO", "some of the rebels", "a group of Russian soldiers".
fn stands_for_members(tree: &Tree<'_>, node: usize) -> bool {
    const PARTS: [&str; 29] = [
        "member", "some", "many", "most", "all", "both", "one", "two", "number", "group", "dozen",
        "hundred", "thousand", "leader", "majority", "several", "part", "those", "other", "each",
        "series", "wave", "ten", "scores", "bunch", "handful", "pair", "couple", "crowd",
    ];
    PARTS.contains(&tree.lemma(node))
}

/// "NATO member countries": each of them, where "EU states" together are the EU.
fn of_single(tree: &Tree<'_>, node: usize) -> bool {
    let member = |n: usize| tree.lemma(n) == "member";
    tree.lemma(node) == "country" && tree.by(node, &[DepRel::Compound, DepRel::Amod]).any(member)
}

/// Nouns for people and bodies that are not those whose name stands with them.
fn is_other(lemma: &str) -> bool {
    matches!(
        lemma,
        "coalition"
            | "alliance"
            | "supporter"
            | "backer"
            | "sympathiser"
            | "sympathizer"
            | "victim"
            | "survivor"
            | "captive"
            | "hostage"
            | "prisoner"
            | "detainee"
            | "target"
    ) || RELATIONAL.contains(&lemma)
}

/// Nouns for who stands opposite its owner.
const RELATIONAL: [&str; 14] = [
    "counterpart",
    "ally",
    "neighbour",
    "neighbor",
    "partner",
    "rival",
    "enemy",
    "opponent",
    "friend",
    "adversary",
    "critic",
    "foe",
    "host",
    "guest",
];

/// Participles that make the name before them an owner: "Greek-owned".
const COMPOUNDED: [&str; 8] =
    ["owned", "flagged", "registered", "operated", "led", "controlled", "held", "run"];

/// Nodes that own `node`, the nearest kind first.
fn owners(tree: &Tree<'_>, node: usize, reading: Reading) -> Vec<usize> {
    let named = |n: &usize| tree.mention(*n).is_some();
    // "his Egyptian counterpart" is not his.
    let relational = RELATIONAL.contains(&tree.lemma(node));
    let mut out: Vec<usize> = tree.by(node, &[DepRel::NmodPoss]).filter(|_| !relational).collect();
    out.extend(
        tree.by(
            node,
            &[DepRel::Amod, DepRel::Compound, DepRel::Nmod, DepRel::NmodDesc, DepRel::Flat],
        )
        .filter(|n| tree.mention(*n).is_some() && tree.preposition(*n).is_empty()),
    );
    // "all the EU member states": the name may hang on the word before.
    if out.is_empty() {
        for word in tree.by(node, &[DepRel::Compound]).filter(|&n| tree.mention(n).is_none()) {
            out.extend(tree.by(word, &[DepRel::Compound, DepRel::Amod]).filter(named));
        }
    }
    // "a Greek-owned tanker", "the U.S.-led coalition".
    for made in tree.by(node, &[DepRel::Amod]).filter(|&n| COMPOUNDED.contains(&tree.lower(n))) {
        out.extend(
            tree.by(made, &[DepRel::Compound, DepRel::Obl, DepRel::Amod, DepRel::Nmod])
                .filter(named),
        );
    }
    let under = |prepositions: &[&str]| {
        let mut found: Vec<usize> = Vec::new();
        for n in tree.by(node, &[DepRel::Nmod]) {
            if prepositions.contains(&tree.preposition(n).as_str()) {
                found.push(n);
            }
        }
        found
    };
    let suffered = reading == Reading::Deeds && crate::rules::is_suffered(tree.lemma(node));
    out.extend(under(if relational || suffered { &["from"] } else { &["of", "from"] }));
    if reading == Reading::Deeds {
        out.extend(under(&["by"]));
        // "missiles fired by Iran".
        for clause in tree.by(node, &[DepRel::Acl]).filter(|&c| tree.is_verb(c)) {
            out.extend(tree.by(clause, &[DepRel::OblAgent]));
        }
        for thing in tree.by(node, &[DepRel::Nmod]).filter(|&n| tree.mention(n).is_none()) {
            out.extend(tree.by(thing, &[DepRel::Nmod]).filter(|&n| tree.preposition(n) == "by"));
        }
    } else if reading == Reading::Belongings {
        out.extend(under(&["in", "by", "inside", "at", "near"]));
        // "an anti-Israel march": the parser hangs the name on the prefix.
        for prefix in tree.by(node, &[DepRel::Compound, DepRel::Amod]) {
            if matches!(tree.lower(prefix), "anti" | "pro") {
                out.extend(tree.by(prefix, &[DepRel::Flat, DepRel::Compound]).filter(named));
            }
        }
        // "roads leading into Mali", "a march supporting Mali".
        for clause in tree.by(node, &[DepRel::Acl]).filter(|&c| tree.is_verb(c)) {
            let inside = [DepRel::Obl, DepRel::OblAgent, DepRel::Obj];
            out.extend(tree.by(clause, &inside).filter(named));
        }
    } else {
        out.extend(under(&["in"]).into_iter().filter(named));
    }
    out
}

/// The actor that a mention is; `None` for one that is nobody.
pub(crate) fn side_of(mention: &Mention, node: usize, sector: Option<&str>) -> Option<Side> {
    if mention.id.is_empty() && mention.name.is_empty() {
        return None;
    }
    let place = mention.kind == MentionKind::Place;
    let country = mention.country.as_deref();
    if place && country.is_none() {
        return None;
    }
    let actor = Actor {
        id: if place { country.unwrap_or_default().to_owned() } else { mention.id.clone() },
        name: match &mention.country_name {
            Some(name) if place => name.clone(),
            _ => mention.name.clone(),
        },
        kind: if place { MentionKind::Country } else { mention.kind },
        office: mention.office.clone(),
        country: mention.country.clone(),
        sector: sector.map(str::to_owned),
        is_group: false,
        span: mention.span,
    };
    Some(Side { node, actor, direct: true })
}
