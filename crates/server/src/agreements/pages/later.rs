//! A fuller agreement, given in peace: one purpose, one recipient, each category answered alone.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use havenward_app::first_steps::{self, FirstSteps};
use havenward_app::{AppError, Caller, Ctx, agreements};
use havenward_domain::agreement::{Answer as Said, Category, Purpose, RecipientClass};
use havenward_domain::coded::Coded;
use havenward_domain::codes::ServiceType;
use havenward_domain::id::{CaseId, UnitId};
use havenward_domain::told_before::How;
use jiff::SignedDuration;

use super::{Explained, Names, explained, names, new_agreement};
use crate::AppState;
use crate::contacts::pages::languages;
use crate::first_steps::pages::in_their_words;
use crate::frame::{Answer, Form, HasForm, Page, Visit, see_other, show, show_form};
use crate::path::id;

/// For how many days an agreement may be given, to choose from.
const LASTS: [&str; 3] = ["30", "90", "365"];
/// Purposes that are no service.
const PURPOSES: [&str; 5] =
    ["support", "formal_identification", "police_cooperation", "media", "training_reuse"];

/// The form.
#[derive(Template)]
#[template(path = "agreements/later.html")]
struct Later {
    page: Page,
    form: Form,
    id: CaseId,
    names: Names,
    theirs: Option<Page>,
    services: Vec<(String, &'static str)>,
    classes: Vec<&'static str>,
    categories: Vec<&'static str>,
    languages: Vec<String>,
    ways: Vec<&'static str>,
    is_child: bool,
}

impl HasForm for Later {
    fn form(&self) -> &Form {
        &self.form
    }
}

impl Later {
    fn of(page: Page, form: Form, id: CaseId, (steps, names): (FirstSteps, Names)) -> Self {
        let classes = RecipientClass::ALL.iter().filter(|class| !class.is_never_a_recipient());
        let services = ServiceType::ALL.iter().map(|kind| (Purpose::Service(*kind).to_string(), kind.code()));
        Self {
            id,
            theirs: in_their_words(&page, &steps.contact.languages),
            services: services.collect(),
            classes: classes.map(|class| class.code()).collect(),
            categories: Category::ALL.iter().map(|one| one.code()).collect(),
            languages: languages(&steps.contact.languages),
            ways: How::ALL.iter().map(|how| how.code()).collect(),
            is_child: steps.is_child(),
            page,
            form,
            names,
        }
    }
}

async fn load(state: &AppState, caller: &Caller, id: CaseId) -> Result<(FirstSteps, Names), AppError> {
    let read = async |ctx: &mut Ctx| Ok((first_steps::read(ctx, id).await?, names(ctx).await?));
    state.app.run(caller, read).await
}

pub(super) async fn ask(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
) -> Answer {
    let id: CaseId = id(&case)?;
    let found = load(&state, &caller, id).await?;
    let mut form = Form::empty(&page).with("lasts", "90");
    if let Some(language) = found.0.contact.languages.first() {
        form = form.with("language", language.to_string());
    }
    show(&Later::of(page, form, id, found))
}

/// What the form says.
struct New {
    purpose: Purpose,
    to: (UnitId, RecipientClass),
    answers: BTreeMap<Category, Said>,
    explained: Explained,
    lasts: SignedDuration,
}

/// Each category that was asked, with its answer; a category without one was not asked.
fn answers(form: &mut Form) -> BTreeMap<Category, Said> {
    let mut answers = BTreeMap::new();
    for category in Category::ALL {
        let code = category.code();
        if form.value(code).is_empty() {
            continue;
        }
        if let Some(said) = form.one_of(code, &["agreed", "refused"]) {
            answers.insert(*category, if said == "agreed" { Said::Agreed } else { Said::Refused });
        }
    }
    if answers.is_empty() {
        form.flaw("minimum_dataset", "agree-nothing-asked");
    }
    answers
}

fn read(form: &mut Form, is_child: bool, worker: havenward_domain::id::UserId) -> Option<New> {
    let purpose = form.value("purpose").parse::<Purpose>().ok();
    if purpose.is_none() {
        form.flaw("purpose", "form-choose");
    }
    let unit = form.value("unit").parse::<UnitId>().ok();
    if unit.is_none() {
        form.flaw("unit", "form-choose");
    }
    let class = form.code::<RecipientClass>("class");
    let answers = answers(form);
    let explained = explained(form, is_child, worker);
    let days: i64 = form.one_of("lasts", &LASTS)?.parse().ok()?;
    let lasts = SignedDuration::from_hours(24 * days);
    Some(New { purpose: purpose?, to: (unit?, class?), answers, explained: explained?, lasts })
}

pub(super) async fn give(
    State(state): State<AppState>,
    Visit { caller, page }: Visit,
    Path(case): Path<String>,
    mut form: Form,
) -> Answer {
    let id: CaseId = id(&case)?;
    let found = load(&state, &caller, id).await?;
    let worker = page.member.as_ref().ok_or(AppError::SignedOut)?.user;
    if let Some(new) = form.read(|form| read(form, found.0.is_child(), worker)) {
        let expires = *page.now() + new.lasts;
        let agreement = new_agreement(new.purpose, new.to, new.answers, new.explained);
        let identity = form.identity();
        let give = async |ctx: &mut Ctx| agreements::give_later(ctx, id, agreement, expires).await;
        match state.app.run_once(&caller, form.once(&identity), give).await {
            Ok(_) => return see_other(&format!("/cases/{id}/agreements")),
            Err(error) => form.refused(error)?,
        }
    }
    show_form(&Later::of(page, form, id, found))
}
