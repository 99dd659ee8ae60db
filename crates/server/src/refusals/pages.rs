//! When an adult says no: help all the same, a safe way back, and a receipt only if she wants one.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::refusals::{self, NewRefusal};
use havenward_app::services;
use havenward_app::{AppError, Caller, Ctx, first_steps};
use havenward_domain::coded::Coded;
use havenward_domain::codes::Form as Exploitation;
use havenward_domain::id::CaseId;
use havenward_domain::place::Region;
use havenward_domain::refusal::SafeRecontact;

use crate::AppState;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, show, show_form};
use crate::path::id;

pub(crate) fn routes() -> Pages {
    Pages::new().get("/cases/{id}/refusal", ask).post("/cases/{id}/refusal", record)
}

/// The form.
#[derive(Template)]
#[template(path = "refusals/refuse.html")]
struct Refuse {
    page: Page,
    form: Form,
    id: CaseId,
    is_child: bool,
    bound: bool,
    ways: Vec<&'static str>,
    forms: Vec<&'static str>,
    regions: Vec<String>,
}

impl HasForm for Refuse {
    fn form(&self) -> &Form {
        &self.form
    }
}

/// What was recorded, and the person's code if she wanted one.
#[derive(Template)]
#[template(path = "refusals/recorded.html")]
struct Recorded {
    page: Page,
    id: CaseId,
    code: Option<String>,
    notice_given: bool,
}

async fn refuse(
    state: &AppState,
    (caller, page): (&Caller, Page),
    id: CaseId,
    form: Form,
) -> Result<Refuse, AppError> {
    let read = async |ctx: &mut Ctx| {
        let steps = first_steps::read(ctx, id).await?;
        Ok((steps.is_child(), refusals::is_bound(ctx).await?, services::list(ctx).await?))
    };
    let (is_child, bound, rows) = state.app.run(caller, read).await?;
    let regions: std::collections::BTreeSet<String> =
        rows.iter().map(|row| row.service.region.to_string()).collect();
    Ok(Refuse {
        page,
        form,
        id,
        is_child,
        bound,
        ways: SafeRecontact::ALL.iter().map(|way| way.code()).collect(),
        forms: Exploitation::ALL.iter().map(|form| form.code()).collect(),
        regions: regions.into_iter().collect(),
    })
}

async fn ask(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let id: CaseId = id(&case)?;
    let form = Form::empty(&page).with("form", "unknown");
    show(&refuse(&state, (&caller, page), id, form).await?)
}

/// Region and form are read only where the law asks for a notice; elsewhere they go nowhere.
fn read(form: &mut Form, bound: bool) -> Option<NewRefusal> {
    let way = form.code::<SafeRecontact>("way");
    let (mut region, mut kind) = ("unknown".parse::<Region>().ok(), Some(Exploitation::Unknown));
    if bound {
        region = form.value("region").parse().ok();
        if region.is_none() {
            form.flaw("region", "form-choose");
        }
        kind = form.code("form");
    }
    Some(NewRefusal {
        safe_recontact: way?,
        notice_shown: form.is_ticked("shown"),
        region: region?,
        form: kind?,
        keep_receipt: form.is_ticked("receipt"),
    })
}

async fn record(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let id: CaseId = id(&case)?;
    let bound = state.app.look(&caller, async |ctx| refusals::is_bound(ctx).await).await?;
    if let Some(new) = form.read(|form| read(form, bound)) {
        let identity = form.identity();
        let (mut code, mut notice_given) = (None, false);
        let act = async |ctx: &mut Ctx| {
            let recorded = refusals::record(ctx, id, new).await?;
            code = recorded.code.map(|code| code.to_string());
            notice_given = recorded.notice_given;
            Ok(recorded.contact)
        };
        match state.app.run_once(&caller, form.once(&identity), act).await {
            // The code is shown once: the answer to a repeated click has none.
            Ok(done) => {
                let code = code.filter(|_| !done.replayed);
                return show(&Recorded { page, id, code, notice_given });
            }
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&refuse(&state, (&caller, page), id, form).await?)
}
