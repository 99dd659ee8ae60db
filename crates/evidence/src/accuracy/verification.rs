//! Sensitivity and specificity where only some were checked against the reference standard.
//!
//! Begg and Greenes (Biometrics 1983): whoever was checked stands for all with the same result of the screen. That
//! holds where chance chose them, or everybody with that result was checked; this module cannot see which.

use super::interval::{Interval, Share, Z};
use super::likelihood::Ratio;

/// Confidence of each of two shares whose ends are put together; the pair then has at least 95 %.
const LEVEL_OF_TWO: f64 = 0.975;

/// Persons with one result of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Checked {
    /// All with this result.
    pub screened: u64,
    /// Of those checked: trafficked by the reference standard.
    pub with: u64,
    /// Of those checked: not trafficked.
    pub without: u64,
}

impl Checked {
    /// How many were checked.
    pub fn checked(self) -> u64 {
        self.with + self.without
    }

    /// Whether nobody with this result was left unchecked.
    pub fn is_everybody(self) -> bool {
        self.checked() == self.screened
    }

    /// Of those checked, the share trafficked.
    pub fn share(self) -> Share {
        Share { part: self.with, of: self.checked() }
    }
}

/// Persons by result of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Verified {
    /// Screened positive.
    pub positive: Checked,
    /// Screened negative.
    pub negative: Checked,
}

/// A share and its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The share.
    pub estimate: f64,
    /// 95 %.
    pub interval: Interval,
}

/// What the corrected table says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Corrected {
    /// Of those trafficked, the share found.
    pub sensitivity: Estimate,
    /// Of those not trafficked, the share left alone.
    pub specificity: Estimate,
    /// Likelihood ratio of a positive screen.
    pub positive_ratio: Ratio,
    /// Likelihood ratio of a negative screen.
    pub negative_ratio: Ratio,
    /// Youden's index, without an interval where a cell is zero.
    pub youden: (f64, Option<Interval>),
    /// Share of those screened who are trafficked.
    pub prevalence: f64,
}

/// The shares that everything else is computed from.
#[derive(Clone, Copy)]
struct Shares {
    /// Screened positive.
    positive: f64,
    /// Trafficked among those who screened positive.
    after_positive: f64,
    /// Trafficked among those who screened negative.
    after_negative: f64,
}

impl Shares {
    fn with(self) -> f64 {
        self.after_positive * self.positive + self.after_negative * (1.0 - self.positive)
    }

    fn sensitivity(self) -> f64 {
        self.after_positive * self.positive / self.with()
    }

    fn specificity(self) -> f64 {
        (1.0 - self.after_negative) * (1.0 - self.positive) / (1.0 - self.with())
    }
}

/// Corrects for those who were not checked; nothing where nobody with one result was, or all have one class.
pub fn correct(verified: &Verified) -> Option<Corrected> {
    let Verified { positive, negative } = *verified;
    let shares = Shares {
        positive: Share { part: positive.screened, of: positive.screened + negative.screened }.estimate()?,
        after_positive: positive.share().estimate()?,
        after_negative: negative.share().estimate()?,
    };
    let prevalence = shares.with();
    if prevalence <= 0.0 || prevalence >= 1.0 {
        return None;
    }
    let is_whole = [positive.with, positive.without, negative.with, negative.without].iter().all(|n| *n > 0);
    let (sensitivity, specificity) = (shares.sensitivity(), shares.specificity());
    let [ends_of_sensitivity, ends_of_specificity] =
        if is_whole { on_the_logit(verified, shares) } else { cautious(verified, shares)? };
    let spread = is_whole.then(|| Spread::new(verified, shares));
    Some(Corrected {
        sensitivity: Estimate { estimate: sensitivity, interval: ends_of_sensitivity },
        specificity: Estimate { estimate: specificity, interval: ends_of_specificity },
        positive_ratio: ratio(sensitivity, 1.0 - specificity, spread.as_ref().map(Spread::positive_ratio)),
        negative_ratio: ratio(1.0 - sensitivity, specificity, spread.as_ref().map(Spread::negative_ratio)),
        youden: youden(sensitivity + specificity - 1.0, spread.as_ref().map(Spread::youden)),
        prevalence,
    })
}

fn ratio(part: f64, other: f64, variance: Option<f64>) -> Ratio {
    match variance {
        _ if other <= 0.0 => Ratio::NONE,
        Some(variance) => Ratio::from_log(libm::log(part / other), variance),
        None => Ratio { estimate: Some(part / other), interval: None },
    }
}

fn youden(index: f64, variance: Option<f64>) -> (f64, Option<Interval>) {
    let ends = variance.map(|variance| {
        let half = Z * variance.sqrt();
        Interval { low: (index - half).max(-1.0), high: (index + half).min(1.0) }
    });
    (index, ends)
}

/// Intervals on the logit scale, from the variances that Begg and Greenes give.
fn on_the_logit(verified: &Verified, shares: Shares) -> [Interval; 2] {
    let Verified { positive, negative } = verified;
    let screened = 1.0 / positive.screened as f64 + 1.0 / negative.screened as f64;
    let odds_of = |part: u64, rest: u64| rest as f64 / (part as f64 * (part + rest) as f64);
    let of_sensitivity =
        screened + odds_of(positive.with, positive.without) + odds_of(negative.with, negative.without);
    let of_specificity =
        screened + odds_of(positive.without, positive.with) + odds_of(negative.without, negative.with);
    [(shares.sensitivity(), of_sensitivity), (shares.specificity(), of_specificity)].map(
        |(share, variance)| {
            let (middle, half) = (libm::log(share / (1.0 - share)), Z * variance.sqrt());
            Interval { low: middle - half, high: middle + half }.map(|logit| 1.0 / (1.0 + libm::exp(-logit)))
        },
    )
}

/// With a zero cell: what the exact ends of both shares leave open together. Wider than it need be.
fn cautious(verified: &Verified, shares: Shares) -> Option<[Interval; 2]> {
    let after_positive = verified.positive.share().exact_at(LEVEL_OF_TWO)?;
    let after_negative = verified.negative.share().exact_at(LEVEL_OF_TWO)?;
    let at = |after_positive, after_negative| Shares { after_positive, after_negative, ..shares };
    // Sensitivity falls when more are missed; specificity falls when more were flagged for nothing.
    let fewest_found = at(after_positive.low, after_negative.high);
    let most_found = at(after_positive.high, after_negative.low);
    let ends = |low: f64, high: f64| Interval { low: low.clamp(0.0, 1.0), high: high.clamp(0.0, 1.0) };
    let finite = |value: f64, otherwise: f64| if value.is_finite() { value } else { otherwise };
    Some([
        ends(finite(fewest_found.sensitivity(), 0.0), finite(most_found.sensitivity(), 1.0)),
        ends(finite(fewest_found.specificity(), 0.0), finite(most_found.specificity(), 1.0)),
    ])
}

/// Variances of the three shares, and how each answer moves with them.
struct Spread {
    shares: Shares,
    variances: [f64; 3],
}

impl Spread {
    fn new(verified: &Verified, shares: Shares) -> Spread {
        let Verified { positive, negative } = verified;
        let of = |share: f64, count: u64| share * (1.0 - share) / count as f64;
        let variances = [
            of(shares.positive, positive.screened + negative.screened),
            of(shares.after_positive, positive.checked()),
            of(shares.after_negative, negative.checked()),
        ];
        Spread { shares, variances }
    }

    fn variance(&self, slopes: [f64; 3]) -> f64 {
        slopes.iter().zip(self.variances).map(|(slope, variance)| slope * slope * variance).sum()
    }

    /// How the logit of the prevalence moves with the three shares.
    fn of_prevalence(&self) -> [f64; 3] {
        let Shares { positive, after_positive, after_negative } = self.shares;
        let with = self.shares.with();
        let logit = 1.0 / (with * (1.0 - with));
        [(after_positive - after_negative) * logit, positive * logit, (1.0 - positive) * logit]
    }

    /// Of the logarithm: logit of the share after a positive screen less that of the prevalence.
    fn positive_ratio(&self) -> f64 {
        let [a, b, c] = self.of_prevalence();
        let share = self.shares.after_positive;
        self.variance([-a, 1.0 / (share * (1.0 - share)) - b, -c])
    }

    /// Of the logarithm: logit of the share after a negative screen less that of the prevalence.
    fn negative_ratio(&self) -> f64 {
        let [a, b, c] = self.of_prevalence();
        let share = self.shares.after_negative;
        self.variance([-a, -b, 1.0 / (share * (1.0 - share)) - c])
    }

    fn youden(&self) -> f64 {
        let Shares { positive: p, after_positive: u, after_negative: q } = self.shares;
        let (with, without) = (self.shares.with(), 1.0 - self.shares.with());
        let (with, without) = (with * with, without * without);
        self.variance([
            u * q / with - (1.0 - q) * (1.0 - u) / without,
            p * q * (1.0 - p) / with + (1.0 - q) * (1.0 - p) * p / without,
            -u * p * (1.0 - p) / with - (1.0 - p) * p * (1.0 - u) / without,
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verified(positive: [u64; 3], negative: [u64; 3]) -> Verified {
        let of = |[with, without, unchecked]: [u64; 3]| Checked {
            screened: with + without + unchecked,
            with,
            without,
        };
        Verified { positive: of(positive), negative: of(negative) }
    }

    /// The example of Begg and Greenes 1983: liver scans of 650 patients, 344 of them checked (Drum and
    /// Christacopoulos 1972). Uncorrected, sensitivity would be .90 and specificity .63.
    #[test]
    fn the_published_example_is_corrected_as_published() {
        let found = correct(&verified([231, 32, 166], [27, 54, 140])).unwrap();
        assert!((found.sensitivity.estimate - 0.84).abs() < 0.005);
        assert!((found.specificity.estimate - 0.74).abs() < 0.005);
    }

    #[test]
    fn nobody_checked_among_the_negatives_gives_nothing() {
        assert_eq!(correct(&verified([231, 32, 0], [0, 0, 140])), None);
        assert_eq!(correct(&verified([0, 0, 3], [2, 9, 0])), None);
        assert_eq!(correct(&verified([0, 5, 0], [0, 9, 0])), None);
        assert_eq!(correct(&verified([5, 0, 0], [9, 0, 0])), None);
        assert_eq!(correct(&Verified::default()), None);
    }

    #[test]
    fn nobody_found_missed_still_leaves_room_for_missed_persons() {
        let found = correct(&verified([40, 60, 0], [0, 50, 850])).unwrap();
        assert!((found.sensitivity.estimate - 1.0).abs() < 1e-12);
        assert!(found.sensitivity.interval.low < 0.5, "{:?}", found.sensitivity);
        assert_eq!((found.negative_ratio.interval, found.youden.1), (None, None));
        let more = correct(&verified([40, 60, 0], [0, 850, 50])).unwrap();
        assert!(more.sensitivity.interval.low > found.sensitivity.interval.low);
    }
}
