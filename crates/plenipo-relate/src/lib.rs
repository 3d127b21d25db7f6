//! Who did what to whom: relations from tagged diplomatic news.
