//! Who stands by the person in the demonstration: casework, clinic, law centre, advocate, guardian. They are let
//! into the latest cases, so that everybody who signs in there has something real to do.

use havenward_domain::access::Holder;
use havenward_domain::codes::OffenceCategory;
use havenward_domain::compartment::Compartment;
use havenward_domain::next_step::NextStep;
use havenward_domain::offence::{
    Allegation, Grounds, LegalTest, Link, Reference, Request, RequestBasis, Stage as Proceedings,
};
use jiff::SignedDuration;
use jiff::tz::TimeZone;

use super::plan::{CasePlan, Plan};
use super::seeding::Stage;
use super::staff;
use crate::grants::Giving;
use crate::notes::{self, Holding};
use crate::offences::{self, NewOffence};
use crate::{AppError, access, notices, tasks};

/// The latest cases that are shared.
const SHARED: usize = 12;
/// So long the others are let in.
const LET_IN_FOR: SignedDuration = SignedDuration::from_hours(24 * 300);
/// Days until the next step of casework.
const NEXT_WITHIN: u16 = 3;

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
        let giving = Giving {
            holder: Holder::Unit(stage.unit(unit)?),
            compartments: compartments.to_vec(),
            purpose: purpose.to_owned(),
            basis: "public_task".to_owned(),
            agreement: None,
            until: app.now() + LET_IN_FOR,
        };
        app.run(stage.caller(case.by)?, async |ctx| access::give(ctx, id, giving).await).await?;
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

/// Records what an authority alleges; the person and her lawyer release the notice.
pub(super) async fn release_notice(stage: &Stage, at: usize, case: &CasePlan) -> Result<(), AppError> {
    let (id, app) = (stage.case(at)?, stage.at(case.day, case.minute)?);
    let reference = |text| Reference::new(text).map_err(|_| AppError::Internal("a reference of the plan"));
    let new = NewOffence {
        allegation: Allegation {
            category: OffenceCategory::DrugCultivation,
            authority: reference("Netherby police")?,
            file: reference("NP 1041/26")?,
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
    };
    let worker = stage.caller(case.by)?;
    let offence = app.run(worker, async |ctx| offences::record(ctx, id, new).await).await?;
    for signs in ["survivor", "lawyer"] {
        app.run(stage.caller(signs)?, async |ctx| notices::sign(ctx, id, offence).await).await?;
    }
    Ok(())
}
