//! Find a dictionary of names in text: whole words, exact byte spans.
//!
//! **For you** if you have a list of names and want every place where one stands as a whole word, with
//! rules of case for each. **Not for you** if you search a handful of literals (`memchr`), need patterns
//! (`regex`) or parts of words (`aho-corasick`).
//!
//! ```
//! use plenipo_match::{CaseRule, Entry, MatcherBuilder, Scratch};
//!
//! let mut builder = MatcherBuilder::new();
//! builder.add(Entry::new("South Korea", 1).case(CaseRule::AsWrittenOrCaps));
//! builder.add(Entry::new("Korea", 2));
//! let matcher = builder.build()?;
//! let text = "SOUTH KOREA and Korea";
//! let found: Vec<_> = matcher.leftmost_longest(text, &mut Scratch::new());
//! assert_eq!(found.len(), 2);
//! assert_eq!((found[0].payload, found[0].caps), (1, true));
//! assert_eq!(found[1].span.of(text), "Korea");
//! # Ok::<(), plenipo_match::Error>(())
//! ```
//!
//! # What matches
//!
//! A match is *word-aligned*: no letter, digit, underscore or combining mark (U+0300 to U+036F) touches it on
//! either side. So a possessive ends a name: "Biden's" and "Biden’s" hold "Biden".
//!
//! An entry begins with a letter or digit. Marks at its end are part of it: "U.S." asks for its last dot.
//!
//! Between the words of an entry, unless it says [`Separators::Literal`], whatever joins words stands for
//! everything else that does: spaces (also U+00A0, U+202F), one line break, soft hyphens, and at most one
//! mark of: hyphens (also U+2010, U+2011, U+2013), apostrophes (also U+2018, U+2019), dots (also U+00B7); 8
//! bytes in all at most. So "Chung Eui-yong" is found in "Chung Eui yong" and across a line. All other
//! marks part words, and so do
//! - a blank line;
//! - a hyphen with white space on both sides, which is a dash;
//! - a dot with white space after it, unless the word before has three letters or fewer ("St. Petersburg")
//!   or the entry has such a dot there;
//! - an apostrophe before the word "s", unless the entry has an apostrophe there.
//!
//! Spans are bytes of the text as given: case, diacritics and separators are folded in keys and
//! comparisons only.
//!
//! # Cost
//!
//! A search is linear in the text for all but adversarial dictionaries: each word is looked up once, each
//! place where entries share their first two words costs a step for each further word, and each entry
//! whose letters are there but for case, diacritics and marks costs a comparison. See `DESIGN.md` for the
//! stages, the image format and what was measured.
#![deny(unsafe_code)]
// Hot loops are inlined into the functions that are compiled for a processor: they must be, or they
// would be compiled for all.
#![allow(clippy::inline_always)]

/// The examples of the README, as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod builder;
mod cpu;
mod entry;
mod error;
mod filter;
mod fold;
mod hash;
mod image;
mod mask;
mod matcher;
mod record;
mod search;
mod stream;
mod table;
mod verify;
mod word;

pub use builder::MatcherBuilder;
pub use entry::{CaseRule, Diacritics, Entry, Separators};
pub use error::Error;
pub use matcher::{Match, Matcher, Scratch};
pub use stream::{Stream, StreamMatch};
