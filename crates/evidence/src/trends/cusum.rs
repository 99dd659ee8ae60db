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
    let m = before.iter().sum::<f64>() / before.len() as f64;
    let (k0, h) = (controls.reference_value, controls.decision_interval);
    let mut c: f64 = 0.0;
    let mut scores = Vec::new();
    for (offset, observed) in counts.get(first - 1..).unwrap_or_default().iter().enumerate() {
        let index = first + offset;
        if before.is_empty() {
            scores.push(Score::without(index, *observed, None, NoBound::ShortHistory));
            continue;
        }
        if m <= 0.0 {
            scores.push(Score::without(index, *observed, Some(m), NoBound::NoSpread));
            continue;
        }
        let Some(count) = observed else {
            scores.push(Score::without(index, None, Some(m), NoBound::MissingCounts));
            continue;
        };
        let (x, root) = (f64::from(*count), m.sqrt());
        let inside = 4.0 * m * m + 2.0 * m * root * (h + k0 - c);
        let upper =
            2.0 * h * root + 2.0 * k0 * root - 2.0 * c * root + 5.0 * m - 2.0 * inside.max(0.0).sqrt();
        let z = (x - 3.0 * m + 2.0 * (x * m).sqrt()) / (2.0 * root);
        c = (c + z - k0).max(0.0);
        let mut score =
            Score::with(index, *observed, Some(m), if inside < 0.0 { 0.0 } else { upper.max(0.0) });
        score.alarm = c >= h;
        scores.push(score);
    }
    scores
}
