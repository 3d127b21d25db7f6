//! What `<head>`, JSON-LD and `<time>` say, gathered while the page is read.

use super::json_ld;
use super::marked::{self, Marked};
use crate::html::entities;
use crate::html::tags::Tag;
use crate::html::tokens::Attribute;

/// A `<meta>` element, by its name or property.
#[derive(Clone, Debug)]
pub(crate) struct MetaTag {
    /// In lower case.
    pub(crate) name: String,
    pub(crate) content: String,
}

/// Everything gathered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    pub(crate) metas: Vec<MetaTag>,
    pub(crate) title: Option<(usize, usize)>,
    pub(crate) canonical: Option<String>,
    pub(crate) language: Option<String>,
    /// `datetime` of `<time>` elements and of `itemprop` dates, with the byte they stand at.
    pub(crate) times: Vec<(String, usize, bool)>,
    /// Elements whose class says that they show a date.
    pub(crate) marked: Vec<Marked>,
    pub(crate) linked: json_ld::Facts,
    linked_data_next: bool,
}

/// More than this many `<meta>` or `<time>` elements are not kept.
const MAX_KEPT: usize = 200;

impl Head {
    /// Looks at a start tag.
    pub(crate) fn element(&mut self, page: &str, tag: Tag, attributes: &[Attribute]) {
        let get = |name: &str| {
            attributes
                .iter()
                .find(|a| page[a.name.0..a.name.1].eq_ignore_ascii_case(name))
                .map(|a| a.value)
        };
        if let Some((from, to)) = get("class")
            && self.marked.len() < MAX_KEPT
            && let Some(mark) = marked::of_classes(&page[from..to])
        {
            let at = attributes.last().map_or(to, |a| a.value.1);
            let value = get("datetime").or_else(|| get("title"));
            self.marked.push(Marked { mark, at, value });
        }
        match tag {
            Tag::Meta => self.meta(page, &get),
            Tag::Link => {
                let canonical = get("rel")
                    .is_some_and(|(from, to)| page[from..to].eq_ignore_ascii_case("canonical"));
                if let (true, None, Some((from, to))) = (canonical, &self.canonical, get("href")) {
                    self.canonical = Some(entities::decode(page[from..to].trim()));
                }
            }
            Tag::Html if self.language.is_none() => {
                let declared = get("lang").or_else(|| get("xml:lang"));
                self.language = declared.map(|(from, to)| page[from..to].to_owned());
            }
            Tag::Script => {
                self.linked_data_next = get("type").is_some_and(|(from, to)| {
                    let kind = page[from..to].trim();
                    kind.len() >= 19 && kind[..19].eq_ignore_ascii_case("application/ld+json")
                });
            }
            Tag::Time => {
                if let Some((from, to)) = get("datetime")
                    && self.times.len() < MAX_KEPT
                {
                    let published = get("itemprop")
                        .is_some_and(|(f, t)| &page[f..t] == "datePublished")
                        || attributes.iter().any(|a| &page[a.name.0..a.name.1] == "pubdate");
                    self.times.push((page[from..to].to_owned(), from, published));
                }
            }
            // RDFa and microdata put dates on any element.
            _ => {
                let named = || get("property").or_else(|| get("itemprop"));
                if let Some((from, to)) = get("content")
                    && let Some((f, t)) = named()
                    && self.times.len() < MAX_KEPT
                    && ["datePublished", "dateCreated"].iter().any(|n| page[f..t].ends_with(n))
                {
                    self.times.push((page[from..to].to_owned(), from, true));
                }
            }
        }
    }

    fn meta(&mut self, page: &str, get: &dyn Fn(&str) -> Option<(usize, usize)>) {
        let name = get("property").or_else(|| get("name")).or_else(|| get("itemprop"));
        let name = name.or_else(|| get("http-equiv"));
        let (Some((from, to)), Some(at)) = (name, get("content")) else { return };
        if self.metas.len() >= MAX_KEPT || to - from > 100 {
            return;
        }
        self.metas.push(MetaTag {
            name: page[from..to].trim().to_ascii_lowercase(),
            content: entities::decode(page[at.0..at.1].trim()),
        });
    }

    /// Looks at the content of a raw element.
    pub(crate) fn raw(&mut self, page: &str, tag: Tag, start: usize, end: usize) {
        match tag {
            Tag::Title if self.title.is_none() => self.title = Some((start, end)),
            Tag::Script if self.linked_data_next => {
                self.linked_data_next = false;
                self.linked.read(&page[start..end]);
            }
            _ => {}
        }
    }

    /// The content of the first `<meta>` with one of `names`, in the order of `names`.
    pub(crate) fn first(&self, names: &[&str]) -> Option<&MetaTag> {
        names.iter().find_map(|name| {
            self.metas.iter().find(|m| m.name == *name && !m.content.trim().is_empty())
        })
    }
}
