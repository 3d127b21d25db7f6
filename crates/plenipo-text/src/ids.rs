//! Small ids as types of their own, so that a rule is never taken for a sentence.

use core::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The id with this number.
            #[inline]
            pub const fn new(number: u32) -> Self {
                Self(number)
            }

            /// The id of position `index` in a table; `None` past `u32::MAX`.
            #[inline]
            pub fn from_index(index: usize) -> Option<Self> {
                u32::try_from(index).ok().map(Self)
            }

            /// The number itself.
            #[inline]
            pub const fn get(self) -> u32 {
                self.0
            }

            /// The number for indexing a table.
            #[inline]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// Position of a document in the order in which the input was given, from 0.
    DocId;
    /// Index of a sentence in the clean text of its document, from 0.
    SentenceId;
    /// Index of an entity (a country, person, organisation or office) in a gazetteer, from 0.
    EntityId;
    /// Payload of a dictionary entry as the matcher reports it.
    PatternId;
    /// Index of a relation rule or codebook entry in the table it was loaded from, from 0.
    RuleId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_that_does_not_fit_is_refused() {
        assert_eq!(DocId::from_index(7).map(DocId::get), Some(7));
        assert_eq!(DocId::from_index(u32::MAX as usize + 1), None);
    }
}
