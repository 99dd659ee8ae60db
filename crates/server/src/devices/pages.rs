//! Telephones of the unit: a code for each, shown once, and what they have handed in.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::devices::{self, Enrolled};
use havenward_app::intake::{self, Waiting};
use havenward_app::units::{self, Member};
use havenward_app::{AppError, Caller, Ctx};
use havenward_domain::access::meets_the_person;
use havenward_domain::coded::Coded;
use havenward_domain::id::{DeviceId, IntakeId, UserId};
use jiff::Timestamp;
use zeroize::Zeroizing;

use crate::AppState;
use crate::frame::qr::Qr;
use crate::frame::{Answer, Fault, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::path::id;

const SECONDS_IN_HOUR: i64 = 3_600;

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/devices", read)
        .post("/devices", enrol)
        .get("/devices/{id}", ask_end)
        .post("/devices/{id}", end)
        .get("/devices/records/{id}", async || see_other("/devices"))
        .post("/devices/records/{id}", open)
        .in_navigation("/devices", "nav-devices", 45, meets_the_person)
}

/// What waits, and which telephones there are.
#[derive(Template)]
#[template(path = "devices/list.html")]
struct List {
    page: Page,
    form: Form,
    waiting: Vec<Waiting>,
    enrolled: Vec<Enrolled>,
    members: Vec<Member>,
    /// A code that was just made, with its picture.
    code: Option<(Zeroizing<String>, Qr)>,
}

impl HasForm for List {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl List {
    async fn of(state: &AppState, caller: &Caller, page: Page, form: Form) -> Result<Self, AppError> {
        let read = async |ctx: &mut Ctx| {
            let waiting = intake::list_waiting(ctx).await?;
            Ok((waiting, devices::list(ctx).await?, units::members(ctx).await?))
        };
        let (waiting, enrolled, members) = state.app.look(caller, read).await?;
        Ok(Self { page, form, waiting, enrolled, members, code: None })
    }

    fn by(&self, user: &UserId) -> &str {
        let member = self.members.iter().find(|member| member.user == *user);
        member.map_or("", |member| member.name.as_str())
    }

    fn came(&self, record: &Waiting) -> String {
        let at = Timestamp::from_second(record.received_hour.saturating_mul(SECONDS_IN_HOUR));
        at.map_or(String::new(), |at| self.page.moment(at))
    }
}

async fn read(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let form = Form::empty(&page);
    show(&List::of(&state, &caller, page, form).await?)
}

async fn enrol(State(state): State<AppState>, Visit { caller, page }: Visit, mut form: Form) -> Answer {
    let mut code = None;
    if form.read(|_| Some(())).is_some() {
        // No idempotency key: the code of an earlier click is kept nowhere, and one that nobody uses is ended here.
        match state.app.run(&caller, async |ctx| devices::enrol(ctx).await).await {
            Ok(device) => code = Some((device.credential.clone(), Qr::new(device.credential.to_string())?)),
            Err(error) => form.refused(error)?,
        }
    }
    let list = List::of(&state, &caller, page, form).await?;
    show_form(&List { code, ..list })
}

/// Ending a code: its own page, with what it means.
#[derive(Template)]
#[template(path = "devices/end.html")]
struct End {
    page: Page,
    form: Form,
    id: DeviceId,
}

impl HasForm for End {
    fn form(&self) -> &Form {
        &self.form
    }
}

/// A device of the reader's unit, with whether its code has ended.
async fn known(state: &AppState, caller: &Caller, device: DeviceId) -> Result<Enrolled, Fault> {
    let listed = state.app.look(caller, async |ctx| devices::list(ctx).await).await?;
    Ok(listed.into_iter().find(|one| one.id == device).ok_or(AppError::NotFound)?)
}

async fn ask_end(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(device): Path<String>,
) -> Answer {
    let one = known(&state, &caller, id(&device)?).await?;
    if page.is_over(one.expires_at) {
        return see_other("/devices");
    }
    let form = Form::empty(&page);
    show(&End { page, form, id: one.id })
}

async fn end(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(device): Path<String>,
    mut form: Form,
) -> Answer {
    let one = known(&state, &caller, id(&device)?).await?;
    // Somebody was faster: it has ended, and that is all that was asked for.
    if page.is_over(one.expires_at) {
        return see_other("/devices");
    }
    if form.read(|_| Some(())).is_some() {
        let revoke = async |ctx: &mut Ctx| devices::revoke(ctx, one.id).await;
        match form.act(&state.app, &caller, revoke).await {
            Ok(()) => return see_other("/devices"),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&End { page, form, id: one.id })
}

async fn open(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(record): Path<String>,
    mut form: Form,
) -> Answer {
    let record: IntakeId = id(&record)?;
    if form.read(|_| Some(())).is_some() {
        let identity = form.identity();
        match intake::open_or_mark(&state.app, &caller, form.once(&identity), record).await {
            Ok(done) => return see_other(&format!("/cases/{}/next", done.id)),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&List::of(&state, &caller, page, form).await?)
}
