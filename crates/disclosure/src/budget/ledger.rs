//! The ledger of releases: what was spent on the same persons, and what is left of the year.
//!
//! One JSON object a line: the first says the limit of a year, each later one a release. Costs are zCDP and
//! add up per person: every release of a ledger is taken to be about everybody. The file itself, its lock
//! and its safety are the caller's.

use serde::{Deserialize, Serialize};

use super::accountant::epsilon_of;

const KIND: &str = "havenward release ledger 1";

/// First line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    ledger: String,
    /// Most rho a year.
    year_rho: f64,
    /// Delta at which rho is told as epsilon.
    delta: f64,
}

/// A release.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// When, RFC 3339.
    pub at: String,
    /// The year whose budget it spends.
    pub year: i16,
    /// What was released: `synthetic records` or `table`.
    pub what: String,
    /// Cost, zCDP; 0 for a suppressed table, which spends none and protects otherwise.
    pub rho: f64,
    /// As asked for.
    pub epsilon: f64,
    /// As asked for, all parts together.
    pub delta: f64,
    /// The part of delta that finding values used; these add up beside rho.
    pub delta_of_domain: f64,
    /// Commitment to the input: opens with the salt that stands in the sealed internal report.
    pub input: String,
}

/// The ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    head: Head,
    entries: Vec<Entry>,
}

/// Why a ledger cannot be used, or a release not be paid.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LedgerError {
    /// A line that is none of a ledger.
    #[error("line {0}: not a line of a release ledger (mend: restore the file from its copy; never edit it)")]
    Line(usize),
    /// The budget of the year is spent.
    #[error(
        "the budget of {year} is spent: {spent:.4} of {limit:.4} rho, this release needs {wanted:.4} (mend: a smaller epsilon, up to {left_epsilon:.2}; or wait for the next year)"
    )]
    Spent {
        /// The year.
        year: i16,
        /// Spent so far.
        spent: f64,
        /// Most of a year.
        limit: f64,
        /// What this release would cost.
        wanted: f64,
        /// The largest epsilon that still fits, at the delta of the ledger; 0 where none.
        left_epsilon: f64,
    },
}

/// A cost that fits. Its line belongs into the ledger before anything is written.
#[derive(Debug)]
pub struct Charge {
    line: String,
}

/// Proof that a cost stands in a ledger. Without it nothing private is released.
#[derive(Debug)]
pub struct Paid(());

impl Charge {
    /// The line to append, with its end.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// To be called once the line is on the disk.
    pub fn recorded(self) -> Paid {
        Paid(())
    }
}

impl Ledger {
    /// A new ledger with a limit of rho a year.
    pub fn new(year_rho: f64, delta: f64) -> Ledger {
        Ledger { head: Head { ledger: KIND.to_owned(), year_rho, delta }, entries: Vec::new() }
    }

    /// The first line of a new ledger, with its end.
    pub fn first_line(&self) -> String {
        // A structure of numbers and texts is always JSON.
        format!("{}\n", serde_json::to_string(&self.head).unwrap_or_default())
    }

    /// Reads a ledger.
    pub fn parse(text: &str) -> Result<Ledger, LedgerError> {
        let mut lines = (1..).zip(text.lines());
        let (_, first) = lines.next().ok_or(LedgerError::Line(1))?;
        let head: Head = serde_json::from_str(first).map_err(|_| LedgerError::Line(1))?;
        let is_sound = head.ledger == KIND && head.year_rho >= 0.0 && head.delta > 0.0 && head.delta < 1.0;
        if !is_sound {
            return Err(LedgerError::Line(1));
        }
        let entry = |(number, line): (usize, &str)| {
            let entry: Option<Entry> = serde_json::from_str(line).ok();
            entry
                .filter(|entry| entry.rho >= 0.0 && entry.delta_of_domain >= 0.0)
                .ok_or(LedgerError::Line(number))
        };
        Ok(Ledger { head, entries: lines.map(entry).collect::<Result<_, _>>()? })
    }

    /// The releases, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Rho spent in a year.
    pub fn spent(&self, year: i16) -> f64 {
        self.entries.iter().filter(|entry| entry.year == year).map(|entry| entry.rho).sum()
    }

    /// Most rho of a year.
    pub fn limit(&self) -> f64 {
        self.head.year_rho
    }

    /// All releases of a year, or of all years, together as (epsilon, delta).
    pub fn together(&self, year: Option<i16>) -> (f64, f64) {
        let counted = || self.entries.iter().filter(|entry| year.is_none_or(|year| entry.year == year));
        let rho: f64 = counted().map(|entry| entry.rho).sum();
        let domain: f64 = counted().map(|entry| entry.delta_of_domain).sum();
        (epsilon_of(rho, self.head.delta), if rho > 0.0 { self.head.delta + domain } else { 0.0 })
    }

    /// Charges a release, or refuses it.
    pub fn charge(&mut self, entry: Entry) -> Result<Charge, LedgerError> {
        let spent = self.spent(entry.year);
        let left = self.head.year_rho - spent;
        // A billionth forgives the rounding of a sum, not a cost.
        if entry.rho > left + 1e-9 {
            return Err(LedgerError::Spent {
                year: entry.year,
                spent,
                limit: self.head.year_rho,
                wanted: entry.rho,
                left_epsilon: epsilon_of(left.max(0.0), self.head.delta),
            });
        }
        let line = format!("{}\n", serde_json::to_string(&entry).unwrap_or_default());
        self.entries.push(entry);
        Ok(Charge { line })
    }
}
