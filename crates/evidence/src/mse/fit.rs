//! Poisson log-linear fits over the patterns of a few lists, by iteratively reweighted least squares.
//!
//! The columns of such a design are indicators "all lists of S", so that each entry of X'WX is a sum over
//! the supersets of a union of two terms. One pass over the lattice of lists (a zeta transform) gives all
//! these sums at once: a step costs `lists · 2^lists` additions and a small Cholesky factor, and no design
//! matrix is ever formed. A [`Bench`] keeps its buffers, so that a fit does not allocate.
//!
//! All arrays here have `2^lists` entries and are indexed by masks of these lists; matrices have one row
//! and column a term. Neither can be left by an index.

use libm::{exp, lgamma, log, sqrt};

use super::cells::Cells;

/// Rounds of reweighting, as in the reference packages.
const MOST_ROUNDS: usize = 25;
/// Relative change of the deviance at which a fit has converged, as in the reference packages.
const CLOSE_ENOUGH: f64 = 1e-8;
/// A pivot below this share of its diagonal marks a column as a combination of the others.
const ALIASED: f64 = 1e-10;

/// What a fit says about the unseen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// Expected people on no list, `exp(a)`.
    pub unseen: f64,
    /// Standard error of `a`, from the weights of the last step.
    pub log_error: f64,
    /// Full Poisson log-likelihood over the kept patterns.
    pub log_likelihood: f64,
    /// Whether the deviance settled within the allowed rounds.
    pub converged: bool,
    /// Columns that are combinations of others.
    pub aliased: usize,
    /// Smallest mean among kept patterns with nobody in them; infinite without such patterns.
    pub least_empty_mean: f64,
}

/// A table with the buffers to fit models to it.
pub struct Bench {
    lists: usize,
    counts: Vec<f64>,
    overlaps: Vec<f64>,
    /// Sum of `y ln y` and of `ln y!`.
    entropy: f64,
    log_factorials: f64,
    close_enough: f64,
    kept: Vec<bool>,
    means: Vec<f64>,
    predictor: Vec<f64>,
    weights: Vec<f64>,
    targets: Vec<f64>,
    effects: Vec<f64>,
    factor: Vec<f64>,
    solution: Vec<f64>,
    columns: Vec<usize>,
}

impl Bench {
    /// Prepares fits to one table.
    pub fn new(cells: &Cells) -> Bench {
        let size = cells.counts().len();
        let mut bench = Bench {
            lists: cells.lists(),
            counts: vec![0.0; size],
            overlaps: vec![0.0; size],
            entropy: 0.0,
            log_factorials: 0.0,
            close_enough: CLOSE_ENOUGH,
            kept: vec![true; size],
            means: vec![0.0; size],
            predictor: vec![0.0; size],
            weights: vec![0.0; size],
            targets: vec![0.0; size],
            effects: vec![0.0; size],
            factor: Vec::new(),
            solution: Vec::new(),
            columns: Vec::new(),
        };
        bench.load(cells.counts());
        bench
    }

    /// Iterates until nothing moves, where a likelihood itself is the answer.
    #[must_use]
    pub fn exact(mut self) -> Bench {
        self.close_enough = 1e-14;
        self
    }

    /// Replaces the counts by another table of the same lists.
    pub fn load(&mut self, counts: &[f64]) {
        self.counts.copy_from_slice(counts);
        self.overlaps.copy_from_slice(counts);
        sum_supersets(&mut self.overlaps, self.lists);
        self.complete(0.0);
    }

    /// Adds a real-valued count of the unseen, so that fits are to the completed table.
    pub fn complete(&mut self, unseen: f64) {
        self.overlaps[0] += unseen - self.counts[0];
        self.counts[0] = unseen;
        let positive = || self.counts.iter().copied().filter(|count| *count > 0.0);
        self.entropy = positive().map(|count| count * log(count)).sum();
        self.log_factorials = positive().map(|count| lgamma(count + 1.0)).sum();
    }

    /// Number of lists.
    pub fn lists(&self) -> usize {
        self.lists
    }

    /// Counts by mask.
    pub fn counts(&self) -> &[f64] {
        &self.counts
    }

    /// People observed.
    pub fn observed(&self) -> f64 {
        self.overlaps[0]
    }

    /// People on at least all lists of each term.
    pub fn overlaps(&self) -> &[f64] {
        &self.overlaps
    }

    /// Largest log-likelihood that any model can reach.
    pub fn saturated(&self) -> f64 {
        self.entropy - self.observed() - self.log_factorials
    }

    /// Patterns still in the model after the last fit.
    pub fn kept(&self) -> &[bool] {
        &self.kept
    }

    /// Fitted means of the last fit; zero for patterns out of the model.
    pub fn means(&self) -> &[f64] {
        &self.means
    }

    /// Coefficient of a term of the last fit; zero if it was not in the model.
    pub fn effect(&self, term: usize) -> f64 {
        self.effects[term]
    }

    /// Finite columns of the last fit, the intercept last.
    pub fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// Fits main effects and the given terms by extended maximum likelihood.
    ///
    /// A term that nobody shows goes to minus infinity: it leaves the columns and every pattern that
    /// contains it leaves the table (Chan, Silverman & Vincent 2021).
    pub fn fit(&mut self, terms: impl Iterator<Item = usize>) -> Fit {
        self.choose(terms);
        self.begin();
        self.iterate()
    }

    /// Sorts the terms into columns and minus infinity; the intercept comes last.
    fn choose(&mut self, terms: impl Iterator<Item = usize>) {
        self.columns.clear();
        self.kept.fill(true);
        self.kept[0] = self.counts[0] > 0.0;
        for term in (0..self.lists).map(|list| 1 << list).chain(terms) {
            if self.overlaps[term] > 0.0 {
                self.columns.push(term);
            } else {
                for (pattern, kept) in self.kept.iter_mut().enumerate() {
                    *kept &= pattern & term != term;
                }
            }
        }
        self.columns.push(0);
        let size = self.columns.len();
        self.factor.resize(size * size, 0.0);
        self.solution.resize(size, 0.0);
    }

    /// Starting values of the reference packages: a tenth of a person more than observed.
    fn begin(&mut self) {
        for pattern in 0..self.counts.len() {
            if self.kept[pattern] {
                self.means[pattern] = self.counts[pattern] + 0.1;
                self.predictor[pattern] = log(self.means[pattern]);
            } else {
                self.means[pattern] = 0.0;
                self.predictor[pattern] = 0.0;
            }
        }
    }

    fn iterate(&mut self) -> Fit {
        let mut deviance = self.deviance();
        let mut converged = false;
        let mut aliased = 0;
        let mut log_error = f64::INFINITY;
        for _ in 0..MOST_ROUNDS {
            (aliased, log_error) = self.step();
            let next = self.deviance();
            if !next.is_finite() {
                break;
            }
            converged = (next - deviance).abs() / (next.abs() + 0.1) < self.close_enough;
            deviance = next;
            if converged {
                break;
            }
        }
        let least_empty_mean = (1..self.counts.len())
            .filter(|&pattern| self.kept[pattern] && self.counts[pattern] == 0.0)
            .map(|pattern| self.means[pattern])
            .fold(f64::INFINITY, f64::min);
        Fit {
            unseen: exp(self.effects[0]),
            log_error,
            log_likelihood: self.saturated() - deviance / 2.0,
            converged,
            aliased,
            least_empty_mean,
        }
    }

    /// Twice the distance of the log-likelihood to the saturated one, over the kept patterns.
    fn deviance(&self) -> f64 {
        let mut total = self.entropy - self.observed();
        for pattern in 0..self.counts.len() {
            total += self.means[pattern] - self.counts[pattern] * self.predictor[pattern];
        }
        2.0 * total
    }

    /// One weighted least-squares step; returns aliased columns and the standard error of the intercept.
    fn step(&mut self) -> (usize, f64) {
        for pattern in 0..self.counts.len() {
            let mean = self.means[pattern];
            self.weights[pattern] = mean;
            // Patterns out of the model have mean, predictor and count zero.
            self.targets[pattern] = mean * self.predictor[pattern] + self.counts[pattern] - mean;
        }
        sum_supersets(&mut self.weights, self.lists);
        sum_supersets(&mut self.targets, self.lists);
        let size = self.columns.len();
        for (row, &left) in self.columns.iter().enumerate() {
            for (column, &right) in self.columns.iter().enumerate().take(row + 1) {
                self.factor[row * size + column] = self.weights[left | right];
            }
            self.solution[row] = self.targets[left];
        }
        let aliased = factorize(&mut self.factor, size);
        solve(&self.factor, &mut self.solution, size);
        let corner = self.factor[size * size - 1];
        self.effects.fill(0.0);
        for (&column, &value) in self.columns.iter().zip(&self.solution) {
            self.effects[column] = value;
        }
        self.predictor.copy_from_slice(&self.effects);
        sum_subsets(&mut self.predictor, self.lists);
        for pattern in 0..self.counts.len() {
            if self.kept[pattern] {
                self.means[pattern] = exp(self.predictor[pattern]);
            } else {
                self.predictor[pattern] = 0.0;
            }
        }
        (aliased, if corner > 0.0 { 1.0 / corner } else { f64::INFINITY })
    }
}

/// Replaces each entry by the sum over all patterns that contain it.
pub fn sum_supersets(values: &mut [f64], lists: usize) {
    for list in 0..lists {
        let bit = 1 << list;
        for block in values.chunks_exact_mut(2 * bit) {
            let (without, with) = block.split_at_mut(bit);
            for (low, high) in without.iter_mut().zip(with) {
                *low += *high;
            }
        }
    }
}

/// Replaces each entry by the sum over all terms within it.
fn sum_subsets(values: &mut [f64], lists: usize) {
    for list in 0..lists {
        let bit = 1 << list;
        for block in values.chunks_exact_mut(2 * bit) {
            let (without, with) = block.split_at_mut(bit);
            for (low, high) in without.iter().zip(with) {
                *high += *low;
            }
        }
    }
}

/// Cholesky factor in place (lower triangle); an aliased column becomes zero. Returns how many there are.
fn factorize(matrix: &mut [f64], size: usize) -> usize {
    let mut aliased = 0;
    for row in 0..size {
        let (above, rest) = matrix.split_at_mut(row * size);
        let current = &mut rest[..size];
        for column in 0..row {
            let other = &above[column * size..=column * size + column];
            let mut sum = current[column];
            for (left, right) in current[..column].iter().zip(other) {
                sum -= left * right;
            }
            current[column] = if other[column] > 0.0 { sum / other[column] } else { 0.0 };
        }
        let whole = current[row];
        let pivot = whole - current[..row].iter().map(|entry| entry * entry).sum::<f64>();
        if pivot > ALIASED * whole {
            current[row] = sqrt(pivot);
        } else {
            current[row] = 0.0;
            aliased += 1;
        }
    }
    aliased
}

/// Solves with a factor of [`factorize`]; aliased entries are zero.
fn solve(factor: &[f64], values: &mut [f64], size: usize) {
    for row in 0..size {
        let pivot = factor[row * size + row];
        let mut sum = values[row];
        for column in 0..row {
            sum -= factor[row * size + column] * values[column];
        }
        values[row] = if pivot > 0.0 { sum / pivot } else { 0.0 };
    }
    for row in (0..size).rev() {
        let pivot = factor[row * size + row];
        let mut sum = values[row];
        for below in row + 1..size {
            sum -= factor[below * size + row] * values[below];
        }
        values[row] = if pivot > 0.0 { sum / pivot } else { 0.0 };
    }
}
