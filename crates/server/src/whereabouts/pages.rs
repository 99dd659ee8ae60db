//! Where the person is: away by arrangement, gone by choice, a concern, missing. One page, one act.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::{AppError, Why, whereabouts};
use havenward_domain::author::MoveReason;
use havenward_domain::coded::Coded;
use havenward_domain::id::CaseId;
use havenward_domain::whereabouts::Whereabouts;

use crate::AppState;
use crate::cases::pages::reference;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

/// No words about a move are longer.
const LONGEST: usize = 1_000;
/// Why somebody's whereabouts change.
const REASONS: [&str; 7] =
    ["arranged", "own_wish", "not_seen", "found", "danger", "lawful_order", "other_authority"];

pub(crate) fn routes() -> Pages {
    Pages::new().get("/cases/{id}/whereabouts", ask).post("/cases/{id}/whereabouts", write)
}

/// The form.
#[derive(Template)]
#[template(path = "whereabouts/write.html")]
struct Write {
    page: Page,
    form: Form,
    case: CaseId,
    now: String,
    places: Vec<&'static str>,
}

impl HasForm for Write {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Write {
    async fn of(
        state: &AppState,
        caller: &havenward_app::Caller,
        (page, form): (Page, Form),
        case: CaseId,
    ) -> Result<Self, AppError> {
        let row = state.app.look(caller, async |ctx| whereabouts::line(ctx, case).await).await?;
        let places = Whereabouts::ALL.iter().map(|one| one.code()).collect();
        Ok(Self { page, form, case, now: row.positions.whereabouts.0, places })
    }

    fn reference(&self) -> String {
        reference(self.case)
    }
}

async fn ask(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let form = Form::empty(&page);
    show(&Write::of(&state, &caller, (page, form), id(&case)?).await?)
}

fn read(form: &mut Form) -> Option<(Whereabouts, MoveReason, Option<String>)> {
    let (to, reason) = (form.code("to"), form.one_of("reason", &REASONS));
    let words = form.maybe_text("words", LONGEST);
    Some((to?, MoveReason::from_code(reason?)?, words))
}

async fn write(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let case: CaseId = id(&case)?;
    if let Some((to, reason, words)) = form.read(read) {
        let act = async |ctx: &mut havenward_app::Ctx| {
            whereabouts::write(ctx, case, Why::new(reason, words)?, to).await
        };
        match form.act(&state.app, &caller, act).await {
            Ok(()) => return see_other(&format!("/cases/{case}")),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&Write::of(&state, &caller, (page, form), case).await?)
}
