//! Non-punishment: one record for each offence that an authority has already alleged.
//!
//! CoE Convention Art. 26; Directive 2011/36/EU Art. 8; ECtHR, V.C.L. and A.N. v. the United Kingdom (2021): the
//! question of trafficking comes before the decision to charge. The record refers to the authority's file and has
//! no room for an account: what the person says about acts of her own belongs to her lawyer's compartment, since
//! a list of offences in a file that can be seized is evidence against her.

mod alarm;
mod notice;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::codes::OffenceCategory;
use crate::id::OffenceId;
use crate::proceedings::Proceedings;
use crate::secret::Secret;

pub use alarm::{Alarm, Identification, Moment};
pub use notice::{Notice, NoticeError, Signatory, Signature};

coded! {
    /// How the alleged offence is linked to the trafficking.
    pub enum Link {
        /// Direct.
        Direct = "direct",
        /// Possible.
        Possible = "possible",
        /// None known.
        NoneKnown = "none_known",
    }
}

coded! {
    /// On what the request rests.
    pub enum RequestBasis {
        /// Indicators.
        Indicators = "indicators",
        /// Presumed to have been trafficked.
        Presumed = "presumed",
        /// Formally identified.
        Identified = "identified",
        /// Opinion of an expert.
        Expert = "expert",
        /// Decision of another country.
        ForeignDecision = "foreign_decision",
    }
}

coded! {
    /// What became of a legal test.
    pub enum LegalTest {
        /// Met.
        Met = "met",
        /// Not met.
        NotMet = "not_met",
        /// Not applied yet.
        NotApplied = "not_applied",
        /// Not required by this law.
        NotRequired = "not_required",
    }
}

coded! {
    /// What the authority is asked for.
    pub enum Request {
        /// Not to arrest.
        NoArrest = "no_arrest",
        /// To release.
        Release = "release",
        /// Not to charge.
        NoCharge = "no_charge",
        /// To discontinue.
        Discontinue = "discontinue",
        /// To expunge.
        Expunge = "expunge",
        /// To cancel the fine.
        CancelFine = "cancel_fine",
    }
}

coded! {
    /// What the authority decided.
    pub enum Outcome {
        /// Granted.
        Granted = "granted",
        /// Partly granted.
        PartlyGranted = "partly_granted",
        /// Refused.
        Refused = "refused",
    }
}

/// A text that is longer than a reference, or tells something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("only a short reference fits here")]
pub struct ReferenceError;

/// The name of an authority or the number of its file: short, one line, no sentence.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference(Secret<String>);

impl Reference {
    /// Checks a reference: at most 40 letters, digits and `- / . :`, and at most four spaces.
    pub fn new(text: &str) -> Result<Self, ReferenceError> {
        let text = text.trim();
        let is_short = (1..=40).contains(&text.chars().count()) && text.matches(' ').count() <= 4;
        let is_plain = text.chars().all(|c| c.is_alphanumeric() || "-/.: ".contains(c));
        if is_short && is_plain { Ok(Self(text.into())) } else { Err(ReferenceError) }
    }

    /// The reference.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

impl TryFrom<String> for Reference {
    type Error = ReferenceError;

    fn try_from(text: String) -> Result<Self, ReferenceError> {
        Self::new(&text)
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> String {
        reference.0.into_exposed()
    }
}

/// What an authority alleges, by reference.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allegation {
    /// Category.
    pub category: OffenceCategory,
    /// The authority that alleges it.
    pub authority: Reference,
    /// The number of its file.
    pub file: Reference,
    /// How far the proceedings have come.
    pub stage: Proceedings,
    /// Since when the allegation is known here.
    pub known_since: Date,
}

/// How the request is argued, in codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grounds {
    /// Link to the trafficking.
    pub link: Link,
    /// On what the request rests.
    pub basis: RequestBasis,
    /// Whether the decision on status binds the authority.
    pub decision_binding: bool,
    /// Compulsion (adult) or causation.
    pub compulsion_or_causation: LegalTest,
    /// The test for a child, where the law has one.
    pub child_test: LegalTest,
    /// Whether national law excludes the offence from protection.
    pub excluded_offence: bool,
    /// What is asked for.
    pub request: Request,
    /// Whether the notice also goes to the court.
    pub sent_to_court_too: bool,
}

/// What the authority decided.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Who decided.
    pub by: Reference,
    /// What.
    pub outcome: Outcome,
    /// When.
    pub on: Date,
}

/// The non-punishment record of one alleged offence.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offence {
    id: OffenceId,
    allegation: Allegation,
    grounds: Grounds,
    found_late: bool,
    dates: BTreeMap<Moment, Date>,
    notice: Notice,
    decided: Option<Decided>,
}

impl Offence {
    /// Records an alleged offence, and whether a stage had passed before anyone asked.
    pub fn record(id: OffenceId, allegation: Allegation, grounds: Grounds) -> Self {
        let found_late = allegation.stage.is_past_charging();
        let (dates, notice, decided) = (BTreeMap::new(), Notice::Drafted, None);
        Self { id, allegation, grounds, found_late, dates, notice, decided }
    }

    /// The proceedings have moved on. What was found in time stays found in time.
    #[must_use]
    pub fn at_stage(self, stage: Proceedings) -> Self {
        Self { allegation: Allegation { stage, ..self.allegation }, ..self }
    }

    /// The request is argued anew, such as after a decision on status.
    #[must_use]
    pub fn with_grounds(self, grounds: Grounds) -> Self {
        Self { grounds, ..self }
    }

    /// Notes the date of a moment of the proceedings.
    #[must_use]
    pub fn with_date(mut self, moment: Moment, on: Date) -> Self {
        self.dates.insert(moment, on);
        self
    }

    /// Changes the notice.
    pub fn change_notice(
        self,
        change: impl FnOnce(Notice) -> Result<Notice, NoticeError>,
    ) -> Result<Self, NoticeError> {
        let notice = change(self.notice)?;
        Ok(Self { notice, ..self })
    }

    /// Records what the authority decided.
    #[must_use]
    pub fn decide(self, decided: Decided) -> Self {
        Self { decided: Some(decided), ..self }
    }

    /// The moments that come near and for which something is still to be done.
    ///
    /// `days_before` is the profile's. Once the request is granted nothing is pressing any more.
    pub fn alarms(&self, identification: Identification, days_before: i32, today: Date) -> Vec<Alarm> {
        if self.decided.as_ref().is_some_and(|decided| decided.outcome == Outcome::Granted) {
            return Vec::new();
        }
        alarm::near(&self.dates, identification, days_before, today)
    }

    /// The id.
    pub fn id(&self) -> OffenceId {
        self.id
    }

    /// What is alleged.
    pub fn allegation(&self) -> &Allegation {
        &self.allegation
    }

    /// How the request is argued.
    pub fn grounds(&self) -> &Grounds {
        &self.grounds
    }

    /// Whether the charging decision had passed before anyone asked: counted, and a ground for expungement.
    pub fn is_found_late(&self) -> bool {
        self.found_late
    }

    /// The notice.
    pub fn notice(&self) -> &Notice {
        &self.notice
    }

    /// The decision, once there is one.
    pub fn decided(&self) -> Option<&Decided> {
        self.decided.as_ref()
    }
}

#[cfg(test)]
mod tests;
