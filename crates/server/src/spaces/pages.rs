//! The person's own pages.
//!
//! One address for everything the person reads and does, so that no history tells what she did; what
//! happens there is said by the form. Her record is shown after she has said that she is alone with the
//! device, and each time anew. Her session has a cookie of its own: a worker's session is not looked at here.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use base64ct::{Base64UrlUnpadded, Encoding};
use havenward_app::spaces::{self, OwnRecord};
use havenward_app::{AppError, Caller, Ctx, kept};
use havenward_domain::id::UnitId;
use havenward_domain::request::RequestKind;
use havenward_domain::sealed::Sealed;
use havenward_domain::status::Message;

use super::{challenge, withdraw, worker};
use crate::AppState;
use crate::agreements::pages::standing;
use crate::frame::cookie::{self, Whose};
use crate::frame::{Answer, Form, HasForm, Page, Pages, show, show_form};
use crate::session::pages::set_session;

/// Her words are at most this long.
pub(super) const LONGEST_WORDS: usize = 2_000;
/// The hidden field in which what she had typed waits, sealed.
const KEPT: &str = "kept";
/// The steps in which she writes.
const WORDS: [&str; 2] = ["request", "challenge"];
/// Lines of who looked, one for each office and day.
const MOST_LOOKS: usize = 30;

pub(crate) fn routes() -> Pages {
    Pages::new()
        .get("/info", rights)
        .get("/my", arrive)
        .post("/my", step)
        .get("/cases/{id}/space", worker::ask)
        .post("/cases/{id}/space", worker::act)
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

/// A page for the person has no navigation and names nobody, also on a worker's device.
fn quiet(mut page: Page) -> Page {
    (page.member, page.desk, page.tour) = (None, None, None);
    page.navigation.clear();
    page.drafts.clear();
    page
}

/// The door: code and phrase.
#[derive(Template)]
#[template(path = "spaces/door.html")]
struct Door {
    page: Page,
    form: Form,
    /// Whether her session has just run out.
    has_ended: bool,
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
    /// How often wrong words were typed before hers.
    failures: i64,
    /// What she had typed when her session ran out, sealed; empty if there was nothing.
    kept: String,
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
    can_be_stopped: bool,
}

/// Looks of one office on one day.
struct Looked {
    who: String,
    on: String,
    times: usize,
}

impl Record {
    fn shared(&self) -> Vec<Shared> {
        let mut all: Vec<Shared> = Vec::new();
        for told in &self.own.agreements {
            for (unit, stands) in &told.standing {
                let purpose = told.agreement.purpose().to_string();
                if all.iter().any(|one| one.unit == *unit && one.purpose == purpose) {
                    continue;
                }
                let name = self.own.name(*unit).to_owned();
                let can_be_stopped = spaces::can_be_stopped(stands);
                all.push(Shared { purpose, unit: *unit, name, standing: standing(stands), can_be_stopped });
            }
        }
        all
    }

    fn purpose(&self, purpose: &str) -> String {
        purpose_words(&self.page, purpose)
    }

    /// Where the case stands, said to her. Where she is she knows, and no screen says it.
    fn sentences(&self) -> Vec<String> {
        let told = self.own.course.sentences.iter().filter(|one| !one.key.starts_with("status-whereabouts-"));
        told.map(|one| self.said_to_her(one)).collect()
    }

    fn said_to_her(&self, sentence: &Message) -> String {
        let own = Message { key: format!("my-{}", sentence.key), arguments: sentence.arguments.clone() };
        let known = if self.page.knows(&own.key) { &own } else { sentence };
        self.page.sentence(known).plain()
    }

    /// A time limit in her words: to say no to a decision, to rest, or an office's.
    fn clock(&self, code: &str) -> String {
        let key = match code {
            _ if code.starts_with("challenges.") => "my-clock-challenge",
            _ if code.contains("recovery") || code.contains("reflection") => "my-clock-rest",
            _ => "my-clock-office",
        };
        self.page.t(key).plain()
    }

    /// Who looked, a line for each office and day.
    fn looked(&self) -> Vec<Looked> {
        let mut days: Vec<Looked> = Vec::new();
        for look in &self.own.looks {
            let (who, on) = (looker(&self.page, &look.who), self.page.date(look.at));
            if let Some(same) = days.iter_mut().find(|one| one.who == who && one.on == on) {
                same.times += 1;
                continue;
            }
            if days.len() >= MOST_LOOKS {
                break;
            }
            days.push(Looked { who, on, times: 1 });
        }
        days
    }
}

/// Who looked, in words for the person: the office. Offices are what she agreed to or refused.
fn looker(page: &Page, look: &havenward_app::Who) -> String {
    match &look.unit {
        Some(unit) => page.t("my-somebody-of").s("unit", unit).plain(),
        None => page.t("my-nobody").plain(),
    }
}

/// A purpose in words: the kinds of service are told as one.
pub(super) fn purpose_words(page: &Page, purpose: &str) -> String {
    let kind = purpose.split_once(':').map_or(purpose, |(kind, _)| kind);
    page.code("my-purpose", kind).plain()
}

async fn arrive(State(state): State<AppState>, page: Page, headers: HeaderMap) -> Answer {
    let page = quiet(page);
    if hers(&state, &headers).await?.is_some() {
        return show(&Inside { page, failures: 0, kept: String::new() });
    }
    let form = Form::empty(&page);
    show(&Door { page, form, has_ended: false })
}

/// The person herself, if she came in by code and phrase and her record is still hers to see.
async fn hers(state: &AppState, headers: &HeaderMap) -> Result<Option<Caller>, AppError> {
    let Some(token) = cookie::token(headers, Whose::Own, state.app.kind()) else { return Ok(None) };
    match spaces::caller(&state.app, token).await {
        Ok(caller) => Ok(Some(caller)),
        Err(AppError::SignedOut) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn step(State(state): State<AppState>, page: Page, headers: HeaderMap, form: Form) -> Answer {
    let page = quiet(page);
    let Some(caller) = hers(&state, &headers).await? else {
        // A form of the inside without its session: ten minutes have passed, or somebody made a new code.
        if !form.value("step").is_empty() {
            let form = kept(&state, &headers, &page, &form).await?;
            return show(&Door { page, form, has_ended: true });
        }
        return come_in(&state, page, form).await;
    };
    match form.value("step") {
        "ask_withdraw" => withdraw::ask(&state, &caller, page, &form).await,
        "withdraw" => withdraw::stop(&state, &caller, page, form).await,
        "request" => request(&state, &caller, page, form).await,
        "ask_challenge" => {
            let form = Form::empty(&page);
            challenge::ask(&state, &caller, page, form).await
        }
        "challenge" => challenge::bring(&state, &caller, page, form).await,
        "show" => match typed_before(&caller, &page, &form) {
            Some(form) if form.value("step") == "challenge" => {
                challenge::ask(&state, &caller, page, form).await
            }
            Some(form) => record(&state, &caller, page, form, None).await,
            None => {
                let form = Form::empty(&page);
                record(&state, &caller, page, form, None).await
            }
        },
        // A door's form sent again: she is in already.
        _ => show(&Inside { page, failures: 0, kept: form.value(KEPT).to_owned() }),
    }
}

/// A form for the door, with what she had typed in it: sealed to her, in the page and nowhere else.
async fn kept(state: &AppState, headers: &HeaderMap, page: &Page, form: &Form) -> Result<Form, AppError> {
    let door = Form::empty(page);
    if !WORDS.contains(&form.value("step")) {
        return Ok(door);
    }
    let Some(token) = cookie::token(headers, Whose::Own, state.app.kind()) else { return Ok(door) };
    let sealed = kept::seal(&state.app, token, &form.fields()).await?;
    let text = sealed.map(|sealed| Base64UrlUnpadded::encode_string(sealed.as_bytes()));
    Ok(text.into_iter().fold(door, |door, text| door.with(KEPT, text)))
}

/// What she had typed when her session ran out. Bytes that are not hers are nothing.
fn typed_before(caller: &Caller, page: &Page, form: &Form) -> Option<Form> {
    let sealed = Base64UrlUnpadded::decode_vec(form.value(KEPT)).ok()?;
    let typed = kept::open(caller, &Sealed::from_bytes(sealed)).ok()?;
    Some(Form::again(page, &typed))
}

async fn come_in(state: &AppState, page: Page, mut form: Form) -> Answer {
    let typed = form.read(|form| {
        let (code, phrase) = (form.secret("code"), form.secret("phrase"));
        Some((code?, phrase?))
    });
    let Some((code, phrase)) = typed else { return show_form(&Door { page, form, has_ended: false }) };
    match spaces::begin(&state.app, &code, phrase).await {
        Ok(arrived) => {
            let kept = form.value(KEPT).to_owned();
            let mut answer = show(&Inside { page, failures: arrived.failures, kept })?;
            set_session(&mut answer, cookie::begin(&arrived.token, Whose::Own, state.app.kind()));
            return Ok(answer);
        }
        Err(AppError::SignInRefused) => form.flaw("code", "my-refused"),
        Err(error) => form.refused(error)?,
    }
    show_form(&Door { page, form, has_ended: false })
}

pub(super) async fn record(
    state: &AppState,
    caller: &Caller,
    page: Page,
    form: Form,
    done: Option<&'static str>,
) -> Answer {
    let own = state.app.run(caller, async |ctx| spaces::read(ctx).await).await?;
    show_form(&Record { page, form, own, done })
}

/// Her record as it was read.
pub(super) fn shown(page: Page, form: Form, own: OwnRecord) -> Answer {
    show_form(&Record { page, form, own, done: None })
}

async fn request(state: &AppState, caller: &Caller, page: Page, mut form: Form) -> Answer {
    let read = form.read(|form| {
        let kind = form.code::<RequestKind>("kind")?;
        let words = match kind {
            RequestKind::Advocate => form.maybe_text("words", LONGEST_WORDS),
            _ => Some(form.text("words", LONGEST_WORDS)?),
        };
        Some((kind, words))
    });
    let Some((kind, words)) = read else { return record(state, caller, page, form, None).await };
    let identity = form.identity();
    let act = async |ctx: &mut Ctx| spaces::ask(ctx, kind, words).await;
    let done = match state.app.run_once(caller, form.once(&identity), act).await {
        Ok(_) => {
            form = Form::empty(&page);
            Some("my-asked")
        }
        Err(error) => {
            form.refused(error)?;
            None
        }
    };
    record(state, caller, page, form, done).await
}
