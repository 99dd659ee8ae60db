//! A page of a list: which, and how long.

/// Lines on a page where nobody asks for fewer.
const LINES: u32 = 200;
/// Pages that can be asked for: with so many nobody reads on.
const LAST: u32 = 10_000;

/// A page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    page: u32,
    lines: u32,
}

impl Window {
    /// A page, counted from 0, of 200 lines.
    pub fn at(page: u32) -> Self {
        Self { page: page.min(LAST), lines: LINES }
    }

    /// With so many lines a page, 1 to 200.
    #[must_use]
    pub fn of(self, lines: u32) -> Self {
        Self { lines: lines.clamp(1, LINES), ..self }
    }

    /// Lines to leave out, and lines to take.
    pub(crate) fn skip_and_take(self) -> (i64, i64) {
        (i64::from(self.page) * i64::from(self.lines), i64::from(self.lines))
    }
}
