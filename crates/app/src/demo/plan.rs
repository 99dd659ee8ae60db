//! The plan of a demonstration: who works there, what is offered, who was met when, and what became of it.
//!
//! A pure function of seed, number of cases and number of days: days are counted from the first one, ids
//! are drawn from the seed, and the canonical JSON of two plans of one seed is byte for byte the same.
//! Nothing of the plan touches a database; that is the business of [`super::seeding`].

use havenward_domain::codes::{Form, ServiceType, Setting};
use havenward_domain::contact::{AgeClaim, Urgency};
use havenward_domain::id::{CaseId, Id};
use havenward_domain::language::Language;
use havenward_domain::placement::Placement;
use havenward_domain::sex::Sex;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha12Rng;
use serde::Serialize;
use uuid::Uuid;

use super::figures::{self, Cell, QUARTERS, Stage};
use super::mapping;
use super::names::{self, Names};
use super::staff::{self, AccountPlan, UnitPlan};
use super::supply::{self, ServicePlan};
use crate::AppError;

/// Version of the plan's form; another number may give another plan for the same seed.
const FORMAT: u32 = 1;
/// The fewest days over which the quarters of the table can be laid.
pub const FEWEST_DAYS: u32 = 7;
/// The most days: the owner's access to a case left alone ends after a year.
pub const MOST_DAYS: u32 = 360;
/// The most cases of a demonstration.
pub const MOST_CASES: usize = 50_000;

/// The whole plan.
#[derive(Serialize)]
pub struct Plan {
    /// Version of the form.
    pub format: u32,
    /// The seed.
    pub seed: u64,
    /// How many days it spans; the last one is today.
    pub days: u32,
    /// Says of every person and body in it that they are invented.
    pub invented: bool,
    /// Attribution of the figures that the mix is drawn from.
    pub attribution: &'static str,
    /// Units.
    pub units: Vec<UnitPlan>,
    /// Accounts, one for every role of the story first.
    pub accounts: Vec<AccountPlan>,
    /// What is offered.
    pub services: Vec<ServicePlan>,
    /// Cases in the order in which they begin.
    pub cases: Vec<CasePlan>,
}

/// One invented person and what becomes of their case.
#[derive(Serialize)]
pub struct CasePlan {
    /// Id inside the plan; the case in the database gets its own.
    pub id: Uuid,
    /// The day of the first contact, from 0.
    pub day: u32,
    /// The minute of that day.
    pub minute: u32,
    /// Login of who meets the person.
    pub by: &'static str,
    /// The line of the published table from which this person was drawn.
    pub drawn: Drawn,
    /// The first contact.
    pub contact: ContactPlan,
    /// Forms of exploitation, the main one first.
    pub forms: Vec<Form>,
    /// What is needed, the most urgent first.
    pub needs: Vec<ServiceType>,
    /// How far recognition has come, and when.
    pub course: Course,
}

/// The coordinates in the published table.
#[derive(Serialize, Clone, Copy, PartialEq, Eq)]
pub struct Drawn {
    /// The quarter, from 0.
    pub quarter: usize,
    /// Kind of responder.
    pub responder: &'static str,
    /// Forms of exploitation.
    pub exploitation: &'static str,
    /// Age at exploitation.
    pub age: &'static str,
    /// Gender.
    pub gender: &'static str,
    /// Group of nationalities.
    pub nationality: &'static str,
}

/// A first contact as it will be recorded.
#[derive(Serialize)]
pub struct ContactPlan {
    /// Kind of place.
    pub setting: Setting,
    /// Languages, the best understood first.
    pub languages: Vec<Language>,
    /// Child, adult, unsure.
    pub age: AgeClaim,
    /// How fast somebody must act.
    pub urgency: Urgency,
    /// Sex.
    pub sex: Sex,
    /// With whom the person would be housed.
    pub placement: Placement,
    /// Children who are with the person.
    pub children_with: u8,
    /// Whether steps are a hindrance.
    pub limited_mobility: bool,
    /// An invented name; one in eight gives none.
    pub name: Option<String>,
    /// How the person wishes to be addressed.
    pub address_as: Option<String>,
}

/// How far recognition comes within the plan.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "snake_case")]
pub enum Course {
    /// Waits for the first stage.
    AwaitsFirst,
    /// No reasonable grounds found.
    RefusedFirst {
        /// The day of the decision.
        day: u32,
    },
    /// Reasonable grounds; waits for the last stage.
    AwaitsLast {
        /// The day of the first decision.
        day: u32,
    },
    /// Decided at the last stage.
    Decided {
        /// The day of the first decision.
        first: u32,
        /// The day of the last decision.
        last: u32,
        /// Whether the grounds are conclusive.
        conclusive: bool,
    },
}

impl Plan {
    /// The plan as JSON with sorted keys and without white space: the same bytes for the same seed.
    pub fn canonical_json(&self) -> Result<Vec<u8>, AppError> {
        let broken = |_| AppError::Internal("the plan");
        serde_json::to_vec(&serde_json::to_value(self).map_err(broken)?).map_err(broken)
    }
}

/// Makes the plan of a seed.
pub fn plan(seed: u64, cases: usize, days: u32) -> Result<Plan, AppError> {
    if !(FEWEST_DAYS..=MOST_DAYS).contains(&days) {
        return Err(AppError::invalid("days", format!("give {FEWEST_DAYS} to {MOST_DAYS}")));
    }
    if cases > MOST_CASES {
        return Err(AppError::invalid("cases", format!("give at most {MOST_CASES}")));
    }
    let mut dice = Dice::new(seed);
    let services = supply::services(&mut dice, days)?;
    let mut drawn = draw_cells(&mut dice, cases)?;
    let mut planned = Vec::with_capacity(cases);
    drawn.sort_by_key(|cell| cell.quarter);
    for cell in &drawn {
        planned.push(a_case(&mut dice, cell, days)?);
    }
    planned.sort_by_key(|case| (case.day, case.minute, case.id));
    decide(&mut dice, &mut planned, days);
    Ok(Plan {
        format: FORMAT,
        seed,
        days,
        invented: true,
        attribution: figures::ATTRIBUTION,
        units: staff::units(),
        accounts: staff::accounts(),
        services,
        cases: planned,
    })
}

/// Draws by systematic sampling: every person of the table has the same chance, and the shares of the
/// sample follow those of the table more closely than independent draws would.
fn draw_cells(dice: &mut Dice, cases: usize) -> Result<Vec<Cell>, AppError> {
    let cells = figures::referrals()?;
    let total: u64 = cells.iter().map(|cell| cell.people).sum();
    let wanted = cases as u64;
    let offset = dice.below(total.max(1));
    let mut drawn = Vec::with_capacity(cases);
    let mut before = 0;
    let mut next = 0;
    for cell in cells {
        before += cell.people;
        while next < wanted && (next * total + offset) / wanted.max(1) < before {
            drawn.push(cell);
            next += 1;
        }
    }
    Ok(drawn)
}

fn a_case(dice: &mut Dice, cell: &Cell, days: u32) -> Result<CasePlan, AppError> {
    let (first, last) = quarter_days(cell.quarter, days);
    let day = first + dice.under(last - first);
    let (by, setting) = mapping::met_by(dice, cell.responder);
    let forms = mapping::forms(dice, cell.exploitation);
    let sex = mapping::sex(cell.gender);
    let age = mapping::age(cell.age);
    let names = names::of_group(cell.nationality);
    let (name, address_as) = name(dice, names);
    let contact = ContactPlan {
        setting,
        languages: languages(dice, names)?,
        age,
        urgency: mapping::urgency(dice, age),
        sex,
        placement: mapping::placement(sex),
        children_with: if age == AgeClaim::Adult && dice.chance(8) { 1 + dice.small(2) } else { 0 },
        limited_mobility: dice.chance(4),
        name,
        address_as,
    };
    Ok(CasePlan {
        id: dice.id(),
        day,
        minute: dice.under(24 * 60),
        by,
        drawn: Drawn {
            quarter: cell.quarter,
            responder: cell.responder,
            exploitation: cell.exploitation,
            age: cell.age,
            gender: cell.gender,
            nationality: cell.nationality,
        },
        needs: mapping::needs(dice, age),
        contact,
        forms,
        course: Course::AwaitsFirst,
    })
}

/// The days onto which a quarter of the table is laid: from the first to before the second.
fn quarter_days(quarter: usize, days: u32) -> (u32, u32) {
    let quarters = u64::try_from(QUARTERS).unwrap_or(1);
    let edge = |quarter: usize| {
        let day = u64::try_from(quarter).unwrap_or(0) * u64::from(days) / quarters;
        u32::try_from(day).unwrap_or(days)
    };
    (edge(quarter), edge(quarter + 1))
}

fn languages(dice: &mut Dice, names: &Names) -> Result<Vec<Language>, AppError> {
    let mut languages = Vec::new();
    for (at, tag) in names.languages.iter().enumerate() {
        if at == 0 || dice.chance(50) {
            languages.push(tag.parse().map_err(|_| AppError::Internal("a language of the plan"))?);
        }
    }
    Ok(languages)
}

fn name(dice: &mut Dice, names: &Names) -> (Option<String>, Option<String>) {
    let first = dice.pick(names.first);
    let last = dice.pick(names.last);
    if dice.chance(12) {
        return (None, None);
    }
    (Some(format!("{first} {last}")), Some(first.to_owned()))
}

/// Lays the published decisions over the cases: first come, first decided, and the rest is the backlog.
fn decide(dice: &mut Dice, cases: &mut [CasePlan], days: u32) {
    let referred: u64 = figures::referrals().map_or(1, |cells| cells.iter().map(|cell| cell.people).sum());
    let first = figures::decided_in_all(Stage::Reasonable);
    let last = figures::decided_in_all(Stage::Conclusive);
    let total = cases.len() as u64;
    let decided = usize::try_from(total * first.total() / referred.max(1)).unwrap_or(0);
    let mut found = 0_u64;
    for case in cases.iter_mut().take(decided) {
        let day = (case.day + 2 + dice.under(12)).min(days - 1);
        let outcome = figures::decided(Stage::Reasonable, case.drawn.age);
        if dice.below(outcome.total().max(1)) < outcome.positive {
            case.course = Course::AwaitsLast { day };
            found += 1;
        } else {
            case.course = Course::RefusedFirst { day };
        }
    }
    let mut closing = found * last.total() / first.positive.max(1);
    for case in cases.iter_mut() {
        let Course::AwaitsLast { day: first } = case.course else { continue };
        if closing == 0 {
            break;
        }
        closing -= 1;
        let outcome = figures::decided(Stage::Conclusive, case.drawn.age);
        let conclusive = dice.below(outcome.total().max(1)) < outcome.positive;
        let last = (first + 30 + dice.under(60)).min(days - 1);
        case.course = Course::Decided { first, last, conclusive };
    }
}

/// Seeded chance. Whole numbers only, so that every machine throws the same.
pub struct Dice(ChaCha12Rng);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(ChaCha12Rng::seed_from_u64(seed))
    }

    /// A number from 0 to below the bound. The bias of a 64-bit remainder is far below one in a billion.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0.next_u64() % bound.max(1)
    }

    /// The same for small numbers; 0 when the bound is 0.
    pub fn under(&mut self, bound: u32) -> u32 {
        u32::try_from(self.below(u64::from(bound))).unwrap_or(0)
    }

    /// The same for very small numbers.
    pub fn small(&mut self, bound: u8) -> u8 {
        u8::try_from(self.below(u64::from(bound))).unwrap_or(0)
    }

    /// True so many times in a hundred.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub fn pick<T: Copy + Default>(&mut self, among: &[T]) -> T {
        let at = usize::try_from(self.below(among.len() as u64)).unwrap_or(0);
        among.get(at).copied().unwrap_or_default()
    }

    /// A random version 4 id.
    pub fn id(&mut self) -> Uuid {
        self.id_of::<CaseId>().into()
    }

    /// A random id of a kind.
    pub fn id_of<I: Id>(&mut self) -> I {
        let mut bytes = [0; 16];
        self.0.fill_bytes(&mut bytes);
        I::from_random(bytes)
    }
}
