//! The image: a compiled dictionary as one run of bytes, used in place.
//!
//! Little-endian. The header, 128 bytes; what is not listed is zero:
//!
//! | offset | bytes | what |
//! |---|---|---|
//! | 0 | 8 | `plenimg` and a line feed |
//! | 8 | 4 | version |
//! | 12 | 4 | flags: 1 an entry is of any case, 2 words beyond ASCII pass the grams, 4 they begin names |
//! | 16 | 8 | seed of the keys |
//! | 24 | 4 | number of entries |
//! | 28 | 4 | longest gap, in bytes |
//! | 32 | 4 | most words of an entry |
//! | 40 | 8 | lines of the table that keys point at |
//! | 48 | 5 × 8 | bytes of each section |
//! | 88 | 16 | ASCII bytes that may begin a name: bit `b >> 4` of byte `b & 15` for each `b` |
//! | 112 | 8 | checksum of all that follows the header |
//! | 120 | 8 | checksum of the 120 bytes before |
//!
//! Then the sections, each at a multiple of 64 bytes, in this order:
//!
//! | section | what |
//! |---|---|
//! | grams | bitmap of the first bytes of names |
//! | first words | Bloom filter, words of 8 bytes |
//! | pairs | Bloom filter of the first two words of names |
//! | table | lines of 64 bytes |
//! | records | rules, payload and text of each entry |
//!
//! Opening reads the header only, at any size. Nothing in the sections is trusted: a search checks the
//! bounds of every read, so damaged bytes give wrong or missing matches and nothing worse.
//! [`Image::is_intact`] reads it all and compares the checksum.

use std::ops::Range;
use std::sync::Arc;

use crate::Error;
use crate::filter::{Bloom, Grams};
use crate::hash::checksum;
use crate::mask::FirstBytes;
use crate::table::Table;

const MAGIC: [u8; 8] = *b"plenimg\n";
/// Raised whenever images of before cannot be read any more.
const VERSION: u32 = 2;
const HEADER: usize = 128;
const ALIGN: usize = 64;
/// Where the header's own checksum stands; it covers what is before.
const HEADER_SUM: usize = 120;
const SECTIONS: usize = 5;

/// What a search must know of the whole dictionary.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    pub(crate) seed: u64,
    pub(crate) entries: u32,
    /// Longest gap, in bytes, between words or after the last.
    pub(crate) longest_gap: u32,
    /// Most words of an entry.
    pub(crate) most_words: u32,
    /// An entry has [`CaseRule::AnyCase`](crate::CaseRule::AnyCase): the filters do not see case.
    pub(crate) any_case: bool,
    /// Words beyond ASCII pass the gram filter: they may stand for words in ASCII.
    pub(crate) others_pass: bool,
    pub(crate) first: FirstBytes,
    /// Lines of the table that keys point at.
    pub(crate) home_lines: u64,
}

/// The sections of an image under construction.
pub(crate) struct Sections {
    pub(crate) grams: Vec<u8>,
    pub(crate) first_words: Vec<u64>,
    pub(crate) pairs: Vec<u64>,
    pub(crate) table: Vec<u64>,
    pub(crate) records: Vec<u8>,
}

/// A checked image.
#[derive(Clone)]
pub(crate) struct Image {
    bytes: Bytes,
    pub(crate) header: Header,
    sections: [Range<usize>; SECTIONS],
}

#[derive(Clone)]
enum Bytes {
    Static(&'static [u8]),
    Shared(Arc<dyn AsRef<[u8]> + Send + Sync>),
    /// From `start` on, so that sections are at home in cache lines.
    Built {
        bytes: Arc<Vec<u8>>,
        start: usize,
    },
}

impl Bytes {
    fn get(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Shared(owner) => (**owner).as_ref(),
            Self::Built { bytes, start } => &bytes[*start..],
        }
    }
}

/// The sections as a search sees them.
#[derive(Clone, Copy)]
pub(crate) struct View<'i> {
    pub(crate) grams: Grams<'i>,
    pub(crate) first_words: Bloom<'i>,
    pub(crate) pairs: Bloom<'i>,
    pub(crate) table: Table<'i>,
    pub(crate) records: &'i [u8],
}

impl Image {
    pub(crate) fn from_static(bytes: &'static [u8]) -> Result<Self, Error> {
        Self::open(Bytes::Static(bytes))
    }

    pub(crate) fn from_shared(owner: Arc<dyn AsRef<[u8]> + Send + Sync>) -> Result<Self, Error> {
        Self::open(Bytes::Shared(owner))
    }

    /// Joins header and sections.
    pub(crate) fn build(header: &Header, sections: Sections) -> Result<Self, Error> {
        let lens = [
            sections.grams.len(),
            sections.first_words.len() * 8,
            sections.pairs.len() * 8,
            sections.table.len() * 8,
            sections.records.len(),
        ];
        let total = HEADER + lens.iter().map(|l| l.next_multiple_of(ALIGN)).sum::<usize>();
        let mut bytes: Vec<u8> = Vec::with_capacity(total + ALIGN);
        let start = bytes.as_ptr().align_offset(ALIGN).min(ALIGN);
        bytes.resize(start + HEADER, 0);
        let pad = |bytes: &mut Vec<u8>| {
            bytes.resize(start + (bytes.len() - start).next_multiple_of(ALIGN), 0);
        };
        bytes.extend_from_slice(&sections.grams);
        drop(sections.grams);
        for words in [sections.first_words, sections.pairs, sections.table] {
            pad(&mut bytes);
            for word in &words {
                bytes.extend_from_slice(&word.to_le_bytes());
            }
        }
        pad(&mut bytes);
        bytes.extend_from_slice(&sections.records);
        drop(sections.records);
        pad(&mut bytes);
        let sum = checksum(&bytes[start + HEADER..]);
        write_header(&mut bytes[start..start + HEADER], header, &lens, sum);
        Self::open(Bytes::Built { bytes: Arc::new(bytes), start })
    }

    fn open(bytes: Bytes) -> Result<Self, Error> {
        let all = bytes.get();
        let head: &[u8; HEADER] = all
            .first_chunk()
            .ok_or_else(|| Error::image(all.len(), "it ends inside the header"))?;
        if head[..8] != MAGIC {
            return Err(Error::image(0, "it does not begin as an image does"));
        }
        if u32_at(head, 8) != VERSION {
            return Err(Error::image(8, "it has another version: build it again"));
        }
        if checksum(&head[..HEADER_SUM]) != u64_at(head, HEADER_SUM) {
            return Err(Error::image(HEADER_SUM, "its header is damaged"));
        }
        let header = read_header(head);
        let mut at = HEADER;
        let mut sections = [const { 0..0 }; SECTIONS];
        for (index, section) in sections.iter_mut().enumerate() {
            let field = LENS + 8 * index;
            let len = usize::try_from(u64_at(head, field))
                .ok()
                .filter(|len| {
                    len.checked_next_multiple_of(ALIGN).is_some_and(|l| l <= all.len() - at)
                })
                .ok_or_else(|| Error::image(field, "a section ends beyond it"))?;
            *section = at..at + len;
            at += len.next_multiple_of(ALIGN);
        }
        if at != all.len() {
            return Err(Error::image(at, "bytes follow the last section"));
        }
        let [grams, first_words, pairs, table, _] = &sections;
        let words = |r: &Range<usize>, size: usize| !r.is_empty() && r.len().is_multiple_of(size);
        let lines = table.len() as u64 / 64;
        let sound = Grams::is_valid(grams.len())
            && words(first_words, 8)
            && words(pairs, 8)
            && words(table, 64)
            && (1..=lines).contains(&header.home_lines);
        if !sound {
            return Err(Error::image(LENS, "a section has a length that it cannot have"));
        }
        Ok(Self { bytes, header, sections })
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.bytes.get()
    }

    pub(crate) fn is_intact(&self) -> bool {
        let bytes = self.bytes();
        checksum(&bytes[HEADER..]) == u64_at(bytes, CONTENT_SUM)
    }

    #[inline]
    pub(crate) fn view(&self) -> View<'_> {
        let bytes = self.bytes();
        let [grams, first_words, pairs, table, records] = &self.sections;
        View {
            grams: Grams::new(&bytes[grams.clone()]),
            first_words: Bloom::new(bytes[first_words.clone()].as_chunks().0),
            pairs: Bloom::new(bytes[pairs.clone()].as_chunks().0),
            table: Table::new(bytes[table.clone()].as_chunks().0, self.header.home_lines as usize),
            records: &bytes[records.clone()],
        }
    }
}

const LENS: usize = 48;
const FIRST: usize = 88;
const CONTENT_SUM: usize = 112;
const ANY_CASE: u32 = 1;
const OTHERS_PASS: u32 = 2;
const OTHERS_BEGIN: u32 = 4;

fn write_header(out: &mut [u8], header: &Header, lens: &[usize; SECTIONS], sum: u64) {
    let flag = |yes: bool, bit: u32| if yes { bit } else { 0 };
    let flags = flag(header.any_case, ANY_CASE)
        | flag(header.others_pass, OTHERS_PASS)
        | flag(header.first.others, OTHERS_BEGIN);
    out[..8].copy_from_slice(&MAGIC);
    let mut put = |at: usize, bytes: &[u8]| out[at..at + bytes.len()].copy_from_slice(bytes);
    put(8, &VERSION.to_le_bytes());
    put(12, &flags.to_le_bytes());
    put(16, &header.seed.to_le_bytes());
    put(24, &header.entries.to_le_bytes());
    put(28, &header.longest_gap.to_le_bytes());
    put(32, &header.most_words.to_le_bytes());
    put(40, &header.home_lines.to_le_bytes());
    for (index, &len) in lens.iter().enumerate() {
        put(LENS + 8 * index, &(len as u64).to_le_bytes());
    }
    put(FIRST, &header.first.ascii);
    put(CONTENT_SUM, &sum.to_le_bytes());
    let own = checksum(&out[..HEADER_SUM]);
    out[HEADER_SUM..].copy_from_slice(&own.to_le_bytes());
}

fn read_header(head: &[u8; HEADER]) -> Header {
    let flags = u32_at(head, 12);
    let mut ascii = [0; 16];
    ascii.copy_from_slice(&head[FIRST..FIRST + 16]);
    Header {
        seed: u64_at(head, 16),
        entries: u32_at(head, 24),
        longest_gap: u32_at(head, 28),
        most_words: u32_at(head, 32),
        any_case: flags & ANY_CASE != 0,
        others_pass: flags & OTHERS_PASS != 0,
        first: FirstBytes { ascii, others: flags & OTHERS_BEGIN != 0 },
        home_lines: u64_at(head, 40),
    }
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let mut value = [0; 4];
    value.copy_from_slice(&bytes[at..at + 4]);
    u32::from_le_bytes(value)
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}
