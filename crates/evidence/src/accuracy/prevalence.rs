//! What a screen means where more, or fewer, of those screened were trafficked.
//!
//! Predictive values are given over a range of prevalences that somebody names. They are never taken from the
//! share of a site that screened positive, nor from a study that chose its cases.

use serde::Serialize;

use super::interval::Interval;
use super::likelihood::Ratio;

/// Prevalences shown where none is asked for: from a general population to people already in contact with
/// services, as published for emergency departments (1.4 %), a reception centre (7.3 %) and teen clinics (11.1 %).
pub const DEFAULT: [f64; 5] = [0.001, 0.014, 0.073, 0.111, 0.25];
/// More values than this are no table that somebody reads.
const MOST: usize = 20;

/// A range that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RangeError {
    /// One value would be taken for the truth.
    #[error("one prevalence is no range (mend: at least two, such as 0.5,2,10; nobody knows the true one)")]
    One,
    /// Too many to read.
    #[error("{0} prevalences (mend: at most {MOST})")]
    Many(usize),
    /// No share of persons.
    #[error("`{0}` is no prevalence (mend: a number of percent above 0 and below 100, such as 1.4)")]
    Number(String),
    /// The same twice.
    #[error("`{0}` is there twice (mend: each once)")]
    Twice(String),
}

/// Reads prevalences in percent, with or without the sign, and puts them in order.
pub fn parse(text: &str) -> Result<Vec<f64>, RangeError> {
    let mut range = Vec::new();
    for part in text.split(',').map(str::trim) {
        let number = part.strip_suffix('%').unwrap_or(part).trim_end();
        let percent = number.parse::<f64>().ok().filter(|percent| *percent > 0.0 && *percent < 100.0);
        let share = percent.ok_or_else(|| RangeError::Number(part.to_owned()))? / 100.0;
        if range.contains(&share) {
            return Err(RangeError::Twice(part.to_owned()));
        }
        range.push(share);
    }
    match range.len() {
        0 | 1 => return Err(RangeError::One),
        many if many > MOST => return Err(RangeError::Many(many)),
        _ => {}
    }
    range.sort_by(f64::total_cmp);
    Ok(range)
}

/// Of those who screen positive at a prevalence, the share trafficked (Bayes).
pub fn ppv(sensitivity: f64, specificity: f64, prevalence: f64) -> Option<f64> {
    let (found, flagged) = (sensitivity * prevalence, (1.0 - specificity) * (1.0 - prevalence));
    (found + flagged > 0.0).then(|| found / (found + flagged))
}

/// Of those who screen negative at a prevalence, the share not trafficked (Bayes).
pub fn npv(sensitivity: f64, specificity: f64, prevalence: f64) -> Option<f64> {
    ppv(specificity, sensitivity, 1.0 - prevalence)
}

/// The interval of a predictive value, from that of its likelihood ratio: odds after = odds before × ratio.
pub fn after(ratio: Ratio, prevalence: f64) -> Option<Interval> {
    let before = prevalence / (1.0 - prevalence);
    ratio.interval.map(|interval| interval.map(|ratio| before * ratio / (1.0 + before * ratio)))
}

/// One thousand persons screened, at one prevalence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Thousand {
    /// Trafficked.
    pub trafficked: f64,
    /// Trafficked and screened positive.
    pub found: f64,
    /// Trafficked and screened negative.
    pub missed: f64,
    /// Not trafficked and screened positive.
    pub flagged_though_not: f64,
}

impl Thousand {
    /// Of a screen of this sensitivity and specificity.
    pub fn new(sensitivity: f64, specificity: f64, prevalence: f64) -> Thousand {
        let trafficked = 1_000.0 * prevalence;
        let found = trafficked * sensitivity;
        let flagged_though_not = (1_000.0 - trafficked) * (1.0 - specificity);
        Thousand { trafficked, found, missed: trafficked - found, flagged_though_not }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_percent_in_order_and_more_than_one() {
        assert_eq!(parse("25, 0.1%,1.4").unwrap(), [0.001, 0.013_999_999_999_999_999, 0.25]);
        for (text, wanted) in [
            ("7.3", "no range"),
            ("", "`` is no prevalence"),
            ("0,5", "`0` is no prevalence"),
            ("5,100", "`100` is no prevalence"),
            ("5,-1", "`-1` is no prevalence"),
            ("5,nan", "`nan` is no prevalence"),
            ("5,inf", "`inf` is no prevalence"),
            ("5,5.0", "`5.0` is there twice"),
            ("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21", "21 prevalences"),
        ] {
            let error = parse(text).unwrap_err().to_string();
            assert!(error.contains(wanted) && error.contains("mend: "), "{text}: {error}");
        }
    }

    #[test]
    fn a_thousand_persons_stay_a_thousand() {
        let many = Thousand::new(0.867, 0.765, 0.014);
        assert!((many.found + many.missed - many.trafficked).abs() < 1e-9);
        let left_alone = (1_000.0 - many.trafficked) * 0.765;
        assert!((many.trafficked + many.flagged_though_not + left_alone - 1_000.0).abs() < 1e-9);
        assert_eq!(ppv(0.0, 1.0, 0.1), None);
    }
}
