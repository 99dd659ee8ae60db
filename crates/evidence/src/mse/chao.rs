//! `chao`: from people on one and on two lists alone (Chao 1987).
//!
//! A lower bound only while lists are independent given the person; lists that avoid each other push it
//! above the truth.

use libm::{exp, log, sqrt};

use super::cells::Cells;
use super::tails::Z_95;

/// The estimate with a log-normal interval of the unseen count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chao {
    /// Estimated population.
    pub n: f64,
    /// Lower end.
    pub lower: f64,
    /// Upper end.
    pub upper: f64,
}

/// Estimates; `None` when nobody is on exactly one list, so that nothing can be said.
pub fn run(cells: &Cells) -> Option<Chao> {
    let lists = cells.lists() as f64;
    let a = (lists - 1.0) / lists;
    let (once, twice) = (cells.on_exactly(1), cells.on_exactly(2));
    if once == 0.0 {
        return None;
    }
    // Variances: Chao (1987); the second for nobody on two lists.
    let (unseen, variance) = if twice > 0.0 {
        let r = once / twice;
        (
            a * once * once / (2.0 * twice),
            twice * (a / 2.0 * r * r + a * a * r * r * r + a * a / 4.0 * r * r * r * r),
        )
    } else {
        let unseen = a * once * (once - 1.0) / 2.0;
        let m = 2.0 * once - 1.0;
        let total = cells.observed() + unseen;
        (unseen, unseen + a * a * (once * m * m / 4.0 - once * once * once * once / (4.0 * total)))
    };
    let n = cells.observed();
    let spread = if unseen > 0.0 && variance > 0.0 {
        exp(Z_95 * sqrt(log(1.0 + variance / (unseen * unseen))))
    } else {
        1.0
    };
    Some(Chao { n: n + unseen, lower: n + unseen / spread, upper: n + unseen * spread })
}
