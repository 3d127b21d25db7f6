//! The few facts wanted from JSON-LD, by a scan that forgives broken JSON.
//!
//! Pages often have raw line breaks in strings, trailing commas or two documents in one script; a
//! strict parser loses all of it. The scan looks at each byte once and keeps no tree.

/// What was found; the first value of each wins, but an article's own wins over others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) headline: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) body: Option<String>,
    /// Headlines and texts of the entries of a live blog.
    pub(crate) entries: Option<String>,
    pub(crate) language: Option<String>,
}

/// Deeper values are read over.
const MAX_DEPTH: usize = 32;
const MAX_AUTHORS: usize = 12;

impl Facts {
    /// Reads one script.
    pub(crate) fn read(&mut self, json: &str) {
        let bytes = json.as_bytes();
        // Keys on the way to the value at the cursor, by depth; arrays repeat the key above.
        let mut path: Vec<(usize, usize)> = Vec::new();
        let mut key = (0, 0);
        let mut depth = 0usize;
        let mut at = 0;
        while at < bytes.len() {
            match bytes[at] {
                b'{' | b'[' => {
                    depth += 1;
                    if depth <= MAX_DEPTH {
                        path.push(key);
                    }
                    at += 1;
                }
                b'}' | b']' => {
                    if depth <= MAX_DEPTH {
                        key = path.pop().unwrap_or_default();
                    }
                    depth = depth.saturating_sub(1);
                    at += 1;
                }
                b'"' => {
                    let end = string_end(bytes, at + 1);
                    let next = bytes[end.min(bytes.len())..]
                        .iter()
                        .skip(1)
                        .find(|b| !b.is_ascii_whitespace());
                    if next == Some(&b':') {
                        key = (at + 1, end);
                    } else if depth <= MAX_DEPTH {
                        let above = path.last().copied().unwrap_or_default();
                        let before = path.iter().rev().nth(1).copied().unwrap_or_default();
                        self.value(json, key, above, before, &json[at + 1..end]);
                    }
                    at = end + 1;
                }
                _ => at += 1,
            }
        }
    }

    fn value(
        &mut self,
        json: &str,
        key: (usize, usize),
        above: (usize, usize),
        before: (usize, usize),
        value: &str,
    ) {
        let name = |span: (usize, usize)| &json[span.0..span.1];
        let set = |slot: &mut Option<String>| {
            if slot.is_none() && !value.trim().is_empty() {
                *slot = Some(unescape(value));
            }
        };
        // What is said of the entries of a live blog is not said of the page.
        if name(above) == "liveBlogUpdate" {
            if matches!(name(key), "articleBody" | "headline") {
                let entries = self.entries.get_or_insert_default();
                entries.push_str(&unescape(value));
                entries.push('\n');
            }
            return;
        }
        match name(key) {
            "datePublished" => set(&mut self.published),
            "dateModified" => set(&mut self.modified),
            "headline" => set(&mut self.headline),
            "inLanguage" => set(&mut self.language),
            "articleBody" if self.body.as_ref().is_none_or(|b| b.len() < value.len()) => {
                self.body = Some(unescape(value));
            }
            "author" => self.author(value),
            "name"
                if name(above) == "author"
                    || (name(above).is_empty() && name(before) == "author") =>
            {
                self.author(value);
            }
            "name" if name(above) == "publisher" => set(&mut self.publisher),
            _ => {}
        }
    }

    fn author(&mut self, value: &str) {
        let value = unescape(value);
        let value = value.trim();
        let address = value.starts_with("http") || value.starts_with('#') || value == "Person";
        if !value.is_empty()
            && !address
            && self.authors.len() < MAX_AUTHORS
            && !self.authors.iter().any(|a| a == value)
        {
            self.authors.push(value.to_owned());
        }
    }
}

/// Where the string ends whose content starts at `at`: its closing quote or the end of the text.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(step) = memchr::memchr2(b'"', b'\\', &bytes[at.min(bytes.len())..]) {
        at += step;
        if bytes[at] == b'"' {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

/// Replaces JSON escapes, then character references, which many pages leave in.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(c) = rest.chars().next() else { break };
        rest = &rest[c.len_utf8()..];
        match c {
            'n' | 'r' | 't' => out.push('\n'),
            'u' => {
                let (made, used) = unicode_escape(rest);
                out.push(made);
                rest = &rest[used..];
            }
            _ => out.push(c),
        }
    }
    out.push_str(rest);
    crate::html::entities::decode(&out)
}

/// The character of `XXXX` or `XXXX\uYYYY` and how many bytes it took.
fn unicode_escape(rest: &str) -> (char, usize) {
    let hex = |from: usize| rest.get(from..from + 4).and_then(|h| u32::from_str_radix(h, 16).ok());
    match hex(0) {
        Some(high @ 0xD800..=0xDBFF) => match hex(6) {
            Some(low @ 0xDC00..=0xDFFF) if rest.get(4..6) == Some("\\u") => {
                let value = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                (char::from_u32(value).unwrap_or('\u{FFFD}'), 10)
            }
            _ => ('\u{FFFD}', 4),
        },
        Some(value) => (char::from_u32(value).unwrap_or('\u{FFFD}'), 4),
        None => ('\u{FFFD}', 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_a_live_blog_are_kept_apart() {
        let mut facts = Facts::default();
        facts.read(
            r#"{"@type":"LiveBlogPosting","liveBlogUpdate":[{"headline":"Vote",
            "datePublished":"2024-02-26","articleBody":"The parliament voted."}],
            "headline":"Live","datePublished":"2024-02-25"}"#,
        );
        assert_eq!(facts.entries.as_deref(), Some("Vote\nThe parliament voted.\n"));
        assert_eq!(facts.headline.as_deref(), Some("Live"));
        assert_eq!(facts.published.as_deref(), Some("2024-02-25"));
    }

    #[test]
    fn facts_are_read_from_nested_objects() {
        let mut facts = Facts::default();
        facts.read(
            r#"{"@graph":[{"@type":"NewsArticle","headline":"Talks \u2019in\u2019 Seoul",
            "datePublished":"2021-06-01","author":[{"@type":"Person","name":"Antony Blinken"}],
            "publisher":{"name":"Example Post","logo":{"url":"x"}},
            "articleBody":"One &amp; two.
            Three."}]}"#,
        );
        assert_eq!(facts.headline.as_deref(), Some("Talks ’in’ Seoul"));
        assert_eq!(facts.published.as_deref(), Some("2021-06-01"));
        assert_eq!(facts.authors, ["Antony Blinken"]);
        assert_eq!(facts.publisher.as_deref(), Some("Example Post"));
        assert!(facts.body.unwrap().starts_with("One & two."));
    }

    #[test]
    fn broken_json_gives_what_it_has() {
        let mut facts = Facts::default();
        facts.read(r#"}}]{"datePublished":"2021-06-01","headline":"Open \"#);
        assert_eq!(facts.published.as_deref(), Some("2021-06-01"));
    }
}
