//! The image: the tables compiled into one run of bytes, used in place.
//!
//! Little-endian. A header of [`HEADER`] bytes gives offset and length of each section; the sections are
//! arrays of records of `u32`, a pool of strings (two bytes of length, then UTF-8), hash tables over
//! strings, and the image of the matcher. Opening reads the header only. Nothing in the sections is trusted:
//! a read outside gives zero or an empty string, so damaged bytes give wrong answers and nothing worse.

use std::ops::Range;
use std::sync::Arc;

use crate::error::Error;

const MAGIC: &[u8; 8] = b"plengaz\n";
/// Raised whenever images of before cannot be read any more.
const VERSION: u32 = 2;
const ALIGN: usize = 64;
/// Bytes of the header: magic, version, number of sections, then offset and length of each.
const HEADER: usize = 192;

/// The parts of an image, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Section {
    Strings,
    Countries,
    Organisations,
    People,
    Surnames,
    Terms,
    Offices,
    Bodies,
    Aliases,
    /// Folded surname to people.
    BySurname,
    /// Id to person.
    ById,
    /// Class and country to people.
    Holders,
    /// Word for an office to office.
    ByPhrase,
    GivenNames,
    CountryWords,
    /// Lists that hash tables point into.
    Lists,
    Matcher,
}

const SECTIONS: usize = Section::Matcher as usize + 1;

/// A checked image.
#[derive(Clone)]
pub(crate) struct Image {
    bytes: Bytes,
    sections: [(u32, u32); SECTIONS],
}

#[derive(Clone)]
enum Bytes {
    Static(&'static [u8]),
    Shared(Arc<[u8]>),
}

impl Image {
    /// Opens an image that is part of the program.
    pub(crate) fn from_static(bytes: &'static [u8]) -> Result<Self, Error> {
        Ok(Self { sections: sections(bytes)?, bytes: Bytes::Static(bytes) })
    }

    /// Opens an image that was read or built.
    pub(crate) fn from_shared(bytes: Arc<[u8]>) -> Result<Self, Error> {
        Ok(Self { sections: sections(&bytes)?, bytes: Bytes::Shared(bytes) })
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        match &self.bytes {
            Bytes::Static(bytes) => bytes,
            Bytes::Shared(bytes) => bytes,
        }
    }

    /// Where a section lies.
    pub(crate) fn range(&self, section: Section) -> Range<usize> {
        let (offset, len) = self.sections[section as usize];
        offset as usize..(offset + len) as usize
    }

    /// Number `index` of a section of numbers; 0 outside.
    pub(crate) fn number(&self, section: Section, index: u32) -> u32 {
        let (offset, len) = self.sections[section as usize];
        let at = offset as usize + index as usize * 4;
        let inside = (index as usize + 1) * 4 <= len as usize;
        match self.bytes().get(at..at + 4) {
            Some(four) if inside => u32::from_le_bytes([four[0], four[1], four[2], four[3]]),
            _ => 0,
        }
    }

    /// How many numbers a section holds.
    pub(crate) fn numbers(&self, section: Section) -> u32 {
        self.sections[section as usize].1 / 4
    }

    /// The string at `at` of the pool; empty outside.
    pub(crate) fn string(&self, at: u32) -> &str {
        core::str::from_utf8(self.string_bytes(at)).unwrap_or_default()
    }

    /// As [`Self::string`], unchecked for being UTF-8.
    pub(crate) fn string_bytes(&self, at: u32) -> &[u8] {
        let pool = self.bytes().get(self.range(Section::Strings)).unwrap_or_default();
        let at = at as usize;
        let Some(&[low, high]) = pool.get(at..at + 2) else { return &[] };
        let len = usize::from(u16::from_le_bytes([low, high]));
        pool.get(at + 2..at + 2 + len).unwrap_or_default()
    }

    /// The two numbers that a hash table has for `key`.
    pub(crate) fn look_up(&self, section: Section, key: &str) -> Option<(u32, u32)> {
        let slots = self.numbers(section) / SLOT;
        let mask = slots.checked_sub(1)?;
        let mut slot = hash(key) & mask;
        for _ in 0..slots {
            let at = self.number(section, slot * SLOT);
            if at == 0 {
                return None;
            }
            if self.string_bytes(at) == key.as_bytes() {
                let (a, b) = (slot * SLOT + 1, slot * SLOT + 2);
                return Some((self.number(section, a), self.number(section, b)));
            }
            slot = (slot + 1) & mask;
        }
        None
    }
}

/// Numbers of a slot of a hash table: the key, and two of what it stands for.
const SLOT: u32 = 3;

/// FNV-1a.
fn hash(key: &str) -> u32 {
    key.bytes().fold(0x811c_9dc5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

fn sections(bytes: &[u8]) -> Result<[(u32, u32); SECTIONS], Error> {
    let bad = |reason: &str| Error::new("gazetteer image", 0, 0, reason);
    let number =
        |at: usize| bytes.get(at..at + 4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
    if bytes.get(..8) != Some(MAGIC) {
        return Err(bad("not an image of a gazetteer: write one with `plenipo gazetteer compile`"));
    }
    if number(8) != Some(VERSION) || number(12) != u32::try_from(SECTIONS).ok() {
        return Err(bad("an image of another version: compile the tables again"));
    }
    let mut out = [(0, 0); SECTIONS];
    for (section, i) in out.iter_mut().zip(0..) {
        let offset = number(16 + i * 8).unwrap_or(u32::MAX);
        let len = number(20 + i * 8).unwrap_or(u32::MAX);
        let end = offset.checked_add(len);
        if end.is_none_or(|end| end as usize > bytes.len()) {
            return Err(bad("cut short: compile the tables again"));
        }
        *section = (offset, len);
    }
    Ok(out)
}

/// An image under construction.
#[derive(Default)]
pub(crate) struct ImageBuilder {
    pool: Vec<u8>,
    known: std::collections::HashMap<String, u32>,
    sections: std::collections::BTreeMap<usize, Vec<u8>>,
}

impl ImageBuilder {
    /// The place of a string in the pool; 0 for the empty one.
    pub(crate) fn string(&mut self, text: &str) -> u32 {
        if self.pool.is_empty() {
            self.pool.extend([0, 0]);
        }
        if text.is_empty() {
            return 0;
        }
        if let Some(&at) = self.known.get(text) {
            return at;
        }
        let text = cut(text, usize::from(u16::MAX));
        let at = u32::try_from(self.pool.len()).unwrap_or(u32::MAX);
        self.pool.extend(u16::try_from(text.len()).unwrap_or(u16::MAX).to_le_bytes());
        self.pool.extend(text.as_bytes());
        self.known.insert(text.to_owned(), at);
        at
    }

    /// Appends a number to a section.
    pub(crate) fn push(&mut self, section: Section, number: u32) {
        self.sections.entry(section as usize).or_default().extend(number.to_le_bytes());
    }

    /// How many numbers a section holds.
    pub(crate) fn numbers(&self, section: Section) -> u32 {
        let len = self.sections.get(&(section as usize)).map_or(0, Vec::len);
        u32::try_from(len / 4).unwrap_or(u32::MAX)
    }

    /// Writes a hash table: for each key, in any order, two numbers.
    pub(crate) fn table(&mut self, section: Section, rows: &[(String, u32, u32)]) {
        let slots = (rows.len() * 2).next_power_of_two().max(2);
        let mut table = vec![[0u32; SLOT as usize]; slots];
        let mut rows: Vec<&(String, u32, u32)> = rows.iter().collect();
        rows.sort();
        for (key, a, b) in rows {
            let mut slot = hash(key) as usize & (slots - 1);
            while table[slot][0] != 0 {
                slot = (slot + 1) & (slots - 1);
            }
            table[slot] = [self.string(key), *a, *b];
        }
        for number in table.into_iter().flatten() {
            self.push(section, number);
        }
    }

    /// The image, with that of the matcher at its end.
    pub(crate) fn finish(mut self, matcher: &[u8]) -> Vec<u8> {
        self.sections.insert(Section::Strings as usize, self.pool);
        self.sections.insert(Section::Matcher as usize, matcher.to_vec());
        let mut out = Vec::from(*MAGIC);
        out.extend(VERSION.to_le_bytes());
        out.extend(u32::try_from(SECTIONS).unwrap_or(u32::MAX).to_le_bytes());
        out.resize(HEADER, 0);
        for section in 0..SECTIONS {
            out.resize(out.len().next_multiple_of(ALIGN), 0);
            let bytes = self.sections.remove(&section).unwrap_or_default();
            let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes();
            let start = place(out.len());
            out[16 + section * 8..20 + section * 8].copy_from_slice(&start);
            let end = 24 + section * 8;
            out[end - 4..end].copy_from_slice(&place(bytes.len()));
            out.extend(bytes);
        }
        out
    }
}

/// The longest beginning of `text` of at most `len` bytes.
fn cut(text: &str, len: usize) -> &str {
    let mut len = len.min(text.len());
    while !text.is_char_boundary(len) {
        len -= 1;
    }
    &text[..len]
}
