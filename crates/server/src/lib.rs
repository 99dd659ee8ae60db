//! HTTP: the JSON API under `/api/v1` and the pages. A handler only translates.
//!
//! One noun a file. Every answer that is not a success is a problem document with a stable code.
//! No handler touches SQL, keys or rules.

mod access;
mod accounts;
mod ages;
mod agreements;
mod assessments;
mod body;
mod bookings;
mod by_law;
mod cases;
mod challenges;
mod client;
mod contact_safety;
mod contacts;
mod dangers;
mod decisions;
mod demo;
mod devices;
mod directory;
mod disqualifications;
mod drafts;
mod enquiries;
mod enrolment;
mod first_steps;
mod frame;
mod health;
mod ids;
mod intake;
mod interpreters;
mod language;
mod layers;
mod leave;
pub mod listen;
mod matching;
mod moves;
mod notes;
mod notices;
mod objections;
mod offences;
mod offers;
mod overlays;
mod oversight;
mod path;
mod plans;
mod problem;
mod profiles;
mod queues;
mod readings;
mod recognition;
mod reference;
mod referrals;
mod refusals;
mod rights_card;
mod rules;
mod screenings;
mod services;
mod session;
mod shifts;
mod signed_in;
mod spaces;
mod start;
mod statistics;
mod stays;
mod supports;
mod surges;
mod tasks;
mod told_before;
mod tours;
mod transfers;
mod unit;
mod waits;
mod whereabouts;
mod window;

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use havenward_app::surges::Simulator;
use havenward_app::{App, Kind};
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::frame::{Entry, Pages};
use crate::tours::Tours;

/// What every handler can reach.
#[derive(Clone)]
pub struct AppState {
    app: App,
    navigation: Arc<[Entry]>,
    tours: Tours,
    simulator: Simulator,
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Havenward",
        description = "A National Referral Mechanism. Every failure is a problem document (RFC 9457) with a \
                       stable code; every request that is answered with 201 carries an Idempotency-Key, but four: \
                       POST /session, POST /devices and POST /cases/{id}/space give out a secret that is shown once \
                       and kept nowhere, so that no replay could be answered; POST /unit/intake-key makes another \
                       key each time, of which the newest counts."
    ),
    components(schemas(problem::Problem), responses(problem::Problem))
)]
struct Document;

/// The whole service, ready to be served.
pub fn service(app: App) -> Router {
    let api = match app.kind() {
        Kind::Live => api(),
        Kind::Demo | Kind::Exercise => api().merge(demo::api()),
    };
    let (router, document) = api.split_for_parts();
    let json = openapi_text(&document);
    let served = move || {
        let json = json.clone();
        async move { ([(axum::http::header::CONTENT_TYPE, "application/json")], json) }
    };
    frame::language::load_now();
    let mut pages = pages(app.kind());
    pages.navigation.sort_by_key(|entry| entry.order);
    let state = AppState {
        app,
        navigation: pages.navigation.into(),
        tours: Tours::default(),
        simulator: Simulator::default(),
    };
    let around = from_fn_with_state(state.clone(), frame::visit::around);
    let router = router
        .merge(pages.router.layer(around))
        .route("/api/openapi.json", axum::routing::get(served))
        .route("/api/reference", axum::routing::get(reference::serve))
        .merge(client::routes())
        .route("/assets/{name}", axum::routing::get(frame::asset::serve))
        .route("/healthz", axum::routing::get(start::health))
        .fallback(problem::not_found)
        .method_not_allowed_fallback(problem::method_not_allowed)
        .with_state(state.clone());
    layers::around(router, state)
}

/// The pages, noun by noun.
fn pages(kind: Kind) -> Pages {
    let pages = Pages::new()
        .merge(start::pages::routes())
        .merge(session::pages::routes())
        .merge(language::pages::routes())
        .merge(leave::pages::routes())
        .merge(tasks::pages::routes())
        .merge(contacts::pages::routes())
        .merge(first_steps::pages::routes())
        .merge(told_before::pages::routes())
        .merge(screenings::pages::routes())
        .merge(rights_card::pages::routes())
        .merge(recognition::pages::routes())
        .merge(assessments::pages::routes())
        .merge(matching::pages::routes())
        .merge(agreements::pages::routes())
        .merge(bookings::pages::routes())
        .merge(by_law::pages::routes())
        .merge(devices::pages::routes())
        .merge(drafts::pages::routes())
        .merge(enquiries::of_case::routes())
        .merge(referrals::pages::routes())
        .merge(refusals::pages::routes())
        .merge(cases::pages::routes())
        .merge(contact_safety::pages::routes())
        .merge(accounts::pages::routes())
        .merge(health::pages::routes())
        .merge(interpreters::pages::routes())
        .merge(recognition::more_time::routes())
        .merge(offers::pages::routes())
        .merge(overlays::pages::routes())
        .merge(oversight::pages::routes())
        .merge(queues::pages::routes())
        .merge(rules::pages::routes())
        .merge(services::pages::routes())
        .merge(shifts::pages::routes())
        .merge(spaces::pages::routes())
        .merge(stays::pages::routes())
        .merge(surges::pages::routes())
        .merge(transfers::pages::routes())
        .merge(unit::pages::routes())
        .merge(waits::pages::routes())
        .merge(whereabouts::pages::routes())
        .merge(challenges::pages::routes())
        .merge(decisions::pages::routes())
        .merge(notes::pages::routes())
        .merge(notices::pages::routes())
        .merge(objections::pages::routes())
        .merge(offences::pages::routes())
        .merge(plans::pages::routes());
    match kind {
        Kind::Live => pages,
        Kind::Demo | Kind::Exercise => pages.merge(demo::pages::routes()),
    }
}

/// Every page route as method and path. The proof of the pages walks through them and misses none.
pub fn page_routes() -> Vec<(&'static str, &'static str)> {
    pages(Kind::Demo).routes
}

/// The API document of a live installation, as it is committed and served.
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
        .routes(routes!(unit::renew_key))
        .routes(routes!(unit::opened_by))
        .routes(routes!(unit::members))
        .routes(routes!(unit::directory))
        .routes(routes!(unit::waiting))
        .routes(routes!(unit::admit))
        .routes(routes!(devices::enrol, devices::list))
        .routes(routes!(devices::revoke))
        .routes(routes!(intake::submit, intake::list_waiting))
        .routes(routes!(intake::current_key))
        .routes(routes!(intake::rotate_key))
        .routes(routes!(intake::open))
        .routes(routes!(contacts::record))
        .routes(routes!(cases::list))
        .routes(routes!(cases::open))
        .routes(routes!(profiles::today))
        .routes(routes!(profiles::switch_on))
        .routes(routes!(profiles::switch_off))
        .merge(story())
        .merge(beside())
        .merge(refer())
}

/// From told before to a decision that is final, noun by noun.
fn story() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(told_before::record))
        .routes(routes!(screenings::instruments))
        .routes(routes!(screenings::open))
        .routes(routes!(screenings::record))
        .routes(routes!(screenings::read))
        .routes(routes!(recognition::raise))
        .routes(routes!(recognition::presume))
        .routes(routes!(recognition::send))
        .routes(routes!(recognition::give_more_time))
        .routes(routes!(recognition::stop))
        .routes(routes!(recognition::resume))
        .routes(routes!(recognition::start_child_path))
        .routes(routes!(recognition::ask_for_evidence))
        .routes(routes!(decisions::open_sitting))
        .routes(routes!(decisions::vote))
        .routes(routes!(decisions::step_aside))
        .routes(routes!(decisions::vote_again))
        .routes(routes!(decisions::close))
        .routes(routes!(challenges::tell_refusal))
        .routes(routes!(challenges::bring))
        .routes(routes!(challenges::withdraw))
        .routes(routes!(challenges::extend))
        .routes(routes!(whereabouts::write))
        .routes(routes!(ages::presume_child))
        .routes(routes!(ages::dispute))
        .routes(routes!(ages::confirm))
        .routes(routes!(ages::find_adult))
        .routes(routes!(ages::set_born))
        .routes(routes!(ages::turn_18))
        .routes(routes!(supports::give_emergency))
        .routes(routes!(supports::open))
        .routes(routes!(supports::agree_plan))
        .routes(routes!(supports::move_on))
        .routes(routes!(supports::end))
        .routes(routes!(disqualifications::write))
        .routes(routes!(disqualifications::ask_review))
        .routes(routes!(disqualifications::decide_review))
}

/// Notes, safety, plan, offences, access and readings, noun by noun.
fn beside() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(directory::search))
        .routes(routes!(readings::timeline))
        .routes(routes!(readings::access_log))
        .routes(routes!(readings::oversight))
        .routes(routes!(access::list, access::give))
        .routes(routes!(access::end))
        .routes(routes!(access::holders))
        .routes(routes!(transfers::hand_over))
        .routes(routes!(spaces::open, spaces::read))
        .routes(routes!(spaces::close))
        .routes(routes!(contact_safety::read))
        .routes(routes!(contact_safety::write_channels))
        .routes(routes!(contact_safety::mark_safe))
        .routes(routes!(contact_safety::mark_unsafe))
        .routes(routes!(contact_safety::add_other))
        .routes(routes!(contact_safety::clear))
        .routes(routes!(contact_safety::revoke))
        .routes(routes!(contact_safety::do_not_contact))
        .routes(routes!(contact_safety::lift))
        .routes(routes!(contact_safety::may_contact))
        .routes(routes!(dangers::list, dangers::add))
        .routes(routes!(notes::read, notes::write))
        .routes(routes!(notes::share))
        .routes(routes!(plans::read, plans::begin))
        .routes(routes!(plans::review))
        .routes(routes!(plans::propose_goal))
        .routes(routes!(plans::agree_goal))
        .routes(routes!(plans::refuse_goal))
        .routes(routes!(plans::end_goal))
        .routes(routes!(plans::add_action))
        .routes(routes!(plans::finish_action))
        .routes(routes!(objections::object))
        .routes(routes!(objections::answer))
        .routes(routes!(objections::say_best))
        .routes(routes!(offences::list, offences::record))
        .routes(routes!(offences::at_stage))
        .routes(routes!(offences::set_date))
        .routes(routes!(offences::change_grounds))
        .routes(routes!(offences::decide))
        .routes(routes!(notices::list))
        .routes(routes!(notices::read))
        .routes(routes!(notices::sign))
        .routes(routes!(notices::take_back))
        .routes(routes!(notices::notify_by_law))
}

/// From an agreement to a place that has said yes, noun by noun.
fn refer() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(agreements::give, agreements::list))
        .routes(routes!(agreements::withdraw))
        .routes(routes!(refusals::bound))
        .routes(routes!(refusals::record))
        .routes(routes!(refusals::disclose))
        .routes(routes!(by_law::share))
        .routes(routes!(refusals::open_receipt))
        .routes(routes!(assessments::needs, assessments::read_needs))
        .routes(routes!(assessments::risks, assessments::read_risks))
        .routes(routes!(services::add, services::list))
        .routes(routes!(services::own))
        .routes(routes!(services::update))
        .routes(routes!(services::change_places))
        .routes(routes!(matching::find))
        .routes(routes!(matching::avoid))
        .routes(routes!(matching::raise_gap))
        .routes(routes!(waits::of_case))
        .routes(routes!(waits::end))
        .routes(routes!(waits::of_unit))
        .routes(routes!(waits::look_through))
        .routes(routes!(statistics::object))
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
        .routes(routes!(bookings::request, bookings::list))
        .routes(routes!(bookings::propose))
        .routes(routes!(interpreters::offer, interpreters::own))
        .routes(routes!(interpreters::list))
        .routes(routes!(bookings::confirm))
        .routes(routes!(bookings::change))
        .routes(routes!(shifts::on))
        .routes(routes!(shifts::come_on))
        .routes(routes!(shifts::go_off))
        .routes(routes!(shifts::hand_over))
        .routes(routes!(stays::list))
        .routes(routes!(stays::sheet))
        .routes(routes!(stays::leave))
        .routes(routes!(stays::come_back))
        .routes(routes!(stays::worry))
        .routes(routes!(stays::end))
        .routes(routes!(queues::read))
        .routes(routes!(queues::places))
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
