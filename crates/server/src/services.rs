//! Services and their places.

pub(crate) mod pages;

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::services::{self, ServiceRow};
use havenward_app::{AppError, Idempotency};
use havenward_domain::codes::ServiceType;
use havenward_domain::hours::Hours;
use havenward_domain::id::{ServiceId, UnitId};
use havenward_domain::language::Language;
use havenward_domain::place::Region;
use havenward_domain::service::{Accepts, Capacity, Cost, DutyLine, SecurityLevel, Service};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::{OnceBody, Parsed};
use crate::path::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// What a service offers. No address: that is sealed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceForm {
    /// The name under which staff know it.
    #[schema(max_length = 120)]
    name: String,
    /// Kinds of help.
    #[schema(value_type = Vec<String>, example = json!(["accommodation_emergency"]))]
    offers: BTreeSet<ServiceType>,
    /// Where, no closer than a region.
    #[schema(value_type = String, example = "GB-LND")]
    region: Region,
    /// Languages its staff speak.
    #[schema(value_type = Vec<String>)]
    languages: BTreeSet<Language>,
    /// Whether it works with booked interpreters.
    works_with_interpreters: bool,
    /// Whom it accepts: women, men, families, trans, girls, boys, disability, children_under.
    #[schema(value_type = Object)]
    accepts: Accepts,
    /// Whether it can be used with limited mobility.
    step_free: bool,
    /// All places.
    places: u16,
    /// Free places.
    free: u16,
    /// Days to wait.
    waiting_days: u16,
    /// always, or weekly with spans.
    #[schema(value_type = Object)]
    opening: Hours,
    /// The duty line: phone and hours.
    #[schema(value_type = Object)]
    duty_line: DutyLine,
    /// free, contribution or paid.
    #[schema(value_type = String)]
    cost: Cost,
    /// open, protected or high.
    #[schema(value_type = String)]
    security: SecurityLevel,
    /// The last day its funding covers.
    #[schema(value_type = Option<String>, format = Date)]
    funding_until: Option<Date>,
    /// When somebody last checked this entry.
    #[schema(value_type = String, format = Date)]
    verified_on: Date,
}

fn draft(form: ServiceForm, now: Timestamp) -> Result<(String, Service), AppError> {
    let capacity = Capacity::new(form.places, form.free, now)
        .map_err(|_| AppError::invalid("free", "no more places are free than there are"))?;
    let service = Service {
        // The house gives id and unit; these stand for nothing.
        id: ServiceId::from(Uuid::nil()),
        unit: UnitId::from(Uuid::nil()),
        offers: form.offers,
        region: form.region,
        languages: form.languages,
        works_with_interpreters: form.works_with_interpreters,
        accepts: form.accepts,
        step_free: form.step_free,
        capacity,
        waiting_days: form.waiting_days,
        opening: form.opening,
        duty_line: form.duty_line,
        cost: form.cost,
        security: form.security,
        funding_until: form.funding_until,
        verified_on: form.verified_on,
    };
    Ok((form.name, service))
}

/// The service that was added.
#[derive(Serialize, ToSchema)]
pub struct ServiceMade {
    /// The service.
    service: Uuid,
}

/// Add a service of the own unit.
#[utoipa::path(post, path = "/api/v1/services", tag = "services", security(("bearer" = [])),
    request_body = ServiceForm,
    params(("Idempotency-Key" = String, Header, description = "A new one for each new service.", min_length = 1, max_length = 64)),
    responses((status = 201, body = ServiceMade), (status = 200, body = ServiceMade, description = "Had come before."),
        (status = "4XX", response = Problem)))]
pub async fn add(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    body: OnceBody,
) -> ApiResult<(StatusCode, Json<ServiceMade>)> {
    let (name, service) = draft(body.json()?, state.app.now())?;
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let done =
        state.app.run_once(&caller, once, async |ctx| services::add(ctx, &name, service).await).await?;
    let status = if done.replayed { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(ServiceMade { service: done.id.uuid() })))
}

/// A service as everybody who refers sees it.
#[derive(Serialize, ToSchema)]
pub struct ServiceView {
    /// The service.
    id: Uuid,
    /// The unit that runs it.
    unit: Uuid,
    /// Its name.
    name: String,
    /// Kinds of help.
    #[schema(value_type = Vec<String>)]
    offers: BTreeSet<ServiceType>,
    /// Region.
    region: String,
    /// Languages its staff speak.
    languages: Vec<String>,
    /// Whether it works with booked interpreters.
    works_with_interpreters: bool,
    /// Whom it accepts.
    #[schema(value_type = Object)]
    accepts: Accepts,
    /// Whether it can be used with limited mobility.
    step_free: bool,
    /// All places.
    places: u16,
    /// Free places.
    free: u16,
    /// When the places were last stated.
    places_stated_at: String,
    /// Days to wait.
    waiting_days: u16,
    /// When it is open.
    #[schema(value_type = Object)]
    opening: Hours,
    /// The duty line.
    #[schema(value_type = Object)]
    duty_line: DutyLine,
    /// free, contribution or paid.
    #[schema(value_type = String)]
    cost: Cost,
    /// open, protected or high.
    #[schema(value_type = String)]
    security: SecurityLevel,
    /// The last day its funding covers.
    funding_until: Option<String>,
    /// When somebody last checked this entry.
    verified_on: String,
    /// The revision to name when changing it.
    revision: i64,
}

fn view(row: ServiceRow) -> ServiceView {
    let service = row.service;
    ServiceView {
        id: service.id.uuid(),
        unit: service.unit.uuid(),
        name: row.name,
        offers: service.offers,
        region: service.region.to_string(),
        languages: service.languages.iter().map(ToString::to_string).collect(),
        works_with_interpreters: service.works_with_interpreters,
        accepts: service.accepts,
        step_free: service.step_free,
        places: service.capacity.places(),
        free: service.capacity.free(),
        places_stated_at: service.capacity.updated_at().to_string(),
        waiting_days: service.waiting_days,
        opening: service.opening,
        duty_line: service.duty_line,
        cost: service.cost,
        security: service.security,
        funding_until: service.funding_until.map(|day| day.to_string()),
        verified_on: service.verified_on.to_string(),
        revision: row.revision,
    }
}

/// List the services of the country.
#[utoipa::path(get, path = "/api/v1/services", tag = "services", security(("bearer" = [])),
    responses((status = 200, body = [ServiceView]), (status = "4XX", response = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<Vec<ServiceView>>> {
    let rows = state.app.look(&caller, async |ctx| services::list(ctx).await).await?;
    Ok(Json(rows.into_iter().map(view).collect()))
}

/// List the services of the actor's own unit.
#[utoipa::path(get, path = "/api/v1/services/own", tag = "services", security(("bearer" = [])),
    responses((status = 200, body = [ServiceView]), (status = "4XX", response = Problem)))]
pub async fn own(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<Vec<ServiceView>>> {
    let rows = state.app.look(&caller, async |ctx| services::own(ctx).await).await?;
    Ok(Json(rows.into_iter().map(view).collect()))
}

/// A changed service.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceChange {
    /// The revision at which it was read.
    revision: i64,
    /// The service as it is now.
    service: ServiceForm,
}

/// Change a service of the own unit.
#[utoipa::path(put, path = "/api/v1/services/{id}", tag = "services", security(("bearer" = [])),
    request_body = ServiceChange, params(("id" = Uuid, Path, description = "The service.")),
    responses((status = 204), (status = "4XX", response = Problem)))]
pub async fn update(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(service): Path<String>,
    Parsed(form): Parsed<ServiceChange>,
) -> ApiResult<StatusCode> {
    let service_id = id(&service)?;
    let (name, service) = draft(form.service, state.app.now())?;
    let update = async |ctx: &mut _| services::update(ctx, service_id, form.revision, &name, service).await;
    state.app.run(&caller, update).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Places as they are now.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlacesForm {
    /// All places.
    places: u16,
    /// Free places.
    free: u16,
}

/// State the places of a service of the own unit.
#[utoipa::path(put, path = "/api/v1/services/{id}/places", tag = "services", security(("bearer" = [])),
    request_body = PlacesForm, params(("id" = Uuid, Path, description = "The service.")),
    responses((status = 204), (status = "4XX", response = Problem)))]
pub async fn change_places(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(service): Path<String>,
    Parsed(form): Parsed<PlacesForm>,
) -> ApiResult<StatusCode> {
    let service = id(&service)?;
    let change = async |ctx: &mut _| services::change_places(ctx, service, form.places, form.free).await;
    state.app.run(&caller, change).await?;
    Ok(StatusCode::NO_CONTENT)
}
