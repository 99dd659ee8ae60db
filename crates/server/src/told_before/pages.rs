//! What the person is told before the first question, in both languages; and help, whatever she answers.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::Ctx;
use havenward_app::first_steps::{self, FirstSteps, Line};
use havenward_app::told_before::{self, NewTelling};
use havenward_domain::coded::Coded;
use havenward_domain::id::CaseId;
use havenward_domain::language::Language;
use havenward_domain::told_before::{AgreedToTalk, How, Leads};

use crate::AppState;
use crate::contacts::pages::languages;
use crate::first_steps::pages::in_their_words;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/cases/{id}/told-before", ask)
        .post("/cases/{id}/told-before", record)
        .get("/cases/{id}/help", help)
}

/// The words, and the person's answer.
#[derive(Template)]
#[template(path = "told_before/tell.html")]
struct Tell {
    page: Page,
    form: Form,
    id: CaseId,
    theirs: Option<Page>,
    languages: Vec<String>,
    ways: Vec<&'static str>,
}

impl Tell {
    fn of(page: Page, form: Form, id: CaseId, steps: &FirstSteps) -> Self {
        let theirs = in_their_words(&page, &steps.contact.languages);
        let ways = How::ALL.iter().map(|how| how.code()).collect();
        Self { page, form, id, theirs, languages: languages(&steps.contact.languages), ways }
    }
}

impl HasForm for Tell {
    fn form(&self) -> &Form {
        &self.form
    }
}

async fn ask(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let id: CaseId = id(&case)?;
    let steps = state.app.run(&caller, async |ctx| first_steps::read(ctx, id).await).await?;
    let language = steps.contact.languages.first().map(ToString::to_string).unwrap_or_default();
    let form = Form::empty(&page).with("language", language);
    show(&Tell::of(page, form, id, &steps))
}

fn read(form: &mut Form) -> Option<NewTelling> {
    let (how, language) = (form.code("how"), form.text("language", 35));
    let language = language.and_then(|tag| {
        let parsed = tag.parse::<Language>().ok();
        if parsed.is_none() {
            form.flaw("language", "form-choose");
        }
        parsed
    });
    let (shown, agreed) = (form.is_ticked("limits"), form.code::<AgreedToTalk>("agreed"));
    if agreed == Some(AgreedToTalk::Yes) && !shown {
        // A yes that did not know the limits is none: they are told first.
        form.flaw("limits", "told-limits-missing");
    }
    Some(NewTelling {
        language: language?,
        how: how?,
        limits_of_confidentiality_shown: shown,
        agreed_to_talk: agreed?,
    })
}

async fn record(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let id: CaseId = id(&case)?;
    if let Some(new) = form.read(read) {
        let leads = new.leads();
        let tell = async |ctx: &mut Ctx| told_before::record(ctx, id, new).await.map(|_| id);
        let identity = form.identity();
        match (state.app.run_once(&caller, form.once(&identity), tell).await, leads) {
            (Ok(_), Leads::Ask) => return see_other(&format!("/cases/{id}/screenings/new")),
            (Ok(_), Leads::ShowLimits) => form.flaw("limits", "told-limits-missing"),
            (Ok(_), Leads::HelpAndSafeRecontact | Leads::Help) => {
                return see_other(&format!("/cases/{id}/help"));
            }
            (Err(error), _) => form.refused(error)?,
        }
    }
    let steps = state.app.run(&caller, async |ctx| first_steps::read(ctx, id).await).await?;
    show_form(&Tell::of(page, form, id, &steps))
}

/// Help, whatever was answered.
#[derive(Template)]
#[template(path = "told_before/help.html")]
struct Help {
    page: Page,
    id: CaseId,
    steps: FirstSteps,
    line: Option<Line>,
}

impl Help {
    fn is_not_now(&self) -> bool {
        self.steps.answered == Some(AgreedToTalk::NotNow)
    }
}

async fn help(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let id: CaseId = id(&case)?;
    let read = async |ctx: &mut Ctx| {
        let steps = first_steps::read(ctx, id).await?;
        let line = first_steps::line_that_answers(ctx, steps.is_child()).await?;
        Ok((steps, line))
    };
    let (steps, line) = state.app.run(&caller, read).await?;
    show(&Help { page, id, steps, line })
}
