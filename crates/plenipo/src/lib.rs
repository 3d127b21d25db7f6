//! Scraped diplomatic news to tables of relations: the parts, joined.
#![forbid(unsafe_code)]

pub mod conllu;
pub mod dyads;
pub mod evaluate;
pub mod explain;
pub mod input;
pub mod mentions;
pub mod ordered;
mod pipeline;
pub mod profiles;
pub mod relation_table;
pub mod relations;
pub mod spacy;
pub mod table;

pub use pipeline::{Pipeline, Read, Tagged, Worker, clean, encoding_warning};

/// Boilerplate out: pages and dumps to aligned articles.
pub use plenipo_clean as clean;
/// Countries, officials and organisations: tables, tagging, resolution.
pub use plenipo_gazetteer as gazetteer;
/// The matching core.
pub use plenipo_match as matcher;
/// Relations, the codebook, coding of given dyads.
pub use plenipo_relate as relate;
/// Tags, lemmas and trees.
pub use plenipo_syntax as syntax;
/// Spans, aligned documents, tokens and sentences.
pub use plenipo_text as text;

/// Version of the program, as it stands in every row.
pub const TOOL_VERSION: &str = env!("CARGO_PKG_VERSION");

/// Version of the tables under `data`: the month they were last checked in.
pub const DATA_VERSION: &str = "2026-11";
