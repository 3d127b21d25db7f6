//! Turn a scraped page or text dump into the article, aligned with the input.
//!
//! **For you** if you have HTML pages or flat text dumps of news and want the title, the paragraphs
//! in order, captions once and the metadata, with every byte traced back to the page. **Not for you**
//! if you want Markdown or the page's own markup back (`dom_smoothie`, `trafilatura`), or a
//! crawler: nothing here reaches for the network.
//!
//! ```
//! use plenipo_clean::{Cleaner, Input};
//!
//! let page = b"<html><body><nav><a href=/>Home</a></nav><article><h1>Ministers meet in Seoul</h1>\
//!     <p>The foreign ministers of South Korea and Japan met in Seoul on Monday, and they agreed \
//!     to hold further talks on the dispute later this year.</p></article></body></html>";
//! let cleaned = Cleaner::default().clean(&Input::new("page.html", page))?;
//! assert_eq!(cleaned.document.meta.title.as_ref().unwrap().value, "Ministers meet in Seoul");
//! # Ok::<(), plenipo_clean::Error>(())
//! ```
//!
//! # How it works
//!
//! Bytes are decoded, read into blocks of text by a tokeniser (pages) or line by line (dumps), and
//! two small trained judges give each block its chance to be part of the body; the best row of
//! blocks as a whole is kept. Word lists and weights are data under `data/clean`.
// The vectors of `model::avx2` alone allow it.
#![deny(unsafe_code)]

/// The example of the README, as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod assemble;
mod choose;
mod classes;
mod cleaned;
mod cleaner;
mod containers;
mod decode;
mod error;
mod explain;
mod features;
mod flat;
mod furniture;
mod hash;
mod html;
mod json;
mod judge;
mod kinds;
mod lexicon;
mod meta;
mod model;
mod options;
mod page;
mod phrases;
mod squeeze;
#[doc(hidden)]
pub mod stages;
mod stats;
mod title;
#[doc(hidden)]
pub mod training;

pub use crate::cleaned::{Cleaned, Dropped, Reason};
pub use crate::cleaner::{Cleaner, CleanerBuilder};
pub use crate::decode::{Charset, CharsetSource};
pub use crate::error::Error;
pub use crate::options::{Format, Given, Input, Mode, Options};
