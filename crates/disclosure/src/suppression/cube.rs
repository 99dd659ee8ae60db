//! All cells of a table with all its totals, as one array.

use super::axis::Axis;

/// Most cells, totals included.
pub const MOST_CELLS: usize = 20_000_000;

/// Axes and how cells lie in memory.
#[derive(Debug, Clone)]
pub struct Cube {
    /// The axes.
    pub axes: Vec<Axis>,
    strides: Vec<usize>,
    cells: usize,
}

impl Cube {
    /// The cube over some axes; nothing where it has too many cells.
    pub fn new(axes: Vec<Axis>) -> Option<Cube> {
        let mut strides = vec![1; axes.len()];
        let mut cells = 1_usize;
        for (stride, axis) in strides.iter_mut().zip(&axes).rev() {
            *stride = cells;
            cells = cells.checked_mul(axis.len()).filter(|cells| *cells <= MOST_CELLS)?;
        }
        Some(Cube { axes, strides, cells })
    }

    /// Number of cells, totals included.
    pub fn cells(&self) -> usize {
        self.cells
    }

    /// The cell of some nodes.
    pub fn cell(&self, nodes: &[usize]) -> usize {
        nodes.iter().zip(&self.strides).map(|(node, stride)| node * stride).sum()
    }

    /// The node of a cell on an axis.
    pub fn node(&self, cell: usize, axis: usize) -> usize {
        match (self.strides.get(axis), self.axes.get(axis)) {
            (Some(&stride), Some(axis)) => cell / stride % axis.len(),
            _ => 0,
        }
    }

    /// The nodes of a cell.
    pub fn nodes(&self, cell: usize) -> Vec<usize> {
        (0..self.axes.len()).map(|axis| self.node(cell, axis)).collect()
    }

    /// The same cell with another node on one axis.
    pub fn moved(&self, cell: usize, axis: usize, to: usize) -> usize {
        let stride = self.strides.get(axis).copied().unwrap_or(0);
        cell - self.node(cell, axis) * stride + to * stride
    }

    /// Whether a cell is no total.
    pub fn is_leaf(&self, cell: usize) -> bool {
        self.axes.iter().enumerate().all(|(at, axis)| axis.children(self.node(cell, at)).is_empty())
    }

    /// Counts rows, given the leaf of each on every axis, and adds up all totals.
    pub fn count(&self, leaves: &[Vec<u32>], rows: usize) -> Vec<u64> {
        let mut counts = vec![0_u64; self.cells];
        for row in 0..rows {
            let cell: usize = leaves
                .iter()
                .zip(&self.strides)
                .map(|(leaves, stride)| leaves.get(row).map_or(0, |&leaf| leaf as usize) * stride)
                .sum();
            if let Some(count) = counts.get_mut(cell) {
                *count += 1;
            }
        }
        self.add_totals(&mut counts);
        counts
    }

    /// Adds the leaves up into all totals, axis after axis, children before parents.
    pub fn add_totals(&self, counts: &mut [u64]) {
        for (at, axis) in self.axes.iter().enumerate() {
            for cell in (0..self.cells).rev() {
                let node = self.node(cell, at);
                if node == 0 {
                    continue;
                }
                let above = self.moved(cell, at, axis.parent(node));
                let add = counts.get(cell).copied().unwrap_or(0);
                if let Some(total) = counts.get_mut(above) {
                    *total += add;
                }
            }
        }
    }

    /// Each total with the cells it is the sum of, one equality for each axis it is summed over.
    pub fn sums(&self) -> impl Iterator<Item = (usize, Vec<usize>)> + '_ {
        (0..self.cells).flat_map(move |cell| {
            self.axes.iter().enumerate().filter_map(move |(at, axis)| {
                let children = axis.children(self.node(cell, at));
                (!children.is_empty())
                    .then(|| (cell, children.iter().map(|&child| self.moved(cell, at, child)).collect()))
            })
        })
    }

    /// The leaves below a cell, itself where it is one.
    pub fn leaves_below(&self, cell: usize) -> Vec<usize> {
        let mut found = vec![cell];
        for (at, axis) in self.axes.iter().enumerate() {
            let mut next = Vec::new();
            while let Some(cell) = found.pop() {
                let children = axis.children(self.node(cell, at));
                if children.is_empty() {
                    next.push(cell);
                } else {
                    found.extend(children.iter().map(|&child| self.moved(cell, at, child)));
                }
            }
            found = next;
        }
        found
    }
}
