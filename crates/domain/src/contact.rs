//! A first contact: where and how the mechanism meets a person, before anything else is known.

use serde::{Deserialize, Serialize};

use crate::age::Age;
use crate::coded::Coded;

/// Child, adult, or not sure; not sure is treated as child (CoE Convention, article 10.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeClaim {
    /// Under 18.
    Child,
    /// 18 or over.
    Adult,
    /// Not known.
    Unsure,
}

impl AgeClaim {
    /// Says whether the child path opens.
    pub fn is_treated_as_child(self) -> bool {
        self != Self::Adult
    }

    /// Where track E begins.
    pub fn position(self) -> Age {
        match self {
            Self::Child => Age::Child,
            Self::Adult => Age::Adult,
            Self::Unsure => Age::PresumedChild,
        }
    }
}

/// How fast somebody must act. Plain, because queues need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Somebody is in danger now.
    DangerNow,
    /// Within hours.
    Urgent,
    /// In the ordinary course.
    Routine,
}

impl Urgency {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::DangerNow => "danger_now",
            Self::Urgent => "urgent",
            Self::Routine => "routine",
        }
    }

    /// Finds the urgency with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "danger_now" => Some(Self::DangerNow),
            "urgent" => Some(Self::Urgent),
            "routine" => Some(Self::Routine),
            _ => None,
        }
    }
}

impl Coded for Urgency {
    const ALL: &'static [Self] = &[Self::DangerNow, Self::Urgent, Self::Routine];
    const FIRST: Self = Self::DangerNow;

    fn code(self) -> &'static str {
        Urgency::code(self)
    }
}

impl Coded for AgeClaim {
    const ALL: &'static [Self] = &[Self::Child, Self::Unsure, Self::Adult];
    const FIRST: Self = Self::Child;

    fn code(self) -> &'static str {
        match self {
            Self::Child => "child",
            Self::Unsure => "unsure",
            Self::Adult => "adult",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsure_of_age_opens_the_child_path() {
        assert!(AgeClaim::Unsure.is_treated_as_child());
        assert!(!AgeClaim::Adult.is_treated_as_child());
    }
}
