//! [`Model`]: the trained weights, as the file holds them and as the network reads them.

// Compiled anew inside the functions that turn processor features on: only what is inlined there uses them.
#![allow(clippy::inline_always)]

use crate::feats::{Feats, Mood, Number, Tense, VerbForm, Voice};
use crate::features::{DISTANCES, ROWS, TABLES};
use crate::kernel::{MOST_INPUTS, PANEL};
use crate::network::MOST_CLASSES;
use crate::{DepRel, Error, Upos, Xpos};

/// First bytes of a model file.
pub const MAGIC: &[u8; 8] = b"PLNSYN01";

/// Values between layers are kept in 512ths.
pub const ACTIVATION: f32 = 512.0;

/// Values that arcs are scored by are kept in 128ths, cut at ±4095: 64 products of two fit in 32 bits.
pub const ARC: f32 = 128.0;
/// See [`ARC`].
pub const LARGEST_ARC: f32 = 4095.0;

/// Each of the three values that a relation is told by, in 512ths.
pub const LARGEST_PART: f32 = 10_900.0;

/// What a class of the tagger says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag {
    pub(crate) upos: Upos,
    pub(crate) xpos: Xpos,
    pub(crate) feats: Feats,
}

/// `y = (x w) · scale + bias`, `w` rounded to bytes.
#[derive(Clone, Debug)]
pub(crate) struct Dense {
    pub(crate) outputs: usize,
    pub(crate) packed: Vec<i16>,
    pub(crate) scale: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

/// The weights.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) embedding: usize,
    pub(crate) lanes: usize,
    pub(crate) arc: usize,
    pub(crate) label_size: usize,
    pub(crate) tags: Vec<Tag>,
    pub(crate) labels: Vec<DepRel>,
    vocabulary: Vocabulary,
    /// One row after the other, one table after the other, a signed byte a value.
    embeddings: &'static [u8],
    /// First row of each table in [`Self::embeddings`].
    first_rows: [usize; TABLES],
    pub(crate) conv: Dense,
    pub(crate) layers: Vec<Dense>,
    pub(crate) tag: Dense,
    pub(crate) dependent: Dense,
    pub(crate) seek: Dense,
    pub(crate) seek_distance: Dense,
    pub(crate) head_distance: Dense,
    pub(crate) head: Dense,
    pub(crate) root: Vec<i16>,
    pub(crate) label_dependent: Dense,
    pub(crate) label_head: Dense,
    pub(crate) label_distance: Vec<i16>,
    pub(crate) label: Dense,
}

/// Words by their hash.
#[derive(Clone, Debug)]
struct Vocabulary {
    /// Sorted.
    hashes: Vec<u32>,
    /// For each value of the upper 12 bits, where its hashes begin.
    starts: Vec<u32>,
}

impl Vocabulary {
    fn new(hashes: Vec<u32>) -> Self {
        let mut starts = vec![0_u32; (1 << 12) + 1];
        for hash in &hashes {
            starts[(hash >> 20) as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        Self { hashes, starts }
    }

    /// Row of the word; 0 for one that is not there.
    fn row(&self, hash: u32) -> usize {
        let bucket = (hash >> 20) as usize;
        let (from, to) = (self.starts[bucket] as usize, self.starts[bucket + 1] as usize);
        let found = self.hashes[from..to].iter().position(|&h| h == hash);
        found.map_or(0, |at| from + at + 1)
    }
}

impl Model {
    /// The embedding of row `row` of table `table`.
    #[inline(always)]
    pub(crate) fn embedding(&self, table: usize, row: u32) -> &[u8] {
        let row = self.first_rows[table] + row as usize;
        &self.embeddings[row * self.embedding..][..self.embedding]
    }

    /// The row of a word in the first table.
    pub(crate) fn word_row(&self, hash: u32) -> u32 {
        self.vocabulary.row(hash) as u32
    }

    /// Reads a model; `bytes` are kept.
    ///
    /// # Errors
    ///
    /// When the bytes are no model of this version.
    pub(crate) fn read(bytes: &'static [u8]) -> Result<Self, Error> {
        let mut reader = Reader { bytes, len: bytes.len() };
        let model = reader.model();
        model.ok_or_else(|| {
            let at = reader.len - reader.bytes.len();
            Error::new("model", 1, at + 1, "no model of this version; train it anew")
        })
    }
}

struct Reader {
    bytes: &'static [u8],
    len: usize,
}

impl Reader {
    fn take(&mut self, count: usize) -> Option<&'static [u8]> {
        self.bytes.split_off(..count)
    }

    fn u8(&mut self) -> Option<usize> {
        self.take(1).map(|b| usize::from(b[0]))
    }

    fn u32(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    fn f32s(&mut self, count: usize) -> Option<Vec<f32>> {
        let bytes = self.take(count * 4)?.as_chunks::<4>().0;
        let values: Vec<f32> = bytes.iter().map(|&b| f32::from_le_bytes(b)).collect();
        values.iter().all(|v| v.is_finite()).then_some(values)
    }

    /// Values within ±`most`.
    fn i16s(&mut self, count: usize, most: f32) -> Option<Vec<i16>> {
        let bytes = self.take(count * 2)?.as_chunks::<2>().0;
        let values: Vec<i16> = bytes.iter().map(|&b| i16::from_le_bytes(b)).collect();
        values.iter().all(|&v| f32::from(v).abs() <= most).then_some(values)
    }

    fn dense(&mut self, inputs: usize, outputs: usize) -> Option<Dense> {
        let padded = outputs.next_multiple_of(PANEL);
        let fits = inputs <= MOST_INPUTS && inputs.is_multiple_of(2);
        let scale = self.f32s(padded).filter(|_| fits)?;
        let bias = self.f32s(padded)?;
        let packed = self.take(inputs * padded)?.iter().map(|&b| i16::from(b.cast_signed()));
        Some(Dense { outputs: padded, packed: packed.collect(), scale, bias })
    }

    fn model(&mut self) -> Option<Model> {
        if self.take(8)? != MAGIC {
            return None;
        }
        let mut size = || self.u32().map(|s| s as usize).filter(|&s| s <= 1 << 20);
        let [embedding, lanes, layers, arc, label_size] =
            [size()?, size()?, size()?, size()?, size()?];
        let [tags, labels, words] = [size()?, size()?, size()?];
        let rounded = [embedding, lanes, arc, label_size].iter().all(|s| s.is_multiple_of(16));
        if !rounded
            || arc > 64
            || layers > 8
            || tags == 0
            || labels == 0
            || tags.max(labels) > MOST_CLASSES
        {
            return None;
        }
        let tags = (0..tags).map(|_| self.tag()).collect::<Option<_>>()?;
        let label = |r: &mut Self| DepRel::ALL.get(r.u8()?).copied();
        let label_names: Vec<DepRel> = (0..labels).map(|_| label(self)).collect::<Option<_>>()?;
        let hashes = self.take(words * 4)?.as_chunks::<4>().0;
        let hashes: Vec<u32> = hashes.iter().map(|&b| u32::from_le_bytes(b)).collect();
        if !hashes.is_sorted() {
            return None;
        }
        let mut first_rows = [0; TABLES];
        let mut rows = words + 1;
        for table in 1..TABLES {
            first_rows[table] = rows;
            rows += ROWS[table];
        }
        let embeddings = self.take(rows * embedding)?;
        let width = 2 * lanes;
        let model = Model {
            embedding,
            lanes,
            arc,
            label_size,
            vocabulary: Vocabulary::new(hashes),
            embeddings,
            first_rows,
            conv: self.dense(3 * embedding, width)?,
            layers: (0..layers).map(|_| self.dense(width, 6 * lanes)).collect::<Option<_>>()?,
            tag: self.dense(width, Vec::len(&tags))?,
            dependent: self.dense(width, arc)?,
            seek: self.dense(arc, arc)?,
            seek_distance: self.dense(arc, DISTANCES)?,
            head_distance: self.dense(arc, DISTANCES)?,
            head: self.dense(width, arc)?,
            root: self.i16s(arc, LARGEST_ARC)?,
            label_dependent: self.dense(width, label_size)?,
            label_head: self.dense(width, label_size)?,
            label_distance: self.i16s(DISTANCES * label_size, LARGEST_PART)?,
            label: self.dense(label_size, labels)?,
            tags,
            labels: label_names,
        };
        self.bytes.is_empty().then_some(model)
    }

    fn tag(&mut self) -> Option<Tag> {
        let upos = *Upos::ALL.get(self.u8()?)?;
        let xpos = *Xpos::ALL.get(self.u8()?)?;
        let feats = feats(upos, xpos, self.u8()?);
        Some(Tag { upos, xpos, feats })
    }
}

/// Features that follow from the tag; `variant` is 1 for passives, 2 for gerunds, 3 for imperatives.
pub(crate) fn feats(upos: Upos, xpos: Xpos, variant: usize) -> Feats {
    let mut feats = Feats::default();
    let finite = |tense| Feats {
        mood: Some(Mood::Indicative),
        tense: Some(tense),
        verb_form: Some(VerbForm::Finite),
        ..Feats::default()
    };
    match xpos {
        Xpos::Nn | Xpos::Nnp if matches!(upos, Upos::Noun | Upos::Propn) => {
            feats.number = Some(Number::Singular);
        }
        Xpos::Nns | Xpos::Nnps => feats.number = Some(Number::Plural),
        Xpos::Vbz => feats = Feats { number: Some(Number::Singular), ..finite(Tense::Present) },
        Xpos::Vbp => feats = finite(Tense::Present),
        Xpos::Vbd => feats = finite(Tense::Past),
        Xpos::Md => feats.verb_form = Some(VerbForm::Finite),
        Xpos::Vbn => {
            feats.tense = Some(Tense::Past);
            feats.verb_form = Some(VerbForm::Participle);
        }
        Xpos::Vbg => {
            feats.tense = Some(Tense::Present);
            feats.verb_form = Some(VerbForm::Participle);
        }
        Xpos::Vb => feats.verb_form = Some(VerbForm::Infinitive),
        _ => {}
    }
    match variant {
        1 => feats.voice = Some(Voice::Passive),
        2 => {
            feats.tense = None;
            feats.verb_form = Some(VerbForm::Gerund);
        }
        3 => {
            feats.mood = Some(Mood::Imperative);
            feats.verb_form = Some(VerbForm::Finite);
        }
        _ => {}
    }
    feats
}
