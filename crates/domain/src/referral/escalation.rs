//! When nothing answers within the profile's minutes, at night above all.

use serde::{Deserialize, Serialize};

use crate::age_band::Minor;

/// Who is called next, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Escalation {
    /// The place of last resort, which takes everyone for a night.
    PlaceOfLastResort,
    /// The duty officer of the authority for children.
    ChildDutyOfficer,
    /// The co-ordinator on call.
    CoordinatorOnCall,
}

impl Escalation {
    /// Who is called after `tried` did not answer, or first of all. After the co-ordinator it begins again:
    /// a person is never left without a next call.
    pub fn after(tried: Option<Escalation>, minor: Minor) -> Escalation {
        match (tried, minor) {
            (Some(Self::PlaceOfLastResort), Minor::Child) => Self::ChildDutyOfficer,
            (Some(Self::PlaceOfLastResort), Minor::Adult) | (Some(Self::ChildDutyOfficer), _) => {
                Self::CoordinatorOnCall
            }
            (None | Some(Self::CoordinatorOnCall), _) => Self::PlaceOfLastResort,
        }
    }
}
