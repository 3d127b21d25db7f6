//! [`Tree`]: a sentence as the rules see it, each mention one node.

use core::cell::RefCell;

use plenipo_gazetteer::{Mention, MentionKind};
use plenipo_syntax::{DepRel, Parse, Parser, Scratch, TokenInput, Upos, Xpos};
use plenipo_text::{Segmentation, Sentence, Span, Token};

use crate::anaphora::Context;
use crate::{lemmas, repair};

/// A word or a whole mention.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Its bytes in the clean text.
    pub(crate) span: Span,
    /// Lower case of its last word.
    pub(crate) lower: String,
    /// Dictionary form, lower case.
    pub(crate) lemma: String,
    /// Index of the mention that it is, in [`Tree::mentions`].
    pub(crate) mention: Option<u32>,
}

/// The nodes of a sentence and the tree over them.
#[derive(Debug)]
pub(crate) struct Tree<'t> {
    pub(crate) text: &'t str,
    pub(crate) nodes: Vec<Node>,
    pub(crate) mentions: &'t [Mention],
    parse: &'t Parse,
    /// What earlier sentences leave behind.
    pub(crate) context: &'t Context,
    /// Index of the sentence in the document.
    pub(crate) sentence: u32,
    /// Pronouns and nouns whose antecedent is being looked for: one may lead to another and back.
    pub(crate) resolving: RefCell<Vec<usize>>,
}

/// What one thread reuses to make trees.
#[derive(Debug, Default)]
pub(crate) struct TreeMemory {
    scratch: Scratch,
    parse: Parse,
}

impl<'t> Tree<'t> {
    /// Parses `sentence`, whose mentions are given.
    pub(crate) fn new(
        text: &'t str,
        segmentation: &Segmentation,
        sentence: &Sentence,
        mentions: &'t [Mention],
        index: u32,
        context: &'t Context,
        memory: &'t mut TreeMemory,
    ) -> Self {
        let mut nodes = nodes(text, segmentation, sentence, mentions);
        let forms: Vec<TokenInput<'_>> = nodes.iter().map(|n| input(text, n, mentions)).collect();
        Parser::stock().parse_into(&forms, &mut memory.scratch, &mut memory.parse);
        repair::repair(&mut memory.parse, &nodes, mentions);
        for (at, node) in nodes.iter_mut().enumerate() {
            if node.mention.is_none() {
                let lemma = memory.parse.lemma(at, node.span.of(text)).to_lowercase();
                node.lemma = lemmas::known(lemma, &node.lower, memory.parse.upos(at));
            }
        }
        Self {
            text,
            nodes,
            mentions,
            parse: &memory.parse,
            context,
            sentence: index,
            resolving: RefCell::default(),
        }
    }

    /// All mentions at `node`: a reference to several is as many mentions of the same words.
    pub(crate) fn mentions_at(&self, node: usize) -> &'t [Mention] {
        let Some(first) = self.nodes[node].mention.map(|m| m as usize) else { return &[] };
        let span = self.mentions[first].span;
        let count = self.mentions[first..].iter().take_while(|m| m.span == span).count();
        &self.mentions[first..first + count]
    }

    /// The mention at `node`, the first if there are several.
    pub(crate) fn mention(&self, node: usize) -> Option<&'t Mention> {
        self.nodes[node].mention.map(|m| &self.mentions[m as usize])
    }

    pub(crate) fn lemma(&self, node: usize) -> &str {
        &self.nodes[node].lemma
    }

    pub(crate) fn lower(&self, node: usize) -> &str {
        &self.nodes[node].lower
    }

    pub(crate) fn rel(&self, node: usize) -> DepRel {
        self.parse.deprel(node)
    }

    pub(crate) fn upos(&self, node: usize) -> Upos {
        self.parse.upos(node)
    }

    pub(crate) fn xpos(&self, node: usize) -> Xpos {
        self.parse.word(node).xpos
    }

    pub(crate) fn head(&self, node: usize) -> Option<usize> {
        self.parse.head(node)
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn children(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        self.parse.children(node)
    }

    /// The first child by one of `relations`.
    pub(crate) fn child(&self, node: usize, relations: &[DepRel]) -> Option<usize> {
        self.children(node).find(|&c| relations.contains(&self.rel(c)))
    }

    /// Children by one of `relations`.
    pub(crate) fn by<'a>(
        &'a self,
        node: usize,
        relations: &'a [DepRel],
    ) -> impl Iterator<Item = usize> + 'a {
        self.children(node).filter(move |&c| relations.contains(&self.rel(c)))
    }

    pub(crate) fn dominates(&self, ancestor: usize, node: usize) -> bool {
        self.parse.dominates(ancestor, node)
    }

    pub(crate) fn is_verb(&self, node: usize) -> bool {
        self.upos(node) == Upos::Verb
    }

    pub(crate) fn is_nominal(&self, node: usize) -> bool {
        matches!(self.upos(node), Upos::Noun | Upos::Propn | Upos::Pron)
    }

    /// The preposition over `node`, those of several words joined: "on", "out of"; empty if none.
    pub(crate) fn preposition(&self, node: usize) -> String {
        let mut out = String::new();
        for case in self.by(node, &[DepRel::Case]).filter(|&c| self.upos(c) != Upos::Part) {
            for part in core::iter::once(case).chain(self.by(case, &[DepRel::Fixed])) {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(self.lower(part));
            }
        }
        out
    }

    /// Whether the verb at `node` is in the passive, or a participle that describes what it is done to.
    pub(crate) fn is_passive(&self, node: usize) -> bool {
        self.looks_passive(node)
            && self.dated_subject(node).is_none()
            && self.stranded_subject(node).is_none()
    }

    fn looks_passive(&self, node: usize) -> bool {
        if self.child(node, &[DepRel::AuxPass]).is_some() {
            return true;
        }
        // "Israel condemned by Turkey over Gaza."
        let by = |n: usize| n > node && self.preposition(n) == "by" && self.mention(n).is_some();
        let has_agent = self.by(node, &[DepRel::OblAgent, DepRel::Obl]).any(by)
            && self.child(node, &[DepRel::Obj, DepRel::Aux]).is_none();
        if has_agent && matches!(self.xpos(node), Xpos::Vbn | Xpos::Vbd) {
            return true;
        }
        // "Afghan and Pakistani forces clashed": a past tense is no passive, whatever its subject is called.
        if self.child(node, &[DepRel::NsubjPass]).is_some() {
            let bare = self.child(node, &[DepRel::Aux]).is_none();
            let whole = self.nodes.last().is_some_and(|n| n.lower == ".");
            let main = bare && whole && self.head(node).is_none();
            return self.xpos(node) != Xpos::Vbd && !main;
        }
        // "after Blinken huddled with": a past tense whose subject the parse takes for a complement.
        if self.rel(node) == DepRel::Advcl
            && node.checked_sub(1).is_some_and(|n| {
                let preposition = self.preposition(n);
                self.mention(n).is_some()
                    && matches!(preposition.as_str(), "after" | "before" | "since" | "as")
            })
        {
            return false;
        }
        let participle = self.xpos(node) == Xpos::Vbn;
        let has_aux = self.child(node, &[DepRel::Aux]).is_some();
        let describes = matches!(self.rel(node), DepRel::Acl | DepRel::Advcl | DepRel::Amod);
        let joined = self.rel(node) == DepRel::Conj
            && self.child(node, &[DepRel::Nsubj, DepRel::Aux]).is_none()
            && self.head(node).is_some_and(|h| self.is_verb(h) && self.is_passive(h));
        participle && !has_aux && (describes || joined)
    }

    /// The subject of a verb that the parse takes for a participle of it: "A group of lawmakers *called* on China": a
    /// whole sentence has a verb, and where none is its root, the first that may be finite is.
    pub(crate) fn stranded_subject(&self, node: usize) -> Option<usize> {
        let may_be_finite = |n: usize| {
            self.is_verb(n)
                && matches!(self.xpos(n), Xpos::Vbd | Xpos::Vbn | Xpos::Vbz | Xpos::Vbp)
                && matches!(
                    self.rel(n),
                    DepRel::Acl | DepRel::Amod | DepRel::Conj | DepRel::Parataxis | DepRel::Advcl
                )
                && self
                    .child(n, &[DepRel::OblAgent, DepRel::AuxPass, DepRel::Aux, DepRel::Mark])
                    .is_none()
                && self.own_subject(n).is_none()
        };
        if !may_be_finite(node) || self.nodes.last().is_none_or(|n| n.lower != ".") {
            return None;
        }
        let root = (0..node).find(|&n| self.head(n).is_none())?;
        let alone = self.is_nominal(root)
            && self.child(root, &[DepRel::Cop, DepRel::Nsubj, DepRel::Case]).is_none()
            && (0..root).all(|n| !self.is_verb(n) && self.lower(n) != ",");
        // A participle before a comma is one: "forces, backed by Iran, said".
        let first = (root + 1..self.len()).find(|&n| may_be_finite(n) && !self.is_described(n));
        let other = (0..self.len()).any(|n| {
            self.is_verb(n)
                && self.own_subject(n).is_some()
                && !matches!(
                    self.rel(n),
                    DepRel::AclRelcl | DepRel::Advcl | DepRel::Ccomp | DepRel::Acl
                )
        });
        (alone && !other && first == Some(node)).then_some(root)
    }

    /// The subject of a clause of time that the parse reads as a complement and a participle: "rose after *rebels* in
    /// Yemen attacked a tanker", "as *Chinese officials* accused".
    pub(crate) fn dated_subject(&self, node: usize) -> Option<usize> {
        let clause = matches!(
            self.rel(node),
            DepRel::Advcl | DepRel::Acl | DepRel::Parataxis | DepRel::Conj
        );
        let finite = match self.xpos(node) {
            Xpos::Vbd | Xpos::Vbz | Xpos::Vbp => true,
            Xpos::Vbn => {
                let object = [DepRel::Obj, DepRel::Iobj, DepRel::Ccomp, DepRel::Xcomp];
                let close = node > 0 && self.head(node) == Some(node - 1);
                self.rel(node) == DepRel::Advcl
                    || self.child(node, &object).is_some()
                    || close && self.child(node, &[DepRel::Obl]).is_some()
            }
            _ => false,
        };
        let led = [DepRel::Mark, DepRel::Aux, DepRel::AuxPass, DepRel::OblAgent];
        if !clause
            || !finite
            || !self.is_verb(node)
            || self.own_subject(node).is_some()
            || self.by(node, &led).any(|n| n < node)
        {
            return None;
        }
        for at in (0..node).rev() {
            if self.is_verb(at) && self.rel(at) != DepRel::Acl && self.rel(at) != DepRel::Amod {
                return None;
            }
            let nominal = self.is_nominal(at) || self.mention(at).is_some();
            let hung = matches!(self.rel(at), DepRel::Obl | DepRel::Nmod | DepRel::OblUnmarked);
            if nominal && hung {
                let preposition = self.preposition(at);
                if matches!(
                    preposition.as_str(),
                    "after" | "before" | "since" | "as" | "until" | "once"
                ) {
                    return Some(at);
                }
            }
        }
        None
    }

    /// Whether the participle at `node` goes on about a noun between commas or before its noun.
    fn is_described(&self, node: usize) -> bool {
        let Some(head) = self.head(node) else { return false };
        let before = node.checked_sub(1).map_or("", |n| self.lower(n));
        let hyphen = before == "-";
        let article = matches!(before, "the" | "a" | "an" | "its" | "their");
        // "rejected accusations": a noun behind that nothing else governs may be the object.
        let inside = self.rel(node) == DepRel::Amod
            && (head < node
                || self.child(head, &[DepRel::Case, DepRel::Det]).is_some_and(|d| d < node));
        hyphen || article || inside
    }

    /// Whether the verb at `node` is an infinitive with "to".
    pub(crate) fn is_to_infinitive(&self, node: usize) -> bool {
        self.by(node, &[DepRel::Mark]).any(|m| self.lower(m) == "to")
    }

    /// Whether a finite verb is its own clause: it has a subject.
    pub(crate) fn own_subject(&self, node: usize) -> Option<usize> {
        let subjects = [DepRel::Nsubj, DepRel::NsubjPass, DepRel::NsubjOuter];
        self.child(node, &subjects)
    }

    /// From the first to the last word of `from` and `to`.
    pub(crate) fn cover(&self, from: usize, to: usize) -> Span {
        self.nodes[from].span.cover(self.nodes[to].span)
    }
}

/// The nodes of a sentence: tokens, with those of a mention and of the title before it made one.
fn nodes(
    text: &str,
    segmentation: &Segmentation,
    sentence: &Sentence,
    mentions: &[Mention],
) -> Vec<Node> {
    let tokens = &segmentation.tokens()[sentence.tokens.range()];
    let tokens = &tokens[dateline(text, tokens, mentions)..];
    let mut out: Vec<Node> = Vec::with_capacity(tokens.len());
    let mut open: Option<Span> = None;
    for token in tokens {
        if let (Some(span), Some(last)) = (open, out.last_mut())
            && token.span.start() < span.end()
        {
            last.span = last.span.cover(token.span);
            last.lower = token.span.of(text).to_lowercase();
            continue;
        }
        let at = token.span.start();
        let mention = widest_at(mentions, at, token.span.end());
        open = mention.map(|m| mentions[m].outer);
        out.push(Node {
            span: token.span,
            lower: token.span.of(text).to_lowercase(),
            lemma: String::new(),
            mention: mention.map(plenipo_text::offset),
        });
    }
    out
}

/// How many tokens of a dateline stand before the sentence: "KYIV, Dec 24 (Reuters) -".
fn dateline(text: &str, tokens: &[Token], mentions: &[Mention]) -> usize {
    const LONGEST: usize = 14;
    let word = |t: &Token| t.span.of(text);
    let mark = |t: &Token| matches!(word(t), "-" | "–" | "—" | "--" | ":");
    let Some(dash) = tokens.iter().take(LONGEST).position(mark).filter(|&d| d > 0) else {
        return 0;
    };
    let colon = word(&tokens[dash]) == ":";
    // "MOSCOW: The Kremlin said", but "PUTIN: We will answer" says who speaks.
    let place = || {
        mentions.first().is_some_and(|m| {
            m.kind == MentionKind::Place && m.span.start() == tokens[0].span.start()
        })
    };
    if colon && !place() {
        return 0;
    }
    let spaced = (colon || tokens[dash - 1].span.end() < tokens[dash].span.start())
        && tokens.get(dash + 1).is_some_and(|t| t.span.start() > tokens[dash].span.end());
    let head = &tokens[..dash];
    let plain = head.iter().all(|t| {
        let word = word(t);
        !word.starts_with(char::is_lowercase) && !matches!(word, ":" | ";" | "?" | "!" | "\"")
    });
    // "THE HAGUE, Netherlands --", and no headline that is all in capitals.
    let town = head.iter().take_while(|t| !matches!(word(t), "," | "(" | "/" | "|"));
    let letters: String = town.map(word).collect();
    let behind = tokens[dash + 1..].iter().take(LONGEST).map(word);
    let shouted = letters.chars().count() > 3
        && !letters.contains(char::is_lowercase)
        && behind.clone().any(|w| w.starts_with(char::is_lowercase));
    let agency = !colon && head.iter().any(|t| word(t) == "(");
    if spaced && plain && (shouted || agency) { dash + 1 } else { 0 }
}

/// The widest mention whose words with their title begin in `start..end`.
fn widest_at(mentions: &[Mention], start: u32, end: u32) -> Option<usize> {
    let begins = |m: &&(usize, &Mention)| (start..end).contains(&m.1.outer.start());
    let all: Vec<(usize, &Mention)> = mentions.iter().enumerate().collect();
    all.iter()
        .filter(begins)
        .max_by_key(|(i, m)| (m.outer.len(), core::cmp::Reverse(*i)))
        .map(|m| m.0)
}

/// What the parser reads of a node: of a name its last word.
fn input<'a>(text: &'a str, node: &Node, mentions: &[Mention]) -> TokenInput<'a> {
    let words = node.span.of(text);
    let Some(mention) = node.mention.map(|m| &mentions[m as usize]) else {
        return TokenInput::word(words);
    };
    let last = mention.span.of(text).rsplit(char::is_whitespace).next().unwrap_or(words);
    // "Theresa May", "Will": a name that the parser would take for an auxiliary.
    let last = if FUNCTION_WORDS.contains(&last) { PLAIN_NAME } else { last };
    let common = mention.via.is_reference() || mention.kind == MentionKind::Office;
    if common || mention.adjectival { TokenInput::word(last) } else { TokenInput::name(last) }
}

/// Last words of names that are function words as well.
const FUNCTION_WORDS: [&str; 10] =
    ["May", "Will", "Can", "So", "No", "An", "Do", "Be", "Al", "Must"];

/// A surname that the parser takes for nothing else.
const PLAIN_NAME: &str = "Johnson";
