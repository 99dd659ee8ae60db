//! Who reported: did a count rise because more was found everywhere, or because somebody new began to look?
//!
//! Counts of identification are not counts of exploitation. A new team, a new duty to report or a closed
//! office moves them. Where a file says who reported, every alarm is read against that; where it does not,
//! the answer says that it cannot tell.

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde::Serialize;

use super::series::Series;
use super::{Frequency, Score};

/// What an alarm may be, as far as the reporters tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Meaning {
    /// The file does not say who reported.
    Unknown,
    /// Without those who reported nothing in the year before there is no alarm.
    NewReporters {
        /// Who they are.
        who: Vec<String>,
    },
    /// One reporter alone accounts for the rise; without its excess there is no alarm.
    OneReporter {
        /// Who it is.
        who: String,
    },
    /// Several reporters found more.
    SeveralReporters,
}

impl Meaning {
    /// The sentence that stands beside an alarm.
    pub fn words(&self) -> String {
        match self {
            Self::Unknown => {
                "the file does not say who reported: this may be a new team or a new duty to report"
                    .to_owned()
            }
            Self::NewReporters { who } => {
                format!(
                    "a change of reporting: without the new reporters ({}) there is no alarm",
                    who.join(", ")
                )
            }
            Self::OneReporter { who } => format!("one reporter accounts for it ({who}): ask there first"),
            Self::SeveralReporters => "several reporters found more".to_owned(),
        }
    }
}

/// Reads one alarm of a series against who reported it.
pub fn meaning(score: &Score, reporters: &[Series], frequency: Frequency) -> Meaning {
    let (Some(upper), Some(observed)) = (score.upper, score.observed) else { return Meaning::Unknown };
    if reporters.is_empty() {
        return Meaning::Unknown;
    }
    let k = score.index;
    let year = k.saturating_sub(frequency.periods_a_year()).max(1);
    let now = |one: &Series| one.counts.get(k - 1).copied().flatten().map_or(0.0, f64::from);
    let before = |one: &Series| {
        let known: Vec<f64> = one
            .counts
            .get(year - 1..k - 1)
            .unwrap_or_default()
            .iter()
            .flatten()
            .map(|count| f64::from(*count))
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "a year of periods")]
        let n = known.len().max(1) as f64;
        known.iter().sum::<f64>() / n
    };
    let new: Vec<&Series> = reporters.iter().filter(|one| now(one) > 0.0 && before(one) == 0.0).collect();
    let from_new: f64 = new.iter().map(|one| now(one)).sum();
    if from_new > 0.0 && f64::from(observed) - from_new <= upper {
        return Meaning::NewReporters { who: new.iter().map(|one| one.name.clone()).collect() };
    }
    let excess = |one: &&Series| now(one) - before(one);
    let most = reporters.iter().max_by(|a, b| excess(a).total_cmp(&excess(b)));
    match most {
        Some(one)
            if reporters.len() > 1
                && f64::from(observed) - excess(&one) <= upper
                && others_are_quiet(reporters, one, &excess) =>
        {
            Meaning::OneReporter { who: one.name.clone() }
        }
        _ => Meaning::SeveralReporters,
    }
}

/// The others together found less than a fifth of the one's excess more than before.
fn others_are_quiet(reporters: &[Series], one: &Series, excess: &dyn Fn(&&Series) -> f64) -> bool {
    let others: f64 =
        reporters.iter().filter(|other| other.name != one.name).map(|other| excess(&other)).sum();
    others < 0.2 * excess(&one)
}

/// A period from which the shares of the reporters are different.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangePoint {
    /// First period of the new shares, from 1.
    pub index: usize,
    /// Chance of a change as large when periods are put in random order.
    pub p: f64,
    /// Who reports a larger share now, with the share before and after; the largest change first.
    pub more: Vec<Share>,
    /// Who reports a smaller share now.
    pub less: Vec<Share>,
}

/// One reporter's share before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Share {
    /// Who.
    pub who: String,
    /// Share before.
    pub before: f64,
    /// Share after.
    pub after: f64,
}

/// Shortest time that counts as a regime, in periods.
const SHORTEST: usize = 4;
/// Random orders, and the largest p of a change that is told.
const ORDERS: u64 = 199;
const LARGEST_P: f64 = 0.01;
/// A change of less than this share is not told.
const SMALLEST_CHANGE: f64 = 0.02;

/// Finds changes in who reports: the split of time with the largest likelihood ratio of shares, tested by
/// putting periods in random order, then the same again on both sides.
pub fn changes(reporters: &[Series], seed: u64) -> Vec<ChangePoint> {
    let length = reporters.iter().map(|one| one.counts.len()).max().unwrap_or(0);
    let table: Vec<Vec<f64>> = (0..length)
        .map(|at| {
            reporters.iter().map(|one| one.counts.get(at).copied().flatten().map_or(0.0, f64::from)).collect()
        })
        .collect();
    let mut found = Vec::new();
    if reporters.len() > 1 {
        search(&table, 0, reporters, seed, &mut found);
    }
    found.sort_by_key(|change| change.index);
    found
}

fn search(table: &[Vec<f64>], offset: usize, reporters: &[Series], seed: u64, found: &mut Vec<ChangePoint>) {
    let Some((split, strength)) = best_split(table) else { return };
    let mut as_strong = 1_u32;
    let mut order = table.to_vec();
    for turn in 0..ORDERS {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream((offset as u64) << 32 | turn);
        for at in (1..order.len()).rev() {
            order.swap(at, random.random_range(0..=at));
        }
        as_strong += u32::from(best_split(&order).is_some_and(|(_, other)| other >= strength));
    }
    #[expect(clippy::cast_precision_loss, reason = "two hundred")]
    let p = f64::from(as_strong) / (ORDERS + 1) as f64;
    if p > LARGEST_P {
        return;
    }
    let (left, right) = table.split_at(split);
    let (before, after) = (shares(left), shares(right));
    let mut moved: Vec<Share> = reporters
        .iter()
        .zip(before.iter().zip(&after))
        .filter(|(_, (before, after))| (*after - *before).abs() >= SMALLEST_CHANGE)
        .map(|(one, (before, after))| Share { who: one.name.clone(), before: *before, after: *after })
        .collect();
    moved.sort_by(|a, b| (b.after - b.before).abs().total_cmp(&(a.after - a.before).abs()));
    let (more, less) = moved.into_iter().partition(|share| share.after > share.before);
    found.push(ChangePoint { index: offset + split + 1, p, more, less });
    search(left, offset, reporters, seed, found);
    search(right, offset + split, reporters, seed, found);
}

fn shares(rows: &[Vec<f64>]) -> Vec<f64> {
    let sums = sums(rows);
    let total: f64 = sums.iter().sum::<f64>().max(1.0);
    sums.into_iter().map(|sum| sum / total).collect()
}

fn sums(rows: &[Vec<f64>]) -> Vec<f64> {
    let mut sums = vec![0.0; rows.first().map_or(0, Vec::len)];
    for row in rows {
        for (sum, value) in sums.iter_mut().zip(row) {
            *sum += value;
        }
    }
    sums
}

/// The split with the largest likelihood ratio of different shares; the first of equals.
fn best_split(table: &[Vec<f64>]) -> Option<(usize, f64)> {
    if table.len() < 2 * SHORTEST {
        return None;
    }
    let all = sums(table);
    let total: f64 = all.iter().sum();
    let mut left = vec![0.0; all.len()];
    let mut best: Option<(usize, f64)> = None;
    for (at, row) in table.iter().enumerate() {
        let split = at + 1;
        for (sum, value) in left.iter_mut().zip(row) {
            *sum += value;
        }
        let of_left: f64 = left.iter().sum();
        if split < SHORTEST || table.len() - split < SHORTEST || of_left <= 0.0 || of_left >= total {
            continue;
        }
        let ratio: f64 = left
            .iter()
            .zip(&all)
            .map(|(left, all)| {
                entropy(*left, of_left) + entropy(all - left, total - of_left) - entropy(*all, total)
            })
            .sum();
        if best.is_none_or(|(_, strongest)| ratio > strongest) {
            best = Some((split, ratio));
        }
    }
    best
}

fn entropy(n: f64, of: f64) -> f64 {
    if n > 0.0 { n * libm::log(n / of) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(name: &str, counts: impl IntoIterator<Item = u32>) -> Series {
        Series { name: name.to_owned(), counts: counts.into_iter().map(Some).collect() }
    }

    fn alarm(observed: u32, upper: f64) -> Score {
        Score::with(60, Some(observed), Some(5.0), upper)
    }

    #[test]
    fn an_alarm_that_a_new_team_makes_is_called_a_change_of_reporting() {
        let old = series("police", [5; 60]);
        let new = series("inspectors", core::iter::repeat_n(0, 59).chain([9]));
        let read = meaning(&alarm(14, 9.0), &[old.clone(), new], Frequency::Weekly);
        assert_eq!(read, Meaning::NewReporters { who: vec!["inspectors".to_owned()] });
        let both = [
            series("a", core::iter::repeat_n(3, 59).chain([8])),
            series("b", core::iter::repeat_n(3, 59).chain([8])),
        ];
        assert_eq!(meaning(&alarm(16, 9.0), &both, Frequency::Weekly), Meaning::SeveralReporters);
        let one = [series("a", core::iter::repeat_n(3, 59).chain([13])), series("b", [3; 60])];
        assert_eq!(
            meaning(&alarm(16, 9.0), &one, Frequency::Weekly),
            Meaning::OneReporter { who: "a".to_owned() }
        );
        assert_eq!(meaning(&alarm(16, 9.0), &[], Frequency::Weekly), Meaning::Unknown);
        assert_eq!(meaning(&alarm(14, 4.0), &[old], Frequency::Weekly), Meaning::SeveralReporters);
    }

    #[test]
    fn a_change_of_shares_is_found_where_it_is_and_none_where_there_is_none() {
        let before = |at: u32| 8 + at % 3;
        let police = series("police", (0..40).map(before));
        let team = series("new team", (0..40).map(|at| if at < 25 { at % 2 } else { 7 + at % 3 }));
        let found = changes(&[police.clone(), team], 1);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].index, found[0].more[0].who.as_str()), (26, "new team"));
        let steady = series("steady", (0..40).map(|at| 4 + (at * 7) % 3));
        assert!(changes(&[police, steady], 1).is_empty());
    }
}
