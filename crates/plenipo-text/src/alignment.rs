//! Where each byte of a rewritten text came from.
//!
//! An [`Alignment`] maps a *derived* text (decoded, cleaned) onto the *original* it was made from.
//! It is a sorted list of pieces: bytes copied as they are, bytes that replace a stretch of the
//! original (`&amp;` becomes `&`), and bytes that were made up (the blank line between two
//! paragraphs) and come from nowhere.

use crate::Span;

/// How a piece of derived text relates to the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// Byte for byte the original from this offset on.
    Copied { original: u32 },
    /// Stands for this stretch of the original as a whole.
    Replaced { original: Span },
    /// Made up.
    Inserted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// First byte of the piece in the derived text; it ends where the next one starts.
    derived: u32,
    origin: Origin,
}

/// The map from a derived text back to its original, both in bytes.
///
/// ```
/// use plenipo_text::{AlignmentBuilder, Span};
///
/// // "R&amp;D talks" read as "R&D talks"
/// let mut map = AlignmentBuilder::new();
/// map.copy(Span::new(0, 1)); // R
/// map.replace(Span::new(1, 6), 1); // &amp; -> &
/// map.copy(Span::new(6, 13)); // "D talks"
/// let map = map.build();
/// assert_eq!(map.to_original(Span::new(4, 9)), Some(Span::new(8, 13)));
/// assert_eq!(map.to_original(Span::new(1, 2)), Some(Span::new(1, 6)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    pieces: Vec<Piece>,
    derived_len: u32,
}

impl Alignment {
    /// The alignment of a text of `len` bytes with itself.
    pub fn identity(len: u32) -> Self {
        let mut builder = AlignmentBuilder::new();
        builder.copy(Span::new(0, len));
        builder.build()
    }

    /// Length of the derived text in bytes.
    pub fn derived_len(&self) -> u32 {
        self.derived_len
    }

    /// Number of pieces kept; memory is proportional to it.
    pub fn piece_count(&self) -> usize {
        self.pieces.len()
    }

    /// The smallest stretch of the original that covers `span` of the derived text.
    ///
    /// `None` when every byte of `span` was made up, when `span` is empty, or when it runs past the
    /// derived text. Takes O(log pieces) and the pieces under `span`.
    pub fn to_original(&self, span: Span) -> Option<Span> {
        if span.is_empty() || span.end() > self.derived_len {
            return None;
        }
        let first = self.pieces.partition_point(|p| p.derived <= span.start()) - 1;
        let mut covered: Option<Span> = None;
        for (i, piece) in self.pieces.iter().enumerate().skip(first) {
            if piece.derived >= span.end() {
                break;
            }
            let here = Span::new(piece.derived, self.piece_end(i));
            let Some(part) = here.intersect(span) else {
                continue;
            };
            if let Some(original) = piece.project(part) {
                covered = Some(covered.map_or(original, |c| c.cover(original)));
            }
        }
        covered
    }

    /// The byte of the original that byte `at` of the derived text came from: itself where it was
    /// copied, the start of the stretch where it was replaced, `None` where it was made up.
    pub fn byte_origin(&self, at: u32) -> Option<u32> {
        self.to_original(Span::try_new(at, at.checked_add(1)?)?).map(Span::start)
    }

    /// The alignment of this derived text with what *its* original was derived from:
    /// `self` maps C to B, `inner` maps B to A, the result maps C to A.
    ///
    /// A copied stretch whose bytes were made up in B is made up in the result.
    #[must_use]
    pub fn through(&self, inner: &Alignment) -> Alignment {
        let mut out = AlignmentBuilder::new();
        for (i, piece) in self.pieces.iter().enumerate() {
            let len = self.piece_end(i) - piece.derived;
            match piece.origin {
                Origin::Inserted => out.insert(len),
                Origin::Replaced { original } => match inner.to_original(original) {
                    Some(span) => out.replace(span, len),
                    None => out.insert(len),
                },
                Origin::Copied { original } => {
                    inner.append_range(Span::new(original, original + len), &mut out);
                }
            }
        }
        out.build()
    }

    /// Appends the pieces under `span` of the derived text to `out`.
    fn append_range(&self, span: Span, out: &mut AlignmentBuilder) {
        if span.is_empty() {
            return;
        }
        let first = self.pieces.partition_point(|p| p.derived <= span.start()).saturating_sub(1);
        for (i, piece) in self.pieces.iter().enumerate().skip(first) {
            if piece.derived >= span.end() {
                break;
            }
            let here = Span::new(piece.derived, self.piece_end(i));
            let Some(part) = here.intersect(span).filter(|p| !p.is_empty()) else {
                continue;
            };
            match piece.project(part) {
                None => out.insert(part.len()),
                Some(original) if matches!(piece.origin, Origin::Copied { .. }) => {
                    out.copy(original);
                }
                Some(original) => out.replace(original, part.len()),
            }
        }
    }

    fn piece_end(&self, index: usize) -> u32 {
        self.pieces.get(index + 1).map_or(self.derived_len, |next| next.derived)
    }
}

impl Piece {
    /// The original stretch under `part`, which lies inside this piece.
    fn project(&self, part: Span) -> Option<Span> {
        match self.origin {
            Origin::Inserted => None,
            Origin::Replaced { original } => Some(original),
            Origin::Copied { original } => {
                let start = original + (part.start() - self.derived);
                Some(Span::new(start, start + part.len()))
            }
        }
    }
}

/// Builds an [`Alignment`] while the derived text is written, front to back.
#[derive(Clone, Debug, Default)]
pub struct AlignmentBuilder {
    alignment: Alignment,
}

impl AlignmentBuilder {
    /// An alignment of an empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// Length of the derived text so far, in bytes.
    pub fn derived_len(&self) -> u32 {
        self.alignment.derived_len
    }

    /// The next bytes are the bytes `original` of the original, unchanged.
    pub fn copy(&mut self, original: Span) {
        if original.is_empty() {
            return;
        }
        if let Some(last) = self.alignment.pieces.last()
            && let Origin::Copied { original: from } = last.origin
            // Runs that continue the last one need no piece of their own.
            && from + (self.alignment.derived_len - last.derived) == original.start()
        {
            self.alignment.derived_len += original.len();
            return;
        }
        self.push(Origin::Copied { original: original.start() }, original.len());
    }

    /// The next `derived_len` bytes stand for `original` as a whole.
    pub fn replace(&mut self, original: Span, derived_len: u32) {
        self.push(Origin::Replaced { original }, derived_len);
    }

    /// The next `derived_len` bytes were made up.
    pub fn insert(&mut self, derived_len: u32) {
        if let Some(Origin::Inserted) = self.alignment.pieces.last().map(|p| p.origin) {
            self.alignment.derived_len += derived_len;
            return;
        }
        self.push(Origin::Inserted, derived_len);
    }

    /// Forgets the derived text past its first `len` bytes, as `String::truncate` does.
    pub fn truncate(&mut self, len: u32) {
        if len < self.alignment.derived_len {
            let keep = self.alignment.pieces.partition_point(|p| p.derived < len);
            self.alignment.pieces.truncate(keep);
            self.alignment.derived_len = len;
        }
    }

    /// The finished alignment.
    pub fn build(self) -> Alignment {
        self.alignment
    }

    fn push(&mut self, origin: Origin, len: u32) {
        if len > 0 {
            self.alignment.pieces.push(Piece { derived: self.alignment.derived_len, origin });
            self.alignment.derived_len += len;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Alignment {
        let mut map = AlignmentBuilder::new();
        map.copy(Span::new(10, 14));
        map.insert(2);
        map.replace(Span::new(20, 26), 1);
        map.copy(Span::new(26, 30));
        map.build()
    }

    #[test]
    fn made_up_bytes_map_to_nothing() {
        assert_eq!(sample().to_original(Span::new(4, 6)), None);
        assert_eq!(sample().byte_origin(5), None);
    }

    #[test]
    fn a_span_over_made_up_bytes_covers_both_sides() {
        assert_eq!(sample().to_original(Span::new(3, 8)), Some(Span::new(13, 27)));
    }

    #[test]
    fn out_of_bounds_and_empty_spans_map_to_nothing() {
        assert_eq!(sample().to_original(Span::new(3, 3)), None);
        assert_eq!(sample().to_original(Span::new(3, 99)), None);
    }

    #[test]
    fn adjoining_copies_share_a_piece() {
        let mut map = AlignmentBuilder::new();
        map.copy(Span::new(0, 3));
        map.copy(Span::new(3, 9));
        assert_eq!(map.build().piece_count(), 1);
    }

    #[test]
    fn truncation_forgets_the_tail() {
        let mut map = AlignmentBuilder::new();
        map.copy(Span::new(0, 3));
        map.insert(4);
        map.truncate(2);
        map.copy(Span::new(8, 9));
        let map = map.build();
        assert_eq!(map.derived_len(), 3);
        assert_eq!(map.to_original(Span::new(1, 3)), Some(Span::new(1, 9)));
    }

    #[test]
    fn composition_goes_back_two_steps() {
        // A --decode--> B --clean--> C; B's bytes 20..26 were made from A's 40..43.
        let mut decode = AlignmentBuilder::new();
        decode.copy(Span::new(0, 20));
        decode.replace(Span::new(40, 43), 6);
        decode.copy(Span::new(43, 60));
        let whole = sample().through(&decode.build());
        assert_eq!(whole.derived_len(), sample().derived_len());
        assert_eq!(whole.to_original(Span::new(0, 4)), Some(Span::new(10, 14)));
        assert_eq!(whole.to_original(Span::new(4, 6)), None);
        assert_eq!(whole.to_original(Span::new(6, 7)), Some(Span::new(40, 43)));
        assert_eq!(whole.to_original(Span::new(7, 9)), Some(Span::new(43, 45)));
    }
}
