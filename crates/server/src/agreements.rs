//! Agreements of the person: given tonight or later, withdrawn, read back.

pub(crate) mod pages;

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::agreements::{self, NewAgreement, Told};
use havenward_app::{AppError, Idempotency};
use havenward_domain::agreement::{
    Answer, Category, ChildsView, GivenBy, Purpose, RecipientClass, Standing, TeachBack,
};
use havenward_domain::coded::Coded;
use havenward_domain::id::{BookingId, UnitId, UserId};
use havenward_domain::language::Language;
use havenward_domain::told_before::How;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::{OnceBody, Parsed};
use crate::path::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// Somebody who may receive something.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecipientForm {
    /// The unit.
    unit: Uuid,
    /// What kind of body it is, a code such as care.
    #[schema(value_type = String, example = "care")]
    class: RecipientClass,
}

/// Who said yes or no.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "by")]
enum GivenByForm {
    /// The person herself. Written with no fields of its own, so that any other is refused.
    #[serde(rename = "self")]
    Person {},
    /// For a child, a guardian whom a named worker has cleared.
    Guardian {
        /// The worker who cleared the guardian.
        cleared_by: Uuid,
        /// What the child said: agrees, disagrees, prefers_not_to_say or could_not_be_asked.
        childs_view: ChildsView,
    },
    /// For a child, the child-protection authority.
    Authority {
        /// The officer.
        officer: Uuid,
        /// What the child said.
        childs_view: ChildsView,
    },
}

impl From<GivenByForm> for GivenBy {
    fn from(form: GivenByForm) -> Self {
        match form {
            GivenByForm::Person {} => Self::Person,
            GivenByForm::Guardian { cleared_by, childs_view } => {
                Self::Guardian { cleared_by: UserId::from(cleared_by), childs_view }
            }
            GivenByForm::Authority { officer, childs_view } => {
                Self::Authority { officer: UserId::from(officer), childs_view }
            }
        }
    }
}

/// What the person was asked and answered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementForm {
    /// One purpose, such as service:accommodation_emergency.
    #[schema(value_type = String, example = "service:accommodation_emergency")]
    purpose: Purpose,
    /// Who may receive it.
    recipients: Vec<RecipientForm>,
    /// Each category asked, with agreed or refused.
    #[schema(value_type = BTreeMap<String, String>, example = json!({"minimum_dataset": "agreed"}))]
    answers: BTreeMap<Category, Answer>,
    /// Language of the explanation.
    #[schema(value_type = String, example = "uk")]
    language: Language,
    /// How it was explained, a code such as interpreter.
    #[schema(value_type = String, example = "spoken")]
    how: How,
    /// in_own_words, after_second_explanation or not_done.
    #[schema(value_type = String, example = "in_own_words")]
    teach_back: TeachBack,
    /// A witness, if there was one.
    witness: Option<Uuid>,
    /// The booking of the interpreter, if there was one.
    interpreter: Option<Uuid>,
    /// Who said yes or no: by self; for a child by guardian (cleared_by, childs_view) or authority (officer, childs_view).
    #[schema(value_type = Object, example = json!({"by": "self"}))]
    given_by: GivenByForm,
    /// Left out: tonight's spoken agreement. Given: an agreement given later, until this instant.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires: Option<Timestamp>,
}

/// The agreement that was recorded.
#[derive(Serialize, ToSchema)]
pub struct AgreementMade {
    /// The agreement.
    agreement: Uuid,
}

/// Record an agreement of the person, tonight's or a later one.
#[utoipa::path(post, path = "/api/v1/cases/{id}/agreements", tag = "agreements", security(("bearer" = [])),
    request_body = AgreementForm,
    params(("id" = Uuid, Path, description = "The case."),
        ("Idempotency-Key" = String, Header, description = "A new one for each new agreement.", min_length = 1, max_length = 64)),
    responses((status = 201, body = AgreementMade), (status = 200, body = AgreementMade, description = "Had come before."),
        (status = "4XX", response = Problem)))]
pub async fn give(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    body: OnceBody,
) -> ApiResult<(StatusCode, Json<AgreementMade>)> {
    let (case, form): (_, AgreementForm) = (id(&case)?, body.json()?);
    let new = NewAgreement {
        purpose: form.purpose,
        recipients: form.recipients.iter().map(|to| (UnitId::from(to.unit), to.class)).collect(),
        answers: form.answers,
        language: form.language,
        how: form.how,
        teach_back: form.teach_back,
        witness: form.witness.map(UserId::from),
        interpreter: form.interpreter.map(BookingId::from),
        given_by: form.given_by.into(),
    };
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let give = async |ctx: &mut _| match form.expires {
        Some(expires) => agreements::give_later(ctx, case, new, expires).await,
        None => agreements::give_tonight(ctx, case, new).await,
    };
    let done = state.app.run_once(&caller, once, give).await?;
    let status = if done.replayed { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(AgreementMade { agreement: done.id.uuid() })))
}

/// Where a purpose stands with a recipient.
#[derive(Serialize, ToSchema)]
pub struct StandingView {
    /// The unit.
    unit: Uuid,
    /// not_asked, agreed, refused, withdrawn or not_needed.
    standing: &'static str,
}

/// An agreement as it is read back.
#[derive(Serialize, ToSchema)]
pub struct AgreementView {
    /// The agreement.
    id: Uuid,
    /// Its purpose.
    purpose: String,
    /// Each category asked, with agreed or refused.
    #[schema(value_type = BTreeMap<String, String>)]
    answers: BTreeMap<Category, Answer>,
    /// Language of the explanation.
    language: String,
    /// When it was given.
    at: String,
    /// When it ends by itself.
    expires: String,
    /// When it was withdrawn.
    withdrawn_at: Option<String>,
    /// Where each recipient stands now.
    standing: Vec<StandingView>,
    /// Whether it was given by or for a child who is an adult now: she herself is to be asked again.
    ask_again: bool,
}

fn view(told: &Told) -> AgreementView {
    let agreement = &told.agreement;
    let standing = |(unit, standing): &(UnitId, Standing)| StandingView {
        unit: unit.uuid(),
        standing: match standing {
            Standing::NotAsked => "not_asked",
            Standing::Agreed => "agreed",
            Standing::Refused => "refused",
            Standing::Withdrawn => "withdrawn",
            Standing::NotNeeded(_) => "not_needed",
        },
    };
    AgreementView {
        id: agreement.id().uuid(),
        purpose: agreement.purpose().to_string(),
        answers: agreement.answers().clone(),
        language: agreement.explained().language.to_string(),
        at: agreement.at().to_string(),
        expires: agreement.expires().to_string(),
        withdrawn_at: agreement.withdrawn_at().map(|at| at.to_string()),
        standing: told.standing.iter().map(standing).collect(),
        ask_again: told.ask_again,
    }
}

/// Read the agreements of a case back.
#[utoipa::path(get, path = "/api/v1/cases/{id}/agreements", tag = "agreements", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = [AgreementView]), (status = "4XX", response = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
) -> ApiResult<Json<Vec<AgreementView>>> {
    let case = id(&case)?;
    let told = state.app.run(&caller, async |ctx| agreements::list(ctx, case).await).await?;
    Ok(Json(told.iter().map(view).collect()))
}

/// What the person no longer agrees to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalForm {
    /// The purpose.
    #[schema(value_type = String, example = "service:accommodation_emergency")]
    purpose: Purpose,
    /// The recipient.
    recipient: Uuid,
}

/// A reading that took place before the withdrawal.
#[derive(Serialize, ToSchema)]
pub struct NotRecalledView {
    /// The unit that read.
    unit: Uuid,
    /// When.
    at: String,
    /// What was done, a code.
    action: &'static str,
    /// Compartments that were opened.
    opened: Vec<&'static str>,
}

/// What a withdrawal closed, and what it could not.
#[derive(Serialize, ToSchema)]
pub struct WithdrawalView {
    /// The agreements that ended.
    agreements: Vec<Uuid>,
    /// The categories that their recipients lose.
    categories: Vec<&'static str>,
    /// How many accesses ended.
    access_ended: usize,
    /// Referrals taken back.
    referrals: Vec<Uuid>,
    /// Enquiries taken back.
    enquiries: Vec<Uuid>,
    /// What the recipients had read before.
    cannot_be_recalled: Vec<NotRecalledView>,
    /// Legal bases to which the person objects; somebody owes her an answer.
    objected_to: Vec<String>,
}

/// Withdraw an agreement. It takes no reason and closes at once what rests on it.
#[utoipa::path(post, path = "/api/v1/cases/{id}/agreements/withdraw", tag = "agreements", security(("bearer" = [])),
    request_body = WithdrawalForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = WithdrawalView), (status = "4XX", response = Problem)))]
pub async fn withdraw(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    Parsed(form): Parsed<WithdrawalForm>,
) -> ApiResult<Json<WithdrawalView>> {
    let (case, recipient) = (id(&case)?, UnitId::from(form.recipient));
    let withdraw = async |ctx: &mut _| agreements::withdraw(ctx, case, &form.purpose, recipient).await;
    let closed: Result<_, AppError> = state.app.run(&caller, withdraw).await;
    let closed = closed?;
    let not_recalled = closed.cannot_be_recalled.iter().map(|one| NotRecalledView {
        unit: one.unit.uuid(),
        at: one.seen.at.to_string(),
        action: one.seen.action.code(),
        opened: one.seen.opened.members().map(havenward_domain::compartment::Compartment::code).collect(),
    });
    Ok(Json(WithdrawalView {
        agreements: closed.agreements.iter().map(|id| id.uuid()).collect(),
        categories: closed.categories.iter().map(|category| category.code()).collect(),
        access_ended: closed.access_ended,
        referrals: closed.referrals.iter().map(|id| id.uuid()).collect(),
        enquiries: closed.enquiries.iter().map(|id| id.uuid()).collect(),
        cannot_be_recalled: not_recalled.collect(),
        objected_to: closed.objections.into_iter().map(|objection| objection.basis).collect(),
    }))
}
