//! Documents from files, folders and standard input.
//!
//! [`Sources`] lists what was asked for in a fixed order (as given; inside a folder by name), and
//! [`Documents`] reads it one document at a time, so that memory does not grow with the number of
//! articles. A file, row or record that cannot be read becomes an [`InputError`] in its place, and
//! reading goes on.
//!
//! | file | documents | id |
//! |---|---|---|
//! | `.html`, `.htm`, `.xhtml` | one page | the path as given |
//! | `.txt` or any other | one text, or a page if it looks like one | the path as given |
//! | `.jsonl`, `.ndjson` | one a line | its `id`, else path and line number |
//! | `.warc` | one for each HTML response | its target address |
//!
//! Each also as `.gz` or `.zst`.

mod documents;
mod error;
mod jsonl;
mod lines;
mod open;
mod sources;
mod warc;

pub use documents::Documents;
pub use error::InputError;
pub use jsonl::{Row, read_row};
pub use lines::{Line, Lines};
pub use open::open;
pub use sources::{Source, Sources};

/// Most bytes that one document may have: 128 MiB. What is larger is no article, and is refused with
/// an error rather than read into memory.
pub const MAX_DOCUMENT_BYTES: usize = 128 << 20;

/// What an input is, as far as its name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputFormat {
    /// An HTML page.
    Html,
    /// Text without markup.
    Text,
    /// One or the other: the cleaner looks.
    Auto,
}

/// One document as it came, before decoding and cleaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputDocument {
    /// The `id` of its row, the address of its record, or the path as given.
    pub id: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it is.
    pub format: InputFormat,
    /// What its row says about it.
    pub given: Given,
}

impl InputDocument {
    /// A document from a text or page in memory, about which nothing more is known.
    pub fn text(id: &str, text: &str) -> Self {
        Self {
            id: id.to_owned(),
            bytes: text.as_bytes().to_vec(),
            format: InputFormat::Auto,
            given: Given::default(),
        }
    }
}

/// Metadata given with an input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Address of the page.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// When it was published, as written: ISO 8601 is understood.
    pub published: Option<String>,
    /// Name of the site or paper.
    pub site: Option<String>,
}
