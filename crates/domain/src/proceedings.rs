//! Track F: where each step against the person stands, and nothing of what she is said to have done.
//!
//! One position for each alleged offence, fine, detention or removal, under the id of its record. The record
//! ([`crate::offence`]) names the same stage to the authority; both move in one act.

use crate::author::Act;
use crate::coded::coded;
use crate::id::OffenceId;
use crate::offence::Request;
use crate::profile::Profile;
use crate::recognition::Recognition;
use crate::status::{Done, FollowUp, NotMoved, Position, Status};

coded! {
    /// Where a step against the person stands (the stages at which non-punishment is asked for).
    pub enum Proceedings {
        /// Alleged, nobody arrested.
        BeforeArrest = "before_arrest",
        /// Arrested.
        Arrest = "arrest",
        /// Charged.
        Charge = "charge",
        /// On trial.
        Trial = "trial",
        /// Convicted.
        Convicted = "convicted",
        /// Fined.
        Fine = "fine",
        /// Penalty of immigration law.
        ImmigrationPenalty = "immigration_penalty",
        /// Detained.
        Detention = "detention",
        /// To be removed from the country.
        Removal = "removal",
        /// Not pursued, discontinued, quashed or cancelled.
        Ended = "ended",
    }
}

impl Proceedings {
    /// Whether the question of trafficking came too late to be asked before a charge or penalty.
    pub fn is_past_charging(self) -> bool {
        !matches!(self, Self::BeforeArrest | Self::Arrest)
    }
}

impl Request {
    /// Whether proceedings are over once the authority grants this. Who is released may still be tried.
    pub fn ends_proceedings(self) -> bool {
        self != Self::Release
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
        let follow = match self.recognition.position {
            _ if to == Proceedings::Ended => Vec::new(),
            Recognition::Identified => vec![FollowUp::DraftNonPunishmentNotice],
            Recognition::NotRecognised => Vec::new(),
            _ => vec![FollowUp::CheckNonPunishment],
        };
        Ok(Done { status: self, follow })
    }
}
