//! A grammar of the dates of news, resolved against the day of publication.
//!
//! A weekday is the last one unless the clause tells of the future: news of a Thursday that says "on
//! Tuesday" means two days ago. A day that no word fixes is left unknown: "a day earlier" counts from the
//! day named before it in the sentence, and from none otherwise; "3/5/2021" may be March or May.

use plenipo_text::jiff::ToSpan;
use plenipo_text::jiff::civil::Date;

use crate::calendar::{
    self, following_weekday, month, month_of, nearest_year, part_of_month, previous_weekday, week,
    weekday_of, weekend, year,
};
use crate::relation::{DateBasis, EventDate};

/// A date found among the words of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundDate {
    /// Index of its first word.
    pub(crate) word: usize,
    pub(crate) date: EventDate,
}

/// All dates in `words` (lower case), in order. Those relative to a `published` day that is not known are
/// left out, unless the dateline of the sentence tells: nothing is invented. The date of a dateline is no date of an event, and what happened
/// "since" or "before" a day did not happen on it.
pub(crate) fn find(words: &[String], published: Option<Date>, future: bool) -> Vec<FoundDate> {
    let mut out: Vec<FoundDate> = Vec::new();
    let mut anchor = None;
    let published = published.or_else(|| dateline(words, None));
    let mut at = dateline_end(words);
    while at < words.len() {
        let reader = Reader { words, at, published, future, anchor };
        let Some((span, len)) = reader.read() else {
            at += 1;
            continue;
        };
        anchor = span.single_day().or(anchor);
        if !reader.is_bound() {
            out.push(FoundDate { word: at, date: span.into_event_date() });
        }
        at += len;
    }
    out
}

/// The day of a dateline at the start of a sentence, "WASHINGTON, Feb. 28 (Reuters) -", when its year is
/// stated or follows from the day of publication.
pub(crate) fn dateline(words: &[String], published: Option<Date>) -> Option<Date> {
    let end = dateline_end(words);
    (0..end).find_map(|at| {
        let reader = Reader { words: &words[..end], at, published, future: false, anchor: None };
        reader.month_and_day()?.0.single_day()
    })
}

/// Words that a dateline takes: place, a date of a month, then a bracket or a dash.
fn dateline_end(words: &[String]) -> usize {
    const REACH: usize = 7;
    for at in 1..words.len().min(REACH) {
        let reader = Reader { words, at, published: None, future: false, anchor: None };
        let Some(len) = reader.month_and_day_len() else { continue };
        let after = words.get(at + len).map_or("", String::as_str);
        let comma = words[at - 1] == ",";
        if comma && matches!(after, "(" | "-" | "–" | "—" | "--") {
            return at + len;
        }
    }
    0
}

/// First and last day, and how they are known.
#[derive(Clone, Copy, Debug)]
struct DaySpan {
    first: Date,
    last: Date,
    basis: DateBasis,
}

impl DaySpan {
    fn relative((first, last): (Date, Date)) -> Self {
        Self { first, last, basis: DateBasis::Relative }
    }

    fn single_day(self) -> Option<Date> {
        (self.first == self.last).then_some(self.first)
    }

    fn into_event_date(self) -> EventDate {
        let iso = match self.single_day() {
            Some(day) => day.to_string(),
            None => format!("{}/{}", self.first, self.last),
        };
        EventDate { iso, basis: self.basis }
    }
}

/// A day of a month, as far as the words say.
struct MonthDay {
    month: i8,
    day: Option<i8>,
    until: Option<(i8, i8)>,
    year: Option<i16>,
    len: usize,
}

/// Reads the date that starts at a word.
struct Reader<'w> {
    words: &'w [String],
    at: usize,
    published: Option<Date>,
    future: bool,
    /// The day named before it.
    anchor: Option<Date>,
}

impl Reader<'_> {
    fn word(&self, offset: usize) -> &str {
        self.words.get(self.at + offset).map_or("", String::as_str)
    }

    fn before(&self, offset: usize) -> &str {
        self.at.checked_sub(offset).map_or("", |i| self.words[i].as_str())
    }

    /// Whether the date only bounds what happened: "since 2014", "by Friday".
    fn is_bound(&self) -> bool {
        let bound = |w: &str| matches!(w, "since" | "until" | "till" | "before" | "by");
        bound(self.before(1))
            || matches!(self.before(1), "the" | "last" | "next" | "early" | "late")
                && bound(self.before(2))
    }

    /// A date and how many words it takes.
    fn read(&self) -> Option<(DaySpan, usize)> {
        self.iso()
            .or_else(|| self.weekday_with_date())
            .or_else(|| self.month_and_day())
            .or_else(|| self.weekday())
            .or_else(|| self.day_word())
            .or_else(|| self.after_anchor())
            .or_else(|| self.ago())
            .or_else(|| self.stretch())
            .or_else(|| self.bare_year())
    }

    /// "2024-02-29", in one word or five.
    fn iso(&self) -> Option<(DaySpan, usize)> {
        let stated = |day| DaySpan { first: day, last: day, basis: DateBasis::Stated };
        if let Ok(day) = self.word(0).parse::<Date>() {
            return Some((stated(day), 1));
        }
        let separator = self.word(1);
        if !matches!(separator, "-" | "/") || self.word(3) != separator || self.word(0).len() != 4 {
            return None;
        }
        let number = |offset| self.word(offset).parse::<i8>().ok();
        let day = Date::new(self.word(0).parse().ok()?, number(2)?, number(4)?).ok()?;
        Some((stated(day), 5))
    }

    /// "Tuesday, May 3": the weekday adds nothing.
    fn weekday_with_date(&self) -> Option<(DaySpan, usize)> {
        weekday_of(self.word(0))?;
        let skip = 1 + usize::from(matches!(self.word(1), "," | "("));
        let rest = Reader { at: self.at + skip, ..*self };
        let found = rest.month_day()?;
        found.day?;
        let len = skip + found.len;
        Some((rest.resolve(&found)?, len))
    }

    fn number(&self, offset: usize) -> Option<i16> {
        let word = self.word(offset);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let ending = &word[digits.len()..];
        if !matches!(ending, "" | "st" | "nd" | "rd" | "th") || digits.len() > 4 {
            return None;
        }
        digits.parse().ok()
    }

    fn day_number(&self, offset: usize) -> Option<i8> {
        let day = i8::try_from(self.number(offset)?).ok()?;
        (1..=31).contains(&day).then_some(day)
    }

    fn year_number(&self, offset: usize) -> Option<i16> {
        self.number(offset).filter(|y| (1900..2100).contains(y) && self.word(offset).len() == 4)
    }

    fn is_dash(&self, offset: usize) -> bool {
        matches!(self.word(offset), "-" | "–" | "—" | "to" | "through" | "until")
    }

    /// "May 3", "May 3, 2021", "May 3-5", "May 30 to June 2", "3 May 2021", "3-5 May", "the 3rd of May",
    /// "May 2021", "in May".
    fn month_day(&self) -> Option<MonthDay> {
        let mut found = self.day_before_month().or_else(|| self.day_after_month())?;
        let comma = usize::from(self.word(found.len) == ",");
        found.year = self.year_number(found.len + comma);
        if found.year.is_some() && (comma == 0 || found.day.is_some()) {
            found.len += comma + 1;
        } else {
            found.year = None;
        }
        let bare = found.day.is_none() && found.year.is_none();
        (!bare || self.is_surely_month()).then_some(found)
    }

    fn day_before_month(&self) -> Option<MonthDay> {
        let day = self.day_number(0)?;
        let range = if self.is_dash(1) { self.day_number(2) } else { None };
        let at = if range.is_some() { 3 } else { 1 };
        let at = at + usize::from(self.word(at) == "of");
        let month = month_of(self.word(at), true)?;
        let until = range.map(|last| (month, last));
        Some(MonthDay { month, day: Some(day), until, year: None, len: at + 1 })
    }

    fn day_after_month(&self) -> Option<MonthDay> {
        let skip = usize::from(self.word(1) == "the");
        let day = self.day_number(1 + skip);
        let month = month_of(self.word(0), day.is_some())?;
        let Some(day) = day else {
            return Some(MonthDay { month, day: None, until: None, year: None, len: 1 });
        };
        let mut len = 2 + skip;
        let mut until = None;
        if self.is_dash(len) {
            let other = month_of(self.word(len + 1), true);
            let at = len + 1 + usize::from(other.is_some());
            until = self.day_number(at).map(|last| (other.unwrap_or(month), last));
            if until.is_some() {
                len = at + 1;
            }
        }
        Some(MonthDay { month, day: Some(day), until, year: None, len })
    }

    /// "May" and "march" alone are verbs more often than months.
    fn is_surely_month(&self) -> bool {
        if !matches!(self.word(0), "may" | "march") {
            return true;
        }
        matches!(
            self.before(1),
            "in" | "last"
                | "next"
                | "this"
                | "since"
                | "of"
                | "early"
                | "late"
                | "mid"
                | "during"
                | "until"
        )
    }

    fn month_and_day_len(&self) -> Option<usize> {
        self.month_day().filter(|f| f.day.is_some()).map(|f| f.len)
    }

    fn month_and_day(&self) -> Option<(DaySpan, usize)> {
        let found = self.month_day()?;
        Some((self.resolve(&found)?, found.len))
    }

    fn resolve(&self, found: &MonthDay) -> Option<DaySpan> {
        let basis = if found.year.is_some() { DateBasis::Stated } else { DateBasis::Relative };
        let year = match (found.year, self.before(1), self.published) {
            (Some(year), _, _) => year,
            (None, "next", Some(published)) if found.day.is_none() => {
                published.year() + i16::from(found.month <= published.month())
            }
            (None, "last", Some(published)) if found.day.is_none() => {
                published.year() - i16::from(found.month >= published.month())
            }
            (None, _, published) => {
                nearest_year(found.month, found.day.unwrap_or(1), published?, self.future)?
            }
        };
        let Some(day) = found.day else {
            // "mid-May" is one word.
            let part = self.word(0).split_once('-').map_or(self.before(1), |joined| joined.0);
            let (first, last) = part_of_month(Date::new(year, found.month, 1).ok()?, part);
            return Some(DaySpan { first, last, basis });
        };
        let first = Date::new(year, found.month, day).ok()?;
        let last = match found.until {
            Some((month, day)) => {
                Date::new(year + i16::from(month < found.month), month, day).ok()?
            }
            None => first,
        };
        (first <= last).then_some(DaySpan { first, last, basis })
    }

    /// "Tuesday", "last Tuesday", "next Tuesday", "Tuesday next week".
    fn weekday(&self) -> Option<(DaySpan, usize)> {
        let published = self.published?;
        let (how, at) = match self.word(0) {
            how @ ("last" | "next" | "this") if weekday_of(self.word(1)).is_some() => (how, 1),
            _ => ("", 0),
        };
        let weekday = weekday_of(self.word(at))?;
        let week_of = |days: i64| -> Option<Date> {
            let (monday, _) = week(published.checked_add(days.days()).ok()?)?;
            following_weekday(weekday, monday)
        };
        let (day, extra) = match (how, self.word(at + 1), self.word(at + 2)) {
            (_, "last", "week") => (week_of(-7)?, 2),
            (_, "this", "week") => (week_of(0)?, 2),
            (_, "next", "week") => (week_of(7)?, 2),
            ("last", ..) => (previous_weekday(weekday, published.yesterday().ok()?)?, 0),
            ("next", ..) => (following_weekday(weekday, published.tomorrow().ok()?)?, 0),
            ("this", ..) => (week_of(0)?, 0),
            _ if self.future => (following_weekday(weekday, published)?, 0),
            _ => (previous_weekday(weekday, published)?, 0),
        };
        Some((DaySpan::relative((day, day)), at + 1 + extra))
    }

    /// "today", "this morning", "yesterday", "the day before yesterday".
    fn day_word(&self) -> Option<(DaySpan, usize)> {
        let published = self.published?;
        let one = |day: Date, len| Some((DaySpan::relative((day, day)), len));
        match (self.word(0), self.word(1)) {
            ("today" | "tonight", _) => one(published, 1),
            ("yesterday", _) => one(published.yesterday().ok()?, 1),
            ("tomorrow", _) => one(published.tomorrow().ok()?, 1),
            ("this", "morning" | "afternoon" | "evening") => one(published, 2),
            ("last", "night") => one(published.yesterday().ok()?, 2),
            ("day", "before") if self.word(2) == "yesterday" => {
                one(published.checked_sub(2.days()).ok()?, 3)
            }
            ("day", "after") if self.word(2) == "tomorrow" => {
                one(published.checked_add(2.days()).ok()?, 3)
            }
            _ => None,
        }
    }

    /// "a day earlier", "the following day", "two days later": from the day named before.
    fn after_anchor(&self) -> Option<(DaySpan, usize)> {
        let anchor = self.anchor?;
        let (days, len) = match (self.word(0), self.word(1), self.word(2)) {
            ("the", "previous" | "preceding", "day") => (-1, 3),
            ("the", "following" | "next", "day") => (1, 3),
            ("the", "same", "day") => (0, 3),
            (count, unit, "earlier" | "before") => (-calendar::days(count, unit)?, 3),
            (count, unit, "later" | "afterwards") => (calendar::days(count, unit)?, 3),
            _ => return None,
        };
        let day = anchor.checked_add(days.days()).ok()?;
        Some((DaySpan::relative((day, day)), len))
    }

    /// "two days ago", "a month ago", "three years ago", "in two days".
    fn ago(&self) -> Option<(DaySpan, usize)> {
        let published = self.published?;
        if self.word(2) == "ago" {
            let (count, unit) = (self.word(0), self.word(1));
            if let Some(days) = calendar::days(count, unit) {
                let day = published.checked_sub(days.days()).ok()?;
                // A week ago is a day; two weeks ago some day of that week.
                let exact = unit.starts_with("day") || matches!(count, "a" | "one");
                let span = if exact { (day, day) } else { week(day)? };
                return Some((DaySpan::relative(span), 3));
            }
            let count = calendar::count(count)?;
            let span = match unit {
                "month" | "months" => month(published.checked_sub(count.months()).ok()?),
                "year" | "years" => year(published.year() - i16::try_from(count).ok()?)?,
                _ => return None,
            };
            return Some((DaySpan::relative(span), 3));
        }
        None
    }

    /// "last month", "earlier this year", "later this week", "next year", "over the weekend".
    fn stretch(&self) -> Option<(DaySpan, usize)> {
        let published = self.published?;
        let cut = |(first, last): (Date, Date)| match self.before(1) {
            "earlier" => (first, published.min(last)),
            "later" => (published.max(first), last),
            _ => (first, last),
        };
        let span = match (self.word(0), self.word(1)) {
            ("last", "month") => month(published.checked_sub(1.month()).ok()?),
            ("this", "month") => cut(month(published)),
            ("next", "month") => month(published.checked_add(1.month()).ok()?),
            ("last", "year") => year(published.year() - 1)?,
            ("this", "year") => cut(year(published.year())?),
            ("next", "year") => year(published.year() + 1)?,
            ("last", "week") => week(published.checked_sub(7.days()).ok()?)?,
            ("this", "week") => cut(week(published)?),
            ("next", "week") => week(published.checked_add(7.days()).ok()?)?,
            ("last" | "past", "weekend") => weekend(published, false)?,
            ("next", "weekend") => weekend(published, true)?,
            ("the" | "this", "weekend") => weekend(published, self.future)?,
            _ => return None,
        };
        Some((DaySpan::relative(span), 2))
    }

    /// "in 2021".
    fn bare_year(&self) -> Option<(DaySpan, usize)> {
        let prepositions =
            ["in", "during", "of", "early", "late", "since", "until", "before", "by"];
        let stated = self.year_number(0).filter(|_| prepositions.contains(&self.before(1)))?;
        let counted = matches!(self.word(1), "people" | "troops" | "soldiers" | "-" | "%");
        let (first, last) = year(stated)?;
        (!counted).then_some((DaySpan { first, last, basis: DateBasis::Stated }, 1))
    }
}

#[cfg(test)]
mod tests {
    use plenipo_text::{Span, tokenize};
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Cases {
        case: Vec<Case>,
    }

    #[derive(Deserialize)]
    struct Case {
        text: String,
        /// Empty: not known.
        published: String,
        #[serde(default)]
        future: bool,
        /// ISO date or interval and its basis.
        dates: Vec<String>,
        /// What the dateline says.
        dateline: Option<String>,
    }

    fn words(text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        tokenize(text, Span::from_range(0..text.len()), &mut tokens);
        tokens.iter().map(|t| t.span.of(text).to_lowercase()).collect()
    }

    #[test]
    fn the_shared_cases() {
        let text = include_str!("../../../testdata/relate/dates.toml");
        let cases: Cases = toml::from_str(text).unwrap();
        let mut wrong = Vec::new();
        for case in &cases.case {
            let published: Option<Date> = case.published.parse().ok();
            let words = words(&case.text);
            let got: Vec<String> = find(&words, published, case.future)
                .into_iter()
                .map(|f| format!("{} {}", f.date.iso, f.date.basis.as_str()))
                .collect();
            let line = dateline(&words, published).map(|d| d.to_string());
            if got != case.dates || line != case.dateline {
                wrong.push(format!(
                    "{}\n  want {:?} {:?}\n  got  {got:?} {line:?}",
                    case.text, case.dates, case.dateline
                ));
            }
        }
        assert!(cases.case.len() > 50);
        assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    }

    /// Words of which dates are made, and others.
    fn any_word() -> impl Strategy<Value = String> {
        let known = "last next this earlier later the a two of in on to - , ( ) / day days week month \
            year ago before after yesterday today monday friday may march february sept. 2021 2024 1899 \
            31 30 29 3 3rd 5th 0 99 weekend previous following same since night é ''";
        let known: Vec<String> = known.split_whitespace().map(str::to_owned).collect();
        prop_oneof![4 => prop::sample::select(known), 1 => "[a-z0-9é.-]{0,6}"]
    }

    proptest! {
        #[test]
        fn what_is_found_is_a_date_in_order(
            words in prop::collection::vec(any_word(), 0..14),
            day in 0_i64..40_000,
            future: bool,
        ) {
            let published: Date = "1950-01-01".parse::<Date>().unwrap().checked_add(day.days()).unwrap();
            let found = find(&words, Some(published), future);
            for pair in found.windows(2) {
                prop_assert!(pair[0].word < pair[1].word);
            }
            for date in &found {
                let iso = &date.date.iso;
                let (first, last) = iso.split_once('/').unwrap_or((iso, iso));
                let (first, last): (Date, Date) = (first.parse().unwrap(), last.parse().unwrap());
                prop_assert!(first <= last, "{}", iso);
                prop_assert!(date.word < words.len());
            }
        }

        #[test]
        fn nothing_relative_is_found_without_a_day_of_publication(
            words in prop::collection::vec(any_word(), 0..14),
        ) {
            // Only a stated day may be an anchor for others.
            let found = find(&words, None, false);
            let first = found.first().map(|f| f.date.basis);
            prop_assert!(first.is_none_or(|b| b == DateBasis::Stated) || !found.is_empty());
            if let Some(date) = found.first() {
                prop_assert_eq!(date.date.basis, DateBasis::Stated);
            }
        }

        #[test]
        fn a_weekday_of_the_past_is_at_most_six_days_back(day in 0_i64..20_000, name in 0_usize..7) {
            let published: Date = "1980-01-01".parse::<Date>().unwrap().checked_add(day.days()).unwrap();
            let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
            let words = ["on".to_owned(), names[name].to_owned()];
            let of = |future| -> Date { find(&words, Some(published), future)[0].date.iso.parse().unwrap() };
            let back = published.since(of(false)).unwrap().get_days();
            let ahead = of(true).since(published).unwrap().get_days();
            prop_assert!((0..7).contains(&back) && (0..7).contains(&ahead));
            prop_assert_eq!((back + ahead) % 7, 0);
        }
    }
}
