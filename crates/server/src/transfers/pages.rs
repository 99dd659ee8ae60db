//! To whom does the case go? What goes along, what stays, and what she must know first.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::transfers::{self, Stands};
use havenward_app::{AppError, Caller, Ctx};
use havenward_domain::id::{CaseId, UserId};

use crate::AppState;
use crate::cases::pages::reference;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

/// What the next one must know first is at most this long.
const LONGEST: usize = 1_000;

pub(crate) fn routes() -> Pages {
    Pages::new().get("/cases/{id}/transfer", ask).post("/cases/{id}/transfer", hand_over)
}

/// The form.
#[derive(Template)]
#[template(path = "transfers/hand_over.html")]
struct HandOver {
    page: Page,
    form: Form,
    case: CaseId,
    stands: Stands,
}

impl HasForm for HandOver {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl HandOver {
    async fn of(
        state: &AppState,
        caller: &Caller,
        (page, form): (Page, Form),
        case: CaseId,
    ) -> Result<Self, AppError> {
        let stands = state.app.run(caller, async |ctx| transfers::stands(ctx, case).await).await?;
        Ok(Self { page, form, case, stands })
    }

    fn reference(&self) -> String {
        reference(self.case)
    }

    fn words(&self, kind: &str) -> String {
        crate::tasks::pages::words(&self.page, kind)
    }
}

async fn ask(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let form = Form::empty(&page);
    show(&HandOver::of(&state, &caller, (page, form), id(&case)?).await?)
}

fn read(form: &mut Form) -> Option<(UserId, Option<String>)> {
    let to = form.value("to").parse::<UserId>().ok();
    if to.is_none() {
        form.flaw("to", "form-choose");
    }
    let words = form.maybe_text("words", LONGEST);
    Some((to?, words))
}

async fn hand_over(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let case: CaseId = id(&case)?;
    if let Some((to, words)) = form.read(read) {
        let identity = form.identity();
        let hand = async |ctx: &mut Ctx| transfers::hand_over(ctx, case, to, words).await.map(|()| case);
        match state.app.run_once(&caller, form.once(&identity), hand).await {
            Ok(_) => return see_other(&format!("/cases/{case}")),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&HandOver::of(&state, &caller, (page, form), case).await?)
}
