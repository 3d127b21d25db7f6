//! Relations: the whole path, by dyad and PLOVER type.

use std::collections::BTreeMap;

use plenipo_relate::{Relation, RelationKind, confidence_traits};

use super::gold::{GoldDocument, GoldRelation};
use super::names::Named;
use super::{Counts, Judged, Miss, Scores};
use crate::Tagged;

/// A row, ours or theirs: what is compared.
struct Event<'e> {
    source: Named,
    target: Named,
    sentence: &'e str,
}

/// A row of the gold.
struct Wanted<'e> {
    event: Event<'e>,
    types: Vec<&'e str>,
    row: &'e GoldRelation,
}

/// A row of the program.
struct Given<'e> {
    event: Event<'e>,
    row: &'e Relation,
}

impl Wanted<'_> {
    fn has_dyad(&self, given: &Given<'_>) -> bool {
        let (mine, theirs) = (&self.event, &given.event);
        // Inside one country only names tell the sides apart.
        let domestic = mine.source.country.is_some() && mine.source.country == mine.target.country;
        let same = |a: &Named, b: &Named| {
            if domestic { a.has_name_of(b) } else { a.is_same(b) }
        };
        (same(&mine.source, &theirs.source) && same(&mine.target, &theirs.target))
            || (self.row.symmetric == Some(true)
                && same(&mine.source, &theirs.target)
                && same(&mine.target, &theirs.source))
    }

    fn has_type(&self, given: &Given<'_>) -> bool {
        self.types.contains(&given.row.relation.as_str())
    }
}

/// Scores the relations of a document.
pub(super) fn score(
    id: &str,
    gold: &GoldDocument,
    tagged: &Tagged,
    relations: &[Relation],
    scores: &mut Scores,
) {
    let wanted: Vec<Wanted<'_>> = gold.relations.iter().map(wanted).collect();
    let given: Vec<Given<'_>> = relations
        .iter()
        .filter(|r| r.kind == RelationKind::Event)
        .map(|r| given(r, tagged))
        .filter(|g| is_annotated(gold, g.event.sentence))
        .collect();
    scores.relations.add(counts(id, &wanted, &given, true, &mut scores.misses));
    scores.dyads.add(counts(id, &wanted, &given, false, &mut Vec::new()));
    let agrees = |g: &Given<'_>| wanted.iter().any(|w| w.has_dyad(g) && w.has_type(g));
    let mut tellings: BTreeMap<u64, usize> = BTreeMap::new();
    for row in relations.iter().filter(|r| r.kind == RelationKind::Event) {
        *tellings.entry(row.cluster).or_default() += 1;
    }
    for row in &given {
        let sentence = tagged.segmentation.sentences().get(row.row.sentence as usize);
        let words = sentence.map_or(0, |s| s.tokens.range().len());
        let told = tellings.get(&row.row.cluster).copied().unwrap_or(1);
        scores.judged.push(Judged {
            document: id.to_owned(),
            traits: confidence_traits(row.row, words, told),
            confidence: row.row.confidence,
            is_right: agrees(row),
        });
    }
    for (_, events) in unique(&wanted, true) {
        let is_it = |w: &&Wanted<'_>, g: &Given<'_>| w.has_dyad(g) && w.has_type(g);
        let pairs: Vec<(&Wanted<'_>, &Given<'_>)> = events
            .iter()
            .flat_map(|w| given.iter().filter(|g| is_it(w, g)).map(move |g| (*w, g)))
            .collect();
        // The same sentence tells most; else any row of the event may.
        let in_sentence = |(w, g): &&(&Wanted<'_>, &Given<'_>)| {
            squeezed(w.event.sentence) == squeezed(g.event.sentence)
        };
        let near: Vec<_> = pairs.iter().filter(in_sentence).collect();
        let best = if near.is_empty() { pairs.iter().collect() } else { near };
        if !best.is_empty() {
            scores.modality.judge(best.iter().any(|(w, g)| has_modality(w.row, g.row)));
            let negated = |w: &GoldRelation| w.negated.unwrap_or(false);
            scores.negation.judge(best.iter().any(|(w, g)| negated(w.row) == g.row.negated));
        }
    }
}

fn wanted(row: &GoldRelation) -> Wanted<'_> {
    let types = row.plover.iter().chain(row.plover_alt.iter().flatten());
    let event = Event {
        source: Named::new(&row.source, row.source_country.as_deref()),
        target: Named::new(row.target.as_deref().unwrap_or(""), row.target_country.as_deref()),
        sentence: &row.sentence_text,
    };
    Wanted { event, types: types.map(String::as_str).collect(), row }
}

fn given<'e>(row: &'e Relation, tagged: &'e Tagged) -> Given<'e> {
    let sentence = tagged.segmentation.sentences().get(row.sentence as usize);
    let event = Event {
        source: Named::new(&row.source.name, row.source.country.as_deref()),
        target: Named::new(&row.target.name, row.target.country.as_deref()),
        sentence: sentence.map_or("", |s| s.span.of(tagged.doc.text())),
    };
    Given { event, row }
}

/// Whether annotators have read the sentence: it does not lie past where they stopped.
fn is_annotated(gold: &GoldDocument, sentence: &str) -> bool {
    let (Some(text), Some(upto)) = (&gold.text, gold.upto) else { return true };
    let read: String = text.chars().take(upto).collect();
    let sentence = squeezed(sentence);
    squeezed(&read).contains(&sentence) || !squeezed(text).contains(&sentence)
}

/// The letters and digits of a text, small.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

type Key = (String, String, String);

/// The events of tier 1, restatements put together.
fn unique<'w, 'e>(wanted: &'w [Wanted<'e>], by_type: bool) -> BTreeMap<Key, Vec<&'w Wanted<'e>>> {
    let mut events: BTreeMap<Key, Vec<&Wanted<'e>>> = BTreeMap::new();
    for want in wanted.iter().filter(|w| w.row.tier == 1) {
        let mut sides = [want.event.source.identity(), want.event.target.identity()];
        if want.row.symmetric == Some(true) {
            sides.sort();
        }
        let kind = if by_type { want.types[0] } else { "" };
        let [source, target] = sides;
        events.entry((source, target, kind.to_owned())).or_default().push(want);
    }
    events
}

fn counts(
    id: &str,
    wanted: &[Wanted<'_>],
    given: &[Given<'_>],
    by_type: bool,
    misses: &mut Vec<Miss>,
) -> Counts {
    let agrees = |w: &Wanted<'_>, g: &Given<'_>| w.has_dyad(g) && (!by_type || w.has_type(g));
    let mut counts = Counts::default();
    for ((source, target, kind), events) in unique(wanted, by_type) {
        if events.iter().any(|w| given.iter().any(|g| agrees(w, g))) {
            counts.found += 1;
        } else {
            counts.missed += 1;
            let what = format!("{source} {kind} {target}");
            misses.push(miss(id, false, what, events[0].event.sentence));
        }
    }
    let mut rows: BTreeMap<Key, Vec<&Given<'_>>> = BTreeMap::new();
    for row in given {
        let kind = if by_type { row.row.relation.clone() } else { String::new() };
        let key = (row.event.source.identity(), row.event.target.identity(), kind);
        rows.entry(key).or_default().push(row);
    }
    for ((source, target, kind), rows) in rows {
        let hits = |tier: Option<u8>| {
            let of_tier = |w: &&Wanted<'_>| tier.is_none_or(|t| w.row.tier == t);
            wanted.iter().filter(of_tier).any(|w| rows.iter().any(|g| agrees(w, g)))
        };
        if hits(Some(1)) {
            counts.right += 1;
        } else if !hits(None) {
            counts.wrong += 1;
            let what = format!("{source} {kind} {target} ({})", rows[0].row.rule);
            misses.push(miss(id, true, what, rows[0].event.sentence));
        }
    }
    counts
}

fn miss(id: &str, is_false: bool, what: String, sentence: &str) -> Miss {
    Miss {
        document: id.to_owned(),
        stage: "relation",
        is_false,
        what,
        context: sentence.to_owned(),
    }
}

/// Whether the modality is one that the gold allows; what goes on has happened.
fn has_modality(gold: &GoldRelation, row: &Relation) -> bool {
    let plain = |m: &str| if m == "ongoing" { "happened".to_owned() } else { m.to_owned() };
    let allowed = gold.modality.iter().chain(gold.modality_alt.iter().flatten());
    allowed.map(|m| plain(m)).any(|m| m == plain(row.modality.as_str()))
}
