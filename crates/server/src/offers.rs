//! Offers as the receiving unit sees and answers them.

pub(crate) mod pages;

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::AppError;
use havenward_app::referrals::{self, OfferRead};
use havenward_domain::coded::Coded;
use havenward_domain::id::ReferralId;
use havenward_domain::referral::DeclineReason;
use havenward_domain::secret::Secret;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::AppState;
use crate::body::Parsed;
use crate::path::id;
use crate::problem::{ApiResult, Problem};
use crate::referrals::{ReferralLine, line};
use crate::signed_in::SignedIn;

/// What a service must know to decide and to have a place ready.
#[derive(Serialize, ToSchema)]
pub struct MinimumView {
    /// with_women, with_men or either.
    placement: &'static str,
    /// Age band, a code.
    age_band: &'static str,
    /// Languages, best first.
    languages: Vec<String>,
    /// How many children come along.
    children_with: u8,
    /// Whether the place must be usable with limited mobility.
    limited_mobility: bool,
    /// Health alerts, codes.
    health_alerts: Vec<&'static str>,
    /// The least protection that is enough: open, protected or high.
    security: &'static str,
    /// The day on which the place is needed.
    needed_on: String,
}

/// An offer as far as the unit may read it now.
#[derive(Serialize, ToSchema)]
pub struct OfferView {
    /// Where it stands.
    #[serde(flatten)]
    line: ReferralLine,
    /// The minimum dataset.
    minimum: MinimumView,
    /// What the person agreed to hand over, by category; empty until accepted and confirmed.
    hand_over: BTreeMap<&'static str, String>,
}

fn view(offer: OfferRead) -> OfferView {
    let minimum = offer.minimum;
    OfferView {
        line: line(&offer.referral),
        minimum: MinimumView {
            placement: minimum.placement.code(),
            age_band: minimum.age_band.code(),
            languages: minimum.languages.iter().map(ToString::to_string).collect(),
            children_with: minimum.children_with,
            limited_mobility: minimum.limited_mobility,
            health_alerts: minimum.health_alerts.iter().map(|alert| alert.code()).collect(),
            security: minimum.security.code(),
            needed_on: minimum.needed_on.to_string(),
        },
        hand_over: offer
            .hand_over
            .into_iter()
            .map(|(category, words)| (category.code(), Secret::into_exposed(words)))
            .collect(),
    }
}

/// List the offers that the unit may see.
#[utoipa::path(get, path = "/api/v1/offers", tag = "offers", security(("bearer" = [])),
    responses((status = 200, body = [ReferralLine]), (status = "4XX", response = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<Vec<ReferralLine>>> {
    let found = state.app.run(&caller, async |ctx| referrals::list_offers(ctx).await).await?;
    Ok(Json(found.iter().map(line).collect()))
}

/// Open an offer. The reading is journalled before anything is opened.
#[utoipa::path(get, path = "/api/v1/offers/{id}", tag = "offers", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The offer.")),
    responses((status = 200, body = OfferView), (status = "4XX", response = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(offer): Path<String>,
) -> ApiResult<Json<OfferView>> {
    let offer = id(&offer)?;
    let read = state.app.run(&caller, async |ctx| referrals::read_offer(ctx, offer).await).await?;
    Ok(Json(view(read)))
}

/// What the unit says about an offer.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Say {
    /// Accepts.
    Accept,
    /// Confirms what was said by telephone.
    Confirm,
    /// Puts the person on the waiting list.
    Waitlist,
    /// The person has arrived.
    Arrived,
    /// The person was expected and did not come.
    DidNotArrive,
    /// The service is completed.
    Completed,
    /// Declines, with the reason.
    Decline,
}

/// The answer of the unit.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfferAnswerForm {
    /// accept, confirm, waitlist, decline, arrived, did_not_arrive or completed.
    #[schema(value_type = String, example = "accept")]
    say: Say,
    /// With decline: no_capacity, not_suitable, security, eligibility or other.
    #[schema(value_type = Option<String>)]
    reason: Option<DeclineReason>,
}

/// Answer an offer, or say what became of the person.
#[utoipa::path(post, path = "/api/v1/offers/{id}/answer", tag = "offers", security(("bearer" = [])),
    request_body = OfferAnswerForm, params(("id" = Uuid, Path, description = "The offer.")),
    responses((status = 204), (status = "4XX", response = Problem)))]
pub async fn answer(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(offer): Path<String>,
    Parsed(form): Parsed<OfferAnswerForm>,
) -> ApiResult<StatusCode> {
    let offer: ReferralId = id(&offer)?;
    let reason = match (form.say, form.reason) {
        (Say::Decline, None) => {
            return Err(AppError::invalid("reason", "say why, so that the next offer fits better").into());
        }
        (_, reason) => reason.unwrap_or(DeclineReason::Other),
    };
    let answer = async |ctx: &mut _| match form.say {
        Say::Accept => referrals::accept(ctx, offer).await,
        Say::Confirm => referrals::confirm(ctx, offer).await,
        Say::Waitlist => referrals::waitlist(ctx, offer).await,
        Say::Decline => referrals::decline(ctx, offer, reason).await,
        Say::Arrived => referrals::arrive(ctx, offer).await,
        Say::DidNotArrive => referrals::did_not_arrive(ctx, offer).await,
        Say::Completed => referrals::complete(ctx, offer).await,
    };
    state.app.run(&caller, answer).await?;
    Ok(StatusCode::NO_CONTENT)
}
