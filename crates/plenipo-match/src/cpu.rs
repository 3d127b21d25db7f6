//! What depends on the processor, but for the masks: prefetching, and the search compiled for it.
#![allow(unsafe_code)]

use crate::mask::Engine;
use crate::search::{Buffers, Search};

/// Asks for the cache line of `item`, to be read soon.
#[inline(always)]
pub(crate) fn prefetch<T>(item: &T) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: a prefetch reads nothing and cannot fault; SSE is part of x86-64. (No test could fail: the
    // address comes from a reference, and any address would do.)
    unsafe {
        use core::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        _mm_prefetch::<_MM_HINT_T0>(core::ptr::from_ref(item).cast());
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = item;
}

/// Runs a search on its engine.
pub(crate) fn run(search: &Search<'_>, buffers: &mut Buffers) {
    match search.engine {
        Engine::Portable => search.run(buffers),
        #[cfg(target_arch = "x86_64")]
        // SAFETY: `Engine::Avx2` is only made by `Engine::detect`, which asks for these features. On a
        // processor without them every test of `tests/suite.rs` would die of an illegal instruction.
        Engine::Avx2 => unsafe { run_avx2(search, buffers) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above, with the features that `Engine::detect` asks of this one.
        Engine::Avx512 => unsafe { run_avx512(search, buffers) },
    }
}

/// The same code: its loops over slots and bits gain from wider vectors and BMI.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
fn run_avx2(search: &Search<'_>, buffers: &mut Buffers) {
    search.run(buffers);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(
    enable = "avx2,bmi1,bmi2,lzcnt,popcnt,avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vbmi2,avx512vpopcntdq"
)]
fn run_avx512(search: &Search<'_>, buffers: &mut Buffers) {
    search.run(buffers);
}
