//! The tree of a sentence as arcs over its words.

use std::fmt::Write;

use plenipo_relate::{Explained, ExplainedWord};

use super::escape;

/// Pixels for a letter, for the gap between words, and for one level of arcs.
const LETTER: usize = 8;
const GAP: usize = 22;
const LEVEL: usize = 16;

/// Draws the tree.
pub(super) fn draw(explained: &Explained, text: &str, out: &mut String) {
    let words = &explained.words;
    let mut centres = Vec::with_capacity(words.len());
    let mut right = 0;
    for word in words {
        let width = LETTER * word.span.of(text).chars().count().max(word.upos.len());
        centres.push(right + width / 2);
        right += width + GAP;
    }
    let heights = heights(words);
    let top = LEVEL * (heights.iter().copied().max().unwrap_or(0) + 1) + 10;
    let _ = writeln!(
        out,
        "<div class=tree><svg width=\"{right}\" height=\"{}\" role=\"img\">",
        top + 36
    );
    for (at, word) in words.iter().enumerate() {
        let x = centres[at];
        let form = escape(word.span.of(text));
        let weight = if word.is_mention { " font-weight=\"bold\"" } else { "" };
        let _ = write!(out, "<text x=\"{x}\" y=\"{}\"{weight}>{form}</text>", top + 14);
        let _ = writeln!(out, "<text class=pos x=\"{x}\" y=\"{}\">{}</text>", top + 28, word.upos);
        if let Some(head) = word.head {
            arc(centres[head], x, top, top - LEVEL * heights[at], word.deprel, out);
        }
    }
    out.push_str("</svg></div>\n");
}

/// An arc from the head at `from` to the word at `to`, with its relation.
fn arc(from: usize, to: usize, base: usize, peak: usize, deprel: &str, out: &mut String) {
    let middle = usize::midpoint(from, to);
    let _ = writeln!(
        out,
        "<path d=\"M{from},{base} C{from},{peak} {to},{peak} {to},{base}\"/>\
         <text class=rel x=\"{middle}\" y=\"{}\">{deprel}</text>",
        usize::midpoint(base, peak)
    );
}

/// How high the arc of each word rises: over all arcs that lie inside it.
fn heights(words: &[ExplainedWord]) -> Vec<usize> {
    let span = |at: usize| words[at].head.map(|head| (at.min(head), at.max(head)));
    let mut order: Vec<usize> = (0..words.len()).filter(|&at| words[at].head.is_some()).collect();
    order.sort_by_key(|&at| (span(at).map(|(a, b)| b - a), at));
    let mut out = vec![0; words.len()];
    for (rank, &at) in order.iter().enumerate() {
        let Some((start, end)) = span(at) else { continue };
        let inner = order[..rank]
            .iter()
            .filter(|&&other| span(other).is_some_and(|(a, b)| a >= start && b <= end));
        out[at] = 1 + inner.map(|&other| out[other]).max().unwrap_or(0);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(head: Option<usize>) -> ExplainedWord {
        ExplainedWord {
            span: plenipo_text::Span::new(0, 1),
            upos: "NOUN",
            lemma: String::new(),
            head,
            deprel: "nmod",
            is_mention: false,
        }
    }

    #[test]
    fn an_arc_rises_over_those_inside() {
        let words = [word(Some(3)), word(Some(2)), word(Some(3)), word(None)];
        assert_eq!(heights(&words), [2, 1, 1, 0]);
    }
}
