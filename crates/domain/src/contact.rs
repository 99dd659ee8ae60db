//! A first contact: where and how the mechanism meets a person, before anything else is known.

use crate::age::Age;
use crate::coded::coded;

coded! {
    /// Child, adult, or not sure; not sure is treated as child (CoE Convention, article 10.3).
    pub enum AgeClaim {
        /// Under 18.
        Child = "child",
        /// Not known.
        Unsure = "unsure",
        /// 18 or over.
        Adult = "adult",
    }
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

coded! {
    /// How fast somebody must act. Plain, because queues need it.
    pub enum Urgency {
        /// Somebody is in danger now.
        DangerNow = "danger_now",
        /// Within hours.
        Urgent = "urgent",
        /// In the ordinary course.
        Routine = "routine",
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
