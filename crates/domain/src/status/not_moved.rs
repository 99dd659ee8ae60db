//! Why an act on the tracks did not happen, for the person who tried it.

use crate::clock::ClockError;
use crate::decision::NotADecider;

/// Why an act did not happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotMoved {
    /// The act is not possible from the present position.
    #[error(
        "this does not follow from where the case stands; read the case again and take the step before it"
    )]
    NotFromHere,
    /// Software moves nothing but birthdays.
    #[error("software may not do this; a person must")]
    SoftwareMayNot,
    /// The role may not.
    #[error("the profile does not let this role do this; ask a colleague in a role that it names")]
    RoleMayNot,
    /// The role is not used in this country.
    #[error("this role is switched off in the profile; act in another role")]
    RoleNotSwitchedOn,
    /// The case began under other rules.
    #[error("the case stands under another version of the profile; migrate it first")]
    OtherProfile,
    /// The act lies before the last move of the case.
    #[error("the act lies before the last move; read the case again and check the clock")]
    BeforeTheLastMove,
    /// The agreement that the step waits for is missing.
    #[error("the agreement to formal identification is missing; ask for it first")]
    AgreementMissing,
    /// For a child, protection and a guardian come first.
    #[error("the authority for children and a guardian come first; start the child path")]
    ChildProtectionFirst,
    /// A vulnerability alone is no ground to presume.
    #[error("a vulnerability alone is not enough; name another ground")]
    VulnerabilityIsNotEnough,
    /// A stop is written only as the person's own wish.
    #[error("only the person's own wish stops or resumes this; give own_wish as the reason if it is hers")]
    NotHerWish,
    /// The decision is about something else.
    #[error("this decision is about another matter; decide the one that was sent")]
    OtherMatter,
    /// The decision is on the case already.
    #[error("this decision is on the case already; read the case again")]
    DecidedAlready,
    /// Want of information is no reason before it was asked for and the time is over.
    #[error("information must be asked for, with a deadline that is over, before its want is a reason")]
    EvidenceNotAskedFor,
    /// The request for evidence says nothing.
    #[error("the request does not say what is missing; name it")]
    NothingAskedFor,
    /// A child needs no means (Palermo Protocol Art. 3(c)).
    #[error("a child needs no means; take that reason out")]
    ChildNeedsNoMeans,
    /// The reason is for children only.
    #[error("this reason is for children only; take it out")]
    NotAChild,
    /// There is no refusal.
    #[error("there is no refusal to act on")]
    NoRefusal,
    /// The refusal is not final.
    #[error("the refusal is not final; wait for the challenge or its time to be over")]
    RefusalNotFinal,
    /// Letters are never served on a child.
    #[error("letters are never served on a child; tell the representative")]
    NeverServedOnAChild,
    /// The profile has no such challenge, or it is not open.
    #[error("the profile knows no such challenge here, or it is not open")]
    NoSuchChallenge,
    /// It was challenged in this way already.
    #[error("this was challenged already; follow that challenge")]
    ChallengedAlready,
    /// The law names grounds, and this is none.
    #[error("this is not a ground the law names; give one of those in the profile")]
    NoGround,
    /// The time is over, and no listed reason makes up for it.
    #[error("the time is over; give one of the reasons that make up for it, if one holds")]
    TooLate,
    /// A missing child is looked for, never closed.
    #[error("a missing child is looked for, not closed")]
    ChildIsLookedFor,
    /// The person is not 18 yet.
    #[error("the person is not 18 yet; wait for the birthday")]
    NotYet18,
    /// A disputed age is not decided by the word of one side.
    #[error("the word of one side does not decide a disputed age; give documents or an assessment")]
    BasisTooWeak,
    /// No right of the person runs by this clock.
    #[error("no right of the person runs by this clock now; read which clocks run")]
    NoSuchRight,
    /// The time is over already.
    #[error("this time is over already; it cannot be made longer any more")]
    RightIsOver,
    /// The actor is not on the deciding body.
    #[error(transparent)]
    NotADecider(#[from] NotADecider),
    /// The clock has no end.
    #[error(transparent)]
    Clock(#[from] ClockError),
}

impl NotMoved {
    /// The stable code of the reason, for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotFromHere => "status.not_from_here",
            Self::SoftwareMayNot => "status.software_may_not",
            Self::RoleMayNot => "status.role_may_not",
            Self::RoleNotSwitchedOn => "status.role_switched_off",
            Self::OtherProfile => "status.other_profile",
            Self::BeforeTheLastMove => "status.before_last_move",
            Self::AgreementMissing => "status.agreement_missing",
            Self::ChildProtectionFirst => "status.child_path_first",
            Self::VulnerabilityIsNotEnough => "status.ground_missing",
            Self::NotHerWish => "status.not_her_wish",
            Self::OtherMatter => "status.other_matter",
            Self::DecidedAlready => "status.decided_already",
            Self::EvidenceNotAskedFor => "status.evidence_not_asked_for",
            Self::NothingAskedFor => "status.nothing_asked_for",
            Self::ChildNeedsNoMeans => "status.child_needs_no_means",
            Self::NotAChild => "status.not_a_child",
            Self::NoRefusal => "status.no_refusal",
            Self::RefusalNotFinal => "status.refusal_not_final",
            Self::NeverServedOnAChild => "status.never_served_on_a_child",
            Self::NoSuchRight => "status.no_such_right",
            Self::RightIsOver => "status.right_is_over",
            Self::NoSuchChallenge => "status.no_such_challenge",
            Self::ChallengedAlready => "status.challenged_already",
            Self::NoGround => "status.no_ground",
            Self::TooLate => "status.too_late",
            Self::ChildIsLookedFor => "status.child_is_looked_for",
            Self::NotYet18 => "status.not_yet_18",
            Self::BasisTooWeak => "status.basis_too_weak",
            Self::NotADecider(refusal) => refusal.code(),
            Self::Clock(error) => error.code(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const ALL: &[NotMoved] = &[
        NotMoved::NotFromHere,
        NotMoved::SoftwareMayNot,
        NotMoved::RoleMayNot,
        NotMoved::RoleNotSwitchedOn,
        NotMoved::OtherProfile,
        NotMoved::BeforeTheLastMove,
        NotMoved::AgreementMissing,
        NotMoved::ChildProtectionFirst,
        NotMoved::VulnerabilityIsNotEnough,
        NotMoved::NotHerWish,
        NotMoved::OtherMatter,
        NotMoved::DecidedAlready,
        NotMoved::EvidenceNotAskedFor,
        NotMoved::NothingAskedFor,
        NotMoved::ChildNeedsNoMeans,
        NotMoved::NotAChild,
        NotMoved::NoRefusal,
        NotMoved::RefusalNotFinal,
        NotMoved::NeverServedOnAChild,
        NotMoved::NoSuchChallenge,
        NotMoved::ChallengedAlready,
        NotMoved::NoGround,
        NotMoved::TooLate,
        NotMoved::ChildIsLookedFor,
        NotMoved::NotYet18,
        NotMoved::BasisTooWeak,
        NotMoved::NotADecider(NotADecider::Software),
        NotMoved::NotADecider(NotADecider::UnknownMatter),
        NotMoved::NotADecider(NotADecider::WrongBody),
        NotMoved::NotADecider(NotADecider::WrongRole),
        NotMoved::Clock(ClockError::NotStarted),
        NotMoved::Clock(ClockError::OutOfRange),
        NotMoved::Clock(ClockError::NoWorkingDay),
        NotMoved::Clock(ClockError::NotExtendable),
        NotMoved::Clock(ClockError::ReasonNotListed),
        NotMoved::Clock(ClockError::ExtendedTooOften),
    ];

    #[test]
    fn every_reason_has_a_code_and_words_of_its_own() {
        let codes: BTreeSet<&str> = ALL.iter().map(|reason| reason.code()).collect();
        let words: BTreeSet<String> = ALL.iter().map(ToString::to_string).collect();
        assert_eq!((codes.len(), words.len()), (ALL.len(), ALL.len()));
        let is_code = |code: &&str| {
            code.split_once('.').is_some_and(|(noun, reason)| {
                ["status", "decision", "clock"].contains(&noun)
                    && reason
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
            })
        };
        assert!(codes.iter().all(is_code), "{codes:?}");
    }
}
