//! What every page stands in: session, language, form, layout, errors.
//!
//! A page handler takes a [`Visit`] (somebody signed in) or a [`Page`] (anybody), calls a use case, and
//! answers with [`show`] or [`see_other`]. What goes wrong becomes a [`Fault`], which the middleware
//! [`visit::around`] turns into a page that says what happened, whether anything was saved, and what now.

pub(crate) mod asset;
pub(crate) mod cookie;
mod draft;
pub(crate) mod error_page;
pub(crate) mod form;
pub(crate) mod language;
mod page;
pub(crate) mod picture;
pub(crate) mod qr;
mod routes;
pub(crate) mod say;
pub(crate) mod sheet;
#[cfg(test)]
mod tests;
pub(crate) mod visit;
mod when;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use havenward_app::AppError;

use crate::problem::Problem;

pub(crate) use form::Form;
pub(crate) use page::{Page, Visit};
pub(crate) use routes::{Entry, Pages};

/// What a page handler answers.
pub(crate) type Answer = Result<Response, Fault>;

/// Something that a page could not do; becomes an error page in the reader's language.
pub(crate) struct Fault(pub Problem);

impl From<AppError> for Fault {
    fn from(error: AppError) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}

/// Renders a page.
pub(crate) fn show(page: &impl Template) -> Answer {
    show_as(StatusCode::OK, page)
}

/// Renders a page with the status of its form: 200, 422 with errors, 409 if somebody else was faster.
pub(crate) fn show_form(page: &(impl Template + HasForm)) -> Answer {
    show_as(page.form().status(), page)
}

/// A page with a form on it.
pub(crate) trait HasForm {
    /// Its form.
    fn form(&self) -> &Form;
}

/// Renders a page with a status.
pub(crate) fn show_as(status: StatusCode, page: &impl Template) -> Answer {
    match page.render() {
        Ok(text) => Ok((status, Html(text)).into_response()),
        Err(_) => Err(AppError::Internal("template").into()),
    }
}

/// Sends the browser on after something was done, so that reloading does not do it again.
#[expect(clippy::unnecessary_wraps, reason = "a handler ends with it, as with `show`")]
pub(crate) fn see_other(path: &str) -> Answer {
    // A path is ours and ASCII; one that is not leads to the beginning.
    let to = HeaderValue::try_from(path).unwrap_or(HeaderValue::from_static("/"));
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response())
}

/// Says whether a path that a browser sent back stays on this server.
pub(crate) fn is_own_path(path: &str) -> bool {
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    plain && path.starts_with('/') && !path.starts_with("//") && path.len() <= 500
}
