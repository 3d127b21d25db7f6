//! [`Document`]: one article, with its raw input, its clean text and the way back.

use crate::{Alignment, CharMap, Error, Metadata, Span};

/// What a block of clean text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// The headline of the article.
    Title,
    /// The standfirst below the headline.
    Lead,
    /// A heading inside the body.
    Heading,
    /// A paragraph of the body.
    Paragraph,
    /// An item of a list in the body.
    ListItem,
    /// A quotation set apart.
    Quote,
    /// A table, one row a line.
    Table,
    /// An entry of a live blog.
    LiveEntry,
    /// An entry of a live blog that the page declares as a posting of its own: kept, but no part of the
    /// running text.
    LiveUpdate,
    /// The caption of a picture or video.
    Caption,
    /// A comment by a reader; kept only on request.
    Comment,
}

impl BlockKind {
    /// The name used in tables and JSON, in lower case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Lead => "lead",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list_item",
            Self::Quote => "quote",
            Self::Table => "table",
            Self::LiveEntry => "live_entry",
            Self::LiveUpdate => "live_update",
            Self::Caption => "caption",
            Self::Comment => "comment",
        }
    }

    /// Whether the block belongs to the running text of the article: neither its headline nor the
    /// caption of a picture nor a reader's comment nor a declared entry of a live blog.
    pub const fn is_body(self) -> bool {
        !matches!(self, Self::Title | Self::Caption | Self::Comment | Self::LiveUpdate)
    }
}

/// A stretch of clean text of one kind. Sentences never cross from one block into the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the clean text, in bytes.
    pub span: Span,
    /// How sure the cleaner is that it belongs to the article: 0 (not at all) to 1.
    pub score: f32,
}

/// An article: the input as it came, the clean text, and the map between them.
///
/// Three texts are told apart:
///
/// - the **input**: the bytes of the file, page or JSON field;
/// - the **raw** text: the input decoded to UTF-8. Where the input is UTF-8 they are the same bytes;
/// - the **clean** text ([`Document::text`]): title and blocks of the article, parted by blank lines.
///
/// All stages work on the clean text; [`Document::locate`] leads back to the input on export.
///
/// ```
/// use plenipo_text::{Document, Span};
///
/// let doc = Document::plain("note", "Cho met Blinken.\n\nThey agreed.")?;
/// assert_eq!(doc.blocks().len(), 2);
/// let place = doc.locate(Span::new(8, 15)).unwrap();
/// assert_eq!(place.bytes, Span::new(8, 15));
/// # Ok::<(), plenipo_text::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Document {
    id: String,
    raw: RawText,
    text: String,
    alignment: Alignment,
    blocks: Vec<Block>,
    /// What is known about the article besides its text.
    pub meta: Metadata,
}

/// A place in the input, in both units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// In bytes of the input.
    pub bytes: Span,
    /// In characters (Unicode scalar values) of the decoded input, without a byte order mark.
    pub chars: Span,
}

/// The decoded input, and the way back to its bytes when decoding changed them.
#[derive(Clone, Debug)]
pub struct RawText {
    text: String,
    /// Decoded text to input bytes; `None` when they are the same.
    decoding: Option<Alignment>,
    chars: CharMap,
}

impl RawText {
    /// A text whose input bytes are its UTF-8 bytes.
    ///
    /// # Errors
    ///
    /// A text longer than 4 GiB is refused, as offsets are 32 bits wide.
    pub fn utf8(text: String) -> Result<Self, Error> {
        Self::check(&text)?;
        let chars = CharMap::new(&text);
        Ok(Self { text, decoding: None, chars })
    }

    /// A text decoded from another encoding; `decoding` maps it to the bytes of the input.
    ///
    /// # Errors
    ///
    /// As for [`RawText::utf8`]; also when `decoding` is for a text of another length.
    pub fn decoded(text: String, decoding: Alignment) -> Result<Self, Error> {
        Self::check(&text)?;
        if decoding.derived_len() as usize != text.len() {
            return Err(Error::alignment_length(text.len(), decoding.derived_len()));
        }
        let chars = CharMap::new(&text);
        Ok(Self { text, decoding: Some(decoding), chars })
    }

    /// The decoded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place in the input of `span`, given in bytes of the decoded text.
    pub fn place(&self, span: Span) -> Option<Place> {
        let bytes = match &self.decoding {
            None => span,
            Some(decoding) => decoding.to_original(span)?,
        };
        let chars = Span::new(
            self.chars.char_of(&self.text, span.start()),
            self.chars.char_of(&self.text, span.end()),
        );
        Some(Place { bytes, chars })
    }

    fn check(text: &str) -> Result<(), Error> {
        match u32::try_from(text.len()) {
            Ok(_) => Ok(()),
            Err(_) => Err(Error::too_long(text.len())),
        }
    }
}

impl Document {
    /// A document made by a cleaner: `text` is the clean text, `alignment` maps it to the decoded
    /// text of `raw`, `blocks` lie in `text` in order and do not overlap.
    ///
    /// # Errors
    ///
    /// Fails when the alignment is for a text of another length, when a block is out of bounds, cuts a
    /// character, overlaps the one before, or when a text is longer than 4 GiB.
    pub fn new(
        id: impl Into<String>,
        raw: RawText,
        text: String,
        alignment: Alignment,
        blocks: Vec<Block>,
        meta: Metadata,
    ) -> Result<Self, Error> {
        RawText::check(&text)?;
        if alignment.derived_len() as usize != text.len() {
            return Err(Error::alignment_length(text.len(), alignment.derived_len()));
        }
        let mut last = 0;
        for (index, block) in blocks.iter().enumerate() {
            if block.span.start() < last || text.get(block.span.range()).is_none() {
                return Err(Error::block(index, block.span));
            }
            last = block.span.end();
        }
        Ok(Self { id: id.into(), raw, text, alignment, blocks, meta })
    }

    /// A document whose text is clean already: the clean text is the input, byte for byte, and its
    /// paragraphs are its blocks (parted by line breaks, or by blank lines when the lines look
    /// wrapped to a column).
    ///
    /// # Errors
    ///
    /// A text longer than 4 GiB is refused.
    pub fn plain(id: impl Into<String>, text: impl Into<String>) -> Result<Self, Error> {
        let text = text.into();
        let raw = RawText::utf8(text.clone())?;
        let alignment = Alignment::identity(crate::offset(text.len()));
        let blocks = crate::paragraphs::paragraphs(&text)
            .map(|span| Block { kind: BlockKind::Paragraph, span, score: 1.0 })
            .collect();
        Self::new(id, raw, text, alignment, blocks, Metadata::default())
    }

    /// The id given with the input: a path or the `id` of a JSON row.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The decoded input.
    pub fn raw(&self) -> &RawText {
        &self.raw
    }

    /// The clean text, which all spans of later stages refer to.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// From clean text to decoded input.
    pub fn alignment(&self) -> &Alignment {
        &self.alignment
    }

    /// The blocks of the clean text, in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The block at byte `at` of the clean text, if one is there.
    pub fn block_at(&self, at: u32) -> Option<&Block> {
        let next = self.blocks.partition_point(|b| b.span.start() <= at);
        self.blocks[..next].last().filter(|b| b.span.contains_at(at))
    }

    /// The running text: all body blocks, without title, captions and comments, parted by blank lines.
    pub fn body(&self) -> String {
        let parts: Vec<&str> = self
            .blocks
            .iter()
            .filter(|b| b.kind.is_body())
            .map(|b| b.span.of(&self.text))
            .collect();
        parts.join("\n\n")
    }

    /// Where `span` of the clean text stands in the input; `None` when it was made up by the cleaner
    /// or is out of bounds.
    pub fn locate(&self, span: Span) -> Option<Place> {
        self.raw.place(self.alignment.to_original(span)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AlignmentBuilder;

    fn copied(span: Span) -> Alignment {
        let mut map = AlignmentBuilder::new();
        map.copy(span);
        map.build()
    }

    #[test]
    fn locate_counts_characters_of_the_raw_text() {
        let raw = RawText::utf8("« Cho » met".to_owned()).unwrap();
        let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, 3), score: 1.0 };
        let doc = Document::new(
            "d",
            raw,
            "Cho".to_owned(),
            copied(Span::new(3, 6)),
            vec![block],
            Metadata::default(),
        )
        .unwrap();
        let place = doc.locate(Span::new(0, 3)).unwrap();
        assert_eq!((place.bytes, place.chars), (Span::new(3, 6), Span::new(2, 5)));
    }

    #[test]
    fn a_block_that_cuts_a_character_is_refused() {
        let raw = RawText::utf8("é".to_owned()).unwrap();
        let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, 1), score: 1.0 };
        let made = Document::new(
            "d",
            raw,
            "é".to_owned(),
            copied(Span::new(0, 2)),
            vec![block],
            Metadata::default(),
        );
        assert!(made.unwrap_err().to_string().contains("block 0"));
    }

    #[test]
    fn a_decoded_input_is_located_in_its_own_bytes() {
        // "Élysée" in windows-1252 is six bytes.
        let text = "Élysée".to_owned();
        let mut map = AlignmentBuilder::new();
        for (i, c) in text.chars().enumerate() {
            map.replace(Span::new(i as u32, i as u32 + 1), c.len_utf8() as u32);
        }
        let raw = RawText::decoded(text, map.build()).unwrap();
        let place = raw.place(Span::new(2, 8)).unwrap();
        assert_eq!((place.bytes, place.chars), (Span::new(1, 6), Span::new(1, 6)));
    }

    #[test]
    fn body_leaves_title_and_captions_out() {
        let text = "Title\n\nCaption\n\nBody one.\n\nBody two.";
        let mut doc = Document::plain("d", text).unwrap();
        doc.blocks[0].kind = BlockKind::Title;
        doc.blocks[1].kind = BlockKind::Caption;
        assert_eq!(doc.body(), "Body one.\n\nBody two.");
    }
}
