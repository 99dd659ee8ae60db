//! How much likelier the counts are with a cluster than without.

use super::Model;

/// The likelihood ratio of one table.
pub struct Likelihood {
    model: Model,
    cases: f64,
    expected: f64,
}

impl Likelihood {
    /// For a table with so many cases, observed and expected.
    pub fn new(model: Model, cases: f64, expected: f64) -> Self {
        Self { model, cases, expected }
    }

    /// The logarithm of the ratio for `c` cases where `e` were expected; 0 where there are not more.
    ///
    /// A rate outside of 0 is as low as can be: the term of no cases is 0 (limit of x ln x).
    pub fn ratio(&self, c: f64, e: f64) -> f64 {
        let (c_out, e_out) = (self.cases - c, self.expected - e);
        match self.model {
            Model::ExpectationBased if c > e => term(c, e) - (c - e),
            Model::Poisson if c * e_out > c_out * e => {
                term(c, e) + term(c_out.max(0.0), e_out) - term(self.cases, self.expected)
            }
            _ => 0.0,
        }
    }
}

fn term(c: f64, e: f64) -> f64 {
    if c > 0.0 { c * libm::log(c / e) } else { 0.0 }
}

/// `n ln n` for whole n, so that a simulated table needs no logarithm.
pub struct Entropy(Vec<f64>);

impl Entropy {
    /// For counts up to `most`.
    pub fn up_to(most: usize) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "counts below ten million")]
        let values = (0..=most).map(|n| if n == 0 { 0.0 } else { n as f64 * libm::log(n as f64) }).collect();
        Self(values)
    }

    /// `n ln n`; nothing beyond the table.
    pub fn of(&self, n: usize) -> f64 {
        self.0.get(n).copied().unwrap_or(f64::NAN)
    }
}
