//! Words that tell what others mean: one look-up a word.

use std::sync::OnceLock;

/// What a word may be; several at once.
pub(crate) mod class {
    /// Begins or is part of no personal name.
    pub(crate) const NO_NAME: u16 = 1;
    /// Shows a body or a place, not a person.
    pub(crate) const BODY: u16 = 2;
    /// Written small inside names.
    pub(crate) const PARTICLE: u16 = 4;
    /// A state of the USA but Georgia, or its abbreviation.
    pub(crate) const US_STATE: u16 = 8;
    /// American local news.
    pub(crate) const LOCAL: u16 = 16;
    /// Sport.
    pub(crate) const SPORT: u16 = 32;
    /// Sport and nothing else.
    pub(crate) const ONLY_SPORT: u16 = 64;
}

/// The classes of `word`.
pub(crate) fn classes(word: &str) -> u16 {
    static WORDS: OnceLock<Words> = OnceLock::new();
    // No word of the lists is longer.
    if word.len() > 16 { 0 } else { WORDS.get_or_init(Words::new).get(word) }
}

/// A hash table with open addressing, behind a filter by length, first and last letter.
struct Words {
    slots: Vec<(String, u16)>,
    filter: [u64; 64],
}

impl Words {
    fn new() -> Self {
        let mut words = Self { slots: vec![(String::new(), 0); 4096], filter: [0; 64] };
        for (list, class) in [
            (NO_NAMES, class::NO_NAME),
            (BODIES, class::BODY),
            (PARTICLES, class::PARTICLE),
            (STATES, class::US_STATE),
            (LOCAL, class::LOCAL),
            (SPORT, class::SPORT),
            (ONLY_SPORT, class::SPORT | class::ONLY_SPORT),
        ] {
            for word in list {
                words.add(word, class);
                // News shouts about sport, and names write particles in both ways.
                if class & (class::SPORT | class::PARTICLE) != 0 {
                    let (first, rest) = word.split_at(1);
                    words.add(&format!("{}{rest}", first.to_uppercase()), class);
                    words.add(&word.to_uppercase(), class);
                }
            }
        }
        words
    }

    fn slot(&self, word: &str) -> usize {
        let mask = self.slots.len() - 1;
        let mut hash = 0x811c_9dc5_u32;
        for byte in word.bytes() {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
        let mut at = hash as usize & mask;
        while !self.slots[at].0.is_empty() && self.slots[at].0 != word {
            at = (at + 1) & mask;
        }
        at
    }

    /// A word of the filter and a bit in it.
    fn sieve(word: &str) -> (usize, u64) {
        let &[first, ..] = word.as_bytes() else { return (0, 0) };
        let last = word.as_bytes()[word.len() - 1];
        (usize::from(first & 63), 1 << ((usize::from(last) + word.len() * 5) & 63))
    }

    fn add(&mut self, word: &str, class: u16) {
        let (at, bit) = Self::sieve(word);
        self.filter[at] |= bit;
        let at = self.slot(word);
        word.clone_into(&mut self.slots[at].0);
        self.slots[at].1 |= class;
    }

    fn get(&self, word: &str) -> u16 {
        let (at, bit) = Self::sieve(word);
        if self.filter[at] & bit == 0 { 0 } else { self.slots[self.slot(word)].1 }
    }
}

#[rustfmt::skip]
const NO_NAMES: &[&str] = &[
    "The", "A", "An", "In", "On", "At", "By", "But", "And", "Or", "For", "From", "With", "As", "If", "It",
    "Its", "He", "She", "They", "We", "I", "You", "His", "Her", "Their", "Our", "My", "This", "That",
    "These", "Those", "There", "When", "While", "After", "Before", "Since", "Until", "Where", "What", "Who",
    "Why", "How", "Which", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    "January", "February", "March", "April", "June", "July", "August", "September", "October", "November",
    "December", "Mr.", "Mrs.", "Ms.", "Mr", "Mrs", "Ms", "Dr.", "Dr", "President", "Prime", "Minister",
    "Foreign", "Secretary", "General", "Gen.", "Chancellor", "King", "Queen", "Prince", "Princess",
    "Ambassador", "Senator", "Sen.", "Gov.", "Governor", "Deputy", "Vice", "Chairman", "Spokesman",
    "Spokeswoman", "Spokesperson", "Colonel", "Col.", "Lt.", "Maj.", "Admiral", "Adm.", "Pope", "Sheikh",
    "Emir", "Sultan", "According", "Speaking", "Meanwhile", "However", "Also", "Earlier", "Later", "Last",
    "Under", "Despite", "Following", "Both", "New", "To", "All", "Has", "Have", "Is", "Are", "Was", "Were",
    "More", "Most", "Some", "Many", "Few", "Other", "Others", "Another", "Such", "Over", "Into", "Through",
    "During", "About", "Against", "Among", "Between", "Because", "Although", "Though", "Once", "Now", "Then",
    "Here", "Just", "Even", "Only", "Still", "Yet", "Not", "One", "Two", "Three", "First", "Second", "Third",
    "Next", "Each", "Every", "Any", "Without", "Within", "Like", "Unlike", "Instead", "Moreover", "Nevertheless",
    "Thus", "Yesterday", "Today", "Tomorrow", "Tonight",
];

#[rustfmt::skip]
const BODIES: &[&str] = &[
    "Ministry", "Department", "Council", "Committee", "Commission", "Court", "Agency", "Office", "Bureau",
    "Party", "Union", "University", "Institute", "Foundation", "Group", "Bank", "Fund", "Organization",
    "Organisation", "Association", "Agreement", "Treaty", "Act", "Army", "Navy", "Force", "Forces", "Guard",
    "Police", "Assembly", "Parliament", "Congress", "Senate", "House", "Embassy", "Government",
    "Administration", "Republic", "Kingdom", "States", "State", "Street", "Square", "City", "County",
    "River", "Island", "Islands", "Sea", "Ocean", "Gulf", "Bay", "Strait", "Valley", "Mountains", "East",
    "West", "North", "South", "Center", "Centre", "News", "Times", "War",
];

#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "bin", "bint", "ibn", "ben", "al", "el", "abu", "de", "da", "do", "dos", "das", "del", "della", "di",
    "du", "der", "den", "la", "le", "van", "von", "zu", "ter", "e", "y",
];

#[rustfmt::skip]
const STATES: &[&str] = &[
    "Alabama", "Ala.", "Alaska", "Arizona", "Ariz.", "Arkansas", "Ark.", "California", "Calif.", "Colorado",
    "Colo.", "Connecticut", "Conn.", "Delaware", "Del.", "Florida", "Fla.", "Ga.", "Hawaii", "Idaho",
    "Illinois", "Ill.", "Indiana", "Ind.", "Iowa", "Kansas", "Kan.", "Kentucky", "Ky.", "Louisiana", "La.",
    "Maine", "Maryland", "Md.", "Massachusetts", "Mass.", "Michigan", "Mich.", "Minnesota", "Minn.",
    "Mississippi", "Miss.", "Missouri", "Mo.", "Montana", "Nebraska", "Neb.", "Nevada", "Nev.", "Ohio",
    "Oklahoma", "Okla.", "Oregon", "Ore.", "Pennsylvania", "Pa.", "Tennessee", "Tenn.", "Texas", "Utah",
    "Vermont", "Vt.", "Virginia", "Va.", "Washington", "Wis.", "Wisconsin", "Wyoming", "PA", "TX", "GA",
    "OH", "TN", "IL",
];

#[rustfmt::skip]
const LOCAL: &[&str] = &[
    "County", "Sheriff", "Township", "Ave.", "St.", "Dr.", "Elementary", "School", "Borough", "ISD", "Mayor",
    "Alderman", "Police", "Medical", "Church", "Funeral", "Highway", "Hwy.", "Interstate", "college",
    "motorcyclist", "Extension", "grade", "campus", "library", "jury", "Jail", "jail",
];

#[rustfmt::skip]
const SPORT: &[&str] = &[
    "cup", "football", "tennis", "baseball", "basketball", "hockey", "league", "championship",
    "championships", "qualifiers", "qualifying", "wicket", "semifinal", "semifinals", "quarterfinal",
    "quarterfinals", "coach", "tournament", "olympic", "olympics", "batsman", "bowler", "golf", "cycling",
    "athletics", "squad", "defender", "overs", "champion", "champions", "attendance",
];

#[rustfmt::skip]
const ONLY_SPORT: &[&str] = &[
    "soccer", "cricket", "rugby", "qualifier", "halftime", "scorers", "innings", "wickets", "goalkeeper",
    "midfielder", "striker", "under-21", "goalless",
];
