//! What is offered in the demonstration: services with places, languages, hours and duty lines.

use std::collections::BTreeSet;

use havenward_domain::codes::ServiceType as S;
use havenward_domain::hours::{Hours, Span};
use havenward_domain::id::{ServiceId, UnitId};
use havenward_domain::service::{Accepts, Capacity, Cost, DutyLine, SecurityLevel, Service};
use jiff::civil::time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::plan::Dice;
use crate::AppError;

/// A service with its times counted back from the last day of the plan.
#[derive(Serialize, Clone)]
pub struct ServicePlan {
    /// Its id.
    pub id: ServiceId,
    /// Key of the unit that runs it.
    pub unit: &'static str,
    /// Its name.
    pub name: String,
    /// What it offers.
    pub offers: Vec<S>,
    /// Where.
    pub region: &'static str,
    /// Languages its staff speak.
    pub languages: Vec<&'static str>,
    /// Whether it works with booked interpreters.
    pub works_with_interpreters: bool,
    /// Whom it accepts.
    pub accepts: Accepts,
    /// Whether it can be used with limited mobility.
    pub step_free: bool,
    /// All places.
    pub places: u16,
    /// Free places.
    pub free: u16,
    /// How many days ago the places were last counted.
    pub counted_days_ago: u16,
    /// Days to wait.
    pub waiting_days: u16,
    /// Whether the door is open day and night.
    pub always_open: bool,
    /// The duty line; the number is one of those set aside for fiction.
    pub duty_phone: String,
    /// Whether the duty line is answered day and night.
    pub duty_always: bool,
    /// What it costs.
    pub cost: Cost,
    /// How well it is protected.
    pub security: SecurityLevel,
}

impl ServicePlan {
    /// The service as the house knows it, run by a unit, seen from the last day of the plan.
    pub fn service(&self, unit: UnitId, today: Timestamp) -> Result<Service, AppError> {
        let broken = || AppError::Internal("a service of the plan");
        let ago = SignedDuration::from_hours(24 * i64::from(self.counted_days_ago));
        let counted = today - ago;
        let mut languages = BTreeSet::new();
        for tag in &self.languages {
            languages.insert(tag.parse().map_err(|_| broken())?);
        }
        Ok(Service {
            id: self.id,
            unit,
            offers: self.offers.iter().copied().collect(),
            region: self.region.parse().map_err(|_| broken())?,
            languages,
            works_with_interpreters: self.works_with_interpreters,
            accepts: self.accepts.clone(),
            step_free: self.step_free,
            capacity: Capacity::new(self.places, self.free, counted).map_err(|_| broken())?,
            waiting_days: self.waiting_days,
            opening: hours(self.always_open)?,
            duty_line: DutyLine { phone: self.duty_phone.clone(), hours: hours(self.duty_always)? },
            cost: self.cost,
            security: self.security,
            funding_until: None,
            verified_on: counted.to_zoned(TimeZone::UTC).date(),
        })
    }
}

fn hours(always: bool) -> Result<Hours, AppError> {
    if always {
        return Ok(Hours::Always);
    }
    let spans = (1..=5).map(|day| Span::new(day, time(9, 0, 0, 0), time(17, 0, 0, 0)));
    let spans: Result<Vec<Span>, _> = spans.collect();
    spans.map(Hours::Weekly).map_err(|_| AppError::Internal("hours of the plan"))
}

/// Whom a kind of service accepts.
#[derive(Clone, Copy)]
enum For {
    Women,
    Men,
    Families,
    Girls,
    Boys,
    Everybody,
}

fn accepts(whom: For) -> Accepts {
    let none = Accepts::default();
    match whom {
        For::Women => Accepts { women: true, trans: true, disability: true, ..none },
        For::Men => Accepts { men: true, trans: true, disability: true, ..none },
        For::Families => {
            Accepts { women: true, men: true, families: true, children_under: 18, disability: true, ..none }
        }
        For::Girls => Accepts { girls: true, ..none },
        For::Boys => Accepts { boys: true, disability: true, ..none },
        For::Everybody => Accepts {
            women: true,
            men: true,
            families: true,
            trans: true,
            girls: true,
            boys: true,
            disability: true,
            children_under: 18,
        },
    }
}

/// Unit, what it offers, for whom, in how many regions.
const KINDS: &[(&str, &str, &[S], For, usize)] = &[
    (
        "north-house",
        "Safe house",
        &[S::EmergencySafety, S::AccommodationEmergency, S::FoodClothing],
        For::Women,
        4,
    ),
    ("north-house", "Second-stage flats", &[S::AccommodationTransition, S::Psychosocial], For::Women, 2),
    (
        "harbour-house",
        "Safe house",
        &[S::EmergencySafety, S::AccommodationEmergency, S::FoodClothing],
        For::Men,
        4,
    ),
    ("harbour-house", "Family rooms", &[S::AccommodationEmergency, S::Childcare], For::Families, 3),
    ("harbour-house", "Long-term flats", &[S::AccommodationLong, S::Reintegration], For::Men, 2),
    ("young-house", "House for girls", &[S::AccommodationChild, S::EducationChild], For::Girls, 3),
    ("young-house", "House for boys", &[S::AccommodationChild, S::EducationChild], For::Boys, 4),
    (
        "clinic",
        "Clinic",
        &[S::MedicalGeneral, S::MedicalUrgent, S::SexualReproductiveHealth],
        For::Everybody,
        3,
    ),
    ("clinic", "Counselling", &[S::MentalHealth, S::CrisisCounselling, S::Psychosocial], For::Everybody, 3),
    ("law", "Immigration law", &[S::LegalImmigration, S::Asylum, S::ResidencePermit], For::Everybody, 3),
    (
        "law",
        "Rights and wages",
        &[S::LegalVictimRights, S::LegalLabourClaim, S::Compensation],
        For::Everybody,
        3,
    ),
    ("law", "Defence", &[S::LegalCriminalDefence], For::Everybody, 2),
    ("guardians", "Guardians", &[S::Guardian, S::BiaBid, S::FamilyTracing], For::Everybody, 3),
    ("interpreters", "Interpreters", &[S::Interpretation], For::Everybody, 2),
    (
        "casework",
        "Way forward",
        &[S::LanguageCourse, S::Vocational, S::Employment, S::DigitalSafety],
        For::Everybody,
        3,
    ),
];
/// Regions and what they are called.
pub(super) const REGIONS: &[(&str, &str)] = &[
    ("gb-london", "London"),
    ("gb-north", "north"),
    ("gb-south", "south"),
    ("gb-midlands", "midlands"),
    ("gb-east", "east"),
];
const TONGUES: &[&str] =
    &["sq", "vi", "ar", "ti", "ro", "uk", "pl", "hi", "bn", "so", "fr", "es", "pt", "zh"];

/// Draws the services of a plan.
pub(super) fn services(dice: &mut Dice, days: u32) -> Result<Vec<ServicePlan>, AppError> {
    let mut services = Vec::new();
    for &(unit, kind, offers, whom, regions) in KINDS {
        for _ in 0..regions {
            let at = services.len();
            let (region, place) = REGIONS.get(at % REGIONS.len()).copied().unwrap_or(("gb-london", "London"));
            let name = format!("{kind}, {place} (invented)");
            services.push(a_service(dice, days, at, (unit, name, offers, whom), region));
        }
    }
    if services.len() < 40 {
        return Err(AppError::Internal("too few services in the plan"));
    }
    Ok(services)
}

fn a_service(
    dice: &mut Dice,
    days: u32,
    at: usize,
    (unit, name, offers, whom): (&'static str, String, &[S], For),
    region: &'static str,
) -> ServicePlan {
    let residential = offers.iter().any(|offer| offer.is_residential());
    let places = if residential { 4 + u16::from(dice.small(15)) } else { 10 + u16::from(dice.small(40)) };
    // Places are scarce in most houses, and one in five is full.
    let free =
        if dice.chance(20) { 0 } else { u16::try_from(dice.below(u64::from(places) / 2 + 1)).unwrap_or(0) };
    let mut languages = vec!["en"];
    languages.extend(TONGUES.iter().filter(|_| dice.chance(22)));
    let oldest = u16::try_from(days.min(12)).unwrap_or(1);
    ServicePlan {
        id: dice.id_of(),
        unit,
        name,
        offers: offers.to_vec(),
        region,
        languages,
        works_with_interpreters: dice.chance(70),
        accepts: accepts(whom),
        step_free: dice.chance(60),
        places,
        free,
        counted_days_ago: u16::try_from(dice.below(u64::from(oldest))).unwrap_or(0),
        waiting_days: if free > 0 { 0 } else { 1 + u16::from(dice.small(30)) },
        always_open: residential,
        // Numbers that Ofcom keeps free for drama: 020 7946 0000 to 0999.
        duty_phone: format!("+44 20 7946 {:04}", 100 + at),
        duty_always: residential || dice.chance(30),
        cost: Cost::Free,
        security: if residential { SecurityLevel::Protected } else { SecurityLevel::Open },
    }
}
