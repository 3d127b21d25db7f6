//! [`Status`]: what stands over an event in the tree: negation, refusal, intention, request, condition.
//!
//! An infinitive, an event noun and a joined verb are told as the words over them are told: "has not agreed
//! *to meet*", "called for *talks*". The walk up ends at a clause that is told for itself.

use std::collections::HashMap;
use std::sync::LazyLock;

use plenipo_syntax::{DepRel, Upos, Xpos};

use crate::codebook::{first, rows};
use crate::error::Error;
use crate::relation::Modality;
use crate::tree::Tree;

/// What a word does to the event under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Operator {
    /// "refuse to": it is not done, by will.
    Refusal,
    /// "deny": it is not done, says who speaks.
    Denial,
    /// "avoid", "prevent": it is not to be done.
    Prevention,
    /// "stop": it is done no longer.
    Ending,
    /// "plan to".
    Plan,
    /// "vow to".
    Promise,
    /// "threaten to".
    Threat,
    /// "urge to", "call for".
    Request,
    /// "hope to", "try to": possible.
    Wish,
    /// "continue to".
    Continuing,
    /// "manage to": as without it.
    Manage,
}

impl Operator {
    const ALL: [(&'static str, Self); 11] = [
        ("refusal", Self::Refusal),
        ("denial", Self::Denial),
        ("prevention", Self::Prevention),
        ("ending", Self::Ending),
        ("plan", Self::Plan),
        ("promise", Self::Promise),
        ("threat", Self::Threat),
        ("request", Self::Request),
        ("wish", Self::Wish),
        ("continuing", Self::Continuing),
        ("manage", Self::Manage),
    ];

    /// The name used in `rule_id` and in the table of operators.
    #[cfg(test)]
    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|o| o.1 == self).map_or("", |o| o.0)
    }
}

/// How an event is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Status {
    pub(crate) modality: Modality,
    pub(crate) negated: bool,
    /// The strongest operator over it.
    pub(crate) operator: Option<Operator>,
    /// Denied by somebody's will or for the future: "will not meet".
    pub(crate) refused: bool,
}

/// Words and what they do: of verbs, nouns, adjectives, and of adjectives right before an event noun.
struct Operators {
    words: HashMap<(&'static str, &'static str), Operator>,
}

static OPERATORS: LazyLock<Operators> = LazyLock::new(|| {
    let file = "data/codebook/operators.tsv";
    let text = include_str!("../../../data/codebook/operators.tsv");
    Operators::read(file, text).expect("the stock table is read by a test")
});

impl Operators {
    fn read(file: &'static str, text: &'static str) -> Result<Self, Error> {
        let mut words = HashMap::new();
        for (line, cells) in rows(text) {
            let [word, pos, name] = first(file, line, &cells)?;
            let operator = Operator::ALL.iter().find(|o| o.0 == name);
            let operator = operator
                .ok_or_else(|| Error::new(file, line, 3, format!("no operator {name:?}")))?
                .1;
            if words.insert((pos, word), operator).is_some() {
                return Err(Error::new(file, line, 1, format!("{word} is there twice")));
            }
        }
        Ok(Self { words })
    }

    fn of(&self, tree: &Tree<'_>, node: usize) -> Option<Operator> {
        let pos = match tree.upos(node) {
            Upos::Verb | Upos::Aux => "verb",
            Upos::Noun => "noun",
            Upos::Adj => "adj",
            _ => return None,
        };
        self.words.get(&(pos, tree.lemma(node))).copied()
    }
}

/// How the event at `head` is told.
pub(crate) fn status(tree: &Tree<'_>, head: usize) -> Status {
    let mut walk = Walk {
        tree,
        status: Status {
            modality: Modality::Happened,
            negated: false,
            operator: None,
            refused: false,
        },
        future: false,
        possible: false,
        ongoing: false,
    };
    walk.node(head);
    let mut at = head;
    for _ in 0..8 {
        let Some(over) = walk.step(at) else { break };
        at = over;
    }
    walk.finish()
}

struct Walk<'w, 't> {
    tree: &'w Tree<'t>,
    status: Status,
    future: bool,
    possible: bool,
    ongoing: bool,
}

impl Walk<'_, '_> {
    /// What hangs on `node` itself.
    fn node(&mut self, node: usize) {
        let tree = self.tree;
        for child in tree.children(node) {
            let word = tree.lower(child);
            match tree.rel(child) {
                // "no longer considers".
                DepRel::Advmod if is_not(word) || is_no_longer(tree, child) => {
                    self.status.negated = !self.status.negated;
                }
                DepRel::Det if word == "no" => self.status.negated = !self.status.negated,
                DepRel::Aux => self.auxiliary(node, word),
                DepRel::Mark if matches!(word, "if" | "unless" | "whether") => self.possible = true,
                DepRel::Obj | DepRel::Nsubj if tree.is_verb(node) && has_no(tree, child) => {
                    self.status.negated = true;
                }
                DepRel::Amod if tree.upos(node) == Upos::Noun => {
                    if let Some(&operator) = OPERATORS.words.get(&("amod", tree.lemma(child))) {
                        self.operator(operator);
                    }
                }
                _ => {}
            }
        }
        let progressive = tree.xpos(node) == Xpos::Vbg
            && tree.by(node, &[DepRel::Aux]).any(|a| tree.lemma(a) == "be");
        if progressive {
            self.ongoing = true;
        }
        if self.is_arranged(node) {
            self.future = true;
        }
    }

    /// "are to meet": an infinitive right behind "be" tells of what is arranged.
    fn is_arranged(&self, node: usize) -> bool {
        let before = |n: usize| node.checked_sub(n).map_or("", |i| self.tree.lower(i));
        before(1) == "to"
            && matches!(before(2), "is" | "are" | "was" | "were" | "'s" | "'re" | "’re")
    }

    fn auxiliary(&mut self, verb: usize, word: &str) {
        match word {
            "will" | "shall" | "'ll" | "’ll" | "wo" => self.future = true,
            "would" if self.is_reported(verb) => self.future = true,
            "would" | "may" | "might" | "could" | "can" | "should" | "must" | "ca" | "cannot" => {
                self.possible = true;
            }
            _ => {}
        }
    }

    /// "said it would": a future seen from the past.
    fn is_reported(&self, verb: usize) -> bool {
        let tree = self.tree;
        tree.rel(verb) == DepRel::Ccomp
            && tree.head(verb).is_some_and(|h| tree.xpos(h) == Xpos::Vbd)
            && tree.by(verb, &[DepRel::Advcl]).all(|c| {
                tree.by(c, &[DepRel::Mark]).all(|m| !matches!(tree.lower(m), "if" | "unless"))
            })
    }

    fn operator(&mut self, operator: Operator) {
        match operator {
            Operator::Refusal | Operator::Prevention => {
                self.status.negated = !self.status.negated;
                self.status.refused = operator == Operator::Refusal;
            }
            Operator::Denial | Operator::Ending => self.status.negated = !self.status.negated,
            Operator::Plan | Operator::Promise | Operator::Threat => self.future = true,
            Operator::Request | Operator::Wish => self.possible = true,
            Operator::Continuing => self.ongoing = true,
            Operator::Manage => return,
        }
        let weaker =
            |old: Operator| matches!(old, Operator::Plan | Operator::Wish | Operator::Continuing);
        if self.status.operator.is_none_or(weaker) {
            self.status.operator = Some(operator);
        }
    }

    /// One step up from `at`, where what is over it bears on the event.
    fn step(&mut self, at: usize) -> Option<usize> {
        let tree = self.tree;
        let over = tree.head(at)?;
        let own_subject = tree.own_subject(at).is_some();
        let operator = OPERATORS.of(tree, over);
        match tree.rel(at) {
            DepRel::Xcomp => {
                // "has to end", "needs to end": it is to be done.
                if matches!(tree.lemma(over), "have" | "need") && tree.is_to_infinitive(at) {
                    self.possible = true;
                }
                Some(self.take(over, operator))
            }
            DepRel::Ccomp | DepRel::Acl | DepRel::Advcl => {
                self.clause(at, over, operator, own_subject)
            }
            DepRel::Conj => self.conjunct(at, over, own_subject),
            DepRel::Obj | DepRel::NsubjPass if tree.upos(at) != Upos::Verb => {
                // "called their alliance strong" calls for nothing; what is announced is done.
                let names = matches!(tree.lemma(over), "call" | "tell" | "ask" | "announce");
                Some(self.take(over, operator.filter(|_| !names)))
            }
            DepRel::Nsubj if is_occurrence(tree.lemma(over)) => Some(self.take(over, None)),
            DepRel::Obl | DepRel::Nmod => self.complement(at, over, operator),
            _ => None,
        }
    }

    fn take(&mut self, over: usize, operator: Option<Operator>) -> usize {
        if let Some(operator) = operator {
            self.operator(operator);
        }
        self.node(over);
        over
    }

    fn clause(
        &mut self,
        at: usize,
        over: usize,
        operator: Option<Operator>,
        own_subject: bool,
    ) -> Option<usize> {
        let tree = self.tree;
        if tree.rel(at) == DepRel::Ccomp && own_subject {
            // "denied that", "asked that", "hopes that": told as that verb says; of "said that" nothing.
            let bears = matches!(
                operator,
                Some(Operator::Denial | Operator::Request | Operator::Wish | Operator::Prevention)
            );
            let speaks = matches!(tree.lemma(over), "tell" | "insist" | "suggest");
            if let Some(operator) = operator.filter(|_| bears && !speaks) {
                self.operator(operator);
            }
            return None;
        }
        if tree.is_to_infinitive(at) {
            match operator {
                Some(_) => return Some(self.take(over, operator)),
                None => self.future = true,
            }
            return None;
        }
        // "without condemning", "instead of helping".
        let marks = |word: &str| matches!(word, "without" | "instead" | "rather");
        if tree.by(at, &[DepRel::Mark]).any(|m| marks(tree.lower(m))) {
            self.status.negated = true;
        }
        self.time_clause(at, over);
        if matches!(tree.rel(at), DepRel::Ccomp | DepRel::Acl)
            && tree.xpos(at) == Xpos::Vbg
            && let Some(operator) = operator
        {
            self.operator(operator);
        }
        None
    }

    /// "will not talk until it withdraws", "will discuss it when they meet": the present of a clause of time is to
    /// come, and what is waited for may not.
    fn time_clause(&mut self, at: usize, over: usize) {
        let tree = self.tree;
        let present = matches!(tree.xpos(at), Xpos::Vbz | Xpos::Vbp);
        if tree.rel(at) != DepRel::Advcl || !present {
            return;
        }
        let marked = |words: &[&str]| {
            tree.by(at, &[DepRel::Mark, DepRel::Advmod]).any(|m| words.contains(&tree.lower(m)))
        };
        if marked(&["until", "till"]) {
            self.possible = true;
        } else if marked(&["when", "once", "before"]) && tree.xpos(over) != Xpos::Vbd {
            self.future = true;
        }
    }

    /// A bare verb behind another shares its auxiliaries: "will attack or bomb".
    fn conjunct(&mut self, at: usize, over: usize, own_subject: bool) -> Option<usize> {
        let tree = self.tree;
        let own_words = tree.child(at, &[DepRel::Aux, DepRel::AuxPass]).is_some();
        if own_subject || own_words {
            return None;
        }
        if tree.is_verb(at) {
            let same =
                tree.xpos(at) == tree.xpos(over) && matches!(tree.xpos(at), Xpos::Vb | Xpos::Vbg);
            if !same {
                return None;
            }
        }
        self.node(over);
        Some(over)
    }

    fn complement(&mut self, at: usize, over: usize, operator: Option<Operator>) -> Option<usize> {
        let tree = self.tree;
        if tree.is_verb(at) {
            return None;
        }
        let preposition = tree.preposition(at);
        match preposition.as_str() {
            "without" => {
                self.status.negated = true;
                None
            }
            "for" | "to" | "of" | "on" | "against" | "from" | "with" => {
                let operator = operator?;
                // "met for talks", "the start of the war": told as the word over it.
                Some(self.take(over, Some(operator)))
            }
            "in" if tree.is_verb(over)
                && matches!(tree.lemma(over), "be" | "engage" | "participate") =>
            {
                Some(self.take(over, None))
            }
            _ => None,
        }
    }

    fn finish(mut self) -> Status {
        let asked = matches!(self.status.operator, Some(Operator::Request | Operator::Wish));
        self.status.modality = if self.possible || asked {
            Modality::Hypothetical
        } else if self.future {
            Modality::Planned
        } else if self.ongoing {
            Modality::Ongoing
        } else {
            Modality::Happened
        };
        if self.status.negated && self.future {
            self.status.refused = true;
        }
        self.status
    }
}

fn has_no(tree: &Tree<'_>, noun: usize) -> bool {
    tree.by(noun, &[DepRel::Det]).any(|d| tree.lower(d) == "no")
}

fn is_no_longer(tree: &Tree<'_>, node: usize) -> bool {
    let no = node.checked_sub(1).is_some_and(|n| tree.lower(n) == "no");
    no && matches!(tree.lower(node), "longer" | "more")
}

fn is_not(word: &str) -> bool {
    matches!(word, "not" | "n't" | "n’t" | "never" | "hardly" | "nor" | "neither")
}

/// Verbs that say of their subject that it takes place.
fn is_occurrence(lemma: &str) -> bool {
    const OCCURRENCE: [&str; 14] = [
        "take", "begin", "start", "continue", "resume", "occur", "happen", "proceed", "follow",
        "go", "end", "fail", "collapse", "kick",
    ];
    OCCURRENCE.contains(&lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stock_table_is_whole() {
        assert_eq!(OPERATORS.words.get(&("verb", "refuse")), Some(&Operator::Refusal));
        assert!(Operator::ALL.iter().all(|(name, o)| o.name() == *name));
    }

    #[test]
    fn an_unknown_operator_is_named() {
        let error = Operators::read("o.tsv", "word\tpos\toperator\nx\tverb\tmaybe").err().unwrap();
        assert_eq!(error.to_string(), "o.tsv:2:3: no operator \"maybe\"");
    }
}
