//! The layout of the GDELT 2 event table.

use plenipo_gazetteer::MentionKind;
use plenipo_relate::Actor;
use plenipo_text::jiff::civil::Date;

use super::parts::{
    address, cameo, cameo_actor, cameo_prefix, country, day, day_number, decimal, event_number,
    goldstein, number, quad_number, sector, text, unknown,
};
use crate::relations::RelationRow;
use crate::table::{Column, Value};

/// Sentences of the headline and the lead.
const LEAD: u32 = 3;

/// Names of the ten columns of an actor.
const ACTOR_1: [&str; 10] = [
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
];
const ACTOR_2: [&str; 10] = [
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
];

/// Names of the eight columns of a place.
const ACTOR_1_PLACE: [&str; 8] = [
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
];
const ACTOR_2_PLACE: [&str; 8] = [
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
];
const EVENT_PLACE: [&str; 8] = [
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
];

/// A side of the event.
trait Side {
    fn of<'r>(row: &'r RelationRow<'_>) -> &'r Actor;
}

struct Source;
struct Target;

impl Side for Source {
    fn of<'r>(row: &'r RelationRow<'_>) -> &'r Actor {
        &row.relation.source
    }
}

impl Side for Target {
    fn of<'r>(row: &'r RelationRow<'_>) -> &'r Actor {
        &row.relation.target
    }
}

pub(super) fn columns<'d>() -> Vec<Column<RelationRow<'d>>> {
    let mut all = date_columns();
    all.extend(actor_columns::<Source>(ACTOR_1));
    all.extend(actor_columns::<Target>(ACTOR_2));
    all.extend(event_columns());
    all.extend(ACTOR_1_PLACE.into_iter().chain(ACTOR_2_PLACE).map(unknown));
    let [kind, name, rest @ ..] = EVENT_PLACE;
    all.push(unknown(kind));
    all.push(text(name, "Place of the event where stated.", |r| {
        Value::maybe(r.relation.place.as_deref())
    }));
    all.extend(rest.into_iter().map(unknown));
    all.push(number("DATEADDED", "Day of the report, YYYYMMDDHHMMSS.", |r| {
        let day = r.doc.meta.published_day();
        day.map_or(Value::Empty, |d| Value::Number(day_number(d) * 1_000_000))
    }));
    all.push(text("SOURCEURL", "Address of the report, else its id.", |r| address(r)));
    all
}

fn date_columns<'d>() -> Vec<Column<RelationRow<'d>>> {
    vec![
        number("GLOBALEVENTID", "Number of the event, from its id.", |r| event_number(r)),
        number("SQLDATE", "Day of the event, else of the report, YYYYMMDD.", |r| {
            day(r).map_or(Value::Empty, |d| Value::Number(day_number(d)))
        }),
        number("MonthYear", "Its month, YYYYMM.", |r| {
            day(r).map_or(Value::Empty, |d| Value::Number(day_number(d) / 100))
        }),
        number("Year", "Its year.", |r| {
            day(r).map_or(Value::Empty, |d| Value::Number(day_number(d) / 10_000))
        }),
        decimal("FractionDate", "Its year and the share of it that has passed.", |r| {
            let share = |d: Date| f64::from(d.day_of_year()) / f64::from(d.days_in_year() + 1);
            let fraction = |d: Date| f64::from(d.year()) + share(d);
            day(r).map_or(Value::Empty, |d| Value::Decimal(fraction(d), 4))
        }),
    ]
}

fn actor_columns<'d, S: Side>(names: [&'static str; 10]) -> Vec<Column<RelationRow<'d>>> {
    let [code, name, nation, group, ethnic, religion, religion_2, role, role_2, role_3] = names;
    vec![
        text(code, "CAMEO code of the actor.", |r| Value::text(cameo_actor(S::of(r)))),
        text(name, "Its name, in capitals.", |r| Value::text(S::of(r).name.to_uppercase())),
        text(nation, "CAMEO code of its country.", |r| {
            Value::maybe(country(S::of(r)).map(|c| c.cameo))
        }),
        text(group, "Code of an organisation.", |r| {
            let actor = S::of(r);
            let is_body = actor.kind == MentionKind::Organisation;
            Value::maybe(is_body.then_some(actor.id.as_str()))
        }),
        unknown(ethnic),
        unknown(religion),
        unknown(religion_2),
        text(role, "CAMEO role.", |r| match S::of(r) {
            actor if actor.kind == MentionKind::Country => Value::Empty,
            actor => Value::text(sector(actor)),
        }),
        unknown(role_2),
        unknown(role_3),
    ]
}

fn event_columns<'d>() -> Vec<Column<RelationRow<'d>>> {
    vec![
        number("IsRootEvent", "1 in the headline and lead, else 0.", |r| {
            Value::Number(u64::from(r.relation.sentence < LEAD))
        }),
        text("EventCode", "CAMEO code with its leading zero.", |r| Value::text(cameo(r))),
        text("EventBaseCode", "Its first three digits.", |r| cameo_prefix(r, 3)),
        text("EventRootCode", "Its first two digits.", |r| cameo_prefix(r, 2)),
        number("QuadClass", "1 verbal cooperation to 4 material conflict.", |r| quad_number(r)),
        decimal("GoldsteinScale", "-10 to 10.", |r| goldstein(r)),
        number("NumMentions", "Number of rows in the cluster.", |_| Value::Count(1)),
        unknown("NumSources"),
        unknown("NumArticles"),
        unknown("AvgTone"),
    ]
}
