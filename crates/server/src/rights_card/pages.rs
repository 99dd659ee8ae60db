//! What the person may take along. Nothing, unless it was asked whether it is safe to carry anything.
//!
//! The card looks like any slip with a number on it: no name, no case, no office.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::Ctx;
use havenward_app::first_steps::{self, Line};
use havenward_domain::id::CaseId;

use crate::AppState;
use crate::first_steps::pages::in_their_words;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, show, show_form};
use crate::path::id;

/// What everybody is told of her rights, in the order of the card.
pub(crate) const RIGHTS: [&str; 6] =
    ["right-help", "right-interpreter", "right-doctor", "right-lawyer", "right-say-no", "right-see"];

pub(crate) fn routes() -> Pages {
    Pages::new().get("/cases/{id}/card", ask).post("/cases/{id}/card", give)
}

/// The question, and after it the card or what to remember.
#[derive(Template)]
#[template(path = "rights_card/card.html")]
struct Card {
    page: Page,
    form: Form,
    id: CaseId,
    theirs: Option<Page>,
    line: Option<Line>,
    answer: Option<&'static str>,
}

impl HasForm for Card {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Card {
    fn is(&self, answer: &str) -> bool {
        self.answer.is_some_and(|given| given == answer)
    }
}

async fn ask(state: State<AppState>, visit: Visit, path: Path<String>) -> Answer {
    let form = Form::empty(&visit.page).with("carry", "nothing");
    show(&card(state, visit, path, (form, None)).await?)
}

async fn give(state: State<AppState>, visit: Visit, path: Path<String>, mut form: Form) -> Answer {
    let answer = form.read(|form| form.one_of("carry", &["nothing", "card"]));
    show_form(&card(state, visit, path, (form, answer)).await?)
}

async fn card(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    (form, answer): (Form, Option<&'static str>),
) -> Result<Card, crate::frame::Fault> {
    let id: CaseId = id(&case)?;
    let read = async |ctx: &mut Ctx| {
        let steps = first_steps::read(ctx, id).await?;
        let line = first_steps::line_that_answers(ctx, steps.is_child()).await?;
        Ok((steps.contact.languages, line))
    };
    let (languages, line) = state.app.run(&caller, read).await?;
    let theirs = in_their_words(&page, &languages);
    Ok(Card { page, form, id, theirs, line, answer })
}
