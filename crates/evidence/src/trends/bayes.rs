//! The Bayes detector (Riebler 2004; Höhle, Computational Statistics 2007), equal to R surveillance 1.20.3.

use super::farrington::years_that_fit;
use super::method::Controls;
use super::score::{NoBound, Score};
use crate::distribution::Counts;

/// Scores the period `k` (from 1) of `counts` against the periods just before it and the same season of
/// earlier years, with the non-informative prior of Jeffreys. Missing counts drop out.
pub fn score(counts: &[Option<u32>], k: usize, year: usize, controls: &Controls) -> Score {
    let observed = counts.get(k - 1).copied().flatten();
    let Some(years) = years_that_fit(k, year, controls) else {
        return Score::without(k, observed, None, NoBound::ShortHistory);
    };
    let w = controls.half_window;
    let just_before = (k - w)..k;
    let earlier = (1..=years).flat_map(|back| (k - back * year - w)..=(k - back * year + w));
    let (mut sum, mut known) = (0.0, 0.0);
    for count in just_before.chain(earlier).filter_map(|index| counts.get(index - 1).copied().flatten()) {
        sum += f64::from(count);
        known += 1.0;
    }
    let mut score = if known == 0.0 || observed.is_none() {
        Score::without(k, observed, None, NoBound::MissingCounts)
    } else {
        let predictive = Counts::of_size(sum + 0.5, known / (known + 1.0));
        match predictive.quantile(1.0 - controls.alpha) {
            Some(upper) => {
                let mut score = Score::with(k, observed, Some((sum + 0.5) / known), upper);
                score.p = observed.map(|count| predictive.mid_p(f64::from(count)));
                score
            }
            None => Score::without(k, observed, None, NoBound::NotFitted),
        }
    };
    score.years_back = (years < controls.years_back).then_some(years);
    score
}
