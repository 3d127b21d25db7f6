//! Scraped diplomatic news to tables of relations: the parts, joined.
#![forbid(unsafe_code)]

pub mod input;
pub mod ordered;
pub mod table;

/// Spans, aligned documents, tokens and sentences.
pub use plenipo_text as text;
