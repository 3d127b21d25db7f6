//! [`Agents`]: nouns for people and bodies that act for a state or organisation, with their sector.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::codebook::{first, rows};
use crate::error::Error;

/// Which nouns act, and in which PLOVER sector.
#[derive(Debug)]
pub(crate) struct Agents {
    sectors: HashMap<String, String>,
}

static STOCK: LazyLock<Agents> = LazyLock::new(|| {
    let file = "data/codebook/agents.tsv";
    let text = include_str!("../../../data/codebook/agents.tsv");
    Agents::read(file, text).expect("the stock table is read by a test")
});

impl Agents {
    /// The table that comes with this crate.
    pub(crate) fn stock() -> &'static Self {
        &STOCK
    }

    fn read(file: &str, text: &str) -> Result<Self, Error> {
        let mut sectors = HashMap::new();
        for (line, cells) in rows(text) {
            let [noun, sector] = first(file, line, &cells)?;
            if sectors.insert(noun.to_owned(), sector.to_owned()).is_some() {
                return Err(Error::new(file, line, 1, format!("{noun} is there twice")));
            }
        }
        Ok(Self { sectors })
    }

    /// The sector of a noun (its lemma) that acts.
    pub(crate) fn sector(&self, lemma: &str) -> Option<&str> {
        self.sectors.get(lemma).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stock_table_is_whole() {
        assert_eq!(Agents::stock().sector("soldier"), Some("MIL"));
        assert_eq!(Agents::stock().sector("oil"), None);
    }

    #[test]
    fn a_noun_is_there_once() {
        let error = Agents::read("a.tsv", "noun\tsector\nspy\tSPY\nspy\tGOV").unwrap_err();
        assert_eq!(error.to_string(), "a.tsv:3:1: spy is there twice");
    }
}
