//! [`Cleaner`]: the stages joined.

use plenipo_text::{BlockKind, RawText};

use crate::assemble::{Part, assemble};
use crate::choose::{Point, choose};
use crate::cleaned::{Cleaned, Dropped};
use crate::decode::decode;
use crate::features::{Hints, Survey};
use crate::html::tokens::looks_like_html;
use crate::judge::Judges;
use crate::meta::head::Head;
use crate::meta::resolve;
use crate::page::Page;
use crate::stats::{Shingles, shares};
use crate::{Error, Format, Input, Mode, Options, flat, furniture, html, kinds, title};

/// Turns pages and dumps into articles. Cheap to make, and shared between threads as it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cleaner {
    options: Options,
}

/// Sets up a [`Cleaner`].
#[derive(Clone, Copy, Debug, Default)]
pub struct CleanerBuilder {
    options: Options,
}

impl CleanerBuilder {
    /// Which side to err on.
    pub fn mode(&mut self, mode: Mode) -> &mut Self {
        self.options.mode = mode;
        self
    }

    /// Whether to keep reader comments, as blocks of their own kind.
    pub fn comments(&mut self, yes: bool) -> &mut Self {
        self.options.comments = yes;
        self
    }

    /// The cleaner.
    pub fn build(&self) -> Cleaner {
        Cleaner::new(self.options)
    }
}

/// A page with what was counted on it.
pub(crate) struct Surveyed {
    pub(crate) page: Page,
    pub(crate) survey: Survey,
    pub(crate) hints: Hints,
    pub(crate) head: Head,
}

/// Reads a decoded input into blocks and counts over them.
pub(crate) fn survey(text: &str, input: &Input<'_>) -> Surveyed {
    let (page, head) = read(text, input.format);
    let (survey, hints) = count(&page, &head, text, input);
    Surveyed { page, survey, hints, head }
}

/// Reads a decoded input into blocks.
pub(crate) fn read(text: &str, format: Format) -> (Page, Head) {
    let is_html = match format {
        Format::Html => true,
        Format::Text => false,
        Format::Auto => looks_like_html(text),
    };
    let mut head = Head::default();
    let page = if is_html { html::build::build(text, &mut head) } else { flat::build(text) };
    (page, head)
}

/// Counts over blocks, and gathers what is known of the article before they are judged.
pub(crate) fn count(page: &Page, head: &Head, text: &str, input: &Input<'_>) -> (Survey, Hints) {
    let survey = Survey::new(page);
    let meta_title = resolve::meta_title(&input.given, head, text);
    let title = meta_title.as_ref().map(|t| t.value.as_str());
    let title_at = if page.html { title::in_page(page, &survey, title) } else { None };
    let description = head.first(&["og:description", "description", "twitter:description"]);
    let hints = Hints {
        body: Shingles::of(head.linked.body.as_deref().unwrap_or_default()),
        entries: Shingles::of(head.linked.entries.as_deref().unwrap_or_default()),
        description: Shingles::of(description.map_or("", |m| m.content.as_str())),
        title: Shingles::of(title.unwrap_or_default()),
        title_at,
    };
    (survey, hints)
}

/// Words that an entry of a live blog has at least.
const ENTRY_WORDS: u32 = 5;

/// A live blog that declares its entries as postings of their own says which blocks they are, however they
/// are built: those that are no part of the running text are kept as what they are.
fn mark_updates(survey: &Survey, hints: &Hints, kept: &[bool], kinds: &mut [BlockKind]) {
    if hints.entries.is_empty() {
        return;
    }
    for (i, kind) in kinds.iter_mut().enumerate() {
        let is_free = !kept[i] && !matches!(kind, BlockKind::Title | BlockKind::Caption);
        if is_free
            && survey.stats[i].words >= ENTRY_WORDS
            && shares(survey.hashes(i), [&hints.entries])[0] > 0.8
        {
            *kind = BlockKind::LiveUpdate;
        }
    }
}

/// Which blocks are the body, and what each is.
pub(crate) struct Selection {
    pub(crate) kept: Vec<bool>,
    pub(crate) kinds: Vec<BlockKind>,
    pub(crate) title_at: Option<usize>,
}

/// From what the judges say to the body: the choice, corrected by what no judge of single blocks can see.
pub(crate) fn select(
    surveyed: &Surveyed,
    scores: &[f32],
    point: Point,
    title: Option<&str>,
) -> Selection {
    let Surveyed { page, survey, hints, .. } = surveyed;
    let mut kept = choose(scores, survey, point);
    let thread = if page.html { None } else { furniture::thread_start(page, survey) };
    if let Some(start) = thread {
        kept[start..].fill(false);
    }
    if !page.html {
        furniture::keep_signed(page, survey, &mut kept);
    }
    furniture::drop_lines(page, survey, &mut kept);
    if !page.html && page.pieces.len() <= NOTE && !kept.contains(&true) {
        kept.fill(true);
    }
    let title_at =
        if page.html { hints.title_at } else { title::in_dump(page, survey, &kept, title) };
    let mut kinds = kinds::kinds(page, survey, &mut kept, title_at, thread);
    mark_updates(survey, hints, &kept, &mut kinds);
    Selection { kept, kinds, title_at }
}

impl Cleaner {
    /// A cleaner that works as `options` say.
    pub fn new(options: Options) -> Self {
        Self { options }
    }

    /// Starts from the defaults.
    pub fn builder() -> CleanerBuilder {
        CleanerBuilder::default()
    }

    /// Cleans one input.
    ///
    /// Time is linear in the bytes, memory a small multiple of them, whatever they are.
    ///
    /// # Errors
    ///
    /// Fails on an input without text or with NUL bytes (a binary file), and past 4 GiB.
    pub fn clean(&self, input: &Input<'_>) -> Result<Cleaned, Error> {
        let (raw, charset) = decode(input.id, input.bytes, input.given.charset)?;
        let surveyed = survey(raw.text(), input);
        let Surveyed { page, survey, hints, head } = &surveyed;
        let scores = Judges::of(page.html).judge(page, survey, hints);
        let point = Point::of(self.options.mode, page.html);
        let Selection { kept, kinds, title_at } =
            select(&surveyed, &scores, point, input.given.title);
        let site = head.first(&["og:site_name"]).map(|m| m.content.clone());
        let mut meta = resolve::resolve(&input.given, head, raw.text(), page, &kept, title_at);
        let mut parts = Vec::new();
        let mut dropped = Vec::new();
        for (i, piece) in page.pieces.iter().enumerate() {
            let shown = match kinds[i] {
                BlockKind::Title | BlockKind::Caption | BlockKind::LiveUpdate => true,
                BlockKind::Comment => self.options.comments,
                _ => kept[i],
            };
            if shown && !(kinds[i] == BlockKind::Caption && survey.seen_before(i)) {
                let cut = kinds::trim(page, &kept, i, kinds[i], site.as_deref());
                parts.push(Part { text: cut, kind: kinds[i], score: scores[i] });
            } else {
                let reason = kinds::reason(page, survey, i, kinds[i]);
                dropped.push(Dropped::new(piece.raw, piece.text, scores[i], reason));
            }
        }
        let page_title = resolve::meta_title(&input.given, head, raw.text());
        let made = assemble(input.id, raw, page, parts, page_title, &mut meta);
        let document = made.map_err(|error| Error::document(input.id, error))?;
        Ok(Cleaned::new(document, dropped, surveyed.page.text, charset))
    }

    /// The options it was made with.
    pub fn options(&self) -> Options {
        self.options
    }
}

/// Most lines of a note: a text so short is no dump, and has no furniture to lose.
const NOTE: usize = 5;

/// The decoded text of an input, as the cleaner sees it.
pub(crate) fn decoded(input: &Input<'_>) -> Result<RawText, Error> {
    decode(input.id, input.bytes, input.given.charset).map(|(raw, _)| raw)
}
