//! Proofs that a hidden cell may be zero, and may be k or more.
//!
//! A proof is another table of whole numbers that agrees with everything published. It is found by moving
//! persons round the corners of a hypercube (Repsilber 1994; Giessing & Repsilber 2002) and it is checked by
//! arithmetic, so a table is safe whatever the search was like.

use std::collections::BTreeMap;

use super::cube::Cube;

/// What the attacker knows of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Published: it may not change, but it may still be hidden.
    Shown,
    /// Published before: it may neither change nor be hidden.
    Fixed,
    /// Published nowhere: it may change freely.
    Free,
    /// Hidden because few persons are in it.
    Primary,
    /// Hidden to protect others.
    Complementary,
}

/// A change of cells that leaves every sum true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Cells and how they change; none is unchanged.
    pub changes: Vec<(usize, i64)>,
}

/// Siblings tried on an axis, where there are many.
const TRIED: usize = 7;

/// Table, statuses and costs that a search works on.
pub struct Search<'a> {
    /// Cells.
    pub cube: &'a Cube,
    /// Persons in each.
    pub counts: &'a [u64],
}

/// How one axis takes part in a move.
#[derive(Clone)]
struct Turn {
    /// Nodes that change with the sign of the move; the first is a leaf or the node of a leaf.
    here: Vec<usize>,
    /// Nodes that change against it; none where the axis is not turned.
    there: Vec<usize>,
}

impl Search<'_> {
    fn count(&self, cell: usize) -> i64 {
        self.counts.get(cell).map_or(0, |&count| i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// The cheapest proof found that `target` can change by `by`, and its cost; nothing where none is found.
    ///
    /// `cost` says what it costs to let a cell change: nothing for hidden and free ones, none for fixed ones.
    pub fn find(&self, target: usize, by: i64, cost: &dyn Fn(usize) -> Option<u64>) -> Option<(u64, Proof)> {
        let nodes = self.cube.nodes(target);
        let options: Vec<Vec<Option<usize>>> =
            (0..nodes.len()).map(|axis| self.partners(target, axis)).collect();
        let starts = self.starts(target, by);
        let mut best: Option<(u64, Proof)> = None;
        let mut choice = vec![0_usize; options.len()];
        loop {
            let partners: Vec<Option<usize>> = choice
                .iter()
                .zip(&options)
                .map(|(&at, options)| options.get(at).copied().flatten())
                .collect();
            if partners.iter().any(Option::is_some) {
                for start in &starts {
                    let most = best.as_ref().map_or(u64::MAX, |(cost, _)| *cost);
                    best = self.attempt(target, start, &partners, cost, most).or(best);
                    if best.as_ref().is_some_and(|(cost, _)| *cost == 0) {
                        return best;
                    }
                }
            }
            if !advance(&mut choice, &options) {
                return best;
            }
        }
    }

    /// Leaves under the target and how much each of them changes.
    fn starts(&self, target: usize, by: i64) -> Vec<Vec<(usize, i64)>> {
        if self.cube.is_leaf(target) {
            return vec![vec![(target, by)]];
        }
        let below = self.cube.leaves_below(target);
        if by < 0 {
            let mut left = -by;
            let mut start = Vec::new();
            for leaf in below {
                let part = self.count(leaf).min(left);
                if part > 0 {
                    start.push((leaf, -part));
                    left -= part;
                }
            }
            return if left == 0 { vec![start] } else { Vec::new() };
        }
        // Persons come from leaves beside these: those where many are, and those that have some already.
        let crowd = |leaf: usize| {
            let turned = (0..self.cube.axes.len()).filter(|&axis| self.cube.node(target, axis) != 0);
            self.count(turned.fold(leaf, |cell, axis| self.cube.moved(cell, axis, 0)))
        };
        let mut ranked: Vec<(i64, usize)> = below.iter().map(|&leaf| (self.count(leaf), leaf)).collect();
        ranked.sort_unstable_by(|a, b| b.cmp(a));
        let mut crowded: Vec<(i64, usize)> = below.iter().map(|&leaf| (crowd(leaf), leaf)).collect();
        crowded.sort_unstable_by(|a, b| b.cmp(a));
        let both = ranked.into_iter().take(TRIED).chain(crowded.into_iter().take(TRIED));
        both.map(|(_, leaf)| vec![(leaf, by)]).collect()
    }

    /// Nodes to turn to on an axis, and not turning it.
    fn partners(&self, target: usize, axis: usize) -> Vec<Option<usize>> {
        let node = self.cube.node(target, axis);
        let Some(tree) = self.cube.axes.get(axis) else { return vec![None] };
        if node == 0 {
            return vec![None];
        }
        let climbed = self.climb(axis, node);
        let siblings = tree.children(tree.parent(climbed)).iter().copied().filter(|&other| other != climbed);
        let mut ranked: Vec<(i64, usize)> =
            siblings.map(|other| (self.count(self.cube.moved(target, axis, other)), other)).collect();
        ranked.sort_unstable_by(|a, b| b.cmp(a));
        if ranked.len() > 2 * TRIED {
            // The fullest here, and the fullest of all.
            let total = |other: usize| {
                let mut nodes = vec![0; self.cube.axes.len()];
                if let Some(node) = nodes.get_mut(axis) {
                    *node = other;
                }
                self.count(self.cube.cell(&nodes))
            };
            let mut overall: Vec<(i64, usize)> =
                ranked.iter().skip(TRIED).map(|&(_, other)| (total(other), other)).collect();
            overall.sort_unstable_by(|a, b| b.cmp(a));
            overall.truncate(TRIED / 2);
            ranked.truncate(TRIED);
            ranked.extend(overall);
        }
        ranked.into_iter().map(|(_, other)| Some(other)).chain([None]).collect()
    }

    /// The lowest node at or above this one that has siblings.
    fn climb(&self, axis: usize, node: usize) -> usize {
        let Some(tree) = self.cube.axes.get(axis) else { return node };
        let mut at = node;
        while at != 0 && tree.parent(at) != 0 && tree.children(tree.parent(at)).len() < 2 {
            at = tree.parent(at);
        }
        at
    }

    /// One move, if it is possible and cheaper than `most`.
    fn attempt(
        &self,
        target: usize,
        start: &[(usize, i64)],
        partners: &[Option<usize>],
        cost: &dyn Fn(usize) -> Option<u64>,
        most: u64,
    ) -> Option<(u64, Proof)> {
        let mut changes: BTreeMap<usize, i64> = BTreeMap::new();
        for &(leaf, by) in start {
            let turns: Vec<Turn> = partners
                .iter()
                .enumerate()
                .map(|(axis, partner)| self.turn(target, leaf, axis, *partner))
                .collect();
            self.spread(&turns, 0, &mut Vec::new(), by, &mut changes);
        }
        changes.retain(|_, change| *change != 0);
        let mut total = 0_u64;
        for (&cell, &change) in &changes {
            if self.count(cell) + change < 0 {
                return None;
            }
            total += cost(cell)?;
            if total >= most {
                return None;
            }
        }
        Some((total, Proof { changes: changes.into_iter().collect() }))
    }

    fn turn(&self, target: usize, leaf: usize, axis: usize, partner: Option<usize>) -> Turn {
        let Some(tree) = self.cube.axes.get(axis) else {
            return Turn { here: Vec::new(), there: Vec::new() };
        };
        let from = self.cube.node(leaf, axis);
        let Some(partner) = partner else {
            return Turn { here: tree.ancestry(from).collect(), there: Vec::new() };
        };
        let end = tree.parent(self.climb(axis, self.cube.node(target, axis)));
        let mut low = partner;
        while let Some(&child) = tree
            .children(low)
            .iter()
            .max_by_key(|&&child| (self.count(self.cube.moved(leaf, axis, child)), std::cmp::Reverse(child)))
        {
            low = child;
        }
        let up = |from| tree.ancestry(from).take_while(|&node| node != end).collect();
        Turn { here: up(from), there: up(low) }
    }

    fn spread(
        &self,
        turns: &[Turn],
        at: usize,
        nodes: &mut Vec<usize>,
        by: i64,
        changes: &mut BTreeMap<usize, i64>,
    ) {
        let Some(turn) = turns.get(at) else {
            *changes.entry(self.cube.cell(nodes)).or_default() += by;
            return;
        };
        for (side, by) in [(&turn.here, by), (&turn.there, -by)] {
            for &node in side {
                nodes.push(node);
                self.spread(turns, at + 1, nodes, by, changes);
                nodes.pop();
            }
        }
    }
}

/// The next combination of options; false after the last.
fn advance(choice: &mut [usize], options: &[Vec<Option<usize>>]) -> bool {
    for (at, options) in choice.iter_mut().zip(options).rev() {
        *at += 1;
        if *at < options.len() {
            return true;
        }
        *at = 0;
    }
    false
}

impl Proof {
    /// Whether this is a proof: every sum stays true, nothing published changes, nothing becomes negative.
    pub fn holds(&self, cube: &Cube, counts: &[u64], status: &[Status]) -> bool {
        let changes: BTreeMap<usize, i64> = self.changes.iter().copied().collect();
        let is_possible = changes.iter().all(|(&cell, &change)| {
            let count = counts.get(cell).map_or(0, |&count| i64::try_from(count).unwrap_or(i64::MAX));
            let may_change = !matches!(status.get(cell), None | Some(Status::Shown | Status::Fixed));
            count + change >= 0 && may_change
        });
        is_possible && sums_hold(cube, &changes)
    }
}

/// Whether each changed cell, and each cell above one, changes by as much as its children on every axis.
fn sums_hold(cube: &Cube, changes: &BTreeMap<usize, i64>) -> bool {
    let change = |cell: usize| changes.get(&cell).copied().unwrap_or(0);
    changes.keys().all(|&cell| {
        cube.axes.iter().enumerate().all(|(at, axis)| {
            let node = cube.node(cell, at);
            let sum = |total: usize| {
                let children = axis.children(cube.node(total, at));
                children.is_empty()
                    || change(total)
                        == children.iter().map(|&child| change(cube.moved(total, at, child))).sum::<i64>()
            };
            sum(cell) && (node == 0 || sum(cube.moved(cell, at, axis.parent(node))))
        })
    })
}
