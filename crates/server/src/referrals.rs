//! Referrals as the sender makes and follows them.

pub(crate) mod pages;

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::Idempotency;
use havenward_app::referrals::{self, NewOffer};
use havenward_domain::age_band::AgeBand;
use havenward_domain::agreement::Category;
use havenward_domain::coded::Coded;
use havenward_domain::id::{CaseId, EnquiryId, ReferralId};
use havenward_domain::referral::{HealthAlert, Referral, State as Stands};
use havenward_domain::secret::Secret;
use havenward_domain::service::SecurityLevel;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::{OnceBody, Parsed};
use crate::path::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// Where a referral stands.
#[derive(Serialize, ToSchema)]
pub struct ReferralLine {
    /// The referral.
    id: Uuid,
    /// The service.
    service: Uuid,
    /// The kind of service.
    kind: Option<&'static str>,
    /// How many places it takes.
    places: Option<u16>,
    /// Status, a code.
    status: &'static str,
    /// When the time to answer is over, while an answer is awaited.
    reply_by: Option<String>,
}

pub(crate) fn line(referral: &Referral) -> ReferralLine {
    let reply_by = match referral.state() {
        Stands::Sent { reply_by, .. } | Stands::Received { reply_by, .. } => Some(reply_by.to_string()),
        _ => None,
    };
    ReferralLine {
        id: referral.id().uuid(),
        service: referral.service().uuid(),
        kind: referral.asks().map(|asks| asks.kind.code()),
        places: referral.asks().map(|asks| asks.places),
        status: referral.state().status().code(),
        reply_by,
    }
}

/// What the sender adds to what the file says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfferForm {
    /// The enquiry that was answered with yes.
    enquiry: Uuid,
    /// The age band, if it is known more closely than child or adult.
    #[schema(value_type = Option<String>)]
    age_band: Option<AgeBand>,
    /// Health alerts for the first night, codes.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    health_alerts: BTreeSet<HealthAlert>,
    /// The least protection that is enough: open, protected or high.
    #[schema(value_type = String, example = "protected")]
    security: SecurityLevel,
    /// The day on which the place is needed.
    #[schema(value_type = String, example = "2026-03-01", format = Date)]
    needed_on: Date,
    /// What the person agreed to hand over, by category. The first line of the identity is the name.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, String>)]
    hand_over: BTreeMap<Category, String>,
}

/// The referral that was offered.
#[derive(Serialize, ToSchema)]
pub struct ReferralMade {
    /// The referral.
    referral: Uuid,
}

/// Offer the person to a service that said there is room.
#[utoipa::path(post, path = "/api/v1/cases/{id}/referrals", tag = "referrals", security(("bearer" = [])),
    request_body = OfferForm,
    params(("id" = Uuid, Path, description = "The case."),
        ("Idempotency-Key" = String, Header, description = "A new one for each new offer.", min_length = 1, max_length = 64)),
    responses((status = 201, body = ReferralMade), (status = 200, body = ReferralMade, description = "Had come before."),
        (status = "4XX", response = Problem)))]
pub async fn offer(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    body: OnceBody,
) -> ApiResult<(StatusCode, Json<ReferralMade>)> {
    let (case, form): (_, OfferForm) = (id(&case)?, body.json()?);
    let new = NewOffer {
        enquiry: EnquiryId::from(form.enquiry),
        age_band: form.age_band,
        health_alerts: form.health_alerts,
        security: form.security,
        needed_on: form.needed_on,
        hand_over: form.hand_over.into_iter().map(|(part, words)| (part, Secret::new(words))).collect(),
    };
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let done = state.app.run_once(&caller, once, async |ctx| referrals::offer(ctx, case, new).await).await?;
    let status = if done.replayed { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(ReferralMade { referral: done.id.uuid() })))
}

/// List the referrals of a case.
#[utoipa::path(get, path = "/api/v1/cases/{id}/referrals", tag = "referrals", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = [ReferralLine]), (status = "4XX", response = Problem)))]
pub async fn of_case(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
) -> ApiResult<Json<Vec<ReferralLine>>> {
    let case = id(&case)?;
    let found = state.app.run(&caller, async |ctx| referrals::of_case(ctx, case).await).await?;
    Ok(Json(found.iter().map(line).collect()))
}

/// Who said yes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TelephoneForm {
    /// Who said yes at the other end; it stays in the sealed file.
    #[schema(max_length = 200)]
    heard: String,
}

/// Record that the service accepted by telephone. The service confirms later.
#[utoipa::path(post, path = "/api/v1/cases/{id}/referrals/{referral}/accepted-by-telephone", tag = "referrals",
    security(("bearer" = [])), request_body = TelephoneForm,
    params(("id" = Uuid, Path, description = "The case."), ("referral" = Uuid, Path, description = "The referral.")),
    responses((status = 204), (status = "4XX", response = Problem)))]
pub async fn accepted_by_telephone(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, referral)): Path<(String, String)>,
    Parsed(form): Parsed<TelephoneForm>,
) -> ApiResult<StatusCode> {
    let (case, referral): (CaseId, ReferralId) = (id(&case)?, id(&referral)?);
    let heard = Secret::new(form.heard);
    let record = async |ctx: &mut _| referrals::accept_by_telephone(ctx, case, referral, heard).await;
    state.app.run(&caller, record).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take a referral back.
#[utoipa::path(post, path = "/api/v1/cases/{id}/referrals/{referral}/withdraw", tag = "referrals",
    security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case."), ("referral" = Uuid, Path, description = "The referral.")),
    responses((status = 204), (status = "4XX", response = Problem)))]
pub async fn withdraw(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, referral)): Path<(String, String)>,
) -> ApiResult<StatusCode> {
    let (case, referral): (CaseId, ReferralId) = (id(&case)?, id(&referral)?);
    state.app.run(&caller, async |ctx| referrals::withdraw(ctx, case, referral).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Record that the person decided otherwise. It takes no reason.
#[utoipa::path(post, path = "/api/v1/cases/{id}/referrals/{referral}/person-declines", tag = "referrals",
    security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case."), ("referral" = Uuid, Path, description = "The referral.")),
    responses((status = 204), (status = "4XX", response = Problem)))]
pub async fn person_declines(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, referral)): Path<(String, String)>,
) -> ApiResult<StatusCode> {
    let (case, referral): (CaseId, ReferralId) = (id(&case)?, id(&referral)?);
    state.app.run(&caller, async |ctx| referrals::person_declines(ctx, case, referral).await).await?;
    Ok(StatusCode::NO_CONTENT)
}
