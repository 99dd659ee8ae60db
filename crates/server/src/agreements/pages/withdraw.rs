//! Withdrawal: the list, one question, and what was closed with what cannot be called back.

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::agreements::{self, Told, Withdrawal};
use havenward_app::{AppError, Caller, Ctx};
use havenward_domain::agreement::Recipient;
use havenward_domain::id::{AgreementId, CaseId, UnitId};

use super::{Names, names, purpose};
use crate::AppState;
use crate::frame::{Answer, Form, HasForm, Page, Visit, show, show_form};
use crate::path::id;

/// The question.
#[derive(Template)]
#[template(path = "agreements/withdraw.html")]
struct Withdraw {
    page: Page,
    form: Form,
    id: CaseId,
    told: Told,
    names: Names,
}

impl HasForm for Withdraw {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Withdraw {
    fn purpose(&self) -> String {
        purpose(&self.page, self.told.agreement.purpose())
    }

    fn recipients(&self) -> Vec<(String, String)> {
        let named = self.told.agreement.recipients().iter().map(Recipient::unit);
        named.map(|unit| (unit.to_string(), self.names.get(&unit).cloned().unwrap_or_default())).collect()
    }
}

/// What was closed.
#[derive(Template)]
#[template(path = "agreements/closed.html")]
struct Closed {
    page: Page,
    id: CaseId,
    what: Withdrawal,
    names: Names,
}

impl Closed {
    fn name(&self, unit: &UnitId) -> &str {
        self.names.get(unit).map_or("", String::as_str)
    }
}

pub(super) async fn load(
    state: &AppState,
    caller: &Caller,
    id: CaseId,
    agreement: AgreementId,
) -> Result<(Told, Names), AppError> {
    let read = async |ctx: &mut Ctx| {
        let all = agreements::list(ctx, id).await?;
        let told = all.into_iter().find(|told| told.agreement.id() == agreement);
        Ok((told.ok_or(AppError::NotFound)?, names(ctx).await?))
    };
    state.app.run(caller, read).await
}

pub(super) async fn ask(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, agreement)): Path<(String, String)>,
) -> Answer {
    let (id, agreement): (CaseId, AgreementId) = (id(&case)?, id(&agreement)?);
    let (told, names) = load(&state, &caller, id, agreement).await?;
    let mut form = Form::empty(&page);
    let first = told.agreement.recipients().iter().next().map(|to| to.unit().to_string());
    if let Some(unit) = first {
        form = form.with("recipient", unit);
    }
    show(&Withdraw { page, form, id, told, names })
}

pub(super) async fn close(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path((case, agreement)): Path<(String, String)>,
    mut form: Form,
) -> Answer {
    let (id, agreement): (CaseId, AgreementId) = (id(&case)?, id(&agreement)?);
    let (told, names) = load(&state, &caller, id, agreement).await?;
    let read = |form: &mut Form| {
        let unit = form.value("recipient").parse::<UnitId>().ok();
        let named = unit.filter(|unit| told.agreement.recipients().iter().any(|to| to.unit() == *unit));
        if named.is_none() {
            form.flaw("recipient", "form-choose");
        }
        named
    };
    if let Some(recipient) = form.read(read) {
        let of = told.agreement.purpose().clone();
        let close = async |ctx: &mut Ctx| agreements::withdraw(ctx, id, &of, recipient).await;
        match state.app.run(&caller, close).await {
            // Shown at once and kept nowhere: a second withdrawal would find nothing left to close.
            Ok(closed) => return show(&Closed { page, id, what: closed, names }),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&Withdraw { page, form, id, told, names })
}
