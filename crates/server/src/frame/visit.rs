//! Around every page: who reads it, whether the browser may act, and what becomes of a fault.

use std::future::poll_fn;
use std::pin::Pin;

use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::{MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use havenward_app::{AppError, Caller, Ctx, drafts, sessions, units};
use havenward_domain::access::Member;
use havenward_domain::id::EntryId;

use super::draft::{Ready, Sent};
use super::language::Language;
use super::page::{Link, Page, Visitor};
use super::{cookie, error_page};
use crate::AppState;
use crate::body::{BODY_LIMIT, too_large};
use crate::layers::cross_site;
use crate::problem::Problem;
use crate::session::pages as sign_in;

/// So much of a form that is too large is read before the answer.
const MOST_READ: usize = 16 * 1024 * 1024;

/// So much of it is shown again, to be copied from there.
const MOST_SHOWN: usize = 1024 * 1024;

/// The middleware of all pages.
pub(crate) async fn around(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let page = match outsider(&state, &parts.headers, parts.uri.path()) {
        Ok(page) => page,
        Err(error) => return Problem::from(error).into_response(),
    };
    let is_act = parts.method != Method::GET && parts.method != Method::HEAD;
    if is_act && !comes_from_here(&parts.headers) {
        return error_page::render(&page, &cross_site());
    }
    let bytes = match whole(body).await {
        Ok(bytes) => bytes,
        // Nothing is kept of it; what was typed stands on the page, to be copied.
        Err(bytes) => return error_page::render_act(&page, &too_large(), &bytes, false),
    };
    let mut visitor = match visitor(&state, &parts.headers, page.clone()).await {
        Ok(visitor) => visitor,
        // Nobody was asked for anything yet; what was typed stands on the page.
        Err(error) => return error_page::render_act(&page, &Problem::from(error), &bytes, false),
    };
    let step = parts.extensions.get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let method = parts.method.clone();
    let place = parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    let token = cookie::session(&parts.headers, state.app.kind()).map(str::to_owned);
    let page = visitor.page.clone();
    let body = if is_act { bytes } else { Bytes::new() };
    let mut sent = Sent::of(&state, visitor.caller.clone(), &page.path, body);
    match sent.prepare().await {
        Ok(Ready::ToRun) => {}
        Ok(Ready::Kept(said)) => return said,
        Err(error) => return error_page::render_act(&page, &error.into(), &sent.bytes, false),
    }
    // A form that was brought back is not offered a second time above itself.
    visitor.page.drafts.retain(|one| Some(one.id) != sent.draft);
    parts.extensions.insert(visitor);
    let response = run(parts, sent.bytes.clone(), next).await;
    let Some(problem) = response.extensions().get::<Problem>() else {
        if let (Some(member), Some(step)) = (page.member, step)
            && !response.status().is_client_error()
        {
            state.tours.tick(member.user, &method, &step);
        }
        return sent.taken(response).await;
    };
    if problem.code == AppError::SignedOut.code() {
        let is_kept = match &token {
            Some(token) if is_act => sent.keep_of_ended(token).await,
            _ => false,
        };
        return sign_in::instead(&state, &page, &place, is_kept, token.is_some());
    }
    if !is_act {
        return error_page::render(&page, problem);
    }
    // A fault is ours: what was typed is not lost by it. A refusal was read by whoever typed.
    let is_kept = problem.status >= 500 && page.member.is_some() && sent.keep().await.is_ok();
    error_page::render_act(&page, problem, &sent.bytes, is_kept)
}

/// The body; or, if it is too large, as much of it as can be shown again. A browser shows no answer before it has
/// sent everything, so what is too large is read on, up to a bound, and thrown away.
async fn whole(mut body: Body) -> Result<Bytes, Bytes> {
    let (mut kept, mut length) = (Vec::new(), 0_usize);
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        let frame = frame.map_err(|_| Bytes::new())?;
        let Ok(data) = frame.into_data() else { continue };
        length = length.saturating_add(data.len());
        if length > MOST_READ {
            return Err(Bytes::new());
        }
        if length > MOST_SHOWN {
            kept = Vec::new();
        } else {
            kept.extend_from_slice(&data);
        }
    }
    if length > BODY_LIMIT { Err(kept.into()) } else { Ok(kept.into()) }
}

async fn run(parts: Parts, bytes: Bytes, next: Next) -> Response {
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}

/// An act in a browser must come from a page of this server: the browser itself says so.
fn comes_from_here(headers: &HeaderMap) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    match headers.get("sec-fetch-site") {
        Some(site) => site == "same-origin",
        // An older browser names the page's origin.
        None => match (text(header::ORIGIN), text(header::HOST)) {
            (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, at)| at == host),
            _ => false,
        },
    }
}

/// The page of somebody who is not known (yet).
pub(crate) fn outsider(state: &AppState, headers: &HeaderMap, path: &str) -> Result<Page, AppError> {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Ok(Page {
        language: Language::of(cookie::language(headers), accepted),
        kind: state.app.kind(),
        path: path.to_owned(),
        member: None,
        desk: None,
        navigation: Vec::new(),
        drafts: Vec::new(),
        tour: None,
        once: state.app.draw::<EntryId>().to_string(),
        now: state.app.now(),
        zone: state.app.zone()?,
    })
}

async fn visitor(state: &AppState, headers: &HeaderMap, page: Page) -> Result<Visitor, AppError> {
    let Some(token) = cookie::session(headers, state.app.kind()) else {
        return Ok(Visitor { caller: None, page });
    };
    let caller = match sessions::caller(&state.app, token).await {
        Ok(caller) => caller,
        Err(AppError::SignedOut) => return Ok(Visitor { caller: None, page }),
        Err(error) => return Err(error),
    };
    // A device's credential opens no page.
    let Some(member) = caller.actor().member().copied() else { return Ok(Visitor { caller: None, page }) };
    let page = of_member(state, &caller, member, page).await?;
    Ok(Visitor { caller: Some(caller), page })
}

/// The page of somebody signed in.
pub(crate) async fn of_member(
    state: &AppState,
    caller: &Caller,
    member: Member,
    page: Page,
) -> Result<Page, AppError> {
    let read = async |ctx: &mut Ctx| Ok((units::desk(ctx).await?, drafts::waiting(ctx, &page.path).await?));
    let (desk, drafts) = state.app.look(caller, read).await?;
    let link = |entry: &super::Entry| Link {
        path: entry.path,
        key: entry.key,
        is_here: page.path == entry.path || page.path.starts_with(&format!("{}/", entry.path)),
    };
    let navigation = state.navigation.iter().filter(|entry| (entry.is_for)(member.role)).map(link).collect();
    let tour = state.tours.of(&state.app, member.user);
    Ok(Page { member: Some(member), desk: Some(desk), navigation, drafts, tour, ..page })
}
