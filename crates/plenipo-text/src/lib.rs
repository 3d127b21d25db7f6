//! Spans, aligned documents, tokens and sentences for plenipo.
