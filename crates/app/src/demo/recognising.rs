//! Recognition as the demonstration plays it: raised, agreed, sent, decided, and a refusal told.

use std::collections::BTreeMap;

use havenward_domain::access::Holder;
use havenward_domain::agreement::{Answer as Said, Category, GivenBy, Purpose, RecipientClass, TeachBack};
use havenward_domain::author::MoveReason;
use havenward_domain::challenge::ToldTo;
use havenward_domain::compartment::Compartment;
use havenward_domain::decision::{Answer, DecisionReason};
use havenward_domain::profile::Origin;
use havenward_domain::told_before::How;
use jiff::SignedDuration;

use super::meeting::language;
use super::plan::{CasePlan, Course, Plan};
use super::seeding::Stage;
use crate::agreements::{self, NewAgreement};
use crate::decisions::{self, About, Ballot, Reasons};
use crate::grants::Giving;
use crate::recognition::{self, Sending};
use crate::{AppError, Why, access, challenges};

/// Long enough for every decision within the longest plan.
const AGREED_FOR: SignedDuration = SignedDuration::from_hours(24 * 300);
/// A deciding body sits in office hours.
const SITS_AT: u32 = 11 * 60;

/// Unit and login of who decides.
fn decider(case: &CasePlan) -> (&'static str, &'static str) {
    if case.drawn.responder == "gov_immigration" { ("ieca", "decider2") } else { ("sca", "decider") }
}

/// The latest of the children who wait for the first stage are decided on by the child panel: one in so many, and
/// no more than a panel has on its table.
const ONE_IN: usize = 4;
const BEFORE_THE_PANEL: usize = 4;

/// Whether a child waits for the panel rather than for one person.
fn is_before_the_panel(plan: &Plan, at: usize) -> bool {
    let waits = |case: &CasePlan| {
        case.contact.age.is_treated_as_child() && matches!(case.course, Course::AwaitsFirst)
    };
    let most = plan.cases.iter().filter(|case| waits(case)).count().div_ceil(ONE_IN).min(BEFORE_THE_PANEL);
    let later = plan.cases.iter().skip(at + 1).filter(|case| waits(case)).take(most).count();
    plan.cases.get(at).is_some_and(waits) && later < most
}

/// Who refers: a child met by a body that refers no children is referred by the council.
fn referrer(case: &CasePlan) -> &'static str {
    let needs_council = matches!(case.by, "asylum" | "inspector");
    if needs_council && case.contact.age.is_treated_as_child() { "socialworker" } else { case.by }
}

fn seen() -> Why {
    Why::of(MoveReason::SignsSeen)
}

pub(super) async fn raise(stage: &Stage, at: usize, case: &CasePlan) -> Result<(), AppError> {
    let (id, app, caller) = (stage.case(at)?, stage.at(case.day, case.minute)?, stage.caller(case.by)?);
    app.run(caller, async |ctx| recognition::raise(ctx, id, seen(), Origin::Responder).await).await?;
    if case.contact.age.is_treated_as_child() {
        app.run(caller, async |ctx| recognition::start_child_path(ctx, id, seen()).await).await?;
    }
    if referrer(case) != case.by {
        let giving = Giving {
            holder: Holder::Unit(stage.unit("council")?),
            compartments: vec![Compartment::Core],
            purpose: "child_protection".to_owned(),
            basis: "public_task".to_owned(),
            agreement: None,
            until: app.now() + AGREED_FOR,
        };
        app.run(caller, async |ctx| access::give(ctx, id, giving).await).await?;
    }
    Ok(())
}

pub(super) async fn agree(stage: &Stage, at: usize, case: &CasePlan) -> Result<(), AppError> {
    let new = NewAgreement {
        purpose: Purpose::FormalIdentification,
        recipients: vec![(stage.unit(decider(case).0)?, RecipientClass::DecidingBody)],
        answers: BTreeMap::from([(Category::Status, Said::Agreed), (Category::Narrative, Said::Agreed)]),
        language: language(case)?,
        how: How::Interpreter,
        teach_back: TeachBack::InOwnWords,
        witness: None,
        interpreter: None,
        given_by: GivenBy::Person,
    };
    let (id, app) = (stage.case(at)?, stage.at(case.day, case.minute)?);
    let until = app.now() + AGREED_FOR;
    let agree = async |ctx: &mut crate::Ctx| agreements::give_later(ctx, id, new, until).await;
    app.run(stage.caller(case.by)?, agree).await?;
    Ok(())
}

pub(super) async fn send(stage: &Stage, at: usize, case: &CasePlan) -> Result<(), AppError> {
    let (id, app) = (stage.case(at)?, stage.at(case.day, case.minute)?);
    let (code, unit) = if is_before_the_panel(&stage.plan, at) {
        ("child_panel_reasonable_grounds", "panel")
    } else {
        ("reasonable_grounds", decider(case).0)
    };
    let sending = Sending { why: seen(), stage: code.to_owned(), unit: Some(stage.unit(unit)?) };
    app.run(stage.caller(referrer(case))?, async |ctx| recognition::send(ctx, id, sending).await).await
}

/// One person decides: the sitting is opened, the vote cast, the reasons given.
pub(super) async fn decide(
    stage: &Stage,
    at: usize,
    case: &CasePlan,
    day: u32,
    code: &str,
    positive: bool,
) -> Result<(), AppError> {
    let (id, app) = (stage.case(at)?, stage.at(day, sits_at(case, day))?);
    let caller = stage.caller(decider(case).1)?;
    let about = || About::Stage(code.to_owned());
    let answer = if positive { Answer::Yes } else { Answer::No };
    let ballot = Ballot { seat: None, answer, dissent: None };
    let reasons = Reasons { reasons: reasons(case, positive), words: None, missing: None };
    app.run(caller, async |ctx| decisions::open_sitting(ctx, id, about()).await).await?;
    app.run(caller, async |ctx| decisions::vote(ctx, id, about(), ballot).await).await?;
    app.run(caller, async |ctx| decisions::close(ctx, id, about(), reasons).await).await?;
    Ok(())
}

fn sits_at(case: &CasePlan, day: u32) -> u32 {
    if day == case.day { case.minute.max(SITS_AT) } else { SITS_AT }
}

fn reasons(case: &CasePlan, positive: bool) -> Vec<DecisionReason> {
    match (positive, case.contact.age.is_treated_as_child()) {
        (false, _) => vec![DecisionReason::Credibility],
        (true, true) => vec![DecisionReason::CredibleAccount, DecisionReason::ChildNoMeans],
        (true, false) => vec![DecisionReason::CredibleAccount, DecisionReason::Means],
    }
}

pub(super) async fn tell_refusal(
    stage: &Stage,
    at: usize,
    case: &CasePlan,
    day: u32,
) -> Result<(), AppError> {
    let (id, app) = (stage.case(at)?, stage.at(day, sits_at(case, day))?);
    let to = if case.contact.age.is_treated_as_child() { ToldTo::Authority } else { ToldTo::Person };
    let why = Why::of(MoveReason::Decision);
    app.run(stage.caller(decider(case).1)?, async |ctx| challenges::tell_refusal(ctx, id, why, to).await)
        .await
}
