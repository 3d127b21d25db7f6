//! Lines of bounded length.

use std::io::{self, BufRead};

/// One line of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// The bytes of the line, without its line break.
    Bytes(Vec<u8>),
    /// The line was longer than allowed; so many bytes of it were skipped.
    TooLong(usize),
}

/// Reads lines without ever holding more than `limit` bytes of one.
#[derive(Debug)]
pub struct Lines<R> {
    reader: R,
    limit: usize,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// Lines of `reader`, at most `limit` bytes each.
    pub fn new(reader: R, limit: usize) -> Self {
        Self { reader, limit, number: 0 }
    }

    /// Number of the line last read, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The next line, or `None` at the end.
    ///
    /// # Errors
    ///
    /// When reading fails.
    pub fn next_line(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let mut len = 0;
        let mut started = false;
        loop {
            let chunk = self.reader.fill_buf()?;
            if chunk.is_empty() {
                break;
            }
            started = true;
            let end = chunk.iter().position(|&b| b == b'\n');
            let part = &chunk[..end.unwrap_or(chunk.len())];
            len += part.len();
            if len <= self.limit {
                line.extend_from_slice(part);
            } else {
                // Give the memory back: the line is not kept.
                line = Vec::new();
            }
            let used = part.len() + usize::from(end.is_some());
            self.reader.consume(used);
            if end.is_some() {
                break;
            }
        }
        if !started {
            return Ok(None);
        }
        self.number += 1;
        if len > self.limit {
            return Ok(Some(Line::TooLong(len)));
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Ok(Some(Line::Bytes(line)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_any_way() {
        let mut lines = Lines::new(&b"a\r\n\nb"[..], 10);
        let mut all = Vec::new();
        while let Some(Line::Bytes(line)) = lines.next_line().unwrap() {
            all.push(String::from_utf8(line).unwrap());
        }
        assert_eq!(all, ["a", "", "b"]);
        assert_eq!(lines.number(), 3);
    }

    #[test]
    fn a_long_line_is_skipped_and_the_next_one_read() {
        let text = format!("{}\nok\n", "x".repeat(100_000));
        let mut lines = Lines::new(io::BufReader::new(text.as_bytes()), 99_999);
        assert_eq!(lines.next_line().unwrap(), Some(Line::TooLong(100_000)));
        assert_eq!(lines.next_line().unwrap(), Some(Line::Bytes(b"ok".to_vec())));
        assert_eq!(lines.next_line().unwrap(), None);
    }
}
