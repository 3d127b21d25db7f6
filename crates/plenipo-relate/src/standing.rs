//! Rows of what is so rather than what happens: a state is a member of an organisation, or hosts its
//! meeting.

use plenipo_gazetteer::{Mention, MentionKind};
use plenipo_syntax::DepRel;
use plenipo_text::{Document, Span};

use crate::hash::stable_id;
use crate::relation::{Actor, Modality, Relation, RelationKind};
use crate::status::status;
use crate::tree::Tree;

/// Nouns for a meeting that somebody hosts.
const MEETINGS: [&str; 12] = [
    "summit",
    "meeting",
    "conference",
    "talk",
    "session",
    "forum",
    "assembly",
    "event",
    "gathering",
    "negotiation",
    "exercise",
    "consultation",
];

/// A statement of standing before it is a row.
struct Standing<'t> {
    kind: RelationKind,
    who: &'t Mention,
    of: &'t Mention,
    trigger: Span,
    modality: Modality,
    former: bool,
    rule: &'static str,
}

/// The memberships and hosts that a sentence states. `body` is the last organisation named before it:
/// "Member countries include" speaks of that.
pub(crate) fn relations(
    doc: &Document,
    tree: &Tree<'_>,
    body: Option<&Mention>,
    sentence: u32,
) -> Vec<Relation> {
    let mut found = Vec::new();
    for node in 0..tree.len() {
        if tree.mention(node).is_some() {
            continue;
        }
        match tree.lemma(node) {
            "member" => member(tree, node, body, &mut found),
            "host" if tree.is_verb(node) => host(tree, node, &mut found),
            "host" => host_nation(tree, node, body, &mut found),
            _ => {}
        }
    }
    let mut out: Vec<Relation> = Vec::new();
    for standing in found.iter().filter(|s| s.who.id != s.of.id) {
        let row = row(doc, standing, sentence);
        if !out.iter().any(|r| (&r.source.id, &r.target.id) == (&row.source.id, &row.target.id)) {
            out.push(row);
        }
    }
    out
}

/// "Turkey is a member of NATO", "NATO members Poland and Hungary", "Member countries include".
fn member<'t>(
    tree: &Tree<'t>,
    node: usize,
    body: Option<&'t Mention>,
    out: &mut Vec<Standing<'t>>,
) {
    // "member states": the noun over it is what is said of the states.
    let over = tree.head(node);
    let states = over.filter(|&h| {
        tree.rel(node) == DepRel::Compound
            && matches!(tree.lemma(h), "state" | "country" | "nation" | "government")
    });
    let noun = states.unwrap_or(node);
    if tree.by(noun, &[DepRel::Det, DepRel::Advmod]).any(|c| matches!(tree.lower(c), "no" | "not"))
    {
        return;
    }
    let former = tree.by(noun, &[DepRel::Amod]).any(|c| tree.lower(c) == "former");
    let mut named = organisation(tree, noun).or_else(|| organisation(tree, node));
    let (members, rule) = if let Some(verb) = includes(tree, noun) {
        let objects = tree.by(verb, &[DepRel::Obj]).flat_map(|o| states_in(tree, o)).collect();
        named = named.or(body);
        (objects, "member:include")
    } else if tree.child(noun, &[DepRel::Cop]).is_some() {
        let subject = tree.own_subject(noun).map(|s| states_in(tree, s)).unwrap_or_default();
        (subject, "member:copula")
    } else if tree.rel(noun) == DepRel::Appos {
        (tree.head(noun).and_then(|h| state(tree, h)).into_iter().collect(), "member:apposition")
    } else {
        (beside(tree, noun, &mut named), "member:title")
    };
    let Some(of) = named else { return };
    let modality = if former { Modality::Happened } else { Modality::Ongoing };
    let trigger = tree.nodes[node].span.cover(tree.nodes[noun].span);
    let kind = RelationKind::Membership;
    for who in members {
        out.push(Standing { kind, who, of, trigger, modality, former, rule });
    }
}

/// The verb that lists the members: "Members include".
fn includes(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    let verb = tree.head(noun).filter(|_| tree.rel(noun) == DepRel::Nsubj)?;
    matches!(tree.lemma(verb), "include" | "comprise").then_some(verb)
}

/// "NATO member *Turkey*", "NATO members *Poland* and *Hungary*".
fn beside<'t>(tree: &Tree<'t>, noun: usize, named: &mut Option<&'t Mention>) -> Vec<&'t Mention> {
    const TITLE: [DepRel; 4] =
        [DepRel::Compound, DepRel::NmodDesc, DepRel::Flat, DepRel::NmodUnmarked];
    if let Some(head) = tree.head(noun).filter(|_| TITLE.contains(&tree.rel(noun))) {
        *named = named.or_else(|| organisation(tree, head));
        return states_in(tree, head);
    }
    // The parser may hang the name beside the noun: both as subjects, both as objects.
    let next = noun + 1;
    let twin = next < tree.len() && tree.head(next) == tree.head(noun);
    if twin && tree.rel(next) == tree.rel(noun) && state(tree, next).is_some() {
        return states_in(tree, next);
    }
    let behind: Vec<usize> =
        tree.by(noun, &[DepRel::Appos, DepRel::Flat, DepRel::NmodUnmarked]).collect();
    behind.into_iter().flat_map(|n| states_in(tree, n)).collect()
}

/// "Japan hosted the G7 summit", "the NATO summit hosted by Spain".
fn host<'t>(tree: &Tree<'t>, verb: usize, out: &mut Vec<Standing<'t>>) {
    let passive = tree.is_passive(verb);
    let hosts: Vec<&Mention> = if passive {
        let by = tree.by(verb, &[DepRel::OblAgent, DepRel::Obl]);
        by.filter(|&n| tree.preposition(n) == "by").flat_map(|n| states_in(tree, n)).collect()
    } else {
        tree.own_subject(verb).map(|s| states_in(tree, s)).unwrap_or_default()
    };
    let meeting = match (passive, tree.own_subject(verb)) {
        (true, Some(subject)) => Some(subject),
        (true, None) => tree.head(verb),
        (false, _) => tree.child(verb, &[DepRel::Obj]),
    };
    let Some(meeting) = meeting.filter(|&m| MEETINGS.contains(&tree.lemma(m))) else { return };
    let Some(of) = organisation(tree, meeting) else { return };
    let told = status(tree, verb);
    if told.negated {
        return;
    }
    let trigger = tree.nodes[verb].span;
    let kind = RelationKind::Host;
    for who in hosts {
        let modality = told.modality;
        out.push(Standing { kind, who, of, trigger, modality, former: false, rule: "host:verb" });
    }
}

/// "host nation Britain", "Britain, the host of the G7 summit".
fn host_nation<'t>(
    tree: &Tree<'t>,
    node: usize,
    body: Option<&'t Mention>,
    out: &mut Vec<Standing<'t>>,
) {
    let nation = tree.head(node).filter(|&h| matches!(tree.lemma(h), "nation" | "country"));
    let noun = nation.unwrap_or(node);
    let mut of = organisation(tree, noun);
    let mut who = if tree.rel(noun) == DepRel::Appos {
        tree.head(noun).and_then(|h| state(tree, h)).into_iter().collect()
    } else {
        beside(tree, noun, &mut of)
    };
    if who.is_empty() {
        who.extend(tree.head(noun).and_then(|h| state(tree, h)));
    }
    let Some(of) = of.or(body.filter(|_| nation.is_some())) else { return };
    let trigger = tree.nodes[node].span.cover(tree.nodes[noun].span);
    let (kind, modality) = (RelationKind::Host, Modality::Ongoing);
    for who in who {
        out.push(Standing { kind, who, of, trigger, modality, former: false, rule: "host:nation" });
    }
}

/// The organisation that modifies the noun at `node`, or stands behind it under "of".
fn organisation<'t>(tree: &Tree<'t>, node: usize) -> Option<&'t Mention> {
    const NEAR: [DepRel; 5] =
        [DepRel::Compound, DepRel::NmodPoss, DepRel::Amod, DepRel::NmodDesc, DepRel::Nmod];
    let theirs = |&n: &usize| {
        tree.rel(n) != DepRel::Nmod || matches!(tree.preposition(n).as_str(), "of" | "in")
    };
    let body = |n: usize| tree.mention(n).filter(|m| m.kind == MentionKind::Organisation);
    let near = tree.by(node, &NEAR).filter(theirs).collect::<Vec<_>>();
    // "members of the G7 group": one step further.
    near.iter()
        .find_map(|&n| body(n))
        .or_else(|| near.iter().flat_map(|&n| tree.by(n, &NEAR[..4])).find_map(body))
}

/// The state that `node` names.
fn state<'t>(tree: &Tree<'t>, node: usize) -> Option<&'t Mention> {
    tree.mention(node).filter(|m| m.kind == MentionKind::Country && !m.adjectival)
}

/// The states that the phrase at `node` names, with those joined to it.
fn states_in<'t>(tree: &Tree<'t>, node: usize) -> Vec<&'t Mention> {
    let joined = tree.by(node, &[DepRel::Conj]).collect::<Vec<_>>();
    core::iter::once(node).chain(joined).filter_map(|n| state(tree, n)).collect()
}

fn row(doc: &Document, standing: &Standing<'_>, sentence: u32) -> Relation {
    let Standing { kind, who, of, trigger, modality, former, rule } = *standing;
    let relation = if kind == RelationKind::Host { "HOSTS" } else { "MEMBER_OF" };
    let spans = [who.span, of.span, trigger].map(|s| s.to_string());
    Relation {
        id: stable_id([doc.id(), &spans[0], &spans[1], &spans[2], relation]),
        sentence,
        kind,
        date: None,
        source: actor(who),
        target: actor(of),
        relation: relation.to_owned(),
        mode: former.then(|| "former".to_owned()),
        contexts: Vec::new(),
        cameo: None,
        quad: None,
        goldstein: None,
        trigger: Some(trigger),
        modality,
        negated: false,
        attribution: None,
        place: None,
        confidence: 0.85,
        rule: rule.to_owned(),
        cluster: 0,
    }
}

fn actor(mention: &Mention) -> Actor {
    Actor {
        id: mention.id.clone(),
        name: mention.name.clone(),
        kind: mention.kind,
        office: mention.office.clone(),
        country: mention.country.clone(),
        sector: None,
        is_group: false,
        span: mention.span,
    }
}
