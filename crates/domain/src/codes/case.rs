//! Around the case: where it began, what threatens it, why it ended.

use crate::coded::coded;

coded! {
    /// Setting of the first contact.
    pub enum Setting {
        /// Land border.
        BorderLand = "border_land",
        /// Airport.
        BorderAir = "border_air",
        /// Sea border.
        BorderSea = "border_sea",
        /// Registration or reception centre.
        RegistrationReception = "registration_reception",
        /// Asylum interview.
        AsylumInterview = "asylum_interview",
        /// Station or transit hub.
        TransitHub = "transit_hub",
        /// Immigration detention.
        DetentionImmigration = "detention_immigration",
        /// Police custody.
        PoliceCustody = "police_custody",
        /// Prison.
        Prison = "prison",
        /// Court.
        Court = "court",
        /// Inspection of a workplace.
        LabourInspection = "labour_inspection",
        /// Emergency department.
        HospitalEd = "hospital_ed",
        /// Clinic.
        Clinic = "clinic",
        /// Sexual-health service.
        SexualHealth = "sexual_health",
        /// School.
        School = "school",
        /// Child-protection service.
        ChildProtection = "child_protection",
        /// Outreach in the street.
        StreetOutreach = "street_outreach",
        /// Outreach online.
        OnlineOutreach = "online_outreach",
        /// Hotline.
        Hotline = "hotline",
        /// Drop-in of an organisation.
        NgoDropin = "ngo_dropin",
        /// Shelter for other people in need.
        ShelterOther = "shelter_other",
        /// Embassy or consulate.
        Embassy = "embassy",
        /// Bank or financial intelligence unit.
        BankFiu = "bank_fiu",
        /// Transport carrier.
        TransportCarrier = "transport_carrier",
        /// Faith community.
        FaithCommunity = "faith_community",
        /// Trade union.
        TradeUnion = "trade_union",
        /// The person came by herself.
        SelfReferral = "self",
        /// Peace mission.
        Peacekeeping = "peacekeeping",
    }
}

coded! {
    /// Kind of risk to the person or to those around her.
    pub enum RiskType {
        /// Retaliation.
        Retaliation = "retaliation",
        /// Being trafficked again.
        ReTrafficking = "re_trafficking",
        /// Self-harm.
        SelfHarm = "self_harm",
        /// Suicide.
        Suicide = "suicide",
        /// Going missing.
        GoingMissing = "going_missing",
        /// Danger to or from the family.
        FamilyRisk = "family_risk",
        /// Detention or removal.
        DetentionRemoval = "detention_removal",
        /// Deterioration of health.
        HealthDeterioration = "health_deterioration",
        /// The place is known to those who threaten.
        LocationExposed = "location_exposed",
        /// Tracking by device or account.
        DigitalTracking = "digital_tracking",
        /// A child in contact with somebody suspected.
        ChildContactWithSuspect = "child_contact_with_suspect",
        /// Safety of staff.
        StaffSafety = "staff_safety",
    }
}

coded! {
    /// Level of a risk, from low to immediate.
    pub enum RiskLevel {
        /// Low.
        Low = "low",
        /// Medium.
        Medium = "medium",
        /// High.
        High = "high",
        /// Immediate: act now.
        Immediate = "immediate",
    }
}

coded! {
    /// Why a case was closed.
    pub enum ClosureReason {
        /// The plan is completed.
        PlanCompleted = "plan_completed",
        /// Moved on to an independent life.
        MovedOnIndependent = "moved_on_independent",
        /// Returned safely and by her own wish.
        ReturnedSafely = "returned_safely",
        /// Transferred to another team.
        Transferred = "transferred",
        /// The person ended the support.
        PersonEnded = "person_ended",
        /// Contact was lost.
        LostContact = "lost_contact",
        /// Missing.
        Missing = "missing",
        /// Died.
        Died = "died",
        /// No grounds found; supported elsewhere.
        NoGroundsSupportElsewhere = "no_grounds_support_elsewhere",
        /// Duplicate record.
        Duplicate = "duplicate",
        /// Opened in error.
        Error = "error",
    }
}
