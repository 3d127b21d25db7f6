//! Files and standard input as one reader, unpacked where they are packed.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use super::{InputError, Source};

const BUFFER: usize = 1 << 16;

/// Opens `source`, unpacking gzip (several members too) and Zstandard, which are known by their first
/// bytes rather than by the name.
///
/// # Errors
///
/// When it cannot be opened or read.
pub fn open(source: &Source) -> Result<Box<dyn BufRead + Send>, InputError> {
    let raw: Box<dyn Read + Send> = match source {
        Source::Stdin => Box::new(io::stdin()),
        Source::File(path) => Box::new(open_file(path)?),
    };
    let mut reader = BufReader::with_capacity(BUFFER, raw);
    let fail = |error: &io::Error| InputError::io(source.name(), error);
    let head = reader.fill_buf().map_err(|e| fail(&e))?;
    if head.starts_with(&[0x1f, 0x8b]) {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(reader))));
    }
    if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        let decoder = StreamingDecoder::new(reader)
            .map_err(|e| InputError::new(source.name(), format!("not valid Zstandard: {e}")))?;
        return Ok(Box::new(BufReader::with_capacity(BUFFER, decoder)));
    }
    Ok(Box::new(reader))
}

fn open_file(path: &Path) -> Result<File, InputError> {
    let file = File::open(path).map_err(|e| InputError::io(path.to_string_lossy(), &e))?;
    Ok(file)
}
