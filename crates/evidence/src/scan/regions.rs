//! Regions: where they lie, who lives there, what was counted.

use std::collections::BTreeSet;
use std::io::Read;

use crate::rows::{Malformed, Rows};

/// One region.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// Its name in the file.
    pub id: String,
    /// Kilometres east of any fixed point.
    pub x_km: f64,
    /// Kilometres north of it.
    pub y_km: f64,
    /// People who live there.
    pub population: f64,
    /// Cases, one number a period, the oldest first; a single one without periods. Adjusted figures may be
    /// fractional.
    pub cases: Vec<f64>,
    /// Cases to be expected, in the same shape; nothing takes them from the population.
    pub expected: Option<Vec<f64>>,
}

/// A table of regions that cannot be scanned: line, column, what and the mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegionError {
    /// The text is no table.
    #[error("line {}: {_0}", _0.line.unwrap_or(1))]
    NotATable(#[from] Malformed),
    /// A column is not there.
    #[error(
        "line 1: no column `{0}` (mend: the columns id, x_km, y_km, population and cases are needed, expected and period may be given)"
    )]
    NoColumn(&'static str),
    /// A column is there twice.
    #[error("line 1: the column `{0}` is there twice (mend: keep one)")]
    TwoColumns(&'static str),
    /// A field says nothing usable.
    #[error("line {line}, column {column}: `{value}` {what} (mend: {mend})")]
    Field {
        /// Line, from 1.
        line: u64,
        /// Column by name.
        column: &'static str,
        /// What stands there.
        value: String,
        /// What is wrong with it.
        what: &'static str,
        /// What to write.
        mend: &'static str,
    },
    /// The table as a whole cannot be scanned.
    #[error("{what} (mend: {mend})")]
    Whole {
        /// What is wrong.
        what: String,
        /// What to do.
        mend: &'static str,
    },
}

const NEEDED: [&str; 5] = ["id", "x_km", "y_km", "population", "cases"];

struct Columns {
    needed: [usize; 5],
    expected: Option<usize>,
    period: Option<usize>,
}

/// Reads a table with the columns id, x_km, y_km, population, cases and, where given, expected and period.
///
/// With a period column every region needs one row for every period. Other columns are ignored.
pub fn read(source: impl Read) -> Result<Vec<Region>, RegionError> {
    let mut rows = Rows::open(source)?;
    let columns = columns(&rows.header())?;
    let mut regions: Vec<Region> = Vec::new();
    let mut ids: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    let mut periods: BTreeSet<String> = BTreeSet::new();
    let mut order: Vec<String> = Vec::new();
    let mut filled: BTreeSet<(usize, usize)> = BTreeSet::new();
    while let Some((line, record)) = rows.next_row()? {
        let row = Row { record, line };
        let [id, x_km, y_km, population, cases] = columns.needed;
        let name = row.text(id);
        if name.is_empty() {
            return Err(row.field(id, "id", "is empty", "name the region"));
        }
        let period = columns.period.map_or("", |at| row.text(at));
        if columns.period.is_some() && period.is_empty() {
            return Err(row.field(columns.period.unwrap_or(0), "period", "is empty", "name the period"));
        }
        if periods.insert(period.to_owned()) {
            order.push(period.to_owned());
        }
        let at_period = order.iter().position(|known| known == period).unwrap_or(0);
        let place =
            (row.number(x_km, "x_km")?, row.number(y_km, "y_km")?, row.amount(population, "population")?);
        let index = *ids.entry(name.to_owned()).or_insert_with(|| {
            regions.push(Region {
                id: name.to_owned(),
                x_km: place.0,
                y_km: place.1,
                population: place.2,
                cases: Vec::new(),
                expected: columns.expected.map(|_| Vec::new()),
            });
            regions.len() - 1
        });
        if !filled.insert((index, at_period)) {
            let mend = "one row a region, or one a region and period with a period column";
            return Err(row.field(id, "id", "is there twice", mend));
        }
        let Some(region) = regions.get_mut(index) else { continue };
        if (region.x_km, region.y_km, region.population) != place {
            let mend = "the same place and population in every period";
            return Err(row.field(id, "id", "has another place or population than before", mend));
        }
        put(&mut region.cases, at_period, row.amount(cases, "cases")?);
        if let (Some(at), Some(expected)) = (columns.expected, &mut region.expected) {
            put(expected, at_period, row.amount(at, "expected")?);
        }
    }
    in_order_of_time(&mut regions, &order, filled.len())?;
    Ok(regions)
}

/// Every region has every period, and periods stand in the order of their names.
fn in_order_of_time(regions: &mut [Region], order: &[String], filled: usize) -> Result<(), RegionError> {
    let whole = |what: String, mend| Err(RegionError::Whole { what, mend });
    if filled != regions.len() * order.len() {
        let missing = regions.len() * order.len() - filled;
        let what = format!("{missing} pairs of region and period have no row");
        return whole(what, "write a row for each, with 0 where nothing was counted");
    }
    if !order.is_sorted() {
        return whole(
            "the periods do not stand in order".to_owned(),
            "sort the rows by period, such as 2024-03",
        );
    }
    Ok(())
}

/// Every earlier period is in place already: rows come in order of time or are refused.
fn put(values: &mut Vec<f64>, at: usize, value: f64) {
    if values.len() <= at {
        values.resize(at + 1, 0.0);
    }
    if let Some(place) = values.get_mut(at) {
        *place = value;
    }
}

fn columns(header: &[String]) -> Result<Columns, RegionError> {
    let find = |name: &'static str| {
        let mut places = header.iter().enumerate().filter(|(_, column)| **column == name).map(|(at, _)| at);
        let first = places.next();
        if places.next().is_some() { Err(RegionError::TwoColumns(name)) } else { Ok(first) }
    };
    let mut needed = [0; 5];
    for (place, name) in needed.iter_mut().zip(NEEDED) {
        *place = find(name)?.ok_or(RegionError::NoColumn(name))?;
    }
    Ok(Columns { needed, expected: find("expected")?, period: find("period")? })
}

struct Row<'a> {
    record: &'a csv::StringRecord,
    line: u64,
}

impl Row<'_> {
    fn text(&self, at: usize) -> &str {
        self.record.get(at).unwrap_or_default()
    }

    fn field(&self, at: usize, column: &'static str, what: &'static str, mend: &'static str) -> RegionError {
        RegionError::Field { line: self.line, column, value: self.text(at).to_owned(), what, mend }
    }

    fn number(&self, at: usize, column: &'static str) -> Result<f64, RegionError> {
        match self.text(at).parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(self.field(at, column, "is no number", "a number with a point, such as 12.5")),
        }
    }

    fn amount(&self, at: usize, column: &'static str) -> Result<f64, RegionError> {
        let number = self.number(at, column)?;
        if number < 0.0 {
            return Err(self.field(at, column, "is below 0", "0 or more"));
        }
        Ok(number)
    }
}
