//! What a child's guardian says: objections to what is planned, and what is best for the child.

pub(crate) mod pages;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::Idempotency;
use havenward_app::objections::{self, NewBestInterests};
use havenward_domain::best_interests::{BestInterests, ViewKnown};
use havenward_domain::coded::Coded;
use havenward_domain::id::CaseId;
use havenward_domain::objection::{Objection, ObjectionOutcome, Planned};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::AppState;
use crate::body::{OnceBody, Parsed};
use crate::moves;
use crate::path::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// An objection of a child's guardian.
#[derive(Serialize, ToSchema)]
pub struct ObjectionView {
    /// Its number, from 0.
    number: usize,
    /// referral, decision or contact.
    to: &'static str,
    /// Why.
    words: String,
    /// When.
    at: String,
    /// plan_changed or plan_kept, once it is answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    /// The reason of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<String>,
}

pub(crate) fn objection_view((number, objection): (usize, Objection)) -> ObjectionView {
    let Objection { to, words, at, answer, .. } = objection;
    ObjectionView {
        number,
        to: to.code(),
        words: words.read().to_owned(),
        at: at.to_string(),
        outcome: answer.as_ref().map(|answer| answer.outcome.code()),
        answer: answer.map(|answer| answer.words.read().to_owned()),
    }
}

/// An option with what speaks for it and against it.
#[derive(Serialize, ToSchema)]
pub struct WeighedView {
    /// The option.
    what: String,
    /// What is good about it for the child.
    good: Option<String>,
    /// What is bad about it for the child.
    bad: Option<String>,
}

/// What a guardian says is best for the child.
#[derive(Serialize, ToSchema)]
pub struct BestInterestsView {
    /// Before which act: referral, decision or contact.
    about: &'static str,
    /// said, shown, did_not_wish or not_asked.
    childs_view: &'static str,
    /// The child's view.
    child_said: Option<String>,
    /// What the guardian thinks.
    guardian: String,
    /// The options, weighed.
    options: Vec<WeighedView>,
    /// When.
    at: String,
}

pub(crate) fn best_interests_view(said: BestInterests) -> BestInterestsView {
    let text = |words: &havenward_domain::words::Words| words.read().to_owned();
    let weighed = |one: havenward_domain::best_interests::Weighed| WeighedView {
        what: text(&one.what),
        good: one.good.as_ref().map(text),
        bad: one.bad.as_ref().map(text),
    };
    BestInterestsView {
        about: said.about.code(),
        childs_view: said.childs_view.code(),
        child_said: said.child_said.as_ref().map(text),
        guardian: text(&said.guardian),
        options: said.options.into_iter().map(weighed).collect(),
        at: said.at.to_string(),
    }
}

/// An objection to something that is planned.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectionForm {
    /// referral, decision or contact.
    #[schema(value_type = String, example = "referral")]
    to: Planned,
    /// Why.
    #[schema(max_length = 4000)]
    words: String,
}

/// Object, as a child's guardian, to what is planned.
#[utoipa::path(post, path = "/api/v1/cases/{id}/objections", tag = "objections", security(("bearer" = [])),
    request_body = ObjectionForm, params(("id" = Uuid, Path, description = "The case."), ("Idempotency-Key" = String, Header, description = "A new one for each new act.", min_length = 1, max_length = 64)),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn object(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    body: OnceBody,
) -> ApiResult<StatusCode> {
    let once = Idempotency { key: &body.key, request: &body.identity(case.as_bytes()) };
    let (case, form): (CaseId, ObjectionForm) = (id(&case)?, body.json()?);
    let object = async |ctx: &mut _| objections::object(ctx, case, form.to, form.words).await.map(|_| case);
    state.app.run_once(&caller, once, object).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The answer to an objection.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectionAnswerForm {
    /// plan_changed or plan_kept.
    #[schema(value_type = String, example = "plan_changed")]
    outcome: ObjectionOutcome,
    /// Why.
    #[schema(max_length = 4000)]
    words: String,
}

/// Answer a guardian's objection, with a reason.
#[utoipa::path(post, path = "/api/v1/cases/{id}/objections/{objection}/answer", tag = "objections", security(("bearer" = [])),
    request_body = ObjectionAnswerForm, params(("id" = Uuid, Path, description = "The case."), ("objection" = usize, Path, description = "The objection's number, from 0.")),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn answer(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, number)): Path<(String, String)>,
    Parsed(form): Parsed<ObjectionAnswerForm>,
) -> ApiResult<StatusCode> {
    let number: usize = id(&number)?;
    let answer =
        async |ctx: &mut _, case| objections::answer(ctx, case, number, form.outcome, form.words).await;
    moves::run(&state, &caller, &case, answer).await
}

/// An option with what speaks for it and against it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WeighedForm {
    /// The option.
    #[schema(max_length = 4000)]
    what: String,
    /// What is good about it for the child.
    #[schema(max_length = 4000)]
    good: Option<String>,
    /// What is bad about it for the child.
    #[schema(max_length = 4000)]
    bad: Option<String>,
}

/// What a guardian says is best for the child.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BestInterestsForm {
    /// Before which act: referral, decision or contact.
    #[schema(value_type = String, example = "referral")]
    about: Planned,
    /// said, shown, did_not_wish or not_asked.
    #[schema(value_type = String, example = "said")]
    childs_view: ViewKnown,
    /// The child's view, if the child said or showed it.
    #[schema(max_length = 4000)]
    child_said: Option<String>,
    /// What the guardian thinks.
    #[schema(max_length = 4000)]
    guardian: String,
    /// One to four options, weighed.
    options: Vec<WeighedForm>,
}

/// Say, as a child's guardian, what is best for the child.
#[utoipa::path(post, path = "/api/v1/cases/{id}/best-interests", tag = "objections", security(("bearer" = [])),
    request_body = BestInterestsForm, params(("id" = Uuid, Path, description = "The case."), ("Idempotency-Key" = String, Header, description = "A new one for each new act.", min_length = 1, max_length = 64)),
    responses((status = 204, description = "Done."), (status = "4XX", response = Problem)))]
pub async fn say_best(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    body: OnceBody,
) -> ApiResult<StatusCode> {
    let once = Idempotency { key: &body.key, request: &body.identity(case.as_bytes()) };
    let (case, form): (CaseId, BestInterestsForm) = (id(&case)?, body.json()?);
    let new = NewBestInterests {
        about: form.about,
        childs_view: form.childs_view,
        child_said: form.child_said,
        guardian: form.guardian,
        options: form.options.into_iter().map(|one| (one.what, one.good, one.bad)).collect(),
    };
    let say = async |ctx: &mut _| objections::say_best(ctx, case, new).await.map(|()| case);
    state.app.run_once(&caller, once, say).await?;
    Ok(StatusCode::NO_CONTENT)
}
