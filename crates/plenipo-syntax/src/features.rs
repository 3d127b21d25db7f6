//! What the encoder sees of a token: [`Features`], rows of five embedding tables.
//!
//! A form is normalised first (lower case, digits as `0`, one kind of quote and dash), then hashed: the
//! words of the vocabulary are told apart by a 32-bit hash, suffixes, prefixes and shapes by the row they
//! fall in.

use crate::TokenInput;

/// Number of embedding tables.
pub const TABLES: usize = 6;

/// Rows of each table but that of the words, in the order of [`Features::rows`].
pub const ROWS: [usize; TABLES] = [0, 1024, 4096, 4096, 2048, 512];

/// Row of the table of shapes that names known beforehand have.
const NAME_SHAPE: u32 = 511;

/// Classes of distance between a token and its head; the last one is the root's.
pub const DISTANCES: usize = 19;

/// Longest sentence, in tokens: the work for the tree can grow with the third power.
pub const LONGEST_SENTENCE: usize = 256;

/// Classes of all distances: that of `dependent` to `head` is at `LONGEST_SENTENCE + head - dependent`.
const CLASSES: [u8; 2 * LONGEST_SENTENCE] = {
    let mut classes = [0; 2 * LONGEST_SENTENCE];
    let mut at = 0;
    while at < classes.len() {
        let class = match at.abs_diff(LONGEST_SENTENCE) {
            0 | 1 => 0,
            2 => 1,
            3 => 2,
            4 => 3,
            5 | 6 => 4,
            7..=9 => 5,
            10..=14 => 6,
            15..=24 => 7,
            _ => 8,
        };
        classes[at] = if at > LONGEST_SENTENCE { 9 + class } else { class };
        at += 1;
    }
    classes
};

/// Class of the distance from `dependent` to `head`, two different tokens of a sentence.
pub fn distance(dependent: usize, head: usize) -> usize {
    usize::from(CLASSES[LONGEST_SENTENCE + head - dependent])
}

/// Classes of the distances from `dependent` to each token of its sentence.
pub(crate) fn classes_from(dependent: usize) -> &'static [u8] {
    &CLASSES[LONGEST_SENTENCE - dependent..]
}

/// What the encoder sees of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Features {
    /// Hash of the normalised form, to be looked up in the vocabulary.
    pub word: u32,
    /// Rows of the tables of suffixes of two, three and four characters, prefixes of three, shapes. The
    /// first is the row of the word: 0, unknown, until it is looked up.
    pub rows: [u32; TABLES],
}

/// FNV-1a, folded so that the low bits are as good as the high ones.
fn fold(hash: u32) -> u32 {
    hash ^ hash >> 15
}

fn add(hash: u32, c: char) -> u32 {
    (hash ^ c as u32).wrapping_mul(0x0100_0193)
}

const START: u32 = 0x811c_9dc5;

/// Hash of a form that is normalised already; what [`Features::word`] holds.
pub fn word_hash(normal: &str) -> u32 {
    fold(normal.chars().fold(START, add))
}

/// Characters that count of a form: longer ones are no words.
const LONGEST: usize = 40;

/// Lower case, digits as `0`, one kind of quote and dash; cut after 40 characters.
pub fn normalise(form: &str) -> String {
    form.chars().take(LONGEST).map(normal).collect()
}

fn normal(c: char) -> char {
    match c {
        'a'..='z' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        '0'..='9' => '0',
        '’' | '‘' | '`' | '´' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' | '‐' | '‑' | '−' => '-',
        // One character for one, so that hashing needs no memory; `İ` and the like lose their dot.
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

fn shape_class(c: char) -> char {
    match c {
        'a'..='z' => 'x',
        'A'..='Z' => 'X',
        '0'..='9' => 'd',
        _ if c.is_uppercase() => 'X',
        _ if c.is_alphabetic() => 'x',
        _ => normal(c),
    }
}

impl Features {
    /// The features of `token`, its word not yet looked up.
    pub fn of(token: TokenInput<'_>) -> Self {
        let form = if token.is_name { last_word(token.form) } else { token.form };
        let mut chars = ['\0'; LONGEST];
        let mut count = 0;
        let mut word = START;
        let mut shape = START;
        let (mut class, mut run) = ('\0', 0);
        for c in form.chars().take(LONGEST) {
            let small = normal(c);
            chars[count] = small;
            count += 1;
            word = add(word, small);
            let next = shape_class(c);
            run = if next == class { run + 1 } else { 1 };
            class = next;
            // Runs are cut at two: `Xxx` for all words with a capital.
            if run <= 2 {
                shape = add(shape, class);
            }
        }
        let suffix = |len: usize| {
            let hash =
                chars[count.saturating_sub(len)..count].iter().fold(START, |h, &c| add(h, c));
            // A suffix that is the whole word is another one.
            fold(if count <= len { add(hash, '^') } else { hash })
        };
        let prefix = chars[..count.min(3)].iter().fold(START, |h, &c| add(h, c));
        let shape = if token.is_name { NAME_SHAPE } else { fold(shape) % NAME_SHAPE };
        Self {
            word: fold(word),
            rows: [
                0,
                suffix(2) % 1024,
                suffix(3) % 4096,
                suffix(4) % 4096,
                fold(prefix) % 2048,
                shape,
            ],
        }
    }
}

/// The word that stands for a name of several.
fn last_word(name: &str) -> &str {
    name.trim_end().rsplit(char::is_whitespace).next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_hashes_as_its_normal_form() {
        for form in ["Blinken", "U.S.-led", "2+2", "Türkiye", "“", "1,000", "İzmir"] {
            let features = Features::of(TokenInput::word(form));
            assert_eq!(features.word, word_hash(&normalise(form)), "{form}");
        }
    }

    #[test]
    fn shapes_tell_capitals_and_names_apart() {
        let shape = |form| Features::of(TokenInput::word(form)).rows[5];
        assert_eq!(shape("Paris"), shape("Geneva"));
        assert_ne!(shape("Paris"), shape("paris"));
        assert_eq!(Features::of(TokenInput::name("paris")).rows[5], NAME_SHAPE);
        let name = Features::of(TokenInput::name("Antony Blinken"));
        assert_eq!(name.word, word_hash("blinken"));
    }
}
