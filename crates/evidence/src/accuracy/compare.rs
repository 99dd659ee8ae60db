//! Two instruments on the same persons.

use std::collections::BTreeMap;

use serde::Serialize;

use super::mcnemar;
use super::row::{Row, Screen};
use super::table::Table;
use super::telling::Telling;

/// What the comparison says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The first instrument.
    pub first: String,
    /// The second.
    pub second: String,
    /// Among persons trafficked by the reference standard: positive is right.
    pub among_trafficked: Pairs,
    /// Among the others: negative is right.
    pub among_others: Pairs,
    /// Whether each person with both results was checked.
    pub is_everybody_checked: bool,
}

/// Persons with both results, of one kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pairs {
    /// How many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persons: Option<u64>,
    /// Only the first instrument was right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_first_right: Option<u64>,
    /// Only the second was right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_second_right: Option<u64>,
    /// Two-sided exact p of McNemar's test.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p: Option<f64>,
    /// What that means.
    pub reading: Reading,
}

/// What a pair of counts means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// The first was right more often than chance explains.
    FirstBetter,
    /// The second was.
    SecondBetter,
    /// Chance explains the difference.
    NoDifferenceShown,
    /// Too few persons.
    TooFew,
}

/// Below this, chance is a poor explanation.
const ALPHA: f64 = 0.05;

/// Why there is no comparison.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompareError {
    /// Rows do not say whose they are.
    #[error(
        "no column `person` (mend: give each person a reference of its own, the same in both of her rows)"
    )]
    NoPersons,
    /// No such instrument.
    #[error("no instrument `{name}` (mend: one of {known})")]
    Unknown {
        /// The name asked for.
        name: String,
        /// Those in the table.
        known: String,
    },
    /// The same twice.
    #[error("`{0}` with itself (mend: two different instruments)")]
    Same(String),
    /// Nobody has both.
    #[error(
        "nobody who was checked has a result of both `{first}` and `{second}` (mend: two rows a person, one for each)"
    )]
    Nobody {
        /// The first.
        first: String,
        /// The second.
        second: String,
    },
}

/// Compares two instruments on the persons who have a result of both and were checked.
pub fn compare(
    table: &Table,
    first: &str,
    second: &str,
    telling: Telling,
) -> Result<Comparison, CompareError> {
    if !table.has_persons {
        return Err(CompareError::NoPersons);
    }
    let known: std::collections::BTreeSet<&str> =
        table.rows.iter().map(|row| row.instrument.as_str()).collect();
    for name in [first, second] {
        if !known.contains(name) {
            let known = known.into_iter().collect::<Vec<_>>().join(", ");
            return Err(CompareError::Unknown { name: name.to_owned(), known });
        }
    }
    if first == second {
        return Err(CompareError::Same(first.to_owned()));
    }
    let both = both(table, first, second);
    let mut counts = [[0; 3]; 2];
    let mut is_everybody_checked = true;
    for [one, other] in &both {
        let Some(is_trafficked) = one.is_trafficked.or(other.is_trafficked) else {
            is_everybody_checked = false;
            continue;
        };
        let [trafficked, others] = &mut counts;
        let [persons, only_first, only_second] = if is_trafficked { trafficked } else { others };
        let is_right = |row: &Row| (row.screen == Some(Screen::Positive)) == is_trafficked;
        *persons += 1;
        *only_first += u64::from(is_right(one) && !is_right(other));
        *only_second += u64::from(is_right(other) && !is_right(one));
    }
    if counts.iter().all(|[persons, ..]| *persons == 0) {
        return Err(CompareError::Nobody { first: first.to_owned(), second: second.to_owned() });
    }
    let [among_trafficked, among_others] = counts.map(|counts| Pairs::new(counts, telling));
    let (first, second) = (first.to_owned(), second.to_owned());
    Ok(Comparison { first, second, among_trafficked, among_others, is_everybody_checked })
}

/// The rows of each person with a result of both.
fn both<'t>(table: &'t Table, first: &str, second: &str) -> Vec<[&'t Row; 2]> {
    let mut rows: BTreeMap<&str, [Option<&Row>; 2]> = BTreeMap::new();
    for row in table.rows.iter().filter(|row| row.screen.is_some() && !row.person.is_empty()) {
        let [one, other] = rows.entry(&row.person).or_default();
        if row.instrument == first {
            *one = Some(row);
        } else if row.instrument == second {
            *other = Some(row);
        }
    }
    rows.into_values().filter_map(|[one, other]| Some([one?, other?])).collect()
}

impl Pairs {
    fn new([persons, only_first, only_second]: [u64; 3], telling: Telling) -> Pairs {
        let p = mcnemar::exact_p(only_first, only_second);
        let reading = if telling.few(persons).is_some() {
            Reading::TooFew
        } else if p >= ALPHA {
            Reading::NoDifferenceShown
        } else if only_first > only_second {
            Reading::FirstBetter
        } else {
            Reading::SecondBetter
        };
        let is_told = [persons, only_first, only_second].iter().all(|count| telling.shows(*count))
            && telling.shows(persons - only_first - only_second);
        let only = |value| is_told.then_some(value);
        Pairs {
            persons: only(persons),
            only_first_right: only(only_first),
            only_second_right: only(only_second),
            p: is_told.then_some(p),
            reading,
        }
    }
}
