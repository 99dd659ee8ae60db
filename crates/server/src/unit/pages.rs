//! One's own unit: who works here, who holds its key, and who waits to be let in.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::units::{self, Holders, Member, Opened, Own, Waiting};
use havenward_app::{AppError, Caller, Ctx};
use havenward_domain::access::may_hold_unit_key;
use havenward_domain::id::UserId;

use crate::AppState;
use crate::cases::pages::reference;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

/// Eight groups of five digits, however they are spaced.
const LONGEST_FINGERPRINT: usize = 80;

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/unit", read)
        .post("/unit", make_key)
        .post("/unit/key", renew_key)
        .get("/unit/left/{id}", left)
        .get("/unit/waiting/{id}", ask)
        .post("/unit/waiting/{id}", admit)
        .in_navigation("/unit", "nav-unit", 50, may_hold_unit_key)
}

/// The unit.
#[derive(Template)]
#[template(path = "unit/read.html")]
struct Read {
    page: Page,
    form: Form,
    own: Own,
    members: Vec<Member>,
    holders: Holders,
    waiting: Vec<Waiting>,
}

impl HasForm for Read {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Read {
    async fn of(state: &AppState, caller: &Caller, page: Page, form: Form) -> Result<Self, AppError> {
        let read = async |ctx: &mut Ctx| {
            let own = units::own(ctx).await?;
            // Who does not hold the key can let nobody in.
            let waiting = if own.holds { units::waiting(ctx).await? } else { Vec::new() };
            Ok((own, units::members(ctx).await?, units::warn_single_holder(ctx).await?, waiting))
        };
        let (own, members, holders, waiting) = state.app.look(caller, read).await?;
        Ok(Self { page, form, own, members, holders, waiting })
    }

    fn stands(member: &Member) -> &'static str {
        match (member.public_key.is_some(), member.holds_key) {
            _ if !member.active => "left",
            (_, true) => "holds",
            (true, false) if may_hold_unit_key(member.role) => "waits",
            (true, false) => "without",
            (false, false) => "invited",
        }
    }
}

async fn read(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let form = Form::empty(&page);
    show(&Read::of(&state, &caller, page, form).await?)
}

async fn make_key(State(state): State<AppState>, Visit { caller, page }: Visit, mut form: Form) -> Answer {
    if form.read(|_| Some(())).is_some() {
        let make = async |ctx: &mut Ctx| {
            let holding = units::hold_key(ctx).await?;
            // A colleague made it while this page was open: the page shows who holds it now.
            if holding.made { Ok(()) } else { Err(AppError::Conflict) }
        };
        match form.act(&state.app, &caller, make).await {
            Ok(()) => return see_other("/unit"),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&Read::of(&state, &caller, page, form).await?)
}

async fn renew_key(State(state): State<AppState>, Visit { caller, page }: Visit, mut form: Form) -> Answer {
    if form.read(|_| Some(())).is_some() {
        let renew = async |ctx: &mut Ctx| units::renew_key(ctx).await.map(drop);
        match form.act(&state.app, &caller, renew).await {
            Ok(()) => return see_other("/unit"),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&Read::of(&state, &caller, page, form).await?)
}

/// What somebody who has left had opened here.
#[derive(Template)]
#[template(path = "unit/left.html")]
struct Left {
    page: Page,
    one: Member,
    opened: Vec<Opened>,
}

impl Left {
    fn reference(one: &Opened) -> String {
        reference(one.case)
    }
}

async fn left(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(member): Path<String>,
) -> Answer {
    let user: UserId = id(&member)?;
    let read = async |ctx: &mut Ctx| {
        let opened = units::opened_by(ctx, user).await?;
        let member = units::members(ctx).await?.into_iter().find(|member| member.user == user);
        Ok((member.ok_or(AppError::NotFound)?, opened))
    };
    let (one, opened) = state.app.run(&caller, read).await?;
    show(&Left { page, one, opened })
}

/// A colleague who waits: is this her key?
#[derive(Template)]
#[template(path = "unit/admit.html")]
struct Admit {
    page: Page,
    form: Form,
    one: Waiting,
}

impl HasForm for Admit {
    fn form(&self) -> &Form {
        &self.form
    }
}

async fn waiting(state: &AppState, caller: &Caller, user: UserId) -> Result<Waiting, AppError> {
    let all = state.app.look(caller, async |ctx| units::waiting(ctx).await).await?;
    all.into_iter().find(|one| one.user == user).ok_or(AppError::NotFound)
}

async fn ask(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(colleague): Path<String>,
) -> Answer {
    let one = waiting(&state, &caller, id(&colleague)?).await?;
    let form = Form::empty(&page);
    show(&Admit { page, form, one })
}

/// The fingerprint that stood on the page when the colleague was asked.
fn read_admission(form: &mut Form) -> Option<String> {
    if !form.is_ticked("compared") {
        form.flaw("compared", "unit-compare-first");
    }
    form.text("seen", LONGEST_FINGERPRINT)
}

async fn admit(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(colleague): Path<String>,
    mut form: Form,
) -> Answer {
    let colleague: UserId = id(&colleague)?;
    if let Some(seen) = form.read(read_admission) {
        let unreadable = || AppError::invalid("seen", "give the eight groups of five digits");
        let act = async |ctx: &mut Ctx| {
            let seen = seen.parse().map_err(|_| unreadable())?;
            // Somebody let her in meanwhile: then nothing is left to do here.
            if units::admit(ctx, colleague, &seen).await?.now { Ok(()) } else { Err(AppError::Conflict) }
        };
        match form.act(&state.app, &caller, act).await {
            Ok(()) => return see_other("/unit"),
            Err(error) => form.refused(error)?,
        }
    }
    let one = waiting(&state, &caller, colleague).await?;
    show_form(&Admit { page, form, one })
}
