//! What each block is: title, caption, comment or a kind of body; and why the rest was dropped.

use plenipo_text::{BlockKind, Span, offset};

use crate::classes;
use crate::cleaned::Reason;
use crate::features::Survey;
use crate::hash::QuickMap;
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
    kinds
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
        if let Some((_, date)) = lines::leading_date(text) {
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

/// Why block `i` was dropped.
pub(crate) fn reason(page: &Page, survey: &Survey, i: usize, kind: BlockKind) -> Reason {
    let node = page.node_of(i);
    let class = |name: &str| node.inherited & classes::bit(name) != 0;
    let phrase = |name: &str| survey.found[i].bits & phrases::bit(name) != 0;
    let text = page.text_of(i);
    let piece = &page.pieces[i];
    if kind == BlockKind::Comment || class("comment") {
        Reason::Comment
    } else if survey.seen_before(i) && survey.stats[i].words >= 3 {
        Reason::Repeated
    } else if lines::byline(text).is_some() {
        Reason::Byline
    } else if survey.is_dated(i) {
        Reason::Date
    } else if lines::agency(text).is_some() {
        Reason::Agency
    } else if phrase("copyright") {
        Reason::Copyright
    } else if phrase("cookie") || phrase("login") {
        Reason::Prompt
    } else if phrase("share") || phrase("subscribe") || class("share") || class("newsletter") {
        Reason::Share
    } else if phrase("related") || class("related") {
        Reason::Related
    } else if phrase("script") {
        Reason::Script
    } else if node.above & (above::NAV | above::HEADER | above::FOOTER) != 0 || class("nav") {
        Reason::Navigation
    } else if piece.link * 2 > piece.text.len() {
        Reason::Links
    } else {
        Reason::Score
    }
}
