//! Paragraphs of a text without markup.

use crate::Span;

/// The paragraphs of `text`, in order, without the white space around them.
///
/// A line break ends a paragraph, as in scraped dumps, unless the lines look wrapped to a column;
/// then only a blank line does.
pub(crate) fn paragraphs(text: &str) -> impl Iterator<Item = Span> {
    let wrapped = is_wrapped(text);
    let mut out: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = trimmed(text, start, start + line.len());
        start += line.len();
        if span.is_empty() {
            out.extend(open.take());
            continue;
        }
        open = match open {
            Some(before) if wrapped => Some(before.cover(span)),
            before => {
                out.extend(before);
                Some(span)
            }
        };
    }
    out.extend(open);
    out.into_iter()
}

/// `start..end` of `text` without the white space at either end.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let line = &text[start..end];
    let from = start + (line.len() - line.trim_start().len());
    let to = start + line.trim_end().len();
    Span::from_range(from.min(to)..to)
}

/// Whether most lines were broken at a column: of similar length, and not at the end of a sentence.
fn is_wrapped(text: &str) -> bool {
    let mut lines = 0u32;
    let mut cut = 0u32;
    let mut all = text.lines().map(str::trim_end).peekable();
    while let Some(line) = all.next() {
        // The last line of a paragraph may be short and end as it likes.
        if all.peek().is_none_or(|next| next.trim().is_empty()) || line.trim().is_empty() {
            continue;
        }
        lines += 1;
        let ends_sentence = line.ends_with(['.', '!', '?', '"', '”', ':']);
        cut += u32::from((45..=100).contains(&line.chars().count()) && !ends_sentence);
    }
    lines >= 3 && cut * 10 >= lines * 7
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&str> {
        paragraphs(text).map(|s| s.of(text)).collect()
    }

    #[test]
    fn every_line_of_a_dump_is_a_paragraph() {
        assert_eq!(
            of("Title\n Cho met Blinken. \r\n\nThey agreed."),
            ["Title", "Cho met Blinken.", "They agreed."]
        );
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The foreign ministers of the two countries met on Monday in London\n\
                    for talks on the margins of a meeting of the Group of Seven and they\n\
                    discussed the situation on the Korean Peninsula and further matters\n\
                    of common interest.\n\nThey agreed to meet again.";
        assert_eq!(of(text).len(), 2);
    }

    #[test]
    fn empty_text_has_none() {
        assert!(of("").is_empty());
        assert!(of(" \n\n ").is_empty());
    }
}
