//! Classification without intrinsics; compilers turn the loops into whatever vectors there are.

use super::{BLOCK, Classes, FirstBytes};

/// One bit for each byte that is not zero; bytes must be 0 or 1.
#[inline(always)]
fn pack(flags: &[u8; BLOCK]) -> u64 {
    let mut bits = 0;
    for (index, eight) in flags.as_chunks::<8>().0.iter().enumerate() {
        // Byte `i` of the product's top byte collects bit `i`.
        let byte = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits |= byte << (8 * index);
    }
    bits
}

#[inline(always)]
fn map(block: &[u8; BLOCK], flag: impl Fn(u8) -> bool) -> u64 {
    let mut flags = [0; BLOCK];
    for (out, &byte) in flags.iter_mut().zip(block) {
        *out = u8::from(flag(byte));
    }
    pack(&flags)
}

#[inline(always)]
pub(super) fn classify(block: &[u8; BLOCK], first: &FirstBytes) -> Classes {
    let words = map(block, |b| {
        (b | 0x20).wrapping_sub(b'a') < 26 || b.wrapping_sub(b'0') < 10 || b == b'_'
    });
    let firsts = map(block, |b| first.contains_ascii(b));
    let others = map(block, |b| b >= 0x80);
    Classes { words, firsts, others }
}
