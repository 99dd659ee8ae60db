//! Choosing which cells to hide beside those with few persons.

use std::collections::BTreeMap;

use super::cube::Cube;
use super::proof::{Proof, Search, Status};

/// A table with what is hidden, and the proofs that it is safe.
#[derive(Debug, Clone)]
pub struct Hidden {
    /// A status a cell.
    pub status: Vec<Status>,
    /// For each cell to protect, that it may be zero and that it may be k.
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
pub fn hide(
    cube: &Cube,
    counts: &[u64],
    status: &[Status],
    protect: &[Protect],
) -> Result<Hidden, Unprotectable> {
    let search = Search { cube, counts };
    let mut best: Option<(u64, Hidden)> = None;
    let orders = if protect.len() <= MANY { ORDERS } else { 1 };
    let mut failed = Unprotectable(0);
    for order in 0..orders {
        let mut ordered = protect.to_vec();
        arrange(&mut ordered, counts, order);
        match once(&search, status, &ordered) {
            Ok(hidden) => {
                let price = price(&hidden.status, counts);
                if best.as_ref().is_none_or(|(least, _)| price < *least) {
                    best = Some((price, hidden));
                }
            }
            Err(cell) => failed = cell,
        }
    }
    best.map(|(_, hidden)| hidden).ok_or(failed)
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

fn once(search: &Search<'_>, before: &[Status], protect: &[Protect]) -> Result<Hidden, Unprotectable> {
    let mut status = before.to_vec();
    let mut proofs = BTreeMap::new();
    for one in protect {
        let two = [one.low, one.high].map(|goal| prove(search, &status, one.cell, goal));
        let [Some(low), Some(high)] = two else {
            return Err(Unprotectable(one.cell));
        };
        hide_changed(&mut status, &low);
        // The second may use what the first has hidden.
        let high = prove(search, &status, one.cell, one.high).unwrap_or(high);
        hide_changed(&mut status, &high);
        proofs.insert(one.cell, [low, high]);
    }
    let mut hidden = Hidden { status, proofs };
    tidy(search, &mut hidden, protect);
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
    search.find(cell, by, &cost).map(|(_, proof)| proof)
}

fn hide_changed(status: &mut [Status], proof: &Proof) {
    for (cell, _) in &proof.changes {
        if let Some(status) = status.get_mut(*cell).filter(|status| **status == Status::Shown) {
            *status = Status::Complementary;
        }
    }
}

/// Shows again what no proof needs: each hidden cell is tried, those with most persons first.
fn tidy(search: &Search<'_>, hidden: &mut Hidden, protect: &[Protect]) {
    let goals: BTreeMap<usize, [u64; 2]> =
        protect.iter().map(|one| (one.cell, [one.low, one.high])).collect();
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
        let affected = users.get(&candidate).cloned().unwrap_or_default();
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
    pub fn is_proved(&self, cube: &Cube, counts: &[u64], protect: &[Protect]) -> Result<(), Unprotectable> {
        for one in protect {
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
