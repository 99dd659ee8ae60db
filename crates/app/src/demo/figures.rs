//! The published figures from which the mix of the demonstration is drawn.
//!
//! Counts of people referred, by quarter, responder, exploitation, age, gender and nationality group, and
//! the decisions of the same quarters. They tell how many, never who: nobody can be found in them.

use crate::AppError;

/// What must be shown wherever the figures are used.
pub const ATTRIBUTION: &str =
    "Contains public sector information licensed under the Open Government Licence v3.0.";

const REFERRALS: &str = include_str!("data/uk_nrm_referrals.csv");
const DECISIONS: &str = include_str!("data/uk_nrm_decisions.csv");

/// Quarters in the table, 2022 Q2 to 2023 Q4.
pub const QUARTERS: usize = 7;

/// One line of the table: what these people have in common, and how many they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Which kind of responder referred them.
    pub responder: &'static str,
    /// Forms of exploitation: letters joined with `+`.
    pub exploitation: &'static str,
    /// adult, child or unknown, at the time of exploitation.
    pub age: &'static str,
    /// female, male, other or unknown.
    pub gender: &'static str,
    /// Group of nationalities.
    pub nationality: &'static str,
    /// The quarter, from 0.
    pub quarter: usize,
    /// How many people.
    pub people: u64,
}

/// Decisions on one age group at one stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Decided {
    /// Decided in favour.
    pub positive: u64,
    /// Decided against.
    pub negative: u64,
}

impl Decided {
    /// Both.
    pub fn total(self) -> u64 {
        self.positive + self.negative
    }
}

/// A stage of decision of the published mechanism.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reasonable grounds.
    Reasonable,
    /// Conclusive grounds.
    Conclusive,
}

impl Stage {
    fn code(self) -> &'static str {
        match self {
            Self::Reasonable => "reasonable",
            Self::Conclusive => "conclusive",
        }
    }
}

const AGES: [&str; 3] = ["adult", "child", "unknown"];
const GENDERS: [&str; 4] = ["female", "male", "other", "unknown"];

/// The word that a letter of the file stands for.
fn spelled(words: &[&'static str], letter: &str) -> Option<&'static str> {
    words.iter().copied().find(|word| !letter.is_empty() && word.starts_with(letter))
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#')).skip(1)
}

/// Every cell of the table that holds people, in the order of the quarters.
pub fn referrals() -> Result<Vec<Cell>, AppError> {
    let broken = || AppError::Internal("the shipped figures");
    let mut cells = Vec::new();
    for line in lines(REFERRALS) {
        let mut fields = line.split(',');
        let mut field = || fields.next().ok_or_else(broken);
        let common = Cell {
            responder: field()?,
            exploitation: field()?,
            age: spelled(&AGES, field()?).ok_or_else(broken)?,
            gender: spelled(&GENDERS, field()?).ok_or_else(broken)?,
            nationality: field()?,
            quarter: 0,
            people: 0,
        };
        for quarter in 0..QUARTERS {
            let people = field()?.parse().map_err(|_| broken())?;
            if people > 0 {
                cells.push(Cell { quarter, people, ..common });
            }
        }
    }
    // Stable: inside a quarter the order of the file stays.
    cells.sort_by_key(|cell| cell.quarter);
    Ok(cells)
}

/// The decisions of a stage on an age group.
pub fn decided(stage: Stage, age: &str) -> Decided {
    let mut found = Decided::default();
    for line in lines(DECISIONS) {
        let mut fields = line.split(',');
        if fields.next() != Some(stage.code()) || fields.next() != Some(age) {
            continue;
        }
        let decision = fields.next();
        let people = fields.next().and_then(|people| people.parse().ok()).unwrap_or_default();
        match decision {
            Some("positive") => found.positive = people,
            Some("negative") => found.negative = people,
            _ => {}
        }
    }
    found
}

/// The decisions of a stage on everybody.
pub fn decided_in_all(stage: Stage) -> Decided {
    AGES.into_iter().map(|age| decided(stage, age)).fold(Decided::default(), |sum, one| Decided {
        positive: sum.positive + one.positive,
        negative: sum.negative + one.negative,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_figures_add_up_to_what_was_published() {
        let people: u64 = referrals().unwrap().iter().map(|cell| cell.people).sum();
        assert_eq!(people, 30_197);
        assert_eq!(decided_in_all(Stage::Reasonable), Decided { positive: 19_870, negative: 8_487 });
        assert_eq!(decided_in_all(Stage::Conclusive), Decided { positive: 10_920, negative: 3_858 });
    }

    #[test]
    fn the_shipped_figures_carry_their_attribution_and_stay_small() {
        for text in [REFERRALS, DECISIONS] {
            assert!(text.contains(ATTRIBUTION));
        }
        assert!(REFERRALS.len() + DECISIONS.len() < 100_000);
    }
}
