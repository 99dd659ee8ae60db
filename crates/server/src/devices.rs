//! Devices for unattended intake.

pub(crate) mod pages;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use base64ct::{Base64, Encoding};
use havenward_app::devices;
use havenward_domain::id::DeviceId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::ids::id;
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

/// A device of the unit.
#[derive(Serialize, ToSchema)]
pub struct DeviceLine {
    /// The device.
    id: Uuid,
    /// Who enrolled it.
    enrolled_by: Uuid,
    /// When.
    enrolled_at: String,
    /// Until when its credential is good; in the past once it was revoked.
    expires_at: String,
}

/// List the unit's devices.
#[utoipa::path(get, path = "/api/v1/devices", tag = "devices", security(("bearer" = [])),
    responses((status = 200, body = [DeviceLine]), (status = "4XX", response = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<Vec<DeviceLine>>> {
    let listed = state.app.look(&caller, async |ctx| devices::list(ctx).await).await?;
    let lines = listed.into_iter().map(|device| DeviceLine {
        id: device.id.uuid(),
        enrolled_by: device.by.uuid(),
        enrolled_at: device.at.to_string(),
        expires_at: device.expires_at.to_string(),
    });
    Ok(Json(lines.collect()))
}

/// End a device's credential, such as after its loss.
#[utoipa::path(delete, path = "/api/v1/devices/{id}", tag = "devices", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The device.")),
    responses((status = 204, description = "Revoked."), (status = "4XX", response = Problem)))]
pub async fn revoke(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(device): Path<String>,
) -> ApiResult<StatusCode> {
    let device: DeviceId = id(&device)?;
    state.app.run(&caller, async |ctx| devices::revoke(ctx, device).await).await?;
    Ok(StatusCode::NO_CONTENT)
}
