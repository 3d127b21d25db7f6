//! Metadata in lines of visible text: "date 2021-06-01", "SOURCE: KYODO", "BY FOREIGN DESK [mail]".

use core::ops::Range;

use plenipo_text::Moment;

use super::agencies;
use super::dates::{self, Order};

/// A date line, or the date that a dump put before the first sentence. Gives the moment and the
/// part of the line that is not text of the article.
pub(crate) fn leading_date(line: &str, order: Order) -> Option<(Moment, Range<usize>)> {
    let rest = line.strip_prefix("date ").or_else(|| line.strip_prefix("Date: "))?;
    let (moment, span) = dates::find(rest, order)?;
    (span.start <= 1).then(|| (moment, 0..line.len() - rest.len() + span.end))
}

/// Bytes in which a dateline ends.
const DATELINE: usize = 100;

/// The date of a dateline, with its year: "SEOUL, June 1, 2021 (Yonhap) -- The minister …".
pub(crate) fn dateline(text: &str) -> Option<Moment> {
    let head = &text[..text.floor_char_boundary(DATELINE)];
    let (moment, span) = dates::find(head, Order::default())?;
    let (place, rest) = (&head[..span.start], head[span.end..].trim_start());
    let is_place = place.starts_with(|c: char| c.is_uppercase())
        && place.split_whitespace().count() <= 5
        && !place.contains(". ");
    let rest = match rest.strip_prefix('(') {
        Some(agency) => agency.split_once(')')?.1.trim_start(),
        None => rest,
    };
    let dash = rest.starts_with("--") || rest.starts_with(['–', '—']) || rest.starts_with("- ");
    (is_place && dash).then_some(moment)
}

/// Whether the line is little more than a date; gives it.
pub(crate) fn date_line(line: &str, order: Order) -> Option<Moment> {
    if line.len() > 120 {
        return None;
    }
    let (moment, span) = dates::find(line, order)?;
    let around: usize =
        line[..span.start].split_whitespace().chain(line[span.end..].split_whitespace()).count();
    (around <= 8).then_some(moment)
}

/// The name in a by-line: "By Foreign Desk", "BY FOREIGN DESK [desk@example.com]".
pub(crate) fn byline(line: &str) -> Option<&str> {
    let line = line.trim();
    let rest = ["By ", "BY ", "by ", "Written by ", "From ", "By: "]
        .iter()
        .find_map(|prefix| line.strip_prefix(prefix))?;
    let end = rest.find(['[', '(', '|', '•', '·']).unwrap_or(rest.len());
    let name = rest[..end].trim_end_matches([' ', ',', '-', '–', '—']);
    let name = name.split(" - ").next().unwrap_or(name).trim();
    let words = name.split_whitespace().count();
    let capital = name.split_whitespace().filter(|w| {
        w.starts_with(char::is_uppercase) || matches!(*w, "and" | "in" | "for" | "of" | "de")
    });
    let fits = (1..=8).contains(&words) && capital.count() * 3 >= words * 2;
    (fits && !name.ends_with('.') && name.len() < 80).then_some(name)
}

/// The agency a line names: "SOURCE: KYODO", "© KYODO", "Yonhap".
pub(crate) fn agency(line: &str) -> Option<&str> {
    let line = line.trim();
    if line.len() > 60 {
        return None;
    }
    for prefix in ["source:", "source :", "©", "(c)", "agency:", "from:"] {
        if line.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix)) {
            let name = line[prefix.len()..].trim();
            return agencies::named(name).map(|_| name);
        }
    }
    let bare = line.trim_start_matches('(').trim_end_matches(')');
    agencies::named(bare).map(|_| bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_metadata_are_read() {
        let order = Order::MonthFirst;
        let (moment, cut) = leading_date("date 2021-06-01 The ministers met", order).unwrap();
        assert_eq!((moment.to_string().as_str(), cut), ("2021-06-01", 0..15));
        assert_eq!(date_line("May 4, 2021", order).unwrap().to_string(), "2021-05-04");
        assert_eq!(byline("BY FOREIGN DESK [desk@example.com]"), Some("FOREIGN DESK"));
        assert_eq!(byline("By the end of the month they had agreed on all of it"), None);
        let day = |text| dateline(text).map(|m| m.to_string());
        let dated = "SEOUL, June 1, 2021 (Yonhap) -- The ministers met.";
        assert_eq!(day(dated).as_deref(), Some("2021-06-01"));
        assert_eq!(day("Geneva, 16 June 2021 – They met.").as_deref(), Some("2021-06-16"));
        assert_eq!(day("They met in Geneva on June 16, 2021 and agreed."), None);
        assert_eq!(agency("SOURCE: KYODO"), Some("KYODO"));
        assert_eq!(agency("Most read"), None);
    }
}
