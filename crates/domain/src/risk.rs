//! What threatens the person, by type and level, and what an immediate risk sets off.
//!
//! A risk is a reason to protect. It is never shown to the person as a score, and a level never decides about
//! her status.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::codes::{RiskLevel, RiskType};
use crate::id::UserId;
use crate::need::days_between;
use crate::secret::{Secret, sealing};

/// One risk.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    /// Its level.
    pub level: RiskLevel,
    /// Why, in few words. Needed when an immediate risk is lowered.
    #[serde(with = "sealing")]
    pub why: Option<Secret<String>>,
}

coded! {
    /// A step to take at once.
    pub enum ImmediateStep {
        /// Find a safe place now, or another one.
        SafePlaceNow = "safe_place_now",
        /// Do not leave the person alone.
        DoNotLeaveAlone = "do_not_leave_alone",
        /// Call medical help now.
        MedicalNow = "medical_now",
        /// Call the child-protection authority now.
        ChildProtectionNow = "child_protection_now",
        /// Make the safety plan for the first 72 hours and have the alarm ready.
        MissingPlan = "missing_plan",
        /// Call the lawyer, who may release the notice against removal or detention.
        LawyerNow = "lawyer_now",
        /// Take devices apart from the person, with her agreement, and check them later.
        DevicesOff = "devices_off",
        /// Use none of the known channels and close clearances.
        ChangeChannels = "change_channels",
        /// Ask the person, then plan safety for the family.
        WarnFamily = "warn_family",
        /// Warn the staff and the door.
        WarnStaff = "warn_staff",
    }
}

/// Why an assessment cannot be recorded like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RiskError {
    /// The next review is too far away for the highest level, or not after the assessment.
    #[error("the next review must be within {0} days")]
    ReviewWithin(i32),
    /// An immediate risk is lowered or dropped without a reason.
    #[error("an immediate risk is lowered only with a reason")]
    LoweredWithoutReason,
}

/// An assessment of risks.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskAssessment {
    risks: BTreeMap<RiskType, Risk>,
    by: UserId,
    on: Date,
    next_review: Date,
}

impl RiskAssessment {
    /// Records a first assessment.
    pub fn new(
        risks: BTreeMap<RiskType, Risk>,
        by: UserId,
        on: Date,
        next_review: Date,
    ) -> Result<Self, RiskError> {
        let within = review_within_days(risks.values().map(|risk| risk.level).max());
        if !(1..=within).contains(&days_between(on, next_review)) {
            return Err(RiskError::ReviewWithin(within));
        }
        Ok(Self { risks, by, on, next_review })
    }

    /// Assesses again. An immediate risk can be lowered by a person who says why, never by silence.
    pub fn again(
        self,
        risks: BTreeMap<RiskType, Risk>,
        by: UserId,
        on: Date,
        next_review: Date,
    ) -> Result<Self, RiskError> {
        for kind in self.immediate() {
            let explained =
                risks.get(&kind).is_some_and(|risk| risk.level == RiskLevel::Immediate || risk.why.is_some());
            if !explained {
                return Err(RiskError::LoweredWithoutReason);
            }
        }
        Self::new(risks, by, on, next_review)
    }

    /// The kinds of risk that are immediate.
    pub fn immediate(&self) -> impl Iterator<Item = RiskType> {
        self.risks.iter().filter(|(_, risk)| risk.level == RiskLevel::Immediate).map(|(kind, _)| *kind)
    }

    /// What must be done at once. Empty when nothing is immediate.
    pub fn steps_now(&self) -> BTreeSet<ImmediateStep> {
        self.immediate().flat_map(steps).copied().collect()
    }

    /// Whether it is time to look again.
    pub fn is_review_due(&self, today: Date) -> bool {
        today >= self.next_review
    }

    /// The risks.
    pub fn risks(&self) -> &BTreeMap<RiskType, Risk> {
        &self.risks
    }

    /// Who assessed.
    pub fn by(&self) -> UserId {
        self.by
    }

    /// When.
    pub fn on(&self) -> Date {
        self.on
    }

    /// When it is looked at again.
    pub fn next_review(&self) -> Date {
        self.next_review
    }
}

/// Days until the next look, by the highest level. Documents name no figures; these are the safe side of practice.
fn review_within_days(highest: Option<RiskLevel>) -> i32 {
    match highest {
        Some(RiskLevel::Immediate) => 1,
        Some(RiskLevel::High) => 7,
        Some(RiskLevel::Medium) => 30,
        Some(RiskLevel::Low) | None => 90,
    }
}

fn steps(kind: RiskType) -> &'static [ImmediateStep] {
    use ImmediateStep as Step;
    match kind {
        RiskType::Retaliation | RiskType::ReTrafficking => &[Step::SafePlaceNow, Step::ChangeChannels],
        RiskType::SelfHarm | RiskType::Suicide => &[Step::DoNotLeaveAlone, Step::MedicalNow],
        RiskType::GoingMissing => &[Step::MissingPlan, Step::DoNotLeaveAlone],
        RiskType::FamilyRisk => &[Step::WarnFamily, Step::ChangeChannels],
        RiskType::DetentionRemoval => &[Step::LawyerNow],
        RiskType::HealthDeterioration => &[Step::MedicalNow],
        RiskType::LocationExposed => &[Step::SafePlaceNow, Step::WarnStaff],
        RiskType::DigitalTracking => &[Step::DevicesOff, Step::ChangeChannels],
        RiskType::ChildContactWithSuspect => &[Step::ChildProtectionNow, Step::ChangeChannels],
        RiskType::StaffSafety => &[Step::WarnStaff],
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::coded::Coded;

    fn at(kind: RiskType, level: RiskLevel) -> BTreeMap<RiskType, Risk> {
        BTreeMap::from([(kind, Risk { level, why: None })])
    }

    fn assess(risks: BTreeMap<RiskType, Risk>, next: Date) -> Result<RiskAssessment, RiskError> {
        RiskAssessment::new(risks, UserId::from_random([1; 16]), date(2024, 3, 1), next)
    }

    #[test]
    fn an_immediate_risk_is_looked_at_again_tomorrow() {
        let immediate = at(RiskType::Suicide, RiskLevel::Immediate);
        assert_eq!(assess(immediate.clone(), date(2024, 3, 3)).err(), Some(RiskError::ReviewWithin(1)));
        assert!(assess(immediate, date(2024, 3, 2)).is_ok());
    }

    #[test]
    fn every_immediate_risk_says_what_to_do_now_and_no_other_level_does() {
        for kind in RiskType::ALL {
            let immediate = assess(at(*kind, RiskLevel::Immediate), date(2024, 3, 2)).unwrap();
            assert!(!immediate.steps_now().is_empty(), "{kind:?}");
            let high = assess(at(*kind, RiskLevel::High), date(2024, 3, 2)).unwrap();
            assert!(high.steps_now().is_empty());
        }
    }

    #[test]
    fn an_immediate_risk_is_never_lowered_by_silence() {
        let before = assess(at(RiskType::Retaliation, RiskLevel::Immediate), date(2024, 3, 2)).unwrap();
        let worker = UserId::from_random([2; 16]);
        let again = |risks| before.clone().again(risks, worker, date(2024, 3, 2), date(2024, 3, 3)).err();

        assert_eq!(again(BTreeMap::new()), Some(RiskError::LoweredWithoutReason));
        assert_eq!(again(at(RiskType::Retaliation, RiskLevel::Low)), Some(RiskError::LoweredWithoutReason));
        let why = Some("moved to another city".into());
        let explained = BTreeMap::from([(RiskType::Retaliation, Risk { level: RiskLevel::Low, why })]);
        assert_eq!(again(explained), None);
    }
}
