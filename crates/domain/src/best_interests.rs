//! What a child's guardian says of the child's best interests before something is done: the child's own view, what
//! the guardian thinks, and the options side by side.
//!
//! A quick input for each act (Convention on the Rights of the Child, art. 3 and 12; general comment 14 of its
//! committee). It is no formal determination, which is made before a lasting solution by those whom the law names.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::id::UserId;
use crate::objection::Planned;
use crate::words::Words;

/// Options that are weighed side by side.
pub const MOST_OPTIONS: usize = 4;

coded! {
    /// How the child's view is known. A child who says nothing has a view as well.
    pub enum ViewKnown {
        /// The child said it.
        Said = "said",
        /// The child showed it, by play, drawing or conduct.
        Shown = "shown",
        /// The child was asked and did not wish to say.
        DidNotWish = "did_not_wish",
        /// The child was not asked yet.
        NotAsked = "not_asked",
    }
}

/// One option with what speaks for it and against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighed {
    /// The option.
    pub what: Words,
    /// What is good about it for the child.
    pub good: Option<Words>,
    /// What is bad about it for the child.
    pub bad: Option<Words>,
}

/// What the guardian says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BestInterests {
    /// Before which act.
    pub about: Planned,
    /// How the child's view is known.
    pub childs_view: ViewKnown,
    /// The child's view.
    pub child_said: Option<Words>,
    /// What the guardian thinks.
    pub guardian: Words,
    /// The options, weighed.
    pub options: Vec<Weighed>,
    /// The guardian.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
}

/// Why it cannot be kept like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BestInterestsError {
    /// The child spoke, and nothing is written of it; or nothing was said, and something is.
    #[error("write the child's view if the child said or showed it, and only then")]
    ChildsView,
    /// Nothing is weighed, or too much.
    #[error("weigh 1 to 4 options")]
    Options,
    /// An option with nothing for or against it.
    #[error("say of each option what is good or bad about it for the child")]
    NotWeighed,
}

impl BestInterests {
    /// Checks that the child is heard as far as the child spoke, and that options are weighed and not only named.
    pub fn checked(self) -> Result<Self, BestInterestsError> {
        let spoke = matches!(self.childs_view, ViewKnown::Said | ViewKnown::Shown);
        if spoke != self.child_said.is_some() {
            return Err(BestInterestsError::ChildsView);
        }
        if !(1..=MOST_OPTIONS).contains(&self.options.len()) {
            return Err(BestInterestsError::Options);
        }
        if self.options.iter().any(|one| one.good.is_none() && one.bad.is_none()) {
            return Err(BestInterestsError::NotWeighed);
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> BestInterests {
        let option = Weighed {
            what: Words::new("Stay with the foster family"),
            good: Some(Words::new("School goes on")),
            bad: None,
        };
        BestInterests {
            about: Planned::Referral,
            childs_view: ViewKnown::Said,
            child_said: Some(Words::new("I want to stay at my school")),
            guardian: Words::new("The move can wait"),
            options: vec![option],
            by: UserId::from_random([1; 16]),
            at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_child_who_spoke_is_heard_and_one_who_did_not_is_not_spoken_for() {
        assert!(input().checked().is_ok());
        let silent = BestInterests { child_said: None, ..input() };
        assert_eq!(silent.checked(), Err(BestInterestsError::ChildsView));
        let spoken_for = BestInterests { childs_view: ViewKnown::NotAsked, ..input() };
        assert_eq!(spoken_for.checked(), Err(BestInterestsError::ChildsView));
    }

    #[test]
    fn options_are_weighed_and_not_only_named() {
        let none = BestInterests { options: Vec::new(), ..input() };
        assert_eq!(none.checked(), Err(BestInterestsError::Options));
        let named = Weighed { what: Words::new("Move"), good: None, bad: None };
        let named = BestInterests { options: vec![named], ..input() };
        assert_eq!(named.checked(), Err(BestInterestsError::NotWeighed));
        let many = BestInterests { options: vec![input().options[0].clone(); 5], ..input() };
        assert_eq!(many.checked(), Err(BestInterestsError::Options));
    }
}
