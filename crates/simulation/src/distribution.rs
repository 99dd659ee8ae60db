//! How long things take: the distributions of service, stay, patience, travel and gaps between arrivals.

use rand_distr::{Distribution as _, Exp1, Gamma, StandardNormal};

use crate::random::Stream;

/// A distribution of durations, in the scenario's unit of time.
#[derive(Debug, Clone, PartialEq)]
pub enum Duration {
    /// Without memory.
    Exponential {
        /// The mean.
        mean: f64,
    },
    /// Always the same.
    Fixed(
        /// The value.
        f64,
    ),
    /// Gamma; a whole shape is an Erlang distribution.
    Gamma {
        /// The sampler, whose scale holds the unit of time.
        sampler: Gamma<f64>,
        /// The mean.
        mean: f64,
        /// The squared coefficient of variation, one over the shape.
        variation: f64,
    },
    /// Log-normal.
    LogNormal {
        /// Mean of the logarithm.
        mu: f64,
        /// Standard deviation of the logarithm.
        sigma: f64,
    },
    /// Uniform between two bounds.
    Uniform {
        /// The lower bound.
        low: f64,
        /// The upper bound.
        high: f64,
    },
    /// Weibull.
    Weibull {
        /// The shape.
        shape: f64,
        /// The scale.
        scale: f64,
    },
    /// One of several exponential distributions.
    HyperExponential(
        /// Cumulated probability and mean of each.
        Vec<(f64, f64)>,
    ),
}

impl Duration {
    /// A gamma distribution by mean and squared coefficient of variation (variance over mean squared).
    ///
    /// `None` unless both are positive and finite.
    pub fn gamma(mean: f64, variation: f64) -> Option<Self> {
        let sampler = Gamma::new(1.0 / variation, mean * variation).ok()?;
        Some(Self::Gamma { sampler, mean, variation })
    }

    /// A log-normal distribution by mean and squared coefficient of variation.
    pub fn log_normal(mean: f64, variation: f64) -> Self {
        let square = libm::log1p(variation);
        Self::LogNormal { mu: libm::log(mean) - square / 2.0, sigma: libm::sqrt(square) }
    }

    /// Draws one duration.
    #[inline]
    pub fn draw(&self, stream: &mut Stream) -> f64 {
        match self {
            Self::Exponential { mean } => {
                let unit: f64 = Exp1.sample(stream);
                mean * unit
            }
            Self::Fixed(value) => *value,
            Self::Gamma { sampler, .. } => sampler.sample(stream),
            Self::LogNormal { mu, sigma } => {
                let normal: f64 = StandardNormal.sample(stream);
                libm::exp(mu + sigma * normal)
            }
            Self::Uniform { low, high } => low + (high - low) * stream.unit(),
            Self::Weibull { shape, scale } => {
                let unit: f64 = Exp1.sample(stream);
                scale * libm::pow(unit, 1.0 / shape)
            }
            Self::HyperExponential(parts) => {
                let chosen = stream.unit();
                let part = parts.iter().find(|(until, _)| chosen < *until).or(parts.last());
                let unit: f64 = Exp1.sample(stream);
                part.map_or(0.0, |(_, mean)| mean * unit)
            }
        }
    }

    /// The mean.
    pub fn mean(&self) -> f64 {
        match self {
            Self::Exponential { mean } | Self::Gamma { mean, .. } => *mean,
            Self::Fixed(value) => *value,
            Self::LogNormal { mu, sigma } => libm::exp(mu + sigma * sigma / 2.0),
            Self::Uniform { low, high } => f64::midpoint(*low, *high),
            Self::Weibull { shape, scale } => scale * libm::tgamma(1.0 + 1.0 / shape),
            Self::HyperExponential(parts) => {
                let mut before = 0.0;
                let mut mean = 0.0;
                for (until, part) in parts {
                    mean += (until - before) * part;
                    before = *until;
                }
                mean
            }
        }
    }
}
