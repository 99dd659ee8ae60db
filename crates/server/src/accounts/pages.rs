//! Accounts and units, as the administrator makes them. No case, no key, nobody's content.

use askama::Template;
use axum::extract::State;
use havenward_app::accounts::{self, Account};
use havenward_app::units::Unit;
use havenward_app::{AppError, Caller, Ctx};
use havenward_domain::id::UnitId;
use havenward_domain::role::Role;
use zeroize::Zeroizing;

use crate::AppState;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};

/// No login or name is longer.
const LONGEST: usize = 120;

pub(crate) fn routes() -> Pages {
    let manages = |role| role == Role::Sysadmin;
    Pages::new()
        .get("/accounts", list)
        .get("/accounts/new", ask_account)
        .post("/accounts/new", add_account)
        .get("/units", units)
        .get("/units/new", ask_unit)
        .post("/units/new", add_unit)
        .in_navigation("/accounts", "nav-accounts", 70, manages)
        .in_navigation("/units", "nav-units", 71, manages)
}

async fn all(state: &AppState, caller: &Caller) -> Result<(Vec<Account>, Vec<Unit>), AppError> {
    let read = async |ctx: &mut Ctx| Ok((accounts::list(ctx).await?, accounts::list_units(ctx).await?));
    state.app.look(caller, read).await
}

/// The accounts.
#[derive(Template)]
#[template(path = "accounts/list.html")]
struct List {
    page: Page,
    accounts: Vec<Account>,
    units: Vec<Unit>,
}

impl List {
    fn unit(&self, account: &Account) -> &str {
        let found = self.units.iter().find(|unit| Some(unit.id) == account.unit);
        found.map_or("", |unit| unit.name.as_str())
    }

    fn role(&self, account: &Account) -> String {
        account.role.map(|role| self.page.coded("role", &role).plain()).unwrap_or_default()
    }

    fn stands(account: &Account) -> &'static str {
        match (account.active, account.enrolled) {
            (false, _) => "closed",
            (true, false) => "invited",
            (true, true) => "open",
        }
    }
}

async fn list(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let (accounts, units) = all(&state, &caller).await?;
    show(&List { page, accounts, units })
}

/// The units.
#[derive(Template)]
#[template(path = "accounts/units.html")]
#[expect(clippy::struct_field_names, reason = "a page shows what it is named after")]
struct Units {
    page: Page,
    accounts: Vec<Account>,
    units: Vec<Unit>,
}

impl Units {
    fn members(&self, unit: &Unit) -> usize {
        self.accounts.iter().filter(|account| account.unit == Some(unit.id)).count()
    }
}

async fn units(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let (accounts, units) = all(&state, &caller).await?;
    show(&Units { page, accounts, units })
}

/// A new account; once it is made, its link, shown this once.
#[derive(Template)]
#[template(path = "accounts/new.html")]
struct New {
    page: Page,
    form: Form,
    units: Vec<Unit>,
    roles: Vec<&'static str>,
    link: Option<Zeroizing<String>>,
    is_made: bool,
}

impl HasForm for New {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl New {
    async fn of(state: &AppState, caller: &Caller, page: Page, form: Form) -> Result<Self, AppError> {
        let (_, units) = all(state, caller).await?;
        let roles = Role::ALL.iter().map(|role| role.code()).collect();
        Ok(Self { page, form, units, roles, link: None, is_made: false })
    }
}

async fn ask_account(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let form = Form::empty(&page);
    show(&New::of(&state, &caller, page, form).await?)
}

fn read_account(form: &mut Form) -> Option<(String, String, UnitId, Role)> {
    let (login, name) = (form.text("login", LONGEST), form.text("name", LONGEST));
    let unit = form.value("unit").parse::<UnitId>().ok();
    if unit.is_none() {
        form.flaw("unit", "form-choose");
    }
    let role = form.code::<Role>("role");
    Some((login?, name?, unit?, role?))
}

async fn add_account(State(state): State<AppState>, Visit { caller, page }: Visit, mut form: Form) -> Answer {
    let mut link = None;
    let mut is_made = false;
    if let Some((login, name, unit, role)) = form.read(read_account) {
        let identity = form.identity();
        let act = async |ctx: &mut Ctx| {
            let made = accounts::add_user(ctx, &login, &name, unit, role).await?;
            link = Some(made.link);
            Ok(made.user)
        };
        match state.app.run_once(&caller, form.once(&identity), act).await {
            Ok(done) => {
                is_made = true;
                // The first request of two has shown the link.
                link = link.filter(|_| !done.replayed);
            }
            Err(error) => {
                link = None;
                form.refused(error)?;
            }
        }
    }
    let new = New::of(&state, &caller, page, form).await?;
    show_form(&New { link, is_made, ..new })
}

/// A new unit.
#[derive(Template)]
#[template(path = "accounts/unit.html")]
struct NewUnit {
    page: Page,
    form: Form,
}

impl HasForm for NewUnit {
    fn form(&self) -> &Form {
        &self.form
    }
}

async fn ask_unit(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    all(&state, &caller).await?;
    let form = Form::empty(&page);
    show(&NewUnit { page, form })
}

fn read_unit(form: &mut Form) -> Option<(String, String)> {
    let (name, body) = (form.text("name", LONGEST), form.text("body", LONGEST));
    Some((name?, body?))
}

async fn add_unit(State(state): State<AppState>, Visit { caller, page }: Visit, mut form: Form) -> Answer {
    if let Some((name, body)) = form.read(read_unit) {
        let identity = form.identity();
        let act = async |ctx: &mut Ctx| accounts::add_unit(ctx, &name, &body).await;
        match state.app.run_once(&caller, form.once(&identity), act).await {
            Ok(_) => return see_other("/units"),
            Err(AppError::Invalid { field: "body", .. }) => form.flaw("body", "units-body-unknown"),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&NewUnit { page, form })
}
