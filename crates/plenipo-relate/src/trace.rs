//! [`Trace`]: what fired and what was refused, for `plenipo explain`.

use plenipo_text::Span;

use crate::finder::Found;
use crate::frames::Frame;
use crate::tree::Tree;

/// One decision about a head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The words of the event, in bytes of the clean text.
    pub trigger: Span,
    /// PLOVER type of the frame; empty for one that says "no event".
    pub relation: String,
    /// File and line of the frame in the codebook.
    pub frame: String,
    /// Source and target in words, with the rules that found them; or why there is no event.
    pub outcome: Outcome,
}

/// How a frame ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It gave a row: source, target, rules.
    Fired(String, String, String),
    /// It gave none, for this reason.
    Refused(String),
}

/// A log that costs nothing unless it is wanted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trace {
    wanted: bool,
    steps: Vec<Step>,
}

impl Trace {
    /// A log that keeps its steps.
    pub(crate) fn on() -> Self {
        Self { wanted: true, steps: Vec::new() }
    }

    /// The steps so far, in order.
    pub(crate) fn take(&mut self) -> Vec<Step> {
        core::mem::take(&mut self.steps)
    }

    pub(crate) fn fired(&mut self, tree: &Tree<'_>, found: &Found<'_>) {
        if self.wanted {
            let words = |span: Span| span.of(tree.text).to_owned();
            self.steps.push(Step {
                trigger: found.trigger,
                relation: found.frame.plover.clone(),
                frame: place(found.frame),
                outcome: Outcome::Fired(
                    words(found.source.actor.span),
                    words(found.target.actor.span),
                    found.rule.clone(),
                ),
            });
        }
    }

    pub(crate) fn refused(&mut self, tree: &Tree<'_>, head: usize, frame: &Frame, why: &str) {
        if self.wanted {
            self.steps.push(Step {
                trigger: tree.nodes[head].span,
                relation: frame.plover.clone(),
                frame: place(frame),
                outcome: Outcome::Refused(why.to_owned()),
            });
        }
    }
}

fn place(frame: &Frame) -> String {
    let file = frame.place.0.rsplit('/').next().unwrap_or_default();
    format!("{}:{}", file.trim_end_matches(".tsv"), frame.place.1)
}
