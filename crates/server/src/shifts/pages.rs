//! Who is on shift tonight, and the hand-over in which nothing is left behind.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use havenward_app::shifts::{self, OnShift};
use havenward_app::tasks::{self, Task};
use havenward_app::units::{self, Member};
use havenward_app::{AppError, Caller, Ctx, Window};
use havenward_domain::id::{TaskId, UserId};
use havenward_domain::role::Role;

use crate::AppState;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::services::pages::runs_a_house;

/// Tasks that the hand-over names one by one; the others go to one person together.
const ONE_BY_ONE: u32 = 50;
/// For how long somebody may come on shift, in hours.
const HOURS: [&str; 4] = ["4", "8", "12", "24"];

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/shift", tonight)
        .post("/shift", change)
        .get("/shift/hand-over", ask_hand_over)
        .post("/shift/hand-over", hand_over)
        .in_navigation("/shift", "nav-shift", 40, has_shifts)
}

fn has_shifts(role: Role) -> bool {
    runs_a_house(role) || role == Role::FrHotline
}

/// Who is on.
#[derive(Template)]
#[template(path = "shifts/tonight.html")]
struct Tonight {
    page: Page,
    form: Form,
    on: Vec<OnShift>,
    me: Option<UserId>,
}

impl HasForm for Tonight {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Tonight {
    async fn of(state: &AppState, caller: &Caller, page: Page, form: Form) -> Result<Self, AppError> {
        let on = state.app.look(caller, async |ctx| shifts::on(ctx).await).await?;
        let me = page.member.map(|member| member.user);
        Ok(Self { page, form, on, me })
    }

    fn am_on(&self) -> bool {
        self.on.iter().any(|one| Some(one.user) == self.me)
    }
}

async fn tonight(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let form = Form::empty(&page).with("hours", "12");
    show(&Tonight::of(&state, &caller, page, form).await?)
}

async fn change(State(state): State<AppState>, Visit { caller, page }: Visit, mut form: Form) -> Answer {
    let is_off = form.value("say") == "off";
    let read = |form: &mut Form| if is_off { Some(0) } else { form.one_of("hours", &HOURS)?.parse().ok() };
    if let Some(hours) = form.read(read) {
        let act = async |ctx: &mut Ctx| {
            if is_off { shifts::go_off(ctx).await } else { shifts::come_on(ctx, hours).await }
        };
        match form.act(&state.app, &caller, act).await {
            Ok(()) => return see_other("/shift"),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&Tonight::of(&state, &caller, page, form).await?)
}

/// The hand-over: each open task and who takes it.
#[derive(Template)]
#[template(path = "shifts/hand_over.html")]
struct HandOver {
    page: Page,
    form: Form,
    tasks: Vec<Task>,
    open: i64,
    colleagues: Vec<Member>,
    on: Vec<OnShift>,
}

impl HasForm for HandOver {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl HandOver {
    async fn of(state: &AppState, caller: &Caller, page: Page, form: Form) -> Result<Self, AppError> {
        let read = async |ctx: &mut Ctx| {
            let (tasks, open) = (tasks::list(ctx, shown()).await?, tasks::load(ctx).await?.open);
            Ok((tasks, open, units::members(ctx).await?, shifts::on(ctx).await?))
        };
        let (tasks, open, colleagues, on) = state.app.look(caller, read).await?;
        Ok(Self { page, form, tasks, open, colleagues, on })
    }

    fn is_on(&self, user: &UserId) -> bool {
        self.on.iter().any(|one| one.user == *user)
    }

    fn field(task: &Task) -> String {
        format!("to-{}", task.id)
    }
}

async fn ask_hand_over(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let form = Form::empty(&page);
    show(&HandOver::of(&state, &caller, page, form).await?)
}

/// The tasks that the page names one by one: those that cannot wait stand first.
fn shown() -> Window {
    Window::at(0).of(ONE_BY_ONE)
}

/// Who takes which task, and who takes every other. Without somebody for the others, each must be named.
#[expect(
    clippy::unnecessary_wraps,
    reason = "`Form::read` takes readers that can find a flaw in what is missing"
)]
fn read(form: &mut Form, tasks: &[Task]) -> Option<(BTreeMap<TaskId, UserId>, Option<UserId>)> {
    let rest = form.value("rest").parse::<UserId>().ok();
    if rest.is_none() && !form.value("rest").is_empty() {
        form.flaw("rest", "form-choose");
    }
    let mut moves = BTreeMap::new();
    for task in tasks {
        let field = HandOver::field(task);
        match form.value(&field).parse::<UserId>() {
            Ok(user) => {
                moves.insert(task.id, user);
            }
            Err(_) if rest.is_some() && form.value(&field).is_empty() => {}
            Err(_) => form.flaw(&field, "form-choose"),
        }
    }
    Some((moves, rest))
}

async fn hand_over(State(state): State<AppState>, Visit { caller, page }: Visit, mut form: Form) -> Answer {
    let open = state.app.look(&caller, async |ctx| tasks::list(ctx, shown()).await).await?;
    if let Some((moves, rest)) = form.read(|form| read(form, &open)) {
        let act = async |ctx: &mut Ctx| shifts::hand_over(ctx, moves, rest).await.map(drop);
        match form.act(&state.app, &caller, act).await {
            Ok(()) => return see_other("/shift"),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&HandOver::of(&state, &caller, page, form).await?)
}
