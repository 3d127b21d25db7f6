//! When a document without a date was likely written: after the dates in it, else after the people.

use plenipo_text::jiff::civil::Date;

use crate::Gazetteer;
use crate::context::Context;
use crate::tables::Target;
use crate::tagger::Candidate;

/// A likely day of a document whose metadata has none: the latest full date in its text, else the middle of
/// the last year in which most of the people it names in full held a high office.
pub(crate) fn likely_day(
    gazetteer: &Gazetteer,
    context: &Context<'_>,
    candidates: &[Candidate<'_>],
) -> Option<Date> {
    latest_date(context).or_else(|| by_people(gazetteer, candidates))
}

fn latest_date(context: &Context<'_>) -> Option<Date> {
    (0..context.len()).filter_map(|at| date_at(context, at)).max()
}

/// "1996-08-30", "May 3, 2021", "3 May 2021"
fn date_at(context: &Context<'_>, at: usize) -> Option<Date> {
    let word = context.word(at);
    match word.as_bytes() {
        [b'0'..=b'9', ..] if word.len() == 10 => {}
        [
            b'J' | b'F' | b'M' | b'A' | b'S' | b'O' | b'N' | b'D',
            b'a' | b'e' | b'p' | b'u' | b'c' | b'o',
            ..,
        ] => {}
        _ => return None,
    }
    if word.len() == 10 && word.as_bytes()[4] == b'-' {
        return word.parse().ok().filter(|d: &Date| (1985..2040).contains(&d.year()));
    }
    let month = month(word)?;
    let day_of = |i: usize| context.word(i).parse::<i8>().ok().filter(|d| (1..=31).contains(d));
    let year_of =
        |i: usize| context.word(i).parse::<i16>().ok().filter(|y| (1985..2040).contains(y));
    let after = day_of(at + 1).and_then(|d| {
        let year = if context.word(at + 2) == "," { year_of(at + 3) } else { year_of(at + 2) };
        Some((year?, d))
    });
    let before = || at.checked_sub(1).and_then(day_of).and_then(|d| Some((year_of(at + 1)?, d)));
    let (year, day) = after.or_else(before)?;
    Date::new(year, month, day).ok()
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    if word.len() > 9 || !word.is_char_boundary(3.min(word.len())) {
        return None;
    }
    let index = MONTHS.iter().position(|m| word.starts_with(m))?;
    let full = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let whole = word == full[index] || word.trim_end_matches('.').len() <= 4;
    whole.then(|| i8::try_from(index + 1).unwrap_or(1))
}

fn by_people(gazetteer: &Gazetteer, candidates: &[Candidate<'_>]) -> Option<Date> {
    const YEARS: core::ops::Range<i16> = 1990..2030;
    let mut votes = [0u32; 40];
    let mut seen: Vec<u32> = Vec::new();
    for candidate in candidates {
        let mut people = candidate.targets.iter().filter_map(|t| match t.0 {
            Target::Person(index) => Some(index),
            _ => None,
        });
        let (Some(index), None) = (people.next(), people.next()) else { continue };
        if seen.contains(&index) {
            continue;
        }
        seen.push(index);
        let mut years = [false; 40];
        for term in gazetteer.person(index).terms() {
            let high = matches!(
                term.class(),
                "head_of_state"
                    | "head_of_government"
                    | "foreign_minister"
                    | "defence_minister"
                    | "igo_head"
                    | "vice_president"
                    | "national_security_adviser"
                    | "un_ambassador"
                    | "ambassador"
                    | "deputy_head_of_government"
                    | "spokesperson"
            );
            let tenure = term.tenure();
            let (Some(start), true) = (tenure.start, high) else { continue };
            let last = tenure.end.or(tenure.seen).map_or(start.last, |d| d.last);
            for year in start.first.year().max(YEARS.start)..=last.year().min(YEARS.end - 1) {
                years[usize::try_from(year - YEARS.start).unwrap_or(0)] = true;
            }
        }
        for (vote, held) in votes.iter_mut().zip(years) {
            *vote += u32::from(held);
        }
    }
    let most = votes.iter().copied().max().filter(|&m| m > 0)?;
    let best: Vec<i16> = YEARS.zip(votes).filter(|(_, v)| *v == most).map(|(y, _)| y).collect();
    Date::new(best[best.len() / 2], 7, 1).ok()
}
