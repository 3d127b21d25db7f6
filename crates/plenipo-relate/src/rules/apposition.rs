//! A noun behind a name says what the name is: "*Iran*, a backer of the government".

use plenipo_syntax::{DepRel, Upos};

use super::Rule;

pub(super) const RULE: Rule = Rule {
    name: "apposition",
    about: "the name that an event noun stands beside: \"Iran, a backer of\"",
    find: |tree, head| {
        if tree.upos(head) != Upos::Noun || tree.rel(head) != DepRel::Appos {
            return Vec::new();
        }
        tree.head(head).filter(|&h| tree.mention(h).is_some()).into_iter().collect()
    },
};
