//! Child or adult.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::{AppError, Why, ages};
use havenward_domain::age::{AgeBasis, BornOn};
use havenward_domain::author::MoveReason;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::AppState;
use crate::body::Parsed;
use crate::moves::{self, WhyForm};
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// On what a finding about age rests.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdultForm {
    /// Why, a code such as told_by_person or own_wish.
    #[schema(value_type = String, example = "told_by_person")]
    reason: MoveReason,
    /// Why in words, where words are needed.
    #[schema(max_length = 4000)]
    words: Option<String>,
    /// documents, agreed_assessment or own_account.
    #[schema(value_type = String, example = "documents")]
    basis: AgeBasis,
}

/// When the person was born, as far as it is known.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BornForm {
    /// The year.
    #[schema(minimum = 1900, maximum = 2200)]
    year: i16,
    /// The month, if it is known.
    #[schema(minimum = 1, maximum = 12)]
    month: Option<i8>,
    /// The day, if it is known.
    #[schema(minimum = 1, maximum = 31)]
    day: Option<i8>,
}

impl BornForm {
    fn born(self) -> Result<BornOn, AppError> {
        match (self.month, self.day) {
            (Some(month), Some(day)) => jiff::civil::Date::new(self.year, month, day)
                .map(BornOn::Day)
                .map_err(|_| AppError::invalid("day", "there is no such day")),
            (Some(month), None) => Ok(BornOn::Month(self.year, month)),
            (None, None) => Ok(BornOn::Year(self.year)),
            (None, Some(_)) => Err(AppError::invalid("month", "give the month of the day")),
        }
    }
}

/// Presume a child; anyone may, on any doubt.
#[utoipa::path(post, path = "/api/v1/cases/{id}/age/presume-child", tag = "ages", security(("bearer" = [])),
    request_body = WhyForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn presume_child(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<WhyForm>,
) -> ApiResult<StatusCode> {
    let why = form.why()?;
    moves::run(&state, &caller, &id, async |ctx, case| ages::presume_child(ctx, case, why).await).await
}

/// Write that the age is disputed; a child until decided.
#[utoipa::path(post, path = "/api/v1/cases/{id}/age/dispute", tag = "ages", security(("bearer" = [])),
    request_body = WhyForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn dispute(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<WhyForm>,
) -> ApiResult<StatusCode> {
    let why = form.why()?;
    moves::run(&state, &caller, &id, async |ctx, case| ages::dispute(ctx, case, why).await).await
}

/// Write that the person is a child.
#[utoipa::path(post, path = "/api/v1/cases/{id}/age/confirm", tag = "ages", security(("bearer" = [])),
    request_body = WhyForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn confirm(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<WhyForm>,
) -> ApiResult<StatusCode> {
    let why = form.why()?;
    moves::run(&state, &caller, &id, async |ctx, case| ages::confirm(ctx, case, why).await).await
}

/// Write that a presumed or disputed child is an adult.
#[utoipa::path(post, path = "/api/v1/cases/{id}/age/find-adult", tag = "ages", security(("bearer" = [])),
    request_body = AdultForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn find_adult(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<AdultForm>,
) -> ApiResult<StatusCode> {
    let why = Why::new(form.reason, form.words)?;
    moves::run(&state, &caller, &id, async |ctx, case| ages::find_adult(ctx, case, why, form.basis).await)
        .await
}

/// Write when the person was born; the tasks before the 18th birthday follow.
#[utoipa::path(post, path = "/api/v1/cases/{id}/age/born", tag = "ages", security(("bearer" = [])),
    request_body = BornForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn set_born(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    Parsed(form): Parsed<BornForm>,
) -> ApiResult<StatusCode> {
    let born = form.born()?;
    moves::run(&state, &caller, &id, async |ctx, case| ages::set_born(ctx, case, born).await).await
}

/// Write that a child turned 18, on the day.
#[utoipa::path(post, path = "/api/v1/cases/{id}/age/turn-18", tag = "ages", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn turn_18(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
) -> ApiResult<StatusCode> {
    moves::run(&state, &caller, &id, async |ctx, case| ages::turn_18(ctx, case).await).await
}
