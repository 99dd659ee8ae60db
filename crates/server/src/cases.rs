//! Cases: the unit's list and one case opened.

mod course;
pub(crate) mod pages;

use axum::Json;
use axum::extract::{Path, Query, State};
use havenward_app::Ctx;
use havenward_app::cases::{self, Filter};
use havenward_domain::coded::Coded;
use havenward_domain::codes::Setting;
use havenward_domain::contact::AgeClaim;
use havenward_domain::id::CaseId;
use havenward_domain::profile::Origin;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::moves::id_of;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;
use crate::window::WindowQuery;

use course::{CourseView, course_view};

/// A case in a list: plain columns only.
#[derive(Serialize, ToSchema)]
pub struct CaseLine {
    /// The case.
    id: Uuid,
    /// Child, or presumed a child.
    child: bool,
    /// danger_now, urgent or routine.
    urgency: &'static str,
    /// When it was opened.
    opened_at: String,
    /// Where recognition stands.
    recognition: String,
    /// Where support stands.
    support: String,
    /// Where the person is.
    whereabouts: String,
    /// What is known of her age.
    age: String,
}

/// A case as far as the reader may see it.
#[derive(Serialize, ToSchema)]
pub struct CaseView {
    /// The plain columns.
    #[serde(flatten)]
    line: CaseLine,
    /// The rules under which the case began: the country's profile with its version, and the crisis overlay that
    /// was in force.
    profile: String,
    /// The first contact, for those who may see the core.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<ContactView>,
    /// How the person wishes to be addressed, for those who may see contact safety.
    #[serde(skip_serializing_if = "Option::is_none")]
    address_as: Option<String>,
    /// The course of the case, for those who may see the core.
    #[serde(skip_serializing_if = "Option::is_none")]
    course: Option<CourseView>,
}

/// The first contact.
#[derive(Serialize, ToSchema)]
pub struct ContactView {
    /// Who raised the case.
    #[schema(value_type = String)]
    origin: Origin,
    /// Kind of place.
    #[schema(value_type = String)]
    setting: Setting,
    /// Languages, the best understood first.
    languages: Vec<String>,
    /// child, adult or unsure.
    #[schema(value_type = String)]
    age: AgeClaim,
}

fn line(row: &cases::CaseRow) -> CaseLine {
    CaseLine {
        id: row.id.uuid(),
        child: row.child,
        urgency: row.urgency.code(),
        opened_at: row.opened_at.to_string(),
        recognition: row.positions.recognition.0.clone(),
        support: row.positions.support.0.clone(),
        whereabouts: row.positions.whereabouts.0.clone(),
        age: row.positions.age.0.clone(),
    }
}

/// List a page of the unit's cases, newest first.
#[utoipa::path(get, path = "/api/v1/cases", tag = "cases", security(("bearer" = [])), params(WindowQuery),
    responses((status = 200, body = [CaseLine]), (status = "4XX", response = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Query(which): Query<WindowQuery>,
) -> ApiResult<Json<Vec<CaseLine>>> {
    let listed = async |ctx: &mut Ctx| cases::list(ctx, Filter::default(), which.window()).await;
    let rows = state.app.look(&caller, listed).await?;
    Ok(Json(rows.iter().map(line).collect()))
}

/// Open a case. The reading is journalled before anything is opened.
#[utoipa::path(get, path = "/api/v1/cases/{id}", tag = "cases", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = CaseView), (status = "4XX", response = Problem)))]
pub async fn open(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
) -> ApiResult<Json<CaseView>> {
    let id: CaseId = id_of(&id)?;
    let case = state.app.run(&caller, async |ctx| cases::open(ctx, id).await).await?;
    Ok(Json(CaseView {
        line: line(&case.plain),
        profile: case.plain.profile.to_string(),
        contact: case.core.map(|core| ContactView {
            origin: core.contact.origin,
            setting: core.contact.setting,
            languages: core.contact.languages.iter().map(ToString::to_string).collect(),
            age: core.contact.age,
        }),
        address_as: case
            .contact_safety
            .and_then(|safety| safety.address_as)
            .map(havenward_domain::secret::Secret::into_exposed),
        course: case.course.map(course_view),
    }))
}
