//! An offer in pages: what goes along, checked before it leaves; where it stands; and the letter.

mod letter;
mod stand;

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::first_steps::{self, FirstSteps};
use havenward_app::referrals::{self, NewOffer};
use havenward_app::services::{self, ServiceRow};
use havenward_app::{AppError, Caller, Ctx, agreements, enquiries};
use havenward_domain::age_band::AgeBand;
use havenward_domain::agreement::{Category, Purpose};
use havenward_domain::coded::Coded;
use havenward_domain::id::{CaseId, EnquiryId};
use havenward_domain::referral::HealthAlert;
use havenward_domain::secret::Secret;
use havenward_domain::service::SecurityLevel;
use jiff::civil::Date;

use crate::AppState;
use crate::agreements::pages::agreed_now;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

/// A part of a hand-over is at most this long.
const LONGEST: usize = 4_000;

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/cases/{id}/enquiries/{enquiry}/offer", ask)
        .post("/cases/{id}/enquiries/{enquiry}/offer", offer)
        .get("/cases/{id}/referrals/{referral}", stand::show_it)
        .post("/cases/{id}/referrals/{referral}", stand::write)
        .get("/cases/{id}/referrals/{referral}/letter", letter::print)
}

/// The beginning of an id: the only thing that a letter and its code carry.
pub(crate) fn reference(id: impl std::fmt::Display) -> String {
    id.to_string().chars().take(8).collect::<String>().to_uppercase()
}

/// What an offer stands on.
struct Ready {
    steps: FirstSteps,
    service: ServiceRow,
    agreed: BTreeSet<Category>,
}

async fn ready(
    state: &AppState,
    (caller, page): (&Caller, &Page),
    id: CaseId,
    at: EnquiryId,
) -> Result<Ready, AppError> {
    let read = async |ctx: &mut Ctx| {
        let enquiry = enquiries::of_case(ctx, id).await?.into_iter().find(|one| one.id() == at);
        let enquiry = enquiry.ok_or(AppError::NotFound)?;
        let steps = first_steps::read(ctx, id).await?;
        let kind = *steps.enquiries.get(&at).ok_or(AppError::NotFound)?;
        let all = services::list(ctx).await?;
        let service = all.into_iter().find(|row| row.service.id == enquiry.service());
        let service = service.ok_or(AppError::NotFound)?;
        let told = agreements::list(ctx, id).await?;
        let agreed = agreed_now(&told, &Purpose::Service(kind), service.service.unit, page);
        Ok(Ready { steps, service, agreed })
    };
    state.app.run(caller, read).await
}

/// The offer, and its check.
#[derive(Template)]
#[template(path = "referrals/offer.html")]
struct Offer {
    page: Page,
    form: Form,
    id: CaseId,
    enquiry: EnquiryId,
    service: String,
    bands: Vec<&'static str>,
    alerts: Vec<&'static str>,
    categories: Vec<&'static str>,
    is_check: bool,
}

impl HasForm for Offer {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Offer {
    fn of(page: Page, form: Form, (id, enquiry): (CaseId, EnquiryId), ready: &Ready) -> Self {
        let child = ready.steps.is_child();
        let bands = AgeBand::ALL.iter().filter(|band| band.is_child() == child);
        Self {
            page,
            form,
            id,
            enquiry,
            service: ready.service.name.clone(),
            bands: bands.map(|band| band.code()).collect(),
            alerts: HealthAlert::ALL.iter().map(|alert| alert.code()).collect(),
            categories: ready.agreed.iter().map(|one| one.code()).collect(),
            is_check: false,
        }
    }

    fn chosen_alerts(&self) -> Vec<&'static str> {
        self.alerts.iter().copied().filter(|alert| self.form.has("alerts", alert)).collect()
    }

    fn day(&self) -> String {
        let part = |name: &str| self.form.value(&format!("needed-{name}")).parse::<i16>().ok();
        let day = || {
            let (month, day) = (i8::try_from(part("month")?).ok()?, i8::try_from(part("day")?).ok()?);
            Date::new(part("year")?, month, day).ok()
        };
        day().map(|day| self.page.day(day)).unwrap_or_default()
    }
}

async fn ask(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, enquiry)): Path<(String, String)>,
) -> Answer {
    let (id, at): (CaseId, EnquiryId) = (id(&case)?, id(&enquiry)?);
    let ready = ready(&state, (&caller, &page), id, at).await?;
    let today = ready.steps.today;
    let form = Form::empty(&page)
        .with("security", SecurityLevel::Open.code())
        .with("needed-day", today.day().to_string())
        .with("needed-month", today.month().to_string())
        .with("needed-year", today.year().to_string());
    show(&Offer::of(page, form, (id, at), &ready))
}

fn read(form: &mut Form, enquiry: EnquiryId, agreed: &BTreeSet<Category>) -> Option<NewOffer> {
    let band = form.maybe_code::<AgeBand>("band");
    let alerts = form.codes::<HealthAlert>("alerts").into_iter().collect();
    let security = form.code("security");
    let day = form.date("needed").and_then(|day| match (day.month, day.day) {
        (Some(month), Some(of_month)) => Date::new(day.year, month, of_month).ok(),
        _ => None,
    });
    if day.is_none() && form.flaw_of("needed").is_none() {
        form.flaw("needed", "offer-whole-day");
    }
    let mut hand_over = BTreeMap::new();
    for category in agreed {
        if let Some(words) = form.maybe_text(category.code(), LONGEST) {
            hand_over.insert(*category, Secret::new(words));
        }
    }
    Some(NewOffer {
        enquiry,
        age_band: band,
        health_alerts: alerts,
        security: security?,
        needed_on: day?,
        hand_over,
    })
}

async fn offer(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, enquiry)): Path<(String, String)>,
    mut form: Form,
) -> Answer {
    let (id, at): (CaseId, EnquiryId) = (id(&case)?, id(&enquiry)?);
    let ready = ready(&state, (&caller, &page), id, at).await?;
    let mut is_check = false;
    if let Some(new) = form.read(|form| read(form, at, &ready.agreed)) {
        if form.value("go") == "send" {
            let identity = form.identity();
            let act = async |ctx: &mut Ctx| referrals::offer(ctx, id, new).await;
            match state.app.run_once(&caller, form.once(&identity), act).await {
                Ok(done) => return see_other(&format!("/cases/{id}/referrals/{}", done.id)),
                Err(error) => form.refused(error)?,
            }
        } else {
            is_check = form.value("go") != "change";
        }
    }
    show_form(&Offer { is_check, ..Offer::of(page, form, (id, at), &ready) })
}
