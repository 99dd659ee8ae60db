//! How the person may be reached, and who else may be contacted.

pub(crate) mod pages;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use havenward_app::Idempotency;
use havenward_app::contact_safety::{self, NewChannel, NewWays, Whom};
use havenward_domain::coded::Coded;
use havenward_domain::contact_safety::{ChannelKind, LeaveMessage, Relation, WhoElse};
use havenward_domain::hours::Hours;
use havenward_domain::id::CaseId;
use havenward_domain::language::Language;
use havenward_domain::secret::Secret;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::AppState;
use crate::body::{OnceBody, Parsed};
use crate::ids::id;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// One way to reach the person, as she gave it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChannelForm {
    /// phone, sms, messenger, email, post, in_person or through_worker.
    #[schema(value_type = String)]
    kind: ChannelKind,
    /// Number or address.
    #[schema(max_length = 500)]
    address: String,
    /// Safe hours in the person's local time: `"always"` or `{"weekly": […]}`.
    #[schema(value_type = Object)]
    hours: Hours,
    /// never or neutral.
    #[schema(value_type = String)]
    leave_message: LeaveMessage,
    /// unknown, nobody or others.
    #[schema(value_type = String)]
    who_else: WhoElse,
}

/// How the person may be reached, as she said it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WaysForm {
    /// The language to use.
    #[schema(value_type = String)]
    language: Language,
    /// Channels, her first choice first.
    #[schema(max_items = 50)]
    channels: Vec<ChannelForm>,
    /// The word that shows it is she, and that she can talk.
    #[schema(max_length = 500)]
    safe_word: Option<String>,
}

/// Until when a channel is safe.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SafeForm {
    /// Thirty days from now at the latest, and if left out.
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
}

/// Somebody around the person.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherForm {
    /// relative, guardian, partner, companion, employer, embassy, consulate or other.
    #[schema(value_type = String)]
    relation: Relation,
    /// Their name.
    #[schema(max_length = 500)]
    name: String,
}

/// The number of somebody just named.
#[derive(Serialize, ToSchema)]
pub struct OtherNumberView {
    /// Their number, from 0. Left out if the request had come before: read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<usize>,
}

/// A named worker's word that somebody may be contacted on one channel.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClearForm {
    /// On which kind of channel.
    #[schema(value_type = String)]
    channel: ChannelKind,
    /// Until when.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
    /// Why it is safe.
    #[schema(max_length = 500)]
    why: String,
}

/// On which channel a clearance is taken back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokeForm {
    /// The kind of channel.
    #[schema(value_type = String)]
    channel: ChannelKind,
}

/// Why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DoNotContactForm {
    /// Why.
    #[schema(max_length = 500)]
    why: String,
}

/// Whom somebody wants to contact: the person, or one other on a kind of channel.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum WhomForm {
    /// The person, on her channel of this number.
    Person {
        /// The number of the channel.
        channel: usize,
    },
    /// Somebody around her.
    Other {
        /// Their number.
        other: usize,
        /// The kind of channel.
        #[schema(value_type = String)]
        channel: ChannelKind,
    },
}

/// The yes to a contact, and what to mind.
#[derive(Serialize, ToSchema)]
pub struct MayContactView {
    /// Number or address, for the person.
    address: Option<String>,
    /// The word to hear before saying anything.
    safe_word: Option<String>,
    /// never or neutral.
    leave_message: &'static str,
}

/// A channel.
#[derive(Serialize, ToSchema)]
pub struct ChannelView {
    /// Kind.
    kind: &'static str,
    /// Number or address.
    address: String,
    /// Safe hours in the person's local time.
    #[schema(value_type = Object)]
    hours: Hours,
    /// never or neutral.
    leave_message: &'static str,
    /// unknown, nobody or others.
    who_else: &'static str,
    /// Until when it is marked safe.
    safe_until: Option<String>,
}

/// Somebody around the person.
#[derive(Serialize, ToSchema)]
pub struct OtherView {
    /// What they are to the person.
    relation: &'static str,
    /// Their name.
    name: String,
    /// Whether a mark forbids any contact.
    do_not_contact: bool,
}

/// How the person may be reached, and who is around her.
#[derive(Serialize, ToSchema)]
pub struct ContactSafetyView {
    /// How the person wishes to be addressed.
    address_as: Option<String>,
    /// The language to use.
    language: Option<String>,
    /// The word that shows it is she.
    safe_word: Option<String>,
    /// Channels, her first choice first.
    channels: Vec<ChannelView>,
    /// Others, by number.
    others: Vec<OtherView>,
}

/// Read how the person may be reached and who is around her.
#[utoipa::path(get, path = "/api/v1/cases/{id}/contact-safety", tag = "contact safety", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = ContactSafetyView), (status = "4XX", response = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
) -> ApiResult<Json<ContactSafetyView>> {
    let case: CaseId = id(&case)?;
    let safety = state.app.run(&caller, async |ctx| contact_safety::read(ctx, case).await).await?;
    let (language, safe_word, channels) = match safety.ways {
        None => (None, None, Vec::new()),
        Some(ways) => (Some(ways.language.to_string()), ways.safe_word, ways.channels),
    };
    let channel = |channel: havenward_domain::contact_safety::Channel| ChannelView {
        kind: channel.kind.code(),
        safe_until: channel.safe_until().map(|until| until.to_string()),
        address: channel.address.into_exposed(),
        hours: channel.hours,
        leave_message: channel.leave_message.code(),
        who_else: channel.who_else.code(),
    };
    let other = |party: &havenward_domain::contact_safety::ThirdParty| OtherView {
        relation: party.relation().code(),
        name: party.name().expose().clone(),
        do_not_contact: party.do_not_contact().is_some(),
    };
    Ok(Json(ContactSafetyView {
        address_as: safety.address_as.map(Secret::into_exposed),
        language,
        safe_word: safe_word.map(Secret::into_exposed),
        channels: channels.into_iter().map(channel).collect(),
        others: safety.others.iter().map(other).collect(),
    }))
}

/// Write the channels anew; none is safe until somebody marks it so.
#[utoipa::path(put, path = "/api/v1/cases/{id}/contact-safety/channels", tag = "contact safety",
    security(("bearer" = [])), request_body = WaysForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 204, description = "Written."), (status = "4XX", response = Problem)))]
pub async fn write_channels(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    Parsed(form): Parsed<WaysForm>,
) -> ApiResult<StatusCode> {
    let case: CaseId = id(&case)?;
    let channel = |form: ChannelForm| NewChannel {
        kind: form.kind,
        address: form.address,
        hours: form.hours,
        leave_message: form.leave_message,
        who_else: form.who_else,
    };
    let new = NewWays {
        language: form.language,
        channels: form.channels.into_iter().map(channel).collect(),
        safe_word: form.safe_word,
    };
    state.app.run(&caller, async |ctx| contact_safety::write_channels(ctx, case, new).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Mark a channel as safe.
#[utoipa::path(post, path = "/api/v1/cases/{id}/contact-safety/channels/{channel}/safe", tag = "contact safety", security(("bearer" = [])),
    request_body = SafeForm, params(("id" = Uuid, Path, description = "The case."), ("channel" = usize, Path, description = "The number of the channel.")),
    responses((status = 204, description = "Marked."), (status = "4XX", response = Problem)))]
pub async fn mark_safe(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, channel)): Path<(String, String)>,
    Parsed(form): Parsed<SafeForm>,
) -> ApiResult<StatusCode> {
    let (case, channel): (CaseId, usize) = (id(&case)?, id(&channel)?);
    state
        .app
        .run(&caller, async |ctx| contact_safety::mark_safe(ctx, case, channel, form.until).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take the mark of a channel away at once.
#[utoipa::path(post, path = "/api/v1/cases/{id}/contact-safety/channels/{channel}/unsafe", tag = "contact safety", security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case."), ("channel" = usize, Path, description = "The number of the channel.")),
    responses((status = 204, description = "Taken away."), (status = "4XX", response = Problem)))]
pub async fn mark_unsafe(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, channel)): Path<(String, String)>,
) -> ApiResult<StatusCode> {
    let (case, channel): (CaseId, usize) = (id(&case)?, id(&channel)?);
    state.app.run(&caller, async |ctx| contact_safety::mark_unsafe(ctx, case, channel).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Name somebody around the person; they are cleared for nothing.
#[utoipa::path(post, path = "/api/v1/cases/{id}/contact-safety/others", tag = "contact safety",
    security(("bearer" = [])), request_body = OtherForm, params(("id" = Uuid, Path, description = "The case."),
        ("Idempotency-Key" = String, Header, description = "A new one for each new one.", min_length = 1, max_length = 64)),
    responses((status = 201, body = OtherNumberView), (status = 200, body = OtherNumberView, description = "Had come before."),
        (status = "4XX", response = Problem)))]
pub async fn add_other(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    body: OnceBody,
) -> ApiResult<(StatusCode, Json<OtherNumberView>)> {
    let case: CaseId = id(&case)?;
    let form: OtherForm = body.json()?;
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let mut other = None;
    let done = state
        .app
        .run_once(&caller, once, async |ctx| {
            other = Some(contact_safety::add_other(ctx, case, form.relation, form.name).await?);
            Ok(case)
        })
        .await?;
    let status = if done.replayed { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(OtherNumberView { other })))
}

/// Clear one other on one channel, with a reason and an end.
#[utoipa::path(post, path = "/api/v1/cases/{id}/contact-safety/others/{other}/clear", tag = "contact safety", security(("bearer" = [])),
    request_body = ClearForm, params(("id" = Uuid, Path, description = "The case."), ("other" = usize, Path, description = "The number of the other.")),
    responses((status = 204, description = "Cleared."), (status = "4XX", response = Problem)))]
pub async fn clear(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, other)): Path<(String, String)>,
    Parsed(form): Parsed<ClearForm>,
) -> ApiResult<StatusCode> {
    let (case, other): (CaseId, usize) = (id(&case)?, id(&other)?);
    state
        .app
        .run(&caller, async |ctx| {
            contact_safety::clear(ctx, case, other, form.channel, form.until, form.why).await
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take a clearance back.
#[utoipa::path(post, path = "/api/v1/cases/{id}/contact-safety/others/{other}/revoke", tag = "contact safety", security(("bearer" = [])),
    request_body = RevokeForm, params(("id" = Uuid, Path, description = "The case."), ("other" = usize, Path, description = "The number of the other.")),
    responses((status = 204, description = "Taken back."), (status = "4XX", response = Problem)))]
pub async fn revoke(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, other)): Path<(String, String)>,
    Parsed(form): Parsed<RevokeForm>,
) -> ApiResult<StatusCode> {
    let (case, other): (CaseId, usize) = (id(&case)?, id(&other)?);
    state.app.run(&caller, async |ctx| contact_safety::revoke(ctx, case, other, form.channel).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Forbid any contact with one other.
#[utoipa::path(post, path = "/api/v1/cases/{id}/contact-safety/others/{other}/do-not-contact", tag = "contact safety", security(("bearer" = [])),
    request_body = DoNotContactForm, params(("id" = Uuid, Path, description = "The case."), ("other" = usize, Path, description = "The number of the other.")),
    responses((status = 204, description = "Forbidden."), (status = "4XX", response = Problem)))]
pub async fn do_not_contact(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, other)): Path<(String, String)>,
    Parsed(form): Parsed<DoNotContactForm>,
) -> ApiResult<StatusCode> {
    let (case, other): (CaseId, usize) = (id(&case)?, id(&other)?);
    state
        .app
        .run(&caller, async |ctx| contact_safety::do_not_contact(ctx, case, other, form.why).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lift a do-not-contact mark with a reason; nothing is cleared by that.
#[utoipa::path(post, path = "/api/v1/cases/{id}/contact-safety/others/{other}/lift", tag = "contact safety", security(("bearer" = [])),
    request_body = DoNotContactForm, params(("id" = Uuid, Path, description = "The case."), ("other" = usize, Path, description = "The number of the other.")),
    responses((status = 204, description = "Lifted."), (status = "4XX", response = Problem)))]
pub async fn lift(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((case, other)): Path<(String, String)>,
    Parsed(form): Parsed<DoNotContactForm>,
) -> ApiResult<StatusCode> {
    let (case, other): (CaseId, usize) = (id(&case)?, id(&other)?);
    state.app.run(&caller, async |ctx| contact_safety::lift(ctx, case, other, form.why).await).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ask whether somebody may be contacted now. Every contact asks this first.
#[utoipa::path(post, path = "/api/v1/cases/{id}/contact-safety/may-contact", tag = "contact safety",
    security(("bearer" = [])), request_body = WhomForm, params(("id" = Uuid, Path, description = "The case.")),
    responses((status = 200, body = MayContactView), (status = "4XX", response = Problem)))]
pub async fn may_contact(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(case): Path<String>,
    Parsed(form): Parsed<WhomForm>,
) -> ApiResult<Json<MayContactView>> {
    let case: CaseId = id(&case)?;
    let whom = match form {
        WhomForm::Person { channel } => Whom::Person(channel),
        WhomForm::Other { other, channel } => Whom::Other(other, channel),
    };
    let may = state.app.run(&caller, async |ctx| contact_safety::may_contact(ctx, case, whom).await).await?;
    Ok(Json(MayContactView {
        address: may.address.map(Secret::into_exposed),
        safe_word: may.safe_word.map(Secret::into_exposed),
        leave_message: may.leave_message.code(),
    }))
}
