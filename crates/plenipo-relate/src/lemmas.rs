//! Dictionary forms of words that the parser has left as they are.
//!
//! The lemmatiser learned from a treebank in which "troops" is its own lemma and "vetoing" is rare. What the
//! codebook does not know in that form is asked for again without its ending.

use std::collections::{HashMap, HashSet};
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

/// Past tenses and participles of irregular verbs, with their lemmas.
static IRREGULAR: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let mut out = HashMap::new();
    for (_, cells) in rows(include_str!("../../../data/codebook/irregular_verbs.tsv")) {
        if let [lemma, past, participle, ..] = cells.as_slice() {
            for form in [past, participle] {
                out.entry(*form).or_insert(*lemma);
            }
        }
    }
    out
});

/// The lemma of an irregular form of a verb.
pub(crate) fn of_irregular(lower: &str) -> Option<&'static str> {
    IRREGULAR.get(lower).copied()
}

/// Past tenses of irregular verbs that are no participles: "froze", not "frozen" or "led".
static PAST_ONLY: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let mut out = HashSet::new();
    for (_, cells) in rows(include_str!("../../../data/codebook/irregular_verbs.tsv")) {
        if let [lemma, past, participle, ..] = cells.as_slice()
            && past != participle
            && past != lemma
        {
            out.insert(*past);
        }
    }
    out
});

/// Whether a word is the past tense of an irregular verb and never its participle.
pub(crate) fn is_past_tense(lower: &str) -> bool {
    PAST_ONLY.contains(lower)
}

/// The dictionary form of a word whose lemma (lower case) the parser gives; `lower` is the word itself.
pub(crate) fn known(lemma: String, lower: &str, upos: Upos) -> String {
    if !matches!(upos, Upos::Verb | Upos::Noun | Upos::Propn) || VOCABULARY.contains(lemma.as_str())
    {
        return lemma;
    }
    if upos == Upos::Verb
        && let Some(plain) = of_irregular(lower)
    {
        return plain.to_owned();
    }
    let stripped = without_ending(&lemma, upos);
    // "interfered": what the lemmatiser cuts too short is cut again from the word.
    let stripped =
        stripped.or_else(|| if upos == Upos::Verb { without_ending(lower, upos) } else { None });
    stripped.unwrap_or(lemma)
}

/// `word` without an ending, where the codebook knows the rest.
fn without_ending(word: &str, upos: Upos) -> Option<String> {
    let endings: &[(&str, &str)] = match upos {
        Upos::Verb => &VERB_ENDINGS,
        _ => &NOUN_ENDINGS,
    };
    for (ending, instead) in endings {
        let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() > 1) else { continue };
        let plain = format!("{stem}{instead}");
        if VOCABULARY.contains(plain.as_str()) {
            return Some(plain);
        }
        let mut short = stem.chars();
        let doubled = short.next_back() == short.clone().next_back();
        if instead.is_empty() && doubled && VOCABULARY.contains(short.as_str()) {
            return Some(short.as_str().to_owned());
        }
    }
    None
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
        let verb = |word: &str| known(word.to_owned(), word, Upos::Verb);
        assert_eq!(verb("vetoing"), "veto");
        assert_eq!(verb("lodging"), "lodge");
        assert_eq!(verb("banning"), "ban");
        assert_eq!(verb("jumping"), "jumping");
        assert_eq!(known("interfer".to_owned(), "interfered", Upos::Verb), "interfere");
        assert_eq!(known("vetoe".to_owned(), "vetoed", Upos::Verb), "veto");
        assert_eq!(verb("lent"), "lend");
        assert_eq!(known("troops".to_owned(), "troops", Upos::Noun), "troop");
        assert_eq!(known("series".to_owned(), "series", Upos::Noun), "series");
    }
}
