//! `plenipo explain`: a page that shows how the rows of a document came about.
//!
//! For each sentence: its mentions, its tree, the frames of the codebook that gave rows and those that were
//! refused, with the reason, and the rows. The page needs nothing else: no script, no font, no network.

mod tree;

use std::fmt::Write;

use plenipo_gazetteer::Mention;
use plenipo_relate::{Explained, Outcome, Relation, rule_descriptions};
use plenipo_text::{Document, Segmentation, Span};

const STYLE: &str = "body{font:15px/1.45 sans-serif;max-width:80em;margin:2em auto;padding:0 1em}\
section{border-top:1px solid #bbb;padding:.6em 0}h3{font-size:1em;margin:.6em 0 .2em}\
.sentence{font-size:1.1em}.skipped{color:#777}mark{padding:0 .15em;border-radius:.2em}\
.country{background:#cfe3ff}.person{background:#ffe2b8}.organisation{background:#d9f2d0}\
.office{background:#ffd9e6}.territory{background:#e6dcff}.place{background:#eee}\
table{border-collapse:collapse}td,th{border-bottom:1px solid #ddd;padding:.15em .6em;text-align:left;\
vertical-align:top}.fired{color:#060}.refused{color:#a00}.tree{overflow-x:auto}\
svg text{font:13px sans-serif;text-anchor:middle}svg .rel{font-size:10px;fill:#555}\
svg .pos{font-size:10px;fill:#06c}svg path{fill:none;stroke:#999}dt{font-weight:bold}";

/// A document with all that its explanation shows.
#[derive(Clone, Copy, Debug)]
pub struct Explanation<'d> {
    /// The document.
    pub doc: &'d Document,
    /// Its sentences.
    pub segmentation: &'d Segmentation,
    /// Its mentions, by start.
    pub mentions: &'d [Mention],
    /// The sentences that were parsed.
    pub sentences: &'d [Explained],
}

/// The start of the page, up to the first document.
pub fn page_start() -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">\
         <title>plenipo explain</title><style>{STYLE}</style>\n<h1>How the rows came about</h1>\n"
    )
}

/// The end of the page: what the rules are called and say.
pub fn page_end() -> String {
    let mut out = String::from("<section><h2>Rules</h2>\n<dl>\n");
    for (name, about) in rule_descriptions() {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "<dt>{}<dd>{}", escape(name), escape(about));
    }
    out.push_str("</dl></section>\n</html>\n");
    out
}

impl Explanation<'_> {
    /// The document as a part of the page.
    pub fn to_html(&self) -> String {
        let mut out = format!("<h2>{}</h2>\n", escape(self.doc.id()));
        if let Some(title) = &self.doc.meta.title {
            let _ = writeln!(out, "<p><b>{}</b>", escape(&title.value));
        }
        if let Some(day) = self.doc.meta.published_day() {
            let _ = writeln!(out, "<p>Published {day}");
        }
        let mut explained = self.sentences.iter().peekable();
        for (index, sentence) in (0..).zip(self.segmentation.sentences()) {
            let of_this = explained.next_if(|e| e.sentence == index);
            self.sentence(index, sentence.span, of_this, &mut out);
        }
        out
    }

    fn sentence(&self, index: u32, span: Span, explained: Option<&Explained>, out: &mut String) {
        let class = if explained.is_some() { "sentence" } else { "sentence skipped" };
        let _ = writeln!(out, "<section><p class=\"{class}\">{index}. {}", self.tagged(span));
        let Some(explained) = explained else {
            out.push_str(
                "<p class=skipped>Not parsed: it names fewer than two actors.</section>\n",
            );
            return;
        };
        tree::draw(explained, self.doc.text(), out);
        self.decisions(explained, out);
        rows(&explained.relations, out);
        out.push_str("</section>\n");
    }

    /// The sentence with its mentions marked; of nested ones the outer.
    fn tagged(&self, span: Span) -> String {
        let text = self.doc.text();
        let mut out = String::new();
        let mut at = span.start();
        let inside = self.mentions.iter().filter(|m| span.contains(m.span));
        for mention in inside {
            if mention.span.start() < at {
                continue;
            }
            out.push_str(&escape(Span::new(at, mention.span.start()).of(text)));
            let office = mention.office.as_deref().unwrap_or_default();
            let title = format!("{} {} {office}", mention.id, mention.name);
            let _ = write!(
                out,
                "<mark class=\"{}\" title=\"{}\">{}</mark>",
                mention.kind.as_str(),
                escape(title.trim_end()),
                escape(mention.span.of(text))
            );
            at = mention.span.end();
        }
        out.push_str(&escape(Span::new(at, span.end()).of(text)));
        out
    }

    /// What fired and what was refused.
    fn decisions(&self, explained: &Explained, out: &mut String) {
        if explained.steps.is_empty() {
            out.push_str("<p>No word of the codebook.\n");
            return;
        }
        out.push_str("<h3>Frames</h3>\n<table><tr><th>words<th>frame<th>type<th>what came of it\n");
        for step in &explained.steps {
            let words = escape(step.trigger.of(self.doc.text()));
            let relation = if step.relation.is_empty() { "no event" } else { &step.relation };
            let (class, result) = match &step.outcome {
                Outcome::Fired(source, target, rule) => {
                    ("fired", format!("{source} → {target}, by {rule}"))
                }
                Outcome::Refused(why) => ("refused", format!("refused: {why}")),
            };
            let _ = writeln!(
                out,
                "<tr><td>{words}<td>{}<td>{relation}<td class={class}>{}",
                escape(&step.frame),
                escape(&result)
            );
        }
        out.push_str("</table>\n");
    }
}

/// The rows of a sentence.
fn rows(relations: &[Relation], out: &mut String) {
    if relations.is_empty() {
        return;
    }
    out.push_str("<h3>Rows</h3>\n<table><tr><th>source<th>relation<th>target<th>CAMEO<th>modality");
    out.push_str("<th>date<th>attribution<th>confidence<th>rule_id\n");
    for row in relations {
        let not = if row.negated { "not " } else { "" };
        let date = row.date.as_ref().map_or("", |d| d.iso.as_str());
        let _ = writeln!(
            out,
            "<tr><td>{}<td>{}<td>{}<td>{}<td>{not}{}<td>{date}<td>{}<td>{:.2}<td>{}",
            escape(&row.source.name),
            escape(&row.relation),
            escape(&row.target.name),
            row.cameo.as_deref().unwrap_or_default(),
            row.modality.as_str(),
            escape(row.attribution.as_deref().unwrap_or_default()),
            row.confidence,
            escape(&row.rule)
        );
    }
    out.push_str("</table>\n");
}

/// Text that may stand in an element or a quoted attribute.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Pipeline;
    use crate::input::{Given, InputDocument, InputFormat};

    fn explained(text: &str) -> String {
        let pipeline = Pipeline::stock().unwrap().cleaner(None);
        let input = InputDocument {
            id: "note <1>".to_owned(),
            bytes: text.as_bytes().to_vec(),
            given: Given::default(),
            format: InputFormat::Text,
        };
        let (tagged, sentences) = pipeline.worker().explain(input).unwrap();
        let explanation = Explanation {
            doc: &tagged.doc,
            segmentation: &tagged.segmentation,
            mentions: &tagged.mentions,
            sentences: &sentences,
        };
        explanation.to_html()
    }

    #[test]
    fn what_fired_and_what_was_refused_is_told() {
        let page =
            explained("Japan condemned North Korea. Officials condemned North Korea and Iran.");
        assert!(page.contains("class=fired>Japan → North Korea"), "{page}");
        assert!(page.contains("class=refused>refused: "), "{page}");
        assert!(page.contains("<h2>note &lt;1&gt;</h2>"));
        assert!(page.contains("<svg"));
    }

    #[test]
    fn a_sentence_without_actors_says_so() {
        let page = explained("The weather was fine.");
        assert!(page.contains("Not parsed"), "{page}");
    }

    #[test]
    fn every_rule_is_described() {
        let page = page_end();
        assert!(rule_descriptions().all(|(name, about)| {
            !about.is_empty() && page.contains(&format!("<dt>{name}<dd>"))
        }));
    }
}
