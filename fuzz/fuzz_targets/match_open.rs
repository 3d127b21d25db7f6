//! Bytes that nobody vouches for, opened as an image and searched with.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use plenipo_match::{Matcher, Scratch};

const TEXT: &str = "Joe Biden met Wang Yi of the U.S.\u{a0}side in the Élysée, says al-Qaeda’s 北京 BIDEN.";

fuzz_target!(|image: &[u8]| {
    if let Ok(matcher) = Matcher::from_shared(Arc::new(image.to_vec())) {
        for found in matcher.overlapping_vec(TEXT, &mut Scratch::new()) {
            assert!(TEXT.get(found.span.range()).is_some());
        }
    }
});
