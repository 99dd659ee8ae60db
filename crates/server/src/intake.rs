//! Unattended intake: sealed records from enrolled devices.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use havenward_app::intake::{self, Submission};
use havenward_app::{AppError, Idempotency};
use havenward_domain::contact::Urgency;
use havenward_domain::sealed::Sealed;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::OnceBody;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// The receipt for a sealed record: it is on the disk and in the journal.
#[derive(Serialize, ToSchema)]
pub struct ReceiptView {
    /// The record.
    id: Uuid,
}

/// Hand in a record that is sealed to the unit's intake key.
#[utoipa::path(post, path = "/api/v1/intake", tag = "intake", security(("bearer" = [])),
    request_body(content = Vec<u8>, content_type = "application/octet-stream",
        description = "The sealed record, 82 to 65,536 bytes."),
    params(
        ("Idempotency-Key" = String, Header, description = "A new one for each new record.", min_length = 1, max_length = 64),
        ("Havenward-Instrument" = String, Header, description = "Instrument and version, id@version.", min_length = 1, max_length = 64),
        ("Havenward-Urgency" = String, Header, description = "danger_now, urgent or routine."),
        ("Havenward-Key-Version" = i64, Header, description = "Version of the key it is sealed to."),
    ),
    responses((status = 201, body = ReceiptView), (status = 200, body = ReceiptView, description = "Had come before."),
        (status = "4XX", response = Problem)))]
pub async fn submit(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    headers: HeaderMap,
    body: OnceBody,
) -> ApiResult<(StatusCode, Json<ReceiptView>)> {
    let instrument = header(&headers, "Havenward-Instrument")?;
    let urgency = header(&headers, "Havenward-Urgency")?;
    let key_version = header(&headers, "Havenward-Key-Version")?;
    let submission = Submission {
        instrument: instrument.to_owned(),
        urgency: Urgency::from_code(urgency)
            .ok_or_else(|| AppError::invalid("Havenward-Urgency", "one of danger_now, urgent, routine"))?,
        key_version: key_version
            .parse()
            .map_err(|_| AppError::invalid("Havenward-Key-Version", "give a number"))?,
        sealed: Sealed::from_bytes(body.bytes.to_vec()),
    };
    let more = format!("{instrument}\n{urgency}\n{key_version}");
    let once = Idempotency { key: &body.key, request: &body.identity(more.as_bytes()) };
    let done = state.app.run_once(&caller, once, async |ctx| intake::submit(ctx, submission).await).await?;
    let status = if done.replayed { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(ReceiptView { id: done.id.uuid() })))
}

fn header<'h>(headers: &'h HeaderMap, name: &'static str) -> Result<&'h str, AppError> {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .ok_or_else(|| AppError::invalid(name, "this header is missing"))
}
