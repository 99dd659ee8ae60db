//! From the categories of the published table to the codes of the house.
//!
//! The table says less than a case holds. What it does not say is drawn around it, and only what it says
//! is held against it.

use havenward_domain::codes::{Form, ServiceType, Setting};
use havenward_domain::contact::{AgeClaim, Urgency};
use havenward_domain::placement::Placement;
use havenward_domain::sex::Sex;

use super::plan::Dice;

/// Login of who meets the person, and where.
pub(super) fn met_by(dice: &mut Dice, responder: &str) -> (&'static str, Setting) {
    let (login, settings): (_, &[Setting]) = match responder {
        "police" => ("police", &[Setting::PoliceCustody, Setting::StreetOutreach, Setting::Prison]),
        "local" => {
            ("socialworker", &[Setting::ChildProtection, Setting::School, Setting::RegistrationReception])
        }
        "ngo" => ("ngoworker", &[Setting::NgoDropin, Setting::Hotline, Setting::StreetOutreach]),
        "gov_labour" => ("inspector", &[Setting::LabourInspection]),
        "gov_crime" => ("police", &[Setting::OnlineOutreach, Setting::PoliceCustody]),
        "gov_asylum" => ("asylum", &[Setting::AsylumInterview, Setting::RegistrationReception]),
        "gov_immigration" => ("responder", &[Setting::DetentionImmigration, Setting::BorderSea]),
        _ => ("responder", &[Setting::BorderLand, Setting::BorderAir, Setting::BorderSea]),
    };
    (login, one_of(dice, settings, Setting::BorderLand))
}

fn one_of<T: Copy>(dice: &mut Dice, among: &[T], otherwise: T) -> T {
    let at = usize::try_from(dice.below(among.len() as u64)).unwrap_or(0);
    among.get(at).copied().unwrap_or(otherwise)
}

/// The forms behind the letters of the table, the main one first.
pub(super) fn forms(dice: &mut Dice, letters: &str) -> Vec<Form> {
    letters
        .split('+')
        .map(|letter| match letter {
            "l" => one_of(dice, LABOUR, Form::LabourOther),
            "c" => one_of(dice, CRIME, Form::CrimOther),
            "s" => one_of(dice, SEXUAL, Form::SexCommercial),
            "d" => Form::LabourDomestic,
            "o" => Form::OrganRemoval,
            _ => Form::Unknown,
        })
        .collect()
}

const LABOUR: &[Form] = &[
    Form::LabourAgriculture,
    Form::LabourConstruction,
    Form::LabourCare,
    Form::LabourHospitality,
    Form::LabourManufacturing,
    Form::LabourCleaning,
    Form::LabourFishingSea,
    Form::LabourTransportDelivery,
    Form::LabourBeautyCarwash,
    Form::LabourOther,
];
const CRIME: &[Form] = &[
    Form::CrimDrugSupply,
    Form::CrimDrugSupply,
    Form::CrimDrugCultivation,
    Form::CrimTheft,
    Form::CrimMoneyMule,
    Form::CrimOther,
];
const SEXUAL: &[Form] =
    &[Form::SexCommercial, Form::SexCommercial, Form::SexEscortMassage, Form::SexOnlineLive];

/// Age at exploitation stands in for age at contact.
pub(super) fn age(age: &str) -> AgeClaim {
    match age {
        "adult" => AgeClaim::Adult,
        "child" => AgeClaim::Child,
        _ => AgeClaim::Unsure,
    }
}

pub(super) fn sex(gender: &str) -> Sex {
    match gender {
        "female" => Sex::Female,
        "male" => Sex::Male,
        "other" => Sex::Other,
        _ => Sex::Unknown,
    }
}

pub(super) fn placement(sex: Sex) -> Placement {
    match sex {
        Sex::Female => Placement::WithWomen,
        Sex::Male => Placement::WithMen,
        Sex::Other | Sex::Unknown => Placement::Either,
    }
}

pub(super) fn urgency(dice: &mut Dice, age: AgeClaim) -> Urgency {
    match dice.below(100) {
        0..5 => Urgency::DangerNow,
        5..40 => Urgency::Urgent,
        40..60 if age.is_treated_as_child() => Urgency::Urgent,
        _ => Urgency::Routine,
    }
}

/// What is asked for, the most urgent first.
pub(super) fn needs(dice: &mut Dice, age: AgeClaim) -> Vec<ServiceType> {
    let mut needs = if age.is_treated_as_child() {
        vec![ServiceType::AccommodationChild, ServiceType::Guardian]
    } else {
        vec![ServiceType::AccommodationEmergency]
    };
    for (need, percent) in [
        (ServiceType::MedicalGeneral, 45),
        (ServiceType::Psychosocial, 50),
        (ServiceType::Interpretation, 40),
        (ServiceType::LegalImmigration, 45),
        (ServiceType::LegalVictimRights, 25),
        (ServiceType::LanguageCourse, 20),
        (ServiceType::EducationChild, if age == AgeClaim::Child { 60 } else { 0 }),
    ] {
        if dice.chance(percent) {
            needs.push(need);
        }
    }
    needs
}
