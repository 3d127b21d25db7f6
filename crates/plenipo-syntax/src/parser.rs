//! [`Parser`]: trained weights, shared by threads; [`Scratch`]: the memory of one thread.

use core::fmt;
use std::sync::LazyLock;

use crate::feats::Number;
use crate::features::{Features, LONGEST_SENTENCE};
use crate::kernel::Engine;
use crate::model::{Model, Tag};
use crate::network::{Buffers, Run};
use crate::{DepRel, Error, Feats, Parse, Upos, Word, Xpos};

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

/// A tagger and parser: read once, shared by threads.
pub struct Parser {
    model: Model,
    engine: Engine,
}

impl fmt::Debug for Parser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parser").field("engine", &self.engine).finish_non_exhaustive()
    }
}

/// Memory that one thread reuses from sentence to sentence.
#[derive(Debug, Default)]
pub struct Scratch {
    features: Vec<Features>,
    buffers: Buffers,
    words: Vec<Word>,
}

impl Scratch {
    /// Empty memory.
    pub fn new() -> Self {
        Self::default()
    }
}

static STOCK: LazyLock<Parser> = LazyLock::new(|| {
    let bytes = include_bytes!("../../../data/models/syntax.bin");
    Parser::from_bytes(bytes).expect("the weights of this crate are read by its tests")
});

impl Parser {
    /// The parser with the weights that come with this crate; `data/models/MODEL_CARD.md` says what
    /// they were trained on.
    pub fn stock() -> &'static Self {
        &STOCK
    }

    /// A parser with the weights of a model file, as the trainer writes it.
    ///
    /// # Errors
    ///
    /// When the bytes are no model of this version.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, Error> {
        Ok(Self { model: Model::read(bytes)?, engine: Engine::detect() })
    }

    /// The same parser for each way to compute that works here; results must not differ.
    #[cfg(test)]
    pub(crate) fn engines(&self) -> Vec<Self> {
        let parser = |engine| Self { model: self.model.clone(), engine };
        Engine::available().into_iter().map(parser).collect()
    }

    /// Parses one sentence. The tree is projective: every subtree is a run of tokens.
    ///
    /// What is longer than 256 tokens is no sentence: its parts of that length are parsed on their own,
    /// and hang from the first one.
    pub fn parse(&self, tokens: &[TokenInput<'_>], scratch: &mut Scratch) -> Parse {
        let mut parse = Parse::default();
        self.parse_into(tokens, scratch, &mut parse);
        parse
    }

    /// As [`Parser::parse`], reusing the memory of `parse`.
    pub fn parse_into(&self, tokens: &[TokenInput<'_>], scratch: &mut Scratch, parse: &mut Parse) {
        scratch.words.clear();
        for part in tokens.chunks(LONGEST_SENTENCE) {
            self.part(part, scratch);
        }
        let read = parse.read(&scratch.words);
        debug_assert!(read.is_ok(), "the decoder gives trees: {read:?}");
    }

    /// Appends the words of one part to those of `scratch`.
    fn part(&self, tokens: &[TokenInput<'_>], scratch: &mut Scratch) {
        let Scratch { features, buffers, words } = scratch;
        features.clear();
        features.extend(tokens.iter().map(|&token| {
            let mut features = Features::of(token);
            features.rows[0] = self.model.word_row(features.word);
            features
        }));
        self.engine.run(Run { model: &self.model, tokens: features }, buffers);
        let start = words.len();
        let first_root = words.iter().position(|w| w.head.is_none());
        for (at, token) in tokens.iter().enumerate() {
            let tag = if token.is_name { NAME } else { self.model.tags[buffers.tags[at]] };
            let head = buffers.heads[at];
            let (head, deprel) = match first_root {
                _ if head < tokens.len() => {
                    (Some(start + head), self.model.labels[buffers.labels[at]])
                }
                Some(root) => (Some(root), DepRel::Parataxis),
                None => (None, DepRel::Root),
            };
            let head = head.map(plenipo_text::offset);
            let mut feats = tag.feats;
            if matches!(tag.upos, Upos::Pron | Upos::Det) {
                feats.number = number_of_pronoun(token.form);
            }
            words.push(Word { upos: tag.upos, xpos: tag.xpos, feats, head, deprel });
        }
    }
}

/// Number of a pronoun or determiner, which its form tells; `None` for `you`, `who`, `the`.
fn number_of_pronoun(form: &str) -> Option<Number> {
    const ONE: [&str; 18] = [
        "i", "me", "my", "mine", "myself", "he", "him", "his", "himself", "she", "her", "hers",
        "herself", "it", "its", "itself", "this", "that",
    ];
    const MANY: [&str; 12] = [
        "we",
        "us",
        "our",
        "ours",
        "ourselves",
        "they",
        "them",
        "their",
        "theirs",
        "themselves",
        "these",
        "those",
    ];
    let is = |word: &&str| word.eq_ignore_ascii_case(form);
    match (ONE.iter().any(is), MANY.iter().any(is)) {
        (true, _) => Some(Number::Singular),
        (_, true) => Some(Number::Plural),
        _ => None,
    }
}

/// What a name known beforehand is.
const NAME: Tag = Tag {
    upos: Upos::Propn,
    xpos: Xpos::Nnp,
    feats: Feats {
        mood: None,
        number: Some(Number::Singular),
        tense: None,
        verb_form: None,
        voice: None,
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences() -> Vec<Vec<&'static str>> {
        let texts = [
            "Sweden joined NATO in March 2024 , ending two centuries of neutrality .",
            "U.S. - led talks in the 2+2 format were held ( in Seoul ) on Tuesday .",
            "\" We will respond , \" the Foreign Ministry said",
            "FRANCE RECALLS AMBASSADORS",
            "…",
            "",
        ];
        let mut sentences: Vec<Vec<&str>> = texts.map(|t| t.split(' ').collect()).into();
        sentences.push(texts.iter().take(4).cycle().take(90).flat_map(|t| t.split(' ')).collect());
        sentences
    }

    #[test]
    fn every_engine_gives_the_same_bits() {
        let parsers = Parser::stock().engines();
        for forms in sentences() {
            let tokens: Vec<_> = forms.iter().map(|f| TokenInput::word(f)).collect();
            let expected = parsers[0].parse(&tokens, &mut Scratch::new());
            for parser in &parsers {
                assert_eq!(
                    parser.parse(&tokens, &mut Scratch::new()),
                    expected,
                    "{:?}",
                    parser.engine
                );
            }
        }
    }

    #[test]
    fn scratch_leaves_no_trace() {
        let mut scratch = Scratch::new();
        for forms in sentences().iter().chain(sentences().iter().rev()) {
            let tokens: Vec<_> = forms.iter().map(|f| TokenInput::word(f)).collect();
            let again = Parser::stock().parse(&tokens, &mut scratch);
            assert_eq!(again, Parser::stock().parse(&tokens, &mut Scratch::new()));
            assert_eq!(again.len(), tokens.len());
        }
    }

    #[test]
    fn models_that_are_cut_are_refused() {
        let bytes: &'static [u8] = include_bytes!("../../../data/models/syntax.bin");
        for len in [0, 7, 100, bytes.len() / 2, bytes.len() - 1] {
            assert!(Parser::from_bytes(&bytes[..len]).is_err());
        }
    }

    #[test]
    fn pronouns_have_a_number() {
        assert_eq!(number_of_pronoun("They"), Some(Number::Plural));
        assert_eq!(number_of_pronoun("its"), Some(Number::Singular));
        assert_eq!(number_of_pronoun("you"), None);
    }

    #[test]
    fn a_name_is_one_proper_noun() {
        let tokens = [
            TokenInput::name("Antony Blinken"),
            TokenInput::word("met"),
            TokenInput::name("Cho Tae-yul"),
        ];
        let parse = Parser::stock().parse(&tokens, &mut Scratch::new());
        assert_eq!(parse.root(), Some(1));
        assert_eq!((parse.upos(0), parse.deprel(0)), (Upos::Propn, DepRel::Nsubj));
        assert_eq!((parse.upos(2), parse.deprel(2)), (Upos::Propn, DepRel::Obj));
    }
}
