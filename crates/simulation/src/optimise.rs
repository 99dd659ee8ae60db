//! Staff and beds under a budget.
//!
//! What is minimised comes in one order and is never traded: time of children without a guardian, then people
//! left unserved, then weighted waits. "Identified" is reported and never maximised: a number of victims that a
//! system is rewarded for is a number it will produce.
//!
//! The search begins with the least of every choice, adds what gains most for its price, then exchanges places; it
//! begins again from shares in proportion; all on the same random numbers. The best few are confirmed with fresh ones.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::interval::Interval;
use crate::report::CONFIDENCE;
use crate::run::{RunError, Watch, samples};
use crate::sample::{Harm, Sample};
use crate::scenario::{End, Scenario};

/// How many of the best are confirmed.
const CONFIRMED: usize = 5;
/// Tells fresh numbers from those of the search.
const FRESH: u64 = 0x6672_6573_6800;
/// The most plans that are simulated.
const MOST_PLANS: usize = 20_000;

/// A plan: how many of each choice.
pub type Plan = Vec<u32>;

/// One plan and what it does.
#[derive(Debug, Clone, Serialize)]
pub struct Rated {
    /// How many of each choice.
    pub plan: BTreeMap<String, u32>,
    /// Money.
    pub cost: f64,
    /// Time children waited for a guardian.
    pub child_guardian_time: Interval,
    /// People who left unserved or found no place.
    pub unmet: Interval,
    /// Weighted mean number waiting.
    pub waits: Interval,
    /// Identified at the upper end of the unknown share: told, not maximised.
    pub identified: Interval,
    /// Whether it cannot be told from the best by paired differences.
    pub cannot_tell_from_best: bool,
}

/// The answer of the optimiser.
#[derive(Debug, Clone, Serialize)]
pub struct Optimum {
    /// The scenario.
    pub scenario: String,
    /// The seed.
    pub seed: u64,
    /// Replications of each plan.
    pub replications: u32,
    /// The budget.
    pub budget: f64,
    /// The currency.
    pub money: String,
    /// The range of the unknown share.
    pub victim_share_range: Option<[f64; 2]>,
    /// The best plans with fresh random numbers, best first.
    pub plans: Vec<Rated>,
    /// How many plans were simulated.
    pub tried: usize,
    /// How many plans the budget allows, when they are few enough to count.
    pub possible: Option<usize>,
}

/// Plans simulated so far, all on the same random numbers.
struct Search<'a> {
    scenario: &'a Scenario,
    watch: &'a Watch<'a>,
    budget: f64,
    known: BTreeMap<Plan, [f64; 3]>,
}

impl Search<'_> {
    fn cost(&self, plan: &[u32]) -> f64 {
        self.scenario
            .choices
            .iter()
            .zip(plan)
            .map(|(choice, count)| choice.unit_cost * f64::from(*count))
            .sum()
    }

    fn is_possible(&self, plan: &[u32]) -> bool {
        self.cost(plan) <= self.budget * (1.0 + 1e-12)
            && self
                .scenario
                .choices
                .iter()
                .zip(plan)
                .all(|(choice, count)| (choice.from..=choice.to).contains(count))
    }

    fn simulate(&self, plan: &[u32], watch: &Watch<'_>) -> Result<Vec<Sample>, RunError> {
        let numbers: Vec<(&str, f64)> = self
            .scenario
            .choices
            .iter()
            .zip(plan)
            .map(|(choice, count)| (choice.path.as_str(), f64::from(*count)))
            .collect();
        let changed = self.scenario.with_numbers(&numbers).map_err(RunError::Scenario)?;
        samples(&changed, End::High, watch)
    }

    /// The mean harm of a plan, simulated once.
    fn harm(&mut self, plan: &[u32]) -> Result<[f64; 3], RunError> {
        if let Some(harm) = self.known.get(plan) {
            return Ok(*harm);
        }
        if self.known.len() >= MOST_PLANS {
            return Err(RunError::Missing(format!(
                "more than {MOST_PLANS} plans were tried (mend: narrow from and to of the choices)"
            )));
        }
        let harm = mean_harm(&self.simulate(plan, self.watch)?);
        self.known.insert(plan.to_vec(), harm);
        Ok(harm)
    }

    /// Adds the unit that gains most for its price until the budget is spent or nothing gains.
    fn greedy(&mut self, mut plan: Plan) -> Result<Plan, RunError> {
        loop {
            let now = self.harm(&plan)?;
            let mut best: Option<([f64; 3], Plan)> = None;
            for (at, price) in self.scenario.choices.iter().map(|choice| choice.unit_cost).enumerate() {
                let mut more = plan.clone();
                if let Some(count) = more.get_mut(at) {
                    *count += 1;
                }
                if !self.is_possible(&more) {
                    continue;
                }
                let harm = self.harm(&more)?;
                let price = price.max(1e-9);
                let gain =
                    [(harm[0] - now[0]) / price, (harm[1] - now[1]) / price, (harm[2] - now[2]) / price];
                if best.as_ref().is_none_or(|(other, _)| is_less(&gain, other)) {
                    best = Some((gain, more));
                }
            }
            match best {
                Some((gain, more)) if !is_less(&[0.0; 3], &gain) => plan = more,
                _ => return Ok(plan),
            }
        }
    }

    /// Moves to the best neighbour until there is none better.
    fn descend(&mut self, mut plan: Plan) -> Result<Plan, RunError> {
        loop {
            let now = self.harm(&plan)?;
            let mut best = (now, plan.clone());
            for other in neighbours(&plan) {
                if self.is_possible(&other) {
                    let harm = self.harm(&other)?;
                    if is_less(&harm, &best.0) {
                        best = (harm, other);
                    }
                }
            }
            if best.1 == plan {
                return Ok(plan);
            }
            plan = best.1;
        }
    }
}

/// Plans that differ by one unit, or by up to two units moved from one choice to another.
fn neighbours(plan: &[u32]) -> Vec<Plan> {
    let mut others = Vec::new();
    for at in 0..plan.len() {
        for step in [-1_i64, 1] {
            others.extend(moved(plan, &[(at, step)]));
        }
        for to in (0..plan.len()).filter(|to| *to != at) {
            for (away, here) in [(1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1)] {
                others.extend(moved(plan, &[(at, -away), (to, here)]));
            }
        }
    }
    others
}

fn moved(plan: &[u32], steps: &[(usize, i64)]) -> Option<Plan> {
    let mut other = plan.to_vec();
    for (at, step) in steps {
        let count = other.get_mut(*at)?;
        *count = u32::try_from(i64::from(*count) + step).ok()?;
    }
    Some(other)
}

/// The order of harms: the first that differs decides.
fn is_less(first: &[f64; 3], second: &[f64; 3]) -> bool {
    first
        .iter()
        .zip(second)
        .map(|(a, b)| a.total_cmp(b))
        .find(|order| order.is_ne())
        .is_some_and(std::cmp::Ordering::is_lt)
}

fn mean_harm(samples: &[Sample]) -> [f64; 3] {
    let mut sums = [0.0; 3];
    for part in samples.iter().map(|sample| sample.harm.parts()) {
        for (sum, value) in sums.iter_mut().zip(part) {
            *sum += value;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "few replications")]
    sums.map(|sum| sum / samples.len().max(1) as f64)
}

/// Finds good plans under a budget.
pub fn optimise(scenario: &Scenario, budget: f64, watch: &Watch<'_>) -> Result<Optimum, RunError> {
    let (best, search) = search(scenario, budget, watch)?;
    let mut order: Vec<(Plan, [f64; 3])> = search
        .known
        .iter()
        .filter(|(plan, _)| search.is_possible(plan))
        .map(|(plan, harm)| (plan.clone(), *harm))
        .collect();
    order.sort_by(|(a, one), (b, two)| {
        one.iter()
            .zip(two)
            .map(|(x, y)| x.total_cmp(y))
            .find(|order| order.is_ne())
            .unwrap_or_else(|| a.cmp(b))
    });
    debug_assert_eq!(order.first().map(|(plan, _)| plan), Some(&best));
    let fresh = watch.fresh(FRESH);
    let mut confirmed = Vec::new();
    for (plan, _) in order.into_iter().take(CONFIRMED) {
        let tried = search.simulate(&plan, &fresh)?;
        confirmed.push((plan, tried));
    }
    confirmed.sort_by(|(_, a), (_, b)| {
        let (a, b) = (mean_harm(a), mean_harm(b));
        a.iter()
            .zip(&b)
            .map(|(x, y)| x.total_cmp(y))
            .find(|order| order.is_ne())
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let first: Vec<Harm> = confirmed
        .first()
        .map(|(_, samples)| samples.iter().map(|sample| sample.harm).collect())
        .unwrap_or_default();
    let plans = confirmed.iter().map(|(plan, samples)| rated(&search, plan, samples, &first)).collect();
    Ok(Optimum {
        scenario: scenario.settings.name.clone(),
        seed: watch.seed,
        replications: watch.replications,
        budget,
        money: scenario.settings.money.clone(),
        victim_share_range: scenario.settings.victims.map(|(low, high)| [low, high]),
        plans,
        tried: search.known.len(),
        possible: possible(&search).map(|plans| plans.len()),
    })
}

fn search<'a>(
    scenario: &'a Scenario,
    budget: f64,
    watch: &'a Watch<'a>,
) -> Result<(Plan, Search<'a>), RunError> {
    if scenario.choices.is_empty() {
        let message = "there is nothing to choose (mend: add [[choice]] with path, from, to and unit_cost)";
        return Err(RunError::Missing(message.to_owned()));
    }
    let mut search = Search { scenario, watch, budget, known: BTreeMap::new() };
    let least: Plan = scenario.choices.iter().map(|choice| choice.from).collect();
    if !search.is_possible(&least) {
        let message = format!(
            "the least of every choice costs {}, more than the budget of {budget} (mend: raise the budget, or lower from)",
            search.cost(&least)
        );
        return Err(RunError::Missing(message));
    }
    let grown = search.greedy(least.clone())?;
    let mut best = search.descend(grown)?;
    // A second start, from shares of the budget in proportion to the ranges, guards against a greedy trap.
    let spread = search.descend(proportional(&search, &least))?;
    if is_less(&search.harm(&spread)?, &search.harm(&best)?) {
        best = spread;
    }
    Ok((best, search))
}

/// Every choice raised in turn until the budget is spent.
fn proportional(search: &Search<'_>, least: &[u32]) -> Plan {
    let mut plan = least.to_vec();
    loop {
        let mut grew = false;
        for at in 0..plan.len() {
            if let Some(more) = moved(&plan, &[(at, 1)]).filter(|more| search.is_possible(more)) {
                plan = more;
                grew = true;
            }
        }
        if !grew {
            return plan;
        }
    }
}

/// All plans the budget allows, when there are not too many to list.
fn possible(search: &Search<'_>) -> Option<Vec<Plan>> {
    let mut plans: Vec<Plan> = vec![Vec::new()];
    for choice in &search.scenario.choices {
        let grown = plans.iter().flat_map(|plan| {
            (choice.from..=choice.to).map(move |count| {
                let mut plan = plan.clone();
                plan.push(count);
                plan
            })
        });
        plans = grown.take(MOST_PLANS + 1).collect();
        if plans.len() > MOST_PLANS {
            return None;
        }
    }
    plans.retain(|plan| search.is_possible(plan));
    Some(plans)
}

/// The best plan by search, and by trying all plans on the same random numbers; for tests and small cases.
pub fn search_and_exhaust(
    scenario: &Scenario,
    budget: f64,
    watch: &Watch<'_>,
) -> Result<(Plan, Plan), RunError> {
    let (found, mut search) = search(scenario, budget, watch)?;
    let all = possible(&search).ok_or_else(|| RunError::Missing("too many plans to try all".to_owned()))?;
    let mut best: Option<([f64; 3], Plan)> = None;
    for plan in all {
        let harm = search.harm(&plan)?;
        if best.as_ref().is_none_or(|(other, _)| is_less(&harm, other)) {
            best = Some((harm, plan));
        }
    }
    let best = best.map(|(_, plan)| plan).unwrap_or_default();
    Ok((found, best))
}

fn rated(search: &Search<'_>, plan: &[u32], samples: &[Sample], best: &[Harm]) -> Rated {
    let column = |part: usize| -> Vec<f64> {
        samples.iter().map(|sample| sample.harm.parts().get(part).copied().unwrap_or(f64::NAN)).collect()
    };
    let differs = (0..3).any(|part| {
        let best: Vec<f64> =
            best.iter().map(|harm| harm.parts().get(part).copied().unwrap_or(f64::NAN)).collect();
        Interval::paired(&column(part), &best, CONFIDENCE).tells_from_zero()
    });
    #[expect(clippy::cast_precision_loss, reason = "counts below 2^53")]
    let identified: Vec<f64> = samples
        .iter()
        .map(|sample| {
            sample.groups.iter().map(|group| group.identified).sum::<u64>() as f64
                * search.scenario.settings.sample
        })
        .collect();
    Rated {
        plan: search
            .scenario
            .choices
            .iter()
            .map(|choice| choice.name.clone())
            .zip(plan.iter().copied())
            .collect(),
        cost: search.cost(plan),
        child_guardian_time: Interval::of(&column(0), CONFIDENCE),
        unmet: Interval::of(&column(1), CONFIDENCE),
        waits: Interval::of(&column(2), CONFIDENCE),
        identified: Interval::of(&identified, CONFIDENCE),
        cannot_tell_from_best: !differs,
    }
}
