//! Half-open ranges that say in their type what they count: [`Span`] bytes, [`TokenSpan`] tokens.

use core::fmt;
use core::ops::{Index, Range};

macro_rules! span_type {
    ($(#[$doc:meta])* $name:ident, $unit:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name {
            start: u32,
            end: u32,
        }

        impl $name {
            #[doc = concat!("The range from `start` up to, not including, `end`, in ", $unit, ".")]
            ///
            /// # Panics
            ///
            /// Panics when `start > end`; [`Self::try_new`] does not.
            #[inline]
            pub const fn new(start: u32, end: u32) -> Self {
                assert!(start <= end, "a span must not end before it starts");
                Self { start, end }
            }

            /// As [`Self::new`], but `None` when `start > end`.
            #[inline]
            pub const fn try_new(start: u32, end: u32) -> Option<Self> {
                if start <= end { Some(Self { start, end }) } else { None }
            }

            #[doc = concat!("The range `start..end` of ", $unit, ", given as `usize`.")]
            ///
            /// # Panics
            ///
            /// Panics when `start > end` or `end > u32::MAX`. Lengths of a
            /// [`Document`](crate::Document) are checked when it is made, so ranges inside one fit.
            #[inline]
            pub fn from_range(range: Range<usize>) -> Self {
                Self::new(crate::offset(range.start), crate::offset(range.end))
            }

            #[doc = concat!("First of the ", $unit, " inside.")]
            #[inline]
            pub const fn start(self) -> u32 {
                self.start
            }

            #[doc = concat!("One past the last of the ", $unit, " inside.")]
            #[inline]
            pub const fn end(self) -> u32 {
                self.end
            }

            #[doc = concat!("Number of ", $unit, " inside.")]
            #[inline]
            pub const fn len(self) -> u32 {
                self.end - self.start
            }

            /// Whether nothing is inside.
            #[inline]
            pub const fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// The same range for indexing slices.
            #[inline]
            pub const fn range(self) -> Range<usize> {
                self.start as usize..self.end as usize
            }

            /// Whether `other` lies wholly inside this span (equal counts).
            #[inline]
            pub const fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// Whether the position `at` lies inside.
            #[inline]
            pub const fn contains_at(self, at: u32) -> bool {
                self.start <= at && at < self.end
            }

            /// Whether the two share at least one position.
            #[inline]
            pub const fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// The smallest span that holds both.
            #[inline]
            pub fn cover(self, other: Self) -> Self {
                Self { start: self.start.min(other.start), end: self.end.max(other.end) }
            }

            /// The part common to both, or `None` when they do not touch.
            #[inline]
            pub fn intersect(self, other: Self) -> Option<Self> {
                Self::try_new(self.start.max(other.start), self.end.min(other.end))
            }

            /// This span moved forward by `by`.
            ///
            /// # Panics
            ///
            /// Panics in debug builds when the end would pass `u32::MAX`.
            #[inline]
            pub const fn shifted(self, by: u32) -> Self {
                Self { start: self.start + by, end: self.end + by }
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}..{}", self.start, self.end)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}..{}", self.start, self.end)
            }
        }
    };
}

span_type! {
    /// A half-open range of UTF-8 bytes; `start <= end` always holds.
    ///
    /// ```
    /// use plenipo_text::Span;
    ///
    /// let text = "Blinken met Cho.";
    /// let span = Span::new(12, 15);
    /// assert_eq!(&text[span], "Cho");
    /// assert_eq!(span.len(), 3);
    /// ```
    Span, "bytes"
}

span_type! {
    /// A half-open range of token indices of one document; `start <= end` always holds.
    TokenSpan, "tokens"
}

impl Span {
    /// The text under this span.
    ///
    /// # Panics
    ///
    /// Panics when the span is out of bounds or cuts a character, as slicing does.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }
}

impl Index<Span> for str {
    type Output = str;

    #[inline]
    fn index(&self, span: Span) -> &str {
        &self[span.range()]
    }
}

impl<T> Index<TokenSpan> for [T] {
    type Output = [T];

    #[inline]
    fn index(&self, span: TokenSpan) -> &[T] {
        &self[span.range()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_needs_a_shared_byte() {
        assert!(Span::new(0, 3).overlaps(Span::new(2, 5)));
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
    }

    #[test]
    fn intersection_of_touching_spans_is_empty_and_of_distant_ones_none() {
        assert_eq!(Span::new(0, 3).intersect(Span::new(3, 5)), Some(Span::new(3, 3)));
        assert_eq!(Span::new(0, 3).intersect(Span::new(4, 5)), None);
    }

    #[test]
    #[should_panic(expected = "must not end before it starts")]
    fn reversed_span_panics() {
        let _ = Span::new(3, 2);
    }

    #[test]
    fn token_span_indexes_a_slice() {
        assert_eq!(&[1, 2, 3, 4][..][TokenSpan::new(1, 3)], &[2, 3]);
    }
}
