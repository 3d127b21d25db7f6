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
//!
//! # How a rule asks the codebook
//!
//! [`Codebook::frames`] holds what verbs and event nouns mean with what hangs on them in the tree. A rule
//! collects [`Evidence`] of a head, takes the [`Frames::fitting`] frames in order, and looks for the actors
//! in their [`Slot`]s; a [`Frame::is_block`] says that these words are no event.
//!
//! ```
//! use plenipo_relate::{Codebook, Evidence, Noun, Pos, Slot};
//!
//! let codebook = Codebook::stock()?;
//! // "imposed new sanctions on …"
//! let object = Noun { lemma: "sanction", modifiers: &["new"] };
//! let evidence = Evidence { object: Some(object), ..Evidence::default() };
//! let frame = codebook.frames().fitting("impose", Pos::Verb, &evidence)[0];
//! assert_eq!((frame.plover.as_str(), frame.cameo.as_str()), ("SANCTION", "C163"));
//! assert_eq!(frame.target[0], Slot::Prep("on".to_owned()));
//! // "met the deadline" is no meeting.
//! let object = Noun { lemma: "deadline", modifiers: &[] };
//! let evidence = Evidence { object: Some(object), ..Evidence::default() };
//! assert!(codebook.frames().fitting("meet", Pos::Verb, &evidence)[0].is_block());
//! # Ok::<(), plenipo_relate::Error>(())
//! ```
#![forbid(unsafe_code)]

mod agents;
mod anaphora;
mod attribution;
mod calendar;
mod changes;
mod claims;
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
mod guess;
mod hash;
mod inflect;
mod lemmas;
mod lint;
mod model;
mod offices;
mod open;
mod operators;
mod pronouns;
mod reach;
mod reading;
mod relation;
mod repair;
mod roles;
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
pub use crate::confidence::traits as confidence_traits;
pub use crate::error::Error;
pub use crate::extractor::{Explained, ExplainedWord, Extractor};
pub use crate::frames::{Evidence, Frame, Frames, Need, Noun, NounSet, ObjectNeed, Policy, Slot};
pub use crate::lint::{check_stock, check_user_frames};
pub use crate::model::{EventModel, Example};
pub use crate::relation::{Actor, DateBasis, EventDate, Modality, Relation, RelationKind};
pub use crate::roles::{RoleExample, RoleFinder, RoleModel, Roles};
pub use crate::rules::descriptions as rule_descriptions;
pub use crate::trace::{Outcome, Step};
