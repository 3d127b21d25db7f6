//! From a flat dump to a [`Page`]: one block a line.

use crate::html::tags::Tag;
use crate::page::{Node, Page, Piece, Writer};
use crate::squeeze::squeeze;

/// Reads a dump. Lines are the unit: dumps have lost everything else.
pub(crate) fn build(text: &str) -> Page {
    let root =
        Node { parent: 0, tag: Tag::Other, above: 0, own: 0, inherited: 0, signature: 0, depth: 0 };
    let mut page = Page { nodes: vec![root], ..Page::default() };
    let mut writer = Writer::default();
    let mut gap = true;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        squeeze(text, start, end, false, &mut writer);
        match writer.end() {
            None => gap = true,
            Some((text, raw)) => {
                page.pieces.push(Piece {
                    text,
                    raw,
                    node: 0,
                    link: 0,
                    bold: 0,
                    inline: 0,
                    gap,
                    image: false,
                });
                gap = false;
            }
        }
        start = end;
    }
    let (text, alignment) = writer.finish();
    page.text = text;
    page.alignment = alignment;
    page
}
