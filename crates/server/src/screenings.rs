//! Screening: instruments, answers, and findings in words.

pub(crate) mod pages;

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use havenward_app::screenings::{self, Asked, Compiled, Line, Screened};
use havenward_app::{AppError, Idempotency};
use havenward_domain::id::{CaseId, ScreeningId};
use havenward_domain::language::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::AppState;
use crate::body::OnceBody;
use crate::moves::id_of;
use crate::problem::{ApiResult, Problem};
use crate::signed_in::SignedIn;

/// Text in the reader's language where the instrument has it, otherwise in English.
const FALLBACK_LANGUAGE: &str = "en";

/// An instrument in the list.
#[derive(Serialize, ToSchema)]
pub struct InstrumentLine {
    /// Id and version, as answers name it.
    instrument: String,
    /// What it is called.
    title: String,
    /// adult, child or any.
    for_whom: &'static str,
    /// How many signs it has.
    sign_count: usize,
    /// Whether its facts must still be compared with the original.
    needs_check: bool,
}

/// An instrument opened for a person who was told before and said yes.
#[derive(Serialize, ToSchema)]
pub struct InstrumentView {
    /// Id and version, as answers name it.
    instrument: String,
    /// What it is called.
    title: String,
    /// The signs, in the order of the form.
    signs: Vec<SignView>,
    /// What was asked already, the latest first: ask once, use it again.
    already_asked: Vec<AskedEarlierView>,
}

/// One sign of an instrument.
#[derive(Serialize, ToSchema)]
pub struct SignView {
    /// The code that answers use.
    code: String,
    /// The sign in a few words.
    label: String,
    /// Words to ask with.
    question: String,
    /// What to look for when asking is not safe.
    observe: String,
    /// Help for the worker.
    hint: String,
    /// any, trained, health or none_at_border.
    ask_by: &'static str,
    /// The group it hits without reason.
    bias_note: Option<String>,
}

/// Who asked earlier.
#[derive(Serialize, ToSchema)]
pub struct AskedEarlierView {
    /// The screening.
    screening: Uuid,
    /// Id and version of the instrument.
    instrument: String,
    /// you or a_colleague.
    by: &'static str,
    /// Full hours since.
    hours_ago: u32,
}

/// A finding: what to do now and why. No probability, and never that somebody is not a victim.
#[derive(Serialize, ToSchema)]
pub struct FindingView {
    /// The screening.
    screening: Uuid,
    /// door_open, talk_more_safely, protect_now or danger_now.
    band: &'static str,
    /// Whether the rules for children were applied.
    treated_as_child: bool,
    /// How many signs were asked about.
    asked_count: u16,
    /// Of how many.
    of_count: u16,
    /// What to do next, in a few words.
    headline: LineView,
    /// Why.
    why: Vec<LineView>,
    /// How much was asked, in words.
    asked: LineView,
    /// The signs that are there.
    seen: Vec<LineView>,
    /// Signs that were not counted, and why.
    set_aside: Vec<LineView>,
    /// What to do now.
    do_now: Vec<LineView>,
    /// What this screen cannot know.
    limits: Vec<LineView>,
    /// How the person can come back.
    come_back: LineView,
}

/// A sentence with the key of its translation.
#[derive(Serialize, ToSchema)]
pub struct LineView {
    /// The key.
    key: String,
    /// The text.
    text: String,
}

pub(crate) fn asked_view(asked: Asked) -> AskedEarlierView {
    AskedEarlierView {
        screening: asked.id.uuid(),
        instrument: asked.instrument,
        by: if asked.by_reader { "you" } else { "a_colleague" },
        hours_ago: asked.hours_ago,
    }
}

fn line(line: Line) -> LineView {
    LineView { key: line.key, text: line.text }
}

fn lines(all: Vec<Line>) -> Vec<LineView> {
    all.into_iter().map(line).collect()
}

fn finding_view(screened: Screened) -> FindingView {
    let Screened { id, finding, explanation, .. } = screened;
    FindingView {
        screening: id.uuid(),
        band: finding.band.code(),
        treated_as_child: finding.treated_as_child,
        asked_count: finding.asked,
        of_count: finding.of,
        headline: line(explanation.headline),
        why: lines(explanation.why),
        asked: line(explanation.asked),
        seen: lines(explanation.seen),
        set_aside: lines(explanation.set_aside),
        do_now: lines(explanation.do_now),
        limits: lines(explanation.limits),
        come_back: line(explanation.come_back),
    }
}

fn instrument_view(compiled: &Compiled, already: Vec<Asked>, language: &str) -> InstrumentView {
    let instrument = compiled.instrument();
    let signs = instrument.indicators.iter().map(|sign| SignView {
        code: sign.code.clone(),
        label: sign.label.in_language(language).to_owned(),
        question: sign.question.in_language(language).to_owned(),
        observe: sign.observe.in_language(language).to_owned(),
        hint: sign.hint.in_language(language).to_owned(),
        ask_by: sign.ask_by.code(),
        bias_note: sign.bias_note.clone(),
    });
    InstrumentView {
        instrument: instrument.reference(),
        title: instrument.title.in_language(language).to_owned(),
        signs: signs.collect(),
        already_asked: already.into_iter().map(asked_view).collect(),
    }
}

/// The first language the client asks for.
fn language(headers: &HeaderMap) -> String {
    headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split([',', ';']).next())
        .and_then(|first| first.trim().parse::<Language>().ok())
        .map_or_else(|| FALLBACK_LANGUAGE.to_owned(), |tag| tag.as_str().to_owned())
}

/// List the instruments that can be used.
#[utoipa::path(get, path = "/api/v1/instruments", tag = "screenings", security(("bearer" = [])),
    responses((status = 200, body = [InstrumentLine]), (status = "4XX", response = Problem)))]
pub async fn instruments(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    headers: HeaderMap,
) -> ApiResult<Json<Vec<InstrumentLine>>> {
    let language = language(&headers);
    let all = state.app.look(&caller, async |ctx| screenings::instruments(ctx)).await?;
    let view = |compiled: &std::sync::Arc<Compiled>| InstrumentLine {
        instrument: compiled.instrument().reference(),
        title: compiled.instrument().title.in_language(&language).to_owned(),
        for_whom: compiled.instrument().for_whom.code(),
        sign_count: compiled.instrument().indicators.len(),
        needs_check: compiled.instrument().needs_check,
    };
    Ok(Json(all.iter().map(view).collect()))
}

/// Open an instrument for a case; refused until the person was told before and said yes.
#[utoipa::path(get, path = "/api/v1/cases/{id}/instruments/{instrument}", tag = "screenings",
    security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case."),
        ("instrument" = String, Path, description = "Id and version, id@version.")),
    responses((status = 200, body = InstrumentView), (status = "4XX", response = Problem)))]
pub async fn open(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((id, instrument)): Path<(String, String)>,
    headers: HeaderMap,
) -> ApiResult<Json<InstrumentView>> {
    let case: CaseId = id_of(&id)?;
    let opened = state.app.run(&caller, async |ctx| screenings::open(ctx, case, &instrument).await).await?;
    Ok(Json(instrument_view(&opened.instrument, opened.already_asked, &language(&headers))))
}

/// The answers of one contact, in the format of the instruments.
///
/// It stands here for the API document only: the reader of answers takes the text as it came.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape of the text for the API document; the text itself is read elsewhere")]
pub struct AnswersForm {
    /// The instrument, id@version.
    #[schema(example = "first-contact-6@1")]
    instrument: String,
    /// What is known before any sign, such as child with yes, no or unsure.
    #[schema(value_type = Option<Object>, example = json!({"child": "no"}))]
    context: Option<serde_json::Value>,
    /// What the person was told; kept, never scored.
    #[schema(value_type = Option<Object>)]
    told_before: Option<serde_json::Value>,
    /// Each sign asked, with yes_told, yes_seen, yes_third_party, yes_document, no, unsure, declined or not_asked.
    #[schema(example = json!({"FC2": "yes_told"}))]
    answers: BTreeMap<String, String>,
}

/// Record the answers of one contact; they are evaluated here, whatever the client made of them.
#[utoipa::path(post, path = "/api/v1/cases/{id}/screenings", tag = "screenings", security(("bearer" = [])),
    request_body(content = AnswersForm, content_type = "application/json"),
    params(("id" = Uuid, Path, description = "The case."),
        ("Idempotency-Key" = String, Header, description = "A new one for each new screening.", min_length = 1, max_length = 64)),
    responses((status = 201, body = FindingView), (status = 200, body = FindingView, description = "Had come before."),
        (status = "4XX", response = Problem)))]
pub async fn record(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: OnceBody,
) -> ApiResult<(StatusCode, Json<FindingView>)> {
    let case: CaseId = id_of(&id)?;
    // The answers go in as they came: a key given twice must be seen by the reader of answers.
    let text = std::str::from_utf8(&body.bytes)
        .map_err(|_| AppError::invalid("answers", "send the answers as UTF-8"))?;
    let once = Idempotency { key: &body.key, request: &body.identity(b"") };
    let done =
        state.app.run_once(&caller, once, async |ctx| screenings::record(ctx, case, text).await).await?;
    let language = language(&headers);
    let screened =
        state.app.run(&caller, async |ctx| screenings::read(ctx, case, done.id, &language).await).await?;
    let status = if done.replayed { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(finding_view(screened))))
}

/// Read a finding again.
#[utoipa::path(get, path = "/api/v1/cases/{id}/screenings/{screening}", tag = "screenings",
    security(("bearer" = [])),
    params(("id" = Uuid, Path, description = "The case."), ("screening" = Uuid, Path, description = "The screening.")),
    responses((status = 200, body = FindingView), (status = "4XX", response = Problem)))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(caller): SignedIn,
    Path((id, screening)): Path<(String, String)>,
    headers: HeaderMap,
) -> ApiResult<Json<FindingView>> {
    let (case, screening): (CaseId, ScreeningId) = (id_of(&id)?, id_of(&screening)?);
    let language = language(&headers);
    let screened =
        state.app.run(&caller, async |ctx| screenings::read(ctx, case, screening, &language).await).await?;
    Ok(Json(finding_view(screened)))
}
