//! Purposes, recipients and categories that an agreement can name, and those it never can.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::codes::{CodeList, ServiceType, code_list};
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

code_list! {
    /// What kind of body receives.
    RecipientClass {
        Care = "care", "Shelter, health, psychosocial or other care.";
        Legal = "legal", "Lawyer or advocate.";
        DecidingBody = "deciding_body", "Body that decides on status.";
        ChildProtection = "child_protection", "Child-protection authority or guardian.";
        Justice = "justice", "Police investigator or prosecutor.";
        Permits = "permits", "Authority for permits, facts of the permit only.";
        ForeignPartner = "foreign_partner", "Focal point or partner in another country.";
        Other = "other", "Other body.";
        ImmigrationEnforcement = "immigration_enforcement", "Immigration enforcement: never a recipient.";
        CountryOfOrigin = "country_of_origin", "Authority of the country of origin: never a recipient.";
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

code_list! {
    /// Category of data, as it is explained to the person.
    Category {
        MinimumDataset = "minimum_dataset", "What a service must know to have a place ready.";
        Identity = "identity", "Name, birth date, documents.";
        Contact = "contact", "How to reach the person safely.";
        Needs = "needs", "Needs and risks.";
        Narrative = "narrative", "What happened.";
        Health = "health", "Health.";
        Legal = "legal", "Legal matters that are not privileged.";
        Status = "status", "Where the recognition stands.";
        Photographs = "photographs", "Photographs and recordings.";
        Plan = "plan", "The support plan.";
    }
}
