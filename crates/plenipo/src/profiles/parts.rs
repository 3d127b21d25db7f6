//! Cells that several layouts share.

use plenipo_gazetteer::MentionKind;
use plenipo_relate::Actor;
use plenipo_text::jiff::civil::Date;

use super::facts::{self, CountryFacts};
use crate::relations::RelationRow;
use crate::table::{Column, ColumnType, Value};

/// A column of text.
pub(super) fn text<'d>(
    name: &'static str,
    description: &'static str,
    value: for<'r> fn(&'r RelationRow<'d>) -> Value<'r>,
) -> Column<RelationRow<'d>> {
    Column::new(name, ColumnType::Text, description, value)
}

/// A column of whole numbers.
pub(super) fn number<'d>(
    name: &'static str,
    description: &'static str,
    value: for<'r> fn(&'r RelationRow<'d>) -> Value<'r>,
) -> Column<RelationRow<'d>> {
    Column::new(name, ColumnType::Number, description, value)
}

/// A column of numbers with decimals.
pub(super) fn decimal<'d>(
    name: &'static str,
    description: &'static str,
    value: for<'r> fn(&'r RelationRow<'d>) -> Value<'r>,
) -> Column<RelationRow<'d>> {
    Column::new(name, ColumnType::Decimal, description, value)
}

/// A column that we cannot fill.
pub(super) fn unknown<'d>(name: &'static str) -> Column<RelationRow<'d>> {
    Column::new(name, ColumnType::Text, "Not known: empty.", |_| Value::Empty)
}

/// An id that fits the signed 64-bit columns of other tables.
pub(super) fn event_number(row: &RelationRow<'_>) -> Value<'static> {
    Value::Number(row.relation.id >> 1)
}

/// The first day of the event, else that of the report.
pub(super) fn day(row: &RelationRow<'_>) -> Option<Date> {
    let iso = row.relation.date.as_ref().map(|d| d.iso.as_str());
    let stated = iso.and_then(|iso| iso.split('/').next()?.parse().ok());
    stated.or_else(|| row.doc.meta.published_day())
}

/// The day as a number, `20240228`.
pub(super) fn day_number(day: Date) -> u64 {
    let part = |n: i16| u64::from(n.unsigned_abs());
    part(day.year()) * 10_000 + part(day.month().into()) * 100 + part(day.day().into())
}

/// What the tables say of the actor's country.
pub(super) fn country(actor: &Actor) -> Option<&'static CountryFacts> {
    facts::country(actor.country.as_deref()?)
}

/// English name of the actor's country.
pub(super) fn country_name(actor: &Actor) -> Value<'static> {
    Value::maybe(country(actor).map(|c| c.name))
}

/// CAMEO and PLOVER code of the part of society that the actor belongs to.
pub(super) fn sector(actor: &Actor) -> &'static str {
    let office = actor.office.as_deref().unwrap_or_default().to_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| office.contains(w));
    match actor.kind {
        MentionKind::Organisation => "IGO",
        _ if has(&["former "]) => "ELI",
        _ if has(&["defense", "defence", "commander", "chief of staff", "army", "navy"]) => "MIL",
        _ if has(&["opposition"]) => "OPP",
        _ if has(&["senator", "speaker", "parliament", "congress"]) => "LEG",
        MentionKind::Person if office.is_empty() => "",
        _ => "GOV",
    }
}

/// CAMEO code of the actor: its country and sector, `USAGOV`; a state alone is `USA`.
pub(super) fn cameo_actor(actor: &Actor) -> String {
    let country = country(actor).map_or("", |c| c.cameo);
    let role = if actor.kind == MentionKind::Country { "" } else { sector(actor) };
    format!("{country}{role}")
}

/// The CAMEO code without our leading `C`.
pub(super) fn cameo<'r>(row: &'r RelationRow<'_>) -> &'r str {
    row.relation.cameo.as_deref().unwrap_or_default().trim_start_matches('C')
}

/// The first `digits` digits of the CAMEO code.
pub(super) fn cameo_prefix<'r>(row: &'r RelationRow<'_>, digits: usize) -> Value<'r> {
    let code = cameo(row);
    Value::text(code.get(..digits.min(code.len())).unwrap_or_default())
}

/// The quad class, 1 to 4.
pub(super) fn quad_number(row: &RelationRow<'_>) -> Value<'static> {
    let digit = row.relation.quad.as_deref().and_then(|q| q.trim_start_matches('Q').parse().ok());
    digit.map_or(Value::Empty, Value::Number)
}

/// The Goldstein intensity of the CAMEO code.
pub(super) fn goldstein(row: &RelationRow<'_>) -> Value<'static> {
    row.relation.goldstein.map_or(Value::Empty, |g| Value::Decimal(g, 1))
}

/// Address of the report, else its id.
pub(super) fn address<'r>(row: &'r RelationRow<'_>) -> Value<'r> {
    let url = row.doc.meta.url.as_ref().map(|u| u.value.as_str());
    Value::text(url.unwrap_or_else(|| row.doc.id()))
}

/// Name of the site or paper.
pub(super) fn site<'r>(row: &'r RelationRow<'_>) -> Value<'r> {
    Value::maybe(row.doc.meta.site.as_ref().map(|s| s.value.as_str()))
}
