//! What others ask of a service: whether there is room, and whether it takes a person. Answered here.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::enquiries::{self, Asked};
use havenward_app::referrals::{self, OfferRead};
use havenward_app::{AppError, Caller, Ctx};
use havenward_domain::id::{EnquiryId, ReferralId};
use havenward_domain::referral::{Acceptance, DeclineReason, Referral, State as Stands};

use crate::AppState;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;
use crate::services::pages::runs_a_house;

/// For how long a place can be held, in minutes.
const HOLDS: [&str; 4] = ["60", "120", "240", "720"];
/// Reasons for a decline.
const REASONS: [&str; 5] = ["no_capacity", "not_suitable", "security", "eligibility", "other"];
/// Everything that can be said about an offer.
const SAYS: [&str; 7] =
    ["accept", "confirm", "waitlist", "decline", "arrived", "did_not_arrive", "completed"];

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/offers", list)
        .get("/offers/{id}", ask_offer)
        .post("/offers/{id}", answer_offer)
        .get("/enquiries/{id}", ask_enquiry)
        .post("/enquiries/{id}", answer_enquiry)
        .in_navigation("/offers", "nav-offers", 25, runs_a_house)
}

/// What can be said about an offer as it stands.
fn says(referral: &Referral) -> Vec<&'static str> {
    let unconfirmed = referral.acceptance().is_some_and(|one| !one.is_confirmed());
    let mut says = if unconfirmed { vec!["confirm"] } else { Vec::new() };
    says.extend(match referral.state() {
        Stands::Sent { .. } | Stands::Received { .. } => ["accept", "waitlist", "decline"].as_slice(),
        Stands::Waitlisted { .. } => &["accept", "decline"],
        Stands::Accepted { .. } => &["arrived", "did_not_arrive"],
        Stands::DidNotArrive { .. } => &["arrived"],
        Stands::InService { .. } => &["completed"],
        _ => &[],
    });
    says
}

/// Everything that others ask.
#[derive(Template)]
#[template(path = "offers/list.html")]
struct List {
    page: Page,
    asked: Vec<Asked>,
    waiting: Vec<Referral>,
    others: Vec<Referral>,
}

impl List {
    fn reference(referral: &Referral) -> String {
        reference(referral.id())
    }

    fn reply_by(referral: &Referral) -> Option<jiff::Timestamp> {
        match referral.state() {
            Stands::Sent { reply_by, .. } | Stands::Received { reply_by, .. } => Some(*reply_by),
            _ => None,
        }
    }

    fn asks(&self, referral: &Referral) -> String {
        let Some(asks) = referral.asks() else { return String::new() };
        let places = self.page.t("offers-places").n("count", asks.places).plain();
        format!("{} · {places}", self.page.coded("service-type", &asks.kind).plain())
    }

    fn is_unconfirmed(referral: &Referral) -> bool {
        matches!(referral.acceptance(), Some(Acceptance::Telephone { confirmed_by: None, .. }))
    }
}

/// The beginning of an offer's random id: what both sides call it by.
fn reference(offer: ReferralId) -> String {
    offer.to_string().chars().take(8).collect()
}

async fn list(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let read = async |ctx: &mut Ctx| {
        Ok((enquiries::list_for_service(ctx).await?, referrals::list_offers(ctx).await?))
    };
    let (asked, offers) = state.app.run(&caller, read).await?;
    let is_waiting = |one: &Referral| List::reply_by(one).is_some() || List::is_unconfirmed(one);
    let (waiting, others) = offers.into_iter().partition(is_waiting);
    show(&List { page, asked, waiting, others })
}

/// An enquiry: is there room?
#[derive(Template)]
#[template(path = "offers/enquiry.html")]
struct Enquiry {
    page: Page,
    form: Form,
    asked: Asked,
}

impl HasForm for Enquiry {
    fn form(&self) -> &Form {
        &self.form
    }
}

async fn asked(state: &AppState, caller: &Caller, id: EnquiryId) -> Result<Asked, AppError> {
    let all = state.app.run(caller, async |ctx| enquiries::list_for_service(ctx).await).await?;
    all.into_iter().find(|one| one.enquiry.id() == id).ok_or(AppError::NotFound)
}

async fn ask_enquiry(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(enquiry): Path<String>,
) -> Answer {
    let asked = asked(&state, &caller, id(&enquiry)?).await?;
    let form = Form::empty(&page).with("hold", "120");
    show(&Enquiry { page, form, asked })
}

/// The minutes for which a place is held; 0 where there is no room.
fn read_enquiry(form: &mut Form) -> Option<u16> {
    if form.one_of("room", &["yes", "no"])? == "no" {
        return Some(0);
    }
    form.one_of("hold", &HOLDS)?.parse().ok()
}

async fn answer_enquiry(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(enquiry): Path<String>,
    mut form: Form,
) -> Answer {
    let enquiry: EnquiryId = id(&enquiry)?;
    if let Some(hold) = form.read(read_enquiry) {
        let answer = async |ctx: &mut Ctx| match hold {
            0 => enquiries::answer_no(ctx, enquiry).await,
            minutes => enquiries::answer_yes(ctx, enquiry, minutes).await,
        };
        match form.act(&state.app, &caller, answer).await {
            Ok(()) => return see_other("/offers"),
            Err(error) => form.refused(error)?,
        }
    }
    let asked = asked(&state, &caller, enquiry).await?;
    show_form(&Enquiry { page, form, asked })
}

/// An offer, as much of it as may be read now.
#[derive(Template)]
#[template(path = "offers/offer.html")]
#[expect(clippy::struct_field_names, reason = "a page shows what it is named after")]
struct Offer {
    page: Page,
    form: Form,
    offer: OfferRead,
    says: Vec<&'static str>,
}

impl HasForm for Offer {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Offer {
    fn of(page: Page, form: Form, offer: OfferRead) -> Self {
        Self { page, form, says: says(&offer.referral), offer }
    }

    fn reference(&self) -> String {
        reference(self.offer.referral.id())
    }

    fn reply_by(&self) -> Option<jiff::Timestamp> {
        List::reply_by(&self.offer.referral)
    }

    fn alerts(&self) -> Vec<String> {
        let alerts = self.offer.minimum.health_alerts.iter();
        alerts.map(|alert| self.page.coded("health-alert", alert).plain()).collect()
    }

    fn may_decline(&self) -> bool {
        self.says.contains(&"decline")
    }
}

async fn ask_offer(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(offer): Path<String>,
) -> Answer {
    let offer: ReferralId = id(&offer)?;
    let offer = state.app.run(&caller, async |ctx| referrals::read_offer(ctx, offer).await).await?;
    let form = Form::empty(&page);
    show(&Offer::of(page, form, offer))
}

fn read_offer(form: &mut Form) -> Option<(&'static str, DeclineReason)> {
    let say = form.one_of("say", &SAYS)?;
    let reason = if say == "decline" { form.code("reason")? } else { DeclineReason::Other };
    Some((say, reason))
}

async fn answer_offer(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(offer): Path<String>,
    mut form: Form,
) -> Answer {
    let offer: ReferralId = id(&offer)?;
    if let Some((say, reason)) = form.read(read_offer) {
        let answer = async |ctx: &mut Ctx| match say {
            "accept" => referrals::accept(ctx, offer).await,
            "confirm" => referrals::confirm(ctx, offer).await,
            "waitlist" => referrals::waitlist(ctx, offer).await,
            "arrived" => referrals::arrive(ctx, offer).await,
            "did_not_arrive" => referrals::did_not_arrive(ctx, offer).await,
            "completed" => referrals::complete(ctx, offer).await,
            _ => referrals::decline(ctx, offer, reason).await,
        };
        match form.act(&state.app, &caller, answer).await {
            // Whoever declines or completes sees nothing of it from then on.
            Ok(()) if matches!(say, "decline" | "completed") => return see_other("/offers"),
            Ok(()) => return see_other(&format!("/offers/{offer}")),
            Err(error) => form.refused(error)?,
        }
    }
    let read = state.app.run(&caller, async |ctx| referrals::read_offer(ctx, offer).await).await?;
    show_form(&Offer::of(page, form, read))
}
