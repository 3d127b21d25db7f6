//! How far the confidence of rows can be trusted: of those that say .8, are eight in ten right?

use super::Judged;

/// Lower ends of the bins of a reliability table; the last ends at 1.
pub const BINS: [f64; 6] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9];

/// One line of a reliability table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Lower end of the confidence.
    pub from: f64,
    /// Mean confidence of the rows.
    pub predicted: f64,
    /// Share of them that are right.
    pub observed: f64,
    /// Number of rows.
    pub rows: usize,
}

/// The reliability table of `rows`; bins without rows are left out.
pub fn reliability(rows: &[Judged]) -> Vec<Bin> {
    let bin = |confidence: f64| BINS.iter().rposition(|&from| confidence >= from).unwrap_or(0);
    let mut out = Vec::new();
    for (index, &from) in BINS.iter().enumerate() {
        let inside: Vec<&Judged> = rows.iter().filter(|r| bin(r.confidence) == index).collect();
        if inside.is_empty() {
            continue;
        }
        let count = inside.len() as f64;
        let right = inside.iter().filter(|r| r.is_right).count() as f64;
        let predicted = inside.iter().map(|r| r.confidence).sum::<f64>() / count;
        out.push(Bin { from, predicted, observed: right / count, rows: inside.len() });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_fall_into_their_bins() {
        let row = |confidence, is_right| Judged {
            document: String::new(),
            traits: Vec::new(),
            confidence,
            is_right,
        };
        let table = reliability(&[row(0.92, true), row(0.98, false), row(0.55, true)]);
        assert_eq!(table.len(), 2);
        assert_eq!((table[0].from, table[0].rows, table[0].observed), (0.5, 1, 1.0));
        assert_eq!((table[1].from, table[1].rows, table[1].observed), (0.9, 2, 0.5));
        assert!((table[1].predicted - 0.95).abs() < 1e-9);
    }
}
