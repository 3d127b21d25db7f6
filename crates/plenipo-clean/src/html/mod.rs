//! From a page with tags to blocks of text.

pub(crate) mod build;
pub(crate) mod entities;
pub(crate) mod tags;
pub(crate) mod tokens;
