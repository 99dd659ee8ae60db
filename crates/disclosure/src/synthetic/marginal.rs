//! Counts of the combinations of one, two or three columns.

use crate::frame::Column;

/// Which columns a marginal counts, in ascending order, and how it lays out its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// Positions of its columns.
    pub columns: Vec<usize>,
    /// Codes of each of them.
    pub sizes: Vec<usize>,
}

impl Shape {
    /// The shape of some columns, given the sizes of all.
    pub fn new(columns: &[usize], all_sizes: &[usize]) -> Shape {
        let sizes = columns.iter().map(|&at| all_sizes.get(at).copied().unwrap_or(1)).collect();
        Shape { columns: columns.to_vec(), sizes }
    }

    /// Number of its cells, or nothing where it does not fit into memory.
    pub fn cells(&self) -> Option<usize> {
        self.sizes.iter().try_fold(1_usize, |cells, &size| cells.checked_mul(size))
    }

    /// How far apart neighbours of each column lie.
    pub fn strides(&self) -> Vec<usize> {
        let mut strides = vec![1; self.sizes.len()];
        for at in (1..self.sizes.len()).rev() {
            // `at` and the one before it are positions of `sizes`, as long as `strides`.
            strides[at - 1] = strides[at] * self.sizes[at];
        }
        strides
    }

    /// Counts rows.
    pub fn count(&self, columns: &[Column]) -> Vec<i64> {
        let mut counts = vec![0_i64; self.cells().unwrap_or(0)];
        let strides = self.strides();
        let chosen: Vec<(&[u16], usize)> = self
            .columns
            .iter()
            .zip(&strides)
            .filter_map(|(&at, &stride)| columns.get(at).map(|column| (column.codes.as_slice(), stride)))
            .collect();
        let rows = chosen.first().map_or(0, |(codes, _)| codes.len());
        let mut add = |cell: usize| {
            if let Some(count) = counts.get_mut(cell) {
                *count += 1;
            }
        };
        let cell = |code: &u16, stride: usize| usize::from(*code) * stride;
        match chosen.as_slice() {
            [(first, _)] => first.iter().for_each(|code| add(cell(code, 1))),
            [(first, long), (second, _)] => {
                first.iter().zip(*second).for_each(|(one, two)| add(cell(one, *long) + cell(two, 1)));
            }
            more => (0..rows).for_each(|row| {
                let at =
                    |(codes, stride): &(&[u16], usize)| codes.get(row).map_or(0, |code| cell(code, *stride));
                add(more.iter().map(at).sum());
            }),
        }
        counts
    }

    /// For each cell, the cell of a marginal over some of the same columns, given by their places here.
    pub fn projection(&self, places: &[usize]) -> Vec<u32> {
        let kept: Vec<usize> = places.iter().filter_map(|&at| self.sizes.get(at).copied()).collect();
        let inner = Shape { columns: Vec::new(), sizes: kept };
        let inner_strides = inner.strides();
        let strides = self.strides();
        let cells = self.cells().unwrap_or(0);
        (0..cells)
            .map(|cell| {
                let cell_of = |(&place, stride): (&usize, &usize)| {
                    // Places are positions of this shape, whose sizes are at least one.
                    cell / strides[place] % self.sizes[place] * stride
                };
                let at: usize = places.iter().zip(&inner_strides).map(cell_of).sum();
                u32::try_from(at).unwrap_or(u32::MAX)
            })
            .collect()
    }
}

/// All subsets of `k` of the numbers below `n`, in lexicographic order.
pub fn subsets(n: usize, k: usize) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    let mut chosen = Vec::with_capacity(k);
    extend(n, k, 0, &mut chosen, &mut found);
    found
}

fn extend(n: usize, k: usize, from: usize, chosen: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
    if chosen.len() == k {
        found.push(chosen.clone());
        return;
    }
    for next in from..n {
        chosen.push(next);
        extend(n, k, next + 1, chosen, found);
        chosen.pop();
    }
}
