//! [`Finder`]: the events of one tree: heads with the frames that fit them, and the actors in their slots.

mod hung;

use plenipo_syntax::{DepRel, Upos};
use plenipo_text::Span;

use self::hung::{Hung, content};
use crate::agents::Agents;
use crate::attribution::speakers;
use crate::claims;
use crate::codebook::Pos;
use crate::frames::{Frame, Frames, Need, Slot};
use crate::open;
use crate::reach;
use crate::rules::{Filler, clauses_of, fill, is_suffered};
use crate::sides::{Reading, Side, sides};
use crate::trace::Trace;
use crate::tree::Tree;

/// An event found in a tree.
#[derive(Clone, Debug)]
pub(crate) struct Found<'f> {
    pub(crate) frame: &'f Frame,
    /// Node of the verb or event noun.
    pub(crate) head: usize,
    pub(crate) source: Side,
    pub(crate) target: Side,
    /// The words that carry the event.
    pub(crate) trigger: Span,
    /// Rules that found the sides, joined by `+`.
    pub(crate) rule: String,
    /// Both sides were found by rule and name; else one only owns what stands there.
    pub(crate) direct: bool,
    /// The node over which the event is told as done, planned or denied: its head, or the verb of speech that
    /// carries a claim.
    pub(crate) told_at: usize,
    /// Whether what is claimed is denied.
    pub(crate) denied: bool,
}

impl Found<'_> {
    /// How a side was found where its name does not stand there itself: `reference` for a pronoun or a noun that
    /// points back, `belonging` for what only belongs to it.
    pub(crate) fn indirect(&self, tree: &Tree<'_>) -> Option<&'static str> {
        let refers = |side: &Side| match tree.mention(side.node) {
            Some(mention) => mention.via.is_reference(),
            None => !side.direct && !side.actor.is_group,
        };
        if refers(&self.source) || refers(&self.target) {
            return Some("reference");
        }
        (!self.direct).then_some("belonging")
    }
}

/// Looks for the events of one tree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Finder<'f> {
    pub(crate) frames: &'f Frames,
    pub(crate) agents: &'f Agents,
    /// Whether a name of no table may stand opposite a known actor.
    pub(crate) open: bool,
}

/// Why a frame gives no event where one side is missing, which may be looked for farther off.
const NOBODY_ACTS: &str = "nobody known acts";
const NOBODY_SUFFERS: &str = "nobody known is acted on";

/// Adds what a frame has given.
fn take<'f>(tree: &Tree<'_>, trace: &mut Trace, out: &mut Vec<Found<'f>>, found: Vec<Found<'f>>) {
    for f in &found {
        trace.fired(tree, f);
    }
    out.extend(found);
}

impl<'f> Finder<'f> {
    /// The events of `tree`, by head.
    pub(crate) fn find(self, tree: &Tree<'_>, trace: &mut Trace) -> Vec<Found<'f>> {
        let mut out = Vec::new();
        let heads = (0..tree.len()).filter(|&n| tree.nodes[n].mention.is_none());
        let (verbs, others): (Vec<usize>, Vec<usize>) = heads.partition(|&n| tree.is_verb(n));
        for head in verbs {
            self.at(tree, head, trace, &mut out);
            self.claim(tree, head, trace, &mut out);
        }
        // "paid a call on", "lifted its embargo on": what a verb means with its object, the object means no more alone.
        let told: Vec<usize> = out.iter().flat_map(|f| objects_told(tree, f)).collect();
        for head in others {
            if !told.contains(&head) {
                self.at(tree, head, trace, &mut out);
            }
            self.claim(tree, head, trace, &mut out);
        }
        out.sort_by_key(|f| f.head);
        out
    }

    fn at(self, tree: &Tree<'_>, head: usize, trace: &mut Trace, out: &mut Vec<Found<'f>>) {
        let Some(pos) = pos_of(tree, head) else { return };
        let lemma = tree.lemma(head);
        if !self.frames.has(lemma, pos) {
            return;
        }
        let hung = Hung::new(tree, head, pos);
        let frames = hung.with(|evidence| self.frames.fitting(lemma, pos, evidence));
        // Names that stand in the slots of a frame come before those that have to be looked for.
        let mut one_sided = Vec::new();
        for frame in frames {
            if frame.is_block() {
                trace.refused(tree, head, frame, "these words are no event");
                break;
            }
            match self.fill(tree, head, frame, false) {
                Ok(found) => return take(tree, trace, out, found),
                Err(NOBODY_ACTS | NOBODY_SUFFERS) => one_sided.push(frame),
                Err(reason) => trace.refused(tree, head, frame, reason),
            }
        }
        for frame in one_sided {
            match self.fill(tree, head, frame, true) {
                Ok(found) => return take(tree, trace, out, found),
                Err(reason) => trace.refused(tree, head, frame, reason),
            }
        }
    }

    /// The first frame of `head` whose slots hold something, whoever it is: PLOVER type, and the nodes in the
    /// slots of source and target. `None` where the words are no event.
    pub(crate) fn open_slots(
        self,
        tree: &Tree<'_>,
        head: usize,
    ) -> Option<(&'f Frame, Vec<usize>, Vec<usize>)> {
        let pos = pos_of(tree, head)?;
        let lemma = tree.lemma(head);
        if !self.frames.has(lemma, pos) {
            return None;
        }
        let hung = Hung::new(tree, head, pos);
        let frames = hung.with(|evidence| self.frames.fitting(lemma, pos, evidence));
        let nodes = |slots: &[Slot]| -> Vec<usize> {
            let filled = slots.iter().map(|s| fill(tree, head, s)).find(|f| !f.is_empty());
            filled.into_iter().flatten().map(|f| f.node).collect()
        };
        let mut best = None;
        for frame in frames {
            if frame.is_block() {
                break;
            }
            let (sources, targets) = (nodes(&frame.source), nodes(&frame.target));
            if !sources.is_empty() && !targets.is_empty() {
                return Some((frame, sources, targets));
            }
            if best.is_none() && !(sources.is_empty() && targets.is_empty()) {
                best = Some((frame, sources, targets));
            }
        }
        best
    }

    /// What a speaker says of somebody with the predicate at `word`.
    fn claim(self, tree: &Tree<'_>, word: usize, trace: &mut Trace, out: &mut Vec<Found<'f>>) {
        let words = claims::words(tree, word).into_iter();
        let Some(lemma) = words.into_iter().find(|w| self.frames.has_claim(w)) else { return };
        let Some(claim) = claims::predicate(tree, word) else { return };
        let hung = Hung::of_predicate(tree, claim);
        let fitting = hung.with(|evidence| self.frames.claims(lemma, evidence));
        let Some(frame) = fitting.first().copied().filter(|f| !f.is_block()) else { return };
        let found = |nodes: &[usize]| -> Vec<Side> {
            nodes.iter().flat_map(|&n| sides(tree, self.agents, n, Reading::Agents)).collect()
        };
        let speakers = speakers(tree, claim.clause).into_iter();
        let said = speakers.map(|s| (s.0, found(&[s.1]))).find(|s| !s.1.is_empty());
        let Some((told_at, sources)) = said else {
            return trace.refused(tree, word, frame, "nobody known says so");
        };
        let about = claims::about(tree, claim).into_iter();
        let Some(targets) = about.map(|nodes| found(&nodes)).find(|t| !t.is_empty()) else {
            return trace.refused(tree, word, frame, "said of nobody known");
        };
        for source in &sources {
            for target in targets.iter().filter(|t| differ(source, t)) {
                let one = Found {
                    frame,
                    head: claim.clause,
                    source: source.clone(),
                    target: target.clone(),
                    trigger: tree.cover(word.min(claim.clause), word.max(claim.clause)),
                    rule: "speaker+subject".to_owned(),
                    direct: source.direct && target.direct,
                    told_at,
                    denied: !claim.is_duty && claims::is_denied(tree, claim.clause),
                };
                trace.fired(tree, &one);
                out.push(one);
            }
        }
    }

    /// The sides of an event of `frame` at `head`, or why there is none. With `reach`, who is acted on may stand deep
    /// inside what the event is about, and who acts behind what is said to act.
    fn fill(
        self,
        tree: &Tree<'_>,
        head: usize,
        frame: &'f Frame,
        reach: bool,
    ) -> Result<Vec<Found<'f>>, &'static str> {
        let gives = frame.plover == "AID" && !frame.needs(Need::Belongings);
        let (mut sources, mut by) =
            self.slot(tree, head, &frame.source, reading_of_source(frame), &[], false);
        let (mut targets, mut to) =
            self.slot(tree, head, &frame.target, reading_of_target(frame), &sources, gives);
        if frame.needs(Need::Plain) && is_called(tree, head) {
            return Err("the object is called something");
        }
        if to == "clause" && is_neutral(tree.lemma(head)) && !self.tells_of_a_wrong(tree, head) {
            return Err("what is claimed is no wrong");
        }
        if frame.needs(Need::State) {
            targets.retain(is_state);
        }
        if frame.needs(Need::Person) {
            targets.retain(is_person);
        }
        if frame.needs(Need::Military) {
            sources.retain(|s| matches!(s.actor.sector.as_deref(), Some("MIL" | "REB" | "UAF")));
        }
        let warlike =
            frame.plover == "ASSAULT" && frame.pos == Pos::Noun && is_war(tree.lemma(head));
        let mutual = frame.needs(Need::Mutual) || warlike;
        if frame.pos == Pos::Verb && frame.plover == "REQUEST" && !says_enough(tree, head) {
            return Err("nothing is asked for");
        }
        if matches!(frame.plover.as_str(), "CONSULT" | "AGREE" | "COOPERATE") {
            sources.retain(|s| !is_people(tree, s));
        }
        // Where troops gather is no more than a place unless it is named itself.
        if frame.plover == "MOBILIZE" {
            targets.retain(|t| !t.actor.is_group);
        }
        if is_entry(tree.lemma(head)) && frame.plover == "COOPERATE" {
            let body = plenipo_gazetteer::MentionKind::Organisation;
            targets.retain(|t| t.actor.kind == body);
        }
        let rule = |by: &str, to: &str| format!("{by}+{to}");
        let make = |source: &Side, target: &Side, rule: String| Found {
            frame,
            head,
            source: source.clone(),
            target: target.clone(),
            trigger: trigger(tree, head, frame),
            rule,
            direct: source.direct && target.direct,
            told_at: head,
            denied: false,
        };
        // "talks between A, B and C", "A and B met": each with each.
        let equals = if mutual { self.equals(tree, head, &sources, by, &targets) } else { None };
        if let Some((mut equals, rule)) = equals {
            drop_body_of_members(&mut equals);
            let mut out = Vec::new();
            for (i, a) in equals.iter().enumerate() {
                for b in equals[i + 1..].iter().filter(|b| differ(a, b)) {
                    out.push(make(a, b, rule.to_owned()));
                }
            }
            return if out.is_empty() { Err("both sides are the same") } else { Ok(out) };
        }
        // Violence is done by whoever the weapon or the raid is of before anybody whom no table has.
        let deed = frame.plover == "ASSAULT";
        if deed && sources.is_empty() {
            sources = reach::sources(tree, self.frames, self.agents, head, frame);
            by = "deed";
        }
        if self.open && sources.is_empty() != targets.is_empty() && open::may_be_open(frame) {
            if sources.is_empty() && open::may_start(frame) {
                sources = self.open_slot(tree, head, &frame.source, open::may_act);
                by = "open";
            } else if !sources.is_empty() && open::may_suffer(frame) {
                targets = self.open_slot(tree, head, &frame.target, open::may_be_given);
                to = "open";
            }
        }
        if reach && !deed && sources.is_empty() && !targets.is_empty() {
            sources = reach::sources(tree, self.frames, self.agents, head, frame);
            by = "reach";
        }
        if sources.is_empty() {
            return Err(NOBODY_ACTS);
        }
        if by == "circumstance" && !is_setting_of_own(tree, head, frame) {
            return Err("only the setting of what is said of others");
        }
        if reach && targets.is_empty() {
            targets = reach::targets(tree, self.agents, head, frame, &sources);
            to = "reach";
        }
        if targets.is_empty() {
            return Err(NOBODY_SUFFERS);
        }
        let mut out = Vec::new();
        for source in &sources {
            for target in targets.iter().filter(|t| differ(source, t)) {
                out.push(make(source, target, rule(by, to)));
            }
        }
        if out.is_empty() { Err("both sides are the same") } else { Ok(out) }
    }

    /// Whether the clause that the noun at `head` is about tells of something hostile: a claim that somebody won accuses
    /// nobody.
    fn tells_of_a_wrong(self, tree: &Tree<'_>, head: usize) -> bool {
        let hostile = |plover: &str| {
            matches!(
                plover,
                "ASSAULT" | "COERCE" | "SANCTION" | "THREATEN" | "ACCUSE" | "REJECT" | "MOBILIZE"
            )
        };
        let wrong = |clause: usize| match self.open_slots(tree, clause) {
            Some((frame, _, _)) => hostile(&frame.plover),
            None => self.frames.has_claim(tree.lemma(clause)),
        };
        clauses_of(tree, head).into_iter().any(wrong)
    }

    /// The sides of an event between equals that stand together.
    fn equals(
        self,
        tree: &Tree<'_>,
        head: usize,
        sources: &[Side],
        by: &'static str,
        targets: &[Side],
    ) -> Option<(Vec<Side>, &'static str)> {
        for preposition in ["between", "among"] {
            let slot = Slot::Prep(preposition.to_owned());
            let (found, _) =
                self.slot(tree, head, core::slice::from_ref(&slot), Reading::Agents, &[], false);
            if found.len() > 1 {
                return Some((found, "between"));
            }
        }
        let apart = targets.iter().any(|t| sources.iter().all(|s| differ(s, t)));
        if sources.len() > 1 && (targets.is_empty() || !apart) {
            return Some((
                sources.to_vec(),
                if by == "modifier" { "equal-modifiers" } else { "equals" },
            ));
        }
        None
    }

    /// Names of no table in the first of `slots` that holds one.
    fn open_slot(
        self,
        tree: &Tree<'_>,
        head: usize,
        slots: &[Slot],
        may_hold: fn(&Slot) -> bool,
    ) -> Vec<Side> {
        let in_slot = |slot: &Slot| -> Vec<Side> {
            let fillers = fill(tree, head, slot);
            fillers.iter().flat_map(|f| open::sides(tree, self.agents, f.node)).collect()
        };
        slots
            .iter()
            .filter(|s| may_hold(s))
            .map(in_slot)
            .find(|s| !s.is_empty())
            .unwrap_or_default()
    }

    /// The sides in the first of `slots` that holds an actor, best one who is not among `others`. Of what `gives` aid the
    /// object is named itself ("helped counter protectionism in the US"), while aid goes "to schools in Kenya".
    fn slot(
        self,
        tree: &Tree<'_>,
        head: usize,
        slots: &[Slot],
        reading: Reading,
        others: &[Side],
        gives: bool,
    ) -> (Vec<Side>, &'static str) {
        let mut same_side = (Vec::new(), "");
        for slot in slots {
            let mut fillers = fill(tree, head, slot);
            // "condemned the attack of Israel": who suffers is not who is condemned.
            if reading == Reading::Deeds && *slot == Slot::Prep("of".to_owned()) {
                let suffers = |f: &Filler| {
                    tree.head(f.node).is_some_and(|h| h != head && is_suffered(tree.lemma(h)))
                };
                fillers.retain(|f| !suffers(f));
            }
            let Some(&Filler { rule, .. }) = fillers.first() else { continue };
            let reading = match (slot, reading) {
                (Slot::Prep(_) | Slot::Owner, Reading::Deeds) => Reading::Deeds,
                (Slot::Owner, _) | (_, Reading::Deeds) => Reading::Agents,
                (Slot::Object | Slot::Indirect, Reading::Belongings) if gives => Reading::Agents,
                _ => reading,
            };
            let mut found: Vec<Side> = Vec::new();
            for filler in fillers {
                let before = found.len();
                found.extend(sides(tree, self.agents, filler.node, reading));
                // "praised the release of prisoners in Mali": no deed, but people.
                if found.len() == before && *slot == Slot::Owner && reading == Reading::Deeds {
                    found.extend(sides(tree, self.agents, filler.node, Reading::Agents));
                }
            }
            found.sort_by_key(|s| s.actor.span);
            found.dedup_by(|a, b| a.actor.span == b.actor.span && a.actor.id == b.actor.id);
            if found.is_empty() {
                continue;
            }
            let apart = |f: &Side| others.is_empty() || others.iter().any(|o| differ(o, f));
            if found.iter().any(apart) {
                return (found, rule);
            }
            if same_side.0.is_empty() {
                same_side = (found, rule);
            }
        }
        same_side
    }
}

/// Whether the subject of a clause does what the clause is set in: it takes part in talks and pacts, but "blamed Iran
/// for an attack" and "spoke after the strike" do not make it attack; "killed dozens in an attack" does.
fn is_setting_of_own(tree: &Tree<'_>, head: usize, frame: &Frame) -> bool {
    if matches!(frame.plover.as_str(), "CONSULT" | "AGREE" | "COOPERATE" | "SUPPORT" | "AID") {
        return true;
    }
    // "the toll has risen in the dispute with": what is between two is of both.
    if tree.by(head, &[DepRel::Nmod]).any(|n| tree.preposition(n) == "with") {
        return true;
    }
    let over = tree.head(head).map_or("", |h| tree.lemma(h));
    if matches!(over, "role" | "involvement" | "participation" | "part" | "hand" | "complicity") {
        return true;
    }
    let within = matches!(tree.preposition(head).as_str(), "in" | "during" | "with" | "by" | "on");
    within && VIOLENT.contains(&over)
}

/// Verbs whose subject does the violence that the clause is set in.
const VIOLENT: [&str; 18] = [
    "kill",
    "wound",
    "injure",
    "destroy",
    "hit",
    "strike",
    "attack",
    "bomb",
    "capture",
    "seize",
    "fire",
    "shell",
    "target",
    "murder",
    "respond",
    "retaliate",
    "use",
    "lose",
];

/// The nouns that the frame of a verb has taken in.
fn objects_told(tree: &Tree<'_>, found: &Found<'_>) -> Vec<usize> {
    if found.frame.pos != Pos::Verb || !found.frame.object_is_noun() {
        return Vec::new();
    }
    // "welcomed the U.S.-Japan pact": what is said of a deed leaves the deed.
    let speaks = matches!(found.frame.plover.as_str(), "SUPPORT" | "ACCUSE" | "REJECT");
    if speaks && found.rule.ends_with("+owner") {
        return Vec::new();
    }
    let objects = fill(tree, found.head, &Slot::Object);
    objects.iter().flat_map(|f| [f.node, content(tree, f.node)]).collect()
}

/// Whether two sides are two: not one state and its own official.
pub(crate) fn differ(a: &Side, b: &Side) -> bool {
    let (a, b) = (&a.actor, &b.actor);
    a.id != b.id && !(a.country.is_some() && a.country == b.country)
}

fn is_person(side: &Side) -> bool {
    use plenipo_gazetteer::MentionKind as Kind;
    let group = side.actor.is_group && side.actor.sector.is_some();
    group || matches!(side.actor.kind, Kind::Person | Kind::Office)
}

/// "told" and "advised" ask for something only with what is to be done.
fn says_enough(tree: &Tree<'_>, head: usize) -> bool {
    if !matches!(tree.lemma(head), "tell" | "advise" | "remind" | "direct") {
        return true;
    }
    tree.by(head, &[DepRel::Xcomp, DepRel::Advcl, DepRel::Ccomp])
        .any(|c| tree.is_to_infinitive(c) && c > head)
}

/// A people at large ("Russians travelling to") does no diplomacy.
fn is_people(tree: &Tree<'_>, side: &Side) -> bool {
    let named = tree.mention(side.node).is_some_and(|m| m.adjectival);
    let plural = tree.lower(side.node).ends_with('s');
    let acts = side.actor.is_group && side.actor.sector.is_some();
    named && !acts && plural && tree.child(side.node, &[DepRel::Det]).is_none()
}

/// Whether the verb at `head` says what its object is: "called Trump *a liar*", "called the step *wrong*".
fn is_called(tree: &Tree<'_>, head: usize) -> bool {
    let objects = tree.by(head, &[DepRel::Obj, DepRel::Iobj]).filter(|&o| o > head).count();
    let predicate = tree
        .by(head, &[DepRel::Xcomp, DepRel::Ccomp])
        .any(|c| !tree.is_to_infinitive(c) || matches!(tree.upos(c), Upos::Adj | Upos::Noun));
    objects > 1 || predicate
}

/// Nouns for what somebody says that is not against anybody by itself.
fn is_neutral(lemma: &str) -> bool {
    matches!(lemma, "claim" | "suspicion" | "charge")
}

/// "The members of the Quad, the United States, Australia, India and Japan, met": a body does not meet its members, who are
/// named behind it.
fn drop_body_of_members(equals: &mut Vec<Side>) {
    let state = |s: &Side| s.actor.country.is_some();
    if equals.iter().filter(|s| state(s)).count() > 1 {
        equals.retain(|s| !(s.actor.is_group && s.actor.country.is_none()));
    }
}

/// Verbs whose object is entered, and joined only where it is an organisation.
fn is_entry(lemma: &str) -> bool {
    matches!(lemma, "enter" | "join" | "rejoin")
}

/// Nouns for violence between two sides.
fn is_war(lemma: &str) -> bool {
    const WAR: [&str; 12] = [
        "war",
        "conflict",
        "fighting",
        "clash",
        "battle",
        "combat",
        "skirmish",
        "hostility",
        "firefight",
        "gunfight",
        "crossfire",
        "hostilities",
    ];
    WAR.contains(&lemma)
}

fn is_state(side: &Side) -> bool {
    use plenipo_gazetteer::MentionKind as Kind;
    !side.actor.is_group
        && matches!(side.actor.kind, Kind::Country | Kind::Organisation | Kind::Territory)
}

/// People and bodies act, unless the frame asks for less.
fn reading_of_source(frame: &Frame) -> Reading {
    if frame.needs(Need::Belongings) { Reading::Belongings } else { Reading::Agents }
}

/// Force hits what belongs to somebody; words are for people and bodies.
fn reading_of_target(frame: &Frame) -> Reading {
    if frame.needs(Need::Belongings) {
        return Reading::Belongings;
    }
    match frame.plover.as_str() {
        "ASSAULT" | "COERCE" | "SANCTION" | "RETREAT" | "CONSULT" | "AID" => Reading::Belongings,
        // "scrapped tariffs on Australian wine"; of "let the peso rise" nobody is let do anything.
        "CONCEDE" if frame.object_is_noun() => Reading::Belongings,
        "ACCUSE" | "REJECT" | "SUPPORT" | "THREATEN" | "REQUEST" | "PROTEST" => Reading::Deeds,
        _ => Reading::Agents,
    }
}

fn pos_of(tree: &Tree<'_>, node: usize) -> Option<Pos> {
    match tree.upos(node) {
        Upos::Verb => Some(Pos::Verb),
        // In headlines nouns are written as names.
        Upos::Noun | Upos::Propn => Some(Pos::Noun),
        // "is critical of", "was grateful to": an adjective that is said of somebody is as good as a verb.
        Upos::Adj if tree.child(node, &[DepRel::Cop]).is_some() => Some(Pos::Verb),
        _ => None,
    }
}

/// The words that carry the event: the head, its particle, and the object noun that the frame asks for.
fn trigger(tree: &Tree<'_>, head: usize, frame: &Frame) -> Span {
    let mut span = tree.nodes[head].span;
    for particle in tree.by(head, &[DepRel::CompoundPrt]) {
        span = span.cover(tree.nodes[particle].span);
    }
    if frame.object_is_noun() {
        for filler in fill(tree, head, &Slot::Object) {
            if tree.mention(filler.node).is_none() && filler.node > head {
                span = span.cover(tree.nodes[filler.node].span);
            }
        }
    }
    span
}
