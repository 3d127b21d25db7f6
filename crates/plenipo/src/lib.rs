//! Scraped diplomatic news to tables of relations: the parts, joined.
