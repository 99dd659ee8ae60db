//! What travels with an offer: the minimum dataset at once, the agreed hand-over after acceptance.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Asks, Referral};
use crate::age_band::AgeBand;
use crate::agreement::{Agreements, Basis, Category};
use crate::coded::coded;
use crate::id::ReferralId;
use crate::language::Language;
use crate::placement::Placement;
use crate::secret::{Secret, sealing};
use crate::service::SecurityLevel;

coded! {
    /// Health alert that a place must know on the first night.
    pub enum HealthAlert {
        /// Needs a doctor at once.
        UrgentCare = "urgent_care",
        /// Needs medication at fixed times.
        RegularMedication = "regular_medication",
        /// Pregnant.
        Pregnancy = "pregnancy",
        /// Allergy.
        Allergy = "allergy",
        /// Precautions against infection.
        Infection = "infection",
        /// Needs support with a disability.
        Disability = "disability",
        /// Must not be left alone.
        NotAlone = "not_alone",
    }
}

/// What a service must know to decide and to have a place ready; nothing of what happened, no nationality,
/// no name of anybody.
///
/// Its code is the referral's, not the case's, so that two services cannot tell that they know one person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinimumDataset {
    /// The code to speak of the referral by.
    pub code: ReferralId,
    /// What is asked for.
    pub asks: Asks,
    /// Sex of the placement.
    pub placement: Placement,
    /// Age band.
    pub age_band: AgeBand,
    /// Languages, best first.
    pub languages: Vec<Language>,
    /// How many children come along.
    pub children_with: u8,
    /// Whether the place must be usable with limited mobility.
    pub limited_mobility: bool,
    /// Health alerts.
    pub health_alerts: BTreeSet<HealthAlert>,
    /// The least protection that is enough.
    pub security: SecurityLevel,
    /// The day on which the place is needed.
    pub needed_on: Date,
}

/// A category was put into a hand-over that the person did not agree to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the person did not agree to hand this over")]
pub struct NotAgreed(pub Category);

/// One package with the instant until which it may be read.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Part {
    until: Timestamp,
    #[serde(with = "sealing")]
    words: Secret<String>,
}

/// The packages that the person agreed to hand over to one service, each category apart.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    parts: BTreeMap<Category, Part>,
}

impl HandOver {
    /// Packs what is handed over, if each category is agreed for the service of this referral.
    ///
    /// Each part carries the end of its own agreement, because the receiver cannot ask the sender's file.
    pub fn pack(
        referral: &Referral,
        parts: BTreeMap<Category, Secret<String>>,
        agreements: &Agreements,
        now: Timestamp,
    ) -> Result<Self, NotAgreed> {
        let pack = |(category, words)| {
            let purpose = referral.purpose().ok_or(NotAgreed(category))?;
            let grounds =
                agreements.grounds(&purpose, referral.unit(), category, now).ok_or(NotAgreed(category))?;
            Ok((category, Part { until: grounds.until, words }))
        };
        Ok(Self { parts: parts.into_iter().map(pack).collect::<Result<_, _>>()? })
    }

    /// What of it may be read now: a category whose agreement has run out is absent.
    pub fn readable<'a>(
        &'a self,
        referral: &'a Referral,
        basis: Option<&'a Basis>,
        now: Timestamp,
    ) -> impl Iterator<Item = (Category, &'a Secret<String>)> {
        let is_open = referral.sight_now(basis, now) == super::Sight::HandOver;
        self.parts
            .iter()
            .filter(move |(_, part)| is_open && now < part.until)
            .map(|(category, part)| (*category, &part.words))
    }

    /// The categories in it.
    pub fn categories(&self) -> BTreeSet<Category> {
        self.parts.keys().copied().collect()
    }
}
