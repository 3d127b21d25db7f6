//! What sentences leave behind for those after them.

use plenipo_gazetteer::MentionKind;
use plenipo_syntax::DepRel;

use crate::agents::Agents;
use crate::relation::Actor;
use crate::sides::{Reading, Side, is_group_noun, sides};
use crate::tree::Tree;

/// Someone named before.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) actor: Actor,
    pub(crate) country_name: Option<String>,
    /// What the name was last introduced by, lower case: "crown prince"; empty if nothing.
    pub(crate) title: String,
    /// Sentence of the last mention.
    pub(crate) sentence: u32,
}

/// What earlier sentences of a document leave behind.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    /// Who acts in the main clause of the last sentence with an actor there.
    pub(super) subject: Vec<Known>,
    /// The last two who stood together.
    pub(super) pair: Vec<Known>,
    /// Everybody named so far, the latest last; of one id the latest.
    pub(super) recent: Vec<Known>,
    /// Groups named so far with the noun they were called by, the latest last: "Syrian *rebels*".
    pub(super) groups: Vec<(String, Known)>,
    /// Who spoke last.
    pub(super) speaker: Option<Known>,
    /// Whose statement the document is.
    pub(super) author: Option<Known>,
}

/// How many sentences an actor stays at hand.
pub(super) const REACH: u32 = 2;

impl Context {
    /// Takes in a sentence that is done with.
    pub(crate) fn add(&mut self, tree: &Tree<'_>, agents: &Agents, sentence: u32) {
        for node in 0..tree.len() {
            let Some(mention) = tree.mention(node) else { continue };
            if mention.kind == MentionKind::Place {
                continue;
            }
            let Some(side) = crate::sides::side_of(mention, node, None) else { continue };
            let mut title = title_of(tree, mention);
            if title.is_empty() {
                let before = self.recent.iter().find(|k| k.actor.id == side.actor.id);
                title = before.map(|k| k.title.clone()).unwrap_or_default();
            }
            self.recent.retain(|k| k.actor.id != side.actor.id);
            let country_name = mention.country_name.clone();
            self.recent.push(Known { actor: side.actor, country_name, title, sentence });
        }
        if self.recent.len() > 40 {
            self.recent.drain(..20);
        }
        self.add_groups(tree, agents, sentence);
        let known = |side: Side| self.known(side.actor, sentence);
        let root = (0..tree.len()).find(|&n| tree.head(n).is_none());
        let subject = root.and_then(|r| crate::rules::surface_subject(tree, r));
        if let Some(subject) = subject {
            let found: Vec<Known> =
                sides(tree, agents, subject, Reading::Agents).into_iter().map(known).collect();
            if !found.is_empty() {
                self.subject = found;
            }
        }
        let speaks = (0..tree.len())
            .find(|&n| crate::attribution::is_speech(tree, n) && tree.own_subject(n).is_some());
        if let Some(first) = speaks
            .and_then(|n| tree.own_subject(n))
            .and_then(|s| sides(tree, agents, s, Reading::Agents).into_iter().next())
        {
            self.speaker = Some(self.known(first.actor, sentence));
        }
        if let Some(author) = self.author_in(tree, sentence) {
            self.author = Some(author);
        }
        if let Some(pair) = pair_of(tree, agents) {
            self.pair = pair.into_iter().map(|s| self.known(s.actor, sentence)).collect();
        }
    }

    /// Keeps the groups that a sentence names: "the rebels" may point back to them.
    fn add_groups(&mut self, tree: &Tree<'_>, agents: &Agents, sentence: u32) {
        for node in (0..tree.len()).filter(|&n| is_group_noun(tree, agents, n)) {
            let found = sides(tree, agents, node, Reading::Agents);
            let [side] = found.as_slice() else { continue };
            let named = side.direct && side.actor.is_group;
            if named && side.actor.span.contains(tree.nodes[node].span) {
                let known = self.known(side.actor.clone(), sentence);
                self.groups.push((tree.lemma(node).to_owned(), known));
            }
        }
        if self.groups.len() > 40 {
            self.groups.drain(..20);
        }
    }

    /// "Statement by the High Representative, Federica Mogherini"; "Philip Hammond said:" before what he said.
    fn author_in(&self, tree: &Tree<'_>, sentence: u32) -> Option<Known> {
        let starts = |word: &str| tree.nodes.first().is_some_and(|n| n.lower == word);
        let by =
            tree.nodes.iter().take(4).any(|n| matches!(n.lower.as_str(), "by" | "from" | "of"));
        let heads = ["statement", "remarks", "speech", "address", "message", "declaration"];
        let titled = sentence < 2 && by && heads.iter().any(|h| starts(h));
        let announced = tree.nodes.last().is_some_and(|n| n.lower == ":")
            && (0..tree.len()).any(|n| crate::attribution::is_speech(tree, n));
        if !titled && !announced {
            return None;
        }
        let person = (0..tree.len())
            .find(|&n| tree.mention(n).is_some_and(|m| m.kind == MentionKind::Person))?;
        let side = crate::sides::side_of(tree.mention(person)?, person, None)?;
        Some(self.known(side.actor, sentence))
    }

    pub(super) fn known(&self, actor: Actor, sentence: u32) -> Known {
        let same = self.recent.iter().find(|k| k.actor.country == actor.country);
        let country_name = match actor.kind {
            MentionKind::Country => Some(actor.name.clone()),
            _ => same.and_then(|k| k.country_name.clone()),
        };
        Known { actor, country_name, title: String::new(), sentence }
    }
}

/// The words before a name that belong to it, lower case: "*Crown Prince* Mohammed bin Salman".
fn title_of(tree: &Tree<'_>, mention: &plenipo_gazetteer::Mention) -> String {
    let [from, to] = [mention.outer.start(), mention.span.start()].map(|at| at as usize);
    tree.text.get(from..to).unwrap_or_default().to_lowercase()
}

/// How many sides may be told by a number later: "the three leaders".
const LARGEST_GROUP: usize = 5;

/// Two (or, as subjects, a few) of different countries who stand together: joined, or subject and complement.
fn pair_of(tree: &Tree<'_>, agents: &Agents) -> Option<Vec<Side>> {
    let two = |found: &[Side]| -> Option<Vec<Side>> {
        let [first, second] = found else { return None };
        // Two bodies that are named together are no pair of people or states.
        let bodies = [first, second]
            .iter()
            .all(|s| s.actor.kind == MentionKind::Organisation && s.actor.country.is_none());
        let apart = crate::finder::differ(first, second) && !bodies;
        apart.then(|| vec![first.clone(), second.clone()])
    };
    for node in 0..tree.len() {
        let acts = matches!(tree.rel(node), DepRel::Nsubj | DepRel::NsubjPass);
        if acts && (tree.child(node, &[DepRel::Conj]).is_some() || tree.mention(node).is_none()) {
            let found = sides(tree, agents, node, Reading::Agents);
            if let Some(pair) = two(&found) {
                return Some(pair);
            }
            // "the leaders of Japan, Korea and the US": the three of them.
            let states = found.iter().all(|s| s.actor.country.is_some());
            let apart = found
                .iter()
                .enumerate()
                .all(|(i, a)| found[i + 1..].iter().all(|b| crate::finder::differ(a, b)));
            if (3..=LARGEST_GROUP).contains(&found.len()) && states && apart {
                return Some(found);
            }
        }
    }
    for verb in (0..tree.len()).filter(|&n| tree.is_verb(n)) {
        let Some(subject) = tree.own_subject(verb) else { continue };
        let mut found = sides(tree, agents, subject, Reading::Agents);
        for other in tree.by(verb, &[DepRel::Obj, DepRel::Obl]) {
            found.extend(sides(tree, agents, other, Reading::Agents));
            for inner in tree.by(other, &[DepRel::Nmod]) {
                found.extend(sides(tree, agents, inner, Reading::Agents));
            }
        }
        if let Some(pair) = two(&found) {
            return Some(pair);
        }
    }
    None
}
