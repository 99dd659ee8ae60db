//! The worker's page: make, renew or end the person's way in, and read what she asked for.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::Ctx;
use havenward_app::spaces::{self, AsSeenByTheTeam};
use havenward_domain::id::CaseId;
use zeroize::Zeroizing;

use crate::AppState;
use crate::frame::{Answer, Form, HasForm, Page, Visit, show_form};
use crate::path::id;

/// From so many wrong attempts on the worker is asked to talk about a new code: a person mistypes less often.
const MANY_FAILURES: i64 = 5;

#[derive(Template)]
#[template(path = "spaces/make.html")]
struct Make {
    page: Page,
    form: Form,
    case: CaseId,
    seen: AsSeenByTheTeam,
    code: Option<Zeroizing<String>>,
}

impl HasForm for Make {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Make {
    fn code(&self) -> &str {
        self.code.as_ref().map_or("", |code| code.as_str())
    }

    fn is_tried(&self) -> bool {
        self.seen.failures >= MANY_FAILURES
    }
}

async fn shown(
    state: &AppState,
    Visit { caller, page }: Visit,
    form: Form,
    case: CaseId,
    code: Option<Zeroizing<String>>,
) -> Answer {
    let read = async |ctx: &mut Ctx| spaces::requests(ctx, case).await;
    let seen = state.app.run(&caller, read).await?;
    show_form(&Make { page, form, case, seen, code })
}

pub(super) async fn ask(State(state): State<AppState>, visit: Visit, Path(case): Path<String>) -> Answer {
    let (case, form) = (id(&case)?, Form::empty(&visit.page));
    shown(&state, visit, form, case, None).await
}

pub(super) async fn act(
    State(state): State<AppState>,
    visit: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let case: CaseId = id(&case)?;
    if form.value("step") == "close" {
        if form.read(|_| Some(())).is_some() {
            let close = async |ctx: &mut Ctx| spaces::close(ctx, case).await;
            match form.act(&state.app, &visit.caller, close).await {
                Ok(()) => form = Form::empty(&visit.page),
                Err(error) => form.refused(error)?,
            }
        }
        return shown(&state, visit, form, case, None).await;
    }
    let typed = form.read(|form| {
        let (phrase, repeated) = (form.secret("phrase"), form.secret("repeat"));
        let (phrase, repeated) = (phrase?, repeated?);
        if *phrase != *repeated {
            form.flaw("repeat", "space-not-same");
        }
        Some(phrase)
    });
    let mut code = None;
    if let Some(phrase) = typed {
        // No idempotency key: the code of an earlier click is not kept, so the last click makes the one that counts.
        match spaces::open(&state.app, &visit.caller, case, phrase).await {
            Ok(made) => code = Some(made.code),
            Err(error) => form.refused(error)?,
        }
    }
    shown(&state, visit, form, case, code).await
}
