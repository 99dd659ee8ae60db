//! The legal basis of a controller: the law's side, kept apart from the person's agreement.
//!
//! A state body's register does not rest on consent. When a person withdraws, what rests on her consent stops
//! and everything else becomes an objection to be answered; [`LegalBasis::on_withdrawal`] says which is which.

use serde::{Deserialize, Serialize};

use crate::coded::{Coded, coded};
use crate::id::UnitId;
use crate::role::Role;

coded! {
    /// What kind of controller keeps the record.
    pub enum ControllerKind {
        /// State body.
        StateBody = "state_body",
        /// Police or prosecution, under police law.
        Police = "police",
        /// Organisation outside the state.
        Organisation = "organisation",
    }
}

coded! {
    /// Ground of processing (GDPR Art. 6(1); the last is police law, Directive (EU) 2016/680 Art. 8).
    pub enum Ground {
        /// Task in the public interest.
        PublicTask = "public_task",
        /// Legal duty.
        LegalDuty = "legal_duty",
        /// Vital interest.
        VitalInterest = "vital_interest",
        /// Consent in the sense of data-protection law.
        Consent = "consent",
        /// Legitimate interest.
        LegitimateInterest = "legitimate_interest",
        /// Police law.
        PoliceLaw = "police_law",
    }
}

coded! {
    /// Ground for special categories of data (GDPR Art. 9(2)).
    pub enum SpecialGround {
        /// Explicit consent.
        ExplicitConsent = "explicit_consent",
        /// Vital interest of a person unable to consent.
        VitalInterest = "vital_interest",
        /// Health or social care.
        HealthOrSocialCare = "health_or_social_care",
        /// Law of social protection.
        SocialProtection = "social_protection",
        /// Legal claims.
        LegalClaims = "legal_claims",
        /// Substantial public interest by law.
        SubstantialPublicInterest = "substantial_public_interest",
    }
}

impl Ground {
    /// Whether something may be shared on it without the person's agreement. Consent is asked for, and the
    /// interest of whoever shares is no reason to go around her.
    pub fn shares_without_agreement(self) -> bool {
        matches!(self, Self::PublicTask | Self::LegalDuty | Self::VitalInterest | Self::PoliceLaw)
    }

    /// What happens to processing on this ground when the person withdraws.
    pub fn on_withdrawal(self) -> OnWithdrawal {
        match self {
            Self::Consent => OnWithdrawal::Stops,
            _ => OnWithdrawal::OpensObjection,
        }
    }
}

impl ControllerKind {
    /// The kind of controller for which somebody in this role acts.
    pub fn of(role: Role) -> Self {
        match role {
            Role::FrPolice | Role::PoliceInvestigator | Role::Prosecutor | Role::FinancialInvestigator => {
                Self::Police
            }
            Role::FrNgo
            | Role::FrUnion
            | Role::FrHotline
            | Role::FrTransport
            | Role::Shelter
            | Role::ServiceProvider
            | Role::Advocate
            | Role::Lawyer
            | Role::Interpreter
            | Role::SurvivorCouncil => Self::Organisation,
            _ => Self::StateBody,
        }
    }
}

/// Why a legal basis cannot stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LegalBasisError {
    /// A state body or the police rests a record on consent.
    #[error("a state body's register does not rest on consent")]
    StateBodyOnConsent,
    /// Police law is claimed by a body that is not police.
    #[error("police law is for police and prosecution")]
    NotPolice,
    /// A legal duty, task or police power without the law it comes from.
    #[error("the law is not named")]
    LawMissing,
}

/// On what a controller's processing rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct LegalBasis(Parts);

/// The parts of a legal basis, before they are checked together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// The controller.
    pub controller: UnitId,
    /// What kind of controller it is.
    pub kind: ControllerKind,
    /// The ground.
    pub ground: Ground,
    /// The ground for special categories, where such data are kept.
    pub special_category: Option<SpecialGround>,
    /// The law that allows offence data, where such data are kept (GDPR Art. 10).
    pub offence_data: Option<String>,
    /// The law, act and article.
    pub law: Option<String>,
}

/// What withdrawal does to processing on this basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnWithdrawal {
    /// It stops.
    Stops,
    /// It goes on under the law until the objection is answered.
    OpensObjection,
}

impl LegalBasis {
    /// Checks the parts together.
    pub fn new(parts: Parts) -> Result<Self, LegalBasisError> {
        let on_consent =
            parts.ground == Ground::Consent || parts.special_category == Some(SpecialGround::ExplicitConsent);
        if on_consent && parts.kind != ControllerKind::Organisation {
            return Err(LegalBasisError::StateBodyOnConsent);
        }
        if parts.ground == Ground::PoliceLaw && parts.kind != ControllerKind::Police {
            return Err(LegalBasisError::NotPolice);
        }
        let needs_law = matches!(parts.ground, Ground::PublicTask | Ground::LegalDuty | Ground::PoliceLaw);
        if needs_law && parts.law.as_deref().is_none_or(|law| law.trim().is_empty()) {
            return Err(LegalBasisError::LawMissing);
        }
        Ok(Self(parts))
    }

    /// The parts, to read.
    pub fn parts(&self) -> &Parts {
        &self.0
    }

    /// The law as it is told: act and article, or the ground where no law need be named.
    pub fn told(&self) -> &str {
        self.0.law.as_deref().unwrap_or_else(|| self.0.ground.code())
    }

    /// What happens here when the person withdraws.
    pub fn on_withdrawal(&self) -> OnWithdrawal {
        self.0.ground.on_withdrawal()
    }

    /// Whether the reason must be written down and the person told as soon as it is safe.
    pub fn must_be_told_when_safe(&self) -> bool {
        self.0.ground == Ground::VitalInterest
    }
}

impl TryFrom<Parts> for LegalBasis {
    type Error = LegalBasisError;

    fn try_from(parts: Parts) -> Result<Self, LegalBasisError> {
        Self::new(parts)
    }
}

impl From<LegalBasis> for Parts {
    fn from(basis: LegalBasis) -> Parts {
        basis.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(kind: ControllerKind, ground: Ground) -> Parts {
        let law = Some("Act 28/2024 s. 12".to_owned());
        let controller = UnitId::from_random([1; 16]);
        Parts { controller, kind, ground, special_category: None, offence_data: None, law }
    }

    #[test]
    fn a_state_bodys_register_does_not_rest_on_consent() {
        for kind in [ControllerKind::StateBody, ControllerKind::Police] {
            let refused = LegalBasis::new(parts(kind, Ground::Consent));
            assert_eq!(refused, Err(LegalBasisError::StateBodyOnConsent));
        }
        assert!(LegalBasis::new(parts(ControllerKind::Organisation, Ground::Consent)).is_ok());
    }

    #[test]
    fn withdrawal_stops_consent_and_opens_an_objection_for_the_rest() {
        let consent = LegalBasis::new(parts(ControllerKind::Organisation, Ground::Consent)).unwrap();
        let duty = LegalBasis::new(parts(ControllerKind::StateBody, Ground::LegalDuty)).unwrap();
        assert_eq!(consent.on_withdrawal(), OnWithdrawal::Stops);
        assert_eq!(duty.on_withdrawal(), OnWithdrawal::OpensObjection);
    }

    #[test]
    fn police_law_is_for_police_and_every_duty_names_its_law() {
        let claimed = LegalBasis::new(parts(ControllerKind::StateBody, Ground::PoliceLaw));
        assert_eq!(claimed, Err(LegalBasisError::NotPolice));
        let unnamed = Parts { law: Some(" ".into()), ..parts(ControllerKind::StateBody, Ground::LegalDuty) };
        assert_eq!(LegalBasis::new(unnamed.clone()), Err(LegalBasisError::LawMissing));
        assert!(serde_json::from_str::<LegalBasis>(&serde_json::to_string(&unnamed).unwrap()).is_err());
    }
}
