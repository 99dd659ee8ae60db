//! Every page that acts has its twin in the API: what somebody may do by hand, a program of hers may do too.

use serde_json::Value;

/// What stands beside a page that is posted to.
enum Twin {
    /// Operations of the API that run the same use cases.
    Api(&'static [(&'static str, &'static str)]),
    /// None, and why.
    None(&'static str),
}

use Twin::{Api, None as Without};

/// Every page that is posted to, without `/api/v1` before the operations.
const TWINS: &[(&str, Twin)] = &[
    (
        "/accounts/new",
        Without("the operator's command `havenward users` does it on the machine of the server"),
    ),
    ("/cases/{id}/agreements/new", Api(&[("post", "/cases/{id}/agreements")])),
    ("/cases/{id}/agreements/tonight/{service}", Api(&[("post", "/cases/{id}/agreements")])),
    ("/cases/{id}/agreements/{agreement}/withdraw", Api(&[("post", "/cases/{id}/agreements/withdraw")])),
    ("/cases/{id}/bookings", Api(&[("post", "/cases/{id}/bookings")])),
    (
        "/cases/{id}/bookings/{booking}",
        Api(&[
            ("post", "/cases/{id}/bookings/{booking}/propose"),
            ("post", "/cases/{id}/bookings/{booking}/confirm"),
            ("post", "/cases/{id}/bookings/{booking}"),
        ]),
    ),
    ("/cases/{id}/best-interests", Api(&[("post", "/cases/{id}/best-interests")])),
    ("/cases/{id}/by-law", Api(&[("put", "/cases/{id}/shares")])),
    ("/cases/{id}/card", Without("nothing is done: the page shows a card to print, or what to remember")),
    ("/cases/{id}/challenge", Api(&[("post", "/cases/{id}/challenges")])),
    (
        "/cases/{id}/decide/{matter}",
        Api(&[
            ("post", "/cases/{id}/sittings"),
            ("post", "/cases/{id}/sittings/vote"),
            ("post", "/cases/{id}/sittings/vote-again"),
            ("post", "/cases/{id}/sittings/step-aside"),
            ("post", "/cases/{id}/sittings/close"),
        ]),
    ),
    ("/cases/{id}/enquiries/new/{service}", Api(&[("post", "/cases/{id}/enquiries")])),
    ("/cases/{id}/enquiries/{enquiry}/offer", Api(&[("post", "/cases/{id}/referrals")])),
    ("/cases/{id}/evidence/{stage}", Api(&[("post", "/cases/{id}/recognition/evidence")])),
    ("/cases/{id}/gaps", Api(&[("post", "/cases/{id}/gaps")])),
    ("/cases/{id}/matches", Api(&[("post", "/cases/{id}/matches")])),
    ("/cases/{id}/more-time", Api(&[("post", "/cases/{id}/recognition/more-time")])),
    ("/cases/{id}/needs", Api(&[("put", "/cases/{id}/needs")])),
    ("/cases/{id}/notes", Api(&[("post", "/cases/{id}/notes/{compartment}")])),
    ("/cases/{id}/objections", Api(&[("post", "/cases/{id}/objections")])),
    ("/cases/{id}/objections/{number}", Api(&[("post", "/cases/{id}/objections/{objection}/answer")])),
    ("/cases/{id}/offences/{offence}/notice", Api(&[("post", "/cases/{id}/offences/{offence}/notice/sign")])),
    ("/cases/{id}/plan", Api(&[("post", "/cases/{id}/plan"), ("post", "/cases/{id}/plan/review")])),
    ("/cases/{id}/plan/goals", Api(&[("post", "/cases/{id}/plan/goals")])),
    (
        "/cases/{id}/plan/goals/{goal}",
        Api(&[
            ("post", "/cases/{id}/plan/goals/{goal}/agree"),
            ("post", "/cases/{id}/plan/goals/{goal}/refuse"),
            ("post", "/cases/{id}/plan/goals/{goal}/end"),
            ("post", "/cases/{id}/plan/goals/{goal}/actions"),
            ("post", "/cases/{id}/plan/goals/{goal}/actions/{action}/finish"),
        ]),
    ),
    ("/cases/{id}/presumption", Api(&[("post", "/cases/{id}/recognition/presume")])),
    (
        "/cases/{id}/referrals/{referral}",
        Api(&[
            ("post", "/cases/{id}/referrals/{referral}/accepted-by-telephone"),
            ("post", "/cases/{id}/referrals/{referral}/person-declines"),
            ("post", "/cases/{id}/referrals/{referral}/withdraw"),
        ]),
    ),
    (
        "/cases/{id}/reach",
        Api(&[
            ("put", "/cases/{id}/contact-safety/channels"),
            ("post", "/cases/{id}/contact-safety/channels/{channel}/safe"),
            ("post", "/cases/{id}/contact-safety/channels/{channel}/unsafe"),
            ("post", "/cases/{id}/contact-safety/may-contact"),
        ]),
    ),
    ("/cases/{id}/refusal", Api(&[("post", "/cases/{id}/refusals")])),
    ("/cases/{id}/refusal/told", Api(&[("post", "/cases/{id}/refusal/told")])),
    ("/cases/{id}/risks", Api(&[("put", "/cases/{id}/risks")])),
    ("/cases/{id}/screenings/new/{instrument}", Api(&[("post", "/cases/{id}/screenings")])),
    ("/cases/{id}/space", Api(&[("post", "/cases/{id}/space"), ("post", "/cases/{id}/space/close")])),
    ("/cases/{id}/told-before", Api(&[("post", "/cases/{id}/told-before")])),
    ("/cases/{id}/transfer", Api(&[("post", "/cases/{id}/transfer")])),
    ("/cases/{id}/waits", Api(&[("post", "/cases/{id}/waits/end")])),
    ("/cases/{id}/whereabouts", Api(&[("post", "/cases/{id}/whereabouts")])),
    ("/contacts/new", Api(&[("post", "/contacts")])),
    (
        "/demo/clock",
        Without("the demonstration alone has it, under /api/v1/demo/clock, which is no live operation"),
    ),
    ("/drafts", Without("a program keeps what it has not sent yet itself")),
    ("/enquiries/{id}", Api(&[("post", "/enquiries/{id}/answer")])),
    ("/interpreting", Api(&[("put", "/interpreters/own")])),
    ("/language", Without("in which language pages are read: a program has none")),
    ("/my", Without("the person's own page by her code and phrase, which no program is to hold")),
    ("/offers/{id}", Api(&[("post", "/offers/{id}/answer")])),
    ("/oversight/journal", Without("`havenward journal verify` reads the same on the machine of the server")),
    ("/overlay/off", Api(&[("post", "/profile/overlay/off")])),
    ("/overlay/on", Api(&[("post", "/profile/overlay")])),
    ("/places/{id}", Api(&[("put", "/services/{id}/places")])),
    ("/shift", Api(&[("post", "/shift/on"), ("post", "/shift/off")])),
    ("/shift/hand-over", Api(&[("post", "/shift/hand-over")])),
    ("/sign-in", Api(&[("post", "/session")])),
    ("/sign-out", Api(&[("delete", "/session")])),
    (
        "/stays/{id}",
        Api(&[
            ("post", "/stays/{id}/away"),
            ("post", "/stays/{id}/back"),
            ("post", "/stays/{id}/worry"),
            ("post", "/stays/{id}/end"),
        ]),
    ),
    (
        "/surge/{scenario}",
        Without("nothing is done and nothing is read: `havenward surge run` gives the same figures anywhere"),
    ),
    ("/devices", Api(&[("post", "/devices")])),
    ("/devices/{id}", Api(&[("delete", "/devices/{id}")])),
    ("/devices/records/{id}", Api(&[("post", "/intake/{id}/open")])),
    ("/tasks/{id}/done", Api(&[("post", "/tasks/{id}/done")])),
    ("/unit", Api(&[("post", "/unit/key")])),
    ("/unit/key", Api(&[("post", "/unit/key/renewal")])),
    ("/unit/waiting/{id}", Api(&[("post", "/unit/waiting/{id}/admit")])),
    (
        "/units/new",
        Without("the operator's command `havenward units add` does it on the machine of the server"),
    ),
    ("/waits", Api(&[("post", "/waits/look-through")])),
];

/// More without a twin would be a page that does what nothing else can.
const MOST_WITHOUT: usize = 9;

#[test]
fn every_page_that_acts_has_its_twin_in_the_api() {
    let document: Value = serde_json::from_str(&havenward_server::openapi_json()).unwrap();
    let posts =
        havenward_server::page_routes().into_iter().filter(|(method, _)| method.eq_ignore_ascii_case("post"));
    let mut posts: Vec<&str> = posts.map(|(_, path)| path).collect();
    let mut listed: Vec<&str> = TWINS.iter().map(|(path, _)| *path).collect();
    posts.sort_unstable();
    listed.sort_unstable();
    assert_eq!(listed, posts, "list every page that is posted to, once");
    for (page, twin) in TWINS {
        match twin {
            Api(operations) => {
                assert!(!operations.is_empty(), "{page}");
                for (method, path) in *operations {
                    let found = &document["paths"][format!("/api/v1{path}")][method];
                    assert!(found.is_object(), "{page}: there is no {method} {path}");
                }
            }
            Without(reason) => assert!(reason.len() > 20, "{page}: say why"),
        }
    }
    let without = TWINS.iter().filter(|(_, twin)| matches!(twin, Without(_))).count();
    assert!(without <= MOST_WITHOUT, "this list may only shrink");
}
