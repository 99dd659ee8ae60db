//! Refusals of help, and the receipts that only the person's code opens.

pub(crate) mod pages;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::Idempotency;
use havenward_app::disclosures::{self, NewDisclosure};
use havenward_app::refusals::{self, NewRefusal};
use havenward_domain::coded::Coded;
use havenward_domain::codes::Form;
use havenward_domain::place::Region;
use havenward_domain::refusal::SafeRecontact;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::{OnceBody, Parsed};
use crate::moves;
use crate::path::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// Whether a notice is due, and what it would say.
#[derive(Serialize, ToSchema)]
pub struct DueNoticeView {
    /// Whether the law binds the unit to give notice. If so, show the person what it says first.
    bound: bool,
    /// All that a notice says.
    says: [&'static str; 3],
}

/// Say whether a refusal leads to a statutory notice, to be shown to the person beforehand.
#[utoipa::path(get, path = "/api/v1/refusals/notice", tag = "refusals", security(("bearer" = [])),
    responses((status = 200, body = DueNoticeView), (status = "4XX", response = Problem)))]
pub async fn bound(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<DueNoticeView>> {
    let bound = state.app.look(&caller, async |ctx| refusals::is_bound(ctx).await).await?;
    Ok(Json(DueNoticeView { bound, says: ["month", "region", "form"] }))
}

/// A refusal as the worker records it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefusalForm {
    /// The safe way back that was agreed, a code such as she_calls.
    #[schema(value_type = String, example = "she_calls")]
    safe_recontact: SafeRecontact,
    /// Whether the person was shown the notice, where there is one.
    #[serde(default)]
    notice_shown: bool,
    /// Region for the notice.
    #[schema(value_type = String, example = "GB-LND")]
    region: Region,
    /// Form of exploitation thought of, possibly unknown.
    #[schema(value_type = String, example = "unknown")]
    form: Form,
    /// Whether the person wants a receipt that only her code opens.
    #[serde(default)]
    keep_receipt: bool,
}

/// What a notice that the law asks for says beside the month.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisclosureForm {
    /// Whether the person was shown what it says.
    #[serde(default)]
    notice_shown: bool,
    /// Region.
    #[schema(value_type = String, example = "GB-LND")]
    region: Region,
    /// Form of exploitation thought of, possibly unknown.
    #[schema(value_type = String, example = "unknown")]
    form: Form,
}

/// Give the notice that the law asks of the unit's body about an adult. Bodies that are not bound are refused.
#[utoipa::path(post, path = "/api/v1/cases/{id}/disclosures", tag = "refusals", security(("bearer" = [])),
    request_body = DisclosureForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204), (status = "4XX", response = Problem)))]
pub async fn disclose(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    Parsed(form): Parsed<DisclosureForm>,
) -> ApiResult<StatusCode> {
    let new = NewDisclosure { notice_shown: form.notice_shown, region: form.region, form: form.form };
    moves::run(&state, &caller, &case, async |ctx, case| disclosures::by_law(ctx, case, new).await).await
}

/// What was recorded.
#[derive(Serialize, ToSchema)]
pub struct RefusalMade {
    /// The contact.
    contact: Uuid,
    /// The person's code, shown once and never again.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
}

/// Record that an adult refuses help. Help stays on offer.
#[utoipa::path(post, path = "/api/v1/cases/{id}/refusals", tag = "refusals", security(("bearer" = [])),
    request_body = RefusalForm,
    params(("id" = Uuid, Path, description = "The case."),
        ("Idempotency-Key" = String, Header, description = "A new one for each new refusal.", min_length = 1, max_length = 64)),
    responses((status = 201, body = RefusalMade), (status = 200, body = RefusalMade, description = "Had come before; the code is not shown again."),
        (status = "4XX", response = Problem)))]
pub async fn record(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    body: OnceBody,
) -> ApiResult<(StatusCode, Json<RefusalMade>)> {
    let (case, form): (_, RefusalForm) = (id(&case)?, body.json()?);
    let new = NewRefusal {
        safe_recontact: form.safe_recontact,
        notice_shown: form.notice_shown,
        region: form.region,
        form: form.form,
        keep_receipt: form.keep_receipt,
    };
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let mut code = None;
    let record = async |ctx: &mut _| {
        let recorded = refusals::record(ctx, case, new).await?;
        code = recorded.code.map(|code| code.to_string());
        Ok(recorded.contact)
    };
    let done = state.app.run_once(&caller, once, record).await?;
    let (status, code) = if done.replayed { (StatusCode::OK, None) } else { (StatusCode::CREATED, code) };
    Ok((status, Json(RefusalMade { contact: done.id.uuid(), code })))
}

/// The person's code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptForm {
    /// The code that was given to the person.
    code: String,
}

/// Proof of an earlier contact.
#[derive(Serialize, ToSchema)]
pub struct ContactProof {
    /// The day.
    on: String,
    /// The kind of place, a code.
    setting: &'static str,
    /// The kind of body.
    body: String,
}

/// Open a receipt with the person's code. Nobody signs in for it.
#[utoipa::path(post, path = "/api/v1/receipts/open", tag = "refusals", request_body = ReceiptForm,
    responses((status = 200, body = ContactProof), (status = "4XX", response = Problem)))]
pub async fn open_receipt(
    State(state): State<AppState>,
    Parsed(form): Parsed<ReceiptForm>,
) -> ApiResult<Json<ContactProof>> {
    let receipt = refusals::open_receipt(&state.app, &form.code).await?;
    Ok(Json(ContactProof { on: receipt.on.to_string(), setting: receipt.setting.code(), body: receipt.body }))
}
