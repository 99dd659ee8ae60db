//! Needs and risks, assessed apart.

pub(crate) mod pages;

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::{AppError, needs, risks};
use havenward_domain::coded::Coded;
use havenward_domain::codes::{RiskLevel, RiskType, ServiceType};
use havenward_domain::need::{Met, Need, NeedBy};
use havenward_domain::risk::Risk;
use havenward_domain::secret::Secret;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::Parsed;
use crate::path::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// No note is longer.
const LONGEST: usize = 2_000;

/// One need.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NeedForm {
    /// What kind of service would meet it.
    #[schema(value_type = String, example = "accommodation_emergency")]
    of: ServiceType,
    /// tonight, this_week or later.
    #[schema(value_type = String, example = "tonight")]
    by: NeedBy,
    /// open, met, gap or not_wanted; open if left out.
    #[schema(value_type = Option<String>)]
    met: Option<Met>,
    /// A note, in few words.
    #[schema(max_length = 2000)]
    note: Option<String>,
}

/// An assessment of needs.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NeedsForm {
    /// The needs; none is an answer too.
    needs: Vec<NeedForm>,
    /// When they are looked at again, within three months.
    #[schema(value_type = String, example = "2026-03-08", format = Date)]
    next_review: Date,
}

/// Assess what the person needs.
#[utoipa::path(put, path = "/api/v1/cases/{id}/needs", tag = "assessments", security(("bearer" = [])),
    request_body = NeedsForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204), (status = "4XX", response = Problem)))]
pub async fn needs(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    Parsed(form): Parsed<NeedsForm>,
) -> ApiResult<StatusCode> {
    let case = id(&case)?;
    let need = |need: NeedForm| {
        Ok(Need { of: need.of, by: need.by, met: need.met.unwrap_or(Met::Open), note: short(need.note)? })
    };
    let wanted = form.needs.into_iter().map(need).collect::<Result<Vec<Need>, AppError>>()?;
    let assess = async |ctx: &mut _| needs::assess(ctx, case, wanted, form.next_review).await;
    state.app.run(&caller, assess).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A need as it was assessed.
#[derive(Serialize, ToSchema)]
pub struct NeedView {
    /// What kind of service would meet it.
    of: &'static str,
    /// tonight, this_week or later.
    by: &'static str,
    /// open, underway, met, gap or not_wanted.
    met: &'static str,
    /// The referral under way.
    referral: Option<Uuid>,
    /// The note.
    note: Option<String>,
}

/// What the person needs, as it was last assessed.
#[derive(Serialize, ToSchema)]
pub struct NeedsView {
    /// The needs.
    needs: Vec<NeedView>,
    /// The day on which they were assessed.
    on: String,
    /// When they are looked at again.
    next_review: String,
}

/// Read what the person needs, as it was last assessed; null before the first assessment.
#[utoipa::path(get, path = "/api/v1/cases/{id}/needs", tag = "assessments", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = Option<NeedsView>), (status = "4XX", response = Problem)))]
pub async fn read_needs(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
) -> ApiResult<Json<Option<NeedsView>>> {
    let case = id(&case)?;
    let found = state.app.run(&caller, async |ctx| needs::read(ctx, case).await).await?;
    let need = |need: &Need| {
        let (met, referral) = match need.met {
            Met::Open => ("open", None),
            Met::Underway(referral) => ("underway", Some(referral.uuid())),
            Met::Met => ("met", None),
            Met::Gap => ("gap", None),
            Met::NotWanted => ("not_wanted", None),
        };
        let note = need.note.as_ref().map(|note| note.expose().clone());
        NeedView { of: need.of.code(), by: need.by.code(), met, referral, note }
    };
    Ok(Json(found.map(|assessed| NeedsView {
        needs: assessed.needs().iter().map(need).collect(),
        on: assessed.on().to_string(),
        next_review: assessed.next_review().to_string(),
    })))
}

/// One risk.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RiskForm {
    /// low, medium, high or immediate.
    #[schema(value_type = String, example = "high")]
    level: RiskLevel,
    /// Why, in few words. Needed when an immediate risk is lowered.
    #[schema(max_length = 2000)]
    why: Option<String>,
}

/// An assessment of risks.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RisksForm {
    /// The risks by their codes.
    #[schema(value_type = BTreeMap<String, RiskForm>)]
    risks: BTreeMap<RiskType, RiskForm>,
    /// When they are looked at again; the day after at the latest if one is immediate.
    #[schema(value_type = String, example = "2026-03-02", format = Date)]
    next_review: Date,
}

/// Assess what threatens the person. The steps of an immediate risk become tasks.
#[utoipa::path(put, path = "/api/v1/cases/{id}/risks", tag = "assessments", security(("bearer" = [])),
    request_body = RisksForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204), (status = "4XX", response = Problem)))]
pub async fn risks(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    Parsed(form): Parsed<RisksForm>,
) -> ApiResult<StatusCode> {
    let case = id(&case)?;
    let risk =
        |(kind, risk): (RiskType, RiskForm)| Ok((kind, Risk { level: risk.level, why: short(risk.why)? }));
    let found = form.risks.into_iter().map(risk).collect::<Result<BTreeMap<_, _>, AppError>>()?;
    let assess = async |ctx: &mut _| risks::assess(ctx, case, found, form.next_review).await;
    state.app.run(&caller, assess).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A risk as it was assessed.
#[derive(Serialize, ToSchema)]
pub struct RiskView {
    /// What threatens.
    of: &'static str,
    /// low, medium, high or immediate.
    level: &'static str,
    /// Why.
    why: Option<String>,
}

/// What threatens the person, as it was last assessed.
#[derive(Serialize, ToSchema)]
pub struct RisksView {
    /// The risks.
    risks: Vec<RiskView>,
    /// What is done at once, because a risk is immediate.
    steps: Vec<&'static str>,
    /// The day on which they were assessed.
    on: String,
    /// When they are looked at again.
    next_review: String,
}

/// Read what threatens the person, as it was last assessed; null before the first assessment.
#[utoipa::path(get, path = "/api/v1/cases/{id}/risks", tag = "assessments", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = Option<RisksView>), (status = "4XX", response = Problem)))]
pub async fn read_risks(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
) -> ApiResult<Json<Option<RisksView>>> {
    let case = id(&case)?;
    let found = state.app.run(&caller, async |ctx| risks::read(ctx, case).await).await?;
    let risk = |(of, risk): (&RiskType, &Risk)| RiskView {
        of: of.code(),
        level: risk.level.code(),
        why: risk.why.as_ref().map(|why| why.expose().clone()),
    };
    Ok(Json(found.map(|assessed| RisksView {
        risks: assessed.risks().iter().map(risk).collect(),
        steps: assessed.steps_now().iter().map(|step| step.code()).collect(),
        on: assessed.on().to_string(),
        next_review: assessed.next_review().to_string(),
    })))
}

fn short(note: Option<String>) -> Result<Option<Secret<String>>, AppError> {
    match note {
        Some(text) if text.trim().is_empty() || text.len() > LONGEST => {
            Err(AppError::invalid("note", format!("give 1 to {LONGEST} bytes, or leave it out")))
        }
        other => Ok(other.map(Secret::new)),
    }
}
