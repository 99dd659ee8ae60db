//! What stands beside the ladder: models that fit as well, lists left out, known answers, overlaps.
//!
//! Without the caller's wish nothing here tells a count of people; overlaps are told as ratios of two digits.

use serde::Serialize;

use super::bic::Ranked;
use super::cells::Cells;
use super::existence;
use super::family::Family;
use super::fit::Bench;
use super::ladder::wald;
use super::stepwise;
use super::table::Table;
use super::tails::poisson_smaller_tail;

/// Models whose criterion is at most this much worse fit about as well (Raftery 1995).
pub const NEAR: f64 = 2.0;
/// No more near models are listed by name.
const MOST_NAMED: usize = 10;

/// Models that fit about as well as the best one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NearEqual {
    /// How many there are, the best included.
    pub count: usize,
    /// Smallest estimate among them.
    pub least: f64,
    /// Largest estimate among them.
    pub most: f64,
    /// The first of them, best first.
    pub models: Vec<NearModel>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NearModel {
    /// Generators.
    pub model: String,
    /// Criterion above the best one's.
    pub behind: f64,
    /// Estimated population.
    pub n: f64,
}

/// Finds models within [`NEAR`] of the best.
pub fn near_equal(observed: f64, family: &Family, ranked: &[Ranked]) -> Option<NearEqual> {
    let best = ranked.first()?.bic;
    let near: Vec<NearModel> = ranked
        .iter()
        .take_while(|one| one.bic - best <= NEAR)
        .map(|one| NearModel {
            model: family.name(one.model),
            behind: one.bic - best,
            n: observed + one.fit.unseen,
        })
        .collect();
    let least = near.iter().map(|one| one.n).fold(f64::INFINITY, f64::min);
    let most = near.iter().map(|one| one.n).fold(0.0, f64::max);
    Some(NearEqual { count: near.len(), least, most, models: near.into_iter().take(MOST_NAMED).collect() })
}

/// The stepwise estimate when one list is left out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOut {
    /// The list that was left out.
    pub list: String,
    /// Estimate from the others.
    pub n: Option<f64>,
    /// Wald interval, for the model as chosen.
    pub lower: Option<f64>,
    /// Its upper end.
    pub upper: Option<f64>,
}

/// Leaves out each list in turn.
pub fn leave_one_out(table: &Table) -> Vec<LeftOut> {
    if table.cells.lists() < 3 {
        return Vec::new();
    }
    let without = |list: usize| {
        let answer = estimate(&table.cells.without(list));
        let list = table.name(list).to_owned();
        LeftOut {
            list,
            n: answer.map(|(n, _, _)| n),
            lower: answer.map(|(_, lower, _)| lower),
            upper: answer.map(|(_, _, upper)| upper),
        }
    };
    (0..table.cells.lists()).map(without).collect()
}

/// A known answer: how well the other lists guess the size of one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Consistency {
    /// The list whose size is known.
    pub list: String,
    /// ln(estimate / known size); absent where the others bear no estimate.
    pub log_ratio: Option<f64>,
    /// Whether the Wald interval holds the known size.
    pub holds: Option<bool>,
}

/// Keeps the members of each list and estimates their number from the other lists (Binette & Steorts 2022).
pub fn consistency(table: &Table) -> Vec<Consistency> {
    if table.cells.lists() < 3 {
        return Vec::new();
    }
    let of = |list: usize| {
        let known = table.cells.overlap(1 << list);
        let answer = estimate(&table.cells.members_of(list));
        Consistency {
            list: table.name(list).to_owned(),
            log_ratio: answer.map(|(n, _, _)| libm::log(n / known)),
            holds: answer.map(|(_, lower, upper)| lower <= known && known <= upper),
        }
    };
    (0..table.cells.lists()).map(of).collect()
}

/// Stepwise estimate with its Wald interval, if there is one.
pub fn estimate(cells: &Cells) -> Option<(f64, f64, f64)> {
    let everybody_listed = (0..cells.lists()).all(|list| cells.overlap(1 << list) > 0.0);
    if !everybody_listed {
        return None;
    }
    let answer = stepwise::run(&mut Bench::new(cells));
    let sound = existence::check(cells.counts(), cells.lists(), answer.pairs.iter().copied()).is_sound();
    let (lower, upper) = wald(cells.observed(), &answer.fit);
    let n = cells.observed() + answer.fit.unseen;
    (sound && n.is_finite() && upper.is_finite()).then_some((n, lower, upper))
}

/// How two lists overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dependence {
    /// More shared people than independent lists would have: referral, or the same kind of people.
    Share,
    /// Fewer: the lists serve different people or replace each other.
    Avoid,
    /// Nobody is on both.
    Disjoint,
    /// Everybody on one list is on the other: the smaller one tells little by itself.
    Contained,
    /// About as many as independent lists would have.
    Neither,
}

/// Two lists.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overlap {
    /// Names joined by a colon.
    pub pair: String,
    /// Shared people over those expected of independent lists, two digits.
    pub ratio: f64,
    /// What that means.
    pub dependence: Dependence,
}

/// Looks at each pair of lists against independence.
pub fn overlaps(table: &Table) -> Vec<Overlap> {
    let cells = &table.cells;
    let mut bench = Bench::new(cells);
    bench.fit(core::iter::empty());
    let of = |pair: usize| {
        let (shared, expected) = (cells.overlap(pair), stepwise::expected(&bench, pair));
        let smaller =
            (0..cells.lists()).filter(|list| pair >> list & 1 == 1).map(|list| cells.overlap(1 << list));
        let smaller = smaller.fold(f64::INFINITY, f64::min);
        let dependence = if shared == 0.0 {
            Dependence::Disjoint
        } else if shared == smaller {
            Dependence::Contained
        } else if poisson_smaller_tail(shared, expected) >= stepwise::THRESHOLD {
            Dependence::Neither
        } else if shared > expected {
            Dependence::Share
        } else {
            Dependence::Avoid
        };
        Overlap { pair: table.term(pair), ratio: two_digits(shared / expected), dependence }
    };
    stepwise::pairs(cells.lists()).into_iter().map(of).collect()
}

/// Rounds to two significant digits.
fn two_digits(value: f64) -> f64 {
    if !value.is_finite() || value == 0.0 {
        return 0.0;
    }
    let scale = 10.0_f64.powf(1.0 - value.abs().log10().floor());
    (value * scale).round() / scale
}
