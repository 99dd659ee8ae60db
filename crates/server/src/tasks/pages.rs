//! Today: what this person's unit does next, by due time, and the clocks that run out.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use havenward_app::cases::{self, Filter};
use havenward_app::clocks::{self, Running};
use havenward_app::notes;
use havenward_app::tasks::{self, Load, Task};
use havenward_app::{AppError, Ctx, Window};
use havenward_domain::id::{CaseId, TaskId};
use havenward_domain::role::Role;
use serde::Deserialize;

use crate::AppState;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;
use crate::rules::pages as rules;

/// Clocks shown on the page; the list of cases has the rest.
const CLOCKS: usize = 8;
/// A full bar is this many days or more: the longest ordinary reflection period of the shipped profiles.
const BAR_DAYS: i64 = 45;

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/today", today)
        .get("/tasks/{id}/done", ask_done)
        .post("/tasks/{id}/done", done)
        .in_navigation("/today", "nav-today", 10, |_| true)
}

/// Tasks on a page.
const ON_A_PAGE: u32 = 50;

/// Which page of the tasks.
#[derive(Deserialize, Default)]
pub(crate) struct Which {
    #[serde(default)]
    page: u32,
}

/// Today's page. What a role has no business with is not there.
#[derive(Template)]
#[template(path = "tasks/today.html")]
struct Today {
    page: Page,
    tasks: Option<Vec<Task>>,
    load: Load,
    at: u32,
    clocks: Option<Vec<Running>>,
    case_count: Option<i64>,
    /// Cases of these tasks in which the reader may write what was told.
    noted: BTreeSet<CaseId>,
    without: Option<usize>,
}

impl Today {
    fn words(&self, task: &Task) -> String {
        words(&self.page, &task.kind)
    }

    /// Whether a colleague gave the task to this reader.
    fn is_mine(&self, task: &Task) -> bool {
        task.assignee.is_some() && task.assignee == self.page.member.map(|member| member.user)
    }

    /// Where a task is done, if there is one page for it.
    fn leads_to(&self, task: &Task) -> Option<(String, &'static str)> {
        if !self.writes_notes() {
            return None;
        }
        let kind = task.kind.strip_prefix("overdue:").unwrap_or(&task.kind);
        match (kind, task.case) {
            (kind, _) if kind.starts_with("open_intake:") => Some(("/devices".to_owned(), "devices-title")),
            ("place_opened", _) => Some(("/waits".to_owned(), "waits-title")),
            ("look_for_service", Some(case)) => Some((format!("/cases/{case}/waits"), "waits-case-title")),
            ("find_interpreter", Some(case)) => Some((format!("/cases/{case}/bookings"), "bookings-title")),
            ("answer_objection", Some(case)) => {
                Some((format!("/cases/{case}/objections"), "objections-title"))
            }
            ("read_best_interests", Some(case)) => {
                Some((format!("/cases/{case}/best-interests"), "best-title"))
            }
            _ => None,
        }
    }

    /// Whether the reader's role writes what a person told.
    fn writes_notes(&self) -> bool {
        self.is(crate::notes::pages::writes)
    }

    /// Whether the reader's role opens cases: to others one is told by its letters alone.
    fn opens_cases(&self) -> bool {
        self.is(crate::cases::pages::has_cases)
    }

    /// Whether the reader reports on the whole: figures are made elsewhere.
    fn makes_figures(&self) -> bool {
        self.is(rules::makes_figures)
    }

    /// Whether the rules are all there is for the reader.
    fn stands_beside(&self) -> bool {
        self.is(rules::stands_beside)
    }

    /// Whether it is the reader's main job to meet people.
    fn meets_people(&self) -> bool {
        self.is(Role::is_first_responder)
    }

    fn is(&self, of_a_kind: fn(Role) -> bool) -> bool {
        self.page.member.is_some_and(|member| of_a_kind(member.role))
    }

    fn clock(&self, clock: &Running) -> String {
        which(&self.page, "clock", &clock.kind)
    }

    fn has_more(&self) -> bool {
        (i64::from(self.at) + 1) * i64::from(ON_A_PAGE) < self.load.open
    }
}

/// What a task is about: the part of its code before the colon says what, the part after it which.
pub(crate) fn words(page: &Page, task: &str) -> String {
    let (kind, of) = task.split_once(':').unwrap_or((task, ""));
    if !page.knows(&format!("task-{}", kind.replace('_', "-"))) {
        return task.replace(['_', ':'], " ");
    }
    let say = page.code("task", kind);
    if kind == "overdue" {
        return say.s("which", words(page, of)).plain();
    }
    if of.is_empty() { say.plain() } else { say.s("which", which(page, kind, of)).plain() }
}

/// The words for a code of the profile, or the code itself where nobody has written any.
pub(crate) fn which(page: &Page, kind: &str, which: &str) -> String {
    let family = if kind.starts_with("clock") { "clock" } else { kind };
    // The code of a profile may name its section first; what is told is the last part.
    let which = which.rsplit('.').next().unwrap_or(which);
    let key = format!("{family}-{which}").replace(['_', '.', ':'], "-");
    if page.knows(&key) { page.t(key).plain() } else { which.replace(['_', ':', '-'], " ") }
}

/// Nothing where the role may not ask.
fn if_allowed<T>(answer: Result<T, AppError>) -> Result<Option<T>, AppError> {
    match answer {
        Ok(value) => Ok(Some(value)),
        Err(AppError::Forbidden | AppError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn today(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    which: Result<Query<Which>, QueryRejection>,
) -> Answer {
    let which = which.map_or_else(|_| Which::default(), |Query(which)| which);
    let read = async |ctx: &mut Ctx| {
        let tasks = if_allowed(tasks::list(ctx, Window::at(which.page).of(ON_A_PAGE)).await)?;
        let load = if_allowed(tasks::load(ctx).await)?.unwrap_or_default();
        let mut clocks = if_allowed(clocks::list(ctx).await)?;
        if let Some(clocks) = &mut clocks {
            clocks.truncate(CLOCKS);
        }
        let case_count = if_allowed(cases::count(ctx, Filter::default()).await)?;
        let without = if_allowed(tasks::cases_without(ctx).await)?.map(|cases| cases.len());
        let mut noted = BTreeSet::new();
        for case in tasks.iter().flatten().filter_map(|task| task.case) {
            if !noted.contains(&case) && notes::may_write(ctx, case).await? {
                noted.insert(case);
            }
        }
        Ok((tasks, load, clocks, case_count, noted, without))
    };
    let (tasks, load, clocks, case_count, noted, without) = state.app.look(&caller, read).await?;
    show(&Today { page, tasks, load, at: which.page, clocks, case_count, noted, without })
}

/// Is it done? One question, one button.
#[derive(Template)]
#[template(path = "tasks/done.html")]
struct Done {
    page: Page,
    form: Form,
    id: TaskId,
}

impl HasForm for Done {
    fn form(&self) -> &Form {
        &self.form
    }
}

async fn ask_done(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(task): Path<String>,
) -> Answer {
    let (id, form) = (id(&task)?, Form::empty(&page));
    state.app.look(&caller, async |ctx| tasks::find(ctx, id).await).await?;
    show(&Done { page, form, id })
}

async fn done(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(task): Path<String>,
    mut form: Form,
) -> Answer {
    let id: TaskId = id(&task)?;
    if form.read(|_| Some(())).is_some() {
        match form.act(&state.app, &caller, async |ctx| tasks::done(ctx, id).await).await {
            Ok(()) => return see_other("/today"),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&Done { page, form, id })
}
