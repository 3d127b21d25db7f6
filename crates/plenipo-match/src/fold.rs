//! Folding of case and diacritics.
//!
//! Two folds: [`plain`] takes the diacritics of a letter away and keeps its case; [`hash_any`] hashes a
//! word with neither, so that all ways to write a word have one key. The text itself is never
//! rewritten: only keys and comparisons see folded letters.

use std::sync::LazyLock;

use unicode_normalization::char::decompose_canonical;

use crate::hash::KeyHasher;

/// Letters without diacritics; at most three.
type Letters = ([char; 3], u8);

/// First character that has no entry in the table. Beyond are symbols, ideographs and Hangul.
const LIMIT: usize = 0x2000;

static TABLE: LazyLock<Box<[Letters]>> = LazyLock::new(|| {
    (0..LIMIT as u32).map(|c| char::from_u32(c).map_or_else(none, strip)).collect()
});

fn none() -> Letters {
    (['\0'; 3], 0)
}

fn strip(c: char) -> Letters {
    let spelled = match c {
        'ø' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'ħ' => "h",
        'Ħ' => "H",
        'ı' => "i",
        'ß' => "ss",
        'ẞ' => "SS",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'þ' => "th",
        'Þ' => "TH",
        _ => "",
    };
    let mut out = none();
    let mut push = |c: char| {
        if !is_mark(c) && usize::from(out.1) < out.0.len() {
            out.0[usize::from(out.1)] = c;
            out.1 += 1;
        }
    };
    if spelled.is_empty() {
        decompose_canonical(c, &mut push);
    } else {
        spelled.chars().for_each(push);
    }
    out
}

/// A combining mark of Latin, Greek or Cyrillic letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Letters of `c` without diacritics, in its case; none for a combining mark.
pub(crate) fn plain(c: char) -> impl Iterator<Item = char> + Clone {
    let letters = match c {
        c if c.is_ascii() => ([c, '\0', '\0'], 1),
        c => TABLE.get(c as usize).copied().unwrap_or(([c, '\0', '\0'], 1)),
    };
    letters.0.into_iter().take(usize::from(letters.1))
}

/// Bytes that a character adds to a key: their number in the top byte, and up to seven of them;
/// [`MANY`] where there are more.
static KEY_BYTES: LazyLock<Box<[u64]>> = LazyLock::new(|| {
    (0..LIMIT as u32)
        .map(|c| {
            let (mut packed, mut len) = (0, 0);
            if let Some(c) = char::from_u32(c) {
                each_key_byte(c, |byte| {
                    packed |= u64::from(byte).unbounded_shl(8 * len);
                    len += 1;
                });
            }
            if len <= 7 { packed | u64::from(len) << 56 } else { MANY }
        })
        .collect()
});

const MANY: u64 = u64::MAX;

/// Key of a word that is not all ASCII, or long: see [`crate::hash::hash_word`] for the others.
#[cold]
#[inline(never)]
pub(crate) fn hash_any(word: &[u8], seed: u64) -> u64 {
    let mut hasher = KeyHasher::new(seed);
    let table = &**KEY_BYTES;
    for chunk in word.utf8_chunks() {
        for c in chunk.valid().chars() {
            match table.get(c as usize) {
                Some(&packed) if packed != MANY => {
                    let bytes = packed.to_le_bytes();
                    bytes[..usize::from(bytes[7])].iter().for_each(|&b| hasher.push(b));
                }
                _ => each_key_byte(c, |b| hasher.push(b)),
            }
        }
    }
    hasher.finish()
}

fn each_key_byte(c: char, mut push: impl FnMut(u8)) {
    if c.is_ascii() {
        return push(c as u8 | 0x20);
    }
    // Upper case first: it joins the forms that lower case keeps apart, such as the sigmas.
    for lower in c.to_uppercase().flat_map(char::to_lowercase) {
        for letter in plain(lower) {
            match u8::try_from(letter) {
                Ok(byte) if byte < 0x80 => push(byte | 0x20),
                _ => letter.encode_utf8(&mut [0; 4]).bytes().for_each(&mut push),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        text.chars().flat_map(plain).collect()
    }

    #[test]
    fn letters_lose_their_diacritics_and_keep_their_case() {
        assert_eq!(folded("Türkiye Łódź Çağrı Straße ÆØÅ"), "Turkiye Lodz Cagri Strasse AEOA");
        assert_eq!(folded("Chavez"), folded("Cha\u{301}vez"));
    }

    #[test]
    fn ways_to_write_a_word_have_one_key() {
        let key = |w: &str| hash_any(w.as_bytes(), 1);
        for (a, b) in [
            ("Straße", "STRASSE"),
            ("Çağrı", "cagri"),
            ("İzmir", "izmir"),
            ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
            ("Ж", "ж"),
            ("e\u{301}a", "ÉA"),
        ] {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
    }
}
