//! Error pages: what happened, whether anything was saved, what now.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use super::say::Say;
use super::visit;
use super::{Page, form};
use crate::AppState;
use crate::problem::{Problem, ShownAsPage};

#[derive(Template)]
#[template(path = "frame/error.html")]
struct ErrorPage<'p> {
    page: &'p Page,
    problem: &'p Problem,
    kind: &'static str,
    /// What was typed, to be copied from here.
    typed: Vec<String>,
    /// Whether it waits for its writer besides.
    is_kept: bool,
}

impl ErrorPage<'_> {
    /// What now: what is too large may be too large to be shown again as well.
    fn now<'s>(&self) -> Say<'s> {
        self.part(if self.kind == "large" && self.typed.is_empty() { "lost" } else { "now" })
    }

    /// Whether it stands in the place of a page of the person herself, from which she leaves at once.
    fn is_hers(&self) -> bool {
        matches!(self.page.path.as_str(), "/my" | "/info")
    }

    fn part<'s>(&self, part: &str) -> Say<'s> {
        self.page.t(format!("error-{}-{part}", self.kind))
    }

    /// Words of the application, where the status alone does not say what is in the way.
    fn says_why(&self) -> bool {
        matches!(self.kind, "rule" | "input")
    }
}

/// The kind of an error page, for a status.
fn kind(status: u16) -> &'static str {
    match status {
        401 | 403 => "forbidden",
        404 => "missing",
        405 => "method",
        409 => "rule",
        413 => "large",
        429 => "often",
        503 => "busy",
        400..=499 => "input",
        _ => "fault",
    }
}

/// Renders a problem as a page.
pub(crate) fn render(page: &Page, problem: &Problem) -> Response {
    let kind = kind(problem.status);
    answer(&ErrorPage { page, problem, kind, typed: Vec::new(), is_kept: false }, problem.status)
}

/// Renders what became of an act. Nobody sends a form to what she never saw: what is not there was dealt with
/// by somebody else, or is hers no longer. Which of the two is not told, and what she typed is not lost.
pub(crate) fn render_act(page: &Page, problem: &Problem, body: &[u8], is_kept: bool) -> Response {
    let (kind, status) = match problem.status {
        404 => ("gone", 409),
        status => (kind(status), status),
    };
    answer(&ErrorPage { page, problem, kind, typed: form::words(body), is_kept }, status)
}

fn answer(shown: &ErrorPage<'_>, status: u16) -> Response {
    let problem = shown.problem;
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = match shown.render() {
        Ok(text) => (status, Html(text)).into_response(),
        // Plain words are left when even this page fails.
        Err(_) => (status, problem.title.clone()).into_response(),
    };
    response.extensions_mut().insert(ShownAsPage(problem.clone()));
    response
}

/// Turns a problem document into a page where a browser asked for one. It stands around everything, so
/// that also what never reached a page, such as an unknown address, reads like one.
pub(crate) async fn instead_of_problem(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    let headers = request.headers().clone();
    let response = next.run(request).await;
    let is_for_programs = path.starts_with("/api/") || path.starts_with("/assets/") || path == "/healthz";
    let Some(problem) = response.extensions().get::<Problem>() else { return response };
    if is_for_programs || !wants_a_page(&headers) {
        return response;
    }
    match visit::outsider(&state, &headers, &path) {
        Ok(page) => render(&page, problem),
        Err(_) => response,
    }
}

fn wants_a_page(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}
