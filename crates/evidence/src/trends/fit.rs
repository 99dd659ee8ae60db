//! A quasi-Poisson regression on levels and one trend.
//!
//! Every model of this module is a mean a level and, where asked, a straight trend on the log scale. With
//! that shape weighted least squares has a closed form (the trend is fitted inside the levels), so that a
//! fit costs a few sums. The steps are those of iteratively reweighted least squares as R's `glm` takes
//! them, because the published bounds depend on them.

/// Relative change of deviance at which the fit has converged, and the largest number of steps (R's `glm`).
const TOLERANCE: f64 = 1e-8;
const MAX_STEPS: usize = 25;
/// A trend whose spread inside the levels is smaller than this share of its square cannot be told apart.
const COLLINEAR: f64 = 1e-12;

/// One reference period: its time, its level and its count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// Time relative to the period that is scored.
    pub t: f64,
    /// Which level, from 0.
    pub level: usize,
    /// The count.
    pub y: f64,
}

/// Whether the model has a trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// A straight line on the log scale.
    Straight,
    /// None.
    Flat,
}

/// A fitted model.
#[derive(Debug, Clone)]
pub struct Fit {
    /// Fitted means, one a row.
    pub mu: Vec<f64>,
    /// Prior weights it was fitted with.
    pub prior: Vec<f64>,
    /// Leverages of the last step.
    pub leverage: Vec<f64>,
    /// max(1, Pearson / degrees of freedom).
    pub phi: f64,
    /// Degrees of freedom that are left.
    pub df: f64,
    /// The slope of the trend and its variance without dispersion; nothing for a flat model.
    pub slope: Option<(f64, f64)>,
    /// Whether the deviance settled.
    pub converged: bool,
    levels: Vec<Level>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Level {
    weight: f64,
    t: f64,
    z: f64,
    rows: usize,
}

impl Fit {
    /// Fits `rows` with prior weights; nothing where a step leaves the numbers, or no row is there.
    pub fn new(rows: &[Row], prior: &[f64], trend: Trend) -> Option<Self> {
        let level_count = rows.iter().map(|row| row.level + 1).max()?;
        let mut state = Step {
            eta: rows.iter().map(|row| libm::log(row.y + 0.1)).collect(),
            mu: rows.iter().map(|row| row.y + 0.1).collect(),
            working: vec![0.0; rows.len()],
            levels: vec![Level::default(); level_count],
            slope: 0.0,
            spread: 0.0,
        };
        // The part of the deviance that no step changes.
        let entropy: Vec<f64> =
            rows.iter().map(|row| if row.y > 0.0 { row.y * libm::log(row.y) } else { 0.0 }).collect();
        let mut deviance = state.deviance(rows, &entropy, prior);
        let mut converged = false;
        for step in 0..MAX_STEPS {
            let before = state.eta.clone();
            state.advance(rows, prior, trend);
            let mut new = state.deviance(rows, &entropy, prior);
            // A first step that leaves the numbers has nothing to fall back to; later ones are halved.
            let mut halvings = 0;
            while !(new.is_finite() && state.is_valid()) {
                if step == 0 || halvings == MAX_STEPS {
                    return None;
                }
                state.halve(&before);
                new = state.deviance(rows, &entropy, prior);
                halvings += 1;
            }
            if (new - deviance).abs() / (new.abs() + 0.1) < TOLERANCE {
                converged = true;
                break;
            }
            deviance = new;
        }
        Some(state.finish(rows, prior, converged))
    }

    /// Predicts at time `t` in `level`: the log mean, and its variance without dispersion.
    pub fn predict(&self, t: f64, level: usize) -> Option<(f64, f64)> {
        let at = self.levels.get(level).filter(|at| at.rows > 0)?;
        let (slope, slope_variance) = self.slope.unwrap_or((0.0, 0.0));
        let away = t - at.t;
        Some((at.z + slope * away, 1.0 / at.weight + away * away * slope_variance))
    }

    /// The dispersion that the reference package uses for its prediction: prior weights in the place of
    /// working weights.
    pub fn peer_dispersion(&self, rows: &[Row]) -> f64 {
        let sum: f64 = rows
            .iter()
            .zip(&self.mu)
            .zip(&self.prior)
            .map(|((row, mu), prior)| prior * ((row.y - mu) / mu) * ((row.y - mu) / mu))
            .sum();
        sum / self.df
    }

    /// Weights for a second fit that takes less from periods above `threshold` standardised Anscombe
    /// residuals (Farrington et al. 1996, Noufaily et al. 2013).
    pub fn reweighted(&self, rows: &[Row], threshold: f64) -> Vec<f64> {
        let raw: Vec<f64> = rows
            .iter()
            .zip(&self.mu)
            .zip(&self.leverage)
            .map(|((row, mu), leverage)| {
                let spare = 1.0 - leverage;
                // Only a count above its mean has a residual above the threshold, and a period that alone
                // decides its own level has none.
                if row.y <= *mu || spare < 1e-10 {
                    return 1.0;
                }
                let s = 1.5 * (libm::cbrt(row.y * row.y) * libm::pow(*mu, -1.0 / 6.0) - mu.sqrt())
                    / (self.phi * spare).sqrt();
                if s > threshold { 1.0 / (s * s) } else { 1.0 }
            })
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "rows are a few hundred")]
        let scale = rows.len() as f64 / raw.iter().sum::<f64>();
        raw.into_iter().map(|weight| weight * scale).collect()
    }
}

struct Step {
    eta: Vec<f64>,
    mu: Vec<f64>,
    working: Vec<f64>,
    levels: Vec<Level>,
    slope: f64,
    spread: f64,
}

impl Step {
    /// One weighted least-squares step.
    fn advance(&mut self, rows: &[Row], prior: &[f64], trend: Trend) {
        self.levels.fill(Level::default());
        let mut z = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            // One entry a row, made so in `Fit::new`.
            let (mu, eta) = (self.mu[index], self.eta[index]);
            let response = eta + (row.y - mu) / mu;
            let weight = prior[index] * mu;
            self.working[index] = weight;
            z.push(response);
            let level = &mut self.levels[row.level];
            level.weight += weight;
            level.t += weight * row.t;
            level.z += weight * response;
            level.rows += 1;
        }
        for level in &mut self.levels {
            level.t /= level.weight;
            level.z /= level.weight;
        }
        (self.slope, self.spread) = (0.0, 0.0);
        if trend == Trend::Straight {
            let (mut spread, mut together, mut whole) = (0.0, 0.0, 0.0);
            for ((row, weight), z) in rows.iter().zip(&self.working).zip(&z) {
                // Levels were made from the same rows.
                let level = &self.levels[row.level];
                let t = row.t - level.t;
                spread += weight * t * t;
                together += weight * t * (z - level.z);
                whole += weight * row.t * row.t;
            }
            if spread > COLLINEAR * whole {
                self.spread = spread;
                self.slope = together / spread;
            }
        }
        for (index, row) in rows.iter().enumerate() {
            // One entry a row, made so in `Fit::new`.
            let level = &self.levels[row.level];
            let eta = level.z + self.slope * (row.t - level.t);
            self.eta[index] = eta;
            self.mu[index] = libm::exp(eta);
        }
    }

    /// The Poisson deviance; the log of a mean is its predictor, so that no logarithm is taken here.
    fn deviance(&self, rows: &[Row], entropy: &[f64], prior: &[f64]) -> f64 {
        let terms = rows.iter().zip(&self.mu).zip(&self.eta).zip(entropy).zip(prior);
        terms
            .map(|((((row, mu), eta), entropy), prior)| 2.0 * prior * (entropy - row.y * eta - (row.y - mu)))
            .sum()
    }

    fn is_valid(&self) -> bool {
        self.mu.iter().all(|mu| mu.is_finite() && *mu > 0.0)
    }

    fn halve(&mut self, before: &[f64]) {
        for ((eta, mu), before) in self.eta.iter_mut().zip(&mut self.mu).zip(before) {
            *eta = f64::midpoint(*eta, *before);
            *mu = libm::exp(*eta);
        }
    }

    fn finish(self, rows: &[Row], prior: &[f64], converged: bool) -> Fit {
        let pearson: f64 = rows
            .iter()
            .zip(&self.mu)
            .zip(&self.working)
            .map(|((row, mu), weight)| weight * ((row.y - mu) / mu) * ((row.y - mu) / mu))
            .sum();
        let used = self.levels.iter().filter(|level| level.rows > 0).count() + usize::from(self.spread > 0.0);
        #[expect(clippy::cast_precision_loss, reason = "rows are a few hundred")]
        let df = rows.len() as f64 - used as f64;
        let leverage = rows
            .iter()
            .zip(&self.working)
            .map(|(row, weight)| {
                // Levels were made from the same rows.
                let level = &self.levels[row.level];
                let t = row.t - level.t;
                let of_trend = if self.spread > 0.0 { t * t / self.spread } else { 0.0 };
                weight * (1.0 / level.weight + of_trend)
            })
            .collect();
        Fit {
            mu: self.mu,
            prior: prior.to_vec(),
            leverage,
            phi: (pearson / df).max(1.0),
            df,
            slope: (self.spread > 0.0).then(|| (self.slope, 1.0 / self.spread)),
            converged,
            levels: self.levels,
        }
    }
}
