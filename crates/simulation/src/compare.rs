//! Policies against each other on the same random numbers, and what the answer depends on.

use serde::Serialize;

use crate::interval::Interval;
use crate::random::{Stream, key};
use crate::report::CONFIDENCE;
use crate::run::{RunError, Watch, samples};
use crate::sample::Sample;
use crate::scenario::{End, Link, Policy, Scenario};

/// What policies are compared by.
pub const MEASURES: [&str; 6] = ["child_guardian_time", "unmet", "waits", "identified", "missed", "cost"];

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

/// One policy against the scenario as it stands.
#[derive(Debug, Clone, Serialize)]
pub struct Compared {
    /// The policy's name.
    pub policy: String,
    /// What it sets.
    pub sets: Vec<String>,
    /// By measure, at the upper end of the unknown share.
    pub measures: Vec<Difference>,
    /// Identified at the lower end of the unknown share, policy less present state.
    pub identified_low_end: Option<Interval>,
}

/// How far a measure moves when one value goes from low to high.
#[derive(Debug, Clone, Serialize)]
pub struct Swing {
    /// The lever.
    pub lever: String,
    /// Its bounds.
    pub bounds: [f64; 2],
    /// The measure.
    pub measure: &'static str,
    /// The measure at both bounds.
    pub values: [f64; 2],
    /// Upper less lower, paired.
    pub swing: Interval,
    /// Spearman's rank correlation over a Latin hypercube of all levers.
    pub rank_correlation: Option<f64>,
}

/// The answer of a comparison.
#[derive(Debug, Clone, Serialize)]
pub struct Comparison {
    /// The scenario.
    pub scenario: String,
    /// The seed.
    pub seed: u64,
    /// Replications of each policy.
    pub replications: u32,
    /// The range of the unknown share.
    pub victim_share_range: Option<[f64; 2]>,
    /// By policy.
    pub policies: Vec<Compared>,
    /// What the answer depends on, the widest swing first.
    pub sensitivity: Vec<Swing>,
}

/// Compares policies with the scenario as it stands. `hypercube` is the number of points that are tried for
/// rank correlations; zero leaves them out.
pub fn compare(
    scenario: &Scenario,
    policies: &[Policy],
    hypercube: u32,
    watch: &Watch<'_>,
) -> Result<Comparison, RunError> {
    if policies.is_empty() && scenario.levers.is_empty() {
        let message = "there is nothing to compare (mend: add [[policy]] or [[lever]] to the scenario)";
        return Err(RunError::Missing(message.to_owned()));
    }
    let base = samples(scenario, End::High, watch)?;
    let low = match scenario.settings.victims {
        Some(_) => Some(samples(scenario, End::Low, watch)?),
        None => None,
    };
    let mut compared = Vec::new();
    for policy in policies {
        let changed = scenario.with(&policy.set).map_err(RunError::Scenario)?;
        let tried = samples(&changed, End::High, watch)?;
        let identified_low_end = match &low {
            Some(low) => {
                let tried = samples(&changed, End::Low, watch)?;
                let factor = scenario.settings.sample;
                let of = |samples: &[Sample]| -> Vec<f64> {
                    samples.iter().map(|sample| measures(sample, factor)[3]).collect()
                };
                Some(Interval::paired(&of(&tried), &of(low), CONFIDENCE))
            }
            None => None,
        };
        compared.push(Compared {
            policy: policy.name.clone(),
            sets: policy.set.iter().map(|(path, node)| format!("{path} = {}", node.plain())).collect(),
            measures: differences(&base, &tried, scenario.settings.sample),
            identified_low_end,
        });
    }
    Ok(Comparison {
        scenario: scenario.settings.name.clone(),
        seed: watch.seed,
        replications: watch.replications,
        victim_share_range: scenario.settings.victims.map(|(low, high)| [low, high]),
        policies: compared,
        sensitivity: sensitivity(scenario, hypercube, watch)?,
    })
}

fn column(samples: &[Sample], measure: usize, factor: f64) -> Vec<f64> {
    let value = |sample: &Sample| measures(sample, factor).get(measure).copied().unwrap_or(f64::NAN);
    samples.iter().map(value).collect()
}

fn differences(base: &[Sample], tried: &[Sample], factor: f64) -> Vec<Difference> {
    let of = |(at, measure): (usize, &'static str)| {
        let (base, tried) = (column(base, at, factor), column(tried, at, factor));
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

/// One lever at a time, then all together in a Latin hypercube.
fn sensitivity(scenario: &Scenario, points: u32, watch: &Watch<'_>) -> Result<Vec<Swing>, RunError> {
    let levers = &scenario.levers;
    let factor = scenario.settings.sample;
    let mut swings = Vec::new();
    let ranks =
        if points >= 4 && !levers.is_empty() { Some(hypercube(scenario, points, watch)?) } else { None };
    for (number, lever) in levers.iter().enumerate() {
        let at = |value: f64| {
            let changed = scenario.with_numbers(&[(&lever.path, value)]).map_err(RunError::Scenario)?;
            samples(&changed, End::High, watch)
        };
        let (low, high) = (at(lever.low)?, at(lever.high)?);
        for (measure, name) in MEASURES.into_iter().enumerate().take(3) {
            let (low, high) = (column(&low, measure, factor), column(&high, measure, factor));
            swings.push(Swing {
                lever: lever.name.clone(),
                bounds: [lever.low, lever.high],
                measure: name,
                values: [Interval::of(&low, CONFIDENCE).mean, Interval::of(&high, CONFIDENCE).mean],
                swing: Interval::paired(&high, &low, CONFIDENCE),
                rank_correlation: ranks.as_ref().and_then(|(inputs, outputs)| {
                    let correlation = spearman(inputs.get(number)?, outputs.get(measure)?);
                    correlation.is_finite().then_some(correlation)
                }),
            });
        }
    }
    swings.sort_by(|a, b| {
        let place = |swing: &Swing| MEASURES.iter().position(|measure| *measure == swing.measure);
        place(a).cmp(&place(b)).then(b.swing.mean.abs().total_cmp(&a.swing.mean.abs()))
    });
    Ok(swings)
}

/// Inputs by lever, outputs by measure.
type Hypercube = (Vec<Vec<f64>>, Vec<Vec<f64>>);

fn hypercube(scenario: &Scenario, points: u32, watch: &Watch<'_>) -> Result<Hypercube, RunError> {
    let mut inputs: Vec<Vec<f64>> = Vec::new();
    for (number, lever) in scenario.levers.iter().enumerate() {
        let mut stream = Stream::of(key(watch.seed, 0x6C68_7300 + number as u64), 0);
        let mut strata: Vec<u32> = (0..points).collect();
        for at in (1..strata.len()).rev() {
            #[expect(clippy::cast_possible_truncation, reason = "below the number of points")]
            let other = (stream.bits() % (at as u64 + 1)) as usize;
            strata.swap(at, other);
        }
        let value = |stratum: u32, stream: &mut Stream| {
            let share = (f64::from(stratum) + stream.unit()) / f64::from(points);
            lever.low + (lever.high - lever.low) * share
        };
        inputs.push(strata.into_iter().map(|stratum| value(stratum, &mut stream)).collect());
    }
    let few = watch.of(watch.replications.clamp(2, 5));
    let mut outputs = vec![Vec::new(); 3];
    for point in 0..points as usize {
        let numbers: Vec<(&str, f64)> = scenario
            .levers
            .iter()
            .zip(&inputs)
            .filter_map(|(lever, values)| Some((lever.path.as_str(), *values.get(point)?)))
            .collect();
        let changed = scenario.with_numbers(&numbers).map_err(RunError::Scenario)?;
        let tried = samples(&changed, End::High, &few)?;
        for (measure, output) in outputs.iter_mut().enumerate() {
            output.push(Interval::of(&column(&tried, measure, scenario.settings.sample), CONFIDENCE).mean);
        }
    }
    Ok((inputs, outputs))
}

/// Spearman's rank correlation; ties share their mean rank.
pub fn spearman(first: &[f64], second: &[f64]) -> f64 {
    let (first, second) = (ranks(first), ranks(second));
    #[expect(clippy::cast_precision_loss, reason = "few points")]
    let mean = f64::midpoint(first.len() as f64, 1.0);
    let (mut both, mut one, mut two) = (0.0, 0.0, 0.0);
    for (a, b) in first.iter().zip(&second) {
        both += (a - mean) * (b - mean);
        one += (a - mean) * (a - mean);
        two += (b - mean) * (b - mean);
    }
    both / libm::sqrt(one * two)
}

#[expect(clippy::cast_precision_loss, reason = "few points")]
fn ranks(values: &[f64]) -> Vec<f64> {
    let rank = |value: &f64| {
        let below = values.iter().filter(|other| *other < value).count() as f64;
        let same = values.iter().filter(|other| other.total_cmp(value).is_eq()).count() as f64;
        below + f64::midpoint(same, 1.0)
    };
    values.iter().map(rank).collect()
}

/// What changes of a country's profile mean in a scenario, as one policy.
///
/// `changes` are the differences between two profiles, or what a crisis overlay changes. Those that no link
/// of the scenario speaks of come back too: the simulation says nothing about them.
pub fn policy_of_profile(
    name: &str,
    links: &[Link],
    changes: &[havenward_domain::profile::Change],
) -> (Policy, Vec<String>) {
    let mut set = Vec::new();
    let mut silent = Vec::new();
    for change in changes {
        let meant: Vec<&Link> = links.iter().filter(|link| is_meant(link, change)).collect();
        if meant.is_empty() {
            silent.push(change.to_string());
        }
        for (path, node) in meant.into_iter().flat_map(|link| &link.set) {
            if !set.iter().any(|(other, _)| other == path) {
                set.push((path.clone(), node.clone()));
            }
        }
    }
    (Policy { name: name.to_owned(), set }, silent)
}

fn is_meant(link: &Link, change: &havenward_domain::profile::Change) -> bool {
    let under = change.field == link.field
        || change.field.strip_prefix(&link.field).is_some_and(|rest| rest.starts_with('.'));
    let after = change.after.as_deref().unwrap_or_default().trim_matches(['“', '”']);
    under && link.becomes.as_ref().is_none_or(|becomes| becomes == after)
}
