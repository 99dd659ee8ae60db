//! Somebody leaves: her account opens nothing any more, and what she may have kept opens nothing that comes after.

use havenward_app::accounts::{self, Loss};
use havenward_app::{AppError, Caller, Ctx, cases, directory, intake, notes, sessions, units};
use havenward_domain::compartment::Compartment;
use havenward_domain::id::{CaseId, UserId};
use havenward_domain::role::Role;
use havenward_testkit::{Site, each_site};

use crate::contacts::record;
use crate::rows::{change, count, texts};

fn user(caller: &Caller) -> UserId {
    caller.actor().member().unwrap().user
}

async fn close(site: &Site, login: &str, loss: Loss) -> Result<UserId, AppError> {
    site.app.run(&Caller::operator(), async |ctx: &mut Ctx| accounts::close(ctx, login, loss).await).await
}

async fn renew(site: &Site, by: &Caller) -> Result<units::Renewed, AppError> {
    site.app.run(by, async |ctx: &mut Ctx| units::renew_key(ctx).await).await
}

async fn open(site: &Site, who: &Caller, case: CaseId) -> Result<(), AppError> {
    site.app.run(who, async |ctx| cases::open(ctx, case).await.map(|_| ())).await
}

async fn write(site: &Site, who: &Caller, case: CaseId) {
    site.app
        .run(who, async |ctx| {
            let words = "She asked for a doctor.".to_owned();
            notes::write(ctx, case, Compartment::Narrative, words, notes::Holding::TwoOrMore).await.map(drop)
        })
        .await
        .unwrap();
}

/// What she would have if she had copied the database and her own key on her last day: the account as it was.
async fn bring_back(site: &Site) {
    change(site, "update users set active = (1 = 1) where login = 'anna'").await;
}

#[tokio::test]
async fn a_closed_account_signs_in_no_more_and_its_unit_is_told_that_a_new_key_is_due() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let unit = guard.actor().unit().unwrap();
        let anna =
            havenward_app::demo::enlist(&site.app, "anna", "Anna", unit, Role::FrBorder).await.unwrap();
        let token = havenward_app::demo::sign_in(&site.app, anna).await.unwrap().token;
        site.let_in(&guard).await;
        let own = async || site.app.look(&guard, async |ctx| units::own(ctx).await).await.unwrap();
        assert_eq!(own().await.renewal_due_at, None);

        close(&site, "anna", Loss::Refused).await.unwrap();

        assert!(matches!(sessions::caller(&site.app, &token).await.err(), Some(AppError::SignedOut)));
        let keys = "select count(*) from users where login = 'anna' and password_verifier is null and public_key is null";
        assert_eq!(count(&site, keys).await, 1, "there is nothing to sign in with");
        assert_eq!(count(&site, "select count(*) from enrolments").await, 0, "and no link to begin again");
        assert_eq!(own().await.renewal_due_at, Some(site.clock.now()));
        let told = texts(&site, "select object from journal_entries where action = 'account.close'").await;
        assert_eq!(told, [format!("user:{anna}")]);
        let members = site.app.look(&guard, async |ctx| units::members(ctx).await).await.unwrap();
        assert!(members.iter().any(|one| one.user == anna && !one.active && !one.holds_key));

        renew(&site, &guard).await.unwrap();
        assert_eq!(own().await.renewal_due_at, None);
    })
    .await;
}

#[tokio::test]
async fn with_a_copy_of_every_key_she_had_a_leaver_opens_nothing_that_was_written_after_the_renewal() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let anna = site.colleague("anna", &guard, Role::FrBorder).await;
        let old = record(&site.app, &guard).await.unwrap();
        open(&site, &anna, old).await.unwrap();
        // She keeps a copy of the row in which the unit's key is wrapped to her.
        change(&site, "create table kept as select * from unit_wraps").await;

        close(&site, "anna", Loss::Refused).await.unwrap();
        renew(&site, &guard).await.unwrap();
        let new = record(&site.app, &guard).await.unwrap();
        write(&site, &guard, old).await;

        // The database as a whole is hers again, with the wrap she kept: the unit's former key.
        bring_back(&site).await;
        change(
            &site,
            "insert into unit_wraps select * from kept where user_id = (select id from users where login = 'anna')",
        )
        .await;
        assert!(matches!(open(&site, &anna, new).await, Err(AppError::WaitingForKey)), "a new case");
        assert!(matches!(open(&site, &anna, old).await, Err(AppError::WaitingForKey)), "an old one, written again");
        change(&site, "update units set key_version = 1").await;
        assert!(open(&site, &anna, new).await.is_err(), "the former key opens no new case");
        assert!(open(&site, &anna, old).await.is_err(), "nor an old one that was written again");
    })
    .await;
}

#[tokio::test]
async fn a_renewal_loses_nothing_for_those_who_stay_and_for_who_comes_later() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let bela = site.colleague("bela", &guard, Role::FrBorder).await;
        let mut opened = vec![record(&site.app, &guard).await.unwrap()];
        for version in 2..5 {
            let renewed = renew(&site, if version % 2 == 0 { &guard } else { &bela }).await.unwrap();
            assert_eq!((renewed.version, renewed.holders), (version, 2));
            opened.push(record(&site.app, &bela).await.unwrap());
        }
        let later = site.colleague("later", &guard, Role::FrBorder).await;

        for case in &opened {
            for who in [&guard, &bela, &later] {
                open(&site, who, *case).await.unwrap();
            }
        }
        let found = directory::search(&site.app, &later, "oksana").await.unwrap();
        assert_eq!(found.len(), opened.len(), "the directory is read under every key it was written under");
        assert_eq!(count(&site, "select count(*) from unit_wraps where key_version < 4").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_compartment_gets_a_new_key_when_it_is_written_again_and_not_before() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let case = record(&site.app, &guard).await.unwrap();
        write(&site, &guard, case).await;
        let versions = async || {
            texts(&site, "select distinct cast(key_version as text) from compartment_keys where compartment = 'narrative'")
                .await
        };
        let before = versions().await;

        write(&site, &guard, case).await;
        assert_eq!(versions().await, before);
        renew(&site, &guard).await.unwrap();
        open(&site, &guard, case).await.unwrap();
        assert_eq!(versions().await, before, "reading changes nothing");
        write(&site, &guard, case).await;
        let after = versions().await;
        assert_ne!(after, before);
        write(&site, &guard, case).await;
        assert_eq!(versions().await, after, "once is enough");
        open(&site, &guard, case).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn two_renewals_at_once_make_one_key_and_only_a_holder_makes_it() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let unit = guard.actor().unit().unwrap();
        let waiting = site.newcomer("waiting", unit, Role::FrBorder).await;
        assert!(matches!(renew(&site, &waiting).await, Err(AppError::WaitingForKey)));
        assert!(renew(&site, &Caller::operator()).await.is_err());

        let (one, other) = tokio::join!(renew(&site, &guard), renew(&site, &guard));

        let versions: Vec<u32> =
            [&one, &other].iter().filter_map(|done| Some(done.as_ref().ok()?.version)).collect();
        assert!(versions == [2, 3] || versions == [3, 2] || versions == [2], "{one:?} {other:?}");
        let case = record(&site.app, &guard).await.unwrap();
        open(&site, &guard, case).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_intake_key_is_followed_too() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        renew(&site, &guard).await.unwrap();
        let intake = site.app.run(&guard, async |ctx| intake::rotate_key(ctx).await).await.unwrap();
        assert_eq!(intake.version, 3, "one at first, one with the renewal, one now");
    })
    .await;
}

#[tokio::test]
async fn what_a_leaver_opened_is_listed_for_her_unit_and_the_listing_is_in_the_journal() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let other = site.member("other", Role::FrBorder).await;
        let anna = site.colleague("anna", &guard, Role::FrBorder).await;
        let (seen, unseen) =
            (record(&site.app, &guard).await.unwrap(), record(&site.app, &guard).await.unwrap());
        open(&site, &anna, seen).await.unwrap();
        let list = async |by: &Caller| {
            let by = by.clone();
            site.app.run(&by, async |ctx: &mut Ctx| units::opened_by(ctx, user(&anna)).await).await
        };
        let still = list(&guard).await.unwrap_err();
        assert_eq!(
            still.code(),
            "unit.still_here",
            "a colleague who is here is not watched by the desk beside her"
        );

        close(&site, "anna", Loss::Refused).await.unwrap();

        let opened = list(&guard).await.unwrap();
        assert_eq!(opened.iter().map(|one| one.case).collect::<Vec<_>>(), [seen], "not {unseen}");
        assert!(!opened[0].compartments.is_empty());
        assert!(matches!(list(&other).await, Err(AppError::NotFound)));
        let told = "select count(*) from journal_entries where action = 'unit.opened_by'";
        assert_eq!(count(&site, told).await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_last_holder_is_not_closed_unless_the_loss_is_accepted() {
    each_site(async |site| {
        let _guard = site.member("guard", Role::FrBorder).await;

        let refused = close(&site, "guard", Loss::Refused).await.unwrap_err();
        assert_eq!(refused.code(), "account.last_holder");
        assert!(close(&site, "nobody", Loss::Refused).await.is_err());
        close(&site, "guard", Loss::Accepted).await.unwrap();
    })
    .await;
}
