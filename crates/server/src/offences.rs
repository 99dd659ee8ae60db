//! Non-punishment: alleged offences and their notices.

pub(crate) mod pages;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::Idempotency;
use havenward_app::offences::{self, NewOffence, Read};
use havenward_domain::coded::Coded;
use havenward_domain::codes::OffenceCategory;
use havenward_domain::id::{CaseId, OffenceId, UnitId};
use havenward_domain::offence::{
    Allegation, Decided, Grounds, LegalTest, Link, Moment, Notice, Outcome, Reference, Request, RequestBasis,
};
use havenward_domain::proceedings::Proceedings;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::{OnceBody, Parsed};
use crate::ids::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// What an authority alleges, by reference: there is no room for an account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OffenceForm {
    /// Category, such as drug_cultivation.
    #[schema(value_type = String)]
    category: OffenceCategory,
    /// The authority that alleges it.
    #[schema(value_type = String, max_length = 40)]
    authority: Reference,
    /// The number of its file.
    #[schema(value_type = String, max_length = 40)]
    file: Reference,
    /// How far the proceedings have come.
    #[schema(value_type = String)]
    stage: Proceedings,
    /// Since when the allegation is known here.
    #[schema(value_type = String, format = Date)]
    known_since: Date,
    /// How the request is argued.
    grounds: GroundsForm,
    /// The unit of the authority to which the notice goes once it is released.
    notice_to: Option<Uuid>,
}

/// How the request is argued, in codes.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GroundsForm {
    /// Link to the trafficking: direct, possible or none_known.
    #[schema(value_type = String)]
    link: Link,
    /// On what the request rests.
    #[schema(value_type = String)]
    basis: RequestBasis,
    /// Whether the decision on status binds the authority.
    decision_binding: bool,
    /// Compulsion (adult) or causation.
    #[schema(value_type = String)]
    compulsion_or_causation: LegalTest,
    /// The test for a child, where the law has one.
    #[schema(value_type = String)]
    child_test: LegalTest,
    /// Whether national law excludes the offence from protection.
    excluded_offence: bool,
    /// What is asked for.
    #[schema(value_type = String)]
    request: Request,
    /// Whether the notice also goes to the court.
    sent_to_court_too: bool,
}

impl From<GroundsForm> for Grounds {
    fn from(form: GroundsForm) -> Self {
        Self {
            link: form.link,
            basis: form.basis,
            decision_binding: form.decision_binding,
            compulsion_or_causation: form.compulsion_or_causation,
            child_test: form.child_test,
            excluded_offence: form.excluded_offence,
            request: form.request,
            sent_to_court_too: form.sent_to_court_too,
        }
    }
}

impl From<&Grounds> for GroundsForm {
    fn from(grounds: &Grounds) -> Self {
        Self {
            link: grounds.link,
            basis: grounds.basis,
            decision_binding: grounds.decision_binding,
            compulsion_or_causation: grounds.compulsion_or_causation,
            child_test: grounds.child_test,
            excluded_offence: grounds.excluded_offence,
            request: grounds.request,
            sent_to_court_too: grounds.sent_to_court_too,
        }
    }
}

/// The record just made.
#[derive(Serialize, ToSchema)]
pub struct OffenceRecordedView {
    /// The record.
    offence: Uuid,
}

/// How far the proceedings have come.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StageForm {
    /// before_arrest, arrest, charge, trial, convicted, fine, immigration_penalty or detention.
    #[schema(value_type = String)]
    stage: Proceedings,
}

/// The date of a moment of the proceedings.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DateForm {
    /// arrest, first_interview, charge, plea, trial, sentence, fine_due, detention_review or removal.
    #[schema(value_type = String)]
    moment: Moment,
    /// When.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

/// What the authority decided.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecidedForm {
    /// Who decided.
    #[schema(value_type = String, max_length = 40)]
    by: Reference,
    /// granted, partly_granted or refused.
    #[schema(value_type = String)]
    outcome: Outcome,
    /// When.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

/// A moment that comes near.
#[derive(Serialize, ToSchema)]
pub struct AlarmView {
    /// Which.
    moment: &'static str,
    /// When.
    on: String,
    /// Whether there is a decision on identification.
    identification_decided: bool,
}

/// A non-punishment record.
#[derive(Serialize, ToSchema)]
pub struct OffenceView {
    /// The record.
    offence: Uuid,
    /// Category.
    category: &'static str,
    /// The authority.
    authority: String,
    /// Its file.
    file: String,
    /// How far the proceedings have come.
    stage: &'static str,
    /// How the request is argued.
    grounds: GroundsForm,
    /// Whether a stage had passed before anyone asked.
    found_late: bool,
    /// drafted, signed, released or notified_by_law.
    notice: &'static str,
    /// Where the notice goes.
    notice_to: Option<Uuid>,
    /// What the authority decided.
    decided: Option<&'static str>,
    /// Moments that come near.
    alarms: Vec<AlarmView>,
}

fn view(read: &Read) -> OffenceView {
    let offence = &read.offence;
    let alarm = |alarm: &havenward_domain::offence::Alarm| AlarmView {
        moment: alarm.moment.code(),
        on: alarm.on.to_string(),
        identification_decided: alarm.identification == havenward_domain::offence::Identification::Decided,
    };
    OffenceView {
        offence: offence.id().uuid(),
        category: offence.allegation().category.code(),
        authority: offence.allegation().authority.expose().to_owned(),
        file: offence.allegation().file.expose().to_owned(),
        stage: offence.allegation().stage.code(),
        grounds: offence.grounds().into(),
        found_late: offence.is_found_late(),
        notice: match offence.notice() {
            Notice::Drafted => "drafted",
            Notice::Signed { .. } => "signed",
            Notice::Released { .. } => "released",
            Notice::NotifiedByLaw { .. } => "notified_by_law",
        },
        notice_to: read.notice_to.map(UnitId::uuid),
        decided: offence.decided().map(|decided| decided.outcome.code()),
        alarms: read.alarms.iter().map(alarm).collect(),
    }
}

/// Read the non-punishment records of a case.
#[utoipa::path(get, path = "/api/v1/cases/{id}/offences", tag = "offences", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = [OffenceView]), (status = "4XX", response = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
) -> ApiResult<Json<Vec<OffenceView>>> {
    let case: CaseId = id(&case)?;
    let read = state.app.run(&caller, async |ctx| offences::list(ctx, case).await).await?;
    Ok(Json(read.iter().map(view).collect()))
}

/// Record an offence that an authority has already alleged.
#[utoipa::path(post, path = "/api/v1/cases/{id}/offences", tag = "offences", security(("bearer" = [])),
    request_body = OffenceForm,
    params(("id" = Uuid, Path, description = "The case."),
        ("Idempotency-Key" = String, Header, description = "A new one for each new record.", min_length = 1, max_length = 64)),
    responses((status = 201, body = OffenceRecordedView),
        (status = 200, body = OffenceRecordedView, description = "Had come before."),
        (status = "4XX", response = Problem)))]
pub async fn record(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    body: OnceBody,
) -> ApiResult<(StatusCode, Json<OffenceRecordedView>)> {
    let case: CaseId = id(&case)?;
    let form: OffenceForm = body.json()?;
    let allegation = Allegation {
        category: form.category,
        authority: form.authority,
        file: form.file,
        stage: form.stage,
        known_since: form.known_since,
    };
    let new =
        NewOffence { allegation, grounds: form.grounds.into(), notice_to: form.notice_to.map(UnitId::from) };
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let done = state.app.run_once(&caller, once, async |ctx| offences::record(ctx, case, new).await).await?;
    let status = if done.replayed { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(OffenceRecordedView { offence: done.id.uuid() })))
}

/// Note that the proceedings have moved on.
#[utoipa::path(post, path = "/api/v1/cases/{id}/offences/{offence}/stage", tag = "offences", security(("bearer" = [])),
    request_body = StageForm,
    params(("id" = Uuid, Path, description = "The case."), ("offence" = Uuid, Path, description = "The record.")),
    responses((status = 204, description = "Noted."), (status = "4XX", response = Problem)))]
pub async fn at_stage(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, offence)): Path<(String, String)>,
    Parsed(form): Parsed<StageForm>,
) -> ApiResult<StatusCode> {
    let (case, offence): (CaseId, OffenceId) = (id(&case)?, id(&offence)?);
    state.app.run(&caller, async |ctx| offences::at_stage(ctx, case, offence, form.stage).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Note the date of a moment of the proceedings; an alarm is set before it.
#[utoipa::path(post, path = "/api/v1/cases/{id}/offences/{offence}/dates", tag = "offences", security(("bearer" = [])),
    request_body = DateForm,
    params(("id" = Uuid, Path, description = "The case."), ("offence" = Uuid, Path, description = "The record.")),
    responses((status = 204, description = "Noted."), (status = "4XX", response = Problem)))]
pub async fn set_date(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, offence)): Path<(String, String)>,
    Parsed(form): Parsed<DateForm>,
) -> ApiResult<StatusCode> {
    let (case, offence): (CaseId, OffenceId) = (id(&case)?, id(&offence)?);
    state
        .app
        .run(&caller, async |ctx| offences::set_date(ctx, case, offence, form.moment, form.on).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Argue the request anew.
#[utoipa::path(put, path = "/api/v1/cases/{id}/offences/{offence}/grounds", tag = "offences", security(("bearer" = [])),
    request_body = GroundsForm,
    params(("id" = Uuid, Path, description = "The case."), ("offence" = Uuid, Path, description = "The record.")),
    responses((status = 204, description = "Changed."), (status = "4XX", response = Problem)))]
pub async fn change_grounds(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, offence)): Path<(String, String)>,
    Parsed(form): Parsed<GroundsForm>,
) -> ApiResult<StatusCode> {
    let (case, offence): (CaseId, OffenceId) = (id(&case)?, id(&offence)?);
    let grounds: Grounds = form.into();
    state.app.run(&caller, async |ctx| offences::change_grounds(ctx, case, offence, grounds).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Record what the authority decided.
#[utoipa::path(post, path = "/api/v1/cases/{id}/offences/{offence}/decision", tag = "offences", security(("bearer" = [])),
    request_body = DecidedForm,
    params(("id" = Uuid, Path, description = "The case."), ("offence" = Uuid, Path, description = "The record.")),
    responses((status = 204, description = "Recorded."), (status = "4XX", response = Problem)))]
pub async fn decide(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, offence)): Path<(String, String)>,
    Parsed(form): Parsed<DecidedForm>,
) -> ApiResult<StatusCode> {
    let (case, offence): (CaseId, OffenceId) = (id(&case)?, id(&offence)?);
    let decided = Decided { by: form.by, outcome: form.outcome, on: form.on };
    state.app.run(&caller, async |ctx| offences::decide(ctx, case, offence, decided).await).await?;
    Ok(StatusCode::NO_CONTENT)
}
