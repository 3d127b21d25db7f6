//! Dictionary forms of words that the parser has left as they are.
//!
//! The lemmatiser learned from a treebank in which "troops" is its own lemma and "vetoing" is rare. What the
//! codebook does not know in that form is asked for again without its ending.

use std::collections::HashSet;
use std::sync::LazyLock;

use plenipo_syntax::Upos;

use crate::codebook::rows;

/// All words that the frames, classes and operators name.
static VOCABULARY: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    // Of each table the columns with words.
    let tables = [
        (include_str!("../../../data/codebook/verbs.tsv"), 0..3),
        (include_str!("../../../data/codebook/nouns.tsv"), 0..3),
        (include_str!("../../../data/codebook/classes.tsv"), 1..2),
        (include_str!("../../../data/codebook/operators.tsv"), 0..1),
    ];
    let mut out = HashSet::new();
    for (text, columns) in tables {
        for (_, cells) in rows(text) {
            let cells = cells.get(columns.clone()).unwrap_or_default();
            out.extend(cells.iter().flat_map(|c| c.split(['|', ' ', ';'])));
        }
    }
    out
});

/// The dictionary form of a word whose lemma (lower case) the parser gives.
pub(crate) fn known(lemma: String, upos: Upos) -> String {
    if !matches!(upos, Upos::Verb | Upos::Noun | Upos::Propn) || VOCABULARY.contains(lemma.as_str())
    {
        return lemma;
    }
    let endings: &[(&str, &str)] = match upos {
        Upos::Verb => &VERB_ENDINGS,
        _ => &NOUN_ENDINGS,
    };
    for (ending, instead) in endings {
        let Some(stem) = lemma.strip_suffix(ending).filter(|s| s.len() > 1) else { continue };
        let plain = format!("{stem}{instead}");
        if VOCABULARY.contains(plain.as_str()) {
            return plain;
        }
        let mut short = stem.chars();
        let doubled = short.next_back() == short.clone().next_back();
        if instead.is_empty() && doubled && VOCABULARY.contains(short.as_str()) {
            return short.as_str().to_owned();
        }
    }
    lemma
}

const VERB_ENDINGS: [(&str, &str); 8] = [
    ("ing", ""),
    ("ing", "e"),
    ("ied", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
];

const NOUN_ENDINGS: [(&str, &str); 3] = [("ies", "y"), ("es", ""), ("s", "")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_go_where_the_codebook_knows_the_rest() {
        let verb = |word: &str| known(word.to_owned(), Upos::Verb);
        assert_eq!(verb("vetoing"), "veto");
        assert_eq!(verb("lodging"), "lodge");
        assert_eq!(verb("banning"), "ban");
        assert_eq!(verb("jumping"), "jumping");
        assert_eq!(known("troops".to_owned(), Upos::Noun), "troop");
        assert_eq!(known("series".to_owned(), Upos::Noun), "series");
    }
}
