//! Rows of one person agree with each other.

use std::collections::BTreeMap;

use super::row::Row;
use super::table::TableError;

/// What earlier rows said of each person.
#[derive(Default)]
pub struct Seen {
    persons: BTreeMap<String, Said>,
}

struct Said {
    instruments: Vec<(String, u64)>,
    first: Row,
    reference: Option<(bool, u64)>,
}

const ONE_TRUTH: &str =
    "one person has one truth: correct the row that is wrong, or give two persons two references";

impl Seen {
    /// Takes a row, or says which earlier one it contradicts.
    pub fn take(&mut self, row: &Row) -> Result<(), TableError> {
        if row.person.is_empty() {
            return Ok(());
        }
        let Some(said) = self.persons.get_mut(&row.person) else {
            let said = Said {
                instruments: vec![(row.instrument.clone(), row.line)],
                first: row.clone(),
                reference: row.is_trafficked.map(|is| (is, row.line)),
            };
            self.persons.insert(row.person.clone(), said);
            return Ok(());
        };
        let wrong = |column: &str, value: &str, what: String, mend| {
            Err(TableError::Field {
                line: row.line,
                column: column.to_owned(),
                value: value.to_owned(),
                what,
                mend,
            })
        };
        if let Some((_, line)) = said.instruments.iter().find(|(name, _)| *name == row.instrument) {
            let mend = "one row a person and instrument; keep the first screening";
            return wrong(
                "person",
                &row.person,
                format!("has a row for this instrument already in line {line}"),
                mend,
            );
        }
        if let (Some(now), Some((before, line))) = (row.is_trafficked, said.reference)
            && now != before
        {
            let value = if now { "yes" } else { "no" };
            return wrong(
                "reference",
                value,
                format!("contradicts line {line} about the same person"),
                ONE_TRUTH,
            );
        }
        let line = said.first.line;
        if (row.to_safe_place, row.to_presumption) != (said.first.to_safe_place, said.first.to_presumption) {
            let what = format!("has other times than in line {line}");
            return wrong("person", &row.person, what, "the same times in each of her rows");
        }
        said.instruments.push((row.instrument.clone(), row.line));
        said.reference = said.reference.or(row.is_trafficked.map(|is| (is, row.line)));
        Ok(())
    }
}
