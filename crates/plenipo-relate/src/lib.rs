//! Who did what to whom: relations from tagged diplomatic news, coded in PLOVER and CAMEO.
//!
//! **For you** if you have text with its countries and officials tagged and want rows that political
//! scientists can use. **Not for you** if you want open-ended facts about anything: the codebook knows
//! the language of diplomacy and conflict.
//!
//! ```
//! use plenipo_gazetteer::{Gazetteer, Tagger};
//! use plenipo_relate::{Codebook, Extractor};
//! use plenipo_text::{Document, Segmentation};
//!
//! let gazetteer = Gazetteer::stock()?;
//! let codebook = Codebook::stock()?;
//! let doc = Document::plain("note", "Japan condemned North Korea on Monday.")?;
//! let segmentation = Segmentation::new(&doc);
//! let mentions = Tagger::new(&gazetteer).tag(&doc, &segmentation);
//! let relations = Extractor::new(&codebook).extract(&doc, &segmentation, &mentions);
//! assert_eq!(relations[0].relation, "ACCUSE");
//! assert_eq!((relations[0].source.id.as_str(), relations[0].target.id.as_str()), ("JPN", "PRK"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod agents;
mod anaphora;
mod attribution;
mod calendar;
mod changes;
pub mod cluster;
mod codebook;
mod coder;
mod confidence;
mod dates;
mod dyad;
mod error;
mod extractor;
mod features;
mod finder;
mod frames;
mod hash;
mod inflect;
mod model;
mod offices;
mod operators;
mod pronouns;
mod reading;
mod relation;
mod rules;
mod sentence;
mod sides;
mod standing;
mod status;
mod surface;
mod trace;
mod tree;
mod treefeatures;
mod triggers;

pub use crate::codebook::{Code, Codebook, Pos, Trigger};
pub use crate::coder::{Coded, Coder};
pub use crate::error::Error;
pub use crate::extractor::{Explained, ExplainedWord, Extractor};
pub use crate::frames::{Evidence, Frame, Frames, Need, Noun, NounSet, ObjectNeed, Slot};
pub use crate::model::{EventModel, Example};
pub use crate::relation::{Actor, DateBasis, EventDate, Modality, Relation, RelationKind};
pub use crate::rules::descriptions as rule_descriptions;
pub use crate::trace::{Outcome, Step};
