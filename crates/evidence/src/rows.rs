//! Rows of a table in a text: the one reader of delimited files in this crate.
//!
//! A byte-order mark is dropped, the delimiter (comma, semicolon or tab) is read off the header line, and
//! what cannot be a table is refused with its line and the mend. What the columns mean is their reader's.

use std::io::{Cursor, Read};

/// A longer field is a slip: an open quotation mark, or a document pasted into a cell.
const LONGEST_FIELD: usize = 65_536;
/// No header line is longer.
const LONGEST_HEADER: u64 = 64 * 1024;
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Text that is no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} (mend: {mend})")]
pub struct Malformed {
    /// Line, from 1, where there is one.
    pub line: Option<u64>,
    /// What the reader met.
    pub what: String,
    /// What to do about it.
    pub mend: &'static str,
}

/// A table that cannot be read; each names the line, the column and the mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The text is no table.
    #[error("line {}: {_0}", _0.line.unwrap_or(1))]
    NotATable(#[from] Malformed),
    /// The header lacks a column, or names one wrongly.
    #[error("line 1: {what} (mend: {mend})")]
    Header {
        /// What is wrong.
        what: String,
        /// What to do.
        mend: &'static str,
    },
    /// A field says nothing usable, or contradicts another.
    #[error("line {line}, column {column}: `{value}` {what} (mend: {mend})")]
    Field {
        /// Line, from 1.
        line: u64,
        /// Column by name.
        column: String,
        /// What stands there.
        value: String,
        /// What is wrong with it.
        what: String,
        /// What to write.
        mend: &'static str,
    },
    /// The table as a whole bears no answer.
    #[error("{what} (mend: {mend})")]
    Whole {
        /// What is wrong.
        what: String,
        /// What to do.
        mend: &'static str,
    },
}

/// An open table.
pub struct Rows<R: Read> {
    reader: csv::Reader<std::io::Chain<Cursor<Vec<u8>>, R>>,
    header: csv::StringRecord,
    record: csv::StringRecord,
    delimiter: u8,
}

impl<R: Read> Rows<R> {
    /// Opens a table and reads its header; spaces around fields do not count.
    pub fn open(mut input: R) -> Result<Rows<R>, Malformed> {
        let mut start = Vec::new();
        input.by_ref().take(LONGEST_HEADER).read_to_end(&mut start).map_err(|error| unreadable(&error))?;
        if start.starts_with(b"\xef\xbb\xbf") {
            start.drain(..3);
        }
        if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") || start.contains(&0) {
            let what = "not UTF-8 text, it looks like UTF-16 or a binary file".to_owned();
            return Err(Malformed { line: Some(1), what, mend: "save the file as UTF-8 CSV" });
        }
        let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let delimiter = DELIMITERS.into_iter().find(|mark| line.contains(mark)).unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .trim(csv::Trim::All)
            .from_reader(Cursor::new(start).chain(input));
        let header = reader.headers().map_err(|error| malformed(&error))?.clone();
        Ok(Rows { reader, header, record: csv::StringRecord::new(), delimiter })
    }

    /// Names of the columns, as they stand in the first line.
    pub fn header(&self) -> Vec<String> {
        self.header.iter().map(str::to_owned).collect()
    }

    /// The next row with its line, from 1. After an error the row after it can be read.
    pub fn next_row(&mut self) -> Result<Option<(u64, &csv::StringRecord)>, Malformed> {
        match self.reader.read_record(&mut self.record) {
            Ok(false) => Ok(None),
            Ok(true) => {
                let line = self.record.position().map_or(0, csv::Position::line);
                self.check_lengths(line)?;
                Ok(Some((line, &self.record)))
            }
            Err(error) => Err(self.mixed(&error).unwrap_or_else(|| malformed(&error))),
        }
    }

    fn check_lengths(&self, line: u64) -> Result<(), Malformed> {
        if self.record.as_slice().len() <= LONGEST_FIELD {
            return Ok(());
        }
        let Some((at, field)) = self.record.iter().enumerate().find(|(_, field)| field.len() > LONGEST_FIELD)
        else {
            return Ok(());
        };
        let column = self.header.get(at).unwrap_or_default();
        let what = format!(
            "column `{column}`: a field of {} bytes, more than {LONGEST_FIELD} are never read",
            field.len()
        );
        Err(Malformed { line: Some(line), what, mend: "look for a quotation mark that is not closed" })
    }

    /// A row of the wrong length that another delimiter would explain.
    fn mixed(&self, error: &csv::Error) -> Option<Malformed> {
        let csv::ErrorKind::UnequalLengths { expected_len, len, .. } = error.kind() else { return None };
        let other = DELIMITERS.into_iter().find(|mark| {
            *mark != self.delimiter
                && *len < *expected_len
                && self.record.iter().any(|field| field.as_bytes().contains(mark))
        })?;
        let name =
            |mark: u8| if mark == b'\t' { "a tab".to_owned() } else { format!("`{}`", char::from(mark)) };
        let what = format!(
            "{len} fields, but the header has {expected_len}; the header is separated by {}, this row looks separated by {}",
            name(self.delimiter),
            name(other)
        );
        let line = error.position().map(csv::Position::line);
        Some(Malformed { line, what, mend: "use one delimiter in the whole file" })
    }
}

fn unreadable(error: &std::io::Error) -> Malformed {
    Malformed { line: None, what: format!("cannot be read: {error}"), mend: "name a readable text file" }
}

fn malformed(error: &csv::Error) -> Malformed {
    let line = error.position().map(csv::Position::line);
    let (what, mend) = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            (format!("{len} fields, but the header has {expected_len}"), "give every row one field a column")
        }
        csv::ErrorKind::Utf8 { .. } => ("not UTF-8 text".to_owned(), "save the file as UTF-8 CSV"),
        _ => (format!("not readable as CSV: {error}"), "save the file as UTF-8 CSV with one header line"),
    };
    Malformed { line, what, mend }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> String {
        let mut rows = match Rows::open(bytes) {
            Ok(rows) => rows,
            Err(error) => return error.to_string(),
        };
        loop {
            match rows.next_row() {
                Ok(Some(_)) => {}
                Ok(None) => return "taken".to_owned(),
                Err(error) => return format!("line {}: {error}", error.line.unwrap_or(0)),
            }
        }
    }

    #[test]
    fn what_is_no_table_is_refused_with_line_and_mend() {
        let long = [b"a,b\n1,\"".as_slice(), &vec![b'x'; 1_000_000], b"\"\n"].concat();
        for (bytes, what) in [
            (long.as_slice(), "line 2: column `b`: a field of 1000000 bytes"),
            (b"a,b\n1;2\n", "this row looks separated by `;`"),
            (b"a;b\n1,2\n", "the header is separated by `;`, this row looks separated by `,`"),
            (b"a,b\n1,2,3\n", "line 2: 3 fields, but the header has 2"),
            (b"a,b\n1,\xff\n", "line 2: not UTF-8 text"),
            (b"\xff\xfea\0,\0b\0", "UTF-16"),
        ] {
            let said = refused(bytes);
            assert!(said.contains(what) && said.contains("mend: "), "{said}");
        }
        assert_eq!(refused(b"a\tb\n1\t2\n"), "taken");
    }
}
