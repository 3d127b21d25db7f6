//! Tagger, lemmatiser and dependency parser for English news.
#![deny(unsafe_code)]

mod feats;
mod lemma;
mod parse;
mod parser;
mod terms;

pub use crate::feats::{Feats, Mood, Number, Tense, VerbForm, Voice};
pub use crate::lemma::lemma;
pub use crate::parse::{Children, Parse, Word};
pub use crate::parser::{Parser, Scratch, TokenInput};
pub use crate::terms::{DepRel, Upos, Xpos};
