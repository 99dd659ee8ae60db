//! The screening client under `/screen/`: its files as they were built from `web/screen`, and the data that it needs to
//! work without a network. Nothing here is about anybody, and nobody is signed in.

mod keys;
mod words;

use axum::Json;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
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
    ($($path:literal, $file:literal, $kind:literal;)+) => {
        /// Every file of the client: its path under `/screen/`, its kind and its bytes.
        const FILES: &[(&str, &str, &str)] =
            &[$(($path, $kind, include_str!(concat!("../assets/screen/", $file)))),+];
    };
}

built! {
    "", "index.html", "text/html; charset=utf-8";
    "blank", "blank.html", "text/html; charset=utf-8";
    "client.js", "client.js", "text/javascript; charset=utf-8";
    "worker.js", "worker.js", "text/javascript; charset=utf-8";
    "client.css", "client.css", "text/css; charset=utf-8";
    "icon.svg", "icon.svg", "image/svg+xml";
    "manifest.webmanifest", "manifest.webmanifest", "application/manifest+json";
}

pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/screen", get(async || Redirect::permanent("/screen/")))
        .route("/screen/", get(async || file("")))
        .route("/screen/{file}", get(async |Path(name): Path<String>| file(&name)))
        .route("/screen/lists", get(lists))
        .route("/screen/words/{language}", get(async |Path(tag): Path<String>| words::serve(&tag)))
}

fn file(path: &str) -> Response {
    match FILES.iter().find(|(own, ..)| *own == path) {
        Some((_, kind, text)) => (
            [(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CACHE_CONTROL, ASK_AGAIN)],
            *text,
        )
            .into_response(),
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

    #[test]
    fn the_client_holds_no_inline_script_and_writes_no_markup() {
        for (path, kind, text) in FILES {
            assert!(!text.contains("http://") || *kind == "image/svg+xml", "{path} names another place");
            assert!(!text.contains("innerHTML") && !text.contains("eval("), "{path}");
        }
        let page = FILES.iter().find(|(path, ..)| path.is_empty()).unwrap().2;
        assert!(!page.contains("<style") && !page.contains("style=") && !page.contains("<script>"));
    }

    /// S2: what the telephone shows to whoever looks over a shoulder says nothing.
    #[test]
    fn title_and_name_are_neutral() {
        for (path, _, text) in
            FILES.iter().filter(|(path, ..)| ["", "blank", "manifest.webmanifest"].contains(path))
        {
            let text = text.to_lowercase();
            for word in ["traffick", "victim", "screen", "police", "havenward", "shelter"] {
                assert!(!text.contains(word), "{path}: {word}");
            }
        }
    }

    /// UX-T12: right-to-left is not a special case.
    #[test]
    fn the_stylesheet_names_no_side() {
        let style = FILES.iter().find(|(path, ..)| *path == "client.css").unwrap().2;
        for (property, value) in style.split(['{', ';', '}']).filter_map(|part| part.split_once(':')) {
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
