//! Byte offsets to character offsets: one forward pass, then constant-time answers.
//!
//! Rust counts bytes; R, Python and annotation tools count characters (Unicode scalar values).

/// Bytes between two remembered positions.
const STEP: usize = 128;

/// Character counts of one text at every 128th byte.
///
/// Building reads the text once; an answer reads at most 128 bytes of it. A pure ASCII text keeps no
/// table at all.
///
/// ```
/// use plenipo_text::CharMap;
///
/// let text = "« Élysée » said";
/// let map = CharMap::new(text);
/// assert_eq!(map.char_of(text, 3), 2); // É starts at byte 3, and is the third character
/// assert_eq!(map.char_of(text, text.len() as u32), 15);
/// ```
#[derive(Clone, Debug)]
pub struct CharMap {
    /// `counts[i]`: characters that start before byte `i * STEP`. Empty for ASCII texts.
    counts: Vec<u32>,
}

impl CharMap {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { counts: Vec::new() };
        }
        let mut counts = Vec::with_capacity(text.len() / STEP + 1);
        let mut seen = 0u32;
        for chunk in text.as_bytes().chunks(STEP) {
            counts.push(seen);
            seen += char_starts(chunk);
        }
        counts.push(seen);
        Self { counts }
    }

    /// Number of characters before byte `at` of `text`, the text this map was built from.
    ///
    /// An offset past the end counts as the end. In the middle of a character the answer is the
    /// number of characters that *start* before `at`.
    pub fn char_of(&self, text: &str, at: u32) -> u32 {
        let at = (at as usize).min(text.len());
        if self.counts.is_empty() {
            return crate::offset(at);
        }
        let block = at / STEP;
        self.counts[block] + char_starts(&text.as_bytes()[block * STEP..at])
    }
}

/// Bytes that start a character: all but the continuation bytes `10xxxxxx`.
fn char_starts(bytes: &[u8]) -> u32 {
    // Sums of bytes are what the compiler makes wide; 128 of them fit in a byte.
    let count = |part: &[u8]| part.iter().map(|b| u8::from(b & 0xC0 != 0x80)).sum::<u8>();
    bytes.chunks(128).map(|part| u32::from(count(part))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting_at_every_boundary() {
        let text = "Cho – “조태열” met Zelenskyy in Kyïv. ".repeat(40);
        let map = CharMap::new(&text);
        for (chars, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(map.char_of(&text, byte as u32), chars as u32);
        }
        assert_eq!(map.char_of(&text, text.len() as u32) as usize, text.chars().count());
    }

    #[test]
    fn text_of_exactly_one_step_has_an_end() {
        let text = "é".repeat(STEP / 2);
        assert_eq!(CharMap::new(&text).char_of(&text, STEP as u32), STEP as u32 / 2);
    }
}
