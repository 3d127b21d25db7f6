//! Facts that our own table does not write: names and numbers of countries, labels and scores of events.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A state or territory in the terms of other tables.
#[derive(Debug)]
pub(super) struct CountryFacts {
    /// English name.
    pub(super) name: &'static str,
    /// CAMEO code.
    pub(super) cameo: &'static str,
    /// Correlates of War number.
    pub(super) cow: &'static str,
}

/// The country with this ISO 3166-1 alpha-3 code.
pub(super) fn country(iso3: &str) -> Option<&'static CountryFacts> {
    COUNTRIES.get(iso3)
}

/// Label of a CAMEO code with its leading `C`.
pub(super) fn cameo_label(code: &str) -> Option<&'static str> {
    CAMEO.get(code).copied()
}

/// PLOVER intensity of a type and mode, -10 to 10; that of the type where the mode has none.
pub(super) fn plover_score(plover: &str, mode: &str) -> Option<f64> {
    let key = |mode: &str| (plover.to_owned(), mode.to_ascii_lowercase());
    SCORES.get(&key(mode)).or_else(|| SCORES.get(&key(""))).copied()
}

static COUNTRIES: LazyLock<BTreeMap<&str, CountryFacts>> = LazyLock::new(|| {
    let table = include_str!("../../../../data/gazetteer/countries.tsv");
    let facts =
        |[iso3, name, cameo, cow]: [&'static str; 4]| (iso3, CountryFacts { name, cameo, cow });
    rows(table, ["iso3", "name", "cameo", "cow_num"]).map(facts).collect()
});

static CAMEO: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let table = include_str!("../../../../data/codebook/cameo.tsv");
    rows(table, ["code", "name"]).map(|[code, name]| (code, name)).collect()
});

static SCORES: LazyLock<BTreeMap<(String, String), f64>> = LazyLock::new(|| {
    let table = include_str!("../../../../data/codebook/plover.tsv");
    let score = |[plover, mode, score]: [&str; 3]| {
        Some(((plover.to_owned(), mode.to_ascii_lowercase()), score.parse().ok()?))
    };
    rows(table, ["type", "mode", "score"]).filter_map(score).collect()
});

/// The cells of the named columns of a table; none where a column is missing, which the tests rule out.
fn rows<const N: usize>(
    table: &'static str,
    columns: [&str; N],
) -> impl Iterator<Item = [&'static str; N]> {
    let mut lines = table.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let at = columns.map(|c| header.iter().position(|h| *h == c).unwrap_or(usize::MAX));
    lines.map(move |line| {
        let cells: Vec<&'static str> = line.split('\t').collect();
        at.map(|i| cells.get(i).copied().unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_those_of_the_tables() {
        let korea = country("KOR").unwrap();
        assert_eq!((korea.name, korea.cameo, korea.cow), ("South Korea", "KOR", "732"));
        assert_eq!(cameo_label("C036"), Some("Express intent to meet or negotiate"));
        assert_eq!(plover_score("ASSAULT", "aerial"), Some(-9.5));
        assert_eq!(plover_score("AGREE", "no such mode"), Some(2.5));
    }
}
