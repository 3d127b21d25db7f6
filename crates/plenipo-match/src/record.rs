//! The record of an entry in an image: rules, payload and text, one after the other.
//!
//! | bytes | what |
//! |---|---|
//! | 1 | rules: case (2 bits), folded (1), literal (1), payload bytes less one (2), last (1), back (1) |
//! | 1 to 4 | payload, little-endian |
//! | 0 or 1 | words before the anchor, when `back` is set |
//! | 1 to 5 | length of the text, seven bits a byte |
//! | … | the text, UTF-8 |
//!
//! The records of one phrase follow each other; the `last` bit ends them.

use crate::{CaseRule, Diacritics, Separators};

/// How an entry may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rules {
    pub(crate) case: CaseRule,
    pub(crate) diacritics: Diacritics,
    pub(crate) separators: Separators,
}

impl Rules {
    /// Whether only the bytes of the entry match.
    #[inline(always)]
    pub(crate) fn only_as_written(self) -> bool {
        self.case == CaseRule::Exact
            && self.diacritics == Diacritics::Strict
            && self.separators == Separators::Literal
    }

    pub(crate) fn to_bits(self) -> u8 {
        let case = match self.case {
            CaseRule::Exact => 0,
            CaseRule::AsWrittenOrCaps => 1,
            CaseRule::TitleOrCaps => 2,
            CaseRule::AnyCase => 3,
        };
        case | u8::from(self.diacritics == Diacritics::Folded) << 2
            | u8::from(self.separators == Separators::Literal) << 3
    }

    #[inline(always)]
    pub(crate) fn from_bits(bits: u8) -> Self {
        Self {
            case: match bits & 3 {
                0 => CaseRule::Exact,
                1 => CaseRule::AsWrittenOrCaps,
                2 => CaseRule::TitleOrCaps,
                _ => CaseRule::AnyCase,
            },
            diacritics: if bits & 4 == 0 { Diacritics::Strict } else { Diacritics::Folded },
            separators: if bits & 8 == 0 { Separators::Joined } else { Separators::Literal },
        }
    }
}

const LAST: u8 = 1 << 6;
const BACK: u8 = 1 << 7;

/// One record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Record<'i> {
    pub(crate) rules: Rules,
    pub(crate) payload: u32,
    /// Words before the one that the search starts from.
    pub(crate) back: u8,
    pub(crate) text: &'i [u8],
}

impl<'i> Record<'i> {
    pub(crate) fn write(&self, last: bool, out: &mut Vec<u8>) {
        let payload = self.payload.to_le_bytes();
        let width = (4 - self.payload.leading_zeros() as usize / 8).max(1);
        let flags = (u8::from(last) * LAST) | (u8::from(self.back > 0) * BACK);
        out.push(self.rules.to_bits() | (width as u8 - 1) << 4 | flags);
        out.extend_from_slice(&payload[..width]);
        if self.back > 0 {
            out.push(self.back);
        }
        let mut len = self.text.len();
        while len >= 0x80 {
            out.push(len as u8 | 0x80);
            len >>= 7;
        }
        out.push(len as u8);
        out.extend_from_slice(self.text);
    }

    /// The first record of `bytes`, whether it is the last of its phrase, and the bytes after it; `None`
    /// when the image is damaged.
    #[inline(always)]
    pub(crate) fn read(bytes: &'i [u8]) -> Option<(Self, bool, &'i [u8])> {
        let (&head, mut rest) = bytes.split_first()?;
        let width = usize::from(head >> 4 & 3) + 1;
        let mut payload = [0; 4];
        let (written, after) = rest.split_at_checked(width)?;
        payload[..width].copy_from_slice(written);
        rest = after;
        let mut back = 0;
        if head & BACK != 0 {
            let (&byte, after) = rest.split_first()?;
            (back, rest) = (byte, after);
        }
        let (mut len, mut shift) = (0, 0);
        loop {
            let (&byte, after) = rest.split_first()?;
            rest = after;
            len |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                break;
            }
            if shift > 28 {
                return None;
            }
        }
        let (text, rest) = rest.split_at_checked(len)?;
        let payload = u32::from_le_bytes(payload);
        let record = Self { rules: Rules::from_bits(head), payload, back, text };
        Some((record, head & LAST != 0, rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_reads_as_written() {
        let long = "x".repeat(300);
        for (payload, back, text) in
            [(0, 0, "Kyiv"), (255, 1, "de Gaulle"), (256, 0, ""), (u32::MAX, 3, &long)]
        {
            for bits in 0..16 {
                let rules = Rules::from_bits(bits);
                let record = Record { rules, payload, back, text: text.as_bytes() };
                let mut bytes = Vec::new();
                record.write(bits & 1 != 0, &mut bytes);
                assert_eq!(Record::read(&bytes), Some((record, bits & 1 != 0, &[][..])));
                for cut in 0..bytes.len() {
                    assert_eq!(Record::read(&bytes[..cut]), None, "cut at {cut}");
                }
            }
        }
    }
}
