//! Days, weeks, months and years of the calendar, by the words of news.

use plenipo_text::jiff::ToSpan;
use plenipo_text::jiff::civil::{Date, Weekday};

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

const NUMBERS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// The month of a word (lower case), 1 to 12. Abbreviations have a stop, or a day beside them: "Sept 3",
/// but no "mar" alone.
pub(crate) fn month_of(word: &str, has_day: bool) -> Option<i8> {
    let word = word.strip_prefix("mid-").unwrap_or(word);
    let bare = word.trim_end_matches('.');
    let short = (word.ends_with('.') || has_day) && (3..=4).contains(&bare.len());
    let found = MONTHS.iter().position(|m| *m == bare || short && m.starts_with(bare))?;
    i8::try_from(found + 1).ok()
}

pub(crate) fn weekday_of(word: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|w| w.0 == word).map(|w| w.1)
}

/// The last such weekday up to `day`.
pub(crate) fn previous_weekday(weekday: Weekday, day: Date) -> Option<Date> {
    if day.weekday() == weekday { Some(day) } else { day.nth_weekday(-1, weekday).ok() }
}

/// The first such weekday from `day` on.
pub(crate) fn following_weekday(weekday: Weekday, day: Date) -> Option<Date> {
    if day.weekday() == weekday { Some(day) } else { day.nth_weekday(1, weekday).ok() }
}

/// First and last day of the month of `day`.
pub(crate) fn month(day: Date) -> (Date, Date) {
    (day.first_of_month(), day.last_of_month())
}

/// "early May" is its first ten days, "mid-May" the next ten, "late May" the rest.
pub(crate) fn part_of_month(first: Date, part: &str) -> (Date, Date) {
    let (first, last) = month(first);
    let nth = |day: i8| Date::new(first.year(), first.month(), day).unwrap_or(first);
    match part {
        "early" => (first, nth(10)),
        "mid" => (nth(11), nth(20)),
        "late" => (nth(21), last),
        _ => (first, last),
    }
}

/// First and last day of a year.
pub(crate) fn year(year: i16) -> Option<(Date, Date)> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

/// Monday to Sunday of the week of `day`.
pub(crate) fn week(day: Date) -> Option<(Date, Date)> {
    let monday = previous_weekday(Weekday::Monday, day)?;
    Some((monday, monday.checked_add(6.days()).ok()?))
}

/// Saturday and Sunday: the last that has begun, or the next.
pub(crate) fn weekend(day: Date, future: bool) -> Option<(Date, Date)> {
    let saturday = if future {
        following_weekday(Weekday::Saturday, day)?
    } else {
        previous_weekday(Weekday::Saturday, day)?
    };
    Some((saturday, saturday.tomorrow().ok()?))
}

/// "a", "two", "12".
pub(crate) fn count(word: &str) -> Option<i64> {
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    let spelt = NUMBERS.iter().position(|n| *n == word).and_then(|i| i64::try_from(i + 1).ok());
    spelt.or_else(|| word.parse().ok()).filter(|n| (1..=200).contains(n))
}

/// How many days "two weeks" are; `None` for months and years, whose days are not fixed.
pub(crate) fn days(number: &str, unit: &str) -> Option<i64> {
    let unit = match unit {
        "day" | "days" => 1,
        "week" | "weeks" => 7,
        _ => return None,
    };
    Some(count(number)? * unit)
}

/// The year in which a day without one is meant: the last such day, or in a clause of the future the
/// next; a day up to a month ahead is taken as announced.
pub(crate) fn nearest_year(month: i8, day: i8, published: Date, future: bool) -> Option<i16> {
    // The 29th of February may not be of this year.
    let this = Date::new(published.year(), month, day.min(28)).ok()?;
    let soon = published.checked_add(1.month()).ok()?;
    let long_ago = published.checked_sub(6.months()).ok()?;
    Some(match future {
        false if this > soon => published.year() - 1,
        // A plan of next year is told late in this one; else the day only dates the plan.
        true if this < long_ago => published.year() + 1,
        _ => published.year(),
    })
}

/// Whether `word` (lower case) is a day of the week or a month in full.
pub(crate) fn is_day_or_month(word: &str) -> bool {
    weekday_of(word).is_some() || month_of(word, false).is_some()
}
