//! A smooth baseline: level, trend and one yearly wave on the log scale, held back by weak priors.
//!
//! Four numbers describe the years before, where ten levels need eleven; with the few cases of a small
//! series that is the difference between a baseline and noise. The priors are those of a penalised
//! quasi-likelihood and keep a short or empty history from giving wild answers.

use super::score::NoBound;

/// Numbers that describe a baseline: level, trend, cosine, sine.
const PARTS: usize = 4;
/// Prior standard deviation of the trend, in log units a year, and of each half of the wave.
const TREND_SD: f64 = 0.1;
const WAVE_SD: f64 = 0.3;
/// Prior weight of the dispersion, in periods, at its prior value.
const DISPERSION_WEIGHT: f64 = 20.0;
const DISPERSION_PRIOR: f64 = 1.3;
/// Fewer reference periods than this say nothing.
const LEAST_PERIODS: usize = 8;
const MAX_STEPS: usize = 30;
const TOLERANCE: f64 = 1e-9;

type Vector = [f64; PARTS];
type Matrix = [[f64; PARTS]; PARTS];

/// A fitted baseline.
#[derive(Debug, Clone)]
pub struct Harmonic {
    coefficients: Vector,
    covariance: Matrix,
    /// Variance of a count over its mean, at least 1.
    pub phi: f64,
    year: f64,
}

impl Harmonic {
    /// Fits `(time relative to the scored period, count)`; periods with a standardised residual above
    /// `threshold` count for less in a second fit.
    pub fn new(rows: &[(f64, f64)], year: usize, threshold: f64) -> Result<Self, NoBound> {
        if rows.len() < LEAST_PERIODS {
            return Err(NoBound::ShortHistory);
        }
        #[expect(clippy::cast_precision_loss, reason = "52 at most")]
        let year = year as f64;
        let ones = vec![1.0; rows.len()];
        let first = fit(rows, year, &ones).ok_or(NoBound::NotFitted)?;
        let raw: Vec<f64> = rows
            .iter()
            .map(|&(t, y)| {
                let mu = libm::exp(dot(&first.coefficients, &design(t, year)));
                let s = 1.5 * (libm::cbrt(y * y) * libm::pow(mu, -1.0 / 6.0) - mu.sqrt()) / first.phi.sqrt();
                if s > threshold { 1.0 / (s * s) } else { 1.0 }
            })
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "rows are a few hundred")]
        let scale = rows.len() as f64 / raw.iter().sum::<f64>();
        let weights: Vec<f64> = raw.into_iter().map(|weight| weight * scale).collect();
        fit(rows, year, &weights).ok_or(NoBound::NotFitted)
    }

    /// The mean at time `t` and its gradient.
    pub fn mean(&self, t: f64) -> (f64, Vector) {
        let x = design(t, self.year);
        let mu = libm::exp(dot(&self.coefficients, &x));
        (mu, x.map(|part| part * mu))
    }

    /// The variance of a sum of means with this gradient.
    pub fn variance(&self, gradient: &Vector) -> f64 {
        self.phi * dot(gradient, &times(&self.covariance, gradient))
    }
}

fn design(t: f64, year: f64) -> Vector {
    let turn = 2.0 * core::f64::consts::PI * t / year;
    [1.0, t / year, libm::cos(turn), libm::sin(turn)]
}

fn dot(a: &Vector, b: &Vector) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn times(matrix: &Matrix, vector: &Vector) -> Vector {
    matrix.map(|row| dot(&row, vector))
}

fn fit(rows: &[(f64, f64)], year: f64, weights: &[f64]) -> Option<Harmonic> {
    let designs: Vec<Vector> = rows.iter().map(|&(t, _)| design(t, year)).collect();
    #[expect(clippy::cast_precision_loss, reason = "rows are a few hundred")]
    let n = rows.len() as f64;
    let mean = rows.iter().map(|row| row.1).sum::<f64>() / n;
    // Half a case in all, so that an empty history has a level.
    let mut b: Vector = [libm::log(mean.max(0.5 / n)), 0.0, 0.0, 0.0];
    let penalty: Vector =
        [1e-6, 1.0 / (TREND_SD * TREND_SD), 1.0 / (WAVE_SD * WAVE_SD), 1.0 / (WAVE_SD * WAVE_SD)];
    let mut covariance = Matrix::default();
    for _ in 0..MAX_STEPS {
        let mut gradient = Vector::default();
        let mut information = Matrix::default();
        for ((x, &(_, y)), weight) in designs.iter().zip(rows).zip(weights) {
            let mu = libm::exp(dot(&b, x));
            for i in 0..PARTS {
                // Both arrays have `PARTS` entries.
                gradient[i] += weight * (y - mu) * x[i];
                for j in 0..PARTS {
                    information[i][j] += weight * mu * x[i] * x[j];
                }
            }
        }
        for i in 0..PARTS {
            // All arrays have `PARTS` entries.
            information[i][i] += penalty[i];
            gradient[i] -= penalty[i] * b[i];
        }
        covariance = inverse(&information)?;
        let step = times(&covariance, &gradient);
        let length = step.iter().fold(0.0_f64, |longest, part| longest.max(part.abs()));
        // A step never multiplies a mean by more than e.
        let held = if length > 1.0 { 1.0 / length } else { 1.0 };
        for (value, part) in b.iter_mut().zip(&step) {
            *value += held * part;
        }
        if length < TOLERANCE {
            break;
        }
    }
    let pearson: f64 = designs
        .iter()
        .zip(rows)
        .zip(weights)
        .map(|((x, &(_, y)), weight)| {
            let mu = libm::exp(dot(&b, x));
            weight * (y - mu) * (y - mu) / mu
        })
        .sum();
    #[expect(clippy::cast_precision_loss, reason = "four")]
    let df = (n - PARTS as f64).max(1.0);
    let phi = ((pearson + DISPERSION_WEIGHT * DISPERSION_PRIOR) / (df + DISPERSION_WEIGHT)).max(1.0);
    let fitted = Harmonic { coefficients: b, covariance, phi, year };
    (b.iter().all(|part| part.is_finite()) && phi.is_finite()).then_some(fitted)
}

/// The inverse of a symmetric positive definite matrix, by Gauss and Jordan without pivots.
fn inverse(matrix: &Matrix) -> Option<Matrix> {
    let mut left = *matrix;
    let mut right: Matrix =
        core::array::from_fn(|i| core::array::from_fn(|j| if i == j { 1.0 } else { 0.0 }));
    // All arrays have `PARTS` entries.
    for i in 0..PARTS {
        let pivot = left[i][i];
        if !(pivot > 0.0 && pivot.is_finite()) {
            return None;
        }
        for j in 0..PARTS {
            left[i][j] /= pivot;
            right[i][j] /= pivot;
        }
        for other in (0..PARTS).filter(|other| *other != i) {
            let factor = left[other][i];
            for j in 0..PARTS {
                left[other][j] -= factor * left[i][j];
                right[other][j] -= factor * right[i][j];
            }
        }
    }
    Some(right)
}
