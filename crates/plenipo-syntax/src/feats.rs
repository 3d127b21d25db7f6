//! [`Feats`]: the few morphological features that relations need.

use core::fmt;

/// `Number`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// `Sing`
    Singular,
    /// `Plur`
    Plural,
}

/// `Tense`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// `Past`
    Past,
    /// `Pres`
    Present,
}

/// `VerbForm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VerbForm {
    /// `Fin`
    Finite,
    /// `Inf`
    Infinitive,
    /// `Part`
    Participle,
    /// `Ger`
    Gerund,
}

/// `Mood`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mood {
    /// `Ind`
    Indicative,
    /// `Imp`
    Imperative,
}

/// `Voice`: only the passive is marked in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Voice {
    /// `Pass`
    Passive,
}

/// Features of one word; `None` where the word has no such feature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Feats {
    /// Of verbs in the indicative or imperative.
    pub mood: Option<Mood>,
    /// Of nouns, names, pronouns and third-person verbs.
    pub number: Option<Number>,
    /// Of finite verbs and participles.
    pub tense: Option<Tense>,
    /// Of verbs and auxiliaries.
    pub verb_form: Option<VerbForm>,
    /// Of participles: passive when they are used so.
    pub voice: Option<Voice>,
}

impl Feats {
    /// Whether the word is a participle in the passive.
    pub fn is_passive(self) -> bool {
        self.voice == Some(Voice::Passive)
    }

    /// Whether the word is a finite verb.
    pub fn is_finite(self) -> bool {
        self.verb_form == Some(VerbForm::Finite)
    }
}

/// As the column FEATS of CoNLL-U: `Tense=Past|VerbForm=Part`, `_` for none.
impl fmt::Display for Feats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let features = [
            self.mood.map(|m| match m {
                Mood::Indicative => "Mood=Ind",
                Mood::Imperative => "Mood=Imp",
            }),
            self.number.map(|n| match n {
                Number::Singular => "Number=Sing",
                Number::Plural => "Number=Plur",
            }),
            self.tense.map(|t| match t {
                Tense::Past => "Tense=Past",
                Tense::Present => "Tense=Pres",
            }),
            self.verb_form.map(|v| match v {
                VerbForm::Finite => "VerbForm=Fin",
                VerbForm::Infinitive => "VerbForm=Inf",
                VerbForm::Participle => "VerbForm=Part",
                VerbForm::Gerund => "VerbForm=Ger",
            }),
            self.voice.map(|Voice::Passive| "Voice=Pass"),
        ];
        let mut first = true;
        for feature in features.into_iter().flatten() {
            if !first {
                f.write_str("|")?;
            }
            first = false;
            f.write_str(feature)?;
        }
        if first { f.write_str("_") } else { Ok(()) }
    }
}
