//! [`Pipeline`] and [`Worker`]: all stages, joined.

use plenipo_clean::{CharsetSource, Cleaned, Cleaner, Format, Input};
use plenipo_gazetteer::{Gazetteer, Mention, Tagger};
use plenipo_relate::{Codebook, Explained, Extractor, Relation};
use plenipo_text::{Document, MetaSource, Moment, Segmentation, Sourced};

use crate::input::{Given, InputDocument, InputError, InputFormat};

/// What every document goes through: compiled once, shared between threads.
#[derive(Clone, Debug)]
pub struct Pipeline {
    gazetteer: Gazetteer,
    codebook: Codebook,
    /// `None` when the input is clean already.
    cleaner: Option<Cleaner>,
    open_actors: bool,
    guess: bool,
}

impl Pipeline {
    /// A pipeline with the stock gazetteer and codebook that cleans its input.
    ///
    /// # Errors
    ///
    /// When a stock table is broken, which the tests of a release rule out.
    pub fn stock() -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self {
            gazetteer: Gazetteer::stock()?,
            codebook: Codebook::stock()?,
            cleaner: Some(Cleaner::default()),
            open_actors: true,
            guess: false,
        })
    }

    /// The same with this cleaner; with `None` the input is taken as clean already, and offsets are
    /// into that text.
    pub fn cleaner(mut self, cleaner: Option<Cleaner>) -> Self {
        self.cleaner = cleaner;
        self
    }

    /// The same with another gazetteer.
    pub fn gazetteer(mut self, gazetteer: Gazetteer) -> Self {
        self.gazetteer = gazetteer;
        self
    }

    /// Whether names of no table may stand opposite known actors; on by default.
    #[must_use]
    pub fn open_actors(mut self, yes: bool) -> Self {
        self.open_actors = yes;
        self
    }

    /// Whether models are asked where the rules are silent, see [`Extractor::guess`]; off by default. Rows of any
    /// confidence come out: the program leaves out those below .6, or .3 of guesses; a library's user decides.
    #[must_use]
    pub fn guess(mut self, yes: bool) -> Self {
        self.guess = yes;
        self
    }

    /// The same with this codebook.
    #[must_use]
    pub fn with_codebook(mut self, codebook: Codebook) -> Self {
        self.codebook = codebook;
        self
    }

    /// The codebook that relations are coded with.
    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// The memory of one thread.
    pub fn worker(&self) -> Worker<'_> {
        Worker {
            pipeline: self,
            tagger: Tagger::new(&self.gazetteer),
            extractor: Extractor::new(&self.codebook)
                .open_actors(self.open_actors)
                .guess(self.guess),
        }
    }
}

/// Runs documents through a [`Pipeline`], one after the other.
#[derive(Debug)]
pub struct Worker<'p> {
    pipeline: &'p Pipeline,
    tagger: Tagger<'p>,
    extractor: Extractor<'p>,
}

/// A document with its mentions.
#[derive(Debug)]
pub struct Tagged {
    /// The document.
    pub doc: Document,
    /// Its sentences and tokens.
    pub segmentation: Segmentation,
    /// Its mentions, by start.
    pub mentions: Vec<Mention>,
    /// What was wrong with the input although it could be read.
    pub warning: Option<InputError>,
}

/// A document that was read.
#[derive(Debug)]
pub struct Read {
    /// The document.
    pub doc: Document,
    /// What was wrong with the input although it could be read: its encoding was guessed.
    pub warning: Option<InputError>,
}

impl Worker<'_> {
    /// Decodes and cleans a document.
    ///
    /// # Errors
    ///
    /// When the input is empty or binary; with clean input also when it is not UTF-8.
    pub fn document(&mut self, input: InputDocument) -> Result<Read, InputError> {
        match &self.pipeline.cleaner {
            None => Ok(Read { doc: plain(input)?, warning: None }),
            Some(cleaner) => {
                let cleaned = clean(cleaner, &input)?;
                let warning = encoding_warning(&input.id, &cleaned);
                Ok(Read { doc: cleaned.document, warning })
            }
        }
    }

    /// Finds the mentions of a document.
    ///
    /// # Errors
    ///
    /// As [`Worker::document`].
    pub fn tag(&mut self, input: InputDocument) -> Result<Tagged, InputError> {
        let Read { doc, warning } = self.document(input)?;
        let segmentation = Segmentation::new(&doc);
        let mentions = self.tagger.tag(&doc, &segmentation);
        Ok(Tagged { doc, segmentation, mentions, warning })
    }

    /// Finds the mentions and relations of a document.
    ///
    /// # Errors
    ///
    /// As [`Worker::document`].
    pub fn extract(&mut self, input: InputDocument) -> Result<(Tagged, Vec<Relation>), InputError> {
        let tagged = self.tag(input)?;
        let relations = self.extractor.extract(&tagged.doc, &tagged.segmentation, &tagged.mentions);
        Ok((tagged, relations))
    }

    /// Finds the mentions of a document, and tells of each sentence that was parsed how its rows came
    /// about. Rows of offices and memberships, which need no tree, are not among them.
    ///
    /// # Errors
    ///
    /// As [`Worker::document`].
    pub fn explain(
        &mut self,
        input: InputDocument,
    ) -> Result<(Tagged, Vec<Explained>), InputError> {
        let tagged = self.tag(input)?;
        let sentences = self.extractor.explain(&tagged.doc, &tagged.segmentation, &tagged.mentions);
        Ok((tagged, sentences))
    }
}

/// Cleans a page or dump, keeping what was dropped and why.
///
/// # Errors
///
/// When the input is empty or binary.
pub fn clean(cleaner: &Cleaner, input: &InputDocument) -> Result<Cleaned, InputError> {
    let given = plenipo_clean::Given {
        url: input.given.url.as_deref(),
        title: input.given.title.as_deref(),
        published: input.given.published.as_deref(),
        site: input.given.site.as_deref(),
        charset: None,
    };
    let format = match input.format {
        InputFormat::Html => Format::Html,
        InputFormat::Text => Format::Text,
        InputFormat::Auto => Format::Auto,
    };
    let page = Input { id: &input.id, bytes: &input.bytes, format, given };
    cleaner.clean(&page).map_err(|error| {
        // The error names the input itself.
        let text = error.to_string();
        let reason = text.strip_prefix(&format!("{}: ", input.id)).unwrap_or(&text).to_owned();
        InputError::new(&input.id, reason)
    })
}

/// What to tell about an input whose encoding had to be guessed.
pub fn encoding_warning(id: &str, cleaned: &Cleaned) -> Option<InputError> {
    let at = cleaned.charset.invalid_utf8_at?;
    if cleaned.charset.source != CharsetSource::Guessed {
        return None;
    }
    let name = cleaned.charset.name;
    Some(InputError::new(id, format!("not UTF-8 at byte {at}; read as {name}, by guess")))
}

/// A document whose text is clean already.
fn plain(input: InputDocument) -> Result<Document, InputError> {
    let InputDocument { id, bytes, given, .. } = input;
    if bytes.trim_ascii().is_empty() {
        return Err(InputError::new(id, "empty"));
    }
    if bytes.iter().take(8192).any(|&b| b == 0) {
        return Err(InputError::new(id, "a binary file, no text or page"));
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let reason = format!("not UTF-8 at byte {at}: convert it, or leave --no-clean away");
            return Err(InputError::new(id, reason));
        }
    };
    let mut doc = match Document::plain(id.as_str(), text) {
        Ok(doc) => doc,
        Err(error) => return Err(InputError::new(id, error.to_string())),
    };
    add_given(&mut doc, given);
    Ok(doc)
}

/// Metadata given with the input goes before what the text says.
fn add_given(doc: &mut Document, given: Given) {
    let sourced = |value: String| Sourced::new(value, MetaSource::Given);
    let meta = &mut doc.meta;
    if let Some(moment) = given.published.as_deref().and_then(Moment::parse_iso) {
        meta.published = Some(Sourced::new(moment, MetaSource::Given));
    }
    meta.url = given.url.map(sourced).or(meta.url.take());
    meta.title = given.title.map(sourced).or(meta.title.take());
    meta.site = given.site.map(sourced).or(meta.site.take());
}
