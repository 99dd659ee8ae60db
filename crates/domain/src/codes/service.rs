//! Needs and services: one list, because a need is met by a service of the same code.

use crate::coded::coded;

coded! {
    /// Kind of service, and kind of need that it meets.
    pub enum ServiceType {
        /// Immediate safety.
        EmergencySafety = "emergency_safety",
        /// Emergency accommodation.
        AccommodationEmergency = "accommodation_emergency",
        /// Transitional accommodation.
        AccommodationTransition = "accommodation_transition",
        /// Long-term accommodation.
        AccommodationLong = "accommodation_long",
        /// Accommodation for children.
        AccommodationChild = "accommodation_child",
        /// Food and clothing.
        FoodClothing = "food_clothing",
        /// Money to live on.
        Cash = "cash",
        /// Urgent medical care.
        MedicalUrgent = "medical_urgent",
        /// General medical care.
        MedicalGeneral = "medical_general",
        /// Sexual and reproductive health.
        SexualReproductiveHealth = "sexual_reproductive_health",
        /// Mental health care.
        MentalHealth = "mental_health",
        /// Treatment of dependency.
        SubstanceTreatment = "substance_treatment",
        /// Dental care.
        Dental = "dental",
        /// Support with a disability.
        DisabilitySupport = "disability_support",
        /// Psychosocial support.
        Psychosocial = "psychosocial",
        /// Crisis counselling.
        CrisisCounselling = "crisis_counselling",
        /// Interpretation.
        Interpretation = "interpretation",
        /// Legal aid: immigration.
        LegalImmigration = "legal_immigration",
        /// Legal aid: criminal defence.
        LegalCriminalDefence = "legal_criminal_defence",
        /// Legal aid: rights of victims.
        LegalVictimRights = "legal_victim_rights",
        /// Legal aid: labour claims.
        LegalLabourClaim = "legal_labour_claim",
        /// Compensation.
        Compensation = "compensation",
        /// Guardian.
        Guardian = "guardian",
        /// Best-interests assessment or determination.
        BiaBid = "bia_bid",
        /// Family tracing.
        FamilyTracing = "family_tracing",
        /// Family contact, once cleared.
        FamilyContact = "family_contact",
        /// Child care.
        Childcare = "childcare",
        /// Education of a child.
        EducationChild = "education_child",
        /// Language course.
        LanguageCourse = "language_course",
        /// Vocational training.
        Vocational = "vocational",
        /// Employment.
        Employment = "employment",
        /// Identity documents.
        DocumentsId = "documents_id",
        /// Residence permit.
        ResidencePermit = "residence_permit",
        /// Asylum.
        Asylum = "asylum",
        /// Removal of branding tattoos.
        TattooRemoval = "tattoo_removal",
        /// Digital safety.
        DigitalSafety = "digital_safety",
        /// Witness protection.
        WitnessProtection = "witness_protection",
        /// Assistance with safe and voluntary return.
        ReturnAssistance = "return_assistance",
        /// Reintegration.
        Reintegration = "reintegration",
        /// Support by peers.
        PeerSupport = "peer_support",
        /// Spiritual support.
        Spiritual = "spiritual",
        /// Transport.
        Transport = "transport",
        /// Other.
        Other = "other",
    }
}

coded! {
    /// Domain under which needs are assessed.
    pub enum ServiceDomain {
        /// Safety.
        Safety = "safety",
        /// A place to live.
        Accommodation = "accommodation",
        /// Food, clothing, money, transport.
        Subsistence = "subsistence",
        /// Body and mind.
        Health = "health",
        /// Rights, status and redress.
        Legal = "legal",
        /// Children and family.
        Family = "family",
        /// Language, work, company.
        Inclusion = "inclusion",
        /// Being understood.
        Communication = "communication",
        /// Other.
        Other = "other",
    }
}

impl ServiceType {
    /// The domain under which this need is assessed.
    pub fn domain(self) -> ServiceDomain {
        use ServiceType as S;
        match self {
            S::EmergencySafety | S::DigitalSafety | S::WitnessProtection => ServiceDomain::Safety,
            S::AccommodationEmergency
            | S::AccommodationTransition
            | S::AccommodationLong
            | S::AccommodationChild => ServiceDomain::Accommodation,
            S::FoodClothing | S::Cash | S::Transport => ServiceDomain::Subsistence,
            S::MedicalUrgent
            | S::MedicalGeneral
            | S::SexualReproductiveHealth
            | S::MentalHealth
            | S::SubstanceTreatment
            | S::Dental
            | S::DisabilitySupport
            | S::Psychosocial
            | S::CrisisCounselling
            | S::TattooRemoval => ServiceDomain::Health,
            S::LegalImmigration
            | S::LegalCriminalDefence
            | S::LegalVictimRights
            | S::LegalLabourClaim
            | S::Compensation
            | S::DocumentsId
            | S::ResidencePermit
            | S::Asylum => ServiceDomain::Legal,
            S::Guardian
            | S::BiaBid
            | S::FamilyTracing
            | S::FamilyContact
            | S::Childcare
            | S::EducationChild => ServiceDomain::Family,
            S::LanguageCourse
            | S::Vocational
            | S::Employment
            | S::ReturnAssistance
            | S::Reintegration
            | S::PeerSupport
            | S::Spiritual => ServiceDomain::Inclusion,
            S::Interpretation => ServiceDomain::Communication,
            S::Other => ServiceDomain::Other,
        }
    }

    /// Whether the person sleeps there, so that who else sleeps there matters.
    pub fn is_residential(self) -> bool {
        self.domain() == ServiceDomain::Accommodation || self == Self::EmergencySafety
    }

    /// Whether it may be agreed tonight, tired and by word of mouth, before anything else is asked.
    pub fn is_for_tonight(self) -> bool {
        matches!(
            self,
            Self::EmergencySafety
                | Self::AccommodationEmergency
                | Self::AccommodationChild
                | Self::FoodClothing
                | Self::MedicalUrgent
                | Self::CrisisCounselling
        )
    }
}
