//! [`Page`]: an input as a row of text blocks, whatever it came from.
//!
//! HTML and flat text are both read into this form; everything after works on it alone. The text
//! of all blocks stands in one string, with white space squeezed and references replaced, and an
//! alignment leads from it to the decoded input.

use plenipo_text::{Alignment, AlignmentBuilder, BlockKind, Span, offset};

use crate::html::tags::Tag;

/// Elements whose presence above a block tells something: bits of [`Node::above`].
pub(crate) mod above {
    pub(crate) const ARTICLE: u32 = 1;
    pub(crate) const MAIN: u32 = 1 << 1;
    pub(crate) const ASIDE: u32 = 1 << 2;
    pub(crate) const NAV: u32 = 1 << 3;
    pub(crate) const HEADER: u32 = 1 << 4;
    pub(crate) const FOOTER: u32 = 1 << 5;
    pub(crate) const FORM: u32 = 1 << 6;
    pub(crate) const FIGURE: u32 = 1 << 7;
    pub(crate) const LIST: u32 = 1 << 8;
    pub(crate) const TABLE: u32 = 1 << 9;
    pub(crate) const QUOTE: u32 = 1 << 10;
    pub(crate) const SECTION: u32 = 1 << 11;
    pub(crate) const FIGCAPTION: u32 = 1 << 12;
    pub(crate) const HIDDEN: u32 = 1 << 13;
    pub(crate) const BUTTON: u32 = 1 << 14;
    pub(crate) const BODY_PROP: u32 = 1 << 15;
    pub(crate) const COMMENT_PROP: u32 = 1 << 16;
    pub(crate) const HEAD: u32 = 1 << 17;
    pub(crate) const LIVE_PROP: u32 = 1 << 18;
}

/// A block-level element.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) parent: u32,
    pub(crate) tag: Tag,
    /// Elements above it and itself, see [`above`].
    pub(crate) above: u32,
    /// Classes of its own, as bits of the categories in `data/clean/classes.tsv`.
    pub(crate) own: u32,
    /// Classes of its own and of everything above.
    pub(crate) inherited: u32,
    /// Hash of tags and classes from the root down.
    pub(crate) signature: u64,
    pub(crate) depth: u16,
}

/// A block of text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    /// In [`Page::text`].
    pub(crate) text: Span,
    /// From the first to past the last byte in the decoded input.
    pub(crate) raw: Span,
    /// The element it stands in; 0 in flat text.
    pub(crate) node: u32,
    /// Bytes of it inside links.
    pub(crate) link: u32,
    /// Bytes of it in bold or italics.
    pub(crate) bold: u32,
    /// Inline elements inside it.
    pub(crate) inline: u16,
    /// Whether the line before it is blank (flat text).
    pub(crate) gap: bool,
    /// Whether a picture stands between the block before and this one.
    pub(crate) image: bool,
}

/// An input as a row of blocks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    pub(crate) text: String,
    pub(crate) alignment: Alignment,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) html: bool,
    /// The content of `<title>`, in [`Page::text`] after all blocks.
    pub(crate) title: Option<Span>,
}

impl Page {
    /// The text of block `index`.
    pub(crate) fn text_of(&self, index: usize) -> &str {
        self.pieces[index].text.of(&self.text)
    }

    /// The element of block `index`.
    pub(crate) fn node_of(&self, index: usize) -> &Node {
        &self.nodes[self.pieces[index].node as usize]
    }

    /// What kind of block `index` is, by its place alone.
    pub(crate) fn kind_of(&self, index: usize) -> BlockKind {
        if !self.html {
            return BlockKind::Paragraph;
        }
        let node = self.node_of(index);
        if node.above & above::FIGCAPTION != 0 || node.tag == Tag::Caption {
            BlockKind::Caption
        } else if node.tag.is_heading() {
            BlockKind::Heading
        } else if node.above & above::TABLE != 0 {
            BlockKind::Table
        } else if node.above & above::QUOTE != 0 {
            BlockKind::Quote
        } else if node.above & above::LIST != 0 {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        }
    }
}

/// Writes squeezed text and its alignment.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    text: String,
    map: AlignmentBuilder,
    /// White space seen since the last written character, as a stretch of the input.
    blank: Option<(Span, bool)>,
    block_start: u32,
    raw: Option<Span>,
}

impl Writer {
    /// Starts a block.
    fn reset(&mut self) {
        self.block_start = offset(self.text.len());
        self.blank = None;
        self.raw = None;
    }

    /// Whether the block has text so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.raw.is_none()
    }

    fn touch(&mut self, raw: Span) {
        if let Some((blank, plain)) = self.blank.take()
            && self.raw.is_some()
        {
            self.text.push(' ');
            // A single blank is a copied byte: the map stays short where nothing changed.
            if plain { self.map.copy(blank) } else { self.map.replace(blank, 1) }
        }
        self.raw = Some(self.raw.map_or(raw, |r| r.cover(raw)));
    }

    /// Appends `run`, which stands at `at` of the input.
    pub(crate) fn copy(&mut self, run: &str, at: usize) {
        let raw = Span::new(offset(at), offset(at + run.len()));
        self.touch(raw);
        self.text.push_str(run);
        self.map.copy(raw);
    }

    /// Appends `text`, which stands for `raw` of the input.
    pub(crate) fn replace(&mut self, text: &str, raw: Span) {
        self.touch(raw);
        self.text.push_str(text);
        self.map.replace(raw, offset(text.len()));
    }

    /// White space at `raw`: one blank, unless at the edge of the block. `plain` says that it is
    /// a single blank in the input too.
    pub(crate) fn white(&mut self, raw: Span, plain: bool) {
        self.blank = Some(self.blank.map_or((raw, plain), |(b, _)| (b.cover(raw), false)));
    }

    /// Ends the block: its text and its stretch of the input, if it has any text.
    pub(crate) fn end(&mut self) -> Option<(Span, Span)> {
        let raw = self.raw.take();
        let text = Span::new(self.block_start, offset(self.text.len()));
        if raw.is_some() {
            // Blocks must not run together for searches over the whole text.
            self.text.push('\n');
            self.map.insert(1);
        }
        self.reset();
        raw.map(|raw| (text, raw))
    }

    /// The text of all blocks and its alignment.
    pub(crate) fn finish(self) -> (String, Alignment) {
        (self.text, self.map.build())
    }

    /// Bytes written so far.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }
}
