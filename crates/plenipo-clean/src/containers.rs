//! Where on a page the prose is: sums over elements and over elements built alike.

use crate::hash::QuickMap;
use crate::page::Page;
use crate::stats::Stats;

#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    words: u32,
    prose: u32,
    link: u32,
    bytes: u32,
    children: u32,
}

/// Blocks whose elements have the same tags and classes from the root down.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Group {
    pub(crate) blocks: u32,
    pub(crate) words: u32,
    pub(crate) prose: u32,
    pub(crate) link: u32,
    pub(crate) bytes: u32,
}

/// Sums over all elements of a page.
#[derive(Debug, Default)]
pub(crate) struct Containers {
    sums: Vec<Sums>,
    groups: QuickMap<u64, Group>,
    /// The deepest element that holds most of the prose, and one that holds nearly all.
    main: u32,
    wide: u32,
    /// The element whose own paragraphs have the most prose.
    parent: u32,
}

/// Deeper than this below the main element is not counted.
const MAX_UP: u16 = 64;

impl Containers {
    pub(crate) fn new(page: &Page, stats: &[Stats]) -> Self {
        let mut out = Self { sums: vec![Sums::default(); page.nodes.len()], ..Self::default() };
        if !page.html {
            return out;
        }
        let mut direct: Vec<u32> = vec![0; page.nodes.len()];
        for (piece, s) in page.pieces.iter().zip(stats) {
            let mostly_link = piece.link * 2 > piece.text.len();
            let prose = if s.is_prose() && !mostly_link { s.words } else { 0 };
            let sums = &mut out.sums[piece.node as usize];
            sums.words += s.words;
            sums.prose += prose;
            sums.link += piece.link;
            sums.bytes += piece.text.len();
            let node = &page.nodes[piece.node as usize];
            direct[node.parent as usize] += prose;
            let group = out.groups.entry(node.signature).or_default();
            group.blocks += 1;
            group.words += s.words;
            group.prose += prose;
            group.link += piece.link;
            group.bytes += piece.text.len();
        }
        // Children come after their parents, so one pass from the back sums all.
        for i in (1..page.nodes.len()).rev() {
            let child = out.sums[i];
            let parent = &mut out.sums[page.nodes[i].parent as usize];
            parent.words += child.words;
            parent.prose += child.prose;
            parent.link += child.link;
            parent.bytes += child.bytes;
            parent.children += 1;
        }
        out.main = out.descend(page, 0.6);
        out.wide = out.descend(page, 0.9);
        out.parent = best(&direct);
        out
    }

    /// The deepest element, going down from the root, that keeps `share` of the page's prose.
    fn descend(&self, page: &Page, share: f32) -> u32 {
        let least = self.sums[0].prose as f32 * share;
        // More than half of the prose can be in one child only, so the last such element in
        // document order is the deepest.
        let deep = |sums: &Sums| sums.prose > 0 && sums.prose as f32 > least;
        let last = self.sums.iter().rposition(deep).unwrap_or(0) as u32;
        // A lone paragraph is no container.
        if page.nodes[last as usize].tag == crate::html::tags::Tag::P {
            page.nodes[last as usize].parent
        } else {
            last
        }
    }

    fn distance(page: &Page, mut node: u32, up: u32) -> Option<u16> {
        let mut steps = 0;
        let depth = page.nodes[up as usize].depth;
        while node != up {
            if page.nodes[node as usize].depth <= depth || steps >= MAX_UP {
                return None;
            }
            node = page.nodes[node as usize].parent;
            steps += 1;
        }
        Some(steps)
    }

    /// How many levels `node` is below the main element.
    pub(crate) fn below_main(&self, page: &Page, node: u32) -> Option<u16> {
        Self::distance(page, node, self.main)
    }

    pub(crate) fn in_wide_main(&self, page: &Page, node: u32) -> bool {
        Self::distance(page, node, self.wide).is_some()
    }

    pub(crate) fn in_prose_parent(&self, page: &Page, node: u32) -> bool {
        Self::distance(page, node, self.parent).is_some()
    }

    /// Prose of the whole page, in words.
    pub(crate) fn prose(&self) -> u32 {
        self.sums[0].prose
    }

    /// Share of the page's prose inside `node`.
    pub(crate) fn prose_share(&self, node: u32) -> f32 {
        let all = self.prose();
        if all == 0 { 0.0 } else { self.sums[node as usize].prose as f32 / all as f32 }
    }

    /// Share of the bytes inside `node` that are in links.
    pub(crate) fn link_share(&self, node: u32) -> f32 {
        let sums = self.sums[node as usize];
        if sums.bytes == 0 { 0.0 } else { sums.link as f32 / sums.bytes as f32 }
    }

    /// Share of the words inside `node` that are prose.
    pub(crate) fn purity(&self, node: u32) -> f32 {
        let sums = self.sums[node as usize];
        if sums.words == 0 { 0.0 } else { sums.prose as f32 / sums.words as f32 }
    }

    /// Elements directly inside `node`.
    pub(crate) fn children(&self, node: u32) -> u32 {
        self.sums[node as usize].children
    }

    /// Blocks built like this one.
    pub(crate) fn group(&self, signature: u64) -> Group {
        self.groups.get(&signature).copied().unwrap_or_default()
    }
}

fn best(direct: &[u32]) -> u32 {
    let most = direct.iter().copied().max().unwrap_or(0);
    direct.iter().position(|&d| d == most).unwrap_or(0) as u32
}
