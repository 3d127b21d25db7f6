//! What to clean and how: [`Input`], [`Given`], [`Format`], [`Mode`], [`Options`].

/// What the bytes of an input are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// HTML when the start of the input has tags that only pages have, else text.
    #[default]
    Auto,
    /// A page with tags.
    Html,
    /// A flat dump of visible text, one block a line.
    Text,
}

/// Which side to err on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Rather lose a paragraph than keep a line of furniture.
    Precision,
    /// The best balance of both on the development pages.
    #[default]
    Balanced,
    /// Rather keep a line of furniture than lose a paragraph.
    Recall,
}

/// How a [`Cleaner`](crate::Cleaner) works. The defaults suit most uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Which side to err on.
    pub mode: Mode,
    /// Keep reader comments as blocks of their own kind (never part of the body). Off by default.
    pub comments: bool,
}

/// What is known about an input before it is read. Everything given wins over what the page says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given<'a> {
    /// Address of the page.
    pub url: Option<&'a str>,
    /// Headline.
    pub title: Option<&'a str>,
    /// Day or moment of publication, ISO 8601 (or a form the cleaner reads, such as "May 4, 2021").
    pub published: Option<&'a str>,
    /// Name of the site.
    pub site: Option<&'a str>,
    /// Encoding declared outside the bytes, as in an HTTP header (`windows-1252`).
    pub charset: Option<&'a str>,
}

/// One page or dump to clean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Input<'a> {
    /// Id of the document: a path or the `id` of a row.
    pub id: &'a str,
    /// The bytes as they came.
    pub bytes: &'a [u8],
    /// What they are.
    pub format: Format,
    /// What is known beforehand.
    pub given: Given<'a>,
}

impl<'a> Input<'a> {
    /// An input of which nothing is known but its bytes.
    pub fn new(id: &'a str, bytes: &'a [u8]) -> Self {
        Self { id, bytes, ..Self::default() }
    }
}
