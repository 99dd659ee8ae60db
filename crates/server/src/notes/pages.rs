//! A note on a case and the next step, in one page; a task that led here is done with it.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use havenward_app::notes::{self, Holding};
use havenward_app::{AppError, Ctx, tasks};
use havenward_domain::access::act;
use havenward_domain::coded::Coded;
use havenward_domain::compartment::Compartment;
use havenward_domain::id::{CaseId, TaskId};
use havenward_domain::next_step::NextStep;
use havenward_domain::role::Role;
use jiff::Timestamp;
use serde::Deserialize;

use crate::AppState;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

/// The longest note of the page, in characters.
const LONGEST: usize = 5_000;
/// Within how many days the next step is done.
const DAYS: [&str; 5] = ["0", "1", "3", "7", "28"];

pub(crate) fn routes() -> Pages {
    Pages::new().get("/cases/{id}/notes", read).post("/cases/{id}/notes", write)
}

/// Those who write down what the person told and what comes next.
pub(crate) fn writes(role: Role) -> bool {
    role.is_first_responder() || matches!(role, Role::CaseManager | Role::ChildProtection)
}

/// The task that led here.
#[derive(Deserialize, Default)]
pub(crate) struct From {
    #[serde(default)]
    task: String,
}

#[derive(Template)]
#[template(path = "notes/write.html")]
struct Notes {
    page: Page,
    form: Form,
    id: CaseId,
    written: Vec<(Timestamp, String)>,
    may_write: bool,
}

impl HasForm for Notes {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Notes {
    fn steps() -> Vec<&'static str> {
        NextStep::ALL.iter().map(|step| step.code()).collect()
    }
}

/// What was written before, the latest first, and whether the reader may write more.
async fn notes_of(
    state: &AppState,
    visit: &Visit,
    case: CaseId,
) -> Result<(Vec<(Timestamp, String)>, bool), AppError> {
    let read = async |ctx: &mut Ctx| {
        let found = notes::read(ctx, case, Compartment::Narrative).await?;
        Ok((found, ctx.may_on::<act::WriteNote>(case).await?))
    };
    let (found, may_write) = state.app.run(&visit.caller, read).await?;
    let written = found.notes.into_iter().rev().map(|note| (note.at, note.text.into_exposed()));
    Ok((written.collect(), may_write))
}

async fn read(
    State(state): State<AppState>,
    visit: Visit,
    Path(case): Path<String>,
    from: Result<Query<From>, QueryRejection>,
) -> Answer {
    let id: CaseId = id(&case)?;
    let (written, may_write) = notes_of(&state, &visit, id).await?;
    let mut form = Form::empty(&visit.page).with("days", "1");
    if let Ok(Query(From { task })) = from
        && task.parse::<TaskId>().is_ok()
    {
        form = form.with("task", task);
    }
    show(&Notes { page: visit.page, form, id, written, may_write })
}

async fn write(
    State(state): State<AppState>,
    visit: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let id: CaseId = id(&case)?;
    let read = form.read(|form| {
        let (text, step) = (form.text("text", LONGEST), form.code::<NextStep>("step"));
        let days = form.one_of("days", &DAYS).and_then(|days| days.parse::<u16>().ok());
        let task = form.value("task").parse::<TaskId>().ok();
        Some((text?, step?, days?, task))
    });
    if let Some((text, step, days, task)) = read {
        let act = async |ctx: &mut Ctx| {
            notes::write(ctx, id, Compartment::Narrative, text, Holding::TwoOrMore).await?;
            tasks::next_step(ctx, id, step, days).await?;
            if let Some(task) = task {
                // A colleague may have done it meanwhile: the note is not lost for that.
                tasks::done(ctx, task).await.or_else(|error| match error {
                    AppError::NotFound => Ok(()),
                    other => Err(other),
                })?;
            }
            Ok(id)
        };
        let identity = form.identity();
        match state.app.run_once(&visit.caller, form.once(&identity), act).await {
            Ok(_) if task.is_some() => return see_other("/today"),
            Ok(_) => return see_other(&format!("/cases/{id}")),
            Err(error) => form.refused(error)?,
        }
    }
    let (written, may_write) = notes_of(&state, &visit, id).await?;
    show_form(&Notes { page: visit.page, form, id, written, may_write })
}
