//! What the role model sees of a noun phrase: its words, the path to its predicate, what the codebook says of
//! that predicate and whose slot it would fill.

use plenipo_syntax::{DepRel, Upos};

use crate::agents::Agents;
use crate::features::{Feature, bucket};
use crate::finder::Finder;
use crate::roles::phrases;
use crate::tree::Tree;

/// An event that the codebook sees, whoever takes part.
struct Event {
    head: usize,
    plover: String,
    sources: Vec<usize>,
    targets: Vec<usize>,
}

/// What the features of the phrases of one sentence share.
pub(crate) struct Sight<'s, 't> {
    tree: &'s Tree<'t>,
    agents: &'s Agents,
    events: Vec<Event>,
    candidates: Vec<usize>,
    root: usize,
}

/// First bucket group; those below belong to the event model.
const GROUP: u8 = 100;

impl<'s, 't> Sight<'s, 't> {
    pub(crate) fn new(tree: &'s Tree<'t>, finder: Finder<'_>) -> Self {
        let mut events = Vec::new();
        for head in 0..tree.len() {
            if let Some((frame, sources, targets)) = finder.open_slots(tree, head) {
                events.push(Event { head, plover: frame.plover.clone(), sources, targets });
            }
        }
        let root = (0..tree.len()).find(|&n| tree.head(n).is_none()).unwrap_or(0);
        let candidates = phrases::heads(tree);
        Self { tree, agents: Agents::stock(), events, candidates, root }
    }

    /// The heads of the noun phrases.
    pub(crate) fn candidates(&self) -> &[usize] {
        &self.candidates
    }

    /// The features of the phrase that `node` heads.
    pub(crate) fn of(&self, node: usize) -> Vec<Feature> {
        let mut bag = Bag::default();
        let entity = self.entity(node);
        self.words(node, &entity, &mut bag);
        self.predicate(node, &entity, &mut bag);
        self.order(node, &entity, &mut bag);
        self.slots(node, &entity, &mut bag);
        bag.features()
    }

    /// What kind of thing the phrase names.
    fn entity(&self, node: usize) -> String {
        let tree = self.tree;
        if let Some(mention) = tree.mention(node) {
            let form = if mention.adjectival { "-of" } else { "" };
            return format!("{}{form}", mention.kind.as_str());
        }
        if let Some(sector) = self.agents.sector(tree.lemma(node)) {
            return format!("sector-{sector}");
        }
        let owned = tree
            .by(node, &[DepRel::Amod, DepRel::Compound, DepRel::NmodPoss, DepRel::NmodDesc])
            .any(|c| tree.mention(c).is_some());
        let kind = match tree.upos(node) {
            Upos::Propn => "name",
            Upos::Pron => "pronoun",
            Upos::Num => "number",
            _ => "noun",
        };
        if owned { format!("{kind}-owned") } else { kind.to_owned() }
    }

    fn words(&self, node: usize, entity: &str, bag: &mut Bag) {
        let tree = self.tree;
        let lemma = if tree.mention(node).is_some() { "<name>" } else { tree.lemma(node) };
        let relation = self.relation(node);
        bag.add(0, &[entity]);
        bag.add(1, &[lemma]);
        bag.add(2, &[lemma, &relation]);
        bag.add(3, &[entity, &relation]);
        bag.add(3, &[&relation]);
        let span = phrases::span(tree, node);
        let inside: Vec<usize> =
            (0..tree.len()).filter(|&n| span.contains(tree.nodes[n].span)).collect();
        let size = inside.len().min(6).to_string();
        bag.add(4, &[&size]);
        bag.add(4, &[&size, entity]);
        let (first, last) = (inside.first().copied().unwrap_or(node), inside.last().copied());
        let word =
            |at: Option<usize>| at.filter(|&n| n < tree.len()).map_or("<>", |n| self.token(n));
        let after = last.unwrap_or(node) + 1;
        bag.add(5, &[word(first.checked_sub(1))]);
        bag.add(6, &[word(Some(after))]);
        bag.add(7, &[word(first.checked_sub(2)), word(first.checked_sub(1))]);
        bag.add(8, &[word(Some(after)), word(Some(after + 1))]);
        bag.add(9, &[word(Some(first))]);
        for child in tree.by(node, &[DepRel::Amod, DepRel::Compound, DepRel::NmodPoss, DepRel::Det])
        {
            let lemma = if tree.mention(child).is_some() { "<name>" } else { tree.lemma(child) };
            bag.add(10, &[lemma]);
        }
    }

    /// A word as a neighbour: its lemma, names and numbers masked.
    fn token(&self, node: usize) -> &str {
        if self.tree.mention(node).is_some() {
            return "<name>";
        }
        match self.tree.upos(node) {
            Upos::Propn => "<propn>",
            Upos::Num => "<num>",
            _ => self.tree.lemma(node),
        }
    }

    /// Relation to the head, with the preposition.
    fn relation(&self, node: usize) -> String {
        let preposition = self.tree.preposition(node);
        let relation = self.tree.rel(node).as_str();
        if preposition.is_empty() {
            relation.to_owned()
        } else {
            format!("{relation}:{preposition}")
        }
    }

    /// The way up to the first verb, or to the root of a sentence without one.
    fn path(&self, node: usize) -> (String, usize, usize) {
        let mut path = self.relation(node);
        let (mut at, mut steps) = (node, 0);
        while let Some(over) = self.tree.head(at) {
            at = over;
            steps += 1;
            if self.tree.is_verb(at) || steps == 5 {
                break;
            }
            path.push('<');
            path.push_str(&self.relation(at));
        }
        (path, at, steps)
    }

    fn predicate(&self, node: usize, entity: &str, bag: &mut Bag) {
        let tree = self.tree;
        let (path, verb, steps) = self.path(node);
        let voice = if tree.is_verb(verb) && tree.is_passive(verb) { "passive" } else { "active" };
        let lemma = if tree.mention(verb).is_some() { "<name>" } else { tree.lemma(verb) };
        let relation = self.relation(node);
        let event = self.events.iter().find(|e| e.head == verb);
        let plover = event.map_or("-", |e| e.plover.as_str());
        let above = match tree.head(verb) {
            None => "root".to_owned(),
            Some(over) => format!("{}<{}", tree.rel(verb).as_str(), self.token(over)),
        };
        let above_relation = tree.rel(verb).as_str();
        let distance = steps.to_string();
        bag.add(20, &[&path]);
        bag.add(20, &[&path, voice]);
        bag.add(21, &[&path, lemma]);
        bag.add(22, &[&path, plover, voice]);
        bag.add(23, &[&relation, lemma, voice]);
        bag.add(24, &[&path, entity]);
        bag.add(24, &[&path, entity, voice]);
        bag.add(25, &[&path, above_relation]);
        bag.add(25, &[&path, above_relation, voice, entity]);
        bag.add(26, &[&relation, &above]);
        bag.add(27, &[lemma]);
        bag.add(28, &[&distance, entity]);
        let object = tree.child(verb, &[DepRel::Obj]);
        let object_lemma = object.map_or("-", |o| self.token(o));
        bag.add(29, &[&path, lemma, object_lemma]);
        bag.add(29, &[&path, object_lemma]);
        bag.add(30, &[lemma, object_lemma]);
        let has =
            |relations: &[DepRel]| if tree.child(verb, relations).is_some() { "1" } else { "0" };
        let shape = [
            has(&[DepRel::Nsubj, DepRel::NsubjPass]),
            has(&[DepRel::Obj]),
            has(&[DepRel::Ccomp, DepRel::Xcomp]),
            has(&[DepRel::Obl]),
        ];
        bag.add(31, &[&path, shape[0], shape[1], shape[2], shape[3]]);
        if let Some(over) = tree.head(node) {
            bag.add(32, &[self.token(over), &relation]);
            bag.add(33, &[self.token(over), &relation, entity]);
        }
    }

    fn order(&self, node: usize, entity: &str, bag: &mut Bag) {
        let rank = self.candidates.iter().position(|&c| c == node).unwrap_or(0);
        let likely = |n: usize| !matches!(self.entity(n).as_str(), "noun" | "number" | "pronoun");
        let ranked = self.candidates[..rank].iter().filter(|&&c| likely(c)).count();
        let left = self.candidates[rank + 1..].iter().filter(|&&c| likely(c)).count();
        let (rank, ranked) = (rank.min(5).to_string(), ranked.min(4).to_string());
        let left = left.min(3).to_string();
        let side = if node < self.root { "before" } else { "after" };
        bag.add(40, &[&rank]);
        bag.add(41, &[&ranked, entity]);
        bag.add(42, &[side, entity]);
        bag.add(43, &[&ranked, &left, side]);
        bag.add(44, &[&rank, entity, side]);
        let near = node.abs_diff(self.root).min(12).to_string();
        bag.add(45, &[side, &near]);
        if self.tree.head(self.root).is_none() {
            bag.add(46, &[side, self.token(self.root)]);
        }
    }

    fn slots(&self, node: usize, entity: &str, bag: &mut Bag) {
        let mut seen = false;
        let mut sources = 0;
        let mut targets = 0;
        for (at, event) in self.events.iter().enumerate() {
            let rank = at.min(2).to_string();
            let place = if event.head == self.root {
                "root"
            } else if self.tree.is_verb(event.head) {
                "verb"
            } else {
                "noun"
            };
            let whole =
                if event.sources.is_empty() || event.targets.is_empty() { "half" } else { "whole" };
            let sides = [("source", &event.sources), ("target", &event.targets)];
            for (name, nodes) in sides {
                if let Some(how) = self.fills(node, nodes) {
                    seen = true;
                    if name == "source" {
                        sources += 1;
                    } else {
                        targets += 1;
                    }
                    bag.add(50, &[name, how]);
                    bag.add(50, &[name, how, place, whole]);
                    bag.add(51, &[name, how, &event.plover]);
                    bag.add(52, &[name, how, &rank, whole]);
                    bag.add(53, &[name, how, entity, whole]);
                    bag.add(54, &[name, how, &event.plover, entity]);
                }
            }
        }
        if !seen {
            bag.add(55, &["none"]);
            bag.add(55, &["none", entity]);
        }
        let (sources, targets) = (sources.min(2).to_string(), targets.min(2).to_string());
        bag.add(56, &[&sources, &targets]);
    }

    /// Whether `node` stands in a slot, is joined to what does, or owns it.
    fn fills(&self, node: usize, nodes: &[usize]) -> Option<&'static str> {
        if nodes.contains(&node) {
            return Some("self");
        }
        let over = self.tree.head(node)?;
        if !nodes.contains(&over) {
            return None;
        }
        match self.tree.rel(node) {
            DepRel::Conj => Some("joined"),
            DepRel::NmodPoss | DepRel::Amod | DepRel::Compound => Some("owner"),
            DepRel::Nmod => Some("under"),
            DepRel::Appos => Some("apposition"),
            _ => None,
        }
    }
}

/// Features by their hashes.
#[derive(Default)]
struct Bag {
    buckets: Vec<u32>,
}

impl Bag {
    fn add(&mut self, group: u8, parts: &[&str]) {
        self.buckets.push(bucket(GROUP + group, parts.iter().copied()));
    }

    /// Each once, the whole of length one.
    fn features(mut self) -> Vec<Feature> {
        self.buckets.sort_unstable();
        self.buckets.dedup();
        let value = 1.0 / (self.buckets.len().max(1) as f32).sqrt();
        self.buckets.into_iter().map(|b| (b, value)).collect()
    }
}
