//! Whether a model has a finite estimate, and only one.
//!
//! A log-linear model has a finite maximum-likelihood estimate if and only if some strictly positive table
//! has the same sufficient statistics (Fienberg & Rinaldo 2012); it is identifiable if its columns are
//! linearly independent over the patterns that remain (Chan, Silverman & Vincent 2021). Both depend only on
//! which patterns have people.
//!
//! The linear programme is small: directions that leave every filled pattern untouched form a space of a
//! few dimensions (often none, and then the answer is immediate). With `A` = the empty patterns' rows over
//! that space, Stiemke's lemma says: an estimate exists if and only if some `x > 0` has `A'x = 0`, that is
//! if `A'u = -A'1` has a solution `u >= 0`, which the first phase of the simplex method decides.
//!
//! Rows and columns are those of the matrices made here; no index comes from outside.

/// What the checks found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Some strictly positive table has the same sufficient statistics.
    pub exists: bool,
    /// The columns are linearly independent.
    pub identifiable: bool,
}

impl Verdict {
    /// Both hold.
    pub fn is_sound(self) -> bool {
        self.exists && self.identifiable
    }

    /// The sum of codes of SparseMSE: 1 no finite estimate, 2 not identifiable.
    pub fn code(self) -> u8 {
        u8::from(!self.exists) + 2 * u8::from(!self.identifiable)
    }
}

const ZERO: f64 = 1e-9;

/// Checks the model with main effects and `terms` on the counts of `lists` lists.
pub fn check(counts: &[f64], lists: usize, terms: impl Iterator<Item = usize>) -> Verdict {
    let mut columns = vec![0];
    let mut gone = Vec::new();
    let filled: Vec<usize> = (1..counts.len()).filter(|&pattern| counts[pattern] > 0.0).collect();
    for term in (0..lists).map(|list| 1 << list).chain(terms) {
        let seen = filled.iter().any(|pattern| pattern & term == term);
        if seen { &mut columns } else { &mut gone }.push(term);
    }
    let free = directions(&filled, &columns);
    if free.is_empty() {
        return Verdict { exists: true, identifiable: true };
    }
    let empty = (1..counts.len())
        .filter(|pattern| counts[*pattern] == 0.0 && !gone.iter().any(|term| pattern & term == *term));
    let rows: Vec<Vec<f64>> = empty
        .map(|pattern| {
            let along = |direction: &Vec<f64>| -> f64 {
                columns
                    .iter()
                    .zip(direction)
                    .filter(|(term, _)| pattern & **term == **term)
                    .map(|(_, v)| v)
                    .sum()
            };
            free.iter().map(along).collect()
        })
        .collect();
    let identifiable = reduce(&mut rows.clone(), free.len()).len() == free.len();
    Verdict { exists: balances(&rows, free.len()), identifiable }
}

/// A basis of the directions in which no filled pattern changes.
fn directions(filled: &[usize], columns: &[usize]) -> Vec<Vec<f64>> {
    let mut rows: Vec<Vec<f64>> = filled
        .iter()
        .map(|pattern| columns.iter().map(|term| f64::from(u8::from(pattern & term == *term))).collect())
        .collect();
    let pivots = reduce(&mut rows, columns.len());
    (0..columns.len())
        .filter(|column| !pivots.contains(column))
        .map(|column| {
            let mut direction = vec![0.0; columns.len()];
            direction[column] = 1.0;
            for (row, pivot) in pivots.iter().enumerate() {
                direction[*pivot] = -rows[row][column];
            }
            direction
        })
        .collect()
}

/// Brings a matrix into reduced row echelon form and returns the pivot columns.
fn reduce(rows: &mut [Vec<f64>], columns: usize) -> Vec<usize> {
    let mut pivots = Vec::new();
    for column in 0..columns {
        let at = pivots.len();
        let Some(best) =
            (at..rows.len()).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()))
        else {
            break;
        };
        if rows[best][column].abs() < ZERO {
            continue;
        }
        rows.swap(at, best);
        let (above, rest) = rows.split_at_mut(at);
        let Some((pivot_row, below)) = rest.split_first_mut() else { break };
        let pivot = pivot_row[column];
        for entry in pivot_row.iter_mut() {
            *entry /= pivot;
        }
        for row in above.iter_mut().chain(below) {
            let factor = row[column];
            if factor != 0.0 {
                row.iter_mut().zip(&*pivot_row).for_each(|(entry, unit)| *entry -= factor * unit);
            }
        }
        pivots.push(column);
    }
    pivots
}

/// Whether some strictly positive weights balance the rows to zero in every column.
fn balances(rows: &[Vec<f64>], columns: usize) -> bool {
    if rows.is_empty() {
        return true;
    }
    // One equation a column: sum_r u_r rows[r][c] = -sum_r rows[r][c], signs turned so that the right side
    // is not negative; the artificial variables are the starting basis and need no columns of their own.
    let width = rows.len();
    let mut tableau: Vec<Vec<f64>> = (0..columns)
        .map(|column| {
            let right: f64 = -rows.iter().map(|row| row[column]).sum::<f64>();
            let sign = if right < 0.0 { -1.0 } else { 1.0 };
            rows.iter().map(|row| sign * row[column]).chain([sign * right]).collect()
        })
        .collect();
    let mut basis: Vec<Option<usize>> = vec![None; columns];
    loop {
        let gain = |column: usize| -> f64 {
            tableau.iter().zip(&basis).filter(|(_, basic)| basic.is_none()).map(|(row, _)| row[column]).sum()
        };
        let missing = gain(width);
        if missing < ZERO {
            return true;
        }
        // Bland's rule: the first column that helps, the smallest basic variable on ties; it cannot cycle.
        let Some(enter) = (0..width).find(|column| !basis.contains(&Some(*column)) && gain(*column) > ZERO)
        else {
            return false;
        };
        let leave = (0..columns).filter(|row| tableau[*row][enter] > ZERO).min_by(|a, b| {
            let ratio = |row: usize| tableau[row][width] / tableau[row][enter];
            ratio(*a).total_cmp(&ratio(*b)).then(basis[*a].cmp(&basis[*b]))
        });
        let Some(leave) = leave else { return false };
        let pivot = tableau[leave][enter];
        for entry in &mut tableau[leave] {
            *entry /= pivot;
        }
        let unit = tableau[leave].clone();
        for (index, row) in tableau.iter_mut().enumerate() {
            let factor = row[enter];
            if index != leave && factor != 0.0 {
                row.iter_mut().zip(&unit).for_each(|(entry, step)| *entry -= factor * step);
            }
        }
        basis[leave] = Some(enter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIRS: [usize; 3] = [0b011, 0b101, 0b110];

    /// The two small tables on which SparseMSE 2.0.1 answers 2 and 1.
    #[test]
    fn the_codes_of_the_reference_package_are_met() {
        let mut one = [0.0; 8];
        (one[0b001], one[0b010], one[0b100], one[0b110]) = (10.0, 10.0, 10.0, 5.0);
        assert_eq!(check(&one, 3, PAIRS.into_iter()).code(), 2);

        let mut two = [0.0; 8];
        (two[0b001], two[0b010], two[0b100]) = (10.0, 10.0, 10.0);
        (two[0b011], two[0b101], two[0b110]) = (3.0, 3.0, 3.0);
        assert_eq!(check(&two, 3, PAIRS.into_iter()).code(), 1);
    }

    #[test]
    fn a_full_table_bears_every_model_but_the_saturated_one() {
        let counts = [0.0, 9.0, 8.0, 3.0, 7.0, 2.0, 2.0, 1.0];

        assert!(check(&counts, 3, PAIRS.into_iter()).is_sound());
        assert_eq!(check(&counts, 3, PAIRS.into_iter().chain([0b111])).code(), 2);
    }

    #[test]
    fn lists_that_share_nobody_have_no_finite_estimate() {
        let counts = [0.0, 9.0, 8.0, 0.0];

        assert_eq!(check(&counts, 2, std::iter::empty()).code(), 1);
    }
}
