//! The interpreter's own page: what she says of herself, and her appointments. No case is behind them.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use havenward_app::interpreters::{self, Interpreter};
use havenward_app::tasks::{self, Task};
use havenward_app::{AppError, Caller, Ctx, Window};
use havenward_domain::booking::Interpreting;
use havenward_domain::coded::Coded;
use havenward_domain::language::Language;
use havenward_domain::role::Role;

use crate::AppState;
use crate::contacts::pages::languages;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};

/// Dialects as they are typed, with commas between.
const LONGEST_DIALECTS: usize = 400;

pub(crate) fn routes() -> Pages {
    Pages::new().get("/interpreting", own).post("/interpreting", offer).in_navigation(
        "/interpreting",
        "nav-interpreting",
        12,
        |role| role == Role::Interpreter,
    )
}

#[derive(Template)]
#[template(path = "interpreters/own.html")]
struct Own {
    page: Page,
    form: Form,
    known: Option<Interpreter>,
    appointments: Vec<Task>,
    languages: Vec<String>,
}

impl HasForm for Own {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Own {
    async fn of(state: &AppState, caller: &Caller, page: Page, form: Option<Form>) -> Result<Self, AppError> {
        let read =
            async |ctx: &mut Ctx| Ok((interpreters::own(ctx).await?, tasks::list(ctx, Window::at(0)).await?));
        let (known, appointments) = state.app.look(caller, read).await?;
        let spoken: Vec<Language> =
            known.iter().flat_map(|known| known.speaks.languages.iter().cloned()).collect();
        let form = form.unwrap_or_else(|| filled(&page, known.as_ref()));
        Ok(Self { page, form, known, appointments, languages: languages(&spoken) })
    }

    fn language(&self, tag: &str) -> String {
        let key = format!("language-{tag}");
        if self.page.knows(&key) { self.page.t(key).plain() } else { tag.to_owned() }
    }

    fn words(&self, task: &Task) -> String {
        crate::tasks::pages::words(&self.page, &task.kind)
    }
}

/// The form as she left it.
fn filled(page: &Page, known: Option<&Interpreter>) -> Form {
    let mut form = Form::empty(page);
    let Some(Interpreter { speaks, .. }) = known else { return form };
    for language in &speaks.languages {
        form = form.with("languages", language.to_string());
    }
    for mode in &speaks.modes {
        form = form.with("modes", mode.code());
    }
    let dialects: Vec<&str> = speaks.dialects.iter().map(String::as_str).collect();
    form.with("sex", speaks.sex.code()).with("dialects", dialects.join(", "))
}

async fn own(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    show(&Own::of(&state, &caller, page, None).await?)
}

fn read(form: &mut Form, offered: &[String]) -> Option<Interpreting> {
    let chosen = offered.iter().filter(|tag| form.has("languages", tag));
    let languages: BTreeSet<Language> = chosen.filter_map(|tag| tag.parse().ok()).collect();
    if languages.is_empty() {
        form.flaw("languages", "interpreting-no-language");
    }
    let modes: BTreeSet<_> = form.codes("modes").into_iter().collect();
    if modes.is_empty() && form.flaw_of("modes").is_none() {
        form.flaw("modes", "form-choose");
    }
    let sex = form.code("sex");
    let dialects = form.maybe_text("dialects", LONGEST_DIALECTS).unwrap_or_default();
    let named = dialects.split([',', '،']).map(str::trim).filter(|name| !name.is_empty());
    let dialects = named.map(str::to_owned).collect();
    Some(Interpreting { languages, dialects, sex: sex?, modes })
}

async fn offer(State(state): State<AppState>, Visit { caller, page }: Visit, mut form: Form) -> Answer {
    let known = state.app.look(&caller, async |ctx| interpreters::own(ctx).await).await?;
    let spoken: Vec<Language> = known.into_iter().flat_map(|known| known.speaks.languages).collect();
    let offered = languages(&spoken);
    if let Some(speaks) = form.read(|form| read(form, &offered)) {
        match state.app.run(&caller, async |ctx| interpreters::offer(ctx, speaks).await).await {
            Ok(()) => return see_other("/interpreting"),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&Own::of(&state, &caller, page, Some(form)).await?)
}
