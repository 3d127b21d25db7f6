//! A page for people that shows what was kept, what was left out, and why.

use core::fmt::Write;

use crate::Cleaned;

const STYLE: &str = "body{font:16px/1.5 serif;max-width:48em;margin:2em auto;padding:0 1em}\
table{font:14px sans-serif;border-spacing:1em 0}\
.b{margin:.4em 0;padding:.2em .6em;border-left:4px solid #2a7}\
.d{border-color:#c55;color:#777;font-size:85%}\
.k{font:12px sans-serif;color:#555}";

impl Cleaned {
    /// A self-contained HTML page: metadata with their sources, then all blocks in the order of the
    /// input, kept ones with kind and score, others with the reason.
    pub fn explain_html(&self) -> String {
        let doc = &self.document;
        let mut out = String::from("<!doctype html><meta charset=utf-8><title>");
        escape(doc.id(), &mut out);
        let _ = write!(out, "</title><style>{STYLE}</style><h1>");
        escape(doc.id(), &mut out);
        out.push_str("</h1><table>");
        self.rows(&mut out);
        out.push_str("</table>");
        let mut blocks: Vec<(u32, String)> = Vec::new();
        for block in doc.blocks() {
            let raw = doc.alignment().to_original(block.span);
            let mut html = String::new();
            let _ = write!(
                html,
                "<div class=b><div class=k>{} {:.2}</div>",
                block.kind.as_str(),
                block.score
            );
            escape(block.span.of(doc.text()), &mut html);
            html.push_str("</div>");
            blocks.push((raw.map_or(0, plenipo_text::Span::start), html));
        }
        for block in &self.dropped {
            let mut html = String::new();
            let _ = write!(
                html,
                "<div class='b d'><div class=k>left out: {} {:.2}</div>",
                block.reason.as_str(),
                block.score
            );
            escape(self.dropped_text(block), &mut html);
            html.push_str("</div>");
            blocks.push((block.raw.start(), html));
        }
        blocks.sort_by_key(|b| b.0);
        out.extend(blocks.into_iter().map(|b| b.1));
        out
    }

    fn rows(&self, out: &mut String) {
        let meta = &self.document.meta;
        let moment = |m: &Option<plenipo_text::Sourced<plenipo_text::Moment>>| {
            m.as_ref().map(|m| (m.value.to_string(), m.source))
        };
        let value = |s: &Option<plenipo_text::Sourced<String>>| {
            s.as_ref().map(|s| (s.value.clone(), s.source))
        };
        let all = [
            ("title", value(&meta.title)),
            ("published", moment(&meta.published)),
            ("modified", moment(&meta.modified)),
            ("byline", value(&meta.byline)),
            ("agency", value(&meta.agency)),
            ("site", value(&meta.site)),
            ("url", value(&meta.url)),
            ("language", value(&meta.language)),
        ];
        for (name, found) in all {
            let Some((value, source)) = found else { continue };
            let _ = write!(out, "<tr><td>{name}<td>");
            escape(&value, out);
            let _ = write!(out, "<td>{}", source.as_str());
        }
    }
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}
