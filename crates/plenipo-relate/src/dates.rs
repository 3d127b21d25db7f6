//! A grammar of the dates of news, resolved against the day of publication.
//!
//! A weekday is the last one unless the clause tells of the future: news of a Thursday that says "on
//! Tuesday" means two days ago.

use plenipo_text::jiff::ToSpan;
use plenipo_text::jiff::civil::{Date, Weekday};

use crate::relation::{DateBasis, EventDate};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// A date found among the words of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundDate {
    /// Index of its first word.
    pub(crate) word: usize,
    pub(crate) date: EventDate,
}

/// All dates in `words` (lower case), in order. Those relative to a `published` day that is not known are
/// left out: nothing is invented.
pub(crate) fn find(words: &[String], published: Option<Date>, future: bool) -> Vec<FoundDate> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match read(&words[at..], published, future) {
            Some((date, len)) => {
                out.push(FoundDate { word: at, date });
                at += len;
            }
            None => at += 1,
        }
    }
    out
}

/// A date at the start of `words`, and how many words it takes.
fn read(words: &[String], published: Option<Date>, future: bool) -> Option<(EventDate, usize)> {
    if let Ok(day) = words[0].parse::<Date>() {
        return Some((stated(day.to_string()), 1));
    }
    if let Some(found) = month_and_day(words, published, future) {
        return Some(found);
    }
    let published = published?;
    let word = words[0].as_str();
    if let Some(&(_, weekday)) = WEEKDAYS.iter().find(|w| w.0 == word) {
        let day = if future { next(weekday, published) } else { last(weekday, published) };
        return Some((relative(day?.to_string()), 1));
    }
    let following = words.get(1).map_or("", String::as_str);
    let span = match (word, following) {
        ("today" | "tonight", _) => return Some((relative(published.to_string()), 1)),
        ("yesterday", _) => {
            return Some((relative(published.yesterday().ok()?.to_string()), 1));
        }
        ("tomorrow", _) => return Some((relative(published.tomorrow().ok()?.to_string()), 1)),
        ("last", "month") => month(published.checked_sub(1.month()).ok()?),
        ("this", "month") => month(published),
        ("next", "month") => month(published.checked_add(1.month()).ok()?),
        ("last", "year") => year(published.year() - 1)?,
        ("this", "year") => year(published.year())?,
        ("next", "year") => year(published.year() + 1)?,
        ("last", "week") => week(published.checked_sub(7.days()).ok()?)?,
        ("this", "week") => week(published)?,
        ("next", "week") => week(published.checked_add(7.days()).ok()?)?,
        _ => return None,
    };
    Some((relative(span), 2))
}

/// "May 3", "May 3, 2021", "May 3-5", "3 May 2021", "in January", "January 2021".
fn month_and_day(
    words: &[String],
    published: Option<Date>,
    future: bool,
) -> Option<(EventDate, usize)> {
    let number = |i: usize| {
        words
            .get(i)
            .and_then(|w| w.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse::<i16>().ok())
    };
    let (month_at, day_first) = match (month_of(&words[0]), words.get(1).and_then(|w| month_of(w)))
    {
        (Some(month), _) => (month, false),
        (None, Some(month)) if number(0).is_some() => (month, true),
        _ => return None,
    };
    let mut used = if day_first { 2 } else { 1 };
    let day = if day_first {
        number(0)
    } else {
        number(1).filter(|d| (1..=31).contains(d)).inspect(|_| used = 2)
    };
    let until = (!day_first && words.get(used).is_some_and(|w| w == "-" || w == "–"))
        .then(|| number(used + 1))
        .flatten()
        .filter(|d| (1..=31).contains(d));
    if until.is_some() {
        used += 2;
    }
    let comma = usize::from(words.get(used).is_some_and(|w| w == ","));
    let stated_year = number(used + comma).filter(|y| (1900..2100).contains(y));
    if stated_year.is_some() {
        used += comma + 1;
    }
    // "May" alone is a verb more often than a month.
    if day.is_none() && stated_year.is_none() && month_at == 5 {
        return None;
    }
    let probe = i8::try_from(day.unwrap_or(1)).ok()?;
    let year = stated_year.or_else(|| nearest_year(month_at, probe, published?, future))?;
    let basis = if stated_year.is_some() { DateBasis::Stated } else { DateBasis::Relative };
    let iso = match (day, until) {
        (Some(from), Some(to)) => {
            let from = Date::new(year, month_at, i8::try_from(from).ok()?).ok()?;
            let to = Date::new(year, month_at, i8::try_from(to).ok()?).ok()?;
            format!("{from}/{to}")
        }
        (Some(day), None) => Date::new(year, month_at, i8::try_from(day).ok()?).ok()?.to_string(),
        (None, _) => month(Date::new(year, month_at, 1).ok()?),
    };
    Some((EventDate { iso, basis }, used))
}

/// The year in which a day without one is meant: the last such day, or in a clause of the future the
/// next; a day up to a month ahead is taken as announced.
fn nearest_year(month: i8, day: i8, published: Date, future: bool) -> Option<i16> {
    let this = Date::new(published.year(), month, day).ok()?;
    let soon = published.checked_add(1.month()).ok()?;
    let long_ago = published.checked_sub(6.months()).ok()?;
    Some(match future {
        false if this > soon => published.year() - 1,
        // A plan of next year is told late in this one; else the day only dates the plan.
        true if this < long_ago => published.year() + 1,
        _ => published.year(),
    })
}

fn month_of(word: &str) -> Option<i8> {
    let bare = word.trim_end_matches('.');
    let found = MONTHS.iter().position(|m| {
        *m == bare || word.ends_with('.') && bare.len() >= 3 && m.starts_with(bare)
    })?;
    i8::try_from(found + 1).ok()
}

fn last(weekday: Weekday, published: Date) -> Option<Date> {
    if published.weekday() == weekday {
        Some(published)
    } else {
        published.nth_weekday(-1, weekday).ok()
    }
}

fn next(weekday: Weekday, published: Date) -> Option<Date> {
    if published.weekday() == weekday {
        Some(published)
    } else {
        published.nth_weekday(1, weekday).ok()
    }
}

fn month(day: Date) -> String {
    format!("{}/{}", day.first_of_month(), day.last_of_month())
}

fn year(year: i16) -> Option<String> {
    Some(format!("{}/{}", Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

/// Monday to Sunday of the week of `day`.
fn week(day: Date) -> Option<String> {
    let monday = last(Weekday::Monday, day)?;
    Some(format!("{monday}/{}", monday.checked_add(6.days()).ok()?))
}

fn stated(iso: String) -> EventDate {
    EventDate { iso, basis: DateBasis::Stated }
}

fn relative(iso: String) -> EventDate {
    EventDate { iso, basis: DateBasis::Relative }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, future: bool) -> Vec<String> {
        let words: Vec<String> = text.split(' ').map(str::to_lowercase).collect();
        // 2024-02-29 was a Thursday.
        let published = Some("2024-02-29".parse().unwrap());
        find(&words, published, future).into_iter().map(|f| f.date.iso).collect()
    }

    #[test]
    fn weekdays_are_the_last_unless_the_clause_is_future() {
        assert_eq!(of("met on Wednesday in Washington", false), ["2024-02-28"]);
        assert_eq!(of("met on Thursday", false), ["2024-02-29"]);
        assert_eq!(of("will meet on Wednesday", true), ["2024-03-06"]);
    }

    #[test]
    fn months_and_days() {
        assert_eq!(of("on May 3 - 5 , 2021", false), ["2021-05-03/2021-05-05"]);
        assert_eq!(of("on Feb. 28", false), ["2024-02-28"]);
        assert_eq!(of("in December", false), ["2023-12-01/2023-12-31"]);
        assert_eq!(of("on 17 June 2018", false), ["2018-06-17"]);
        assert_eq!(of("they may agree", false), Vec::<String>::new());
    }

    #[test]
    fn relative_stretches() {
        assert_eq!(of("last month", false), ["2024-01-01/2024-01-31"]);
        assert_eq!(of("this year", false), ["2024-01-01/2024-12-31"]);
        assert_eq!(of("last week", false), ["2024-02-19/2024-02-25"]);
    }

    #[test]
    fn nothing_is_invented_without_a_day_of_publication() {
        assert!(find(&["tuesday".to_owned()], None, false).is_empty());
    }
}
