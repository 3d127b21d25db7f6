//! The layout of ICEWS coded event data.

use plenipo_relate::Actor;

use super::facts;
use super::parts::{
    address, cameo, country_name, day, decimal, event_number, goldstein, number, sector, site,
    text, unknown,
};
use crate::relations::RelationRow;
use crate::table::{Column, Value};

pub(super) fn columns<'d>() -> Vec<Column<RelationRow<'d>>> {
    vec![
        number("Event ID", "Number of the event, from its id.", |r| event_number(r)),
        text("Event Date", "Day of the event, else of the report, ISO 8601.", |r| {
            Value::maybe(day(r).map(|d| d.to_string()))
        }),
        text("Source Name", "Who acts.", |r| Value::text(&*r.relation.source.name)),
        text("Source Sectors", "Part of society of the source.", |r| sectors(&r.relation.source)),
        text("Source Country", "English name of its country.", |r| {
            country_name(&r.relation.source)
        }),
        text("Event Text", "Label of the CAMEO code.", |r| {
            Value::maybe(facts::cameo_label(r.relation.cameo.as_deref().unwrap_or_default()))
        }),
        text("CAMEO Code", "With its leading zero.", |r| Value::text(cameo(r))),
        decimal("Intensity", "Goldstein scale, -10 to 10.", |r| goldstein(r)),
        text("Target Name", "Whom it is done to.", |r| Value::text(&*r.relation.target.name)),
        text("Target Sectors", "Part of society of the target.", |r| sectors(&r.relation.target)),
        text("Target Country", "English name of its country.", |r| {
            country_name(&r.relation.target)
        }),
        text("Story ID", "Address or id of the report.", |r| address(r)),
        number("Sentence Number", "From 1.", |r| Value::Number(u64::from(r.relation.sentence) + 1)),
        text("Publisher", "Name of the site or paper.", |r| site(r)),
        text("City", "Place of the event where stated.", |r| {
            Value::maybe(r.relation.place.as_deref())
        }),
        unknown("District"),
        unknown("Province"),
        unknown("Country"),
        unknown("Latitude"),
        unknown("Longitude"),
    ]
}

/// The name that ICEWS has for a sector.
fn sectors(actor: &Actor) -> Value<'static> {
    let foreign = actor.office.as_deref().is_some_and(|o| {
        let office = o.to_lowercase();
        office.contains("foreign") || office.contains("secretary of state")
    });
    Value::text(match sector(actor) {
        "GOV" if foreign => "Foreign Ministry,Executive,Government",
        "GOV" => "Government",
        "MIL" => "Military,Government",
        "IGO" => "International Government Organization",
        "ELI" => "Elite",
        "LEG" => "Legislative / Parliamentary,Government",
        "OPP" => "Dissident",
        _ => "",
    })
}
