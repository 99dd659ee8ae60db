//! The cumulative sum of Rossi, Lampugnani and Marchi (Statistics in Medicine 1999), equal to R
//! surveillance 1.20.3 with its `rossi` transformation.

use super::method::Controls;
use super::score::{NoBound, Score};

/// Scores the last periods, from `first` (from 1) to the end.
///
/// The mean is that of all periods before `first` and stays; the sum is not reset by an alarm. A missing
/// count leaves the sum as it is.
pub fn score(counts: &[Option<u32>], first: usize, controls: &Controls) -> Vec<Score> {
    let before: Vec<f64> =
        counts.get(..first - 1).unwrap_or_default().iter().flatten().map(|count| f64::from(*count)).collect();
    #[expect(clippy::cast_precision_loss, reason = "periods are a few thousand")]
    let mean = before.iter().sum::<f64>() / before.len() as f64;
    let (k0, h) = (controls.reference_value, controls.decision_interval);
    let mut sum: f64 = 0.0;
    let mut scores = Vec::new();
    for (offset, observed) in counts.get(first - 1..).unwrap_or_default().iter().enumerate() {
        let index = first + offset;
        if before.is_empty() {
            scores.push(Score::without(index, *observed, None, NoBound::ShortHistory));
            continue;
        }
        if mean <= 0.0 {
            scores.push(Score::without(index, *observed, Some(mean), NoBound::NoSpread));
            continue;
        }
        let Some(count) = observed else {
            scores.push(Score::without(index, None, Some(mean), NoBound::MissingCounts));
            continue;
        };
        let (x, root) = (f64::from(*count), mean.sqrt());
        let inside = 4.0 * mean * mean + 2.0 * mean * root * (h + k0 - sum);
        let upper =
            2.0 * h * root + 2.0 * k0 * root - 2.0 * sum * root + 5.0 * mean - 2.0 * inside.max(0.0).sqrt();
        let z = (x - 3.0 * mean + 2.0 * (x * mean).sqrt()) / (2.0 * root);
        sum = (sum + z - k0).max(0.0);
        let mut score =
            Score::with(index, *observed, Some(mean), if inside < 0.0 { 0.0 } else { upper.max(0.0) });
        score.alarm = sum >= h;
        scores.push(score);
    }
    scores
}
