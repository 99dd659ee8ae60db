//! Where an offer stands, what happens next and by when; and what the sender writes about it.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::services::{self, ServiceRow};
use havenward_app::{AppError, Caller, Ctx, referrals};
use havenward_domain::id::{CaseId, ReferralId};
use havenward_domain::referral::{Referral, State as Stands, Status};
use havenward_domain::secret::Secret;

use crate::AppState;
use crate::frame::{Answer, Form, HasForm, Page, Visit, see_other, show, show_form};
use crate::path::id;

/// Who said yes at the other end, in a few words.
const LONGEST: usize = 200;
/// What the sender can write.
const SAYS: [&str; 3] = ["heard", "person_declines", "withdraw"];

/// An offer.
#[derive(Template)]
#[template(path = "referrals/stand.html")]
struct Stand {
    page: Page,
    form: Form,
    id: CaseId,
    referral: Referral,
    service: Option<ServiceRow>,
}

impl HasForm for Stand {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Stand {
    fn status(&self) -> Status {
        self.referral.state().status()
    }

    fn reply_by(&self) -> Option<String> {
        match self.referral.state() {
            Stands::Sent { reply_by, .. } | Stands::Received { reply_by, .. } => {
                Some(self.page.moment(reply_by))
            }
            _ => None,
        }
    }

    /// What can be written about an offer as it stands: a voice accepts only what is still offered.
    fn says(&self) -> Vec<&'static str> {
        let waits = self.reply_by().is_some();
        SAYS.into_iter().filter(|say| waits || *say != "heard").collect()
    }

    fn is_open(&self) -> bool {
        self.referral.state().is_open()
    }
}

pub(super) async fn load(
    state: &AppState,
    caller: &Caller,
    id: CaseId,
    at: ReferralId,
) -> Result<(Referral, Option<ServiceRow>), AppError> {
    let read = async |ctx: &mut Ctx| {
        let referral = referrals::of_case(ctx, id).await?.into_iter().find(|one| one.id() == at);
        let referral = referral.ok_or(AppError::NotFound)?;
        let all = services::list(ctx).await?;
        let service = all.into_iter().find(|row| row.service.id == referral.service());
        Ok((referral, service))
    };
    state.app.run(caller, read).await
}

pub(super) async fn show_it(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, referral)): Path<(String, String)>,
) -> Answer {
    let (id, at): (CaseId, ReferralId) = (id(&case)?, id(&referral)?);
    let (referral, service) = load(&state, &caller, id, at).await?;
    let form = Form::empty(&page);
    show(&Stand { page, form, id, referral, service })
}

pub(super) async fn write(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, referral)): Path<(String, String)>,
    mut form: Form,
) -> Answer {
    let (id, at): (CaseId, ReferralId) = (id(&case)?, id(&referral)?);
    let read = |form: &mut Form| {
        let say = form.one_of("say", &SAYS)?;
        let heard = if say == "heard" { Some(Secret::new(form.text("heard", LONGEST)?)) } else { None };
        Some((say, heard))
    };
    if let Some((say, heard)) = form.read(read) {
        let act = async |ctx: &mut Ctx| match (say, heard) {
            (_, Some(heard)) => referrals::accept_by_telephone(ctx, id, at, heard).await,
            ("withdraw", None) => referrals::withdraw(ctx, id, at).await,
            _ => referrals::person_declines(ctx, id, at).await,
        };
        match form.act(&state.app, &caller, act).await {
            Ok(()) => return see_other(&format!("/cases/{id}/referrals/{at}")),
            Err(error) => form.refused(error)?,
        }
    }
    let (referral, service) = load(&state, &caller, id, at).await?;
    show_form(&Stand { page, form, id, referral, service })
}
