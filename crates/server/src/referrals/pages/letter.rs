//! The referral letter: printed, with a reference and a code that holds the reference and nothing else.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::first_steps;
use havenward_app::services::ServiceRow;
use havenward_domain::id::{CaseId, ReferralId};
use havenward_domain::referral::Referral;

use super::reference;
use super::stand::load;
use crate::AppState;
use crate::frame::qr::Qr;
use crate::frame::{Answer, Page, Visit, show};
use crate::path::id;

/// The letter.
#[derive(Template)]
#[template(path = "referrals/letter.html")]
struct Letter {
    page: Page,
    id: CaseId,
    referral: Referral,
    service: Option<ServiceRow>,
    steps: first_steps::FirstSteps,
    code: Qr,
}

pub(super) async fn print(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, referral)): Path<(String, String)>,
) -> Answer {
    let (id, at): (CaseId, ReferralId) = (id(&case)?, id(&referral)?);
    let (referral, service) = load(&state, &caller, id, at).await?;
    let steps = state.app.run(&caller, async |ctx| first_steps::read(ctx, id).await).await?;
    let code = Qr::new(reference(at))?;
    show(&Letter { page, id, referral, service, steps, code })
}
