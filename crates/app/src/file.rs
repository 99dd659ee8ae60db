//! What the compartments of a case hold, as it is sealed.
//!
//! Versioned by being tolerant: fields are added with a default, never renamed or given another meaning.

use std::collections::{BTreeMap, BTreeSet};

use havenward_domain::age::BornOn;
use havenward_domain::agreement::{Agreements, Category};
use havenward_domain::best_interests::BestInterests;
use havenward_domain::booking::Booking;
use havenward_domain::codes::{ServiceType, Setting};
use havenward_domain::contact::AgeClaim;
use havenward_domain::danger::DangerList;
use havenward_domain::decision::Sitting;
use havenward_domain::disclosure::Disclosure;
use havenward_domain::id::{CaseId, EnquiryId, OffenceId, ReferralId, ScreeningId, StatisticId, UnitId};
use havenward_domain::language::Language;
use havenward_domain::matching::Avoid;
use havenward_domain::need::NeedsAssessment;
use havenward_domain::objection::Objection as ObjectionToPlan;
use havenward_domain::offence::Offence;
use havenward_domain::placement::Placement;
use havenward_domain::plan::Plan;
use havenward_domain::profile::Origin;
use havenward_domain::referral::Asks;
use havenward_domain::refusal::Refusal;
use havenward_domain::request::Request;
use havenward_domain::risk::RiskAssessment;
use havenward_domain::secret::{Secret, sealing};
use havenward_domain::sex::Sex;
use havenward_domain::statistic::CoarseCase;
use havenward_domain::status::Status;
use havenward_domain::told_before::Telling;
use havenward_domain::transfer::Transfer;
use havenward_domain::wait::Wait;
use havenward_screening::finding::Finding;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The `core` compartment: coded facts about the person and the course of the case.
#[derive(Serialize, Deserialize)]
pub struct Core {
    /// The first contact.
    pub contact: Contact,
    /// The six tracks with their history.
    pub status: Status,
    /// What the person was told before the first question, and what she answered.
    #[serde(default)]
    pub told_before: Vec<Telling>,
    /// Screenings with their findings.
    #[serde(default)]
    pub screenings: Vec<Screening>,
    /// What the person agreed to, refused and withdrew.
    #[serde(default)]
    pub agreements: Agreements,
    /// Refusals of help, with how the person may be met again.
    #[serde(default)]
    pub refusals: Vec<Refusal>,
    /// What was passed on because a law obliges the body to.
    #[serde(default)]
    pub disclosures: Vec<Disclosure>,
    /// What the person needs.
    #[serde(default)]
    pub needs: Option<NeedsAssessment>,
    /// What threatens the person.
    #[serde(default)]
    pub risks: Option<RiskAssessment>,
    /// The support plan.
    #[serde(default)]
    pub plan: Option<Plan>,
    /// Benches at work.
    #[serde(default)]
    pub sittings: Vec<Sitting>,
    /// Offences already alleged, with their notices.
    #[serde(default)]
    pub offences: Vec<Offence>,
    /// Interpreters asked for and booked.
    #[serde(default)]
    pub bookings: Vec<Booking>,
    /// When the person was born, as far as it is known.
    #[serde(default)]
    pub born: Option<BornOn>,
    /// To which unit the notice about an offence goes once it is released.
    #[serde(default)]
    pub notices_to: BTreeMap<OffenceId, UnitId>,
    /// What stays with the sender of enquiries and referrals.
    #[serde(default)]
    pub referring: Referring,
    /// What the person asked for by herself: an advocate, a correction, an answer to a complaint.
    #[serde(default)]
    pub requests: Vec<Request>,
    /// What the guardian of a child objects to, oldest first.
    #[serde(default)]
    pub objections: Vec<ObjectionToPlan>,
    /// What the guardian of a child says is best, oldest first.
    #[serde(default)]
    pub best_interests: Vec<BestInterests>,
    /// To whom the case was handed, oldest first; the last carries it.
    #[serde(default)]
    pub transfers: Vec<Transfer>,
    /// Needs that wait, or waited, for room.
    #[serde(default)]
    pub waits: Vec<Wait>,
    /// Where the coarse records of this case are, which say nowhere themselves whose they are.
    #[serde(default)]
    pub counted: Counted,
}

/// The pointers to the coarse records of a case. With the core they are gone, and the records anonymous.
#[derive(Default, Serialize, Deserialize)]
pub struct Counted {
    /// The record of the case itself, and what it says.
    #[serde(default)]
    pub case: Option<(StatisticId, CoarseCase)>,
    /// Needs that nobody met.
    #[serde(default)]
    pub unmet_needs: Vec<StatisticId>,
    /// Since when the person wants to be counted nowhere.
    #[serde(default)]
    pub objected_at: Option<Timestamp>,
}

/// What stays with the sender of enquiries and referrals, because the plain rows must not tell it.
#[derive(Default, Serialize, Deserialize)]
pub struct Referring {
    /// For which need each enquiry was made.
    #[serde(default)]
    pub enquiries: BTreeMap<EnquiryId, ServiceType>,
    /// What each offer asks for.
    #[serde(default)]
    pub asks: BTreeMap<ReferralId, Asks>,
    /// Which categories each offer hands over.
    #[serde(default)]
    pub handed_over: BTreeMap<ReferralId, BTreeSet<Category>>,
    /// Who said yes at the other end of the telephone.
    #[serde(default, with = "sealing")]
    pub heard: BTreeMap<ReferralId, Secret<String>>,
    /// What the person keeps away from.
    #[serde(default)]
    pub avoid: Avoid,
    /// Objections to what rests on law.
    #[serde(default)]
    pub objections: Vec<Objection>,
}

/// The person objects to a sharing that does not rest on her agreement. Somebody owes her an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// The purpose.
    pub purpose: String,
    /// The law or other legal basis.
    pub basis: String,
    /// When she objected.
    pub at: Timestamp,
}

/// A first contact as it is kept.
#[derive(Clone, Serialize, Deserialize)]
pub struct Contact {
    /// Who raised the case.
    pub origin: Origin,
    /// Kind of place.
    pub setting: Setting,
    /// Languages, the best understood first.
    pub languages: Vec<Language>,
    /// Child, adult, unsure.
    pub age: AgeClaim,
    /// Sex, as the person says.
    #[serde(default)]
    pub sex: Option<Sex>,
    /// With whom the person would be housed.
    #[serde(default = "either")]
    pub placement: Placement,
    /// Children who are with the person.
    #[serde(default)]
    pub children_with: u8,
    /// Whether steps are a hindrance.
    #[serde(default)]
    pub limited_mobility: bool,
    /// When.
    pub at: Timestamp,
}

fn either() -> Placement {
    Placement::Either
}

/// A screening: what was asked, what was found.
#[derive(Serialize, Deserialize)]
pub struct Screening {
    /// The screening.
    pub id: ScreeningId,
    /// The answers as they were given, as the screening crate writes them.
    #[serde(with = "sealing")]
    pub answers: Secret<String>,
    /// What the instrument made of them.
    pub finding: Finding,
    /// When.
    pub at: Timestamp,
    /// The screener.
    pub by: havenward_domain::id::UserId,
}

/// The `contact_safety` compartment. Nothing yet means: the person is not to be contacted.
#[derive(Default, Serialize, Deserialize)]
pub struct ContactSafety {
    /// How the person wishes to be addressed.
    #[serde(default, with = "sealing")]
    pub address_as: Option<Secret<String>>,
    /// Channels, times, third parties.
    #[serde(default)]
    pub ways: Option<havenward_domain::contact_safety::ContactSafety>,
    /// Others around the person: nobody contacts them until cleared.
    #[serde(default)]
    pub others: Vec<havenward_domain::contact_safety::ThirdParty>,
}

/// The `danger_list` compartment.
#[derive(Default, Serialize, Deserialize)]
pub struct Danger {
    /// Who must not find the person.
    #[serde(default)]
    pub list: DangerList,
}

/// A compartment of notes: `narrative`, `health`, `legal_privileged`, `police`, `survivor_private`,
/// `shelter_location`.
#[derive(Default, Serialize, Deserialize)]
pub struct Notes {
    /// Notes, oldest first.
    pub notes: Vec<NoteEntry>,
}

/// One note.
#[derive(Serialize, Deserialize)]
pub struct NoteEntry {
    /// Who wrote it.
    pub by: havenward_domain::id::UserId,
    /// When.
    pub at: Timestamp,
    /// The words.
    #[serde(with = "sealing")]
    pub text: Secret<String>,
}

/// Says for which case a directory entry stands.
pub fn leads_to(case: CaseId) -> havenward_domain::directory::LeadsTo {
    havenward_domain::directory::LeadsTo::Case(case)
}
