//! Names as single tokens: what the parser sees when a gazetteer has found them beforehand.

use plenipo_syntax::Upos;

use crate::data::{Example, SURE, Token};
use crate::random::Random;

/// Joins names of several words into one token each, and marks most names of one word.
pub(crate) fn join(example: &Example, random: &mut Random) -> Example {
    let mut owner: Vec<usize> = (0..example.len()).collect();
    let mut is_name = vec![false; example.len()];
    for top in 0..example.len() {
        if !is_proper(&example[top]) || owner[top] != top || !random.chance(0.8) {
            continue;
        }
        let wide = random.chance(0.5);
        let members = members(example, top, wide);
        let (first, last) = (members[0], members[members.len() - 1]);
        let whole = last - first + 1 == members.len() && members.iter().all(|&m| owner[m] == m);
        if whole {
            members.iter().for_each(|&m| owner[m] = top);
            is_name[top] = true;
        }
    }
    rebuilt(example, &owner, &is_name)
}

fn is_proper(token: &Token) -> bool {
    token.tag.is_some_and(|t| t.0 == Upos::Propn)
}

/// The words that make up the name whose head is `top`, in order.
fn members(example: &Example, top: usize, wide: bool) -> Vec<usize> {
    let mut is_member = vec![false; example.len()];
    is_member[top] = true;
    // Dependents may stand before or after what they hang from.
    loop {
        let before = is_member.iter().filter(|&&m| m).count();
        for (at, token) in example.iter().enumerate() {
            if !is_member[at] && token.head < example.len() && is_member[token.head] {
                is_member[at] = belongs(example, at, top, wide);
            }
        }
        if is_member.iter().filter(|&&m| m).count() == before {
            return (0..example.len()).filter(|&at| is_member[at]).collect();
        }
    }
}

/// Whether a dependent of a name's word is part of the name: `Abe` in `Shinzo Abe`; if `wide`, also
/// `of Foreign Affairs` in `Ministry of Foreign Affairs`.
fn belongs(example: &Example, at: usize, top: usize, wide: bool) -> bool {
    let token = &example[at];
    match token.deprel.as_str() {
        "flat" | "compound" | "goeswith" => is_proper(token),
        "amod" => token.form.starts_with(char::is_uppercase),
        "nmod" if wide => {
            let joins =
                |c: &Token| c.head == at && c.deprel == "case" && matches!(&*c.form, "of" | "for");
            is_proper(token) && example.iter().any(joins)
        }
        "case" | "det" => wide && token.head != top,
        _ => false,
    }
}

/// The example with the words of each owner joined.
fn rebuilt(example: &Example, owner: &[usize], is_name: &[bool]) -> Example {
    let mut place = vec![0; example.len() + 1];
    let mut count = 0;
    for at in 0..example.len() {
        // A name stands where its first word stood.
        let is_first = owner[..at].iter().all(|&o| o != owner[at]);
        if is_first {
            place[owner[at]] = count;
            count += 1;
        }
    }
    place[example.len()] = count;
    let head = |head: usize| if head < example.len() { place[owner[head]] } else { count };
    let mut out: Example = Vec::with_capacity(count);
    for at in 0..example.len() {
        if owner[..at].iter().any(|&o| o == owner[at]) {
            if let Some(last) = out.last_mut() {
                last.form.push(' ');
                last.form.push_str(&example[at].form);
            }
            continue;
        }
        let top = owner[at];
        let mut token = example[top].clone();
        token.form.clone_from(&example[at].form);
        token.is_name = is_name[top];
        token.head = head(example[top].head);
        if count < example.len() {
            token.shares = SURE;
        }
        out.push(token);
    }
    out
}

#[cfg(test)]
mod tests {
    use plenipo_syntax::Xpos;

    use super::*;
    use crate::data::Variant;

    fn token(form: &str, upos: Upos, head: usize, deprel: &str) -> Token {
        Token {
            form: form.to_owned(),
            is_name: false,
            tag: Some((upos, Xpos::Nnp, Variant::Plain)),
            upos: upos.to_string(),
            head,
            deprel: deprel.to_owned(),
            shares: SURE,
        }
    }

    #[test]
    fn a_name_becomes_one_token_and_keeps_its_place() {
        let example = vec![
            token("Prime", Upos::Propn, 1, "compound"),
            token("Minister", Upos::Propn, 4, "nsubj"),
            token("Shinzo", Upos::Propn, 1, "flat"),
            token("Abe", Upos::Propn, 1, "flat"),
            token("visited", Upos::Verb, 6, "root"),
            token("Delhi", Upos::Propn, 4, "obj"),
        ];
        let joined = (0..50).map(|seed| join(&example, &mut Random::new(seed)));
        let both = joined.filter(|e| e.len() == 3).collect::<Vec<_>>();
        assert!(!both.is_empty());
        for example in both {
            assert_eq!(example[0].form, "Prime Minister Shinzo Abe");
            assert!(example[0].is_name);
            assert_eq!(example.iter().map(|t| t.head).collect::<Vec<_>>(), [1, 3, 1]);
        }
    }
}
