//! Choosing which cells to hide beside those with few persons.

use std::collections::BTreeMap;
use std::time::Duration;

use super::cube::Cube;
use super::optimal;
use super::proof::{Proof, Search, Status};

/// A table with what is hidden, and the proofs that it is safe.
#[derive(Debug, Clone)]
pub struct Hidden {
    /// A status a cell.
    pub status: Vec<Status>,
    /// Cells that are protected: those asked for, and zeros that were hidden beside them.
    pub protect: Vec<Protect>,
    /// For each of them, that it may be low and that it may be high.
    pub proofs: BTreeMap<usize, [Proof; 2]>,
}

/// A cell that must not be narrowed down: it has to stay possible from `low` to `high`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Protect {
    /// The cell.
    pub cell: usize,
    /// A value at or below this has to be possible.
    pub low: u64,
    /// A value at or above this has to be possible.
    pub high: u64,
}

/// A cell that cannot be protected while others are published as they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a cell cannot be protected")]
pub struct Unprotectable(pub usize);

/// Hidden cells weigh so much more than the persons in them: fewest cells first, then fewest persons.
const CELL: u64 = 1 << 40;
/// Up to so many cells to protect, several orders are tried.
const MANY: usize = 400;
const ORDERS: u64 = 12;

/// Hides cells until every one of `protect` is proved safe. `status` says what is known beforehand.
///
/// With `solving`, small tables are also solved as an integer programme for at most so long.
pub fn hide(
    cube: &Cube,
    counts: &[u64],
    status: &[Status],
    protect: &[Protect],
    k: u64,
    solving: Option<Duration>,
) -> Result<Hidden, Unprotectable> {
    let search = Search { cube, counts };
    let mut best: Option<(u64, Hidden)> = None;
    let orders = if protect.len() <= MANY { ORDERS } else { 1 };
    let mut failed = Unprotectable(0);
    for order in 0..orders {
        let mut ordered = protect.to_vec();
        arrange(&mut ordered, counts, order);
        match once(&search, status, &ordered, k) {
            Ok(hidden) => {
                let price = price(&hidden.status, counts);
                if best.as_ref().is_none_or(|(least, _)| price < *least) {
                    best = Some((price, hidden));
                }
            }
            Err(cell) => failed = cell,
        }
    }
    let (price, hidden) = best.ok_or(failed)?;
    // A better choice counts once it is proved as well.
    let better = solving
        .and_then(|limit| optimal::optimum(cube, counts, status, protect, limit))
        .and_then(|optimum| once(&search, &optimum.status, protect, k).ok())
        .filter(|better| self::price(&better.status, counts) < price);
    Ok(better.unwrap_or(hidden))
}

/// Smallest first, largest first, and then orders that differ by a fixed rule.
fn arrange(protect: &mut [Protect], counts: &[u64], order: u64) {
    let count = |one: &Protect| counts.get(one.cell).copied().unwrap_or(0);
    match order {
        0 => protect.sort_by_key(|one| (std::cmp::Reverse(one.high.saturating_sub(count(one))), one.cell)),
        1 => protect.sort_by_key(|one| (one.high.saturating_sub(count(one)), one.cell)),
        _ => protect.sort_by_key(|one| {
            (one.cell as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15 ^ (order << 17)) >> 20
        }),
    }
}

/// Cells hidden to protect others, weighed.
pub fn price(status: &[Status], counts: &[u64]) -> u64 {
    let hidden = status.iter().zip(counts).filter(|(status, _)| **status == Status::Complementary);
    hidden.map(|(_, count)| CELL + count.min(&(CELL >> 8))).fold(0, u64::saturating_add)
}

fn once(
    search: &Search<'_>,
    before: &[Status],
    protect: &[Protect],
    k: u64,
) -> Result<Hidden, Unprotectable> {
    let mut hidden = Hidden { status: before.to_vec(), protect: protect.to_vec(), proofs: BTreeMap::new() };
    let mut next = 0;
    while let Some(&one) = hidden.protect.get(next) {
        next += 1;
        let failed = || Unprotectable(one.cell);
        let low = prove(search, &hidden.status, one.cell, one.low).ok_or_else(failed)?;
        hide_changed(search, &mut hidden, &low, k);
        let high = prove(search, &hidden.status, one.cell, one.high).ok_or_else(failed)?;
        hide_changed(search, &mut hidden, &high, k);
        hidden.proofs.insert(one.cell, [low, high]);
    }
    tidy(search, &mut hidden);
    let status = &hidden.status;
    hidden.protect.retain(|one| status.get(one.cell) != Some(&Status::Shown));
    Ok(hidden)
}

fn prove(search: &Search<'_>, status: &[Status], cell: usize, goal: u64) -> Option<Proof> {
    let count = search.counts.get(cell).copied().unwrap_or(0);
    let by = i64::try_from(goal).ok()? - i64::try_from(count).ok()?;
    if by == 0 {
        return Some(Proof { changes: Vec::new() });
    }
    let cost = |cell: usize| match status.get(cell)? {
        Status::Fixed => None,
        Status::Shown => Some(CELL + search.counts.get(cell).copied().unwrap_or(0).min(CELL >> 8)),
        _ => Some(0),
    };
    search.find(cell, by, &cost).map(|(_, proof)| proof).or_else(|| in_steps(search, cell, by, &cost))
}

/// Larger tables are not searched step by step: each step copies them.
const STEPS_UP_TO: usize = 200_000;

/// A proof put together from several moves, where no single one is large enough.
fn in_steps(search: &Search<'_>, cell: usize, by: i64, cost: &dyn Fn(usize) -> Option<u64>) -> Option<Proof> {
    if search.counts.len() > STEPS_UP_TO {
        return None;
    }
    let mut counts = search.counts.to_vec();
    let mut changes: BTreeMap<usize, i64> = BTreeMap::new();
    let (mut left, mut step) = (by, by);
    while left != 0 {
        step = if step.abs() > left.abs() { left } else { step };
        // What was changed already may change again for nothing.
        let again = |cell: usize| if changes.contains_key(&cell) { Some(0) } else { cost(cell) };
        let found = Search { cube: search.cube, counts: &counts }.find(cell, step, &again);
        match found {
            Some((_, proof)) => {
                for (changed, change) in proof.changes {
                    *changes.entry(changed).or_default() += change;
                    if let Some(count) = counts.get_mut(changed) {
                        *count = count.checked_add_signed(change)?;
                    }
                }
                left -= step;
            }
            None if step.abs() > 1 => step /= 2,
            None => return None,
        }
    }
    changes.retain(|_, change| *change != 0);
    Some(Proof { changes: changes.into_iter().collect() })
}

/// Hides what a proof changes. A zero that is hidden has to be protected too: known to be below k, it would
/// tell that it is hidden for others, and narrow these.
fn hide_changed(search: &Search<'_>, hidden: &mut Hidden, proof: &Proof, k: u64) {
    for &(cell, _) in &proof.changes {
        let Some(status) = hidden.status.get_mut(cell).filter(|status| **status == Status::Shown) else {
            continue;
        };
        *status = Status::Complementary;
        if search.counts.get(cell) == Some(&0) {
            hidden.protect.push(Protect { cell, low: 0, high: k });
        }
    }
}

/// Shows again what no proof needs: each hidden cell is tried, those with most persons first.
fn tidy(search: &Search<'_>, hidden: &mut Hidden) {
    let goals: BTreeMap<usize, [u64; 2]> =
        hidden.protect.iter().map(|one| (one.cell, [one.low, one.high])).collect();
    let mut users: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (&cell, proofs) in &hidden.proofs {
        for (changed, _) in proofs.iter().flat_map(|proof| &proof.changes) {
            users.entry(*changed).or_default().push(cell);
        }
    }
    let mut candidates: Vec<usize> = (0..hidden.status.len())
        .filter(|&cell| hidden.status.get(cell) == Some(&Status::Complementary))
        .collect();
    candidates.sort_by_key(|&cell| std::cmp::Reverse(search.counts.get(cell).copied().unwrap_or(0)));
    for candidate in candidates {
        set(&mut hidden.status, candidate, Status::Shown);
        let mut affected = users.get(&candidate).cloned().unwrap_or_default();
        // Shown, a zero needs no proof of its own.
        affected.retain(|cell| *cell != candidate);
        let status = &hidden.status;
        let again = |cell: usize| -> Option<(usize, [Proof; 2])> {
            let [low, high] = *goals.get(&cell)?;
            let free = |goal| {
                prove(search, status, cell, goal)
                    .filter(|proof| proof.holds(search.cube, search.counts, status))
            };
            let kept = hidden.proofs.get(&cell)?;
            let [first, second] = kept
                .each_ref()
                .map(|proof| proof.holds(search.cube, search.counts, status).then(|| proof.clone()));
            Some((cell, [first.or_else(|| free(low))?, second.or_else(|| free(high))?]))
        };
        let renewed: Option<Vec<(usize, [Proof; 2])>> = affected.into_iter().map(again).collect();
        match renewed {
            None => set(&mut hidden.status, candidate, Status::Complementary),
            Some(renewed) => {
                hidden.proofs.remove(&candidate);
                for (cell, proofs) in renewed {
                    for (changed, _) in proofs.iter().flat_map(|proof| &proof.changes) {
                        users.entry(*changed).or_default().push(cell);
                    }
                    hidden.proofs.insert(cell, proofs);
                }
            }
        }
    }
}

fn set(status: &mut [Status], cell: usize, to: Status) {
    if let Some(status) = status.get_mut(cell) {
        *status = to;
    }
}

impl Hidden {
    /// Whether every proof holds: arithmetic only, whatever search made them.
    pub fn is_proved(&self, cube: &Cube, counts: &[u64]) -> Result<(), Unprotectable> {
        for one in &self.protect {
            let count = counts.get(one.cell).copied().unwrap_or(0);
            let reaches = |proof: &Proof, goal: u64| {
                let change =
                    proof.changes.iter().find(|(cell, _)| *cell == one.cell).map_or(0, |(_, change)| *change);
                i64::try_from(count).ok().and_then(|count| u64::try_from(count + change).ok()) == Some(goal)
                    && proof.holds(cube, counts, &self.status)
            };
            let is_safe = self
                .proofs
                .get(&one.cell)
                .is_some_and(|[low, high]| reaches(low, one.low) && reaches(high, one.high));
            if !is_safe {
                return Err(Unprotectable(one.cell));
            }
        }
        Ok(())
    }
}
