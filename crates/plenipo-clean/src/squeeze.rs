//! Runs of text into a [`Writer`]: white space squeezed, references replaced, invisible characters
//! left out.

use plenipo_text::{Span, offset};

use crate::html::entities::{self, Reference};
use crate::page::Writer;

/// What a character does to the text.
enum Class {
    White,
    Invisible,
    Visible,
}

fn class(c: char) -> Class {
    match c {
        '\u{200B}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}' | '\u{200E}' | '\u{200F}' => {
            Class::Invisible
        }
        _ if c.is_whitespace() || c.is_control() => Class::White,
        _ => Class::Visible,
    }
}

/// How many of eight bytes, the first lowest, are copied as they are after a byte that is no blank: those before the
/// first that is not printable ASCII, or `&` where it has a meaning, or a blank that is not between two others.
fn copied(chunk: u64, references: bool) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = ONES << 7;
    // The high bit of each byte answers; without it in the bytes themselves sums do not carry over.
    let low = chunk & !HIGH;
    let is = |b: u8| {
        let differs = low ^ (ONES * u64::from(b));
        !(differs + (HIGH - ONES)) & HIGH
    };
    let blank = is(b' ') & !chunk;
    let control = !(low + ONES * 0x60) & HIGH;
    let reference = if references { is(b'&') } else { 0 };
    let stop = (chunk & HIGH) | control | is(0x7F) | reference | (blank & blank << 8);
    let count = if stop == 0 { 8 } else { stop.trailing_zeros() as usize / 8 };
    let ends_blank = count > 0 && blank >> (8 * count - 1) & 1 == 1;
    count - usize::from(ends_blank)
}

/// Writes `page[start..end]`; replaces character references when `references` is set.
pub(crate) fn squeeze(page: &str, start: usize, end: usize, references: bool, out: &mut Writer) {
    let bytes = &page.as_bytes()[..end];
    let plain = |b: u8| b > b' ' && b < 0x7F && !(references && b == b'&');
    let mut at = start;
    let mut run = start;
    loop {
        if at > run
            && let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk())
        {
            at += copied(u64::from_le_bytes(*chunk), references);
        }
        let Some(&b) = bytes.get(at) else { break };
        if plain(b) {
            at += 1;
            continue;
        }
        // One blank between two words is copied with them.
        if b == b' ' && at > run && bytes.get(at + 1).copied().is_some_and(plain) {
            at += 2;
            continue;
        }
        let (len, seen) = if b.is_ascii() {
            if references && b == b'&' {
                match entities::read(&page[at..end]) {
                    None => {
                        at += 1;
                        continue;
                    }
                    Some((reference, len)) => {
                        flush(page, run, at, out);
                        write_reference(reference, at, len, out);
                        at += len;
                        run = at;
                        continue;
                    }
                }
            }
            (1, Class::White)
        } else {
            let c = page[at..].chars().next().unwrap_or(' ');
            (c.len_utf8(), class(c))
        };
        match seen {
            Class::Visible => at += len,
            Class::Invisible => {
                flush(page, run, at, out);
                at += len;
                run = at;
            }
            Class::White => {
                flush(page, run, at, out);
                out.white(Span::new(offset(at), offset(at + len)), b == b' ');
                at += len;
                run = at;
            }
        }
    }
    flush(page, run, end, out);
}

#[inline]
fn flush(page: &str, run: usize, at: usize, out: &mut Writer) {
    if run < at {
        out.copy(&page[run..at], run);
    }
}

fn write_reference(reference: Reference, at: usize, len: usize, out: &mut Writer) {
    let raw = Span::new(offset(at), offset(at + len));
    match reference {
        Reference::Text(text) => out.replace(text, raw),
        Reference::Char(c) => match class(c) {
            Class::White => out.white(raw, false),
            Class::Invisible => {}
            Class::Visible => out.replace(c.encode_utf8(&mut [0; 4]), raw),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::copied;

    #[test]
    fn bytes_are_copied_up_to_what_changes() {
        let tests: [(&[u8; 8], usize); 12] = [
            (b"ministry", 8),
            (b" of a to", 8),
            (b"they of ", 7),
            (b"they  of", 4),
            (b"they \nof", 4),
            (b"R&D unit", 1),
            (b"&nbsp;at", 0),
            (b"\xC3\xA9tat of", 0),
            (b"d\xC3\xA9tente", 1),
            (b"a\xA0b c d ", 1),
            (b"tab\there", 3),
            (b"end\x7F \0ab", 3),
        ];
        for (bytes, count) in tests {
            let text = String::from_utf8_lossy(bytes);
            assert_eq!(copied(u64::from_le_bytes(*bytes), true), count, "{text:?}");
        }
        assert_eq!(copied(u64::from_le_bytes(*b"R&D unit"), false), 8);
    }
}
