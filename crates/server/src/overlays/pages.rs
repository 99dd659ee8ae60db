//! What a crisis makes different today, for everybody; the switch, for the national co-ordinator.

use askama::Template;
use axum::extract::State;
use havenward_app::overlays::{self, Shown, State as Stands, Today};
use havenward_app::{AppError, Caller, Ctx};
use havenward_domain::access::act;
use havenward_domain::overlay::CouncilView;
use havenward_domain::role::Role;

use crate::AppState;
use crate::frame::{Answer, Form, HasForm, Page, Pages, Visit, see_other, show, show_form};
use crate::rules::pages::stands_beside;

/// No overlay file is longer.
const LONGEST_FILE: usize = 65_536;
/// No reason is longer.
const LONGEST_REASON: usize = 500;

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/overlay", today)
        .get("/overlay/on", ask_on)
        .post("/overlay/on", on)
        .get("/overlay/off", ask_off)
        .post("/overlay/off", off)
        .in_navigation("/overlay", "nav-overlay", 60, |role| {
            role == Role::NrmCoordinator || stands_beside(role)
        })
}

/// What is different today.
#[derive(Template)]
#[template(path = "overlays/today.html")]
struct TodayPage {
    page: Page,
    today: Today,
}

impl TodayPage {
    fn may_switch(&self) -> bool {
        self.page.member.is_some_and(|member| member.role == Role::NrmCoordinator)
    }

    fn waits(shown: &Shown) -> bool {
        shown.state == Stands::Waits
    }

    fn council(&self, shown: &Shown) -> String {
        match &shown.council {
            CouncilView::View(words) => words.clone(),
            CouncilView::NotHeardBecause(words) => {
                self.page.t("overlay-council-not-heard").s("words", words).plain()
            }
        }
    }
}

async fn read(state: &AppState, caller: &Caller) -> Result<Today, AppError> {
    state.app.look(caller, async |ctx| overlays::today(ctx).await).await
}

async fn today(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let today = read(&state, &caller).await?;
    show(&TodayPage { page, today })
}

/// Switches one on: the signed file.
#[derive(Template)]
#[template(path = "overlays/on.html")]
struct On {
    page: Page,
    form: Form,
}

impl HasForm for On {
    fn form(&self) -> &Form {
        &self.form
    }
}

async fn ask_on(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let may = async |ctx: &mut Ctx| ctx.permit::<act::SwitchOverlayOn>().map(drop);
    state.app.look(&caller, may).await?;
    let form = Form::empty(&page);
    show(&On { page, form })
}

async fn on(State(state): State<AppState>, Visit { caller, page }: Visit, mut form: Form) -> Answer {
    if let Some(file) = form.read(|form| form.text("file", LONGEST_FILE)) {
        // A browser sends every end of a line as two characters; the bodies signed one. The last end of a
        // line is trimmed with the blanks around the text.
        let file = format!("{}\n", file.replace("\r\n", "\n"));
        match form.act(&state.app, &caller, async |ctx| overlays::switch_on(ctx, &file).await).await {
            Ok(()) => return see_other("/overlay"),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&On { page, form })
}

/// Switches one off, or a part of it.
#[derive(Template)]
#[template(path = "overlays/off.html")]
struct Off {
    page: Page,
    form: Form,
    parts: Vec<String>,
}

impl HasForm for Off {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Off {
    async fn parts(state: &AppState, caller: &Caller) -> Result<Vec<String>, AppError> {
        let shown = read(state, caller).await?.overlay;
        let mut parts: Vec<String> =
            shown.iter().flat_map(|one| one.differences.iter().map(|change| change.part.clone())).collect();
        parts.sort();
        parts.dedup();
        Ok(parts)
    }
}

async fn ask_off(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    let may = async |ctx: &mut Ctx| ctx.permit::<act::SwitchOverlayOff>().map(drop);
    state.app.look(&caller, may).await?;
    let (form, parts) = (Form::empty(&page), Off::parts(&state, &caller).await?);
    show(&Off { page, form, parts })
}

fn read_off(form: &mut Form, parts: &[String]) -> Option<(String, Option<String>)> {
    let part = form.maybe_text("part", LONGEST_REASON);
    if part.as_ref().is_some_and(|part| !parts.contains(part)) {
        form.flaw("part", "form-choose");
    }
    Some((form.text("reason", LONGEST_REASON)?, part))
}

async fn off(State(state): State<AppState>, Visit { caller, page }: Visit, mut form: Form) -> Answer {
    let parts = Off::parts(&state, &caller).await?;
    if let Some((reason, part)) = form.read(|form| read_off(form, &parts)) {
        let act = async |ctx: &mut Ctx| overlays::switch_off(ctx, &reason, part.as_deref()).await;
        match form.act(&state.app, &caller, act).await {
            Ok(()) => return see_other("/overlay"),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&Off { page, form, parts })
}
