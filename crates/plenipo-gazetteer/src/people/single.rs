//! Names of one word: of people named elsewhere in the document, else of heads of the countries in it.

use super::{People, again};
use crate::context::{is_capitalised, is_name_like};
use crate::fold::fold_into;
use crate::mention::Via;
use crate::names::{is_plain_word, may_be_name};
use crate::words::class::PARTICLE;
use crate::words::classes;

impl People<'_, '_, '_> {
    /// Single names of people known from the rest of the document, else of heads of the countries in it.
    pub(super) fn single_names(&mut self, leaders: bool) {
        let mut surname = String::new();
        for i in 0..self.capitals.len() {
            let at = self.capitals[i];
            let word = self.context.word(at);
            if self.taken[at] || word.len() < 2 {
                continue;
            }
            let caps = word.len() > 3 && word.chars().all(char::is_uppercase);
            if !caps && !may_be_name(word) {
                continue;
            }
            let span = self.context.span(at);
            fold_into(word, &mut surname);
            let known = self.known.get(&surname);
            let before = known.and_then(|known| {
                known.iter().rev().find(|&&k| self.out[k].span.start() < span.start())
            });
            let index = before.or(known.and_then(|k| k.first())).copied();
            let leader = if index.is_none() && leaders { self.leader(at, &surname) } else { None };
            if index.is_none() && leader.is_none() || self.is_in_longer_name(at) {
                continue;
            }
            let title = self.title_of(span).cloned();
            if is_plain_word(word) && at == self.context.sentence_of(at).start && title.is_none() {
                let next = self.context.word(at + 1);
                if !next.starts_with(char::is_lowercase) {
                    continue;
                }
            }
            match (index, leader) {
                (Some(index), _) => {
                    let mut mention = again(&self.out[index], span);
                    mention.outer = self.outer(span, title.as_ref());
                    self.take(span);
                    self.out.push(mention);
                }
                (None, Some(person)) => {
                    let mention = self.mention(span, person, title.as_ref(), Via::Surname);
                    self.push(mention);
                }
                (None, None) => {}
            }
        }
    }

    /// Whether a capitalised word that is no title stands right before or after: "Hunter Biden".
    pub(super) fn is_in_longer_name(&self, at: usize) -> bool {
        let sentence = self.context.sentence_of(at);
        let span = self.context.span(at);
        let titled = self.title_before(span.start()).is_some();
        let before = at.checked_sub(1).filter(|&b| b >= sentence.start);
        // "Mohammed bin Abdulrahman al-Thani": a particle belongs to the name.
        let hyphens =
            usize::from(self.context.word(at.wrapping_sub(1)) == "-" && self.context.is_glued(at));
        let particle = at.checked_sub(1 + hyphens);
        let in_name = particle.is_some_and(|p| classes(self.context.word(p)) & PARTICLE != 0);
        let earlier = if in_name { particle.and_then(|p| p.checked_sub(1)) } else { before };
        let earlier = earlier.filter(|&b| b >= sentence.start);
        // In a title "Xi Told Biden", every word is in capitals.
        let words =
            || (sentence.start..sentence.end).map(|i| self.context.word(i)).filter(|w| w.len() > 3);
        let capitals = words().filter(|w| is_capitalised(w)).count();
        let title_case = capitals * 10 > words().count() * 7 && words().count() > 3;
        let named = |i: usize| {
            if title_case {
                return false;
            }
            let word = self.context.word(i);
            is_name_like(word) && word.len() > 2 && !self.taken[i] && may_be_name(word)
        };
        let hyphen = at + 1 < sentence.end
            && self.context.word(at + 1) == "-"
            && self.context.is_glued(at + 1)
            && is_capitalised(self.context.word(at + 2));
        let joined_before = before.is_some_and(|b| {
            self.context.word(b) == "-"
                && self.context.is_glued(at)
                && self.context.is_glued(b)
                && !self.context.word(b - 1).starts_with(char::is_lowercase)
        });
        !titled && earlier.is_some_and(|b| named(b) && (in_name || b > sentence.start))
            || at + 1 < sentence.end
                && named(at + 1)
                && !matches!(self.context.word(at + 1), "Administration" | "Government" | "Cabinet")
            || hyphen
            || joined_before
    }
}
