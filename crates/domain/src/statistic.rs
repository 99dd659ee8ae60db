//! Coarse records: what of a case may be counted, and nothing by which anybody is found again.
//!
//! They leave a case under a random id and are never released as they are: figures have a door of their own.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::age_band::Minor;
use crate::need::UnmetNeed;
use crate::profile::Origin;
use crate::recognition::Recognition;
use crate::sex::Sex;
use crate::status::Status;

/// Records that are put away together at least, or a month has to pass: so many cases stand for each other.
///
/// The published practice of asking for eleven (CTDC, k-anonymity with k = 11).
pub const FEWEST_TOGETHER: i64 = 11;

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quarter {
    /// Calendar year.
    pub year: i16,
    /// 1 to 4.
    pub quarter: i8,
}

impl Quarter {
    /// The quarter of a day.
    pub fn of(day: Date) -> Self {
        // A month is 1 to 12, so this is 1 to 4.
        Self { year: day.year(), quarter: (day.month() + 2) / 3 }
    }
}

/// A coarse record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Coarse {
    /// A case.
    Case(CoarseCase),
    /// A need that nobody met: need, region, week.
    UnmetNeed(UnmetNeed),
}

/// What of a case may be counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoarseCase {
    /// Quarter of the first contact.
    pub quarter: Quarter,
    /// Where the case came from.
    pub origin: Origin,
    /// Child, or treated as one, or adult.
    pub minor: Minor,
    /// Sex, as the person says.
    pub sex: Option<Sex>,
    /// Where recognition stands.
    pub recognition: Recognition,
}

impl CoarseCase {
    /// Coarsens a case. `first_contact` is the day of the first contact in the zone of the profile.
    pub fn of(status: &Status, origin: Origin, sex: Option<Sex>, first_contact: Date) -> Self {
        let minor = if status.age().is_treated_as_child() { Minor::Child } else { Minor::Adult };
        Self {
            quarter: Quarter::of(first_contact),
            origin,
            minor,
            sex,
            recognition: status.recognition().position,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::codes::ServiceType;

    #[test]
    fn a_day_is_coarsened_to_its_quarter() {
        for (month, quarter) in [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4)] {
            assert_eq!(Quarter::of(date(2026, month, 28)), Quarter { year: 2026, quarter });
        }
    }

    #[test]
    fn a_record_holds_these_fields_and_no_day() {
        let case = Coarse::Case(CoarseCase {
            quarter: Quarter { year: 2026, quarter: 1 },
            origin: Origin::Responder,
            minor: Minor::Adult,
            sex: None,
            recognition: Recognition::Raised,
        });
        let json = serde_json::to_string(&case).unwrap();
        assert_eq!(
            json,
            r#"{"kind":"case","quarter":{"year":2026,"quarter":1},"origin":"responder","minor":"adult","sex":null,"recognition":"raised"}"#
        );
        assert_eq!(serde_json::from_str::<Coarse>(&json).unwrap(), case);
    }

    #[test]
    fn an_unmet_need_is_need_region_and_week() {
        let gap = UnmetNeed::new(ServiceType::Dental, "LV-RIX".parse().unwrap(), date(2024, 3, 17));
        let json = serde_json::to_string(&Coarse::UnmetNeed(gap.clone())).unwrap();
        assert_eq!(json, r#"{"kind":"unmet_need","need":"dental","region":"LV-RIX","week":"2024-03-11"}"#);
        assert_eq!(serde_json::from_str::<Coarse>(&json).unwrap(), Coarse::UnmetNeed(gap));
    }
}
