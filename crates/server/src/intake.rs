//! Unattended intake: sealed records from enrolled devices.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use base64ct::{Base64, Encoding};
use havenward_app::intake::{self, Submission};
use havenward_app::{AppError, Idempotency};
use havenward_domain::coded::Coded;
use havenward_domain::contact::Urgency;
use havenward_domain::hours::Hours;
use havenward_domain::id::IntakeId;
use havenward_domain::sealed::Sealed;
use havenward_domain::service::DutyLine;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::OnceBody;
use crate::contacts::OpenedView;
use crate::ids::id;
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

/// The key to which records are sealed.
#[derive(Serialize, ToSchema)]
pub struct IntakeKeyView {
    /// Its version, for the header and the associated data.
    version: i64,
    /// Uncompressed P-256 point, base64.
    public_key: String,
}

impl From<havenward_app::intake::IntakeKey> for IntakeKeyView {
    fn from(key: havenward_app::intake::IntakeKey) -> Self {
        Self { version: key.version, public_key: Base64::encode_string(&key.public_key) }
    }
}

/// A telephone line, without a word about whose it is.
#[derive(Serialize, ToSchema)]
pub struct DutyLineView {
    /// The number.
    phone: String,
    /// `"always"`, or `{"weekly": [{"day": 1, "from": "18:00:00", "until": "08:00:00"}]}` in local time.
    #[schema(value_type = Object)]
    hours: Hours,
    /// Whether it is for children only.
    for_children: bool,
}

/// What a device must know to work without a network.
#[derive(Serialize, ToSchema)]
pub struct BearingsView {
    /// The unit, for the associated data.
    unit: Uuid,
    /// Its name, for whoever sets the device up.
    unit_name: String,
    /// Version of the key, for the header and the associated data.
    version: i64,
    /// Uncompressed P-256 point, base64.
    public_key: String,
    /// Lines to call, the nearest to a safe place first.
    lines: Vec<DutyLineView>,
}

/// The key to which a device seals now, for which unit, and whom to call. The key is followed by a new one each week.
#[utoipa::path(get, path = "/api/v1/intake/key", tag = "intake", security(("bearer" = [])),
    responses((status = 200, body = BearingsView), (status = "4XX", response = Problem)))]
pub async fn current_key(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<BearingsView>> {
    let told = state.app.look(&caller, async |ctx| intake::bearings(ctx).await).await?;
    let line = |(line, for_children): (DutyLine, bool)| DutyLineView {
        phone: line.phone,
        hours: line.hours,
        for_children,
    };
    Ok(Json(BearingsView {
        unit: told.unit.uuid(),
        unit_name: told.unit_name,
        version: told.key.version,
        public_key: Base64::encode_string(&told.key.public_key),
        lines: told.lines.into_iter().map(line).collect(),
    }))
}

/// Make a new intake key for the unit now.
#[utoipa::path(post, path = "/api/v1/unit/intake-key", tag = "intake", security(("bearer" = [])),
    responses((status = 201, body = IntakeKeyView), (status = "4XX", response = Problem)))]
pub async fn rotate_key(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<(StatusCode, Json<IntakeKeyView>)> {
    let key = state.app.run(&caller, async |ctx| intake::rotate_key(ctx).await).await?;
    Ok((StatusCode::CREATED, Json(key.into())))
}

/// A record that waits: its clear header.
#[derive(Serialize, ToSchema)]
pub struct WaitingRecordView {
    /// The record.
    id: Uuid,
    /// The device that handed it in.
    device: Uuid,
    /// Instrument and version.
    instrument: String,
    /// danger_now, urgent or routine.
    urgency: &'static str,
    /// Hours since 1970.
    received_hour: i64,
    /// Whether somebody tried and could not open it.
    damaged: bool,
}

/// List the records that wait for the unit.
#[utoipa::path(get, path = "/api/v1/intake", tag = "intake", security(("bearer" = [])),
    responses((status = 200, body = [WaitingRecordView]), (status = "4XX", response = Problem)))]
pub async fn list_waiting(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<Vec<WaitingRecordView>>> {
    let waiting = state.app.look(&caller, async |ctx| intake::list_waiting(ctx).await).await?;
    let views = waiting.into_iter().map(|row| WaitingRecordView {
        id: row.id.uuid(),
        device: row.device.uuid(),
        instrument: row.instrument,
        urgency: row.urgency.code(),
        received_hour: row.received_hour,
        damaged: row.damaged,
    });
    Ok(Json(views.collect()))
}

/// Open a record that waits; opens a case and deletes the record.
#[utoipa::path(post, path = "/api/v1/intake/{id}/open", tag = "intake", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The record."),
        ("Idempotency-Key" = String, Header, description = "A new one for each record.", min_length = 1, max_length = 64)),
    responses((status = 201, body = OpenedView), (status = 200, body = OpenedView, description = "Had come before."),
        (status = "4XX", response = Problem)))]
pub async fn open(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(record): Path<String>,
    body: OnceBody,
) -> ApiResult<(StatusCode, Json<OpenedView>)> {
    let record: IntakeId = id(&record)?;
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let done = intake::open_or_mark(&state.app, &caller, once, record).await?;
    let status = if done.replayed { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(OpenedView::of(done.id))))
}
