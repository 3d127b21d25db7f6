//! Rows of a JSONL input.

use serde::Deserialize;

use super::{Given, InputDocument, InputFormat};

/// A row: `id`, `text` or `html`, and what is known about the article. Other fields are ignored.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Row {
    id: Option<Id>,
    text: Option<String>,
    html: Option<String>,
    url: Option<String>,
    title: Option<String>,
    published: Option<String>,
    site: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

/// Reads one line of JSONL as a document; `fallback_id` names it when the row does not.
///
/// # Errors
///
/// A line that is no JSON object with `text` or `html` as a string: what is wrong, with the column.
pub fn read_row(
    line: &[u8],
    fallback_id: impl FnOnce() -> String,
) -> Result<InputDocument, String> {
    let text = core::str::from_utf8(line)
        .map_err(|e| format!("not valid UTF-8 at byte {} of the line", e.valid_up_to() + 1))?;
    // Arrays would be read as rows without names of fields.
    if !text.trim_start().starts_with('{') {
        return Err("not a valid JSON row: a row is an object, in braces, at column 1".to_owned());
    }
    let row: Row = serde_json::from_str(text).map_err(|e| json_reason(&e))?;
    let (format, content) = match (row.html, row.text) {
        (Some(html), _) => (InputFormat::Html, html),
        (None, Some(text)) => (InputFormat::Text, text),
        (None, None) => return Err("the row has neither \"text\" nor \"html\"".to_owned()),
    };
    let id = match row.id {
        Some(Id::Text(id)) if !id.trim().is_empty() => id,
        Some(Id::Number(id)) => id.to_string(),
        Some(Id::Text(_)) | None => fallback_id(),
    };
    let given = Given { url: row.url, title: row.title, published: row.published, site: row.site };
    Ok(InputDocument { id, bytes: content.into_bytes(), format, given })
}

/// The message of a JSON error without its line, which is always 1 here.
fn json_reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    format!("not a valid JSON row: {what} at column {}", error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<InputDocument, String> {
        read_row(line.as_bytes(), || "file:7".to_owned())
    }

    #[test]
    fn html_goes_before_text_and_numbers_are_ids() {
        let doc = read(r#"{"id": 12, "text": "t", "html": "<p>h", "extra": [1]}"#).unwrap();
        assert_eq!((doc.id.as_str(), doc.format), ("12", InputFormat::Html));
        assert_eq!(doc.bytes, b"<p>h");
    }

    #[test]
    fn a_row_without_an_id_is_named_after_its_line() {
        assert_eq!(read(r#"{"text": "t"}"#).unwrap().id, "file:7");
        assert_eq!(read(r#"{"id": "", "text": "t"}"#).unwrap().id, "file:7");
    }

    #[test]
    fn broken_rows_say_what_is_wrong() {
        assert!(read(r#"{"id": "a"}"#).unwrap_err().contains("neither"));
        assert!(read("[1]").unwrap_err().contains("an object"));
        assert!(read(r#"{"id": "a", "text""#).unwrap_err().contains("column"));
        assert!(read_row(b"{\"text\": \"\xff\"}", String::new).unwrap_err().contains("byte 11"));
    }
}
