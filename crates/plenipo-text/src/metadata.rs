//! What is known about an article besides its text, and how it is known.

use core::fmt;

use jiff::civil::{Date, DateTime, Time};

/// Where a piece of metadata was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MetaSource {
    /// Given with the input, as a field of its JSON row.
    Given,
    /// JSON-LD in the page.
    JsonLd,
    /// Open Graph properties.
    OpenGraph,
    /// Another `<meta>` element, or `<link>`, `<title>`, `<html lang>`.
    Meta,
    /// A `<time>` element.
    Time,
    /// The URL of the page.
    Url,
    /// The visible text.
    Text,
}

impl MetaSource {
    /// The name used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::JsonLd => "json-ld",
            Self::OpenGraph => "open-graph",
            Self::Meta => "meta",
            Self::Time => "time",
            Self::Url => "url",
            Self::Text => "text",
        }
    }
}

/// A value and where it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it was read.
    pub source: MetaSource,
}

impl<T> Sourced<T> {
    /// `value`, read at `source`.
    pub const fn new(value: T, source: MetaSource) -> Self {
        Self { value, source }
    }
}

/// A date, with the time of day and the offset from UTC where they are known.
///
/// Prints as ISO 8601: `2021-06-01`, `2021-06-01T09:30:00`, `2021-06-01T09:30:00+09:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day, on the publisher's calendar.
    pub date: Date,
    /// The time of day.
    pub time: Option<Time>,
    /// Minutes east of UTC.
    pub offset_minutes: Option<i16>,
}

impl Moment {
    /// A day whose time is not known.
    pub const fn day(date: Date) -> Self {
        Self { date, time: None, offset_minutes: None }
    }

    /// Reads ISO 8601: a date, or a date and time with or without `Z` or an offset. The time may
    /// follow a blank in place of `T`. `None` when it is something else or no real date.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let text = text.trim();
        let day = text.get(..10)?;
        let date: Date = day.parse().ok()?;
        let rest = &text[10..];
        if rest.is_empty() {
            return Some(Self::day(date));
        }
        let clock = rest.strip_prefix(['T', 't', ' '])?.trim();
        let (clock, offset_minutes) = split_offset(clock)?;
        let stamp: DateTime = format!("{day}T{clock}").parse().ok()?;
        let time = stamp.time().with().subsec_nanosecond(0).build().ok()?;
        Some(Self { date, time: Some(time), offset_minutes })
    }
}

/// Parts `09:30:00+09:00` into the clock and the offset in minutes.
fn split_offset(clock: &str) -> Option<(&str, Option<i16>)> {
    if let Some(utc) = clock.strip_suffix(['Z', 'z']) {
        return Some((utc.trim_end(), Some(0)));
    }
    let Some(sign_at) = clock.rfind(['+', '-']) else {
        return Some((clock, None));
    };
    let digits: String = clock[sign_at + 1..].chars().filter(|&c| c != ':').collect();
    if !(digits.len() == 2 || digits.len() == 4) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let hours: i16 = digits[..2].parse().ok()?;
    let minutes: i16 = digits.get(2..).filter(|m| !m.is_empty()).unwrap_or("0").parse().ok()?;
    if hours > 15 || minutes > 59 {
        return None;
    }
    let east = hours * 60 + minutes;
    let offset = if clock[sign_at..].starts_with('-') { -east } else { east };
    Some((clock[..sign_at].trim_end(), Some(offset)))
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
        match self.offset_minutes {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(m) => {
                let sign = if m < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", m.abs() / 60, m.abs() % 60)
            }
        }
    }
}

/// What is known about an article besides its text. Unknown fields are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Address of the page: canonical where it says so.
    pub url: Option<Sourced<String>>,
    /// Headline without the name of the site.
    pub title: Option<Sourced<String>>,
    /// Name of the site or paper.
    pub site: Option<Sourced<String>>,
    /// When the article was published.
    pub published: Option<Sourced<Moment>>,
    /// When it was last changed.
    pub modified: Option<Sourced<Moment>>,
    /// Who wrote it, as printed but without "By".
    pub byline: Option<Sourced<String>>,
    /// The news agency it came from.
    pub agency: Option<Sourced<String>>,
    /// ISO 639-1 code of its language.
    pub language: Option<Sourced<String>>,
}

impl Metadata {
    /// The day of publication, if known.
    pub fn published_day(&self) -> Option<Date> {
        self.published.as_ref().map(|m| m.value.date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_moments_print_as_read() {
        for text in ["2021-06-01", "2021-06-01T09:30:00", "2021-06-01T09:30:00+09:00"] {
            assert_eq!(Moment::parse_iso(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn looser_forms_are_normalised() {
        let read = |t: &str| Moment::parse_iso(t).unwrap().to_string();
        assert_eq!(read("2021-06-01 09:30Z"), "2021-06-01T09:30:00Z");
        assert_eq!(read("2021-06-01T09:30:00.123-0500"), "2021-06-01T09:30:00-05:00");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "2021-13-01", "2021-02-30", "1 June 2021", "2021-06-01Tnoon"] {
            assert_eq!(Moment::parse_iso(text), None, "{text}");
        }
    }
}
