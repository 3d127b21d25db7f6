//! Mentions: countries by exact span and code, people and organisations by overlap.

use plenipo_gazetteer::MentionKind;

use super::gold::{GoldDocument, GoldMention};
use super::names::Named;
use super::{Counts, Miss, Scores};
use crate::Tagged;
use crate::mentions::MentionRow;

/// Characters around a mention that its error shows.
const AROUND: usize = 60;

/// A mention of the program, in characters of the text.
struct Found {
    kind: MentionKind,
    start: usize,
    end: usize,
    country: Option<String>,
    name: String,
    is_metonym: bool,
}

/// Scores the mentions of a document.
pub(super) fn score(id: &str, gold: &GoldDocument, tagged: &Tagged, scores: &mut Scores) {
    if gold.mentions.is_empty() {
        return;
    }
    let text = tagged.doc.text();
    // Annotators who stop do so after their last mention.
    let end = gold.mentions.iter().map(|m| m.end).max().unwrap_or_default();
    let found: Vec<Found> = tagged
        .mentions
        .iter()
        .filter_map(|m| MentionRow::new(&tagged.doc, m))
        .map(|row| Found {
            kind: row.mention.kind,
            start: row.place.chars.start() as usize,
            end: row.place.chars.end() as usize,
            country: row.mention.country.clone(),
            name: row.mention.name.clone(),
            is_metonym: row.mention.metonymy,
        })
        .filter(|f| f.end <= end)
        .collect();
    let mut judge = Judge { id, text, gold: &gold.mentions, found: &found, misses: Vec::new() };
    scores.countries.add(judge.countries());
    scores.people.add(judge.overlapping(MentionKind::Person, "person"));
    scores.organisations.add(judge.overlapping(MentionKind::Organisation, "organisation"));
    scores.misses.append(&mut judge.misses);
}

struct Judge<'a> {
    id: &'a str,
    text: &'a str,
    gold: &'a [GoldMention],
    found: &'a [Found],
    misses: Vec<Miss>,
}

impl Judge<'_> {
    fn countries(&mut self) -> Counts {
        let mut counts = Counts::default();
        let is_country = |g: &&GoldMention| matches!(g.kind.as_str(), "country" | "country_adj");
        for wanted in self.gold.iter().filter(is_country).filter(|g| !g.nested && !g.metonymy) {
            let same = |f: &Found| {
                f.start == wanted.start && f.end == wanted.end && f.country == wanted.country
            };
            if self.found.iter().any(|f| f.kind == MentionKind::Country && same(f)) {
                counts.found += 1;
            } else {
                counts.missed += 1;
                let code = wanted.country.as_deref().unwrap_or_default();
                self.miss("country", false, wanted.start, wanted.end, code);
            }
        }
        for found in self.found.iter().filter(|f| f.kind == MentionKind::Country && !f.is_metonym) {
            let overlapping =
                self.gold.iter().filter(|g| g.start < found.end && found.start < g.end);
            let mut overlapping = overlapping.peekable();
            let is_right = overlapping.clone().any(|g| {
                is_country(&g)
                    && g.start == found.start
                    && g.end == found.end
                    && g.country == found.country
            });
            let is_neutral = overlapping.peek().is_some()
                && overlapping.any(|g| g.nested || g.metonymy || g.kind == "territory");
            if is_right {
                counts.right += 1;
            } else if !is_neutral {
                counts.wrong += 1;
                let code = found.country.as_deref().unwrap_or_default();
                self.miss("country", true, found.start, found.end, code);
            }
        }
        counts
    }

    fn overlapping(&mut self, kind: MentionKind, name: &'static str) -> Counts {
        let mut counts = Counts::default();
        let agrees = |f: &Found, g: &GoldMention| {
            let (ours, theirs) = (Named::new(&f.name, None), Named::new(&g.canonical, None));
            let same_name = ours.last() == theirs.last() || ours.has_name_of(&theirs);
            f.start < g.end && g.start < f.end && (kind != MentionKind::Person || same_name)
        };
        for wanted in self.gold.iter().filter(|g| g.kind == name && !g.nested) {
            if self.found.iter().any(|f| f.kind == kind && agrees(f, wanted)) {
                counts.found += 1;
            } else {
                counts.missed += 1;
                self.miss(name, false, wanted.start, wanted.end, &wanted.canonical);
            }
        }
        for found in self.found.iter().filter(|f| f.kind == kind) {
            if self.gold.iter().any(|g| g.kind == name && agrees(found, g)) {
                counts.right += 1;
            } else {
                counts.wrong += 1;
                self.miss(name, true, found.start, found.end, &found.name);
            }
        }
        counts
    }

    fn miss(&mut self, stage: &'static str, is_false: bool, start: usize, end: usize, what: &str) {
        let words = slice(self.text, start, end);
        let context = slice(self.text, start.saturating_sub(AROUND), end + AROUND);
        self.misses.push(Miss {
            document: self.id.to_owned(),
            stage,
            is_false,
            what: format!("{words} = {what}"),
            context: context.replace('\n', " "),
        });
    }
}

/// The characters from `start` to `end`.
fn slice(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end.saturating_sub(start)).collect()
}
