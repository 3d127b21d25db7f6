//! Sentences turned into headlines, which treebanks hold few of: cut down to what matters; no final stop, no
//! articles, no forms of *be*; the present for the past, *to* for *will*; a comma for *and*, or two names
//! for one; a source before a colon; capitals.

use plenipo_syntax::{Upos, Xpos, lemma};

use crate::data::{Example, SURE, Tag, Token, Variant};
use crate::random::Random;

/// Longest headline, in tokens.
const LONGEST: usize = 20;

/// Makes headlines.
#[derive(Clone, Debug)]
pub(crate) struct Headlines {
    /// Names of one word that are subjects in the treebanks.
    names: Vec<String>,
}

impl Headlines {
    pub(crate) fn new(examples: &[Example]) -> Self {
        let mut names = Vec::new();
        for example in examples {
            for (at, token) in example.iter().enumerate() {
                if token.deprel == "nsubj"
                    && xpos(token) == Some(Xpos::Nnp)
                    && example.iter().all(|t| t.head != at)
                {
                    names.push(token.form.clone());
                }
            }
        }
        Self { names }
    }

    /// A headline after `example`; `None` when it does not lend itself to one.
    pub(crate) fn headline(&self, example: &Example, random: &mut Random) -> Option<Example> {
        if example.len() < 4 || !has_verb_and_subject(example) {
            return None;
        }
        let cut =
            if random.chance(0.75) { cut(example, random) } else { vec![false; example.len()] };
        let mut out = without(example, &cut);
        if random.chance(0.4) {
            self.second_subject(&mut out, random);
        }
        if !(random.chance(0.25) && infinitive(&mut out)) {
            present(&mut out, random);
            future(&mut out, random);
        }
        comma_for_and(&mut out, random);
        let dropped = dropped(&out, random);
        let mut out = without(&out, &dropped);
        if out.len() > LONGEST || out.len() < 3 {
            return None;
        }
        if random.chance(0.08) {
            attribute(&mut out, random);
        }
        if random.chance(0.12) {
            out.iter_mut().for_each(|t| t.form = t.form.to_uppercase());
        } else if random.chance(0.2) {
            out.iter_mut().for_each(|t| t.form = capitalised(&t.form));
        } else if let Some(first) = out.first_mut() {
            first.form = capitalised(&first.form);
        }
        Some(out)
    }

    /// A second name beside the subject: `Trump, Kim sign`, `Russia and Ukraine swap`.
    fn second_subject(&self, example: &mut Example, random: &mut Random) {
        let root = example.iter().position(|t| t.head == example.len());
        let subject = example.iter().position(|t| Some(t.head) == root && t.deprel == "nsubj");
        let Some(subject) = subject else { return };
        let place = subject + 1;
        let is_last = example[place..].iter().all(|t| t.head != subject);
        if self.names.is_empty() || !is_last || xpos(&example[subject]) != Some(Xpos::Nnp) {
            return;
        }
        for token in example.iter_mut().filter(|t| t.head >= place) {
            token.head += 2;
        }
        let (form, tag, deprel): (_, Tag, _) = if random.chance(0.6) {
            (",", (Upos::Punct, Xpos::Comma, Variant::Plain), "punct")
        } else {
            ("and", (Upos::Cconj, Xpos::Cc, Variant::Plain), "cc")
        };
        let name = &self.names[random.below(self.names.len())];
        let between = token(form, tag, place + 1, deprel);
        let name = token(name, (Upos::Propn, Xpos::Nnp, Variant::Plain), subject, "conj");
        example.splice(place..place, [between, name]);
        // One verb may be in the present already.
        for at in 0..example.len() {
            if xpos(&example[at]) == Some(Xpos::Vbz) && !is_one(example, at) {
                let upos = example[at].tag.map_or(Upos::Verb, |t| t.0);
                let base = lemma(&example[at].form, upos, Xpos::Vbz).into_owned();
                example[at].form = plural(&base);
                example[at].tag = Some((upos, Xpos::Vbp, Variant::Plain));
            }
        }
    }
}

fn token(form: &str, tag: Tag, head: usize, deprel: &str) -> Token {
    Token {
        form: form.to_owned(),
        is_name: false,
        tag: Some(tag),
        upos: tag.0.to_string(),
        head,
        deprel: deprel.to_owned(),
        shares: SURE,
    }
}

/// What is cut away: asides, most of what is not subject or object.
fn cut(example: &Example, random: &mut Random) -> Vec<bool> {
    let root = example.iter().position(|t| t.head == example.len()).unwrap_or(0);
    let mut is_cut = vec![false; example.len()];
    for (at, token) in example.iter().enumerate() {
        let lower = token.form.to_lowercase();
        let kept = match token.deprel.as_str() {
            "advmod" if matches!(&*lower, "not" | "n't" | "n’t" | "never") => 1.0,
            "appos" | "acl:relcl" | "parataxis" | "discourse" | "vocative" => 0.2,
            "advcl" | "conj" | "advmod" if token.head == root => 0.2,
            "punct" | "cc" if token.head == root => 0.1,
            "obl" | "obl:unmarked" if token.head == root => 0.6,
            "nmod" => 0.8,
            _ => 1.0,
        };
        is_cut[at] = !random.chance(kept);
    }
    // With whatever hangs from it; the source of a quotation stays.
    (0..example.len())
        .map(|start| {
            let mut at = start;
            while at < example.len() {
                if is_cut[at] {
                    return true;
                }
                at = example[at].head;
            }
            false
        })
        .collect()
}

/// `Macedonia changed its name` becomes `Macedonia to change its name`, if the root is a plain verb.
fn infinitive(example: &mut Example) -> bool {
    let Some(root) = example.iter().position(|t| t.head == example.len()) else { return false };
    let plain = example.iter().all(|t| {
        t.head != root || !matches!(&*t.deprel, "aux" | "aux:pass" | "cop" | "mark" | "advmod")
    });
    let subject = example[..root].iter().any(|t| t.head == root && t.deprel == "nsubj");
    let Some((Upos::Verb, xpos @ (Xpos::Vbd | Xpos::Vbz | Xpos::Vbp), _)) = example[root].tag
    else {
        return false;
    };
    if !plain || !subject {
        return false;
    }
    example[root].form = lemma(&example[root].form, Upos::Verb, xpos).into_owned();
    example[root].tag = Some((Upos::Verb, Xpos::Vb, Variant::Plain));
    for token in example.iter_mut().filter(|t| t.head >= root) {
        token.head += 1;
    }
    example.insert(root, token("to", (Upos::Part, Xpos::To, Variant::Plain), root + 1, "mark"));
    true
}

fn has_verb_and_subject(example: &Example) -> bool {
    let root = example.iter().position(|t| t.head == example.len());
    root.is_some_and(|root| {
        example[root].tag.is_some_and(|t| matches!(t.0, Upos::Verb | Upos::Noun | Upos::Adj))
            && example.iter().any(|t| t.head == root && t.deprel.starts_with("nsubj"))
            && !example.iter().any(|t| t.form == "?")
    })
}

fn xpos(token: &Token) -> Option<Xpos> {
    token.tag.map(|t| t.1)
}

/// Which words a headline leaves out: none of them has dependents.
fn dropped(example: &Example, random: &mut Random) -> Vec<bool> {
    let articles = random.chance(0.85);
    let be = random.chance(0.6);
    let stop = random.chance(0.95);
    let last = example.len() - 1;
    let mut is_dropped = vec![false; example.len()];
    for (at, token) in example.iter().enumerate() {
        let lower = token.form.to_lowercase();
        is_dropped[at] = match token.deprel.as_str() {
            "det" => articles && matches!(&*lower, "the" | "a" | "an"),
            "cop" | "aux:pass" => be && matches!(&*lower, "is" | "are" | "was" | "were" | "'s"),
            "aux" => {
                be && matches!(&*lower, "is" | "are" | "was" | "were" | "'s")
                    && example.get(token.head).is_some_and(|h| xpos(h) == Some(Xpos::Vbg))
            }
            "punct" => stop && at == last && matches!(&*lower, "." | "!"),
            _ => false,
        } && example.iter().all(|t| t.head != at);
    }
    is_dropped
}

/// The past becomes the present.
fn present(example: &mut Example, random: &mut Random) {
    if random.chance(0.2) {
        return;
    }
    for at in 0..example.len() {
        if xpos(&example[at]) != Some(Xpos::Vbd) {
            continue;
        }
        let one = is_one(example, at);
        let token = &mut example[at];
        let upos = token.tag.map_or(Upos::Verb, |t| t.0);
        let base = lemma(&token.form, upos, Xpos::Vbd).into_owned();
        token.form = if one { third_person(&base) } else { plural(&base) };
        let xpos = if one { Xpos::Vbz } else { Xpos::Vbp };
        token.tag = Some((upos, xpos, Variant::Plain));
    }
}

/// Whether the subject of a verb is of the third person singular.
fn is_one(example: &Example, verb: usize) -> bool {
    let verb = match example[verb].deprel.as_str() {
        "aux" | "aux:pass" | "cop" => example[verb].head,
        _ => verb,
    };
    let subject = (0..example.len())
        .find(|&t| example[t].head == verb && example[t].deprel.starts_with("nsubj"));
    subject.is_none_or(|subject| {
        let plural = matches!(xpos(&example[subject]), Some(Xpos::Nns | Xpos::Nnps));
        let joined = example.iter().any(|t| t.head == subject && t.deprel == "conj");
        let lower = example[subject].form.to_lowercase();
        !plural && !joined && !matches!(&*lower, "i" | "we" | "you" | "they" | "these" | "those")
    })
}

fn third_person(base: &str) -> String {
    match base {
        "be" => return "is".to_owned(),
        "have" => return "has".to_owned(),
        _ => {}
    }
    if let Some(stem) = base.strip_suffix('y')
        && !stem.ends_with(['a', 'e', 'i', 'o', 'u'])
    {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|e| base.ends_with(e));
    if hisses { format!("{base}es") } else { format!("{base}s") }
}

fn plural(base: &str) -> String {
    if base == "be" { "are".to_owned() } else { base.to_owned() }
}

/// *will* becomes *to*.
fn future(example: &mut Example, random: &mut Random) {
    if random.chance(0.2) {
        return;
    }
    for token in example {
        if token.deprel == "aux" && token.form.eq_ignore_ascii_case("will") {
            "to".clone_into(&mut token.form);
            token.tag = Some((Upos::Part, Xpos::To, Variant::Plain));
            token.upos = Upos::Part.to_string();
            "mark".clone_into(&mut token.deprel);
        }
    }
}

/// *and* between nouns becomes a comma.
fn comma_for_and(example: &mut Example, random: &mut Random) {
    if random.chance(0.5) {
        return;
    }
    for at in 0..example.len() {
        let noun = |t: &Token| t.tag.is_some_and(|t| matches!(t.0, Upos::Noun | Upos::Propn));
        let token = &example[at];
        if token.deprel == "cc"
            && token.form.eq_ignore_ascii_case("and")
            && example.get(token.head).is_some_and(|h| noun(h) && h.deprel == "conj")
            && example[..at].last().is_some_and(|t| t.form != ",")
        {
            let comma: Tag = (Upos::Punct, Xpos::Comma, Variant::Plain);
            let token = &mut example[at];
            ",".clone_into(&mut token.form);
            token.tag = Some(comma);
            token.upos = Upos::Punct.to_string();
            "punct".clone_into(&mut token.deprel);
        }
    }
}

/// Who says so, before a colon: `S. Korea: …`. The treebanks make the source the root.
fn attribute(example: &mut Example, random: &mut Random) {
    let names: Vec<usize> = (0..example.len())
        .filter(|&t| xpos(&example[t]) == Some(Xpos::Nnp) && example.iter().all(|d| d.head != t))
        .collect();
    if names.is_empty() {
        return;
    }
    let mut source = example[names[random.below(names.len())]].clone();
    let count = example.len();
    for token in example.iter_mut() {
        if token.head == count {
            token.head = 0;
            "parataxis".clone_into(&mut token.deprel);
        } else {
            token.head += 2;
        }
    }
    let root = example.iter().position(|t| t.head == 0).unwrap_or(0) + 2;
    source.head = count + 2;
    "root".clone_into(&mut source.deprel);
    let colon = token(":", (Upos::Punct, Xpos::Colon, Variant::Plain), root, "punct");
    example.splice(0..0, [source, colon]);
}

/// The example without the words marked.
fn without(example: &Example, dropped: &[bool]) -> Example {
    let place = |at: usize| dropped[..at].iter().filter(|&&d| !d).count();
    let kept = example.iter().zip(dropped).filter(|(_, dropped)| !**dropped);
    let moved = |token: &Token| Token { head: place(token.head), shares: SURE, ..token.clone() };
    kept.map(|(token, _)| moved(token)).collect()
}

fn capitalised(form: &str) -> String {
    let mut chars = form.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(form: &str, (upos, xpos): (Upos, Xpos), head: usize, deprel: &str) -> Token {
        super::token(form, (upos, xpos, Variant::Plain), head, deprel)
    }

    fn headlines() -> Headlines {
        Headlines { names: vec!["Oslo".to_owned()] }
    }

    fn sentence() -> Example {
        vec![
            token("The", (Upos::Det, Xpos::Dt), 1, "det"),
            token("minister", (Upos::Noun, Xpos::Nn), 2, "nsubj"),
            token("carried", (Upos::Verb, Xpos::Vbd), 5, "root"),
            token("letters", (Upos::Noun, Xpos::Nns), 2, "obj"),
            token(".", (Upos::Punct, Xpos::Stop), 2, "punct"),
        ]
    }

    #[test]
    fn headlines_are_made_as_newspapers_make_them() {
        let texts: Vec<String> = (0..60)
            .filter_map(|seed| headlines().headline(&sentence(), &mut Random::new(seed)))
            .map(|e| e.iter().map(|t| t.form.clone()).collect::<Vec<_>>().join(" "))
            .collect();
        assert!(texts.iter().any(|t| t == "Minister carries letters"), "{texts:?}");
        assert!(texts.iter().any(|t| t == "MINISTER CARRIES LETTERS"), "{texts:?}");
        assert!(texts.iter().any(|t| t == "Minister to carry letters"), "{texts:?}");
    }

    #[test]
    fn headlines_are_trees() {
        for seed in 0..200 {
            let Some(headline) = headlines().headline(&sentence(), &mut Random::new(seed)) else {
                continue;
            };
            assert_eq!(headline.iter().filter(|t| t.head == headline.len()).count(), 1);
            assert!(headline.iter().enumerate().all(|(at, t)| t.head != at));
        }
    }

    #[test]
    fn a_subject_gets_company() {
        let mut example = sentence();
        example[1] = token("Seoul", (Upos::Propn, Xpos::Nnp), 2, "nsubj");
        example.remove(0);
        example.iter_mut().for_each(|t| t.head -= 1);
        headlines().second_subject(&mut example, &mut Random::new(2));
        assert_eq!(example[2].form, "Oslo");
        assert_eq!(example.iter().map(|t| t.head).collect::<Vec<_>>(), [3, 2, 0, 6, 3, 3]);
        present(&mut example, &mut Random::new(2));
        assert_eq!(example[3].form, "carry");
    }

    #[test]
    fn a_source_becomes_the_root() {
        let mut example = sentence();
        example[1] = token("Seoul", (Upos::Propn, Xpos::Nnp), 2, "nsubj");
        example.remove(0);
        example.iter_mut().for_each(|t| t.head -= 1);
        attribute(&mut example, &mut Random::new(1));
        assert_eq!(example[0].form, "Seoul");
        assert_eq!(example[0].head, example.len());
        assert_eq!((example[3].head, example[1].head), (0, 3));
    }
}
