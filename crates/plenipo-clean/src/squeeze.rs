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

/// Writes `page[start..end]`; replaces character references when `references` is set.
pub(crate) fn squeeze(page: &str, start: usize, end: usize, references: bool, out: &mut Writer) {
    let bytes = &page.as_bytes()[..end];
    let plain = |b: u8| b > b' ' && b < 0x7F && !(references && b == b'&');
    let mut at = start;
    let mut run = start;
    while let Some(&b) = bytes.get(at) {
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
