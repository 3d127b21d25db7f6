//! The numbers by which a block is judged.
//!
//! One row of [`width`] numbers a block, the same for pages and flat text (what a dump has lost is
//! zero there). Names are in [`names`]; weights refer to them by name.

use core::ops::Range;
use std::sync::LazyLock;

use crate::classes;
use crate::containers::Containers;
use crate::hash::QuickMap;
use crate::html::tags::Tag;
use crate::lexicon::{self, Lexical};
use crate::meta::dates::{self, Order};
use crate::page::{Page, above};
use crate::phrases;
use crate::stats::{Shingles, Stats, shares, stats};

/// What is known of the article before its blocks are judged.
#[derive(Debug, Default)]
pub(crate) struct Hints {
    /// JSON-LD `articleBody`.
    pub(crate) body: Shingles,
    /// Texts of the entries of a live blog, in JSON-LD.
    pub(crate) entries: Shingles,
    /// Description of the page, which often repeats the lead.
    pub(crate) description: Shingles,
    /// The headline as metadata have it.
    pub(crate) title: Shingles,
    /// The block that is the headline.
    pub(crate) title_at: Option<usize>,
}

const OWN: &[&str] = &[
    "words",
    "log_words",
    "chars_per_word",
    "stop_share",
    "cap_share",
    "upper_share",
    "number_share",
    "commas_per_word",
    "sentences",
    "words_per_sentence",
    "quotes",
    "separators",
    "you_share",
    "ends_sentence",
    "ends_colon",
    "starts_lower",
    "starts_digit",
    "link_share",
    "bold_share",
    "inline_per_word",
    "phrase_bytes",
    "prose",
    "gap",
    "date",
    "in_ld_body",
    "has_ld_body",
    "in_description",
    "in_title",
    "duplicate",
    "seen_before",
    "name_like",
    "after_image",
    "lexical",
    "lexical_mean",
    "prev1_lexical",
    "next1_lexical",
];
const PLACE: &[&str] = &[
    "index_share",
    "words_before_share",
    "prose_before_share",
    "after_title",
    "words_since_title",
    "has_title",
    "pieces",
    "page_words",
    "page_prose_share",
    "blocks_left",
    "run_of_short",
    "run_of_short_next",
    "since_prose",
    "until_prose",
    "prose_near",
    "words_near",
];
const AROUND: &[&str] = &[
    "prev1_words",
    "prev1_ends",
    "prev1_link",
    "prev1_prose",
    "prev1_phrase",
    "prev2_words",
    "prev2_prose",
    "prev2_link",
    "next1_words",
    "next1_ends",
    "next1_link",
    "next1_prose",
    "next1_phrase",
    "next2_words",
    "next2_prose",
    "next2_link",
    "prev1_same",
    "next1_same",
    "prev1_cap",
    "next1_cap",
    "prev1_gap_next",
];
const TREE: &[&str] = &[
    "tag_p",
    "tag_li",
    "tag_h",
    "tag_h1",
    "tag_div",
    "tag_td",
    "tag_button",
    "tag_pre",
    "tag_dd",
    "depth",
    "in_main",
    "below_main",
    "child_of_main",
    "in_wide_main",
    "in_prose_parent",
    "up1_prose_share",
    "up1_link",
    "up1_pure",
    "up2_prose_share",
    "up2_link",
    "up2_pure",
    "up3_prose_share",
    "up3_link",
    "up3_pure",
    "same_signature",
    "signature_words",
    "signature_prose_share",
    "signature_link",
    "siblings",
];
const ABOVE: &[(&str, u32)] = &[
    ("above_article", above::ARTICLE),
    ("above_main", above::MAIN),
    ("above_aside", above::ASIDE),
    ("above_nav", above::NAV),
    ("above_header", above::HEADER),
    ("above_footer", above::FOOTER),
    ("above_form", above::FORM),
    ("above_figure", above::FIGURE),
    ("above_list", above::LIST),
    ("above_table", above::TABLE),
    ("above_quote", above::QUOTE),
    ("above_section", above::SECTION),
    ("above_figcaption", above::FIGCAPTION),
    ("above_hidden", above::HIDDEN),
    ("above_button", above::BUTTON),
    ("above_body_prop", above::BODY_PROP),
    ("above_comment_prop", above::COMMENT_PROP),
];

/// Names of all features, in the order of a row.
pub(crate) fn names() -> &'static [String] {
    static ALL: LazyLock<Vec<String>> = LazyLock::new(|| {
        let mut all: Vec<String> =
            [OWN, PLACE, AROUND].concat().into_iter().map(str::to_owned).collect();
        all.extend(phrases::NAMES.iter().map(|n| format!("phrase_{n}")));
        all.extend(TREE.iter().map(|n| (*n).to_owned()));
        all.extend(ABOVE.iter().map(|(n, _)| (*n).to_owned()));
        all.extend(classes::NAMES.iter().map(|n| format!("class_{n}")));
        all.extend(classes::NAMES.iter().map(|n| format!("near_class_{n}")));
        all
    });
    &ALL
}

/// Numbers a row.
pub(crate) fn width() -> usize {
    names().len()
}

/// Everything counted once for a page.
pub(crate) struct Survey {
    pub(crate) stats: Vec<Stats>,
    pub(crate) found: Vec<phrases::Found>,
    lexical: Vec<Lexical>,
    containers: Containers,
    /// How often the same words stand on the page, and whether they stood before.
    repeats: Vec<(u32, bool)>,
    dated: Vec<bool>,
    words_before: Vec<u32>,
    prose_before: Vec<u32>,
    /// Of the words of all blocks, one after the other.
    hashes: Vec<u64>,
}

/// Bytes for each word of a text, the blank with it: few texts have less.
const BYTES_A_WORD: usize = 5;

impl Survey {
    pub(crate) fn new(page: &Page) -> Self {
        let mut hashes = Vec::with_capacity(page.text.len() / BYTES_A_WORD);
        let all: Vec<Stats> =
            (0..page.pieces.len()).map(|i| stats(page.text_of(i), &mut hashes)).collect();
        let found = phrases::find(page);
        // Pages tell more by their elements; their judges do not ask for words.
        let lexical =
            |i| if page.html { Lexical::default() } else { lexicon::lexical(page.text_of(i)) };
        let lexical = (0..page.pieces.len()).map(lexical).collect();
        let containers = Containers::new(page, &all);
        let mut counts: QuickMap<u64, u32> = QuickMap::default();
        let mut repeats: Vec<(u32, bool)> = Vec::with_capacity(all.len());
        for s in &all {
            let count = counts.entry(s.hash).or_default();
            *count += 1;
            repeats.push((0, *count > 1));
        }
        for (s, r) in all.iter().zip(&mut repeats) {
            r.0 = counts[&s.hash];
        }
        let mut dated = Vec::with_capacity(all.len());
        for (i, s) in all.iter().enumerate() {
            let short = s.numbers > 0 && s.words <= 16;
            dated.push(short && dates::find(page.text_of(i), Order::default()).is_some());
        }
        let running = |count: &dyn Fn(&Stats) -> u32| {
            let mut sum = 0;
            let mut out = Vec::with_capacity(all.len() + 1);
            for s in &all {
                out.push(sum);
                sum += count(s);
            }
            out.push(sum);
            out
        };
        let words_before = running(&|s| s.words);
        let prose_before = running(&|s| if s.is_prose() { s.words } else { 0 });
        Self {
            stats: all,
            found,
            lexical,
            containers,
            repeats,
            dated,
            words_before,
            prose_before,
            hashes,
        }
    }

    /// The hashes of the words of block `i`.
    pub(crate) fn hashes(&self, i: usize) -> &[u64] {
        &self.hashes[self.words_before[i] as usize..self.words_before[i + 1] as usize]
    }

    /// Whether the words of block `i` stand on the page more than once.
    pub(crate) fn repeated(&self, i: usize) -> bool {
        self.repeats[i].0 > 1
    }

    /// Whether the words of block `i` stood on the page before it.
    pub(crate) fn seen_before(&self, i: usize) -> bool {
        self.repeats[i].1
    }

    /// Whether block `i` is short and has a date.
    pub(crate) fn is_dated(&self, i: usize) -> bool {
        self.dated[i]
    }

    pub(crate) fn words(&self) -> u32 {
        *self.words_before.last().unwrap_or(&0)
    }
}

fn share(part: u32, whole: u32) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

fn flag(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

fn log(count: u32) -> f32 {
    // Most counts are small.
    static SMALL: LazyLock<[f32; 256]> =
        LazyLock::new(|| core::array::from_fn(|count| (count as f32 + 1.0).ln()));
    SMALL.get(count as usize).copied().unwrap_or_else(|| (count as f32 + 1.0).ln())
}

/// Writes the lowest `count` bits as ones and zeros, four at a time.
fn flags(mut bits: u32, count: usize, out: &mut Vec<f32>) {
    const FOURS: [[f32; 4]; 16] = {
        let mut all = [[0.0; 4]; 16];
        let mut at = 0;
        while at < 64 {
            if (at / 4) >> (at % 4) & 1 == 1 {
                all[at / 4][at % 4] = 1.0;
            }
            at += 1;
        }
        all
    };
    let end = out.len() + count;
    while out.len() < end {
        out.extend_from_slice(&FOURS[bits as usize & 15]);
        bits >>= 4;
    }
    out.truncate(end);
}

/// The rows of all blocks, one after the other.
pub(crate) fn rows(page: &Page, survey: &Survey, hints: &Hints) -> Vec<f32> {
    Rows::new(page, survey, hints).of(0..page.pieces.len())
}

/// The rows of a page, made for a stretch of blocks at a time.
pub(crate) struct Rows<'p> {
    page: &'p Page,
    survey: &'p Survey,
    hints: &'p Hints,
    distances: Distances,
}

impl<'p> Rows<'p> {
    pub(crate) fn new(page: &'p Page, survey: &'p Survey, hints: &'p Hints) -> Self {
        Self { page, survey, hints, distances: Distances::new(survey) }
    }

    /// Those of `blocks`, one after the other.
    pub(crate) fn of(&self, blocks: Range<usize>) -> Vec<f32> {
        // Bits are written four at a time.
        let mut out = Vec::with_capacity(blocks.len() * width() + 4);
        let wanted = blocks.len() * width();
        blocks.for_each(|i| self.write(i, &mut out));
        debug_assert_eq!(out.len(), wanted);
        out
    }

    fn write(&self, i: usize, out: &mut Vec<f32>) {
        let Self { page, survey, hints, distances } = self;
        own(page, survey, hints, i, out);
        place(page, survey, hints, distances, i, out);
        around(page, survey, i, out);
        flags(survey.found[i].bits.into(), phrases::NAMES.len(), out);
        tree(page, survey, i, out);
        let node = page.node_of(i);
        out.extend(ABOVE.iter().map(|(_, bit)| flag(node.above & bit != 0)));
        let near = node.own | page.nodes[node.parent as usize].own;
        flags(node.inherited, classes::NAMES.len(), out);
        flags(near, classes::NAMES.len(), out);
    }
}

fn own(page: &Page, survey: &Survey, hints: &Hints, i: usize, out: &mut Vec<f32>) {
    let s = &survey.stats[i];
    let piece = &page.pieces[i];
    let wanted = [&hints.body, &hints.description, &hints.title];
    let [body, about, title] =
        if s.words >= 3 { shares(survey.hashes(i), wanted) } else { [0.0; 3] };
    let title = if s.words < 40 { title } else { 0.0 };
    let words = s.words;
    out.extend_from_slice(&[
        words.min(400) as f32,
        log(words),
        share(s.letters, words - s.numbers.min(words)).min(20.0),
        share(s.stopwords, words),
        share(s.capitalised, words),
        share(s.upper, words),
        share(s.numbers, words),
        share(s.commas, words),
        s.sentences.min(20) as f32,
        share(words, s.sentences.max(1)).min(100.0),
        s.quotes.min(10) as f32,
        s.separators.min(10) as f32,
        share(s.first_person, words),
        flag(s.ends_sentence),
        flag(s.ends_colon),
        flag(s.starts_lower),
        flag(s.starts_digit),
        share(piece.link, piece.text.len()),
        share(piece.bold, piece.text.len()),
        share(u32::from(piece.inline), words.max(1)).min(5.0),
        share(survey.found[i].bytes, piece.text.len()),
        flag(s.is_prose()),
        flag(piece.gap),
        flag(survey.dated[i]),
        body,
        flag(!hints.body.is_empty()),
        about,
        title,
        log(survey.repeats[i].0 - 1),
        flag(survey.repeats[i].1),
        flag((1..=4).contains(&words) && s.capitalised == words && !s.ends_sentence),
        flag(piece.image),
    ]);
    out.extend_from_slice(&lexical_columns(&survey.lexical, i));
}

/// The columns from `lexical` on, of block `i`.
pub(crate) fn lexical_columns(all: &[Lexical], i: usize) -> [f32; 4] {
    let sum = |j: Option<usize>| j.and_then(|j| all.get(j)).map_or(0.0, |l| l.sum);
    [all[i].sum, all[i].mean, sum(i.checked_sub(1)), sum(Some(i + 1))]
}

/// How far, in blocks, the next prose is on either side, and how long runs of short blocks are.
struct Distances {
    since: Vec<u32>,
    until: Vec<u32>,
    short: Vec<u32>,
    short_next: Vec<u32>,
}

impl Distances {
    fn new(survey: &Survey) -> Self {
        let n = survey.stats.len();
        let count = |indices: &mut dyn Iterator<Item = usize>, yes: &dyn Fn(&Stats) -> bool| {
            let mut out = vec![0; n];
            let mut run = 0;
            for i in indices {
                out[i] = run;
                run = if yes(&survey.stats[i]) { 0 } else { run + 1 };
            }
            out
        };
        let prose = |s: &Stats| s.is_prose();
        let long = |s: &Stats| s.words > 12 || s.ends_sentence;
        Self {
            since: count(&mut (0..n), &prose),
            until: count(&mut (0..n).rev(), &prose),
            short: count(&mut (0..n), &long),
            short_next: count(&mut (0..n).rev(), &long),
        }
    }
}

fn place(
    page: &Page,
    survey: &Survey,
    hints: &Hints,
    distances: &Distances,
    i: usize,
    out: &mut Vec<f32>,
) {
    let n = page.pieces.len();
    let words = survey.words();
    let prose = *survey.prose_before.last().unwrap_or(&0);
    let title = hints.title_at;
    let near = |around: usize, sums: &[u32]| {
        let (from, to) = (i.saturating_sub(around), (i + around + 1).min(n));
        sums[to] - sums[from]
    };
    let since_title =
        title.filter(|&t| t < i).map_or(0, |t| survey.words_before[i] - survey.words_before[t]);
    out.extend_from_slice(&[
        i as f32 / n as f32,
        share(survey.words_before[i], words),
        share(survey.prose_before[i], prose),
        title.map_or(0.0, |t| if t < i { 1.0 } else { -1.0 }),
        log(since_title),
        flag(title.is_some()),
        log(n as u32),
        log(words),
        share(prose, words),
        log((n - i) as u32),
        distances.short[i].min(40) as f32,
        distances.short_next[i].min(40) as f32,
        distances.since[i].min(40) as f32,
        distances.until[i].min(40) as f32,
        log(near(3, &survey.prose_before)),
        log(near(2, &survey.words_before)),
    ]);
}

fn around(page: &Page, survey: &Survey, i: usize, out: &mut Vec<f32>) {
    let n = page.pieces.len();
    let at = |step: isize| i.checked_add_signed(step).filter(|&j| j < n);
    let with = |step: isize, value: &dyn Fn(usize) -> f32| at(step).map_or(-1.0, value);
    let words = |j: usize| log(survey.stats[j].words);
    let link = |j: usize| share(page.pieces[j].link, page.pieces[j].text.len());
    let ends = |j: usize| flag(survey.stats[j].ends_sentence);
    let prose = |j: usize| flag(survey.stats[j].is_prose());
    let phrase = |j: usize| share(survey.found[j].bytes, page.pieces[j].text.len());
    let signature = |j: usize| page.node_of(j).signature;
    let same = |j: usize| flag(signature(j) == signature(i));
    let cap = |j: usize| share(survey.stats[j].capitalised, survey.stats[j].words);
    out.extend_from_slice(&[
        with(-1, &words),
        with(-1, &ends),
        with(-1, &link),
        with(-1, &prose),
        with(-1, &phrase),
        with(-2, &words),
        with(-2, &prose),
        with(-2, &link),
        with(1, &words),
        with(1, &ends),
        with(1, &link),
        with(1, &prose),
        with(1, &phrase),
        with(2, &words),
        with(2, &prose),
        with(2, &link),
        with(-1, &same),
        with(1, &same),
        with(-1, &cap),
        with(1, &cap),
        with(1, &|j| flag(page.pieces[j].gap)),
    ]);
}

fn tree(page: &Page, survey: &Survey, i: usize, out: &mut Vec<f32>) {
    if !page.html {
        out.extend_from_slice(&[0.0; TREE.len()]);
        return;
    }
    let c = &survey.containers;
    let piece = &page.pieces[i];
    let node = page.node_of(i);
    let is = |tag: Tag| flag(node.tag == tag);
    out.extend_from_slice(&[
        is(Tag::P),
        is(Tag::Li),
        flag(node.tag.is_heading()),
        is(Tag::H1),
        is(Tag::Div),
        is(Tag::Td),
        is(Tag::Button),
        is(Tag::Pre),
        flag(matches!(node.tag, Tag::Dd | Tag::Dt)),
        f32::from(node.depth.min(60)),
    ]);
    let below = c.below_main(page, piece.node);
    out.extend_from_slice(&[
        flag(below.is_some()),
        below.map_or(-1.0, |d| f32::from(d.min(20))),
        flag(below == Some(1)),
        flag(c.in_wide_main(page, piece.node)),
        flag(c.in_prose_parent(page, piece.node)),
    ]);
    let mut up = node.parent;
    for _ in 0..3 {
        out.extend_from_slice(&[c.prose_share(up), c.link_share(up), c.purity(up)]);
        up = page.nodes[up as usize].parent;
    }
    let group = c.group(node.signature);
    out.extend_from_slice(&[
        log(group.blocks),
        share(group.words, group.blocks).min(200.0),
        share(group.prose, c.prose()),
        share(group.link, group.bytes),
        log(c.children(node.parent)),
    ]);
}
