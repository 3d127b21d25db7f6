//! From what was gathered to [`Metadata`]: the best source of each field wins.

use plenipo_text::{MetaSource, Metadata, Sourced};

use super::dates::Order;
use super::head::Head;
use super::published::{Sources, moment, published};
use super::{agencies, lines};
use crate::Given;
use crate::page::Page;

const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "article.updated",
    "updated_time",
    "dateupdate",
    "revised",
];
const TITLE: &[&str] = &["og:title", "twitter:title", "dc.title", "title", "headline"];
const AUTHOR: &[&str] = &[
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "dc.author",
    "citation_author",
    "twitter:data1",
];
const SITE: &[&str] = &["og:site_name", "application-name", "publisher", "dc.publisher"];
const URL: &[&str] = &["og:url", "twitter:url"];
/// Blocks before and after the title in which dates and by-lines are looked for.
const NEAR_TITLE: usize = 25;

fn text(value: &str, source: MetaSource) -> Option<Sourced<String>> {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty()).then(|| Sourced::new(value, source))
}

/// Resolves everything but the title.
pub(crate) fn resolve(
    given: &Given<'_>,
    head: &Head,
    source: &str,
    page: &Page,
    kept: &[bool],
    title_at: Option<usize>,
) -> Metadata {
    let first_body = kept.iter().position(|&k| k).unwrap_or(0);
    let from = title_at.unwrap_or(first_body.saturating_sub(NEAR_TITLE));
    let to = page.pieces.len().min(first_body.max(from) + NEAR_TITLE);
    let mut meta = Metadata {
        url: url(given, head),
        site: site(given, head),
        language: language(head, page, kept),
        ..Metadata::default()
    };
    let address = meta.url.as_ref().map(|u| u.value.clone());
    let order = order(head, page, meta.language.as_ref());
    meta.modified =
        head.linked.modified.as_deref().and_then(|d| moment(d, MetaSource::JsonLd, order)).or_else(
            || head.first(MODIFIED).and_then(|m| moment(&m.content, MetaSource::Meta, order)),
        );
    let sources = Sources { given, head, url: address.as_deref(), source, page, kept, order };
    meta.published = published(&sources, meta.modified.as_ref(), from..to);
    meta.byline = byline(head, page, kept, from..to);
    meta.agency = agency(page, kept);
    meta
}

/// Whether day or month comes first: by what the page declares, else by the language of its text.
fn order(head: &Head, page: &Page, language: Option<&Sourced<String>>) -> Order {
    let declared = head.first(&["og:locale"]).map(|m| m.content.as_str());
    let declared = declared.or(head.language.as_deref()).or(head.linked.language.as_deref());
    match language.map(|l| l.value.as_str()) {
        // Templates declare "en" on pages in any language.
        Some(text) if text != "en" && page.html => Order::of_language(text),
        _ => declared.map_or(Order::default(), Order::of_language),
    }
}

fn byline(
    head: &Head,
    page: &Page,
    kept: &[bool],
    near: core::ops::Range<usize>,
) -> Option<Sourced<String>> {
    if !head.linked.authors.is_empty() {
        return text(&head.linked.authors.join(", "), MetaSource::JsonLd);
    }
    let meta = AUTHOR.iter().find_map(|n| head.first(&[n])).map(|m| m.content.as_str());
    if let Some(name) = meta.filter(|n| !n.starts_with("http") && n.len() < 100) {
        return text(name.trim_start_matches("By ").trim_start_matches("by "), MetaSource::Meta);
    }
    let last = kept.iter().rposition(|&k| k).map_or(0, |i| i + 1);
    let after = last..(last + 4).min(page.pieces.len());
    near.chain(after)
        .filter(|&i| !kept.get(i).copied().unwrap_or(false))
        .find_map(|i| lines::byline(page.text_of(i)))
        .and_then(|name| text(name, MetaSource::Text))
}

fn agency(page: &Page, kept: &[bool]) -> Option<Sourced<String>> {
    let first = kept.iter().position(|&k| k)?;
    let last = kept.iter().rposition(|&k| k)?;
    let found = |name: &str| text(name, MetaSource::Text);
    if let Some((_, name)) =
        (first..=last).rev().take(3).find_map(|i| agencies::at_end(page.text_of(i)))
    {
        return found(name);
    }
    if let Some(name) = agencies::in_dateline(page.text_of(first)) {
        return found(name);
    }
    let near = first.saturating_sub(6)..(last + 3).min(page.pieces.len());
    near.filter(|&i| !kept[i]).find_map(|i| lines::agency(page.text_of(i))).and_then(found)
}

fn site(given: &Given<'_>, head: &Head) -> Option<Sourced<String>> {
    given
        .site
        .and_then(|s| text(s, MetaSource::Given))
        .or_else(|| head.first(SITE).and_then(|m| text(&m.content, MetaSource::OpenGraph)))
        .or_else(|| head.linked.publisher.as_deref().and_then(|p| text(p, MetaSource::JsonLd)))
}

fn url(given: &Given<'_>, head: &Head) -> Option<Sourced<String>> {
    let whole = |u: &str| u.starts_with("http");
    given
        .url
        .and_then(|u| text(u, MetaSource::Given))
        .or_else(|| {
            head.canonical.as_deref().filter(|u| whole(u)).and_then(|u| text(u, MetaSource::Meta))
        })
        .or_else(|| {
            head.first(URL)
                .filter(|m| whole(&m.content))
                .and_then(|m| text(&m.content, MetaSource::OpenGraph))
        })
}

/// Prose shorter than this says less about its language than the page does.
const LEAST_TEXT: usize = 80;
/// Bytes of prose that the language is told from.
const ENOUGH_TEXT: usize = 600;

fn language(head: &Head, page: &Page, kept: &[bool]) -> Option<Sourced<String>> {
    let mut sample = String::new();
    for (i, _) in kept.iter().enumerate().filter(|(_, k)| **k) {
        let mut end = page.text_of(i).len().min(ENOUGH_TEXT);
        while !page.text_of(i).is_char_boundary(end) {
            end -= 1;
        }
        sample.push_str(&page.text_of(i)[..end]);
        sample.push(' ');
        if sample.len() >= ENOUGH_TEXT {
            break;
        }
    }
    if sample.len() >= LEAST_TEXT {
        return text(two_letters(whichlang::detect_language(&sample)), MetaSource::Text);
    }
    let declared = head.language.as_deref().or(head.linked.language.as_deref())?;
    let code: String = declared.chars().take_while(char::is_ascii_alphabetic).collect();
    (code.len() == 2).then(|| text(&code.to_ascii_lowercase(), MetaSource::Meta)).flatten()
}

fn two_letters(lang: whichlang::Lang) -> &'static str {
    use whichlang::Lang;
    match lang {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

/// The headline as metadata have it, the site's name cut off.
pub(crate) fn meta_title(given: &Given<'_>, head: &Head, page: &str) -> Option<Sourced<String>> {
    if let Some(title) = given.title.and_then(|t| text(t, MetaSource::Given)) {
        return Some(title);
    }
    let site = site(given, head).map(|s| s.value);
    let cut = |t: &str| without_site(t, site.as_deref()).to_owned();
    if let Some(m) = head.first(TITLE) {
        return text(&cut(&m.content), MetaSource::OpenGraph);
    }
    if let Some(headline) = &head.linked.headline {
        return text(headline, MetaSource::JsonLd);
    }
    let (from, to) = head.title?;
    text(&cut(&crate::html::entities::decode(&page[from..to])), MetaSource::Meta)
}

/// `title` without the name of the site at either end: "Talks in Seoul | Example Post".
pub(crate) fn without_site<'a>(title: &'a str, site: Option<&str>) -> &'a str {
    const BARS: [&str; 7] = [" | ", " - ", " – ", " — ", " :: ", " » ", " · "];
    let title = title.trim();
    let mut best = title;
    for bar in BARS {
        if let Some((head, tail)) = title.rsplit_once(bar) {
            let named = site.is_some_and(|s| tail.trim().eq_ignore_ascii_case(s.trim()));
            let short = tail.split_whitespace().count() <= 4
                && head.split_whitespace().count() >= 2 * tail.split_whitespace().count()
                && head.split_whitespace().count() >= 4;
            if (named || short) && head.len() < best.len() {
                best = head.trim();
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_site_is_cut_off() {
        assert_eq!(
            without_site("Talks in Seoul end early | Post", None),
            "Talks in Seoul end early"
        );
        assert_eq!(without_site("Talks - Example", Some("example")), "Talks");
        assert_eq!(without_site("US - China talks open", None), "US - China talks open");
    }
}
