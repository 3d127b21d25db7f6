//! Names of countries that name something else: people, towns, languages, teams, money, web addresses.

use std::collections::BTreeSet;

use plenipo_text::Span;

use crate::Gazetteer;
use crate::context::{Context, is_capitalised, is_name_like};
use crate::names::{is_body_word, may_be_name};
use crate::tables::{AliasKind, Target};
use crate::tagger::Candidate;
use crate::words::{class, classes};

/// What the whole document says about how to read names of countries in it.
#[derive(Debug, Default)]
pub(crate) struct Signs<'d> {
    /// Names of countries that are a person's here: "Michael Jordan".
    personal: BTreeSet<&'d str>,
    /// Whether the document is news of a place in the USA, with nothing foreign in it.
    local: bool,
    /// Whether "Georgia" is the state of the USA here.
    american_georgia: bool,
    /// Whether the document reports on sport.
    pub(crate) sport: bool,
    /// Whether the Congo of Brazzaville is meant by "Congo".
    pub(crate) brazzaville: bool,
    /// Lines that are the head of a record, not prose.
    heads: Vec<Span>,
}

/// Countries that are also given names or family names.
const PERSONAL: &[&str] = &["Jordan", "Chad", "Georgia", "Holland"];

/// Demonyms that are also family names.
const SURNAMES: &[&str] = &[
    "French", "English", "German", "Finn", "Dane", "Pole", "Norman", "Holland", "Jordan", "Israel",
    "London",
];

/// Countries after which towns of the USA are named.
#[rustfmt::skip]
const TOWNS: &[&str] = &[
    "Lebanon", "LEBANON", "Palestine", "Turkey", "Malta", "MALTA", "Jordan", "Peru", "Holland", "Jersey", "Georgia", "Poland", "Norway",
    "Panama", "Grenada",
];

impl<'d> Signs<'d> {
    pub(crate) fn read(
        gazetteer: &Gazetteer,
        context: &Context<'d>,
        candidates: &[Candidate<'_>],
    ) -> Self {
        let mut signs = Self { heads: heads(context.text), ..Self::default() };
        let (mut american, mut local) = (0, 0);
        let (mut sport, mut only_sport) = (0, 0);
        let mut kinds: Vec<&str> = Vec::new();
        let tokens = context.segmentation.tokens();
        for (token, at) in tokens.iter().zip(0..) {
            let word = token.span.of(context.text);
            let classes = classes(word);
            if classes != 0 {
                american += usize::from(classes & class::US_STATE != 0);
                local += usize::from(classes & class::LOCAL != 0);
                only_sport += usize::from(classes & class::ONLY_SPORT != 0);
                if classes & class::SPORT != 0 {
                    sport += 1;
                    if kinds.len() < 3 && !kinds.iter().any(|k| k.eq_ignore_ascii_case(word)) {
                        kinds.push(word);
                    }
                }
            }
            if !is_capitalised(word) {
                continue;
            }
            if let Some(name) = personal_at(gazetteer, context, at) {
                signs.personal.insert(name);
            }
        }
        let foreign = candidates.iter().filter(|c| is_foreign(gazetteer, context, c)).count();
        let many = sport * 65 > tokens.len();
        signs.sport = many && (only_sport > 0 && sport > 1 || kinds.len() > 2);
        signs.local = foreign == 0 && american + local > 1;
        let named = |name: &str| candidates.iter().any(|c| c.span.of(context.text) == name);
        let (georgia, congo) = (named("Georgia"), named("Congo"));
        let has = |words: &[&str]| words.iter().any(|w| context.text.contains(w));
        let caucasian = georgia
            && has(&[
                "Tbilisi",
                "Saakashvili",
                "Georgian",
                "Abkhazia",
                "Ossetia",
                "Shevardnadze",
                "Armenia",
                "Azerbaijan",
                "Caucasus",
                "Russia",
                "Ivanishvili",
                "Moldova",
                "Ukraine",
                "Turkey",
            ]);
        signs.american_georgia = georgia
            && !caucasian
            && (american > 0
                || local > 1
                || has(&[
                    "Atlanta",
                    "Ga.",
                    "Savannah",
                    "Augusta",
                    "Macon",
                    "Fulton",
                    "Bulldogs",
                    "Republican",
                    "Senate",
                ]));
        signs.brazzaville = congo
            && has(&["Brazzaville", "Sassou", "Lissouba"])
            && !has(&["Kinshasa", "Kabila", "Mobutu", "Goma", "Tshisekedi"]);
        signs
    }

    /// Whether the name of a country at `span` names something else.
    pub(crate) fn is_other(&self, context: &Context<'_>, span: Span, kind: AliasKind) -> bool {
        if self.is_in_head(span) || is_in_address(context.text, span) {
            return true;
        }
        let name = span.of(context.text);
        let (before, after) = (context.before(span, 0), context.after(span, 0));
        if matches!(
            before,
            "New" | "Fort" | "Port" | "Lake" | "Mount" | "Club" | "Miss" | "Captain"
        ) && is_name_like(name)
            || before == "of"
                && matches!(context.before(span, 1), "University" | "Bank" | "College")
                && TOWNS_OR_USA.contains(&name)
            || is_money(name, after, context, span)
            || kind == AliasKind::Demonym && Self::is_organisation(context, span)
        {
            return true;
        }
        if kind == AliasKind::Demonym {
            return is_language(context, span) || self.personal.contains(name);
        }
        // "Lebanon, Pa.", but not "Guam, Alaska and Hawaii"
        let listed =
            before == "," || context.after(span, 2) == "," && context.after(span, 4) == ",";
        if after == "," && is_us_state(context.after(span, 1)) && !listed && TOWNS.contains(&name) {
            return true;
        }
        if name == "Georgia" && (self.american_georgia || is_direction(before)) {
            return true;
        }
        let placed = matches!(before, "in" | "from" | "between" | "against" | "visit" | "visited");
        self.personal.contains(name) && !placed || self.local && TOWNS.contains(&name)
    }

    pub(crate) fn is_in_head(&self, span: Span) -> bool {
        self.heads.iter().any(|h| h.overlaps(span))
    }

    /// "American Psychological Association", "Turkish Airlines": a private body with the country in its name.
    fn is_organisation(context: &Context<'_>, span: Span) -> bool {
        let mut at = context.end_token(span);
        let sentence_end = context.sentence_of(at.saturating_sub(1)).end;
        let mut steps = 0;
        while at < sentence_end && steps < 5 {
            let word = context.word(at);
            if PRIVATE.contains(&word) {
                return true;
            }
            let joins = steps > 0 && matches!(word, "of" | "and" | "&" | "for" | "the");
            if !(is_name_like(word) || joins) || word.ends_with('.') {
                return false;
            }
            at += 1;
            steps += 1;
        }
        false
    }

    /// Whether the name of a country at `span` stands for its team: in a report on sport it does, but where
    /// a preposition, a bracket or a dateline makes it a place or somebody's nationality.
    pub(crate) fn is_team(&self, context: &Context<'_>, span: Span) -> bool {
        let before = context.before(span, 0);
        self.sport
            && !matches!(
                before.to_ascii_lowercase().as_str(),
                "in" | "from"
                    | "("
                    | ","
                    | "near"
                    | "across"
                    | "to"
                    | "of"
                    | "southern"
                    | "northern"
            )
            && !matches!(context.after(span, 0), ")" | ",")
    }
}

const TOWNS_OR_USA: &[&str] = &["Georgia", "America", "Miami", "Jordan", "Scotland", "Ireland"];

#[rustfmt::skip]
const PRIVATE: &[&str] = &[
    "Airlines", "Airways", "Airline", "Legion", "Association", "Hospital", "Foundation", "Club", "Church", "Corp", "Corp.",
    "Inc", "Inc.", "Co.", "Ltd", "Ltd.", "Company", "Motors", "Society", "College", "University", "School",
    "Academy", "Orchestra", "Ballet", "Opera", "Magazine", "Times", "Tribune", "Herald", "Open", "Restaurant", "Cafe",
    "Grill", "Apartments", "Hotel", "Inn", "Street", "Avenue", "Road", "Drive", "Lane", "Boulevard", "Creek",
    "Immersion", "Grove", "Park", "Bulldog", "Bulldogs", "Board", "Psychological", "Recovery", "Township",
    "Mortgage", "Eagle", "Idol", "Restaurants", "Foods", "Pharmacy", "Theatre", "Theater",
];

/// "Northeast Georgia"
fn is_direction(word: &str) -> bool {
    matches!(
        word,
        "North"
            | "South"
            | "East"
            | "West"
            | "Northeast"
            | "Northwest"
            | "Southeast"
            | "Southwest"
            | "Middle"
            | "Central"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
    )
}

/// A country's name that is part of a personal name at token `at`: "Michael Jordan", "Georgia Stevens".
fn personal_at<'d>(gazetteer: &Gazetteer, context: &Context<'d>, at: usize) -> Option<&'d str> {
    let word = context.word(at);
    let (surname, personal) = (SURNAMES.contains(&word), PERSONAL.contains(&word));
    if !surname && !personal {
        return None;
    }
    let sentence = context.sentence_of(at);
    if surname && at > sentence.start {
        let before = context.word(at - 1);
        if gazetteer.is_given_name(before)
            && may_be_name(before)
            && !gazetteer.is_country_word(before)
        {
            return Some(word);
        }
    }
    // In a headline every word has a capital: "Georgia Arrests Members".
    let headline = sentence.start == 0 && is_name_like(context.word(at + 2));
    if personal && at + 1 < sentence.end && !headline {
        let next = context.word(at + 1);
        let family =
            is_name_like(next) && may_be_name(next) && !is_body_word(next) && next.len() > 2;
        let office = gazetteer.is_country_word(next) || TITLE_WORDS.contains(&next);
        let glued = context.text
            [context.span(at).end() as usize..context.span(at + 1).start() as usize]
            == *" ";
        if family && !office && glued {
            return Some(word);
        }
    }
    None
}

#[rustfmt::skip]
const TITLE_WORDS: &[&str] = &[
    "Defense", "Defence", "National", "Supreme", "Central", "Air", "Foreign", "Prime", "Federal", "Red", "Times",
    "Post", "Daily", "Premier", "Labor", "Labour", "Democratic", "Today", "Valley", "River", "Tech", "Southern",
    "Power", "Atomic", "Aerospace", "Cricket", "Football", "Open", "Strait", "Airlines", "Tobacco", "Mobile",
    "Securities", "Electric", "Beiteinu", "Katz", "Command", "Customs", "Energy", "Investment",
    "Resources", "Overseas", "Construction", "Communist", "Human", "Rights", "Health", "Education", "Finance",
];

/// Whether a candidate shows that the document looks abroad.
fn is_foreign(gazetteer: &Gazetteer, context: &Context<'_>, candidate: &Candidate<'_>) -> bool {
    let text = candidate.span.of(context.text);
    candidate.targets.iter().any(|t| match t.0 {
        Target::Country(index) => {
            let iso3 = gazetteer.country(index).iso3;
            iso3 != "USA"
                && !TOWNS.contains(&text)
                && !SURNAMES.contains(&text)
                && !PERSONAL.contains(&text)
                && !matches!(
                    text,
                    "Mexican"
                        | "Italian"
                        | "Irish"
                        | "Spanish"
                        | "Indian"
                        | "Indians"
                        | "Polish"
                        | "Greek"
                        | "Dutch"
                        | "Russian"
                        | "Chinese"
                        | "British"
                        | "Canada"
                        | "Scottish"
                )
                && !matches!(t.1, AliasKind::Part | AliasKind::City)
        }
        Target::Organisation(index) => {
            let id = gazetteer.organisation(index).id;
            matches!(id, "UN" | "NATO" | "EU" | "UNSC" | "USA:foreign_ministry")
        }
        _ => false,
    })
}

/// "in Turkish", "speaks fluent French"
fn is_language(context: &Context<'_>, span: Span) -> bool {
    let before = context.before(span, 0);
    let after = context.after(span, 0);
    let ends = !after.starts_with(char::is_alphabetic)
        || matches!(
            after,
            "and"
                | "or"
                | "which"
                | "at"
                | "on"
                | "to"
                | "as"
                | "with"
                | "but"
                | "that"
                | "language"
                | "translation"
                | "translations"
                | "version"
                | "speaker"
                | "speakers"
        );
    if span.of(context.text) == "English" && (ends || matches!(after, "-" | "to" | "learners")) {
        return true;
    }
    match before {
        "speak" | "speaks" | "spoke" | "speaking" | "fluent" | "learn" | "learning" | "taught"
        | "into" | "broken" => true,
        "in" => ends,
        _ => {
            matches!(after, "language" | "lessons" | "classes")
                || after == "-" && context.after(span, 1) == "language"
                || after == "-" && context.after(span, 1) == "speaking"
        }
    }
}

/// "US$ 3m", "40 US dollars"
fn is_money(name: &str, after: &str, context: &Context<'_>, span: Span) -> bool {
    let next = context.text[span.end() as usize..].chars().next();
    matches!(next, Some('$'))
        || matches!(name, "US" | "U.S.") && matches!(after, "dollars" | "cents" | "dollar" | "$")
}

/// Whether `span` is inside a web address, an address of mail, or a path.
fn is_in_address(text: &str, span: Span) -> bool {
    let (start, end) = (span.start() as usize, span.end() as usize);
    let from = text[..start].rfind(char::is_whitespace).map_or(0, |i| i + 1);
    let to = text[end..].find(char::is_whitespace).map_or(text.len(), |i| end + i);
    let from = from.max(start.saturating_sub(300));
    let Some(word) = text.get(from..to.min(end + 300)) else { return false };
    let address = |w: &str| {
        w.contains("://") || w.contains("www.") || w.contains(".com/") || w.contains(".html")
    };
    word.len() > span.len() as usize + 3 && address(word)
        // "https://www.example.org/World | North America" wraps: only the word itself counts.
        || text[..start].ends_with('@') || text[..start].ends_with('#')
}

/// Lines of labelled fields with a web address, such as "TITLE: … LINK: https://…": the head of a record,
/// whose title is metadata.
fn heads(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n').take(4) {
        let labelled = line.split_once(": ").is_some_and(|(label, _)| {
            label.len() > 2
                && label.len() < 16
                && label.chars().all(|c| c.is_uppercase() || c == '_')
        });
        if labelled && let Some(link) = line.find("://").filter(|&l| l < 400) {
            let address = line[link..].find(char::is_whitespace).map_or(line.len(), |i| link + i);
            out.push(Span::new(crate::offset(at), crate::offset(at + address)));
        }
        at += line.len();
    }
    out
}

/// Whether `word` names a state of the USA, but Georgia and its homonyms.
fn is_us_state(word: &str) -> bool {
    classes(word) & class::US_STATE != 0
}
