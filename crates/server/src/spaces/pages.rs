//! The person's own pages, and the worker's page with which they begin.
//!
//! One address for everything the person reads and does, so that no history tells what she did; what
//! happens there is said by the form. Her record is shown after she has said that she is alone with the
//! device, and each time anew.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::spaces::{self, OwnRecord};
use havenward_app::{AppError, agreements, sessions};
use havenward_domain::access::Member;
use havenward_domain::agreement::{Purpose, Standing};
use havenward_domain::id::{CaseId, UnitId};
use havenward_domain::request::{Request, RequestKind};
use havenward_domain::role::Role;

use crate::AppState;
use crate::frame::{Answer, Fault, Form, HasForm, Page, Pages, Visit, cookie, show, show_form};
use crate::path::id;
use crate::session::pages::set_session;

/// Her words are at most this long.
const LONGEST_WORDS: usize = 2_000;

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/info", rights)
        .get("/my", arrive)
        .post("/my", step)
        .get("/cases/{id}/space", ask_space)
        .post("/cases/{id}/space", make_space)
}

/// What everybody may know, without an account.
#[derive(Template)]
#[template(path = "spaces/rights.html")]
struct Rights {
    page: Page,
}

async fn rights(page: Page) -> Answer {
    show(&Rights { page: quiet(page) })
}

/// A page for the person has no navigation and names nobody.
fn quiet(mut page: Page) -> Page {
    (page.member, page.desk, page.tour) = (None, None, None);
    page.navigation.clear();
    page
}

/// The door: code and phrase.
#[derive(Template)]
#[template(path = "spaces/door.html")]
struct Door {
    page: Page,
    form: Form,
}

impl HasForm for Door {
    fn form(&self) -> &Form {
        &self.form
    }
}

/// Inside, before the record is shown: is she alone with the device?
#[derive(Template)]
#[template(path = "spaces/inside.html")]
struct Inside {
    page: Page,
}

/// Her record.
#[derive(Template)]
#[template(path = "spaces/record.html")]
struct Record {
    page: Page,
    form: Form,
    own: OwnRecord,
    /// What was just done, the key of a message.
    done: Option<&'static str>,
}

impl HasForm for Record {
    fn form(&self) -> &Form {
        &self.form
    }
}

/// One agreement with one recipient, as it is shown.
struct Shared {
    purpose: String,
    unit: UnitId,
    name: String,
    standing: &'static str,
    can_withdraw: bool,
}

impl Record {
    fn shared(&self) -> Vec<Shared> {
        let mut all: Vec<Shared> = Vec::new();
        for told in &self.own.agreements {
            for (unit, standing) in &told.standing {
                let purpose = told.agreement.purpose().to_string();
                if all.iter().any(|one| one.unit == *unit && one.purpose == purpose) {
                    continue;
                }
                let can_withdraw = matches!(standing, Standing::Agreed | Standing::NotNeeded(_));
                let standing = standing_code(standing);
                all.push(Shared {
                    purpose,
                    unit: *unit,
                    name: self.own.name(*unit).to_owned(),
                    standing,
                    can_withdraw,
                });
            }
        }
        all
    }

    fn purpose(&self, purpose: &str) -> String {
        purpose_words(&self.page, purpose)
    }

    fn clock(&self, code: &str) -> String {
        let key = format!("clock-{}", code.replace(['_', '.', ':'], "-"));
        if self.page.knows(&key) { self.page.t(key).plain() } else { self.page.t("my-clock").plain() }
    }
}

/// Who looked, in words for the person: the office. Offices are what she agreed to or refused.
pub(crate) fn looker(page: &Page, look: &havenward_app::Who) -> String {
    match &look.unit {
        Some(unit) => page.t("my-somebody-of").s("unit", unit).plain(),
        None => page.t("my-nobody").plain(),
    }
}

/// The code of where an agreement stands.
fn standing_code(standing: &Standing) -> &'static str {
    match standing {
        Standing::NotAsked => "not_asked",
        Standing::Agreed => "agreed",
        Standing::Refused => "refused",
        Standing::Withdrawn => "withdrawn",
        Standing::NotNeeded(_) => "by_law",
    }
}

/// A purpose in words: the kinds of service are told as one.
fn purpose_words(page: &Page, purpose: &str) -> String {
    let kind = purpose.split_once(':').map_or(purpose, |(kind, _)| kind);
    page.code("my-purpose", kind).plain()
}

/// Before something ends: what it means.
#[derive(Template)]
#[template(path = "spaces/withdraw.html")]
struct AskWithdraw {
    page: Page,
    form: Form,
    purpose: String,
    unit: UnitId,
    name: String,
}

impl AskWithdraw {
    fn words(&self) -> String {
        purpose_words(&self.page, &self.purpose)
    }
}

fn is_her(member: Option<&Member>) -> bool {
    member.is_some_and(|member| member.role == Role::Survivor)
}

async fn arrive(State(state): State<AppState>, page: Page, headers: axum::http::HeaderMap) -> Answer {
    if hers(&state, &page, &headers).await.is_some() {
        return show(&Inside { page: quiet(page) });
    }
    let form = Form::empty(&page);
    show(&Door { page: quiet(page), form })
}

/// The caller, if it is the person herself, come in by code and phrase.
async fn hers(
    state: &AppState,
    page: &Page,
    headers: &axum::http::HeaderMap,
) -> Option<havenward_app::Caller> {
    let token = cookie::session(headers, state.app.kind()).filter(|_| is_her(page.member.as_ref()))?;
    let caller = sessions::caller(&state.app, token).await.ok()?;
    let own = state.app.look(&caller, async |ctx| spaces::own_case(ctx).await).await;
    own.is_ok().then_some(caller)
}

async fn step(
    State(state): State<AppState>,
    page: Page,
    headers: axum::http::HeaderMap,
    mut form: Form,
) -> Answer {
    let caller = hers(&state, &page, &headers).await;
    let page = quiet(page);
    let Some(caller) = caller else {
        return come_in(&state, page, form).await;
    };
    let visit = Visit { caller, page };
    match form.value("step") {
        "ask_withdraw" => ask_withdraw(&state, visit, form).await,
        "withdraw" => withdraw(&state, visit, form).await,
        "request" => request(&state, visit, form).await,
        // Also a door's form sent again: she is in already.
        _ => {
            form = Form::empty(&visit.page);
            record(&state, visit, form, None).await
        }
    }
}

async fn come_in(state: &AppState, page: Page, mut form: Form) -> Answer {
    let typed = form.read(|form| {
        let (code, phrase) = (form.secret("code"), form.secret("phrase"));
        Some((code?, phrase?))
    });
    let Some((code, phrase)) = typed else { return show_form(&Door { page, form }) };
    match spaces::begin(&state.app, &code, phrase).await {
        Ok(begun) => {
            let mut answer = show(&Inside { page })?;
            set_session(&mut answer, cookie::begin(&begun.token, state.app.kind()));
            Ok(answer)
        }
        Err(AppError::SignInRefused) => {
            form.flaw("code", "my-refused");
            show_form(&Door { page, form })
        }
        Err(error) => {
            form.refused(error)?;
            show_form(&Door { page, form })
        }
    }
}

async fn record(state: &AppState, visit: Visit, form: Form, done: Option<&'static str>) -> Answer {
    let own = state.app.run(&visit.caller, async |ctx| spaces::read(ctx).await).await?;
    show_form(&Record { page: visit.page, form, own, done })
}

/// What she pointed at: purpose and recipient.
fn which(form: &Form) -> Result<(Purpose, UnitId), Fault> {
    let purpose: Purpose = form.value("purpose").parse().map_err(|_| AppError::NotFound)?;
    let unit: UnitId = id(form.value("unit"))?;
    Ok((purpose, unit))
}

async fn ask_withdraw(state: &AppState, visit: Visit, form: Form) -> Answer {
    let (purpose, unit) = which(&form)?;
    let own = state.app.run(&visit.caller, async |ctx| spaces::read(ctx).await).await?;
    let name = own.name(unit).to_owned();
    let form = Form::empty(&visit.page);
    show(&AskWithdraw { page: visit.page, form, purpose: purpose.to_string(), unit, name })
}

async fn withdraw(state: &AppState, visit: Visit, form: Form) -> Answer {
    let (purpose, unit) = which(&form)?;
    let act = async |ctx: &mut havenward_app::Ctx| {
        let case = spaces::own_case(ctx).await?;
        agreements::withdraw(ctx, case, &purpose, unit).await.map(drop)
    };
    let mut form = Form::empty(&visit.page);
    let done = match state.app.run(&visit.caller, act).await {
        Ok(()) => Some("my-withdrawn"),
        Err(error) => {
            form.refused(error)?;
            None
        }
    };
    record(state, visit, form, done).await
}

async fn request(state: &AppState, visit: Visit, mut form: Form) -> Answer {
    let read = form.read(|form| {
        let kind = form.code::<RequestKind>("kind")?;
        let words = match kind {
            RequestKind::Advocate => form.maybe_text("words", LONGEST_WORDS),
            _ => Some(form.text("words", LONGEST_WORDS)?),
        };
        Some((kind, words))
    });
    let Some((kind, words)) = read else { return record(state, visit, form, None).await };
    match state.app.run(&visit.caller, async |ctx| spaces::ask(ctx, kind, words).await).await {
        Ok(_) => {
            let form = Form::empty(&visit.page);
            record(state, visit, form, Some("my-asked")).await
        }
        Err(error) => {
            form.refused(error)?;
            record(state, visit, form, None).await
        }
    }
}

/// The worker's page: make, renew or end the person's way in, and read what she asked for.
#[derive(Template)]
#[template(path = "spaces/make.html")]
struct Make {
    page: Page,
    form: Form,
    case: CaseId,
    requests: Vec<Request>,
    has_space: bool,
    code: Option<String>,
}

impl HasForm for Make {
    fn form(&self) -> &Form {
        &self.form
    }
}

async fn show_make(state: &AppState, visit: Visit, form: Form, case: CaseId, code: Option<String>) -> Answer {
    let read = async |ctx: &mut havenward_app::Ctx| spaces::requests(ctx, case).await;
    let (requests, has_space) = state.app.run(&visit.caller, read).await?;
    show_form(&Make { page: visit.page, form, case, requests, has_space, code })
}

async fn ask_space(State(state): State<AppState>, visit: Visit, Path(case): Path<String>) -> Answer {
    let (case, form) = (id(&case)?, Form::empty(&visit.page));
    show_make(&state, visit, form, case, None).await
}

async fn make_space(
    State(state): State<AppState>,
    visit: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let case: CaseId = id(&case)?;
    if form.value("step") == "close" {
        let closed = state.app.run(&visit.caller, async |ctx| spaces::close(ctx, case).await).await;
        let mut form = Form::empty(&visit.page);
        if let Err(error) = closed {
            form.refused(error)?;
        }
        return show_make(&state, visit, form, case, None).await;
    }
    let typed = form.read(|form| {
        let (phrase, again) = (form.secret("phrase"), form.secret("again"));
        let (phrase, again) = (phrase?, again?);
        if *phrase != *again {
            form.flaw("again", "space-not-same");
        }
        Some(phrase)
    });
    let mut code = None;
    if let Some(phrase) = typed {
        match spaces::open(&state.app, &visit.caller, case, phrase).await {
            Ok(made) => code = Some(made.code.to_string()),
            Err(error) => form.refused(error)?,
        }
    }
    show_make(&state, visit, form, case, code).await
}
