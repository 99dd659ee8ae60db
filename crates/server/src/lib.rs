//! HTTP: the JSON API under `/api/v1` and the pages. A handler only translates.
//!
//! One noun a file. Every answer that is not a success is a problem document with a stable code.
//! No handler touches SQL, keys or rules.

mod agreements;
mod assessments;
mod body;
mod bookings;
mod cases;
mod contacts;
mod devices;
mod enquiries;
mod enrolment;
mod intake;
mod layers;
mod matching;
mod offers;
mod path;
mod problem;
mod referrals;
mod refusals;
mod services;
mod session;
mod signed_in;
mod start;
mod tasks;
mod unit;

use axum::Router;
use havenward_app::App;
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What every handler can reach.
#[derive(Clone)]
pub struct AppState {
    app: App,
}

#[derive(OpenApi)]
#[openapi(info(
    title = "Havenward",
    description = "A National Referral Mechanism. Every failure is a problem document (RFC 9457) with a \
                   stable code; every request that makes something carries an Idempotency-Key."
))]
struct Document;

/// The whole service, ready to be served.
pub fn service(app: App) -> Router {
    let (router, document) = api().split_for_parts();
    let json = openapi_text(&document);
    let served = move || {
        let json = json.clone();
        async move { ([(axum::http::header::CONTENT_TYPE, "application/json")], json) }
    };
    let router = router
        .route("/api/openapi.json", axum::routing::get(served))
        .route("/", axum::routing::get(start::page))
        .route("/healthz", axum::routing::get(start::health))
        .fallback(problem::not_found)
        .method_not_allowed_fallback(problem::method_not_allowed)
        .with_state(AppState { app });
    layers::around(router)
}

/// The API document, as it is committed and served.
pub fn openapi_json() -> String {
    openapi_text(&api().split_for_parts().1)
}

fn openapi_text(document: &utoipa::openapi::OpenApi) -> String {
    // A document that is a constant of the program either serialises always or never.
    document.to_pretty_json().unwrap_or_default()
}

fn api() -> OpenApiRouter<AppState> {
    let mut document = Document::openapi();
    env!("CARGO_PKG_VERSION").clone_into(&mut document.info.version);
    let scheme = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    document.components.get_or_insert_default().add_security_scheme("bearer", scheme);
    OpenApiRouter::with_openapi(document)
        .routes(routes!(enrolment::offer))
        .routes(routes!(enrolment::complete))
        .routes(routes!(session::begin, session::end))
        .routes(routes!(unit::hold_key))
        .routes(routes!(devices::enrol))
        .routes(routes!(intake::submit))
        .routes(routes!(contacts::record))
        .routes(routes!(cases::list))
        .routes(routes!(cases::open))
        .routes(routes!(agreements::give, agreements::list))
        .routes(routes!(agreements::withdraw))
        .routes(routes!(refusals::bound))
        .routes(routes!(refusals::record))
        .routes(routes!(refusals::open_receipt))
        .routes(routes!(assessments::needs))
        .routes(routes!(assessments::risks))
        .routes(routes!(services::add, services::list))
        .routes(routes!(services::update))
        .routes(routes!(services::change_places))
        .routes(routes!(matching::find))
        .routes(routes!(matching::avoid))
        .routes(routes!(matching::raise_gap))
        .routes(routes!(enquiries::ask, enquiries::of_case))
        .routes(routes!(enquiries::list))
        .routes(routes!(enquiries::answer))
        .routes(routes!(referrals::offer, referrals::of_case))
        .routes(routes!(referrals::accepted_by_telephone))
        .routes(routes!(referrals::withdraw))
        .routes(routes!(referrals::person_declines))
        .routes(routes!(offers::list))
        .routes(routes!(offers::read))
        .routes(routes!(offers::answer))
        .routes(routes!(tasks::list))
        .routes(routes!(tasks::done))
        .routes(routes!(tasks::hand_over))
        .routes(routes!(bookings::request))
        .routes(routes!(bookings::propose))
        .routes(routes!(bookings::confirm))
        .routes(routes!(bookings::change))
}

#[cfg(test)]
mod tests {
    /// Two routes in each other's way panic when the router is built.
    #[test]
    fn every_route_has_a_place_of_its_own() {
        let document: serde_json::Value = serde_json::from_str(&super::openapi_json()).unwrap();
        assert!(document["paths"]["/api/v1/offers/{id}/answer"]["post"].is_object());
    }
}
