//! Figures in words: percents, ranges, hours, persons.

use super::interval::Interval;
use super::measure::Measure;
use super::times::Quartile;

/// Hours from which days are told.
const TWO_DAYS: f64 = 48.0;

/// A share in percent; what is not quite none or all never reads as that.
pub(super) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent > 0.0 && percent < 0.05 {
        "under 0.1 %".to_owned()
    } else if (99.95..100.0).contains(&percent) {
        "over 99.9 %".to_owned()
    } else {
        format!("{percent:.1} %")
    }
}

/// An interval in percent; nothing where both ends read alike.
pub(super) fn percents(interval: Interval) -> Option<String> {
    let [low, high] = [interval.low, interval.high].map(percent);
    let number = |end: &str| end.trim_end_matches(" %").to_owned();
    (low != high).then(|| format!("{} to {high}", number(&low)))
}

/// A share with its interval behind it.
pub(super) fn with_interval(share: f64, interval: Option<Interval>) -> String {
    match interval.and_then(percents) {
        Some(ends) => format!("{} ({ends})", percent(share)),
        None => percent(share),
    }
}

/// A range in steps of percent.
pub(super) fn between(interval: Interval) -> String {
    format!("between {:.0} and {:.0} %", interval.low * 100.0, interval.high * 100.0)
}

/// An interval of a ratio or an index.
pub(super) fn plain(interval: Interval) -> String {
    format!("{:.2} to {:.2}", interval.low, interval.high)
}

/// A measure in a cell of a table of groups.
pub(super) fn brief(measure: &Measure) -> String {
    if let Some(range) = measure.between {
        return between(range);
    }
    let Some(estimate) = measure.estimate else { return "-".to_owned() };
    with_interval(estimate, measure.wilson.or(measure.interval))
}

/// A number of persons of a thousand.
pub(super) fn persons(number: f64) -> String {
    if number > 0.0 && number < 0.5 { "under 1".to_owned() } else { format!("{number:.0}") }
}

/// Two numbers of persons as one, or as a range.
pub(super) fn persons_between(one: f64, other: f64) -> String {
    let (fewer, more) = (persons(one.min(other)), persons(one.max(other)));
    if fewer == more { fewer } else { format!("{fewer} to {more}") }
}

/// A quartile of times.
pub(super) fn time(quartile: Quartile) -> String {
    match quartile {
        Quartile::NotYet => "not reached".to_owned(),
        Quartile::Hours(hours) if hours < TWO_DAYS => format!("{hours:.1} h"),
        Quartile::Hours(hours) => format!("{:.1} days", hours / 24.0),
    }
}

/// The name of a group, an instrument.
pub(super) fn named<'n>(name: &'n str, otherwise: &'n str) -> &'n str {
    if name.is_empty() { otherwise } else { name }
}

/// Cells in columns, the first to the left.
pub(super) fn columns(rows: &[Vec<String>]) -> Vec<String> {
    let width = |nth: usize| {
        rows.iter().filter_map(|row| row.get(nth)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..rows.iter().map(Vec::len).max().unwrap_or(0)).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        format!("  {}", cells.collect::<Vec<_>>().join("  ")).trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
