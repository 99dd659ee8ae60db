//! How long it took from contact: quartiles in which whoever was never reached is not left out.

use serde::Serialize;

/// Whether and when something was reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reached {
    /// So many hours after contact.
    After(f64),
    /// Not until now: longer than any time known.
    NotYet,
}

/// One of the quartiles.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Quartile {
    /// Hours from contact.
    Hours(f64),
    /// It falls on persons who have not reached it.
    NotYet,
}

/// Lower quartile, median, upper quartile (Hyndman and Fan type 7, as spreadsheets have it).
pub fn quartiles(times: &[Reached]) -> Option<[Quartile; 3]> {
    if times.is_empty() {
        return None;
    }
    let hours = |time: &Reached| match time {
        Reached::After(hours) => *hours,
        Reached::NotYet => f64::INFINITY,
    };
    let mut sorted: Vec<f64> = times.iter().map(hours).collect();
    sorted.sort_by(f64::total_cmp);
    Some([1, 2, 3].map(|quarter| at(&sorted, quarter)))
}

fn at(sorted: &[f64], quarter: usize) -> Quartile {
    let steps = (sorted.len() - 1) * quarter;
    let (place, rest) = (steps / 4, steps % 4);
    let low = sorted.get(place).copied().unwrap_or(f64::INFINITY);
    if rest == 0 {
        return Quartile::of(low);
    }
    let high = sorted.get(place + 1).copied().unwrap_or(f64::INFINITY);
    Quartile::of(low + (high - low) * (rest as f64 / 4.0))
}

impl Quartile {
    fn of(hours: f64) -> Quartile {
        if hours.is_finite() { Quartile::Hours(hours) } else { Quartile::NotYet }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_not_arrived_counts_as_longer_than_everybody() {
        let after = |hours: &[f64]| hours.iter().map(|one| Reached::After(*one)).collect::<Vec<_>>();
        let three = [after(&[2.0, 4.0]), vec![Reached::NotYet; 3]].concat();
        assert_eq!(quartiles(&three), Some([Quartile::Hours(4.0), Quartile::NotYet, Quartile::NotYet]));
        assert_eq!(quartiles(&after(&[7.0])), Some([Quartile::Hours(7.0); 3]));
        assert_eq!(quartiles(&[]), None);
        assert_eq!(quartiles(&[Reached::NotYet; 2]), Some([Quartile::NotYet; 3]));
    }
}
