//! An enquiry as the sender makes and follows it: what would leave is read before it leaves.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::first_steps::{self, FirstSteps};
use havenward_app::services::{self, ServiceRow};
use havenward_app::{AppError, Ctx, enquiries, referrals};
use havenward_domain::coded::Coded;
use havenward_domain::codes::ServiceType;
use havenward_domain::enquiry::{Answer as Said, Enquiry, When};
use havenward_domain::id::{CaseId, EnquiryId, ReferralId, ServiceId};
use havenward_domain::referral::Referral;

use crate::AppState;
use crate::agreements::pages::{kinds, with_service};
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/cases/{id}/enquiries/new/{service}", check)
        .post("/cases/{id}/enquiries/new/{service}", ask)
        .get("/cases/{id}/enquiries/{enquiry}", follow)
}

/// The beginning of an id: enough to say it on the telephone.
pub(crate) fn reference(id: EnquiryId) -> String {
    id.to_string().chars().take(8).collect()
}

/// The code of an answer.
pub(crate) fn answer(enquiry: &Enquiry) -> &'static str {
    match enquiry.answer() {
        Said::Awaited => "awaited",
        Said::Yes { .. } => "yes",
        Said::No { .. } => "no",
        Said::Silence { .. } => "silence",
        Said::Withdrawn { .. } => "withdrawn",
    }
}

/// Check before it leaves.
#[derive(Template)]
#[template(path = "enquiries/check.html")]
struct Check {
    page: Page,
    form: Form,
    id: CaseId,
    steps: FirstSteps,
    service: ServiceRow,
    kinds: Vec<&'static str>,
}

impl HasForm for Check {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Check {
    fn languages(&self) -> String {
        let names = self.steps.contact.languages.iter().map(|language| self.page.tongue(language));
        names.collect::<Vec<_>>().join(", ")
    }

    fn yes_no(&self, is_so: bool) -> String {
        self.page.t(if is_so { "ask-yes" } else { "ask-no" }).plain()
    }

    fn mobility(&self) -> String {
        self.yes_no(self.steps.contact.limited_mobility)
    }
}

async fn check(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, service)): Path<(String, String)>,
) -> Answer {
    let (id, service): (CaseId, ServiceId) = (id(&case)?, id(&service)?);
    let (steps, service) = with_service(&state, &caller, id, service).await?;
    let kinds: Vec<&'static str> = kinds(&steps, &service).into_iter().map(Coded::code).collect();
    let mut form = Form::empty(&page).with("when", When::Tonight.code());
    if let Some(kind) = kinds.first() {
        form = form.with("need", *kind);
    }
    show(&Check { page, form, id, steps, service, kinds })
}

async fn ask(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, service)): Path<(String, String)>,
    mut form: Form,
) -> Answer {
    let (id, at): (CaseId, ServiceId) = (id(&case)?, id(&service)?);
    let read = |form: &mut Form| {
        let (need, when) = (form.code::<ServiceType>("need"), form.code::<When>("when"));
        Some((need?, when?))
    };
    if let Some((need, when)) = form.read(read) {
        let identity = form.identity();
        let act = async |ctx: &mut Ctx| enquiries::ask(ctx, id, at, need, when).await;
        match state.app.run_once(&caller, form.once(&identity), act).await {
            Ok(done) => return see_other(&format!("/cases/{id}/enquiries/{}", done.id)),
            Err(error) => form.refused(error)?,
        }
    }
    let (steps, service) = with_service(&state, &caller, id, at).await?;
    let kinds = kinds(&steps, &service).into_iter().map(Coded::code).collect();
    show_form(&Check { page, form, id, steps, service, kinds })
}

/// What was asked, and where it stands.
#[derive(Template)]
#[template(path = "enquiries/follow.html")]
struct Follow {
    page: Page,
    id: CaseId,
    enquiry: Enquiry,
    need: Option<ServiceType>,
    service: Option<ServiceRow>,
    referral: Option<ReferralId>,
}

impl Follow {
    fn is(&self, code: &str) -> bool {
        answer(&self.enquiry) == code
    }

    fn is_held(&self) -> bool {
        self.enquiry.is_yes(*self.page.now())
    }

    fn held_until(&self) -> String {
        match self.enquiry.answer() {
            Said::Yes { held_until, .. } => self.page.moment(held_until),
            _ => String::new(),
        }
    }
}

async fn follow(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, enquiry)): Path<(String, String)>,
) -> Answer {
    let (id, at): (CaseId, EnquiryId) = (id(&case)?, id(&enquiry)?);
    let read = async |ctx: &mut Ctx| {
        let enquiry = enquiries::of_case(ctx, id).await?.into_iter().find(|one| one.id() == at);
        let enquiry = enquiry.ok_or(AppError::NotFound)?;
        let need = first_steps::read(ctx, id).await?.enquiries.get(&at).copied();
        let all = services::list(ctx).await?;
        let service = all.into_iter().find(|row| row.service.id == enquiry.service());
        let referrals = referrals::of_case(ctx, id).await?;
        let referral = referrals.iter().find(|one| one.enquiry() == at).map(Referral::id);
        Ok((enquiry, need, service, referral))
    };
    let (enquiry, need, service, referral) = state.app.run(&caller, read).await?;
    show(&Follow { page, id, enquiry, need, service, referral })
}
