//! What is shared by law, without the person's agreement.

pub(crate) mod pages;

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::by_law::{self, NewByLaw};
use havenward_domain::agreement::{Category, Purpose, RecipientClass};
use havenward_domain::id::UnitId;
use havenward_domain::legal_basis::{Ground, SpecialGround};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::Parsed;
use crate::moves;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// Something that is shared because a law orders or allows it, or a life depends on it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ByLawForm {
    /// public_task, legal_duty, vital_interest or police_law.
    #[schema(value_type = String, example = "legal_duty")]
    ground: Ground,
    /// The ground for special categories, such as health_or_social_care; without one health is not shared.
    #[schema(value_type = Option<String>, example = "health_or_social_care")]
    special_category: Option<SpecialGround>,
    /// The law, act and article; only vital_interest needs none.
    #[schema(example = "Children Act 1989 s. 47")]
    law: Option<String>,
    /// Why, in words; vital_interest needs them.
    #[schema(max_length = 4000)]
    reason: Option<String>,
    /// One purpose, such as service:accommodation_emergency.
    #[schema(value_type = String, example = "service:accommodation_emergency")]
    purpose: Purpose,
    /// The unit that receives it.
    unit: Uuid,
    /// What kind of body it is, a code such as child_protection.
    #[schema(value_type = String, example = "child_protection")]
    class: RecipientClass,
    /// What is shared, no more than the law names.
    #[schema(value_type = Vec<String>, max_items = 10, example = json!(["minimum_dataset"]))]
    what: BTreeSet<Category>,
    /// Until when, within a year.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
}

/// Record that something is shared by law, without the person's agreement. She is told, and may object.
///
/// Written again for the same ground, purpose and unit, it takes the place of what was written before.
#[utoipa::path(put, path = "/api/v1/cases/{id}/shares", tag = "agreements", security(("bearer" = [])),
    request_body = ByLawForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn share(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    Parsed(form): Parsed<ByLawForm>,
) -> ApiResult<StatusCode> {
    let new = NewByLaw {
        ground: form.ground,
        special_category: form.special_category,
        law: form.law,
        reason: form.reason,
        purpose: form.purpose,
        recipient: (UnitId::from(form.unit), form.class),
        categories: form.what,
        until: form.until,
    };
    moves::run(&state, &caller, &case, async |ctx, case| by_law::share(ctx, case, new).await).await
}
