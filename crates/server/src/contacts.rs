//! First contacts.

pub(crate) mod pages;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use havenward_app::Idempotency;
use havenward_app::contacts::{self, NewContact};
use havenward_domain::codes::Setting;
use havenward_domain::contact::{AgeClaim, Urgency};
use havenward_domain::id::CaseId;
use havenward_domain::language::Language;
use havenward_domain::placement::Placement;
use havenward_domain::profile::Origin;
use havenward_domain::sex::Sex;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::OnceBody;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// What a first responder records.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactForm {
    /// self, responder, court, foreign_authority or decided_elsewhere.
    #[schema(value_type = String, example = "responder")]
    origin: Origin,
    /// Kind of place, a code such as border_land.
    #[schema(value_type = String, example = "border_land")]
    setting: Setting,
    /// Languages, the best understood first.
    #[schema(value_type = Vec<String>, example = json!(["uk", "ru"]), min_items = 1, max_items = 8)]
    languages: Vec<Language>,
    /// child, adult or unsure; unsure is treated as child.
    #[schema(value_type = String, example = "unsure")]
    age: AgeClaim,
    /// danger_now, urgent or routine.
    #[schema(value_type = String, example = "urgent")]
    urgency: Urgency,
    /// Sex, as the person says.
    #[schema(value_type = Option<String>)]
    sex: Option<Sex>,
    /// With whom the person would be housed: with_women, with_men or either.
    #[schema(value_type = Option<String>)]
    placement: Option<Placement>,
    /// Children who are with the person.
    #[serde(default)]
    children_with: u8,
    /// Whether steps are a hindrance.
    #[serde(default)]
    limited_mobility: bool,
    /// The name as given, in any script; may be left out.
    #[schema(max_length = 200)]
    name: Option<String>,
    /// How the person wishes to be addressed.
    #[schema(max_length = 200)]
    address_as: Option<String>,
}

/// The case that the contact opened.
#[derive(Serialize, ToSchema)]
pub struct OpenedView {
    /// The case.
    case: Uuid,
}

impl OpenedView {
    /// The case as it is answered.
    pub fn of(case: CaseId) -> Self {
        Self { case: case.uuid() }
    }
}

/// Record a first contact; opens a case.
#[utoipa::path(post, path = "/api/v1/contacts", tag = "contacts", security(("bearer" = [])),
    request_body = ContactForm,
    params(("Idempotency-Key" = String, Header, description = "A new one for each new contact.", min_length = 1, max_length = 64)),
    responses((status = 201, body = OpenedView), (status = 200, body = OpenedView, description = "Had come before."),
        (status = "4XX", response = Problem)))]
pub async fn record(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    body: OnceBody,
) -> ApiResult<(StatusCode, Json<OpenedView>)> {
    let form: ContactForm = body.json()?;
    let new = NewContact {
        origin: form.origin,
        setting: form.setting,
        languages: form.languages,
        age: form.age,
        urgency: form.urgency,
        sex: form.sex,
        placement: form.placement.unwrap_or(Placement::Either),
        children_with: form.children_with,
        limited_mobility: form.limited_mobility,
        name: form.name,
        address_as: form.address_as,
    };
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let done = state.app.run_once(&caller, once, async |ctx| contacts::record(ctx, new).await).await?;
    let status = if done.replayed { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(OpenedView { case: done.id.uuid() })))
}
