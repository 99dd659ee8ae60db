//! Who waits for room: the unit's list, by plain columns, and one case with what it waits for.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::waits::{self, CaseWaits, Waiting};
use havenward_app::{AppError, Caller, Ctx};
use havenward_domain::coded::Coded;
use havenward_domain::codes::ServiceType;
use havenward_domain::id::CaseId;
use havenward_domain::role::Role;
use havenward_domain::wait::WaitEnd;

use crate::AppState;
use crate::cases::pages::reference;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

/// How a wait ends.
const ENDS: [&str; 3] = ["place_found", "person_declined", "not_needed"];

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/waits", of_unit)
        .post("/waits", look_through)
        .get("/cases/{id}/waits", of_case)
        .post("/cases/{id}/waits", end)
        .in_navigation("/waits", "nav-waits", 22, has_waits)
}

fn has_waits(role: Role) -> bool {
    matches!(role, Role::CaseManager | Role::FrNgo | Role::FrSocial | Role::ChildProtection)
}

/// The list of the unit.
#[derive(Template)]
#[template(path = "waits/unit.html")]
struct OfUnit {
    page: Page,
    form: Form,
    waiting: Vec<CaseWaits>,
    /// What may fit now, once somebody has looked through.
    fits: Option<BTreeMap<CaseId, Vec<Waiting>>>,
}

impl OfUnit {
    fn reference(one: &CaseWaits) -> String {
        reference(one.case)
    }

    fn fits(&self, one: &CaseWaits) -> &[Waiting] {
        self.fits.as_ref().and_then(|fits| fits.get(&one.case)).map_or(&[], Vec::as_slice)
    }

    fn none_fits(&self) -> bool {
        self.fits.as_ref().is_some_and(BTreeMap::is_empty)
    }
}

async fn of_unit(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let waiting = state.app.look(&caller, async |ctx| waits::of_unit(ctx).await).await?;
    let form = Form::empty(&page);
    show(&OfUnit { page, form, waiting, fits: None })
}

/// Opens the cases that wait; what comes of it is shown here and kept nowhere.
async fn look_through(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    mut form: Form,
) -> Answer {
    let mut fits = None;
    if form.read(|_| Some(())).is_some() {
        let look = async |ctx: &mut Ctx| waits::look_through(ctx).await;
        fits = Some(state.app.run(&caller, look).await?.into_iter().collect());
    }
    let waiting = state.app.look(&caller, async |ctx| waits::of_unit(ctx).await).await?;
    show(&OfUnit { page, form, waiting, fits })
}

/// One case.
#[derive(Template)]
#[template(path = "waits/case.html")]
struct OfCase {
    page: Page,
    form: Form,
    case: CaseId,
    waiting: Vec<Waiting>,
}

impl HasForm for OfCase {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl OfCase {
    async fn of(
        state: &AppState,
        caller: &Caller,
        (page, form): (Page, Form),
        case: CaseId,
    ) -> Result<Self, AppError> {
        let waiting = state.app.run(caller, async |ctx| waits::of_case(ctx, case).await).await?;
        Ok(Self { page, form, case, waiting })
    }

    fn reference(&self) -> String {
        reference(self.case)
    }

    fn open(&self) -> Vec<&Waiting> {
        self.waiting.iter().filter(|one| one.wait.is_open()).collect()
    }

    fn ended(&self) -> Vec<(&Waiting, WaitEnd, jiff::Timestamp)> {
        self.waiting.iter().filter_map(|one| one.wait.ended.map(|(how, at)| (one, how, at))).collect()
    }

    fn needs(&self) -> Vec<&'static str> {
        self.open().into_iter().map(|one| one.wait.need.code()).collect()
    }
}

async fn of_case(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let form = Form::empty(&page);
    show(&OfCase::of(&state, &caller, (page, form), id(&case)?).await?)
}

async fn end(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let case: CaseId = id(&case)?;
    let read = |form: &mut Form| {
        let (need, how) = (form.code::<ServiceType>("need"), form.code::<WaitEnd>("how"));
        Some((need?, how?))
    };
    if let Some((need, how)) = form.read(read) {
        let end = async |ctx: &mut Ctx| waits::end(ctx, case, need, how).await;
        match form.act(&state.app, &caller, end).await {
            Ok(()) => return see_other(&format!("/cases/{case}/waits")),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&OfCase::of(&state, &caller, (page, form), case).await?)
}
