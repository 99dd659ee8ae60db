//! The fewest hidden cells, by an integer programme (Fischetti & Salazar 2001), for small tables.
//!
//! For each cell to protect and each side there is a change of the whole table that keeps every sum true,
//! touches hidden cells only, and reaches the side; one choice of hidden cells has to serve all of them.
//! Zeros stay shown: hiding one would ask for its own protection.

use std::collections::BTreeMap;
use std::time::Duration;

use good_lp::{
    Expression, ProblemVariables, Solution, SolverModel, Variable, WithTimeLimit, constraint, microlp,
    variable,
};

use super::cube::Cube;
use super::hide::Protect;
use super::proof::Status;

/// Most cells of a table that is solved.
pub const MOST_CELLS: usize = 49;
/// Most cells to protect.
pub const MOST_PROTECTED: usize = 8;

/// How an optimum was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Optimum {
    /// Statuses with the hidden cells of the optimum.
    pub status: Vec<Status>,
    /// Cells hidden to protect others.
    pub hidden: usize,
}

/// The fewest cells, then the fewest persons; nothing where the table is too large, cannot be protected
/// without hiding zeros, or was not solved to the end within `limit`.
#[expect(clippy::cast_precision_loss, reason = "counts of small tables")]
pub fn optimum(
    cube: &Cube,
    counts: &[u64],
    status: &[Status],
    protect: &[Protect],
    limit: Duration,
) -> Option<Optimum> {
    if cube.cells() > MOST_CELLS || protect.len() > MOST_PROTECTED || protect.is_empty() {
        return None;
    }
    let total = counts.first().copied().unwrap_or(0) as f64;
    let count = |cell: usize| counts.get(cell).copied().unwrap_or(0) as f64;
    let is_choice = |cell: usize| status.get(cell) == Some(&Status::Shown) && count(cell) > 0.0 && cell != 0;
    let is_open = |cell: usize| !matches!(status.get(cell), None | Some(Status::Shown | Status::Fixed));
    let mut problem = ProblemVariables::new();
    let choices: BTreeMap<usize, Variable> = (0..cube.cells())
        .filter(|&cell| is_choice(cell))
        .map(|cell| (cell, problem.add(variable().integer().min(0).max(1))))
        .collect();
    let goals: Vec<(usize, f64)> = protect
        .iter()
        .flat_map(|one| [one.low, one.high].map(|goal| (one.cell, goal as f64 - count(one.cell))))
        .collect();
    // One change of the table for each goal.
    let changes: Vec<BTreeMap<usize, Variable>> = goals
        .iter()
        .map(|_| {
            let cells = (0..cube.cells()).filter(|&cell| is_choice(cell) || is_open(cell));
            cells.map(|cell| (cell, problem.add(variable().min(-count(cell)).max(total)))).collect()
        })
        .collect();
    let weight = |cell: usize| 1.0 + count(cell) / (total * 64.0);
    let price: Expression = choices.iter().map(|(&cell, &choice)| weight(cell) * choice).sum();
    let mut model = problem.minimise(price).using(microlp).with_time_limit(limit.as_secs_f64());
    let sums: Vec<(usize, Vec<usize>)> = cube.sums().collect();
    for (change, (target, by)) in changes.iter().zip(&goals) {
        let most = by.abs() * 2.0 + 1.0;
        for (cell, parts) in &sums {
            let of = |cell: &usize| change.get(cell).copied();
            let left: Expression = parts.iter().filter_map(of).map(Expression::from).sum();
            let right: Expression = of(cell).into_iter().map(Expression::from).sum();
            model = model.with(constraint!(left - right == 0.0));
        }
        for (cell, &choice) in &choices {
            let Some(&moved) = change.get(cell) else { continue };
            model = model.with(constraint!(moved - most * choice <= 0.0));
            model = model.with(constraint!(moved + count(*cell).min(most) * choice >= 0.0));
        }
        let goal = *change.get(target)?;
        model = model.with(constraint!(goal == *by));
    }
    let solved = model.solve().ok()?;
    if !matches!(solved.status(), good_lp::solvers::SolutionStatus::Optimal) {
        return None;
    }
    let mut status = status.to_vec();
    let mut hidden = 0;
    for (&cell, &choice) in &choices {
        if solved.value(choice) > 0.5
            && let Some(status) = status.get_mut(cell)
        {
            *status = Status::Complementary;
            hidden += 1;
        }
    }
    Some(Optimum { status, hidden })
}
