//! Help as the demonstration plays it: needs, a place found, asked for, offered and answered, and a plan.

use std::collections::{BTreeMap, BTreeSet};

use havenward_domain::agreement::{Answer as Said, Category, GivenBy, Purpose, RecipientClass, TeachBack};
use havenward_domain::codes::ServiceType;
use havenward_domain::enquiry::When;
use havenward_domain::id::{CaseId, EnquiryId, ReferralId, ServiceId};
use havenward_domain::matching::{Found, Reach};
use havenward_domain::need::{Met, Need, NeedBy};
use havenward_domain::placement::Placement;
use havenward_domain::plan::Owner;
use havenward_domain::referral::DeclineReason;
use havenward_domain::service::SecurityLevel;
use havenward_domain::told_before::How;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::meeting::{chance, language};
use super::plan::{CasePlan, Plan};
use super::seeding::Stage;
use super::{staff, standing_by, supply};
use crate::agreements::{self, NewAgreement};
use crate::matching::{self, Wish};
use crate::plans::{self, NewAction, NewGoal};
use crate::referrals::{self, NewOffer};
use crate::{App, AppError, Caller, enquiries, needs};

/// Bytes of the id that say how far help comes.
const HELPED: usize = 2;
const DECLINED: usize = 3;
/// Latest cases of each house that look for a place at the end of the plan.
const FOR_NOW: usize = 3;
/// So long a yes is held.
const HELD_MINUTES: u16 = 120;
/// Needs and plans are looked at again after so many days.
const REVIEW_DAYS: i32 = 28;

/// How far help with a place comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Help {
    /// Nothing is asked.
    None,
    /// A service is asked and has not answered.
    Asked,
    /// An offer waits for its answer.
    Offered,
    /// The service accepted.
    Accepted,
    /// The service declined.
    Declined,
}

/// Where a case stands on the way to a place, while it is played.
#[derive(Debug, Clone)]
pub struct Under {
    service: ServiceId,
    /// Key of the unit that runs the service.
    unit: &'static str,
    enquiry: EnquiryId,
    referral: Option<ReferralId>,
}

/// The house that would take this person.
fn house(case: &CasePlan) -> &'static str {
    match (case.contact.age.is_treated_as_child(), case.contact.placement) {
        (true, _) => "young-house",
        (false, Placement::WithWomen) if case.contact.children_with == 0 => "north-house",
        (false, _) => "harbour-house",
    }
}

/// How many later cases would live in the same house.
fn later(plan: &Plan, at: usize) -> usize {
    let Some(case) = plan.cases.get(at) else { return usize::MAX };
    plan.cases.iter().skip(at + 1).filter(|other| house(other) == house(case)).take(FOR_NOW).count()
}

/// Whether the case is one of the latest, for whom a place is looked for at the end of the plan.
pub(super) fn is_for_now(plan: &Plan, at: usize) -> bool {
    later(plan, at) < FOR_NOW
}

pub(super) fn help(plan: &Plan, at: usize, case: &CasePlan) -> Help {
    match later(plan, at) {
        0 | 1 => Help::Offered,
        2 => Help::Asked,
        _ if !chance(case, HELPED, 20) => Help::None,
        _ if chance(case, DECLINED, 25) => Help::Declined,
        _ => Help::Accepted,
    }
}

/// The installation as it stood when a place was looked for.
fn then(stage: &Stage, case: &CasePlan, now: bool) -> Result<App, AppError> {
    if now { Ok(stage.app.clone()) } else { stage.at(case.day, case.minute) }
}

fn date(app: &App) -> Date {
    app.now().to_zoned(TimeZone::UTC).date()
}

fn in_days(app: &App, days: i32) -> Result<Date, AppError> {
    date(app).checked_add(days.days()).map_err(|_| AppError::Internal("a day of the plan"))
}

fn kind(case: &CasePlan) -> ServiceType {
    if case.contact.age.is_treated_as_child() {
        ServiceType::AccommodationChild
    } else {
        ServiceType::AccommodationEmergency
    }
}

/// Assesses needs, finds a service, asks the person about it, then the service whether it has room.
pub(super) async fn look(stage: &Stage, at: usize, case: &CasePlan, now: bool) -> Result<(), AppError> {
    let (id, app, caller) = (stage.case(at)?, then(stage, case, now)?, stage.caller(case.by)?);
    let listed = case.needs.iter().enumerate().map(|(nth, of)| Need {
        of: *of,
        by: if nth == 0 { NeedBy::Tonight } else { NeedBy::Later },
        met: Met::Open,
        note: None,
    });
    let (listed, review) = (listed.collect(), in_days(&app, REVIEW_DAYS)?);
    app.run(caller, async |ctx| needs::assess(ctx, id, listed, review).await).await?;
    let wish = wish(case)?;
    let found = app.run(caller, async |ctx| matching::find(ctx, id, wish).await).await?;
    let Some((service, unit)) = choose(stage, case, &found) else {
        let region = gap_region()?;
        let gap = kind(case);
        return app.run(caller, async |ctx| matching::raise_gap(ctx, id, gap, region).await).await;
    };
    agree_tonight(stage, &app, caller, id, case, unit).await?;
    let when = When::Tonight;
    let ask = async |ctx: &mut crate::Ctx| enquiries::ask(ctx, id, service, kind(case), when).await;
    let enquiry = app.run(caller, ask).await?;
    stage.under(at, Under { service, unit, enquiry, referral: None });
    Ok(())
}

fn gap_region() -> Result<havenward_domain::place::Region, AppError> {
    "gb-london".parse().map_err(|_| AppError::Internal("a region of the plan"))
}

fn wish(case: &CasePlan) -> Result<Wish, AppError> {
    let mut regions = BTreeMap::new();
    for (nth, (code, _)) in (0_u16..).zip(supply::REGIONS) {
        let region = code.parse().map_err(|_| AppError::Internal("a region of the plan"))?;
        regions.insert(region, 20 + 60 * nth);
    }
    Ok(Wish {
        reach: Reach { regions, at_most_km: 400 },
        children_ages: (0..case.contact.children_with).map(|nth| 3 + 4 * nth).collect(),
        trans: false,
        disability: false,
        security: SecurityLevel::Open,
    })
}

/// The best place to live that was found, in the house for such people if one is there.
fn choose(stage: &Stage, case: &CasePlan, found: &Found) -> Option<(ServiceId, &'static str)> {
    let fits = found.matches.iter().map(|one| one.service);
    let nearly = found.alternatives.iter().map(|one| one.service);
    let all: Vec<(ServiceId, &'static str)> = fits
        .chain(nearly)
        .filter_map(|id| stage.service(id).map(|planned| (id, planned)))
        .filter(|(_, planned)| planned.offers.contains(&kind(case)))
        .map(|(id, planned)| (id, planned.unit))
        .collect();
    all.iter().find(|(_, unit)| *unit == house(case)).or_else(|| all.first()).copied()
}

async fn agree_tonight(
    stage: &Stage,
    app: &App,
    caller: &Caller,
    id: CaseId,
    case: &CasePlan,
    unit: &str,
) -> Result<(), AppError> {
    let new = NewAgreement {
        purpose: Purpose::Service(kind(case)),
        recipients: vec![(stage.unit(unit)?, RecipientClass::Care)],
        answers: BTreeMap::from([(Category::MinimumDataset, Said::Agreed)]),
        language: language(case)?,
        how: How::Interpreter,
        teach_back: TeachBack::InOwnWords,
        witness: None,
        interpreter: None,
        given_by: GivenBy::Person,
    };
    app.run(caller, async |ctx| agreements::give_tonight(ctx, id, new).await).await?;
    Ok(())
}

fn service_staff<'a>(stage: &'a Stage, under: &Under) -> Result<&'a Caller, AppError> {
    let login = staff::runs_services_of(under.unit).ok_or(AppError::Internal("nobody runs a service"))?;
    stage.caller(login)
}

/// Says yes where there is room, and no where there is none.
pub(super) async fn answer(stage: &Stage, at: usize, case: &CasePlan, now: bool) -> Result<(), AppError> {
    let Some(under) = stage.is_under(at) else { return Ok(()) };
    let (app, caller) = (then(stage, case, now)?, service_staff(stage, &under)?);
    let places = 1 + u16::from(case.contact.children_with);
    let own = app.look(caller, async |ctx| crate::services::own(ctx).await).await?;
    let row = own.iter().find(|row| row.service.id == under.service);
    if row.is_some_and(|row| row.service.capacity.free() >= places) {
        let yes = async |ctx: &mut crate::Ctx| enquiries::answer_yes(ctx, under.enquiry, HELD_MINUTES).await;
        return app.run(caller, yes).await;
    }
    app.run(caller, async |ctx| enquiries::answer_no(ctx, under.enquiry).await).await?;
    stage.not_under(at);
    Ok(())
}

pub(super) async fn offer(stage: &Stage, at: usize, case: &CasePlan, now: bool) -> Result<(), AppError> {
    let Some(under) = stage.is_under(at) else { return Ok(()) };
    let (id, app) = (stage.case(at)?, then(stage, case, now)?);
    let new = NewOffer {
        enquiry: under.enquiry,
        age_band: None,
        health_alerts: BTreeSet::new(),
        security: SecurityLevel::Protected,
        needed_on: date(&app),
        hand_over: BTreeMap::new(),
    };
    let offer = async |ctx: &mut crate::Ctx| referrals::offer(ctx, id, new).await;
    let referral = app.run(stage.caller(case.by)?, offer).await?;
    stage.under(at, Under { referral: Some(referral), ..under });
    Ok(())
}

/// Accepts, and the person arrives; where the last place has gone meanwhile, declines.
pub(super) async fn accept(stage: &Stage, at: usize, case: &CasePlan) -> Result<(), AppError> {
    let Some(under) = stage.is_under(at) else { return Ok(()) };
    let Some(referral) = under.referral else { return Ok(()) };
    let (app, caller) = (then(stage, case, false)?, service_staff(stage, &under)?);
    match app.run(caller, async |ctx| referrals::accept(ctx, referral).await).await {
        Err(error) if error.code() == "referral.not_enough_places" => {
            return decline(stage, at, case).await;
        }
        accepted => accepted?,
    }
    app.run(caller, async |ctx| referrals::arrive(ctx, referral).await).await?;
    standing_by::let_the_house_in(stage, at, case, under.unit).await
}

pub(super) async fn decline(stage: &Stage, at: usize, case: &CasePlan) -> Result<(), AppError> {
    let Some(under) = stage.is_under(at) else { return Ok(()) };
    let Some(referral) = under.referral else { return Ok(()) };
    let (app, caller) = (then(stage, case, false)?, service_staff(stage, &under)?);
    let reason = DeclineReason::NotSuitable;
    app.run(caller, async |ctx| referrals::decline(ctx, referral, reason).await).await
}

/// Begins a plan with one goal that the person agreed to and one action.
pub(super) async fn begin_plan(stage: &Stage, at: usize, case: &CasePlan) -> Result<(), AppError> {
    let (id, app, caller) = (stage.case(at)?, stage.at(case.day, case.minute)?, stage.caller(case.by)?);
    let review = in_days(&app, REVIEW_DAYS)?;
    let area = case.needs.get(1).copied().unwrap_or(ServiceType::Psychosocial);
    let goal =
        NewGoal { area, text: "Rest, and decide in peace what comes next".to_owned(), own_words: None };
    let due = in_days(&app, 7)?;
    let action = NewAction { what: "Go there together".to_owned(), owner: Owner::Person, due };
    app.run(caller, async |ctx| plans::begin(ctx, id, review).await).await?;
    let number = app.run(caller, async |ctx| plans::propose_goal(ctx, id, goal).await).await?;
    app.run(caller, async |ctx| plans::agree_goal(ctx, id, number).await).await?;
    app.run(caller, async |ctx| plans::add_action(ctx, id, number, action).await).await
}
