//! From chosen blocks to an aligned [`Document`].

use plenipo_text::{
    AlignmentBuilder, Block, BlockKind, Document, Error, MetaSource, Metadata, RawText, Sourced,
    Span, offset,
};

use crate::meta::resolve::without_site;
use crate::page::Page;

/// A block that is part of the document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    /// In bytes of the page's text.
    pub(crate) text: Span,
    pub(crate) kind: BlockKind,
    pub(crate) score: f32,
}

#[derive(Default)]
struct Writer {
    text: String,
    map: AlignmentBuilder,
    blocks: Vec<Block>,
}

impl Writer {
    fn separate(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
            self.map.insert(2);
        }
    }

    fn part(&mut self, page: &Page, part: Part) {
        if part.text.is_empty() {
            return;
        }
        self.separate();
        let start = offset(self.text.len());
        self.text.push_str(part.text.of(&page.text));
        self.map.copy(part.text);
        let span = Span::new(start, offset(self.text.len()));
        self.blocks.push(Block { kind: part.kind, span, score: part.score });
    }
}

/// Writes the title first, then all other parts in order; puts the title into `meta`.
pub(crate) fn assemble(
    id: &str,
    raw: RawText,
    page: &Page,
    mut parts: Vec<Part>,
    page_title: Option<Sourced<String>>,
    meta: &mut Metadata,
) -> Result<Document, Error> {
    let mut out = Writer::default();
    let at = parts.iter().position(|p| p.kind == BlockKind::Title);
    if let Some(title) = at.map(|at| parts.remove(at)) {
        let text = title.text.of(&page.text).to_owned();
        meta.title = Some(Sourced::new(text, MetaSource::Text));
        out.part(page, title);
    } else if let Some(title) = page_title {
        title_of_head(page, &title, meta, &mut out);
        meta.title = Some(title);
    }
    for part in parts {
        out.part(page, part);
    }
    let alignment = out.map.build().through(&page.alignment);
    Document::new(id, raw, out.text, alignment, out.blocks, core::mem::take(meta))
}

/// A title that no block shows: as `<title>` has it, when that is what metadata say; else it is
/// made up as far as the alignment goes.
fn title_of_head(page: &Page, title: &Sourced<String>, meta: &Metadata, out: &mut Writer) {
    let site = meta.site.as_ref().map(|s| s.value.as_str());
    if let Some(span) = page.title {
        let shown = without_site(span.of(&page.text), site);
        if shown == title.value {
            let text = Span::new(span.start(), span.start() + offset(shown.len()));
            return out.part(page, Part { text, kind: BlockKind::Title, score: 1.0 });
        }
    }
    out.text.push_str(&title.value);
    let len = offset(title.value.len());
    out.map.insert(len);
    out.blocks.push(Block { kind: BlockKind::Title, span: Span::new(0, len), score: 1.0 });
}
