//! What the person is told before the first question.

pub(crate) mod pages;

use axum::Json;
use axum::extract::{Path, State};
use havenward_app::told_before::{self, NewTelling};
use havenward_app::{Ctx, Idempotency};
use havenward_domain::coded::Coded;
use havenward_domain::id::CaseId;
use havenward_domain::language::Language;
use havenward_domain::told_before::{AgreedToTalk, How};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::AppState;
use crate::body::OnceBody;
use crate::moves::id_of;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// What was told, and what the person answered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToldBeforeForm {
    /// The language in which it was told.
    #[schema(value_type = String, example = "uk")]
    language: Language,
    /// spoken, interpreter, audio, screen, paper, sign_language or pictures.
    #[schema(value_type = String, example = "interpreter")]
    how: How,
    /// Whether it was said what must be passed on by law, and to whom.
    limits_of_confidentiality_shown: bool,
    /// yes, no or not_now.
    #[schema(value_type = String, example = "yes")]
    agreed_to_talk: AgreedToTalk,
}

/// Where it leads; help in every case.
#[derive(Serialize, ToSchema)]
pub struct NextView {
    /// ask, show_limits, help_and_safe_recontact or help.
    next: &'static str,
}

/// Record what the person was told before the first question, and her answer.
#[utoipa::path(post, path = "/api/v1/cases/{id}/told-before", tag = "screenings", security(("bearer" = [])),
    request_body = ToldBeforeForm, params(("id" = Uuid, Path, description = "The case."), ("Idempotency-Key" = String, Header, description = "A new one for each new act.", min_length = 1, max_length = 64)),
    responses((status = 200, body = NextView), (status = "4XX", response = Problem)))]
pub async fn record(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    body: OnceBody,
) -> ApiResult<Json<NextView>> {
    let case: CaseId = id_of(&id)?;
    let form: ToldBeforeForm = body.json()?;
    let new = NewTelling {
        language: form.language,
        how: form.how,
        limits_of_confidentiality_shown: form.limits_of_confidentiality_shown,
        agreed_to_talk: form.agreed_to_talk,
    };
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let next = new.leads().code();
    let tell = async |ctx: &mut Ctx| told_before::record(ctx, case, new).await.map(|_| case);
    state.app.run_once(&caller, once, tell).await?;
    Ok(Json(NextView { next }))
}
