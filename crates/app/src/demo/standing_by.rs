//! Who stands by the person in the demonstration: casework, clinic, law centre, advocate, guardian. They are let
//! into the latest cases, so that everybody who signs in there has something real to do.

use std::collections::BTreeMap;

use havenward_domain::access::Holder;
use havenward_domain::agreement::{Answer as Said, Category, GivenBy, Purpose, RecipientClass, TeachBack};
use havenward_domain::codes::OffenceCategory;
use havenward_domain::compartment::Compartment;
use havenward_domain::next_step::NextStep;
use havenward_domain::offence::{Allegation, Grounds, LegalTest, Link, Reference, Request, RequestBasis};
use havenward_domain::proceedings::Proceedings;
use havenward_domain::told_before::How;
use jiff::SignedDuration;
use jiff::tz::TimeZone;

use super::meeting::language;
use super::plan::{CasePlan, Plan};
use super::seeding::Stage;
use super::staff;
use crate::agreements::{self, NewAgreement};
use crate::grants::Giving;
use crate::notes::{self, Holding};
use crate::offences::{self, NewOffence};
use crate::{App, AppError, access, notices, tasks};

/// The latest cases that are shared.
const SHARED: usize = 12;
/// So long the others are let in.
const LET_IN_FOR: SignedDuration = SignedDuration::from_hours(24 * 300);
/// Days until the next step.
const NEXT_WITHIN: u16 = 3;
/// Of the shared cases one in so many lives in the reception centre.
const IN_RECEPTION: usize = 3;
/// Who arrived in the last so many days is new in a house.
const LATELY: u32 = 10;

/// Whether others stand by the person of this case.
pub(super) fn is_shared(plan: &Plan, at: usize) -> bool {
    at + SHARED >= plan.cases.len()
}

/// Whether this is the latest adult, of whom an authority alleges something.
pub(super) fn is_accused(plan: &Plan, at: usize) -> bool {
    plan.cases.iter().rposition(|case| !case.contact.age.is_treated_as_child()) == Some(at)
}

/// Lets casework, clinic, law centre and advocate in, and a child's guardian; casework writes a first note.
pub(super) async fn share(stage: &Stage, at: usize, case: &CasePlan) -> Result<(), AppError> {
    use Compartment::{ContactSafety, Core, Narrative};
    let (id, app) = (stage.case(at)?, stage.at(case.day, case.minute)?);
    let mut with: Vec<(&str, &[Compartment], &str)> = vec![
        ("casework", &[Core, ContactSafety, Narrative], "support"),
        ("clinic", &[Core, ContactSafety, Narrative], "support"),
        ("law", &[Core, Narrative], "legal_aid"),
        ("outreach", &[Core, ContactSafety], "support"),
    ];
    if case.contact.age.is_treated_as_child() {
        with.push(("guardians", &[Core, ContactSafety], "child_protection"));
    }
    let owner = staff::unit_of(case.by);
    for (unit, compartments, purpose) in with.into_iter().filter(|one| Some(one.0) != owner) {
        let_in(stage, at, case, unit, compartments, purpose).await?;
    }
    if at.is_multiple_of(IN_RECEPTION) {
        let_in(stage, at, case, "reception", &[Core, ContactSafety], "support").await?;
        next(stage, at, case, "focalpoint", NextStep::MeetPerson).await?;
    }
    if !case.contact.age.is_treated_as_child() {
        with_the_police(stage, at, case).await?;
    }
    if is_accused(&stage.plan, at) {
        let person = stage.caller("survivor")?.actor().member().map(|member| member.user);
        let giving = Giving {
            holder: Holder::User(person.ok_or(AppError::Internal("an account of the plan"))?),
            compartments: vec![Core],
            purpose: "own_case".to_owned(),
            basis: "public_task".to_owned(),
            agreement: None,
            until: app.now() + LET_IN_FOR,
        };
        app.run(stage.caller(case.by)?, async |ctx| access::give(ctx, id, giving).await).await?;
    }
    let note = async |ctx: &mut crate::Ctx| {
        let text = "Met at the office. Wants to rest first, then talk about work.".to_owned();
        notes::write(ctx, id, Narrative, text, Holding::TwoOrMore).await?;
        tasks::next_step(ctx, id, NextStep::CallPerson, NEXT_WITHIN).await
    };
    app.run(stage.caller("casemanager")?, note).await
}

/// Lets a unit into parts of a case.
async fn let_in(
    stage: &Stage,
    at: usize,
    case: &CasePlan,
    unit: &str,
    compartments: &[Compartment],
    purpose: &str,
) -> Result<(), AppError> {
    let (id, app) = (stage.case(at)?, stage.at(case.day, case.minute)?);
    let giving = Giving {
        holder: Holder::Unit(stage.unit(unit)?),
        compartments: compartments.to_vec(),
        purpose: purpose.to_owned(),
        basis: "public_task".to_owned(),
        agreement: None,
        until: app.now() + LET_IN_FOR,
    };
    app.run(stage.caller(case.by)?, async |ctx| access::give(ctx, id, giving).await).await
}

/// What somebody of a unit does next on a case.
async fn next(
    stage: &Stage,
    at: usize,
    case: &CasePlan,
    login: &str,
    step: NextStep,
) -> Result<(), AppError> {
    let (id, app) = (stage.case(at)?, stage.at(case.day, case.minute)?);
    app.run(stage.caller(login)?, async |ctx| tasks::next_step(ctx, id, step, NEXT_WITHIN).await).await
}

/// The house in which the person has arrived knows how to reach her and whom to keep away; of late arrivals it
/// goes through the house with her.
pub(super) async fn let_the_house_in(
    stage: &Stage,
    at: usize,
    case: &CasePlan,
    house: &str,
) -> Result<(), AppError> {
    use Compartment::{ContactSafety, Core, DangerList};
    let_in(stage, at, case, house, &[Core, ContactSafety, DangerList], "support").await?;
    if case.day + LATELY < stage.plan.days {
        return Ok(());
    }
    let login = staff::runs_services_of(house).ok_or(AppError::Internal("nobody runs a service"))?;
    next(stage, at, case, login, NextStep::GoThroughPlan).await
}

/// The person agrees to speak with the police; one investigator, by name, is let in and keeps a note.
async fn with_the_police(stage: &Stage, at: usize, case: &CasePlan) -> Result<(), AppError> {
    let (id, app) = (stage.case(at)?, stage.at(case.day, case.minute)?);
    let new = NewAgreement {
        purpose: Purpose::PoliceCooperation,
        recipients: vec![(stage.unit("police")?, RecipientClass::Justice)],
        answers: BTreeMap::from([(Category::Status, Said::Agreed)]),
        language: language(case)?,
        how: How::Interpreter,
        teach_back: TeachBack::InOwnWords,
        witness: None,
        interpreter: None,
        given_by: GivenBy::Person,
    };
    let until = app.now() + LET_IN_FOR;
    let worker = stage.caller(case.by)?;
    let agreement = app.run(worker, async |ctx| agreements::give_later(ctx, id, new, until).await).await?;
    let investigator = stage.caller("investigator")?;
    let member = investigator.actor().member().map(|member| member.user);
    let giving = Giving {
        holder: Holder::User(member.ok_or(AppError::Internal("an account of the plan"))?),
        compartments: vec![Compartment::Core, Compartment::Police],
        purpose: "police_cooperation".to_owned(),
        basis: "agreement".to_owned(),
        agreement: Some(agreement),
        until,
    };
    app.run(worker, async |ctx| access::give(ctx, id, giving).await).await?;
    let note = async |ctx: &mut crate::Ctx| {
        let text = "Will meet again with her lawyer. Nothing is asked of her before.".to_owned();
        notes::write(ctx, id, Compartment::Police, text, Holding::TwoOrMore).await?;
        tasks::next_step(ctx, id, NextStep::MeetPerson, NEXT_WITHIN).await
    };
    app.run(investigator, note).await
}

/// Records what an authority alleges: the person and her lawyer release one notice, another waits for them.
pub(super) async fn release_notice(stage: &Stage, at: usize, case: &CasePlan) -> Result<(), AppError> {
    let (id, app) = (stage.case(at)?, stage.at(case.day, case.minute)?);
    let worker = stage.caller(case.by)?;
    let waits = alleged(stage, &app, OffenceCategory::Shoplifting, "NP 1187/26")?;
    app.run(worker, async |ctx| offences::record(ctx, id, waits).await).await?;
    let released = alleged(stage, &app, OffenceCategory::DrugCultivation, "NP 1041/26")?;
    let released = app.run(worker, async |ctx| offences::record(ctx, id, released).await).await?;
    for signs in ["survivor", "lawyer"] {
        app.run(stage.caller(signs)?, async |ctx| notices::sign(ctx, id, released).await).await?;
    }
    Ok(())
}

fn alleged(stage: &Stage, app: &App, of: OffenceCategory, file: &str) -> Result<NewOffence, AppError> {
    let reference = |text| Reference::new(text).map_err(|_| AppError::Internal("a reference of the plan"));
    Ok(NewOffence {
        allegation: Allegation {
            category: of,
            authority: reference("Netherby police")?,
            file: reference(file)?,
            stage: Proceedings::Arrest,
            known_since: app.now().to_zoned(TimeZone::UTC).date(),
        },
        grounds: Grounds {
            link: Link::Direct,
            basis: RequestBasis::Indicators,
            decision_binding: false,
            compulsion_or_causation: LegalTest::NotApplied,
            child_test: LegalTest::NotRequired,
            excluded_offence: false,
            request: Request::NoCharge,
            sent_to_court_too: false,
        },
        notice_to: Some(stage.unit("prosecution")?),
    })
}
