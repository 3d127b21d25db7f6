//! What each block is: title, caption, comment or a kind of body; and why the rest was dropped.

use std::sync::LazyLock;

use plenipo_text::{BlockKind, Span, offset};

use crate::classes;
use crate::cleaned::Reason;
use crate::features::Survey;
use crate::hash::QuickMap;
use crate::meta::dates::Order;
use crate::meta::{agencies, lines};
use crate::page::{Page, above};
use crate::phrases;
use crate::title;

/// The kind of every block; takes titles, captions and repeats out of `kept`.
pub(crate) fn kinds(
    page: &Page,
    survey: &Survey,
    kept: &mut [bool],
    title_at: Option<usize>,
    thread: Option<usize>,
) -> Vec<BlockKind> {
    let n = page.pieces.len();
    let mut kinds: Vec<BlockKind> = (0..n).map(|i| page.kind_of(i)).collect();
    if let Some(t) = title_at {
        kinds[t] = BlockKind::Title;
        kept[t] = false;
        for i in (0..n).filter(|&i| i != t) {
            if survey.stats[i].hash == survey.stats[t].hash {
                kept[i] = false;
            }
        }
    }
    let comment = classes::bit("comment");
    let caption_text = classes::bit("captiontext");
    if let Some(start) = thread {
        kinds[start..].fill(BlockKind::Comment);
        kept[start..].fill(false);
    }
    let mut captions: Vec<u64> = Vec::new();
    let mut seen: QuickMap<u64, bool> = QuickMap::default();
    for i in 0..n {
        if matches!(kinds[i], BlockKind::Title | BlockKind::Comment) {
            continue;
        }
        let near_body = kept[i.saturating_sub(6)..(i + 7).min(n)].iter().any(|&k| k);
        let doubled = i > 0 && survey.stats[i].hash == survey.stats[i - 1].hash
            || i + 1 < n && survey.stats[i].hash == survey.stats[i + 1].hash;
        let caption = match kinds[i] {
            BlockKind::Caption => near_body,
            _ if page.node_of(i).own & caption_text != 0 => near_body && survey.stats[i].words < 80,
            // Dumps have the caption twice, once from the picture's text.
            _ => !page.html && doubled && survey.stats[i].words >= 8 && near_body,
        };
        if caption || captions.contains(&survey.stats[i].hash) {
            captions.truncate(64);
            captions.push(survey.stats[i].hash);
            kinds[i] = BlockKind::Caption;
            kept[i] = false;
        } else if kinds[i] == BlockKind::Caption {
            kinds[i] = BlockKind::Paragraph;
        }
        let before = seen.contains_key(&survey.stats[i].hash);
        if before && survey.stats[i].words >= 8 {
            kept[i] = false;
        }
        let node = page.node_of(i);
        if !kept[i]
            && page.html
            && (node.inherited & comment != 0 || node.above & above::COMMENT_PROP != 0)
            && survey.stats[i].words >= 4
            && kinds[i] != BlockKind::Caption
        {
            kinds[i] = BlockKind::Comment;
        }
        if kept[i] {
            seen.insert(survey.stats[i].hash, true);
        }
    }
    if page.html {
        name_parts(page, kept, &mut kinds);
    }
    kinds
}

/// Tells the standfirst and the entries of a live blog from other paragraphs of the body.
fn name_parts(page: &Page, kept: &[bool], kinds: &mut [BlockKind]) {
    let marks = &*MARKS;
    let mut first = true;
    for i in (0..kinds.len()).filter(|&i| kept[i]) {
        if kinds[i] == BlockKind::Paragraph {
            let node = page.node_of(i);
            // The class may stand on the paragraph or on the element around it alone.
            let up = page.nodes[node.parent as usize].own;
            if node.above & above::LIVE_PROP != 0 || node.inherited & marks.live != 0 {
                kinds[i] = BlockKind::LiveEntry;
            } else if first && (node.own | up) & marks.lead != 0 {
                kinds[i] = BlockKind::Lead;
            }
        }
        first &= matches!(kinds[i], BlockKind::Title | BlockKind::Lead | BlockKind::Heading);
    }
}

/// The part of block `i` that belongs to the text, in bytes of the page's text.
pub(crate) fn trim(
    page: &Page,
    kept: &[bool],
    i: usize,
    kind: BlockKind,
    site: Option<&str>,
) -> Span {
    let span = page.pieces[i].text;
    let text = page.text_of(i);
    let mut cut = 0..text.len();
    if kind == BlockKind::Title {
        cut.end = title::without_name(text, site);
    } else if kind.is_body() {
        if let Some((_, date)) = lines::leading_date(text, Order::default()) {
            cut.start = date.end + (text[date.end..].len() - text[date.end..].trim_start().len());
        }
        let last = !kept[i + 1..].iter().any(|&k| k);
        if let Some((mark, _)) = agencies::at_end(text)
            && last
            && mark.start > cut.start
        {
            cut.end = mark.start;
        }
    }
    Span::new(span.start() + offset(cut.start), span.start() + offset(cut.end))
}

/// The bits that kinds and reasons ask for, looked up once.
struct Marks {
    comment: u32,
    share: u32,
    related: u32,
    nav: u32,
    live: u32,
    lead: u32,
    copyright: u16,
    prompt: u16,
    asks_to_share: u16,
    names_related: u16,
    script: u16,
}

static MARKS: LazyLock<Marks> = LazyLock::new(|| Marks {
    comment: classes::bit("comment"),
    share: classes::bit("share") | classes::bit("newsletter"),
    related: classes::bit("related"),
    nav: classes::bit("nav"),
    live: classes::bit("live"),
    lead: classes::bit("lead"),
    copyright: phrases::bit("copyright"),
    prompt: phrases::bit("cookie") | phrases::bit("login"),
    asks_to_share: phrases::bit("share") | phrases::bit("subscribe"),
    names_related: phrases::bit("related"),
    script: phrases::bit("script"),
});

/// Why block `i` was dropped.
pub(crate) fn reason(page: &Page, survey: &Survey, i: usize, kind: BlockKind) -> Reason {
    let marks = &*MARKS;
    let node = page.node_of(i);
    let class = |bits: u32| node.inherited & bits != 0;
    let phrase = |bits: u16| survey.found[i].bits & bits != 0;
    let text = page.text_of(i);
    let piece = &page.pieces[i];
    if kind == BlockKind::Comment || class(marks.comment) {
        Reason::Comment
    } else if survey.seen_before(i) && survey.stats[i].words >= 3 {
        Reason::Repeated
    } else if lines::byline(text).is_some() {
        Reason::Byline
    } else if survey.is_dated(i) {
        Reason::Date
    } else if lines::agency(text).is_some() {
        Reason::Agency
    } else if phrase(marks.copyright) {
        Reason::Copyright
    } else if phrase(marks.prompt) {
        Reason::Prompt
    } else if phrase(marks.asks_to_share) || class(marks.share) {
        Reason::Share
    } else if phrase(marks.names_related) || class(marks.related) {
        Reason::Related
    } else if phrase(marks.script) {
        Reason::Script
    } else if node.above & (above::NAV | above::HEADER | above::FOOTER) != 0 || class(marks.nav) {
        Reason::Navigation
    } else if piece.link * 2 > piece.text.len() {
        Reason::Links
    } else {
        Reason::Score
    }
}
