//! Numbers in rows: the table beside a picture, and the same as a file.

use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use havenward_app::AppError;
use jiff::civil::Date;

use super::{Answer, Page};

/// A spreadsheet program takes bytes for UTF-8 only if they begin with this.
const MARK: &str = "\u{feff}";

/// One field.
#[derive(Clone)]
pub(crate) enum Cell {
    /// Words in the reader's language.
    Words(String),
    /// A count.
    Number(i64),
    /// A day.
    Day(Date),
}

impl Cell {
    /// The field as this language writes it.
    pub fn words(&self, page: &Page) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Number(number) => page.number(*number),
            Self::Day(day) => page.day(*day),
        }
    }

    /// Whether it is written like a number.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Number(_))
    }

    /// The field as a program reads it, which runs none of it: OWASP, "CSV Injection".
    fn plain(&self) -> String {
        match self {
            Self::Words(words) => {
                // Marks that keep the directions of a page apart are no part of the words.
                let words = words.replace(['\u{2068}', '\u{2069}'], "");
                let is_formula = words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
                if is_formula { format!("'{words}") } else { words }
            }
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
        }
    }
}

/// Rows under their heads.
#[derive(Clone, Default)]
pub(crate) struct Sheet {
    /// What the fields are.
    pub head: Vec<String>,
    /// The fields, as many as there are heads.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// The whole sheet as CSV (RFC 4180).
    fn csv(&self) -> Result<String, AppError> {
        let broken = || AppError::Internal("a sheet");
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let head = self.head.iter().map(|head| Cell::Words(head.clone()).plain());
        writer.write_record(head).map_err(|_| broken())?;
        for row in &self.rows {
            writer.write_record(row.iter().map(Cell::plain)).map_err(|_| broken())?;
        }
        let bytes = writer.into_inner().map_err(|_| broken())?;
        String::from_utf8(bytes).map(|text| format!("{MARK}{text}")).map_err(|_| broken())
    }

    /// Answers with the sheet as a file of a neutral name.
    pub fn send(&self, name: &str) -> Answer {
        let named = HeaderValue::try_from(format!("attachment; filename=\"{name}.csv\""));
        let named = named.map_err(|_| AppError::Internal("name of a sheet"))?;
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
            (header::CONTENT_DISPOSITION, named),
        ];
        Ok((headers, self.csv()?).into_response())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_field_of_a_file_is_run_as_a_formula_and_none_breaks_its_row() {
        let isolated = Sheet { head: vec!["\u{2068}=1\u{2069}".to_owned()], rows: Vec::new() };
        assert_eq!(isolated.csv().unwrap(), format!("{MARK}'=1\r\n"));
        let hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "a,b", "say \"no\"", "two\nlines"];
        let rows = hostile.iter().map(|words| vec![Cell::Words((*words).to_owned()), Cell::Number(-3)]);
        let sheet = Sheet { head: vec!["=head".to_owned(), "n".to_owned()], rows: rows.collect() };
        let csv = sheet.csv().unwrap();
        let csv = csv.strip_prefix(MARK).unwrap();
        let mut read = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
        let read: Vec<csv::StringRecord> = read.records().map(Result::unwrap).collect();
        assert_eq!(read.len(), hostile.len() + 1);
        for (record, words) in read.iter().skip(1).zip(hostile) {
            let field = record.get(0).unwrap();
            assert!(field == words || field == format!("'{words}"), "{field}");
            assert!(!field.starts_with(['=', '+', '-', '@', '\t']), "{field}");
            assert_eq!(record.get(1), Some("-3"), "a number stays one");
        }
        assert_eq!(read[0].get(0), Some("'=head"));
    }
}
