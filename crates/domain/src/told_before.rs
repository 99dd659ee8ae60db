//! What a person is told before the first question, and whether she wants to talk.
//!
//! Who I am, why I ask, what I must pass on by law and to whom, who will see it; you may skip, stop, choose who
//! asks and who interprets; help does not depend on the answers. An instrument asks for a [`ToldBefore`] to
//! open, and only [`Telling::hear`] makes one. The danger check and first aid need none (WHO ethical and safety
//! recommendations for interviewing trafficked women, principle 6).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::id::UserId;
use crate::language::Language;

coded! {
    /// How something was told or explained.
    pub enum How {
        /// Spoken by the worker.
        Spoken = "spoken",
        /// Spoken through an interpreter.
        Interpreter = "interpreter",
        /// Recorded audio.
        Audio = "audio",
        /// Read on a screen.
        Screen = "screen",
        /// Read on paper.
        Paper = "paper",
        /// Sign language.
        SignLanguage = "sign_language",
        /// Pictures or easy language.
        Pictures = "pictures",
    }
}

coded! {
    /// What the person answered when asked whether she wants to talk.
    pub enum AgreedToTalk {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Not now.
        NotNow = "not_now",
    }
}

/// The record of one telling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    /// Language in which it was told.
    pub language: Language,
    /// How it was told.
    pub how: How,
    /// The worker who told it.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
    /// Whether the limits of confidentiality were shown: what must be passed on by law, and to whom.
    pub limits_of_confidentiality_shown: bool,
    /// The person's answer.
    pub agreed_to_talk: AgreedToTalk,
}

/// Proof that the person was told and said yes. It cannot be read from a file: only a telling gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldBefore(Telling);

impl ToldBefore {
    /// The telling behind the proof.
    pub fn telling(&self) -> &Telling {
        &self.0
    }
}

coded! {
    /// Where a telling leads. No answer leads to a dead end: help is offered in every case.
    pub enum Leads {
        /// Questions may be asked, together with help.
        Ask = "ask",
        /// The limits of confidentiality come first.
        ShowLimits = "show_limits",
        /// Help now, and a safe way to meet again: the answer was \"not now\".
        HelpAndSafeRecontact = "help_and_safe_recontact",
        /// Help now; the door stays open, and nobody follows the person up.
        Help = "help",
    }
}

impl AgreedToTalk {
    /// Says where this answer leads, by whether the limits of confidentiality were shown before it.
    pub fn leads(self, limits_shown: bool) -> Leads {
        match (self, limits_shown) {
            (Self::Yes, true) => Leads::Ask,
            (Self::Yes, false) => Leads::ShowLimits,
            (Self::NotNow, _) => Leads::HelpAndSafeRecontact,
            (Self::No, _) => Leads::Help,
        }
    }
}

impl Telling {
    /// The proof that questions may be asked, if this telling leads there.
    pub fn hear(self) -> Option<ToldBefore> {
        let leads = self.agreed_to_talk.leads(self.limits_of_confidentiality_shown);
        (leads == Leads::Ask).then_some(ToldBefore(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn telling(agreed_to_talk: AgreedToTalk, limits_of_confidentiality_shown: bool) -> Telling {
        Telling {
            language: "uk".parse().unwrap(),
            how: How::Spoken,
            by: UserId::from_random([1; 16]),
            at: Timestamp::UNIX_EPOCH,
            limits_of_confidentiality_shown,
            agreed_to_talk,
        }
    }

    #[test]
    fn questions_open_only_after_a_yes_that_knew_the_limits() {
        let told = telling(AgreedToTalk::Yes, true);
        assert_eq!(told.clone().hear(), Some(ToldBefore(told)));
        assert_eq!(telling(AgreedToTalk::Yes, false).hear(), None);
        assert_eq!(AgreedToTalk::Yes.leads(true), Leads::Ask);
        assert_eq!(AgreedToTalk::Yes.leads(false), Leads::ShowLimits);
    }

    #[test]
    fn not_now_leads_to_help_and_a_safe_way_to_meet_again() {
        for shown in [true, false] {
            assert_eq!(AgreedToTalk::NotNow.leads(shown), Leads::HelpAndSafeRecontact);
            assert_eq!(telling(AgreedToTalk::NotNow, shown).hear(), None);
        }
    }

    #[test]
    fn a_no_is_not_followed_up_and_still_brings_help() {
        assert_eq!(AgreedToTalk::No.leads(true), Leads::Help);
        assert_eq!(telling(AgreedToTalk::No, true).hear(), None);
    }
}
