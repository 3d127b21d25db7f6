//! Dyads to code: what `plenipo code` reads and writes.

use plenipo_relate::Coder;
use plenipo_text::Span;
use serde::{Deserialize, Serialize};

/// A row in: a text and its two actors, in characters, the end not included. Either actor may be `null`.
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
}

/// Codes one line of JSONL and gives the answer as a line.
///
/// # Errors
///
/// A line that is no such row, or whose offsets are not in its text: what is wrong.
pub fn code_line(coder: &Coder<'_>, line: &[u8]) -> Result<String, String> {
    let dyad: Dyad = serde_json::from_slice(line).map_err(|e| format!("not a dyad: {e}"))?;
    let source = span(&dyad.text, dyad.source, "source")?;
    let target = span(&dyad.text, dyad.target, "target")?;
    let coded = coder.code(&dyad.text, source, target).map_err(|e| e.to_string())?;
    let score = |(event, score): &(String, f64)| {
        // Three decimals: enough to rank, the same on every machine.
        (event.clone(), serde_json::json!((score * 1000.0).round() / 1000.0))
    };
    let row = CodedDyad {
        id: dyad.id,
        quad: coded.quad(),
        binary: coded.binary(),
        modality: coded.modality.as_str(),
        negated: coded.negated,
        scores: coded.scores.iter().map(score).collect(),
        event: coded.event,
        cameo: coded.cameo,
    };
    serde_json::to_string(&row).map_err(|e| e.to_string())
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
    use plenipo_relate::Codebook;

    #[test]
    fn characters_are_counted_not_bytes() {
        assert_eq!(bytes("«é» x", [3, 5]), Some(Span::new(6, 8)));
        assert_eq!(bytes("abc", [2, 4]), None);
        assert_eq!(bytes("abc", [2, 2]), None);
    }

    #[test]
    fn a_dyad_is_coded() {
        let book = Codebook::stock().unwrap();
        let line = br#"{"id": 7, "text": "Seoul condemned Pyongyang.", "source": [0, 5], "target": [16, 25]}"#;
        let answer = code_line(&Coder::new(&book), line).unwrap();
        assert!(
            answer.starts_with(r#"{"id":7,"event":"ACCUSE","quad":"Q3","binary":"CONFLICT""#),
            "{answer}"
        );
        assert!(code_line(&Coder::new(&book), b"{}").unwrap_err().contains("not a dyad"));
    }
}
