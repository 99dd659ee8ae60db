//! Everything that touches the persons: which values there are, and noisy counts of marginals.

use rand::Rng as _;
use rayon::prelude::*;
use serde::Serialize;

use super::choice::{self, Candidate};
use super::domain::{self, Found, Source};
use super::marginal::{Shape, subsets};
use super::model::{Beliefs, Measured, Triple};
use super::settings::Settings;
use crate::budget::accountant::rho_of;
use crate::frame::{Column, Frame};
use crate::noise::exact::Gaussian;
use crate::noise::key::{NoiseKey, Purpose};

/// Shares of rho. Chosen once on the published referrals of the United Kingdom; a constant, so they say
/// nothing about the file.
pub(super) const SINGLES: f64 = 0.22;
const PAIRS: f64 = 0.50;
const TRIPLES: f64 = 0.28;
/// Share of what pairs or triples get, where they have to be chosen.
const CHOOSING: f64 = 0.10;
/// Share of delta for finding values, where they are not public.
pub const DOMAIN_SHARE: f64 = 0.25;
/// With more columns the pairs are chosen.
const ALL_PAIRS_UP_TO: usize = 10;
/// Pairs a column, where they are chosen.
const PAIRS_EACH: usize = 4;
/// Most triples that are measured.
const MOST_TRIPLES: usize = 40;
/// Up to so many columns, what is expected of unmeasured triples shapes the records too.
const EXPECT_UP_TO: usize = 8;
/// Most cells of one marginal.
const MOST_CELLS: usize = 4_000_000;
/// Most cells of all candidates together.
const MOST_CELLS_TOGETHER: usize = 24_000_000;
/// Charge a cell in scales of the noise: what measuring it would add in error.
const CHARGE: f64 = 0.1;

/// The noise on every count of a kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Noise {
    /// Kind: `values`, `pairs`, `triples`.
    pub of: &'static str,
    /// How many marginals.
    pub marginals: usize,
    /// Cost of all of them.
    pub rho: f64,
    /// Scale s of the discrete Gaussian, in persons.
    pub scale: f64,
    /// Expected absolute error of one count by the noise alone: s·sqrt(2/pi).
    pub expected_error: f64,
}

/// What was spent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cost {
    /// All of it, zCDP.
    pub rho: f64,
    /// Part of delta that the conversion from rho uses.
    pub delta_of_noise: f64,
    /// Part of delta that finding the values uses; 0 where they are public.
    pub delta_of_domain: f64,
    /// Cost of choosing marginals.
    pub rho_of_choice: f64,
    /// The noise, kind by kind.
    pub noise: Vec<Noise>,
    /// For each column, the noisy count above which a value was named; none where the list is public.
    pub thresholds: Vec<Option<i64>>,
}

/// What the persons were asked, with noise.
pub struct Counted {
    /// Columns over the values that may be named, with the codes of the persons taken out.
    pub columns: Vec<Column>,
    /// What is believed of singles and pairs.
    pub beliefs: Beliefs,
    /// The pairs as measured.
    pub pairs: Vec<Measured>,
    /// Triples: measured, or expected only.
    pub triples: Vec<Triple>,
    /// What it cost.
    pub cost: Cost,
}

/// The part of delta that finding values uses.
pub fn delta_of_domain(settings: &Settings) -> f64 {
    if settings.source == Source::Private { settings.delta * DOMAIN_SHARE } else { 0.0 }
}

/// The cost of a synthesis.
pub fn rho(settings: &Settings) -> f64 {
    rho_of(settings.epsilon, settings.delta - delta_of_domain(settings))
}

/// Spends the budget.
pub fn count(frame: &Frame, settings: &Settings, key: &NoiseKey) -> Counted {
    let mut meter = Meter::new(settings, key);
    let bounded = bound(frame, settings.most_rows, key);
    let frame = bounded.as_ref().unwrap_or(frame);
    let found = meter.values(frame);
    let columns: Vec<Column> = found.iter().map(|found| found.column.clone()).collect();
    let sizes: Vec<usize> = columns.iter().map(Column::size).collect();
    let singles: Vec<Vec<(f64, f64)>> = found.iter().map(|found| meter.singles(found)).collect();
    drop(found);
    let pairs = meter.pairs(&columns, &sizes, &singles);
    let beliefs = Beliefs::new(&sizes, &singles, &pairs);
    let triples = meter.triples(&columns, &sizes, &beliefs);
    let columns = columns.into_iter().map(|column| Column { codes: Vec::new(), ..column }).collect();
    Counted { columns, beliefs, pairs, triples, cost: meter.cost }
}

/// At most so many rows of one person, chosen at random.
fn bound(frame: &Frame, most_rows: u32, key: &NoiseKey) -> Option<Frame> {
    let persons = frame.persons.as_ref()?;
    let mut random = key.stream(Purpose::Contribution);
    let mut order: Vec<(u32, u64, usize)> =
        persons.iter().enumerate().map(|(row, &person)| (person, random.next_u64(), row)).collect();
    order.sort_unstable();
    let mut kept = Vec::new();
    for rows in order.chunk_by(|a, b| a.0 == b.0) {
        kept.extend(rows.iter().take(most_rows as usize).map(|(_, _, row)| *row));
    }
    kept.sort_unstable();
    let columns = frame
        .columns
        .iter()
        .map(|column| Column {
            name: column.name.clone(),
            levels: column.levels.clone(),
            codes: kept.iter().filter_map(|&row| column.codes.get(row).copied()).collect(),
        })
        .collect();
    Some(Frame { columns, rows: kept.len(), persons: None })
}

/// Spends shares of the budget, and keeps the account.
pub(super) struct Meter<'a> {
    settings: &'a Settings,
    key: &'a NoiseKey,
    pub(super) cost: Cost,
}

impl<'a> Meter<'a> {
    pub(super) fn new(settings: &'a Settings, key: &'a NoiseKey) -> Meter<'a> {
        let delta_of_domain = delta_of_domain(settings);
        let delta_of_noise = settings.delta - delta_of_domain;
        let cost = Cost {
            rho: rho(settings),
            delta_of_noise,
            delta_of_domain,
            rho_of_choice: 0.0,
            noise: Vec::new(),
            thresholds: Vec::new(),
        };
        Meter { settings, key, cost }
    }

    /// A meter whose cost was computed before: the audit runs it very often.
    #[cfg(test)]
    pub(super) fn resume(settings: &'a Settings, key: &'a NoiseKey, cost: &Cost) -> Meter<'a> {
        Meter { settings, key, cost: cost.clone() }
    }

    /// Noise for several marginals that cost a share of rho together.
    fn noise(&mut self, of: &'static str, share: f64, marginals: usize) -> Gaussian {
        let rho = self.cost.rho * share;
        #[expect(clippy::cast_precision_loss, reason = "a number of marginals")]
        let each = rho / marginals.max(1) as f64;
        let gaussian = Gaussian::for_rho(each, self.settings.most_rows)
            // The settings bound epsilon and rows of a person, so that the variance is far below 10^12.
            .expect("settings that were checked give noise within its range");
        let scale = gaussian.scale();
        let expected_error = scale * std::f64::consts::FRAC_2_PI.sqrt();
        self.cost.noise.push(Noise { of, marginals, rho, scale, expected_error });
        gaussian
    }

    pub(super) fn values(&mut self, frame: &Frame) -> Vec<Found> {
        let noise = self.noise("values", SINGLES, frame.columns.len());
        let found = match &self.settings.source {
            Source::Private => {
                domain::find(frame, noise, self.cost.delta_of_domain, self.settings.most_rows, self.key)
            }
            Source::Public(lists) => domain::listed(frame, lists, noise, self.key),
        };
        self.cost.thresholds = found.iter().map(|found| found.threshold).collect();
        found
    }

    /// Count and variance of each code; what is unknown was not counted.
    #[expect(clippy::cast_precision_loss, reason = "counts stay below 2^52")]
    pub(super) fn singles(&self, found: &Found) -> Vec<(f64, f64)> {
        let variance = self.cost.noise.first().map_or(1.0, |noise| noise.scale * noise.scale);
        let unknown = std::iter::once((0.0, f64::INFINITY));
        unknown.chain(found.noisy.iter().map(|&count| (count as f64, variance))).collect()
    }

    pub(super) fn pairs(
        &mut self,
        columns: &[Column],
        sizes: &[usize],
        singles: &[Vec<(f64, f64)>],
    ) -> Vec<Measured> {
        let d = sizes.len();
        if d == 1 {
            // A column alone is counted once more, the unknown among its cells.
            let shape = Shape::new(&[0], sizes);
            let noise = self.noise("pairs", PAIRS + TRIPLES, 1);
            return vec![measure(columns, &shape, noise, self.key, 0)];
        }
        let mut shapes: Vec<Shape> = subsets(d, 2).iter().map(|pair| Shape::new(pair, sizes)).collect();
        shapes.retain(|shape| shape.cells().is_some_and(|cells| cells <= MOST_CELLS));
        let mut share = if d == 2 { PAIRS + TRIPLES } else { PAIRS };
        let how_many = d * PAIRS_EACH;
        // Where only combinations that passed may appear, every pair has to have been counted.
        if d > ALL_PAIRS_UP_TO && shapes.len() > how_many && self.settings.threshold.is_none() {
            let rho = self.cost.rho * share * CHOOSING;
            let independent = Beliefs::new(sizes, singles, &[]);
            let candidates: Vec<Candidate> =
                shapes.par_iter().map(|shape| independent.expectation(shape.clone())).collect();
            shapes = self.choose(columns, &candidates, how_many, rho);
            share *= 1.0 - CHOOSING;
        }
        let noise = self.noise("pairs", share, shapes.len());
        measure_all(columns, &shapes, noise, self.key, 1 << 16)
    }

    fn choose(&mut self, columns: &[Column], from: &[Candidate], how_many: usize, rho: f64) -> Vec<Shape> {
        self.cost.rho_of_choice += rho;
        let mut random = self.key.stream(Purpose::Choice(self.cost.noise.len()));
        let charge = CHARGE * self.cost.noise.last().map_or(1.0, |noise| noise.scale);
        let chosen =
            choice::choose(columns, from, how_many, rho, charge, self.settings.most_rows, &mut random);
        chosen.into_iter().filter_map(|at| from.get(at).map(|candidate| candidate.shape.clone())).collect()
    }

    fn triples(&mut self, columns: &[Column], sizes: &[usize], beliefs: &Beliefs) -> Vec<Triple> {
        let mut shapes: Vec<Shape> = subsets(sizes.len(), 3)
            .iter()
            .filter(|triple| beliefs.pairs_within(triple) >= 2)
            .map(|triple| Shape::new(triple, sizes))
            .filter(|shape| shape.cells().is_some_and(|cells| cells <= MOST_CELLS))
            .collect();
        shapes.sort_by_key(Shape::cells);
        let mut together = 0;
        shapes.retain(|shape| {
            together += shape.cells().unwrap_or(0);
            together <= MOST_CELLS_TOGETHER
        });
        shapes.sort_by(|a, b| a.columns.cmp(&b.columns));
        if shapes.is_empty() {
            return Vec::new();
        }
        let candidates: Vec<Candidate> =
            shapes.into_par_iter().map(|shape| beliefs.expectation(shape)).collect();
        let (mut share, mut chosen) =
            (TRIPLES, candidates.iter().map(|one| one.shape.clone()).collect::<Vec<_>>());
        if candidates.len() > MOST_TRIPLES {
            chosen = self.choose(columns, &candidates, MOST_TRIPLES, self.cost.rho * share * CHOOSING);
            share *= 1.0 - CHOOSING;
        }
        let noise = self.noise("triples", share, chosen.len());
        let mut measured = measure_all(columns, &chosen, noise, self.key, 1 << 20).into_iter().peekable();
        let with_expected = sizes.len() <= EXPECT_UP_TO;
        let mut triples = Vec::new();
        for candidate in candidates {
            let is_next = measured.peek().is_some_and(|next| next.shape == candidate.shape);
            if let Some(measured) = is_next.then(|| measured.next()).flatten() {
                triples.push((candidate, Some(measured)));
            } else if with_expected {
                triples.push((candidate, None));
            }
        }
        triples.into_par_iter().map(|(candidate, measured)| beliefs.triple(candidate, measured)).collect()
    }
}

fn measure_all(
    columns: &[Column],
    shapes: &[Shape],
    noise: Gaussian,
    key: &NoiseKey,
    from: u32,
) -> Vec<Measured> {
    let numbered: Vec<(u32, &Shape)> = (from..).zip(shapes).collect();
    numbered.into_par_iter().map(|(number, shape)| measure(columns, shape, noise, key, number)).collect()
}

fn measure(columns: &[Column], shape: &Shape, noise: Gaussian, key: &NoiseKey, number: u32) -> Measured {
    let mut noisy = shape.count(columns);
    let mut random = key.stream(Purpose::Marginal(number));
    for count in &mut noisy {
        *count += noise.sample(&mut random);
    }
    Measured { shape: shape.clone(), noisy, variance: noise.variance() }
}
