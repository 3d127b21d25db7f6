//! Dictionary forms of verbs, nouns, adjectives and pronouns: rules, and tables of exceptions.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::{Upos, Xpos};

/// What the rules do not know, by class of word.
struct Exceptions {
    verbs: HashMap<&'static str, &'static str>,
    nouns: HashMap<&'static str, &'static str>,
    adjectives: HashMap<&'static str, &'static str>,
    adverbs: HashMap<&'static str, &'static str>,
    /// Verbs that end in `e` where the letters before it do not tell.
    verbs_in_e: HashSet<&'static str>,
    /// Adjectives that are written with a capital.
    proper_adjectives: HashSet<&'static str>,
}

static EXCEPTIONS: LazyLock<Exceptions> = LazyLock::new(|| {
    let of = |class| {
        let rows = include_str!("../../../data/syntax/irregular.tsv").lines().skip(1);
        let cells = rows.filter_map(|row| {
            let mut cells = row.split('\t');
            Some((cells.next()?, cells.next()?, cells.next()?))
        });
        cells.filter(|c| c.1 == class).map(|c| (c.0, c.2)).collect()
    };
    Exceptions {
        verbs: of("verb"),
        nouns: of("noun"),
        adjectives: of("adj"),
        adverbs: of("adv"),
        verbs_in_e: include_str!("../../../data/syntax/verbs_in_e.tsv").lines().skip(1).collect(),
        proper_adjectives: include_str!("../../../data/syntax/proper_adjectives.tsv")
            .lines()
            .skip(1)
            .collect(),
    }
});

/// Dictionary form of `form`, used as `upos` and `xpos`: `sign` for `signed`, `country` for `countries`.
///
/// Names keep their form. Everything else is in lower case.
///
/// ```
/// use plenipo_syntax::{Upos, Xpos, lemma};
///
/// assert_eq!(lemma("Condemned", Upos::Verb, Xpos::Vbd), "condemn");
/// assert_eq!(lemma("treaties", Upos::Noun, Xpos::Nns), "treaty");
/// assert_eq!(lemma("Geneva", Upos::Propn, Xpos::Nnp), "Geneva");
/// ```
pub fn lemma(form: &str, upos: Upos, xpos: Xpos) -> Cow<'_, str> {
    let lower = || lower(form);
    match upos {
        Upos::Propn if xpos == Xpos::Nnps => singular(form).into(),
        Upos::Propn | Upos::X | Upos::Sym | Upos::Punct => Cow::Borrowed(form),
        Upos::Verb | Upos::Aux => verb(lower(), xpos),
        Upos::Adj if xpos == Xpos::Nnp || is_proper_adjective(form) => Cow::Borrowed(form),
        Upos::Adj => graded(lower(), xpos, &EXCEPTIONS.adjectives),
        Upos::Adv | Upos::Part => graded(lower(), xpos, &EXCEPTIONS.adverbs),
        Upos::Pron => pronoun(lower()),
        _ if xpos == Xpos::Nns => singular(&lower()).into(),
        Upos::Noun if is_acronym(form) => Cow::Borrowed(form),
        Upos::Det => match form {
            "an" | "An" | "AN" => Cow::Borrowed("a"),
            "these" | "These" => Cow::Borrowed("this"),
            "those" | "Those" => Cow::Borrowed("that"),
            _ => lower(),
        },
        _ => lower(),
    }
}

fn lower(form: &str) -> Cow<'_, str> {
    if form.chars().any(char::is_uppercase) {
        Cow::Owned(form.to_lowercase())
    } else {
        Cow::Borrowed(form)
    }
}

/// Adjectives of peoples, countries and creeds are written with a capital wherever they stand.
fn is_proper_adjective(form: &str) -> bool {
    const ENDINGS: [&str; 6] = ["ian", "ese", "lish", "nish", "ani", "eli"];
    form.starts_with(char::is_uppercase)
        && form.chars().nth(1).is_some_and(char::is_lowercase)
        && (ENDINGS.iter().any(|e| form.ends_with(e))
            || EXCEPTIONS.proper_adjectives.contains(form))
}

/// Short words in capitals: `TV`, `DNA`. Longer ones are words of a headline.
fn is_acronym(form: &str) -> bool {
    (2..=3).contains(&form.len()) && form.bytes().all(|b| b.is_ascii_uppercase())
}

fn pronoun(form: Cow<'_, str>) -> Cow<'_, str> {
    let lemma = match &*form {
        "me" | "i" => "I",
        "him" => "he",
        "hers" => "hers",
        "us" => "we",
        "them" | "'em" => "they",
        "ya" => "you",
        "mine" => "my",
        "theirs" => "their",
        "ours" => "our",
        "yours" => "your",
        "these" => "this",
        "those" => "that",
        _ => return form,
    };
    Cow::Borrowed(lemma)
}

fn verb(form: Cow<'_, str>, xpos: Xpos) -> Cow<'_, str> {
    // A base form is what it looks like: `found` the city, `lay` it down, `saw` it off.
    let base = matches!(xpos, Xpos::Vb | Xpos::Vbp | Xpos::Md);
    if let Some(lemma) = EXCEPTIONS.verbs.get(&*form)
        && !(base && is_base_too(&form))
    {
        return Cow::Borrowed(lemma);
    }
    match xpos {
        Xpos::Vbz => without_s(&form).map_or(form, Cow::Owned),
        Xpos::Vbd | Xpos::Vbn => without_suffix(&form, "ed").into(),
        Xpos::Vbg => without_suffix(&form, "ing").into(),
        _ => form,
    }
}

/// Past forms that are verbs of their own as well.
fn is_base_too(form: &str) -> bool {
    const BASES: [&str; 15] = [
        "found", "lay", "saw", "wound", "ground", "bound", "fell", "left", "rose", "lit", "bore",
        "rent", "shed", "born", "dove",
    ];
    BASES.contains(&form)
}

/// Without `ed` or `ing`, with the `e` that the dictionary form ends in.
fn without_suffix(form: &str, suffix: &str) -> String {
    if suffix == "ed" && form.ends_with("ied") && form.len() > 4 {
        return format!("{}y", &form[..form.len() - 3]);
    }
    if suffix == "ed" && (form.ends_with("eed") || form.ends_with("ied") || form.ends_with("oed")) {
        return form[..form.len() - 1].to_owned();
    }
    let Some(stem) = form.strip_suffix(suffix) else { return form.to_owned() };
    if !stem.contains(|c: char| is_vowel(c) || c == 'y') || stem.len() < 2 || !stem.is_ascii() {
        return form.to_owned();
    }
    if stem.ends_with('y') && stem.len() == 2 {
        return stem.to_owned();
    }
    if is_doubled(stem) {
        return stem[..stem.len() - 1].to_owned();
    }
    if takes_e(stem) { format!("{stem}e") } else { stem.to_owned() }
}

/// Verbs with a double `l` of their own, of those that look as if it had been doubled.
const KEEP_DOUBLED: [&str; 21] = [
    "install", "enroll", "fulfill", "distill", "instill", "bankroll", "unroll", "dwell", "smell",
    "spell", "swell", "shell", "scroll", "stroll", "troll", "drill", "skill", "spill", "thrill",
    "chill", "grill",
];

/// A consonant doubled before the suffix: `stopp`, `referr`, but not `call`, `pass`, `add`.
fn is_doubled(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    let [.., a, b] = bytes else { return false };
    if a != b || is_vowel(char::from(*b)) {
        return false;
    }
    match b {
        b's' | b'z' | b'f' => false,
        // `controlled`, `travelled`, `compelled`, `cancelled`; but `called`, `killed`, `polled`.
        b'l' => {
            stem.len() > 5
                && !stem.ends_with("all")
                && (stem.ends_with("ell") || stem.ends_with("oll") || stem.ends_with("ill"))
                && !KEEP_DOUBLED.iter().any(|w| *w == stem || stem.strip_prefix("re") == Some(w))
        }
        b'd' => !matches!(stem, "add" | "odd"),
        b'r' => !matches!(stem, "err" | "purr" | "whirr"),
        b'g' => stem != "egg",
        b'n' => stem != "inn",
        b't' => !matches!(stem, "butt" | "boycott"),
        _ => true,
    }
}

/// Whether the dictionary form of a verb with this stem ends in `e`.
fn takes_e(stem: &str) -> bool {
    let verb = format!("{stem}e");
    let known = |v: &str| EXCEPTIONS.verbs_in_e.contains(v);
    if known(&verb) || PREFIXES.iter().any(|p| verb.strip_prefix(p).is_some_and(known)) {
        return true;
    }
    let ends = |tails: &[&str]| tails.iter().any(|t| stem.ends_with(t));
    let before = stem.chars().rev().nth(2);
    match stem.as_bytes()[stem.len() - 1] {
        b'c' | b'v' | b'u' => true,
        b'z' => !ends(&["tz", "zz", "ltz"]),
        b's' => {
            ends(&["ris", "lis", "nis", "mis", "tis", "cis", "bis", "dis", "his", "vis", "sis"])
        }
        // `charge`, `judge`, `allege`, `manage`, `change`; but `hang`, `belong`, `sing`.
        b'g' => {
            !ends(&["ong", "sing", "ring", "bang", "ging", "wing", "ding"])
                && !matches!(stem, "hang" | "ping" | "cling" | "fling")
                && !ends(&["ig", "og", "ug"])
        }
        // `negotiate`, `create`; but `treat`, `combat`, `float`.
        b't' if ends(&["at"]) => {
            ends(&["creat", "permeat", "delineat"])
                || !(ends(&["eat", "oat"]) || matches!(stem, "combat" | "format" | "chat" | "pat"))
        }
        // `settle`, `double`, `handle`; `l` after a consonant.
        b'l' => {
            let last_but_one = stem.chars().rev().nth(1).unwrap_or('a');
            !is_vowel(last_but_one) && !matches!(last_but_one, 'l' | 'r' | 'w' | 'y')
        }
        // `centre`, `acre`
        b'r' => ends(&["entr", "cr", "eatr"]),
        b'h' => ends(&["eath", "oath", "ooth", "eeth", "ith"]) && before.is_some_and(is_vowel),
        b'y' => ends(&["ey"]) && matches!(stem, "ey" | "dy"),
        _ => false,
    }
}

const PREFIXES: [&str; 9] = ["re", "un", "over", "under", "dis", "mis", "out", "pre", "counter"];

/// Without the `s` of the third person or the plural, by spelling alone.
fn without_s(form: &str) -> Option<String> {
    let len = form.len();
    if form.ends_with("ies") && len > 4 {
        return Some(format!("{}y", &form[..len - 3]));
    }
    let es = ["sses", "shes", "ches", "xes", "zzes", "oes"];
    if es.iter().any(|e| form.ends_with(e)) && len > 4 {
        return Some(form[..len - 2].to_owned());
    }
    if form.ends_with("ss") || form.ends_with("us") || len < 3 {
        return None;
    }
    form.strip_suffix('s').map(|stem| stem.trim_end_matches(['\'', '’']).to_owned())
}

fn singular(form: &str) -> String {
    // Decades: `1990s`.
    if form.contains(|c: char| c.is_ascii_digit()) {
        return form.to_owned();
    }
    let lower = form.to_lowercase();
    if let Some(&lemma) = EXCEPTIONS.nouns.get(&*lower) {
        return if *lower == *form { lemma.to_owned() } else { capitalised(lemma) };
    }
    for (plural, one) in
        [("women", "woman"), ("men", "man"), ("children", "child"), ("wives", "wife")]
    {
        if let Some(stem) = form.strip_suffix(plural) {
            return format!("{stem}{one}");
        }
    }
    without_s(form).unwrap_or_else(|| form.to_owned())
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

fn graded<'a>(
    form: Cow<'a, str>,
    xpos: Xpos,
    exceptions: &HashMap<&'static str, &'static str>,
) -> Cow<'a, str> {
    let suffix = match xpos {
        Xpos::Jjr | Xpos::Rbr => "er",
        Xpos::Jjs | Xpos::Rbs => "est",
        _ if matches!(&*form, "n't" | "n’t" | "nt") => return Cow::Borrowed("not"),
        _ => return form,
    };
    if let Some(lemma) = exceptions.get(&*form) {
        return Cow::Borrowed(lemma);
    }
    let Some(stem) = form.strip_suffix(suffix) else { return form };
    let lemma = if let Some(stem) = stem.strip_suffix('i') {
        format!("{stem}y")
    } else if is_doubled(stem) {
        stem[..stem.len() - 1].to_owned()
    } else if [
        "g", "v", "c", "fe", "at", "as", "id", "ut", "uir", "ur", "iter", "ns", "bl", "pl", "mpl",
    ]
    .iter()
    .any(|t| stem.ends_with(t))
        && !["ong", "ung"].iter().any(|t| stem.ends_with(t))
        && !matches!(stem, "great" | "neat" | "sweat")
    {
        format!("{stem}e")
    } else {
        stem.to_owned()
    };
    Cow::Owned(lemma)
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}
