//! An objection of a child's guardian to something that is planned: raised, and answered by those who planned it.
//!
//! It stops nothing by itself. Whoever plans the act sees it before she acts, and owes an answer with a reason.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::id::UserId;
use crate::words::Words;

coded! {
    /// What is planned for the child.
    pub enum Planned {
        /// A referral to a service.
        Referral = "referral",
        /// A decision on recognition.
        Decision = "decision",
        /// Contact with a relative, a guardian or an authority.
        Contact = "contact",
    }
}

coded! {
    /// What became of an objection.
    pub enum ObjectionOutcome {
        /// What was planned is changed or given up.
        PlanChanged = "plan_changed",
        /// It goes on as planned, for a reason that is told.
        PlanKept = "plan_kept",
    }
}

/// The answer to an objection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionAnswer {
    /// What became of it.
    pub outcome: ObjectionOutcome,
    /// Why.
    pub words: Words,
    /// Who answered.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
}

/// An objection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// To what.
    pub to: Planned,
    /// Why.
    pub words: Words,
    /// The guardian.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
    /// The answer, once there is one.
    pub answer: Option<ObjectionAnswer>,
}

/// Why an objection cannot be answered so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnswered {
    /// There is none with this number.
    #[error("there is no objection with this number")]
    NotFound,
    /// It has its answer.
    #[error("this objection has its answer already")]
    Answered,
}

/// Answers an objection by its number, from 0.
pub fn answer(
    objections: &mut [Objection],
    number: usize,
    answer: ObjectionAnswer,
) -> Result<(), NotAnswered> {
    let objection = objections.get_mut(number).ok_or(NotAnswered::NotFound)?;
    if objection.answer.is_some() {
        return Err(NotAnswered::Answered);
    }
    objection.answer = Some(answer);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_objection_is_answered_once() {
        let (by, at) = (UserId::from_random([1; 16]), Timestamp::UNIX_EPOCH);
        let words = || Words::new("The house is near the people she fled.");
        let mut all = vec![Objection { to: Planned::Referral, words: words(), by, at, answer: None }];
        let said = || ObjectionAnswer { outcome: ObjectionOutcome::PlanChanged, words: words(), by, at };
        assert_eq!(answer(&mut all, 1, said()), Err(NotAnswered::NotFound));
        answer(&mut all, 0, said()).unwrap();
        assert_eq!(answer(&mut all, 0, said()), Err(NotAnswered::Answered));
    }
}
