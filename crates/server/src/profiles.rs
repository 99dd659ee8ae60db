//! The rules in force: what a crisis overlay makes different today, and the switch.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use havenward_app::overlays::{self, Ended, Shown, Today};
use havenward_domain::overlay::CouncilView;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::AppState;
use crate::body::Parsed;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// One rule that is different.
#[derive(Serialize, ToSchema)]
pub struct DifferenceView {
    /// The field of the profile.
    field: String,
    /// What the profile says; null where it says nothing.
    rule: Option<String>,
    /// What holds under the overlay; null where nothing holds any more.
    today: Option<String>,
    /// The part of crisis mode it belongs to, which can be switched off on its own.
    part: String,
    /// Why it is different.
    why: String,
}

/// A body that approved.
#[derive(Serialize, ToSchema)]
pub struct ApprovalView {
    /// The body, a code.
    body: String,
    /// When it signed.
    at: String,
}

/// What the survivor council said.
#[derive(Serialize, ToSchema)]
pub struct CouncilSaid {
    /// Whether it was heard.
    heard: bool,
    /// Its view or, if it was not heard, the reason.
    words: String,
}

/// A crisis overlay that is on, or waits for its first day.
#[derive(Serialize, ToSchema)]
pub struct OverlayView {
    /// Its id.
    id: String,
    /// Its title.
    title: String,
    /// Why it is needed.
    why: String,
    /// Whether it is in force; otherwise it waits for its first day.
    in_force: bool,
    /// Since when it is in force, or from when it will be.
    since: String,
    /// When it is over by itself.
    until: String,
    /// Who approved it.
    approvals: Vec<ApprovalView>,
    /// What the survivor council said.
    council: CouncilSaid,
    /// Parts that were switched off.
    parts_off: Vec<String>,
    /// What is different, rule by rule.
    differences: Vec<DifferenceView>,
}

/// A crisis overlay that is over.
#[derive(Serialize, ToSchema)]
pub struct EndedOverlayView {
    /// Its id.
    id: String,
    /// When it ended.
    at: String,
    /// Why, if somebody ended it; otherwise its time was over.
    reason: Option<String>,
}

/// What is different today.
#[derive(Serialize, ToSchema)]
pub struct TodayView {
    /// The answer in a sentence.
    says: String,
    /// The country's own rules, such as `gb-ew@1`.
    profile: String,
    /// Their title.
    title: String,
    /// The rules under which a case begins now.
    rules: String,
    /// The overlay that is on or waits, if there is one.
    overlay: Option<OverlayView>,
    /// An overlay that is not what was approved, and therefore has no effect.
    without_effect: Option<String>,
    /// The overlay that ended last.
    last: Option<EndedOverlayView>,
}

impl From<Shown> for OverlayView {
    fn from(shown: Shown) -> Self {
        let (heard, words) = match shown.council {
            CouncilView::View(words) => (true, words),
            CouncilView::NotHeardBecause(words) => (false, words),
        };
        let approvals = shown.approvals.into_iter();
        let differences = shown.differences.into_iter();
        Self {
            id: shown.id,
            title: shown.title,
            why: shown.why,
            in_force: shown.state == overlays::State::On,
            since: shown.since.to_string(),
            until: shown.until.to_string(),
            approvals: approvals.map(|one| ApprovalView { body: one.body, at: one.at.to_string() }).collect(),
            council: CouncilSaid { heard, words },
            parts_off: shown.parts_off.into_iter().collect(),
            differences: differences
                .map(|one| DifferenceView {
                    field: one.change.field,
                    rule: one.change.before,
                    today: one.change.after,
                    part: one.part,
                    why: one.why,
                })
                .collect(),
        }
    }
}

impl From<Ended> for EndedOverlayView {
    fn from(ended: Ended) -> Self {
        Self { id: ended.id, at: ended.at.to_string(), reason: ended.reason }
    }
}

impl From<Today> for TodayView {
    fn from(today: Today) -> Self {
        Self {
            says: says(&today),
            profile: today.base.to_string(),
            title: today.title,
            rules: today.rules.to_string(),
            overlay: today.overlay.map(OverlayView::from),
            without_effect: today.without_effect,
            last: today.last.map(EndedOverlayView::from),
        }
    }
}

fn says(today: &Today) -> String {
    let own = "the country's own rules hold";
    if let Some(id) = &today.without_effect {
        return format!("The crisis overlay {id} is not what was approved and has no effect: {own}.");
    }
    match &today.overlay {
        None => format!("Nothing is different today: no crisis overlay is on, {own}."),
        Some(shown) if shown.state == overlays::State::Waits => {
            format!("Nothing is different today: {} begins on {}.", shown.title, shown.since)
        }
        Some(shown) => {
            let count = shown.differences.len();
            let rules = if count == 1 { "rule is" } else { "rules are" };
            format!("{count} {rules} different today for cases that begin now: {}.", shown.title)
        }
    }
}

/// Read what is different today: rule, rule today, since when, until when, who approved it.
#[utoipa::path(get, path = "/api/v1/profile/today", tag = "profile", security(("bearer" = [])),
    responses((status = 200, body = TodayView), (status = "4XX", response = Problem)))]
pub async fn today(State(state): State<AppState>, SignedIn(caller): SignedIn) -> ApiResult<Json<TodayView>> {
    let today = state.app.look(&caller, async |ctx| overlays::today(ctx).await).await?;
    Ok(Json(today.into()))
}

/// A signed overlay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OverlayForm {
    /// The file as the bodies signed it, TOML.
    file: String,
}

/// Switch a crisis overlay on that two bodies have signed. The same file again changes nothing.
#[utoipa::path(post, path = "/api/v1/profile/overlay", tag = "profile", security(("bearer" = [])),
    request_body = OverlayForm,
    responses((status = 200, body = TodayView), (status = "4XX", response = Problem)))]
pub async fn switch_on(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Parsed(form): Parsed<OverlayForm>,
) -> ApiResult<Json<TodayView>> {
    let today = async |ctx: &mut _| {
        overlays::switch_on(ctx, &form.file).await?;
        overlays::today(ctx).await
    };
    Ok(Json(state.app.run(&caller, today).await?.into()))
}

/// Why the overlay ends, and which part of it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OverlayOffForm {
    /// The reason, without names: everybody can read it.
    reason: String,
    /// One part only; the whole overlay if left out.
    #[serde(default)]
    part: Option<String>,
}

/// End the crisis overlay, or one part of it, before its time. Cases keep the rules they began under.
#[utoipa::path(post, path = "/api/v1/profile/overlay/off", tag = "profile", security(("bearer" = [])),
    request_body = OverlayOffForm,
    responses((status = 204, description = "Switched off."), (status = "4XX", response = Problem)))]
pub async fn switch_off(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Parsed(form): Parsed<OverlayOffForm>,
) -> ApiResult<StatusCode> {
    let off = async |ctx: &mut _| overlays::switch_off(ctx, &form.reason, form.part.as_deref()).await;
    state.app.run(&caller, off).await?;
    Ok(StatusCode::NO_CONTENT)
}
