//! [`MatcherBuilder`]: entries in, image out.
//!
//! Each entry becomes a node of the table for every prefix of two words or more, one for the whole, and
//! keys in the filters for each way in which its first word may be written. Nodes are sorted once by key,
//! which is the order of the table, and everything else follows from one pass over them.

use crate::cpu::prefetch;
use crate::entry::Entry;
use crate::filter::{self, Grams, Role, tagged};
use crate::fold::plain;
use crate::hash::{ANY_CLASS, Gram, class_of, hash_word, join};
use crate::image::{Header, Image, Sections};
use crate::mask::FirstBytes;
use crate::matcher::Matcher;
use crate::record::{Record, Rules};
use crate::table::{ENDS, GOES_ON, fill, follower};
use crate::word::{JOINING_GAP, gap_len, is_word, word_len};
use crate::{CaseRule, Diacritics, Error, Separators};

/// Collects entries.
#[derive(Clone, Debug, Default)]
pub struct MatcherBuilder {
    text: String,
    entries: Vec<Stored>,
    error: Option<Error>,
}

#[derive(Clone, Copy, Debug)]
struct Stored {
    /// End of its text; it starts where the one before ends.
    end: u32,
    payload: u32,
    rules: u8,
}

/// A prefix of an entry in the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Node {
    key: u64,
    /// With `NAME`: index of the entry. Else the words that may follow.
    value: u32,
    kind: u8,
    /// Words before the anchor.
    back: u8,
}

/// A name ends.
const NAME: u8 = 1;
/// Exactly two words from the anchor.
const PAIR: u8 = 2;

/// How often a build may be repeated because two keys look alike in the table. Each repetition is needed
/// about once in a hundred dictionaries of a million names.
const SEEDS: u64 = 64;

/// Words before the anchor, at most.
const MOST_BACK: usize = 3;

impl MatcherBuilder {
    /// A dictionary without entries.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an entry. A name may be added several times, with other payloads or rules.
    pub fn add(&mut self, entry: Entry<'_>) -> &mut Self {
        if self.error.is_some() {
            return self;
        }
        if !entry.text.starts_with(is_word) {
            self.error = Some(Error::no_word(self.entries.len(), entry.text));
            return self;
        }
        let end = u32::try_from(self.text.len() + entry.text.len());
        let (Ok(end), true) = (end, self.entries.len() < u32::MAX as usize) else {
            self.error = Some(Error::too_large("its names have more than 4 GiB"));
            return self;
        };
        self.text.push_str(entry.text);
        let rules =
            Rules { case: entry.case, diacritics: entry.diacritics, separators: entry.separators };
        self.entries.push(Stored { end, payload: entry.payload, rules: rules.to_bits() });
        self
    }

    /// Compiles the entries.
    ///
    /// Time grows with the number of names times its logarithm.
    ///
    /// # Errors
    ///
    /// An entry that does not begin with a letter or digit, or more text than 32-bit offsets can tell.
    pub fn build(&self) -> Result<Matcher, Error> {
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
        for seed in 0..SEEDS {
            let seed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let mut plan = Plan::new(seed, self);
            for index in 0..self.entries.len() {
                plan.add(index as u32, self.entry(index));
            }
            if let Some(image) = plan.finish(self)? {
                return Ok(Matcher::from_image(image));
            }
        }
        Err(Error::too_large("no seed tells all its phrases apart"))
    }

    fn entry(&self, index: usize) -> (&str, Rules) {
        let start = index.checked_sub(1).map_or(0, |before| self.entries[before].end);
        let Stored { end, rules, .. } = self.entries[index];
        (&self.text[start as usize..end as usize], Rules::from_bits(rules))
    }
}

/// What the entries amount to.
struct Plan {
    header: Header,
    nodes: Vec<Node>,
    first_words: Vec<u64>,
    grams: Vec<u64>,
    words: Vec<(u32, u32)>,
    keys: Vec<u64>,
    form: String,
}

impl Plan {
    fn new(seed: u64, builder: &MatcherBuilder) -> Self {
        let any = |test: fn(Rules) -> bool| {
            builder.entries.iter().any(|e| test(Rules::from_bits(e.rules)))
        };
        let any_case = any(|r| r.case == CaseRule::AnyCase);
        let others_pass = any_case || any(|r| r.diacritics == Diacritics::Folded);
        Self {
            header: Header {
                seed,
                entries: builder.entries.len() as u32,
                longest_gap: 1,
                most_words: 1,
                any_case,
                others_pass,
                first: FirstBytes { ascii: [0; 16], others: others_pass },
                home_lines: 0,
            },
            nodes: Vec::with_capacity(builder.entries.len() + builder.entries.len() / 6),
            first_words: Vec::with_capacity(builder.entries.len()),
            grams: Vec::new(),
            words: Vec::new(),
            keys: Vec::new(),
            form: String::new(),
        }
    }

    fn add(&mut self, index: u32, (text, rules): (&str, Rules)) {
        self.split(text, rules);
        let back = self.anchor(text, rules);
        let seed = self.header.seed;
        self.keys.clear();
        let mut phrase = 0;
        for (at, &(start, end)) in self.words[back..].iter().enumerate() {
            let (word, _) =
                hash_word(text.as_bytes(), start as usize, (end - start) as usize, seed);
            phrase = if at == 0 { word } else { join(phrase, word) };
            self.keys.push(phrase);
        }
        let (first, words) = (self.keys[0], self.keys.len());
        for at in 1..words.saturating_sub(1) {
            let kind = if at == 1 { PAIR } else { 0 };
            let value = follower(self.keys[at + 1]);
            self.nodes.push(Node { key: self.keys[at], value, kind, back: 0 });
        }
        let kind = NAME | if words == 2 { PAIR } else { 0 };
        self.nodes.push(Node { key: phrase, value: index, kind, back: back as u8 });
        let role = if words == 1 { Role::Alone } else { Role::Begins };
        let (start, end) = self.words[back];
        self.add_forms(&text[start as usize..end as usize], rules, first, role);
    }

    /// Finds the words of an entry, and what its gaps ask of a search.
    fn split(&mut self, text: &str, rules: Rules) {
        self.words.clear();
        let mut at = 0;
        let mut longest = if rules.separators == Separators::Joined { JOINING_GAP } else { 0 };
        while at < text.len() {
            let end = at + word_len(&text[at..]);
            self.words.push((at as u32, end as u32));
            let gap = gap_len(&text[end..]);
            longest = longest.max(gap);
            at = end + gap;
        }
        let header = &mut self.header;
        header.longest_gap = header.longest_gap.max(longest as u32);
        header.most_words = header.most_words.max(self.words.len() as u32);
    }

    /// The word that the search starts from: in names such as "de Gaulle" the first that is not in lower
    /// case, so that not every word of a text in lower case begins a search.
    fn anchor(&self, text: &str, rules: Rules) -> usize {
        if !matches!(rules.case, CaseRule::Exact | CaseRule::AsWrittenOrCaps) {
            return 0;
        }
        let is_low =
            |&(start, _): &(u32, u32)| text.as_bytes()[start as usize].is_ascii_lowercase();
        self.words.iter().take(MOST_BACK + 1).position(|w| !is_low(w)).unwrap_or(0)
    }

    /// Lets every way to write the first word pass the filters.
    fn add_forms(&mut self, word: &str, rules: Rules, key: u64, role: Role) {
        let plain_forms = rules.diacritics == Diacritics::Folded && !word.is_ascii();
        let add = |plan: &mut Self, form: &str| {
            plan.add_form(form, key, role);
            if plain_forms {
                let plain: String = form.chars().flat_map(plain).collect();
                plan.add_form(&plain, key, role);
            }
        };
        add(self, word);
        if rules.case == CaseRule::Exact {
            return;
        }
        let mut form = core::mem::take(&mut self.form);
        if rules.case == CaseRule::AnyCase {
            form.clear();
            form.extend(word.chars().flat_map(char::to_lowercase));
            add(self, &form);
        }
        if rules.case != CaseRule::AsWrittenOrCaps {
            form.clear();
            let mut rest = word.chars();
            form.extend(rest.next().into_iter().flat_map(char::to_uppercase));
            form.push_str(rest.as_str());
            add(self, &form);
        }
        form.clear();
        form.extend(word.chars().flat_map(char::to_uppercase));
        add(self, &form);
        self.form = form;
    }

    fn add_form(&mut self, form: &str, key: u64, role: Role) {
        let bytes = form.as_bytes();
        let Some(&first) = bytes.first() else { return };
        self.header.first.insert(first);
        let (mut class, mut gram) = (class_of(bytes), Gram::of(bytes, 0, bytes.len()));
        if self.header.any_case {
            (class, gram) = (0, gram.without_case());
            if first.is_ascii_alphabetic() {
                self.header.first.insert(first ^ 0x20);
            }
        } else if !form.is_ascii() {
            // In a text it is asked for in every class.
            class = 0;
        }
        debug_assert!(class < ANY_CLASS);
        self.first_words.push(tagged(key, role, class));
        self.grams.push(gram.bytes);
    }

    /// The image, or `None` when another seed must be tried.
    fn finish(mut self, builder: &MatcherBuilder) -> Result<Option<Image>, Error> {
        sort_by_key(&mut self.first_words, |&key| key);
        self.first_words.dedup();
        let first_words = filter::first_words(&self.first_words);
        self.first_words = Vec::new();
        let grams = Grams::build(&self.grams);
        self.grams = Vec::new();
        sort_by_key(&mut self.nodes, |node| node.key);
        let records = self.merge(builder)?;
        let pairs = self.nodes.iter().filter(|n| n.kind & PAIR != 0).map(|n| n.key);
        let pairs = filter::pairs(pairs);
        let Some(table) = fill(self.nodes.iter().map(|n| (n.key, flags(n), n.value))) else {
            return Ok(None);
        };
        self.nodes = Vec::new();
        self.header.home_lines = table.home_lines as u64;
        let sections = Sections { grams, first_words, pairs, table: table.slots, records };
        Image::build(&self.header, sections).map(Some)
    }

    /// Nodes are in the order of keys, entries in that of the caller: what a later node stands for is fetched
    /// ahead, or each would wait for memory twice.
    fn fetch_ahead(&self, builder: &MatcherBuilder, at: usize) {
        const ENTRY: usize = 32;
        const TEXT: usize = 16;
        let entry = |at: usize| self.nodes.get(at).filter(|n| n.kind & NAME != 0).map(|n| n.value);
        if let Some(stored) = entry(at + ENTRY).and_then(|i| builder.entries.get(i as usize)) {
            prefetch(stored);
        }
        if let Some(index) = entry(at + TEXT)
            && let Some(byte) = builder.entry(index as usize).0.as_bytes().first()
        {
            prefetch(byte);
        }
    }

    /// Makes one node of those with one key, and writes the records of the names that end there.
    fn merge(&mut self, builder: &MatcherBuilder) -> Result<Vec<u8>, Error> {
        let mut records = Vec::with_capacity(builder.text.len() + builder.entries.len() * 6);
        let mut kept = 0;
        let mut at = 0;
        while at < self.nodes.len() {
            let key = self.nodes[at].key;
            let len = self.nodes[at..].iter().take_while(|n| n.key == key).count();
            let group = &self.nodes[at..at + len];
            for node in at..at + len {
                self.fetch_ahead(builder, node);
            }
            at += len;
            let mut merged = Node { key, value: 0, kind: 0, back: 0 };
            for node in group {
                merged.kind |= node.kind;
                if node.kind & NAME == 0 {
                    merged.value |= node.value;
                    merged.back = 1;
                }
            }
            if merged.kind & NAME != 0 {
                merged.value = u32::try_from(records.len())
                    .map_err(|_| Error::too_large("its records have more than 4 GiB"))?;
                write_records(builder, group, &mut records);
            }
            self.nodes[kept] = merged;
            kept += 1;
        }
        self.nodes.truncate(kept);
        Ok(records)
    }
}

/// Sorts what has keys that are spread over all their values: into boxes by the upper bits, then each box.
fn sort_by_key<T: Ord + Copy>(items: &mut Vec<T>, key: impl Fn(&T) -> u64) {
    /// Items of a box, as a power of two.
    const BOX_LOG: u32 = 6;
    let log = items.len().max(1).ilog2().saturating_sub(BOX_LOG).min(14);
    if log == 0 {
        return items.sort_unstable();
    }
    let number = |item: &T| (key(item) >> (64 - log)) as usize;
    let mut ends = vec![0; 1 << log];
    for item in items.iter() {
        ends[number(item)] += 1;
    }
    let mut before = 0;
    for end in &mut ends {
        before += core::mem::replace(end, before);
    }
    let mut sorted = items.clone();
    for item in items.iter() {
        let next = &mut ends[number(item)];
        sorted[*next] = *item;
        *next += 1;
    }
    let mut start = 0;
    for end in ends {
        sorted[start..end].sort_unstable();
        start = end;
    }
    *items = sorted;
}

/// Flags of a merged node; its `back` says whether longer names go on.
fn flags(node: &Node) -> u64 {
    let ends = if node.kind & NAME != 0 { ENDS } else { 0 };
    ends | if node.back != 0 { GOES_ON } else { 0 }
}

fn write_records(builder: &MatcherBuilder, group: &[Node], out: &mut Vec<u8>) {
    let mut names = group.iter().filter(|n| n.kind & NAME != 0).peekable();
    while let Some(node) = names.next() {
        let index = node.value as usize;
        let (text, rules) = builder.entry(index);
        let payload = builder.entries[index].payload;
        let record = Record { rules, payload, back: node.back, text: text.as_bytes() };
        record.write(names.peek().is_none(), out);
    }
}
