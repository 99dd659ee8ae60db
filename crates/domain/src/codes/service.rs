//! Needs and services: one list, because a need is met by a service of the same code.

use super::code_list;

code_list! {
    /// Kind of service, and kind of need that it meets.
    ServiceType {
        EmergencySafety = "emergency_safety", "Immediate safety.";
        AccommodationEmergency = "accommodation_emergency", "Emergency accommodation.";
        AccommodationTransition = "accommodation_transition", "Transitional accommodation.";
        AccommodationLong = "accommodation_long", "Long-term accommodation.";
        AccommodationChild = "accommodation_child", "Accommodation for children.";
        FoodClothing = "food_clothing", "Food and clothing.";
        Cash = "cash", "Money to live on.";
        MedicalUrgent = "medical_urgent", "Urgent medical care.";
        MedicalGeneral = "medical_general", "General medical care.";
        SexualReproductiveHealth = "sexual_reproductive_health", "Sexual and reproductive health.";
        MentalHealth = "mental_health", "Mental health care.";
        SubstanceTreatment = "substance_treatment", "Treatment of dependency.";
        Dental = "dental", "Dental care.";
        DisabilitySupport = "disability_support", "Support with a disability.";
        Psychosocial = "psychosocial", "Psychosocial support.";
        CrisisCounselling = "crisis_counselling", "Crisis counselling.";
        Interpretation = "interpretation", "Interpretation.";
        LegalImmigration = "legal_immigration", "Legal aid: immigration.";
        LegalCriminalDefence = "legal_criminal_defence", "Legal aid: criminal defence.";
        LegalVictimRights = "legal_victim_rights", "Legal aid: rights of victims.";
        LegalLabourClaim = "legal_labour_claim", "Legal aid: labour claims.";
        Compensation = "compensation", "Compensation.";
        Guardian = "guardian", "Guardian.";
        BiaBid = "bia_bid", "Best-interests assessment or determination.";
        FamilyTracing = "family_tracing", "Family tracing.";
        FamilyContact = "family_contact", "Family contact, once cleared.";
        Childcare = "childcare", "Child care.";
        EducationChild = "education_child", "Education of a child.";
        LanguageCourse = "language_course", "Language course.";
        Vocational = "vocational", "Vocational training.";
        Employment = "employment", "Employment.";
        DocumentsId = "documents_id", "Identity documents.";
        ResidencePermit = "residence_permit", "Residence permit.";
        Asylum = "asylum", "Asylum.";
        TattooRemoval = "tattoo_removal", "Removal of branding tattoos.";
        DigitalSafety = "digital_safety", "Digital safety.";
        WitnessProtection = "witness_protection", "Witness protection.";
        ReturnAssistance = "return_assistance", "Assistance with safe and voluntary return.";
        Reintegration = "reintegration", "Reintegration.";
        PeerSupport = "peer_support", "Support by peers.";
        Spiritual = "spiritual", "Spiritual support.";
        Transport = "transport", "Transport.";
        Other = "other", "Other.";
    }
}

code_list! {
    /// Domain under which needs are assessed.
    ServiceDomain {
        Safety = "safety", "Safety.";
        Accommodation = "accommodation", "A place to live.";
        Subsistence = "subsistence", "Food, clothing, money, transport.";
        Health = "health", "Body and mind.";
        Legal = "legal", "Rights, status and redress.";
        Family = "family", "Children and family.";
        Inclusion = "inclusion", "Language, work, company.";
        Communication = "communication", "Being understood.";
        Other = "other", "Other.";
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
