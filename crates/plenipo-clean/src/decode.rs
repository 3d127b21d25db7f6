//! From bytes to text: which encoding, and the map back to the bytes when it is not UTF-8.
//!
//! Order: byte order mark; UTF-8 that validates; the encoding given with the input; `<meta>`; a
//! guess on a prefix. Valid UTF-8 comes before what is declared: text in a legacy encoding is next
//! to never valid UTF-8 by chance, while wrong declarations are common.

use encoding_rs::{CoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use plenipo_text::{AlignmentBuilder, RawText, Span, offset};

use crate::Error;

/// Bytes looked at when the encoding has to be guessed: detection on whole pages costs more than
/// all other stages together.
const GUESS_PREFIX: usize = 16 * 1024;
/// Bytes in which `<meta charset>` is looked for; the standard says 1024, pages exceed it.
const META_PREFIX: usize = 8 * 1024;

/// A NUL in the first bytes makes a file binary; later, stray ones are found on real pages.
const BINARY_PREFIX: usize = 512;
/// One NUL in this many bytes is stray.
const BINARY_SHARE: usize = 1000;

/// How the encoding of an input was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CharsetSource {
    /// A byte order mark.
    ByteOrderMark,
    /// The bytes are valid UTF-8.
    Valid,
    /// Declared, with the input or in the page.
    Declared,
    /// Guessed from the bytes.
    Guessed,
}

/// The encoding an input was read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charset {
    /// Name in the WHATWG Encoding Standard, such as `UTF-8` or `windows-1252`.
    pub name: &'static str,
    /// How it was found.
    pub source: CharsetSource,
    /// First byte that is not UTF-8, when the input is not UTF-8 throughout.
    pub invalid_utf8_at: Option<usize>,
}

/// Decodes `bytes`; `given` is an encoding label known beforehand.
pub(crate) fn decode(
    id: &str,
    bytes: &[u8],
    given: Option<&str>,
) -> Result<(RawText, Charset), Error> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::empty(id));
    }
    if u32::try_from(bytes.len()).is_err() {
        return Err(Error::too_long(id, bytes.len()));
    }
    let made = match Encoding::for_bom(bytes) {
        Some((encoding, bom)) if encoding == UTF_8 => utf8_after_bom(bytes, bom),
        Some((encoding, bom)) => {
            let charset = Charset {
                name: encoding.name(),
                source: CharsetSource::ByteOrderMark,
                invalid_utf8_at: None,
            };
            transcode(bytes, bom, encoding).map(|raw| (raw, charset))
        }
        None => without_bom(id, bytes, given)?,
    };
    made.map_err(|error| Error::document(id, error))
}

type Decoded = Result<(RawText, Charset), plenipo_text::Error>;

fn without_bom(id: &str, bytes: &[u8], given: Option<&str>) -> Result<Decoded, Error> {
    if let Some(at) = memchr::memchr(0, bytes) {
        let stray = at >= BINARY_PREFIX
            && memchr::memchr_iter(0, bytes).count() * BINARY_SHARE < bytes.len();
        return match utf16_by_zeros(bytes) {
            _ if stray => Ok(decode_without_mark(bytes, given)),
            Some(encoding) => {
                let charset = Charset {
                    name: encoding.name(),
                    source: CharsetSource::Guessed,
                    invalid_utf8_at: None,
                };
                Ok(transcode(bytes, 0, encoding).map(|raw| (raw, charset)))
            }
            None => Err(Error::binary(id, at)),
        };
    }
    Ok(decode_without_mark(bytes, given))
}

/// The text that the bytes are, or the first that is none. Nearly all pages are text, so that the fast
/// check, which does not say where it fails, goes first.
fn valid_utf8(bytes: &[u8]) -> Result<&str, usize> {
    simdutf8::basic::from_utf8(bytes)
        .or_else(|_| core::str::from_utf8(bytes).map_err(|error| error.valid_up_to()))
}

fn decode_without_mark(bytes: &[u8], given: Option<&str>) -> Decoded {
    let error = match valid_utf8(bytes) {
        Ok(text) => {
            let charset =
                Charset { name: "UTF-8", source: CharsetSource::Valid, invalid_utf8_at: None };
            return RawText::utf8(text.to_owned()).map(|raw| (raw, charset));
        }
        Err(at) => at,
    };
    let declared = given
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .or_else(|| meta_charset(bytes));
    let (encoding, source) = match declared {
        Some(encoding) => (encoding, CharsetSource::Declared),
        None => (guess(bytes, error), CharsetSource::Guessed),
    };
    let charset = Charset { name: encoding.name(), source, invalid_utf8_at: Some(error) };
    transcode(bytes, 0, encoding).map(|raw| (raw, charset))
}

/// UTF-8 with a mark: the mark maps to nothing, the rest is shifted.
fn utf8_after_bom(bytes: &[u8], bom: usize) -> Decoded {
    let invalid = core::str::from_utf8(&bytes[bom..]).err().map(|e| bom + e.valid_up_to());
    let charset =
        Charset { name: "UTF-8", source: CharsetSource::ByteOrderMark, invalid_utf8_at: invalid };
    transcode(bytes, bom, UTF_8).map(|raw| (raw, charset))
}

/// UTF-16 without a mark: Latin text has a zero in every second byte.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024)];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = head.len() / 2 * 7 / 10;
    if head.len() < 4 {
        None
    } else if odd > many && even * 20 < odd {
        Some(UTF_16LE)
    } else if even > many && odd * 20 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding named by `<meta charset=…>` or `<meta http-equiv content="…charset=…">`.
fn meta_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(META_PREFIX)];
    for at in memchr::memmem::find_iter(head, b"charset") {
        let rest = &head[at + 7..];
        let rest = rest.trim_ascii_start();
        let Some(rest) = rest.strip_prefix(b"=") else { continue };
        let rest = rest.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest
            .iter()
            .position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b)))
            .unwrap_or(rest.len());
        if let Some(encoding) = Encoding::for_label(&rest[..end]) {
            // A page read as bytes cannot be UTF-16 when its `<meta>` was legible.
            let sixteen = encoding == UTF_16LE || encoding == UTF_16BE;
            return Some(if sixteen { UTF_8 } else { encoding });
        }
    }
    None
}

/// A guess on the bytes around the first that is not UTF-8.
fn guess(bytes: &[u8], first_bad: usize) -> &'static Encoding {
    let start = first_bad.saturating_sub(GUESS_PREFIX / 4);
    let part = &bytes[start..bytes.len().min(start + GUESS_PREFIX)];
    // One broken byte in megabytes of UTF-8 does not make it another encoding: look whether the
    // multi-byte sequences of the prefix are UTF-8 but for a few.
    let lossy = String::from_utf8_lossy(part);
    let broken = lossy.chars().filter(|&c| c == '\u{FFFD}').count();
    let whole = lossy.chars().filter(|c| !c.is_ascii()).count() - broken;
    if whole > broken * 8 {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(part, true);
    detector.guess(None, true)
}

/// Decodes `bytes[from..]`, with an alignment that is exact per character.
fn transcode(
    bytes: &[u8],
    from: usize,
    encoding: &'static Encoding,
) -> Result<RawText, plenipo_text::Error> {
    let mut map = AlignmentBuilder::new();
    let mut text = String::with_capacity(bytes.len() - from);
    if encoding == UTF_8 {
        decode_utf8(bytes, from, &mut text, &mut map);
    } else {
        decode_by_steps(bytes, from, encoding, &mut text, &mut map);
    }
    RawText::decoded(text, map.build())
}

fn decode_utf8(bytes: &[u8], from: usize, text: &mut String, map: &mut AlignmentBuilder) {
    let mut at = from;
    for chunk in bytes[from..].utf8_chunks() {
        let good = chunk.valid();
        text.push_str(good);
        map.copy(Span::new(offset(at), offset(at + good.len())));
        at += good.len();
        let bad = chunk.invalid().len();
        if bad > 0 {
            text.push('\u{FFFD}');
            map.replace(Span::new(offset(at), offset(at + bad)), 3);
            at += bad;
        }
    }
}

/// Feeds the decoder ASCII runs at once and other bytes one by one, so that each character is known
/// by the bytes that made it.
fn decode_by_steps(
    bytes: &[u8],
    from: usize,
    encoding: &'static Encoding,
    text: &mut String,
    map: &mut AlignmentBuilder,
) {
    let ascii = encoding.is_ascii_compatible() && encoding != encoding_rs::ISO_2022_JP;
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut at = from;
    let mut pending = from;
    let mut piece = [0u8; 32];
    while at < bytes.len() {
        if ascii && pending == at && bytes[at].is_ascii() {
            let run = Encoding::ascii_valid_up_to(&bytes[at..]);
            // The run is ASCII, so it is text as it stands.
            text.push_str(core::str::from_utf8(&bytes[at..at + run]).unwrap_or_default());
            map.copy(Span::new(offset(at), offset(at + run)));
            at += run;
            pending = at;
            continue;
        }
        let last = at + 1 == bytes.len();
        let (result, read, written, _) = decoder.decode_to_utf8(&bytes[at..=at], &mut piece, last);
        at += if result == CoderResult::InputEmpty { 1 } else { read.max(1) };
        if written > 0 {
            text.push_str(core::str::from_utf8(&piece[..written]).unwrap_or("\u{FFFD}"));
            let written = if core::str::from_utf8(&piece[..written]).is_ok() { written } else { 3 };
            map.replace(Span::new(offset(pending), offset(at)), offset(written));
            pending = at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (RawText, Charset) {
        decode("d", bytes, None).unwrap()
    }

    #[test]
    fn utf8_is_taken_whatever_is_declared() {
        let (raw, charset) = read("<meta charset=iso-8859-1>Élysée".as_bytes());
        assert!(raw.text().ends_with("Élysée"));
        assert_eq!(charset.source, CharsetSource::Valid);
    }

    #[test]
    fn a_declared_encoding_is_used_and_aligned() {
        let (raw, charset) = read(b"<meta charset=\"windows-1252\">\x93Hi\x94");
        assert_eq!((charset.name, charset.invalid_utf8_at), ("windows-1252", Some(29)));
        let at = raw.text().find('”').unwrap() as u32;
        assert_eq!(raw.place(Span::new(at, at + 3)).unwrap().bytes, Span::new(32, 33));
    }

    #[test]
    fn a_double_byte_encoding_is_aligned() {
        let (bytes, _, _) = encoding_rs::EUC_KR.encode("<meta charset=euc-kr>조태열 met");
        let (raw, _) = read(&bytes);
        let at = raw.text().find('태').unwrap() as u32;
        assert_eq!(raw.place(Span::new(at, at + 3)).unwrap().bytes, Span::new(23, 25));
        assert!(raw.text().ends_with("조태열 met"));
    }

    #[test]
    fn marks_of_utf16_and_utf8_are_dropped() {
        let (raw, charset) = read(b"\xFF\xFEH\0i\0");
        assert_eq!((raw.text(), charset.name), ("Hi", "UTF-16LE"));
        assert_eq!(raw.place(Span::new(1, 2)).unwrap().bytes, Span::new(4, 6));
        let (raw, _) = read(b"\xEF\xBB\xBFHi");
        assert_eq!(raw.place(Span::new(0, 2)).unwrap().bytes, Span::new(3, 5));
    }

    #[test]
    fn empty_and_binary_inputs_are_told() {
        assert!(decode("d", b" \n", None).unwrap_err().is_empty_input());
        let error = decode("d", b"\x7fELF\0\0\x01", None).unwrap_err();
        assert!(error.is_binary_input());
        assert!(error.to_string().contains("byte 4"));
    }

    #[test]
    fn one_broken_byte_in_utf8_stays_utf8() {
        let mut bytes = "Élysée, Müller, Łódź, São, façade, naïve".as_bytes().to_vec();
        bytes.push(0xFF);
        let (raw, charset) = read(&bytes);
        assert_eq!((charset.name, charset.source), ("UTF-8", CharsetSource::Guessed));
        assert!(raw.text().ends_with("naïve\u{FFFD}"));
    }
}
