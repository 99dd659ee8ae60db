//! Notes in the compartments of a case.

pub(crate) mod pages;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::notes::{self, Holding};
use havenward_app::{AppError, Idempotency};
use havenward_domain::compartment::Compartment;
use havenward_domain::id::{CaseId, UserId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::{OnceBody, Parsed};
use crate::ids::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// A note.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteForm {
    /// The words.
    #[schema(max_length = 20000)]
    text: String,
    /// Says that one named person alone may hold this compartment: with that account it is lost.
    #[serde(default)]
    accept_single_holder: bool,
}

/// What came of writing.
#[derive(Serialize, ToSchema)]
pub struct WrittenView {
    /// A warning: only one named person can open it. Left out if the request had come before.
    #[serde(skip_serializing_if = "Option::is_none")]
    single_holder: Option<bool>,
}

/// A note as it is read.
#[derive(Serialize, ToSchema)]
pub struct NoteView {
    /// Who wrote it.
    by: Uuid,
    /// When.
    at: String,
    /// The words.
    text: String,
}

/// One more named person.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareForm {
    /// The account.
    user: Uuid,
    /// Until when.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
}

fn compartment(code: &str) -> Result<Compartment, AppError> {
    Compartment::from_code(code).ok_or(AppError::NotFound)
}

/// Read the notes of a compartment.
#[utoipa::path(get, path = "/api/v1/cases/{id}/notes/{compartment}", tag = "notes", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case."), ("compartment" = String, Path, description = "Such as narrative.")),
    responses((status = 200, body = [NoteView]), (status = "4XX", response = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, code)): Path<(String, String)>,
) -> ApiResult<Json<Vec<NoteView>>> {
    let (case, compartment): (CaseId, _) = (id(&case)?, compartment(&code)?);
    let read = state.app.run(&caller, async |ctx| notes::read(ctx, case, compartment).await).await?;
    let view = |note: havenward_app::file::NoteEntry| NoteView {
        by: note.by.uuid(),
        at: note.at.to_string(),
        text: note.text.into_exposed(),
    };
    Ok(Json(read.notes.into_iter().map(view).collect()))
}

/// Write a note into a compartment.
#[utoipa::path(post, path = "/api/v1/cases/{id}/notes/{compartment}", tag = "notes", security(("bearer" = [])),
    request_body = NoteForm,
    params(("id" = Uuid, Path, description = "The case."),
        ("Idempotency-Key" = String, Header, description = "A new one for each new one.", min_length = 1, max_length = 64), ("compartment" = String, Path, description = "Such as narrative.")),
    responses((status = 201, body = WrittenView), (status = 200, body = WrittenView, description = "Had come before."),
        (status = "4XX", response = Problem)))]
pub async fn write(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, code)): Path<(String, String)>,
    body: OnceBody,
) -> ApiResult<(StatusCode, Json<WrittenView>)> {
    let (case, compartment): (CaseId, _) = (id(&case)?, compartment(&code)?);
    let form: NoteForm = body.json()?;
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let holding = if form.accept_single_holder { Holding::OneIsAccepted } else { Holding::TwoOrMore };
    let mut single_holder = None;
    let done = state
        .app
        .run_once(&caller, once, async |ctx| {
            let written = notes::write(ctx, case, compartment, form.text, holding).await?;
            single_holder = Some(written.single_holder);
            Ok(case)
        })
        .await?;
    let status = if done.replayed { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(WrittenView { single_holder })))
}

/// Let one more named person into a compartment that one holds by name.
#[utoipa::path(post, path = "/api/v1/cases/{id}/notes/{compartment}/share", tag = "notes", security(("bearer" = [])),
    request_body = ShareForm,
    params(("id" = Uuid, Path, description = "The case."), ("compartment" = String, Path, description = "Such as legal_privileged.")),
    responses((status = 204, description = "Shared."), (status = "4XX", response = Problem)))]
pub async fn share(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, code)): Path<(String, String)>,
    Parsed(form): Parsed<ShareForm>,
) -> ApiResult<StatusCode> {
    let (case, compartment): (CaseId, _) = (id(&case)?, compartment(&code)?);
    let with = UserId::from(form.user);
    state.app.run(&caller, async |ctx| notes::share(ctx, case, compartment, with, form.until).await).await?;
    Ok(StatusCode::NO_CONTENT)
}
