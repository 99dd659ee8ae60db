//! The attacker: what follows about hidden cells from everything that was published.
//!
//! Counts are whole and not negative, and every total is the sum of its parts. First each sum narrows what
//! is in it until nothing moves; then, where few cells are unknown, a linear programme finds the exact least
//! and greatest value of each, and where these are near each other an integer programme.

use good_lp::{Expression, ProblemVariables, Solution, SolverModel, Variable, constraint, microlp, variable};

use super::cube::Cube;

/// What is possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Least.
    pub low: u64,
    /// Greatest.
    pub high: u64,
}

/// Most unknown cells that programmes are solved for.
pub const MOST_UNKNOWN: usize = 400;
/// LP widths up to this are solved in whole numbers too.
const NARROW: u64 = 24;
/// Rounds of narrowing; each takes all sums once.
const ROUNDS: usize = 40;

/// What is possible for each cell, given those that are known; the total of everybody has to be known.
pub fn bounds(cube: &Cube, known: &[Option<u64>], most: u64) -> Vec<Bounds> {
    let mut bounds: Vec<Bounds> = known
        .iter()
        .map(|known| known.map_or(Bounds { low: 0, high: most }, |count| Bounds { low: count, high: count }))
        .collect();
    narrow(cube, &mut bounds);
    let unknown: Vec<usize> = (0..bounds.len())
        .filter(|&cell| bounds.get(cell).is_some_and(|bounds| bounds.low < bounds.high))
        .collect();
    if !unknown.is_empty() && unknown.len() <= MOST_UNKNOWN {
        solve(cube, &mut bounds, &unknown, known);
    }
    bounds
}

fn narrow(cube: &Cube, bounds: &mut [Bounds]) {
    let sums: Vec<(usize, Vec<usize>)> = cube.sums().collect();
    for _ in 0..ROUNDS {
        let mut has_moved = false;
        for (total, parts) in &sums {
            has_moved |= narrow_sum(bounds, *total, parts);
        }
        if !has_moved {
            return;
        }
    }
}

fn narrow_sum(bounds: &mut [Bounds], total: usize, parts: &[usize]) -> bool {
    let of = |bounds: &[Bounds], cell: usize| bounds.get(cell).copied().unwrap_or(Bounds { low: 0, high: 0 });
    let low: u64 = parts.iter().map(|&part| of(bounds, part).low).sum();
    let high: u64 = parts.iter().map(|&part| of(bounds, part).high).fold(0, u64::saturating_add);
    let whole = of(bounds, total);
    let mut has_moved = tighten(bounds, total, low, high);
    for &part in parts {
        let own = of(bounds, part);
        // What the others cannot hold is here; what the others must hold is not.
        let least = whole.low.saturating_sub(high.saturating_sub(own.high));
        let greatest = whole.high.saturating_sub(low.saturating_sub(own.low));
        has_moved |= tighten(bounds, part, least, greatest);
    }
    has_moved
}

fn tighten(bounds: &mut [Bounds], cell: usize, low: u64, high: u64) -> bool {
    let Some(own) = bounds.get_mut(cell) else { return false };
    let before = *own;
    own.low = own.low.max(low).min(own.high);
    own.high = own.high.min(high).max(own.low);
    *own != before
}

/// The programme of all that is published.
struct Programme {
    variables: Vec<(usize, Bounds)>,
    /// Members of each sum, with their signs, and what they come to.
    sums: Vec<(Vec<(usize, f64)>, f64)>,
}

#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^52")]
impl Programme {
    fn new(cube: &Cube, bounds: &[Bounds], unknown: &[usize]) -> Programme {
        let place = |cell: usize| unknown.binary_search(&cell).ok();
        let fixed = |cell: usize| bounds.get(cell).map_or(0.0, |bounds| bounds.low as f64);
        let sum = |(total, parts): (usize, Vec<usize>)| {
            let mut members = Vec::new();
            let mut right = 0.0;
            for (cell, sign) in parts.into_iter().map(|part| (part, 1.0)).chain([(total, -1.0)]) {
                match place(cell) {
                    Some(at) => members.push((at, sign)),
                    None => right -= sign * fixed(cell),
                }
            }
            (members, right)
        };
        let sums = cube.sums().map(sum).filter(|(members, _)| !members.is_empty()).collect();
        let variables =
            unknown.iter().filter_map(|&cell| bounds.get(cell).map(|bounds| (cell, *bounds))).collect();
        Programme { variables, sums }
    }

    /// The least (or, with a sign of -1, the greatest) value of one unknown.
    fn least(&self, at: usize, sign: f64, kind: Kind) -> Option<f64> {
        let mut problem = ProblemVariables::new();
        let variables: Vec<Variable> = self
            .variables
            .iter()
            .map(|(_, bounds)| {
                let one = variable().min(bounds.low as f64).max(bounds.high as f64);
                problem.add(if kind == Kind::Whole { one.integer() } else { one })
            })
            .collect();
        let goal = *variables.get(at)?;
        let mut model = problem.minimise(sign * goal).using(microlp);
        for (members, right) in &self.sums {
            let left: Expression =
                members.iter().filter_map(|&(at, sign)| variables.get(at).map(|&one| sign * one)).sum();
            model = model.with(constraint!(left == *right));
        }
        model.solve().ok().map(|solution| solution.value(goal))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Any,
    Whole,
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts are not negative and below 2^52"
)]
fn solve(cube: &Cube, bounds: &mut [Bounds], unknown: &[usize], known: &[Option<u64>]) {
    let programme = Programme::new(cube, bounds, unknown);
    for (at, &cell) in unknown.iter().enumerate() {
        if known.get(cell).is_some_and(Option::is_some) {
            continue;
        }
        let both = |kind| Some((programme.least(at, 1.0, kind)?, programme.least(at, -1.0, kind)?));
        // A tolerance in the attacker's disfavour would hide what follows; this one only rounds the solver's.
        let whole =
            |(low, high): (f64, f64)| ((low - 1e-6).ceil().max(0.0) as u64, (high + 1e-6).floor() as u64);
        let Some(mut found) = both(Kind::Any).map(whole) else { continue };
        if found.1.saturating_sub(found.0) <= NARROW
            && let Some(narrower) = both(Kind::Whole).map(whole)
        {
            found = narrower;
        }
        tighten(bounds, cell, found.0, found.1);
    }
}
