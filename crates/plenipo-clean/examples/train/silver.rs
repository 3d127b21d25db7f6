//! More dumps to learn from than have gold.
//!
//! The judge of pages sees tags and is right far more often than that of dumps: what it keeps of a page is
//! taken for the truth about the dumps that the page would make, at a part of the weight of gold.

use plenipo_clean::{Cleaner, Format, Input};
use plenipo_text::BlockKind;

/// A dump and the text of the article in it.
pub(crate) struct Dump {
    /// What kind of dump.
    pub(crate) form: &'static str,
    pub(crate) text: String,
    pub(crate) body: String,
    /// What it counts beside a dump with gold. Chosen on pages kept aside, see `data/clean/README.md`.
    pub(crate) weight: f32,
}

/// The forms a page takes as a dump: a line for a block, a line for a piece of text between two tags, the
/// lines around the article, and the article alone, from which nothing is to be taken away.
pub(crate) fn dumps(id: &str, html: &str) -> Vec<Dump> {
    let input = Input { format: Format::Html, ..Input::new(id, html.as_bytes()) };
    let Ok(cleaned) = Cleaner::default().clean(&input) else { return Vec::new() };
    let body = cleaned.document.body();
    if body.split_whitespace().count() < LEAST_WORDS {
        return Vec::new();
    }
    let clean = cleaned.document.text().to_owned();
    let mut blocks: Vec<(u32, bool, String)> = Vec::new();
    for block in cleaned.document.blocks() {
        let raw = cleaned.document.locate(block.span).map_or(0, |place| place.bytes.start());
        let kept = block.kind != BlockKind::Title;
        blocks.push((raw, kept, block.span.of(cleaned.document.text()).to_owned()));
    }
    for dropped in &cleaned.dropped {
        blocks.push((dropped.raw.start(), false, cleaned.dropped_text(dropped).to_owned()));
    }
    blocks.sort_by_key(|b| b.0);
    let lines: Vec<&str> = blocks.iter().map(|b| b.2.as_str()).collect();
    let kept = |b: &(u32, bool, String)| b.1;
    let first = blocks.iter().position(kept).unwrap_or(0).saturating_sub(BEFORE);
    let last = blocks.iter().rposition(kept).map_or(lines.len(), |i| lines.len().min(i + AFTER));
    let dump = |form, text: String, weight| Dump { form, text, body: body.clone(), weight };
    vec![
        dump("silver.flat", lines.join("\n"), 0.1),
        dump("silver.flat_nodes", text_nodes(html).join("\n"), 0.3),
        dump("silver.flat_light", lines[first..last].join("\n"), 0.1),
        dump("silver.flat_clean", clean, 0.1),
    ]
}

/// Pages with fewer words in their body teach nothing about articles.
const LEAST_WORDS: usize = 80;
/// Lines that stay before and after the article in a light dump.
const BEFORE: usize = 6;
const AFTER: usize = 8;

/// Every piece of text between two tags, scripts and styles left out.
fn text_nodes(html: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        push_line(&rest[..open], &mut out);
        rest = &rest[open..];
        let skipped = ["script", "style", "noscript", "template", "svg", "title"]
            .iter()
            .find(|name| rest[1..].get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)));
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|i| i + 3)
        } else if let Some(name) = skipped {
            let close = format!("</{name}");
            rest.find(close.as_str()).map(|i| i + close.len())
        } else {
            Some(1)
        };
        let from = end.unwrap_or(rest.len());
        rest = match rest[from..].find('>') {
            Some(close) => &rest[from + close + 1..],
            None => "",
        };
    }
    push_line(rest, &mut out);
    out
}

fn push_line(text: &str, out: &mut Vec<String>) {
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (name, plain) in [
        ("&nbsp;", " "),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        if line.contains('&') {
            line = line.replace(name, plain);
        }
    }
    let line = line.trim();
    if !line.is_empty() {
        out.push(line.to_owned());
    }
}
