//! Dates as pages write them: ISO 8601, "May 4, 2021", "4 May 2021", "04.05.2021", "12/22/23".

use core::ops::Range;
use std::sync::LazyLock;

use plenipo_text::Moment;
use plenipo_text::jiff::civil::{Date, Time};

const TABLE: &str = include_str!("../../../../data/clean/months.tsv");

static MONTHS: LazyLock<Vec<(&'static str, i8)>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let (form, month) = line.split_once('\t')?;
        Some((form, month.parse().ok()?))
    };
    TABLE.lines().skip(1).filter_map(row).collect()
});

/// Years a page may be from: earlier ones are what it is about.
const YEARS: Range<i16> = 1990..2100;
/// How far into a text [`find`] looks.
const LOOK: usize = 400;

/// What comes first in a date such as 02/10/2020.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Order {
    /// As in the United States, and on most pages in English that do not say where they are from.
    #[default]
    MonthFirst,
    /// As in the rest of the world.
    DayFirst,
}

impl Order {
    /// The order that readers of a page expect, by its language tag (`en-GB`, `de`, `pt_BR`).
    pub(crate) fn of_language(tag: &str) -> Order {
        let mut parts = tag.trim().split(['-', '_']);
        let language = parts.next().unwrap_or_default();
        let region = parts.find(|part| part.len() == 2).unwrap_or_default();
        let english = language.is_empty() || language.eq_ignore_ascii_case("en");
        let american = ["", "us", "ph"].iter().any(|r| region.eq_ignore_ascii_case(r));
        if english && american { Order::MonthFirst } else { Order::DayFirst }
    }
}

/// Reads the value of a field that should be a date.
pub(crate) fn parse(text: &str, order: Order) -> Option<Moment> {
    let text = text.trim();
    let iso = Moment::parse_iso(text).or_else(|| {
        // "2021-06-01T09:30:00+0900[Asia/Seoul]", "2021-06-01T9:30", "2021-06-01 09:30 KST"
        let day: Date = text.get(..10)?.parse().ok()?;
        let mut moment = Moment::day(day);
        moment.time = text.get(10..).and_then(clock);
        Some(moment)
    });
    match iso {
        Some(moment) => Some(moment).filter(|m| YEARS.contains(&m.date.year())),
        None => find(text, order).map(|(moment, _)| moment).or_else(|| seconds(text)),
    }
}

/// Seconds or milliseconds since 1970.
fn seconds(text: &str) -> Option<Moment> {
    if !(text.len() == 10 || text.len() == 13) {
        return None;
    }
    let value: i64 = text.parse().ok()?;
    let value = if text.len() == 13 { value / 1000 } else { value };
    let epoch = Date::constant(1970, 1, 1);
    let days = i32::try_from(value / 86_400).ok()?;
    let span = plenipo_text::jiff::Span::new().try_days(days).ok()?;
    let day = epoch.checked_add(span).ok()?;
    YEARS.contains(&day.year()).then(|| Moment::day(day))
}

#[derive(Clone, Copy, Debug)]
struct Item {
    start: usize,
    end: usize,
    word: Word,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Word {
    Number { value: i32, digits: usize },
    Month(i8),
    Other,
}

/// Whether `text` has as many figures as the shortest date, "1/2/21": few lines do.
pub(crate) fn has_figures(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() >= 4
}

/// The first date in `text` and where it stands. Looks at the first few hundred bytes only.
pub(crate) fn find(text: &str, order: Order) -> Option<(Moment, Range<usize>)> {
    let mut end = text.len().min(LOOK);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    if !has_figures(text) {
        return None;
    }
    let items = items(text);
    (0..items.len()).find_map(|i| {
        let three = items.get(i..i + 3)?;
        let date = three_parts(text, three, order)?;
        if !YEARS.contains(&date.year()) {
            return None;
        }
        let span = three[0].start..three[2].end;
        let mut moment = Moment::day(date);
        moment.time = clock(&text[span.end..]);
        let zone = text[span.end..].split_whitespace().take(3).find(|w| w.starts_with(['G', 'U']));
        if moment.time.is_some() && zone.is_some_and(|z| matches!(z, "GMT" | "UTC")) {
            moment.offset_minutes = Some(0);
        }
        Some((moment, span))
    })
}

fn items(text: &str) -> Vec<Item> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_alphanumeric() {
            continue;
        }
        let digit = c.is_ascii_digit();
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            let same = if digit { next.is_ascii_digit() } else { next.is_alphabetic() };
            if !same {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        let part = &text[start..end];
        let word = if digit {
            match part.parse() {
                Ok(value) if part.len() <= 4 => Word::Number { value, digits: part.len() },
                _ => Word::Other,
            }
        } else {
            let lower = part.to_lowercase();
            match MONTHS.binary_search_by(|(form, _)| (*form).cmp(lower.as_str())) {
                Ok(i) => Word::Month(MONTHS[i].1),
                // "4th of May", "1er mars", "2021년 6월 1일", "4 de mayo de 2021"
                Err(_)
                    if matches!(lower.as_str(), "st" | "nd" | "rd" | "th" | "of" | "de" | "er") =>
                {
                    continue;
                }
                Err(_) if matches!(lower.as_str(), "年" | "月" | "日" | "년" | "월" | "일") =>
                {
                    continue;
                }
                Err(_) => Word::Other,
            }
        };
        out.push(Item { start, end, word });
    }
    out
}

fn three_parts(text: &str, parts: &[Item], order: Order) -> Option<Date> {
    use Word::{Month, Number};
    let gaps_short = parts.windows(2).all(|w| {
        let gap = &text[w[0].end..w[1].start];
        gap.len() <= 10 && !gap.contains(['\n', ';', ':', '|', '('])
    });
    if !gaps_short {
        return None;
    }
    let made = |year: i32, month: i32, day: i32| {
        let year = if year < 100 { year + 2000 } else { year };
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
            .ok()
    };
    match (parts[0].word, parts[1].word, parts[2].word) {
        (Month(m), Number { value: day, digits: 1..=2 }, Number { value: year, digits: 4 })
        | (Number { value: day, digits: 1..=2 }, Month(m), Number { value: year, digits: 4 })
        | (Number { value: year, digits: 4 }, Month(m), Number { value: day, digits: 1..=2 }) => {
            made(year, i32::from(m), day)
        }
        (
            Number { value: year, digits: 4 },
            Number { value: month, digits: 1..=2 },
            Number { value: day, digits: 1..=2 },
        ) => made(year, month, day),
        (
            Number { value: a, digits: first @ 1..=2 },
            Number { value: b, digits: middle @ 1..=2 },
            Number { value: year, digits: digits @ (2 | 4) },
        ) => {
            let separator = text[parts[0].end..parts[1].start].trim();
            let second = text[parts[1].end..parts[2].start].trim();
            if separator != second || !matches!(separator, "/" | "." | "-") {
                return None;
            }
            // "28.01.22" is a date, "1.2.34" a version.
            let padded = separator == "." && (first, middle) == (2, 2);
            if digits == 2 && separator != "/" && !padded {
                return None;
            }
            // With dots the day comes first everywhere. What cannot be a month decides.
            let american = separator == "/" && order == Order::MonthFirst;
            let month_first = (american && a <= 12) || b > 12;
            if month_first { made(year, a, b) } else { made(year, b, a) }
        }
        _ => None,
    }
}

/// A clock time just after a date: "T9:30", ", 11:35 AM".
fn clock(rest: &str) -> Option<Time> {
    let mut end = rest.len().min(24);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    let rest = &rest[..end];
    let colon = rest.find(':')?;
    let digits = rest[..colon].bytes().rev().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 2 {
        return None;
    }
    let mut hour: i8 = rest[colon - digits..colon].parse().ok()?;
    let after = &rest[colon + 1..];
    let minute: i8 = after.get(..2)?.parse().ok()?;
    let tail = after[2..].trim_start().to_ascii_lowercase();
    let half = tail.trim_start_matches([' ', '.']);
    if half.starts_with('p') && hour < 12 {
        hour += 12;
    } else if half.starts_with("am") && hour == 12 {
        hour = 0;
    }
    Time::new(hour, minute, 0, 0).ok()
}

/// The date in a URL: `/2021/06/01/`, `/2021-06-01`, `/20210601`.
pub(crate) fn in_url(url: &str) -> Option<Moment> {
    let bytes = url.as_bytes();
    let number = |from: usize, len: usize| -> Option<i32> {
        let part = url.get(from..from + len)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?
    };
    for at in 1..bytes.len().saturating_sub(7) {
        if bytes[at - 1].is_ascii_digit() {
            continue;
        }
        let Some(year) = number(at, 4) else { continue };
        let separator = bytes[at + 4];
        let (month, day, end) = if matches!(separator, b'/' | b'-' | b'_') {
            if bytes.get(at + 7) != Some(&separator) {
                continue;
            }
            (number(at + 5, 2), number(at + 8, 2), at + 10)
        } else {
            (number(at + 4, 2), number(at + 6, 2), at + 8)
        };
        if bytes.get(end).is_some_and(u8::is_ascii_digit) {
            continue;
        }
        if let (Some(month), Some(day)) = (month, day)
            && let Ok(date) = Date::new(year as i16, month as i8, day as i8)
            && YEARS.contains(&date.year())
        {
            return Some(Moment::day(date));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        parse(text, Order::MonthFirst).map(|m| m.to_string()).unwrap_or_default()
    }

    #[test]
    fn dates_are_read_in_the_forms_pages_use() {
        assert_eq!(read("2021-06-01T09:30:00+09:00"), "2021-06-01T09:30:00+09:00");
        assert_eq!(read("May 4, 2021"), "2021-05-04");
        assert_eq!(read("Published 4th of May 2021"), "2021-05-04");
        assert_eq!(read("12/22/23 11:35 AM ET"), "2023-12-22T11:35:00");
        assert_eq!(read("04.05.2021"), "2021-05-04");
        assert_eq!(read("04.05.21"), "2021-05-04");
        assert_eq!(read("2021. 6. 1"), "2021-06-01");
        assert_eq!(read("2021년 6월 1일"), "2021-06-01");
        assert_eq!(read("Mon, 04 May 2021 10:00:00 GMT"), "2021-05-04T10:00:00Z");
        assert_eq!(read("1622505600"), "2021-06-01");
    }

    #[test]
    fn the_place_of_a_page_tells_day_and_month_apart() {
        let read = |text, tag| parse(text, Order::of_language(tag)).map(|m| m.to_string());
        for (tag, day) in [
            ("en-GB", "2020-10-02"),
            ("en_US", "2020-02-10"),
            ("en", "2020-02-10"),
            ("", "2020-02-10"),
            ("it", "2020-10-02"),
            ("zh-Hant-HK", "2020-10-02"),
        ] {
            assert_eq!(read("02/10/2020", tag).as_deref(), Some(day), "{tag}");
        }
        assert_eq!(read("12/22/23", "en-GB").as_deref(), Some("2023-12-22"));
    }

    #[test]
    fn what_is_no_date_is_left() {
        for text in ["", "2021", "13/45/2021", "May 4", "call 555 12 3456", "1 2 3", "1.2.34"] {
            assert_eq!(read(text), "", "{text}");
        }
    }

    #[test]
    fn urls_have_dates() {
        let read = |u: &str| in_url(u).map(|m| m.to_string()).unwrap_or_default();
        assert_eq!(read("https://example.org/2021/06/01/talks"), "2021-06-01");
        assert_eq!(read("https://example.org/news/20210601-talks"), "2021-06-01");
        assert_eq!(read("https://example.org/a-2021-06-01.html"), "2021-06-01");
        assert_eq!(read("https://example.org/123456789012"), "");
    }
}
