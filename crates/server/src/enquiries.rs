//! Enquiries: whether there is room, without saying for whom.

pub(crate) mod of_case;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::Idempotency;
use havenward_app::enquiries::{self, Asked};
use havenward_domain::coded::Coded;
use havenward_domain::codes::ServiceType;
use havenward_domain::enquiry::{Answer, Enquiry, When};
use havenward_domain::id::{EnquiryId, ServiceId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::{OnceBody, Parsed};
use crate::path::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// What is asked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnquiryForm {
    /// The service.
    service: Uuid,
    /// For which need; it stays in the sealed file.
    #[schema(value_type = String, example = "accommodation_emergency")]
    need: ServiceType,
    /// tonight or later.
    #[schema(value_type = String, example = "tonight")]
    when: When,
}

/// The enquiry that was sent.
#[derive(Serialize, ToSchema)]
pub struct EnquiryMade {
    /// The enquiry.
    enquiry: Uuid,
}

/// An enquiry: a question without a person.
#[derive(Serialize, ToSchema)]
pub struct EnquiryView {
    /// The enquiry.
    id: Uuid,
    /// The service asked.
    service: Uuid,
    /// When the time to answer is over.
    answer_by: String,
    /// awaited, yes, no, silence or withdrawn.
    answer: &'static str,
    /// Until when the place is held, after a yes.
    held_until: Option<String>,
}

fn view(enquiry: &Enquiry) -> EnquiryView {
    let (answer, held_until) = match enquiry.answer() {
        Answer::Awaited => ("awaited", None),
        Answer::Yes { held_until, .. } => ("yes", Some(held_until.to_string())),
        Answer::No { .. } => ("no", None),
        Answer::Silence { .. } => ("silence", None),
        Answer::Withdrawn { .. } => ("withdrawn", None),
    };
    EnquiryView {
        id: enquiry.id().uuid(),
        service: enquiry.service().uuid(),
        answer_by: enquiry.answer_by().to_string(),
        answer,
        held_until,
    }
}

/// An enquiry as the asked unit reads it.
#[derive(Serialize, ToSchema)]
pub struct AskedView {
    #[serde(flatten)]
    enquiry: EnquiryView,
    /// Whether the place is for a child without a parent.
    child: bool,
    /// with_women, with_men or either.
    placement: &'static str,
    /// Languages, any of which will do.
    languages: Vec<String>,
    /// How many children come along.
    children_with: u8,
    /// Whether the place must be usable with limited mobility.
    limited_mobility: bool,
    /// tonight or later.
    when: &'static str,
}

fn asked(one: &Asked) -> AskedView {
    let question = &one.question;
    AskedView {
        enquiry: view(&one.enquiry),
        child: question.child,
        placement: question.placement.code(),
        languages: question.languages.iter().map(ToString::to_string).collect(),
        children_with: question.children_with,
        limited_mobility: question.limited_mobility,
        when: question.when.code(),
    }
}

/// Ask a service whether it has room.
#[utoipa::path(post, path = "/api/v1/cases/{id}/enquiries", tag = "enquiries", security(("bearer" = [])),
    request_body = EnquiryForm,
    params(("id" = Uuid, Path, description = "The case."),
        ("Idempotency-Key" = String, Header, description = "A new one for each new enquiry.", min_length = 1, max_length = 64)),
    responses((status = 201, body = EnquiryMade), (status = 200, body = EnquiryMade, description = "Had come before."),
        (status = "4XX", response = Problem)))]
pub async fn ask(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    body: OnceBody,
) -> ApiResult<(StatusCode, Json<EnquiryMade>)> {
    let (case, form): (_, EnquiryForm) = (id(&case)?, body.json()?);
    let service = ServiceId::from(form.service);
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let ask = async |ctx: &mut _| enquiries::ask(ctx, case, service, form.need, form.when).await;
    let done = state.app.run_once(&caller, once, ask).await?;
    let status = if done.replayed { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(EnquiryMade { enquiry: done.id.uuid() })))
}

/// List the enquiries of a case.
#[utoipa::path(get, path = "/api/v1/cases/{id}/enquiries", tag = "enquiries", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = [EnquiryView]), (status = "4XX", response = Problem)))]
pub async fn of_case(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
) -> ApiResult<Json<Vec<EnquiryView>>> {
    let case = id(&case)?;
    let found = state.app.look(&caller, async |ctx| enquiries::of_case(ctx, case).await).await?;
    Ok(Json(found.iter().map(view).collect()))
}

/// List what the unit is asked and has not answered.
#[utoipa::path(get, path = "/api/v1/enquiries", tag = "enquiries", security(("bearer" = [])),
    responses((status = 200, body = [AskedView]), (status = "4XX", response = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
) -> ApiResult<Json<Vec<AskedView>>> {
    let found = state.app.run(&caller, async |ctx| enquiries::list_for_service(ctx).await).await?;
    Ok(Json(found.iter().map(asked).collect()))
}

/// The answer of a service.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnquiryAnswerForm {
    /// For how many minutes the place is held; left out means there is no room.
    #[schema(minimum = 1, maximum = 1440)]
    hold_minutes: Option<u16>,
}

/// Answer an enquiry: yes, and held for so many minutes, or no.
#[utoipa::path(post, path = "/api/v1/enquiries/{id}/answer", tag = "enquiries", security(("bearer" = [])),
    request_body = EnquiryAnswerForm, params(("id" = Uuid, Path, description = "The enquiry.")),
    responses((status = 204), (status = "4XX", response = Problem)))]
pub async fn answer(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(enquiry): Path<String>,
    Parsed(form): Parsed<EnquiryAnswerForm>,
) -> ApiResult<StatusCode> {
    let enquiry: EnquiryId = id(&enquiry)?;
    let answer = async |ctx: &mut _| match form.hold_minutes {
        Some(minutes) => enquiries::answer_yes(ctx, enquiry, minutes).await,
        None => enquiries::answer_no(ctx, enquiry).await,
    };
    state.app.run(&caller, answer).await?;
    Ok(StatusCode::NO_CONTENT)
}
