//! Which bytes of a text belong to words, and which may begin a name: one bit for each.
//!
//! [`Words`] is filled from left to right, a stretch at a time, so that the text is still in the cache
//! when its words are looked at.

#[cfg(target_arch = "x86_64")]
pub(crate) mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod portable;

use crate::cpu::prefetch;
use crate::word::is_word;

/// Bytes classified at once.
pub(crate) const BLOCK: usize = 64;

/// The bytes that may begin a name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FirstBytes {
    /// Bit `b >> 4` of `ascii[b & 15]` for each ASCII byte `b`.
    pub(crate) ascii: [u8; 16],
    /// Whether letters beyond ASCII do.
    pub(crate) others: bool,
}

impl FirstBytes {
    pub(crate) fn contains_ascii(&self, byte: u8) -> bool {
        byte < 0x80 && self.ascii[usize::from(byte & 15)] >> (byte >> 4) & 1 != 0
    }

    pub(crate) fn insert(&mut self, byte: u8) {
        match byte {
            0x80.. => self.others = true,
            _ => self.ascii[usize::from(byte & 15)] |= 1 << (byte >> 4),
        }
    }
}

/// What one block holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Classes {
    /// ASCII letters, digits, underscores.
    words: u64,
    /// Those of [`FirstBytes::ascii`].
    firsts: u64,
    /// Bytes beyond ASCII.
    others: u64,
}

/// How blocks are classified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Any processor.
    Portable,
    /// x86-64 with AVX2 and BMI; never made elsewhere.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// x86-64 with AVX-512 as of 2019 (Ice Lake, Zen 4); never made elsewhere.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Engine {
    /// The fastest one here.
    pub(crate) fn detect() -> Self {
        #[cfg(target_arch = "x86_64")]
        if avx2::is_available() {
            return if avx512::is_available() { Self::Avx512 } else { Self::Avx2 };
        }
        Self::Portable
    }

    /// All that can run here.
    pub(crate) fn all() -> Vec<Self> {
        let mut all = vec![Self::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            all.extend(avx2::is_available().then_some(Self::Avx2));
            all.extend((Self::detect() == Self::Avx512).then_some(Self::Avx512));
        }
        all
    }
}

/// The masks of the stretch of a text that is being searched.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    /// One bit for each byte from `base` to `filled`, and zeros in the [`PADDING`] bytes beyond.
    bits: Vec<u8>,
    /// Where the bits begin: a multiple of [`BLOCK`].
    base: usize,
    /// Where they end.
    filled: usize,
    /// Bits of a character that began in the block before.
    spill: u64,
    /// 1 when the block before ends inside a word.
    carry: u64,
    /// Where words begin that may begin a name, in order; valid up to `count`.
    starts: Vec<u32>,
    count: usize,
}

/// How far ahead of the masks the text is fetched.
const FETCH_AHEAD: usize = 1 << 11;

/// Zero bytes after the last bits, so that a window may be read anywhere before.
const PADDING: usize = 16;

impl Words {
    /// Forgets the text before.
    pub(crate) fn reset(&mut self) {
        self.bits.resize(self.bits.len().max(PADDING), 0);
        self.bits[..PADDING].fill(0);
        (self.base, self.filled, self.spill, self.carry, self.count) = (0, 0, 0, 0, 0);
    }

    /// Forgets the bits before the block of byte `at`.
    pub(crate) fn forget(&mut self, at: usize) {
        let base = at.min(self.filled) / BLOCK * BLOCK;
        if base > self.base {
            let kept = (base - self.base) / 8..(self.filled - self.base).div_ceil(8) + PADDING;
            self.bits.copy_within(kept, 0);
            self.base = base;
        }
    }

    /// End of the bytes that have their bits.
    #[inline(always)]
    pub(crate) fn filled(&self) -> usize {
        self.filled
    }

    /// The bits, and the byte that the first belongs to.
    #[inline(always)]
    #[cfg(target_arch = "x86_64")]
    pub(crate) fn bits(&self) -> (&[u8], usize) {
        (&self.bits, self.base)
    }

    /// Starts found and not yet taken.
    pub(crate) fn starts(&self) -> &[u32] {
        &self.starts[..self.count]
    }

    /// Forgets the first `count` starts.
    pub(crate) fn take_starts(&mut self, count: usize) {
        self.starts.copy_within(count..self.count, 0);
        self.count -= count;
    }

    /// Classifies up to byte `end`, rounded up to whole blocks.
    pub(crate) fn fill(&mut self, text: &str, end: usize, first: &FirstBytes, engine: Engine) {
        match engine {
            Engine::Portable => {
                self.fill_with(text, end, first, |b| portable::classify(b, first), put_positions);
            }
            #[cfg(target_arch = "x86_64")]
            Engine::Avx2 => avx2::fill(self, text, end, first),
            #[cfg(target_arch = "x86_64")]
            Engine::Avx512 => avx512::fill(self, text, end, first),
        }
    }

    #[inline(always)]
    fn fill_with(
        &mut self,
        text: &str,
        end: usize,
        first: &FirstBytes,
        mut classify: impl FnMut(&[u8; BLOCK]) -> Classes,
        mut put: impl FnMut(u64, u32, &mut [u32; BLOCK]) -> usize,
    ) {
        let bytes = text.as_bytes();
        let end = end.min(bytes.len()).next_multiple_of(BLOCK);
        if self.filled >= end {
            return;
        }
        let (whole, rest) = bytes.as_chunks::<BLOCK>();
        let mut padded = [0; BLOCK];
        padded[..rest.len()].copy_from_slice(rest);
        let range = self.filled / BLOCK..end / BLOCK;
        let blocks = whole[range.start..range.end.min(whole.len())].iter();
        let blocks = blocks.chain((range.end > whole.len()).then_some(&padded));
        let (from, to) = ((self.filled - self.base) / 8, (end - self.base) / 8);
        self.bits.resize(self.bits.len().max(to + PADDING), 0);
        self.bits[to..to + PADDING].fill(0);
        let bits = self.bits[from..to].as_chunks_mut::<8>().0;
        let (mut at, mut carry, mut count) = (self.filled, self.carry, self.count);
        for (block, bits) in blocks.zip(bits) {
            // Between two stretches the processor forgets that the text is read in order.
            if let Some(later) = bytes.get(at + FETCH_AHEAD) {
                prefetch(later);
            }
            let mut found = classify(block);
            if found.others | self.spill != 0 {
                self.spill = add_others(text, at, self.spill, first.others, &mut found);
            }
            *bits = found.words.to_le_bytes();
            let starts = found.words & !(found.words << 1 | carry) & found.firsts;
            if self.starts.len() < count + BLOCK {
                self.starts.resize(self.starts.len() * 2 + 4 * BLOCK, 0);
            }
            if let Some(room) = self.starts[count..].first_chunk_mut() {
                count += put(starts, at as u32, room);
            }
            carry = found.words >> 63;
            at += BLOCK;
        }
        (self.filled, self.carry, self.count) = (at, carry, count);
    }

    /// The bits from byte `at` on, 57 of them at least. `at` must not be forgotten, and come before the end of
    /// the bits.
    #[inline(always)]
    pub(crate) fn window(&self, at: usize) -> u64 {
        let at = at - self.base;
        let bytes = &self.bits[at >> 3..][..8];
        u64::from_le_bytes([
            bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7],
        ]) >> (at & 7)
    }

    /// Whether the byte `at` of `text` belongs to a word. False beyond the end.
    #[inline(always)]
    pub(crate) fn is_word(&self, text: &str, at: usize) -> bool {
        if (self.base..self.filled).contains(&at) {
            let at = at - self.base;
            return self.bits[at >> 3] >> (at & 7) & 1 != 0;
        }
        is_word_far(text, at)
    }

    /// Start of the last word of `text` that starts before `at`, which must not follow a byte of a word.
    pub(crate) fn start_before(&self, text: &str, at: usize) -> Option<usize> {
        let mut start = at;
        while start > 0 && !self.is_word(text, start - 1) {
            start -= 1;
        }
        if start == 0 {
            return None;
        }
        while start > 0 && self.is_word(text, start - 1) {
            start -= 1;
        }
        Some(start)
    }
}

/// [`Words::is_word`] where the bits are forgotten or not yet made.
#[cold]
fn is_word_far(text: &str, at: usize) -> bool {
    text[text.floor_char_boundary(at)..].chars().next().is_some_and(is_word)
}

/// Writes `base` plus the positions of the bits, and returns how many there are.
#[inline(always)]
fn put_positions(mut bits: u64, base: u32, out: &mut [u32; BLOCK]) -> usize {
    // Most blocks have three or fewer: those are written without asking.
    const AT_LEAST: usize = 4;
    let found = bits.count_ones() as usize;
    let mut put = |slot: &mut u32| {
        *slot = base + bits.trailing_zeros();
        bits &= bits.wrapping_sub(1);
    };
    out[..AT_LEAST].iter_mut().for_each(&mut put);
    if found > AT_LEAST {
        out[AT_LEAST..found].iter_mut().for_each(&mut put);
    }
    found
}

/// Adds the bits of characters beyond ASCII that begin in the block at `at`; what of them lies in the
/// next block is returned.
#[inline(never)]
fn add_others(text: &str, at: usize, spill: u64, may_begin: bool, found: &mut Classes) -> u64 {
    let bytes = text.as_bytes();
    found.words |= spill;
    let (mut rest, mut next) = (found.others, 0);
    while rest != 0 {
        let offset = rest.trailing_zeros();
        let lead = bytes[at + offset as usize];
        // One byte when it is the rest of a character that begins in the block before.
        let bits = u128::from((1u32 << lead.leading_ones()) - 1) << offset;
        rest &= !(bits as u64);
        let in_word = match lead {
            0x80..=0xBF => false,
            // Latin-1 letters, but for the signs × and ÷; the punctuation of U+2000 to U+203F.
            0xC3 => !matches!(bytes[at + offset as usize + 1], 0x97 | 0xB7),
            0xE2 if bytes[at + offset as usize + 1] == 0x80 => false,
            0xC4..=0xDF => {
                let low = bytes[at + offset as usize + 1] & 0x3f;
                char::from_u32(u32::from(lead & 0x1f) << 6 | u32::from(low)).is_some_and(is_word)
            }
            _ => text[at + offset as usize..].chars().next().is_some_and(is_word),
        };
        if in_word {
            found.words |= bits as u64;
            next |= (bits >> 64) as u64;
            found.firsts |= u64::from(may_begin) << offset;
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masks(text: &str, first: &FirstBytes, engine: Engine) -> (Vec<u8>, Vec<u32>) {
        let mut words = Words::default();
        words.reset();
        words.fill(text, text.len(), first, engine);
        let starts = words.starts().to_vec();
        words.bits.truncate(text.len().div_ceil(8));
        (words.bits, starts)
    }

    #[test]
    fn every_engine_agrees_with_the_definition_at_every_offset() {
        let sample = "Ünal’s U.S._2 Ж× ÷ e\u{301} 北京，\u{10400}a~{}[]@`|\x7f DEL";
        let mut first = FirstBytes { ascii: [0; 16], others: true };
        "AUSd2_".bytes().for_each(|b| first.insert(b));
        for shift in if cfg!(miri) { 60..66 } else { 0..70 } {
            let text = "x".repeat(shift) + sample;
            let (bits, starts) = masks(&text, &first, Engine::Portable);
            for engine in Engine::all() {
                assert_eq!((bits.clone(), starts.clone()), masks(&text, &first, engine));
            }
            let mut expected = Vec::new();
            let mut before = false;
            for (at, c) in text.char_indices() {
                for byte in at..at + c.len_utf8() {
                    assert_eq!(bits[byte / 8] >> (byte % 8) & 1 != 0, is_word(c), "{c:?} {shift}");
                }
                let first = !c.is_ascii() || first.contains_ascii(c as u8);
                if is_word(c) && !before && first {
                    expected.push(at as u32);
                }
                before = is_word(c);
            }
            assert_eq!(starts, expected, "{shift}");
        }
    }

    #[test]
    fn every_engine_agrees_on_every_ascii_byte() {
        let text: String = (0u8..128).flat_map(|b| [' ', char::from(b)]).collect();
        for step in 1..5 {
            let mut first = FirstBytes { ascii: [0; 16], others: false };
            (0u8..128).step_by(step).for_each(|b| first.insert(b));
            let expected = masks(&text, &first, Engine::Portable);
            for engine in Engine::all() {
                assert_eq!(expected, masks(&text, &first, engine), "{engine:?}");
            }
        }
    }

    #[test]
    fn what_is_forgotten_is_read_from_the_text() {
        let text = "Ünal met Жан’s \u{10400} ".repeat(40);
        let mut first = FirstBytes { ascii: [0; 16], others: true };
        first.insert(b'm');
        let mut words = Words::default();
        words.reset();
        let mut from = 0;
        while words.filled() < text.len() {
            words.fill(&text, words.filled() + 100, &first, Engine::detect());
            words.forget(from);
            for at in from..words.filled().min(text.len()) {
                assert_eq!(words.window(at) & 1 != 0, words.is_word(&text, at), "{at}");
            }
            for at in 0..text.len() + 5 {
                assert_eq!(words.is_word(&text, at), is_word_far(&text, at), "{at}");
            }
            from = words.filled() - 70;
        }
        assert!(words.base > 0 && words.bits.len() < text.len() / 8);
    }
}
