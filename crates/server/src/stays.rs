//! Stays in a house, and the sheet by which a month is paid.

pub(crate) mod pages;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use havenward_app::stays::{self, Open, Sheet};
use havenward_app::{AppError, Ctx};
use havenward_domain::id::{ReferralId, StayId};
use havenward_domain::stay::Nights;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::AppState;
use crate::body::Parsed;
use crate::path::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// No sheet is older.
const FIRST_YEAR: i16 = 2000;

/// A stay that has not ended.
#[derive(Serialize, ToSchema)]
pub struct StayView {
    /// The stay.
    id: Uuid,
    /// The referral with which it began; both sides call it by that.
    referral: Option<Uuid>,
    /// The name of the house.
    service: String,
    /// How many people.
    people: u16,
    /// The first day.
    began: String,
    /// Since when she is away by arrangement.
    away_since: Option<String>,
    /// When she is expected back.
    expected_back: Option<String>,
    /// Whether the referral still says that she is there.
    is_expected: bool,
}

fn view(open: &Open) -> StayView {
    let away = open.stay.away();
    StayView {
        id: open.id.uuid(),
        referral: open.stay.referral().map(ReferralId::uuid),
        service: open.service.clone(),
        people: open.stay.people(),
        began: open.stay.began().to_string(),
        away_since: away.map(|away| away.from.to_string()),
        expected_back: away.map(|away| away.expected.to_string()),
        is_expected: open.is_expected,
    }
}

/// List the stays of the unit that have not ended, the longest first.
#[utoipa::path(get, path = "/api/v1/stays", tag = "stays", security(("bearer" = [])),
    responses((status = 200, body = [StayView]), (status = "4XX", response = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<Vec<StayView>>> {
    let open = state.app.run(&caller, async |ctx| stays::list(ctx).await).await?;
    Ok(Json(open.iter().map(view).collect()))
}

/// Until when somebody is away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AwayForm {
    /// The day on which she is expected back.
    #[schema(value_type = String, format = Date)]
    expected: Date,
}

/// Write that the person is away by arrangement from today on; her bed is kept.
#[utoipa::path(post, path = "/api/v1/stays/{id}/away", tag = "stays", security(("bearer" = [])),
    request_body = AwayForm, params(("id" = Uuid, Path, description = "The stay.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn leave(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(stay): Path<String>,
    Parsed(form): Parsed<AwayForm>,
) -> ApiResult<StatusCode> {
    let stay: StayId = id(&stay)?;
    state.app.run(&caller, async |ctx| stays::leave(ctx, stay, form.expected).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Write that the person is back from a time away.
#[utoipa::path(post, path = "/api/v1/stays/{id}/back", tag = "stays", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The stay.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn come_back(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(stay): Path<String>,
) -> ApiResult<StatusCode> {
    let stay: StayId = id(&stay)?;
    state.app.run(&caller, async |ctx| stays::come_back(ctx, stay).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Write that the person is not where she was expected: whoever carries the case is told at once.
#[utoipa::path(post, path = "/api/v1/stays/{id}/worry", tag = "stays", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The stay.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn worry(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(stay): Path<String>,
) -> ApiResult<StatusCode> {
    let stay: StayId = id(&stay)?;
    state.app.run(&caller, async |ctx| stays::worry(ctx, stay).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// When a stay ended.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StayEndForm {
    /// The last day, not later than today.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

/// End a stay. From then on it says of nobody whose it was.
#[utoipa::path(post, path = "/api/v1/stays/{id}/end", tag = "stays", security(("bearer" = [])),
    request_body = StayEndForm, params(("id" = Uuid, Path, description = "The stay.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn end(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(stay): Path<String>,
    Parsed(form): Parsed<StayEndForm>,
) -> ApiResult<StatusCode> {
    let stay: StayId = id(&stay)?;
    state.app.run(&caller, async |ctx| stays::end(ctx, stay, form.on).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which month.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MonthQuery {
    /// The month, such as 2026-03; this one if left out.
    month: Option<String>,
}

impl MonthQuery {
    /// A day of the month. A month to come has nothing to count yet.
    fn day(&self, today: Date) -> Result<Date, AppError> {
        let Some(month) = &self.month else { return Ok(today) };
        let first = format!("{month}-01").parse::<Date>().ok();
        let found = first.filter(|first| *first <= today && first.year() >= FIRST_YEAR);
        found.ok_or_else(|| AppError::invalid("month", "give a month that has begun, such as 2026-03"))
    }
}

/// What is counted, each in people.
#[derive(Serialize, ToSchema)]
pub struct NightsView {
    /// Nights in the house.
    bed_nights: u32,
    /// Nights away by arrangement, the bed kept.
    kept_nights: u32,
    /// Calendar days on which the stays stood.
    entitlement_days: u32,
}

impl From<Nights> for NightsView {
    fn from(nights: Nights) -> Self {
        let Nights { bed_nights, kept_nights, entitlement_days } = nights;
        Self { bed_nights, kept_nights, entitlement_days }
    }
}

/// The line of a house.
#[derive(Serialize, ToSchema)]
pub struct SheetLineView {
    /// Its name.
    service: String,
    /// Its places as they stand now.
    places: u16,
    /// Stays that touch the month.
    stays: u32,
    /// What was counted.
    #[serde(flatten)]
    nights: NightsView,
}

/// The sheet of a month. It names nobody, by no code either.
#[derive(Serialize, ToSchema)]
pub struct SheetView {
    /// The first day of the month.
    first: String,
    /// The last day of the month.
    last: String,
    /// Until which day it could be counted.
    counted_until: String,
    /// One line a house in which anybody stayed.
    lines: Vec<SheetLineView>,
    /// Stays of all houses together.
    stays: u32,
    /// What was counted of all houses together.
    #[serde(flatten)]
    nights: NightsView,
}

fn sheet_view(sheet: Sheet) -> SheetView {
    let (stays, nights) = sheet.total();
    let line = |line: stays::Line| SheetLineView {
        service: line.service,
        places: line.places,
        stays: line.stays,
        nights: line.nights.into(),
    };
    SheetView {
        first: sheet.first.to_string(),
        last: sheet.last.to_string(),
        counted_until: sheet.last.min(sheet.today).to_string(),
        lines: sheet.lines.into_iter().map(line).collect(),
        stays,
        nights: nights.into(),
    }
}

/// Read the sheet by which a month is paid: nights, kept beds and days, house by house, and nobody named.
#[utoipa::path(get, path = "/api/v1/stays/sheet", tag = "stays", security(("bearer" = [])), params(MonthQuery),
    responses((status = 200, body = SheetView), (status = "4XX", response = Problem)))]
pub async fn sheet(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Query(which): Query<MonthQuery>,
) -> ApiResult<Json<SheetView>> {
    let read = async |ctx: &mut Ctx| {
        let month = which.day(stays::today(ctx).await?)?;
        stays::sheet(ctx, month).await
    };
    Ok(Json(sheet_view(state.app.run(&caller, read).await?)))
}
