//! Officials, countries and international organisations in news: found, told apart, dated.
//!
//! **For you** if you need to know which stretch of a text names which state, official or organisation as
//! of the day of the text, offline and the same every time. **Not for you** if you want every person,
//! company and town: a statistical recogniser finds names that no table has.
//!
//! ```
//! use plenipo_gazetteer::{Gazetteer, MentionKind, Tagger};
//! use plenipo_text::{Document, Segmentation};
//!
//! let gazetteer = Gazetteer::stock()?;
//! let doc = Document::plain("note", "Japan's Prime Minister Yoshihide Suga thanked Seoul.")?;
//! let mentions = Tagger::new(&gazetteer).tag(&doc, &Segmentation::new(&doc));
//! let person = mentions.iter().find(|m| m.kind == MentionKind::Person).unwrap();
//! assert_eq!(person.country.as_deref(), Some("JPN"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod builder;
mod check;
mod compile;
mod context;
mod coref;
mod date;
mod error;
mod fold;
mod gazetteer;
mod gender;
mod homonyms;
mod image;
mod lookup;
mod mention;
mod names;
mod nominal;
mod people;
mod period;
mod places;
mod rows;
mod tables;
mod tagger;
mod titles;
mod words;

pub use crate::builder::{Conflict, GazetteerBuilder};
pub use crate::check::{Finding, check};
pub use crate::date::{Held, PartialDate, Tenure};
pub use crate::error::Error;
pub use crate::gazetteer::Gazetteer;
pub use crate::lookup::{Entity, Tenancy};
pub use crate::mention::{Mention, MentionKind, Via};
pub use crate::tagger::Tagger;

use plenipo_text::offset;
