//! Signing in and out in a browser. Whoever was signed out meanwhile finds what she had typed again.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use havenward_app::sessions::{self, Begun, SignIn};
use havenward_app::{Kind, demo, drafts};
use havenward_domain::id::DraftId;

use crate::AppState;
use crate::frame::cookie::Whose;
use crate::frame::{
    Answer, Fault, Form, HasForm, Page, Pages, Visit, cookie, is_own_path, see_other, show, show_as,
    show_form,
};

pub(crate) fn routes() -> Pages {
    Pages::new().get("/sign-in", ask).post("/sign-in", begin).post("/sign-out", end)
}

/// The sign-in page. In a demonstration one chooses whom to play.
#[derive(Template)]
#[template(path = "sessions/sign_in.html")]
struct SignInPage {
    page: Page,
    form: Form,
    /// Whether somebody was signed in until a moment ago.
    has_ended: bool,
    /// Who can be played, in a demonstration.
    players: Vec<demo::Account>,
}

impl SignInPage {
    fn of(state: &AppState, page: Page, form: Form, has_ended: bool) -> Self {
        Self { page, form, has_ended, players: demo::accounts(&state.app).unwrap_or_default() }
    }
}

impl HasForm for SignInPage {
    fn form(&self) -> &Form {
        &self.form
    }
}

/// What was typed before, on its way back into its form.
#[derive(Template)]
#[template(path = "sessions/again.html")]
struct AgainPage {
    page: Page,
    to: String,
    draft: DraftId,
}

/// Shown in the place of a page for which nobody is signed in; what was typed waits for its writer.
pub(crate) fn instead(state: &AppState, page: &Page, path: &str, is_kept: bool, has_ended: bool) -> Response {
    let mut form = Form::empty(page).with("next", path);
    if is_kept {
        form = form.with("kept", "yes");
    }
    let shown = SignInPage::of(state, page.clone(), form, has_ended);
    show_as(StatusCode::UNAUTHORIZED, &shown).unwrap_or_else(IntoResponse::into_response)
}

async fn ask(State(state): State<AppState>, page: Page) -> Answer {
    let form = Form::empty(&page).with("next", "/today");
    show(&SignInPage::of(&state, page, form, false))
}

async fn begin(State(state): State<AppState>, page: Page, mut form: Form) -> Answer {
    let begun = match state.app.kind() {
        Kind::Live => sign_in(&state, &mut form).await?,
        Kind::Demo | Kind::Exercise => play(&state, &mut form).await?,
    };
    let Some(begun) = begun else {
        return show_form(&SignInPage::of(&state, page, form, false));
    };
    let mut answer = onward(&state, page, &form, &begun).await?;
    set_session(&mut answer, cookie::begin(&begun.token, Whose::Workers, state.app.kind()));
    Ok(answer)
}

async fn sign_in(state: &AppState, form: &mut Form) -> Result<Option<Begun>, Fault> {
    let attempt = form.read(|form| {
        let (login, passphrase) = (form.text("login", 200), form.secret("passphrase"));
        let code = form.secret("code");
        Some(SignIn { login: login?, passphrase: passphrase?, code: code?.to_string(), unit: None })
    });
    let Some(attempt) = attempt else { return Ok(None) };
    match sessions::begin(&state.app, attempt).await {
        Ok(begun) => Ok(Some(begun)),
        Err(error) => form.refused(error).map(|()| None),
    }
}

async fn play(state: &AppState, form: &mut Form) -> Result<Option<Begun>, Fault> {
    let Ok(account) = demo::account(&state.app, form.value("login")) else {
        form.flaw("login", "form-choose");
        return Ok(None);
    };
    Ok(Some(demo::sign_in(&state.app, account.user).await?))
}

/// Back to where she was; with what she had typed, if it is hers.
async fn onward(state: &AppState, page: Page, form: &Form, begun: &Begun) -> Answer {
    let next = form.value("next");
    let to = if is_own_path(next) { next } else { "/today" };
    if form.value("kept").is_empty() {
        return see_other(to);
    }
    let caller = sessions::caller(&state.app, &begun.token).await?;
    let path = to.split('?').next().unwrap_or(to);
    let waiting = state.app.look(&caller, async |ctx| drafts::waiting(ctx, path).await).await?;
    // Somebody else signed in: there is nothing for her here.
    let Some(draft) = waiting.into_iter().find(|one| one.is_here) else { return see_other("/today") };
    show(&AgainPage { page, to: path.to_owned(), draft: draft.id })
}

pub(crate) fn set_session(answer: &mut Response, value: HeaderValue) {
    answer.headers_mut().append(header::SET_COOKIE, value);
}

async fn end(State(state): State<AppState>, Visit { caller, page }: Visit) -> Answer {
    sessions::end(&state.app, &caller).await?;
    let mut answer = see_other(if page.is_invented() { "/" } else { "/sign-in" })?;
    set_session(&mut answer, cookie::end(Whose::Workers, state.app.kind()));
    Ok(answer)
}
