//! Offices without a name, by country and date.

use super::People;
use crate::mention::{Mention, MentionKind, Via};

impl People<'_, '_, '_> {
    /// Offices without a name, by country and date.
    pub(super) fn offices(&mut self) {
        let mut found = Vec::new();
        for title in &self.titles {
            let Some(country) = &title.country else { continue };
            let named = self
                .out
                .iter()
                .any(|m| m.outer.overlaps(title.span) || m.span.start() == title.span.end() + 1);
            let behind = |m: &Mention| {
                let gap =
                    self.context.text.get(m.span.end() as usize..title.whole.start() as usize);
                m.kind == MentionKind::Person && gap == Some(", ")
            };
            if named || title.office.class == "official" || self.out.iter().any(behind) {
                continue;
            }
            let owner = country.split(':').next().unwrap_or_default();
            let unclear = title.former
                || matches!(title.office.class, "minister_other" | "spokesperson" | "ambassador");
            let in_text = || {
                self.out.iter().find(|m| {
                    m.country.as_deref() == Some(owner)
                        && self.gazetteer.class_of(m, self.day) == Some(title.office.class)
                })
            };
            let holder = self
                .day
                .filter(|_| !unclear)
                .and_then(|d| self.gazetteer.holder(title.office.class, owner, d));
            let mut mention = Mention::new(title.span, MentionKind::Office, Via::Title);
            mention.office = Some(title.office.phrase.to_owned());
            mention.country = Some(owner.to_owned()).filter(|c| self.gazetteer.is_country(c));
            mention.organisation = self.organisation(owner);
            mention.former = title.former;
            if let Some(index) = holder {
                let person = self.gazetteer.person(index);
                person.id().clone_into(&mut mention.id);
                person.name().clone_into(&mut mention.name);
            } else if let Some(known) = in_text().filter(|_| !unclear && self.day.is_none()) {
                mention.id.clone_from(&known.id);
                mention.name.clone_from(&known.name);
            } else {
                mention.id = format!("{owner}:{}", title.office.class);
                let name = self.gazetteer.country_name(owner).unwrap_or(owner);
                mention.name = format!("{} of {name}", title.office.phrase);
            }
            found.push(mention);
        }
        self.out.extend(found);
    }
}
