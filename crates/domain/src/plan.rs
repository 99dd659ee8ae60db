//! The support plan: goals the person agreed to, who does what by when, and what came of it.
//!
//! A goal that the person has not agreed to is a proposal and carries no action. Her own words are optional.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::codes::ServiceType;
use crate::id::{PlanId, UserId};
use crate::secret::{Secret, sealing};

coded! {
    /// What came of a goal.
    pub enum Outcome {
        /// Reached.
        Reached = "reached",
        /// Partly reached.
        PartlyReached = "partly_reached",
        /// Not reached.
        NotReached = "not_reached",
        /// The person no longer wants it.
        NoLongerWanted = "no_longer_wanted",
        /// Continued elsewhere.
        ContinuedElsewhere = "continued_elsewhere",
    }
}

/// Where a goal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum GoalState {
    /// Proposed; the person has not said yes.
    Proposed,
    /// The person agreed.
    Agreed {
        /// When.
        on: Date,
    },
    /// The person does not want it.
    NotWanted {
        /// When.
        on: Date,
    },
    /// It has ended.
    Ended {
        /// When.
        on: Date,
        /// With this outcome.
        outcome: Outcome,
    },
}

/// Who does an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// The person herself.
    Person,
    /// A named worker.
    Worker(UserId),
}

/// One action towards a goal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// What.
    #[serde(with = "sealing")]
    pub what: Secret<String>,
    /// Who.
    pub owner: Owner,
    /// By when.
    pub due: Date,
    /// When it was done.
    pub done_on: Option<Date>,
}

/// One goal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    area: ServiceType,
    #[serde(with = "sealing")]
    text: Secret<String>,
    #[serde(with = "sealing")]
    own_words: Option<Secret<String>>,
    actions: Vec<Action>,
    state: GoalState,
}

impl Goal {
    /// Proposes a goal, with the person's own words if she likes.
    pub fn propose(area: ServiceType, text: Secret<String>, own_words: Option<Secret<String>>) -> Self {
        Self { area, text, own_words, actions: Vec::new(), state: GoalState::Proposed }
    }

    /// The kind of need it answers.
    pub fn area(&self) -> ServiceType {
        self.area
    }

    /// The goal.
    pub fn text(&self) -> &Secret<String> {
        &self.text
    }

    /// The goal in the person's own words.
    pub fn own_words(&self) -> Option<&Secret<String>> {
        self.own_words.as_ref()
    }

    /// The actions.
    pub fn actions(&self) -> &[Action] {
        &self.actions
    }

    /// Where it stands.
    pub fn state(&self) -> GoalState {
        self.state
    }

    fn is_agreed(&self) -> bool {
        matches!(self.state, GoalState::Agreed { .. })
    }
}

/// The place of a goal in its plan.
pub type GoalNumber = usize;

/// Why a plan cannot change like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// There is no such goal or action.
    #[error("no such goal or action")]
    NotFound,
    /// The person has not agreed to this goal, or it has ended.
    #[error("the person has not agreed to this goal")]
    NotAgreed,
    /// It has been decided before.
    #[error("the goal is no longer a proposal")]
    NotProposed,
    /// The next review is not after today.
    #[error("the next review is after today")]
    ReviewDate,
}

/// A support plan.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    id: PlanId,
    goals: Vec<Goal>,
    reviewed_on: Date,
    next_review: Date,
}

impl Plan {
    /// Begins a plan.
    pub fn begin(id: PlanId, on: Date, next_review: Date) -> Result<Self, PlanError> {
        if next_review <= on {
            return Err(PlanError::ReviewDate);
        }
        Ok(Self { id, goals: Vec::new(), reviewed_on: on, next_review })
    }

    /// Adds a proposed goal at the end.
    #[must_use]
    pub fn with_goal(mut self, goal: Goal) -> Self {
        self.goals.push(goal);
        self
    }

    /// The person agrees to a goal.
    pub fn agree(self, number: GoalNumber, on: Date) -> Result<Self, PlanError> {
        self.decide(number, GoalState::Agreed { on })
    }

    /// The person does not want a goal. No reason is asked.
    pub fn refuse(self, number: GoalNumber, on: Date) -> Result<Self, PlanError> {
        self.decide(number, GoalState::NotWanted { on })
    }

    fn decide(self, number: GoalNumber, state: GoalState) -> Result<Self, PlanError> {
        self.change(number, |goal| match goal.state {
            GoalState::Proposed => Ok(Goal { state, ..goal }),
            _ => Err(PlanError::NotProposed),
        })
    }

    /// Adds an action to a goal the person agreed to.
    pub fn add_action(self, number: GoalNumber, action: Action) -> Result<Self, PlanError> {
        self.change(number, |mut goal| {
            if !goal.is_agreed() {
                return Err(PlanError::NotAgreed);
            }
            goal.actions.push(action);
            Ok(goal)
        })
    }

    /// Marks an action as done.
    pub fn finish_action(self, number: GoalNumber, action: usize, on: Date) -> Result<Self, PlanError> {
        self.change(number, |mut goal| {
            let action = goal.actions.get_mut(action).ok_or(PlanError::NotFound)?;
            action.done_on = Some(on);
            Ok(goal)
        })
    }

    /// Ends an agreed goal with its outcome.
    pub fn end_goal(self, number: GoalNumber, outcome: Outcome, on: Date) -> Result<Self, PlanError> {
        self.change(number, |goal| {
            if !goal.is_agreed() {
                return Err(PlanError::NotAgreed);
            }
            Ok(Goal { state: GoalState::Ended { on, outcome }, ..goal })
        })
    }

    /// Records a review and the date of the next one.
    pub fn review(self, on: Date, next_review: Date) -> Result<Self, PlanError> {
        if next_review <= on {
            return Err(PlanError::ReviewDate);
        }
        Ok(Self { reviewed_on: on, next_review, ..self })
    }

    /// Actions of agreed goals that are past their date.
    pub fn overdue(&self, today: Date) -> impl Iterator<Item = &Action> {
        self.goals
            .iter()
            .filter(|goal| goal.is_agreed())
            .flat_map(Goal::actions)
            .filter(move |action| action.done_on.is_none() && action.due < today)
    }

    /// Whether it is time to review.
    pub fn is_review_due(&self, today: Date) -> bool {
        today >= self.next_review
    }

    /// The id.
    pub fn id(&self) -> PlanId {
        self.id
    }

    /// The goals, in the order in which they were proposed.
    pub fn goals(&self) -> &[Goal] {
        &self.goals
    }

    /// When it was last reviewed, and when it is next.
    pub fn reviews(&self) -> (Date, Date) {
        (self.reviewed_on, self.next_review)
    }

    fn change(
        mut self,
        number: GoalNumber,
        with: impl FnOnce(Goal) -> Result<Goal, PlanError>,
    ) -> Result<Self, PlanError> {
        let goal = self.goals.get_mut(number).ok_or(PlanError::NotFound)?;
        *goal = with(goal.clone())?;
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2024, 3, 1);

    fn plan() -> Plan {
        let goal = Goal::propose(ServiceType::LanguageCourse, "learn the language".into(), None);
        Plan::begin(PlanId::from_random([1; 16]), TODAY, date(2024, 4, 1)).unwrap().with_goal(goal)
    }

    fn action(due: Date) -> Action {
        Action { what: "enrol".into(), owner: Owner::Person, due, done_on: None }
    }

    #[test]
    fn nothing_is_done_towards_a_goal_the_person_did_not_agree_to() {
        assert_eq!(plan().add_action(0, action(TODAY)).err(), Some(PlanError::NotAgreed));
        let refused = plan().refuse(0, TODAY).unwrap();
        assert_eq!(refused.clone().add_action(0, action(TODAY)).err(), Some(PlanError::NotAgreed));
        assert_eq!(refused.agree(0, TODAY).err(), Some(PlanError::NotProposed));
        assert!(plan().agree(0, TODAY).unwrap().add_action(0, action(TODAY)).is_ok());
    }

    #[test]
    fn an_action_past_its_date_shows_until_it_is_done_or_the_goal_has_ended() {
        let plan = plan().agree(0, TODAY).unwrap().add_action(0, action(date(2024, 3, 5))).unwrap();
        assert_eq!(plan.overdue(date(2024, 3, 5)).count(), 0);
        assert_eq!(plan.overdue(date(2024, 3, 6)).count(), 1);
        let done = plan.clone().finish_action(0, 0, date(2024, 3, 6)).unwrap();
        assert_eq!(done.overdue(date(2024, 3, 7)).count(), 0);
        let ended = plan.end_goal(0, Outcome::NoLongerWanted, date(2024, 3, 6)).unwrap();
        assert_eq!(ended.overdue(date(2024, 3, 7)).count(), 0);
        assert_eq!(ended.end_goal(0, Outcome::Reached, TODAY).err(), Some(PlanError::NotAgreed));
    }

    #[test]
    fn a_plan_always_has_a_next_review() {
        assert_eq!(plan().review(TODAY, TODAY).err(), Some(PlanError::ReviewDate));
        assert!(plan().is_review_due(date(2024, 4, 1)));
        assert_eq!(plan().agree(7, TODAY).err(), Some(PlanError::NotFound));
    }
}
