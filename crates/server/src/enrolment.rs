//! Enrolment with a one-time link.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base64ct::{Base64, Encoding};
use havenward_app::{AppError, sessions};
use havenward_domain::sealed::Sealed;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zeroize::Zeroizing;

use crate::AppState;
use crate::body::Parsed;
use crate::problem::{ApiResult, Problem};

/// The secret part of a one-time link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkForm {
    /// As given by the operator.
    #[schema(value_type = String)]
    link: Zeroizing<String>,
}

/// The second factor that is offered.
#[derive(Serialize, ToSchema)]
pub struct FactorView {
    /// `otpauth://` address for an authenticator app.
    url: String,
    /// To be handed back unchanged.
    factor: String,
}

/// Offer a second factor to the holder of a one-time link.
#[utoipa::path(post, path = "/api/v1/enrolment/factor", tag = "enrolment", request_body = LinkForm,
    responses((status = 200, body = FactorView), (status = "4XX", response = Problem)))]
pub async fn offer(
    State(state): State<AppState>,
    Parsed(form): Parsed<LinkForm>,
) -> ApiResult<Json<FactorView>> {
    let offered = sessions::offer_second_factor(&state.app, &form.link).await?;
    Ok(Json(FactorView {
        url: offered.url.to_string(),
        factor: Base64::encode_string(offered.sealed.as_bytes()),
    }))
}

/// What completes an enrolment.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnrolmentForm {
    /// As given by the operator.
    #[schema(value_type = String)]
    link: Zeroizing<String>,
    /// At least twelve characters.
    #[schema(value_type = String)]
    passphrase: Zeroizing<String>,
    /// As offered.
    factor: String,
    /// The code that the authenticator shows now.
    code: String,
}

/// Set passphrase and second factor; uses up the link.
#[utoipa::path(post, path = "/api/v1/enrolment", tag = "enrolment", request_body = EnrolmentForm,
    responses((status = 204, description = "Enrolled."), (status = "4XX", response = Problem)))]
pub async fn complete(
    State(state): State<AppState>,
    Parsed(form): Parsed<EnrolmentForm>,
) -> ApiResult<StatusCode> {
    let sealed = Base64::decode_vec(&form.factor)
        .map(Sealed::from_bytes)
        .map_err(|_| AppError::invalid("factor", "hand back the factor that was offered"))?;
    sessions::enrol(&state.app, &form.link, form.passphrase, sealed, &form.code).await?;
    Ok(StatusCode::NO_CONTENT)
}
