//! Dates in places that only their names tell of: elements with a class for it, state of scripts.
//!
//! Sites without metadata in `<head>` still name the element that shows the day ("entry-date"), and many keep
//! the article as JSON in a script (`published_at`).

use plenipo_text::Moment;

use super::dates::{self, Order};

/// What the name of an element says of the date in it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Mark {
    /// The day of publication.
    Published,
    /// The day of the last change.
    Updated,
}

/// An element with such a name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Marked {
    pub(crate) mark: Mark,
    /// A byte of its start tag, past the attributes.
    pub(crate) at: usize,
    /// Where its `datetime` or `title` stands, in which microformats have the date.
    pub(crate) value: Option<(usize, usize)>,
}

/// Parts of class names that stand on dates of publication. The name of a list or widget with dates does not
/// end in any of them.
const PUBLISHED: &[&str] = &[
    "published",
    "pubdate",
    "pub-date",
    "pub_date",
    "publishdate",
    "publish-date",
    "publish_date",
    "date-published",
    "date-publish",
    "publication-date",
    "publicationdate",
    "entry-date",
    "post-date",
    "postdate",
    "article-date",
    "article__date",
    "article_date",
    "articledate",
    "news-date",
    "headline-date",
];
/// Parts of class names that stand on dates of change.
const UPDATED: &[&str] = &["updated", "modified", "lastmod", "last-modified", "update-date"];

/// What the classes of an element say of a date in it.
pub(crate) fn of_classes(classes: &str) -> Option<Mark> {
    if !has_telling_letters(classes.as_bytes()) {
        return None;
    }
    let ends = |class: &str, names: &[&str]| {
        names.iter().any(|name| {
            class.len().checked_sub(name.len()).is_some_and(|at| {
                class.is_char_boundary(at)
                    && class[at..].eq_ignore_ascii_case(name)
                    && !class[..at].ends_with(|c: char| c.is_ascii_alphabetic())
            })
        })
    };
    let has = |names| classes.split_ascii_whitespace().any(|class| ends(class, names));
    if has(PUBLISHED) {
        return Some(Mark::Published);
    }
    has(UPDATED).then_some(Mark::Updated)
}

/// Whether three letters stand together that each of the names has: most elements have none.
fn has_telling_letters(classes: &[u8]) -> bool {
    let seconds = classes.iter().skip(1);
    let thirds = classes.iter().skip(2);
    // All of them are looked at: without a way out early it goes many bytes at a time.
    classes.iter().zip(seconds).zip(thirds).fold(false, |found, ((a, b), c)| {
        let is = |letters: &[u8; 3]| {
            let differ =
                (a | 0x20) ^ letters[0] | (b | 0x20) ^ letters[1] | (c | 0x20) ^ letters[2];
            differ == 0
        };
        found | is(b"dat") | is(b"pub") | is(b"odi") | is(b"tmo")
    })
}

/// Bytes of an element in which its date is looked for.
const SHOWN: usize = 300;

/// The date that an element shows; `inside` is a byte of its start tag past the attributes.
pub(crate) fn shown(page: &str, inside: usize, order: Order) -> Option<Moment> {
    let start = inside + page.get(inside..)?.find('>')? + 1;
    let rest = &page[start..];
    let rest = &rest[..rest.floor_char_boundary(SHOWN)];
    let mut text = String::new();
    let mut inside = false;
    for c in rest.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                text.push(' ');
            }
            _ if !inside => text.push(c),
            _ => {}
        }
    }
    dates::find(&text, order).filter(|(_, span)| span.start < 40).map(|(moment, _)| moment)
}

/// Keys of the state in scripts that hold the day of publication.
const KEYS: &[&str] = &[
    "published_at",
    "publishedAt",
    "publishedDate",
    "published_date",
    "publishDate",
    "publish_date",
    "publishedTime",
    "firstPublished",
    "datePublished",
    "pubDate",
    "pubdate",
    "publicationDate",
];

/// The first day of publication in the state of scripts.
pub(crate) fn in_state(page: &str) -> Option<Moment> {
    // "pub" is in every key; a page has few of them.
    for at in memchr::memmem::find_iter(page.as_bytes(), "ub") {
        for key in KEYS {
            let Some(offset) = key.find("ub") else { continue };
            let Some(from) = at.checked_sub(offset) else { continue };
            if !page.as_bytes()[from..].starts_with(key.as_bytes()) {
                continue;
            }
            // Inside a string of a script the quotes are escaped.
            let rest = page[from + key.len()..].trim_start_matches('\\');
            let Some(rest) = rest.strip_prefix('"') else { continue };
            let rest = rest.trim_start_matches([':', ' ', '\\']);
            let Some(value) = rest.strip_prefix('"') else { continue };
            let value = value.split(['"', '\\']).next().unwrap_or_default();
            if let Some(moment) = Moment::parse_iso(value) {
                return Some(moment);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_tell_dates() {
        let tests = [
            ("entry-date", Some(Mark::Published)),
            ("meta post_date small", None),
            ("c-post-date", Some(Mark::Published)),
            ("update", None),
            ("date updated", Some(Mark::Updated)),
            ("entry-date updated", Some(Mark::Published)),
            ("published updated", Some(Mark::Published)),
            ("candidate", None),
            ("modal", None),
        ];
        for (classes, mark) in tests {
            assert_eq!(of_classes(classes), mark, "{classes}");
        }
    }

    #[test]
    fn what_an_element_shows_is_read() {
        let page = "<p class=date><b>On</b> 4 May 2021</p>";
        let day = shown(page, 12, Order::MonthFirst).map(|m| m.to_string());
        assert_eq!(day.as_deref(), Some("2021-05-04"));
    }

    #[test]
    fn the_state_of_scripts_is_read() {
        let page = r#"<script>x={\"published_at\":\"2019-03-02T06:22:28+01:00\"}</script>"#;
        assert_eq!(in_state(page).unwrap().date.to_string(), "2019-03-02");
        assert_eq!(in_state("the pub\" and public pubDate\": 3"), None);
    }
}
