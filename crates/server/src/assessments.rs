//! Needs and risks, assessed apart.

pub(crate) mod pages;

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::{AppError, needs, risks};
use havenward_domain::codes::{RiskLevel, RiskType, ServiceType};
use havenward_domain::need::{Met, Need, NeedBy};
use havenward_domain::risk::Risk;
use havenward_domain::secret::Secret;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

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

fn short(note: Option<String>) -> Result<Option<Secret<String>>, AppError> {
    match note {
        Some(text) if text.trim().is_empty() || text.len() > LONGEST => {
            Err(AppError::invalid("note", format!("give 1 to {LONGEST} bytes, or leave it out")))
        }
        other => Ok(other.map(Secret::new)),
    }
}
