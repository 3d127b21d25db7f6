//! The table of relations, version 1: what `plenipo extract` writes.

use plenipo_relate::{Actor, Relation};
use plenipo_text::{Document, Place, Segmentation, Sourced};

use crate::table::{Column, ColumnType, Value};

/// A relation, its document and its evidence in the input.
pub struct RelationRow<'d> {
    pub(crate) doc: &'d Document,
    pub(crate) relation: &'d Relation,
    sentence: &'d str,
    source: Place,
    target: Place,
    trigger: Option<Place>,
}

impl<'d> RelationRow<'d> {
    /// The row of `relation`; `None` for one whose actors stand on text made up by the cleaner.
    pub fn new(
        doc: &'d Document,
        segmentation: &Segmentation,
        relation: &'d Relation,
    ) -> Option<Self> {
        let sentence = segmentation.sentences().get(relation.sentence as usize)?;
        Some(Self {
            doc,
            relation,
            sentence: sentence.span.of(doc.text()),
            source: doc.locate(relation.source.span)?,
            target: doc.locate(relation.target.span)?,
            trigger: relation.trigger.and_then(|t| doc.locate(t)),
        })
    }
}

const KINDS: &[&str] = &["event", "office", "membership", "host"];
const BASES: &[&str] = &["stated", "relative", "published"];
const ACTOR_TYPES: &[&str] = &["person", "country", "organisation", "office", "group", "territory"];
const MODALITIES: &[&str] = &["happened", "ongoing", "planned", "hypothetical"];
const QUADS: &[&str] = &["Q1", "Q2", "Q3", "Q4"];
const RELATIONS: &[&str] = &[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "HOLDS_OFFICE",
    "MEMBER_OF",
    "HOSTS",
];

impl RelationRow<'_> {
    pub(crate) fn words(&self, actor: &Actor) -> &str {
        actor.span.of(self.doc.text())
    }

    fn trigger_at(&self, at: impl Fn(Place) -> u32) -> Value<'_> {
        self.trigger.map_or(Value::Empty, |place| number(at(place)))
    }
}

fn type_of(actor: &Actor) -> &'static str {
    if actor.is_group { "group" } else { actor.kind.as_str() }
}

fn number<'v>(n: u32) -> Value<'v> {
    Value::Number(u64::from(n))
}

fn meta<T: ToString>(field: Option<&Sourced<T>>) -> Value<'static> {
    Value::maybe(field.map(|f| f.value.to_string()))
}

/// Columns of the table, in order. A column added at the end is a minor change, any other a major one.
pub fn columns<'d>() -> Vec<Column<RelationRow<'d>>> {
    let mut all = document_columns();
    all.extend(source_columns());
    all.extend(event_columns());
    all.extend(target_columns());
    all.extend(circumstance_columns());
    all
}

fn document_columns<'d>() -> Vec<Column<RelationRow<'d>>> {
    use ColumnType::{Number, OneOf, Text};
    vec![
        Column::new(
            "relation_id",
            Text,
            "Stable id of the row: 16 hexadecimal digits, a hash of document, spans, relation and sides.",
            |r| Value::text(format!("{:016x}", r.relation.id)),
        ),
        Column::new(
            "doc_id",
            Text,
            "Id given with the input: the id of its row, or the path.",
            |r| Value::text(r.doc.id()),
        ),
        Column::new("url", Text, "Address of the page.", |r| meta(r.doc.meta.url.as_ref())),
        Column::new("title", Text, "Headline of the article.", |r| meta(r.doc.meta.title.as_ref())),
        Column::new("site", Text, "Name of the site or paper.", |r| meta(r.doc.meta.site.as_ref())),
        Column::new("published", Text, "When the article was published, ISO 8601.", |r| {
            meta(r.doc.meta.published.as_ref())
        }),
        Column::new(
            "sentence_no",
            Number,
            "Index of the sentence in the clean text, from 0.",
            |r| number(r.relation.sentence),
        ),
        Column::new("sentence", Text, "The sentence.", |r| Value::text(r.sentence)),
        Column::new(
            "kind",
            OneOf(KINDS),
            "`event`, `office` (a person holds an office), `membership` or `host`.",
            |r| Value::text(r.relation.kind.as_str()),
        ),
        Column::new(
            "event_date",
            Text,
            "ISO 8601 day or interval `a/b`; empty if not known.",
            |r| Value::maybe(r.relation.date.as_ref().map(|d| d.iso.as_str())),
        ),
        Column::new(
            "date_basis",
            OneOf(BASES),
            "Whether the date is stated, relative to the article's, or the article's.",
            |r| Value::maybe(r.relation.date.as_ref().map(|d| d.basis.as_str())),
        ),
    ]
}

fn source_columns<'d>() -> Vec<Column<RelationRow<'d>>> {
    use ColumnType::{Number, OneOf, Text};
    vec![
        Column::new(
            "source_id",
            Text,
            "Id of the actor: Wikidata id of a person, ISO 3166-1 alpha-3 code of a country, code of an organisation.",
            |r| Value::text(r.relation.source.id.as_str()),
        ),
        Column::new("source_name", Text, "Name of the actor.", |r| {
            Value::text(r.relation.source.name.as_str())
        }),
        Column::new("source_type", OneOf(ACTOR_TYPES), "What the actor is.", |r| {
            Value::text(type_of(&r.relation.source))
        }),
        Column::new("source_office", Text, "Office of the actor on the day of the event.", |r| {
            Value::maybe(r.relation.source.office.as_deref())
        }),
        Column::new(
            "source_country",
            Text,
            "ISO 3166-1 alpha-3 code of the actor's country.",
            |r| Value::maybe(r.relation.source.country.as_deref()),
        ),
        Column::new("source_mention", Text, "The words that name the actor.", |r| {
            Value::text(r.words(&r.relation.source))
        }),
        Column::new(
            "source_start_byte",
            Number,
            "First byte of these words in the input, from 0.",
            |r| number(r.source.bytes.start()),
        ),
        Column::new("source_end_byte", Number, "One past their last byte.", |r| {
            number(r.source.bytes.end())
        }),
        Column::new(
            "source_start_char",
            Number,
            "Their first character (Unicode scalar value) in the input, from 0.",
            |r| number(r.source.chars.start()),
        ),
        Column::new("source_end_char", Number, "One past their last character.", |r| {
            number(r.source.chars.end())
        }),
    ]
}

fn event_columns<'d>() -> Vec<Column<RelationRow<'d>>> {
    use ColumnType::{Decimal, Number, OneOf, Text};
    vec![
        Column::new(
            "relation",
            OneOf(RELATIONS),
            "PLOVER event type, or HOLDS_OFFICE, MEMBER_OF, HOSTS.",
            |r| Value::text(r.relation.relation.as_str()),
        ),
        Column::new(
            "mode",
            Text,
            "PLOVER mode where known; `former` for offices once held.",
            |r| Value::maybe(r.relation.mode.as_deref()),
        ),
        Column::new("context", Text, "PLOVER contexts where known, parted by `;`.", |r| {
            Value::text(r.relation.contexts.join(";"))
        }),
        Column::new(
            "cameo",
            Text,
            "CAMEO code with a leading `C`, so that no leading zero is lost.",
            |r| Value::maybe(r.relation.cameo.as_deref()),
        ),
        Column::new(
            "quad",
            OneOf(QUADS),
            "`Q1` verbal cooperation, `Q2` material cooperation, `Q3` verbal conflict, `Q4` material conflict.",
            |r| Value::maybe(r.relation.quad.as_deref()),
        ),
        Column::new(
            "goldstein",
            Decimal,
            "Goldstein intensity of the CAMEO code, -10 to 10.",
            |r| r.relation.goldstein.map_or(Value::Empty, |g| Value::Decimal(g, 1)),
        ),
        Column::new("trigger", Text, "The words that carry the relation.", |r| {
            Value::maybe(r.relation.trigger.map(|t| t.of(r.doc.text())))
        }),
        Column::new(
            "trigger_start_byte",
            Number,
            "First byte of these words in the input, from 0.",
            |r| r.trigger_at(|p| p.bytes.start()),
        ),
        Column::new("trigger_end_byte", Number, "One past their last byte.", |r| {
            r.trigger_at(|p| p.bytes.end())
        }),
        Column::new(
            "trigger_start_char",
            Number,
            "Their first character in the input, from 0.",
            |r| r.trigger_at(|p| p.chars.start()),
        ),
        Column::new("trigger_end_char", Number, "One past their last character.", |r| {
            r.trigger_at(|p| p.chars.end())
        }),
    ]
}

fn target_columns<'d>() -> Vec<Column<RelationRow<'d>>> {
    use ColumnType::{Number, OneOf, Text};
    vec![
        Column::new(
            "target_id",
            Text,
            "Id of the target: Wikidata id of a person, ISO 3166-1 alpha-3 code of a country, code of an organisation.",
            |r| Value::text(r.relation.target.id.as_str()),
        ),
        Column::new("target_name", Text, "Name of the target.", |r| {
            Value::text(r.relation.target.name.as_str())
        }),
        Column::new("target_type", OneOf(ACTOR_TYPES), "What the target is.", |r| {
            Value::text(type_of(&r.relation.target))
        }),
        Column::new("target_office", Text, "Office of the target on the day of the event.", |r| {
            Value::maybe(r.relation.target.office.as_deref())
        }),
        Column::new(
            "target_country",
            Text,
            "ISO 3166-1 alpha-3 code of the target's country.",
            |r| Value::maybe(r.relation.target.country.as_deref()),
        ),
        Column::new("target_mention", Text, "The words that name the target.", |r| {
            Value::text(r.words(&r.relation.target))
        }),
        Column::new(
            "target_start_byte",
            Number,
            "First byte of these words in the input, from 0.",
            |r| number(r.target.bytes.start()),
        ),
        Column::new("target_end_byte", Number, "One past their last byte.", |r| {
            number(r.target.bytes.end())
        }),
        Column::new(
            "target_start_char",
            Number,
            "Their first character (Unicode scalar value) in the input, from 0.",
            |r| number(r.target.chars.start()),
        ),
        Column::new("target_end_char", Number, "One past their last character.", |r| {
            number(r.target.chars.end())
        }),
    ]
}

fn circumstance_columns<'d>() -> Vec<Column<RelationRow<'d>>> {
    use ColumnType::{Bool, Decimal, OneOf, Text};
    vec![
        Column::new(
            "modality",
            OneOf(MODALITIES),
            "How the event is told: as past or present fact, as a plan, as a wish or possibility.",
            |r| Value::text(r.relation.modality.as_str()),
        ),
        Column::new("negated", Bool, "Whether the text says that it did not take place.", |r| {
            Value::Bool(r.relation.negated)
        }),
        Column::new("attribution", Text, "Who says so, when the sentence reports it.", |r| {
            Value::maybe(r.relation.attribution.as_deref())
        }),
        Column::new("place", Text, "Place of the event where stated.", |r| {
            Value::maybe(r.relation.place.as_deref())
        }),
        Column::new("confidence", Decimal, "How sure the row is, 0 to 1.", |r| {
            Value::Decimal(r.relation.confidence, 2)
        }),
        Column::new("rule_id", Text, "The rule that made the row.", |r| {
            Value::text(r.relation.rule.as_str())
        }),
        Column::new(
            "cluster_id",
            Text,
            "The same for restatements of one event: 16 hexadecimal digits.",
            |r| Value::Cluster(r.relation.cluster),
        ),
        Column::new(
            "data_version",
            Text,
            "Version of the tables under `data` that the program holds.",
            |_| Value::text(crate::DATA_VERSION),
        ),
        Column::new("tool_version", Text, "Version of the program.", |_| {
            Value::text(crate::TOOL_VERSION)
        }),
        Column::new(
            "source_sector",
            Text,
            "PLOVER sector of the source where it is a group: `MIL` for \"Russian troops\".",
            |r| Value::maybe(r.relation.source.sector.as_deref()),
        ),
        Column::new(
            "target_sector",
            Text,
            "PLOVER sector of the target where it is a group.",
            |r| Value::maybe(r.relation.target.sector.as_deref()),
        ),
    ]
}
