//! A guardian speaks up for a child: the objection, its answer, and what is best for the child.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::objections::{self, NewBestInterests, Said};
use havenward_app::{AppError, Caller, Ctx};
use havenward_domain::access::{carries_the_case, decides};
use havenward_domain::best_interests::MOST_OPTIONS;
use havenward_domain::id::CaseId;
use havenward_domain::objection::{Objection, ObjectionOutcome, Planned};
use havenward_domain::role::Role;

use crate::AppState;
use crate::cases::pages::reference;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

/// No words here are longer.
const LONGEST: usize = 1_000;
/// What can be planned.
const PLANNED: [&str; 3] = ["referral", "decision", "contact"];
/// How a child's view is known.
const VIEWS: [&str; 4] = ["said", "shown", "did_not_wish", "not_asked"];
/// What becomes of an objection.
const OUTCOMES: [&str; 2] = ["plan_changed", "plan_kept"];
/// The fields of each option.
const OPTIONS: [(&str, &str, &str); MOST_OPTIONS] = [
    ("what-1", "good-1", "bad-1"),
    ("what-2", "good-2", "bad-2"),
    ("what-3", "good-3", "bad-3"),
    ("what-4", "good-4", "bad-4"),
];

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/cases/{id}/objections", list)
        .post("/cases/{id}/objections", object)
        .get("/cases/{id}/objections/{number}", ask)
        .post("/cases/{id}/objections/{number}", answer)
        .get("/cases/{id}/best-interests", read_best)
        .post("/cases/{id}/best-interests", say_best)
}

/// A page with what the guardian said, and a form for whoever may add to it.
struct Read {
    page: Page,
    form: Form,
    case: CaseId,
    said: Said,
}

impl Read {
    async fn of(
        state: &AppState,
        caller: &Caller,
        (page, form): (Page, Form),
        case: CaseId,
    ) -> Result<Self, AppError> {
        let said = state.app.run(caller, async |ctx| objections::read(ctx, case).await).await?;
        Ok(Self { page, form, case, said })
    }

    fn reference(&self) -> String {
        reference(self.case)
    }

    fn role(&self) -> Option<Role> {
        self.page.member.map(|member| member.role)
    }

    /// Whether this reader is the guardian of a child.
    fn speaks(&self) -> bool {
        self.said.child && self.role() == Some(Role::Guardian)
    }

    /// Whether this reader planned it, or decides.
    fn answers(&self) -> bool {
        self.role().is_some_and(|role| carries_the_case(role) || decides(role))
    }
}

/// Objections.
#[derive(Template)]
#[template(path = "objections/list.html")]
struct Objections {
    page: Page,
    form: Form,
    all: Read,
}

impl HasForm for Objections {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Objections {
    fn of(mut all: Read) -> Self {
        let form = std::mem::replace(&mut all.form, Form::empty(&all.page));
        Self { page: all.page.clone(), form, all }
    }
}

async fn list(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let form = Form::empty(&page);
    show(&Objections::of(Read::of(&state, &caller, (page, form), id(&case)?).await?))
}

async fn object(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let case: CaseId = id(&case)?;
    let read = |form: &mut Form| {
        let (to, words) = (form.code::<Planned>("to"), form.text("words", LONGEST));
        Some((to?, words?))
    };
    if let Some((to, words)) = form.read(read) {
        let identity = form.identity();
        let act = async |ctx: &mut Ctx| objections::object(ctx, case, to, words).await.map(|_| case);
        match state.app.run_once(&caller, form.once(&identity), act).await {
            Ok(_) => return see_other(&format!("/cases/{case}/objections")),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&Objections::of(Read::of(&state, &caller, (page, form), case).await?))
}

/// The answer to one objection.
#[derive(Template)]
#[template(path = "objections/answer.html")]
struct Answering {
    page: Page,
    form: Form,
    case: CaseId,
    number: usize,
    objection: Objection,
}

impl HasForm for Answering {
    fn form(&self) -> &Form {
        &self.form
    }
}

async fn answering(
    state: &AppState,
    caller: &Caller,
    (page, form): (Page, Form),
    (case, number): (CaseId, usize),
) -> Result<Answering, AppError> {
    let read = Read::of(state, caller, (page, form), case).await?;
    let may = read.answers();
    let Read { page, form, mut said, .. } = read;
    if !may || number >= said.objections.len() {
        return Err(AppError::NotFound);
    }
    Ok(Answering { page, form, case, number, objection: said.objections.swap_remove(number) })
}

async fn ask(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, number)): Path<(String, String)>,
) -> Answer {
    let form = Form::empty(&page);
    show(&answering(&state, &caller, (page, form), (id(&case)?, id(&number)?)).await?)
}

async fn answer(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, number)): Path<(String, String)>,
    mut form: Form,
) -> Answer {
    let (case, number): (CaseId, usize) = (id(&case)?, id(&number)?);
    let read = |form: &mut Form| {
        let (outcome, words) = (form.code::<ObjectionOutcome>("outcome"), form.text("words", LONGEST));
        Some((outcome?, words?))
    };
    if let Some((outcome, words)) = form.read(read) {
        let act = async |ctx: &mut Ctx| objections::answer(ctx, case, number, outcome, words).await;
        match form.act(&state.app, &caller, act).await {
            Ok(()) => return see_other(&format!("/cases/{case}/objections")),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&answering(&state, &caller, (page, form), (case, number)).await?)
}

/// What is best for the child.
#[derive(Template)]
#[template(path = "objections/best.html")]
struct Best {
    page: Page,
    form: Form,
    all: Read,
}

impl HasForm for Best {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Best {
    fn of(mut all: Read) -> Self {
        let form = std::mem::replace(&mut all.form, Form::empty(&all.page));
        Self { page: all.page.clone(), form, all }
    }
}

async fn read_best(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let form = Form::empty(&page);
    show(&Best::of(Read::of(&state, &caller, (page, form), id(&case)?).await?))
}

/// Options as they were typed: one without a name is left out, unless something is said of it.
fn weighed(form: &mut Form) -> Vec<(String, Option<String>, Option<String>)> {
    let mut options = Vec::new();
    for (field, good, bad) in OPTIONS {
        let (good, bad) = (form.maybe_text(good, LONGEST), form.maybe_text(bad, LONGEST));
        let what = form.maybe_text(field, LONGEST);
        match what {
            Some(_) if good.is_none() && bad.is_none() => form.flaw(field, "best-not-weighed"),
            Some(what) => options.push((what, good, bad)),
            None if good.is_some() || bad.is_some() => form.flaw(field, "form-missing"),
            None => {}
        }
    }
    if options.is_empty() && form.flaws().is_empty() {
        form.flaw("what-1", "best-no-option");
    }
    options
}

fn read(form: &mut Form) -> Option<NewBestInterests> {
    let (about, childs_view) = (form.code("about"), form.code("view"));
    let child_said = form.maybe_text("child", LONGEST);
    let guardian = form.text("guardian", LONGEST);
    let options = weighed(form);
    Some(NewBestInterests {
        about: about?,
        childs_view: childs_view?,
        child_said,
        guardian: guardian?,
        options,
    })
}

async fn say_best(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let case: CaseId = id(&case)?;
    if let Some(new) = form.read(read) {
        let identity = form.identity();
        let act = async |ctx: &mut Ctx| objections::say_best(ctx, case, new).await.map(|()| case);
        match state.app.run_once(&caller, form.once(&identity), act).await {
            Ok(_) => return see_other(&format!("/cases/{case}/best-interests")),
            Err(AppError::Invalid { field: "child_said", .. }) => form.flaw("child", "best-childs-view"),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&Best::of(Read::of(&state, &caller, (page, form), case).await?))
}
