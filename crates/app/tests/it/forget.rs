//! What the ticker forgets, each after its time and none before.

use havenward_app::forget::{ATTEMPTS_KEPT, DRAFTS_KEPT, IDEMPOTENCY_KEPT, SESSIONS_KEPT};
use havenward_app::sessions::{self, SignIn};
use havenward_app::{Caller, Ctx, Idempotency, accounts, contacts, drafts};
use havenward_domain::role::Role;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;

use crate::contacts::a_contact;
use crate::rows::count;
use crate::sessions::passphrase;

const SECOND: SignedDuration = SignedDuration::from_secs(1);

/// The ticker looks once an hour, so a minute before the end and an hour after it are asked.
async fn kept_then_forgotten(site: &Site, kept: SignedDuration, sql: &'static str) {
    let before = count(site, sql).await;
    assert!(before > 0, "{sql}");
    site.clock.advance(kept - SECOND);
    site.app.tick().await.unwrap();
    assert_eq!(count(site, sql).await, before, "kept to the last second: {sql}");
    site.clock.advance(SignedDuration::from_hours(1) + SECOND);
    site.app.tick().await.unwrap();
    assert_eq!(count(site, sql).await, 0, "forgotten: {sql}");
}

#[tokio::test]
async fn idempotency_keys_go_after_sixty_days() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let once = Idempotency { key: "k-1", request: &[b"body"] };
        site.app.run_once(&guard, once, async |ctx| contacts::record(ctx, a_contact()).await).await.unwrap();
        assert_eq!(IDEMPOTENCY_KEPT, SignedDuration::from_hours(24 * 60));
        kept_then_forgotten(&site, IDEMPOTENCY_KEPT, "select count(*) from idempotency").await;
    })
    .await;
}

#[tokio::test]
async fn sessions_go_a_week_after_they_have_ended() {
    each_site(async |site| {
        site.member("guard", Role::FrBorder).await;
        let working_day = SignedDuration::from_hours(12);
        kept_then_forgotten(&site, working_day + SESSIONS_KEPT, "select count(*) from sessions").await;
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_and_not_sent_goes_after_a_week() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let keep = async |ctx: &mut Ctx| drafts::keep(ctx, "/contacts/new", b"name=Oksana").await;
        site.app.run(&guard, keep).await.unwrap();
        assert_eq!(DRAFTS_KEPT, SignedDuration::from_hours(7 * 24));
        kept_then_forgotten(&site, DRAFTS_KEPT, "select count(*) from drafts").await;
    })
    .await;
}

#[tokio::test]
async fn one_time_links_go_once_they_have_ended() {
    each_site(async |site| {
        let unit = site.unit("Border").await;
        let add = async |ctx: &mut Ctx| accounts::add_user(ctx, "anna", "Anna", unit, Role::FrBorder).await;
        site.app.run(&Caller::operator(), add).await.unwrap();
        let link = SignedDuration::from_hours(72);
        kept_then_forgotten(&site, link, "select count(*) from enrolments").await;
    })
    .await;
}

#[tokio::test]
async fn counters_of_failed_sign_ins_go_after_a_quiet_day() {
    each_site(async |site| {
        let attempt = SignIn {
            login: "nobody".to_owned(),
            passphrase: passphrase("wrong horse battery"),
            code: "000000".to_owned(),
            unit: None,
        };
        assert!(sessions::begin(&site.app, attempt).await.is_err());
        kept_then_forgotten(&site, ATTEMPTS_KEPT, "select count(*) from attempts").await;
    })
    .await;
}

#[tokio::test]
async fn a_heap_that_has_grown_is_forgotten_tick_by_tick() {
    each_site(async |site| {
        let unit = site.unit("Border").await;
        for number in 0..501 {
            let login = format!("user-{number}");
            let add =
                async |ctx: &mut Ctx| accounts::add_user(ctx, &login, "Anna", unit, Role::FrBorder).await;
            site.app.run(&Caller::operator(), add).await.unwrap();
        }
        site.clock.advance(SignedDuration::from_hours(73));
        site.app.tick().await.unwrap();
        assert_eq!(count(&site, "select count(*) from enrolments").await, 1);
        site.app.tick().await.unwrap();
        assert_eq!(count(&site, "select count(*) from enrolments").await, 0);
    })
    .await;
}
