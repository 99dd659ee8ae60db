//! The journal: nothing is written without it, and nothing in it can be changed unseen.

use havenward_app::journal::{self, Fault};
use havenward_app::{AppError, Ctx, Note, doctor, tasks};
use havenward_domain::access::act;
use havenward_domain::next_step::NextStep;
use havenward_domain::role::Role;
use havenward_store::idempotency;
use havenward_testkit::{Engine, Site, each_site};
use jiff::SignedDuration;
use sqlx::{Connection, SqliteConnection};

use crate::a_story::open_tasks;
use crate::contacts::record;
use crate::verifier::root_of_sqlite;

async fn a_site_with_entries(engine: Engine) -> Site {
    let site = Site::new(engine).await;
    let guard = site.member("guard", Role::FrBorder).await;
    for _ in 0..8 {
        record(&site.app, &guard).await.unwrap();
        site.clock.advance(SignedDuration::from_secs(2));
    }
    site.app.tick().await.unwrap();
    site
}

#[tokio::test]
async fn an_untouched_journal_holds_on_both_engines() {
    for engine in Engine::all() {
        let site = a_site_with_entries(engine).await;
        let verified = journal::verify(&site.app, |_| ()).await.unwrap();
        assert_eq!(verified.faults, []);
        assert!(verified.entries >= 12 && verified.checkpoints >= 1, "{verified:?}");
    }
}

#[tokio::test]
async fn the_last_second_is_signed_at_a_clean_stop() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        site.app.tick().await.unwrap();
        // The clock stands still: no checkpoint is due.
        record(&site.app, &guard).await.unwrap();
        site.app.tick().await.unwrap();
        assert!(journal::verify(&site.app, |_| ()).await.unwrap().unsigned > 0);

        site.app.sign_off().await.unwrap();

        let verified = journal::verify(&site.app, |_| ()).await.unwrap();
        assert_eq!((verified.unsigned, verified.faults), (0, vec![]));
    })
    .await;
}

#[tokio::test]
async fn the_second_verifier_finds_the_same_root() {
    let site = a_site_with_entries(Engine::Sqlite).await;
    let verified = journal::verify(&site.app, |_| ()).await.unwrap();
    let (size, root) = root_of_sqlite(&site.place.folder.path().join("main.db")).await.unwrap();
    assert_eq!(size, verified.entries);
    let hex: String = root.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, verified.root);
}

#[tokio::test]
async fn an_edit_a_cut_an_insertion_and_a_swap_are_found_by_both_verifiers() {
    let attacks = [
        "update journal_entries set action = 'case.list' where tree_index = 5",
        "update journal_entries set author = 'system' where tree_index = 7",
        "update journal_entries set at = at + 1 where tree_index = 3",
        "delete from journal_entries where tree_index = 4",
        // Another spelling of the same id hides an entry from whoever asks for the case's readings.
        "update journal_entries set case_id = upper(case_id) where case_id is not null",
        "update journal_entries set id = upper(id) where tree_index = 2",
        "update journal_entries set author = upper(author) where tree_index = 5",
        "update journal_entries set opened = opened | (1 << 40) where tree_index = 6",
        "update journal_entries set action = 'no.such' where tree_index = 6",
        "update journal_entries set tree_index = 9000000000000000000
         where tree_index = (select max(tree_index) from journal_entries)",
        "delete from journal_entries where tree_index = (select max(tree_index) from journal_entries)",
        "insert into journal_entries select 'ffffffff-ffff-4fff-bfff-ffffffffffff', at, ordinal, author, unit_id,
             action, case_id, object, opened, purpose, basis, outcome, commitment, leaf,
             (select max(tree_index) + 1 from journal_entries), sealed_details
         from journal_entries where tree_index = 2",
        "insert into journal_entries select 'ffffffff-ffff-4fff-bfff-ffffffffffff', at - 60000000, ordinal, author,
             unit_id, action, case_id, object, opened, purpose, basis, outcome, commitment, leaf, null,
             sealed_details
         from journal_entries where tree_index = 2",
        "insert into journal_entries select 'ffffffff-ffff-4fff-bfff-ffffffffffff', at, ordinal, author, unit_id,
             action, case_id, object, opened, purpose, basis, outcome, commitment, leaf, -1, sealed_details
         from journal_entries where tree_index = 2",
        "update journal_entries set tree_index = case tree_index when 2 then 1002 else 1003 end
         where tree_index in (2, 3);
         update journal_entries set tree_index = case tree_index when 1002 then 3 else 2 end
         where tree_index in (1002, 1003)",
    ];
    for attack in attacks {
        let site = a_site_with_entries(Engine::Sqlite).await;
        let before = journal::verify(&site.app, |_| ()).await.unwrap();
        let path = site.place.folder.path().join("main.db");
        let mut conn = SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
        sqlx::raw_sql(attack).execute(&mut conn).await.unwrap();

        let after = journal::verify(&site.app, |_| ()).await.unwrap();
        assert_ne!(after.faults, [], "the product missed: {attack}");
        let second = root_of_sqlite(&path).await;
        let unchanged = second.as_ref().is_ok_and(|(_, root)| {
            root.iter().map(|byte| format!("{byte:02x}")).collect::<String>() == before.root
        });
        assert!(!unchanged, "the second verifier missed: {attack}");
    }
}

#[tokio::test]
async fn in_quiet_times_the_ticker_signs_what_no_commit_has_signed() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        record(&site.app, &guard).await.unwrap();
        site.app.tick().await.unwrap();
        record(&site.app, &guard).await.unwrap();
        site.clock.advance(SignedDuration::from_secs(2));
        site.app.tick().await.unwrap();
        let verified = journal::verify(&site.app, |_| ()).await.unwrap();
        assert_eq!((verified.unsigned, verified.faults), (0, vec![]));
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_is_set_back_does_not_stop_the_signing() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        site.app.tick().await.unwrap();
        site.clock.advance(SignedDuration::from_hours(-24));
        record(&site.app, &guard).await.unwrap();
        site.app.tick().await.unwrap();
        assert_eq!(journal::verify(&site.app, |_| ()).await.unwrap().unsigned, 0);
    })
    .await;
}

#[tokio::test]
async fn a_rewritten_tree_is_found_by_its_checkpoints() {
    let site = a_site_with_entries(Engine::Sqlite).await;
    let path = site.place.folder.path().join("main.db");
    let mut conn = SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
    // An owner of the database who recomputes everything but cannot sign.
    sqlx::raw_sql("delete from journal_entries where tree_index >= 6; update journal_head set size = 6")
        .execute(&mut conn)
        .await
        .unwrap();
    let verified = journal::verify(&site.app, |_| ()).await.unwrap();
    assert!(verified.faults.iter().any(|fault| matches!(fault, Fault::Checkpoint(_))), "{verified:?}");
}

#[tokio::test]
async fn a_write_without_its_entry_does_not_commit() {
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let refused = site
            .app
            .run(&guard, async |ctx| {
                let now = ctx.now();
                assert!(idempotency::claim(ctx.tx(), "author", "key", &[1], "id", now).await?);
                Ok(())
            })
            .await;
        assert!(matches!(refused, Err(AppError::Unrecorded)));
        let kept = async |ctx: &mut Ctx| Ok(idempotency::find(ctx.tx(), "author", "key").await?);
        let kept = site.app.look(&guard, kept).await;
        assert!(kept.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn an_entry_cannot_claim_an_opening_beyond_the_permit() {
    use havenward_domain::compartment::Compartment;
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let case = record(&site.app, &guard).await.unwrap();
        let refused = site
            .app
            .run(&guard, async |ctx| {
                let permit = ctx.permit_on::<act::ReadCase>(case).await?;
                let note = Note::because("support", "public_task").opening(&[Compartment::LegalPrivileged]);
                ctx.record(&permit, note).await.map(|_| ())
            })
            .await;
        assert!(matches!(refused, Err(AppError::Forbidden)));
    })
    .await;
}

#[tokio::test]
async fn the_entry_of_one_act_opens_nothing_in_another() {
    use havenward_app::file::Core;
    use havenward_domain::compartment::Compartment;
    each_site(async |site| {
        let guard = site.member("guard", Role::FrBorder).await;
        let case = record(&site.app, &guard).await.unwrap();
        let note = || Note::because("support", "public_task").opening(&[Compartment::Core]);
        let earlier = site
            .app
            .run(&guard, async |ctx| {
                let permit = ctx.permit_on::<act::ReadCase>(case).await?;
                ctx.record(&permit, note()).await
            })
            .await
            .unwrap();
        let refused = site
            .app
            .run(&guard, async |ctx| {
                let permit = ctx.permit_on::<act::ReadCase>(case).await?;
                ctx.open::<_, Core>(&permit, &earlier, Compartment::Core).await.map(|_| ())
            })
            .await;
        assert!(matches!(refused, Err(AppError::Forbidden)));
    })
    .await;
}

#[tokio::test]
async fn an_entry_that_nobody_numbers_is_an_alarm() {
    each_site(async |site| {
        if site.engine != Engine::Postgres {
            return;
        }
        let admin = site.member("admin", Role::Sysadmin).await;
        let guard = site.member("guard", Role::FrBorder).await;
        let waiting =
            async || site.app.look(&admin, async |ctx| doctor::health(ctx).await).await.unwrap().unnumbered;
        let mut holds = sqlx::PgConnection::connect(&site.place.database).await.unwrap();
        let lock = |sql| sqlx::query(sql).bind(havenward_store::NUMBERING_LOCK);
        lock("select pg_advisory_lock($1)").execute(&mut holds).await.unwrap();
        let case = crate::contacts::record(&site.app, &guard).await.unwrap();
        let call = async |ctx: &mut _| tasks::next_step(ctx, case, NextStep::CallPerson, 1).await;
        site.app.run(&guard, call).await.unwrap();
        assert_eq!(waiting().await, 0, "it may wait a moment");
        site.clock.advance(SignedDuration::from_secs(11));
        assert!(waiting().await > 0);
        // Whoever looks after the service is told; what is due meanwhile is done all the same.
        let overdue =
            async || open_tasks(&site, &guard).await.contains(&"overdue:next_step:call_person".to_owned());
        assert!(!overdue().await);
        site.clock.advance(SignedDuration::from_hours(26));
        assert!(site.app.tick().await.is_err());
        assert!(overdue().await);

        lock("select pg_advisory_unlock($1)").execute(&mut holds).await.unwrap();
        site.app.tick().await.unwrap();
        assert_eq!(waiting().await, 0);
    })
    .await;
}
