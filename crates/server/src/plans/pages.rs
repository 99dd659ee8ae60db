//! The support plan in pages: begun and reviewed, goals proposed, each agreed to by the person before anything
//! is done about it.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::plans::{self, NewAction, NewGoal};
use havenward_app::{AppError, Caller, Ctx};
use havenward_domain::access::act;
use havenward_domain::coded::Coded;
use havenward_domain::codes::ServiceType;
use havenward_domain::id::{CaseId, UserId};
use havenward_domain::plan::{Action, Goal, GoalState, Outcome, Owner};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::AppState;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

/// The longest text of a goal or an action, in characters.
const LONGEST: usize = 1_000;
/// In how many weeks the plan is looked at again.
const WEEKS: [&str; 4] = ["2", "4", "8", "12"];
/// Within how many days an action is done.
const DAYS: [&str; 5] = ["0", "1", "3", "7", "28"];
/// Actions of one goal are numbered up to here.
const MOST_ACTIONS: i64 = 1_000;
/// Who does an action.
const WHO: [&str; 2] = ["me", "person"];

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/cases/{id}/plan", read)
        .post("/cases/{id}/plan", look_again)
        .get("/cases/{id}/plan/goals", ask_goal)
        .post("/cases/{id}/plan/goals", propose)
        .get("/cases/{id}/plan/goals/{goal}", goal)
        .post("/cases/{id}/plan/goals/{goal}", change)
}

/// The plan, or the way to begin one.
#[derive(Template)]
#[template(path = "plans/read.html")]
struct Shown {
    page: Page,
    form: Form,
    id: CaseId,
    plan: Option<plans::Read>,
    /// Whether the reader may begin it, look it through and propose goals.
    may_write: bool,
}

impl HasForm for Shown {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Shown {
    fn state(goal: &Goal) -> &'static str {
        state_of(goal)
    }

    fn outcome(goal: &Goal) -> Option<&'static str> {
        if let GoalState::Ended { outcome, .. } = goal.state() { Some(outcome.code()) } else { None }
    }
}

fn state_of(goal: &Goal) -> &'static str {
    match goal.state() {
        GoalState::Proposed => "proposed",
        GoalState::Agreed { .. } => "agreed",
        GoalState::NotWanted { .. } => "not_wanted",
        GoalState::Ended { .. } => "ended",
    }
}

/// The plan, none before it is begun; and whether the reader may write it.
async fn plan_of(
    state: &AppState,
    caller: &Caller,
    case: CaseId,
) -> Result<(Option<plans::Read>, bool), AppError> {
    let read =
        async |ctx: &mut Ctx| Ok((plans::find(ctx, case).await?, ctx.may_on::<act::WritePlan>(case).await?));
    state.app.run(caller, read).await
}

async fn read(State(state): State<AppState>, visit: Visit, Path(case): Path<String>) -> Answer {
    let id: CaseId = id(&case)?;
    let (plan, may_write) = plan_of(&state, &visit.caller, id).await?;
    let form = Form::empty(&visit.page).with("weeks", "4");
    show(&Shown { page: visit.page, form, id, plan, may_write })
}

/// The day so many days ahead, in the country's zone.
fn in_days(page: &Page, days: i64) -> Result<Date, AppError> {
    let today = page.local(*page.now()).date();
    today.checked_add(days.days()).map_err(|_| AppError::invalid("days", "give a day of the calendar"))
}

async fn look_again(
    State(state): State<AppState>,
    visit: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let id: CaseId = id(&case)?;
    let begun = plan_of(&state, &visit.caller, id).await?.0.is_some();
    let weeks = form.read(|form| form.one_of("weeks", &WEEKS)?.parse::<i64>().ok());
    if let Some(weeks) = weeks {
        let next = in_days(&visit.page, weeks * 7)?;
        let act = async |ctx: &mut Ctx| {
            if begun {
                plans::review(ctx, id, next).await?;
            } else {
                plans::begin(ctx, id, next).await?;
            }
            Ok(id)
        };
        let identity = form.identity();
        match state.app.run_once(&visit.caller, form.once(&identity), act).await {
            Ok(_) => return see_other(&format!("/cases/{id}/plan")),
            Err(error) => form.refused(error)?,
        }
    }
    let (plan, may_write) = plan_of(&state, &visit.caller, id).await?;
    show_form(&Shown { page: visit.page, form, id, plan, may_write })
}

/// A goal is proposed.
#[derive(Template)]
#[template(path = "plans/propose.html")]
struct Propose {
    page: Page,
    form: Form,
    id: CaseId,
}

impl HasForm for Propose {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Propose {
    fn areas() -> Vec<&'static str> {
        ServiceType::ALL.iter().map(|kind| kind.code()).collect()
    }
}

async fn ask_goal(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let (id, form) = (id(&case)?, Form::empty(&page));
    state.app.look(&caller, async |ctx| plans::line(ctx, id).await).await?;
    show(&Propose { page, form, id })
}

async fn propose(
    State(state): State<AppState>,
    visit: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let id: CaseId = id(&case)?;
    let read = form.read(|form| {
        let (area, text) = (form.code::<ServiceType>("area"), form.text("text", LONGEST));
        let own_words = form.maybe_text("own_words", LONGEST);
        Some(NewGoal { area: area?, text: text?, own_words })
    });
    if let Some(new) = read {
        let act = async |ctx: &mut Ctx| plans::propose_goal(ctx, id, new).await.map(|_| id);
        let identity = form.identity();
        match state.app.run_once(&visit.caller, form.once(&identity), act).await {
            Ok(_) => return see_other(&format!("/cases/{id}/plan")),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&Propose { page: visit.page, form, id })
}

/// One goal, and what can happen to it now.
#[derive(Template)]
#[template(path = "plans/goal.html")]
struct OneGoal {
    page: Page,
    form: Form,
    id: CaseId,
    at: usize,
    goal: Goal,
    /// Whether the reader may say what becomes of it.
    may_write: bool,
}

impl HasForm for OneGoal {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl OneGoal {
    async fn of(
        state: &AppState,
        visit: Visit,
        form: Form,
        (id, at): (CaseId, usize),
    ) -> Result<Self, AppError> {
        let (plan, may_write) = plan_of(state, &visit.caller, id).await?;
        let plan = plan.ok_or(AppError::NotFound)?;
        let goal = plan.plan.goals().get(at).cloned().ok_or(AppError::NotFound)?;
        Ok(Self { page: visit.page, form, id, at, goal, may_write })
    }

    fn state(&self) -> &'static str {
        state_of(&self.goal)
    }

    /// What can happen to it now, if the reader may say so.
    fn awaits(&self) -> &'static str {
        if self.may_write { self.state() } else { "" }
    }

    fn by(action: &Action) -> &'static str {
        if action.owner == Owner::Person { "person" } else { "worker" }
    }

    fn outcomes() -> Vec<&'static str> {
        Outcome::ALL.iter().map(|outcome| outcome.code()).collect()
    }
}

async fn goal(
    State(state): State<AppState>,
    visit: Visit,
    Path((case, goal)): Path<(String, String)>,
) -> Answer {
    let form = Form::empty(&visit.page).with("who", "me").with("days", "7");
    let at = (id(&case)?, id(&goal)?);
    show(&OneGoal::of(&state, visit, form, at).await?)
}

/// What is done to a goal.
enum Change {
    Agree,
    Refuse,
    Add(NewAction),
    Finish(usize),
    End(Outcome),
}

fn change_of(form: &mut Form, page: &Page, me: UserId) -> Option<Change> {
    match form.value("say") {
        "agree" => Some(Change::Agree),
        "refuse" => Some(Change::Refuse),
        "finish" => form.number("action", 0, MOST_ACTIONS)?.try_into().ok().map(Change::Finish),
        "end" => form.code::<Outcome>("outcome").map(Change::End),
        _ => {
            let (what, who) = (form.text("what", LONGEST), form.one_of("who", &WHO));
            let days = form.one_of("days", &DAYS).and_then(|days| days.parse::<i64>().ok());
            let owner = if who? == "me" { Owner::Worker(me) } else { Owner::Person };
            Some(Change::Add(NewAction { what: what?, owner, due: in_days(page, days?).ok()? }))
        }
    }
}

async fn change(
    State(state): State<AppState>,
    visit: Visit,
    Path((case, goal)): Path<(String, String)>,
    mut form: Form,
) -> Answer {
    let (id, at): (CaseId, usize) = (id(&case)?, id(&goal)?);
    let me = visit.page.member.map(|member| member.user).ok_or(AppError::SignedOut)?;
    if let Some(change) = form.read(|form| change_of(form, &visit.page, me)) {
        let act = async |ctx: &mut Ctx| {
            match change {
                Change::Agree => plans::agree_goal(ctx, id, at).await?,
                Change::Refuse => plans::refuse_goal(ctx, id, at).await?,
                Change::Add(action) => plans::add_action(ctx, id, at, action).await?,
                Change::Finish(action) => plans::finish_action(ctx, id, at, action).await?,
                Change::End(outcome) => plans::end_goal(ctx, id, at, outcome).await?,
            }
            Ok(id)
        };
        let identity = form.identity();
        match state.app.run_once(&visit.caller, form.once(&identity), act).await {
            Ok(_) => return see_other(&format!("/cases/{id}/plan")),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&OneGoal::of(&state, visit, form, (id, at)).await?)
}
