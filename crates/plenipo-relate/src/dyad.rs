//! [`Dyad`]: a sentence with two given actors, as words on a dependency tree.

use core::ops::Range;

use plenipo_syntax::{DepRel, Parse, Parser, Scratch, TokenInput, Upos};
use plenipo_text::{Document, Segmentation, Sentence, Span};

use crate::codebook::Pos;
use crate::frames::{Noun, Slot};

/// One of the two actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Source,
    Target,
}

/// A sentence with the two actors of a dyad.
#[derive(Debug)]
pub(crate) struct Dyad {
    /// Words, lower case.
    pub(crate) lower: Vec<String>,
    pub(crate) lemmas: Vec<String>,
    pub(crate) parse: Parse,
    /// Words of each actor; empty where it is not in the sentence.
    source: Range<usize>,
    target: Range<usize>,
}

impl Dyad {
    pub(crate) fn new(
        doc: &Document,
        segmentation: &Segmentation,
        sentence: &Sentence,
        source: Option<Span>,
        target: Option<Span>,
        scratch: &mut Scratch,
    ) -> Self {
        let tokens = &segmentation.tokens()[sentence.tokens];
        let forms: Vec<&str> = tokens.iter().map(|t| t.span.of(doc.text())).collect();
        let inputs: Vec<TokenInput<'_>> = forms.iter().map(|f| TokenInput::word(f)).collect();
        let parse = Parser::stock().parse(&inputs, scratch);
        let lemmas = (0..forms.len()).map(|i| parse.lemma(i, forms[i]).to_lowercase()).collect();
        let words = |span: Option<Span>| match span {
            Some(span) if sentence.span.overlaps(span) => {
                let first = tokens.partition_point(|t| t.span.end() <= span.start());
                first..tokens.partition_point(|t| t.span.start() < span.end())
            }
            _ => 0..0,
        };
        Self {
            lower: forms.iter().map(|f| f.to_lowercase()).collect(),
            lemmas,
            source: words(source),
            target: words(target),
            parse,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.lower.len()
    }

    pub(crate) fn words_of(&self, side: Side) -> Range<usize> {
        match side {
            Side::Source => self.source.clone(),
            Side::Target => self.target.clone(),
        }
    }

    /// The word of an actor that hangs from outside of it.
    pub(crate) fn head_of(&self, side: Side) -> Option<usize> {
        let words = self.words_of(side);
        let outside = |i: &usize| self.parse.head(*i).is_none_or(|h| !words.contains(&h));
        let mut heads = words.clone().filter(outside);
        let first = heads.next();
        let best = |i: &usize| matches!(self.parse.upos(*i), Upos::Noun | Upos::Propn | Upos::Pron);
        words.clone().filter(outside).find(best).or(first)
    }

    pub(crate) fn is_verb(&self, at: usize) -> bool {
        self.parse.upos(at) == Upos::Verb
    }

    /// How a word may carry an event.
    pub(crate) fn pos(&self, at: usize) -> Option<Pos> {
        match self.parse.upos(at) {
            Upos::Verb => Some(Pos::Verb),
            Upos::Noun => Some(Pos::Noun),
            // "the Agreement", "Embargo" in headlines.
            Upos::Propn if self.parse.deprel(at) != DepRel::Compound => Some(Pos::Noun),
            _ => None,
        }
    }

    fn is_passive(&self, at: usize) -> bool {
        let is = |r| self.parse.child(at, r).is_some();
        is(DepRel::NsubjPass)
            || is(DepRel::AuxPass)
            || is(DepRel::OblAgent)
            || self.parse.deprel(at) == DepRel::Acl && self.parse.feats(at).is_passive()
    }

    /// The object of a verb: also the subject of its passive, and the noun that it qualifies.
    pub(crate) fn object(&self, verb: usize) -> Option<usize> {
        let parse = &self.parse;
        let own = parse.child(verb, DepRel::Obj).or_else(|| parse.child(verb, DepRel::NsubjPass));
        own.or_else(|| {
            let relation = parse.deprel(verb);
            let qualifies = relation == DepRel::Acl && self.parse.feats(verb).is_passive();
            let gap = relation == DepRel::AclRelcl && parse.child(verb, DepRel::Nsubj).is_some();
            if qualifies || gap { parse.head(verb) } else { None }
        })
        .or_else(|| {
            let joined = parse.deprel(verb) == DepRel::Conj && self.is_passive(verb);
            if joined {
                parse.head(verb).and_then(|h| parse.child(h, DepRel::NsubjPass))
            } else {
                None
            }
        })
    }

    /// The one who does what the verb says, as far as the tree tells.
    pub(crate) fn subject(&self, verb: usize) -> Option<usize> {
        self.subject_within(verb, 6)
    }

    fn subject_within(&self, verb: usize, steps: usize) -> Option<usize> {
        let parse = &self.parse;
        let passive = self.is_passive(verb);
        if passive {
            return parse.child(verb, DepRel::OblAgent).or_else(|| {
                parse
                    .children_by(verb, DepRel::Obl)
                    .find(|&o| parse.children_by(o, DepRel::Case).any(|c| self.lower[c] == "by"))
            });
        }
        let own = parse.child(verb, DepRel::Nsubj);
        if own.is_some() || steps == 0 {
            return own;
        }
        let head = parse.head(verb)?;
        match parse.deprel(verb) {
            // Object control before subject control.
            DepRel::Xcomp => {
                let object =
                    parse.child(head, DepRel::Obj).or_else(|| parse.child(head, DepRel::Iobj));
                if object.is_some() || self.is_passive(head) {
                    object.or_else(|| parse.child(head, DepRel::NsubjPass))
                } else {
                    self.subject_within(head, steps - 1)
                }
            }
            DepRel::Conj | DepRel::Advcl | DepRel::Parataxis | DepRel::Ccomp => {
                self.subject_within(head, steps - 1)
            }
            DepRel::Acl | DepRel::AclRelcl if !self.parse.feats(verb).is_passive() => {
                // "plan to attack": who plans attacks.
                let infinitive =
                    parse.children_by(verb, DepRel::Mark).any(|m| self.lower[m] == "to");
                if infinitive { self.subject_of_noun(head, steps) } else { Some(head) }
            }
            _ => None,
        }
    }

    fn subject_of_noun(&self, noun: usize, steps: usize) -> Option<usize> {
        let owner = self.parse.child(noun, DepRel::NmodPoss);
        owner.or_else(|| {
            let verb = self.parse.head(noun)?;
            (self.is_verb(verb) && steps > 0).then(|| self.subject_within(verb, steps - 1))?
        })
    }

    /// Nouns with their prepositions that hang on `head`.
    pub(crate) fn complements(&self, head: usize) -> Vec<(String, usize)> {
        let mut out = Vec::new();
        for child in self.parse.children(head) {
            let cases: Vec<&str> = self
                .parse
                .children_by(child, DepRel::Case)
                .map(|c| self.lower[c].as_str())
                .collect();
            if matches!(self.parse.deprel(child), DepRel::Nsubj | DepRel::Conj) {
                continue;
            }
            for case in &cases {
                out.push(((*case).to_owned(), child));
            }
        }
        out
    }

    /// Lemmas of compounds and adjectives of a noun.
    pub(crate) fn modifiers(&self, noun: usize) -> Vec<&str> {
        let is = |c: &usize| {
            matches!(
                self.parse.deprel(*c),
                DepRel::Compound | DepRel::Amod | DepRel::NmodDesc | DepRel::Flat
            )
        };
        self.parse.children(noun).filter(is).map(|c| self.lemmas[c].as_str()).collect()
    }

    /// Particles, adverbs, prepositions and predicates of a verb; modifiers of a noun.
    pub(crate) fn beside(&self, head: usize) -> Vec<&str> {
        if !self.is_verb(head) {
            return self.modifiers(head);
        }
        let parse = &self.parse;
        let mut out = Vec::new();
        for child in parse.children(head) {
            match parse.deprel(child) {
                DepRel::CompoundPrt | DepRel::Advmod | DepRel::Case => {
                    out.push(self.lower[child].as_str());
                }
                DepRel::Xcomp if parse.upos(child) == Upos::Adj => {
                    out.push(self.lower[child].as_str());
                }
                // "pull out of", "reach out to": the particle as a part of the preposition.
                DepRel::Obl => {
                    out.extend(
                        parse.children_by(child, DepRel::Case).map(|c| self.lower[c].as_str()),
                    );
                }
                _ => {}
            }
        }
        out
    }

    pub(crate) fn noun<'a>(&'a self, at: usize, modifiers: &'a [&'a str]) -> Noun<'a> {
        Noun { lemma: &self.lemmas[at], modifiers }
    }

    /// The words that stand in a slot of the frame over `head`.
    pub(crate) fn slot(&self, head: usize, pos: Pos, slot: &Slot) -> Vec<usize> {
        let parse = &self.parse;
        let object = if pos == Pos::Verb { self.object(head) } else { None };
        let owner = |noun: usize| -> Vec<usize> {
            let mut out: Vec<usize> = parse
                .children(noun)
                .filter(|&c| {
                    matches!(parse.deprel(c), DepRel::NmodPoss | DepRel::Compound | DepRel::Amod)
                })
                .collect();
            out.extend(
                self.complements(noun)
                    .into_iter()
                    .filter(|c| matches!(c.0.as_str(), "of" | "by" | "from"))
                    .map(|c| c.1),
            );
            out
        };
        match slot {
            Slot::Subject if pos == Pos::Verb => self.subject(head).into_iter().collect(),
            Slot::Subject => self.subject_of_noun(head, 4).into_iter().collect(),
            Slot::Object => object.into_iter().collect(),
            Slot::Indirect => parse.child(head, DepRel::Iobj).into_iter().collect(),
            Slot::Possessor => parse.child(head, DepRel::NmodPoss).into_iter().collect(),
            Slot::Modifier => parse
                .children(head)
                .filter(|&c| matches!(parse.deprel(c), DepRel::Compound | DepRel::Amod))
                .collect(),
            Slot::Owner => object.map(owner).unwrap_or_default(),
            Slot::Clause => parse
                .children(head)
                .filter(|&c| matches!(parse.deprel(c), DepRel::Ccomp | DepRel::Xcomp))
                .filter_map(|c| {
                    parse.child(c, DepRel::Nsubj).or_else(|| parse.child(c, DepRel::NsubjPass))
                })
                .collect(),
            Slot::Speaker | Slot::Inner => Vec::new(),
            Slot::Prep(name) => {
                let mut found = self.complements(head);
                found.extend(object.map(|o| self.complements(o)).unwrap_or_default());
                found.into_iter().filter(|c| c.0 == *name).map(|c| c.1).collect()
            }
        }
    }

    /// How near an actor is to a word that stands in a slot: 3 it is there, 2 it is joined to it by
    /// "and", 1 it is inside the phrase.
    pub(crate) fn nearness(&self, side: Side, word: usize) -> u8 {
        let words = self.words_of(side);
        let Some(head) = self.head_of(side) else { return 0 };
        if words.contains(&word) {
            return 3;
        }
        if self.parse.deprel(head) == DepRel::Conj && self.parse.head(head) == Some(word) {
            return 2;
        }
        u8::from(
            self.parse.dominates(word, head)
                && !self.parse.subtree(word).range().is_empty()
                && self.path_is_nominal(head, word),
        )
    }

    /// Whether only nouns lead from `from` up to `to`.
    fn path_is_nominal(&self, from: usize, to: usize) -> bool {
        let mut at = from;
        while at != to {
            match self.parse.head(at) {
                Some(head) if !self.is_verb(head) => at = head,
                _ => return false,
            }
        }
        true
    }

    /// From `at` to the root.
    pub(crate) fn chain(&self, at: usize) -> Vec<usize> {
        core::iter::once(at).chain(self.parse.ancestors(at)).collect()
    }

    /// The words from one actor to the other over the tree, ends left out, with the lowest common
    /// ancestor's place among them.
    pub(crate) fn path(&self) -> Option<(Vec<usize>, usize, Vec<usize>)> {
        let (source, target) = (self.head_of(Side::Source)?, self.head_of(Side::Target)?);
        let (up, down) = (self.chain(source), self.chain(target));
        let top = *up.iter().find(|w| down.contains(w))?;
        let until = |chain: Vec<usize>| chain.into_iter().take_while(|&w| w != top).collect();
        Some((until(up), top, until(down)))
    }
}
