//! The stages of a search for eight candidates at once, with AVX-512.
//!
//! Each does what its namesake in [`super`] does. Candidates that do not fit (words of more than 16 bytes
//! or beyond ASCII, the last bytes of a text, masks that are not made yet) are sent to the functions there,
//! one by one.
//!
//! [`gather`] and [`gather_sixteen`] are the only reads at offsets that are computed; they lower each offset to
//! the last one from which 8 or 16 bytes can be read, and tell which lanes were not lowered.
#![allow(unsafe_code)]

use core::arch::x86_64::{
    __m256i, __m512i, __mmask8, _mm_cvtsi64_si128, _mm_loadu_si128, _mm256_maskz_compress_epi32,
    _mm256_maskz_loadu_epi32, _mm256_maskz_set1_epi32, _mm256_or_si256, _mm256_set1_epi32,
    _mm256_storeu_si256, _mm256_test_epi32_mask, _mm512_add_epi64, _mm512_and_si512,
    _mm512_andnot_si512, _mm512_broadcast_i32x4, _mm512_castsi128_si512, _mm512_cmple_epu64_mask,
    _mm512_cvtepi64_epi32, _mm512_cvtepu32_epi64, _mm512_inserti32x4, _mm512_loadu_si512,
    _mm512_maskz_compress_epi64, _mm512_max_epu64, _mm512_min_epu64, _mm512_movm_epi8,
    _mm512_mul_epu32, _mm512_mullo_epi64, _mm512_or_si512, _mm512_popcnt_epi64, _mm512_rolv_epi64,
    _mm512_set_epi64, _mm512_set1_epi8, _mm512_set1_epi64, _mm512_setzero_si512,
    _mm512_shuffle_epi8, _mm512_slli_epi64, _mm512_sllv_epi64, _mm512_srl_epi64, _mm512_srli_epi16,
    _mm512_srli_epi64, _mm512_srlv_epi64, _mm512_storeu_si512, _mm512_sub_epi64,
    _mm512_test_epi8_mask, _mm512_test_epi64_mask, _mm512_testn_epi64_mask, _mm512_unpackhi_epi64,
    _mm512_unpacklo_epi64, _mm512_xor_si512,
};

use core::ops::Range;

use super::{ALONE, BEGINS, Candidate, Candidates, Search, WINDOW};
use crate::cpu::prefetch;
use crate::filter::{BEGINS_TURN, Bloom, CLASS_TURN};
use crate::hash::{ANY_CLASS, ASCII_LOWER, AT_ONCE, K0, K1, K2, NON_ASCII};
use crate::mask::Words;
use crate::mask::avx2::{HIGH_BITS, WORD_BYTES};
use crate::table::KEY;

/// Candidates at once.
const LANES: usize = 8;
/// A longer gap may begin after a word that is hashed at once and go on past the window.
const SHORT_GAP: u32 = 32;

#[inline]
#[target_feature(enable = "avx512f")]
fn all(value: u64) -> __m512i {
    _mm512_set1_epi64(value.cast_signed())
}

/// `0xff…` below the lowest bit of each lane; all where there is none.
#[inline]
#[target_feature(enable = "avx512f")]
fn below_lowest(bits: __m512i) -> __m512i {
    _mm512_andnot_si512(bits, _mm512_sub_epi64(bits, all(1)))
}

/// The eight bytes of `bytes` at each offset of the lanes in `lanes`; zeros in the others and beyond `last`,
/// and the lanes that were read.
#[inline]
#[target_feature(enable = "avx512f")]
fn gather(bytes: &[u8], at: __m512i, lanes: __mmask8) -> (__m512i, __mmask8) {
    let Some(last) = bytes.len().checked_sub(8) else { return (_mm512_setzero_si512(), 0) };
    let lanes = lanes & _mm512_cmple_epu64_mask(at, all(last as u64));
    let offsets = to_array(_mm512_min_epu64(at, all(last as u64)));
    let read = |lane: usize| {
        // SAFETY: every offset was just made `bytes.len() - 8` at most. A wrong bound would be seen by
        // `names_at_the_end_of_a_text` and `damaged_images_do_no_harm` under a sanitizer.
        unsafe { bytes.as_ptr().add(offsets[lane] as usize).cast::<i64>().read_unaligned() }
    };
    let found =
        _mm512_set_epi64(read(7), read(6), read(5), read(4), read(3), read(2), read(1), read(0));
    (found, lanes)
}

/// [`gather`] of sixteen bytes: the first eight, the others, and the lanes that were read.
#[inline]
#[target_feature(enable = "avx512f")]
fn gather_sixteen(bytes: &[u8], at: __m512i, lanes: __mmask8) -> (__m512i, __m512i, __mmask8) {
    let none = _mm512_setzero_si512();
    let Some(last) = bytes.len().checked_sub(16) else { return (none, none, 0) };
    let lanes = lanes & _mm512_cmple_epu64_mask(at, all(last as u64));
    let offsets = to_array(_mm512_min_epu64(at, all(last as u64)));
    let read = |lane: usize| {
        // SAFETY: every offset was just made `bytes.len() - 16` at most; no alignment is asked for. A wrong
        // bound would be seen by `names_at_the_end_of_a_text` under a sanitizer.
        unsafe { _mm_loadu_si128(bytes.as_ptr().add(offsets[lane] as usize).cast()) }
    };
    let four = |from: usize| {
        let quarters = _mm512_castsi128_si512(read(from));
        let quarters = _mm512_inserti32x4::<1>(quarters, read(from + 2));
        let quarters = _mm512_inserti32x4::<2>(quarters, read(from + 4));
        _mm512_inserti32x4::<3>(quarters, read(from + 6))
    };
    let (even, odd) = (four(0), four(1));
    (_mm512_unpacklo_epi64(even, odd), _mm512_unpackhi_epi64(even, odd), lanes)
}

/// What stays the same during a stage.
struct Kernel<'s> {
    search: &'s Search<'s>,
    text: &'s [u8],
    /// Offsets up to this one have a whole window.
    last_window: u64,
}

/// Eight words.
struct WordLanes {
    keys: __m512i,
    lens: __m512i,
    /// Their first eight bytes.
    first_bytes: __m512i,
    /// Which of the lanes asked for are good.
    good: __mmask8,
}

impl<'s> Kernel<'s> {
    fn new(search: &'s Search<'s>, words: &Words) -> Self {
        let filled = words.filled();
        let last = if filled >= search.text.len() { filled } else { filled.saturating_sub(64) };
        Self { search, text: search.text.as_bytes(), last_window: last as u64 }
    }

    /// [`Words::window`] at each offset, and for which lanes it is whole.
    #[inline]
    #[target_feature(enable = "avx512f")]
    fn windows(&self, words: &Words, at: __m512i, lanes: __mmask8) -> (__m512i, __mmask8) {
        let (bits, base) = words.bits();
        let lanes = lanes & _mm512_cmple_epu64_mask(at, all(self.last_window));
        // Before `base` this wraps around, and `gather` refuses it.
        let from_base = _mm512_sub_epi64(at, all(base as u64));
        let (window, lanes) = gather(bits, _mm512_srli_epi64::<3>(from_base), lanes);
        (_mm512_srlv_epi64(window, _mm512_and_si512(from_base, all(7))), lanes)
    }

    /// The words that begin at `at`, where `windows` begin.
    #[inline]
    #[target_feature(enable = "avx512f,avx512dq,avx512vpopcntdq")]
    fn words(&self, at: __m512i, windows: __m512i, lanes: __mmask8) -> WordLanes {
        let lens = _mm512_popcnt_epi64(below_lowest(_mm512_xor_si512(windows, all(u64::MAX))));
        let (lo, hi, lanes) = gather_sixteen(self.text, at, lanes);
        let ones = |bytes| {
            _mm512_sub_epi64(_mm512_sllv_epi64(all(1), _mm512_slli_epi64::<3>(bytes)), all(1))
        };
        let mask_lo = ones(lens);
        let mask_hi = ones(_mm512_sub_epi64(_mm512_max_epu64(lens, all(8)), all(8)));
        let (lo, hi) = (_mm512_and_si512(lo, mask_lo), _mm512_and_si512(hi, mask_hi));
        let good = lanes
            & _mm512_cmple_epu64_mask(lens, all(AT_ONCE as u64))
            & _mm512_testn_epi64_mask(_mm512_or_si512(lo, hi), all(NON_ASCII));
        let lower = |bytes, mask| _mm512_and_si512(_mm512_or_si512(bytes, all(ASCII_LOWER)), mask);
        let state = all(self.search.header.seed);
        let lo_mixed = _mm512_mullo_epi64(_mm512_xor_si512(lower(lo, mask_lo), state), all(K0));
        let hi_mixed = _mm512_mullo_epi64(lower(hi, mask_hi), all(K1));
        let mixed = _mm512_add_epi64(lo_mixed, hi_mixed);
        let mixed = _mm512_xor_si512(mixed, _mm512_srli_epi64::<32>(mixed));
        let mixed = _mm512_mullo_epi64(mixed, all(K2));
        let keys = _mm512_xor_si512(mixed, _mm512_srli_epi64::<29>(mixed));
        WordLanes { keys, lens, first_bytes: lo, good }
    }
}

/// The offset of the word of `filter` that each key has its bits in.
#[inline]
#[target_feature(enable = "avx512f")]
fn bloom_offsets(filter: Bloom<'_>, keys: __m512i) -> __m512i {
    // The lower halves of key and length: the upper half of the product is below the length.
    let len = all(filter.words().len() as u64);
    _mm512_slli_epi64::<3>(_mm512_srli_epi64::<32>(_mm512_mul_epu32(keys, len)))
}

/// The word of `filter` that each key has its bits in.
#[inline]
#[target_feature(enable = "avx512f")]
fn bloom(filter: Bloom<'_>, keys: __m512i) -> __m512i {
    gather(filter.words().as_flattened(), bloom_offsets(filter, keys), 0xff).0
}

/// Bytes of a filter that is in the cache without asking for it.
const SMALL: usize = 1 << 15;

/// Asks for the words of a large filter, to be read soon.
#[inline]
#[target_feature(enable = "avx512f")]
fn fetch(filter: Bloom<'_>, keys: __m512i) {
    let bytes = filter.words().as_flattened();
    if bytes.len() > SMALL {
        for offset in to_array(bloom_offsets(filter, keys)) {
            if let Some(byte) = bytes.get(offset as usize) {
                prefetch(byte);
            }
        }
    }
}

#[inline]
#[target_feature(enable = "avx512f")]
fn to_array(from: __m512i) -> [u64; LANES] {
    let mut out = [0; LANES];
    // SAFETY: 64 bytes are written into an array of 64; no alignment is asked for. Wrong offsets would fail
    // `every_engine_and_mode_finds_what_the_oracle_finds`.
    unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), from) };
    out
}

/// `1 << (keys >> SHIFT & 63)`.
#[inline]
#[target_feature(enable = "avx512f")]
fn bit<const SHIFT: u32>(keys: __m512i) -> __m512i {
    let place = _mm512_and_si512(_mm512_srli_epi64::<SHIFT>(keys), all(63));
    _mm512_sllv_epi64(all(1), place)
}

/// The lanes of `words` that have all of `bits`.
#[inline]
#[target_feature(enable = "avx512f")]
fn holds(words: __m512i, bits: __m512i) -> __mmask8 {
    _mm512_testn_epi64_mask(_mm512_andnot_si512(words, bits), all(u64::MAX))
}

/// Eight numbers of `from`, or as many as there are, and the lanes that they are in.
#[inline]
#[target_feature(enable = "avx512f,avx512vl")]
fn load(from: &[u32]) -> (__m256i, __mmask8) {
    let lanes = if from.len() >= LANES { 0xff } else { (1 << from.len()) - 1 };
    // SAFETY: as many lanes are read as `from` has numbers; the others are not read. One too few would fail
    // `every_engine_and_mode_finds_what_the_oracle_finds`, one too many is seen by a sanitizer there.
    (unsafe { _mm256_maskz_loadu_epi32(lanes, from.as_ptr().cast()) }, lanes)
}

#[inline]
#[target_feature(enable = "avx512f")]
fn load_keys(from: &[u64]) -> __m512i {
    let mut keys = [0; LANES];
    match from.first_chunk() {
        Some(whole) => keys = *whole,
        None => keys[..from.len()].copy_from_slice(from),
    }
    // SAFETY: 64 bytes are read from an array of 64; no alignment is asked for. Other keys would fail
    // `every_engine_and_mode_finds_what_the_oracle_finds`.
    unsafe { _mm512_loadu_si512(keys.as_ptr().cast()) }
}

/// Writes eight numbers to the front of `out`.
///
/// # Panics
///
/// When `out` has fewer.
#[inline]
#[target_feature(enable = "avx512f")]
fn write(out: &mut [u32], from: __m256i) {
    let out = &mut out[..LANES];
    // SAFETY: 32 bytes are written into a slice of eight numbers; no alignment is asked for. Other places would
    // fail `every_engine_and_mode_finds_what_the_oracle_finds`.
    unsafe { _mm256_storeu_si256(out.as_mut_ptr().cast(), from) };
}

/// [`write`] for keys.
#[inline]
#[target_feature(enable = "avx512f")]
fn write_keys(out: &mut [u64], from: __m512i) {
    let out = &mut out[..LANES];
    // SAFETY: 64 bytes are written into a slice of eight numbers; no alignment is asked for. Other places would
    // fail `every_engine_and_mode_finds_what_the_oracle_finds`.
    unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), from) };
}

/// Writes the numbers of `lanes` to the front of `out`, and whatever after them, eight in all.
#[inline]
#[target_feature(enable = "avx512f,avx512vl")]
fn store(out: &mut [u32], lanes: __mmask8, from: __m256i) {
    write(out, _mm256_maskz_compress_epi32(lanes, from));
}

/// [`store`] for keys.
#[inline]
#[target_feature(enable = "avx512f")]
fn store_keys(out: &mut [u64], lanes: __mmask8, from: __m512i) {
    write_keys(out, _mm512_maskz_compress_epi64(lanes, from));
}

/// Set beside the class of a first word that must be asked for one by one.
const ODD: u32 = 1 << 8;
/// Set where a pair has its key.
const PAIR: u32 = 1 << 9;
/// Set where only the word after it must be asked for one by one.
const ODD_PAIR: u32 = 1 << 10;

/// Eight candidates.
struct Lanes {
    keys: __m512i,
    starts: __m256i,
    ends: __m256i,
    roles: __m256i,
}

/// The arrays of [`Candidates`], of one length.
struct Out<'o> {
    keys: &'o mut [u64],
    starts: &'o mut [u32],
    ends: &'o mut [u32],
    roles: &'o mut [u32],
    kept: usize,
}

impl<'o> Out<'o> {
    fn new(out: &'o mut Candidates) -> Self {
        let Candidates { keys, starts, ends, roles } = out;
        let len = keys.len().min(starts.len()).min(ends.len()).min(roles.len());
        Self {
            keys: &mut keys[..len],
            starts: &mut starts[..len],
            ends: &mut ends[..len],
            roles: &mut roles[..len],
            kept: 0,
        }
    }

    /// Appends those of `lanes`.
    #[inline]
    #[target_feature(enable = "avx512f,avx512vl,popcnt")]
    fn put(&mut self, lanes: __mmask8, new: &Lanes) {
        let range = self.kept..self.kept + LANES;
        store_keys(&mut self.keys[range.clone()], lanes, new.keys);
        store(&mut self.starts[range.clone()], lanes, new.starts);
        store(&mut self.ends[range.clone()], lanes, new.ends);
        store(&mut self.roles[range], lanes, new.roles);
        self.kept += lanes.count_ones() as usize;
    }

    /// Appends eight.
    #[inline]
    #[target_feature(enable = "avx512f,avx512vl")]
    fn put_all(&mut self, new: &Lanes) {
        let range = self.kept..self.kept + LANES;
        write_keys(&mut self.keys[range.clone()], new.keys);
        write(&mut self.starts[range.clone()], new.starts);
        write(&mut self.ends[range.clone()], new.ends);
        write(&mut self.roles[range], new.roles);
        self.kept += LANES;
    }

    /// Appends one.
    fn push(&mut self, new: Candidate) {
        self.keys[self.kept] = new.key;
        self.starts[self.kept] = new.start;
        self.ends[self.kept] = new.end;
        self.roles[self.kept] = new.roles;
        self.kept += 1;
    }
}

impl Lanes {
    /// Those of `from` at `range`, and the lanes that they are in.
    #[inline]
    #[target_feature(enable = "avx512f,avx512vl")]
    fn load(from: &Candidates, range: Range<usize>) -> (Self, __mmask8) {
        let (ends, lanes) = load(&from.ends[range.clone()]);
        let keys = load_keys(&from.keys[range.clone()]);
        let starts = load(&from.starts[range.clone()]).0;
        (Self { keys, starts, ends, roles: load(&from.roles[range]).0 }, lanes)
    }

    /// The same in another role.
    #[inline]
    #[target_feature(enable = "avx512f")]
    fn with_all_roles(&self, role: u32) -> Self {
        Self { roles: _mm256_set1_epi32(role.cast_signed()), ..*self }
    }

    /// The lanes in which `role` is set.
    #[inline]
    #[target_feature(enable = "avx512f,avx512vl")]
    fn with_role(&self, role: u32) -> __mmask8 {
        _mm256_test_epi32_mask(self.roles, _mm256_set1_epi32(role.cast_signed()))
    }
}

/// [`Search::pass_grams`]; `out` has room for all of `starts` and [`super::SLACK`] more.
#[inline(always)]
pub(super) fn pass_grams(
    search: &Search<'_>,
    words: &Words,
    starts: &[u32],
    out: &mut [u32],
) -> usize {
    // SAFETY: `Search::engine` is `Engine::Avx512`, which is only made where all these features are. On
    // another processor every test of `tests/suite.rs` would die of an illegal instruction.
    unsafe { pass_grams_avx512(search, words, starts, out) }
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,popcnt")]
fn pass_grams_avx512(search: &Search<'_>, words: &Words, starts: &[u32], out: &mut [u32]) -> usize {
    // SAFETY: 16 bytes are read from an array of 16; no alignment is asked for. Another table would fail
    // `every_engine_and_mode_finds_what_the_oracle_finds`.
    let table = |bytes: &[u8; 16]| unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) };
    let word_bytes = _mm512_broadcast_i32x4(table(&WORD_BYTES));
    let high_bits = _mm512_broadcast_i32x4(table(&HIGH_BITS));
    let (bits, shift) = search.view.grams.parts();
    let shift = _mm_cvtsi64_si128(i64::from(shift));
    let (any_case, others_pass) = (search.header.any_case, search.header.others_pass);
    let lower = if any_case { all(ASCII_LOWER) } else { _mm512_setzero_si512() };
    let others = if others_pass { all(NON_ASCII) } else { _mm512_setzero_si512() };
    let text = search.text.as_bytes();
    let mut kept = 0;
    for chunk in starts.chunks(LANES) {
        let (at, lanes) = load(chunk);
        let (bytes, good) = gather(text, _mm512_cvtepu32_epi64(at), lanes);
        let nibble = _mm512_set1_epi8(15);
        let high = _mm512_and_si512(_mm512_srli_epi16::<4>(bytes), nibble);
        let class = _mm512_shuffle_epi8(word_bytes, _mm512_and_si512(bytes, nibble));
        let not_word = !_mm512_test_epi8_mask(class, _mm512_shuffle_epi8(high_bits, high));
        let not_word = _mm512_movm_epi8(not_word);
        let mask = below_lowest(not_word);
        let gram = _mm512_and_si512(_mm512_or_si512(bytes, lower), mask);
        let mixed = _mm512_xor_si512(gram, _mm512_srli_epi64::<31>(gram));
        let slot = _mm512_srl_epi64(_mm512_mullo_epi64(mixed, all(K0)), shift);
        // Below the number of bits: `shift` leaves the logarithm of that.
        let (word, _) = gather(bits, _mm512_slli_epi64::<3>(_mm512_srli_epi64::<6>(slot)), 0xff);
        let word = _mm512_srlv_epi64(word, _mm512_and_si512(slot, all(63)));
        let mut passes = good & _mm512_test_epi64_mask(word, all(1));
        // The first byte that is none of the gram, and the bit of it that is beyond ASCII.
        let after = _mm512_or_si512(_mm512_slli_epi64::<8>(mask), all(0xff));
        let after = _mm512_andnot_si512(mask, after);
        passes |= good & _mm512_test_epi64_mask(_mm512_and_si512(bytes, after), others);
        let mut rest = lanes & !good;
        while rest != 0 {
            let lane = rest.trailing_zeros() as usize;
            passes |= u8::from(search.passes_gram(words, chunk[lane])) << lane;
            rest &= rest - 1;
        }
        store(&mut out[kept..], passes, at);
        kept += passes.count_ones() as usize;
    }
    kept
}

/// [`crate::table::same_slots`].
#[inline(always)]
pub(super) fn same_slots(line: &[u8; 64], key: u64) -> u32 {
    // SAFETY: as in `pass_grams`.
    unsafe { same_slots_avx512(line, key) }
}

#[inline]
#[target_feature(enable = "avx512f")]
fn same_slots_avx512(line: &[u8; 64], key: u64) -> u32 {
    // SAFETY: 64 bytes are read from an array of 64; no alignment is asked for. Wrong bytes would fail
    // `vectors_find_the_slots_that_plain_code_finds`.
    let slots = unsafe { _mm512_loadu_si512(line.as_ptr().cast()) };
    u32::from(_mm512_testn_epi64_mask(_mm512_xor_si512(slots, all(key)), all(KEY)))
}

/// What stages 3 and 4 keep between their steps: first words, and the pairs that they begin.
pub(super) type Both<'b> = (&'b mut Candidates, &'b mut Candidates);

/// [`Search::pass_first_words`] and [`Search::keep_pairs`] in one; `out` has room for twice the number of
/// `passed`, `both` for as many, and all for [`super::SLACK`] more.
#[inline(always)]
pub(super) fn pass_phrases(
    search: &Search<'_>,
    words: &mut Words,
    passed: &[u32],
    both: Both<'_>,
    out: &mut Candidates,
) -> usize {
    // SAFETY: as in `pass_grams`.
    unsafe { pass_phrases_avx512(search, words, passed, both, out) }
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vpopcntdq,popcnt")]
fn pass_phrases_avx512(
    search: &Search<'_>,
    words: &mut Words,
    passed: &[u32],
    (firsts, pairs): Both<'_>,
    out: &mut Candidates,
) -> usize {
    // First all keys, so that their bits are on the way; then what the filters say of them.
    make_keys(&Kernel::new(search, words), words, passed, (firsts, pairs));
    let mut out = Out::new(out);
    for from in (0..passed.len()).step_by(LANES) {
        let range = from..passed.len().min(from + LANES);
        let (first, lanes) = Lanes::load(firsts, range.clone());
        let (pair, _) = Lanes::load(pairs, range);
        let odd = lanes & first.with_role(ODD);
        let [alone, begins] = ask_first_words(search.view.first_words, &first);
        let begins = begins & lanes & !odd;
        let both = begins & first.with_role(PAIR) & ask_pairs(search.view.pairs, pair.keys);
        out.put(lanes & !odd & alone, &first.with_all_roles(ALONE));
        out.put(both, &pair);
        let odd_pair = begins & first.with_role(ODD_PAIR);
        if odd | odd_pair != 0 {
            for lane in (0..LANES).filter(|lane| (odd | odd_pair) >> lane & 1 != 0) {
                let known = (odd >> lane & 1 == 0).then(|| firsts.get(from + lane));
                pass_one(search, words, passed[from + lane], known, &mut out);
            }
        }
    }
    out.kept
}

/// The keys of `passed` words, and with the words after them.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vpopcntdq,popcnt")]
fn make_keys(kernel: &Kernel<'_>, words: &Words, passed: &[u32], (firsts, pairs): Both<'_>) {
    let Search { view, header, .. } = kernel.search;
    let case_bits = u64::from(!header.any_case);
    let longest = all(u64::from(header.longest_gap));
    // Then a gap that is longer ends or goes on past the longest inside the window.
    let is_short: __mmask8 = if header.longest_gap <= SHORT_GAP { 0xff } else { 0 };
    let (mut firsts, mut pairs) = (Out::new(firsts), Out::new(pairs));
    for chunk in passed.chunks(LANES) {
        let (starts, lanes) = load(chunk);
        let at = _mm512_cvtepu32_epi64(starts);
        let (windows, whole) = kernel.windows(words, at, lanes);
        let first = kernel.words(at, windows, whole);
        fetch(view.first_words, first.keys);
        // As `hash::class` has it.
        let upper = _mm512_and_si512(_mm512_srli_epi64::<5>(first.first_bytes), all(case_bits));
        let second =
            _mm512_and_si512(_mm512_srli_epi64::<12>(first.first_bytes), all(case_bits * 2));
        let class = _mm512_cvtepi64_epi32(_mm512_or_si512(upper, second));

        let after = _mm512_srlv_epi64(windows, first.lens);
        let gaps = _mm512_popcnt_epi64(below_lowest(after));
        let before = _mm512_add_epi64(first.lens, gaps);
        let next_at = _mm512_add_epi64(at, before);
        let near = first.good & _mm512_cmple_epu64_mask(gaps, longest);
        let next = kernel.words(next_at, _mm512_srlv_epi64(after, gaps), near);
        let ends = _mm512_add_epi64(before, next.lens);
        // As `hash::join` has it.
        let keys = _mm512_add_epi64(_mm512_mullo_epi64(first.keys, all(K1)), next.keys);
        fetch(view.pairs, keys);
        let pair = next.good & _mm512_cmple_epu64_mask(ends, all(WINDOW as u64));
        let none = !near & (is_short | _mm512_cmple_epu64_mask(before, all(WINDOW as u64)));
        let mark = |lanes, bit: u32| _mm256_maskz_set1_epi32(lanes, bit.cast_signed());
        let marks = _mm256_or_si256(mark(!first.good, ODD), mark(pair, PAIR));
        let marks = _mm256_or_si256(marks, mark(!pair & !none, ODD_PAIR));
        firsts.put_all(&Lanes {
            keys: first.keys,
            starts,
            ends: _mm512_cvtepi64_epi32(_mm512_add_epi64(at, first.lens)),
            roles: _mm256_or_si256(class, marks),
        });
        pairs.put_all(&Lanes {
            keys,
            starts,
            ends: _mm512_cvtepi64_epi32(_mm512_add_epi64(at, ends)),
            roles: _mm256_set1_epi32(BEGINS.cast_signed()),
        });
    }
}

/// Which of first words with their class among the roles are names, and which begin one, by the filter.
#[inline]
#[target_feature(enable = "avx512f,avx512dq,avx512vl")]
fn ask_first_words(filter: Bloom<'_>, first: &Lanes) -> [__mmask8; 2] {
    let word = bloom(filter, first.keys);
    let bits = _mm512_or_si512(bit::<58>(first.keys), bit::<52>(first.keys));
    let class = _mm512_and_si512(_mm512_cvtepu32_epi64(first.roles), all(u64::from(ANY_CLASS - 1)));
    let turn = _mm512_mul_epu32(class, all(u64::from(CLASS_TURN)));
    let alone = holds(word, _mm512_rolv_epi64(bits, turn));
    let turn = _mm512_add_epi64(turn, all(u64::from(BEGINS_TURN)));
    [alone, holds(word, _mm512_rolv_epi64(bits, turn))]
}

/// Which pairs the filter knows.
#[inline]
#[target_feature(enable = "avx512f")]
fn ask_pairs(filter: Bloom<'_>, keys: __m512i) -> __mmask8 {
    let bits = _mm512_or_si512(bit::<58>(keys), bit::<52>(keys));
    holds(bloom(filter, keys), _mm512_or_si512(bits, bit::<46>(keys)))
}

/// Appends the phrases that begin at `start`: all, or the pair when the filter `known` what begins there.
#[cold]
#[inline(never)]
fn pass_one(
    search: &Search<'_>,
    words: &mut Words,
    start: u32,
    known: Option<Candidate>,
    out: &mut Out<'_>,
) {
    let first = known.unwrap_or_else(|| search.first_word(words, start));
    if known.is_none() && first.roles & ALONE != 0 {
        out.push(Candidate { roles: ALONE, ..first });
    }
    if known.is_some() || first.roles & BEGINS != 0 {
        search.pair(words, first).into_iter().for_each(|pair| out.push(pair));
    }
}
