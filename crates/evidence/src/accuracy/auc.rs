//! Area under the curve of a score: the chance that somebody trafficked scores higher than somebody who was not.

use super::interval::{Interval, Z};

/// A score and whether the reference standard says trafficked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// A finite number; more points to trafficking.
    pub score: f64,
    /// What the reference standard says.
    pub is_trafficked: bool,
}

/// The area and its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Ties count half.
    pub estimate: f64,
    /// DeLong, DeLong and Clarke-Pearson (Biometrics 1988), 95 %; none where one class is a single person or the
    /// score separates both without a fault, where the method gives a width of nought.
    pub interval: Option<Interval>,
    /// Persons trafficked.
    pub with: u64,
    /// Persons not trafficked.
    pub without: u64,
}

/// The area under the curve; nothing where one class is empty.
pub fn area(scored: &[Scored]) -> Option<Area> {
    let of = |class: bool| -> Vec<f64> {
        let of_class = scored.iter().filter(|one| one.is_trafficked == class);
        // Adding nought makes one of both noughts.
        let mut scores: Vec<f64> = of_class.map(|one| one.score + 0.0).collect();
        // Sums have one order, whatever the order of the rows.
        scores.sort_by(f64::total_cmp);
        scores
    };
    let (with, without) = (of(true), of(false));
    if with.is_empty() || without.is_empty() {
        return None;
    }
    let all: Vec<f64> = with.iter().chain(&without).copied().collect();
    let ranks = ranks(&all);
    let (ranks_with, ranks_without) = ranks.split_at(with.len());
    // For each person, the share of the other class that she exceeds, ties half (Sun and Xu 2014).
    let above: Vec<f64> = placements(ranks_with, &with, without.len());
    let below: Vec<f64> = placements(ranks_without, &without, with.len());
    let estimate = mean(&above);
    let variance = variance(&above)
        .zip(variance(&below))
        .map(|(one, other)| one / with.len() as f64 + other / without.len() as f64);
    let interval = variance.filter(|variance| *variance > 0.0).map(|variance| {
        let half = Z * variance.sqrt();
        Interval { low: (estimate - half).max(0.0), high: (estimate + half).min(1.0) }
    });
    Some(Area { estimate, interval, with: with.len() as u64, without: without.len() as u64 })
}

fn placements(among_all: &[f64], class: &[f64], others: usize) -> Vec<f64> {
    among_all.iter().zip(ranks(class)).map(|(all, own)| (all - own) / others as f64).collect()
}

/// Ranks from 1, in the order of the scores given; ties share the middle of theirs.
fn ranks(scores: &[f64]) -> Vec<f64> {
    let mut order: Vec<(f64, usize)> = scores.iter().copied().zip(0..).collect();
    order.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    let mut ranks = vec![0.0; scores.len()];
    let mut before = 0;
    for tied in order.chunk_by(|one, other| one.0.total_cmp(&other.0).is_eq()) {
        let middle = before as f64 + f64::midpoint(tied.len() as f64, 1.0);
        for (_, place) in tied {
            if let Some(rank) = ranks.get_mut(*place) {
                *rank = middle;
            }
        }
        before += tied.len();
    }
    ranks
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn variance(values: &[f64]) -> Option<f64> {
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (values.len() > 1).then(|| squares / (values.len() as f64 - 1.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn scored(with: &[f64], without: &[f64]) -> Vec<Scored> {
        let of = |score: &f64, is_trafficked| Scored { score: *score, is_trafficked };
        with.iter().map(|score| of(score, true)).chain(without.iter().map(|score| of(score, false))).collect()
    }

    #[test]
    fn one_class_has_no_area_and_one_person_no_interval() {
        assert_eq!(area(&[]), None);
        assert_eq!(area(&scored(&[1.0, 2.0], &[])), None);
        assert_eq!(area(&scored(&[1.0], &[0.0, 2.0])).unwrap().interval, None);
    }

    #[test]
    fn a_score_that_never_errs_has_no_interval_rather_than_one_without_width() {
        let found = area(&scored(&[5.0, 6.0, 7.0], &[1.0, 2.0])).unwrap();
        assert!((found.estimate - 1.0).abs() < 1e-12 && found.interval.is_none());
    }

    proptest! {
        #[test]
        fn the_area_is_the_share_of_pairs_in_the_right_order(
            with in prop::collection::vec(0_i32..6, 1..30), without in prop::collection::vec(0_i32..6, 1..30),
        ) {
            let [with, without] = [&with, &without].map(|list| list.iter().map(|one| f64::from(*one)).collect::<Vec<_>>());
            let pairs: f64 = with.iter().flat_map(|one| without.iter().map(move |other| (one, other)))
                .map(|(one, other)| if one > other { 1.0 } else if one < other { 0.0 } else { 0.5 })
                .sum();
            let found = area(&scored(&with, &without)).unwrap().estimate;
            prop_assert!((found - pairs / (with.len() * without.len()) as f64).abs() < 1e-12);
            let turned = area(&scored(&without, &with)).unwrap().estimate;
            prop_assert!((found + turned - 1.0).abs() < 1e-12);
        }
    }
}
