//! An interval that carries the choice of the model: the average over a family by its criterion.
//!
//! Each model with an estimate has the weight `exp(-BIC/2)` and says that the logarithm of the unseen count is
//! normal around its estimate; the interval is read from the mixture (Raftery 1995; Hoeting et al. 1999).
//! It covers uncertainty about which of these models holds, and nothing outside the family.

use libm::{exp, log};

use super::bic::Ranked;
use super::tails::normal_below;

/// Models with less than this share of the best one's weight are left out.
const LIGHTEST: f64 = 1e-9;

/// A mixture over models, on the logarithm of the unseen count.
pub struct Average {
    parts: Vec<(f64, f64, f64)>,
}

impl Average {
    /// Weighs a ranking; `None` when it is empty.
    pub fn over(ranked: &[Ranked]) -> Option<Average> {
        let best = ranked.first()?.bic;
        let mut parts: Vec<(f64, f64, f64)> = ranked
            .iter()
            .map(|one| (exp((best - one.bic) / 2.0), log(one.fit.unseen), one.fit.log_error.max(1e-9)))
            .filter(|(weight, centre, error)| *weight > LIGHTEST && centre.is_finite() && error.is_finite())
            .collect();
        let total: f64 = parts.iter().map(|(weight, _, _)| weight).sum();
        for (weight, _, _) in &mut parts {
            *weight /= total;
        }
        (total > 0.0).then_some(Average { parts })
    }

    /// Unseen count below which the mixture has this share.
    pub fn unseen(&self, share: f64) -> f64 {
        let reach = |sign: f64| self.parts.iter().map(move |(_, centre, error)| centre + sign * 12.0 * error);
        let mut low = reach(-1.0).fold(f64::INFINITY, f64::min);
        let mut high = reach(1.0).fold(f64::NEG_INFINITY, f64::max);
        for _ in 0..100 {
            let middle = f64::midpoint(low, high);
            let below: f64 = self
                .parts
                .iter()
                .map(|(weight, centre, error)| weight * normal_below((middle - centre) / error))
                .sum();
            if below < share { low = middle } else { high = middle }
        }
        exp(f64::midpoint(low, high))
    }
}
