//! A reset: what an account could open before, nobody opens with it afterwards.

use havenward_app::accounts::{self, Loss};
use havenward_app::grants::{self, Giving};
use havenward_app::sessions::{self, SignIn};
use havenward_app::{AppError, Caller, Ctx, cases, drafts, units};
use havenward_domain::access::Holder;
use havenward_domain::compartment::Compartment;
use havenward_domain::id::{CaseId, UserId};
use havenward_domain::role::Role;
use havenward_testkit::{Site, each_site};
use jiff::SignedDuration;

use crate::contacts::record;
use crate::rows::{count, texts};
use crate::sessions::{PASSPHRASE, code, passphrase, secret_of};

fn user(caller: &Caller) -> UserId {
    caller.actor().member().unwrap().user
}

async fn reset(site: &Site, login: &str, loss: Loss) -> Result<String, AppError> {
    let reset = async |ctx: &mut Ctx| accounts::reset(ctx, login, loss).await;
    site.app.run(&Caller::operator(), reset).await.map(|new| new.link.to_string())
}

async fn open(site: &Site, who: &Caller, case: CaseId) -> Result<(), AppError> {
    site.app.run(who, async |ctx| cases::open(ctx, case).await.map(|_| ())).await
}

async fn give(site: &Site, by: &Caller, case: CaseId, to: UserId) {
    let giving = Giving {
        holder: Holder::User(to),
        compartments: vec![Compartment::Core],
        purpose: "support".to_owned(),
        basis: "consent".to_owned(),
        agreement: None,
        until: site.clock.now() + SignedDuration::from_hours(24),
    };
    site.app.run(by, async |ctx: &mut Ctx| grants::give(ctx, case, giving).await).await.unwrap();
}

async fn enrol_and_sign_in(site: &Site, login: &str, link: &str) -> sessions::Begun {
    let offered = sessions::offer_second_factor(&site.app, link).await.unwrap();
    let secret = secret_of(&offered.url);
    sessions::enrol(&site.app, link, passphrase(PASSPHRASE), offered.sealed, &code(site, &secret))
        .await
        .unwrap();
    site.clock.advance(SignedDuration::from_secs(30));
    let attempt = SignIn {
        login: login.to_owned(),
        passphrase: passphrase(PASSPHRASE),
        code: code(site, &secret),
        unit: None,
    };
    sessions::begin(&site.app, attempt).await.unwrap()
}

#[tokio::test]
async fn after_a_reset_the_old_session_and_the_old_key_open_nothing() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let case = record(&site.app, &guard).await.unwrap();
        let unit = guard.actor().unit().unwrap();
        let anna =
            havenward_app::demo::enlist(&site.app, "anna", "Anna", unit, Role::FrBorder).await.unwrap();
        let token = havenward_app::demo::sign_in(&site.app, anna).await.unwrap().token;
        let old = sessions::caller(&site.app, &token).await.unwrap();
        site.let_in(&guard).await;
        give(&site, &guard, case, anna).await;
        open(&site, &old, case).await.unwrap();
        let type_words = async |ctx: &mut Ctx| drafts::keep(ctx, "/contacts/new", b"name=x").await;
        site.app.run(&old, type_words).await.unwrap();

        reset(&site, "anna", Loss::Refused).await.unwrap();

        let after = sessions::caller(&site.app, &token).await;
        assert!(matches!(after.err(), Some(AppError::SignedOut)), "the session has ended");
        let refused = open(&site, &old, case).await;
        assert!(matches!(refused, Err(AppError::WaitingForKey)), "the key itself opens nothing: {refused:?}");
        for sql in [
            "select count(*) from sessions where user_id = (select id from users where login = 'anna')",
            "select count(*) from drafts",
            "select count(*) from unit_wraps where user_id = (select id from users where login = 'anna')",
            "select count(*) from compartment_keys where holder like 'user:%'",
            "select count(*) from access where holder like 'user:%'",
        ] {
            assert_eq!(count(&site, sql).await, 0, "{sql}");
        }
        let told = texts(&site, "select object from journal_entries where action = 'account.reset'").await;
        assert_eq!(told, [format!("user:{anna}")]);
        open(&site, &guard, case).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn who_was_reset_makes_a_new_key_and_waits_like_a_newcomer() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let case = record(&site.app, &guard).await.unwrap();
        let anna = site.colleague("anna", &guard, Role::FrBorder).await;
        give(&site, &guard, case, user(&anna)).await;
        site.clock.advance(SignedDuration::from_hours(1));
        let link = reset(&site, "anna", Loss::Refused).await.unwrap();
        let waiting = async || site.app.look(&guard, async |ctx| units::waiting(ctx).await).await.unwrap();
        assert!(waiting().await.is_empty(), "nobody is let in before she has a key");

        let since = site.clock.now();
        let begun = enrol_and_sign_in(&site, "anna", &link).await;

        let hers = sessions::caller(&site.app, &begun.token).await.unwrap();
        assert!(matches!(open(&site, &hers, case).await, Err(AppError::WaitingForKey)));
        let listed = waiting().await;
        assert_eq!((&listed[0].fingerprint, listed[0].since), (&begun.fingerprint, since));
        site.let_in(&guard).await;
        open(&site, &hers, case).await.unwrap();
        // Access in her own name was taken away with the key, and nobody's act brings it back unseen.
        give(&site, &guard, case, user(&hers)).await;
        assert!(matches!(open(&site, &anna, case).await, Err(AppError::Sealed)), "the old key");
        open(&site, &hers, case).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_last_holder_of_a_key_is_reset_only_when_the_loss_is_accepted() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        record(&site.app, &guard).await.unwrap();

        let refused = reset(&site, "guard", Loss::Refused).await.unwrap_err();

        assert_eq!(refused.code(), "account.last_holder");
        assert!(refused.to_string().contains("1 unit(s) and 0 compartment(s)"), "{refused}");
        assert_eq!(count(&site, "select count(*) from unit_wraps").await, 1, "nothing was touched");
        reset(&site, "guard", Loss::Accepted).await.unwrap();
        assert_eq!(count(&site, "select count(*) from unit_wraps").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_link_from_before_a_reset_is_worth_nothing_and_no_link_replaces_keys() {
    each_site(async |site| {
        let unit = site.unit("Border").await;
        let add = async |ctx: &mut Ctx| accounts::add_user(ctx, "anna", "Anna", unit, Role::FrBorder).await;
        let first = site.app.run(&Caller::operator(), add).await.unwrap().link;

        let second = reset(&site, "anna", Loss::Refused).await.unwrap();

        let refused = sessions::offer_second_factor(&site.app, &first).await;
        assert!(matches!(refused.err(), Some(AppError::LinkRefused)));
        enrol_and_sign_in(&site, "anna", &second).await;
    })
    .await;
}

#[tokio::test]
async fn nobody_but_the_operator_resets_an_account_and_an_unknown_one_is_told() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let reset_by = async |who: &Caller| {
            let reset = async |ctx: &mut Ctx| accounts::reset(ctx, "guard", Loss::Accepted).await.map(|_| ());
            site.app.run(who, reset).await
        };
        assert!(reset_by(&guard).await.is_err() && reset_by(&Caller::nobody()).await.is_err());
        let unknown = reset(&site, "nobody", Loss::Refused).await;
        assert!(matches!(unknown, Err(AppError::Invalid { field: "login", .. })));
    })
    .await;
}
