//! Devices for unattended intake.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base64ct::{Base64, Encoding};
use havenward_app::devices;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// A device just enrolled.
#[derive(Serialize, ToSchema)]
pub struct DeviceView {
    /// The device.
    id: Uuid,
    /// Bearer credential, shown once: it hands in records and does nothing else.
    credential: String,
    /// Version of the key to seal to.
    key_version: i64,
    /// The key to seal to: uncompressed P-256 point, base64.
    public_key: String,
}

/// Enrol a device for the unit.
#[utoipa::path(post, path = "/api/v1/devices", tag = "devices", security(("bearer" = [])),
    responses((status = 201, body = DeviceView), (status = "4XX", response = Problem)))]
pub async fn enrol(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<(StatusCode, Json<DeviceView>)> {
    let device = state.app.run(&caller, async |ctx| devices::enrol(ctx).await).await?;
    let view = DeviceView {
        id: device.id.uuid(),
        credential: device.credential.to_string(),
        key_version: device.intake_key.version,
        public_key: Base64::encode_string(&device.intake_key.public_key),
    };
    Ok((StatusCode::CREATED, Json(view)))
}
