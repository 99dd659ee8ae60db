//! What an answer depends on: one lever at a time, and all together in a Latin hypercube.

use serde::Serialize;

use crate::compare::{MEASURES, column};
use crate::interval::Interval;
use crate::random::{Stream, key};
use crate::report::CONFIDENCE;
use crate::run::{RunError, Watch, samples};
use crate::scenario::{End, Scenario};

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

/// One lever at a time, then all together in a Latin hypercube.
pub(crate) fn sensitivity(
    scenario: &Scenario,
    points: u32,
    watch: &Watch<'_>,
) -> Result<Vec<Swing>, RunError> {
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
