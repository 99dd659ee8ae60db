//! Early warning in time: is a count higher than the years before lead one to expect?
//!
//! Nine methods of the field and two guarded variants score the last periods of a series, and one of our
//! own takes several periods together. Series are numbered from 1; a missing count is never a zero.
//! What is counted is people identified, so a rise may be a rise of crime, of reporting, or of a new team.

mod accumulated;
mod bayes;
pub mod combinations;
mod cusum;
mod ears;
mod farrington;
mod fit;
mod harmonic;
pub mod method;
pub mod nowcast;
mod page;
mod period;
pub mod report;
pub mod reporting;
pub mod score;
pub mod series;
pub mod strata;
pub mod table;

use rayon::prelude::*;

pub use method::{Controls, Frequency, Method};
pub use score::{NoBound, Score};
pub use series::Series;

use crate::progress::{Cancelled, Progress};

/// Scores the last `last` periods of one series with controls that [`Controls::check`] accepted.
///
/// A `last` beyond the length of the series means all of it.
pub fn score(
    counts: &[Option<u32>],
    method: Method,
    frequency: Frequency,
    controls: &Controls,
    last: usize,
) -> Vec<Score> {
    let first = counts.len().saturating_sub(last) + 1;
    let year = frequency.periods_a_year();
    if method == Method::Cusum {
        return cusum::score(counts, first, controls);
    }
    (first..=counts.len())
        .map(|k| match method {
            Method::EarsC1 | Method::EarsC2 | Method::EarsC3 | Method::EarsGuarded => {
                ears::score(method, counts, k, controls)
            }
            Method::Bayes => bayes::score(counts, k, year, controls),
            Method::Accumulated => accumulated::score(counts, k, year, controls),
            _ => farrington::score(method, counts, k, year, controls),
        })
        .collect()
}

/// Scores many series on all threads; the answer is in the order of the series on any number of them.
pub fn score_all(
    series: &[Series],
    method: Method,
    frequency: Frequency,
    controls: &Controls,
    last: usize,
    progress: &Progress<'_>,
) -> Result<Vec<Vec<Score>>, Cancelled> {
    let stage = progress.stage("series", series.len());
    series
        .par_iter()
        .map(|one| {
            stage.check()?;
            let scores = score(&one.counts, method, frequency, controls, last);
            stage.step();
            Ok(scores)
        })
        .collect()
}
