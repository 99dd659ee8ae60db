//! Pages as a browser asks for them: cookies, walls against other sites, and error pages.

use crate::house::{Ask, House, Reply};
use havenward_domain::role::Role;

const FORM: &str = "application/x-www-form-urlencoded";

fn page(path: impl Into<String>, token: &str) -> Ask {
    Ask::get(path).header("Cookie", format!("session={token}")).header("Accept", "text/html")
}

fn form(path: &str, token: &str, body: &str) -> Ask {
    let ask = Ask::post(path).header("Cookie", format!("session={token}")).header("Content-Type", FORM);
    ask.header("Sec-Fetch-Site", "same-origin").body(body)
}

fn is_page(reply: &Reply) -> bool {
    reply.headers["content-type"].to_str().unwrap().starts_with("text/html") && reply.text().contains("<h1>")
}

#[tokio::test]
async fn an_act_with_a_cookie_needs_a_page_of_this_server() {
    let house = House::new(havenward_testkit::Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    for site in [Some("cross-site"), Some("same-site"), Some("none"), None] {
        let ask = form("/sign-out", &guard, "").without("Sec-Fetch-Site").header("Accept", "text/html");
        let ask = site.into_iter().fold(ask, |ask, site| ask.header("Sec-Fetch-Site", site));
        let refused = house.expect(403, ask).await;
        assert!(is_page(&refused), "{}", refused.text());
    }
    house.expect(200, page("/today", &guard)).await;
    house.expect(303, form("/sign-out", &guard, "")).await;
    house.expect(401, page("/today", &guard)).await;
}

#[tokio::test]
async fn a_cookie_opens_no_api_and_a_bearer_token_no_page() {
    let house = House::new(havenward_testkit::Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    house.expect(401, page("/api/v1/cases", &guard)).await;
    house.expect(401, Ask::get("/today").bearer(&guard)).await;
}

#[tokio::test]
async fn an_unknown_case_and_a_forbidden_one_get_the_same_page() {
    let house = House::new(havenward_testkit::Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    let other = house.member("other", Role::FrBorder).await;
    let case = house.case(&guard, "k-1").await;
    let shown = house.expect(200, page(format!("/cases/{case}"), &guard)).await;
    assert!(shown.text().contains("Canary Oks") && !shown.text().contains("<title>Canary"));
    let forbidden = house.expect(404, page(format!("/cases/{case}"), &other)).await;
    let no_id = house.expect(404, page("/cases/Canary", &other)).await;
    // The path to come back to after choosing a language is the asker's own.
    let same = |reply: &Reply, path: &str| reply.text().replace(path, "");
    assert_eq!(same(&forbidden, &format!("/cases/{case}")), same(&no_id, "/cases/Canary"));
}

#[tokio::test]
async fn what_is_hostile_is_shown_as_text_and_refused() {
    let house = House::new(havenward_testkit::Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    let typed = "name=%3Cscript%3E%22%27&address_as=a%00b%E2%80%AE&urgency=x&once=k-9";
    let shown = house.expect(422, form("/contacts/new", &guard, typed)).await;
    let text = shown.text();
    assert!(!text.contains("<script>") && text.contains("&#60;script&#62;"), "{text}");
    assert!(!text.contains('\0') && text.contains("<title>Error: "));
    assert_eq!(house.case_count(&guard).await, 0);
}

/// A file that a spreadsheet program opens: what it is called says nothing of anybody, and only those who read
/// the page read it.
#[tokio::test]
async fn the_numbers_of_a_picture_are_a_file_for_whoever_sees_the_picture() {
    let house = House::new(havenward_testkit::Engine::Sqlite).await;
    let office = house.site.unit("office").await;
    let coordinator = house.newcomer("coordinator", office, Role::NrmCoordinator).await;
    let worker = house.member("worker", Role::CaseManager).await;
    house.expect(200, page("/queues", &coordinator)).await;
    for name in ["ages", "limits", "places", "kinds", "rooms", "flow", "gaps"] {
        let path = format!("/queues/{name}.csv");
        let file = house.expect(200, page(&path, &coordinator)).await;
        assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8", "{path}");
        let named = format!("attachment; filename=\"{name}.csv\"");
        assert_eq!(file.headers["content-disposition"], named.as_str());
        assert_eq!(file.headers["cache-control"], "no-store");
        assert!(file.text().starts_with('\u{feff}') && file.text().contains(','), "{}", file.text());
        house.expect(403, page(&path, &worker)).await;
    }
}
