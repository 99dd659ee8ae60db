//! A case handed to a colleague: who carried it, who carries it now, since when.
//!
//! A case belongs to its unit. Who carries it is written beside it, so that everybody knows whom to ask.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::UserId;
use crate::words::Words;

/// One hand-over of one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// Who handed it over: the one who carried it, or a colleague who found it with nobody.
    pub by: UserId,
    /// Who carries it from then on.
    pub to: UserId,
    /// When.
    pub at: Timestamp,
    /// What the next one must know first.
    pub words: Option<Words>,
}

/// Why a case cannot go to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotTransferred {
    /// She carries it already.
    #[error("this colleague carries the case already")]
    CarriesIt,
    /// Nobody of the unit, or no longer at work.
    #[error("the case goes to a colleague of the unit who is at work")]
    NoColleague,
    /// Her role does not carry cases.
    #[error("this role carries no case")]
    NotHerRole,
    /// She could not open the case.
    #[error("this colleague waits for the unit's key and could not open the case")]
    NoKey,
}

/// What must be known of a colleague before a case goes to her.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colleague {
    /// The account.
    pub user: UserId,
    /// Whether she may sign in.
    pub is_active: bool,
    /// Whether her role carries cases.
    pub may_carry: bool,
    /// Whether the unit's key is wrapped to her.
    pub holds_key: bool,
}

/// Hands a case to a colleague, after those who carried it before; nothing is forgotten.
pub fn hand_over(
    mut before: Vec<Transfer>,
    by: UserId,
    to: Option<Colleague>,
    words: Option<Words>,
    at: Timestamp,
) -> Result<Vec<Transfer>, NotTransferred> {
    let to = to.filter(|one| one.is_active).ok_or(NotTransferred::NoColleague)?;
    if !to.may_carry {
        return Err(NotTransferred::NotHerRole);
    }
    if !to.holds_key {
        return Err(NotTransferred::NoKey);
    }
    if carrier(&before) == Some(to.user) {
        return Err(NotTransferred::CarriesIt);
    }
    before.push(Transfer { by, to: to.user, at, words });
    Ok(before)
}

/// Who carries the case, once somebody was named.
pub fn carrier(transfers: &[Transfer]) -> Option<UserId> {
    transfers.last().map(|last| last.to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(number: u8) -> UserId {
        UserId::from_random([number; 16])
    }

    fn colleague() -> Colleague {
        Colleague { user: user(2), is_active: true, may_carry: true, holds_key: true }
    }

    fn to(one: Colleague) -> Result<Vec<Transfer>, NotTransferred> {
        hand_over(Vec::new(), user(1), Some(one), None, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn a_case_goes_to_a_colleague_who_can_open_it_and_carry_it() {
        assert_eq!(carrier(&to(colleague()).unwrap()), Some(user(2)));
        assert_eq!(to(Colleague { is_active: false, ..colleague() }), Err(NotTransferred::NoColleague));
        assert_eq!(to(Colleague { may_carry: false, ..colleague() }), Err(NotTransferred::NotHerRole));
        assert_eq!(to(Colleague { holds_key: false, ..colleague() }), Err(NotTransferred::NoKey));
        let nobody = hand_over(Vec::new(), user(1), None, None, Timestamp::UNIX_EPOCH);
        assert_eq!(nobody, Err(NotTransferred::NoColleague));
    }

    #[test]
    fn every_hand_over_is_kept_and_nobody_is_given_what_she_has() {
        let first = to(colleague()).unwrap();
        let again = hand_over(first.clone(), user(2), Some(colleague()), None, Timestamp::UNIX_EPOCH);
        assert_eq!(again, Err(NotTransferred::CarriesIt));
        let next = Colleague { user: user(3), ..colleague() };
        let both = hand_over(first, user(2), Some(next), None, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!((both.len(), carrier(&both)), (2, Some(user(3))));
    }
}
