//! The four counts of a screen against a reference standard.

use super::interval::{Interval, Share, Z};

/// More persons than this in a cell are a slip.
pub const MOST_PERSONS: u64 = 1_000_000_000;

/// Persons by what the screen and the reference standard said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Screened positive, trafficked by the reference standard.
    pub true_positive: u64,
    /// Screened negative, trafficked by the reference standard: missed.
    pub false_negative: u64,
    /// Screened positive, not trafficked by the reference standard.
    pub false_positive: u64,
    /// Screened negative, not trafficked by the reference standard.
    pub true_negative: u64,
}

/// Four counts that are none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CountsError {
    /// Not four numbers.
    #[error("{0} numbers where four are needed (mend: TP,FN,FP,TN, such as 26,4,73,237)")]
    Four(usize),
    /// A part is no count.
    #[error(
        "{name}: `{value}` is no count of persons (mend: a whole number from 0 to {MOST_PERSONS}, without spaces inside)"
    )]
    Number {
        /// Which of the four.
        name: &'static str,
        /// What stands there.
        value: String,
    },
    /// Nobody at all.
    #[error("nobody was screened (mend: give the counts of a study)")]
    Nobody,
}

const NAMES: [&str; 4] = ["TP", "FN", "FP", "TN"];

impl Counts {
    /// Reads `TP,FN,FP,TN`.
    pub fn parse(text: &str) -> Result<Counts, CountsError> {
        let parts: Vec<&str> = text.split(',').map(str::trim).collect();
        if parts.len() != NAMES.len() {
            return Err(CountsError::Four(parts.len()));
        }
        let mut numbers = [0; 4];
        for ((number, part), name) in numbers.iter_mut().zip(&parts).zip(NAMES) {
            let digits = part.bytes().all(|byte| byte.is_ascii_digit());
            let read = part.parse().ok().filter(|count| digits && *count <= MOST_PERSONS);
            *number = read.ok_or_else(|| CountsError::Number { name, value: (*part).to_owned() })?;
        }
        let [true_positive, false_negative, false_positive, true_negative] = numbers;
        let counts = Counts { true_positive, false_negative, false_positive, true_negative };
        if counts.all() == 0 { Err(CountsError::Nobody) } else { Ok(counts) }
    }

    /// The four counts, in the order TP, FN, FP, TN.
    pub fn cells(self) -> [u64; 4] {
        [self.true_positive, self.false_negative, self.false_positive, self.true_negative]
    }

    /// Everybody.
    pub fn all(self) -> u64 {
        self.cells().iter().sum()
    }

    /// Trafficked by the reference standard.
    pub fn with(self) -> u64 {
        self.true_positive + self.false_negative
    }

    /// Not trafficked by the reference standard.
    pub fn without(self) -> u64 {
        self.false_positive + self.true_negative
    }

    /// Of those trafficked, the share found.
    pub fn sensitivity(self) -> Share {
        Share { part: self.true_positive, of: self.with() }
    }

    /// Of those not trafficked, the share left alone.
    pub fn specificity(self) -> Share {
        Share { part: self.true_negative, of: self.without() }
    }

    /// Of those who screened positive, the share trafficked: in this table and nowhere else.
    pub fn ppv(self) -> Share {
        Share { part: self.true_positive, of: self.true_positive + self.false_positive }
    }

    /// Of those who screened negative, the share not trafficked: in this table and nowhere else.
    pub fn npv(self) -> Share {
        Share { part: self.true_negative, of: self.true_negative + self.false_negative }
    }

    /// Of all in this table, the share trafficked: not that of a population.
    pub fn prevalence(self) -> Share {
        Share { part: self.with(), of: self.all() }
    }

    /// Sensitivity + specificity - 1, with the variances of the two groups added (Youden, Cancer 1950).
    pub fn youden(self) -> Option<(f64, Interval)> {
        let (sensitivity, specificity) = (self.sensitivity().estimate()?, self.specificity().estimate()?);
        let variance = sensitivity * (1.0 - sensitivity) / self.with() as f64
            + specificity * (1.0 - specificity) / self.without() as f64;
        let (index, half) = (sensitivity + specificity - 1.0, Z * variance.sqrt());
        Some((index, Interval { low: (index - half).max(-1.0), high: (index + half).min(1.0) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_table_of_four_counts_is_refused_with_its_mend() {
        for (text, wanted) in [
            ("", "1 numbers"),
            ("1,2,3", "3 numbers"),
            ("1,2,3,4,5", "5 numbers"),
            ("1,-2,3,4", "FN: `-2`"),
            ("+1,2,3,4", "TP: `+1`"),
            ("1,2,3.5,4", "FP: `3.5`"),
            ("1,2,3,", "TN: ``"),
            ("1,2,3,nan", "TN: `nan`"),
            ("1,2,1 000,4", "FP: `1 000`"),
            ("99999999999999999999,2,3,4", "TP: `9999"),
            ("1000000001,2,3,4", "TP: `1000000001`"),
            ("0,0,0,0", "nobody was screened"),
        ] {
            let error = Counts::parse(text).unwrap_err().to_string();
            assert!(error.contains(wanted) && error.contains("mend: "), "{text}: {error}");
        }
        assert_eq!(Counts::parse(" 26, 4,73,237").unwrap().cells(), [26, 4, 73, 237]);
    }

    #[test]
    fn one_class_alone_has_no_share_of_the_other() {
        let nobody_trafficked = Counts { false_positive: 3, true_negative: 9, ..Counts::default() };
        assert_eq!(nobody_trafficked.sensitivity().estimate(), None);
        assert_eq!(nobody_trafficked.youden(), None);
        assert_eq!(nobody_trafficked.specificity().estimate(), Some(0.75));
    }
}
