//! [`Parser`]: trained weights, shared by threads; [`Scratch`]: the memory of one thread.

use std::sync::LazyLock;

use crate::{DepRel, Feats, Parse, Upos, Word, Xpos};

/// One token as the parser reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenInput<'a> {
    /// The word as written; of a name, its head word or the whole of it.
    pub form: &'a str,
    /// Whether the token is a name known beforehand, of one or more words: a proper noun, whatever it
    /// looks like.
    pub is_name: bool,
}

impl<'a> TokenInput<'a> {
    /// A token of the text.
    pub fn word(form: &'a str) -> Self {
        Self { form, is_name: false }
    }

    /// A name that was found before parsing, as one token. Its last word stands for it: `Blinken` for
    /// `Antony Blinken`, `States` for `United States`.
    pub fn name(form: &'a str) -> Self {
        Self { form, is_name: true }
    }
}

/// A tagger and parser: compiled once, shared by threads.
#[derive(Debug)]
pub struct Parser {}

/// Memory that one thread reuses from sentence to sentence.
#[derive(Debug, Default)]
pub struct Scratch {
    words: Vec<Word>,
}

impl Scratch {
    /// Empty memory.
    pub fn new() -> Self {
        Self::default()
    }
}

static STOCK: LazyLock<Parser> = LazyLock::new(|| Parser {});

impl Parser {
    /// The parser with the weights that come with this crate; `data/models/MODEL_CARD.md` says what
    /// they were trained on.
    pub fn stock() -> &'static Self {
        &STOCK
    }

    /// Parses one sentence.
    pub fn parse(&self, tokens: &[TokenInput<'_>], scratch: &mut Scratch) -> Parse {
        let mut parse = Parse::default();
        self.parse_into(tokens, scratch, &mut parse);
        parse
    }

    /// As [`Parser::parse`], reusing the memory of `parse`.
    pub fn parse_into(&self, tokens: &[TokenInput<'_>], scratch: &mut Scratch, parse: &mut Parse) {
        // The interface, before the first weights: a chain of nouns.
        scratch.words.clear();
        scratch.words.extend((0..plenipo_text::offset(tokens.len())).map(|i| Word {
            upos: Upos::Noun,
            xpos: Xpos::Nn,
            feats: Feats::default(),
            head: i.checked_sub(1),
            deprel: if i == 0 { DepRel::Root } else { DepRel::Dep },
        }));
        let read = parse.read(&scratch.words);
        debug_assert!(read.is_ok(), "a chain is a tree");
    }
}
