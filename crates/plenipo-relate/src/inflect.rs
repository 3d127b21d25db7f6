//! Forms of verbs and nouns.

use std::collections::HashMap;

use crate::codebook::{first, rows};
use crate::error::Error;

/// What a form of a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// "meet": infinitive, imperative, present of a plural.
    Base,
    /// "meets".
    Present,
    /// "met": past; the participle too where they are the same.
    Past,
    /// "taken".
    Participle,
    /// "meeting".
    Gerund,
    /// A noun, singular or plural.
    Noun,
}

/// Past and participle of irregular verbs.
#[derive(Debug, Default)]
pub(crate) struct Irregular {
    forms: HashMap<String, (String, String)>,
}

impl Irregular {
    pub(crate) fn read((file, text): (&str, &str)) -> Result<Self, Error> {
        let mut forms = HashMap::new();
        for (line, cells) in rows(text) {
            let [lemma, past, participle] = first(file, line, &cells)?;
            forms.insert(lemma.to_owned(), (past.to_owned(), participle.to_owned()));
        }
        Ok(Self { forms })
    }
}

/// All forms of a verb.
pub(crate) fn forms(lemma: &str, irregular: &Irregular) -> Vec<(String, Form)> {
    let (past, participle) = irregular.forms.get(lemma).cloned().unwrap_or_else(|| {
        let past = with_ed(lemma);
        (past.clone(), past)
    });
    let mut out = vec![
        (lemma.to_owned(), Form::Base),
        (plural(lemma), Form::Present),
        (past.clone(), Form::Past),
        (with_ing(lemma, &past), Form::Gerund),
    ];
    if lemma == "have" {
        "has".clone_into(&mut out[1].0);
    }
    if participle != past {
        out.push((participle, Form::Participle));
    }
    out
}

/// "meetings", "parties", "clashes"; also the third person of verbs.
pub(crate) fn plural(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") => {
            format!("{word}es")
        }
        _ if word.ends_with("to") || word.ends_with("go") => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

fn with_ed(lemma: &str) -> String {
    match lemma.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ied"),
        _ if lemma.ends_with('e') => format!("{lemma}d"),
        _ => format!("{lemma}ed"),
    }
}

/// The gerund doubles its consonant where the past does: "banned", "banning".
fn with_ing(lemma: &str, past: &str) -> String {
    if let Some(doubled) = past.strip_suffix("ed")
        && doubled.len() == lemma.len() + 1
        && doubled.starts_with(lemma)
    {
        return format!("{doubled}ing");
    }
    match lemma.strip_suffix('e') {
        Some(stem) if !stem.ends_with('e') => format!("{stem}ing"),
        _ if matches!(lemma, "hit" | "cut" | "put" | "shut" | "sit" | "win") => {
            format!("{lemma}{}ing", &lemma[lemma.len() - 1..])
        }
        _ => format!("{lemma}ing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_verbs() {
        let irregular = Irregular::default();
        let of = |lemma| forms(lemma, &irregular).into_iter().map(|f| f.0).collect::<Vec<_>>();
        assert_eq!(of("urge"), ["urge", "urges", "urged", "urging"]);
        assert_eq!(of("deny"), ["deny", "denies", "denied", "denying"]);
        assert_eq!(of("clash"), ["clash", "clashes", "clashed", "clashing"]);
    }

    #[test]
    fn irregular_verbs() {
        let table = "lemma\nban\tbanned\tbanned\nshake\tshook\tshaken\n";
        let irregular = Irregular::read(("t", table)).unwrap();
        assert!(forms("ban", &irregular).contains(&("banning".to_owned(), Form::Gerund)));
        assert!(forms("shake", &irregular).contains(&("shaken".to_owned(), Form::Participle)));
    }
}
