//! Keys of all rows, parted so that rows which may restate one event lie together, and one part fits
//! into memory.

use std::collections::BTreeMap;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

use plenipo_relate::cluster::{EventKey, cluster};
use tempfile::SpooledTempFile;

/// Number of parts.
const GROUPS: usize = 256;

/// Bytes of a part that stay in memory: 8 MiB for all.
const IN_MEMORY: usize = 32 << 10;

/// Bytes that wait to be written to a part.
const BUFFER: usize = 2 << 10;

/// Bytes of a record: a key and the confidence of the row.
const RECORD: usize = EventKey::BYTES + 8;

/// Bytes of an answer: cluster and count, the highest bit of which says that the row is chosen.
const ANSWER: usize = 16;

const CHOSEN: u64 = 1 << 63;

/// What is known of a row when all have been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Restated {
    /// Id of its cluster.
    pub(super) cluster: u64,
    /// Number of rows in the cluster.
    pub(super) count: u64,
    /// Whether it stands for the cluster.
    pub(super) is_chosen: bool,
}

/// The keys, before all are known.
pub(super) struct Groups {
    parts: Vec<BufWriter<SpooledTempFile>>,
}

impl Groups {
    pub(super) fn new() -> Self {
        let part = || BufWriter::with_capacity(BUFFER, SpooledTempFile::new(IN_MEMORY));
        Self { parts: (0..GROUPS).map(|_| part()).collect() }
    }

    /// Adds the key of the next row; the part it goes to.
    pub(super) fn push(&mut self, key: &EventKey, confidence: f64) -> io::Result<u8> {
        let group = (key.group % GROUPS as u64) as u8;
        let part = &mut self.parts[usize::from(group)];
        part.write_all(&key.to_bytes())?;
        part.write_all(&confidence.to_le_bytes())?;
        Ok(group)
    }

    /// Finds the clusters, one part after the other.
    pub(super) fn resolve(self) -> io::Result<Answers> {
        let parts: io::Result<Vec<_>> = self.parts.into_iter().map(resolve_part).collect();
        Ok(Answers { parts: parts? })
    }
}

/// What came of the rows: for each part in the order in which its rows were added.
pub(super) struct Answers {
    parts: Vec<BufReader<SpooledTempFile>>,
}

impl Answers {
    /// The next row of a part.
    pub(super) fn next_of(&mut self, group: u8) -> io::Result<Restated> {
        let mut bytes = [0; ANSWER];
        self.parts[usize::from(group)].read_exact(&mut bytes)?;
        let (cluster, count) = bytes.split_at(8);
        let word = |bytes: &[u8]| u64::from_le_bytes(bytes.try_into().unwrap_or_default());
        let (cluster, count) = (word(cluster), word(count));
        Ok(Restated { cluster, count: count & !CHOSEN, is_chosen: count & CHOSEN != 0 })
    }
}

fn resolve_part(part: BufWriter<SpooledTempFile>) -> io::Result<BufReader<SpooledTempFile>> {
    let mut file = part.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.rewind()?;
    let (keys, confidences) = read_records(&mut BufReader::new(file))?;
    let mut answers = BufWriter::with_capacity(BUFFER, SpooledTempFile::new(IN_MEMORY));
    for row in restated(&keys, &confidences) {
        answers.write_all(&row.cluster.to_le_bytes())?;
        let chosen = if row.is_chosen { CHOSEN } else { 0 };
        answers.write_all(&(row.count | chosen).to_le_bytes())?;
    }
    let mut answers = answers.into_inner().map_err(io::IntoInnerError::into_error)?;
    answers.rewind()?;
    Ok(BufReader::with_capacity(BUFFER, answers))
}

fn read_records(file: &mut impl Read) -> io::Result<(Vec<EventKey>, Vec<f64>)> {
    let mut keys = Vec::new();
    let mut confidences = Vec::new();
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let (records, _) = bytes.as_chunks::<RECORD>();
    for record in records {
        let Some((key, confidence)) = record.split_first_chunk() else { continue };
        keys.push(EventKey::from_bytes(key));
        confidences.push(f64::from_le_bytes(confidence.try_into().unwrap_or_default()));
    }
    Ok((keys, confidences))
}

/// Cluster, count and choice of each row.
fn restated(keys: &[EventKey], confidences: &[f64]) -> Vec<Restated> {
    let clusters = cluster(keys);
    // Number of rows, and confidence, id and position of the one that stands for them.
    let mut best: BTreeMap<u64, (u64, f64, u64, usize)> = BTreeMap::new();
    for (index, (&id, key)) in clusters.iter().zip(keys).enumerate() {
        let confidence = confidences[index];
        let entry = best.entry(id).or_insert((0, f64::NEG_INFINITY, 0, 0));
        entry.0 += 1;
        let surer = confidence.total_cmp(&entry.1).then(entry.2.cmp(&key.row));
        if surer.is_gt() {
            (entry.1, entry.2, entry.3) = (confidence, key.row, index);
        }
    }
    let row = |(index, &cluster): (usize, &u64)| {
        let (count, _, _, chosen) = best[&cluster];
        Restated { cluster, count, is_chosen: chosen == index }
    };
    clusters.iter().enumerate().map(row).collect()
}
