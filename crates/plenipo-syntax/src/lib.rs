//! Tags, lemmas and dependency trees of English news, in the terms of Universal Dependencies: small,
//! exact and fast.
//!
//! **For you** if you want to know who does what to whom in millions of sentences, on one machine, the
//! same bytes every time: weights of a few megabytes come with the crate and are there at once; nothing
//! is downloaded, and the crate has no dependency to speak of. **Not for you** if every point of accuracy
//! counts and time does not: parsers on large pretrained transformers (Stanza, spaCy's `trf` models) make
//! fewer errors, at a thousandth of the speed; or if your text is not English.
//!
//! - [`Parser`] is read once and shared; [`Scratch`] is the memory of one thread.
//! - [`TokenInput`] is a token as the parser reads it; a name found beforehand, of any number of words, is
//!   one token ([`TokenInput::name`]).
//! - [`Parse`] tells part of speech ([`Upos`]), features ([`Feats`]), head, relation ([`DepRel`]),
//!   children, subtree and lemma of every token.
//! - [`lemma`](lemma()) gives dictionary forms by rules and tables of exceptions.
//! - [`conllu`] reads and writes the format of treebanks.
//!
//! ```
//! use plenipo_syntax::{DepRel, Parser, Scratch, TokenInput, Upos};
//!
//! let forms = ["Sweden", "signed", "the", "treaty", "."];
//! let tokens: Vec<TokenInput> = forms.iter().map(|f| TokenInput::word(f)).collect();
//! let parse = Parser::stock().parse(&tokens, &mut Scratch::new());
//! let verb = parse.root().expect("there are tokens");
//! assert_eq!(parse.upos(verb), Upos::Verb);
//! assert_eq!(parse.lemma(verb, forms[verb]), "sign");
//! assert_eq!(parse.child(verb, DepRel::Nsubj), Some(0));
//! let object = parse.child(verb, DepRel::Obj).expect("the treaty");
//! assert_eq!(parse.subtree(object).range(), 2..4);
//! ```
//!
//! A name that a gazetteer found is one token, and a proper noun whatever it looks like:
//!
//! ```
//! use plenipo_syntax::{DepRel, Parser, Scratch, TokenInput};
//!
//! let tokens = [
//!     TokenInput::name("Antony Blinken"),
//!     TokenInput::word("met"),
//!     TokenInput::name("Cho Tae-yul"),
//! ];
//! let parse = Parser::stock().parse(&tokens, &mut Scratch::new());
//! assert_eq!(parse.deprel(2), DepRel::Obj);
//! ```
//!
//! How it works: embeddings of the word, its suffixes, prefix and shape; a convolution over three words;
//! light recurrent layers; a tagger, a bilinear score for every arc, the best tree, a relation for every
//! arc. Weights are bytes, products are sums of whole numbers, and the few steps in floating point are
//! single operations in a fixed order: every processor gives the same bits. The trainer (`--bin train`)
//! comes with the crate; `data/models/MODEL_CARD.md` says what the weights learned from, how well they do,
//! and under which licence they are (CC BY-SA 4.0, unlike the code).
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
    pub use crate::decode::Decoder;
    pub use crate::features::{
        DISTANCES, Features, LONGEST_SENTENCE, ROWS, TABLES, distance, normalise, word_hash,
    };
    pub use crate::model::{ACTIVATION, ARC, LARGEST_ARC, LARGEST_PART, MAGIC};

    /// Where a weight lies in the packed form of its layer.
    pub fn packed_index(inputs: usize, input: usize, output: usize) -> usize {
        crate::kernel::packed_index(inputs, input, output)
    }
}
