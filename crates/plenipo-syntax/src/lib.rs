//! Tagger, lemmatiser and dependency parser for English news.
#![deny(unsafe_code)]

pub mod conllu;
mod decode;
mod error;
mod feats;
mod features;
mod kernel;
mod lemma;
mod model;
mod network;
mod parse;
mod parser;
mod terms;

pub use crate::error::Error;
pub use crate::feats::{Feats, Mood, Number, Tense, VerbForm, Voice};
pub use crate::lemma::lemma;
pub use crate::parse::{Children, Parse, Word};
pub use crate::parser::{Parser, Scratch, TokenInput};
pub use crate::terms::{DepRel, Upos, Xpos};

/// What the trainer shares with the parser. Not a stable interface.
#[doc(hidden)]
pub mod training {
    pub use crate::decode::{Decoder, FORBIDDEN};
    pub use crate::features::{DISTANCES, Features, ROWS, TABLES, distance, normalise, word_hash};
    pub use crate::model::{ACTIVATION, ARC, LARGEST_ARC, MAGIC};

    /// Where a weight lies in the packed form of its layer.
    pub fn packed_index(inputs: usize, input: usize, output: usize) -> usize {
        crate::kernel::packed_index(inputs, input, output)
    }
}
