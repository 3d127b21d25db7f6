//! Find a dictionary of names in text: whole words, exact byte spans.
