//! Around the case: where it began, what threatens it, why it ended.

use super::code_list;

code_list! {
    /// Setting of the first contact.
    Setting {
        BorderLand = "border_land", "Land border.";
        BorderAir = "border_air", "Airport.";
        BorderSea = "border_sea", "Sea border.";
        RegistrationReception = "registration_reception", "Registration or reception centre.";
        AsylumInterview = "asylum_interview", "Asylum interview.";
        TransitHub = "transit_hub", "Station or transit hub.";
        DetentionImmigration = "detention_immigration", "Immigration detention.";
        PoliceCustody = "police_custody", "Police custody.";
        Prison = "prison", "Prison.";
        Court = "court", "Court.";
        LabourInspection = "labour_inspection", "Inspection of a workplace.";
        HospitalEd = "hospital_ed", "Emergency department.";
        Clinic = "clinic", "Clinic.";
        SexualHealth = "sexual_health", "Sexual-health service.";
        School = "school", "School.";
        ChildProtection = "child_protection", "Child-protection service.";
        StreetOutreach = "street_outreach", "Outreach in the street.";
        OnlineOutreach = "online_outreach", "Outreach online.";
        Hotline = "hotline", "Hotline.";
        NgoDropin = "ngo_dropin", "Drop-in of an organisation.";
        ShelterOther = "shelter_other", "Shelter for other people in need.";
        Embassy = "embassy", "Embassy or consulate.";
        BankFiu = "bank_fiu", "Bank or financial intelligence unit.";
        TransportCarrier = "transport_carrier", "Transport carrier.";
        FaithCommunity = "faith_community", "Faith community.";
        TradeUnion = "trade_union", "Trade union.";
        SelfReferral = "self", "The person came by herself.";
        Peacekeeping = "peacekeeping", "Peace mission.";
    }
}

code_list! {
    /// Kind of risk to the person or to those around her.
    RiskType {
        Retaliation = "retaliation", "Retaliation.";
        ReTrafficking = "re_trafficking", "Being trafficked again.";
        SelfHarm = "self_harm", "Self-harm.";
        Suicide = "suicide", "Suicide.";
        GoingMissing = "going_missing", "Going missing.";
        FamilyRisk = "family_risk", "Danger to or from the family.";
        DetentionRemoval = "detention_removal", "Detention or removal.";
        HealthDeterioration = "health_deterioration", "Deterioration of health.";
        LocationExposed = "location_exposed", "The place is known to those who threaten.";
        DigitalTracking = "digital_tracking", "Tracking by device or account.";
        ChildContactWithSuspect = "child_contact_with_suspect", "A child in contact with somebody suspected.";
        StaffSafety = "staff_safety", "Safety of staff.";
    }
}

code_list! {
    /// Level of a risk, from low to immediate.
    RiskLevel {
        Low = "low", "Low.";
        Medium = "medium", "Medium.";
        High = "high", "High.";
        Immediate = "immediate", "Immediate: act now.";
    }
}

code_list! {
    /// Why a case was closed.
    ClosureReason {
        PlanCompleted = "plan_completed", "The plan is completed.";
        MovedOnIndependent = "moved_on_independent", "Moved on to an independent life.";
        ReturnedSafely = "returned_safely", "Returned safely and by her own wish.";
        Transferred = "transferred", "Transferred to another team.";
        PersonEnded = "person_ended", "The person ended the support.";
        LostContact = "lost_contact", "Contact was lost.";
        Missing = "missing", "Missing.";
        Died = "died", "Died.";
        NoGroundsSupportElsewhere = "no_grounds_support_elsewhere", "No grounds found; supported elsewhere.";
        Duplicate = "duplicate", "Duplicate record.";
        Error = "error", "Opened in error.";
    }
}
