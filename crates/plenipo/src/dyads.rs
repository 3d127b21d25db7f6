//! Dyads to code: what `plenipo code` reads and writes.

use plenipo_gazetteer::{Gazetteer, Tagger};
use plenipo_relate::{Codebook, Coded, Coder, RoleFinder};
use plenipo_text::{Document, Segmentation, Span};
use serde::{Deserialize, Serialize};

/// A row in: a text and its two actors, in characters, the end not included. Either actor may be `null`; when both
/// are, they are looked for.
#[derive(Clone, Debug, Deserialize)]
pub struct Dyad {
    id: serde_json::Value,
    text: String,
    source: Option<[u32; 2]>,
    target: Option<[u32; 2]>,
}

/// A row out.
#[derive(Clone, Debug, Serialize)]
pub struct CodedDyad {
    id: serde_json::Value,
    event: Option<String>,
    quad: Option<&'static str>,
    binary: Option<&'static str>,
    cameo: Option<String>,
    modality: &'static str,
    negated: bool,
    scores: serde_json::Map<String, serde_json::Value>,
    /// Where no actor was given, those that were found, in characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    sources: Option<Vec<[u32; 2]>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    targets: Option<Vec<[u32; 2]>>,
}

/// Codes dyads line by line; keeps the memory of one thread.
#[derive(Debug)]
pub struct DyadCoder<'c> {
    coder: Coder<'c>,
    tagger: Tagger<'c>,
    roles: RoleFinder<'c>,
}

impl<'c> DyadCoder<'c> {
    /// A coder with the stock models.
    pub fn new(codebook: &'c Codebook, gazetteer: &'c Gazetteer) -> Self {
        Self {
            coder: Coder::new(codebook),
            tagger: Tagger::new(gazetteer),
            roles: RoleFinder::new(codebook),
        }
    }

    /// Codes one line of JSONL and gives the answer as a line.
    ///
    /// # Errors
    ///
    /// A line that is no such row, or whose offsets are not in its text: what is wrong.
    pub fn code_line(&mut self, line: &[u8]) -> Result<String, String> {
        let dyad: Dyad = serde_json::from_slice(line).map_err(|e| format!("not a dyad: {e}"))?;
        let source = span(&dyad.text, dyad.source, "source")?;
        let target = span(&dyad.text, dyad.target, "target")?;
        let row = if source.is_none() && target.is_none() {
            self.open(dyad)?
        } else {
            let coded = self.coder.code(&dyad.text, source, target).map_err(|e| e.to_string())?;
            row(dyad.id, coded)
        };
        serde_json::to_string(&row).map_err(|e| e.to_string())
    }

    /// Looks for the actors of a text and codes the first source with the first target.
    fn open(&mut self, dyad: Dyad) -> Result<CodedDyad, String> {
        let doc = Document::plain("dyad", &dyad.text).map_err(|e| e.to_string())?;
        let segmentation = Segmentation::new(&doc);
        let mentions = self.tagger.tag(&doc, &segmentation);
        let found = self.roles.find(&doc, &segmentation, &mentions);
        let source = found.sources.first().copied();
        let target =
            found.targets.iter().copied().find(|t| source.is_some_and(|s| !s.overlaps(*t)));
        let coded = match (source, target) {
            (Some(source), Some(target)) => self.coder.code_found(&dyad.text, source, target),
            _ => self.coder.code(&dyad.text, None, None),
        };
        let characters =
            |spans: &[Span]| spans.iter().map(|s| characters(&dyad.text, *s)).collect();
        let (sources, targets) = (characters(&found.sources), characters(&found.targets));
        let row = row(dyad.id, coded.map_err(|e| e.to_string())?);
        Ok(CodedDyad { sources: Some(sources), targets: Some(targets), ..row })
    }
}

fn row(id: serde_json::Value, coded: Coded) -> CodedDyad {
    let score = |(event, score): &(String, f64)| {
        // Three decimals: enough to rank, the same on every machine.
        (event.clone(), serde_json::json!((score * 1000.0).round() / 1000.0))
    };
    CodedDyad {
        id,
        quad: coded.quad(),
        binary: coded.binary(),
        modality: coded.modality.as_str(),
        negated: coded.negated,
        scores: coded.scores.iter().map(score).collect(),
        event: coded.event,
        cameo: coded.cameo,
        sources: None,
        targets: None,
    }
}

/// A range of bytes of `text` as characters.
fn characters(text: &str, span: Span) -> [u32; 2] {
    let count = |end: u32| plenipo_text::offset(text[..end as usize].chars().count());
    [count(span.start()), count(span.end())]
}

/// A range that may be left open, as bytes of `text`.
fn span(text: &str, range: Option<[u32; 2]>, name: &str) -> Result<Option<Span>, String> {
    let inside = |range| bytes(text, range).ok_or_else(|| format!("{name} is not in the text"));
    range.map(inside).transpose()
}

/// A range of characters as bytes of `text`.
fn bytes(text: &str, [start, end]: [u32; 2]) -> Option<Span> {
    let mut at = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
    let from = at.nth(start as usize)?;
    let length = end.checked_sub(start)?;
    let to = match length {
        0 => return None,
        n => at.nth(n as usize - 1)?,
    };
    Some(Span::from_range(from..to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_not_bytes() {
        assert_eq!(bytes("«é» x", [3, 5]), Some(Span::new(6, 8)));
        assert_eq!(bytes("abc", [2, 4]), None);
        assert_eq!(bytes("abc", [2, 2]), None);
    }

    #[test]
    fn a_dyad_is_coded() {
        let (book, gazetteer) = (Codebook::stock().unwrap(), Gazetteer::stock().unwrap());
        let mut coder = DyadCoder::new(&book, &gazetteer);
        let line = br#"{"id": 7, "text": "Seoul condemned Pyongyang.", "source": [0, 5], "target": [16, 25]}"#;
        let answer = coder.code_line(line).unwrap();
        assert!(
            answer.starts_with(r#"{"id":7,"event":"ACCUSE","quad":"Q3","binary":"CONFLICT""#),
            "{answer}"
        );
        assert!(coder.code_line(b"{}").unwrap_err().contains("not a dyad"));
    }

    #[test]
    fn actors_that_are_not_given_are_found() {
        let (book, gazetteer) = (Codebook::stock().unwrap(), Gazetteer::stock().unwrap());
        let line = br#"{"id": 1, "text": "A group of hackers attacked a German bank."}"#;
        let answer = DyadCoder::new(&book, &gazetteer).code_line(line).unwrap();
        assert!(answer.starts_with(r#"{"id":1,"event":"ASSAULT","quad":"Q4""#), "{answer}");
        assert!(answer.ends_with(r#""sources":[[0,18]],"targets":[[28,41]]}"#), "{answer}");
    }
}
