//! When the article was published: what the page says of it, weighed.
//!
//! Pages name the day in several places, and now and then differently: a machine writes the day in UTC, the
//! reader is shown that of the place; a content system writes when the draft was made. The most trusted place
//! wins unless others agree against it.

use core::ops::Range;

use plenipo_text::jiff::civil::Date;
use plenipo_text::{MetaSource, Moment, Sourced};

use super::dates::{self, Order};
use super::head::Head;
use super::lines;
use super::marked::{self, Mark, Marked};
use crate::Given;
use crate::page::Page;

/// Names of `<meta>` elements with the date, the most trusted first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "article:published",
    "rnews:datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "publication_date",
    "article.published",
    "published_time",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
    "dcterms.date",
    "originalpublicationdate",
    "article_date_original",
    "cxenseparse:recs:publishtime",
    "dc.date.created",
    "date_published",
    "datecreated",
    "created",
    "bt:pubdate",
    "published-date",
    "citation_publication_date",
    "citation_date",
];

/// Parts of names of `<meta>` elements that few sites use.
const PUBLISHED_PARTS: &[&str] =
    &["pubdate", "pub-date", "publishdate", "publish-date", "publishtime"];

/// Reads the value of a field, in which the month comes first unless the page says where it is from.
pub(super) fn moment(value: &str, source: MetaSource, order: Order) -> Option<Sourced<Moment>> {
    dates::parse(value, order).map(|m| Sourced::new(m, source))
}

/// All that is known of a page.
#[derive(Clone, Copy)]
pub(super) struct Sources<'a> {
    pub(super) given: &'a Given<'a>,
    pub(super) head: &'a Head,
    pub(super) url: Option<&'a str>,
    /// The decoded page.
    pub(super) source: &'a str,
    pub(super) page: &'a Page,
    /// Which blocks of it are of the body.
    pub(super) kept: &'a [bool],
    /// What comes first in a date of figures alone.
    pub(super) order: Order,
}

/// When the article was published. `near` are the blocks around title and by-line; where nothing but the day
/// of the last change is known, it is that.
pub(super) fn published(
    sources: &Sources<'_>,
    modified: Option<&Sourced<Moment>>,
    near: Range<usize>,
) -> Option<Sourced<Moment>> {
    let &Sources { given, head, source, page, order, .. } = sources;
    if let Some(found) = given.published.and_then(|d| moment(d, MetaSource::Given, order)) {
        return Some(found);
    }
    let start = page.pieces.get(near.start).map_or(0, |p| p.raw.start() as usize);
    let text = |m| Sourced::new(m, MetaSource::Text);
    let marked = marked_date(head, source, start, Mark::Published, order);
    let mut found = machine_readable(sources, start, marked);
    found.extend(text_date(page, sources.kept, near.clone(), order).map(text));
    if let Some(best) = weighed(&found) {
        return Some(best);
    }
    if !page.html {
        return None;
    }
    marked::in_state(source)
        .map(|m| Sourced::new(m, MetaSource::JsonLd))
        .or_else(|| marked_date(head, source, start, Mark::Updated, order).map(text))
        .or_else(|| modified.cloned())
        .or_else(|| labelled_date(page, order).map(text))
        .or_else(|| loose_date(page, near, order).map(text))
}

/// Bytes around the headline in which a marked element is one of this article, and no list of others.
const AROUND: usize = 8_000;

/// The date in the marked element that is nearest to the headline at byte `start`.
fn marked_date(
    head: &Head,
    source: &str,
    start: usize,
    mark: Mark,
    order: Order,
) -> Option<Moment> {
    let of_mark = head.marked.iter().filter(|m| m.mark == mark);
    let mut near: Vec<&Marked> = of_mark.filter(|m| m.at.abs_diff(start) < AROUND).collect();
    near.sort_by_key(|m| (m.at.abs_diff(start), m.at));
    near.into_iter().find_map(|m| {
        let written = m.value.and_then(|(from, to)| dates::parse(&source[from..to], order));
        written.or_else(|| marked::shown(source, m.at, order))
    })
}

/// Words before the day of publication, in small letters; then those before the day of the last change.
const LABELS: [&[&str]; 2] = [
    &[
        "published",
        "posted",
        "veröffentlicht",
        "erschienen",
        "erstellt",
        "publié",
        "publicado",
        "pubblicato",
        "gepubliceerd",
        "опубликовано",
    ],
    &[
        "updated",
        "last modified",
        "last edited",
        "aktualisiert",
        "zuletzt",
        "mis à jour",
        "modifié",
        "actualizado",
        "atualizado",
        "aggiornato",
        "bijgewerkt",
    ],
];
/// Bytes of the longest line that is a label and a date.
const LABELLED: usize = 160;

/// The first date after a label, anywhere on the page; labels of publication before others.
fn labelled_date(page: &Page, order: Order) -> Option<Moment> {
    let lines: Vec<&str> = (0..page.pieces.len())
        .map(|i| page.text_of(i))
        .filter(|line| line.len() <= LABELLED && dates::has_figures(line))
        .collect();
    let dated = |line: &str, labels: &[&str]| {
        let line = line.to_lowercase();
        let ends = labels.iter().filter_map(|label| Some(line.find(label)? + label.len()));
        dates::find(&line[ends.min()?..], order).map(|(moment, _)| moment)
    };
    LABELS.iter().find_map(|labels| lines.iter().find_map(|line| dated(line, labels)))
}

/// The dates that the page marks as such, the most trusted first; one of each kind of source, but all
/// of `<meta>`.
fn machine_readable(
    sources: &Sources<'_>,
    start: usize,
    marked: Option<Moment>,
) -> Vec<Sourced<Moment>> {
    let &Sources { head, url, order, .. } = sources;
    let moment = |value: &str, source| moment(value, source, order);
    let mut found = Vec::new();
    found.extend(head.linked.published.as_deref().and_then(|d| moment(d, MetaSource::JsonLd)));
    let meta = |name: &&str| {
        let source =
            if name.starts_with("article:") { MetaSource::OpenGraph } else { MetaSource::Meta };
        head.first(&[name]).and_then(|m| moment(&m.content, source))
    };
    found.extend(PUBLISHED.iter().filter_map(meta));
    let rare = |name: &str| PUBLISHED_PARTS.iter().any(|p| name.contains(p));
    let rare = head.metas.iter().filter(|m| !PUBLISHED.contains(&m.name.as_str()) && rare(&m.name));
    found.extend(rare.filter_map(|m| moment(&m.content, MetaSource::Meta)));
    let times = || head.times.iter().filter_map(|t| moment(&t.0, MetaSource::Time).map(|m| (m, t)));
    let timed = times().find(|(_, t)| t.2).map(|(m, _)| m);
    found.extend(timed.clone());
    found.extend(url.and_then(dates::in_url).map(|m| Sourced::new(m, MetaSource::Url)));
    found.extend(marked.map(|m| Sourced::new(m, MetaSource::Text)));
    if timed.is_none() {
        // The first `<time>` past the headline; those before it are of other articles.
        let timed = times().find(|(_, t)| t.1 >= start).or_else(|| times().next());
        found.extend(timed.map(|(m, _)| m));
    }
    found
}

/// Days within which two dates may be of one article.
const YEAR: i32 = 365;

/// The first date, unless others agree against it.
fn weighed(found: &[Sourced<Moment>]) -> Option<Sourced<Moment>> {
    let first = found.first()?;
    let day = first.value.date;
    let apart = |other: Date| (other - day).get_days().abs();
    // Midnight in Greenwich is another day elsewhere: readers are told theirs.
    let tells_local = |f: &&Sourced<Moment>| match f.source {
        MetaSource::Text | MetaSource::Url => true,
        MetaSource::Time => f.value.time.is_none(),
        _ => false,
    };
    let in_utc = first.value.time.is_some() && first.value.offset_minutes == Some(0);
    let agreed = found.iter().filter(tells_local).any(|f| f.value.date == day);
    if in_utc && !agreed {
        let local = found.iter().rev().filter(tells_local).find(|f| apart(f.value.date) == 1);
        if let Some(local) = local {
            return Some(Sourced::new(Moment::day(local.value.date), local.source));
        }
    }
    let kinds = |day: Date| {
        let mut kinds: Vec<MetaSource> =
            found.iter().filter(|f| f.value.date == day).map(|f| f.source).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.len()
    };
    if kinds(day) > 1 {
        return Some(first.clone());
    }
    let others = || found.iter().filter(|f| f.value.date != day);
    // One field alone may be the day of the draft or of the last build; readers are shown that of the text. A
    // time in a zone of its own was not made up by a machine.
    let is_local = first.value.offset_minutes.is_some_and(|minutes| minutes != 0);
    let is_shown = |f: &&Sourced<Moment>| {
        !is_local && f.source == MetaSource::Text && apart(f.value.date) < YEAR
    };
    let agreed = others().find(|f| kinds(f.value.date) >= 2);
    let better = agreed.or_else(|| others().find(is_shown));
    Some(better.unwrap_or(first).clone())
}

/// A date line near the title, else the first that stands alone before the body.
fn text_date(page: &Page, kept: &[bool], near: Range<usize>, order: Order) -> Option<Moment> {
    let leading = |i: usize| lines::leading_date(page.text_of(i), order).map(|(m, _)| m);
    let line = |i: usize| {
        let text = page.text_of(i);
        leading(i).or_else(|| lines::date_line(text, order))
    };
    let free = |i: &usize| !kept.get(*i).copied().unwrap_or(false);
    near.clone()
        .filter(free)
        .find_map(line)
        .or_else(|| near.clone().find_map(leading))
        .or_else(|| (near.start.saturating_sub(6)..near.start).filter(free).find_map(line))
        .or_else(|| kept.iter().position(|&k| k).and_then(|i| lines::dateline(page.text_of(i))))
}

/// Blocks in which a date that does not stand alone is looked for.
const LOOSE: usize = 400;

/// The first date in any short block or at the start of a paragraph: from the title on, else on
/// the page. Pages that name their date nowhere better have it beside the by-line.
fn loose_date(page: &Page, near: Range<usize>, order: Order) -> Option<Moment> {
    let n = page.pieces.len();
    let dated = |i: usize| dates::find(page.text_of(i), order).map(|(m, _)| m);
    (near.start..n.min(near.start + LOOSE))
        .find_map(dated)
        .or_else(|| (0..near.start).rev().take(LOOSE).find_map(dated))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weigh(found: &[(&str, MetaSource)]) -> String {
        let found: Vec<_> =
            found.iter().map(|(d, s)| moment(d, *s, Order::MonthFirst).unwrap()).collect();
        weighed(&found).unwrap().value.to_string()
    }

    #[test]
    fn the_day_of_readers_goes_before_that_of_greenwich() {
        let utc = ("2022-05-04T00:44:52Z", MetaSource::JsonLd);
        assert_eq!(weigh(&[utc, ("May 3, 2022", MetaSource::Text)]), "2022-05-03");
        assert_eq!(weigh(&[utc, ("2022-05-03", MetaSource::Url)]), "2022-05-03");
        assert_eq!(weigh(&[utc, ("May 4, 2022", MetaSource::Text)]), "2022-05-04T00:44:52Z");
        assert_eq!(weigh(&[utc, ("March 3, 2021", MetaSource::Text)]), "2022-05-04T00:44:52Z");
        let local = ("2022-05-04T00:44:52+09:00", MetaSource::JsonLd);
        assert_eq!(weigh(&[local, ("May 3, 2022", MetaSource::Text)]), "2022-05-04T00:44:52+09:00");
    }

    #[test]
    fn readers_are_shown_the_day_that_one_field_alone_gets_wrong() {
        let draft = ("2022-01-04", MetaSource::Meta);
        assert_eq!(weigh(&[draft, ("January 6, 2022", MetaSource::Text)]), "2022-01-06");
        assert_eq!(weigh(&[draft, ("2022-01-06", MetaSource::Time)]), "2022-01-04");
    }

    #[test]
    fn two_kinds_of_source_outvote_one() {
        let draft = ("2022-01-04", MetaSource::JsonLd);
        let shown = ("2022-01-06", MetaSource::Text);
        assert_eq!(weigh(&[draft, ("2022-01-06", MetaSource::Meta), shown]), "2022-01-06");
        let confirmed = ("2022-01-04", MetaSource::Url);
        assert_eq!(weigh(&[draft, confirmed, shown]), "2022-01-04");
    }
}
