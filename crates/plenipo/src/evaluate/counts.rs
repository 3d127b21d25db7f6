//! [`Counts`]: what was found, what was not, what was false.

/// Counts of hits and errors. Precision and recall have hits of their own, since one row may stand for
/// several events of the gold, and several rows for one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Items of the program that are right.
    pub right: u64,
    /// Items of the program that are not.
    pub wrong: u64,
    /// Items of the gold that were found.
    pub found: u64,
    /// Items of the gold that were not.
    pub missed: u64,
}

impl Counts {
    /// Adds the counts of another document.
    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.found += other.found;
        self.missed += other.missed;
    }

    /// Counts one item that both have or one of them lacks.
    pub(super) fn judge(&mut self, is_right: bool) {
        let (hit, miss) = (u64::from(is_right), u64::from(!is_right));
        self.add(Self { right: hit, wrong: miss, found: hit, missed: miss });
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.right + self.wrong + self.found + self.missed == 0
    }

    /// Share of the program's items that are right, 0 to 1; 0 when there are none.
    pub fn precision(&self) -> f64 {
        share(self.right, self.wrong)
    }

    /// Share of the gold's items that were found, 0 to 1; 0 when there are none.
    pub fn recall(&self) -> f64 {
        share(self.found, self.missed)
    }

    /// Harmonic mean of precision and recall, 0 to 1.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

fn share(yes: u64, no: u64) -> f64 {
    if yes + no == 0 { 0.0 } else { yes as f64 / (yes + no) as f64 }
}
