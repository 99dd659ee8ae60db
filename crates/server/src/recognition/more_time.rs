//! More time for the person: the body that decides makes a right last longer, for a reason that the law lists.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::recognition::{self, MayLast};
use havenward_app::{AppError, Caller, Ctx};
use havenward_domain::id::CaseId;

use crate::AppState;
use crate::cases::pages::reference;
use crate::decisions::pages::words_of;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

pub(crate) fn routes() -> Pages {
    Pages::new().get("/cases/{id}/more-time", ask).post("/cases/{id}/more-time", give)
}

/// The form.
#[derive(Template)]
#[template(path = "recognition/more_time.html")]
struct MoreTime {
    page: Page,
    form: Form,
    case: CaseId,
    rights: Vec<MayLast>,
}

impl HasForm for MoreTime {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl MoreTime {
    async fn of(
        state: &AppState,
        caller: &Caller,
        (page, form): (Page, Form),
        case: CaseId,
    ) -> Result<Self, AppError> {
        let rights = state.app.run(caller, async |ctx| recognition::may_last(ctx, case).await).await?;
        Ok(Self { page, form, case, rights })
    }

    fn reference(&self) -> String {
        reference(self.case)
    }

    fn clock(&self, code: &str) -> String {
        words_of(&self.page, "clock", code)
    }

    fn reason(&self, code: &str) -> String {
        words_of(&self.page, "more-time-reason", code)
    }

    /// What can still be made longer: right and reason in one choice, as the law joins them.
    fn choices(&self) -> Vec<(String, &MayLast, &String)> {
        let of = |one: &MayLast, reason: &String| format!("{} {reason}", one.clock);
        self.rights
            .iter()
            .filter(|one| one.left > 0)
            .flat_map(|one| one.reasons.iter().map(move |reason| (of(one, reason), one, reason)))
            .collect()
    }
}

async fn ask(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let form = Form::empty(&page);
    show(&MoreTime::of(&state, &caller, (page, form), id(&case)?).await?)
}

async fn give(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let case: CaseId = id(&case)?;
    let read = |form: &mut Form| {
        let which =
            form.value("which").split_once(' ').map(|(clock, why)| (clock.to_owned(), why.to_owned()));
        if which.is_none() {
            form.flaw("which", "form-choose");
        }
        which
    };
    if let Some((clock, reason)) = form.read(read) {
        let identity = form.identity();
        let give = async |ctx: &mut Ctx| {
            recognition::give_more_time(ctx, case, Some(&clock), &reason).await.map(|()| case)
        };
        // Sent twice, it is more time once.
        match state.app.run_once(&caller, form.once(&identity), give).await {
            Ok(_) => return see_other(&format!("/cases/{case}")),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&MoreTime::of(&state, &caller, (page, form), case).await?)
}
