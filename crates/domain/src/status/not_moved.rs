//! Why an act on the tracks did not happen, for the person who tried it.

use crate::clock::ClockError;
use crate::decision::NotADecider;

/// Why an act did not happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotMoved {
    /// The act is not possible from the present position.
    #[error("this is not possible from the present position")]
    NotFromHere,
    /// Software moves nothing but birthdays.
    #[error("software may not do this")]
    SoftwareMayNot,
    /// The role may not.
    #[error("this role may not do this")]
    RoleMayNot,
    /// The role is not used in this country.
    #[error("this role is switched off")]
    RoleNotSwitchedOn,
    /// The case began under other rules.
    #[error("the case stands under another version of the profile")]
    OtherProfile,
    /// The act lies before the last move of the case.
    #[error("the act lies before the last move")]
    BeforeTheLastMove,
    /// The agreement that the step waits for is missing.
    #[error("the agreement to formal identification is missing")]
    AgreementMissing,
    /// For a child, protection and a guardian come first.
    #[error("the authority for children and a guardian come first")]
    ChildProtectionFirst,
    /// A vulnerability alone is no ground to presume.
    #[error("a vulnerability alone is not enough")]
    VulnerabilityIsNotEnough,
    /// A stop is written only as the person's own wish.
    #[error("only the person's own wish stops or resumes this")]
    NotHerWish,
    /// The decision is about something else.
    #[error("this decision is about another matter")]
    OtherMatter,
    /// The decision is on the case already.
    #[error("this decision is on the case already")]
    DecidedAlready,
    /// Want of information is no reason before it was asked for and the time is over.
    #[error("information must be asked for, with a deadline, before its want is a reason")]
    EvidenceNotAskedFor,
    /// The request for evidence says nothing.
    #[error("the request does not say what is missing")]
    NothingAskedFor,
    /// A child needs no means (Palermo Protocol Art. 3(c)).
    #[error("a child needs no means")]
    ChildNeedsNoMeans,
    /// The reason is for children only.
    #[error("this reason is for children only")]
    NotAChild,
    /// There is no refusal.
    #[error("there is no refusal")]
    NoRefusal,
    /// The refusal is not final.
    #[error("the refusal is not final")]
    RefusalNotFinal,
    /// Letters are never served on a child.
    #[error("letters are never served on a child")]
    NeverServedOnAChild,
    /// The profile has no such challenge, or it is not open.
    #[error("there is no such challenge")]
    NoSuchChallenge,
    /// It was challenged in this way already.
    #[error("this was challenged already")]
    ChallengedAlready,
    /// The law names grounds, and this is none.
    #[error("this is not a ground the law names")]
    NoGround,
    /// The time is over, and no listed reason makes up for it.
    #[error("the time is over")]
    TooLate,
    /// A missing child is looked for, never closed.
    #[error("a missing child is looked for, not closed")]
    ChildIsLookedFor,
    /// The person is not 18 yet.
    #[error("the person is not 18 yet")]
    NotYet18,
    /// A disputed age is not decided by the word of one side.
    #[error("this does not decide a disputed age")]
    BasisTooWeak,
    /// The actor is not on the deciding body.
    #[error(transparent)]
    NotADecider(#[from] NotADecider),
    /// The clock has no end.
    #[error(transparent)]
    Clock(#[from] ClockError),
}
