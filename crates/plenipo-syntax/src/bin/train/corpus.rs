//! Text without annotation: sentences of a file, each line once.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use plenipo_syntax::training::word_hash;
use plenipo_text::{Document, Segmentation};

/// Longest and shortest sentence taken, in tokens.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=60;

/// The forms of each sentence of a text file, packed with gzip or not; a line that comes again is
/// skipped. Of more than `tokens` tokens, sentences are left out evenly.
pub(crate) fn sentences(
    path: &Path,
    tokens: usize,
) -> Result<Vec<Vec<String>>, Box<dyn std::error::Error>> {
    let file = std::fs::File::open(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let packed = path.extension().is_some_and(|e| e == "gz");
    let reader: Box<dyn Read> =
        if packed { Box::new(flate2::read::MultiGzDecoder::new(file)) } else { Box::new(file) };
    let mut seen = HashSet::new();
    let mut sentences = Vec::new();
    let mut count = 0;
    for line in BufReader::new(reader).lines() {
        let line = line?;
        if line.len() < 20 || !seen.insert((word_hash(&line), line.len())) {
            continue;
        }
        let doc = Document::plain("line", &line)?;
        let segmentation = Segmentation::new(&doc);
        for sentence in segmentation.sentences() {
            let range = sentence.tokens.start() as usize..sentence.tokens.end() as usize;
            if LENGTHS.contains(&range.len()) {
                count += range.len();
                let tokens = &segmentation.tokens()[range];
                sentences.push(tokens.iter().map(|t| t.span.of(doc.text()).to_owned()).collect());
            }
        }
    }
    // The sentence that crosses a whole multiple of the step is kept.
    let step = (count as f64 / tokens as f64).max(1.0);
    let mut due = 0.0;
    let mut at = 0.0;
    sentences.retain(|sentence: &Vec<String>| {
        at += 1.0;
        let keep = at > due && !sentence.is_empty();
        if keep {
            due += step;
        }
        keep
    });
    Ok(sentences)
}
