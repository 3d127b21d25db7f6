//! Character references: `&amp;`, `&#8217;`, `&#x2019;`.

use std::sync::LazyLock;

/// Names of the HTML standard with what they stand for; see `data/clean/README.md`.
const TABLE: &str = include_str!("../../../../data/clean/entities.tsv");

struct Entity {
    name: &'static str,
    text: String,
    bare: bool,
}

static ENTITIES: LazyLock<Vec<Entity>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut fields = line.split('\t');
        let name = fields.next()?;
        let text = fields
            .next()?
            .split(' ')
            .filter_map(|hex| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32))
            .collect();
        Some(Entity { name, text, bare: fields.next() == Some("1") })
    };
    TABLE.lines().skip(1).filter_map(row).collect()
});

/// What a reference stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    /// One character.
    Char(char),
    /// The few names that stand for two.
    Text(&'static str),
}

/// Reads the reference at the start of `text`, which begins with `&`: what it stands for and its
/// length in bytes. `None` when the ampersand stands for itself.
pub(crate) fn read(text: &str) -> Option<(Reference, usize)> {
    let rest = &text.as_bytes()[1..];
    if rest.first() == Some(&b'#') { numeric(&rest[1..]) } else { named(text) }
}

fn numeric(rest: &[u8]) -> Option<(Reference, usize)> {
    let (radix, digits) = match rest.first()? {
        b'x' | b'X' => (16, &rest[1..]),
        _ => (10, rest),
    };
    let mut value = 0u32;
    let mut len = 0;
    while let Some(digit) = digits.get(len).and_then(|&b| char::from(b).to_digit(radix)) {
        value = value.saturating_mul(radix).saturating_add(digit);
        len += 1;
    }
    if len == 0 {
        return None;
    }
    let semicolon = usize::from(digits.get(len) == Some(&b';'));
    let total = 2 + usize::from(radix == 16) + len + semicolon;
    Some((Reference::Char(standard_char(value)), total))
}

/// The C1 range means windows-1252, as the standard asks; what is no character is U+FFFD.
fn standard_char(value: u32) -> char {
    if let 0x80..=0x9F = value {
        let byte = [value as u8];
        let (text, _, _) = encoding_rs::WINDOWS_1252.decode(&byte);
        return text.chars().next().unwrap_or('\u{FFFD}');
    }
    match char::from_u32(value) {
        Some('\0') | None => '\u{FFFD}',
        Some(c) => c,
    }
}

fn named(text: &str) -> Option<(Reference, usize)> {
    let rest = &text[1..];
    let len = rest.bytes().take(32).take_while(u8::is_ascii_alphanumeric).count();
    let table = &*ENTITIES;
    let find = |name: &str| table.binary_search_by(|e| e.name.cmp(name)).ok().map(|i| &table[i]);
    let reference = |entity: &'static Entity| {
        let mut chars = entity.text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Reference::Char(c),
            _ => Reference::Text(&entity.text),
        }
    };
    if rest.as_bytes().get(len) == Some(&b';')
        && let Some(entity) = find(&rest[..len])
    {
        return Some((reference(entity), len + 2));
    }
    // Old names work without the semicolon; the longest prefix wins ("&notin" is "∉" only with one).
    (2..=len.min(8)).rev().find_map(|l| {
        let entity = find(&rest[..l]).filter(|e| e.bare)?;
        Some((reference(entity), l + 1))
    })
}

/// `text` with its references replaced.
pub(crate) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let used = match read(rest) {
            Some((Reference::Char(c), len)) => {
                out.push(c);
                len
            }
            Some((Reference::Text(t), len)) => {
                out.push_str(t);
                len
            }
            None => {
                out.push('&');
                1
            }
        };
        rest = &rest[used..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_replaced_as_browsers_do() {
        assert_eq!(decode("R&amp;D &lt;b&gt; &#8217;&#x2019; &hellip;"), "R&D <b> ’’ …");
        assert_eq!(decode("&#146;"), "’");
        assert_eq!(decode("AT&T &copy2021 &nosuch; &"), "AT&T ©2021 &nosuch; &");
        assert_eq!(decode("&#0; &#xD800; &#99999999999;"), "\u{FFFD} \u{FFFD} \u{FFFD}");
    }
}
