//! The layout of the Phoenix data set.

use plenipo_relate::Actor;
use plenipo_text::jiff::civil::Date;

use super::parts::{
    address, cameo, cameo_actor, cameo_prefix, country, day, day_number, decimal, event_number,
    goldstein, number, quad_number, sector, site, text, unknown,
};
use crate::relations::RelationRow;
use crate::table::{Column, Value};

pub(super) fn columns<'d>() -> Vec<Column<RelationRow<'d>>> {
    let mut all = vec![
        number("EventID", "Number of the event, from its id.", |r| event_number(r)),
        number("Date", "Day of the event, else of the report, YYYYMMDD.", |r| {
            part_of_day(r, day_number)
        }),
        number("Year", "Its year.", |r| part_of_day(r, |d| d.year().unsigned_abs().into())),
        number("Month", "Its month.", |r| part_of_day(r, |d| d.month().unsigned_abs().into())),
        number("Day", "Its day.", |r| part_of_day(r, |d| d.day().unsigned_abs().into())),
        text("SourceActorFull", "CAMEO code of the source.", |r| {
            Value::text(cameo_actor(&r.relation.source))
        }),
        text("SourceActorEntity", "Its country, CAMEO.", |r| entity(&r.relation.source)),
        text("SourceActorRole", "Its role, CAMEO.", |r| Value::text(sector(&r.relation.source))),
        unknown("SourceActorAttribute"),
        text("TargetActorFull", "CAMEO code of the target.", |r| {
            Value::text(cameo_actor(&r.relation.target))
        }),
        text("TargetActorEntity", "Its country, CAMEO.", |r| entity(&r.relation.target)),
        text("TargetActorRole", "Its role, CAMEO.", |r| Value::text(sector(&r.relation.target))),
        unknown("TargetActorAttribute"),
    ];
    all.extend(event_columns());
    all
}

fn event_columns<'d>() -> Vec<Column<RelationRow<'d>>> {
    vec![
        text("EventCode", "CAMEO code with its leading zero.", |r| Value::text(cameo(r))),
        text("EventRootCode", "Its first two digits.", |r| cameo_prefix(r, 2)),
        number("QuadClass", "1 verbal cooperation to 4 material conflict.", |r| quad_number(r)),
        decimal("GoldsteinScore", "-10 to 10.", |r| goldstein(r)),
        text("Issues", "PLOVER contexts, parted by semicolons.", |r| {
            Value::text(r.relation.contexts.join(";"))
        }),
        unknown("ActionLat"),
        unknown("ActionLong"),
        text("LocationName", "Place of the event where stated.", |r| {
            Value::maybe(r.relation.place.as_deref())
        }),
        unknown("GeoCountryName"),
        unknown("GeoStateName"),
        text("SentenceID", "Id of the report and index of the sentence.", |r| {
            Value::text(format!("{}_{}", r.doc.id(), r.relation.sentence))
        }),
        text("URLs", "Address of the report, else its id.", |r| address(r)),
        text("NewsSources", "Name of the site or paper.", |r| site(r)),
    ]
}

fn part_of_day(row: &RelationRow<'_>, part: fn(Date) -> u64) -> Value<'static> {
    day(row).map_or(Value::Empty, |d| Value::Number(part(d)))
}

fn entity(actor: &Actor) -> Value<'static> {
    Value::maybe(country(actor).map(|c| c.cameo))
}
