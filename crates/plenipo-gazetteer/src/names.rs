//! Stretches of a text that are written like the name of a person, and the parts of such names.

use plenipo_text::Span;

use crate::context::{Context, is_capitalised, is_name_like};

/// Words inside names that are written small.
#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "bin", "bint", "ibn", "ben", "al", "el", "abu", "de", "da", "do", "dos", "das", "del", "della",
    "di", "du", "der", "den", "la", "le", "van", "von", "zu", "ter", "e", "y",
];

/// Capitalised words that no personal name begins with or holds.
#[rustfmt::skip]
const NO_NAMES: &[&str] = &[
    "The", "A", "An", "In", "On", "At", "By", "But", "And", "Or", "For", "From", "With", "As",
    "If", "It", "Its", "He", "She", "They", "We", "I", "You", "His", "Her", "Their", "Our", "My",
    "This", "That", "These", "Those", "There", "When", "While", "After", "Before", "Since",
    "Until", "Where", "What", "Who", "Why", "How", "Which", "Monday", "Tuesday", "Wednesday",
    "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "June",
    "July", "August", "September", "October", "November", "December", "Mr.", "Mrs.", "Ms.", "Mr",
    "Mrs", "Ms", "Dr.", "Dr", "President", "Prime", "Minister", "Foreign", "Secretary", "General",
    "Gen.", "Chancellor", "King", "Queen", "Prince", "Princess", "Ambassador", "Senator", "Sen.",
    "Gov.", "Governor", "Deputy", "Vice", "Chairman", "Spokesman", "Spokeswoman", "Spokesperson",
    "Colonel", "Col.", "Lt.", "Maj.", "Admiral", "Adm.", "Pope", "Sheikh", "Emir", "Sultan",
    "According", "Speaking", "Meanwhile", "However", "Also", "Earlier", "Later", "Last", "Under",
    "Despite", "Following", "Both", "New",
];

/// Capitalised words that show a body or a place, not a person.
#[rustfmt::skip]
const BODIES: &[&str] = &[
    "Ministry", "Department", "Council", "Committee", "Commission", "Court", "Agency", "Office",
    "Bureau", "Party", "Union", "University", "Institute", "Foundation", "Group", "Bank", "Fund",
    "Organization", "Organisation", "Association", "Agreement", "Treaty", "Act", "Army", "Navy",
    "Force", "Forces", "Guard", "Police", "Assembly", "Parliament", "Congress", "Senate", "House",
    "Embassy", "Government", "Administration", "Republic", "Kingdom", "States", "State", "Street",
    "Square", "City", "County", "River", "Island", "Islands", "Sea", "Ocean", "Gulf", "Bay",
    "Strait", "Valley", "Mountains", "East", "West", "North", "South", "Center", "Centre", "News",
    "Times", "War",
];

pub(crate) fn is_body_word(word: &str) -> bool {
    BODIES.contains(&word)
}

/// Whether a personal name may begin or end with `word`.
pub(crate) fn may_be_name(word: &str) -> bool {
    let initial = word.len() == 2 && word.ends_with('.') && is_capitalised(word);
    (is_name_like(word) || initial) && !NO_NAMES.contains(&word)
}

/// The personal name that begins at token `first`: one past its last token, and how many words it has.
///
/// Words in capital letters joined by spaces, hyphens or apostrophes, with small particles between
/// them, at most six; it ends before a token that `taken` says is spoken for.
pub(crate) fn name_at(
    context: &Context<'_>,
    first: usize,
    taken: &impl Fn(usize) -> bool,
) -> Option<(usize, usize)> {
    let sentence_end = context.sentence_of(first).end;
    let (mut end, mut words, mut at) = (first, 0, first);
    while at < sentence_end && words < 6 && !taken(at) {
        let word = context.word(at);
        if at > first && !is_joined(context, at) {
            break;
        }
        if may_be_name(word) && !(words == 0 && is_body_word(word)) {
            words += usize::from(!context.is_glued(at) || at == first);
            at += 1;
            end = at;
        } else if words > 0
            && (matches!(word, "-" | "‑" | "’" | "'") && context.is_glued(at)
                || PARTICLES.contains(&word.to_lowercase().as_str()))
        {
            at += 1;
        } else {
            break;
        }
    }
    (words > 0).then_some((end, words))
}

/// Whether at most one space, and no line break, stands before token `at`.
fn is_joined(context: &Context<'_>, at: usize) -> bool {
    let gap = Span::new(context.span(at - 1).end(), context.span(at).start());
    matches!(gap.of(context.text), "" | " " | "\u{a0}")
}

/// A name for comparison: small letters without diacritics, hyphens and doubled letters, and with one
/// spelling for sounds that transliterations spell differently.
pub(crate) fn folded(word: &str) -> String {
    // "al-Assad" is sorted, and later named, as "Assad".
    let article = ["al-", "Al-", "el-", "El-", "AL-", "al‑", "ash-", "Ash-", "as-", "As-"];
    let word = article.iter().find_map(|a| word.strip_prefix(a)).unwrap_or(word);
    let mut out = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        let plain = match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ả' | 'ạ' | 'ấ'..='ặ' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ế'..='ệ' => 'e',
            'ì'..='ï' | 'ī' | 'į' | 'ı' | 'y' | 'ý' | 'ỉ' | 'ị' => 'i',
            'ñ' | 'ń' | 'ň' => 'n',
            'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ố'..='ợ' => 'o',
            'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ư' | 'ứ'..='ự' => 'u',
            'š' | 'ś' | 'ş' | 'ș' => 's',
            'ž' | 'ź' | 'ż' => 'z',
            'ğ' => 'g',
            'ł' => 'l',
            'ř' => 'r',
            'ţ' | 'ț' | 'ť' => 't',
            'đ' | 'ð' | 'ď' => 'd',
            '-' | '\'' | '’' | '‘' | '.' | ' ' | '\u{300}'..='\u{36f}' => continue,
            other => other,
        };
        if !out.ends_with(plain) {
            out.push(plain);
        }
    }
    out.replace("ou", "u").replace("kh", "h")
}

/// Whether two given names may be one: the same when folded, one the initial or the short form of the
/// other, or apart by a letter.
pub(crate) fn may_be_same(a: &str, b: &str) -> bool {
    let (fa, fb) = (folded(a), folded(b));
    if fa.is_empty() || fb.is_empty() {
        return false;
    }
    let (short, long) = if fa.len() <= fb.len() { (&fa, &fb) } else { (&fb, &fa) };
    let initial = short.chars().count() == 1 || short.chars().count() >= 3;
    short == long
        || initial && long.starts_with(short.as_str())
        || long.len() > 4 && one_letter_apart(short, long)
}

fn one_letter_apart(short: &str, long: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
    if !(a.len()..=a.len() + 1).contains(&b.len()) || a == b {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    a[same..] == b[same + 1..] || a.len() == b.len() && a[same + 1..] == b[same + 1..]
}

/// Words that are also surnames, which therefore need a title or a full name nearby.
pub(crate) fn is_plain_word(word: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "May", "March", "Major", "Bush", "Brown", "King", "Park", "Lee", "Li", "An", "Do", "Ho",
        "Price", "Green", "White", "Black", "Young", "Long", "Short", "Bishop", "Pope", "Day",
        "Rice", "Power", "Powers", "West", "North", "South", "East", "Law", "Justice", "Cook",
        "Hill", "Wood", "Stone", "Fox", "Rose", "Gold", "Bank", "Field", "Church", "Best", "Good",
        "Win", "Sun", "Moon", "Son", "Min", "Man", "Song", "Will", "Mark", "Grant", "Union",
        "Baker", "Page", "Bill", "Miller", "Ban", "Than",
    ];
    WORDS.contains(&word)
}
