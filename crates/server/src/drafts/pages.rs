//! What the reader began and has not sent: gone on with at its page, or thrown away.

use askama::Template;
use axum::extract::State;
use havenward_app::Ctx;
use havenward_app::drafts::{self, Listed};
use havenward_domain::id::DraftId;

use crate::AppState;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show_form};
use crate::path::id;

/// Long forms by the end of their address, with the words of their pages.
const FORMS: [(&str, &str); 19] = [
    ("contacts/new", "contact-title"),
    ("told-before", "told-title"),
    ("screenings/new", "screen-title"),
    ("needs", "needs-title"),
    ("risks", "risks-title"),
    ("notes", "notes-title"),
    ("plan/goals", "goal-new"),
    ("plan", "plan-title"),
    ("presumption", "presume-title"),
    ("whereabouts", "whereabouts-title"),
    ("transfer", "transfer-title"),
    ("by-law", "by-law-title"),
    ("decide", "decide-title"),
    ("evidence", "evidence-title"),
    ("challenge", "challenge-title"),
    ("objections", "objections-title"),
    ("best-interests", "best-title"),
    ("enquiries", "offer-title"),
    ("bookings", "bookings-title"),
];

pub(crate) fn routes() -> Pages {
    Pages::new().get("/drafts", list).post("/drafts", drop)
}

#[derive(Template)]
#[template(path = "drafts/list.html")]
struct Begun {
    page: Page,
    form: Form,
    drafts: Vec<Listed>,
}

impl HasForm for Begun {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Begun {
    /// What the page is called on which it was typed.
    fn words(&self, draft: &Listed) -> String {
        let found = FORMS.iter().find(|(part, _)| draft.path.contains(&format!("/{part}")));
        self.page.t(found.map_or("drafts-other", |(_, key)| *key)).plain()
    }

    /// The case by the first letters of its random id.
    fn case(&self, draft: &Listed) -> String {
        let reference = draft.case.map(crate::cases::pages::reference);
        reference.map_or_else(String::new, |one| self.page.t("case-short").s("reference", one).plain())
    }
}

async fn shown(state: &AppState, Visit { caller, page }: Visit, form: Form) -> Answer {
    let drafts = state.app.run(&caller, async |ctx: &mut Ctx| drafts::list(ctx).await).await?;
    show_form(&Begun { page, form, drafts })
}

async fn list(State(state): State<AppState>, visit: Visit) -> Answer {
    let form = Form::empty(&visit.page);
    shown(&state, visit, form).await
}

async fn drop(State(state): State<AppState>, visit: Visit, mut form: Form) -> Answer {
    let which: DraftId = id(form.value("which"))?;
    if form.read(|_| Some(())).is_some() {
        match form.act(&state.app, &visit.caller, async |ctx| drafts::drop(ctx, which).await).await {
            Ok(()) => return see_other("/drafts"),
            Err(error) => form.refused(error)?,
        }
    }
    shown(&state, visit, form).await
}
