//! A page that shows how the relations of a document came about: trees, rules that fired, rules that were
//! refused and why. What `plenipo explain` writes.

use core::fmt::Write;

use plenipo_relate::{Explained, Outcome, Relation, Step};
use plenipo_text::{Document, Segmentation, Span};

const STYLE: &str = "body{font:15px/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em}\
section{border-top:1px solid #ccc;margin-top:1.5em}mark{background:#fe9}\
table{border-collapse:collapse}td,th{padding:.1em .7em;text-align:left;vertical-align:top}\
.row{color:#063}.no{color:#777}details table{font-size:13px}";

/// The head of the page.
pub fn head() -> String {
    let mut out = String::from("<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">\n");
    // Writing to a string cannot fail.
    let _ =
        write!(out, "<title>plenipo explain</title><style>{STYLE}</style>\n<h1>Rules</h1>\n<dl>\n");
    for (name, about) in plenipo_relate::rule_descriptions() {
        let _ = writeln!(out, "<dt><code>{}</code><dd>{}", escape(name), escape(about));
    }
    out.push_str("</dl>\n");
    out
}

/// The part of one document.
pub fn document(doc: &Document, segmentation: &Segmentation, sentences: &[Explained]) -> String {
    let mut out = format!("<h1>{}</h1>\n", escape(doc.id()));
    for explained in sentences {
        let Some(sentence) = segmentation.sentences().get(explained.sentence as usize) else {
            continue;
        };
        let _ = write!(out, "<section>\n<p>{}: ", explained.sentence);
        marked(doc.text(), sentence.span, explained, &mut out);
        out.push_str("</p>\n");
        explained.relations.iter().for_each(|r| relation(doc, r, &mut out));
        steps(doc, &explained.steps, &mut out);
        tree(doc, explained, &mut out);
        out.push_str("</section>\n");
    }
    out
}

/// The sentence with its mentions marked.
fn marked(text: &str, sentence: Span, explained: &Explained, out: &mut String) {
    let mut at = sentence.start();
    // Nodes are in order and do not overlap.
    for word in explained.words.iter().filter(|w| w.is_mention) {
        out.push_str(&escape(Span::new(at, word.span.start()).of(text)));
        let _ = write!(out, "<mark>{}</mark>", escape(word.span.of(text)));
        at = word.span.end();
    }
    if at < sentence.end() {
        out.push_str(&escape(Span::new(at, sentence.end()).of(text)));
    }
}

fn relation(doc: &Document, row: &Relation, out: &mut String) {
    let words = |span: Span| escape(span.of(doc.text()));
    let negated = if row.negated { ", negated" } else { "" };
    let _ = writeln!(
        out,
        "<p class=row><b>{} → {} → {}</b> ({}; {}{negated}; confidence {:.2}; {})",
        words(row.source.span),
        escape(&row.relation),
        words(row.target.span),
        row.trigger.map(words).unwrap_or_default(),
        row.modality.as_str(),
        row.confidence,
        escape(&row.rule),
    );
}

fn steps(doc: &Document, steps: &[Step], out: &mut String) {
    if steps.is_empty() {
        return;
    }
    out.push_str("<table><tr><th>words<th>type<th>frame<th>outcome\n");
    for step in steps {
        let outcome = match &step.outcome {
            Outcome::Fired(source, target, rules) => {
                format!(
                    "<td class=row>{} → {} by {}",
                    escape(source),
                    escape(target),
                    escape(rules)
                )
            }
            Outcome::Refused(why) => format!("<td class=no>refused: {}", escape(why)),
        };
        let words = escape(step.trigger.of(doc.text()));
        let relation = if step.relation.is_empty() { "no event" } else { &step.relation };
        let frame = escape(&step.frame);
        let _ = writeln!(out, "<tr><td>{words}<td>{relation}<td><code>{frame}</code>{outcome}");
    }
    out.push_str("</table>\n");
}

fn tree(doc: &Document, explained: &Explained, out: &mut String) {
    out.push_str("<details><summary>tree</summary><table><tr><th><th>word<th>lemma<th>tag<th>head<th>relation\n");
    for (word, number) in explained.words.iter().zip(1..) {
        let head = word.head.map_or(0, |h| h + 1);
        let _ = writeln!(
            out,
            "<tr><td>{number}<td>{}<td>{}<td>{}<td>{head}<td>{}",
            escape(word.span.of(doc.text())),
            escape(&word.lemma),
            word.upos,
            word.deprel
        );
    }
    out.push_str("</table></details>\n");
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use crate::Pipeline;
    use crate::input::{Given, InputDocument, InputFormat};

    #[test]
    fn a_page_shows_rows_refusals_and_escapes() {
        let pipeline = Pipeline::stock().unwrap().cleaner(None);
        let input = InputDocument {
            id: "a<b".to_owned(),
            bytes: b"Japan condemned North Korea. Chinese imports rose after Peru was condemned."
                .to_vec(),
            format: InputFormat::Text,
            given: Given::default(),
        };
        let page = pipeline.worker().explain(input).unwrap().0;
        assert!(page.contains("<b>Japan → ACCUSE → North Korea</b>"), "{page}");
        assert!(page.contains("refused: nobody known acts"), "{page}");
        assert!(page.contains("<h1>a&lt;b</h1>"), "{page}");
    }
}
