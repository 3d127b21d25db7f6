//! Cells as bytes: what a row waits in until its table is written.
//!
//! A cell is a tag and its value, numbers in little endian. The bytes are for temporary files of one
//! run; they are no format of exchange.

use std::borrow::Cow;
use std::io;

use super::{Column, Value};

const EMPTY: u8 = 0;
const TEXT: u8 = 1;
const NUMBER: u8 = 2;
const DECIMAL: u8 = 3;
const BOOL: u8 = 4;
const CLUSTER: u8 = 5;
const COUNT: u8 = 6;

/// Rows as bytes.
#[derive(Clone, Debug, Default)]
pub struct EncodedRows {
    /// One past the last byte of each row.
    ends: Vec<usize>,
    bytes: Vec<u8>,
}

impl EncodedRows {
    /// Adds a row.
    pub fn push<R: ?Sized>(&mut self, columns: &[Column<R>], row: &R) {
        encode(columns, row, &mut self.bytes);
        self.ends.push(self.bytes.len());
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The bytes of each row, for [`decode`].
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.bytes[start..end])
    }
}

/// Appends the cells of `row` to `out`.
pub fn encode<R: ?Sized>(columns: &[Column<R>], row: &R, out: &mut Vec<u8>) {
    for column in columns {
        match (column.value)(row) {
            Value::Empty => out.push(EMPTY),
            Value::Text(text) => {
                out.push(TEXT);
                out.extend((text.len() as u32).to_le_bytes());
                out.extend(text.as_bytes());
            }
            Value::Number(n) => push_number(NUMBER, n, out),
            Value::Decimal(x, decimals) => {
                push_number(DECIMAL, x.to_bits(), out);
                out.push(decimals);
            }
            Value::Bool(yes) => out.extend([BOOL, u8::from(yes)]),
            Value::Cluster(id) => push_number(CLUSTER, id, out),
            Value::Count(n) => push_number(COUNT, n, out),
        }
    }
}

fn push_number(tag: u8, number: u64, out: &mut Vec<u8>) {
    out.push(tag);
    out.extend(number.to_le_bytes());
}

/// The cells that [`encode`] wrote.
///
/// # Errors
///
/// When the bytes are not those of whole cells.
pub fn decode(mut bytes: &[u8]) -> io::Result<Vec<Value<'_>>> {
    let mut cells = Vec::new();
    while !bytes.is_empty() {
        cells.push(decode_one(&mut bytes).ok_or_else(broken)?);
    }
    Ok(cells)
}

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the temporary file of the rows was changed")
}

fn decode_one<'b>(bytes: &mut &'b [u8]) -> Option<Value<'b>> {
    let [tag] = take(bytes)?;
    Some(match tag {
        EMPTY => Value::Empty,
        TEXT => {
            let len = u32::from_le_bytes(take(bytes)?) as usize;
            let (text, rest) = bytes.split_at_checked(len)?;
            *bytes = rest;
            Value::Text(Cow::Borrowed(std::str::from_utf8(text).ok()?))
        }
        NUMBER => Value::Number(u64::from_le_bytes(take(bytes)?)),
        DECIMAL => {
            let number = f64::from_bits(u64::from_le_bytes(take(bytes)?));
            let [decimals] = take(bytes)?;
            Value::Decimal(number, decimals)
        }
        BOOL => Value::Bool(take::<1>(bytes)? != [0]),
        CLUSTER => Value::Cluster(u64::from_le_bytes(take(bytes)?)),
        COUNT => Value::Count(u64::from_le_bytes(take(bytes)?)),
        _ => return None,
    })
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*head)
}

#[cfg(test)]
mod tests {
    use super::super::ColumnType;
    use super::*;

    #[test]
    fn cells_come_back_as_they_were() {
        let all: [fn(&str) -> Value<'_>; 7] = [
            |_| Value::Empty,
            |r| Value::text(r),
            |_| Value::Number(7),
            |_| Value::Decimal(-0.4, 2),
            |_| Value::Bool(true),
            |_| Value::Cluster(u64::MAX),
            |_| Value::Count(3),
        ];
        let columns = all.map(|value| Column::new("c", ColumnType::Text, "", value));
        let mut bytes = Vec::new();
        encode(&columns, "Cho Tae-yul", &mut bytes);
        let expected: Vec<Value<'_>> = columns.iter().map(|c| (c.value)("Cho Tae-yul")).collect();
        assert_eq!(decode(&bytes).unwrap(), expected);
        assert!(decode(&bytes[..bytes.len() - 1]).is_err());
    }
}
