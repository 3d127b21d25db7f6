//! Offices in a text, each with the country or body that it belongs to.

use plenipo_text::Span;

use crate::Gazetteer;
use crate::context::{Context, is_genitive};
use crate::gazetteer::Office;
use crate::mention::{Mention, MentionKind};
use crate::tables::Target;
use crate::tagger::Candidate;

/// An office in the text, with what it belongs to.
#[derive(Clone, Debug)]
pub(crate) struct Title<'a> {
    /// From the country, or else the office, to the end of the office.
    pub(crate) span: Span,
    /// From the article or the adjectives before `span` to the country behind the office.
    pub(crate) whole: Span,
    pub(crate) office: Office<'a>,
    /// ISO 3166 alpha-3 of a country, or the code of an organisation.
    pub(crate) country: Option<String>,
    pub(crate) former: bool,
}

/// Words between a country and an office that do not change whose office it is.
#[rustfmt::skip]
const BETWEEN: &[&str] = &[
    "former", "then", "new", "newly", "elected", "acting", "interim", "outgoing", "incoming",
    "caretaker", "deputy", "Deputy", "vice", "Vice", "senior", "Senior", "first", "First", "top",
    "assistant", "special", "Special", "permanent", "Permanent", "late", "ousted", "exiled",
    "chief", "Chief", "current", "longtime", "veteran", "visiting", "hardline", "embattled", "the",
    "The", "'s", "’s", "'", "’", "-", "Acting", "Interim",
];

/// Words for what an office is about, between a country or body and a general word for an office: "the U.N.
/// humanitarian affairs chief".
#[rustfmt::skip]
const TOPICS: &[&str] = &[
    "economic", "humanitarian", "affairs", "cybersecurity", "security", "political", "military", "trade", "nuclear",
    "climate", "counterterrorism", "counter-terrorism", "energy", "foreign", "policy", "legal", "peace", "human", "rights",
    "refugee", "aid", "relief", "intelligence", "antitrust", "competition", "health", "migration", "border", "budget",
    "disarmament", "peacekeeping", "army", "navy", "air", "force", "police", "high-ranking", "government", "opposition",
    "party", "presidential", "parliamentary", "royal", "financial", "technical", "diplomatic", "chief", "digital",
    "public", "press", "state", "media", "general", "regional", "civil", "defence", "defense", "internal", "market",
];

/// All offices among the candidates, in order.
pub(crate) fn titles<'a>(
    gazetteer: &'a Gazetteer,
    context: &Context<'_>,
    candidates: &[Candidate<'_>],
    places: &[Mention],
) -> Vec<Title<'a>> {
    let offices = |candidate: &Candidate<'_>| -> Vec<Office<'a>> {
        let offices = candidate.targets.iter().filter_map(|t| match t.0 {
            Target::Office(index) => Some(gazetteer.office(index)),
            _ => None,
        });
        offices.collect()
    };
    let mut out: Vec<Title<'a>> = Vec::new();
    for candidate in candidates {
        let offices = offices(candidate);
        let Some(&first) = offices.first() else { continue };
        let mut title = title(context, first, candidate.span, places);
        title.office = choose(&offices, title.country.as_deref(), places).unwrap_or(first);
        if title.country.is_none() {
            title.country = title.office.country.map(str::to_owned);
        }
        // "President and Commander-in-Chief", "prime minister and foreign minister"
        if title.country.is_none()
            && let Some(last) = out.last()
        {
            let gap = Span::new(last.span.end().min(title.span.start()), title.span.start());
            if matches!(gap.of(context.text), " and " | " & " | " and acting ") {
                title.country.clone_from(&last.country);
            }
        }
        out.push(title);
    }
    out
}

/// Of the offices of one name that of the country it is said to be of, else of a country in the text, else the
/// best known: "the foreign secretary" is Britain's, but in news from Delhi.
fn choose<'a>(
    offices: &[Office<'a>],
    country: Option<&str>,
    places: &[Mention],
) -> Option<Office<'a>> {
    const KNOWN: [&str; 2] = ["GBR", "USA"];
    let [_, _, ..] = offices else { return None };
    let of = |fits: &dyn Fn(&str) -> bool| offices.iter().find(|o| o.country.is_some_and(fits));
    let named = |c: &str| places.iter().any(|p| p.country.as_deref() == Some(c));
    let home = |c: &str| KNOWN.contains(&c);
    match country {
        Some(country) => of(&|c| country.starts_with(c)).or_else(|| of(&home)),
        None => of(&|c| home(c) && named(c)).or_else(|| of(&named)).or_else(|| of(&home)),
    }
    .copied()
}

/// "[former] [US | South Korea's] secretary of state [of Japan]"
fn title<'a>(
    context: &Context<'_>,
    office: Office<'a>,
    span: Span,
    places: &[Mention],
) -> Title<'a> {
    let mut first = context.first_token(span);
    let end = context.end_token(span);
    let mut country = None;
    let sentence = context.sentence_of(first);
    let owner =
        |m: &Mention| m.country.clone().or_else(|| Some(m.id.clone()).filter(|i| !i.is_empty()));
    let mut former = false;
    let mut at = first;
    let general =
        matches!(office.class, "official" | "spokesperson" | "minister_other" | "ambassador");
    while at > sentence.start
        && first - at < 4
        && (BETWEEN.contains(&context.word(at - 1))
            || general && TOPICS.contains(&context.word(at - 1)))
    {
        at -= 1;
    }
    let next = places.partition_point(|m| m.span.end() <= context.span(at).start());
    if at > sentence.start
        && let Some(place) = next.checked_sub(1).map(|i| &places[i])
        && place.kind != MentionKind::Place
        && context.end_token(place.span) == at
    {
        former = (at..first).any(|i| is_former(context.word(i)));
        country = owner(place);
        first = context.first_token(place.outer.cover(place.span));
    }
    let mut whole_end = end;
    // "minister of Japan", "ambassador of the Russian Federation", "spokesman for the ministry"
    let mut behind = end;
    if matches!(context.word(behind), "of" | "for" | "at" | "in") {
        behind += 1;
        behind += usize::from(matches!(context.word(behind), "the" | "The"));
        let next = places
            .partition_point(|m| m.span.end() <= context.span(end.min(context.len() - 1)).start());
        let place = places[next..].iter().take(2).find(|m| {
            behind < context.len()
                && m.span.start() <= context.span(behind).start()
                && m.span.end() > context.span(behind).start()
        });
        if let Some(place) = place
            && place.kind != MentionKind::Place
            && behind < sentence.end
            && !is_genitive(context.word(context.end_token(place.span)))
        {
            if country.is_none() {
                country = owner(place);
            }
            whole_end = context.end_token(place.span);
        }
    }
    let span = context.cover(first, end);
    let mut whole_first = first;
    while whole_first > sentence.start && first - whole_first < 3 {
        let word = context.word(whole_first - 1);
        if is_former(word)
            || matches!(word, "the" | "The" | "a" | "an" | "-" | "his" | "her" | "its")
        {
            former |= is_former(word);
            whole_first -= 1;
        } else {
            break;
        }
    }
    Title { span, whole: context.cover(whole_first, whole_end), office, country, former }
}

pub(crate) fn is_former(word: &str) -> bool {
    matches!(
        word,
        "former" | "Former" | "ex" | "Ex" | "then" | "late" | "ousted" | "exiled" | "onetime"
    )
}
