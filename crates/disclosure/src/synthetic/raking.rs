//! Iterative proportional fitting: the table nearest to another that has the wanted margins.
//!
//! Deming & Stephan 1940. From a table of ones it gives the largest entropy among tables with these
//! margins: for a triple with its three pairs, the model without a three-way interaction.

use super::marginal::Shape;

/// A margin that a table shall have.
pub struct Margin<'a> {
    /// For each cell of the table, the cell of the margin.
    pub projection: Vec<u32>,
    /// Wanted sums.
    pub wanted: &'a [f64],
}

impl<'a> Margin<'a> {
    /// The margin of `shape` over the columns at `places`.
    pub fn new(shape: &Shape, places: &[usize], wanted: &'a [f64]) -> Margin<'a> {
        Margin { projection: shape.projection(places), wanted }
    }
}

/// Rakes the table to the margins, some rounds of all of them.
pub fn rake(table: &mut [f64], margins: &[Margin<'_>], rounds: usize) {
    for _ in 0..rounds {
        for margin in margins {
            let mut sums = vec![0.0; margin.wanted.len()];
            for (cell, &at) in table.iter().zip(&margin.projection) {
                if let Some(sum) = sums.get_mut(at as usize) {
                    *sum += cell;
                }
            }
            let factors: Vec<f64> = sums
                .iter()
                .zip(margin.wanted)
                .map(|(sum, wanted)| if *sum > 0.0 { wanted / sum } else { 0.0 })
                .collect();
            for (cell, &at) in table.iter_mut().zip(&margin.projection) {
                *cell *= factors.get(at as usize).copied().unwrap_or(0.0);
            }
        }
    }
}
