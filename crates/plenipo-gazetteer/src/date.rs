//! Dates as the tables give them: a year, a month or a day, exact or a bound.

use plenipo_text::jiff::ToSpan;
use plenipo_text::jiff::civil::Date;

/// A date of year, month or day precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartialDate {
    /// First day that it may be.
    pub first: Date,
    /// Last day that it may be.
    pub last: Date,
}

impl PartialDate {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let year: i16 = parts.next()?.parse().ok()?;
        let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
        let day: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
        let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        let last = match (month, day) {
            (_, Some(_)) => first,
            (Some(_), None) => first.last_of_month(),
            (None, None) => first.last_of_year(),
        };
        Some(Self { first, last })
    }
}

/// When somebody held an office, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// Start; `None` when not known.
    pub start: Option<PartialDate>,
    /// Whether the start may be earlier: only the first sighting is known.
    pub start_is_bound: bool,
    /// End; `None` when no source gives one.
    pub end: Option<PartialDate>,
    /// Last day on which a source shows the person in office.
    pub seen: Option<PartialDate>,
}

/// Whether somebody held an office on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// Not yet.
    Later,
    /// Not any more.
    Before,
    /// The sources do not say, and it is likely: they end or begin near.
    Perhaps,
    /// Yes.
    Yes,
}

impl Tenure {
    /// Reads the cells `start`, `end` and `open_as_of` of a term.
    pub fn parse(start: &str, end: &str, open_as_of: &str) -> Self {
        let bound = start.strip_prefix("<=");
        Self {
            start: PartialDate::parse(bound.unwrap_or(start)),
            start_is_bound: bound.is_some(),
            end: PartialDate::parse(end.trim_start_matches('~')),
            seen: PartialDate::parse(open_as_of),
        }
    }

    /// Whether the office was held on `day`.
    ///
    /// A term without an end counts as held up to the last day it was seen, and as perhaps held for
    /// eight years after; a first sighting may come up to two years after the start.
    pub fn on(self, day: Date) -> Held {
        if let Some(start) = self.start
            && day < start.first
        {
            let slack = if self.start_is_bound { 2 } else { 0 };
            let near = start.first.checked_sub(slack.years()).is_ok_and(|early| day >= early);
            return if near && slack > 0 { Held::Perhaps } else { Held::Later };
        }
        if let Some(end) = self.end {
            return if day <= end.last { Held::Yes } else { Held::Before };
        }
        match self.seen.or(self.start) {
            Some(seen) if day <= seen.last => Held::Yes,
            Some(seen) if seen.last.checked_add(8.years()).is_ok_and(|late| day <= late) => {
                Held::Perhaps
            }
            _ => Held::Before,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_blank_end_is_no_proof_of_office() {
        let open = Tenure::parse("2017-05", "", "2022-12-01");
        assert_eq!(open.on(day("2022-06-15")), Held::Yes);
        assert_eq!(open.on(day("2024-06-15")), Held::Perhaps);
        assert_eq!(open.on(day("2040-01-01")), Held::Before);
    }

    #[test]
    fn a_bound_may_be_earlier() {
        let seen = Tenure::parse("<=2013-06-26", "2014", "");
        assert_eq!(seen.on(day("2012-09-01")), Held::Perhaps);
        assert_eq!(seen.on(day("2010-09-01")), Held::Later);
        assert_eq!(seen.on(day("2014-12-31")), Held::Yes);
        assert_eq!(seen.on(day("2015-01-01")), Held::Before);
    }
}
