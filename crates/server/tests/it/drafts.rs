//! A long form that was not sent: it comes back at its page, to whoever typed it, and goes once it is sent.

use havenward_app::{demo, sessions};
use havenward_domain::id::UserId;
use havenward_domain::role::Role;
use havenward_testkit::{Engine, tables};
use jiff::SignedDuration;

use crate::house::{Ask, House, Reply};

const FORM: &str = "application/x-www-form-urlencoded";
const NEW: &str = "/contacts/new";
const TYPED: &str = "name=Canary+kept&urgency=urgent&age=adult&setting=border_land&language=uk&once=k-1";

async fn read(house: &House, token: &str, path: &str) -> Reply {
    house.ask(Ask::get(path).header("Cookie", format!("session={token}")).header("Accept", "text/html")).await
}

async fn send(house: &House, token: &str, path: &str, body: &str) -> Reply {
    let ask = Ask::post(path).header("Cookie", format!("session={token}")).header("Content-Type", FORM);
    house.ask(ask.header("Sec-Fetch-Site", "same-origin").body(body)).await
}

async fn user(house: &House, token: &str) -> UserId {
    let caller = sessions::caller(&house.site.app, token).await.unwrap();
    caller.actor().member().unwrap().user
}

/// The draft that a page offers to go on with.
fn offered(page: &Reply) -> Option<String> {
    let text = page.text();
    let rest = text.split(r#"name="draft" value=""#).nth(1)?;
    rest.split('"').next().map(str::to_owned)
}

async fn drafts(house: &House) -> i64 {
    tables::count(&house.site.place.database, "select count(*) from drafts").await
}

#[tokio::test]
async fn a_form_of_an_ended_session_waits_also_when_the_browser_was_closed() {
    let house = House::new(Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    let user = user(&house, &guard).await;
    house.site.clock.advance(SignedDuration::from_hours(13));
    let ended = send(&house, &guard, NEW, TYPED).await;
    assert_eq!(ended.status, 401);
    assert!(ended.text().contains(r#"name="kept" value="yes""#) && !ended.text().contains("Canary"));

    // Another browser on another day: nothing of the first is left but what the server keeps.
    house.site.clock.advance(SignedDuration::from_hours(48));
    let token = demo::sign_in(&house.site.app, user).await.unwrap().token;
    assert!(read(&house, &token, "/today").await.text().contains(r#"href="/drafts""#));
    let draft = offered(&read(&house, &token, NEW).await).unwrap();
    let back = send(&house, &token, NEW, &format!("draft={draft}&again=1")).await;

    assert_eq!(back.status, 200, "shown, and not acted on");
    assert!(back.text().contains("Canary kept") && offered(&back).as_ref() == Some(&draft));
    assert_eq!(house.case_count(&token).await, 0);
    let sent = send(&house, &token, NEW, &format!("{TYPED}&draft={draft}")).await;
    assert_eq!((sent.status.as_u16(), drafts(&house).await), (303, 0), "what was sent is kept no more");
    assert_eq!(offered(&read(&house, &token, NEW).await), None);
}

#[tokio::test]
async fn a_form_is_kept_for_later_for_its_writer_alone_and_thrown_away_when_she_says_so() {
    let house = House::new(Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    let other = house.member("other", Role::FrBorder).await;
    let kept = send(&house, &guard, NEW, &format!("{TYPED}&keep-for-later=yes")).await;
    assert_eq!((kept.status.as_u16(), &kept.headers["location"]), (303, &"/drafts".parse().unwrap()));
    assert_eq!(house.case_count(&guard).await, 0, "nothing is done with it");
    let draft = offered(&read(&house, &guard, "/drafts").await).unwrap();

    assert_eq!(offered(&read(&house, &other, "/drafts").await), None);
    let refused = send(&house, &other, NEW, &format!("draft={draft}&again=1")).await;
    assert!(refused.status == 409 && !refused.text().contains("Canary"), "{}", refused.text());
    send(&house, &other, "/drafts", &format!("which={draft}&once=x")).await;
    assert_eq!(drafts(&house).await, 1);
    let elsewhere = send(&house, &guard, "/shift", &format!("draft={draft}&again=1")).await;
    assert!(!elsewhere.text().contains("Canary"), "a draft belongs to its page");

    send(&house, &guard, "/drafts", &format!("which={draft}&once=y")).await;
    assert_eq!(drafts(&house).await, 0);
}

#[tokio::test]
async fn a_form_that_is_still_wrong_keeps_its_draft() {
    let house = House::new(Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    send(&house, &guard, NEW, &format!("{TYPED}&keep-for-later=yes")).await;
    let draft = offered(&read(&house, &guard, NEW).await).unwrap();
    let wrong = send(&house, &guard, NEW, &format!("name=Canary&draft={draft}&once=k-2")).await;
    assert_eq!((wrong.status.as_u16(), drafts(&house).await), (422, 1));
    assert_eq!(offered(&wrong), Some(draft));
}

#[tokio::test]
async fn a_fault_of_the_server_loses_nothing_that_was_typed() {
    let house = House::new(Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    let fails = "create trigger fails after insert on cases begin select raise(abort, 'fails'); end";
    tables::change(&house.site.place.database, fails).await;
    let failed = send(&house, &guard, NEW, TYPED).await;
    assert!(
        failed.status.is_server_error() && failed.text().contains(r#"href="/drafts""#),
        "{}",
        failed.text()
    );
    tables::change(&house.site.place.database, "drop trigger fails").await;
    let draft = offered(&read(&house, &guard, NEW).await).unwrap();
    let back = send(&house, &guard, NEW, &format!("draft={draft}&again=1")).await;
    assert!(back.text().contains("Canary kept") && back.text().contains(r#"name="once" value="k-1""#));
}

#[tokio::test]
async fn a_secret_is_never_kept() {
    let house = House::new(Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    let path = format!("/cases/{}/space", house.case(&guard, "k-1").await);
    send(&house, &guard, &path, "phrase=Canary+quiet+boats&repeat=Canary+quiet+boats&keep-for-later=yes")
        .await;
    let draft = offered(&read(&house, &guard, &path).await).unwrap();
    let back = send(&house, &guard, &path, &format!("draft={draft}&again=1")).await;
    assert!(back.status == 200 && !back.text().contains("boats"));
}

#[tokio::test]
async fn what_is_kept_while_somebody_types_is_named_to_the_form_and_goes_once_the_form_is_sent() {
    let house = House::new(Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    let named = |reply: &Reply| reply.headers["draft"].to_str().unwrap().to_owned();
    let first = send(&house, &guard, NEW, "name=Canary&keep-for-later=typing").await;
    assert_eq!((first.status.as_u16(), first.text().len()), (204, 0), "the page stays as it is");
    let second =
        send(&house, &guard, NEW, &format!("{TYPED}&keep-for-later=typing&draft={}", named(&first))).await;
    assert_eq!(drafts(&house).await, 1, "the later takes the place of the first");
    assert_eq!(house.case_count(&guard).await, 0, "nothing is done with it");
    let draft = named(&second);
    assert_eq!(offered(&read(&house, &guard, NEW).await).as_ref(), Some(&draft));

    let sent = send(&house, &guard, NEW, &format!("{TYPED}&draft={draft}")).await;
    assert_eq!((sent.status.as_u16(), drafts(&house).await), (303, 0));
}

#[tokio::test]
async fn what_is_typed_after_the_session_has_ended_is_kept_for_its_writer_too() {
    let house = House::new(Engine::Sqlite).await;
    let guard = house.member("guard", Role::FrBorder).await;
    let user = user(&house, &guard).await;
    house.site.clock.advance(SignedDuration::from_hours(13));
    let ended = send(&house, &guard, NEW, &format!("{TYPED}&keep-for-later=typing")).await;
    assert_eq!((ended.status.as_u16(), drafts(&house).await), (401, 1));
    let token = demo::sign_in(&house.site.app, user).await.unwrap().token;
    let draft = offered(&read(&house, &token, NEW).await).unwrap();
    let back = send(&house, &token, NEW, &format!("draft={draft}&again=1")).await;
    assert!(back.status == 200 && back.text().contains("Canary kept"));
}
