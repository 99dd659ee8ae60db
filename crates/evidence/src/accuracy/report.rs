//! The whole answer about a table of persons screened, or about four counts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::compare::Comparison;
use super::counts::Counts;
use super::doubts::{self, Doubt};
use super::interval::Interval;
use super::measures::{self, Measures};
use super::participation::{self, Participation};
use super::prevalence::{self, Thousand};
use super::row::Row;
use super::table::{Column, Table};
use super::tally::Tally;
use super::telling::{Detail, Telling, coarse};
use super::waits::{self, Waits};

/// What a positive screen is; stands in every form of the answer.
pub const UNIT: &str = "a positive screen asks for a talk and an offer of help; it never means that somebody is a victim, a negative one never that somebody is not, and neither travels to enforcement";

/// What is asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Prevalences, as shares in order.
    pub prevalences: Vec<f64>,
    /// Columns to group by; those that the table has where nothing is said.
    pub by: Option<Vec<Column>>,
    /// Which counts may be seen.
    pub telling: Telling,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// What a screen says and does not.
    pub unit: &'static str,
    /// Fewest persons that are shown; nothing where all are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fewest_shown: Option<u64>,
    /// Instrument by instrument, in the order of names.
    pub instruments: Vec<Instrument>,
    /// Two of them on the same persons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    /// Hours from contact to a safe place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_safe_place: Option<Waits>,
    /// Hours from contact to presumption.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_presumption: Option<Waits>,
    /// Columns of the file that nothing was read from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unread_columns: Vec<String>,
}

/// One instrument.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Instrument {
    /// Its name; empty where the table names none.
    pub name: String,
    /// All persons.
    pub all: Answer,
    /// By column and group.
    pub by: Vec<Breakdown>,
}

/// The groups of one column, in the order of their names.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Breakdown {
    /// The column.
    pub column: &'static str,
    /// Its groups.
    pub groups: Vec<Group>,
}

/// One group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// Its name; empty for rows that name none.
    pub name: String,
    /// What is said of it.
    #[serde(flatten)]
    pub answer: Answer,
}

/// What is said of one set of persons.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// Who took part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participation: Option<Participation>,
    /// Against what was checked.
    pub reference_standards: Vec<String>,
    /// The figures.
    #[serde(flatten)]
    pub measures: Measures,
    /// What they mean at each prevalence.
    pub at: Vec<At>,
    /// What a reader must know besides.
    pub doubts: Vec<Doubt>,
}

/// One prevalence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct At {
    /// Share of those screened who are trafficked.
    pub prevalence: f64,
    /// Of those who screen positive, the share trafficked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ppv: Option<f64>,
    /// Its interval, or its range where counts are small.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ppv_interval: Option<Interval>,
    /// Of those who screen negative, the share not trafficked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub npv: Option<f64>,
    /// Its interval, or its range where counts are small.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub npv_interval: Option<Interval>,
    /// Of a thousand screened; two where only a range is told, of the worse and of the better end.
    pub of_thousand: [Thousand; 2],
}

/// Answers about a table.
pub fn assess(table: &Table, asked: &Asked) -> Report {
    let wanted = |column: &Column| asked.by.as_ref().is_none_or(|by| by.contains(column));
    let columns: Vec<Column> = table.groups.iter().copied().filter(wanted).collect();
    let mut instruments: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &table.rows {
        instruments.entry(&row.instrument).or_default().push(row);
    }
    let instruments = instruments
        .into_iter()
        .map(|(name, rows)| Instrument {
            name: name.to_owned(),
            all: one(&rows, asked),
            by: breakdowns(&rows, &columns, asked),
        })
        .collect();
    Report {
        unit: UNIT,
        fewest_shown: fewest(asked.telling),
        instruments,
        comparison: None,
        to_safe_place: waits::of(table, &columns, asked.telling, |row| row.to_safe_place),
        to_presumption: waits::of(table, &columns, asked.telling, |row| row.to_presumption),
        unread_columns: table.unread.clone(),
    }
}

/// Answers about four counts of persons of whom everybody was checked.
pub fn from_counts(counts: Counts, prevalences: &[f64]) -> Report {
    let measures = measures::of_counts(counts, Telling::Everything, Detail::Full);
    let at = at(&measures, prevalences);
    let zero = counts.cells().contains(&0).then_some(Doubt::ZeroCell);
    let doubts = std::iter::once(Doubt::CountsAlone).chain(zero).collect();
    let all = Answer { participation: None, reference_standards: Vec::new(), measures, at, doubts };
    Report {
        unit: UNIT,
        fewest_shown: None,
        instruments: vec![Instrument { name: String::new(), all, by: Vec::new() }],
        comparison: None,
        to_safe_place: None,
        to_presumption: None,
        unread_columns: Vec::new(),
    }
}

fn fewest(telling: Telling) -> Option<u64> {
    match telling {
        Telling::Everything => None,
        Telling::AtLeast(fewest) => Some(fewest),
    }
}

fn one(rows: &[&Row], asked: &Asked) -> Answer {
    let tally = Tally::of(rows.iter().copied());
    let detail = measures::detail(&tally, asked.telling);
    let of_participation = participation::detail(&tally, asked.telling);
    answer(&tally, asked, detail, of_participation)
}

fn answer(tally: &Tally, asked: &Asked, detail: Detail, of_participation: Detail) -> Answer {
    let measures = measures::of(tally, asked.telling, detail);
    Answer {
        participation: Some(Participation::of(tally, asked.telling, of_participation)),
        reference_standards: tally.standards.iter().cloned().collect(),
        at: at(&measures, &asked.prevalences),
        doubts: doubts::of(tally, measures.basis),
        measures,
    }
}

/// The groups of each column.
fn breakdowns(rows: &[&Row], columns: &[Column], asked: &Asked) -> Vec<Breakdown> {
    let tallies: Vec<(Column, Vec<(&str, Tally)>)> =
        columns.iter().map(|column| (*column, tallies(rows, *column))).collect();
    // What one group hides, its siblings and the whole would give away together, and so would a group of another
    // column that holds the same persons.
    let coarsest = |of: &dyn Fn(&Tally, Telling) -> Detail| {
        let mut all = tallies.iter().flat_map(|(_, groups)| groups);
        let is_coarse = all.any(|(_, tally)| of(tally, asked.telling) == Detail::Coarse);
        if is_coarse { Detail::Coarse } else { Detail::Full }
    };
    let (detail, of_participation) = (coarsest(&measures::detail), coarsest(&participation::detail));
    let breakdown = |(column, groups): &(Column, Vec<(&str, Tally)>)| {
        let groups = groups.iter().map(|(name, tally)| Group {
            name: (*name).to_owned(),
            answer: answer(tally, asked, detail, of_participation),
        });
        Breakdown { column: column.name(), groups: groups.collect() }
    };
    tallies.iter().map(breakdown).collect()
}

fn tallies<'r>(rows: &[&'r Row], column: Column) -> Vec<(&'r str, Tally)> {
    let mut groups: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        groups.entry(row.group(column)).or_default().push(row);
    }
    groups.into_iter().map(|(name, rows)| (name, Tally::of(rows))).collect()
}

/// Predictive values, from told figures alone.
fn at(measures: &Measures, prevalences: &[f64]) -> Vec<At> {
    let Some(ends) = measures.sensitivity.ends().zip(measures.specificity.ends()) else { return Vec::new() };
    let told = measures.sensitivity.estimate.zip(measures.specificity.estimate);
    let row = |prevalence: &f64| {
        let prevalence = *prevalence;
        let (sensitivity, specificity) = ends;
        let worse = Thousand::new(sensitivity.low, specificity.low, prevalence);
        let better = Thousand::new(sensitivity.high, specificity.high, prevalence);
        if let Some((sensitivity, specificity)) = told {
            let of_thousand = [Thousand::new(sensitivity, specificity, prevalence); 2];
            let [positive, negative] = measures
                .ratios
                .map_or([None; 2], |ratios| ratios.map(|one| prevalence::after(one, prevalence)));
            return At {
                prevalence,
                ppv: prevalence::ppv(sensitivity, specificity, prevalence),
                ppv_interval: positive,
                npv: prevalence::npv(sensitivity, specificity, prevalence),
                npv_interval: negative.map(|missed| missed.map(|share| 1.0 - share)),
                of_thousand,
            };
        }
        let range = |of: fn(f64, f64, f64) -> Option<f64>| {
            let low = of(sensitivity.low, specificity.low, prevalence)?;
            let high = of(sensitivity.high, specificity.high, prevalence)?;
            Some(coarse(Interval { low, high }))
        };
        At {
            prevalence,
            ppv: None,
            ppv_interval: range(prevalence::ppv),
            npv: None,
            npv_interval: range(prevalence::npv),
            of_thousand: [worse, better],
        }
    };
    prevalences.iter().map(row).collect()
}
