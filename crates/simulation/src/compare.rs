//! Policies against each other on the same random numbers, and what the answer depends on.

use serde::Serialize;

use crate::interval::Interval;
use crate::report::CONFIDENCE;
use crate::run::{RunError, Watch, samples};
use crate::sample::Sample;
use crate::scenario::{End, Policy, Scenario};
use crate::sensitivity::{Swing, sensitivity};

/// What policies are compared by.
pub const MEASURES: [&str; 6] = ["child_guardian_time", "unmet", "waits", "identified", "missed", "cost"];
/// Where "identified" stands among them.
const IDENTIFIED: usize = 3;

/// The values of the measures of one replication, in the order of `MEASURES`.
#[expect(clippy::cast_precision_loss, reason = "counts below 2^53")]
fn measures(sample: &Sample, factor: f64) -> [f64; 6] {
    let identified: u64 = sample.groups.iter().map(|group| group.identified).sum();
    let missed: u64 = sample.groups.iter().flat_map(|group| group.missed).sum();
    let [child, unmet, waits] = sample.harm.parts();
    [child, unmet, waits, identified as f64 * factor, missed as f64 * factor, sample.cost]
}

/// One measure of one policy.
#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    /// Which measure.
    pub measure: &'static str,
    /// Its value under the policy.
    pub value: Interval,
    /// Policy less present state, paired.
    pub difference: Interval,
    /// Whether the difference can be told from zero.
    pub told_apart: bool,
    /// How many times smaller the variance of the difference is than without common random numbers.
    pub variance_ratio: Option<f64>,
}

/// One alternative against the scenario as it stands.
#[derive(Debug, Clone, Serialize)]
pub struct Compared {
    /// Its name.
    pub policy: String,
    /// What it sets; empty for a scenario of its own.
    pub sets: Vec<String>,
    /// Whether the same people arrive at the same times on both sides. Where they do not, the intervals are
    /// as honest and wider.
    pub same_people: bool,
    /// By measure, at the upper end of the unknown share.
    pub measures: Vec<Difference>,
    /// Identified at the lower end of the unknown share, alternative less present state.
    pub identified_low_end: Option<Interval>,
}

/// The answer of a comparison.
#[derive(Debug, Clone, Serialize)]
pub struct Comparison {
    /// The scenario.
    pub scenario: String,
    /// The seed.
    pub seed: u64,
    /// Replications of each side.
    pub replications: u32,
    /// The range of the unknown share.
    pub victim_share_range: Option<[f64; 2]>,
    /// By alternative.
    pub policies: Vec<Compared>,
    /// What the answer depends on, the widest swing first.
    pub sensitivity: Vec<Swing>,
}

/// What a scenario is compared with.
#[derive(Debug, Clone)]
pub struct Alternative {
    name: String,
    sets: Vec<String>,
    scenario: Scenario,
}

impl Alternative {
    /// The scenario under one of its policies, or under what a change of rules means in it.
    pub fn of_policy(scenario: &Scenario, policy: &Policy) -> Result<Self, RunError> {
        let changed = scenario.with(&policy.set).map_err(RunError::Scenario)?;
        let sets = policy.set.iter().map(|(path, node)| format!("{path} = {}", node.plain())).collect();
        Ok(Self { name: policy.name.clone(), sets, scenario: changed })
    }

    /// The scenario on this side.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// Another scenario: the same country after a reform.
    pub fn other(scenario: Scenario) -> Self {
        Self { name: scenario.settings.name.clone(), sets: Vec::new(), scenario }
    }
}

/// Compares alternatives with the scenario as it stands. `hypercube` is the number of points that are tried for
/// rank correlations; zero leaves them out.
pub fn compare(
    scenario: &Scenario,
    alternatives: &[Alternative],
    hypercube: u32,
    watch: &Watch<'_>,
) -> Result<Comparison, RunError> {
    if alternatives.is_empty() && scenario.levers.is_empty() {
        let message = "there is nothing to compare (mend: add [[policy]] or [[lever]] to the scenario)";
        return Err(RunError::Missing(message.to_owned()));
    }
    Ok(Comparison {
        scenario: scenario.settings.name.clone(),
        seed: watch.seed,
        replications: watch.replications,
        victim_share_range: scenario.settings.victims.map(|(low, high)| [low, high]),
        policies: self::alternatives(scenario, alternatives, watch)?,
        sensitivity: sensitivity(scenario, hypercube, watch)?,
    })
}

/// Each alternative against the scenario as it stands, without asking what else the answer depends on.
pub fn alternatives(
    scenario: &Scenario,
    alternatives: &[Alternative],
    watch: &Watch<'_>,
) -> Result<Vec<Compared>, RunError> {
    let base = Base::of(scenario, watch)?;
    alternatives.iter().map(|other| base.against(other, watch)).collect()
}

/// The scenario as it stands, simulated once for all its alternatives.
struct Base<'a> {
    scenario: &'a Scenario,
    high: Vec<Sample>,
    low: Option<Vec<Sample>>,
}

impl<'a> Base<'a> {
    fn of(scenario: &'a Scenario, watch: &Watch<'_>) -> Result<Self, RunError> {
        let low = match scenario.settings.victims {
            Some(_) => Some(samples(scenario, End::Low, watch)?),
            None => None,
        };
        Ok(Self { scenario, high: samples(scenario, End::High, watch)?, low })
    }

    fn against(&self, other: &Alternative, watch: &Watch<'_>) -> Result<Compared, RunError> {
        let factors = (self.scenario.settings.sample, other.scenario.settings.sample);
        let tried = samples(&other.scenario, End::High, watch)?;
        let identified_low_end = match (&self.low, other.scenario.settings.victims) {
            (Some(low), Some(_)) => {
                let tried = samples(&other.scenario, End::Low, watch)?;
                let (tried, low) =
                    (column(&tried, IDENTIFIED, factors.1), column(low, IDENTIFIED, factors.0));
                Some(Interval::paired(&tried, &low, CONFIDENCE))
            }
            _ => None,
        };
        let (here, there) = (self.scenario.model(End::High), other.scenario.model(End::High));
        Ok(Compared {
            policy: other.name.clone(),
            sets: other.sets.clone(),
            same_people: here.sources == there.sources && here.people == there.people,
            measures: differences(&self.high, &tried, factors),
            identified_low_end,
        })
    }
}

/// The values of a measure over replications.
pub(crate) fn column(samples: &[Sample], measure: usize, factor: f64) -> Vec<f64> {
    let value = |sample: &Sample| measures(sample, factor).get(measure).copied().unwrap_or(f64::NAN);
    samples.iter().map(value).collect()
}

fn differences(base: &[Sample], tried: &[Sample], factors: (f64, f64)) -> Vec<Difference> {
    let of = |(at, measure): (usize, &'static str)| {
        let (base, tried) = (column(base, at, factors.0), column(tried, at, factors.1));
        let difference = Interval::paired(&tried, &base, CONFIDENCE);
        let paired: Vec<f64> = tried.iter().zip(&base).map(|(tried, base)| tried - base).collect();
        let ratio = (variance(&tried) + variance(&base)) / variance(&paired);
        Difference {
            measure,
            value: Interval::of(&tried, CONFIDENCE),
            told_apart: difference.tells_from_zero(),
            difference,
            variance_ratio: ratio.is_finite().then_some(ratio),
        }
    };
    MEASURES.into_iter().enumerate().map(of).collect()
}

#[expect(clippy::cast_precision_loss, reason = "few replications")]
fn variance(values: &[f64]) -> f64 {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (count - 1.0)
}
