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
//! A match is *word-aligned*: no letter, digit, underscore or combining mark touches it on either side.
//! In a name, a space, a no-break space, a hyphen and a single line break stand for each other.
#![forbid(unsafe_code)]

mod engine;
mod entry;
mod error;
mod variants;
mod word;

pub use engine::{Match, Matcher, MatcherBuilder, Scratch};
pub use entry::{CaseRule, Diacritics, Entry};
pub use error::Error;
