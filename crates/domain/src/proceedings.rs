//! Track F: where each step against the person stands, and nothing of what she is said to have done.
//!
//! One position for each alleged offence, fine, detention or removal, under the id of its record.

use crate::author::Act;
use crate::coded::coded;
use crate::id::OffenceId;
use crate::profile::Profile;
use crate::recognition::Recognition;
use crate::status::{Done, FollowUp, NotMoved, Position, Status};

coded! {
    /// Where a step against the person stands (nrm 10).
    pub enum Proceedings {
        /// Alleged, nobody arrested.
        BeforeArrest = "before_arrest",
        /// Arrest.
        Arrest = "arrest",
        /// Charge.
        Charge = "charge",
        /// Trial.
        Trial = "trial",
        /// Conviction.
        Convicted = "convicted",
        /// A fine.
        Fine = "fine",
        /// A penalty of migration law.
        ImmigrationPenalty = "immigration_penalty",
        /// Detention.
        Detention = "detention",
        /// Removal from the country.
        Removal = "removal",
        /// Not pursued, discontinued, quashed or cancelled.
        Ended = "ended",
    }
}

impl Status {
    /// Writes where a step against the person stands.
    ///
    /// While nobody has decided about recognition, each step asks for the check that must come before
    /// it (ECtHR, V.C.L. and A.N. v. the United Kingdom, 16 February 2021).
    pub fn write_proceedings(
        mut self,
        profile: &Profile,
        act: &Act,
        offence: OffenceId,
        to: Proceedings,
    ) -> Result<Done, NotMoved> {
        self.check(profile, act)?;
        let before = self.proceedings.get(&offence).copied();
        if before == Some(to) || (before.is_none() && to == Proceedings::Ended) {
            return Err(NotMoved::NotFromHere);
        }
        self.proceedings.insert(offence, to);
        let from = Position::Proceedings(offence, before);
        self.record(profile, act, from, Position::Proceedings(offence, Some(to)), None);
        let decided = matches!(self.recognition.position, Recognition::Identified);
        let mut follow = Vec::new();
        if to != Proceedings::Ended {
            follow.push(FollowUp::CheckNonPunishment);
            if decided {
                follow.push(FollowUp::DraftNonPunishmentNotice);
            }
        }
        Ok(Done { status: self, follow })
    }
}
