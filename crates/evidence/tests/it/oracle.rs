//! Reads the recorded tables of `tests/data`.

/// Rows of a table as text, without the header.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// A column of numbers; `NA` is nothing.
pub fn column(text: &str, at: usize) -> Vec<Option<f64>> {
    rows(text).iter().map(|row| row[at].parse().ok()).collect()
}

/// A column of counts.
pub fn counts(text: &str, at: usize) -> Vec<Option<u32>> {
    rows(text).iter().map(|row| row[at].parse().ok()).collect()
}
