//! Purposes, recipients and categories that an agreement can name, and those it never can.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::coded::{Coded, coded};
use crate::codes::ServiceType;
use crate::id::UnitId;
use crate::place::Country;

/// What the information is for. One agreement has one purpose.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Purpose {
    /// Support by the case team.
    Support,
    /// Formal identification.
    FormalIdentification,
    /// Co-operation with the police: apart from support and never its condition.
    PoliceCooperation,
    /// One kind of service.
    Service(ServiceType),
    /// Transfer to partners in one country.
    Transnational(Country),
    /// Media: refused unless the person says otherwise.
    Media,
    /// Use of the story in training: refused unless the person says otherwise.
    TrainingReuse,
}

/// A text that is not a purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a purpose")]
pub struct PurposeError;

impl Purpose {
    /// Whether the answer counts as no until the person says yes.
    pub fn is_refused_by_default(&self) -> bool {
        matches!(self, Self::Media | Self::TrainingReuse)
    }

    /// Whether it may be asked tonight.
    pub fn is_for_tonight(&self) -> bool {
        matches!(self, Self::Service(service) if service.is_for_tonight())
    }
}

impl Purpose {
    /// The purpose without what it tells of the person: which help, which country. Only this may stand in clear
    /// beside a case.
    pub fn class(&self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::FormalIdentification => "formal_identification",
            Self::PoliceCooperation => "police_cooperation",
            Self::Service(_) => "service",
            Self::Transnational(_) => "transnational",
            Self::Media => "media",
            Self::TrainingReuse => "training_reuse",
        }
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Support => f.write_str("support"),
            Self::FormalIdentification => f.write_str("formal_identification"),
            Self::PoliceCooperation => f.write_str("police_cooperation"),
            Self::Service(service) => write!(f, "service:{}", service.code()),
            Self::Transnational(country) => write!(f, "transnational:{country}"),
            Self::Media => f.write_str("media"),
            Self::TrainingReuse => f.write_str("training_reuse"),
        }
    }
}

impl FromStr for Purpose {
    type Err = PurposeError;

    fn from_str(text: &str) -> Result<Self, PurposeError> {
        match text.split_once(':') {
            Some(("service", code)) => ServiceType::from_code(code).map(Self::Service).ok_or(PurposeError),
            Some(("transnational", country)) => {
                country.parse().map(Self::Transnational).map_err(|_| PurposeError)
            }
            Some(_) => Err(PurposeError),
            None => match text {
                "support" => Ok(Self::Support),
                "formal_identification" => Ok(Self::FormalIdentification),
                "police_cooperation" => Ok(Self::PoliceCooperation),
                "media" => Ok(Self::Media),
                "training_reuse" => Ok(Self::TrainingReuse),
                _ => Err(PurposeError),
            },
        }
    }
}

impl TryFrom<String> for Purpose {
    type Error = PurposeError;

    fn try_from(text: String) -> Result<Self, PurposeError> {
        text.parse()
    }
}

impl From<Purpose> for String {
    fn from(purpose: Purpose) -> String {
        purpose.to_string()
    }
}

coded! {
    /// What kind of body receives.
    pub enum RecipientClass {
        /// Shelter, health, psychosocial or other care.
        Care = "care",
        /// Lawyer or advocate.
        Legal = "legal",
        /// Body that decides on status.
        DecidingBody = "deciding_body",
        /// Child-protection authority or guardian.
        ChildProtection = "child_protection",
        /// Police investigator or prosecutor.
        Justice = "justice",
        /// Authority for permits, facts of the permit only.
        Permits = "permits",
        /// Focal point or partner in another country.
        ForeignPartner = "foreign_partner",
        /// Other body.
        Other = "other",
        /// Immigration enforcement: never a recipient.
        ImmigrationEnforcement = "immigration_enforcement",
        /// Authority of the country of origin: never a recipient.
        CountryOfOrigin = "country_of_origin",
    }
}

impl RecipientClass {
    /// Whether no configuration and no agreement can make it a recipient.
    pub fn is_never_a_recipient(self) -> bool {
        matches!(self, Self::ImmigrationEnforcement | Self::CountryOfOrigin)
    }
}

/// A recipient of this class is refused, whoever asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this class of body is never a recipient")]
pub struct RecipientRefused;

/// A unit that may receive something, and what kind of body it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "RawRecipient")]
pub struct Recipient {
    unit: UnitId,
    class: RecipientClass,
}

#[derive(Deserialize)]
struct RawRecipient {
    unit: UnitId,
    class: RecipientClass,
}

impl Recipient {
    /// Names a recipient, unless its class is refused in code.
    pub fn new(unit: UnitId, class: RecipientClass) -> Result<Self, RecipientRefused> {
        if class.is_never_a_recipient() { Err(RecipientRefused) } else { Ok(Self { unit, class }) }
    }

    /// The unit.
    pub fn unit(&self) -> UnitId {
        self.unit
    }

    /// The class.
    pub fn class(&self) -> RecipientClass {
        self.class
    }
}

impl TryFrom<RawRecipient> for Recipient {
    type Error = RecipientRefused;

    fn try_from(raw: RawRecipient) -> Result<Self, RecipientRefused> {
        Self::new(raw.unit, raw.class)
    }
}

coded! {
    /// Category of data, as it is explained to the person.
    pub enum Category {
        /// What a service must know to have a place ready.
        MinimumDataset = "minimum_dataset",
        /// Name, birth date, documents.
        Identity = "identity",
        /// How to reach the person safely.
        Contact = "contact",
        /// Needs and risks.
        Needs = "needs",
        /// What happened.
        Narrative = "narrative",
        /// Health.
        Health = "health",
        /// Legal matters that are not privileged.
        Legal = "legal",
        /// Where the recognition stands.
        Status = "status",
        /// Photographs and recordings.
        Photographs = "photographs",
        /// The support plan.
        Plan = "plan",
    }
}
