//! [`Parse`]: the analysis of one sentence.

use std::borrow::Cow;

use plenipo_text::TokenSpan;

use crate::lemma::lemma;
use crate::{DepRel, Feats, Upos, Xpos};

/// What the parser says of one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Part of speech.
    pub upos: Upos,
    /// Part of speech after the Penn Treebank.
    pub xpos: Xpos,
    /// Tense, number, voice and the like.
    pub feats: Feats,
    /// Index of the head in the sentence; `None` for the root.
    pub head: Option<u32>,
    /// Relation to the head.
    pub deprel: DepRel,
}

/// The analysis of one sentence: a tree over its tokens, which are counted from 0.
///
/// Always a tree: one root, every token reached from it. What the parser gives is projective too: a subtree
/// is a run of tokens. Trees of treebanks need not be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parse {
    words: Vec<Word>,
    /// First child and next sibling, `NONE` at the end of a list.
    first_child: Vec<u32>,
    next_sibling: Vec<u32>,
    /// First token and one past the last token of each subtree.
    spans: Vec<(u32, u32)>,
    root: u32,
}

const NONE: u32 = u32::MAX;

impl Parse {
    /// A parse from words that form a tree.
    ///
    /// # Errors
    ///
    /// The index of a word whose head is out of range or that does not hang from the one root.
    pub fn from_words(words: &[Word]) -> Result<Self, usize> {
        let mut parse = Self::default();
        parse.read(words)?;
        Ok(parse)
    }

    /// As [`Parse::from_words`], reusing the memory of this parse.
    ///
    /// # Errors
    ///
    /// As [`Parse::from_words`]; the parse is empty then.
    pub fn read(&mut self, words: &[Word]) -> Result<(), usize> {
        let count = plenipo_text::offset(words.len());
        self.words.clear();
        self.words.extend_from_slice(words);
        self.first_child.clear();
        self.first_child.resize(words.len(), NONE);
        self.next_sibling.clear();
        self.next_sibling.resize(words.len(), NONE);
        self.spans.clear();
        self.spans.extend((0..count).map(|i| (i, i + 1)));
        self.root = NONE;
        let linked = self.link(count).and_then(|()| self.spread());
        if linked.is_err() {
            *self = Self::default();
        }
        linked
    }

    /// Lists of children, each in the order of the sentence.
    fn link(&mut self, count: u32) -> Result<(), usize> {
        for at in (0..count).rev() {
            let index = at as usize;
            match self.words[index].head {
                None if self.root == NONE => self.root = at,
                Some(head) if head < count => {
                    self.next_sibling[index] = self.first_child[head as usize];
                    self.first_child[head as usize] = at;
                }
                _ => return Err(index),
            }
        }
        Ok(())
    }

    /// Subtree spans: every word widens those of its ancestors.
    fn spread(&mut self) -> Result<(), usize> {
        for start in 0..self.words.len() {
            let (mut at, mut steps) = (start, 0);
            while let Some(head) = self.words[at].head {
                at = head as usize;
                let token = start as u32;
                let span = &mut self.spans[at];
                *span = (span.0.min(token), span.1.max(token + 1));
                steps += 1;
                if steps > self.words.len() {
                    return Err(start);
                }
            }
        }
        Ok(())
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words in order.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The word `token`.
    ///
    /// # Panics
    ///
    /// This and the methods below panic when `token` is not below [`Parse::len`].
    pub fn word(&self, token: usize) -> &Word {
        &self.words[token]
    }

    /// Part of speech.
    pub fn upos(&self, token: usize) -> Upos {
        self.words[token].upos
    }

    /// Tense, number, voice and the like.
    pub fn feats(&self, token: usize) -> Feats {
        self.words[token].feats
    }

    /// The head; `None` for the root.
    pub fn head(&self, token: usize) -> Option<usize> {
        self.words[token].head.map(|h| h as usize)
    }

    /// Relation to the head.
    pub fn deprel(&self, token: usize) -> DepRel {
        self.words[token].deprel
    }

    /// Dictionary form of `token`, whose form is given: `sign` for `signed`, `Kim` for `Kim`.
    pub fn lemma<'a>(&self, token: usize, form: &'a str) -> Cow<'a, str> {
        let word = &self.words[token];
        lemma(form, word.upos, word.xpos)
    }

    /// The root; `None` for a sentence without tokens.
    pub fn root(&self) -> Option<usize> {
        (self.root != NONE && !self.words.is_empty()).then_some(self.root as usize)
    }

    /// What hangs from `token`, in the order of the sentence.
    pub fn children(&self, token: usize) -> Children<'_> {
        Children { parse: self, next: self.first_child[token] }
    }

    /// What hangs from `token` by `deprel`, in the order of the sentence.
    pub fn children_by(&self, token: usize, deprel: DepRel) -> impl Iterator<Item = usize> + '_ {
        self.children(token).filter(move |&c| self.deprel(c) == deprel)
    }

    /// The first child of `token` by `deprel`.
    pub fn child(&self, token: usize, deprel: DepRel) -> Option<usize> {
        self.children_by(token, deprel).next()
    }

    /// From the first to the last token of the subtree of `token`. In a tree that is not projective, tokens
    /// of others may lie between: ask [`Parse::dominates`].
    pub fn subtree(&self, token: usize) -> TokenSpan {
        let (start, end) = self.spans[token];
        TokenSpan::new(start, end)
    }

    /// Heads of `token`, from the nearest to the root.
    pub fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        core::iter::successors(self.head(token), |&h| self.head(h))
    }

    /// Whether `token` is `ancestor` or hangs from it, directly or not.
    pub fn dominates(&self, ancestor: usize, token: usize) -> bool {
        token == ancestor || self.ancestors(token).any(|h| h == ancestor)
    }
}

/// Iterator over the children of a token: see [`Parse::children`].
#[derive(Clone, Debug)]
pub struct Children<'a> {
    parse: &'a Parse,
    next: u32,
}

impl Iterator for Children<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let at = self.next;
        (at != NONE).then(|| {
            self.next = self.parse.next_sibling[at as usize];
            at as usize
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(heads: &[Option<u32>]) -> Vec<Word> {
        let word = |&head| Word {
            upos: Upos::Noun,
            xpos: Xpos::Nn,
            feats: Feats::default(),
            head,
            deprel: if head.is_none() { DepRel::Root } else { DepRel::Nmod },
        };
        heads.iter().map(word).collect()
    }

    #[test]
    fn a_tree_tells_its_children_and_spans() {
        let parse = Parse::from_words(&words(&[Some(1), None, Some(3), Some(1)])).unwrap();
        assert_eq!(parse.root(), Some(1));
        assert_eq!(parse.children(1).collect::<Vec<_>>(), [0, 3]);
        assert_eq!(parse.subtree(3), TokenSpan::new(2, 4));
        assert_eq!(parse.subtree(1), TokenSpan::new(0, 4));
        assert_eq!(parse.ancestors(2).collect::<Vec<_>>(), [3, 1]);
        assert!(parse.dominates(1, 2) && !parse.dominates(3, 0));
        assert_eq!(parse.child(3, DepRel::Nmod), Some(2));
        assert_eq!(parse.child(3, DepRel::Obj), None);
    }

    #[test]
    fn what_is_no_tree_is_refused() {
        assert_eq!(Parse::from_words(&words(&[Some(1), Some(0)])), Err(0));
        assert_eq!(Parse::from_words(&words(&[None, None])), Err(0));
        assert_eq!(Parse::from_words(&words(&[None, Some(2)])), Err(1));
        assert_eq!(Parse::from_words(&words(&[None, Some(2), Some(1)])), Err(1));
        assert_eq!(Parse::from_words(&[]).unwrap().root(), None);
    }
}
