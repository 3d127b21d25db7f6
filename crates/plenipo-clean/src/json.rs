//! One JSON object a document, for `plenipo clean --format jsonl`.

use core::fmt::Write;

use plenipo_text::BlockKind;

use crate::Cleaned;

impl Cleaned {
    /// The document as one line of JSON, without the line break.
    ///
    /// Fields: `doc_id`, `title`, `text` (the body), `published`, `modified`, `byline`, `agency`,
    /// `site`, `url`, `language` (each `null` when unknown), `sources` (where each was read),
    /// `charset`, and `blocks` with `kind`, `text`, `start` and `end` (bytes of the input, `null`
    /// when made up) and `score`.
    pub fn to_json(&self) -> String {
        let doc = &self.document;
        let meta = &doc.meta;
        let mut out = String::with_capacity(doc.text().len() * 2 + 512);
        out.push_str("{\"doc_id\":");
        string(doc.id(), &mut out);
        let published = meta.published.as_ref().map(|m| m.value.to_string());
        let modified = meta.modified.as_ref().map(|m| m.value.to_string());
        let value = |s: &Option<plenipo_text::Sourced<String>>| s.as_ref().map(|s| s.value.clone());
        let body = doc.body();
        let fields = [
            ("title", value(&meta.title)),
            ("text", Some(body)),
            ("published", published),
            ("modified", modified),
            ("byline", value(&meta.byline)),
            ("agency", value(&meta.agency)),
            ("site", value(&meta.site)),
            ("url", value(&meta.url)),
            ("language", value(&meta.language)),
        ];
        for (name, value) in fields {
            let _ = write!(out, ",\"{name}\":");
            match value {
                None => out.push_str("null"),
                Some(value) => string(&value, &mut out),
            }
        }
        self.sources(&mut out);
        let _ = write!(out, ",\"charset\":\"{}\",\"blocks\":[", self.charset.name);
        for (i, block) in doc.blocks().iter().enumerate() {
            if i > 0 {
                out.push(',');
            }
            let _ = write!(out, "{{\"kind\":\"{}\",\"text\":", block.kind.as_str());
            string(block.span.of(doc.text()), &mut out);
            match doc.locate(block.span) {
                None => out.push_str(",\"start\":null,\"end\":null"),
                Some(place) => {
                    let (start, end) = (place.bytes.start(), place.bytes.end());
                    let _ = write!(out, ",\"start\":{start},\"end\":{end}");
                }
            }
            let _ = write!(out, ",\"score\":{:.3}}}", block.score);
        }
        out.push_str("]}");
        out
    }

    fn sources(&self, out: &mut String) {
        let meta = &self.document.meta;
        let all = [
            ("title", meta.title.as_ref().map(|s| s.source)),
            ("published", meta.published.as_ref().map(|s| s.source)),
            ("modified", meta.modified.as_ref().map(|s| s.source)),
            ("byline", meta.byline.as_ref().map(|s| s.source)),
            ("agency", meta.agency.as_ref().map(|s| s.source)),
            ("site", meta.site.as_ref().map(|s| s.source)),
            ("url", meta.url.as_ref().map(|s| s.source)),
            ("language", meta.language.as_ref().map(|s| s.source)),
        ];
        out.push_str(",\"sources\":{");
        let known = all.iter().filter_map(|(name, source)| source.map(|s| (name, s)));
        for (i, (name, source)) in known.enumerate() {
            let comma = if i > 0 { "," } else { "" };
            let _ = write!(out, "{comma}\"{name}\":\"{}\"", source.as_str());
        }
        out.push('}');
    }

    /// The clean text for people: title, then the body, blank lines between.
    pub fn to_text(&self) -> String {
        let doc = &self.document;
        let title = doc.blocks().iter().find(|b| b.kind == BlockKind::Title);
        match title {
            None => doc.body(),
            Some(title) => format!("{}\n\n{}", title.span.of(doc.text()), doc.body()),
        }
    }
}

/// Writes `text` as a JSON string.
fn string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if (c as u32) < 0x20 => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
