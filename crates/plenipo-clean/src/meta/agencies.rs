//! News agencies: `data/clean/agencies.tsv`, and the marks they leave at the end of a text.

use core::ops::Range;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../../data/clean/agencies.tsv");

static AGENCIES: LazyLock<Vec<(&'static str, &'static str)>> =
    LazyLock::new(|| TABLE.lines().skip(1).filter_map(|l| l.split_once('\t')).collect());

/// The agency that `text` names, whole.
pub(crate) fn named(text: &str) -> Option<&'static str> {
    let text = text.trim();
    AGENCIES
        .iter()
        .find(|(form, _)| *form == text || (form.len() > 4 && form.eq_ignore_ascii_case(text)))
        .map(|(_, name)| *name)
}

/// Bytes at the end of a paragraph in which a dash before an agency is: names are at most 40 bytes long.
const MARK: usize = 64;

/// The mark of an agency at the end of a paragraph: "(Yonhap)", "© KYODO", "— AFP". Gives its
/// stretch, with the blank before it, and the agency as printed.
pub(crate) fn at_end(text: &str) -> Option<(Range<usize>, &str)> {
    let trimmed = text.trim_end();
    let (open, name) = if let Some(inner) = trimmed.strip_suffix(')') {
        let open = inner.rfind('(')?;
        (open, inner[open + 1..].trim())
    } else if let Some(at) = trimmed.rfind('©') {
        (at, trimmed[at + '©'.len_utf8()..].trim())
    } else {
        let from = trimmed.floor_char_boundary(trimmed.len().saturating_sub(MARK));
        let at = from + trimmed[from..].rfind(['—', '–', '-'])?;
        let sign = trimmed[at..].chars().next().map_or(1, char::len_utf8);
        // A dash inside a sentence is not the mark of an agency.
        if !trimmed[..at].trim_end().ends_with(['.', '”', '"', '!', '?']) {
            return None;
        }
        (at, trimmed[at + sign..].trim())
    };
    if name.len() > 40 || !name.split(['/', ',', '-']).all(|part| named(part).is_some()) {
        named(name)?;
    }
    let start = trimmed[..open].trim_end().len();
    Some((start..text.len(), name))
}

/// The agency of a dateline: "SEOUL, June 1 (Yonhap) --", "LONDON (AP) —".
pub(crate) fn in_dateline(text: &str) -> Option<&'static str> {
    let mut end = text.len().min(80);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    let open = head.find('(')?;
    let close = open + head[open..].find(')')?;
    let dash = head[close + 1..].trim_start();
    if !(dash.starts_with('-') || dash.starts_with(['—', '–'])) {
        return None;
    }
    named(&head[open + 1..close])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_at_the_end_are_found() {
        let text = "the official name. (Yonhap)";
        let (span, name) = at_end(text).unwrap();
        assert_eq!((&text[..span.start], name), ("the official name.", "Yonhap"));
        assert_eq!(at_end("wartime issues.© KYODO").unwrap().1, "KYODO");
        assert_eq!(at_end("he said. — AFP").unwrap().1, "AFP");
        assert_eq!(at_end("the treaty (1999)"), None);
        assert_eq!(at_end("a well-known US-CP"), None);
    }

    #[test]
    fn datelines_name_agencies() {
        assert_eq!(in_dateline("SEOUL, June 1 (Yonhap) -- Blinken met"), Some("Yonhap"));
        assert_eq!(in_dateline("The minister (AP) met"), None);
    }
}
