//! What the person needs, by domain, with the date on which it is looked at again.
//!
//! Needs and risks are assessed apart (`risk`), both again and again. What no service meets leaves the case
//! only as a coarse event: the need, the region, the week.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::codes::{ServiceDomain, ServiceType};
use crate::id::{ReferralId, UserId};
use crate::place::Region;
use crate::secret::{Secret, sealing};

/// Longest time until needs are looked at again. Documents name no figure; three months is common practice.
pub const LONGEST_REVIEW_DAYS: i32 = 90;

coded! {
    /// How soon a need must be met.
    pub enum NeedBy {
        /// Tonight.
        Tonight = "tonight",
        /// This week.
        ThisWeek = "this_week",
        /// Later.
        Later = "later",
    }
}

/// What became of a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Met {
    /// Not yet.
    Open,
    /// A referral is under way.
    Underway(ReferralId),
    /// Met.
    Met,
    /// Nobody offers it: a gap was raised.
    Gap,
    /// The person does not want it.
    NotWanted,
}

/// One need.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// What kind of service would meet it.
    pub of: ServiceType,
    /// How soon.
    pub by: NeedBy,
    /// What became of it.
    pub met: Met,
    /// A note, in few words.
    #[serde(with = "sealing")]
    pub note: Option<Secret<String>>,
}

/// Why an assessment cannot be recorded like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NeedsError {
    /// The next review is not after the assessment, or too far away.
    #[error("the next review is between tomorrow and three months from now")]
    ReviewDate,
    /// The same need twice.
    #[error("a need is listed twice")]
    Twice,
}

/// An assessment of needs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedsAssessment {
    needs: Vec<Need>,
    by: UserId,
    on: Date,
    next_review: Date,
}

impl NeedsAssessment {
    /// Records an assessment. An empty list of needs is an answer too.
    pub fn new(needs: Vec<Need>, by: UserId, on: Date, next_review: Date) -> Result<Self, NeedsError> {
        let days = days_between(on, next_review);
        if !(1..=LONGEST_REVIEW_DAYS).contains(&days) {
            return Err(NeedsError::ReviewDate);
        }
        let kinds: BTreeSet<ServiceType> = needs.iter().map(|need| need.of).collect();
        if kinds.len() < needs.len() {
            return Err(NeedsError::Twice);
        }
        Ok(Self { needs, by, on, next_review })
    }

    /// The needs, by domain.
    pub fn by_domain(&self) -> BTreeMap<ServiceDomain, Vec<&Need>> {
        let mut domains: BTreeMap<ServiceDomain, Vec<&Need>> = BTreeMap::new();
        for need in &self.needs {
            domains.entry(need.of.domain()).or_default().push(need);
        }
        domains
    }

    /// The needs that still look for a service.
    pub fn open(&self) -> impl Iterator<Item = &Need> {
        self.needs.iter().filter(|need| need.met == Met::Open)
    }

    /// Whether it is time to look again.
    pub fn is_review_due(&self, today: Date) -> bool {
        today >= self.next_review
    }

    /// All needs.
    pub fn needs(&self) -> &[Need] {
        &self.needs
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

/// A need that nobody meets, coarse enough to leave the case by the road of statistics.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UnmetNeed {
    /// The need.
    pub need: ServiceType,
    /// The region.
    pub region: Region,
    /// The Monday of the week.
    pub week: Date,
}

impl UnmetNeed {
    /// Coarsens a gap found on some day to its week.
    pub fn new(need: ServiceType, region: Region, on: Date) -> Self {
        let since_monday = i64::from(on.weekday().to_monday_zero_offset());
        // Only the first days of the calendar lie less than a week after its start.
        let week = on.checked_sub(jiff::Span::new().days(since_monday)).unwrap_or(on);
        Self { need, region, week }
    }
}

/// Days from one date to another, negative if the second is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i32 {
    // Dates of the calendar are at most some seven million days apart, so the cast cannot lose anything.
    i32::try_from(from.duration_until(to).as_hours() / 24).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn need(of: ServiceType) -> Need {
        Need { of, by: NeedBy::ThisWeek, met: Met::Open, note: None }
    }

    fn assess(needs: Vec<Need>, next_review: Date) -> Result<NeedsAssessment, NeedsError> {
        NeedsAssessment::new(needs, UserId::from_random([1; 16]), date(2024, 3, 1), next_review)
    }

    #[test]
    fn every_assessment_has_a_date_for_the_next_one() {
        assert!(assess(vec![], date(2024, 3, 2)).is_ok());
        for bad in [date(2024, 3, 1), date(2024, 2, 1), date(2024, 6, 30)] {
            assert_eq!(assess(vec![], bad).err(), Some(NeedsError::ReviewDate));
        }
        let assessed = assess(vec![], date(2024, 3, 8)).unwrap();
        assert!(!assessed.is_review_due(date(2024, 3, 7)));
        assert!(assessed.is_review_due(date(2024, 3, 8)));
    }

    #[test]
    fn needs_are_grouped_by_domain_and_listed_once() {
        let needs =
            vec![need(ServiceType::Dental), need(ServiceType::Asylum), need(ServiceType::MedicalUrgent)];
        let assessed = assess(needs, date(2024, 3, 8)).unwrap();
        assert_eq!(assessed.by_domain().get(&ServiceDomain::Health).map(Vec::len), Some(2));
        let twice = vec![need(ServiceType::Dental), need(ServiceType::Dental)];
        assert_eq!(assess(twice, date(2024, 3, 8)).err(), Some(NeedsError::Twice));
    }

    #[test]
    fn a_gap_leaves_the_case_as_need_region_and_week() {
        let gap = UnmetNeed::new(ServiceType::Dental, "LV-RIX".parse().unwrap(), date(2024, 3, 17));
        let json = serde_json::to_string(&gap).unwrap();
        assert_eq!(json, r#"{"need":"dental","region":"LV-RIX","week":"2024-03-11"}"#);
    }
}
