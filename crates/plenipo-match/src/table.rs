//! The table of phrases: 64-byte lines of eight slots.
//!
//! A slot is 64 bits: 30 of the key, one that says that a name ends here, one that longer names go on, and
//! 32 that tell where the records are or, where no name ends, which words may follow. Keys are placed
//! in the line their upper half points at or, when it is full, in the next; a line with an empty last slot
//! ends the search.

/// What a slot keeps of a key.
pub(crate) const KEY: u64 = (1 << 30) - 1;
/// A name ends here.
pub(crate) const ENDS: u64 = 1 << 30;
/// Longer names go on.
pub(crate) const GOES_ON: u64 = 1 << 31;

/// Slots of a line.
const LINE: usize = 8;
/// Of 100 slots, how many are taken.
const LOAD: usize = 86;

/// What the table says of a phrase.
#[derive(Clone, Copy)]
pub(crate) struct Slot(pub(crate) u64);

impl Slot {
    #[inline(always)]
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    #[inline(always)]
    pub(crate) fn ends(self) -> bool {
        self.0 & ENDS != 0
    }

    /// Whether there are longer phrases.
    #[inline(always)]
    pub(crate) fn goes_on(self) -> bool {
        self.0 & GOES_ON != 0
    }

    /// Whether the longer phrase `key` may be in the table.
    #[inline(always)]
    pub(crate) fn may_go_on(self, key: u64) -> bool {
        self.goes_on() && (self.ends() || self.0 >> 32 >> (key >> 59) & 1 != 0)
    }

    #[inline(always)]
    pub(crate) fn records(self) -> usize {
        (self.0 >> 32) as usize
    }
}

/// Bit of a longer phrase in the slot of a shorter one.
pub(crate) fn follower(key: u64) -> u32 {
    1 << (key >> 59)
}

#[derive(Clone, Copy)]
pub(crate) struct Table<'i> {
    lines: &'i [[u8; 64]],
    home_lines: usize,
}

impl<'i> Table<'i> {
    /// `home_lines` lines are pointed at; the others take what does not fit.
    pub(crate) fn new(lines: &'i [[u8; 64]], home_lines: usize) -> Self {
        Self { lines, home_lines }
    }

    #[inline(always)]
    fn home(key: u64, home_lines: usize) -> usize {
        ((key >> 32).wrapping_mul(home_lines as u64) >> 32) as usize
    }

    /// The line to look into first, for prefetching.
    #[inline(always)]
    pub(crate) fn line(&self, key: u64) -> Option<&'i [u8; 64]> {
        self.lines.get(Self::home(key, self.home_lines))
    }

    /// The slot of `key`; `same` is [`same_slots`] or does the same.
    #[inline(always)]
    pub(crate) fn find(&self, key: u64, same: impl Fn(&[u8; 64], u64) -> u32) -> Slot {
        let mut at = Self::home(key, self.home_lines);
        while let Some(line) = self.lines.get(at) {
            let slots = line.as_chunks::<8>().0;
            let hits = same(line, key);
            let last = u64::from_le_bytes(slots[LINE - 1]);
            // Whether a key is there is hard to foretell; that it would be in the next line is not.
            if hits | u32::from(last == 0) != 0 {
                let first = hits.trailing_zeros() as usize & (LINE - 1);
                let slot = u64::from_le_bytes(slots[first]);
                return Slot(if hits != 0 { slot } else { 0 });
            }
            at += 1;
        }
        Slot(0)
    }
}

/// One bit for each slot of `line` that has what slots keep of `key`.
#[inline(always)]
pub(crate) fn same_slots(line: &[u8; 64], key: u64) -> u32 {
    let slots = line.as_chunks::<8>().0.iter();
    let same = slots.map(|slot| u32::from((u64::from_le_bytes(*slot) ^ key) & KEY == 0));
    same.enumerate().fold(0, |hits, (index, same)| hits | (same << index))
}

/// A filled table: its slots, and how many of its lines are pointed at.
pub(crate) struct Filled {
    pub(crate) slots: Vec<u64>,
    pub(crate) home_lines: usize,
}

/// Places `nodes`, sorted by key, of which none repeats: key, flags and value.
///
/// `None` when two keys cannot be told apart by what the table keeps of them; with another seed they can.
pub(crate) fn fill(
    nodes: impl ExactSizeIterator<Item = (u64, u64, u32)> + Clone,
) -> Option<Filled> {
    let home_lines = (nodes.len() * 100).div_ceil(LOAD * LINE).max(1);
    let mut slots = vec![0u64; (home_lines + 1) * LINE];
    let mut next = 0;
    for (key, flags, value) in nodes.clone() {
        next = next.max(Table::home(key, home_lines) * LINE);
        if next + LINE >= slots.len() {
            slots.resize(next / LINE * LINE + 2 * LINE, 0);
        }
        slots[next] = key & KEY | flags | u64::from(value) << 32;
        next += 1;
    }
    let distinct = nodes.into_iter().all(|(key, flags, value)| {
        let mut at = Table::home(key, home_lines) * LINE;
        while (slots[at] ^ key) & KEY != 0 {
            at += 1;
        }
        slots[at] == key & KEY | flags | u64::from(value) << 32
    });
    distinct.then_some(Filled { slots, home_lines })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_found_also_beyond_full_lines() {
        // All keys at home in two lines: most of them spill over.
        let nodes: Vec<(u64, u64, u32)> = (0..50u64).map(|n| (n * 3, ENDS, n as u32)).collect();
        let filled = fill(nodes.iter().copied()).unwrap();
        let bytes: Vec<u8> = filled.slots.iter().flat_map(|s| s.to_le_bytes()).collect();
        let table = Table::new(bytes.as_chunks::<64>().0, filled.home_lines);
        for (key, _, value) in nodes {
            assert_eq!(table.find(key, same_slots).records(), value as usize);
        }
        assert!(table.find(1, same_slots).is_empty());
    }

    #[test]
    fn keys_that_look_alike_are_refused() {
        let alike = [(5, ENDS, 1), (5 | 1 << 31, ENDS, 2)];
        assert!(fill(alike.into_iter()).is_none());
    }
}
