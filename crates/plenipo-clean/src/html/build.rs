//! From tokens to a [`Page`]: blocks in order, each in its element, without a tree of its own.
//!
//! The stack of open elements is a vector, so depth costs no recursion; elements deeper than
//! [`MAX_DEPTH`] are taken as part of the one above.

use plenipo_text::Span;

use super::tags::{Flow, Tag};
use super::tokens::{Attribute, Token, Tokenizer};
use crate::classes;
use crate::hash::QuickMap;
use crate::meta::head::Head;
use crate::page::{Node, Page, Piece, Writer, above};
use crate::squeeze::squeeze;

/// Deeper elements are not told apart. Pages have some dozens of levels.
const MAX_DEPTH: usize = 1024;
/// How far up an end tag looks for its start. Bounds the work on a page of end tags.
const MAX_LOOK: usize = 48;

#[derive(Clone, Copy)]
struct Open {
    tag: Tag,
    name: u64,
    /// The block element in force inside.
    node: u32,
    skip: bool,
    link: bool,
    bold: bool,
}

/// Reads a page.
pub(crate) fn build(page: &str, head: &mut Head) -> Page {
    let mut builder = Builder::new(page);
    let mut tokenizer = Tokenizer::new(page);
    while let Some(token) = tokenizer.next_token() {
        match token {
            Token::Text { start, end } => builder.text(start, end),
            Token::Start { tag, name, closed } => {
                let attributes = tokenizer.attributes();
                head.element(page, tag, attributes);
                builder.start(tag, name, closed, attributes);
            }
            Token::End { tag, name } => builder.end(tag, name),
            Token::Raw { tag, start, end } => head.raw(page, tag, start, end),
        }
    }
    builder.finish(head.title)
}

struct Builder<'a> {
    page: &'a str,
    out: Page,
    writer: Writer,
    stack: Vec<Open>,
    /// Elements open above, but not on the stack for being too deep.
    beyond: usize,
    skipping: u32,
    links: u32,
    bolds: u32,
    link_bytes: usize,
    bold_bytes: usize,
    inline: u16,
    breaks: u8,
    image: bool,
    known: QuickMap<&'a str, (u32, u64)>,
}

impl<'a> Builder<'a> {
    fn new(page: &'a str) -> Self {
        let root = Node {
            parent: 0,
            tag: Tag::Html,
            above: 0,
            own: 0,
            inherited: 0,
            signature: 0,
            depth: 0,
        };
        Self {
            page,
            out: Page { nodes: vec![root], html: true, ..Page::default() },
            writer: Writer::default(),
            stack: Vec::with_capacity(64),
            beyond: 0,
            skipping: 0,
            links: 0,
            bolds: 0,
            link_bytes: 0,
            bold_bytes: 0,
            inline: 0,
            breaks: 0,
            image: false,
            known: QuickMap::default(),
        }
    }

    fn node(&self) -> u32 {
        self.stack.last().map_or(0, |open| open.node)
    }

    fn text(&mut self, start: usize, end: usize) {
        if self.skipping > 0 {
            return;
        }
        let before = self.writer.len();
        squeeze(self.page, start, end, true, &mut self.writer);
        let grown = self.writer.len() - before;
        if grown > 0 {
            self.breaks = 0;
        }
        if self.links > 0 {
            self.link_bytes += grown;
        }
        if self.bolds > 0 {
            self.bold_bytes += grown;
        }
    }

    /// Ends the current block.
    fn flush(&mut self) {
        if let Some((text, raw)) = self.writer.end() {
            let size = text.len();
            self.out.pieces.push(Piece {
                text,
                raw,
                node: self.node(),
                link: (self.link_bytes as u32).min(size),
                bold: (self.bold_bytes as u32).min(size),
                inline: self.inline,
                gap: false,
                image: self.image,
            });
            self.image = false;
        }
        self.link_bytes = 0;
        self.bold_bytes = 0;
        self.inline = 0;
        self.breaks = 0;
    }

    fn start(&mut self, tag: Tag, name: (usize, usize), closed: bool, attributes: &[Attribute]) {
        match tag.flow() {
            Flow::Block => self.start_block(tag, name, closed, attributes),
            Flow::Inline if tag == Tag::Br => {
                let at = plenipo_text::offset(name.0.saturating_sub(1));
                let end = plenipo_text::offset(name.1);
                self.writer.white(Span::new(at, end), false);
                self.breaks += 1;
                if self.breaks >= 2 {
                    self.flush();
                }
            }
            Flow::Inline if tag.is_void() || closed => {
                self.image |= tag == Tag::Img && self.skipping == 0;
                self.inline = self.inline.saturating_add(1);
            }
            Flow::Inline => {
                self.inline = self.inline.saturating_add(1);
                let bold = matches!(tag, Tag::B | Tag::Strong | Tag::Em | Tag::I);
                // A link never stands in a link; a new one ends the one left open.
                if tag == Tag::A && self.links > 0 {
                    self.close_inline(Tag::A);
                }
                self.push(Open {
                    tag,
                    name: 0,
                    node: self.node(),
                    skip: hidden_inline(self.page, attributes),
                    link: tag == Tag::A,
                    bold,
                });
            }
            Flow::Skip if closed => {}
            Flow::Skip => self.push(Open {
                tag,
                name: 0,
                node: self.node(),
                skip: true,
                link: false,
                bold: false,
            }),
            Flow::Raw => {}
        }
    }

    fn push(&mut self, open: Open) {
        if self.stack.len() >= MAX_DEPTH {
            self.beyond += 1;
            return;
        }
        self.skipping += u32::from(open.skip);
        self.links += u32::from(open.link);
        self.bolds += u32::from(open.bold);
        self.stack.push(open);
    }

    fn pop(&mut self) {
        if let Some(open) = self.stack.pop() {
            self.skipping -= u32::from(open.skip);
            self.links -= u32::from(open.link);
            self.bolds -= u32::from(open.bold);
        }
    }

    fn start_block(
        &mut self,
        tag: Tag,
        name: (usize, usize),
        closed: bool,
        attributes: &[Attribute],
    ) {
        if self.skipping == 0 {
            self.flush();
        }
        self.close_implied(tag);
        if tag.is_void() || (closed && tag == Tag::Other) {
            return;
        }
        let node = self.add_node(tag, attributes);
        let name = if tag == Tag::Other { self.name_hash(name) } else { 0 };
        self.push(Open { tag, name, node, skip: false, link: false, bold: false });
    }

    fn name_hash(&self, name: (usize, usize)) -> u64 {
        let mut hash = 0xCBF2_9CE4_8422_2325_u64;
        for b in &self.page.as_bytes()[name.0..name.1] {
            hash = (hash ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01B3);
        }
        hash
    }

    /// Ends elements whose end tag may be left out.
    fn close_implied(&mut self, tag: Tag) {
        let (ends, stops): (&[Tag], &[Tag]) = match tag {
            Tag::Li => (&[Tag::Li, Tag::P], &[Tag::Ul, Tag::Ol, Tag::Menu]),
            Tag::Dt | Tag::Dd => (&[Tag::Dt, Tag::Dd, Tag::P], &[Tag::Dl]),
            Tag::Td | Tag::Th => (&[Tag::Td, Tag::Th, Tag::P], &[Tag::Tr, Tag::Table]),
            Tag::Tr => (&[Tag::Tr], &[Tag::Table]),
            Tag::Option => (&[Tag::Option], &[Tag::Select]),
            Tag::Body => (&[Tag::Head], &[]),
            Tag::Other => return,
            _ => (&[Tag::P], &[]),
        };
        let mut found = None;
        for (back, open) in self.stack.iter().rev().take(MAX_LOOK).enumerate() {
            if ends.contains(&open.tag) {
                found = Some(back + 1);
                if tag != Tag::Li && tag != Tag::Tr {
                    break;
                }
                if open.tag == tag {
                    break;
                }
            } else if stops.contains(&open.tag)
                || open.tag.flow() == Flow::Block && ends.len() == 1 && tag != Tag::Tr
            {
                break;
            } else if open.skip {
                return;
            }
        }
        for _ in 0..found.unwrap_or(0) {
            self.pop();
        }
    }

    fn add_node(&mut self, tag: Tag, attributes: &[Attribute]) -> u32 {
        let parent = self.node();
        let up = self.out.nodes[parent as usize];
        let mut own = 0;
        let mut bits = above_bit(tag);
        let mut hash = u64::from(tag as u8);
        for attribute in attributes {
            let name = &self.page.as_bytes()[attribute.name.0..attribute.name.1];
            let value = &self.page[attribute.value.0..attribute.value.1];
            match name.first().map(u8::to_ascii_lowercase) {
                Some(b'c') if name.eq_ignore_ascii_case(b"class") => {
                    let (found, class_hash) = self.categories(value);
                    own |= found;
                    hash ^= class_hash;
                }
                Some(b'i') if name.eq_ignore_ascii_case(b"id") => own |= self.categories(value).0,
                Some(b'i') if name.eq_ignore_ascii_case(b"itemprop") => {
                    bits |= itemprop_bits(value);
                }
                Some(b'r') if name.eq_ignore_ascii_case(b"role") => {
                    own |= self.categories(value).0;
                    bits |= role_bits(value);
                }
                Some(b'h') if name.eq_ignore_ascii_case(b"hidden") => bits |= above::HIDDEN,
                Some(b's') if name.eq_ignore_ascii_case(b"style") && hides(value) => {
                    bits |= above::HIDDEN;
                }
                Some(b'a')
                    if name.eq_ignore_ascii_case(b"aria-hidden")
                        && value.eq_ignore_ascii_case("true") =>
                {
                    bits |= above::HIDDEN;
                }
                _ => {}
            }
        }
        let root = matches!(tag, Tag::Body | Tag::Html);
        let signature = (up.signature.rotate_left(5) ^ hash).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.out.nodes.push(Node {
            parent,
            tag,
            above: up.above | bits,
            // Classes of the whole page say nothing about a part of it.
            own: if root { 0 } else { own },
            inherited: if root { 0 } else { up.inherited | own },
            signature,
            depth: up.depth.saturating_add(1),
        });
        self.out.nodes.len() as u32 - 1
    }

    fn categories(&mut self, value: &'a str) -> (u32, u64) {
        if let Some(&known) = self.known.get(value) {
            return known;
        }
        let made = classes::categories(value);
        self.known.insert(value, made);
        made
    }

    fn end(&mut self, tag: Tag, name: (usize, usize)) {
        match tag.flow() {
            Flow::Raw => {}
            Flow::Inline if tag == Tag::Br => self.flush(),
            Flow::Inline => self.close_inline(tag),
            Flow::Skip => self.close_to(tag, 0, false),
            Flow::Block => {
                if tag == Tag::P && self.skipping == 0 {
                    self.flush();
                }
                let name = if tag == Tag::Other { self.name_hash(name) } else { 0 };
                self.close_to(tag, name, true);
            }
        }
    }

    /// Ends an inline element when it was opened inside the current block element.
    fn close_inline(&mut self, tag: Tag) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        for (back, open) in self.stack.iter().rev().take(MAX_LOOK).enumerate() {
            if open.tag == tag {
                for _ in 0..=back {
                    self.pop();
                }
                return;
            }
            // Links may hold blocks; other inline elements do not reach over them.
            if open.tag.flow() == Flow::Block && tag != Tag::A {
                return;
            }
        }
    }

    fn close_to(&mut self, tag: Tag, name: u64, block: bool) {
        if self.beyond > 0 {
            self.beyond -= 1;
            if block && self.skipping == 0 {
                self.flush();
            }
            return;
        }
        let same = |open: &Open| open.tag == tag && open.name == name;
        let Some(back) = self.stack.iter().rev().take(MAX_LOOK).position(same) else {
            return;
        };
        // The block belongs to the innermost element, so it ends before any is closed.
        if block && (self.skipping == 0 || !self.writer.is_empty()) {
            self.flush();
        }
        for _ in 0..=back {
            self.pop();
        }
    }

    fn finish(mut self, title: Option<(usize, usize)>) -> Page {
        self.flush();
        if let Some((start, end)) = title {
            squeeze(self.page, start, end, true, &mut self.writer);
            self.out.title = self.writer.end().map(|(text, _)| text);
        }
        let (text, alignment) = self.writer.finish();
        self.out.text = text;
        self.out.alignment = alignment;
        self.out
    }
}

fn hidden_inline(page: &str, attributes: &[Attribute]) -> bool {
    attributes.iter().any(|a| {
        let name = &page.as_bytes()[a.name.0..a.name.1];
        name.eq_ignore_ascii_case(b"style") && hides(&page[a.value.0..a.value.1])
    })
}

fn hides(style: &str) -> bool {
    let Some(at) = style.find("display") else { return false };
    style[at + 7..].trim_start_matches([' ', ':']).starts_with("none")
}

fn above_bit(tag: Tag) -> u32 {
    match tag {
        Tag::Article => above::ARTICLE,
        Tag::Main => above::MAIN,
        Tag::Aside => above::ASIDE,
        Tag::Nav | Tag::Menu => above::NAV,
        Tag::Header => above::HEADER,
        Tag::Footer => above::FOOTER,
        Tag::Form => above::FORM,
        Tag::Figure => above::FIGURE,
        Tag::Ul | Tag::Ol | Tag::Dl => above::LIST,
        Tag::Table => above::TABLE,
        Tag::Blockquote => above::QUOTE,
        Tag::Section => above::SECTION,
        Tag::Figcaption => above::FIGCAPTION,
        Tag::Button => above::BUTTON,
        Tag::Head => above::HEAD,
        _ => 0,
    }
}

fn itemprop_bits(value: &str) -> u32 {
    match value {
        "articleBody" => above::BODY_PROP,
        "comment" => above::COMMENT_PROP,
        "liveBlogUpdate" => above::LIVE_PROP,
        _ => 0,
    }
}

fn role_bits(value: &str) -> u32 {
    match value {
        "main" => above::MAIN,
        "article" => above::ARTICLE,
        "navigation" => above::NAV,
        "complementary" => above::ASIDE,
        "banner" => above::HEADER,
        "contentinfo" => above::FOOTER,
        "button" => above::BUTTON,
        _ => 0,
    }
}
