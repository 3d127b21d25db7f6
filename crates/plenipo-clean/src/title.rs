//! Which block is the headline.

use crate::features::Survey;
use crate::meta::resolve::without_site;
use crate::page::{Page, above};
use crate::phrases;
use crate::stats::{Shingles, shares};

/// Blocks before the body in which the headline of a dump is looked for.
const LOOK_BACK: usize = 40;
/// A headline has no more words.
const MAX_WORDS: u32 = 40;

/// The headline of a page: the heading most like what metadata say, the `<h1>` before others.
pub(crate) fn in_page(page: &Page, survey: &Survey, meta: Option<&str>) -> Option<usize> {
    let wanted = meta.map(Shingles::of).filter(|s| !s.is_empty());
    let titled = crate::classes::bit("title");
    let mut best: Option<(f32, usize)> = None;
    for i in 0..page.pieces.len() {
        let words = survey.stats[i].words;
        let node = page.node_of(i);
        if words == 0 || words > MAX_WORDS || node.above & above::HEAD != 0 {
            continue;
        }
        let level = match node.tag {
            crate::html::tags::Tag::H1 => 1.0,
            tag if tag.is_heading() => 0.5,
            _ => 0.0,
        };
        let text = page.text_of(i);
        let alike = match (&wanted, meta) {
            (Some(w), _) if words >= 3 => shares(survey.hashes(i), [w])[0],
            (_, Some(m)) => f32::from(u8::from(m.trim() == text)),
            _ => 0.0,
        };
        let own_class = node.own & titled != 0;
        let score = alike * 2.0 + level + f32::from(u8::from(own_class)) * 0.3;
        let likely = alike >= 0.5 || (level >= 1.0 && words >= 3);
        if likely && best.is_none_or(|(b, _)| score > b + 0.01) {
            best = Some((score, i));
        }
    }
    best.map(|(_, i)| i)
}

/// The headline of a dump, given which blocks are kept.
pub(crate) fn in_dump(
    page: &Page,
    survey: &Survey,
    kept: &[bool],
    given: Option<&str>,
) -> Option<usize> {
    let first = kept.iter().position(|&k| k)?;
    let from = first.saturating_sub(LOOK_BACK);
    let wanted = given.map(Shingles::of).filter(|s| !s.is_empty());
    let head = page.text_of(0);
    // The first block of the body is the headline when it reads like one.
    let to = first + usize::from(reads_like_title(page, survey, first));
    let mut best: Option<(f32, usize)> = None;
    for i in from..to {
        let s = &survey.stats[i];
        let text = page.text_of(i);
        if s.words < least_words(page, i) || s.words > MAX_WORDS || s.ends_colon {
            continue;
        }
        let mut score = -0.12 * (first.saturating_sub(i)) as f32;
        let is_sentence = text.ends_with('.') && !ends_short(text);
        // A doubled sentence is a caption; a doubled line without a stop is the headline.
        if survey.repeated(i) && !is_sentence {
            score += 2.5;
        }
        if i > 0 && head.len() > text.len() && head.starts_with(text) {
            score += 3.0;
        }
        if i == 0 {
            score += if first <= 3 { 1.0 } else { 0.3 };
        }
        if wanted.as_ref().is_some_and(|w| shares(survey.hashes(i), [w])[0] > 0.7) {
            score += 4.0;
        }
        score += (s.words.min(12) as f32 - 5.0) * 0.15;
        if is_sentence {
            score -= 2.0;
        }
        if survey.found[i].bits & !phrases::bit("byline") != 0 {
            score -= 1.5;
        }
        if survey.is_dated(i) || crate::meta::lines::byline(text).is_some() {
            score -= 3.0;
        }
        if best.is_none_or(|(b, _)| score > b) {
            best = Some((score, i));
        }
    }
    best.filter(|(score, _)| *score > 0.0).map(|(_, i)| i)
}

/// Whether the full stop at the end is that of an abbreviation: "says State Dept."
fn ends_short(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or(text);
    last.len() <= 6 && last.ends_with('.') && last.starts_with(char::is_uppercase)
}

/// Blocks of a text so short that it has no menu, whose first line may be a headline of two words.
const SHORT_TEXT: usize = 12;

/// Words that a headline has at least: fewer make a name of a section.
fn least_words(page: &Page, i: usize) -> u32 {
    if i == 0 && page.pieces.len() <= SHORT_TEXT { 2 } else { 3 }
}

fn reads_like_title(page: &Page, survey: &Survey, i: usize) -> bool {
    let s = &survey.stats[i];
    let next_is_prose = survey.stats.get(i + 1).is_some_and(|n| n.words > s.words);
    let open = !s.ends_sentence || ends_short(page.text_of(i));
    (least_words(page, i)..=MAX_WORDS / 2).contains(&s.words)
        && open
        && !s.ends_colon
        && next_is_prose
}

/// The part of a headline that is not the site's name.
pub(crate) fn without_name(text: &str, site: Option<&str>) -> usize {
    without_site(text, site).len()
}
