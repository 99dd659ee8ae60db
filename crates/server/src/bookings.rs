//! Interpreters: asked for, checked, booked.

pub(crate) mod pages;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::{Idempotency, bookings};
use havenward_domain::booking::{Booking, ConflictCheck, Mode, PersonsAnswer, Request, State as Stands};
use havenward_domain::id::{BookingId, CaseId, UserId};
use havenward_domain::language::Language;
use havenward_domain::sex::Sex;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::{OnceBody, Parsed};
use crate::path::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// What is needed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookingForm {
    /// Language.
    #[schema(value_type = String, example = "uk")]
    language: Language,
    /// Dialect, if it matters.
    #[schema(max_length = 60)]
    dialect: Option<String>,
    /// Sex of the interpreter, if the person chose.
    #[schema(value_type = Option<String>)]
    sex: Option<Sex>,
    /// remote or on_site.
    #[schema(value_type = String, example = "remote")]
    mode: Mode,
    /// When it begins.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// How long it takes.
    #[schema(minimum = 1, maximum = 1440)]
    minutes: u16,
}

/// The booking that was begun.
#[derive(Serialize, ToSchema)]
pub struct BookingMade {
    /// The booking.
    booking: Uuid,
}

/// Look for an interpreter.
#[utoipa::path(post, path = "/api/v1/cases/{id}/bookings", tag = "bookings", security(("bearer" = [])),
    request_body = BookingForm,
    params(("id" = Uuid, Path, description = "The case."),
        ("Idempotency-Key" = String, Header, description = "A new one for each new booking.", min_length = 1, max_length = 64)),
    responses((status = 201, body = BookingMade), (status = 200, body = BookingMade, description = "Had come before."),
        (status = "4XX", response = Problem)))]
pub async fn request(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    body: OnceBody,
) -> ApiResult<(StatusCode, Json<BookingMade>)> {
    let (case, form): (_, BookingForm) = (id(&case)?, body.json()?);
    let wanted = Request {
        language: form.language,
        dialect: form.dialect,
        sex: form.sex,
        mode: form.mode,
        at: form.at,
        minutes: form.minutes,
    };
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let done =
        state.app.run_once(&caller, once, async |ctx| bookings::request(ctx, case, wanted).await).await?;
    let status = if done.replayed { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(BookingMade { booking: done.id.uuid() })))
}

/// A booking as it stands.
#[derive(Serialize, ToSchema)]
pub struct BookingView {
    /// The booking.
    id: Uuid,
    /// Language.
    language: String,
    /// Dialect, if it matters.
    dialect: Option<String>,
    /// Sex of the interpreter, if the person chose.
    #[schema(value_type = Option<String>)]
    sex: Option<Sex>,
    /// remote or on_site.
    #[schema(value_type = String)]
    mode: Mode,
    /// When it begins.
    at: String,
    /// How long it takes.
    minutes: u16,
    /// requested, proposed, confirmed, done or cancelled.
    is: &'static str,
    /// The interpreter's account, once somebody is proposed.
    interpreter: Option<Uuid>,
}

fn view(booking: &Booking) -> BookingView {
    let (is, interpreter) = match booking.state() {
        Stands::Requested => ("requested", None),
        Stands::Proposed { interpreter, .. } => ("proposed", Some(*interpreter)),
        Stands::Confirmed { interpreter } => ("confirmed", Some(*interpreter)),
        Stands::Done { interpreter } => ("done", Some(*interpreter)),
        Stands::Cancelled => ("cancelled", None),
    };
    let wanted = booking.wanted();
    BookingView {
        id: booking.id().uuid(),
        language: wanted.language.to_string(),
        dialect: wanted.dialect.clone(),
        sex: wanted.sex,
        mode: wanted.mode,
        at: wanted.at.to_string(),
        minutes: wanted.minutes,
        is,
        interpreter: interpreter.map(UserId::uuid),
    }
}

/// Read the bookings of a case.
#[utoipa::path(get, path = "/api/v1/cases/{id}/bookings", tag = "bookings", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = [BookingView]), (status = "4XX", response = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
) -> ApiResult<Json<Vec<BookingView>>> {
    let case = id(&case)?;
    let found = state.app.run(&caller, async |ctx| bookings::list(ctx, case).await).await?;
    Ok(Json(found.iter().map(view).collect()))
}

/// An interpreter, and what the check for conflicts found.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalForm {
    /// The interpreter's account.
    interpreter: Uuid,
    /// Brought or named by the companion.
    from_companion: bool,
    /// A relative, or close to the family.
    relative: bool,
    /// Works for somebody suspected, or for an authority of the country of origin.
    tied_to_danger: bool,
    /// Of the same community, where word may travel.
    same_community: bool,
}

/// Propose an interpreter after the check for conflicts.
#[utoipa::path(post, path = "/api/v1/cases/{id}/bookings/{booking}/propose", tag = "bookings",
    security(("bearer" = [])), request_body = ProposalForm,
    params(("id" = Uuid, Path, description = "The case."), ("booking" = Uuid, Path, description = "The booking.")),
    responses((status = 204), (status = "4XX", response = Problem)))]
pub async fn propose(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, booking)): Path<(String, String)>,
    Parsed(form): Parsed<ProposalForm>,
) -> ApiResult<StatusCode> {
    let (case, booking): (CaseId, BookingId) = (id(&case)?, id(&booking)?);
    let check = ConflictCheck {
        from_companion: form.from_companion,
        relative: form.relative,
        tied_to_danger: form.tied_to_danger,
        same_community: form.same_community,
    };
    let interpreter = UserId::from(form.interpreter);
    let propose = async |ctx: &mut _| bookings::propose(ctx, case, booking, interpreter, check).await;
    state.app.run(&caller, propose).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the person said about the proposal.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmationForm {
    /// Whether the person was asked and said yes. One of her community comes only then.
    person_said_yes: bool,
}

/// Confirm the proposal: the interpreter gets an appointment without a case.
#[utoipa::path(post, path = "/api/v1/cases/{id}/bookings/{booking}/confirm", tag = "bookings",
    security(("bearer" = [])), request_body = ConfirmationForm,
    params(("id" = Uuid, Path, description = "The case."), ("booking" = Uuid, Path, description = "The booking.")),
    responses((status = 204), (status = "4XX", response = Problem)))]
pub async fn confirm(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, booking)): Path<(String, String)>,
    Parsed(form): Parsed<ConfirmationForm>,
) -> ApiResult<StatusCode> {
    let (case, booking): (CaseId, BookingId) = (id(&case)?, id(&booking)?);
    let answer = if form.person_said_yes { PersonsAnswer::Yes } else { PersonsAnswer::NotAsked };
    state.app.run(&caller, async |ctx| bookings::confirm(ctx, case, booking, answer).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What became of a booking.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Became {
    /// The person refuses this interpreter.
    Refused,
    /// It is cancelled.
    Cancelled,
    /// The interpreter did not come.
    DidNotCome,
    /// It took place.
    Done,
}

/// What became of a booking.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookingChange {
    /// refused, cancelled, did_not_come or done.
    #[schema(value_type = String, example = "done")]
    became: Became,
}

/// Say what became of a booking. An interpreter whom the person refuses is not proposed again.
#[utoipa::path(post, path = "/api/v1/cases/{id}/bookings/{booking}", tag = "bookings", security(("bearer" = [])),
    request_body = BookingChange,
    params(("id" = Uuid, Path, description = "The case."), ("booking" = Uuid, Path, description = "The booking.")),
    responses((status = 204), (status = "4XX", response = Problem)))]
pub async fn change(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, booking)): Path<(String, String)>,
    Parsed(form): Parsed<BookingChange>,
) -> ApiResult<StatusCode> {
    let (case, booking): (CaseId, BookingId) = (id(&case)?, id(&booking)?);
    let change = async |ctx: &mut _| match form.became {
        Became::Refused => bookings::refuse(ctx, case, booking).await,
        Became::Cancelled => bookings::cancel(ctx, case, booking).await,
        Became::DidNotCome => bookings::did_not_come(ctx, case, booking).await,
        Became::Done => bookings::done(ctx, case, booking).await,
    };
    state.app.run(&caller, change).await?;
    Ok(StatusCode::NO_CONTENT)
}
