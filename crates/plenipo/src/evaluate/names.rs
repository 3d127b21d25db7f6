//! Whether two tables mean the same actor.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// An actor as a table names it.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// ISO 3166-1 alpha-3 code, where it has one.
    pub(super) country: Option<String>,
    words: Vec<String>,
}

impl Named {
    pub(super) fn new(name: &str, country: Option<&str>) -> Self {
        let country = country.filter(|c| c.len() == 3).map(str::to_ascii_uppercase);
        Self { country, words: words(name) }
    }

    /// Whether both are of one country, or bear one name where a country is missing.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (&self.country, &other.country) {
            (Some(a), Some(b)) => a == b,
            _ => self.has_name_of(other),
        }
    }

    /// Whether the words of one name are among those of the other, or it is its initials.
    pub(super) fn has_name_of(&self, other: &Self) -> bool {
        let (short, long) = if self.words.len() <= other.words.len() {
            (&self.words, &other.words)
        } else {
            (&other.words, &self.words)
        };
        let within = !short.is_empty() && short.iter().all(|w| long.contains(w));
        within || short.first().is_some_and(|s| short.len() == 1 && *s == initials(long))
    }

    /// What tells the actor from others: its country, else its name.
    pub(super) fn identity(&self) -> String {
        self.country.clone().unwrap_or_else(|| self.words.join(" "))
    }

    /// The last word of the name.
    pub(super) fn last(&self) -> Option<&str> {
        self.words.last().map(String::as_str)
    }
}

/// The words of a name: small letters without marks; no article, no possessive.
fn words(name: &str) -> Vec<String> {
    let name: String = name.nfkd().filter(|&c| !is_combining_mark(c)).collect();
    let name = name.to_lowercase().replace('’', "'").replace("'s", "");
    let parts = name.split(|c: char| !c.is_alphanumeric());
    parts.filter(|w| !w.is_empty() && *w != "the").map(str::to_owned).collect()
}

fn initials(words: &[String]) -> String {
    let small = |w: &&String| !matches!(w.as_str(), "of" | "and" | "for");
    words.iter().filter(small).filter_map(|w| w.chars().next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_in_other_spellings() {
        let same = |a: &str, b: &str| Named::new(a, None).is_same(&Named::new(b, None));
        assert!(same("Enrique Peña Nieto", "Pena Nieto"));
        assert!(same("the Arab League", "Arab League's"));
        assert!(same("African Union", "AU"));
        assert!(!same("African Union", "European Union"));
        assert!(!same("", "Japan"));
    }

    #[test]
    fn a_country_goes_before_a_name() {
        let minister = Named::new("Yoko Kamikawa", Some("JPN"));
        assert!(minister.is_same(&Named::new("Japan", Some("JPN"))));
        assert!(!minister.is_same(&Named::new("Yoko Kamikawa", Some("KOR"))));
        assert!(minister.is_same(&Named::new("Kamikawa", None)));
    }
}
