//! All documents of a run, one after the other.

use std::io::{BufRead, Read};
use std::path::Path;

use super::sources::extension;
use super::warc::{Record, next_record};
use super::{
    Given, InputDocument, InputError, InputFormat, Line, Lines, MAX_DOCUMENT_BYTES, Source,
    Sources, open, read_row,
};

/// Iterates over the documents of [`Sources`] in order; errors stand where the document would.
pub struct Documents {
    sources: std::vec::IntoIter<Result<Source, InputError>>,
    open: Option<Open>,
}

/// A source that holds several documents and is being read.
enum Open {
    Jsonl { name: String, lines: Lines<Box<dyn BufRead + Send>> },
    Warc { name: String, reader: Box<dyn BufRead + Send> },
}

type Item = Result<InputDocument, InputError>;

impl Documents {
    /// File name extensions that are read from folders.
    pub const EXTENSIONS: [&'static str; 7] =
        [".html", ".htm", ".xhtml", ".txt", ".jsonl", ".ndjson", ".warc"];

    /// The documents of `sources`.
    pub fn new(sources: Sources) -> Self {
        Self { sources: sources.into_iter(), open: None }
    }

    /// Opens the next source; a source that is one document is read whole.
    fn start(&mut self, source: &Source) -> Option<Item> {
        let name = source.name();
        let mut reader = match open(source) {
            Ok(reader) => reader,
            Err(error) => return Some(Err(error)),
        };
        let format = match source {
            Source::File(path) => kind_of(path),
            Source::Stdin => sniff(&mut reader),
        };
        match format {
            FileKind::Jsonl => {
                let lines = Lines::new(reader, MAX_DOCUMENT_BYTES);
                self.open = Some(Open::Jsonl { name, lines });
                None
            }
            FileKind::Warc => {
                self.open = Some(Open::Warc { name, reader });
                None
            }
            FileKind::One(format) => Some(read_one(name, reader, format)),
        }
    }
}

impl Open {
    /// The next document or error, `None` at the end of the source.
    fn next(&mut self) -> Option<Item> {
        match self {
            Self::Jsonl { name, lines } => next_row(name, lines),
            Self::Warc { name, reader } => next_page(name, reader),
        }
    }
}

fn next_row(name: &str, lines: &mut Lines<Box<dyn BufRead + Send>>) -> Option<Item> {
    loop {
        let line = match lines.next_line() {
            Ok(Some(line)) => line,
            Ok(None) => return None,
            Err(error) => return Some(Err(InputError::io(name, &error))),
        };
        let number = lines.number();
        let made = match line {
            Line::Bytes(bytes) if bytes.trim_ascii().is_empty() => continue,
            Line::Bytes(bytes) => read_row(&bytes, || format!("{name}:{number}")),
            Line::TooLong(len) => Err(too_large(len as u64)),
        };
        return Some(made.map_err(|reason| InputError::at_line(name, number, reason)));
    }
}

fn next_page(name: &str, reader: &mut Box<dyn BufRead + Send>) -> Option<Item> {
    loop {
        match next_record(&mut **reader) {
            Ok(None) => return None,
            Ok(Some(Record::Other)) => {}
            Ok(Some(Record::Page(page))) => return Some(Ok(page)),
            Ok(Some(Record::TooLarge(url, len))) => {
                return Some(Err(InputError::new(url, too_large(len))));
            }
            Err(error) => return Some(Err(InputError::io(name, &error))),
        }
    }
}

impl Iterator for Documents {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(open) = &mut self.open {
                match open.next() {
                    Some(item) => {
                        // After a failed read nothing more can be had from this source.
                        if matches!(&item, Err(e) if e.line().is_none()) {
                            self.open = None;
                        }
                        return Some(item);
                    }
                    None => self.open = None,
                }
            }
            let item = match self.sources.next()? {
                Err(error) => Some(Err(error)),
                Ok(source) => self.start(&source),
            };
            if item.is_some() {
                return item;
            }
        }
    }
}

/// Reads a source that is one document.
fn read_one(name: String, reader: impl Read, format: InputFormat) -> Item {
    let mut bytes = Vec::new();
    let limit = MAX_DOCUMENT_BYTES as u64;
    if let Err(error) = reader.take(limit + 1).read_to_end(&mut bytes) {
        return Err(InputError::io(name, &error));
    }
    if bytes.len() as u64 > limit {
        let reason =
            format!("larger than {} MiB, the most one document may have: split it", limit >> 20);
        return Err(InputError::new(name, reason));
    }
    Ok(InputDocument { id: name, bytes, format, given: Given::default() })
}

fn too_large(len: u64) -> String {
    format!(
        "{} MiB long; one document may have {} MiB: split it",
        len.div_ceil(1 << 20),
        MAX_DOCUMENT_BYTES >> 20
    )
}

enum FileKind {
    Jsonl,
    Warc,
    One(InputFormat),
}

fn kind_of(path: &Path) -> FileKind {
    match extension(path).as_str() {
        ".jsonl" | ".ndjson" => FileKind::Jsonl,
        ".warc" => FileKind::Warc,
        ".html" | ".htm" | ".xhtml" => FileKind::One(InputFormat::Html),
        _ => FileKind::One(InputFormat::Auto),
    }
}

/// What standard input holds, by its first bytes.
fn sniff(reader: &mut Box<dyn BufRead + Send>) -> FileKind {
    match reader.fill_buf() {
        Ok(head) if head.starts_with(b"WARC/") => FileKind::Warc,
        Ok(head) if head.trim_ascii_start().starts_with(b"{\"") => FileKind::Jsonl,
        _ => FileKind::One(InputFormat::Auto),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::Write;

    fn read(files: &[(&str, &[u8])]) -> Vec<Result<String, String>> {
        let dir = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            fs::write(dir.path().join(name), bytes).unwrap();
        }
        let sources = Sources::list(&[dir.path().to_owned()], &Documents::EXTENSIONS);
        let cut = dir.path().to_string_lossy().len() + 1;
        Documents::new(sources)
            .map(|item| match item {
                Ok(doc) => Ok(format!("{}|{}", doc.id, String::from_utf8_lossy(&doc.bytes))),
                Err(error) => Err(error.to_string().split_off(cut)),
            })
            .map(|item| item.map(|s| s.rsplit('/').next().unwrap().to_owned()))
            .collect()
    }

    #[test]
    fn a_broken_row_does_not_stop_the_rest() {
        let jsonl =
            b"{\"id\": \"a\", \"text\": \"one\"}\nnonsense\n\n{\"id\": \"b\", \"text\": \"two\"}\n";
        let got = read(&[("x.jsonl", jsonl), ("y.txt", b"three")]);
        assert_eq!(got[0].as_deref(), Ok("a|one"));
        assert!(got[1].as_ref().unwrap_err().starts_with("x.jsonl:2: not a valid JSON row"));
        assert_eq!(got[2].as_deref(), Ok("b|two"));
        assert_eq!(got[3].as_deref(), Ok("y.txt|three"));
    }

    #[test]
    fn packed_files_are_unpacked() {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all(b"packed").unwrap();
        let got = read(&[("x.txt.gz", &gz.finish().unwrap())]);
        assert_eq!(got, [Ok("x.txt.gz|packed".to_owned())]);
    }

    #[test]
    fn a_broken_archive_is_one_error() {
        let got = read(&[("x.jsonl.gz", &[0x1f, 0x8b, 8, 0, 1, 2, 3]), ("y.txt", b"fine")]);
        assert!(got[0].is_err());
        assert_eq!(got[1].as_deref(), Ok("y.txt|fine"));
        assert_eq!(got.len(), 2);
    }
}
