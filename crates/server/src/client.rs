//! The screening client under `/screen/`: its files as they were built from `web/screen`, and the data that it needs to
//! work without a network. Nothing here is about anybody, and nobody is signed in.

mod keys;
mod words;

use axum::Json;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use havenward_app::Kind;
use havenward_app::screenings::Instrument;
use havenward_domain::coded::Coded;
use havenward_domain::codes::Setting;
use serde::Serialize;

use crate::AppState;
use crate::frame::language::Language;

/// The worker of the client keeps the files and asks again when they change.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

macro_rules! built {
    ($($name:literal $ending:literal, $kind:literal;)+) => {
        /// Every file of the client but its two pages: name, ending, kind and text.
        const FILES: &[(&str, &str, &str, &str)] = &[$((
            $name,
            $ending,
            $kind,
            include_str!(concat!("../assets/screen/", $name, ".", $ending)),
        )),+];
    };
}

built! {
    "client" "js", "text/javascript; charset=utf-8";
    "worker" "js", "text/javascript; charset=utf-8";
    "client" "css", "text/css; charset=utf-8";
    "icon" "svg", "image/svg+xml";
    "manifest" "webmanifest", "application/manifest+json";
}

/// The one page, and what is left when somebody leaves it.
const PAGE: &str = include_str!("../assets/screen/index.html");
const BLANK: &str = include_str!("../assets/screen/blank.html");

pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/screen", get(async || Redirect::permanent("/screen/")))
        .route("/screen/", get(async || page(PAGE)))
        .route("/screen/blank", get(async || page(BLANK)))
        .route("/screen/{file}", get(async |Path(name): Path<String>| file(&name)))
        .route("/screen/lists", get(lists))
        .route("/screen/words/{language}", get(async |Path(tag): Path<String>| words::serve(&tag)))
}

fn page(text: &'static str) -> Response {
    ([(header::CACHE_CONTROL, ASK_AGAIN)], Html(text)).into_response()
}

fn file(path: &str) -> Response {
    let wanted = path.rsplit_once('.');
    match FILES.iter().find(|(name, ending, ..)| wanted == Some((*name, *ending))) {
        Some((_, _, kind, text)) => {
            let headers =
                [(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CACHE_CONTROL, ASK_AGAIN)];
            (headers, *text).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A language of the client.
#[derive(Serialize)]
struct Tongue {
    tag: &'static str,
    name: &'static str,
    dir: &'static str,
}

/// What the client needs besides words.
#[derive(Serialize)]
struct Lists<'a> {
    /// The instruments about people; those about accounts are for other desks.
    instruments: Vec<&'a Instrument>,
    languages: Vec<Tongue>,
    /// Kinds of places where a telephone is used.
    settings: Vec<&'static str>,
    /// Whether everybody here is invented.
    invented: bool,
}

async fn lists(State(state): State<AppState>) -> Response {
    let all = state.app.instruments().all().map(|one| one.instrument());
    let lists = Lists {
        instruments: all.filter(|one| one.about.code() == "person").collect(),
        languages: Language::REAL
            .iter()
            .map(|one| Tongue { tag: one.tag(), name: one.name(), dir: one.dir() })
            .collect(),
        settings: Setting::ALL.iter().map(|one| one.code()).collect(),
        invented: state.app.kind() != Kind::Live,
    };
    ([(header::CACHE_CONTROL, ASK_AGAIN)], Json(lists)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts() -> impl Iterator<Item = &'static str> {
        FILES.iter().map(|(.., text)| *text).chain([PAGE, BLANK])
    }

    fn of(ending: &str) -> &'static str {
        FILES.iter().find(|(_, own, ..)| *own == ending).unwrap().3
    }

    #[test]
    fn the_client_holds_no_inline_script_and_writes_no_markup() {
        for text in texts() {
            assert!(!text.contains("http://") || text.contains("<svg"), "another place is named");
            assert!(!text.contains("innerHTML") && !text.contains("eval("));
        }
        for page in [PAGE, BLANK] {
            assert!(!page.contains("<style") && !page.contains("style=") && !page.contains("<script>"));
        }
    }

    /// UX-S2: what the telephone shows to whoever looks over a shoulder says nothing.
    #[test]
    fn title_and_name_are_neutral() {
        for text in [PAGE, BLANK, of("webmanifest")] {
            let text = text.to_lowercase();
            for word in ["traffick", "victim", "screen", "police", "havenward", "shelter"] {
                assert!(!text.contains(word), "{word}");
            }
        }
    }

    /// UX-T12: right-to-left is not a special case.
    #[test]
    fn the_stylesheet_names_no_side() {
        for (property, value) in of("css").split(['{', ';', '}']).filter_map(|part| part.split_once(':')) {
            for side in ["left", "right"] {
                assert!(!property.contains(side) && value.trim() != side, "{property}: {value}");
            }
            assert!(
                !["width", "height", "margin-top", "top", "bottom"].contains(&property.trim()),
                "{property}"
            );
        }
    }
}
