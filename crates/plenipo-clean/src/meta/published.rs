//! When the article was published: what the page says of it, weighed.
//!
//! Pages name the day in several places, and now and then differently: a machine writes the day in UTC, the
//! reader is shown that of the place; a content system writes when the draft was made. The most trusted place
//! wins unless others agree against it.

use core::ops::Range;

use plenipo_text::jiff::civil::Date;
use plenipo_text::{MetaSource, Moment, Sourced};

use super::head::Head;
use super::{dates, lines};
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

/// Reads a date.
pub(super) fn moment(value: &str, source: MetaSource) -> Option<Sourced<Moment>> {
    dates::parse(value).map(|m| Sourced::new(m, source))
}

/// When the article was published. `near` are the blocks around title and by-line.
pub(super) fn published(
    given: &Given<'_>,
    head: &Head,
    url: Option<&str>,
    page: &Page,
    kept: &[bool],
    near: Range<usize>,
) -> Option<Sourced<Moment>> {
    if let Some(found) = given.published.and_then(|d| moment(d, MetaSource::Given)) {
        return Some(found);
    }
    let start = page.pieces.get(near.start).map_or(0, |p| p.raw.start() as usize);
    let mut found = machine_readable(head, url, start);
    let shown = text_date(page, kept, near.clone());
    found.extend(shown.map(|m| Sourced::new(m, MetaSource::Text)));
    let loose = || if page.html { loose_date(page, near) } else { None };
    weighed(&found).or_else(|| loose().map(|m| Sourced::new(m, MetaSource::Text)))
}

/// The dates that the page marks as such, the most trusted first; one of each kind of source, but all
/// of `<meta>`.
fn machine_readable(head: &Head, url: Option<&str>, start: usize) -> Vec<Sourced<Moment>> {
    let mut found = Vec::new();
    found.extend(head.linked.published.as_deref().and_then(|d| moment(d, MetaSource::JsonLd)));
    for name in PUBLISHED {
        let source =
            if name.starts_with("article:") { MetaSource::OpenGraph } else { MetaSource::Meta };
        found.extend(head.first(&[name]).and_then(|m| moment(&m.content, source)));
    }
    let rare = |name: &str| PUBLISHED_PARTS.iter().any(|p| name.contains(p));
    let rare = head.metas.iter().filter(|m| !PUBLISHED.contains(&m.name.as_str()) && rare(&m.name));
    found.extend(rare.filter_map(|m| moment(&m.content, MetaSource::Meta)));
    let times = || head.times.iter().filter_map(|t| moment(&t.0, MetaSource::Time).map(|m| (m, t)));
    let marked = times().find(|(_, t)| t.2).map(|(m, _)| m);
    found.extend(marked.clone());
    found.extend(url.and_then(dates::in_url).map(|m| Sourced::new(m, MetaSource::Url)));
    if marked.is_none() {
        // The first `<time>` past the headline; those before it are of other articles.
        let timed = times().find(|(_, t)| t.1 >= start).or_else(|| times().next());
        found.extend(timed.map(|(m, _)| m));
    }
    found
}

/// The first date, unless others agree against it.
fn weighed(found: &[Sourced<Moment>]) -> Option<Sourced<Moment>> {
    let first = found.first()?;
    let day = first.value.date;
    let apart = |other: Date| (other - day).get_days().abs();
    // Midnight in Greenwich is another day elsewhere: readers are told theirs.
    let is_local = |f: &&Sourced<Moment>| matches!(f.source, MetaSource::Text | MetaSource::Url);
    let in_utc = first.value.time.is_some() && first.value.offset_minutes == Some(0);
    let agreed = found.iter().filter(is_local).any(|f| f.value.date == day);
    if in_utc && !agreed {
        let local = found.iter().rev().filter(is_local).find(|f| apart(f.value.date) == 1);
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
    let outvoted = kinds(day) == 1;
    let better = found.iter().find(|f| outvoted && f.value.date != day && kinds(f.value.date) >= 2);
    Some(better.unwrap_or(first).clone())
}

/// A date line near the title, else the first that stands alone before the body.
fn text_date(page: &Page, kept: &[bool], near: Range<usize>) -> Option<Moment> {
    let line = |i: usize| {
        let text = page.text_of(i);
        lines::leading_date(text).map(|(m, _)| m).or_else(|| lines::date_line(text))
    };
    let free = |i: &usize| !kept.get(*i).copied().unwrap_or(false);
    near.clone()
        .filter(free)
        .find_map(line)
        .or_else(|| near.clone().find_map(|i| lines::leading_date(page.text_of(i)).map(|(m, _)| m)))
        .or_else(|| (near.start.saturating_sub(6)..near.start).filter(free).find_map(line))
        .or_else(|| kept.iter().position(|&k| k).and_then(|i| lines::dateline(page.text_of(i))))
}

/// Blocks in which a date that does not stand alone is looked for.
const LOOSE: usize = 400;

/// The first date in any short block or at the start of a paragraph: from the title on, else on
/// the page. Pages that name their date nowhere better have it beside the by-line.
fn loose_date(page: &Page, near: Range<usize>) -> Option<Moment> {
    let n = page.pieces.len();
    let dated = |i: usize| dates::find(page.text_of(i)).map(|(m, _)| m);
    (near.start..n.min(near.start + LOOSE))
        .find_map(dated)
        .or_else(|| (0..near.start).rev().take(LOOSE).find_map(dated))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weigh(found: &[(&str, MetaSource)]) -> String {
        let found: Vec<_> = found.iter().map(|(d, s)| moment(d, *s).unwrap()).collect();
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
    fn two_kinds_of_source_outvote_one() {
        let draft = ("2022-01-04", MetaSource::JsonLd);
        let shown = ("2022-01-06", MetaSource::Text);
        assert_eq!(weigh(&[draft, ("2022-01-06", MetaSource::Meta), shown]), "2022-01-06");
        assert_eq!(weigh(&[draft, shown]), "2022-01-04");
    }
}
