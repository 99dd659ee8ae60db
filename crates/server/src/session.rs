//! Signing in and out.

pub(crate) mod pages;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use havenward_app::sessions::{self, Begun, SignIn};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::AppState;
use crate::body::Parsed;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// What somebody types to sign in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionForm {
    /// The login.
    login: String,
    /// The passphrase.
    #[schema(value_type = String)]
    passphrase: Zeroizing<String>,
    /// The code of the second factor.
    code: String,
    /// For which unit, if the account is a member of several.
    unit: Option<Uuid>,
}

/// A session just begun.
#[derive(Serialize, ToSchema)]
pub struct SessionView {
    /// Bearer token, shown once.
    token: String,
    /// The account: what others name to share something with this person.
    user: Uuid,
    /// The unit for which the person acts.
    unit: Uuid,
    /// The role there.
    role: &'static str,
    /// Fingerprint of the person's own key, to be read aloud to the colleague who lets her into the unit.
    fingerprint: String,
}

impl SessionView {
    pub(crate) fn of(begun: &Begun) -> Self {
        Self {
            token: begun.token.to_string(),
            user: begun.member.user.uuid(),
            unit: begun.member.unit.uuid(),
            role: begun.member.role.code(),
            fingerprint: begun.fingerprint.to_string(),
        }
    }
}

/// Sign in.
#[utoipa::path(post, path = "/api/v1/session", tag = "session", request_body = SessionForm,
    responses((status = 201, body = SessionView), (status = "4XX", response = Problem)))]
pub async fn begin(
    State(state): State<AppState>,
    Parsed(form): Parsed<SessionForm>,
) -> ApiResult<(StatusCode, Json<SessionView>)> {
    let attempt = SignIn {
        login: form.login,
        passphrase: form.passphrase,
        code: form.code,
        unit: form.unit.map(Into::into),
    };
    let begun = sessions::begin(&state.app, attempt).await?;
    Ok((StatusCode::CREATED, Json(SessionView::of(&begun))))
}

/// Sign out.
#[utoipa::path(delete, path = "/api/v1/session", tag = "session", security(("bearer" = [])),
    responses((status = 204, description = "Signed out."), (status = "4XX", response = Problem)))]
pub async fn end(State(state): State<AppState>, SignedIn(caller): SignedIn) -> ApiResult<StatusCode> {
    sessions::end(&state.app, &caller).await?;
    Ok(StatusCode::NO_CONTENT)
}
