//! Letting colleagues in: named, with the key that was seen, one journal entry each.

use havenward_app::units::{self, Admitted, Waiting};
use havenward_app::{AppError, Caller, Ctx};
use havenward_domain::id::UserId;
use havenward_domain::role::Role;
use havenward_testkit::{Site, each_site};
use havenward_vault::pair::PrivateKey;
use jiff::SignedDuration;

use crate::rows::{count, texts};

async fn waiting(site: &Site, who: &Caller) -> Result<Vec<Waiting>, AppError> {
    site.app.look(who, async |ctx| units::waiting(ctx).await).await
}

async fn admit(site: &Site, by: &Caller, one: &Waiting) -> Result<Admitted, AppError> {
    site.app.run(by, async |ctx: &mut Ctx| units::admit(ctx, one.user, &one.fingerprint).await).await
}

fn user(caller: &Caller) -> UserId {
    caller.actor().member().unwrap().user
}

#[tokio::test]
async fn who_holds_the_key_sees_who_waits_since_when_and_with_which_key() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let unit = guard.actor().unit().unwrap();
        site.clock.advance(SignedDuration::from_hours(1));
        let anna = site.newcomer("anna", unit, Role::CaseManager).await;
        site.newcomer("root", unit, Role::Sysadmin).await;

        let listed = waiting(&site, &guard).await.unwrap();

        let [one] = listed.as_slice() else { panic!("{listed:?}") };
        assert_eq!((one.user, one.login.as_str(), one.role), (user(&anna), "anna", Role::CaseManager));
        assert_eq!(one.since, site.clock.now());
        assert!(matches!(waiting(&site, &anna).await, Err(AppError::WaitingForKey)));
    })
    .await;
}

#[tokio::test]
async fn a_newcomer_reads_the_same_fingerprint_when_she_signs_in() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let unit = guard.actor().unit().unwrap();
        let anna =
            havenward_app::demo::enlist(&site.app, "anna", "Anna", unit, Role::FrBorder).await.unwrap();
        let begun = havenward_app::demo::sign_in(&site.app, anna).await.unwrap();
        assert_eq!(waiting(&site, &guard).await.unwrap()[0].fingerprint, begun.fingerprint);
    })
    .await;
}

#[tokio::test]
async fn only_who_is_named_is_let_in_and_the_journal_says_who_let_in_whom() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let unit = guard.actor().unit().unwrap();
        let anna = site.newcomer("anna", unit, Role::FrBorder).await;
        let boris = site.newcomer("boris", unit, Role::FrBorder).await;
        let listed = waiting(&site, &guard).await.unwrap();
        let named = listed.iter().find(|one| one.user == user(&anna)).unwrap();

        let admitted = admit(&site, &guard, named).await.unwrap();

        assert_eq!(admitted, Admitted { now: true, holders: 2 });
        assert_eq!(waiting(&site, &anna).await.unwrap().len(), 1, "the other one waits still");
        assert!(matches!(waiting(&site, &boris).await, Err(AppError::WaitingForKey)));
        let told = texts(&site, "select object from journal_entries where action = 'unit.admit'").await;
        assert_eq!(told, [format!("user:{}", user(&anna))]);

        let again = admit(&site, &guard, named).await.unwrap();
        assert_eq!(again, Admitted { now: false, holders: 2 }, "a request that comes twice is done once");
        let sql = "select count(*) from journal_entries where action = 'unit.admit'";
        assert_eq!(count(&site, sql).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_key_that_is_another_than_the_one_seen_is_refused_and_nothing_is_wrapped() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let anna = site.newcomer("anna", guard.actor().unit().unwrap(), Role::FrBorder).await;
        let mut seen = waiting(&site, &guard).await.unwrap().remove(0);
        seen.fingerprint = PrivateKey::generate().1.fingerprint();

        let refused = admit(&site, &guard, &seen).await;

        assert_eq!(refused.unwrap_err().code(), "unit.key_changed");
        assert!(matches!(waiting(&site, &anna).await, Err(AppError::WaitingForKey)));
        assert_eq!(count(&site, "select count(*) from unit_wraps").await, 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_let_in_by_a_stranger_by_one_who_waits_or_into_a_role_without_keys() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let unit = guard.actor().unit().unwrap();
        let anna = site.newcomer("anna", unit, Role::FrBorder).await;
        let root = site.newcomer("root", unit, Role::Sysadmin).await;
        let stranger = site.member("stranger", Role::FrBorder).await;
        let one = waiting(&site, &guard).await.unwrap().remove(0);

        assert!(matches!(admit(&site, &stranger, &one).await, Err(AppError::NotFound)));
        assert!(matches!(admit(&site, &anna, &one).await, Err(AppError::WaitingForKey)));
        assert!(matches!(admit(&site, &root, &one).await, Err(AppError::Forbidden)));
        assert!(matches!(admit(&site, &Caller::operator(), &one).await, Err(AppError::SignedOut)));
        let operator = Waiting { user: user(&root), ..one };
        let refused = admit(&site, &guard, &operator).await;
        assert_eq!(refused.unwrap_err().code(), "unit.not_waiting");
        assert_eq!(count(&site, "select count(*) from unit_wraps").await, 2, "the makers' own");
    })
    .await;
}
