//! Records of a WARC file (ISO 28500): the HTML responses of a crawl.

use std::io::{self, BufRead, Read};

use super::{Given, InputDocument, InputFormat, MAX_DOCUMENT_BYTES};

/// Longest header line accepted, in bytes.
const MAX_HEADER: u64 = 1 << 16;

/// A record that may become a document.
#[derive(Debug)]
pub(super) enum Record {
    /// An HTML page that was answered with a status of 200.
    Page(InputDocument),
    /// A record of another kind, or a page that is no article.
    Other,
    /// A page too large to be one document, with its address.
    TooLarge(String, u64),
}

/// Reads the next record; `None` at the end.
///
/// # Errors
///
/// When the file cannot be read, or what follows is no WARC record.
pub(super) fn next_record(reader: &mut dyn BufRead) -> io::Result<Option<Record>> {
    let Some(header) = read_header(reader, b"WARC/")? else { return Ok(None) };
    let length: u64 = field(&header, "content-length")
        .and_then(|v| v.parse().ok())
        .ok_or_else(|| broken("a WARC record has no Content-Length"))?;
    let kind = field(&header, "warc-type").unwrap_or_default();
    let url = field(&header, "warc-target-uri").unwrap_or_default();
    let url = url.trim_matches(['<', '>']).to_owned();
    let mut content = reader.take(length);
    if kind != "response" {
        io::copy(&mut content, &mut io::sink())?;
        return Ok(Some(Record::Other));
    }
    if length > MAX_DOCUMENT_BYTES as u64 {
        io::copy(&mut content, &mut io::sink())?;
        return Ok(Some(Record::TooLarge(url, length)));
    }
    let mut bytes = Vec::new();
    content.read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(broken("the file ends inside a WARC record"));
    }
    Ok(Some(page(url, &bytes)?))
}

/// The page in an HTTP response.
fn page(url: String, response: &[u8]) -> io::Result<Record> {
    let mut body = response;
    let Some(header) = read_header(&mut body, b"HTTP/")? else { return Ok(Record::Other) };
    let fine = header.first().is_some_and(|l| l.split_ascii_whitespace().nth(1) == Some("200"));
    let html =
        field(&header, "content-type").is_none_or(|t| t.to_ascii_lowercase().contains("html"));
    if !(fine && html) || body.is_empty() {
        return Ok(Record::Other);
    }
    let mut bytes = Vec::new();
    if field(&header, "content-encoding").is_some_and(|e| e.contains("gzip")) {
        flate2::bufread::MultiGzDecoder::new(body).read_to_end(&mut bytes)?;
    } else {
        bytes.extend_from_slice(body);
    }
    let given = Given { url: Some(url.clone()), ..Given::default() };
    Ok(Record::Page(InputDocument { id: url, bytes, format: InputFormat::Html, given }))
}

/// The lines of a header up to the blank line; `None` at the end of the file.
fn read_header(
    reader: &mut (impl BufRead + ?Sized),
    magic: &[u8],
) -> io::Result<Option<Vec<String>>> {
    let mut lines: Vec<String> = Vec::new();
    loop {
        let mut line = Vec::new();
        let read = reader.take(MAX_HEADER).read_until(b'\n', &mut line)?;
        if read == 0 {
            return if lines.is_empty() {
                Ok(None)
            } else {
                Err(broken("the header does not end"))
            };
        }
        let text = String::from_utf8_lossy(&line).trim_end().to_owned();
        if lines.is_empty() {
            // Blank lines part the records.
            if text.is_empty() {
                continue;
            }
            if !line.starts_with(magic) {
                return Err(broken("no WARC record where one should begin"));
            }
        } else if text.is_empty() {
            return Ok(Some(lines));
        }
        lines.push(text);
    }
}

/// The value of the header field `name`, given in lower case.
fn field<'h>(header: &'h [String], name: &str) -> Option<&'h str> {
    header.iter().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

fn broken(reason: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, content: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/a\r\n\
             Content-Length: {}\r\n\r\n{content}\r\n\r\n",
            content.len()
        )
    }

    #[test]
    fn pages_are_found_among_other_records() {
        let text = record("warcinfo", "software: x")
            + &record("response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Hi")
            + &record("response", "HTTP/1.1 404 Not Found\r\n\r\n<p>No");
        let mut reader = text.as_bytes();
        let mut pages = Vec::new();
        while let Some(record) = next_record(&mut reader).unwrap() {
            if let Record::Page(page) = record {
                pages.push(page);
            }
        }
        assert_eq!(pages.len(), 1);
        assert_eq!(pages[0].bytes, b"<p>Hi");
        assert_eq!(pages[0].id, "https://example.org/a");
    }

    #[test]
    fn a_cut_file_is_an_error() {
        let text = record("response", "HTTP/1.1 200 OK\r\n\r\n<p>Hi");
        assert!(next_record(&mut &text.as_bytes()[..text.len() - 8]).is_err());
    }
}
