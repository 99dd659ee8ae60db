//! The person's own pages: one address, neutral titles, a session of her own, and nothing left behind.

use havenward_domain::role::Role;
use havenward_testkit::Engine;
use serde_json::json;

use crate::house::{Ask, House, Reply};

const PHRASE: &str = "three quiet blue boats";

fn step(cookie: &str, body: &str) -> Ask {
    let ask = Ask::post("/my").header("Cookie", cookie).header("Accept", "text/html");
    let ask = ask.header("Content-Type", "application/x-www-form-urlencoded");
    ask.header("Sec-Fetch-Site", "same-origin").body(body)
}

fn cookie_set(reply: &Reply) -> String {
    let set = reply.headers["set-cookie"].to_str().unwrap();
    set.split(';').next().unwrap().to_owned()
}

/// The words of a page without the key of its form.
fn words(reply: &Reply) -> String {
    let text = reply.text();
    let parts = text.split("name=\"once\" value=\"").enumerate();
    parts.map(|(at, part)| if at == 0 { part } else { part.split_once('"').unwrap().1 }).collect()
}

/// A worker's token, the case, and the code that was handed over.
async fn with_space(house: &House) -> (String, String, String) {
    let worker = house.member("worker", Role::CaseManager).await;
    let case = house.case(&worker, "k-1").await;
    let ask = Ask::post(format!("/api/v1/cases/{case}/space")).bearer(&worker);
    let made = house.expect(201, ask.json(&json!({ "phrase": PHRASE }))).await.json();
    (worker, case, made["code"].as_str().unwrap().to_owned())
}

async fn come_in(house: &House, code: &str) -> String {
    let typed = format!("code={}&phrase={}", code.replace(' ', "+"), PHRASE.replace(' ', "+"));
    let inside = house.expect(200, step("", &typed)).await;
    assert!(!inside.text().contains(PHRASE) && !inside.text().contains(code));
    cookie_set(&inside)
}

#[tokio::test]
async fn an_unknown_code_and_a_wrong_phrase_get_the_same_page() {
    let house = House::new(Engine::Sqlite).await;
    let (_, _, code) = with_space(&house).await;
    let code = code.replace(' ', "+");
    let known = house.expect(422, step("", &format!("code={code}&phrase=some+other+words"))).await;
    let unknown = house.expect(422, step("", "code=0000+0000+0000&phrase=some+other+words")).await;
    assert_eq!(words(&known), words(&unknown));
    assert!(known.headers.get("set-cookie").is_none());
}

#[tokio::test]
async fn her_page_has_one_address_a_title_that_says_nothing_and_is_not_stored() {
    let house = House::new(Engine::Sqlite).await;
    let (_, case, code) = with_space(&house).await;
    let hers = come_in(&house, &code).await;
    let record = house.expect(200, step(&hers, "step=show")).await;
    let text = record.text();
    assert!(text.contains("<title>My page</title>") && text.contains("href=\"/leave\""), "{text}");
    assert!(!text.contains(&case) && !text.contains("Oksana"), "neither the case's id nor a name");
    let links = text.split("href=\"").chain(text.split("action=\"")).skip(1);
    for to in links.filter_map(|rest| rest.split('"').next()).filter(|to| to.starts_with('/')) {
        let allowed = ["/", "/my", "/info", "/leave", "/language"];
        assert!(allowed.contains(&to) || to.starts_with("/assets/"), "{to}");
    }
    assert_eq!(record.headers["cache-control"], "no-store");
    assert_eq!(record.headers["referrer-policy"], "no-referrer");
}

#[tokio::test]
async fn her_session_opens_no_other_page_and_no_api_and_a_workers_opens_not_hers() {
    let house = House::new(Engine::Sqlite).await;
    let (worker, case, code) = with_space(&house).await;
    let hers = come_in(&house, &code).await;
    let token = hers.split_once('=').unwrap().1.to_owned();
    for path in ["/today", "/cases", &format!("/cases/{case}"), &format!("/cases/{case}/space")] {
        for cookie in [hers.clone(), format!("session={token}")] {
            let ask = Ask::get(path).header("Cookie", cookie).header("Accept", "text/html");
            house.expect(401, ask).await;
        }
    }
    for path in ["/api/v1/cases".to_owned(), format!("/api/v1/cases/{case}")] {
        house.expect(401, Ask::get(path).bearer(&token)).await;
    }
    // A worker's session, under either name, is none of hers: a step from it shows the door.
    for cookie in [format!("session={worker}"), format!("page={worker}")] {
        let door = house.expect(200, step(&cookie, "step=show")).await.text();
        assert!(door.contains("id=\"code\"") && !door.contains("/sign-out"), "{door}");
    }
}

#[tokio::test]
async fn after_leaving_or_ten_minutes_a_step_shows_the_door_and_nothing_else() {
    let house = House::new(Engine::Sqlite).await;
    let (_, _, code) = with_space(&house).await;
    let is_door = |reply: &Reply| reply.text().contains("id=\"code\"") && !reply.text().contains("<section");
    let hers = come_in(&house, &code).await;
    let left = house.expect(200, Ask::get("/leave").header("Cookie", hers.clone())).await;
    let cleared = left.headers["clear-site-data"].to_str().unwrap();
    assert!(cleared.contains("cookies"));
    assert!(!cleared.contains("storage"), "sealed records that wait on a worker's own telephone stay");
    assert!(is_door(&house.expect(200, step(&hers, "step=show")).await));
    let hers = come_in(&house, &code).await;
    house.site.clock.advance(havenward_app::spaces::IDLE);
    for body in ["step=show", "step=withdraw&purpose=support&unit=x", "step=request&kind=advocate"] {
        assert!(is_door(&house.expect(200, step(&hers, body)).await), "{body}");
    }
}

#[tokio::test]
async fn what_is_sent_twice_is_asked_once_and_hostile_words_come_back_as_text() {
    let house = House::new(Engine::Sqlite).await;
    let (worker, case, code) = with_space(&house).await;
    let hers = come_in(&house, &code).await;
    for _ in 0..2 {
        house.expect(200, step(&hers, "once=key-1&step=request&kind=advocate&words=")).await;
    }
    let hostile = "once=key-2&step=request&kind=complaint&words=%3Cscript%3E%00%E2%80%AE";
    let shown = house.expect(422, step(&hers, hostile)).await.text();
    assert!(shown.contains("&lt;script&gt;") || shown.contains("&#60;script&#62;"), "{shown}");
    house.expect(422, step(&hers, "once=key-3&step=request&kind=complaint&words=")).await;
    house.expect(409, step(&hers, "once=key-4&step=withdraw&purpose=support&unit=x")).await;
    let seen = house.expect(200, Ask::get(format!("/api/v1/cases/{case}/space")).bearer(&worker)).await;
    assert_eq!(seen.json()["requests"].as_array().unwrap().len(), 1, "{:?}", seen.json());
}

/// What stands in a hidden field of a page.
fn hidden(reply: &Reply, name: &str) -> Option<String> {
    let text = reply.text();
    let rest = text.split(&format!("name=\"{name}\" value=\"")).nth(1)?;
    rest.split('"').next().map(str::to_owned)
}

const ASKED: &str = "once=key-9&step=request&kind=correction&words=My+own+words";

/// Comes in again from a door that holds what she had typed, and says that she is alone.
async fn shown_again(house: &House, code: &str, phrase: &str, kept: &str) -> Reply {
    let typed = format!("code={}&phrase={}&kept={kept}", code.replace(' ', "+"), phrase.replace(' ', "+"));
    let inside = house.expect(200, step("", &typed)).await;
    assert!(!inside.text().contains("My own words"), "first she says that she is alone");
    let carried = hidden(&inside, "kept").unwrap();
    house.expect(200, step(&cookie_set(&inside), &format!("step=show&kept={carried}"))).await
}

#[tokio::test]
async fn what_she_typed_before_ten_minutes_were_over_is_there_when_she_is_back() {
    let house = House::new(Engine::Sqlite).await;
    let (worker, case, code) = with_space(&house).await;
    let hers = come_in(&house, &code).await;
    house.site.clock.advance(havenward_app::spaces::IDLE);
    let door = house.expect(200, step(&hers, ASKED)).await;
    assert!(!door.text().contains("My own words"), "nobody else reads it at the door");
    let kept = hidden(&door, "kept").unwrap();
    let wrong = format!("code={}&phrase=some+other+words&kept={kept}", code.replace(' ', "+"));
    assert_eq!(hidden(&house.expect(422, step("", &wrong)).await, "kept"), Some(kept.clone()));
    house.site.clock.advance(jiff::SignedDuration::from_mins(15));

    let record = shown_again(&house, &code, PHRASE, &kept).await;

    assert!(record.text().contains("My own words"), "{}", record.text());
    assert_eq!(hidden(&record, "once").as_deref(), Some("key-9"), "sent again it is asked once");
    let seen = house.expect(200, Ask::get(format!("/api/v1/cases/{case}/space")).bearer(&worker)).await;
    assert!(seen.json()["requests"].as_array().unwrap().is_empty(), "it is shown and not sent by itself");
}

#[tokio::test]
async fn what_she_typed_opens_for_nobody_else_and_not_after_she_left() {
    let house = House::new(Engine::Sqlite).await;
    let (worker, _, code) = with_space(&house).await;
    let hers = come_in(&house, &code).await;
    house.expect(200, Ask::get("/leave").header("Cookie", hers.clone())).await;
    assert_eq!(
        hidden(&house.expect(200, step(&hers, ASKED)).await, "kept"),
        None,
        "who left has nothing kept"
    );
    let hers = come_in(&house, &code).await;
    house.site.clock.advance(havenward_app::spaces::IDLE);
    let kept = hidden(&house.expect(200, step(&hers, ASKED)).await, "kept").unwrap();
    let other = house.case(&worker, "k-2").await;
    let ask = Ask::post(format!("/api/v1/cases/{other}/space")).bearer(&worker);
    let made = house.expect(201, ask.json(&json!({ "phrase": "four loud red trains" }))).await.json();
    let code = made["code"].as_str().unwrap();
    let record = shown_again(&house, code, "four loud red trains", &kept).await;
    assert!(!record.text().contains("My own words"));
}

#[tokio::test]
async fn what_is_too_much_stands_on_the_page_or_is_said_to_be_gone() {
    let house = House::new(Engine::Sqlite).await;
    let much = format!("step=request&words=My+own+words+{}", "x+".repeat(150_000));
    let told = house.expect(413, step("", &much)).await.text();
    assert!(told.contains("My own words") && told.contains("Copy what you need"), "what was typed is there");
    assert!(told.contains("href=\"/leave\""), "and so is the way out");
    let told = house.expect(413, step("", &"x".repeat(2 * 1024 * 1024))).await.text();
    assert!(told.contains("it is not kept") && !told.contains("Copy what you need"), "{told}");
}
