//! Track C: where a person is, as far as those who care for her may know.
//!
//! Every position is reachable from every other in one act: a child can go missing at any time. An
//! adult who leaves a shelter is free; nobody is reported only because she left.

use crate::author::Act;
use crate::coded::coded;
use crate::profile::Profile;
use crate::status::{Done, FollowUp, NotMoved, Position, Status};

coded! {
    /// Where the person is.
    pub enum Whereabouts {
        /// Where we expect her.
        Known = "known",
        /// Away, as arranged.
        AwayByArrangement = "away_by_arrangement",
        /// She left because she wished to.
        LeftByChoice = "left_by_choice",
        /// Somebody is worried.
        Concern = "concern",
        /// She is missing.
        Missing = "missing",
        /// She is held by an authority.
        Detained = "detained",
        /// She is in another country.
        Abroad = "abroad",
        /// She died.
        Died = "died",
    }
}

impl Status {
    /// Writes where the person is.
    ///
    /// A missing child starts the missing protocol and calls the duty officer at once. For an adult
    /// only the steps agreed at intake follow (nrm 4, track C).
    pub fn write_whereabouts(
        mut self,
        profile: &Profile,
        act: &Act,
        to: Whereabouts,
    ) -> Result<Done, NotMoved> {
        self.check(profile, act)?;
        if self.whereabouts == to {
            return Err(NotMoved::NotFromHere);
        }
        let child = self.age.is_treated_as_child();
        let follow = match to {
            Whereabouts::Missing if child => vec![FollowUp::MissingProtocol, FollowUp::CallChildDutyOfficer],
            Whereabouts::LeftByChoice | Whereabouts::Concern if child => vec![FollowUp::CallChildDutyOfficer],
            Whereabouts::Missing | Whereabouts::Concern => vec![FollowUp::StepsAgreedAtIntake],
            Whereabouts::Detained => vec![FollowUp::CheckNonPunishment],
            _ => Vec::new(),
        };
        let from = Position::Whereabouts(self.whereabouts);
        self.whereabouts = to;
        self.record(profile, act, from, Position::Whereabouts(to), None);
        Ok(Done { status: self, follow })
    }
}
