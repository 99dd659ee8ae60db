//! Records of persons as categories: what both tables and synthetic records are made from.

/// Code of an unknown value: an empty field.
pub const UNKNOWN: u16 = 0;
/// Most different values of a column.
pub const MOST_LEVELS: usize = 65_000;

/// A column of categories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Values in order of their bytes; the value with code c is at c - 1.
    pub levels: Vec<String>,
    /// A code a row; [`UNKNOWN`] is an empty field.
    pub codes: Vec<u16>,
}

impl Column {
    /// Number of codes, the unknown one included.
    pub fn size(&self) -> usize {
        self.levels.len() + 1
    }

    /// The value of a code; empty where it is unknown.
    pub fn level(&self, code: u16) -> &str {
        usize::from(code).checked_sub(1).and_then(|at| self.levels.get(at)).map_or("", String::as_str)
    }
}

/// Columns of the same length.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frame {
    /// The columns in the order of the file.
    pub columns: Vec<Column>,
    /// Rows of each column.
    pub rows: usize,
    /// Who each row is about, where one person may have several rows; numbers without meaning.
    pub persons: Option<Vec<u32>>,
}

impl Frame {
    /// Where a column of this name is.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}
