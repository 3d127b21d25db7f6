//! What is known about the article besides its text.

pub(crate) mod agencies;
pub(crate) mod dates;
pub(crate) mod head;
pub(crate) mod json_ld;
pub(crate) mod lines;
mod marked;
mod published;
pub(crate) mod resolve;
