//! Interpreters: what each says of herself, and who speaks a language.

pub(crate) mod pages;

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use havenward_app::interpreters::{self, Interpreter};
use havenward_domain::booking::{Interpreting, Mode};
use havenward_domain::language::Language;
use havenward_domain::sex::Sex;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::AppState;
use crate::body::Parsed;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// What an interpreter says of herself.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InterpretingForm {
    /// Languages.
    #[schema(value_type = Vec<String>)]
    languages: BTreeSet<Language>,
    /// Dialects.
    #[serde(default)]
    dialects: BTreeSet<String>,
    /// Sex.
    #[schema(value_type = String)]
    sex: Sex,
    /// remote, on_site or both.
    #[schema(value_type = Vec<String>)]
    modes: BTreeSet<Mode>,
}

/// An interpreter.
#[derive(Serialize, ToSchema)]
pub struct InterpreterView {
    /// The account.
    id: Uuid,
    /// The unit.
    unit: Uuid,
    /// Her name.
    name: String,
    /// Languages.
    languages: Vec<String>,
    /// Dialects.
    dialects: BTreeSet<String>,
    /// Sex.
    #[schema(value_type = String)]
    sex: Sex,
    /// Ways of being present.
    #[schema(value_type = Vec<String>)]
    modes: BTreeSet<Mode>,
}

fn view(interpreter: Interpreter) -> InterpreterView {
    let speaks = interpreter.speaks;
    InterpreterView {
        id: interpreter.user.uuid(),
        unit: interpreter.unit.uuid(),
        name: interpreter.name,
        languages: speaks.languages.iter().map(ToString::to_string).collect(),
        dialects: speaks.dialects,
        sex: speaks.sex,
        modes: speaks.modes,
    }
}

/// Say which languages one interprets, and how. Nobody else says it for her.
#[utoipa::path(put, path = "/api/v1/interpreters/own", tag = "bookings", security(("bearer" = [])),
    request_body = InterpretingForm, responses((status = 204), (status = "4XX", response = Problem)))]
pub async fn offer(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Parsed(form): Parsed<InterpretingForm>,
) -> ApiResult<StatusCode> {
    let speaks =
        Interpreting { languages: form.languages, dialects: form.dialects, sex: form.sex, modes: form.modes };
    state.app.run(&caller, async |ctx| interpreters::offer(ctx, speaks).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Read what the actor said of herself; null before that.
#[utoipa::path(get, path = "/api/v1/interpreters/own", tag = "bookings", security(("bearer" = [])),
    responses((status = 200, body = Option<InterpreterView>), (status = "4XX", response = Problem)))]
pub async fn own(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<Option<InterpreterView>>> {
    let own = state.app.look(&caller, async |ctx| interpreters::own(ctx).await).await?;
    Ok(Json(own.map(view)))
}

/// Which interpreters.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SpeaksQuery {
    /// Of this language only.
    #[param(value_type = Option<String>)]
    language: Option<Language>,
}

/// List the interpreters of the country, or those of a language.
#[utoipa::path(get, path = "/api/v1/interpreters", tag = "bookings", security(("bearer" = [])), params(SpeaksQuery),
    responses((status = 200, body = [InterpreterView]), (status = "4XX", response = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Query(which): Query<SpeaksQuery>,
) -> ApiResult<Json<Vec<InterpreterView>>> {
    let list = async |ctx: &mut _| interpreters::list(ctx, which.language.as_ref()).await;
    let found = state.app.look(&caller, list).await?;
    Ok(Json(found.into_iter().map(view).collect()))
}
