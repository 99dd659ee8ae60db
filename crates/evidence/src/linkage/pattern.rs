//! How two records agree in everything at once: a level for each field, packed into one number.

use super::compare::{self, MISSING, SAME};
use super::people::{Field, People};
use super::role::Role;

/// Levels of all fields, four bits each, and in the sixteenth place whether the names were exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pattern(pub u64);

/// The sixteenth place.
const EXCHANGED: usize = 15;
/// Added to a level of a field that follows from another one where that other one is the same.
pub const GIVEN_SAME: u8 = 8;

impl Pattern {
    fn with(self, field: usize, level: u8) -> Pattern {
        Pattern(self.0 & !(15 << (field * 4)) | u64::from(level) << (field * 4))
    }

    /// The level of a field, [`MISSING`] where a value is missing; above [`GIVEN_SAME`] for a field whose
    /// leader is the same.
    pub fn level(self, field: usize) -> u8 {
        (self.0 >> (field * 4) & 15) as u8
    }

    /// Whether given and family name were compared crosswise.
    pub fn is_exchanged(self) -> bool {
        self.0 >> (EXCHANGED * 4) != 0
    }

    fn exchanged(self) -> Pattern {
        Pattern(self.0 | 1 << (EXCHANGED * 4))
    }
}

/// What is known about the fields before any pair is compared.
#[derive(Debug, Clone)]
pub struct Comparing<'p> {
    /// The records.
    pub people: &'p People,
    /// Given and family name, where both are there.
    names: Option<(usize, usize)>,
    /// For each field the field from which it follows: a town follows from a postcode.
    pub leaders: Vec<Option<usize>>,
}

/// Direct comparisons no better than this are tried crosswise.
const WORTH_CROSSING: u8 = 4;
/// Crosswise comparisons must be at least this good.
const GOOD_CROSSED: u8 = 2;

impl<'p> Comparing<'p> {
    /// Looks at the fields.
    pub fn new(people: &'p People) -> Comparing<'p> {
        let find = |role: Role| people.fields.iter().position(|field| field.role == role);
        let names = find(Role::GivenName).zip(find(Role::Surname));
        let leaders = people
            .fields
            .iter()
            .enumerate()
            .map(|(at, field)| {
                let leader = match field.role {
                    Role::Place | Role::Category => find(Role::Postcode).or(find(Role::Place)),
                    Role::Address => find(Role::Postcode),
                    _ => None,
                };
                leader.filter(|leader| *leader != at)
            })
            .collect();
        Comparing { people, names, leaders }
    }

    /// Compares two records.
    pub fn pattern(&self, a: usize, b: usize) -> Pattern {
        let (one, other) = (self.people.row(a), self.people.row(b));
        let mut pattern = Pattern(0);
        for (at, (field, (x, y))) in self.people.fields.iter().zip(one.iter().zip(other)).enumerate() {
            pattern = pattern.with(at, level(field, *x, *y));
        }
        if let Some((given, family)) = self.names {
            pattern = self.crosswise(pattern, given, family, one, other);
        }
        for (at, leader) in self.leaders.iter().enumerate() {
            let own = pattern.level(at);
            if own != MISSING
                && leader.is_some_and(|leader| {
                    pattern.level(leader) & 7 == SAME && pattern.level(leader) != MISSING
                })
            {
                pattern = pattern.with(at, own + GIVEN_SAME);
            }
        }
        pattern
    }

    fn crosswise(
        &self,
        pattern: Pattern,
        given: usize,
        family: usize,
        one: &[u32],
        other: &[u32],
    ) -> Pattern {
        let (direct_given, direct_family) = (pattern.level(given), pattern.level(family));
        let is_worth = |level: u8| level != MISSING && level >= WORTH_CROSSING;
        if !is_worth(direct_given) || !is_worth(direct_family) {
            return pattern;
        }
        let value = |field: usize, row: &[u32]| {
            let number = row.get(field).copied().unwrap_or(0);
            self.people.fields.get(field).map(|field| field.value(number))
        };
        let cross = |left: usize, right: usize| {
            let (a, b) = (value(left, one)?, value(right, other)?);
            // Most names differ from their first letter on, and most pairs are strangers.
            Some(if a.text == b.text { SAME } else { compare::names(a, b) })
        };
        let Some(first) = cross(given, family).filter(|level| *level <= GOOD_CROSSED) else { return pattern };
        let Some(second) = cross(family, given).filter(|level| *level <= GOOD_CROSSED) else {
            return pattern;
        };
        pattern.with(given, first).with(family, second).exchanged()
    }
}

/// The level of a field for two values by number.
fn level(field: &Field, a: u32, b: u32) -> u8 {
    if a == 0 || b == 0 {
        return MISSING;
    }
    if field.role == Role::BirthDate {
        let birth = |number: u32| field.births.get(number as usize).copied();
        return birth(a).zip(birth(b)).map_or(MISSING, |(a, b)| compare::births(a, b));
    }
    if a == b {
        return SAME;
    }
    match field.role {
        Role::GivenName | Role::Surname => compare::names(field.value(a), field.value(b)),
        role => compare::others(role, field.value(a), field.value(b)),
    }
}
