//! The layout of POLECAT.

use plenipo_relate::Actor;

use super::facts;
use super::parts::{
    country, country_name, day, decimal, number, quad_number, sector, site, text, unknown,
};
use crate::relations::RelationRow;
use crate::table::{Column, Value};

pub(super) fn columns<'d>() -> Vec<Column<RelationRow<'d>>> {
    let mut all = event_columns();
    all.extend(actor_columns());
    all.extend(recipient_columns());
    all.extend(report_columns());
    all
}

fn event_columns<'d>() -> Vec<Column<RelationRow<'d>>> {
    vec![
        text("Event ID", "Id of the row.", |r| Value::text(format!("{:016x}", r.relation.id))),
        text("Event Date", "Day of the event, else of the report, ISO 8601.", |r| {
            Value::maybe(day(r).map(|d| d.to_string()))
        }),
        text("Event Type", "PLOVER type.", |r| Value::text(&*r.relation.relation)),
        text("Event Mode", "PLOVER mode.", |r| Value::maybe(r.relation.mode.as_deref())),
        decimal("Intensity", "PLOVER intensity, -10 to 10.", |r| {
            let mode = r.relation.mode.as_deref().unwrap_or_default();
            let score = facts::plover_score(&r.relation.relation, mode);
            score.map_or(Value::Empty, |s| Value::Decimal(s, 1))
        }),
        number("Quad Code", "1 verbal cooperation to 4 material conflict.", |r| quad_number(r)),
        text("Contexts", "PLOVER contexts, parted by semicolons.", |r| {
            Value::text(r.relation.contexts.join(";"))
        }),
    ]
}

fn actor_columns<'d>() -> Vec<Column<RelationRow<'d>>> {
    vec![
        text("Actor Name", "Who acts.", |r| Value::text(&*r.relation.source.name)),
        text("Actor Country", "English name of its country.", |r| country_name(&r.relation.source)),
        text("Actor COW", "Its Correlates of War number.", |r| cow(&r.relation.source)),
        text("Primary Actor Sector", "PLOVER sector.", |r| Value::text(sector(&r.relation.source))),
        text("Actor Sectors", "PLOVER sectors.", |r| Value::text(sector(&r.relation.source))),
        text("Actor Title", "Office on the day of the event.", |r| {
            Value::maybe(r.relation.source.office.as_deref())
        }),
        text("Actor Name Raw", "The words that name it.", |r| {
            Value::text(r.words(&r.relation.source))
        }),
        text("Wikipedia Actor ID", "Its id in Wikidata.", |r| wikidata(&r.relation.source)),
    ]
}

fn recipient_columns<'d>() -> Vec<Column<RelationRow<'d>>> {
    vec![
        text("Recipient Name", "Whom it is done to.", |r| Value::text(&*r.relation.target.name)),
        text("Recipient Country", "English name of its country.", |r| {
            country_name(&r.relation.target)
        }),
        text("Recipient COW", "Its Correlates of War number.", |r| cow(&r.relation.target)),
        text("Primary Recipient Sector", "PLOVER sector.", |r| {
            Value::text(sector(&r.relation.target))
        }),
        text("Recipient Sectors", "PLOVER sectors.", |r| Value::text(sector(&r.relation.target))),
        text("Recipient Title", "Office on the day of the event.", |r| {
            Value::maybe(r.relation.target.office.as_deref())
        }),
        text("Recipient Name Raw", "The words that name it.", |r| {
            Value::text(r.words(&r.relation.target))
        }),
        text("Wikipedia Recipient ID", "Its id in Wikidata.", |r| wikidata(&r.relation.target)),
    ]
}

fn report_columns<'d>() -> Vec<Column<RelationRow<'d>>> {
    vec![
        text("Placename", "Place of the event where stated.", |r| {
            Value::maybe(r.relation.place.as_deref())
        }),
        unknown("City"),
        unknown("District"),
        unknown("Province"),
        unknown("Country"),
        unknown("Latitude"),
        unknown("Longitude"),
        unknown("GeoNames ID"),
        text("Raw Placename", "The words that name the place.", |r| {
            Value::maybe(r.relation.place.as_deref())
        }),
        unknown("Feature Type"),
        text("Source", "Name of the site or paper.", |r| site(r)),
        text("Publication Date", "Day of the report, ISO 8601.", |r| {
            Value::maybe(r.doc.meta.published_day().map(|d| d.to_string()))
        }),
        unknown("Story People"),
        unknown("Story Organizations"),
        unknown("Story Locations"),
        text("Language", "Language of the report, ISO 639-1.", |r| {
            Value::maybe(r.doc.meta.language.as_ref().map(|l| l.value.as_str()))
        }),
        text("Version", "Version of the program.", |_| {
            Value::text(format!("plenipo {}", crate::TOOL_VERSION))
        }),
    ]
}

fn cow(actor: &Actor) -> Value<'static> {
    Value::maybe(country(actor).map(|c| c.cow))
}

/// The id, where it is one of Wikidata: `Q` and digits.
fn wikidata(actor: &Actor) -> Value<'_> {
    let digits = actor.id.strip_prefix('Q').unwrap_or_default();
    let is_one = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    Value::maybe(is_one.then_some(actor.id.as_str()))
}
